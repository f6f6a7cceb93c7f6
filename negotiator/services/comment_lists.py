"""Comments that stand one below the other in running text, each behind the place that it is about (`Para 7: …`, or the place on a line of its own)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from negotiator.model.block import BlockRole
from negotiator.reading.column_heads import Column
from negotiator.reading.places import read_place
from negotiator.services.comment_tables import Table

if TYPE_CHECKING:
    from negotiator.model.block import Block

HEADS: Final = {1: Column.PLACE, 2: Column.EITHER}
_LEAD: Final = re.compile(r"\s*(?:(?:re|on|ad|om|zu|sur|sobre)\b\.?\s+)?(?P<place>[^:–—]{1,60}?)\s*(?::|\s[–—-])\s+(?P<said>\S.*)", re.IGNORECASE | re.DOTALL)
_MOST_WORDS: Final = 8
_MOSTLY: Final = 0.6
_FEWEST: Final = 2


def listed(blocks: Sequence[Block], known: Callable[[str], bool]) -> Table | None:
    """The comments of a text without tables, as a table of places and what is said; None where few of its paragraphs begin with a place that is `known`."""
    table = Table(0)
    places: list[str] = []
    for block in blocks:
        if block.role is not BlockRole.BODY or block.cell is not None or not block.text.strip():
            continue
        place, said = _parted(block.text)
        if place:
            places.append(place)
            table.grid[len(places)] = {1: place, **({2: said} if said else {})}
        elif places:
            row = table.grid[len(places)]
            row[2] = f"{row[2]}\n{block.text.strip()}" if row.get(2) else block.text.strip()
        if places:
            table.anchors.setdefault(len(places), set()).add(block.anchor.index)
    found = sum(known(place) for place in places)
    return table if found >= _FEWEST and found >= _MOSTLY * len(places) else None


def _parted(text: str) -> tuple[str, str]:
    """The place that a paragraph begins with, and what it says of it; no place where it begins with none."""
    found = _LEAD.match(text)
    if found is not None and len(found["place"].split()) <= _MOST_WORDS:
        name = read_place(found["place"])
        if name is not None and (name.whole or name.readings):
            return found["place"], found["said"].strip()
    alone = text.strip().rstrip(":")
    if len(alone.split()) > _MOST_WORDS or alone.endswith((".", ";")) or not re.search(r"\d|\b[IVX]+\b", alone):
        return "", ""
    name = read_place(alone)
    return (alone, "") if name is not None and name.readings else ("", "")
