"""Documents, their revisions, and how both are addressed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from negotiator.errors import UsageError


class Role(StrEnum):
    """What a document is to the negotiation."""

    OUTCOME = "outcome"
    POSITION = "position"
    PRECEDENT = "precedent"


class RevisionKind(StrEnum):
    """In which form a text was issued."""

    DRAFT = "draft"
    FACILITATOR = "facilitator"
    CONFERENCE_ROOM_PAPER = "conference-room-paper"
    NON_PAPER = "non-paper"
    ON_SCREEN = "on-screen"
    ADOPTED = "adopted"


@dataclass(frozen=True, slots=True)
class Document:
    """A text with a slug and a role, seen in revisions."""

    slug: str
    role: Role
    title: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Which clauses a partial text is about; empty means the whole document."""

    spans: tuple[tuple[str, str], ...] = ()
    """Pairs of paths, both ends included."""

    @property
    def whole(self) -> bool:
        return not self.spans

    @classmethod
    def parse(cls, text: str) -> Scope:
        """`9-12, 15, II.1-II.4`. Raises UsageError where a span has no end."""
        spans: list[tuple[str, str]] = []
        for piece in (p.strip() for p in text.split(",")):
            if not piece:
                continue
            first, dash, last = (s.strip() for s in re.sub(r"[–—]", "-", piece).partition("-"))
            if not first or (dash and not last):
                raise UsageError(f"the scope {text!r} cannot be read", hint="write it as 9-12 or 9-12,15")
            spans.append((first, last or first))
        return cls(tuple(spans))

    def __str__(self) -> str:
        return ",".join(a if a == b else f"{a}-{b}" for a, b in self.spans)


@dataclass(frozen=True, slots=True)
class Revision:
    """One issued state of a document. Never changed after import."""

    uid: str
    document: str
    """Slug of its document."""
    slug: str
    """The label as an address spells it (`rev1`)."""
    label: str
    kind: RevisionKind
    language: str
    """BCP 47 tag; `und` where nobody said."""
    issued_on: date | None
    symbol: str
    based_on: str | None
    """Slug of the revision that it changes; None for a first text."""
    scope: Scope
    source_sha256: str
    source_name: str
    """The issued file's name, without a folder."""
    reader: str
    aligner: str = ""

    @property
    def address(self) -> str:
        return f"{self.document}@{self.slug}"


@dataclass(frozen=True, slots=True)
class Address:
    """`DOC[@REV][:CLAUSE]`."""

    document: str
    revision: str = "latest"
    """A revision's slug, `latest` or `previous`."""
    clause: str = ""
    language: str = ""

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read `declaration@rev1:7`, `action-plan`, `eu-position#II.2.9`, `review@rev2/fr`, `declaration@CRP.2/Add.1`. Raises UsageError."""
        found = re.fullmatch(
            r"(?P<doc>[\w.-]+)(?:@(?P<rev>[\w.][^:#@\n]*?)(?:/(?P<lang>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))?)?(?:[:#](?P<clause>.+))?", text.strip()
        )
        if not found:
            raise UsageError(f"{text!r} is no address", hint="write DOCUMENT[@VERSION][:PARAGRAPH], for example declaration@rev1:7")
        return cls(found["doc"], (found["rev"] or "latest").strip(), (found["clause"] or "").strip(), found["lang"] or "")

    def __str__(self) -> str:
        text = f"{self.document}@{self.revision}"
        if self.language:
            text += f"/{self.language}"
        return f"{text}:{self.clause}" if self.clause else text


def slugify(label: str) -> str:
    """A label as an address spells it: `Rev.1` → `rev1`, `Zero draft` → `zero-draft`, `CRP.2/Add.1` → `crp2-add1`."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", label) if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"(?<=\w)\.(?=\d)", "", plain)
    return re.sub(r"[^\w]+", "-", plain).strip("-_")
