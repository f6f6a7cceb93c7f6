"""The edit script of two rows of pieces: minimal in words, then with stray common words taken into the change around them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from negotiator.formats.word.redline.pieces import Kind, Piece, Span, joined
from negotiator.formats.word.redline.schema import P
from negotiator.text.common import hunks as differing

_ISLAND: Final = 2
"""Words between two changes that may be taken into them."""
_SHARE: Final = 0.12
"""Tokens marked beyond need, at most, as a share of those that differ; measured on the bench, 1.15 would be the limit."""

_MARK: Final = "¶"
"""What the key of a paragraph's end begins with."""
_SLIDE: Final = 3
"""Words by which a change is pushed on, at most, until it begins with one."""
_STEM: Final = 2
"""Letters that a word keeps at least where only what was added to it is marked."""


Between = list[tuple[Piece, ...]]


class Op(Enum):
    KEEP = "keep"
    DELETE = "delete"
    INSERT = "insert"
    EDIT = "edit"
    """Kept, with changes inside."""


@dataclass(slots=True, eq=False)
class Step:
    op: Op
    old: Piece | None = None
    new: Piece | None = None
    before: tuple[Piece, ...] = ()
    """Edges of ranges, and what others deleted, that stand before the old piece."""
    opened: tuple[Piece, ...] = ()
    """Edges of ranges of the new side that stand before the new piece."""


def script(old: Sequence[Piece], new: Sequence[Piece]) -> list[Step]:
    """Steps that turn `old` into `new`: in a replacement deletions come first, and every old piece stands in exactly one step, so does every new one."""
    here, kept = _told(old)
    there, opened = _told(new)
    steps: list[Step] = []
    for same, i, i2, j, j2 in _quiet(_slid(_opcodes([p.key for p in here], [p.key for p in there]), here, there), here, there):
        if same:
            steps += _kept(here[i:i2], there[j:j2], kept[i:i2], opened[j:j2])
        else:
            grown = _grown(here[i:i2], there[j:j2], kept[i:i2], opened[j:j2])
            steps += _gap(here, there, kept, opened, (i, i2, j, j2)) if grown is None else grown
    if kept[-1] or opened[-1]:
        steps.append(Step(Op.KEEP, None, None, kept[-1], opened[-1]))
    _begin_after_paragraphs(steps)
    return steps


def _begin_after_paragraphs(steps: Sequence[Step]) -> None:
    """What is inserted at the beginning of a paragraph stays behind the paragraphs before it that others have deleted: it is no part of those."""
    for at, step in enumerate(steps):
        if step.before and at and steps[at - 1].op is Op.INSERT and any(p.kind is Kind.HIDDEN and _is_paragraph(p) for p in step.before):
            first = at - 1
            while first and steps[first - 1].op is Op.INSERT:
                first -= 1
            steps[first].before, step.before = (*steps[first].before, *step.before), ()


def _is_paragraph(piece: Piece) -> bool:
    return piece.element is not None and piece.element.tag == P


def _told(pieces: Sequence[Piece]) -> tuple[list[Piece], list[tuple[Piece, ...]]]:
    told: list[Piece] = []
    between: list[tuple[Piece, ...]] = []
    waiting: list[Piece] = []
    for piece in pieces:
        if piece.kind in (Kind.RANGE, Kind.HIDDEN):
            waiting.append(piece)
        else:
            told.append(piece)
            between.append(tuple(waiting))
            if waiting:
                waiting = []
    between.append(tuple(waiting))
    return told, between


def _kept(here: Sequence[Piece], there: Sequence[Piece], kept: Between, opened: Between) -> Iterator[Step]:
    """Steps that keep pieces; text is kept in one step up to what is no text, or has something before it."""
    at = 0
    while at < len(here):
        end = at + 1
        if here[at].kind is Kind.TEXT is there[at].kind:
            while end < len(here) and here[end].kind is Kind.TEXT is there[end].kind and not kept[end] and not opened[end]:
                end += 1
        yield Step(Op.KEEP, joined(here[at:end]), joined(there[at:end]), kept[at], opened[at])
        at = end


Hunk = tuple[bool, int, int, int, int]


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


