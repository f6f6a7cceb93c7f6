"""The words that a verdict quotes, as they read in the text of today: what was edited since is followed to what it became."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from negotiator.model.change import Op
from negotiator.text.redline import redline

if TYPE_CHECKING:
    from negotiator.model.point import CoverageRow, Evidence
    from negotiator.model.revision import Revision
    from negotiator.store.records import StoredClause
    from negotiator.store.store import Snapshot

Quote = tuple[str, int]
"""The words, and where in the clause's text they begin."""


def quotes_now(view: Snapshot, revision: Revision, row: CoverageRow) -> Mapping[str, Quote]:
    """For the clauses of a row's evidence that stand in `revision`: the words that are quoted of them. A clause whose quote is gone is left out."""
    if row.assessment is None:
        return {}
    today = [c for c in view.clauses(revision) if c.clause.id in row.clauses]
    judged = next((r for r in view.revisions(revision.document) if r.slug == row.assessment.revision and r.language == revision.language), None)
    seen = {c.clause.id: c.clause.text for c in view.clauses(judged)} if judged is not None else {}
    found: dict[str, Quote] = {}
    for evidence in row.assessment.evidence:
        for clause in _heirs(evidence, today):
            now = _now(evidence, seen.get(evidence.clause, ""), clause.clause.text)
            if now is not None:
                found.setdefault(clause.clause.id, now)
    return found


def _heirs(evidence: Evidence, today: Sequence[StoredClause]) -> Iterable[StoredClause]:
    """The clauses that may hold the words today: the provision itself, else whatever came of it."""
    return [c for c in today if c.provision == evidence.provision] or [c for c in today if evidence.quote and evidence.quote in c.clause.text]


def _now(evidence: Evidence, seen: str, text: str) -> Quote | None:
    if not evidence.quote:
        return None
    if evidence.quoted is None or seen[slice(*evidence.quoted)] != evidence.quote:
        at = text.find(evidence.quote)
        return (evidence.quote, at) if at >= 0 else None
    start, end = became(seen, text, evidence.quoted)
    return (text[start:end], start) if text[start:end].strip() else None


def became(old: str, new: str, span: tuple[int, int]) -> tuple[int, int]:
    """Where a stretch of the old text stands in the new one; what replaces its edges belongs to it."""
    here = there = 0
    start: int | None = None
    end = 0
    segments = redline(old, new).segments
    for at, segment in enumerate(segments):
        length = len(segment.text)
        if segment.op is Op.INSERT:
            there += length
            continue
        first, last = max(span[0], here), min(span[1], here + length)
        if first < last:
            following = segments[at + 1] if at + 1 < len(segments) else None
            if segment.op is Op.EQUAL:
                start = there + first - here if start is None else start
                end = there + last - here
            else:
                start = there if start is None else start
                end = there + (len(following.text) if following is not None and following.op is Op.INSERT else 0)
        here += length
        there += length if segment.op is Op.EQUAL else 0
    return (start or 0, end) if start is not None else (0, 0)
