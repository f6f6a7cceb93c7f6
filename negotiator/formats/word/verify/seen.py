"""What is compared of a settled file: paragraphs, tables, sections and the rest, as values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Content:
    """What one paragraph says and what it looks like in this state."""

    style: str
    properties: str
    mark: str
    runs: list[tuple[str, str]]
    """(text, format) in order, neighbours of one format joined."""
    objects: list[tuple[int, str, str]]
    """(offset, kind, meaning) of what is not text."""


@dataclass(slots=True)
class Paragraph:
    """One paragraph as it stands in this state. Its content is read when it is asked for."""

    place: str
    ordinal: int
    """Ordinal of its `w:p` in the main part, counted from 1; 0 in other stories."""
    label: str
    read: Callable[[], Content]
    key: tuple[object, ...] | None = None
    """Two paragraphs with the same key have the same content; None where that can only be found out by reading."""
    _content: Content | None = None

    @property
    def content(self) -> Content:
        if self._content is None:
            self._content = self.read()
        return self._content

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.content.runs)

    def told(self) -> tuple[str, str, str, str, str, list[tuple[str, str]]]:
        """All of it but its objects."""
        content = self.content
        return self.place, self.text, content.style, self.label, content.properties, content.runs


@dataclass(slots=True)
class Document:
    """All of a file in one state."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[tuple[str, str]] = field(default_factory=list)
    """(place, meaning) of tables and rows."""
    sections: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Properties of each section, and what its headers and footers say by their kind: its own, else those of the section before; empty ones are none."""
    open_end: bool = False
    """Whether it ends with a table, or with a paragraph that ends a section: Word shows an empty paragraph behind it."""
    ranges: Counter[str] = field(default_factory=Counter)
    controls: Counter[str] = field(default_factory=Counter)
    chunks: list[str] = field(default_factory=list)
    twins: int = 0
    """Drawings whose two versions read differently."""
    comments: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)
    """(author, date, text, words that it stands on)."""
