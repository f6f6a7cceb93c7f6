"""Ruled tables → blocks of cells; one that goes on over a page break is one table, and a heading said again on the new page is furniture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from negotiator.formats.pdf.grids import Grid
from negotiator.formats.pdf.layout import Leaf, Measures
from negotiator.formats.pdf.rows import Row, row_of, strips_of
from negotiator.formats.text.hyphens import Hyphens
from negotiator.model.block import Anchor, Block, BlockRole, Cell
from negotiator.reading.forms import ends_sentence

_Cells = dict[tuple[int, int], Block]


@dataclass(slots=True)
class _Last:
    """The table before, for one that goes on."""

    table: int
    xs: tuple[float, ...]
    page: int
    row: int
    head: tuple[str, ...]
    blocks: list[tuple[int, Block]]


def table_blocks(tables: Sequence[tuple[int, Leaf, Grid]], measures: Measures, hyphens: Hyphens, first: int) -> list[tuple[int, Block]]:
    """Blocks of all tables, each with the number of the line where its table stands; tables are counted from `first`."""
    out: list[tuple[int, Block]] = []
    last: _Last | None = None
    count = first - 1
    for number, leaf, grid in tables:
        cells = _cells(grid, leaf, measures, hyphens)
        if not cells:
            continue
        goes_on = (
            last is not None
            and last.page == leaf.page.number - 1
            and len(last.xs) == len(grid.xs)
            and all(abs(a - b) < 4 for a, b in zip(last.xs, grid.xs, strict=True))
            and not any(placed.row.base > grid.top and placed.row.base < leaf.page.height * 0.88 for placed in leaf.rows)
        )
        rows = sorted({row for row, _ in cells})
        head = tuple(block.text for (row, _), blocks in sorted(cells.items()) if row == rows[0] for block in blocks)
        at = 0
        if not goes_on or last is None:
            count += 1
            last = _Last(count, grid.xs, leaf.page.number, 0, head, [])
        else:
            if head == last.head:
                out += [(number, replace(block, role=BlockRole.HEADER)) for (row, _), blocks in sorted(cells.items()) if row == rows[0] for block in blocks]
                rows = rows[1:]
            at = last.row
            last.page = leaf.page.number
            upper = {c: b for (r, c), b in cells.items() if rows and r == rows[0]}
            if upper and _runs_on(upper, last, ends=ends_sentence(next((b.text for _, b in reversed(out) if b.cell is not None), ""))):
                _join(upper, last, out, hyphens)
                rows = rows[1:]
        for shift, row in enumerate(rows, 1):
            for (own, column), blocks in sorted(cells.items()):
                if own == row:
                    cell = Cell(last.table, at + shift, column + 1, at + shift == 1)
                    place = f"{blocks[0].anchor.part}, table {last.table}, row {cell.row}, cell {cell.column}"
                    out += [(number, replace(b, cell=cell, anchor=replace(b.anchor, note=place.partition(", ")[2]))) for b in blocks]
        last.row = at + len(rows)
    return out


def _cells(grid: Grid, leaf: Leaf, measures: Measures, hyphens: Hyphens) -> dict[tuple[int, int], list[Block]]:
    start = leaf.numbers.get(id(grid), 1)
    found: dict[tuple[int, int], list[Block]] = {}
    for place, letters in sorted(grid.cells.items()):
        rows = [row_of(strip) for strip in strips_of(letters)]
        anchor = Anchor("line", start + place[0], f"page {leaf.page.number}")
        blocks = [_paragraph(part, anchor, hyphens) for part in _paragraphs(rows, measures)]
        if blocks:
            found[place] = blocks
    return found


def _paragraphs(rows: Sequence[Row], measures: Measures) -> list[list[Row]]:
    """Rows of a cell by paragraph: a larger gap than usual parts them."""
    parts: list[list[Row]] = []
    for row in rows:
        near = parts and parts[-1][-1].base - row.base <= 1.3 * max(measures.step(row.size), 1.15 * row.size)
        if near:
            parts[-1].append(row)
        else:
            parts.append([row])
    return parts


def _paragraph(rows: Sequence[Row], anchor: Anchor, hyphens: Hyphens) -> Block:
    text = rows[0].text.replace("\t", " ")
    for row in rows[1:]:
        text = hyphens.join(text, row.text.replace("\t", " "))
    return Block(text, anchor, sum(len(row.text.split()) for row in rows), bold=all(row.bold for row in rows))


def _runs_on(first: dict[int, list[Block]], last: _Last, *, ends: bool) -> bool:
    """A row that starts low, or without its first cell, is the end of the row before the page break."""
    texts = [block.text for blocks in first.values() for block in blocks[:1]]
    return last.row > 1 and all(text[:1].islower() or (min(first) > 0 and not ends) for text in texts)


def _join(first: dict[int, list[Block]], last: _Last, out: list[tuple[int, Block]], hyphens: Hyphens) -> None:
    for column, blocks in first.items():
        at = next(
            (n for n in range(len(out) - 1, -1, -1) if (cell := out[n][1].cell) and (cell.table, cell.row, cell.column) == (last.table, last.row, column + 1)),
            None,
        )
        for block in blocks:
            if at is None:
                cell = Cell(last.table, last.row, column + 1)
                out.append((out[-1][0], replace(block, cell=cell)))
                continue
            number, old = out[at]
            out[at] = (number, replace(old, text=hyphens.join(old.text, block.text), words=old.words + block.words, joined=(*old.joined, block.anchor)))
