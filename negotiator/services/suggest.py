"""Which clauses of the outcome documents may speak to our points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from negotiator.errors import NotFoundError, UsageError
from negotiator.match import suggest
from negotiator.model.point import Point, Suggestion
from negotiator.model.revision import Role
from negotiator.rules.brackets_read import without_holders

if TYPE_CHECKING:
    from negotiator.store.store import Snapshot


def _names(held: Sequence[str]) -> str:
    return f"name one of {', '.join(held)}" if held else "import an outcome document first"


def suggest_clauses(view: Snapshot, points: Sequence[Point], *, document: str | None = None, limit: int = 5) -> tuple[Suggestion, ...]:
    """Five candidates for each point in each outcome document that it addresses (all of them where it names none), in the points' order.

    Reads the newest whole version of each document. Raises NotFoundError where there is no outcome document to look in, UsageError for a position paper.
    """
    held = [d.slug for d in view.documents() if d.role is Role.OUTCOME and view.revisions(d.slug)]
    if document and view.document(document).role is Role.POSITION:
        raise UsageError(f"{document} is a position paper, and points are looked for in the texts that they address", hint=_names(held))
    slugs = [view.document(document).slug] if document else held
    if not slugs:
        raise NotFoundError("the workspace holds no outcome document to look in", hint="negotiator import FILE --document declaration")
    found: dict[tuple[str, str, str], Suggestion] = {}
    for slug in slugs:
        revision = view.revision(slug, "latest")
        asked = [p for p in points if document or slug in p.targets or not p.targets]
        clauses = without_holders([c.clause for c in view.clauses(revision)]) if asked else ()
        for paper in dict.fromkeys(p.document for p in asked):
            own = [p for p in asked if p.document == paper]
            found |= {(paper, s.point, slug): s for s in suggest(own, clauses, document=slug, language=revision.language, limit=limit)}
    return tuple(found[p.document, p.id, slug] for p in points for slug in slugs if (p.document, p.id, slug) in found)
