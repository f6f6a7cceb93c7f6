"""What the store hands out beside the product's model: clauses with their place and identity, links, edges, journal entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from negotiator.model.clause import Clause


@dataclass(frozen=True, slots=True)
class StoredClause:
    """A clause of a stored revision."""

    clause: Clause
    row: int
    """Its row, what evidence and links refer to."""
    provision: int
    """Its lasting identity."""
    wording_sha256: str


@dataclass(frozen=True, slots=True)
class StoredLink:
    """How sure the import was that one clause became another; only for those that changed."""

    old_row: int
    new_row: int
    similarity: float
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class ProvisionEdge:
    """One provision went into another when a revision split or merged them."""

    from_provision: int
    to_provision: int
    relation: str
    revision: str
    """The revision's uid."""
    seq: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One act in the journal; holds no text of documents and no notes."""

    id: int
    uid: str
    at: datetime
    actor: str
    verb: str
    subject: str
    undoes: int | None


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's correction, the newest of its subject."""

    subject: str
    seq: int
    kind: str
    payload: dict[str, object]
