"""A Word file in its other views: before its tracked changes, as marked, and with its comments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from negotiator.errors import UsageError
from negotiator.model.block import BlockRole
from negotiator.reading.segment import NOTHING_SAID
from negotiator.services.files import bytes_of
from negotiator.text.shell import typed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from negotiator.formats.word.marks import MarkedParagraph
    from negotiator.formats.word.remarks import WordRemark
    from negotiator.model.block import Anchor, Reading
    from negotiator.reading.corrections import Corrections
    from negotiator.reading.segment import Segmented


@dataclass(frozen=True, slots=True)
class HandMark:
    """A change made by hand that a person confirmed: words put in, or struck."""

    anchor: Anchor
    how: str
    """`inserted` or `deleted`."""
    text: str


def clauses_before(path: str, corrections: Corrections = NOTHING_SAID) -> tuple[str, Segmented]:
    """The name of a Word file, and its clauses with all changes rejected: tracked ones, and those made by hand that were confirmed.

    Raises UsageError for another format, BadInputError.
    """
    from negotiator.formats.word.blocks import View, read_word
    from negotiator.reading.byhand import IGNORE, read_ruling, settled
    from negotiator.reading.segment import segment

    name, content = _word(path)
    reading = read_word(name, content, View.REJECTED)
    ruling = read_ruling(corrections.markup)
    if ruling.confirmed:
        reading, corrections = settled(reading, ruling, rejected=True), replace(corrections, markup=IGNORE)
    return name, segment(reading, corrections)


def marks_in(path: str, markup: str = "") -> tuple[str, Sequence[MarkedParagraph], Sequence[HandMark], int]:
    """The name of a Word file, its paragraphs as marked, changes made by hand that `markup` confirms, and how many changes a reader would count.

    Raises UsageError, BadInputError.
    """
    from negotiator.formats.word.blocks import read_marks, read_word
    from negotiator.formats.word.marks import count_changes
    from negotiator.reading.byhand import count_passages, read_ruling, settled

    name, content = _word(path)
    paragraphs = read_marks(name, content)
    ruling = read_ruling(markup)
    if not ruling.confirmed:
        return name, paragraphs, (), count_changes(paragraphs)
    reading = read_word(name, content)
    return name, paragraphs, tuple(_by_hand(settled(reading, ruling))), count_changes(paragraphs) + count_passages(reading, ruling)


def _by_hand(reading: Reading) -> Iterator[HandMark]:
    for block in reading.blocks:
        if block.role is BlockRole.STRUCK_BY_HAND:
            yield HandMark(block.anchor, "deleted", block.text)
        for mark in block.marks:
            if mark.kind == "inserted":
                yield HandMark(block.anchor, "inserted", block.text[mark.start : mark.end])


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
        raise UsageError(f"{name} is no Word file, so nothing in it is tracked", hint=f"negotiator parse {typed(path)}")
    return name, content
