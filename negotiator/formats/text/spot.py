"""Where a line stands on its page, for sources that say so (a PDF): sharper signs than counting letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from negotiator.model.block import Anchor, Mark
from negotiator.reading.masthead import masthead_form

if TYPE_CHECKING:
    from negotiator.formats.text.lines import Line

MOST_WORDS = 30
"""Words of a heading."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of a line; measures in points."""

    anchor: Anchor
    left: float
    right: float
    limit: float
    """How far right the lines around it reach."""
    first: float
    """Width of its first word."""
    size: float
    """Of its letters."""
    bold: bool
    rank: int
    """0 for letters no larger than the text's; else 1 for the largest size of the document, 2 for the next …"""
    centred: bool
    column: tuple[int, int]
    """Page and column."""
    base: float
    """Height of the line above the page's lower edge."""
    begins: bool = False
    """A table or a head stands before it, so that nothing goes on here."""
    marks: tuple[Mark, ...] = ()
    """Raised, struck and underlined words of the line's text."""


def set_apart(lines: Sequence[Line], line: Line) -> bool:
    """Whether size, weight or margin show that a line is no part of the paragraph whose lines these are."""
    before, here = lines[-1].spot, line.spot
    if before is None or here is None:
        return False
    if here.begins or abs(before.size - here.size) > 0.08 * max(before.size, here.size) or before.bold != here.bold:
        return True
    if here.centred and before.rank == here.rank and (before.rank or before.bold) and abs(before.left + before.right - here.left - here.right) < 16:
        # The first line of a centred title fills the page.
        return False
    if before.column != here.column or before.centred or here.centred:
        return before.column == here.column and before.centred != here.centred and min(before.left, here.left) < max(before.left, here.left) - 2 * here.size
    room = 0.7 * here.size
    if len(lines) > 1 and lines[1].spot is not None and lines[1].spot.column == here.column:
        return abs(here.left - lines[1].spot.left) > room
    return False


def has_room(lines: Sequence[Line], line: Line, share: float) -> bool:
    """Whether the line's first word would have found room on the line before; with a small `share` only where a good part of it was left empty."""
    before, here = lines[-1].spot, line.spot
    assert before is not None and here is not None  # noqa: S101
    own = [other.spot.right for other in lines if other.spot is not None and other.spot.column == before.column]
    limit = max(own) if len(own) > 1 else before.limit
    width = max(limit - min(before.left, here.left), here.size)
    spare = 0.012 if share > 0.88 else 0.1 if share > 0.8 else 0.3
    return before.right + 0.25 * here.size + here.first <= limit - spare * width


def heading_rank(spots: Sequence[Spot], text: str) -> int:
    """The outline level that larger letters show; 0 for text, and for the lines of a masthead however large."""
    if not spots or not all(spot.rank for spot in spots) or len(text.split()) > MOST_WORDS or masthead_form(text):
        return 0
    return min(9, spots[0].rank)
