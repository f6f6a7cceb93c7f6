"""Import a revision: read a file, propose what it is and how it follows from what is held, then append it in one transaction."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from negotiator.align import ALIGNER
from negotiator.align.parallel import parallel
from negotiator.errors import ConflictError, NotFoundError, UsageError
from negotiator.model.block import Balance
from negotiator.model.change import ChangeKind, Match
from negotiator.model.clause import Clause
from negotiator.model.revision import Document, Revision, RevisionKind, Role, Scope, slugify
from negotiator.rules.holders import follow
from negotiator.services.identity import in_language, returning, scoped, standing_text
from negotiator.services.parties import party_table
from negotiator.text.language import detect_language, same_language

if TYPE_CHECKING:
    from negotiator.services.files import ReadFile
    from negotiator.store.store import Snapshot, Store, StoredClause
    from negotiator.store.transaction import Transaction

_LABELS = (
    (re.compile(r"(?<![^\W_])rev(?:ision)?[ ._-]*(\d+)", re.IGNORECASE), "Rev.{}"),
    (re.compile(r"(?<![^\W_])zero[ _-]?draft(?![^\W_])", re.IGNORECASE), "Zero draft"),
    (re.compile(r"(?<![^\W_])CRP[ ._-]*(\d+)[/ ._-]+Add[ ._-]*(\d+)", re.IGNORECASE), "CRP.{}/Add.{}"),
    (re.compile(r"(?<![^\W_])CRP[ ._-]*(\d+)", re.IGNORECASE), "CRP.{}"),
    (re.compile(r"(?<![^\W_])draft[ ._-]?(\d+)(?!\d)", re.IGNORECASE), "Draft {}"),
    (re.compile(r"(?<![^\W_])final(?![^\W_])", re.IGNORECASE), "Final"),
)
LONGEST_NAME = 80
"""Characters of a label or a document's name: they stand in file names and in every table."""

_KINDS = (
    (re.compile(r"facilitator", re.IGNORECASE), RevisionKind.FACILITATOR),
    (re.compile(r"(?<![^\W_])CRP(?![^\W_])|conference room paper", re.IGNORECASE), RevisionKind.CONFERENCE_ROOM_PAPER),
    (re.compile(r"non-?paper", re.IGNORECASE), RevisionKind.NON_PAPER),
)


@dataclass(frozen=True, slots=True)
class ImportWishes:
    """What the user said of a file; None or empty where nothing was said and the file decides."""

    document: str
    role: Role | None = None
    title: str = ""
    label: str = ""
    kind: RevisionKind | None = None
    symbol: str = ""
    issued_on: date | None = None
    language: str = ""
    based_on: str = ""
    scope: Scope = Scope()  # noqa: RUF009 - frozen and empty
    corrections: str = ""
    """TOML that says how blocks of the file are to be read."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do; nothing is stored yet."""

    file: ReadFile
    document: Document
    new_document: bool
    revision: Revision
    base: Revision | None
    base_clauses: tuple[StoredClause, ...]
    """The clauses of the base within the revision's scope, in document order."""
    matches: tuple[Match, ...]
    """From the base to the new text."""
    returned: Mapping[int, StoredClause]
    """Of the clauses that the base does not have, those that stood in another version: index → the clause that it was."""
    warnings: tuple[str, ...]
    corrections: str = ""
    """What was said of the file, as it is kept with the document."""

    @property
    def clauses(self) -> Sequence[Clause]:
        return self.file.clauses

    @property
    def balance(self) -> Balance:
        return self.file.segmented.balance

    @property
    def uncertain(self) -> tuple[Match, ...]:
        return tuple(m for m in self.matches if m.uncertain and m.old and m.new)


