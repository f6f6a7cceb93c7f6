"""Spans on a terminal: made safe, measured in cells, cut and wrapped without losing a letter, and drawn in the tones of the theme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from negotiator.model.report import Line, Span, Tone
from negotiator.tui.theme import TONE_CLASSES

_HOSTILE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters and directional overrides: they would move the cursor or reorder what is read."""

_PIECES = re.compile(r"\S+|[^\S\n]+|\n")


def safe(text: str, *, breaks: str = "\n") -> str:
    """Text from others, fit for a terminal: a tab becomes a space, other control characters go, line breaks become `breaks`."""
    return _HOSTILE.sub(lambda found: " " if found[0] == "\t" else "", text.replace("\r\n", "\n")).replace("\n", breaks)


def width_of(spans: Line) -> int:
    """Cells that a line takes."""
    return sum(cell_len(span.text) for span in spans)


def cut(spans: Line, width: int) -> Line:
    """The line on one row of at most `width` cells, with an ellipsis where something is not shown."""
    spans = tuple(Span(safe(span.text, breaks=" "), span.tone) for span in spans)
    if width_of(spans) <= width:
        return spans
    room = width - 1
    kept: list[Span] = []
    for span in spans:
        size = cell_len(span.text)
        if size > room:
            kept.append(Span(set_cell_size(span.text, max(room, 0)), span.tone))
            break
        kept.append(span)
        room -= size
    return (*kept, Span("…", Tone.MUTED)) if width > 0 else ()


def wrap(spans: Line, width: int) -> Iterator[Line]:
    """The line on rows of at most `width` cells, broken between words; only a word longer than a row is broken inside.

    Every letter comes back, in order; of the space at which a row breaks nothing is drawn.
    """
    width = max(width, 1)
    row: list[Span] = []
    used = 0
    word: list[Span] = []
    for span in spans:
        for piece in _PIECES.findall(safe(span.text)):
            if piece.isspace():
                if word:
                    done, used = _place(row, used, word, width)
                    yield from done
                    word = []
                if piece == "\n":
                    yield tuple(row)
                    row, used = [], 0
                elif used and used + cell_len(piece) <= width:
                    row.append(Span(piece, span.tone))
                    used += cell_len(piece)
                elif used:
                    yield tuple(row)
                    row, used = [], 0
            else:
                word.append(Span(piece, span.tone))
    if word:
        done, used = _place(row, used, word, width)
        yield from done
    yield tuple(row)


def _place(row: list[Span], used: int, word: list[Span], width: int) -> tuple[list[Line], int]:
    """Put a word behind the row or on a new one; the rows that this filled, and the cells that the row now takes."""
    done: list[Line] = []
    size = width_of(tuple(word))
    if used and used + size > width:
        done.append(tuple(row))
        row.clear()
        used = 0
    for span in word:
        letters = ""
        for letter in span.text:
            if used + cell_len(letters) + cell_len(letter) > width and (used or letters):
                done.append((*row, Span(letters, span.tone)) if letters else tuple(row))
                row.clear()
                letters, used = "", 0
            letters += letter
        row.append(Span(letters, span.tone))
        used += cell_len(letters)
    return done, used


class Inked(Widget):
    """A widget that draws spans: tone classes in its CSS, styles looked up once until the theme changes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(TONE_CLASSES.values())

    def ink(self, tone: Tone, base: Style) -> Style:
        """The style of a tone on top of `base`."""
        return base + self.get_component_rich_style(TONE_CLASSES[tone], partial=True)

    def draw(self, spans: Line, width: int, base: Style, tail: Line = ()) -> Strip:
        """One row of exactly `width` cells: the line from the left, `tail` at the right edge."""
        tail = cut(tail, width)
        gap = 1 if tail else 0
        spans = cut(spans, max(0, width - width_of(tail) - gap))
        blank = width - width_of(spans) - width_of(tail)
        segments: list[Segment] = [Segment(span.text, self.ink(span.tone, base)) for span in spans]
        segments.append(Segment(" " * max(0, blank), base))
        segments.extend(Segment(span.text, self.ink(span.tone, base)) for span in tail)
        return Strip(segments).adjust_cell_length(width, base)


def joined(pieces: Sequence[Line], between: str) -> Line:
    """Lines one after the other with `between` where both sides have something."""
    spans: list[Span] = []
    for piece in pieces:
        if piece:
            if spans:
                spans.append(Span(between, Tone.MUTED))
            spans.extend(piece)
    return tuple(spans)
