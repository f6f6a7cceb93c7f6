"""What a person says of a paragraph: open, agreed ad ref, agreed, reopened, with source and time. Nothing is computed from the absence of brackets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from negotiator.errors import UsageError
from negotiator.services.addresses import find_revision, find_stored
from negotiator.services.documents import clause_at

if TYPE_CHECKING:
    from negotiator.model.clause import Clause
    from negotiator.model.revision import Revision
    from negotiator.store.store import Snapshot, Store, StoredClause

_SUBJECT: Final = "status:"


class Status(StrEnum):
    """How far a paragraph is, by what a person recorded."""

    OPEN = "open"
    AGREED_AD_REF = "agreed ad ref"
    AGREED = "agreed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class ClauseStatus:
    """What stands recorded of a provision; `open` where nobody recorded anything."""

    status: Status
    revision: str = ""
    """The version that it was said of."""
    source: str = ""
    """Where it was said: a meeting, a message, a name."""
    by: str = ""
    at: datetime | None = None
    seq: int = 0
    wording_sha256: str = ""
    """The wording that was agreed."""
    came: str = ""
    """For one of which nobody said anything, and that was split or merged out of others: what stands recorded of these."""

    def stale(self, wording_sha256: str) -> bool:
        """Whether the wording is another one since it was agreed."""
        return self.status in (Status.AGREED, Status.AGREED_AD_REF) and bool(self.wording_sha256) and self.wording_sha256 != wording_sha256


def next_statuses(before: ClauseStatus) -> tuple[Status, ...]:
    """What may be recorded next: only what was agreed can be reopened."""
    agreed = before.status in (Status.AGREED, Status.AGREED_AD_REF)
    return tuple(status for status in Status if agreed or status is not Status.REOPENED)


def statuses(view: Snapshot, document: str) -> dict[int, ClauseStatus]:
    """What is recorded, by provision; provisions of which nobody ever said anything are left out, and one that was taken back is open, without a source."""
    prefix = f"{_SUBJECT}{document}:"
    found: dict[int, ClauseStatus] = {}
    for ruling in view.rulings(prefix):
        provision = int(ruling.subject.removeprefix(prefix))
        if ruling.kind not in set(Status):
            found[provision] = ClauseStatus(Status.OPEN, seq=ruling.seq)
        else:
            said = dict(ruling.payload)
            found[provision] = ClauseStatus(
                Status(ruling.kind),
                str(said.get("revision", "")),
                str(said.get("source", "")),
                ruling.actor,
                ruling.at,
                ruling.seq,
                str(said.get("wording", "")),
            )
    return found


def status_of(view: Snapshot, address: str) -> tuple[Revision, StoredClause, ClauseStatus]:
    """What is recorded of the paragraph that an address means. Raises NotFoundError, UsageError."""
    revision, stored, _ = clause_at(view, address)
    return revision, stored, statuses(view, revision.document).get(stored.provision, ClauseStatus(Status.OPEN))


def record(store: Store, actor: str, at: datetime, address: str, status: Status, source: str, *, expected_seq: int | None = None) -> ClauseStatus:
    """Record how far a paragraph is. Raises UsageError without a source, or where `reopened` follows nothing that was agreed; ConflictError, NotFoundError."""
    if not source.strip():
        raise UsageError("a status needs a source: who said it, and where", hint='--source "plenary, 3 March, the Chair"')
    with store.transaction(actor, at, "status", address) as tx:
        revision, stored, before = status_of(tx, address)
        if status not in next_statuses(before):
            raise UsageError(
                f"{address} is {before.status.value}, and only what was agreed can be reopened", hint="negotiator status ADDRESS shows what is recorded"
            )
        subject = f"{_SUBJECT}{revision.document}:{stored.provision}"
        newest = next((r.seq for r in tx.rulings(subject) if r.subject == subject), 0)
        payload = {"revision": revision.slug, "source": source.strip(), "wording": stored.wording_sha256}
        seq = tx.append_ruling(subject, newest if expected_seq is None else expected_seq, status.value, payload)
    return ClauseStatus(status, revision.slug, source.strip(), actor, at, seq, stored.wording_sha256)


def _came(provision: int, before: Mapping[int, Sequence[int]], said: Mapping[int, ClauseStatus]) -> str:
    """What was agreed of the provisions that a new one was split or merged out of (`before`: provision → those); empty where nothing was."""
    reached, found = [provision], []
    for one in reached:
        reached += [other for other in before.get(one, ()) if other not in reached]
        if one in said and said[one].status in (Status.AGREED, Status.AGREED_AD_REF):
            found.append(f"{said[one].status.value} in {said[one].revision} ({said[one].source})")
    return "; ".join(dict.fromkeys(found))


def listed(view: Snapshot, address: str) -> tuple[tuple[Clause, ClauseStatus, bool], ...]:
    """The paragraphs that an address means with what is recorded of each, and whether it is worded otherwise since it was agreed. Raises NotFoundError."""
    revision, parsed = find_revision(view, address)
    clauses = view.clauses(revision)
    said = statuses(view, revision.document)
    before: dict[int, list[int]] = {}
    for edge in view.edges(revision.document) if said else ():
        before.setdefault(edge.to_provision, []).append(edge.from_provision)
    chosen = [find_stored(clauses, parsed.clause, revision.address)] if parsed.clause else list(clauses)
    found = [(stored, said.get(stored.provision) or ClauseStatus(Status.OPEN, came=_came(stored.provision, before, said))) for stored in chosen]
    return tuple((stored.clause, one, one.stale(stored.wording_sha256)) for stored, one in found)
