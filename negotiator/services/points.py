"""The points of the position paper as they stand now: detected from its newest version, overruled by what a person set."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from negotiator.errors import NotFoundError
from negotiator.model.point import Point, PointProperties
from negotiator.model.revision import Revision, Role
from negotiator.rules.points import detect_points
from negotiator.services.addresses import find_clause, only_document

if TYPE_CHECKING:
    from negotiator.store.store import Snapshot, Store


def position_slugs(view: Snapshot) -> tuple[str, ...]:
    """Slugs of the position documents."""
    return tuple(d.slug for d in view.documents() if d.role is Role.POSITION)


def points_of(view: Snapshot, slug: str | None = None) -> tuple[Point, ...]:
    """All points that were not retired, in the order of their papers; of one position document where `slug` names it.

    Where a paper exists in several languages, its newest version counts.
    """
    outcomes = {d.slug: d.title for d in view.documents() if d.role is Role.OUTCOME}
    found: list[Point] = []
    for one in (slug,) if slug else position_slugs(view):
        if not view.revisions(one):
            continue
        revision = view.revision(one, "latest")
        stored = view.clauses(revision)
        found += detect_points(
            [c.clause for c in stored],
            document=one,
            language=revision.language,
            outcomes=outcomes,
            provisions={c.clause.id: c.provision for c in stored},
            overrides=view.point_properties(one),
        )
    return tuple(p for p in found if not p.retired)


def find_point(points: tuple[Point, ...], name: str) -> Point:
    """The point that a user means by its path (`II.2.9`, `eu-position:II.2.9`). Raises NotFoundError."""
    wanted = name.rpartition(":")[2].strip()
    for point in points:
        if wanted in (point.id, point.path):
            return point
    folded = wanted.casefold()
    near = [p for p in points if p.path.casefold() == folded] or [p for p in points if p.path.casefold().endswith(f".{folded}")]
    if len(near) == 1:
        return near[0]
    raise NotFoundError(
        f"there is no point {wanted!r}", hint="one of " + ", ".join(p.path for p in (near or points)[:8]) if points else "import the position paper first"
    )


def set_point(store: Store, actor: str, at: datetime, name: str, properties: PointProperties, *, document: str | None = None) -> Point:
    """Set what a person says of a clause of the paper (kind, delivery, priority, targets, counted; whether it is a point at all).

    What is None stays as it was. Raises NotFoundError, and ConflictError where someone set it meanwhile.
    """
    with store.snapshot() as view:
        slug = document or only_document(view, Role.POSITION)
        revision: Revision = view.revision(slug, "latest")
        stored = view.clauses(revision)
        clause = find_clause([c.clause for c in stored], name.rpartition(":")[2].strip(), revision.address)
        provision = next(c.provision for c in stored if c.clause is clause)
        seq, before = view.point_properties(slug).get(provision, (0, PointProperties()))
    merged = PointProperties(
        **{field: getattr(before, field) if (new := getattr(properties, field)) is None else new for field in PointProperties.__dataclass_fields__}
    )
    with store.transaction(actor, at, "set point", f"{slug}:{clause.path}") as tx:
        tx.append_point(provision, seq, merged)
    with store.snapshot() as view:
        found = [p for p in points_of(view, slug) if p.provision == provision]
    if not found:
        return Point(clause.id, clause.path, slug, provision, clause.text, revision.language, retired=True)
    return found[0]
