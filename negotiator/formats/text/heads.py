"""The head of a front page set in two halves, as `pdftotext -layout` and typewriters set it: each half is read down, and both are one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from negotiator.formats.text.lines import Line
from negotiator.model.block import Anchor, Block, BlockRole, Cell
from negotiator.reading.labels import split_label
from negotiator.reading.masthead import masthead_form

_MOST = 20
"""Lines at the top that are looked at."""
_FAR = 24
"""Columns of space before a line that stands in the right half."""


@dataclass(frozen=True, slots=True)
class _Halves:
    """What a line has on the left and on the right; either may be empty."""

    line: Line
    left: str
    right: str


def head_of(lines: Sequence[Line]) -> tuple[list[tuple[int, Block]], list[Line]]:
    """The head's blocks, each with its number of line, and the lines that remain; no head where nothing on the right says so."""
    rows = [_halved(line) for line in lines[:_MOST] if line.page == 1 and line.role is BlockRole.BODY]
    last = max((n for n, row in enumerate(rows) if row.right), default=-1)
    known = sum(bool(masthead_form(row.right)) for row in rows if row.right)
    both = sum(bool(row.left and row.right) for row in rows)
    if last < 0 or not both or known < 2 or any(len(row.left.split()) > 12 for row in rows[: last + 1]):
        return [], list(lines)
    if any(row.left and split_label(row.left)[0] is not None for row in rows[: last + 1]):
        return [], list(lines)
    end = last + 1
    while end < len(rows) and rows[end - 1].left and not rows[end].right and not rows[end].line.gap and not masthead_form(rows[end].left):
        end += 1
    head = rows[:end]
    blocks = [*_half([row for row in head if row.left], 1), *_half([row for row in head if row.right], 2)]
    taken = {row.line.number for row in head}
    rest = [line for line in lines if line.number not in taken]
    if rest:
        rest[0] = replace(rest[0], gap=max(1, rest[0].gap))
    return blocks, rest


def _halved(line: Line) -> _Halves:
    left, tab, right = line.text.partition("\t")
    if tab and "\t" not in right:
        return _Halves(line, left.strip(), right.strip())
    return _Halves(line, "", line.text) if line.indent >= _FAR and not tab and masthead_form(line.text) else _Halves(line, line.text, "")


def _half(rows: Sequence[_Halves], side: int) -> list[tuple[int, Block]]:
    """The half's paragraphs: a gap or a line that speaks for itself parts them."""
    parts: list[list[_Halves]] = []
    for row in rows:
        text = row.left if side == 1 else row.right
        before = parts[-1][-1] if parts else None
        told = before is not None and (masthead_form(text) or masthead_form(before.left if side == 1 else before.right))
        apart = before is None or row.line.gap > 1 or (row.line.gap == 1 and row.line.number - before.line.number > 2)
        if before is None or told or (apart and not row.right):
            parts.append([row])
        else:
            parts[-1].append(row)
    out = []
    for part in parts:
        text = ""
        for row in part:
            piece = row.left if side == 1 else row.right
            text = f"{text}{piece}" if text.endswith("-") else f"{text} {piece}".strip()
        first = part[0].line
        out.append((first.number, Block(text, Anchor("line", first.number), _words(part, side), cell=Cell(1, 1, side, header=True))))
    return out


def _words(part: Sequence[_Halves], side: int) -> int:
    return sum(len((row.left if side == 1 else row.right).split()) for row in part)
