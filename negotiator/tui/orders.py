"""What the import and export dialogs order, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from negotiator.model.audience import Audience
from negotiator.model.block import Balance
from negotiator.model.change import Comparison
from negotiator.model.finding import Finding
from negotiator.model.revision import RevisionKind, Role, Scope


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


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """How a file would be stored."""

    order: ImportOrder
    """The order with every gap filled."""
    title: str
    balance: Balance
    comparison: Comparison | None
    """Against the revision that it follows; None for a first text."""
    unmarked: int | None = None
    """Changes that the sender's file does not mark as such; None where it marks none at all."""
    warnings: tuple[str, ...] = ()
    payload: object = field(default=None, repr=False)
    """What the desk keeps, so that accepting stores what was shown."""


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """A file to be written."""

    what: str
    """`redline`, `annotated`, `report` or `position`."""
    document: str
    """Slug; empty for a report on all documents."""
    revision: str
    audience: Audience
    comments: bool
    path: Path
    since: str = ""
    """The older side of a redline, by slug; empty: the version that this one followed."""


@dataclass(frozen=True, slots=True)
class ExportOutcome:
    """A file that was written and passed its check."""

    path: Path
    size: int
    """Bytes."""
    checks: tuple[str, ...]
    """What was checked, a sentence each."""
    findings: tuple[Finding, ...] = ()
