"""The difference of two wordings in words: exact to the letter, minimal, then made readable.

Tokens are compared apart from typography, so that a curled quotation mark never tears a sentence; what differs only so is named cosmetic.
Readability follows the clean-up of diff-match-patch (N. Fraser): changes slide to the edges of sentences and brackets, and a common word left
standing between two replacements is taken into them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from negotiator.model.change import Op, Redline, Segment
from negotiator.text.common import Hunk, hunks
from negotiator.text.normalise import cosmetic, unified, without_note_numbers
from negotiator.text.tokens import parts

REDLINE: Final = "3"
"""Version of the method, kept where places in a redline are stored."""

_WORTH_CUTTING: Final = 200
"""Characters from which the ends that both texts share are not taken apart."""
_ROOM: Final = 8
"""Words left at either end for changes to slide into."""

EQUAL, DELETE, INSERT = Op.EQUAL, Op.DELETE, Op.INSERT

_BINDING = (
    "that this with from have been shall will which their these those such also into upon other "
    "dans avec pour leur leurs cette sont être sera elle nous "
    "eller ikke skal samt deres dette disse efter under ved "
    "oder nicht eine einer eines einem einen wird sind durch auch über "
    "para como esta este entre"
)
_COMMON: Final = frozenset(_BINDING.split())
"""Words of four letters and more that bind rather than mean; those of up to three letters count as such in every language."""
_ISLAND_WORDS: Final = 2
_BUDGET: Final = 0.34
"""Tokens that may be marked beyond need, as a share of those that have to be."""


def redline(old: str, new: str) -> Redline:
    """The redline from `old` to `new`: equal and delete give `old` to the letter, equal and insert give `new`; in a replacement the deletion comes first.

    Segments that differ in typography only are marked cosmetic: quotation marks, hyphens, kinds of space, composed letters, invisible characters.
    """
    if old == new:
        return Redline((Segment(EQUAL, old),) if old else ())
    start, end = _shared_ends(old, new)
    head, tail = old[:start], old[len(old) - end :]
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    here, there = _Text(old), _Text(new)
    differing = hunks(here.keys, there.keys)
    segments = _Segments()
    segments.add(EQUAL, head)
    _write(here, there, _joined(here, there, _slid(here, there, differing)), segments)
    segments.add(EQUAL, tail)
    same_words = not (differing and old.isascii() and new.isascii()) and cosmetic(old) == cosmetic(new)
    return Redline(segments.finished(force=True if same_words else None if segments.substance else False))


def _shared_ends(old: str, new: str) -> tuple[int, int]:
    """How many characters at the start and at the end both share, some words short of the first and last difference: changes have room to slide."""
    shorter = min(len(old), len(new))
    if shorter < _WORTH_CUTTING:
        return 0, 0
    start = _edge(old, _shared(old, new, shorter))
    room = shorter - start
    backwards, other = old[len(old) - room :][::-1], new[len(new) - room :][::-1]
    return start, _edge(backwards, _shared(backwards, other, room))


def _shared(old: str, new: str, most: int) -> int:
    """The length of the common beginning, by halves."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        if old[least:middle] == new[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def _edge(text: str, end: int) -> int:
    """Where a word starts some words before `end`, a single space before it; 0 where there is none."""
    for _ in range(_ROOM):
        end = text.rfind(" ", 0, end)
        if end <= 0:
            return 0
    return end if text[end - 1 : end + 2].isascii() and not text[end - 1].isspace() and not text[end + 1 : end + 2].isspace() else 0


class _Text:
    """A wording taken apart: its words and marks with the space before each, and the keys by which they are compared."""

    __slots__ = ("keys", "parts")

    def __init__(self, text: str) -> None:
        self.parts = parts(text)
        """Space and word by turns, the space at the end last."""
        words = self.parts[1::2]
        self.keys: list[str] = words if text.isascii() else [word if word.isascii() else unified(word) for word in words]
        if without_note_numbers(text) != text:
            behind = ["", *words]
            self.keys = [without_note_numbers(before[-1:] + key)[len(before[-1:]) :] for before, key in zip(behind, self.keys, strict=False)]

    def gap(self, index: int) -> str:
        """The space before a piece, or at the end."""
        return self.parts[2 * index]

    def word(self, index: int) -> str:
        return self.parts[2 * index + 1]

    def raw(self, start: int, end: int) -> str:
        """Pieces with the space before each."""
        return "".join(self.parts[2 * start : 2 * end])


