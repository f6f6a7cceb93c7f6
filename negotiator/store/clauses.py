"""The clauses of a revision, where they came from, and what lasts of them."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Select, func, select

from negotiator.errors import NotFoundError
from negotiator.model.block import Anchor, NoteRef
from negotiator.model.change import ChangeKind
from negotiator.model.clause import Clause
from negotiator.model.revision import Revision
from negotiator.store.documents import SELECT_REVISION, DocumentReads, revision_of
from negotiator.store.identity import Identity, ruled_edges
from negotiator.store.records import ProvisionEdge, Relation, StoredClause, StoredLink
from negotiator.store.tables.documents import clause, clause_link, provision, provision_edge, revision, wording

SELECT_CLAUSE: Final[Select[Any]] = select(
    clause.c.given_id,
    clause.c.path,
    clause.c.number,
    clause.c.kind,
    wording.c.text,
    clause.c.level,
    clause.c.parent,
    clause.c.anchors,
    clause.c.target,
    clause.c.notes,
    clause.c.words,
    clause.c.id,
    clause.c.provision,
    wording.c.sha256,
    clause.c.revision,
).select_from(clause.join(wording, clause.c.wording == wording.c.id))

_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def packed_anchors(anchors: Iterable[Anchor]) -> str:
    """Anchors as text; what is empty at the end of one is left off."""
    return packed((a.unit, a.index, a.part, a.note) if a.note else (a.unit, a.index, a.part) if a.part else (a.unit, a.index) for a in anchors)


def packed(items: Iterable[tuple[Any, ...]]) -> str:
    """Small tuples as text; nothing is an empty text."""
    rows = list(items)
    return _ENCODE(rows) if rows else ""


def unpacked(texts: Sequence[str]) -> list[list[list[Any]]]:
    """What `packed` made of many clauses, read in one go."""
    found: list[list[list[Any]]] = json.loads(f"[{','.join([text or '[]' for text in texts])}]")
    return found


def clauses_of(rows: Sequence[Any], parents: Mapping[tuple[int, int], str], identity: Identity) -> list[StoredClause]:
    """Rows of SELECT_CLAUSE as the model has them; `parents` are ids by revision and position."""
    anchors = unpacked([row.anchors for row in rows])
    notes = unpacked([row.notes for row in rows])
    return [
        StoredClause(
            Clause(
                id_,
                path,
                number,
                kind,
                text,
                level,
                None if parent is None else parents[revision_, parent],
                tuple([Anchor(*anchor) for anchor in places]),
                target,
                tuple([NoteRef(*mark) for mark in marks]) if marks else (),
                words,
            ),
            row_id,
            identity.of(revision_, provision_),
            sha,
        )
        for (id_, path, number, kind, text, level, parent, _, target, _, words, row_id, provision_, sha, revision_), places, marks in zip(
            rows, anchors, notes, strict=True
        )
    ]


class ClauseReads(DocumentReads):
    """Reading clauses, links and descent."""

    def clauses(self, revision_: Revision) -> tuple[StoredClause, ...]:
        """All clauses of a revision in document order. Raises NotFoundError."""
        if revision_.uid not in self._known_clauses:
            number = self._revision_id(revision_.uid)
            rows = self._connection.execute(SELECT_CLAUSE.where(clause.c.revision == number).order_by(clause.c.position))
            found = rows.all()
            parents = {(number, position): row[0] for position, row in enumerate(found)}
            self._known_clauses[revision_.uid] = tuple(clauses_of(found, parents, self._identity))
        return self._known_clauses[revision_.uid]

    def links(self, revision_: Revision) -> tuple[StoredLink, ...]:
        """How the changed clauses of a revision came from its base, in document order: as a machine found it, or as a person ruled."""
        rows = self._link_rows(revision_)
        number, identity = self._revision_id(revision_.uid), self._identity
        today = self._read_again({row.old_revision for row in rows})
        found = [
            StoredLink(old_row, row.new, row.similarity, row.confidence, row.reason, ChangeKind(row.kind), row.moved, row.renumbered)
            for row in rows
            if (old_row := today[row.old_revision].get(identity.of(row.old_revision, row.old_provision)) if row.old_revision in today else row.old) is not None
        ]
        ruled = [link for reading in identity.readings(number) if reading <= number for link in self._ruled_links(reading, revision_)]
        if not identity.empty:
            olds, news = self._ruled_rows(revision_)
            kept = [link for link in found if link.old_row not in olds and link.new_row not in news]
            place = {stored.row: k for k, stored in enumerate(self.clauses(revision_))}
            found = sorted([*kept, *ruled], key=lambda link: (place.get(link.new_row, -1), link.old_row))
        return tuple(found)

    def _link_rows(self, revision_: Revision) -> Sequence[Any]:
        """The links as they were stored, with the identity that the row of their older clause says."""
        old = clause.alias("old_clause")
        return self._connection.execute(
            select(clause_link, old.c.revision.label("old_revision"), old.c.provision.label("old_provision"))
            .join(clause, clause_link.c.new == clause.c.id)
            .join(old, clause_link.c.old == old.c.id)
            .where(clause.c.revision == self._revision_id(revision_.uid))
            .order_by(clause.c.position, old.c.position)
        ).all()

    def bound(self, revision_: Revision) -> tuple[tuple[tuple[int, ...], tuple[int, ...], str], ...]:
        """What people ruled on a revision: rows of clauses of an earlier text, rows of its own (either may be none), and who. Oldest reading first."""
        number, identity = self._revision_id(revision_.uid), self._identity
        found = []
        for reading in identity.readings(number):
            for group in identity.bound(reading) if reading <= number else ():
                old = tuple(row for o in group.old if (row := self._today(o)) is not None)
                new = tuple(row for n in group.new if (row := self._row_in(revision_, reading, n)) is not None)
                if old or new:
                    found.append((old, new, group.by))
        return tuple(found)

    def _ruled_rows(self, revision_: Revision) -> tuple[set[int], set[int]]:
        groups = self.bound(revision_)
        return {row for old, _, _ in groups for row in old}, {row for _, new, _ in groups for row in new}

    def _ruled_links(self, reading: int, revision_: Revision) -> list[StoredLink]:
        found = []
        for group in self._identity.bound(reading):
            shape = (len(group.old) > 1, len(group.new) > 1)
            kind = {(False, False): ChangeKind.EDITED, (False, True): ChangeKind.SPLIT, (True, False): ChangeKind.MERGED}.get(shape, ChangeKind.REGROUPED)
            for old in group.old:
                for new in group.new:
                    rows = (self._today(old), self._row_in(revision_, reading, new))
                    if rows[0] is not None and rows[1] is not None:
                        found.append(StoredLink(rows[0], rows[1], group.similarity, 1.0, f"ruled by {group.by}", kind))
        return found

    def _today(self, row: int) -> int | None:
        """The row of a ruled clause in the newest reading of its text; None where that one does not have it."""
        number, stored = self._connection.execute(select(clause.c.revision, clause.c.provision).where(clause.c.id == row)).one()
        newest = self._read_again({number})
        return newest[number].get(self._identity.of(number, stored)) if number in newest else row

    def _row_in(self, revision_: Revision, reading: int, row: int) -> int | None:
        """The row in a later reading of a clause that was ruled on in an earlier one."""
        if reading == self._revision_id(revision_.uid):
            return row
        provision_ = self._identity.of_row(row)
        return next((stored.row for stored in self.clauses(revision_) if stored.provision == provision_), None)

    def _read_again(self, numbers: set[int]) -> dict[int, dict[int, int]]:
        """For those of the revisions whose file was read again since: the rows of the newest reading by their provision."""
        found: dict[int, dict[int, int]] = {}
        for number, item in self._revisions_by_id(numbers).items():
            newest = self.readings(item)[-1]
            if newest.uid != item.uid:
                found[number] = {stored.provision: stored.row for stored in self.clauses(newest)}
        return found

    def edges(self, slug: str) -> tuple[ProvisionEdge, ...]:
        """Where provisions of a document were split, merged or regrouped, in order of import, as people ruled. Raises NotFoundError."""
        rows = self._connection.execute(
            select(
                provision_edge.c.from_provision,
                provision_edge.c.to_provision,
                provision_edge.c.relation,
                revision.c.uid,
                provision_edge.c.seq,
                revision.c.id,
            )
            .join(revision, provision_edge.c.revision == revision.c.id)
            .where(revision.c.document == self._document_id(slug))
            .order_by(provision_edge.c.id)
        ).all()
        stored = [ProvisionEdge(old, new, Relation(relation), uid, seq) for old, new, relation, uid, seq, _ in rows]
        if self._identity.empty:
            return tuple(stored)
        numbers = self._connection.execute(select(revision.c.id, revision.c.uid).where(revision.c.document == self._document_id(slug)))
        uids: dict[int, str] = {row.id: row.uid for row in numbers}
        return ruled_edges(self._identity, [(row.id, edge) for row, edge in zip(rows, stored, strict=True)], uids)

    def provision_clauses(self, provision_id: int) -> tuple[tuple[Revision, StoredClause], ...]:
        """Every clause that has had this identity, in order of issue. Raises NotFoundError."""
        if not self._connection.execute(select(provision.c.id).where(provision.c.id == provision_id)).first():
            raise NotFoundError(f"there is no provision {provision_id}")
        rows = self._connection.execute(SELECT_CLAUSE.where(clause.c.provision.in_(self._identity.stored_as(provision_id)))).all()
        found = {row.revision: stored for row, stored in zip(rows, self._stored(rows), strict=True) if stored.provision == provision_id}
        revisions = self._revisions_by_id(found)
        number_of = {item.uid: number for number, item in revisions.items()}
        document = next(iter(revisions.values())).document if revisions else ""
        return tuple((item, found[number_of[item.uid]]) for item in self._ordered(document, set(number_of)))

    def clauses_with(self, provisions: Iterable[int]) -> dict[str, tuple[StoredClause, ...]]:
        """The clauses that have one of these identities, in document order, by the uid of their revision. Reads no other clause."""
        wanted = set(provisions)
        stored_as = sorted(set().union(*(self._identity.stored_as(one) for one in wanted)))
        found: dict[str, list[StoredClause]] = {}
        for start in range(0, len(stored_as), 500):
            piece = clause.c.provision.in_(stored_as[start : start + 500])
            rows = self._connection.execute(SELECT_CLAUSE.where(piece).order_by(clause.c.revision, clause.c.position)).all()
            uid_of = {number: item.uid for number, item in self._revisions_by_id({row.revision for row in rows}).items()}
            for row, stored in zip(rows, self._stored(rows), strict=True):
                if stored.provision in wanted:
                    found.setdefault(uid_of[row.revision], []).append(stored)
        return {uid: tuple(clauses) for uid, clauses in found.items()}

    def last_seen(self, revisions: Iterable[Revision], alive: Container[int]) -> tuple[StoredClause, ...]:
        """Every clause of these revisions whose identity is not `alive`, as the one of them that was imported last has it."""
        same = revision.c.uid.in_([item.uid for item in revisions])
        newest = select(clause.c.provision, func.max(clause.c.id).label("row")).join(revision, clause.c.revision == revision.c.id)
        rows = self._connection.execute(newest.where(same).group_by(clause.c.provision)).all()
        identity = self._identity
        gone = [row.row for row in rows if not identity.empty or row.provision not in alive]
        if not identity.empty:  # one stored identity may be several clauses by now
            every = select(clause.c.id).join(revision, clause.c.revision == revision.c.id).where(same)
            gone = list(self._connection.execute(every).scalars())
        last: dict[int, StoredClause] = {}
        for start in range(0, len(gone), 500):
            found = self._connection.execute(SELECT_CLAUSE.where(clause.c.id.in_(gone[start : start + 500])).order_by(clause.c.id)).all()
            last.update((stored.provision, stored) for stored in self._stored(found) if stored.provision not in alive)
        return tuple(sorted(last.values(), key=lambda stored: stored.row))

    def wording(self, sha256: str) -> str:
        """A clause's exact text by its hash. Raises NotFoundError."""
        found: str | None = self._connection.execute(select(wording.c.text).where(wording.c.sha256 == sha256)).scalar()
        if found is None:
            raise NotFoundError(f"there is no stored wording {sha256[:12]}")
        return found

    def wordings(self, sha256s: Iterable[str]) -> dict[str, str]:
        """Exact texts by their hashes; hashes that are not stored are left out."""
        wanted = list(dict.fromkeys(sha256s))
        found: dict[str, str] = {}
        for start in range(0, len(wanted), 500):
            rows = self._connection.execute(select(wording.c.sha256, wording.c.text).where(wording.c.sha256.in_(wanted[start : start + 500])))
            found.update((sha, text) for sha, text in rows)
        return found

    def _stored(self, rows: Sequence[Any]) -> list[StoredClause]:
        """Rows of SELECT_CLAUSE from anywhere, with the ids of their parents."""
        revisions = {row.revision for row in rows if row.parent is not None}
        parents: dict[tuple[int, int], str] = {}
        if revisions:
            heads = select(clause.c.revision, clause.c.parent).where(clause.c.revision.in_(revisions), clause.c.parent.is_not(None)).distinct().subquery()
            found = select(clause.c.revision, clause.c.position, clause.c.given_id).join(
                heads, (heads.c.revision == clause.c.revision) & (heads.c.parent == clause.c.position)
            )
            parents = {(revision_, position): given_id for revision_, position, given_id in self._connection.execute(found)}
        return clauses_of(rows, parents, self._identity)

    def _revisions_by_id(self, ids: Iterable[int]) -> dict[int, Revision]:
        rows = self._connection.execute(SELECT_REVISION.where(revision.c.id.in_(list(ids))).order_by(revision.c.id))
        return {row.id: revision_of(row) for row in rows}

    def _ordered(self, slug: str, uids: set[str]) -> Sequence[Revision]:
        return [item for item in self.revisions(slug) if item.uid in uids] if slug else []
