"""The points of the position paper as they stand now: detected from its newest version, overruled by what a person set."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from negotiator.errors import NotFoundError, UsageError
from negotiator.model.counting import with_article
from negotiator.model.point import Point, PointProperties
from negotiator.model.revision import Revision, Role
from negotiator.rules.points import can_be_point, detect_points
from negotiator.services.addresses import find_clause, only_document
from negotiator.text.language import same_language

if TYPE_CHECKING:
    from negotiator.model.clause import Clause
    from negotiator.store.store import Snapshot, Store


def position_slugs(view: Snapshot) -> tuple[str, ...]:
    """Slugs of the position documents."""
    return tuple(d.slug for d in view.documents() if d.role is Role.POSITION)


def points_of(view: Snapshot, slug: str | None = None) -> tuple[Point, ...]:
    """All points that were not retired, in the order of their papers; of one position document where `slug` names it.

    Where a paper exists in several languages, its newest version counts, in the language that was imported first.
    Raises NotFoundError for an unknown document, UsageError for one that is no position paper.
    """
    if slug and view.document(slug).role is not Role.POSITION:
        raise UsageError(f"{slug} is no position paper, so it has no points", hint=f"negotiator clauses {slug} lists its paragraphs")
    found = [point for one in ((slug,) if slug else position_slugs(view)) for point in _detected(view, one)]
    return tuple(p for p in found if not p.retired)


def _detected(view: Snapshot, slug: str) -> tuple[Point, ...]:
    """The points of one paper, those that were retired among them."""
    if not view.revisions(slug):
        return ()
    revision = view.revision(slug, "latest")
    stored = view.clauses(revision)
    return detect_points(
        [c.clause for c in stored],
        document=slug,
        language=revision.language,
        outcomes={d.slug: d.title for d in view.documents() if d.role is Role.OUTCOME},
        provisions={c.clause.id: c.provision for c in stored},
        overrides=view.point_properties(slug),
    )


def in_paper_language(view: Snapshot, point: Point, language: str) -> Point:
    """A point with the wording that it has in another language version of its paper. Raises NotFoundError where the paper has none in that language."""
    newest = view.revision(point.document, "latest")
    if same_language(newest.language, language):
        return point
    other = next((r for r in reversed(view.revisions(point.document)) if same_language(r.language, language)), None)
    if other is None:
        raise NotFoundError(f"{point.document} is not here in {language}", hint=f"negotiator revisions {point.document} lists its versions and languages")
    found = next((c.clause for c in view.clauses(other) if c.provision == point.provision), None)
    return point if found is None else replace(point, text=found.text, language=other.language)


def find_point(points: tuple[Point, ...], name: str) -> Point:
    """The point that a user means by its path (`II.2.9`, `eu-position:II.2.9`). Raises NotFoundError, UsageError where several papers have it."""
    paper, _, wanted = (part.strip() for part in re.sub(r"^([\w-]+)#", r"\1:", name).rpartition(":"))
    if paper:
        points = tuple(p for p in points if p.document == paper.partition("@")[0])
    folded = wanted.casefold()
    near = [p for p in points if wanted in (p.id, p.path)] or [p for p in points if p.path.casefold() == folded]
    near = near or [p for p in points if p.path.casefold().endswith(f".{folded}")]
    if len(near) == 1:
        return near[0]
    if len({p.document for p in near}) > 1:
        raise UsageError(f"several papers have a point {wanted!r}", hint="name one: " + ", ".join(f"{p.document}:{p.path}" for p in near[:8]))
    if not points:
        raise NotFoundError(f"there is no point {wanted!r}", hint="import the position paper first")
    from rapidfuzz import process

    nearest = near or [points[at] for _, _, at in process.extract(wanted, [p.path for p in points], limit=4)]
    raise NotFoundError(
        f"there is no point {wanted!r}",
        hint=f"the nearest {'is' if len(nearest) == 1 else 'are'} {', '.join(p.path for p in nearest)}; negotiator points lists all",
    )


def set_point(store: Store, actor: str, at: datetime, name: str, properties: PointProperties, *, document: str | None = None) -> Point:
    """Set what a person says of a clause of the paper (kind, delivery, priority, targets, counted; whether it is a point at all).

    What is None stays as it was. Raises NotFoundError, UsageError where the clause is or can be no point, ConflictError where someone set it meanwhile.
    """
    with store.snapshot() as view:
        slug = document or only_document(view, Role.POSITION)
        for target in properties.targets or ():
            if view.document(target).role is not Role.OUTCOME:
                raise UsageError(f"{target} is no outcome document, so no point can address it", hint="negotiator documents lists them with their roles")
        revision: Revision = view.revision(slug, "latest")
        stored = view.clauses(revision)
        clause = find_clause([c.clause for c in stored], name.rpartition(":")[2].strip(), revision.address)
        provision = next(c.provision for c in stored if c.clause is clause)
        _check_sense(clause, properties, next((p for p in _detected(view, slug) if p.id == clause.id), None))
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


def _check_sense(clause: Clause, wanted: PointProperties, point: Point | None) -> None:
    """What is no point has no properties, and a heading or a footnote never is one."""
    if wanted.is_point:
        if not can_be_point(clause):
            raise UsageError(f"{clause.label} is {with_article(clause.kind)}, which asks for nothing by itself", hint="make a point of a paragraph under it")
    elif point is None or point.retired:
        what = "was taken off the list of points" if point else "is no point"
        raise UsageError(f"{clause.label} {what}", hint=f"negotiator point add {clause.path} makes it one")
