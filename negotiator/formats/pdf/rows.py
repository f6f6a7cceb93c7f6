"""Letters → rows of words: which letters stand on one line, where its words part, and which of them are raised."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from negotiator.formats.pdf.glyphs import Glyph

_SAME_LINE = 1.0
"""Points that two letters of one line may differ in height."""
_WORD_GAP = 0.17
"""Share of the font's size that parts words where no space is set (kerning stays under 0.1, spaces start at 0.2)."""
_TAB_GAP = 1.5
"""Share of the font's size from which a gap is one between columns."""


@dataclass(slots=True)
class Strip:
    """Letters on one line, sorted by place, before it is known whether they belong together."""

    base: float
    letters: list[Glyph]
    raised: set[int]
    """Turns (`Glyph.order`) of letters that stand above the line."""
    _size: float | None = None

    @property
    def size(self) -> float:
        """That of most letters."""
        if self._size is None:
            sizes = Counter([g.size for g in self.letters if not g.text.isspace()])
            self._size = max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0
        return self._size

    @property
    def left(self) -> float:
        return self.letters[0].left

    @property
    def right(self) -> float:
        return max(g.right for g in self.letters)


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters without a gap, with its place in the row's text."""

    start: int
    end: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text as it stands on the page."""

    text: str
    """Its words with single spaces between them; a gap as between columns is a tab."""
    words: tuple[Word, ...]
    left: float
    right: float
    base: float
    size: float
    bold: bool
    raised: tuple[tuple[int, int], ...]
    """Spans of the text that stand above the line."""
    places: tuple[tuple[float, float], ...]
    """Left and right edge of each character of the text; of a space, an empty place."""

    @property
    def first(self) -> float:
        """Width of its first word."""
        return self.words[0].right - self.words[0].left


def strips_of(glyphs: Sequence[Glyph]) -> list[Strip]:
    """Letters by line, from the top down; raised and lowered ones with the line that they belong to. Blank lines are left off."""
    strips: list[Strip] = []
    for glyph in sorted(glyphs, key=lambda g: (-g.base, g.left)):
        if strips and strips[-1].base - glyph.base <= _SAME_LINE:
            strips[-1].letters.append(glyph)
        else:
            strips.append(Strip(glyph.base, [glyph], set()))
    for strip in strips:
        strip.letters.sort(key=lambda g: (g.left, g.order))
    strips = [strip for strip in strips if any(not g.text.isspace() for g in strip.letters)]
    _gather(strips)
    strips = [strip for strip in strips if any(not g.text.isspace() for g in strip.letters)]
    out: list[Strip] = []
    for strip in strips:
        if out and _side_by_side(out[-1], strip):
            letters = sorted([*out[-1].letters, *strip.letters], key=lambda g: (g.left, g.order))
            out[-1] = strip_of(letters, out[-1].raised | strip.raised)
        else:
            out.append(strip)
    return out


def _side_by_side(one: Strip, other: Strip) -> bool:
    """Whether two strips stand beside each other, as in columns whose lines are not level."""
    if one.base - other.base > 0.75 * min(one.size, other.size):
        return False
    return one.right + 6 < other.left or other.right + 6 < one.left


def strip_of(letters: list[Glyph], raised: set[int]) -> Strip:
    """Letters as a strip of their own, on the line on which most of them stand."""
    bases = Counter([g.base for g in letters if g.order not in raised and not g.text.isspace()]) or Counter([g.base for g in letters])
    return Strip(bases.most_common(1)[0][0], letters, raised)


def _gather(strips: list[Strip]) -> None:
    """Move runs of small letters just above or below a line into it."""
    sizes = [strip.size for strip in strips]
    for index, small in enumerate(strips):
        for other in (index + 1, index - 1, index + 2, index - 2):
            if not 0 <= other < len(strips) or sizes[other] < sizes[index] * 1.15:
                continue
            line = strips[other]
            rise = small.base - line.base
            if not -0.35 * sizes[other] < rise < 0.65 * sizes[other]:
                continue
            taken = []
            for run in _runs(small.letters, 0.6 * sizes[index]):
                near = 0.45 * sizes[other]
                if any(g.left - near <= run[-1].right and run[0].left <= g.right + near for g in line.letters if not g.text.isspace()):
                    taken += run
            if taken:
                chosen = {g.order for g in taken}
                small.letters = [g for g in small.letters if g.order not in chosen]
                line.letters = sorted([*line.letters, *taken], key=lambda g: (g.left, g.order))
                if rise > 0.1 * sizes[other]:
                    line.raised |= chosen
            if not small.letters:
                break


def _runs(letters: Sequence[Glyph], gap: float) -> list[list[Glyph]]:
    runs: list[list[Glyph]] = []
    for glyph in letters:
        if glyph.text.isspace():
            continue
        if runs and glyph.left - runs[-1][-1].right <= gap:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def parted(strip: Strip, gap: float) -> list[Strip]:
    """The strip cut where a gap of at least so many points stands."""
    pieces: list[Strip] = []
    for run in _runs(strip.letters, gap):
        lo, hi = run[0].left, run[-1].right
        own = [g for g in strip.letters if lo <= g.left <= hi]
        pieces.append(strip_of(own, strip.raised))
    return pieces


def row_of(strip: Strip) -> Row:
    """The strip's letters as text."""
    letters = _once([g for g in strip.letters if g.text])
    size = strip.size
    turned = _right_to_left(letters)
    if turned:
        letters.sort(key=lambda g: g.order)
    visible = [g for g in letters if not g.text.isspace() or g.text in "\u00a0\u202f\u2007"]
    gaps = [_between(a, b, turned) for a, b in pairwise(visible)]
    wide = [gap for gap in gaps if gap > _WORD_GAP * size]
    tab = max(_TAB_GAP * size, 2.5 * median(wide) if len(wide) > 2 else 0.0)
    spaced = {b.order for a, b in pairwise(letters) if a.text.isspace() and a.text not in "\u00a0\u202f\u2007"}
    text, words, raised, places = "", [], [], []
    start, left = 0, visible[0].left
    for index, glyph in enumerate(visible):
        if index:
            gap = gaps[index - 1]
            # pdfium numbers the spaces that it supposes, so that a turn is missing there.
            supposed = gap > 0.1 * size and glyph.order - visible[index - 1].order == 2
            between = "\t" if gap > tab else " " if supposed or glyph.order in spaced or gap > _WORD_GAP * min(size, glyph.size * 1.2) else ""
            if between and not text.endswith("\u00a0"):
                words.append(Word(start, len(text), left, visible[index - 1].right))
                text += between
                places.append((glyph.left, glyph.left))
                start, left = len(text), glyph.left
        if glyph.order in strip.raised:
            raised.append((len(text), len(text) + len(glyph.text)))
        text += glyph.text
        places += [(glyph.left, glyph.right)] * len(glyph.text)
    words.append(Word(start, len(text), left, visible[-1].right))
    heavy = sum(g.bold for g in visible if g.text.isalnum())
    bold = heavy > 0 and heavy >= 0.95 * sum(g.text.isalnum() for g in visible)
    return Row(text, tuple(words), min(g.left for g in visible), max(g.right for g in visible), strip.base, size, bold, _joined(raised), tuple(places))


def _between(a: Glyph, b: Glyph, turned: bool) -> float:
    return max(a.left - b.right, b.left - a.right) if turned else b.left - a.right


def _once(letters: Sequence[Glyph]) -> list[Glyph]:
    """Letters that are drawn twice on one spot, as for a false bold, once."""
    out: list[Glyph] = []
    for glyph in letters:
        if not out or glyph.left - out[-1].left >= 0.1 * glyph.size:
            out.append(glyph)
            continue
        twin = next((g for g in out[-3:] if g.text == glyph.text and abs(g.left - glyph.left) < 0.1 * glyph.size and abs(g.order - glyph.order) > 2), None)
        if twin is None or glyph.text.isspace() or glyph.right - glyph.left < 0.05:
            out.append(glyph)
    return out


def _right_to_left(letters: Sequence[Glyph]) -> bool:
    known = [unicodedata.bidirectional(g.text[0]) for g in letters if g.text.isalpha()]
    return sum(kind in ("R", "AL") for kind in known) * 2 > len(known) > 0


def _joined(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and out[-1][1] == start:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)
