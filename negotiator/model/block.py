"""What a reader takes out of a file, before anyone decides what it is.

A reader yields blocks that cover *all* of its source, and counts the source's words by itself;
`negotiator.reading` decides once, for every format, which blocks are clauses and which are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from negotiator.model.counting import counted


class BlockRole(StrEnum):
    """Where in its source a block stands, as far as the format itself can tell."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    COMMENT = "comment"
    TEXT_BOX = "text box"
    STRUCK = "struck"
    """Text deleted by tracked changes."""
    HIDDEN = "hidden"
    """Hidden text: what the file's own program does not show."""
    STRUCK_BY_HAND = "struck by hand"
    """Text that is struck through without a tracked change: deleted, as long as no person says otherwise."""
    CONTENTS = "contents"
    """A line of a table of contents."""
    LINE_NUMBER = "line number"
    """A number that counts the lines of a draft in its margin."""
    MARKUP = "markup"
    """Characters that only the file's own syntax needs (front matter, table rules)."""


HIDDEN_TEXT: Final = "of hidden text"
"""Words of the warning about it."""


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """A place in the source file, as a person would look for it."""

    unit: str
    """`line` (text; 1-based), `paragraph` (Word; 1-based, every `w:p` of its part in document order) or `clause` (JSON; 1-based)."""
    index: int
    part: str = ""
    """The part of a package it stands in (`footnotes`, `header1`); empty for the main text."""
    note: str = ""
    """Where that is to a reader's eye: `table 2, row 3, cell 1`; empty in running text."""

    def __str__(self) -> str:
        place = self.note or f"{self.unit} {self.index}"
        return f"{self.part}, {place}" if self.part else place


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of a block in a table; all 1-based."""

    table: int
    row: int
    column: int
    header: bool = False
    """True in a row that the file marks as the table's heading, or in the first row."""


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A reference to a footnote or endnote: a mark at an offset, never a character of the text."""

    offset: int
    """Code points into the block's text."""
    note: str
    """The note's label in its file (`1`, `*`, `e2`)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of one format that may carry meaning (bold, strike, underline, colour, an inserted or moved run)."""

    start: int
    end: int
    kind: str
    """`bold`, `italic`, `underline`, `strike`, `colour:FF0000`, `highlight:yellow`, `inserted`, `deleted`, `moved`, `superscript`, `subscript`."""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item, cell paragraph or note of a source."""

    text: str
    """Its words, without its printed number, note references and deleted text; soft line breaks as `\\n`."""
    anchor: Anchor
    words: int
    """Words (runs of non-space characters) of the source that this block accounts for, its printed number included where the source spells it."""
    role: BlockRole = BlockRole.BODY
    label: str = ""
    """The number as printed by automatic numbering (`1.`, `(a)`, `Action #12`); empty where the source has none of its own."""
    style: str = ""
    """The style's name, lower case (`heading 1`, `list number`); empty where the format has no styles."""
    heading: int = 0
    """Outline level 1–9 where the format itself says that this is a heading; 0 otherwise."""
    list_level: int | None = None
    """Nesting in automatic numbering (0 = outermost); None outside lists."""
    indent: float = 0.0
    """Left indent in centimetres (one column of plain text counts as 0.2)."""
    centred: bool = False
    bold: bool = False
    """All of it is bold."""
    cell: Cell | None = None
    notes: tuple[NoteRef, ...] = ()
    marks: tuple[Mark, ...] = ()
    note: str = ""
    """For a footnote or endnote: its own label, the one its reference names."""
    kind: str = ""
    """Given by formats that know what it is (our JSON); empty where the segmenter decides."""
    given_id: str = ""
    given_level: int | None = None
    target: str = ""
    """The outcome document that a point of our JSON names."""
    joined: tuple[Anchor, ...] = ()
    """Further places that this block's text was joined from (a paragraph over a page break)."""
    breaks_before: bool = False
    """A page break stands before it."""
    ruled: str = ""
    """What a person says it is: `heading`, `continuation`, `paragraph`, `furniture`, or `as it is` where only its number or kind was corrected."""
    unnumbered: bool = False
    """A person says that no number opens it, whatever it looks like."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of a source that stand in no clause: what, why and where."""

    text: str
    reason: str
    """`footer`, `header`, `masthead`, `struck`, `contents` …, a noun that the balance can print."""
    anchor: Anchor
    words: int


@dataclass(frozen=True, slots=True)
class Reading:
    """All of one source as its reader took it."""

    format: str
    """`docx`, `text`, `markdown`, `json`."""
    reader: str
    """Name and version of the reader (`docx/1`), kept with what it read."""
    blocks: tuple[Block, ...]
    words: int
    """All words of the source, counted from the source itself and not by adding up the blocks."""
    title: str = ""
    language: str = ""
    """BCP 47 tag where the source states it; empty otherwise."""
    properties: Mapping[str, str] = field(default_factory=dict)
    """What the file says of itself, for show only (`author`, `created`)."""
    warnings: tuple[str, ...] = ()
    tracked: bool = False
    """The source carries tracked changes; the blocks show it with all of them accepted."""


@dataclass(frozen=True, slots=True)
class Balance:
    """The account of a source's words: every one stands in a clause or on the list of what was left out."""

    total: int
    in_clauses: int
    clauses: int
    left_out: tuple[LeftOut, ...] = ()

    @property
    def outside(self) -> int:
        """Words on the list of what was left out."""
        return sum(item.words for item in self.left_out)

    @property
    def holds(self) -> bool:
        """Whether every word is accounted for, once."""
        return self.total == self.in_clauses + self.outside

    def __str__(self) -> str:
        reasons = dict.fromkeys(plural(item.reason) for item in self.left_out if item.words)
        found = self.in_clauses + self.outside
        line = f"{found:,} of {counted(self.total, 'word')}: {self.in_clauses:,} in {counted(self.clauses, 'paragraph')}"
        if self.outside:
            line += f", {self.outside:,} in {_listed(tuple(reasons))}"
        return line


_PLURALS = {
    "masthead": "the masthead",
    "contents": "the table of contents",
    "struck": "struck text",
    "hidden": "hidden text",
    "struck by hand": "text struck by hand",
    "markup": "markup",
    "furniture": "furniture",
}


def plural(reason: str) -> str:
    """A reason for leaving words out, as the balance prints it."""
    return _PLURALS.get(reason, reason if reason.endswith("s") else f"{reason}s")


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
