"""A provision as it stands in one revision."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from negotiator.model.block import Anchor, NoteRef


class ClauseKind(StrEnum):
    """The kinds that this product knows; a kind given by a file and not listed here is kept as given."""

    TITLE = "title"
    HEADING = "heading"
    CHAPEAU = "chapeau"
    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    SUBPARAGRAPH = "subparagraph"
    ACTION = "action"
    INDICATOR = "indicator"
    TABLE_CELL = "table-cell"
    FOOTNOTE = "footnote"


STRUCTURAL = frozenset({ClauseKind.TITLE, ClauseKind.HEADING})
"""Kinds that order a text and ask for nothing."""


@dataclass(frozen=True, slots=True)
class Clause:
    """What an address names: one numbered or unnumbered unit of a text, with its own paragraphs and without its children."""

    id: str
    """The id given in its file, else the path; unique in its revision."""
    path: str
    """Where it stands (`7`, `II.1.3.a`), unique in its revision and made from printed numbers where they suffice."""
    number: str
    """Its number as printed (`7.`, `(a)`, `Action #12`, `3 bis`); empty where it has none."""
    kind: str
    text: str
    """Its own paragraphs joined by `\\n`."""
    level: int = 0
    """Depth below the document (0 = outermost)."""
    parent: str | None = None
    """Id of the clause that it stands under; None at the top."""
    anchors: tuple[Anchor, ...] = ()
    """Where each of its paragraphs stands in the source."""
    target: str = ""
    """The outcome document that the file itself names for it; empty where the file names none."""
    notes: tuple[NoteRef, ...] = ()
    words: int = 0
    """Source words that it accounts for, its spelled number included."""

    @property
    def label(self) -> str:
        """What people call it: `paragraph 7`, `Action #12`, `PP5`, `heading "Universalisation"`, `II.1.3.a`."""
        if self.kind in STRUCTURAL:
            return f"heading {self.number or self.text.partition(chr(10))[0][:40]!r}"
        number = self.number.strip().strip(".:").strip()
        if not number:
            return f"paragraph {self.path}"
        if (number[0].isalpha() and " " in number) or "#" in number or number[:2].upper() in {"PP", "OP"}:
            return number
        return f"paragraph {self.path}"
