"""What a workspace says of our points, and how verdicts on them are recorded and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from negotiator.errors import NotFoundError, UsageError
from negotiator.model.point import Assessment, CoverageRow, Point, PointProperties, Suggestion, Verdict
from negotiator.tui.workspace_kept import KeptWorkspace

if TYPE_CHECKING:
    from negotiator.store.records import Entry


class WorkspacePoints(KeptWorkspace):
    """Each question is one snapshot, each verdict one use case."""

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

        def find() -> tuple[CoverageRow, ...]:
            with self._store.snapshot() as view:
                return tuple(row for row in coverage_of(view) if row.point.counted)

        return self._kept("coverage", find)

    def suggestion(self, point: str, document: str) -> Suggestion:
        """Those of all points of the document are found together: the text is weighed once, and the next point costs nothing."""
        from negotiator.services.points import points_of
        from negotiator.services.suggest import suggest_clauses

        def find() -> dict[str, Suggestion]:
            with self._store.snapshot() as view:
                points = [each for each in points_of(view) if document in each.targets]
                return {found.point: found for found in suggest_clauses(view, points, document=document)}

        held = self._kept(("suggestions", document), find).get(point)
        if held is None:
            raise NotFoundError(f"{point} is no point for {document} any more", hint="f5 reads the workspace again")
        return held

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
        self.renew()
        return made

    def set_point(self, point: Point, properties: PointProperties) -> Point:
        from negotiator.services.points import set_point

        made = set_point(self._store, self._actor, self._now(), point.id, properties, document=point.document)
        self.renew()
        return made

    def entries(self, most: int) -> tuple[Entry, ...]:
        with self._store.snapshot() as view:
            return view.entries(most)

    def undo(self, entry: int | None = None) -> str:
        from negotiator.services.undo import undo_entry

        what = undo_entry(self._store, self._actor, self._now(), entry)
        self.renew()
        if what is None:
            raise UsageError("there is nothing to take back", hint="verdicts and what was said of points can be taken back, newest first")
        return what
