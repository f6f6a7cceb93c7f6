"""A provision as it stands in one revision."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

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
        """What people call it: `paragraph 7`, `Action #12`, `PP5`, `heading “Universalisation”`, `footnote 2`; by its first words where nothing numbers it."""
        if self.kind in STRUCTURAL:
            return f"heading {self.number or f'“{self._begun}”'}"
        number = self.number.strip().strip(".:").strip()
        if self.kind == ClauseKind.FOOTNOTE:
            return f"footnote {number.strip('[]()')}".strip()
        if number and ((number[0].isalpha() and " " in number) or "#" in number or number[:2].upper() in {"PP", "OP"}):
            return number
        return f"paragraph {self.name}"

    @property
    def name(self) -> str:
        """Its path where printed numbers make it, else its number and its first words: what a reader can find in the text."""
        if not _COUNTED.search(self.path) or not self.text.strip():
            return self.path
        if self.kind == ClauseKind.FOOTNOTE:
            return self.label
        return f"{self.number.strip().rstrip('.')} “{self._begun}”".strip()

    @property
    def _begun(self) -> str:
        words = self.text.split()
        return " ".join(words[:_FIRST_WORDS]) + "…" * (len(words) > _FIRST_WORDS)


_COUNTED: Final = re.compile(r"(?:^|\.)(?:[hpb]\d+|title|t\d+\.r\d+(?:\.c\d+)?|fn\w+)(?:_\d+)?(?=\.|$)")
"""What a path counts where nothing is printed."""
_FIRST_WORDS: Final = 5


def path_shown(path: str) -> str:
    """A path as people read it: `I.p5`, the fifth paragraph under I that has no number, as `I ¶5`."""
    return _PARAGRAPH.sub(r"\1 ¶\2", path)


_PARAGRAPH: Final = re.compile(r"^((?:[^.]+\.)*[^.]+)\.p(\d+)$")