def plan_import(view: Snapshot, file: ReadFile, wishes: ImportWishes) -> ImportPlan:
    """Work out document, label, base and matches. Stores nothing.

    Raises ConflictError where the revision or the very same file is there already, UsageError or NotFoundError where the wishes
    name something that is not there.
    """
    known = {d.slug: d for d in view.documents()}
    held = known.get(wishes.document)
    if held and wishes.role and wishes.role is not held.role:
        raise UsageError(f"{held.slug} is a document in the role {held.role.value}", hint="leave --role out, or import under another name")
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", wishes.document):
        raise UsageError(f"{wishes.document!r} cannot name a document", hint="use small letters, digits and hyphens: action-plan")
    if len(wishes.document) > LONGEST_NAME:
        raise UsageError(f"{wishes.document[:40]} … is too long for a document's name", hint="use a short one: action-plan")
    file, corrections = _as_said(view if held else None, file, wishes)
    document = held or Document(wishes.document, wishes.role or guess_role(wishes.document), wishes.title or _title(file, wishes.document))
    earlier = view.revisions(wishes.document) if held else ()
    revision, base = _describe(view, file, document, earlier, wishes)
    base_clauses: tuple[StoredClause, ...] = ()
    matches: tuple[Match, ...] = ()
    returned: Mapping[int, StoredClause] = {}
    twin = next((r for r in earlier if r.slug == revision.slug), None)
    if twin:
        base_clauses = tuple(view.clauses(twin))
        matches = parallel([c.clause for c in base_clauses], file.clauses)
    elif base:
        stored = standing_text(view, base)
        base_clauses = tuple(stored[i] for i in scoped(revision, [c.clause for c in stored]))
        matches = follow([c.clause for c in base_clauses], file.clauses, parties=party_table(view).names)
        if not same_language(base.language, revision.language) and _linked(matches) < 0.3 * len(file.clauses):
            matches = tuple(replace(m, confidence=0.5) if m.old and m.new else m for m in parallel([c.clause for c in base_clauses], file.clauses))
        added = [m.new[0] for m in matches if m.kind is ChangeKind.ADDED]
        returned = returning(view, revision, file.clauses, added, stored)
    warnings = _warnings(file, revision, base, base_clauses, matches, earlier)
    return ImportPlan(file, document, held is None, revision, base, base_clauses, matches, returned, warnings, corrections)


def _as_said(view: Snapshot | None, file: ReadFile, wishes: ImportWishes) -> tuple[ReadFile, str]:
    """The file as people say it is to be read, now and before, and what they say now as it is kept."""
    from hashlib import sha256

    from negotiator.reading.corrections import read_corrections
    from negotiator.services.files import read_again
    from negotiator.services.rereading import as_kept, kept_corrections

    digest = sha256(file.content).hexdigest()
    said = kept_corrections(view, wishes.document, digest) if view is not None else file.corrections
    kept = as_kept(wishes.corrections, "the corrections", file.name, digest) if wishes.corrections.strip() else ""
    said = said.then(read_corrections(kept, "the corrections")) if kept else said
    return (read_again(file, said) if said else file), kept


def import_revision(store: Store, actor: str, at: datetime, plan: ImportPlan) -> Revision:
    """Append a planned revision with its file. Raises ConflictError if someone imported the same meanwhile."""
    with store.transaction(actor, at, "import", plan.revision.address) as tx:
        return append_revision(tx, plan)


def append_revision(tx: Transaction, plan: ImportPlan) -> Revision:
    """Append a planned revision inside a transaction. Raises ConflictError."""
    if plan.new_document:
        tx.add_document(plan.document)
    tx.add_source(plan.file.name, plan.file.content)
    if plan.corrections:
        tx.append_correction(plan.document.slug, plan.corrections)
    matches, base_clauses = _with_returned(plan)
    tx.add_revision(plan.revision, plan.clauses, matches, plan.base, base_clauses)
    return plan.revision


def _with_returned(plan: ImportPlan) -> tuple[tuple[Match, ...], tuple[StoredClause, ...]]:
    """The matches as they are stored: what returns keeps the identity that it had."""
    places = {j: len(plan.base_clauses) + k for k, j in enumerate(plan.returned)}
    matches = []
    for match in plan.matches:
        back = plan.returned.get(match.new[0]) if match.kind is ChangeKind.ADDED else None
        if back is None:
            matches.append(match)
        else:
            j = match.new[0]
            same = back.clause.text == plan.clauses[j].text
            matches.append(Match(ChangeKind.SAME if same else ChangeKind.EDITED, (places[j],), (j,), reason="stood in an earlier version"))
    return tuple(matches), (*plan.base_clauses, *plan.returned.values())


def _linked(matches: Sequence[Match]) -> int:
    return sum(1 for m in matches if m.old and m.new)


def guess_role(slug: str) -> Role:
    """The role that a document's name suggests."""
    if re.search(r"(?<![a-z])(?:position|mandate|instructions)", slug):
        return Role.POSITION
    return Role.PRECEDENT if re.search(r"(?<![a-z])precedent", slug) else Role.OUTCOME


def _title(file: ReadFile, slug: str) -> str:
    title = file.segmented.masthead.title
    return " ".join(title.split()) or slug.replace("-", " ").capitalize()


def check_is_new(view: Snapshot, file: ReadFile) -> None:
    """Raises ConflictError where the very same file is one text of the workspace."""
    from hashlib import sha256

    from negotiator.services.rereading import kept_corrections

    digest = sha256(file.content).hexdigest()
    for document in view.documents():
        for revision in view.revisions(document.slug):
            if revision.source_sha256 == digest and kept_corrections(view, document.slug, digest).part is None:
                raise _held(file, revision)


