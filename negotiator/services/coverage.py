"""Where our points stand in the newest text of each outcome document; derived on every reading, never stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from negotiator.errors import UsageError
from negotiator.match import suggest
from negotiator.model.point import Assessment, CoverageRow, Evidence, Point, Suggestion
from negotiator.model.revision import Revision, Role
from negotiator.rules.brackets_read import without_holders
from negotiator.rules.coverage import Counts, counts, coverage, newest, points_in_need_of_candidates
from negotiator.rules.recheck import SeenClause, context_of, context_sha256, introduction, seen_clauses
from negotiator.services.bracket_rulings import ruled_in
from negotiator.services.followed import of_no_substance
from negotiator.services.identity import in_language, standing_text
from negotiator.services.points import points_of
from negotiator.text.language import same_language
from negotiator.text.normalise import wording_sha256

if TYPE_CHECKING:
    from negotiator.store.store import Snapshot


def coverage_of(view: Snapshot, document: str | None = None) -> tuple[CoverageRow, ...]:
    """One row for each point and each outcome document that it addresses, over all outcome documents or one.

    Raises NotFoundError for a document that is not there, UsageError for one that is no outcome document.
    """
    if document and view.document(document).role is not Role.OUTCOME:
        outcomes = ", ".join(d.slug for d in view.documents() if d.role is Role.OUTCOME)
        raise UsageError(f"{document} is no outcome document, so no point is judged on it", hint=f"name one of {outcomes}" if outcomes else "")
    slugs = [document] if document else [d.slug for d in view.documents() if d.role is Role.OUTCOME]
    points = points_of(view)
    assessments = view.assessments()
    rows: list[CoverageRow] = []
    for slug in slugs:
        if view.revisions(slug):
            rows += coverage_in(view, view.revision(slug, "latest"), points, assessments)
    return tuple(rows)


def coverage_in(view: Snapshot, revision: Revision, points: Sequence[Point], assessments: Iterable[Assessment]) -> tuple[CoverageRow, ...]:
    """The points that address one document, judged against one of its revisions."""
    last = newest(assessments, revision.document)
    rows: list[CoverageRow] = []
    for paper in dict.fromkeys(p.document for p in points):
        asked = [p for p in points if p.document == paper and revision.document in p.targets]
        if asked:
            rows += _coverage_of_paper(view, revision, asked, last)
    return tuple(rows)


def points_not_here(view: Snapshot, points: Iterable[Point]) -> tuple[Point, ...]:
    """The counted points that address only texts that the workspace does not hold."""
    held = {d.slug for d in view.documents() if view.revisions(d.slug)}
    return tuple(p for p in points if p.counted and p.targets and not held.intersection(p.targets))


def not_here(view: Snapshot, points: Iterable[Point]) -> str:
    """What to say of counted points that address only texts that the workspace does not hold; empty where there are none."""
    return said_not_here(points_not_here(view, points))


def said_not_here(points: Sequence[Point]) -> str:
    """What to say of such points; empty where there are none."""
    elsewhere = Counter(p.target for p in points)
    if not elsewhere:
        return ""
    number, texts = sum(elsewhere.values()), ", ".join(f"{slug} ({n})" for slug, n in elsewhere.items())
    return f"{number} point{' addresses a text' if number == 1 else 's address texts'} not in the workspace: {texts}"


def _coverage_of_paper(view: Snapshot, revision: Revision, asked: Sequence[Point], last: dict[int, Assessment]) -> tuple[CoverageRow, ...]:
    """The points of one paper: their ids are unique there."""
    slug = revision.document
    said, last = last, _as_in_language(view, revision, asked, last)
    earlier = _earlier(view, asked, last, revision)
    seen = seen_in(view, revision)
    rows = coverage(
        asked,
        document=slug,
        revision=revision.slug,
        clauses=seen,
        assessments=last,
        edges=[(e.from_provision, e.to_provision, e.relation) for e in view.edges(slug)],
        wordings=_wordings(view, last.values(), earlier) | _introductions(view, revision, last.values(), seen),
        earlier=earlier,
        suggestions=_candidates(view, revision, points_in_need_of_candidates(asked, last, revision.slug)),
        translated=_translated(view, asked, last),
        only_follows=of_no_substance(view, revision),
        ruled=ruled_in(view, slug, {s.clause.id: s.provision for s in seen}),
    )
    return tuple(replace(row, assessment=said.get(row.point.provision)) for row in rows)


def _as_in_language(view: Snapshot, revision: Revision, points: Sequence[Point], last: dict[int, Assessment]) -> dict[int, Assessment]:
    """Verdicts that were given on another language of a text, as if what was seen had been read in the language of today's."""
    if all(same_language(r.language, revision.language) for r in view.revisions(revision.document)):
        return last
    found = dict(last)
    for point in points:
        judged = last.get(point.provision)
        if judged is None or not judged.evidence:
            continue
        twin = in_language(view, judged.document, judged.revision, revision.language)
        read = {s.provision: s for s in seen_in(view, twin)}
        if not same_language(twin.language, revision.language) or all(
            e.provision in read and read[e.provision].wording_sha256 == e.wording_sha256 for e in judged.evidence
        ):
            continue
        found[point.provision] = replace(judged, evidence=tuple(_read(e, read.get(e.provision)) for e in judged.evidence))
    return found


