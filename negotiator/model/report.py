"""A view built once, for one audience, and rendered to terminal, plain text, Markdown or Word."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a span means; each face gives it a colour *and* a mark, so that colour is never alone."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    INSERTED = "inserted"
    DELETED = "deleted"
    MET = "met"
    PARTLY = "partly"
    UNMET = "unmet"
    UNKNOWN = "unknown"
    OURS = "ours"
    WARNING = "warning"
    LIT = "lit"
    """What the reader is led to just now."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with one meaning; never markup."""

    text: str
    tone: Tone = Tone.PLAIN


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    spans: Line
    label: str = ""
    """A number or mark that hangs before it."""
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; every row is as long as `columns`."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    caption: str = ""
    wide: int | None = None
    """Index of the column that takes the room that is left; None shares it out."""


Part = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Report:
    title: str
    parts: tuple[Part, ...]


def line(*pieces: str | Span) -> Line:
    """A line from plain strings and spans; empty pieces are dropped."""
    return tuple(p if isinstance(p, Span) else Span(p) for p in pieces if p)


def plain(spans: Line) -> str:
    """The words of a line alone."""
    return "".join(span.text for span in spans)
