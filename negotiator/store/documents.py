"""Documents, their revisions in order of issue, and the issued files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Row, Select, insert, select

from negotiator.errors import ConflictError, NotFoundError
from negotiator.model.revision import Document, Revision, RevisionKind, Role, Scope, slugify
from negotiator.store.readings import any_reading, issued_slug
from negotiator.store.reads import Reads
from negotiator.store.tables.documents import document, revision, source_file
from negotiator.store.writes import Writes

_BASE = revision.alias("base")

SELECT_REVISION: Final[Select[Any]] = select(
    revision.c.uid,
    document.c.slug.label("document"),
    revision.c.slug,
    revision.c.label,
    revision.c.kind,
    revision.c.language,
    revision.c.issued_on,
    revision.c.symbol,
    _BASE.c.slug.label("based_on"),
    revision.c.scope,
    revision.c.source_sha256,
    revision.c.source_name,
    revision.c.reader,
    revision.c.aligner,
    revision.c.id,
).select_from(revision.join(document, revision.c.document == document.c.id).outerjoin(_BASE, revision.c.based_on == _BASE.c.id))


def revision_of(row: Row[Any]) -> Revision:
    """A row of SELECT_REVISION as the model has it."""
    return Revision(
        uid=row.uid,
        document=row.document,
        slug=issued_slug(row.slug),
        label=row.label,
        kind=RevisionKind(row.kind),
        language=row.language,
        issued_on=row.issued_on,
        symbol=row.symbol,
        based_on=issued_slug(row.based_on) if row.based_on else None,
        scope=Scope(tuple((first, last) for first, last in json.loads(row.scope))),
        source_sha256=row.source_sha256,
        source_name=row.source_name,
        reader=row.reader,
        aligner=row.aligner,
    )


def in_order_of_issue(imported: Sequence[Revision]) -> tuple[Revision, ...]:
    """Revisions by date, then by import; one without a date stands after all that was imported before it."""
    known = date.min
    dated: list[tuple[date, Revision]] = []
    for item in imported:
        known = max(known, item.issued_on or known)
        dated.append((item.issued_on or known, item))
    return tuple(item for _, item in sorted(dated, key=lambda pair: pair[0]))


class DocumentReads(Reads):
    """Reading documents, revisions and issued files."""

    def documents(self) -> tuple[Document, ...]:
        """All documents, in the order in which they were added."""
        rows = self._connection.execute(select(document.c.slug, document.c.role, document.c.title).order_by(document.c.id))
        return tuple(Document(slug, Role(role), title) for slug, role, title in rows)

    def document(self, slug: str) -> Document:
        """Raises NotFoundError, whose hint lists the documents there are."""
        row = self._connection.execute(select(document.c.slug, document.c.role, document.c.title).where(document.c.id == self._document_id(slug))).one()
        return Document(row.slug, Role(row.role), row.title)

    def revisions(self, slug: str) -> tuple[Revision, ...]:
        """All revisions of a document in order of issue, by date, then by import; each in its newest reading. Raises NotFoundError."""
        if slug not in self._known_revisions:
            rows = self._connection.execute(SELECT_REVISION.where(revision.c.document == self._document_id(slug)).order_by(revision.c.id))
            newest = {(item.slug, item.language): item for item in map(revision_of, rows)}
            self._known_revisions[slug] = in_order_of_issue(list(newest.values()))
        return self._known_revisions[slug]

    def readings(self, revision_: Revision) -> tuple[Revision, ...]:
        """Every reading of an issued text, oldest first; the last one counts. Raises NotFoundError."""
        same = (revision.c.document == self._document_id(revision_.document), any_reading(revision_.slug), revision.c.language == revision_.language)
        return tuple(revision_of(row) for row in self._connection.execute(SELECT_REVISION.where(*same).order_by(revision.c.id)))

    def revision(self, slug: str, name: str = "latest", language: str = "") -> Revision:
        """A revision by its slug or label, `latest` or `previous`.

        `latest` is the newest whole one (where none is whole, the newest), `previous` the whole text that it follows from: its base, or, behind
        partial texts, theirs; else the whole one before it. Without `language`,
        of a revision in several languages the one that was imported first; a language without a region names every region of it.
        Raises NotFoundError, whose hint lists what there is.
        """
        everything = self.revisions(slug)
        candidates = [item for item in everything if not language or _speaks(item, language)]
        firsts: dict[str, Revision] = {}
        for item in candidates:
            firsts.setdefault(item.slug, item)
        originals = list(firsts.values())
        found = _newest(originals, previous=name == "previous") if name in ("latest", "previous") else _named(originals, name)
        if found is None:
            what = f"{slug}@{name}" + (f" in language {language!r}" if language else "")
            labels = ", ".join(dict.fromkeys(f"{slug}@{item.slug}/{item.language}" if language else f"{slug}@{item.slug}" for item in everything))
            raise NotFoundError(
                f"there is no version {what}", hint=f"there are: {labels}" if labels else f"import one: negotiator import FILE --document {slug}"
            )
        return found

    def source(self, sha256: str) -> bytes:
        """An issued file, byte for byte. Raises NotFoundError."""
        content = self._connection.execute(select(source_file.c.content).where(source_file.c.sha256 == sha256)).scalar()
        if content is None:
            raise NotFoundError(f"there is no stored file {sha256[:12]}")
        return bytes(content)

    def _revision_id(self, uid: str) -> int:
        found: int | None = self._connection.execute(select(revision.c.id).where(revision.c.uid == uid)).scalar()
        if found is None:
            raise NotFoundError("the version is not in this workspace")
        return found


def _speaks(item: Revision, language: str) -> bool:
    """Whether a revision is in a language; `da` names `da-DK`, too, as Word files state it."""
    own, wanted = item.language.casefold(), language.casefold()
    return wanted in (own, own.partition("-")[0])


def _newest(ordered: Sequence[Revision], *, previous: bool) -> Revision | None:
    whole = [item for item in ordered if item.scope.whole] or list(ordered)
    if not whole:
        return None
    latest = whole[-1]
    if not previous:
        return latest
    by_slug = {item.slug: item for item in ordered}
    base, seen = by_slug.get(latest.based_on or ""), {latest.slug}
    while base is not None and not base.scope.whole and base.slug not in seen:
        seen.add(base.slug)
        base = by_slug.get(base.based_on or "")
    if base is not None and base.scope.whole:
        return base
    return whole[-2] if len(whole) > 1 and whole[-2].scope.whole else None


def _named(revisions: Sequence[Revision], name: str) -> Revision | None:
    for spelled in (_exact, slugify, _bare):
        wanted = spelled(name)
        found = [item for item in revisions if wanted and wanted in (spelled(item.slug), spelled(item.label), spelled(item.symbol))]
        if len(found) == 1:
            return found[0]
    return None


def _exact(name: str) -> str:
    return name


def _bare(name: str) -> str:
    return "".join(c for c in slugify(name) if c.isalnum())


class DocumentWrites(DocumentReads, Writes):
    """Adding documents and issued files."""

    def add_document(self, document_: Document) -> None:
        """Raises ConflictError where the slug is taken."""
        if self._connection.execute(select(document.c.id).where(document.c.slug == document_.slug)).first():
            raise ConflictError(f"there is a document {document_.slug!r} already", hint="choose another slug, or import into that document")
        self._connection.execute(insert(document).values(slug=document_.slug, role=document_.role.value, title=document_.title, entry_id=self.entry))

    def add_source(self, name: str, content: bytes) -> str:
        """Keep an issued file, the same content once. Returns its SHA-256 in hexadecimal."""
        digest = sha256(content).hexdigest()
        if not self._connection.execute(select(source_file.c.id).where(source_file.c.sha256 == digest)).first():
            self._connection.execute(insert(source_file).values(sha256=digest, name=name, content=content, entry_id=self.entry))
        return digest
