"""What can be appended to a workspace, under one journal entry."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from sqlalchemy import Table, insert, select
from sqlalchemy.engine import Connection

from negotiator.errors import ConflictError, UsageError
from negotiator.model.change import ChangeKind, Match
from negotiator.model.clause import Clause
from negotiator.model.point import Assessment, PointProperties
from negotiator.model.revision import Document, Revision
from negotiator.store import tables as t
from negotiator.store.models import StoredClause
from negotiator.store.rows import anchors_text, notes_text, properties_columns, scope_text
from negotiator.store.snapshot import UNDOABLE, Snapshot
from negotiator.text.normalise import NORMALISER, cosmetic, fold, wording_sha256

_REGROUPING = (ChangeKind.SPLIT, ChangeKind.MERGED, ChangeKind.REGROUPED)


class Transaction(Snapshot):
    """A snapshot that also appends; every fact carries the one entry of this transaction."""

    def __init__(self, connection: Connection, entry: Mapping[str, Any]) -> None:
        super().__init__(connection)
        self._row = dict(entry)
        self._entry: int | None = None

    @property
    def entry(self) -> int:
        """The journal entry of this transaction; written when the first fact needs it."""
        if self._entry is None:
            self._entry = self._add(t.entry, **self._row)
        return self._entry

    # texts

    def add_document(self, document: Document) -> None:
        """Append a document. Raises ConflictError where its slug is taken."""
        if document.slug in {d.slug for d in self.documents()}:
            raise ConflictError(f"there is a document {document.slug} already")
        self._add(t.document, slug=document.slug, role=document.role.value, title=document.title, entry_id=self.entry)

    def add_source(self, name: str, content: bytes) -> str:
        """Keep an issued file byte for byte; the same content once. Returns its SHA-256."""
        digest = sha256(content).hexdigest()
        known = self._connection.execute(select(t.source_file.c.sha256).where(t.source_file.c.sha256 == digest)).first()
        if known is None:
            self._connection.execute(insert(t.source_file).values(sha256=digest, name=name, content=content, entry_id=self.entry))
        return digest

    def add_revision(
        self, revision: Revision, clauses: Sequence[Clause], matches: Sequence[Match], base: Revision | None, base_clauses: Sequence[StoredClause] = ()
    ) -> None:
        """Append a revision with its clauses. A one-to-one match keeps the provision; a split, merge or regrouping makes new ones
        joined by edges. Indices of `matches` refer to `base_clauses` and `clauses`. Raises ConflictError where the revision exists."""
        known = self.revisions(revision.document)
        if any(r.slug == revision.slug and r.language == revision.language for r in known):
            raise ConflictError(f"{revision.address} exists already", hint="a version never changes once imported")
        document = self._connection.execute(select(t.document.c.id).where(t.document.c.slug == revision.document)).scalar_one()
        row = self._add(
            t.revision,
            uid=revision.uid,
            document_id=document,
            slug=revision.slug,
            label=revision.label,
            kind=revision.kind.value,
            language=revision.language,
            issued_on=revision.issued_on,
            symbol=revision.symbol,
            based_on_id=self._revision_row(base) if base else None,
            scope=scope_text(revision.scope),
            source_sha256=revision.source_sha256,
            source_name=revision.source_name,
            source_view="accepted",
            reader=revision.reader,
            aligner=revision.aligner,
            entry_id=self.entry,
        )
        provisions = self._provisions(document, clauses, matches, base_clauses)
        rows = self._clause_rows(row, clauses, provisions)
        self._link(row, rows, provisions, matches, base_clauses)
        self._revisions.pop(revision.document, None)

    def _revision_row(self, revision: Revision) -> int:
        return int(self._connection.execute(select(t.revision.c.id).where(t.revision.c.uid == revision.uid)).scalar_one())

    def _provisions(self, document: int, clauses: Sequence[Clause], matches: Sequence[Match], base_clauses: Sequence[StoredClause]) -> list[int]:
        kept = {m.new[0]: base_clauses[m.old[0]].provision for m in matches if len(m.old) == len(m.new) == 1}
        fresh = iter(self._add_many(t.provision, [{"document_id": document, "entry_id": self.entry}] * (len(clauses) - len(kept))))
        return [kept[j] if j in kept else next(fresh) for j in range(len(clauses))]

    def _clause_rows(self, revision: int, clauses: Sequence[Clause], provisions: Sequence[int]) -> list[int]:
        places = {c.id: i for i, c in enumerate(clauses)}
        wordings = self._wordings([c.text for c in clauses])
        return self._add_many(
            t.clause,
            [
                {
                    "revision_id": revision,
                    "position": i,
                    "parent_position": places[c.parent] if c.parent is not None else None,
                    "kind": c.kind,
                    "level": c.level,
                    "number": c.number,
                    "path": c.path,
                    "given_id": c.id,
                    "wording_id": wordings[c.text],
                    "provision_id": provisions[i],
                    "anchors": anchors_text(c.anchors),
                    "notes": notes_text(c.notes),
                    "target": c.target,
                    "words": c.words,
                    "entry_id": self.entry,
                }
                for i, c in enumerate(clauses)
            ],
        )

    def _wordings(self, texts: Sequence[str]) -> dict[str, int]:
        digests = {text: wording_sha256(text) for text in texts}
        known = self._wording_rows(set(digests.values()))
        new = {text: digest for text, digest in digests.items() if digest not in known}
        rows = self._add_many(t.wording, [{"sha256": d, "text": text, "entry_id": self.entry} for text, d in new.items()])
        if new:
            keys = [
                {"wording_id": row, "normaliser": NORMALISER, "folded_sha256": wording_sha256(cosmetic(text)), "search_text": fold(text)}
                for row, text in zip(rows, new, strict=True)
            ]
            self._connection.execute(insert(t.wording_key), keys)
        known.update(zip(new.values(), rows, strict=True))
        return {text: known[digest] for text, digest in digests.items()}

    def _wording_rows(self, digests: set[str]) -> dict[str, int]:
        wanted = sorted(digests)
        found: dict[str, int] = {}
        for start in range(0, len(wanted), 500):
            query = select(t.wording.c.sha256, t.wording.c.id).where(t.wording.c.sha256.in_(wanted[start : start + 500]))
            found.update((row.sha256, row.id) for row in self._connection.execute(query))
        return found

    def _link(self, revision: int, rows: Sequence[int], provisions: Sequence[int], matches: Sequence[Match], base_clauses: Sequence[StoredClause]) -> None:
        links, edges = [], []
        for match in matches:
            if not match.old or not match.new:
                continue
            if match.kind is not ChangeKind.SAME or match.moved or match.renumbered:
                links += [
                    {
                        "old_id": base_clauses[i].row,
                        "new_id": rows[j],
                        "similarity": match.similarity,
                        "confidence": match.confidence,
                        "reason": match.reason,
                        "entry_id": self.entry,
                    }
                    for i in match.old
                    for j in match.new
                ]
            if len(match.old) > 1 or len(match.new) > 1:
                relation = match.kind.value if match.kind in _REGROUPING else ChangeKind.REGROUPED.value
                edges += [
                    {
                        "from_id": base_clauses[i].provision,
                        "to_id": provisions[j],
                        "relation": relation,
                        "revision_id": revision,
                        "seq": 1,
                        "entry_id": self.entry,
                    }
                    for i in match.old
                    for j in match.new
                ]
        if links:
            self._connection.execute(insert(t.clause_link), links)
        if edges:
            self._connection.execute(insert(t.provision_edge), edges)

    def add_wording(self, text: str) -> str:
        """Keep a text by its SHA-256, so that what was seen can be shown again. Returns the SHA-256."""
        self._wordings([text])
        return wording_sha256(text)

    # our position

    def append_point(self, provision: int, expected_seq: int, properties: PointProperties) -> None:
        """Append what a person set for a clause of the paper. Raises ConflictError where it was set meanwhile."""
        self._add(t.point, provision_id=provision, seq=expected_seq + 1, entry_id=self.entry, **properties_columns(properties))

    def append_assessment(self, assessment: Assessment, expected_seq: int) -> Assessment:
        """Append a verdict with its evidence. Raises ConflictError where someone judged meanwhile."""
        document, revision = self._connection.execute(
            select(t.document.c.id, t.revision.c.id)
            .join(t.revision, t.revision.c.document_id == t.document.c.id)
            .where(t.document.c.slug == assessment.document, t.revision.c.slug == assessment.revision)
        ).one()
        row = self._add(
            t.assessment,
            point_id=assessment.point,
            element=0,
            document_id=document,
            seq=expected_seq + 1,
            revision_id=revision,
            point_wording_sha256=assessment.point_wording_sha256,
            verdict=assessment.verdict.value if assessment.verdict else None,
            candidates=json.dumps([list(pair) for pair in assessment.candidates]),
            note=assessment.note,
            entry_id=self.entry,
        )
        clauses = {c.given_id: c.id for c in self._connection.execute(select(t.clause.c.given_id, t.clause.c.id).where(t.clause.c.revision_id == revision))}
        for evidence in assessment.evidence:
            start, end = evidence.quoted or (None, None)
            self._add(
                t.evidence,
                assessment_id=row,
                clause_id=clauses[evidence.clause],
                wording_sha256=evidence.wording_sha256,
                context_sha256=evidence.context_sha256,
                quote=evidence.quote,
                quote_start=start,
                quote_end=end,
                entry_id=self.entry,
            )
        return replace(assessment, seq=expected_seq + 1, entry=self.entry)

    def append_ruling(self, subject: str, expected_seq: int, kind: str, payload: Mapping[str, object]) -> None:
        """Append a person's correction. Raises ConflictError where someone ruled meanwhile."""
        self._add(
            t.ruling, subject=subject, seq=expected_seq + 1, kind=kind, payload=json.dumps(payload, ensure_ascii=False, sort_keys=True), entry_id=self.entry
        )

    # undo

    def undo(self, entry: int) -> str:
        """Append what restores the state before `entry`; says what was taken back.

        Raises NotFoundError, ConflictError where it was taken back already or something newer stands on it, UsageError for an entry that cannot be undone.
        """
        undone = self.entry_by_id(entry)
        if undone.verb not in UNDOABLE:
            raise UsageError(f"entry {entry} ({undone.verb} {undone.subject}) cannot be taken back", hint="verdicts and point settings can")
        if self._connection.execute(select(t.entry.c.id).where(t.entry.c.undoes == entry)).first():
            raise ConflictError(f"entry {entry} was taken back already")
        self._row["undoes"] = entry
        self._restore_assessments(entry)
        self._restore_points(entry)
        return f"taken back: {undone.verb} {undone.subject}"

    def _restore_assessments(self, entry: int) -> None:
        a = t.assessment.c
        for row in self._connection.execute(
            select(a.point_id, a.seq, t.document.c.slug).join(t.document, a.document_id == t.document.c.id).where(a.entry_id == entry)
        ).all():
            history = self.assessment_history(row.point_id, row.slug)
            self._refuse_if_newer(entry, history[-1].seq, row.seq)
            before = [h for h in history if h.seq < row.seq]
            restored = before[-1] if before else replace(history[-1], verdict=None, evidence=(), candidates=(), note="")
            self.append_assessment(restored, history[-1].seq)

    def _restore_points(self, entry: int) -> None:
        p = t.point
        columns = [p.c[name] for name in properties_columns(PointProperties())]
        for row in self._connection.execute(select(p).where(p.c.entry_id == entry)).all():
            newest = self._connection.execute(select(p.c.seq).where(p.c.provision_id == row.provision_id).order_by(p.c.seq.desc()).limit(1)).scalar_one()
            self._refuse_if_newer(entry, newest, row.seq)
            before = self._connection.execute(select(*columns).where(p.c.provision_id == row.provision_id, p.c.seq == row.seq - 1)).one_or_none()
            values = dict(before._mapping) if before else properties_columns(PointProperties())
            self._add(p, provision_id=row.provision_id, seq=newest + 1, entry_id=self.entry, **values)

    def _refuse_if_newer(self, entry: int, newest: int, seq: int) -> None:
        if newest != seq:
            raise ConflictError(f"something newer stands on entry {entry}", hint="take the newer one back first")

    # rows

    def _add(self, table: Table, **values: Any) -> int:
        row = self._connection.execute(insert(table).values(**values)).inserted_primary_key
        assert row is not None  # noqa: S101 - every table here has a key
        return int(row[0])

    def _add_many(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Insert rows and return their keys in the same order."""
        if not rows:
            return []
        returned = self._connection.execute(insert(table).returning(table.c.id, sort_by_parameter_order=True), list(rows))
        return [int(key) for key in returned.scalars()]
