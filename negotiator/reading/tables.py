"""Tables: cells are clauses; a row of a table of indicators is one; a table of one column is running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from negotiator.reading.items import Item, Shape, itemise

_INDICATOR = re.compile(r"\b(?:indicators?|indicateurs?|indicador(?:es)?|indikator(?:en|er)?)\b", re.IGNORECASE)
INDICATOR, CELL = "indicator", "table-cell"


def rows(items: Sequence[Item]) -> list[Item]:
    """Replace the cells of each table by one item for a cell, or for a row where the heading speaks of indicators."""
    out: list[Item] = []
    for is_cell, group in groupby(items, key=lambda item: item.shape is Shape.CELL):
        members = list(group)
        if not is_cell:
            out.extend(members)
            continue
        for _, table in groupby(members, key=lambda item: item.block.cell.table if item.block.cell else 0):
            out.extend(_table(list(table)))
    return out


def _table(cells: list[Item]) -> list[Item]:
    if all(item.block.cell is not None and item.block.cell.column == 1 for item in cells):
        return itemise([item.block for item in cells], running=True)
    head = [item for item in cells if item.block.cell is not None and item.block.cell.header]
    indicators = any(_INDICATOR.search(item.block.text) and len(item.block.text.split()) <= 12 for item in head)
    out: list[Item] = []
    for _, group in groupby(cells, key=lambda item: item.block.cell.row if item.block.cell else 0):
        row = list(group)
        header = all(item in head for item in row)
        if indicators and not header:
            out.append(_joined(row, whole_row=True))
            continue
        for _, one in groupby(row, key=lambda item: item.block.cell.column if item.block.cell else 0):
            out.append(_joined(list(one), whole_row=False))
    return out


def _joined(parts: list[Item], *, whole_row: bool) -> Item:
    """One clause of several paragraphs; only a number before all of them is its number.

    In a cell, `Article 5` is what it says and not what numbers it, unless the number is automatic or the row is of indicators.
    """
    first = parts[0]
    said = first.label is not None and not first.block.label and not whole_row and bool(first.label.word or not first.text.strip())
    numbered = first.label is not None and not first.label.bullet and not said
    texts = [first.text if numbered else _full(first), *(_full(part) for part in parts[1:])]
    notes, at = [], 0
    for index, (part, text) in enumerate(zip(parts, texts, strict=True)):
        source = part.notes if index == 0 and numbered else part.block.notes
        notes += [replace(ref, offset=ref.offset + at) for ref in source]
        at += len(text) + (1 if text else 0)
    cell = first.block.cell
    place = f"t{cell.table}.r{cell.row}" if cell is not None else "t"
    if whole_row:
        name = f"t{cell.table}.{first.label.component}" if cell is not None and numbered and first.label is not None and first.label.component else place
    else:
        name = f"{place}.c{cell.column}" if cell is not None else place
    joined = Item(
        [block for part in parts for block in part.blocks],
        first.label if numbered else None,
        "\n".join(text for text in texts if text),
        Shape.CELL,
        notes=tuple(notes),
    )
    joined.printed = first.printed if numbered else ""
    joined.why = "a row of a table of indicators" if whole_row else "a cell of a table"
    joined.kept = (name, INDICATOR if whole_row else CELL)
    return joined


def _full(item: Item) -> str:
    """A cell's words, with a number of automatic numbering before them."""
    return f"{item.block.label} {item.block.text}".strip() if item.block.label else item.block.text