class _Segments:
    """Collects segments, joining neighbours of one kind; deletions go before insertions in a replacement."""

    __slots__ = ("_runs", "substance")

    def __init__(self) -> None:
        self._runs: list[tuple[Op, bool, list[str]]] = []
        self.substance = False

    def add(self, op: Op, text: str, *, only_typography: bool = False) -> None:
        if not text:
            return
        if op is not EQUAL and not only_typography:
            self.substance = True
        runs = self._runs
        if runs:
            last_op, last_flag, last_texts = runs[-1]
            if last_op is op and last_flag is only_typography:
                last_texts.append(text)
                return
            if op is DELETE and last_op is INSERT and last_flag is only_typography:
                if len(runs) > 1 and runs[-2][0] is DELETE and runs[-2][1] is only_typography:
                    runs[-2][2].append(text)
                else:
                    runs.insert(len(runs) - 1, (op, only_typography, [text]))
                return
        runs.append((op, only_typography, [text]))

    def finished(self, *, force: bool | None) -> tuple[Segment, ...]:
        """`force` names all differences cosmetic, or none of them, where the wordings as wholes say so."""
        return tuple(Segment(op, "".join(texts), op is not EQUAL and (flag if force is None else force)) for op, flag, texts in self._runs)


def _write(here: _Text, there: _Text, changed: list[Hunk], segments: _Segments) -> None:
    i = j = 0
    after_change = False
    end = (len(here.keys), len(here.keys), len(there.keys), len(there.keys))
    for hunk in (*changed, end):
        if i < hunk[0]:
            _write_equal(here, there, (i, hunk[0], j, hunk[2]), segments, after_change=after_change)
            after_change = False
        if hunk is not end:
            _write_hunk(here, there, hunk, segments, after_change=after_change)
            after_change = True
        elif not after_change:
            _write_gap(here.parts[-1], there.parts[-1], segments, edge=True)
        i, j = hunk[1], hunk[3]


def _write_equal(here: _Text, there: _Text, stretch: Hunk, segments: _Segments, *, after_change: bool) -> None:
    """Write pieces with equal keys and the space between them; after a change the space before the first is written already."""
    i1, i2, j1, j2 = stretch
    if after_change:
        _write_word(here.word(i1), there.word(j1), segments)
        i1, j1 = i1 + 1, j1 + 1
    if here.parts[2 * i1 : 2 * i2] == there.parts[2 * j1 : 2 * j2]:
        segments.add(EQUAL, here.raw(i1, i2))
        return
    for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
        _write_gap(here.gap(i), there.gap(j), segments, edge=i == j == 0)
        _write_word(here.word(i), there.word(j), segments)


def _write_word(old: str, new: str, segments: _Segments) -> None:
    if old == new:
        segments.add(EQUAL, old)
    else:
        segments.add(DELETE, old, only_typography=True)
        segments.add(INSERT, new, only_typography=True)


def _write_gap(old: str, new: str, segments: _Segments, *, edge: bool) -> None:
    if old == new:
        segments.add(EQUAL, old)
    else:
        typography = edge or bool(old and new)
        segments.add(DELETE, old, only_typography=typography)
        segments.add(INSERT, new, only_typography=typography)


def _write_hunk(here: _Text, there: _Text, hunk: Hunk, segments: _Segments, *, after_change: bool) -> None:
    """Write a changed stretch with the gap before it (unless a change wrote it) and the gap after it."""
    i1, i2, j1, j2 = hunk
    old_gap, new_gap, last = here.gap(i1), there.gap(j1), here.gap(i2)
    if old_gap == new_gap and last == there.gap(j2) and i1 < i2 and j1 < j2:
        old, new = here.raw(i1, i2)[len(old_gap) :], there.raw(j1, j2)[len(new_gap) :]
        _write_change(old, new, "" if after_change else old_gap, last, segments)
        return
    old, new = here.raw(i1, i2) + last, there.raw(j1, j2) + there.gap(j2)
    before, after = "", ""
    if after_change:
        old, new = old[len(old_gap) :], new[len(new_gap) :]
    elif old_gap == new_gap:
        before = old_gap
        old, new = old[len(before) :], new[len(before) :]
    elif old_gap and new_gap and i1 < i2 and j1 < j2:
        _write_gap(old_gap, new_gap, segments, edge=False)
        old, new = old[len(old_gap) :], new[len(new_gap) :]
    if last and last == there.gap(j2) and old.endswith(last) and new.endswith(last):
        after = last
        old, new = old[: -len(after)], new[: -len(after)]
    _write_change(old, new, before, after, segments)


def _write_change(old: str, new: str, before: str, after: str, segments: _Segments) -> None:
    segments.add(EQUAL, before)
    typography = (old.split() == new.split() or not (old.isascii() and new.isascii())) and _spaced(old) == _spaced(new)
    segments.add(DELETE, old, only_typography=typography)
    segments.add(INSERT, new, only_typography=typography)
    segments.add(EQUAL, after)


