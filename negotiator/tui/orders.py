"""What the import and export dialogs order, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from negotiator.model.audience import Audience
from negotiator.model.change import Comparison, SenderMarks
from negotiator.model.revision import RevisionKind, Role, Scope

if TYPE_CHECKING:
    from negotiator.services.split_plans import SplitPlan
    from negotiator.services.stretches import Stretch


@dataclass(frozen=True, slots=True)
class BlockSaying:
    """What a person says of one block of a file."""

    at: str
    """Its place, as the file's reading names it."""
    quote: str
    """Its first words."""
    take: str
    """`heading`, `continuation`, `paragraph` or `furniture`."""


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """A file and what is known of it."""

    path: Path
    document: str = ""
    """Slug; empty: taken from the file's name and title where a document fits."""
    role: Role | None = None
    label: str = ""
    language: str = ""
    issued_on: date | None = None
    symbol: str = ""
    kind: RevisionKind | None = None
    scope: Scope = Scope()  # noqa: RUF009 (frozen and empty)
    """The paragraphs that a partial text is about."""
    markup: str = ""
    """What markup by hand means: `confirm`, `ignore`, or each look."""
    corrections: str = ""
    """Path of a TOML file that says how blocks are to be read."""
    based_on: str = ""
    """The version that it changes, by label or slug; empty: the newest whole one."""
    title: str = ""
    """Of a new document, where its file does not say it well."""
    blocks: tuple[BlockSaying, ...] = ()
    """What single blocks of it are."""
    split: SplitPlan | None = None
    """Which part of it is which document; None: as the program proposes, or one document."""


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """One block of a file, and what it was taken for."""

    index: int
    """Its place among the blocks of the file."""
    place: str
    quote: str
    """Its first words, by which it is named."""
    what: str
    why: str
    text: str
    words: int
    ruled: str = ""
    """What a person said that it is."""


@dataclass(frozen=True, slots=True)
class FileReading:
    """How a file is read under an order, block by block."""

    order: ImportOrder
    balance: str
    blocks: tuple[ReadBlock, ...]
    stretches: tuple[Stretch, ...]
    """Which part of it is which document, as the order says, else as the program proposes."""
    payload: object = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class ImportPart:
    """One of several texts in a file."""

    document: str
    label: str
    clauses: int
    words: int
    uncertain: int
    against: str
    """Label of the version that it follows; empty for a first text."""
    why: str
    """What spoke for its being this document."""


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """How a file would be stored."""

    order: ImportOrder
    """The order with every gap filled."""
    title: str
    balance: str
    """The line that accounts for every word."""
    comparison: Comparison | None
    """Against the revision that it follows; None for a first text."""
    against: str = ""
    """Label of that revision."""
    sender: SenderMarks | None = None
    """What the sender marked as changed and what not; None where the file is no Word file."""
    warnings: tuple[str, ...] = ()
    parts: tuple[ImportPart, ...] = ()
    """The texts of a file that holds several; then all of them are stored, or none."""
    left_out: tuple[tuple[str, int], ...] = ()
    """Reasons and words of what becomes no document."""
    payload: object = field(default=None, repr=False)
    """What the desk keeps, so that accepting stores what was shown."""


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """A file to be written."""

    what: str
    """`redline`, `annotated`, `table`, `proposals`, `report` or `position`."""
    document: str
    """Slug; empty for a report on all documents."""
    revision: str
    audience: Audience
    comments: bool
    path: Path
    since: str = ""
    """The older side of a redline or a table, by slug; empty: the version that this one followed."""
    brackets: str = ""
    """In an annotated text: `colour` or `comments`; empty: as they stand."""
    author: str = ""
    """The name on comments and tracked changes; empty for the usual one."""
    language: str = ""
    """Of our points; empty for the paper's first."""
    bilingual: bool = False
    """In a report: the paragraphs' text beside our points."""
    marking: str = ""
    """A distribution marking for the headers."""
    changes: tuple[str, ...] = ()
    """With proposals: paths of the files that hold the changes."""


@dataclass(frozen=True, slots=True)
class ExportOutcome:
    """A file that was written and passed its check."""

    path: Path
    size: int
    """Bytes."""
    checks: tuple[str, ...]
    """What was checked, a sentence each."""
    warnings: tuple[str, ...] = ()
    """What could not be written as it was wished."""
