"""Tables that are set with spaces: lines whose pieces stand in the same columns, as `pdftotext -layout` and typewriters set them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from negotiator.formats.text.lines import Line
from negotiator.model.block import Anchor, Block, BlockRole, Cell
from negotiator.reading.labels import split_label
from negotiator.reading.masthead import masthead_form

_NEAR = 2
"""Columns that pieces of one column may start apart."""
_MOST_WORDS = 14
"""Words of a piece on average, beyond which columns are running text."""

Piece = tuple[int, str]


@dataclass(slots=True)
class _Row:
    """A row in the making: for each column the pieces of its cell, with their lines."""

    line: Line
    cells: dict[int, list[str]] = field(default_factory=dict)


def tables_of(lines: Sequence[Line], first: int) -> tuple[list[tuple[int, Block]], list[Line]]:
    """Blocks of all tables (counted from `first`), each with its number of line, and the lines that remain."""
    out: list[tuple[int, Block]] = []
    rest: list[Line] = []
    index, table = 0, first
    while index < len(lines):
        end, columns = _region(lines, index)
        if not columns:
            rest.append(lines[index])
            index += 1
            continue
        rest += [line for line in lines[index:end] if line.role is not BlockRole.BODY]
        out += _blocks(_rows([line for line in lines[index:end] if line.role is BlockRole.BODY], columns), table)
        table += 1
        index = end
        if index < len(lines):
            # What follows a table starts anew.
            lines = [*lines[:index], replace(lines[index], gap=max(1, lines[index].gap)), *lines[index + 1 :]]
    return out, rest


def _region(lines: Sequence[Line], start: int) -> tuple[int, list[int]]:
    """Where a table that starts here ends, and where its columns start; no columns where there is none."""
    head = _pieces(lines[start])
    if lines[start].role is not BlockRole.BODY or not _may_be_row(head) or masthead_form(lines[start].text):
        return start, []
    columns = [at for at, _ in head]
    several, words, pieces = 1, 0, 0
    widest = len(head[0][1])
    end = start + 1
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if line.role is not BlockRole.BODY:
            # A table goes on over a page break.
            if index - end > 8:
                break
            continue
        own = _pieces(line)
        placed = [_column(columns, at) for at, _ in own]
        if line.gap > 2 or not own or not _within(own, placed, columns) or (len(own) > 1 and not _may_be_row(own)):
            break
        if placed == [0] and (line.gap or line.starts_page or len(own[0][1]) > widest + 3):
            break
        several += len(own) > 1
        widest = max(widest, *(len(text) for (_, text), column in zip(own, placed, strict=True) if column == 0), 0)
        words += sum(len(text.split()) for _, text in own)
        pieces += len(own)
        end = index + 1
    enough = several >= (3 if len(columns) > 2 else 4) and words <= _MOST_WORDS * pieces
    return (end, columns) if enough else (start, [])


def _within(own: Sequence[Piece], placed: Sequence[int | None], columns: Sequence[int]) -> bool:
    """Whether each piece starts in a column and reaches into none behind it."""
    ends = [*columns[1:], 10_000]
    return all(column is not None and at + len(text) <= ends[column] + _NEAR for (at, text), column in zip(own, placed, strict=True))


def _pieces(line: Line) -> list[Piece]:
    return [(at, text) for at, text in line.pieces if text]


def _may_be_row(pieces: Sequence[Piece]) -> bool:
    """Several pieces, and not only a number or a bullet with its paragraph."""
    if len(pieces) < 2:
        return False
    label, words = split_label(pieces[0][1])
    return len(pieces) > 2 or not (label is not None and not words)


def _column(columns: Sequence[int], at: int) -> int | None:
    return next((n for n, start in enumerate(columns) if abs(at - start) <= _NEAR), None)


def _rows(lines: Sequence[Line], columns: Sequence[int]) -> list[_Row]:
    """A gap starts a row, or a line with a first cell that the others do not go on under."""
    parted = sum(line.gap > 0 for line in lines[1:]) >= 0.3 * (len(lines) - 1)
    rows: list[_Row] = []
    for line in lines:
        own = {_column(columns, at) or 0: text for at, text in _pieces(line)}
        goes_on = not (0 in own and len(own) > 1) or all(text[:1].islower() for column, text in own.items() if column)
        if not rows or ((line.gap > 0 or (line.starts_page and 0 in own)) if parted else line.gap > 1 or not goes_on):
            rows.append(_Row(line))
        for column, text in own.items():
            rows[-1].cells.setdefault(column, []).append(text)
    return rows


def _blocks(rows: Sequence[_Row], table: int) -> list[tuple[int, Block]]:
    out = []
    for number, row in enumerate(rows, 1):
        for column, texts in sorted(row.cells.items()):
            text = texts[0]
            for more in texts[1:]:
                text = f"{text}{more}" if text.endswith(("-", "/")) else f"{text} {more}"
            place = f"table {table}, row {number}, cell {column + 1}"
            cell = Cell(table, number, column + 1, header=number == 1)
            out.append((row.line.number, Block(text, Anchor("line", row.line.number, note=place), sum(len(t.split()) for t in texts), cell=cell)))
    return out
