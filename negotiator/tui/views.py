"""What a room shows at once, gathered in a worker: each view names its subject, so that one that comes too late can be dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from negotiator.model.change import Comparison
from negotiator.model.clause import Clause
from negotiator.model.point import CoverageRow, Point, Priority, Standing, Suggestion
from negotiator.model.report import Line, Span
from negotiator.model.revision import Document, Revision, Role, slugify

if TYPE_CHECKING:
    from negotiator.rules.bracket_standing import PointEffect
    from negotiator.services.bracket_stakes import Stakes
    from negotiator.services.brackets import PlacedBracket, RevisionBrackets
    from negotiator.services.clause_status import ClauseStatus
    from negotiator.services.documents import HistoryStep


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands; opening it leads there."""

    room: str
    document: str = ""
    revision: str = ""
    """Slug; empty for the newest."""
    clause: str = ""
    point: str = ""
    holder: str = ""
    """Whose brackets are to be shown alone."""


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document with its revisions."""

    document: Document
    revisions: tuple[Revision, ...]
    """Oldest first."""
    languages: tuple[str, ...] = ()
    """In which it is here; the one that was imported first leads."""

    @property
    def name(self) -> str:
        """What people call it in passing: its slug in words."""
        return self.document.slug.replace("-", " ").capitalize()

    @property
    def whole(self) -> tuple[Revision, ...]:
        return tuple(revision for revision in self.revisions if revision.scope.whole)

    @property
    def newest(self) -> Revision | None:
        """The newest whole revision, which is what `latest` means."""
        return self.whole[-1] if self.whole else None

    def earlier(self, slug: str) -> tuple[Revision, ...]:
        """What came before a revision, newest first."""
        position = next((i for i, revision in enumerate(self.revisions) if revision.slug == slug), 0)
        return tuple(reversed(self.revisions[:position]))

    def followed(self, slug: str) -> Revision | None:
        """What a revision followed: partial texts between two whole ones are passed over. None for a first text."""
        by_slug = {revision.slug: revision for revision in self.revisions}
        start = base = by_slug.get(slug)
        while start is not None and base is not None and base.based_on and (base is start or (start.scope.whole and not base.scope.whole)):
            base = by_slug.get(base.based_on)
        return None if base is start else base

    def _before(self, newest: Revision | None) -> Revision | None:
        """The whole text that the newest one is based on; the whole one issued before it where it is based on none. None for a first text."""
        followed = self.followed(newest.slug) if newest is not None else None
        if followed is not None and followed.scope.whole:
            return followed
        return self.whole[-2] if len(self.whole) > 1 else None

    def revision(self, name: str) -> Revision | None:
        """By slug or label, `latest` (also empty) or `previous`; None where there is none."""
        slug = slugify(name)
        if not slug or slug == "latest":
            return self.newest
        if slug == "previous":
            return self._before(self.newest)
        return next((revision for revision in self.revisions if revision.slug == slug), None)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many points stand where; the flags are counted beside, never mixed in."""

    standings: Mapping[Standing, int]
    recheck: int = 0
    bracketed: int = 0
    red_lines: int = 0
    """Red lines that are unmet."""

    @property
    def points(self) -> int:
        return sum(self.standings.values())

    @classmethod
    def of(cls, rows: Iterable[CoverageRow]) -> Tally:
        from negotiator.rules.coverage import counts

        count = counts(rows)
        standings = {Standing.MET: count.met, Standing.PARTLY: count.partly, Standing.UNMET: count.unmet, Standing.UNKNOWN: count.unknown}
        return cls(standings, count.recheck, count.bracketed, count.red_line_unmet)


def broken_red_line(row: CoverageRow) -> bool:
    """A red line that the text, as judged, does not keep."""
    return row.point.priority is Priority.RED_LINE and row.standing in (Standing.UNMET, Standing.PARTLY)


@dataclass(frozen=True, slots=True)
class Card:
    """One outcome document at a glance."""

    record: DocumentRecord
    tally: Tally
    changed: int | None
    """Paragraphs that differ from the revision before; None for a first text."""
    uncertain: int
    """Matches that a person should look at."""
    brackets: BracketCounts | None = None
    """None as long as they are not counted."""
    unmarked: int = 0
    """Changes that the newest version's sender did not mark."""


