"""A number of things as people say it: `1 match`, `2 matches`, `1,204 words`."""

from __future__ import annotations

import re


def counted(number: int, one: str, several: str = "") -> str:
    """The number with its noun; `several` where the plural is more than its last letters (`match to check` → `matches to check`)."""
    return f"{number:,} {one if number == 1 else several or plural(one)}"


def with_article(noun: str) -> str:
    """`a review`, `an action plan`."""
    return f"{'an' if noun[:1].casefold() in 'aeiou' else 'a'} {noun}"


def plural(noun: str) -> str:
    """The plural of an English noun that is built by rule."""
    if re.search(r"(?:s|x|z|ch|sh)$", noun):
        return f"{noun}es"
    return f"{noun[:-1]}ies" if re.search(r"[^aeiou]y$", noun) else f"{noun}s"