def _read(evidence: Evidence, seen: SeenClause | None) -> Evidence:
    if seen is None or seen.wording_sha256 == evidence.wording_sha256:
        return evidence
    return replace(evidence, clause=seen.clause.id, wording_sha256=seen.wording_sha256, context_sha256=seen.context_sha256, quote="", quoted=None)


def _translated(view: Snapshot, points: Sequence[Point], last: Mapping[int, Assessment]) -> dict[int, str]:
    """Points that were judged in another language than their paper's newest version has: what that version said in this language."""
    found: dict[int, str] = {}
    for point in points:
        judged = last.get(point.provision)
        if judged is None or judged.point_wording_sha256 == wording_sha256(point.text):
            continue
        said = {r.uid: c for r in view.revisions(point.document) for c in view.clauses(r) if c.provision == point.provision}
        seen = [r for r in view.revisions(point.document) if r.uid in said and said[r.uid].wording_sha256 == judged.point_wording_sha256]
        if not seen or same_language(seen[-1].language, point.language):
            continue
        twin = next((r for r in view.revisions(point.document) if r.slug == seen[-1].slug and same_language(r.language, point.language)), None)
        if twin is not None and twin.uid in said:
            found[point.provision] = said[twin.uid].clause.text
    return found


def seen_in(view: Snapshot, revision: Revision) -> tuple[SeenClause, ...]:
    """The clauses of a revision as a verdict sees them."""
    stored = view.clauses(revision)
    return seen_clauses([c.clause for c in stored], {c.clause.id: c.provision for c in stored})


def summary(rows: Sequence[CoverageRow]) -> tuple[str, ...]:
    """A line for each document, and one over all where there are several: standings, then flags."""
    by_document: dict[str, list[CoverageRow]] = {}
    for row in rows:
        by_document.setdefault(row.document, []).append(row)
    lines = [f"{slug}@{group[0].revision}: {count_line(counts(group))}" for slug, group in by_document.items()]
    return tuple(lines if len(lines) < 2 else [*lines, f"together: {count_line(counts(rows))}"])


def count_line(count: Counts) -> str:
    """`● 10 met  ◐ 3 partly  ○ 2 unmet  · 1 unknown  of 16   ! 1 to re-check`."""
    text = f"● {count.met} met  ◐ {count.partly} partly  ○ {count.unmet} unmet  · {count.unknown} unknown  of {count.points}"
    for mark, number, name in (
        ("!", count.recheck, "to re-check"),
        ("[ ]", count.bracketed, "in brackets only"),
        ("‼", count.red_line_unmet, "red line unmet"),
    ):
        if number:
            text += f"   {mark} {number} {name}"
    return text


def _wordings(view: Snapshot, assessments: Iterable[Assessment], earlier: Mapping[str, Mapping[int, str]]) -> dict[str, str]:
    """The texts that were seen, and those of the judged revisions: what changed in substance is told from what changed in typography."""
    wanted = {sha256 for text in earlier.values() for sha256 in text.values()}
    for assessment in assessments:
        wanted.add(assessment.point_wording_sha256)
        wanted.update(e.wording_sha256 for e in assessment.evidence)
        wanted.update(sha256 for _, sha256 in assessment.candidates)
    return dict(view.wordings(wanted))


def _introductions(view: Snapshot, revision: Revision, assessments: Collection[Assessment], seen: Sequence[SeenClause]) -> dict[str, str]:
    """What introduced the paragraphs that were judged, where it changed since."""
    today = {s.context_sha256 for s in seen}
    changed = {(a.revision, e.context_sha256) for a in assessments for e in a.evidence if e.context_sha256 and e.context_sha256 not in today}
    judged, wanted = {slug for slug, _ in changed}, {sha for _, sha in changed}
    found: dict[str, str] = {}
    for text in (view.clauses(r) for r in view.revisions(revision.document) if r.slug in judged):
        by_id = {c.clause.id: c.clause for c in text}
        for stored in text:
            above = context_of(stored.clause, by_id)
            if (sha := context_sha256(above)) in wanted:
                found[sha] = introduction(above)
    return found


def _earlier(view: Snapshot, points: Sequence[Point], last: dict[int, Assessment], revision: Revision) -> dict[str, dict[int, str]]:
    """The texts that were judged when a point was found absent, in the language of today's: what stood there then is not new now."""
    judged = {last[p.provision].revision for p in points_in_need_of_candidates(points, last, revision.slug)}
    texts = {name: standing_text(view, in_language(view, revision.document, name, revision.language)) for name in sorted(judged)}
    return {name: {c.provision: c.wording_sha256 for c in text} for name, text in texts.items()}


def _candidates(view: Snapshot, revision: Revision, points: Sequence[Point]) -> dict[str, Suggestion]:
    if not points:
        return {}
    clauses = without_holders([c.clause for c in view.clauses(revision)])
    return {s.point: s for s in suggest(points, clauses, document=revision.document, language=revision.language)}
