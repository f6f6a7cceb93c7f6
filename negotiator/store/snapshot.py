"""All that can be read from a workspace, in one consistent transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import groupby

from sqlalchemy import Row, Select, func, select
from sqlalchemy.engine import Connection

from negotiator.errors import NotFoundError
from negotiator.model.point import Assessment, Evidence, PointProperties, Verdict
from negotiator.model.revision import Document, Revision, Role, slugify
from negotiator.store import tables as t
from negotiator.store.models import Entry, ProvisionEdge, Ruling, StoredClause, StoredLink
from negotiator.store.rows import clause_of, properties_of, revision_of

_BASE = t.revision.alias("base")
_REVISIONS = (
    select(t.revision, t.document.c.slug.label("document_slug"), _BASE.c.slug.label("base_slug"))
    .join(t.document, t.revision.c.document_id == t.document.c.id)
    .outerjoin(_BASE, t.revision.c.based_on_id == _BASE.c.id)
)
_CHUNK = 500
"""Values of one IN list; SQLite allows 32,766 variables, PostgreSQL more."""


class Snapshot:
    """One consistent view of a workspace; valid inside `Store.snapshot()` or `Store.transaction()` only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._clauses: dict[str, tuple[StoredClause, ...]] = {}
        self._revisions: dict[str, tuple[Revision, ...]] = {}

    # documents and revisions

    def documents(self) -> tuple[Document, ...]:
        """Every document, in order of import."""
        rows = self._connection.execute(select(t.document).order_by(t.document.c.id))
        return tuple(Document(row.slug, Role(row.role), row.title) for row in rows)

    def document(self, slug: str) -> Document:
        """A document by its slug. Raises NotFoundError."""
        documents = self.documents()
        for document in documents:
            if document.slug == slug:
                return document
        known = ", ".join(d.slug for d in documents)
        raise NotFoundError(
            f"there is no document {slug!r}", hint=f"the workspace holds {known}" if known else "negotiator import FILE --document SLUG brings one in"
        )

    def revisions(self, slug: str) -> tuple[Revision, ...]:
        """A document's revisions in order of issue (by date, then by import; undated ones in order of import)."""
        if slug not in self._revisions:
            rows = self._connection.execute(_REVISIONS.where(t.document.c.slug == slug).order_by(t.revision.c.id)).all()
            self._revisions[slug] = tuple(sorted_by_issue([revision_of(row) for row in rows]))
        return self._revisions[slug]

    def revision(self, slug: str, name: str) -> Revision:
        """A revision by slug, label, `latest` (the newest whole one) or `previous` (the one that latest is based on). Raises NotFoundError."""
        self.document(slug)
        found = self.revisions(slug)
        if not found:
            raise NotFoundError(f"{slug} has no version yet", hint=f"negotiator import FILE --document {slug}")
        if name in ("latest", "previous"):
            whole = [r for r in found if r.scope.whole] or list(found)
            latest = whole[-1]
            if name == "latest":
                return latest
            before = [r for r in found if r.slug == latest.based_on] or whole[:-1]
            if not before:
                raise NotFoundError(f"{latest.address} is the first version", hint=f"negotiator revisions {slug} lists them")
            return before[-1]
        for revision in found:
            if revision.slug in (name, slugify(name)) or revision.label.casefold() == name.casefold():
                return revision
        raise NotFoundError(f"{slug} has no version {name!r}", hint="it has " + ", ".join(r.slug for r in found))

    def source(self, sha256: str) -> bytes:
        """An issued file, byte for byte. Raises NotFoundError."""
        content = self._connection.execute(select(t.source_file.c.content).where(t.source_file.c.sha256 == sha256)).scalar_one_or_none()
        if content is None:
            raise NotFoundError(f"there is no issued file {sha256[:12]}…")
        return bytes(content)

    # clauses and identity

    def clauses(self, revision: Revision) -> tuple[StoredClause, ...]:
        """The clauses of a revision in document order."""
        if revision.uid not in self._clauses:
            c, w = t.clause.c, t.wording.c
            rows = self._connection.execute(
                select(
                    c.id,
                    c.position,
                    c.parent_position,
                    c.kind,
                    c.level,
                    c.number,
                    c.path,
                    c.given_id,
                    c.provision_id,
                    c.anchors,
                    c.notes,
                    c.target,
                    c.words,
                    w.text,
                    w.sha256,
                )
                .join(t.wording, c.wording_id == w.id)
                .join(t.revision, c.revision_id == t.revision.c.id)
                .where(t.revision.c.uid == revision.uid)
                .order_by(c.position)
            ).all()
            ids = {row.position: row.given_id for row in rows}
            self._clauses[revision.uid] = tuple(
                StoredClause(clause_of(row, ids.get(row.parent_position)), row.id, row.provision_id, row.sha256) for row in rows
            )
        return self._clauses[revision.uid]

    def links(self, revision: Revision) -> tuple[StoredLink, ...]:
        """How the changed clauses of a revision were linked to those of its base."""
        rows = self._connection.execute(
            select(t.clause_link)
            .join(t.clause, t.clause_link.c.new_id == t.clause.c.id)
            .join(t.revision, t.clause.c.revision_id == t.revision.c.id)
            .where(t.revision.c.uid == revision.uid)
            .order_by(t.clause_link.c.id)
        )
        return tuple(StoredLink(row.old_id, row.new_id, row.similarity, row.confidence, row.reason) for row in rows)

    def edges(self, slug: str) -> tuple[ProvisionEdge, ...]:
        """The splits and merges of a document, in order of import."""
        e = t.provision_edge.c
        rows = self._connection.execute(
            select(e.from_id, e.to_id, e.relation, e.seq, t.revision.c.uid)
            .join(t.revision, e.revision_id == t.revision.c.id)
            .join(t.document, t.revision.c.document_id == t.document.c.id)
            .where(t.document.c.slug == slug)
            .order_by(e.id)
        )
        return tuple(ProvisionEdge(row.from_id, row.to_id, row.relation, row.uid, row.seq) for row in rows)

    def provision_clauses(self, provision: int) -> tuple[tuple[Revision, StoredClause], ...]:
        """A provision in every revision that has it, oldest first."""
        slug = self._connection.execute(
            select(t.document.c.slug).join(t.provision, t.provision.c.document_id == t.document.c.id).where(t.provision.c.id == provision)
        ).scalar_one_or_none()
        return tuple((r, c) for r in self.revisions(slug or "") for c in self.clauses(r) if c.provision == provision)

    def wordings(self, sha256s: Iterable[str]) -> dict[str, str]:
        """The texts of wordings by their SHA-256; unknown ones are missing."""
        wanted = sorted(set(sha256s))
        found: dict[str, str] = {}
        for start in range(0, len(wanted), _CHUNK):
            query = select(t.wording.c.sha256, t.wording.c.text).where(t.wording.c.sha256.in_(wanted[start : start + _CHUNK]))
            found.update((row.sha256, row.text) for row in self._connection.execute(query))
        return found

    # our position

    def point_properties(self, slug: str) -> dict[int, tuple[int, PointProperties]]:
        """What persons set for the clauses of a position document: provision → (how many times, the newest)."""
        rows = self._connection.execute(
            select(t.point)
            .join(t.provision, t.point.c.provision_id == t.provision.c.id)
            .join(t.document, t.provision.c.document_id == t.document.c.id)
            .where(t.document.c.slug == slug)
            .order_by(t.point.c.seq)
        )
        return {row.provision_id: (row.seq, properties_of(row)) for row in rows}

    def assessments(self) -> tuple[Assessment, ...]:
        """The newest verdict on each point in each document, those that were taken back included."""
        a = t.assessment.c
        last = select(a.point_id, a.document_id, func.max(a.seq).label("seq")).where(a.element == 0).group_by(a.point_id, a.document_id).subquery()
        query = _assessments().join(last, (a.point_id == last.c.point_id) & (a.document_id == last.c.document_id) & (a.seq == last.c.seq))
        return self._assessments(query.where(a.element == 0))

    def assessment_history(self, point: int, document: str) -> tuple[Assessment, ...]:
        """All verdicts on a point (by provision) in a document, oldest first."""
        a = t.assessment.c
        return self._assessments(_assessments().where((a.point_id == point) & (t.document.c.slug == document) & (a.element == 0)))

    def _assessments(self, query: Select[tuple[object, ...]]) -> tuple[Assessment, ...]:
        rows = self._connection.execute(query.order_by(t.assessment.c.id)).all()
        proof = self._evidence([row.id for row in rows])
        return tuple(
            Assessment(
                point=row.point_id,
                document=row.document_slug,
                revision=row.revision_slug,
                seq=row.seq,
                verdict=Verdict(row.verdict) if row.verdict else None,
                evidence=proof.get(row.id, ()),
                point_wording_sha256=row.point_wording_sha256,
                candidates=tuple((int(p), s) for p, s in json.loads(row.candidates)),
                note=row.note,
                actor=row.actor,
                at=in_utc(row.at),
                entry=row.entry_id,
            )
            for row in rows
        )

    def _evidence(self, assessments: list[int]) -> dict[int, tuple[Evidence, ...]]:
        found: list[Row[tuple[object, ...]]] = []
        e = t.evidence.c
        for start in range(0, len(assessments), _CHUNK):
            found += self._connection.execute(
                select(t.evidence, t.clause.c.given_id, t.clause.c.provision_id)
                .join(t.clause, e.clause_id == t.clause.c.id)
                .where(e.assessment_id.in_(assessments[start : start + _CHUNK]))
                .order_by(e.assessment_id, e.id)
            ).all()
        return {
            assessment: tuple(
                Evidence(
                    row.given_id,
                    row.provision_id,
                    row.wording_sha256,
                    row.context_sha256,
                    row.quote,
                    None if row.quote_start is None else (row.quote_start, row.quote_end),
                )
                for row in group
            )
            for assessment, group in groupby(found, key=lambda row: row.assessment_id)
        }

    # rulings and the journal

    def rulings(self, prefix: str = "") -> tuple[Ruling, ...]:
        """The newest ruling of each subject that begins with `prefix`."""
        rows = self._connection.execute(
            select(t.ruling).where(t.ruling.c.subject.startswith(prefix, autoescape=True)).order_by(t.ruling.c.subject, t.ruling.c.seq)
        )
        newest = {row.subject: Ruling(row.subject, row.seq, row.kind, json.loads(row.payload)) for row in rows}
        return tuple(newest.values())

    def entries(self, limit: int) -> tuple[Entry, ...]:
        """The journal, newest first."""
        return tuple(_entry(row) for row in self._connection.execute(select(t.entry).order_by(t.entry.c.id.desc()).limit(limit)))

    def entry_by_id(self, entry: int) -> Entry:
        """One entry of the journal. Raises NotFoundError."""
        row = self._connection.execute(select(t.entry).where(t.entry.c.id == entry)).one_or_none()
        if row is None:
            raise NotFoundError(f"the journal has no entry {entry}", hint="negotiator log lists them")
        return _entry(row)

    def undoable(self) -> Entry | None:
        """The newest verdict or point setting that was not taken back."""
        undone = select(t.entry.c.undoes).where(t.entry.c.undoes.is_not(None))
        row = self._connection.execute(
            select(t.entry).where(t.entry.c.verb.in_(UNDOABLE), t.entry.c.id.not_in(undone)).order_by(t.entry.c.id.desc()).limit(1)
        ).one_or_none()
        return _entry(row) if row else None


UNDOABLE = ("assess", "set point")
"""Verbs of entries that can be taken back."""


def sorted_by_issue(revisions: list[Revision]) -> list[Revision]:
    """Revisions by date, in order of import where dates are equal or missing (an undated one counts as issued with the one before)."""
    last = date.min
    keyed = []
    for place, revision in enumerate(revisions):
        last = revision.issued_on or last
        keyed.append(((last, place), revision))
    return [revision for _, revision in sorted(keyed, key=lambda pair: pair[0])]


def in_utc(at: datetime) -> datetime:
    """A time from the database: SQLite forgets the zone."""
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _entry(row: Row[tuple[object, ...]]) -> Entry:
    return Entry(row.id, row.uid, in_utc(row.at), row.actor, row.verb, row.subject, row.undoes)


def _assessments() -> Select[tuple[object, ...]]:
    return (
        select(t.assessment, t.document.c.slug.label("document_slug"), t.revision.c.slug.label("revision_slug"), t.entry.c.actor, t.entry.c.at)
        .join(t.document, t.assessment.c.document_id == t.document.c.id)
        .join(t.revision, t.assessment.c.revision_id == t.revision.c.id)
        .join(t.entry, t.assessment.c.entry_id == t.entry.c.id)
    )
