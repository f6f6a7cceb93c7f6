"""A view as plain text that a screen reader can follow: nothing is said by colour or by place alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Final

from negotiator.model.report import Heading, Line, Paragraph, Report, Span, Table, Tone, plain

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MARKS: Final = {Tone.INSERTED: ("{+", "+}"), Tone.DELETED: ("[-", "-]")}
_GAP: Final = "  "
_NARROWEST: Final = 12
"""Columns that the widest column of a table must have left, or the table is read out row by row."""

Paint = Callable[[Span], str]


def marked(span: Span) -> str:
    """A span without colour: changes stand in marks."""
    before, after = _MARKS.get(span.tone, ("", ""))
    return f"{before}{span.text}{after}"


def report_text(report: Report, width: int, paint: Paint = marked) -> str:
    """A view for `width` columns. `paint` turns a span into what is printed; its result may hold codes that take no room."""
    width = max(width, 20)
    parts = [_heading(report.title, "=", width, paint)] if report.title else []
    for part in report.parts:
        if isinstance(part, Heading):
            parts.append(_heading(part.text, "-" if part.level == 1 else "", width, paint))
        elif isinstance(part, Paragraph):
            parts.append(_paragraph(part, width, paint))
        else:
            parts.append(_table(part, width, paint))
    return "\n\n".join(p for p in parts if p)


def columns(text: str) -> int:
    """Columns of a terminal that a text takes: two for wide characters of East Asia, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) or unicodedata.category(c) == "Cf" else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrap(spans: Line, width: int) -> list[Line]:
    """The spans as lines of at most `width` columns, broken between words; a word longer than a line is cut, a text's own breaks are kept."""
    lines: list[list[Span]] = [[]]
    room = width
    space: Span | None = None
    for piece in _pieces(spans):
        if piece.text == "\n":
            lines.append([])
            room, space = width, None
        elif piece.text.isspace():
            space = Span(" ", piece.tone)
        else:
            size = columns(piece.text)
            if space is not None and lines[-1]:
                if size + 1 > room:
                    lines.append([])
                    room = width
                else:
                    lines[-1].append(space)
                    room -= 1
            space = None
            for part in (piece,) if size <= width else _cut(piece, width):
                taken = size if part is piece else columns(part.text)
                if taken > room and lines[-1]:
                    lines.append([])
                    room = width
                lines[-1].append(part)
                room -= taken
    return [_joined(one) for one in lines]


def _heading(text: str, rule: str, width: int, paint: Paint) -> str:
    lines = wrap((Span(text, Tone.STRONG),), width)
    longest = max(columns(plain(one)) for one in lines)
    return "\n".join(_painted(one, paint) for one in lines) + (f"\n{rule * longest}" if rule else "")


def _paragraph(part: Paragraph, width: int, paint: Paint) -> str:
    margin = " " * min(2 * part.indent, width // 3)
    label = f"{_CONTROL.sub('', part.label)} " if part.label else ""
    hang = " " * min(columns(label), width // 3)
    lines = wrap(part.spans, max(8, width - len(margin) - len(hang)))
    return "\n".join(f"{margin}{label if number == 0 else hang}{_painted(one, paint)}".rstrip() for number, one in enumerate(lines))


def _table(part: Table, width: int, paint: Paint) -> str:
    caption = [_painted((Span(part.caption, Tone.STRONG),), paint)] if part.caption else []
    if not part.columns:
        return "\n".join(caption)
    rows = [tuple((Span(c, Tone.STRONG),) for c in part.columns), *part.rows]
    sizes = _sizes(rows, part.wide, width)
    if sizes is None:
        return "\n".join([*caption, *_read_out(part, width, paint)])
    lines = []
    for index, row in enumerate(rows):
        cells = [wrap(cell, size) for cell, size in zip(row, sizes, strict=True)]
        for number in range(max(len(cell) for cell in cells)):
            pieces = [_padded(cell[number] if number < len(cell) else (), size, paint) for cell, size in zip(cells, sizes, strict=True)]
            lines.append(_GAP.join(pieces).rstrip())
        if index == 0:
            lines.append(_GAP.join("-" * size for size in sizes))
    return "\n".join([*caption, *lines])


def _sizes(rows: Sequence[Sequence[Line]], wide: int | None, width: int) -> list[int] | None:
    """Columns for each column of a table; None where they do not fit side by side."""
    count = len(rows[0])
    natural = [max(1, *(columns(text) for row in rows for text in _CONTROL.sub("", plain(row[i])).split("\n"))) for i in range(count)]
    room = width - len(_GAP) * (count - 1)
    if sum(natural) <= room:
        return natural
    flexible = [wide % count] if wide is not None else sorted(range(count), key=lambda i: -natural[i])
    sizes = list(natural)
    for index in flexible:
        others = sum(sizes) - sizes[index]
        sizes[index] = min(natural[index], max(_NARROWEST, room - others))
        if sum(sizes) <= room:
            return sizes
    return _sizes(rows, None, width) if wide is not None else None


def _read_out(part: Table, width: int, paint: Paint) -> list[str]:
    """Row by row, each cell after the name of its column: for narrow screens, and the order in which a screen reader would say it."""
    out: list[str] = []
    for row in part.rows:
        for name, cell in zip(part.columns, row, strict=True):
            if plain(cell).strip():
                out.append(_paragraph(Paragraph(cell, f"{name}:", 0), width, paint))
        out.append("")
    return out[:-1]


def _pieces(spans: Line) -> list[Span]:
    return [Span(text, span.tone) for span in spans for text in re.findall(r"\n|[^\S\n]+|\S+", _CONTROL.sub("", span.text.replace("\t", " ")))]


def _cut(piece: Span, width: int) -> list[Span]:
    if columns(piece.text) <= width:
        return [piece]
    parts, text = [], ""
    for character in piece.text:
        if columns(text + character) > width and text:
            parts.append(text)
            text = ""
        text += character
    return [Span(part, piece.tone) for part in (*parts, text)]


def _joined(pieces: Sequence[Span]) -> Line:
    out: list[Span] = []
    for piece in pieces:
        if out and out[-1].tone is piece.tone:
            out[-1] = Span(out[-1].text + piece.text, piece.tone)
        else:
            out.append(piece)
    return tuple(out)


def _painted(spans: Line, paint: Paint) -> str:
    return "".join(paint(Span(_CONTROL.sub("", span.text), span.tone)) for span in spans)


def _padded(spans: Line, size: int, paint: Paint) -> str:
    return _painted(spans, paint) + " " * max(0, size - columns(plain(spans)))
