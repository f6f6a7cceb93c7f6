"""What stays and what does not between two rows of pieces: minimal in words, and of all that are, the one that reads best."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from negotiator.formats.word.redline.pieces import OPENING, Kind, Piece
from negotiator.text.common import hunks as differing

_ISLAND: Final = 2
"""Words between two changes that may be taken into them."""
_SHARE: Final = 0.12
"""Tokens marked beyond need, at most, as a share of those that differ; measured on the bench, 1.15 would be the limit."""

_MARK: Final = "¶"
"""What the key of a paragraph's end begins with."""
_SLIDE: Final = 3
"""Words by which a change is pushed on, at most, until it begins with one."""
_BACK: Final = 6
"""Pieces by which a change may go back to begin with an opening sign."""

Hunk = tuple[bool, int, int, int, int]
"""Whether it is the same on both sides; where it begins and ends on the old side, and on the new one."""


def hunks_of(old: Sequence[Piece], new: Sequence[Piece]) -> list[Hunk]:
    """All of both rows in order. Words kept between two changes join their like, a change begins with its own opening sign, stray short words go along."""
    found = _opcodes([p.key for p in old], [p.key for p in new])
    return _quiet(_opened(_slid(found, old, new), old, new), old, new)


def _opcodes(old: list[str], new: list[str]) -> list[Hunk]:
    """What is the same and what is not, minimal in words: space is kept where words beside it are, and keeps none apart."""
    here = [n for n, key in enumerate(old) if not key.isspace()]
    there = [n for n, key in enumerate(new) if not key.isspace()]
    found: list[Hunk] = []
    at = to = i = j = 0
    mine, theirs = [old[n] for n in here], [new[n] for n in there]
    for start, end, first, last in [*_from_marks(differing(mine, theirs), mine, theirs), (len(here), 0, len(there), 0)]:
        for word, other in _stretches(old, new, here[at:start], there[to:first]):
            _between(old, new, (i, word.start, j, other.start), found)
            _add(found, (True, word.start, word.stop, other.start, other.stop))
            i, j = word.stop, other.stop
        at, to = end, last
    _between(old, new, (i, len(old), j, len(new)), found)
    return found


