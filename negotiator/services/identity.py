"""Which clauses a new text follows from: the text that a version leaves standing, and what stood before and may return."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from negotiator.rules.holders import follow
from negotiator.services.parties import party_table
from negotiator.text.language import same_language

if TYPE_CHECKING:
    from negotiator.model.clause import Clause
    from negotiator.model.revision import Revision
    from negotiator.store.store import Snapshot, StoredClause

RETURNS_FROM = 0.75
"""Similarity from which a paragraph that stood in an earlier version is believed to be back; below it, a new paragraph is new."""


def scoped(revision: Revision, clauses: Sequence[Clause]) -> list[int]:
    """Indices of the clauses of a whole text that a partial text speaks of; all of them for a whole text. Raises NotFoundError."""
    if revision.scope.whole:
        return list(range(len(clauses)))
    from negotiator.services.addresses import find_clause

    place = {clause.id: i for i, clause in enumerate(clauses)}
    chosen: set[int] = set()
    for span in revision.scope.spans:
        start, end = sorted(place[find_clause(clauses, name, revision.document).id] for name in span)
        under = {clauses[end].id}
        chosen.update(range(start, end + 1))
        for i in range(end + 1, len(clauses)):
            if clauses[i].parent not in under:
                break
            under.add(clauses[i].id)
            chosen.add(i)
    return sorted(chosen)


def in_language(view: Snapshot, slug: str, name: str, language: str) -> Revision:
    """A version in one language where it exists in it, else as it was first imported. Raises NotFoundError."""
    found = view.revision(slug, name)
    return next((r for r in view.revisions(slug) if r.slug == found.slug and same_language(r.language, language)), found)


def standing_text(view: Snapshot, revision: Revision) -> tuple[StoredClause, ...]:
    """The whole text once a version is accepted: its own clauses, and for a partial one those of its base that it leaves as they are."""
    own = tuple(view.clauses(revision))
    if revision.scope.whole or revision.based_on is None:
        return own
    base = standing_text(view, in_language(view, revision.document, revision.based_on, revision.language))
    inside = set(scoped(revision, [c.clause for c in base]))
    here = {c.provision for c in own}
    first = min(inside, default=len(base))
    before = [c for i, c in enumerate(base[:first]) if c.provision not in here]
    after = [c for i, c in enumerate(base) if i >= first and i not in inside and c.provision not in here]
    return (*before, *own, *after)


def returning(
    view: Snapshot, revision: Revision, clauses: Sequence[Clause], added: Sequence[int], standing: Sequence[StoredClause]
) -> Mapping[int, StoredClause]:
    """Of the new clauses at `added`, those that stood in an earlier or a parallel version and not in the base: index → the clause as it was last seen."""
    if not added:
        return {}
    alive = {c.provision for c in standing} | {e.from_provision for e in view.edges(revision.document)}
    gone = view.last_seen([r for r in view.revisions(revision.document) if same_language(r.language, revision.language)], alive)
    if not gone:
        return {}
    matches = follow([c.clause for c in gone], [clauses[j] for j in added], parties=party_table(view).names)
    return {added[m.new[0]]: gone[m.old[0]] for m in matches if len(m.old) == 1 == len(m.new) and m.similarity >= RETURNS_FROM}