def _held(file: ReadFile, revision: Revision) -> ConflictError:
    return ConflictError(f"{file.name} is in the workspace already, as {revision.address}", hint=f"negotiator clauses {revision.address} shows it")


def _describe(view: Snapshot, file: ReadFile, document: Document, earlier: Sequence[Revision], wishes: ImportWishes) -> tuple[Revision, Revision | None]:
    from hashlib import sha256

    digest = sha256(file.content).hexdigest()
    masthead = file.segmented.masthead
    symbol = wishes.symbol or masthead.symbol
    named = f"{symbol} {file.name}"
    label, slug = _named(wishes.label or _label(named, len(earlier)), earlier)
    language = wishes.language or file.reading.language or masthead.language or detect_language(" ".join(c.text for c in file.clauses)) or "und"
    for other in earlier:
        twin = other.language == language if wishes.language else same_language(other.language, language)
        if other.source_sha256 == digest and twin:
            raise _held(file, other)
        if other.slug == slug and twin:
            raise ConflictError(
                f"{document.slug} has a version {other.label} already",
                hint="give this one another --label (a version never changes once imported), or its --language where it is a translation",
            )
    original = next((r for r in earlier if r.slug == slug), None)
    base = None if original else _base(view, document, earlier, wishes, language)
    kind = wishes.kind or next(
        (kind for pattern, kind in _KINDS if pattern.search(named)), RevisionKind.ADOPTED if document.role is Role.POSITION else RevisionKind.DRAFT
    )
    revision = Revision(
        uid=str(uuid.uuid4()),
        document=document.slug,
        slug=slug,
        label=label,
        kind=kind,
        language=language,
        issued_on=wishes.issued_on or masthead.issued_on,
        symbol=symbol,
        based_on=base.slug if base else original.based_on if original else None,
        scope=wishes.scope,
        source_sha256=digest,
        source_name=file.name,
        reader=file.reading.reader,
        aligner=f"align/{ALIGNER}" if base else "",
    )
    return revision, base


def _label(named: str, earlier: int) -> str:
    for pattern, form in _LABELS:
        found = pattern.search(named)
        if found:
            return form.format(*found.groups())
    return f"Version {earlier + 1}"


def _named(label: str, earlier: Sequence[Revision]) -> tuple[str, str]:
    """A label on one line with its slug; one that differs from a known one in dots and spaces only (`Rev. 2`, `Rev.2`) is that one."""
    label = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", " ", label).split())
    slug = slugify(label)
    if not slug or slug in ("latest", "previous"):
        raise UsageError(f"{label!r} cannot name a version", hint="use a label such as Rev.2")
    if len(label) > LONGEST_NAME:
        raise UsageError(f"a label of {len(label)} characters is too long for a name: {label[:40]} …", hint="use a label such as Rev.2")
    known = next((r for r in earlier if r.slug.replace("-", "") == slug.replace("-", "")), None)
    return (known.label, known.slug) if known else (label, slug)


def _base(view: Snapshot, document: Document, earlier: Sequence[Revision], wishes: ImportWishes, language: str) -> Revision | None:
    if wishes.based_on:
        if not earlier:
            raise NotFoundError(f"{document.slug} has no earlier version {wishes.based_on!r}", hint="leave --based-on out for a first text")
        return in_language(view, document.slug, wishes.based_on, language)
    if not earlier:
        if not wishes.scope.whole:
            raise UsageError(f"a first text of {document.slug} cannot be partial", hint="import the whole text before the part")
        return None
    return in_language(view, document.slug, "latest", language)


def _warnings(
    file: ReadFile, revision: Revision, base: Revision | None, base_clauses: Sequence[StoredClause], matches: Sequence[Match], earlier: Sequence[Revision]
) -> tuple[str, ...]:
    warnings = [*file.segmented.warnings]
    if base and len(base_clauses) >= 3 and _linked(matches) < 0.1 * min(len(base_clauses), len(file.clauses)):
        warnings.append(f"almost nothing in {file.name} comes from {base.address}: is it the same document?")
    newer = [r for r in earlier if r.issued_on and revision.issued_on and r.issued_on > revision.issued_on and r.scope.whole and r.slug != revision.slug]
    if newer and revision.scope.whole:
        warnings.append(f"dated {revision.issued_on}, before {newer[-1].label} ({newer[-1].issued_on}), which stays the latest version (--date corrects it)")
    return tuple(warnings)


def retitled(plan: ImportPlan, title: str) -> ImportPlan:
    """The same plan under another title of a new document."""
    return replace(plan, document=replace(plan.document, title=title)) if plan.new_document else plan
