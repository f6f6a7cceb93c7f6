"""Appending another reading of a stored file beside the first: what was judged of a paragraph stays with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import uuid4

from sqlalchemy import select

from negotiator.model.change import Match
from negotiator.model.clause import Clause
from negotiator.model.revision import Revision
from negotiator.store.lineage import RevisionWrites
from negotiator.store.readings import reading_slug
from negotiator.store.records import Relation
from negotiator.store.tables import documents as t


class RereadingWrites(RevisionWrites):
    """Appending readings."""

    def add_reading(self, former: Revision, reader: str, clauses: Sequence[Clause], matches: Sequence[Match], kept: Mapping[int, int]) -> Revision:
        """Append a new reading of an issued text, which counts from now on; the readings before it stay as they are. Returns it.

        `former` is its newest reading, `matches` hold indices into that one's clauses (old) and into `clauses` (new), `kept` says for each new clause that
        lasts which old one it is: new index → old index. Links to the text it is based on go over to the clauses that last.
        Raises ConflictError where someone else read it again meanwhile, ValueError where matches or parents do not fit.
        """
        before = self.clauses(former)
        number_of = len(self.readings(former)) + 1
        revision = replace(former, uid=uuid4().hex, reader=reader)
        document = self._document_id(former.document)
        stored_as = replace(revision, slug=reading_slug(former.slug, number_of))
        self._check_new(document, stored_as)
        number = self._insert_revision(document, stored_as)
        fresh = iter(self._new_provisions(document, len(clauses) - len(kept)))
        provisions = [before[kept[index]].provision if index in kept else next(fresh) for index in range(len(clauses))]
        self._insert_clauses(number, clauses, provisions)
        known = {(edge.from_provision, edge.to_provision) for edge in self.edges(former.document)}
        pairs = [(before[old].provision, provisions[new]) for match in matches for old in match.old for new in match.new]
        self._insert_many(
            t.provision_edge,
            [
                {"from_provision": old, "to_provision": new, "relation": Relation.REREAD.value, "revision": number, "seq": 1, "entry_id": self.entry}
                for old, new in pairs
                if old != new and (old, new) not in known
            ],
        )
        self._carry_links(former, number)
        self._known_revisions.pop(former.document, None)
        return revision

    def _carry_links(self, former: Revision, number: int) -> None:
        """How the clauses that last came from the base, as the reading before had it; rulings find them by their identity."""
        rows = select(t.clause.c.provision, t.clause.c.id).where(t.clause.c.revision == number)
        row_of: dict[int, int] = {found.provision: found.id for found in self._connection.execute(rows)}
        provision_of = {stored.row: stored.provision for stored in self.clauses(former)}
        self._insert_many(
            t.clause_link,
            [
                {
                    "old": link.old,
                    "new": row_of[provision_of[link.new]],
                    "kind": link.kind,
                    "moved": link.moved,
                    "renumbered": link.renumbered,
                    "similarity": link.similarity,
                    "confidence": link.confidence,
                    "reason": link.reason,
                    "entry_id": self.entry,
                }
                for link in self._link_rows(former)
                if provision_of[link.new] in row_of
            ],
        )
