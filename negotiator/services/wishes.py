"""What the user asked to have handed over, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from negotiator.model.audience import Audience
from negotiator.services.bracket_marks import BracketMarks

if TYPE_CHECKING:
    from negotiator.model.revision import Revision

DELEGATION = "Delegation"
"""The name on comments where the user gives none: nobody's own."""


class Form(StrEnum):
    """What can be handed over."""

    REDLINE = "redline"
    """The earlier issued file with tracked changes to the newest one."""
    ANNOTATED = "annotated"
    """The newest issued file with comments alone."""
    PROPOSALS = "proposals"
    """The newest issued file with changes to it, as tracked changes of those who propose them."""
    POSITION = "position"
    """The position paper itself, built from its points."""
    REPORT = "report"
    """The coverage per outcome document."""
    TABLE = "table"
    """A text as a table: paragraph, what changed, point, comment."""


@dataclass(frozen=True, slots=True)
class ExportWishes:
    """What the user asked for."""

    form: Form
    audience: Audience
    target: str = ""
    """`DOC[@REV]`; empty for a report over all documents."""
    since: str = ""
    """The revision to redline from; the one that the target is based on where empty."""
    comments: bool = False
    author: str = ""
    """The name on comments, and on tracked changes (there the new version's label where empty)."""
    template: Path | None = None
    reference: Path | None = None
    markdown: bool = False
    bilingual: bool = False
    """In a report: the text of the paragraphs beside the point, each in its own language."""
    language: str = ""
    """The language in which our points stand; the paper's first where empty."""
    marking: str = ""
    """A distribution marking (LIMITE) for the headers; none where empty."""
    brackets: BracketMarks = BracketMarks.NONE
    """With an annotated text: its brackets in their holders' colours, or a comment on each."""
    changes: tuple[str, ...] = ()
    """Files that hold the changes to be written, with proposals."""
    private: tuple[str, ...] = ()
    """Strings that must not leave the delegation though no field holds them: who works here, where the workspace lies."""

    def signature(self, revision: Revision) -> str:
        """The names that the user puts on a file about a version."""
        return f"{self.author or DELEGATION}\n{revision.label}"


@dataclass(frozen=True, slots=True)
class Exported:
    """A file ready to be written."""

    content: bytes
    name: str
    """A file name to propose."""
    said: str
    """What it holds and what was proven, in one line."""
    warnings: tuple[str, ...] = ()
    """What could not be written as it was wished, a line each."""
