"""Tables in which delegations mail their comments: their cells without what is struck through, and their rows as a person reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from negotiator.model.block import BlockRole
from negotiator.reading.column_heads import ASKED, Column, head_of
from negotiator.text.normalise import cosmetic

if TYPE_CHECKING:
    from negotiator.model.block import Block


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row as a person reads it."""

    table: int
    row: int
    """Both counted from 1, as the file has them."""
    cells: Mapping[Column, str]
    section: str = ""
    """What the last row said that runs over all columns."""
    anchors: frozenset[int] = frozenset()
    """Ordinals of its paragraphs."""
    part: int = 0
    """Which column it was taken from, where each delegation has one of its own."""
    marked: bool = False
    """In the text as it stands, words are struck through or underlined."""

    def cell(self, column: Column) -> str:
        return self.cells.get(column, "")

    @property
    def where(self) -> str:
        return f"table {self.table}, row {self.row}" if self.table else f"comment {self.row}"


Grid = dict[int, dict[int, str]]
"""Row → column → text; paragraphs of a cell apart by a line break."""


@dataclass(slots=True)
class Table:
    """A table's cells, and the paragraph above it."""

    number: int
    grid: Grid = field(default_factory=dict)
    anchors: dict[int, set[int]] = field(default_factory=dict)
    """Row → ordinals of its paragraphs."""
    above: str = ""
    marked: set[int] = field(default_factory=set)
    """Rows in which words are struck through or underlined."""

    @property
    def columns(self) -> list[int]:
        return sorted({column for row in self.grid.values() for column in row})


def tables_of(blocks: Sequence[Block]) -> list[Table]:
    """All tables of a file, with the words that are not struck through."""
    found: dict[int, Table] = {}
    cells: dict[tuple[int, int, int], list[str]] = {}
    above = ""
    for block in blocks:
        if block.cell is None:
            above = block.text.strip() if block.role is BlockRole.BODY and block.text.strip() else above
            continue
        place = block.cell
        if place.table not in found:
            found[place.table] = Table(place.table, above=above)
            above = ""
        table = found[place.table]
        table.anchors.setdefault(place.row, set()).add(block.anchor.index)
        if block.role in (BlockRole.BODY, BlockRole.STRUCK_BY_HAND):
            if any(mark.kind in ("strike", "underline") for mark in block.marks):
                table.marked.add(place.row)
            cells.setdefault((place.table, place.row, place.column), []).append(_standing(block))
    for (table_number, row, column), texts in cells.items():
        kept = [text for text in texts if text != STRUCK_OUT]
        found[table_number].grid.setdefault(row, {})[column] = "\n".join(filter(None, kept)).strip() if kept else STRUCK_OUT
    return [found[number] for number in sorted(found)]


STRUCK_OUT: Final = "\x00"
"""Stands in a cell all of whose words are struck through."""


def _standing(block: Block) -> str:
    """A paragraph's words with its automatic number, without those that are struck through."""
    text, at, kept = block.text, 0, []
    for mark in sorted((m for m in block.marks if m.kind == "strike"), key=lambda m: m.start):
        kept.append(text[at : mark.start])
        at = max(at, mark.end)
    left = "".join((*kept, text[at:]))
    if block.role is BlockRole.STRUCK_BY_HAND or (text.strip() and not left.strip(" .;:,")):
        return STRUCK_OUT
    if left != text:
        left = re.sub(r"[ \t]+([;,.:)!?]|$)", r"\1", re.sub(r"[ \t]{2,}", " ", left))
    return f"{block.label} {left}".strip() if block.label else left


