"""The order in which a page is read: column by column where a gutter parts them, and the head of a first page by its two halves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from negotiator.formats.pdf.glyphs import Stroke
from negotiator.formats.pdf.rows import Row, Strip, parted, row_of, strip_of
from negotiator.reading.labels import split_label
from negotiator.reading.masthead import masthead_form

_GUTTER = 9.0
"""Points that a gap between columns has at least."""
_COLUMN_ROWS = 5
"""Rows with words on both sides from which a page is set in columns."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A row in reading order."""

    row: Row
    column: int
    """0 for the full width; 1, 2 for a column of its own on this page; counted on with each stretch of columns."""
    head: int = 0
    """1 or 2: the half of a first page's head that it stands in; 0 elsewhere."""


@dataclass(slots=True)
class _Span:
    """Rows that a gutter parts."""

    first: int
    end: int
    low: float
    high: float
    both: int

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


def in_order(strips: Sequence[Strip], strokes: Sequence[Stroke], *, first_page: bool) -> list[Placed]:
    """Rows of a page in the order of reading."""
    pieces = [_pieces(strip) for strip in strips]
    out: list[Placed] = []
    index, columns = 0, 0
    while index < len(strips):
        span = _span(strips, pieces, strokes, index)
        if span is None or not (_is_columns(span, pieces) or (first_page and _is_head(span, strips, pieces))):
            out.append(Placed(row_of(strips[index]), 0))
            index += 1
            continue
        head = not _is_columns(span, pieces)
        if head:
            span = _reach(span, strips, strokes)
            while out and span.first and not out[-1].head and _beside(out[-1].row, span):
                out.pop()
                span.first -= 1
        for side in (1, 2):
            for n in range(span.first, span.end):
                own = [p for p in pieces[n] if (p.right <= span.middle) == (side == 1)]
                if own:
                    joined = strip_of([g for p in own for g in p.letters], strips[n].raised)
                    out.append(Placed(row_of(joined), 0 if head else columns + side, side if head else 0))
        columns += 0 if head else 2
        index = span.end
    return out


def _pieces(strip: Strip) -> list[Strip]:
    pieces = parted(strip, max(_GUTTER, 1.2 * strip.size))
    if len(pieces) > 1:
        label, rest = split_label(row_of(pieces[0]).text)
        if label is not None and not rest.strip():
            # A number and its paragraph are no columns.
            pieces = [strip_of([g for p in pieces[:2] for g in p.letters], strip.raised), *pieces[2:]]
    return pieces


def _span(strips: Sequence[Strip], pieces: Sequence[Sequence[Strip]], strokes: Sequence[Stroke], start: int) -> _Span | None:
    """The longest stretch from this row on that one gutter parts."""
    if len(pieces[start]) < 2:
        return None
    widest = max(range(1, len(pieces[start])), key=lambda n: pieces[start][n].left - pieces[start][n - 1].right)
    span = _Span(start, start + 1, pieces[start][widest - 1].right, pieces[start][widest].left, 1)
    last_both = start
    for n in range(start + 1, len(strips)):
        if strips[n - 1].base - strips[n].base > 5 * strips[n].size or _ruled(strokes, strips[n - 1], strips[n]):
            break
        low = max((p.right for p in pieces[n] if (p.left + p.right) / 2 <= span.middle), default=0.0)
        high = min((p.left for p in pieces[n] if (p.left + p.right) / 2 > span.middle), default=1e9)
        low, high = max(span.low, low), min(span.high, high)
        if high - low < _GUTTER - 1:
            break
        span.low, span.high, span.end = low, high, n + 1
        if len(pieces[n]) > 1 and any(p.right <= low for p in pieces[n]) and any(p.left >= high for p in pieces[n]):
            span.both += 1
            last_both = n
    if span.both < _COLUMN_ROWS:
        span.end = last_both + 1
    return span


def _is_columns(span: _Span, pieces: Sequence[Sequence[Strip]]) -> bool:
    """Running text on both sides, and not the columns of a table."""
    if span.both < _COLUMN_ROWS:
        return False
    sides: tuple[list[int], list[int]] = ([], [])
    for n in range(span.first, span.end):
        for side in (0, 1):
            words = [len(row_of(p).text.split()) for p in pieces[n] if (p.right <= span.middle) == (side == 0)]
            if words:
                sides[side].append(sum(words))
    return all(len(side) >= _COLUMN_ROWS and sum(side) / len(side) >= 3.0 for side in sides)


def _is_head(span: _Span, strips: Sequence[Strip], pieces: Sequence[Sequence[Strip]]) -> bool:
    """Symbol, date, language or distribution on one side, near the top."""
    if span.first > 25:
        return False
    right = [row_of(p).text for n in range(span.first, span.end) for p in pieces[n] if p.left >= span.high - 1]
    above = [row_of(strip).text for strip in strips[max(0, span.first - 2) : span.first]]
    known = sum(bool(masthead_form(text)) for text in (*right, *above))
    return bool(right) and known >= min(2, len(right) + len(above)) and all(len(text.split()) <= 14 for text in right)


def _reach(span: _Span, strips: Sequence[Strip], strokes: Sequence[Stroke]) -> _Span:
    """A half whose paragraph goes on below the last row with words on both sides belongs to the head as well."""
    while span.end < len(strips):
        before, strip = strips[span.end - 1], strips[span.end]
        aside = strip.right <= span.low + 1 or strip.left >= span.high - 1 or (strip.right < span.high - _GUTTER / 2 and strip.left < span.low)
        if not aside or before.base - strip.base > 1.45 * strip.size or _ruled(strokes, before, strip):
            break
        span.low = max(span.low, strip.right) if strip.right < span.high else span.low
        span.end += 1
    return span


def _beside(row: Row, span: _Span) -> bool:
    """A row above the head that stands in one of its halves, such as a symbol."""
    return row.left >= span.low - 1 or (row.right <= span.high + 1 and bool(masthead_form(row.text)))


def _ruled(strokes: Sequence[Stroke], above: Strip, below: Strip) -> bool:
    """Whether a long rule runs between two rows."""
    left, right = min(above.left, below.left), max(above.right, below.right)
    return any(s.level and below.base + 0.5 * below.size < s.y0 < above.base + 0.5 and s.x1 - s.x0 > 0.8 * (right - left) for s in strokes)
