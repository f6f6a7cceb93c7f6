"""Where each point stands in one outcome document: a person's newest verdict, held against the text of today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from negotiator.model.point import Assessment, CoverageRow, Delivery, Point, PointKind, Priority, Standing, State, Suggestion, Verdict
from negotiator.rules.bracketed import Stretches, bracketed_stretches, only_in_brackets
from negotiator.rules.brackets_read import Ruled
from negotiator.rules.recheck import Edge, Revised, SeenClause, point_changes

_SEEK = {Verdict.REFLECTED: Standing.MET, Verdict.PARTIAL: Standing.PARTLY, Verdict.ABSENT: Standing.UNMET, Verdict.CONTRADICTED: Standing.UNMET}
_PREVENT = {Verdict.REFLECTED: Standing.UNMET, Verdict.PARTIAL: Standing.PARTLY, Verdict.ABSENT: Standing.MET, Verdict.CONTRADICTED: Standing.MET}


def standing(kind: PointKind, delivery: Delivery, verdict: Verdict | None) -> Standing:
    """What follows from a verdict. Unknown where nobody judged, and where the text is not what delivers the point."""
    if verdict is None or delivery is not Delivery.TEXT:
        return Standing.UNKNOWN
    return (_PREVENT if kind is PointKind.PREVENT else _SEEK)[verdict]


def newest(assessments: Iterable[Assessment], document: str) -> dict[int, Assessment]:
    """The last word on each point (by provision) in one outcome document; a verdict that was taken back is one, too."""
    last: dict[int, Assessment] = {}
    for assessment in assessments:
        if assessment.document == document and (assessment.point not in last or assessment.seq > last[assessment.point].seq):
            last[assessment.point] = assessment
    return last


def points_in_need_of_candidates(points: Iterable[Point], assessments: Mapping[int, Assessment], revision: str) -> tuple[Point, ...]:
    """The points whose state depends on the candidates of today: judged absent in another revision than this one."""
    found = []
    for point in points:
        last = assessments.get(point.provision)
        if last is not None and last.verdict is Verdict.ABSENT and last.revision != revision:
            found.append(point)
    return tuple(found)


def coverage(
    points: Sequence[Point],
    *,
    document: str,
    revision: str,
    clauses: Sequence[SeenClause],
    assessments: Mapping[int, Assessment],
    edges: Sequence[Edge] = (),
    wordings: Mapping[str, str] | None = None,
    earlier: Mapping[str, Mapping[int, str]] | None = None,
    suggestions: Mapping[str, Suggestion] | None = None,
    translated: Mapping[int, str] | None = None,
    only_follows: Callable[[str, str], bool] | None = None,
    ruled: Ruled | None = None,
) -> tuple[CoverageRow, ...]:
    """One row for each point that addresses `document`, in the paper's order; retired points have none.

    `clauses` is the whole of `revision`; `assessments` the newest by point provision (see `newest`); `edges` the splits and merges that led to this
    revision; `wordings` the texts that were seen, introductions among them, by SHA-256. `earlier` (the judged revisions' texts: slug → provision →
    wording SHA-256) and `suggestions` (today's candidates by point id) are needed only for the points that `points_in_need_of_candidates` names.
    `translated` is what a point that was judged in another language said then in the language of today, by provision. A suggestion never becomes a verdict.
    `only_follows` says of an old and a new wording whether they differ only in references that follow a renumbering, or in holders: none is a change in
    substance. `ruled` are people's rulings on brackets.
    """
    text = Revised(document, revision, clauses, edges, wordings or {}, only_follows)
    bracketed = bracketed_stretches([seen.clause for seen in clauses], ruled)
    return tuple(
        _row(
            point,
            text,
            bracketed,
            assessment=assessments.get(point.provision) if point.provision else None,
            earlier=earlier or {},
            suggestion=(suggestions or {}).get(point.id),
            translated=(translated or {}).get(point.provision),
        )
        for point in points
        if document in point.targets and not point.retired
    )


def _row(
    point: Point,
    text: Revised,
    bracketed: Stretches,
    *,
    assessment: Assessment | None,
    earlier: Mapping[str, Mapping[int, str]],
    suggestion: Suggestion | None,
    translated: str | None,
) -> CoverageRow:
    if assessment is None or assessment.verdict is None:
        why = ("nobody has judged it yet",) if assessment is None else ("the verdict was taken back",)
        return CoverageRow(point, text.document, text.revision, None, State.UNASSESSED, Standing.UNKNOWN, False, (), why, assessment)
    followed = [text.follow(evidence) for evidence in assessment.evidence]
    doubts = [
        *(why for piece in followed for why in piece.why),
        *point_changes(point, assessment, text.wordings, translated),
        *text.new_among_candidates(assessment, suggestion, earlier.get(assessment.revision)),
    ]
    judged = standing(point.kind, point.delivery, assessment.verdict)
    reasons = [*doubts, f"delivered by {_DELIVERED[point.delivery]}, not by the text"] if point.delivery is not Delivery.TEXT else doubts
    return CoverageRow(
        point=point,
        document=text.document,
        revision=text.revision,
        verdict=assessment.verdict,
        state=State.RECHECK if doubts else State.CONFIRMED,
        standing=judged,
        bracketed=assessment.verdict in (Verdict.REFLECTED, Verdict.PARTIAL) and only_in_brackets(followed, bracketed),
        clauses=tuple(dict.fromkeys(seen.clause.id for piece in followed for seen in piece.now)),
        why=tuple(dict.fromkeys(reasons)),
        assessment=assessment,
    )


_DELIVERED = {Delivery.STATEMENT: "a statement", Delivery.PROCESS: "the process"}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many counted points stand where; the flags beside them are counted apart and never mixed in."""

    met: int = 0
    partly: int = 0
    unmet: int = 0
    unknown: int = 0
    recheck: int = 0
    bracketed: int = 0
    red_line_unmet: int = 0

    @property
    def points(self) -> int:
        """All counted points."""
        return self.met + self.partly + self.unmet + self.unknown


def counts(rows: Iterable[CoverageRow]) -> Counts:
    """The totals over the counted points of some rows."""
    counted = [row for row in rows if row.point.counted]
    stand = [row.standing for row in counted]
    return Counts(
        met=stand.count(Standing.MET),
        partly=stand.count(Standing.PARTLY),
        unmet=stand.count(Standing.UNMET),
        unknown=stand.count(Standing.UNKNOWN),
        recheck=sum(row.state is State.RECHECK for row in counted),
        bracketed=sum(row.bracketed for row in counted),
        red_line_unmet=sum(row.point.priority is Priority.RED_LINE and row.standing is Standing.UNMET for row in counted),
    )
