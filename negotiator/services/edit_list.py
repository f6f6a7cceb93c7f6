"""Edits as a table for spreadsheets: a row to an edit, the text before and after in columns of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from negotiator.model.edit import Deed

if TYPE_CHECKING:
    from negotiator.model.clause import Clause
    from negotiator.model.edit import Edit

COLUMNS = ("paragraph", "author", "when", "what", "text", "new text", "comment", "on the words", "answers", "file")


def lines(edits: Sequence[Edit], base: Sequence[Clause]) -> list[tuple[str, ...]]:
    """Rows for `COLUMNS`; beside a comment stands the paragraph that it is about, beside a new paragraph nothing."""
    texts = {c.id: c.text for c in base}
    return [
        (
            e.label,
            e.author or "not marked",
            f"{e.at:%Y-%m-%d %H:%M}" if e.at else "",
            f"{e.deed.value} {e.to}".strip(),
            e.old or ("" if e.deed is Deed.ADDED else "\n".join(texts[c] for c in e.clauses)),
            e.new,
            e.comment,
            e.quote,
            e.answers,
            e.file,
        )
        for e in edits
    ]


def workbook_of(edits: Sequence[Edit], base: Sequence[Clause]) -> bytes:
    """A .xlsx file with the edits."""
    from negotiator.formats.xlsx import Sheet, workbook

    return workbook([Sheet("Edits", COLUMNS, lines(edits, base), (24, 18, 16, 11, 60, 60, 40, 24, 16, 24))])
