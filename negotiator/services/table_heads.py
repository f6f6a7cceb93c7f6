"""Which column of a table holds what: by its head, by a delegation's name over it, or by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from negotiator.reading.column_heads import ASKED, Column, head_of
from negotiator.reading.places import read_place
from negotiator.services.comment_tables import Table
from negotiator.text.normalise import cosmetic

_SEARCHED: Final = 4
"""Rows among which the heads are looked for."""
_MOSTLY: Final = 0.6
_FEWEST_ROWS: Final = 2
_ALIKE: Final = 0.4
_NAME_WORDS: Final = 4
_PLACE_WORDS: Final = 7


def heads_of(table: Table) -> tuple[int, dict[int, Column]]:
    """The row of heads and what they say of each column; row 0 where there is none."""
    best: tuple[int, dict[int, Column]] = (0, {})
    wanted = {*ASKED, Column.CURRENT}
    for row in sorted(table.grid)[:_SEARCHED]:
        cells = table.grid[row]
        heads = {column: found for column, text in cells.items() if (found := head_of(text))}
        kinds = set(heads.values())
        whole = sum(bool(text.strip()) for text in cells.values())
        named = any(name.readings for text in cells.values() if len(text.split()) <= _NAME_WORDS and (name := read_place(text)))
        by_name = bool(kinds) and kinds <= {Column.PLACE, Column.CURRENT} and bool(named_columns(table, heads, row))
        enough = (len(kinds) > 1 and kinds & wanted and len(heads) * 2 > whole) or by_name
        if len(kinds) > len(set(best[1].values())) and enough and not named:
            best = row, heads
    return best[0], _places_in(table, *best)


def _places_in(table: Table, after: int, heads: dict[int, Column]) -> dict[int, Column]:
    """The heads, with a column that is said to hold the text and holds but places for what it is."""
    if Column.PLACE not in heads.values():
        for column in (c for c, what in heads.items() if what is Column.CURRENT):
            texts = [cells[column] for row, cells in table.grid.items() if row > after and cells.get(column)]
            if texts and all(len(text.split()) <= _PLACE_WORDS and read_place(text) for text in texts):
                return {**heads, column: Column.PLACE}
    return heads


def named_columns(table: Table, heads: Mapping[int, Column], after: int) -> dict[int, str]:
    """Columns that have a delegation for their head, in a table whose other heads say where and nothing else that is asked for."""
    kinds = set(heads.values())
    if not after or kinds & ASKED or not kinds & {Column.PLACE, Column.CURRENT}:
        return {}
    titles = {column: text.strip() for column, text in table.grid[after].items() if column not in heads}
    return {c: text for c, text in titles.items() if text and len(text.split()) <= _NAME_WORDS and not re.search(r"\d", text) and head_of(text) is None}


def heads_by_content(table: Table, place: Callable[[str], bool], wording: Callable[[str], float]) -> tuple[int, dict[int, Column]]:
    """What the columns hold of a table whose heads say nothing: places that are in the text, wordings like it, names that come again, comments; and the row
    of such heads, 0 where it has none.
    """
    columns = {c: [cells[c] for _, cells in sorted(table.grid.items()) if cells.get(c, "").strip()] for c in table.columns}
    heads: dict[int, Column] = {}
    placed = {c: sum(place(text) for text in texts) / len(texts) for c, texts in columns.items() if texts}
    first = max(placed, key=lambda c: placed[c], default=0)
    if not first or placed[first] < _MOSTLY or len(table.grid) < _FEWEST_ROWS:
        return 0, {}
    heads[first] = Column.PLACE
    for column, texts in columns.items():
        if column == first or not texts:
            continue
        alike = [wording(text) for text in texts]
        if sum(likeness >= _ALIKE for likeness in alike) * 2 >= len(alike):
            same = sum(likeness == 1 for likeness in alike) * 2 > len(alike)
            heads[column] = Column.CURRENT if same else Column.PROPOSAL
        elif (
            all(len(text.split()) <= _NAME_WORDS and not re.search(r"[\d;:?!]", text) for text in texts)
            and len({cosmetic(t) for t in texts}) * 2 <= len(texts) + 1
        ):
            heads[column] = Column.AUTHOR
        else:
            heads[column] = Column.COMMENT
    top = min(table.grid)
    titled = not place(table.grid[top].get(first, "")) and any(place(table.grid[row].get(first, "")) for row in sorted(table.grid)[1:2])
    return (top if titled else 0), (heads if set(heads.values()) & ASKED else {})
