"""What the store hands out beside the model: clauses with their lasting identity, links, the journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from negotiator.model.change import ChangeKind
from negotiator.model.clause import Clause
from negotiator.model.revision import Revision


@dataclass(frozen=True, slots=True)
class StoredClause:
    """A clause of a stored revision."""

    clause: Clause
    row: int
    """Its row in the store, unique over all revisions; links name it."""
    provision: int
    """The identity that it shares with the clauses it came from."""
    wording_sha256: str


@dataclass(frozen=True, slots=True)
class StoredLink:
    """How a clause came from one of the base revision; only what changed, or was uncertain, has one."""

    old_row: int
    new_row: int
    similarity: float
    confidence: float
    reason: str
    kind: ChangeKind = ChangeKind.EDITED
    """`same`, `edited`, `split`, `merged` or `regrouped`."""
    moved: bool = False
    renumbered: bool = False


class Relation(StrEnum):
    """Why a provision ended and others began."""

    SPLIT = "split"
    MERGED = "merged"
    REGROUPED = "regrouped"
    REREAD = "reread"
    """A later reading of the same file found other paragraphs; nobody negotiated that."""


@dataclass(frozen=True, slots=True)
class ProvisionEdge:
    """One step of a provision's descent."""

    from_provision: int
    to_provision: int
    relation: Relation
    revision: str
    """Uid of the revision in which it happened."""
    seq: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal; it names its subject and holds no text of it."""

    id: int
    uid: str
    at: datetime
    actor: str
    verb: str
    subject: str
    undoes: int | None = None
    """Id of the entry that it took back."""
    undone_by: int | None = None
    """Id of the entry that took it back."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's correction of what a machine found."""

    subject: str
    seq: int
    kind: str
    """What was decided; `withdrawn` where the ruling was taken back."""
    payload: Mapping[str, object] = field(default_factory=dict)
    actor: str = ""
    at: datetime | None = None
    entry: int = 0


@dataclass(frozen=True, slots=True)
class Correction:
    """Corrections of how the files of a document are read, as TOML."""

    document: str
    seq: int
    toml: str
    entry: int = 0


@dataclass(frozen=True, slots=True)
class Instruction:
    """The private side of a point; all of it empty where it was taken back."""

    ideal: str = ""
    acceptable: str = ""
    red_line: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause that a search found, in the newest revision that has it in this wording."""

    revision: Revision
    clause: StoredClause
