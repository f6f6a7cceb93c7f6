"""Appending a revision: its clauses, the identity that each keeps or begins, and the links to where it came from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import insert, select

from negotiator.errors import ConflictError, NotFoundError
from negotiator.model.change import UNCERTAIN_BELOW, ChangeKind, Match
from negotiator.model.clause import Clause
from negotiator.model.revision import Revision
from negotiator.store.clauses import ClauseReads, packed, packed_anchors
from negotiator.store.documents import DocumentWrites
from negotiator.store.records import Relation, StoredClause
from negotiator.store.search import key_rows
from negotiator.store.tables import documents as t
from negotiator.text.normalise import wording_sha256

_RELATION = {ChangeKind.SPLIT: Relation.SPLIT, ChangeKind.MERGED: Relation.MERGED, ChangeKind.REGROUPED: Relation.REGROUPED}


class RevisionWrites(ClauseReads, DocumentWrites):
    """Appending revisions."""

    def add_revision(
        self,
        revision: Revision,
        clauses: Sequence[Clause],
        matches: Sequence[Match] = (),
        base: Revision | None = None,  # noqa: ARG002 - its clauses say all; kept so that a call names what it is aligned with
        base_clauses: Sequence[StoredClause] = (),
    ) -> None:
        """Append a revision and its clauses. Its document and its issued file (`add_source`) must be there.

        `matches` hold indices into `base_clauses` (old) and `clauses` (new). One to one keeps the provision; split, merged and regrouped clauses begin new
        provisions, joined to the old ones by edges; a clause in no match, or added, begins one. Raises ConflictError where the revision is there already in
        that language, NotFoundError where its document, base or file is not, ValueError where the matches or parents do not fit the clauses.
        """
        document = self._document_id(revision.document)
        _check_matches(matches, len(base_clauses), len(clauses))
        self._check_new(document, revision)
        number = self._insert_revision(document, revision)
        provisions = self._provisions(document, len(clauses), matches, base_clauses)
        self._insert_clauses(number, clauses, provisions)
        self._known_revisions.pop(revision.document, None)
        changed = [match for match in matches if match.old and match.new and _worth_a_link(match)]
        if changed:
            self._insert_edges(number, changed, base_clauses, provisions)
            self._insert_links(number, changed, base_clauses)

    def add_wording(self, text: str) -> str:
        """Keep a text by its hash, so that what was seen can be shown again. Returns the SHA-256 in hexadecimal."""
        self._wording_ids([text])
        return wording_sha256(text)

    def _check_new(self, document: int, revision: Revision) -> None:
        same = select(t.revision.c.id).where(t.revision.c.document == document, t.revision.c.slug == revision.slug, t.revision.c.language == revision.language)
        if self._connection.execute(same).first():
            raise ConflictError(
                f"{revision.address} is there already in language {revision.language!r}",
                hint="an issued text is never changed: give this one another label (--label), or reread the stored file",
            )
        if not self._connection.execute(select(t.source_file.c.id).where(t.source_file.c.sha256 == revision.source_sha256)).first():
            raise NotFoundError(f"the issued file of {revision.address} is not stored")

    def _insert_revision(self, document: int, revision: Revision) -> int:
        based_on = None
        if revision.based_on is not None:
            named = select(t.revision.c.id).where(t.revision.c.document == document, t.revision.c.slug == revision.based_on)
            based_on = self._connection.execute(named.order_by(t.revision.c.language != revision.language, t.revision.c.id)).scalar()
            if based_on is None:
                self.revision(revision.document, revision.based_on)  # raises with the list of what there is
                raise NotFoundError(f"there is no version {revision.document}@{revision.based_on}")
        return self._insert(
            t.revision,
            {
                "uid": revision.uid,
                "document": document,
                "slug": revision.slug,
                "label": revision.label,
                "kind": revision.kind.value,
                "language": revision.language,
                "issued_on": revision.issued_on,
                "symbol": revision.symbol,
                "based_on": based_on,
                "scope": json.dumps(revision.scope.spans),
                "source_sha256": revision.source_sha256,
                "source_name": revision.source_name,
                "source_view": "accepted",
                "reader": revision.reader,
                "aligner": revision.aligner,
                "entry_id": self.entry,
            },
        )

    def _provisions(self, document: int, count: int, matches: Sequence[Match], base_clauses: Sequence[StoredClause]) -> list[int]:
        """The provision of each new clause: kept where one came from one, else a new one, numbered in document order."""
        kept = {match.new[0]: base_clauses[match.old[0]].provision for match in matches if len(match.old) == 1 == len(match.new)}
        numbers = iter(self._new_provisions(document, count - len(kept)))
        return [kept[index] if index in kept else next(numbers) for index in range(count)]

    def _new_provisions(self, document: int, count: int) -> list[int]:
        if not count:
            return []
        rows = [{"document": document, "entry_id": self.entry}] * count
        return sorted(self._connection.execute(insert(t.provision).returning(t.provision.c.id), rows).scalars())

    def _insert_clauses(self, number: int, clauses: Sequence[Clause], provisions: Sequence[int]) -> None:
        position_of = {clause.id: position for position, clause in enumerate(clauses)}
        wordings = self._wording_ids(clause.text for clause in clauses)
        rows: list[dict[str, Any]] = []
        for position, (clause, provision) in enumerate(zip(clauses, provisions, strict=True)):
            if clause.parent is not None and clause.parent not in position_of:
                raise ValueError(f"{clause.label} stands under {clause.parent!r}, which is not in its text")
            rows.append(
                {
                    "revision": number,
                    "position": position,
                    "parent": None if clause.parent is None else position_of[clause.parent],
                    "kind": str(clause.kind),
                    "level": clause.level,
                    "number": clause.number,
                    "path": clause.path,
                    "given_id": clause.id,
                    "wording": wordings[clause.text],
                    "provision": provision,
                    "anchors": packed_anchors(clause.anchors),
                    "target": clause.target,
                    "notes": packed((note.offset, note.note) for note in clause.notes),
                    "words": clause.words,
                    "entry_id": self.entry,
                }
            )
        self._insert_many(t.clause, rows)

    def _wording_ids(self, texts: Iterable[str]) -> dict[str, int]:
        """Row numbers of wordings by their text; what is new is stored with its normalised keys."""
        sha_of = {text: wording_sha256(text) for text in dict.fromkeys(texts)}
        found = self._stored_wordings(sha_of.values())
        new = {sha: text for text, sha in sha_of.items() if sha not in found}
        if new:
            self._insert_many(t.wording, [{"sha256": sha, "text": text, "entry_id": self.entry} for sha, text in new.items()])
            added = self._stored_wordings(new)
            self._insert_many(t.wording_key, key_rows((added[sha], text) for sha, text in new.items()))
            found |= added
        return {text: found[sha] for text, sha in sha_of.items()}

    def _stored_wordings(self, shas: Iterable[str]) -> dict[str, int]:
        wanted = list(shas)
        found: dict[str, int] = {}
        for start in range(0, len(wanted), 500):
            piece = wanted[start : start + 500]
            rows = self._connection.execute(select(t.wording.c.sha256, t.wording.c.id).where(t.wording.c.sha256.in_(piece)))
            found.update((sha, id_) for sha, id_ in rows)
        return found

    def _insert_edges(self, number: int, matches: Sequence[Match], base_clauses: Sequence[StoredClause], provisions: Sequence[int]) -> None:
        pairs = [
            (base_clauses[old].provision, provisions[new], _RELATION[match.kind])
            for match in matches
            if match.kind in _RELATION and (len(match.old) > 1 or len(match.new) > 1)
            for old in match.old
            for new in match.new
        ]
        self._insert_many(
            t.provision_edge,
            [
                {"from_provision": old, "to_provision": new, "relation": relation.value, "revision": number, "seq": 1, "entry_id": self.entry}
                for old, new, relation in pairs
            ],
        )

    def _insert_links(self, number: int, matches: Sequence[Match], base_clauses: Sequence[StoredClause]) -> None:
        rows_of_new = self._connection.execute(select(t.clause.c.id).where(t.clause.c.revision == number).order_by(t.clause.c.position)).scalars().all()
        self._insert_many(
            t.clause_link,
            [
                {
                    "old": base_clauses[old].row,
                    "new": rows_of_new[new],
                    "kind": match.kind.value,
                    "moved": match.moved,
                    "renumbered": match.renumbered,
                    "similarity": float(match.similarity),
                    "confidence": float(match.confidence),
                    "reason": match.reason,
                    "entry_id": self.entry,
                }
                for match in matches
                for old in match.old
                for new in match.new
            ],
        )


def _check_matches(matches: Sequence[Match], old_count: int, new_count: int) -> None:
    """Each clause of either side stands in one match at most, inside its list."""
    for name, count, indices in (
        ("old", old_count, [index for match in matches for index in match.old]),
        ("new", new_count, [index for match in matches for index in match.new]),
    ):
        if len(set(indices)) != len(indices):
            raise ValueError(f"a clause of the {name} side stands in two matches")
        if any(not 0 <= index < count for index in indices):
            raise ValueError(f"a match names a clause that the {name} side does not have")


def _worth_a_link(match: Match) -> bool:
    return match.kind is not ChangeKind.SAME or match.moved or match.renumbered or match.confidence < UNCERTAIN_BELOW
