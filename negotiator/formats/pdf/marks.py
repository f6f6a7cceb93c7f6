"""Strokes through and under words: what a PDF shows of deletions and insertions."""

from __future__ import annotations

from collections.abc import Sequence

from negotiator.formats.pdf.glyphs import Stroke
from negotiator.formats.pdf.rows import Row
from negotiator.model.block import Mark

_THICK = 0.14
"""Share of the letters' size that a stroke on them is at most thick."""


def marks_of(row: Row, strokes: Sequence[Stroke]) -> tuple[Mark, ...]:
    """Raised, struck and underlined words of a row, by offsets into its text."""
    marks = [Mark(start, end, "superscript") for start, end in row.raised]
    for stroke in strokes:
        if not stroke.level or stroke.y1 - stroke.y0 > max(1.0, _THICK * row.size):
            continue
        height = (stroke.y0 + stroke.y1) / 2 - row.base
        if 0.13 * row.size <= height <= 0.45 * row.size:
            kind = "strike"
        elif -0.25 * row.size <= height <= 0.02 * row.size and stroke.x0 >= row.left - 4 and stroke.x1 <= row.right + 4:
            kind = "underline"
        else:
            continue
        hit = [n for n, (left, right) in enumerate(row.places) if right > left and stroke.x0 - 0.5 <= (left + right) / 2 <= stroke.x1 + 0.5]
        if hit:
            marks.append(Mark(hit[0], hit[-1] + 1, kind))
    return tuple(_merged(marks, row.text))


def _merged(marks: Sequence[Mark], text: str) -> list[Mark]:
    """Marks of one kind that follow each other, spaces aside, as one."""
    out: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.kind, m.start, m.end)):
        last = out[-1] if out else None
        if last is not None and last.kind == mark.kind and (mark.start <= last.end or not text[last.end : mark.start].strip()):
            out[-1] = Mark(last.start, max(last.end, mark.end), mark.kind)
        else:
            out.append(mark)
    return out


def lines_through(shown: Sequence[tuple[int, str, tuple[Mark, ...]]]) -> tuple[str, ...]:
    """What to tell of struck and underlined words, given page, text and marks of each line."""
    out: list[str] = []
    for kind in ("strike", "underline"):
        found: dict[int, list[str]] = {}
        for page, text, marks in shown:
            for mark in marks:
                words = text[mark.start : mark.end]
                # A whole line that is underlined is a heading, and an address a link.
                if mark.kind == kind and (kind == "strike" or (len(words) < 0.8 * len(text) and not _is_address(words))):
                    found.setdefault(page, []).append(words)
        if found:
            count = sum(len(words) for words in found.values())
            pages = "; ".join(f"page {page}: {_some(words)}" for page, words in list(found.items())[:6])
            more = f"; and on {len(found) - 6} more pages" if len(found) > 6 else ""
            how = "struck through" if kind == "strike" else "underlined"
            out.append(f"{count} place{'s' if count > 1 else ''} {how}: {pages}{more}")
    return tuple(out)


def _some(words: Sequence[str]) -> str:
    shown = ", ".join(f"“{w if len(w) <= 60 else w[:57] + '…'}”" for w in words[:4])
    return f"{shown} and {len(words) - 4} more" if len(words) > 4 else shown


def _is_address(words: str) -> bool:
    return "://" in words or "www." in words or "@" in words
