"""Points of a position paper and what was judged of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PointKind(StrEnum):
    SEEK = "seek"
    PREVENT = "prevent"
    """Its absence from the text is the good result."""


class Delivery(StrEnum):
    TEXT = "text"
    STATEMENT = "statement"
    PROCESS = "process"


class Priority(StrEnum):
    RED_LINE = "red-line"
    MUST = "must"
    WANT = "want"


class Verdict(StrEnum):
    REFLECTED = "reflected"
    PARTIAL = "partial"
    CONTRADICTED = "contradicted"
    ABSENT = "absent"


class State(StrEnum):
    CONFIRMED = "confirmed"
    RECHECK = "recheck"
    UNASSESSED = "unassessed"


class Standing(StrEnum):
    MET = "met"
    PARTLY = "partly"
    UNMET = "unmet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Point:
    """A clause of a position document that asks for something."""

    id: str
    """The clause's id in the newest position paper (`II.2.9`), what people type."""
    path: str
    document: str
    """Slug of the position document."""
    provision: int
    """Its lasting identity in the store; 0 for a point that was never stored."""
    text: str
    """Its wording, in the paper's language."""
    language: str
    context: tuple[str, ...] = ()
    """Wordings of the chapeaux and headings that it stands under, outermost first."""
    targets: tuple[str, ...] = ()
    """Slugs of the outcome documents that it addresses; empty where nothing says."""
    kind: PointKind = PointKind.SEEK
    delivery: Delivery = Delivery.TEXT
    priority: Priority = Priority.WANT
    themes: tuple[str, ...] = ()
    counted: bool = True
    """False for a chapeau, unless a person says otherwise."""
    seq: int = 0
    """How many times a person has set its properties; 0 where all of them are detected."""
    retired: bool = False

    @property
    def target(self) -> str:
        return self.targets[0] if self.targets else ""


@dataclass(frozen=True, slots=True)
class PointProperties:
    """What a person set for a point; None leaves what was detected."""

    kind: PointKind | None = None
    delivery: Delivery | None = None
    priority: Priority | None = None
    themes: tuple[str, ...] | None = None
    targets: tuple[str, ...] | None = None
    counted: bool | None = None
    is_point: bool | None = None
    """True makes a point of a clause that is none by itself (an introductory paragraph); False retires one."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A clause that a verdict rests on, and the words in it."""

    clause: str
    """The clause's id in the revision that was judged."""
    provision: int
    wording_sha256: str
    """The wording that was seen."""
    context_sha256: str
    """The wordings of its chapeaux, together."""
    quote: str = ""
    quoted: tuple[int, int] | None = None
    """Where the quote stands in the clause's text, in code points."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a person said of a point in one outcome document, stamped with what was seen."""

    point: int
    """The point's provision."""
    document: str
    """Slug of the outcome document."""
    revision: str
    """Slug of the revision that was seen."""
    seq: int
    """1 for the first verdict on this point in this document, then 2, 3 …; undo appends as well."""
    verdict: Verdict | None
    """None where the verdict was taken back."""
    evidence: tuple[Evidence, ...]
    point_wording_sha256: str
    candidates: tuple[tuple[int, str], ...] = ()
    """For `absent`: (provision, wording sha256) of the point's first five candidates when it was judged."""
    note: str = ""
    actor: str = ""
    at: datetime | None = None
    entry: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause that may speak to a point, with the words that say so."""

    clause: str
    """The clause's id."""
    score: float
    """0..1; comparable within one document only."""
    why: tuple[str, ...]
    """Shared terms, most telling first."""
    lacks: tuple[str, ...] = ()
    """Telling terms of the point that the clause does not have."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The clauses of one outcome document that may speak to a point, best first."""

    point: str
    document: str
    candidates: tuple[Candidate, ...]
    none: bool
    """True where no clause is likely to speak to it."""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """Where a point stands in one outcome document."""

    point: Point
    document: str
    revision: str
    """Slug of the revision that it is judged against now."""
    verdict: Verdict | None
    state: State
    standing: Standing
    bracketed: bool
    """Only bracketed text supports it."""
    clauses: tuple[str, ...]
    """Ids of the evidence's clauses in that revision."""
    why: tuple[str, ...]
    """Reasons for a recheck or an unknown standing, each a short sentence."""
    assessment: Assessment | None = None
