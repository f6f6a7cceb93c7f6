"""The desk on a workspace: each question is one snapshot, each order one use case of the services."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from negotiator.errors import NotFoundError, UsageError
from negotiator.model.change import Comparison
from negotiator.model.clause import Clause
from negotiator.model.point import Assessment, CoverageRow, Point, Suggestion, Verdict
from negotiator.model.revision import Revision, Role
from negotiator.tui.orders import ExportOrder, ExportOutcome, ImportOrder, ImportPreview
from negotiator.tui.views import DocumentRecord, Hit, Holder

if TYPE_CHECKING:
    from negotiator.services.brackets import RevisionBrackets
    from negotiator.services.documents import HistoryStep
    from negotiator.services.rulings import Decision, MatchList, Ruled
    from negotiator.store.store import Store

ROLE_ORDER = (Role.OUTCOME, Role.POSITION, Role.PRECEDENT)


def utc_now() -> datetime:
    return datetime.now(UTC)


class WorkspaceDesk:
    """Asks and orders in the name of one person. Keeps what cost time until anyone writes."""

    def __init__(self, store: Store | Callable[[], Store], actor: str, *, now: Callable[[], datetime] = utc_now) -> None:
        """`store` is an open workspace, which stays open, or what opens it when it is first asked for."""
        self._given = store
        self._opened: Store | None = None
        self._actor = actor
        self._now = now
        self._lock = Lock()
        self._beats = 0
        self._comparisons: dict[tuple[str, str, str], Comparison] = {}
        self._brackets: dict[tuple[str, str, str | None], RevisionBrackets] = {}
        self._suggestions: dict[str, dict[str, Suggestion]] = {}

    @property
    def _store(self) -> Store:
        if not callable(self._given):
            return self._given
        with self._lock:
            if self._opened is None:
                self._opened = self._given()
            return self._opened

    def open(self) -> None:
        _ = self._store

    def close(self) -> None:
        """Let go of a workspace that was opened here."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    # -- asking

    def title(self) -> str:
        location = self._store.location
        if "://" in location:
            return location.rpartition("/")[2]
        path = Path(location).absolute()
        return path.parent.name if path.stem == "negotiation" else path.stem

    def documents(self) -> tuple[DocumentRecord, ...]:
        with self._store.snapshot() as view:
            found = [DocumentRecord(document, originals(view.revisions(document.slug))) for document in view.documents()]
        return tuple(sorted(found, key=lambda record: ROLE_ORDER.index(record.document.role)))

    def points(self) -> tuple[Point, ...]:
        from negotiator.services.points import points_of

        with self._store.snapshot() as view:
            return points_of(view)

    def points_elsewhere(self) -> tuple[Point, ...]:
        from negotiator.services.coverage import points_not_here
        from negotiator.services.points import points_of

        with self._store.snapshot() as view:
            return points_not_here(view, points_of(view))

    def coverage(self) -> tuple[CoverageRow, ...]:
        from negotiator.services.coverage import coverage_of

        with self._store.snapshot() as view:
            return tuple(row for row in coverage_of(view) if row.point.counted)

    def clauses(self, document: str, revision: str) -> tuple[Clause, ...]:
        with self._store.snapshot() as view:
            return tuple(stored.clause for stored in view.clauses(view.revision(document, revision)))

    def comparison(self, document: str, old: str, new: str) -> Comparison:
        from negotiator.services.compare import compare_revisions

        key = (document, old, new)
        if (held := self._comparisons.get(key)) is None:
            with self._store.snapshot() as view:
                held = compare_revisions(view, view.revision(document, old), view.revision(document, new))
            self._comparisons[key] = held
        return held

    def brackets(self, document: str, revision: str, against: str | None) -> RevisionBrackets:
        from negotiator.rules.bracket_fates import fates
        from negotiator.services.brackets import RevisionBrackets, brackets_in

        comparison = self.comparison(document, against, revision) if against else None
        key = (document, revision, against)
        if (held := self._brackets.get(key)) is None:
            with self._store.snapshot() as view:
                new, old = view.revision(document, revision), view.revision(document, against) if against else None
                here = brackets_in(view, new)
                found = fates(brackets_in(view, old), here, comparison.changes) if old is not None and comparison is not None else ()
            held = self._brackets[key] = RevisionBrackets(new, here, old, found)
        return held

    def holders(self, document: str, revision: str) -> tuple[Holder, ...]:
        from negotiator.services.brackets import by_holder
        from negotiator.services.parties import names_of, party_table
        from negotiator.text.normalise import fold

        here = self.brackets(document, revision, None).brackets
        with self._store.snapshot() as view:
            table = party_table(view)
        found = by_holder(here, table)
        return tuple(Holder(x.party, frozenset(map(fold, names_of(table, x.party))), x.holds, x.words, x.opposes, x.reserves) for x in found)

    def resolved(self, document: str, revision: str, choice: str) -> tuple[Clause, ...]:
        from negotiator.services.brackets import choice_named, resolved
        from negotiator.services.parties import party_table

        here = self.brackets(document, revision, None).brackets
        with self._store.snapshot() as view:
            return resolved(here, choice_named(choice, party_table(view)))

    def history(self, document: str, revision: str, clause: str) -> tuple[HistoryStep, ...]:
        from negotiator.services.documents import history

        with self._store.snapshot() as view:
            return history(view, f"{document}@{revision}:{clause}")

    def suggestion(self, point: str, document: str) -> Suggestion:
        """Those of all points of the document are found together: the text is weighed once, and the next point costs nothing."""
        from negotiator.services.points import points_of
        from negotiator.services.suggest import suggest_clauses

        store = self._store
        with self._lock:
            if document not in self._suggestions:
                with store.snapshot() as view:
                    points = [each for each in points_of(view) if document in each.targets]
                    self._suggestions[document] = {found.point: found for found in suggest_clauses(view, points, document=document)}
            held = self._suggestions[document].get(point)
        if held is None:
            raise NotFoundError(f"{point} is no point for {document} any more", hint="f5 reads the workspace again")
        return held

    def search(self, words: str) -> tuple[Hit, ...]:
        from negotiator.services.points import points_of
        from negotiator.services.search import search

        with self._store.snapshot() as view:
            points = {(point.document, point.id) for point in points_of(view) if point.counted}
            found = [Hit(hit.revision.document, hit.revision.slug, hit.clause, (hit.revision.document, hit.clause.id) in points) for hit in search(view, words)]
        return tuple(sorted(found, key=lambda hit: hit.point))

    def pulse(self) -> object:
        if self._store.changed():
            self._forget()
            self._beats += 1
        return self._beats

    # -- recording

    def judge(self, row: CoverageRow, verdict: Verdict, clauses: Sequence[str], seen: Sequence[str], *, quote: str = "", note: str = "") -> Assessment:
        from negotiator.services.assess import assess
        from negotiator.services.coverage import seen_in

        with self._store.snapshot() as view:
            revision = view.revision(row.document, row.revision)
            by_id = {each.clause.id: each for each in seen_in(view, revision)}
        made = assess(
            self._store,
            self._actor,
            self._now(),
            point=row.point,
            revision=revision,
            seen=[by_id[clause] for clause in clauses],
            verdict=verdict,
            expected_seq=row.assessment.seq if row.assessment is not None else 0,
            candidates=[by_id[clause] for clause in seen if clause in by_id],
            quote=quote,
            note=note,
        )
        self._forget()
        return made

    def matches(self, document: str, revision: str) -> MatchList:
        from negotiator.services.rulings import uncertain

        with self._store.snapshot() as view:
            return uncertain(view, f"{document}@{revision}")

    def rule(self, document: str, revision: str, decision: Decision, stamp: int) -> Ruled:
        from negotiator.services.rulings import rule

        ruled = rule(self._store, self._actor, self._now(), f"{document}@{revision}", [decision], stamp=stamp)
        self._forget()
        return ruled

    def undo(self) -> str:
        from negotiator.services.undo import undo_entry

        what = undo_entry(self._store, self._actor, self._now())
        self._forget()
        if what is None:
            raise UsageError("there is nothing to take back", hint="verdicts and what was said of points can be taken back, newest first")
        return what

    def preview(self, order: ImportOrder) -> ImportPreview:
        from negotiator.tui.previewing import preview

        with self._store.snapshot() as view:
            return preview(view, order)

    def accept(self, preview: ImportPreview) -> tuple[Revision, ...]:
        from negotiator.services.import_revision import ImportPlan, import_revision
        from negotiator.services.splitting import SplitImport, import_split

        plan = preview.payload
        if isinstance(plan, SplitImport):
            made = import_split(self._store, self._actor, self._now(), plan)
        else:
            assert isinstance(plan, ImportPlan)  # noqa: S101 (what previewing keeps)
            made = (import_revision(self._store, self._actor, self._now(), plan),)
        self._forget()
        return made

    def export(self, order: ExportOrder) -> ExportOutcome:
        from negotiator.services.export import ExportWishes, Form, export
        from negotiator.services.files import write_whole

        if order.path.exists():
            raise UsageError(f"{order.path.name} is there already", hint="choose another name: nothing is overwritten from here")
        target = f"{order.document}@{order.revision}" if order.revision else order.document
        markdown = order.path.suffix.lower() == ".md"
        wishes = ExportWishes(Form(order.what), order.audience, target, since=order.since, comments=order.comments, markdown=markdown)
        with self._store.snapshot() as view:
            made = export(view, wishes, self._now())
        write_whole(order.path, made.content)
        return ExportOutcome(order.path, len(made.content), (made.said,))

    def _forget(self) -> None:
        with self._lock:
            self._comparisons.clear()
            self._brackets.clear()
            self._suggestions.clear()


def originals(revisions: Sequence[Revision]) -> tuple[Revision, ...]:
    """The revisions without their translations: of each, the language that was imported first."""
    first: dict[str, Revision] = {}
    for revision in revisions:
        first.setdefault(revision.slug, revision)
    return tuple(first.values())
