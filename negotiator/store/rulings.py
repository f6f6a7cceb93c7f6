"""Appending what people ruled on matches: which clauses of a text are which of an earlier one, whatever a machine found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from uuid import uuid4

from sqlalchemy import select

from negotiator.errors import ConflictError, UsageError
from negotiator.model.revision import Revision
from negotiator.store.clauses import ClauseReads
from negotiator.store.identity import MATCH
from negotiator.store.lineage import RevisionWrites
from negotiator.store.tables import documents as t
from negotiator.store.tables.journal import ruling

Group = tuple[tuple[int, ...], tuple[int, ...], float]
"""Rows of clauses of the earlier text, rows of the later one, and how alike they are (0..1). With one side empty, they have no partner."""


class MatchRulingReads(ClauseReads):
    """Reading rulings on matches."""

    def match_stamp(self, revision_: Revision) -> int:
        """The entry of the newest ruling on a revision's matches, 0 for none: whoever rules says which one was on the screen."""
        identity = self._identity
        return max((identity.newest_entry(number) for number in identity.readings(self._revision_id(revision_.uid))), default=0)


class MatchRulingWrites(MatchRulingReads, RevisionWrites):
    """Appending rulings on matches."""

    def append_match_rulings(self, revision_: Revision, groups: Sequence[Group], seen: int, by: str) -> None:
        """Bind clauses of a revision to clauses of an earlier text; each clause ruled on stands in its newest ruling only.

        `seen` is the `match_stamp` that the person had before them. Raises ConflictError where someone ruled on one of these clauses since, or where the
        file was read again; UsageError where a clause is named twice or another clause holds the same identity.
        """
        number = self._revision_id(revision_.uid)
        if self.readings(revision_)[-1].uid != revision_.uid:
            raise ConflictError(f"{revision_.address} was read again meanwhile", hint="look at its matches again, then rule")
        rows = [row for old, new, _ in groups for row in (*old, *new)]
        if len(set(rows)) != len(rows):
            raise UsageError("a paragraph cannot stand in two rulings at once", hint="name each paragraph once")
        if self._identity.latest_ruling(number, rows) > seen:
            raise ConflictError(f"someone else ruled on these paragraphs of {revision_.address} meanwhile", hint="look at the matches again, then rule")
        fresh = self._fresh(revision_, number, groups)
        for old, new, similarity in groups:
            payload = {"id": uuid4().hex, "old": old, "new": new, "similarity": round(similarity, 4), "by": by, "fresh": fresh}
            for row in (*old, *new):
                subject = f"{MATCH}{revision_.uid}/{row}"
                seq = self._newest_seq(ruling, [ruling.c.subject == subject])
                values = {"kind": "same" if old and new else "not-same", "payload": json.dumps(payload, sort_keys=True)}
                self._append(ruling, {"subject": subject}, seq, values, "the ruling")
        self._known_identity = None
        self._known_clauses.clear()
        found = [stored.provision for stored in self.clauses(revision_)]
        if len(set(found)) != len(found):
            raise UsageError(
                f"another paragraph of {revision_.address} is that one already", hint="rule on that one, too: negotiator align lists what is bound to what"
            )

    def _fresh(self, revision_: Revision, number: int, groups: Sequence[Group]) -> list[tuple[int, int, int | None]]:
        """New identities for clauses that may have to give up the one that they were imported with: row, identity, the older clause that takes it."""
        identity = self._identity
        held = {stored.row: stored.provision for stored in self.clauses(revision_)}
        own = self._connection.execute(select(t.clause.c.id, t.clause.c.provision).where(t.clause.c.revision == number))
        stored_as: dict[int, int] = {row.id: row.provision for row in own}
        older = select(t.clause.c.id, t.clause.c.revision, t.clause.c.provision).where(t.clause.c.id.in_([row for old, _, _ in groups for row in old]))
        taken = {identity.of(in_, provision): row for row, in_, provision in self._connection.execute(older)}
        ruled = {row for _, new, _ in groups for row in new}
        if not ruled <= held.keys():
            raise UsageError(f"a ruling names a paragraph that {revision_.address} does not have")
        came = {row: identity.came_as(number, provision) for row, provision in stored_as.items()}
        wanted = [(row, taken.get(came[row])) for row in held if row in ruled or came[row] in taken]
        from_before = set(
            self._connection.execute(
                select(t.clause.c.provision).where(
                    t.clause.c.provision.in_([stored_as[row] for row, _ in wanted]), t.clause.c.revision < min(identity.readings(number))
                )
            ).scalars()
        )
        wanted = [(row, old) for row, old in wanted if stored_as[row] in from_before]
        numbers = self._new_provisions(self._document_id(revision_.document), len(wanted))
        return [(row, provision, old) for (row, old), provision in zip(wanted, numbers, strict=True)]