@dataclass(frozen=True, slots=True)
class BracketCounts:
    """The brackets of a version, and how many the version before did not have, or had."""

    now: int
    opened: int
    closed: int


@dataclass(frozen=True, slots=True)
class FileFindings:
    """What the issued files of the newest versions say beside their text, by document: asked when the cards stand, because files are read for it."""

    brackets: Mapping[str, BracketCounts] = field(default_factory=dict)
    unmarked: Mapping[str, int] = field(default_factory=dict)
    """Changes that a sender did not mark; texts of which everything is marked are left out."""
    todo: tuple[ToDo, ...] = ()


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something that waits for a person."""

    mark: Span
    text: Line
    where: str
    place: Place


@dataclass(frozen=True, slots=True)
class HomeView:
    """The answer to: where do we stand?"""

    title: str
    cards: tuple[Card, ...]
    todo: tuple[ToDo, ...]
    points: int
    """Counted points of the position paper."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """How far a paragraph is, by what a person said."""

    said: ClauseStatus
    stale: bool = False
    """It was agreed, and is worded otherwise since."""

    @property
    def overtaken(self) -> bool:
        """Whether something that was agreed is no longer what stands there: it is worded otherwise, or split or merged."""
        return self.stale or bool(self.said.came)


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One revision of a document against an earlier one."""

    records: tuple[DocumentRecord, ...]
    record: DocumentRecord
    new: Revision
    old: Revision | None
    comparison: Comparison
    """Against nothing (all clauses added) where there is no earlier revision."""
    standing: Mapping[str, tuple[CoverageRow, ...]]
    """Points that rest on a clause (in a position paper: that the clause is), by the clause's id; empty unless `new` is what is judged now."""
    clauses: Mapping[str, Clause]
    """Clauses of the new revision, by id."""
    brackets: RevisionBrackets
    """Those of the new revision, and what became of those of the old one."""
    stakes: Stakes
    """What becomes of our points where words in these brackets go."""
    statuses: Mapping[str, Recorded] = field(default_factory=dict)
    """How far clauses of the new revision are, by id; those of which nobody said anything are left out."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A party that is named in brackets of a text."""

    party: str
    names: frozenset[str]
    """Every name that it goes by there, folded."""
    holds: int
    """Brackets with text that it supports."""
    words: int
    """Words in these."""
    opposes: int
    reserves: int
    groups: tuple[str, ...] = ()
    """To which it belonged on the day of the version; what they hold is theirs until somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class ResolvedText:
    """A version as it would read under a choice on its brackets."""

    clauses: tuple[Clause, ...]
    effects: tuple[PointEffect, ...] = ()
    """What that does to our points; those that stand as they do are left out."""


@dataclass(frozen=True, slots=True)
class HistoryView:
    document: str
    revision: str
    clause: str
    steps: tuple[HistoryStep, ...]


@dataclass(frozen=True, slots=True)
class LanguagesView:
    """A paragraph in the other languages of its version."""

    document: str
    clause: str
    texts: tuple[tuple[str, str], ...]
    """Language and wording."""


@dataclass(frozen=True, slots=True)
class PositionView:
    """All points with their standing, one row for each outcome document that a point addresses."""

    records: tuple[DocumentRecord, ...]
    rows: tuple[CoverageRow, ...]
    listed: tuple[Point, ...] = ()
    """Chapeaux: shown as captions, not judged."""

    def name_of(self, slug: str) -> str:
        return next((record.name for record in self.records if record.document.slug == slug), slug)

    @property
    def outcome(self) -> tuple[DocumentRecord, ...]:
        return tuple(record for record in self.records if record.document.role is Role.OUTCOME)


@dataclass(frozen=True, slots=True)
class CandidatesView:
    """What may speak to a point in one document."""

    row: CoverageRow
    suggestion: Suggestion
    clauses: Mapping[str, Clause] = field(default_factory=dict)
    """Clauses of the judged revision, by id."""
    held: tuple[tuple[PlacedBracket, PointEffect], ...] = ()
    """Brackets that hold words on which the verdict rests, with what becomes of the point where these words go."""
    together: PointEffect | None = None
    """What becomes of it where the words of all brackets go; None where it stands all the same."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause that was found."""

    document: str
    revision: str
    clause: Clause
    point: bool = False
    """It is a point of ours."""
