"""Numbers of lines that a PDF prints in its margin: found over all pages by their column and their count, and taken off the letters of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from negotiator.formats.pdf.glyphs import Glyph, Page
from negotiator.formats.pdf.rows import strips_of
from negotiator.model.block import Anchor, Block, BlockRole

_STEPS = (1, 2, 3, 4, 5, 10)
_NEAR = 2.0
"""Points that numbers of one column may be out of line."""


@dataclass(frozen=True, slots=True)
class _Number:
    """Figures at the left of a row, apart from what follows."""

    page: int
    value: int
    left: float
    right: float
    letters: tuple[Glyph, ...]


def without_line_numbers(pages: Sequence[Page]) -> tuple[list[Page], list[Block]]:
    """The pages without the numbers of their lines, and those numbers as blocks, one for each page that has some."""
    found: list[_Number] = []
    rows: dict[int, list[float]] = {}
    for page in pages:
        for strip in strips_of(page.glyphs):
            letters = [glyph for glyph in strip.letters if not glyph.text.isspace()]
            number = _leading(letters, page.number)
            start = letters[len(number.letters)].left if number is not None and len(letters) > len(number.letters) else letters[0].left
            rows.setdefault(page.number, []).append(start)
            if number is not None:
                found.append(number)
    column = max((_column(found, one) for one in found), key=len, default=[])
    if not _counts(column, rows):
        return list(pages), []
    gone = {(number.page, glyph.order) for number in column for glyph in number.letters}
    kept = [replace(page, glyphs=tuple(glyph for glyph in page.glyphs if (page.number, glyph.order) not in gone)) for page in pages]
    blocks = []
    for page in pages:
        own = [str(number.value) for number in column if number.page == page.number]
        if own:
            anchor = Anchor("line", 1, f"page {page.number}", "numbers of lines")
            blocks.append(Block(" ".join(own), anchor, len(own), BlockRole.LINE_NUMBER))
    return kept, blocks


def _leading(letters: Sequence[Glyph], page: int) -> _Number | None:
    count = 0
    while count < len(letters) and letters[count].text.isdigit() and (not count or letters[count].left - letters[count - 1].right < 0.3 * letters[count].size):
        count += 1
    figures = letters[:count]
    if not 0 < count < 5:
        return None
    if count < len(letters) and letters[count].left - figures[-1].right < 0.5 * figures[-1].size:
        return None
    return _Number(page, int("".join(glyph.text for glyph in figures)), figures[0].left, figures[-1].right, tuple(figures))


def _column(found: Sequence[_Number], one: _Number) -> list[_Number]:
    """The numbers that end where one ends, or else that begin where it begins."""
    ends = [other for other in found if abs(other.right - one.right) <= _NEAR]
    begins = [other for other in found if abs(other.left - one.left) <= _NEAR]
    return max(ends, begins, key=len)


def _counts(column: Sequence[_Number], rows: dict[int, list[float]]) -> bool:
    """Whether a column clear of the text counts by one step, and for the step of one nearly all rows of its pages."""
    steps = [b.value - a.value for a, b in pairwise(column) if b.page == a.page]
    step = max(set(steps), key=steps.count, default=0)
    if step not in _STEPS or len(column) < 2 or (len(column) == 2 and (step < 5 or column[0].value != step)):
        return False
    edge = max(number.right for number in column)
    starts = [start for page in {number.page for number in column} for start in rows[page]]
    clear = sum(start >= edge - _NEAR for start in starts) >= 0.97 * len(starts)
    regular = sum(one == step for one in steps) >= 0.9 * len(steps) and all(number.value % step == 0 for number in column)
    return clear and regular and (step > 1 or len(column) >= 0.6 * len(starts))
