"""A Word file in its other views: before its tracked changes, as marked, and with its comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negotiator.errors import UsageError
from negotiator.services.files import bytes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from negotiator.formats.word.marks import MarkedParagraph
    from negotiator.formats.word.remarks import WordRemark
    from negotiator.reading.segment import Segmented


def clauses_before(path: str) -> tuple[str, Segmented]:
    """The name of a Word file, and its clauses with all tracked changes rejected. Raises UsageError for another format, BadInputError."""
    from negotiator.formats.word.blocks import View, read_word
    from negotiator.reading.segment import segment

    name, content = _word(path)
    return name, segment(read_word(name, content, View.REJECTED))


def marks_in(path: str) -> tuple[str, Sequence[MarkedParagraph], int]:
    """The name of a Word file, its paragraphs as marked, and how many changes a reader would count. Raises UsageError, BadInputError."""
    from negotiator.formats.word.blocks import read_marks
    from negotiator.formats.word.marks import count_changes

    name, content = _word(path)
    paragraphs = read_marks(name, content)
    return name, paragraphs, count_changes(paragraphs)


def remarks_in(name: str, content: bytes) -> tuple[WordRemark, ...]:
    """The comments of a file; none where it is no Word file. Raises BadInputError."""
    if not content.startswith(b"PK"):
        return ()
    from negotiator.formats.word.package import Package
    from negotiator.formats.word.remarks import read_comments

    return read_comments(Package.open(content, name))


def _word(path: str) -> tuple[str, bytes]:
    name, content = bytes_of(path)
    if not content.startswith(b"PK"):
        raise UsageError(f"{name} is no Word file, so nothing in it is tracked", hint=f"negotiator parse {path}")
    return name, content