def _spaced(text: str) -> str:
    """Like `cosmetic`, but space at either end counts."""
    plain = unified(text)
    inner = " ".join(plain.split())
    if not inner:
        return " " if plain else ""
    return f"{' ' * plain[0].isspace()}{inner}{' ' * plain[-1].isspace()}"


def _slid(here: _Text, there: _Text, changed: Sequence[Hunk]) -> list[Hunk]:
    """Move each pure insertion and deletion, as far as the text around it allows, to where a reader would have made it."""
    moved: list[Hunk] = []
    for index, (i1, i2, j1, j2) in enumerate(changed):
        room_before = i1 - (moved[-1][1] if moved else 0)
        room_after = (changed[index + 1][0] if index + 1 < len(changed) else len(here.keys)) - i2
        if i1 == i2:
            shift = _best_shift(there, j1, j2, room_before, room_after, joins=bool(moved))
        elif j1 == j2:
            shift = _best_shift(here, i1, i2, room_before, room_after, joins=bool(moved))
        else:
            shift = 0
        moved.append((i1 + shift, i2 + shift, j1 + shift, j2 + shift))
    return moved


def _best_shift(text: _Text, start: int, end: int, room_before: int, room_after: int, *, joins: bool) -> int:
    keys = text.keys
    least, most = 0, 0
    while -least < room_before and keys[start + least - 1] == keys[end + least - 1]:
        least -= 1
    while most < room_after and keys[start + most] == keys[end + most]:
        most += 1
    if least == most == 0:
        return 0
    shifts = sorted(range(least, most + 1), key=lambda shift: (abs(shift), shift))
    return max(shifts, key=lambda shift: _ease(text, start + shift, end + shift) + (8 if joins and -shift == room_before else 0))


def _ease(text: _Text, start: int, end: int) -> int:
    """How natural the edges of a stretch are: paragraphs, sentences, brackets and phrases whole."""
    ease = 0
    if "\n" in text.gap(start):
        ease += 4
    if "\n" in text.gap(end) or end == len(text.keys):
        ease += 4
    first, last = text.keys[start], text.keys[end - 1]
    before = text.keys[start - 1] if start else "."
    if before in _STOPS and last in _STOPS:
        ease += 4
    elif first in _STOPS and end < len(text.keys) and text.keys[end] in _STOPS:
        ease += 2
    if first in _OPENERS:
        ease += 1
    if last in _CLOSERS or first in _CLOSERS:
        ease += 1 if first in _OPENERS and last in _CLOSERS else -1
    return ease


_STOPS: Final = frozenset(".;:!?,。；：！？，、")
_OPENERS: Final = frozenset("([{（［")
_CLOSERS: Final = frozenset(")]}）］")


def _joined(here: _Text, there: _Text, changed: Sequence[Hunk]) -> list[Hunk]:
    """Take into one change what stands between two and does not help to read them: punctuation, one or two common words."""
    budget = _BUDGET * sum(i2 - i1 + j2 - j1 for i1, i2, j1, j2 in changed)
    done: list[Hunk] = []
    for hunk in changed:
        if done and hunk[0] == done[-1][1]:
            done[-1] = (done[-1][0], hunk[1], done[-1][2], hunk[3])
            continue
        if done:
            cost = 2 * (hunk[0] - done[-1][1])
            if cost <= budget and _is_confetti(here, there, done[-1], hunk):
                budget -= cost
                done[-1] = (done[-1][0], hunk[1], done[-1][2], hunk[3])
                continue
        done.append(hunk)
    return done


def _is_confetti(here: _Text, there: _Text, left: Hunk, right: Hunk) -> bool:
    island = here.keys[left[1] : right[0]]
    if len(island) > 2 * _ISLAND_WORDS:
        return False
    words = [key for key in island if key[:1].isalnum()]
    if len(words) > _ISLAND_WORDS or not all((len(word) <= 3 and word.isalpha()) or word.casefold() in _COMMON for word in words):
        return False
    if any("\n" in here.gap(k) for k in range(left[1], right[0] + 1)) or any("\n" in there.gap(k) for k in range(left[3], right[2] + 1)):
        return False
    if any(key in _OPENERS or key in _CLOSERS for key in island):
        return False
    deletes = left[1] > left[0] or right[1] > right[0]
    inserts = left[3] > left[2] or right[3] > right[2]
    needed = max(1, len(words))
    return deletes and inserts and all(_words_in(here, there, hunk) >= needed for hunk in (left, right))


def _words_in(here: _Text, there: _Text, hunk: Hunk) -> int:
    """Words of a change on its longer side."""
    return max(_count(here.keys[hunk[0] : hunk[1]]), _count(there.keys[hunk[2] : hunk[3]]))


def _count(keys: Sequence[str]) -> int:
    return sum(1 for key in keys if key[:1].isalnum())
