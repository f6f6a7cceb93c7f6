"""Find words in the newest versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from negotiator.text.normalise import fold

if TYPE_CHECKING:
    from negotiator.model.clause import Clause
    from negotiator.model.revision import Revision
    from negotiator.store.store import Snapshot


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause that holds the words."""

    revision: Revision
    clause: Clause


def search(view: Snapshot, words: str, document: str | None = None) -> tuple[Hit, ...]:
    """Clauses of each document's newest version that hold all words, accents and capitals aside. Raises NotFoundError for a wrong document."""
    wanted = fold(words).split()
    slugs = [view.document(document).slug] if document else [d.slug for d in view.documents()]
    hits = []
    for slug in slugs:
        if not view.revisions(slug):
            continue
        revision = view.revision(slug, "latest")
        for stored in view.clauses(revision):
            text = fold(f"{stored.clause.number} {stored.clause.text}")
            if all(word in text for word in wanted):
                hits.append(Hit(revision, stored.clause))
    return tuple(hits)
