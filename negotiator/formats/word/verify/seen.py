"""What is compared of a settled file: paragraphs, tables, sections and the rest, as values."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Paragraph:
    """One paragraph as it stands in this state."""

    place: str
    ordinal: int
    """Ordinal of its `w:p` in the main part, counted from 1; 0 in other stories."""
    style: str = ""
    label: str = ""
    properties: str = ""
    mark: str = ""
    runs: list[tuple[str, str]] = field(default_factory=list)
    """(text, format) in order, neighbours of one format joined."""
    objects: list[tuple[int, str, str]] = field(default_factory=list)
    """(offset, kind, meaning) of what is not text."""

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.runs)


@dataclass(slots=True)
class Document:
    """All of a file in one state."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[tuple[str, str]] = field(default_factory=list)
    """(place, meaning) of tables and rows."""
    sections: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Properties of each section, and what its headers and footers say by their kind: its own, else those of the section before; empty ones are none."""
    ranges: Counter[str] = field(default_factory=Counter)
    controls: Counter[str] = field(default_factory=Counter)
    chunks: list[str] = field(default_factory=list)
    twins: int = 0
    """Drawings whose two versions read differently."""
    comments: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)
    """(author, date, text, words that it stands on)."""
