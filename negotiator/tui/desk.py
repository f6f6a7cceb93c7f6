"""Everything that the screen asks of the services, in one place: model objects out, one use case a method.

A desk is called from worker threads, never from the thread that draws.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from negotiator.model.change import Comparison, SenderMarks
from negotiator.model.clause import Clause
from negotiator.model.point import Assessment, CoverageRow, Point, PointProperties, Suggestion, Verdict
from negotiator.model.revision import Revision
from negotiator.tui.orders import ExportOrder, ExportOutcome, FileReading, ImportOrder, ImportPreview
from negotiator.tui.views import DocumentRecord, Hit, Holder, Recorded, ResolvedText

if TYPE_CHECKING:
    from negotiator.formats.word.carry import Carried
    from negotiator.model.edit import Edit, Edits
    from negotiator.model.party import Party
    from negotiator.services.bracket_stakes import Stakes
    from negotiator.services.brackets import RevisionBrackets
    from negotiator.services.clause_status import ClauseStatus, Status
    from negotiator.services.documents import HistoryStep
    from negotiator.services.named import Delegations
    from negotiator.services.rulings import Decision, MatchList, Ruled
    from negotiator.services.sources import SourceLine
    from negotiator.store.records import Entry


class Desk(Protocol):
    """What a room may ask. Every method may raise a NegotiatorError; the screen says its message and hint."""

    def open(self) -> None:
        """Reach the workspace; asked once, after the frame is painted. Raises StoreError or NotFoundError where that cannot be done."""

    def title(self) -> str:
        """The negotiation's name."""

    def documents(self) -> tuple[DocumentRecord, ...]:
        """All documents with their revisions, oldest first; outcome documents before the position paper."""

    def points(self) -> tuple[Point, ...]:
        """The points of the newest position paper, in its order, those that are listed only included."""

    def points_elsewhere(self) -> tuple[Point, ...]:
        """The counted points that address only texts that the workspace does not hold."""

    def coverage(self) -> tuple[CoverageRow, ...]:
        """Where each counted point stands in each outcome document that it addresses, in the order of the points."""

    def clauses(self, document: str, revision: str) -> tuple[Clause, ...]:
        """The clauses of a revision in document order."""

    def comparison(self, document: str, old: str, new: str) -> Comparison:
        """What became of the clauses of `old` in `new`; revisions by slug."""

    def brackets(self, document: str, revision: str, against: str | None) -> RevisionBrackets:
        """The brackets of a version, and what became of those of an earlier one; revisions by slug."""

    def holders(self, document: str, revision: str) -> tuple[Holder, ...]:
        """Who holds how many brackets of a version, under the names that the workspace knows them by."""

    def resolved(self, document: str, revision: str, choice: str) -> ResolvedText:
        """A version under `kept`, `removed`, `ours`, `holder=NAME` or `holder=NAME+groups`; the text itself stays as it is."""

    def stakes(self, document: str, revision: str) -> Stakes:
        """What becomes of our points where words in brackets of a version go."""

    def statuses(self, document: str, revision: str) -> Mapping[str, Recorded]:
        """How far the clauses of a version are by what people said, by id; those of which nobody said anything are left out."""

    def record_status(self, document: str, revision: str, clause: str, status: Status, source: str, seen: int) -> ClauseStatus:
        """Record how far a paragraph is, and who said so; `seen` is the seq of what stood on the screen. Raises ConflictError where someone was faster."""

    def sender(self, document: str, revision: str) -> SenderMarks | None:
        """What the sender of a version marked and did not mark; None for a first text, and where it came as no Word file."""

    def sources(self, document: str, revision: str, clauses: Sequence[str]) -> tuple[str, tuple[tuple[SourceLine, ...], ...]]:
        """The name of a version's issued file, and for each clause the blocks that it was read from with those around them."""

    def rule_bracket(self, document: str, revision: str, bracket: str, kind: str) -> None:
        """Keep what a person says of a bracket, by its id: `bracket`, `citation` or `placeholder`; it holds through all versions."""

    def rule_meaning(self, document: str, revision: str, label: str, meaning: str) -> None:
        """Keep whether a number such as `3 bis` is `new` or an `alternative`."""

    def history(self, document: str, revision: str, clause: str) -> tuple[HistoryStep, ...]:
        """The clause in all revisions that have it, oldest first."""

    def suggestion(self, point: str, document: str) -> Suggestion:
        """The clauses of the newest revision that may speak to a point, best first."""

    def in_languages(self, document: str, revision: str, clause: str) -> tuple[tuple[str, str], ...]:
        """A clause in the other languages of its version: language and wording; `revision` empty for the newest."""

    def search(self, words: str) -> tuple[Hit, ...]:
        """Clauses of the newest revisions that hold all the words."""

    def judge(self, row: CoverageRow, verdict: Verdict, clauses: Sequence[str], seen: Sequence[str], *, quote: str = "", note: str = "") -> Assessment:
        """Record a verdict on the point as `row` showed it: against its revision, on these clauses, `seen` being the candidates that stood on the screen.

        Raises ConflictError if the row is out of date: someone judged, or a newer revision arrived, after it was read.
        """

    def matches(self, document: str, revision: str) -> MatchList:
        """How the paragraphs of a version follow from the text that it is based on, with what is uncertain and what just missed."""

    def rule(self, document: str, revision: str, decision: Decision, stamp: int) -> Ruled:
        """Keep what a person says of a match; it binds. `stamp` is that of the list that was looked at. Raises ConflictError where someone ruled meanwhile."""

    def delegations(self) -> Delegations:
        """Everybody who negotiates, what the newest texts say of them, and the names that nobody entered."""

    def enter_party(self, party: Party, before: Party | None) -> Party:
        """Enter a delegation as it is then; `before` is how it stood on the screen, None for a new one. Raises UsageError, ConflictError."""

    def call_party(self, name: str, other: str) -> Party:
        """Let a delegation also go by another name. Raises UsageError where that is someone else's."""

    def join_group(self, name: str, group: str, since: date | None, until: date | None) -> Party:
        """Record that a delegation belongs to a group; a day that is None is open."""

    def read_parties(self, path: Path) -> tuple[Party, ...]:
        """Enter the delegations of a TOML file."""

    def write_parties(self, path: Path) -> int:
        """Write all delegations as a TOML file; how many."""

    def set_point(self, point: Point, properties: PointProperties) -> Point:
        """Set what a person says of a point; what is None stays. Raises ConflictError where someone set it meanwhile."""

    def entries(self, most: int) -> tuple[Entry, ...]:
        """The journal, newest first."""

    def undo(self, entry: int | None = None) -> str:
        """Take back an entry, the newest that can be where none is named; a sentence that says what it was."""

    def preview(self, order: ImportOrder) -> ImportPreview:
        """Read the file and match its paragraphs; nothing is stored. What the order leaves empty is filled from the file."""

    def explain(self, order: ImportOrder) -> FileReading:
        """How a file is read under an order, block by block, and which part of it is which document; nothing is stored."""

    def explain_held(self, document: str, revision: str, order: ImportOrder) -> FileReading:
        """The same of a version's issued file, under all that was said of it so far."""

    def reread(self, document: str, revision: str, order: ImportOrder) -> int:
        """Read a version's issued file again by what the order says of its blocks; how many paragraphs read otherwise. Links and verdicts stay."""

    def accept(self, preview: ImportPreview) -> tuple[Revision, ...]:
        """Store what was previewed, by the same order; several revisions where the file holds several texts."""

    def export(self, order: ExportOrder) -> ExportOutcome:
        """Write a file and check it. Raises RefusedError where the check failed: then nothing was written."""

    def edits(self, files: Sequence[Path], document: str, revision: str) -> tuple[Edits, ...]:
        """Who changed and commented what in files that were made from a version, one after the other; nothing is stored."""

    def write_edits(self, edits: Sequence[Edit], document: str, revision: str, path: Path) -> None:
        """Write edits of a version as a table for spreadsheets. Raises UsageError where the file is there, or is no .xlsx."""

    def inspect(self, path: Path) -> tuple[str, tuple[Carried, ...]]:
        """A file's name, and all that it carries besides its text."""

    def inspect_issued(self, document: str, revision: str) -> tuple[str, tuple[Carried, ...]]:
        """The same of a version's issued file."""

    def pulse(self) -> object:
        """A value that changes when anyone writes to the workspace."""

    def renew(self) -> None:
        """Keep nothing of what was found before: the next question asks the workspace."""
