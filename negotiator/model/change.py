"""How the clauses of one revision come from another, and the word-level difference of two wordings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from negotiator.model.bracket import BracketTally
from negotiator.model.clause import Clause
from negotiator.model.counting import counted
from negotiator.model.finding import Finding


class Op(StrEnum):
    """One of the three operations of a redline."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text with one operation."""

    op: Op
    text: str
    cosmetic: bool = False
    """A difference of typography only: quotation marks, hyphens, kinds of space."""


@dataclass(frozen=True, slots=True)
class Redline:
    """The difference of two wordings, exact to the letter: equal+delete is the old one, equal+insert the new one."""

    segments: tuple[Segment, ...] = ()

    @property
    def old(self) -> str:
        return "".join(s.text for s in self.segments if s.op is not Op.INSERT)

    @property
    def new(self) -> str:
        return "".join(s.text for s in self.segments if s.op is not Op.DELETE)

    @property
    def changed(self) -> bool:
        """Whether anything but typography differs."""
        return any(s.op is not Op.EQUAL and not s.cosmetic for s in self.segments)

    @property
    def identical(self) -> bool:
        return all(s.op is Op.EQUAL for s in self.segments)


class ChangeKind(StrEnum):
    """What became of the clauses on the old side."""

    SAME = "same"
    EDITED = "edited"
    SPLIT = "split"
    MERGED = "merged"
    REGROUPED = "regrouped"
    ADDED = "added"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Match:
    """Which units of the old list became which of the new list; indices into both lists, ascending."""

    kind: ChangeKind
    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False
    renumbered: bool = False
    similarity: float = 1.0
    """0..1 on words; 0 for added and dropped."""
    confidence: float = 1.0
    """0..1, how sure the aligner is that this match is right."""
    reason: str = ""

    @property
    def uncertain(self) -> bool:
        return self.confidence < UNCERTAIN_BELOW


UNCERTAIN_BELOW = 0.9
"""Confidence below which a person is asked."""


@dataclass(frozen=True, slots=True)
class Change:
    """One match with its clauses and its redline; every old and every new clause stands in exactly one."""

    kind: ChangeKind
    old: tuple[Clause, ...]
    new: tuple[Clause, ...]
    redline: Redline
    moved: bool = False
    renumbered: bool = False
    returned: bool = False
    similarity: float = 1.0
    confidence: float = 1.0
    reason: str = ""
    reasons: tuple[str, ...] = ()
    """What more is to be said of it (`reference follows renumbering`)."""

    @property
    def uncertain(self) -> bool:
        return self.confidence < UNCERTAIN_BELOW

    @property
    def of_notes(self) -> bool:
        """Whether footnotes alone stand in it: their numbers follow whatever note was put in before them."""
        return all(clause.kind == "footnote" for clause in (*self.old, *self.new))

    @property
    def shows_number(self) -> bool:
        """Whether another number is something to show: that of a note is none."""
        return self.renumbered and not self.of_notes

    @property
    def quiet(self) -> bool:
        """Nothing to show: same words (typography aside), same place, same number."""
        return self.kind in (ChangeKind.SAME, ChangeKind.EDITED) and not self.redline.changed and not self.moved and not self.shows_number


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison, as its report names it."""

    name: str
    """A file's name or an address."""
    title: str = ""
    language: str = ""
    clauses: int = 0


@dataclass(frozen=True, slots=True)
class SenderMarks:
    """What the sender of a Word file marked as changed, and what was changed without a mark."""

    against: str
    """What the text before all marked changes was held against: a file's name or an address; empty where there is no earlier text."""
    marked: int
    """Tracked changes, neighbours counted as one; 0 where the file has none."""
    tracked: bool
    """Whether the file has tracked changes at all; without any, nothing was checked."""
    unmarked: tuple[Change, ...] = ()
    """From what was held to the text before all marked changes: every paragraph where they differ in more than typography."""
    cosmetic: tuple[Change, ...] = ()
    """Paragraphs that differ in typography only."""

    @property
    def line(self) -> str:
        """The count that leads a report, zero included."""
        if not self.tracked:
            return "no tracked changes in this file"
        marked = f"the sender marked {counted(self.marked, 'change') if self.marked else 'no change of words'}"
        if not self.against:
            return f"{marked}; no earlier version is here to hold the rest against"
        return f"{marked}; {counted(len(self.unmarked), 'change')} {'is' if len(self.unmarked) == 1 else 'are'} not marked (against {self.against})"


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes from one text to another, in the order of the new text, dropped clauses where they stood."""

    old: Side
    new: Side
    changes: tuple[Change, ...]
    warnings: tuple[str, ...] = field(default=())
    findings: tuple[Finding, ...] = ()
    """Indicators that actions lost, references that were not brought up to date."""
    sender: SenderMarks | None = None
    """What the sender of the new text did not mark; None where it is no Word file."""
    brackets: BracketTally | None = None
    """The brackets that were opened and closed, where they were counted with people's rulings on them."""

    @property
    def summary(self) -> dict[str, int]:
        """How many changes of each kind, kinds in their fixed order."""
        count = Counter(change.kind for change in self.changes)
        return {kind.value: count[kind] for kind in ChangeKind if count[kind]}
