"""Cells of a table, and the title, that share no word with what they became, known by where they stand.

A short cell ("100 000", "States Parties") is often changed as a whole; that it stands between the same cells of the same row is then evidence enough.
A text has one title, and a successor often has another. Prose is never linked so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from negotiator.align.assignment import Pair
from negotiator.align.likeness import Likeness, Side
from negotiator.align.unit import plain_number

CELLS: Final = frozenset({"table-cell", "indicator"})
LONGEST: Final = 6
"""Words of a cell that may be known by its place alone."""
MOST_ABREAST: Final = 3
"""Cells side by side that may all have changed where ids do not tell rows."""
WIDEST: Final = 40
"""Cells to either side that may stand in one row."""
SURE: Final = 0.92
"""Confidence where one cell stands between two that are identical."""
UNSURE: Final = 0.7
ALIKE: Final = 0.5
"""Likeness from which a title is known by its words."""
RELATED: Final = 1 / 3
"""Share of the shorter text that has to be linked before its title is taken for that of the other."""
_PLACE: Final = re.compile(r"(?:^|\.)(t\d+)\.r(\d+)\.c(\d+)$")


def placed(likeness: Likeness, linked: Mapping[int, int], held: tuple[Collection[int], Collection[int]]) -> dict[Pair, float]:
    """Links among the cells left over, with their confidence: as many on both sides, between neighbours that are linked to each other.

    `linked` are the one-to-one links, `held` the units of either side that are taken or ruled on.
    """
    old, new = likeness.old, likeness.new
    found: dict[Pair, float] = {}
    for start, end in _runs(old, held[0]):
        before = linked.get(start - 1) if start else -1
        after = linked.get(end) if end < old.size else new.size
        if before is None or after is None or after - before != end - start + 1:
            continue
        pairs = [(start + step, before + 1 + step) for step in range(end - start)]
        if any(j in held[1] or not _is_cell(new, j) or old.units[i].kind != new.units[j].kind for i, j in pairs):
            continue
        left = start > 0 and _is_cell(old, start - 1) and _is_cell(new, before)
        right = end < old.size and _is_cell(old, end) and _is_cell(new, after)
        if left or right:
            same = start > 0 and end < old.size and likeness.identical(start - 1, before) and likeness.identical(end, after)
            chosen = [(i, j) for i, j in _in_their_rows(likeness, linked, pairs, both=left and right) if _short(old, i) and _short(new, j)]
            found.update(dict.fromkeys(chosen, SURE if same and len(pairs) == 1 else UNSURE))
    return found | _title(likeness, linked, held)


def _title(likeness: Likeness, linked: Mapping[int, int], held: tuple[Collection[int], Collection[int]]) -> dict[Pair, float]:
    """The one title of either text, where they are versions of each other."""
    here, there = ([k for k, unit in enumerate(side.units) if unit.kind == "title"] for side in (likeness.old, likeness.new))
    if len(here) != 1 or len(there) != 1 or not likeness.comparable(here[0], there[0]):
        return {}
    pair = (here[0], there[0])
    free = pair[0] not in held[0] and pair[1] not in held[1]
    doubtful = linked.get(pair[0]) == pair[1] and likeness.like(*pair) < ALIKE
    return {pair: SURE} if (free or doubtful) and len(linked) >= RELATED * min(likeness.old.size, likeness.new.size) else {}


def _runs(side: Side, held: Collection[int]) -> Iterable[tuple[int, int]]:
    """Unbroken runs of cells that nobody holds."""
    start = -1
    for place in range(side.size + 1):
        free = place < side.size and place not in held and _is_cell(side, place)
        if free and start < 0:
            start = place
        elif not free and start >= 0:
            yield start, place
            start = -1


def _is_cell(side: Side, place: int) -> bool:
    return side.units[place].kind in CELLS


def _short(side: Side, place: int) -> bool:
    return len(side.words[place]) <= LONGEST


def _in_their_rows(likeness: Likeness, linked: Mapping[int, int], pairs: list[Pair], *, both: bool) -> list[Pair]:
    """The pairs whose rows are one by another cell of theirs; where ids do not tell rows, all of a few that changed, words to words and figures to figures."""
    old, new = likeness.old, likeness.new
    rows = {(i, j): (_place(old, i), _place(new, j)) for i, j in pairs}
    if all(here and there for here, there in rows.values()):
        first, last = pairs[0][0], pairs[-1][0]
        near = [i for i in range(max(0, first - WIDEST), min(old.size, last + WIDEST + 1)) if i in linked]
        known = {(_place(old, i)[:2], _place(new, linked[i])[:2]) for i in near}
        return [pair for pair, (here, there) in rows.items() if here[2] == there[2] and (here[:2], there[:2]) in known]
    if all(plain_number(old.units[i].number) == plain_number(new.units[j].number) != "" for i, j in pairs):
        return pairs
    alike = all(_figure(old, i) == _figure(new, j) for i, j in pairs)
    return pairs if both and (len(pairs) == 1 or (len(pairs) <= MOST_ABREAST and alike)) else []


def _place(side: Side, place: int) -> tuple[str, ...]:
    """Table, row and column of a cell whose id tells them, else nothing."""
    found = _PLACE.search(side.units[place].id)
    return found.groups() if found else ()


def _figure(side: Side, place: int) -> bool:
    return any(c.isdigit() for c in side.units[place].text)
