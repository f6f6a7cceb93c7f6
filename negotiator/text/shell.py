"""Words of a command as one types them into a shell, for commands that we suggest."""

from __future__ import annotations

import os
import re
import shlex


def typed(word: object, *, windows: bool = os.name == "nt") -> str:
    """A word (a path, a name) in the quotation marks that it needs; as it is where it needs none."""
    text = str(word)
    if not windows:
        return text if re.fullmatch(r"[\w@%+=:,./~-]+", text) and not text.startswith("~") else shlex.quote(text)
    return text if text and not re.search(r"[\s&|<>^()%!\"';,=]", text) else '"' + text.replace('"', '""') + '"'