def _counting(table: Table, heads: Mapping[int, Column], after: int) -> set[int]:
    """Columns that count the rows of the table, beside one that names places."""
    rows = [row for row in sorted(table.grid) if row > after]
    found = set()
    for column in (c for c, what in heads.items() if what is Column.PLACE):
        numbers = [re.sub(r"\D+$", "", table.grid[row].get(column, "")) for row in rows]
        counted = [int(number) for number in numbers if number.isdigit()]
        if len(counted) * 4 >= len(rows) * 3 and counted == list(range(counted[0], counted[0] + len(counted))):
            found.add(column)
    naming = [c for c, what in heads.items() if what is Column.PLACE and c not in found]
    # a number within a section counts, too, and says where
    different = any(len({table.grid[row].get(c, "") for row in rows}) * 2 > len(rows) for c in naming)
    return found if different else set()


def rows_of(table: Table, heads: Mapping[int, Column], after: int, named: Mapping[int, str]) -> Iterator[TableRow]:
    """The rows below the heads; what is merged or left empty in the place and the author is taken from above.

    A column of `named` holds what one delegation says, and makes a row of each of its cells.
    """
    uncounted = _counting(table, heads, after)
    heads = {column: what for column, what in heads.items() if column not in uncounted}
    section, carried = table.above, dict[Column, str]()
    outer: dict[int, str] = {}
    """What an outer column of places said last, for rows in which an inner one goes on."""
    titles = {column: cosmetic(text) for column, text in table.grid.get(after, {}).items()}
    for row in sorted(table.grid):
        cells = table.grid[row]
        if row <= after or {column: cosmetic(text) for column, text in cells.items()} == titles:
            continue
        said = {column: text for column, text in cells.items() if text.strip(f"{STRUCK_OUT} \n")}
        if len(said) == 1 and len(heads) > 1 and min(said) == min(table.columns) and heads.get(min(said)) is Column.PLACE:
            section = next(iter(said.values()))
            carried.clear()
            continue
        found: dict[Column, str] = {}
        for column, what in heads.items():
            text = cells.get(column, "").strip()
            if what is Column.PLACE:
                inner = any(cells.get(c, "").strip() for c in heads if c > column and heads[c] is Column.PLACE)
                text = outer[column] = text or (outer.get(column, "") if inner else "")
            if not text:
                continue
            joint = ", " if what is Column.PLACE else "\n"
            found[what] = f"{found[what]}{joint}{text}" if what in found else text
        for what in (Column.PLACE, Column.AUTHOR):
            if found.get(what):
                carried[what] = found[what]
            elif carried.get(what) and (what is Column.AUTHOR or not found.get(Column.CURRENT)):
                found[what] = carried[what]
        anchors, marked = frozenset(table.anchors.get(row, ())), row in table.marked
        if found:
            yield TableRow(table.number, row, found, section, anchors, marked=marked)
        for column, name in named.items():
            if text := cells.get(column, "").strip():
                yield TableRow(table.number, row, {**found, Column.AUTHOR: name, Column.EITHER: text}, section, anchors, column, marked)


def forms_of(tables: Sequence[Table]) -> Iterator[tuple[Table, TableRow]]:
    """Records of tables that stand upright: each row names what it says (`Paragraph`, `Proposed text`), one table or a run of rows to a comment."""
    for table in tables:
        columns = table.columns
        if len(columns) != 2:
            continue
        left, right = columns
        heads = [(row, head_of(cells.get(left, "")), cells.get(right, "").strip()) for row, cells in sorted(table.grid.items())]
        kinds = {head for _, head, _ in heads if head}
        if Column.PLACE not in kinds or not kinds & ASKED or sum(head is None for _, head, _ in heads) > len(heads) // 2:
            continue
        if any(head_of(text) for _, _, text in heads[:1]):
            continue
        record: dict[Column, str] = {}
        first, anchors = 0, set[int]()
        for row, head, text in [*heads, (0, Column.PLACE, "")]:
            if head is Column.PLACE and record:
                yield table, TableRow(table.number, first, record, "", frozenset(anchors))
                record, anchors = {}, set()
            if head is not None and text:
                first = row if head is Column.PLACE or not record else first
                record[head] = f"{record[head]}\n{text}" if head in record else text
            anchors |= table.anchors.get(row, set())
