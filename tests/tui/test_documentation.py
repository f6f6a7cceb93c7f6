"""The page on the terminal UI names every key that there is."""

from __future__ import annotations

import re
from pathlib import Path

from negotiator.tui.keymap import ACTIONS, shown

PAGE = Path(__file__).parents[2] / "docs" / "terminal-ui.md"


def test_the_page_names_every_action_with_its_keys_and_what_it_does() -> None:
    rows = re.findall(r"^\| (`.+?`) \| (.+?) \| `(.+?)` \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    written = {identity: (keys, does) for keys, does, identity in rows}
    assert written == {a.id: (" ".join(f"`{shown(key)}`" for key in a.key.split(",")), a.description) for a in ACTIONS}