def _gap(here: list[Piece], there: list[Piece], kept: Between, opened: Between, hunk: tuple[int, int, int, int]) -> list[Step]:
    """A replacement; shells that both sides have are edited inside instead."""
    i, i2, j, j2 = hunk
    steps: list[Step] = []
    while i < i2 or j < j2:
        twin = _next_shells(here[i:i2], there[j:j2])
        di, dj = twin or (i2 - i, j2 - j)
        steps += [Step(Op.DELETE, piece, None, before) for piece, before in _runs(here, kept, i, i + di)]
        steps += [Step(Op.INSERT, None, piece, (), before) for piece, before in _runs(there, opened, j, j + dj)]
        i, j = i + di, j + dj
        if twin:
            steps.append(Step(Op.EDIT, here[i], there[j], kept[i], opened[j]))
            i, j = i + 1, j + 1
    return steps


def _runs(pieces: Sequence[Piece], between: Between, at: int, stop: int) -> Iterator[tuple[Piece, tuple[Piece, ...]]]:
    """Pieces that come or go, text with nothing between it in one, and what stands before each."""
    while at < stop:
        end = at + 1
        if pieces[at].kind is Kind.TEXT:
            while end < stop and pieces[end].kind is Kind.TEXT and not between[end]:
                end += 1
        yield joined(pieces[at:end]), between[at]
        at = end


def _grown(old: Sequence[Piece], new: Sequence[Piece], kept: Between, opened: Between) -> list[Step] | None:
    """A word that letters were added to or taken from, at one end: as a colleague would type it, only these are marked. None where it is not so."""
    if not old or not new or (len(old) > 1 and len(new) > 1) or any(p.kind is not Kind.TEXT for p in (*old, *new)):
        return None
    longer, short = (new, old[0]) if len(old) == 1 and len(new[0].text + new[-1].text) > len(old[0].text) else (old, new[0])
    size, added = len(short.text), longer is new
    if (not added and len(new) > 1) or size < _STEM or not any(c.isalpha() for c in short.text):
        return None
    if longer[0].text.startswith(short.text) and _letters_apart(short.text, longer[0].text[size:] or "".join(p.text for p in longer[1:2])):
        stem, rest = _cut(longer[0], size)
        parts = [(stem, True), *((p, False) for p in ([rest] if rest.text else []) + list(longer[1:]))]
    elif longer[-1].text.endswith(short.text) and len(longer[-1].text) > size and _letters_apart(longer[-1].text[:-size], short.text):
        rest, stem = _cut(longer[-1], len(longer[-1].text) - size)
        parts = [*((p, False) for p in [*longer[:-1], rest]), (stem, True)]
    else:
        return None
    before, behind = (tuple(p for group in table for p in group) for table in (kept, opened))
    steps = [
        Step(Op.KEEP, *((short, piece) if added else (piece, short))) if stays else Step(Op.INSERT, None, piece) if added else Step(Op.DELETE, piece)
        for piece, stays in parts
    ]
    if any(len(group) and at for table in (kept, opened) for at, group in enumerate(table)):
        return None
    steps[0].before, steps[0].opened = before, behind
    return steps


def _letters_apart(before: str, after: str) -> bool:
    """Whether a cut between two stretches tears neither a number nor a letter from its accent."""
    return bool(after) and not (before[-1:].isdigit() and after[0].isdigit()) and not unicodedata.category(after[0]).startswith(("M", "C"))


def _cut(piece: Piece, at: int) -> tuple[Piece, Piece]:
    first: list[Span] = []
    second: list[Span] = []
    left = at
    for span in piece.spans:
        if span.held is not None:
            (first if left else second).append(span)
        for text, spans in ((span.text[:left], first), (span.text[left:], second)):
            if text:
                spans.append(Span(text, span.run, span.format, span.theirs))
        left = max(0, left - len(span.text))
    text = piece.text
    return Piece(Kind.TEXT, text[:at], text[:at], spans=first), Piece(Kind.TEXT, text[at:], text[at:], spans=second)


def _next_shells(old: Sequence[Piece], new: Sequence[Piece]) -> tuple[int, int] | None:
    for i, piece in enumerate(old):
        if piece.shell:
            for j, other in enumerate(new):
                if other.shell == piece.shell:
                    return i, j
    return None
