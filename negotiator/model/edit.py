"""What a colleague or another delegation did to a text that was sent to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from negotiator.model.change import Redline


class Deed(StrEnum):
    """What an edit is."""

    CHANGED = "changed"
    """Words of a paragraph changed."""
    ADDED = "added"
    DELETED = "deleted"
    """A whole paragraph."""
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    COMMENT = "comment"
    PROPOSED = "proposed"
    """A wording in a table of proposals."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing that one author did to one place of a text."""

    deed: Deed
    clauses: tuple[str, ...]
    """Ids of the clauses of the text it was done to, in document order; for what was added, the clause that it follows; empty before the first."""
    label: str
    """The place as people say it: `paragraph 7`, `after paragraph 7`; `the whole text` for a comment without a place."""
    author: str
    """Empty where nobody marked it."""
    at: datetime | None
    old: str
    new: str
    redline: Redline | None
    """Of an edit that changed words."""
    comment: str = ""
    quote: str = ""
    """The words that a comment is about."""
    answers: str = ""
    """Who is answered, where a comment is an answer."""
    on: tuple[str, ...] = ()
    """Whose changes it was made on, where it changed words that stand only in another's insertion."""
    behind: str | None = None
    """Of a paragraph that was moved: the clause that it stands behind now, empty for the beginning; None where it was not moved."""
    to: str = ""
    """The same as people say it: `after paragraph 9`, `at the beginning`."""
    like: str = ""
    """Of what was added: the clause that it is of a kind with, where that is not the one it follows (a new paragraph behind all that stands under one)."""
    file: str = ""
    position: int = 0
    """Where its first clause stands in the text, counted from 0; for the order of a table."""


@dataclass(frozen=True, slots=True)
class Edits:
    """All that was done to a text in one file."""

    file: str
    edits: tuple[Edit, ...]
    carried: tuple[str, ...]
    """Names of those whose tracked changes are the text itself, because the file was made as a redline to it."""
    unmarked: int
    """Edits that nobody marked."""
    warnings: tuple[str, ...] = ()