def _from_marks(hunks: Sequence[tuple[int, int, int, int]], old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """What comes or goes with a paragraph mark begins with the mark, where it may as well: the paragraph before it keeps its own end (a semicolon)."""
    at = 0
    while at < len(hunks):
        pushed, taken = _pushed(hunks, at, old, new)
        yield pushed
        at += taken


def _pushed(hunks: Sequence[tuple[int, int, int, int]], at: int, old: Sequence[str], new: Sequence[str]) -> tuple[tuple[int, int, int, int], int]:
    """A change with words on one side, pushed on until it begins with a mark, and how many changes it is made of then; as it is where that cannot be."""
    side = 0 if hunks[at][2] == hunks[at][3] else 2
    words, other = (old, 2) if side == 0 else (new, 0)
    start, end = hunks[at][side : side + 2]
    if hunks[at][other] != hunks[at][other + 1] or _MARK not in (word[:1] for word in words[start : start + _SLIDE + 1]):
        return hunks[at], 1
    place, taken = hunks[at][other], 1
    while not words[start].startswith(_MARK):
        if end == len(words) or words[start] != words[end]:
            return hunks[at], 1
        start, end, place = start + 1, end + 1, place + 1
        while at + taken < len(hunks) and hunks[at + taken][side] == end:
            following = hunks[at + taken]
            if following[other] != following[other + 1]:
                return hunks[at], 1
            end, taken = following[side + 1], taken + 1
    return ((start, end, place, place) if side == 0 else (place, place, start, end)), taken


def _stretches(old: list[str], new: list[str], here: list[int], there: list[int]) -> Iterable[tuple[range, range]]:
    """Places of words that stay: all of them as one stretch where the space between them stays too, else one by one."""
    if here and old[here[0] : here[-1] + 1] == new[there[0] : there[-1] + 1]:
        return ((range(here[0], here[-1] + 1), range(there[0], there[-1] + 1)),)
    return ((range(i, i + 1), range(j, j + 1)) for i, j in zip(here, there, strict=True))


def _between(old: Sequence[str], new: Sequence[str], gap: tuple[int, int, int, int], hunks: list[Hunk]) -> None:
    """What stands between two words that are kept: the same at its ends, something else between."""
    i, i2, j, j2 = gap
    start = 0
    while i + start < i2 and j + start < j2 and old[i + start] == new[j + start]:
        start += 1
    end = 0
    while end < min(i2 - i, j2 - j) - start and old[i2 - 1 - end] == new[j2 - 1 - end]:
        end += 1
    _add(hunks, (True, i, i + start, j, j + start))
    _add(hunks, (False, i + start, i2 - end, j + start, j2 - end))
    _add(hunks, (True, i2 - end, i2, j2 - end, j2))


def _add(hunks: list[Hunk], hunk: Hunk) -> None:
    same, i, i2, j, j2 = hunk
    if i == i2 and j == j2:
        return
    if hunks and hunks[-1][0] == same:
        _, a, _, b, _ = hunks[-1]
        hunks[-1] = (same, a, i2, b, j2)
    else:
        hunks.append(hunk)


def _slid(hunks: list[Hunk], old: Sequence[Piece], new: Sequence[Piece]) -> list[Hunk]:
    """Two changes that are one where the words kept between them also stand at the other end of what comes or goes: `use[, – EU],[ and others]`
    is `use,[ – EU, and others]`."""
    out: list[Hunk] = []
    for at, hunk in enumerate(hunks):
        same, i, i2, j, j2 = hunk
        if same and out and not out[-1][0] and at + 1 < len(hunks) and not hunks[at + 1][0]:
            _, a, _, b, _ = out[-1]
            _, _, c, _, d = hunks[at + 1]
            size = i2 - i
            if (b == j and _alike(old, a, i, size)) or (a == i and _alike(new, b, j, size)):
                out.pop()
                _add(out, (True, a, a + size, b, b + size))
                _add(out, (False, a + size, i2, b + size, j2))
                continue
            if (j2 == d and _alike(old, i, c - size, size)) or (i2 == c and _alike(new, j, d - size, size)):
                hunks[at + 1] = (True, c - size, c, d - size, d)
                _add(out, (False, i, c - size, j, d - size))
                continue
        _add(out, hunk)
    return out


def _opened(hunks: list[Hunk], old: Sequence[Piece], new: Sequence[Piece]) -> list[Hunk]:
    """What comes or goes with its own opening sign, not with that of what follows: `[[shall] ][may]` rather than `[[shall] []may]`."""
    out = list(hunks)
    for at, (same, i, i2, j, j2) in enumerate(hunks):
        if same or not at or (i < i2 and j < j2):
            continue
        pieces, start, stop = (old, i, i2) if i < i2 else (new, j, j2)
        _, a, _, b, _ = out[at - 1]
        for back in range(1, min(_BACK, start - (a if i < i2 else b), stop - start) + 1):
            if not _alike(pieces, start - back, stop - back, 1):
                break
            if pieces[start - back].key in OPENING:
                out[at - 1] = (True, a, i - back, b, j - back)
                out[at] = (False, i - back, i2 - back, j - back, j2 - back)
                _, _, c, _, d = out[at + 1] if at + 1 < len(out) else (True, i2, i2, j2, j2)
                out[at + 1 :] = [(True, i2 - back, c, j2 - back, d), *out[at + 2 :]]
                break
    return [hunk for hunk in out if hunk[1] < hunk[2] or hunk[3] < hunk[4]]


def _alike(pieces: Sequence[Piece], at: int, other: int, size: int) -> bool:
    """Whether so many words, and nothing else, stand at both places, in the same formats."""
    return all(
        one.kind is Kind.TEXT and one.key == two.key and [s.format for s in one.spans] == [s.format for s in two.spans]
        for one, two in zip(pieces[at : at + size], pieces[other : other + size], strict=True)
    )


def _quiet(hunks: list[Hunk], old: Sequence[Piece], new: Sequence[Piece]) -> list[Hunk]:
    """Islands of a word or two between two changes, taken into them while the budget lasts; islands of space alone always."""
    needed = sum(i2 - i + j2 - j for same, i, i2, j, j2 in hunks if not same)
    budget = needed * _SHARE
    out: list[Hunk] = []
    for at, hunk in enumerate(hunks):
        same, i, i2, j, j2 = hunk
        between = bool(out) and not out[-1][0] and at + 1 < len(hunks)
        if same and between and all(p.kind is Kind.TEXT for p in old[i:i2]):
            words = [p for p in old[i:i2] if p.text.strip()]
            cost = 2 * len(words)
            free = not words and _both(out[-1]) and _both(hunks[at + 1])
            stray = 0 < len(words) <= _ISLAND and all(len(p.text) <= 3 for p in words) and cost <= budget and (_both(out[-1]) or _both(hunks[at + 1]))
            if (free or stray) and _same_formats(old[i:i2], new[j:j2]):
                budget -= cost
                same = False
        if not same and out and not out[-1][0]:
            _, a, _, b, _ = out[-1]
            out[-1] = (False, a, i2, b, j2)
        else:
            out.append((same, i, i2, j, j2))
    return out


def _both(hunk: Hunk) -> bool:
    _, i, i2, j, j2 = hunk
    return i < i2 and j < j2


def _same_formats(old: Sequence[Piece], new: Sequence[Piece]) -> bool:
    return all(span.theirs is None for p in old for span in p.spans) and len(old) == len(new)
