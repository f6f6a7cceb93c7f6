"""A view as Markdown, and the escaping that keeps text of others text: brackets, stars and numbers stay what they are."""

from __future__ import annotations

import re
from typing import Final

from negotiator.model.report import Heading, Line, Paragraph, Report, Span, Table, Tone

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")
_EVERYWHERE: Final = re.compile(
    r"[\\`*_<|]|(?<=\S)~|~(?=\S)|&(?=#?\w{1,32};)|!(?=\[)|\](?=[(\[:])|\{(?=\+\+|--)|(?<=\+\+)\}|(?<=--)\}|\[(?=\^)|(?:(?<=\s)|^)#(?=#*$)"
)
_AT_START: Final = re.compile(r"^(?:(?=[>+=\-]|#(?!#*$))|(\d{1,9})(?=[.)](?:\s|$)))")
_TOUCHING: Final = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)


def escape(text: str) -> str:
    """`text` so that a Markdown reader shows exactly its words: on one line, nothing in it taken for markup (CommonMark 0.31, 2.4)."""
    flat = " ".join(_CONTROL.sub("", text).split())
    escaped = _EVERYWHERE.sub(lambda m: f"\\{m[0]}", flat)
    return _AT_START.sub(lambda m: f"{m[1]}\\" if m[1] else "\\", escaped, count=1)


def report_markdown(report: Report) -> str:
    """A view as Markdown. Changes are CriticMarkup (`{++inserted++}`, `{--deleted--}`), which our Word writer underlines and strikes."""
    parts = [f"# {escape(report.title)}"]
    for part in report.parts:
        if isinstance(part, Heading):
            parts.append(f"{'#' * min(6, part.level + 1)} {escape(f'x {part.text}')[2:]}")
        elif isinstance(part, Paragraph):
            parts.append(_paragraph(part))
        else:
            parts.append(_table(part))
    return "\n\n".join(p for p in parts if p.strip()) + "\n"


def _paragraph(part: Paragraph) -> str:
    label = f"{escape(part.label)} " if part.label else ""
    text = "\\\n".join(spans_markdown(line) for line in _lines(part.spans))
    if not part.label and not part.indent:
        return text
    lead = "    " * max(0, part.indent - 1) + "- "
    return lead + (label + text).replace("\n", "\n" + " " * len(lead))


def _table(part: Table) -> str:
    rows = [f"| {' | '.join(escape(c) for c in part.columns)} |", f"|{' --- |' * len(part.columns)}"]
    rows += [f"| {' | '.join(' '.join(spans_markdown(line) for line in _lines(cell)) for cell in row)} |" for row in part.rows]
    caption = f"**{escape(part.caption)}**\n\n" if part.caption else ""
    return caption + "\n".join(rows)


def _lines(spans: Line) -> list[Line]:
    """The line cut where its text breaks."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        for number, text in enumerate(span.text.split("\n")):
            if number:
                lines.append([])
            lines[-1].append(Span(text, span.tone))
    return [tuple(one) for one in lines]


def spans_markdown(spans: Line) -> str:
    """Marked words as Markdown on one line."""
    return "".join(_span(span, first=not index) for index, span in enumerate(spans))


def _span(span: Span, *, first: bool) -> str:
    """One span; the white space at its edges stays outside its marks, or they would not be marks."""
    found = _TOUCHING.match(_CONTROL.sub("", span.text).replace("\t", " "))
    before, words, after = (found[1], found[2], found[3]) if found else ("", span.text, "")
    if not words:
        return " " if before or after else ""
    escaped = escape(words) if first else escape(f"x{words}")[1:]
    opening, closing = _MARKS.get(span.tone, ("", ""))
    return f"{' ' if before else ''}{opening}{escaped}{closing}{' ' if after else ''}"


_MARKS: Final = {Tone.STRONG: ("**", "**"), Tone.WARNING: ("**", "**"), Tone.INSERTED: ("{++", "++}"), Tone.DELETED: ("{--", "--}")}
