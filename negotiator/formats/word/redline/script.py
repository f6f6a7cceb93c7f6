"""The edit script of two rows of pieces: minimal in words, then with stray common words taken into the change around them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from negotiator.formats.word.redline.hunks import hunks_of
from negotiator.formats.word.redline.pieces import Kind, Piece, Span, joined
from negotiator.formats.word.redline.schema import P

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
    for same, i, i2, j, j2 in hunks_of(here, there):
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
