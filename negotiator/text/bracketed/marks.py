"""Which opening mark belongs to which closing one: inside a piece first, then over several; strays are kept as what they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

MARK: Final = re.compile(r"[\[\]［］⟦⟧〚〛]")
OPENING: Final = frozenset("[［⟦〚")
REACH: Final = 40
"""Pieces over which a bracket is believed to run; a stray mark at the top of a text would take the first stray one at its end for its partner."""


class Pair(NamedTuple):
    """A bracket by place alone, in code points of the whole source."""

    start: int
    end: int
    piece: int
    end_piece: int
    depth: int
    opened: bool
    closed: bool


def begins_of(pieces: Sequence[str]) -> tuple[int, ...]:
    """Where each piece begins once they are joined by line breaks."""
    found, at = [], 0
    for piece in pieces:
        found.append(at)
        at += len(piece) + 1
    return tuple(found)


def pairs(pieces: Sequence[str]) -> list[Pair]:
    """Every mark of the pieces in exactly one pair or stray, by beginning, outer ones first."""
    whole: list[tuple[int, int, int, int]] = []
    openings: list[tuple[int, int]] = []
    lone_closings: list[tuple[int, int]] = []
    base = 0
    for index, text in enumerate(pieces):
        here: list[int] = []
        closings: list[int] = []
        for mark in MARK.finditer(text):
            if mark[0] in OPENING:
                here.append(base + mark.start())
            elif here:
                whole.append((here.pop(), base + mark.end(), index, index))
            else:
                closings.append(base + mark.end())
        for end in closings:
            if openings and index - openings[-1][1] <= REACH:
                start, first = openings.pop()
                whole.append((start, end, first, index))
            else:
                lone_closings.append((end, index))
        openings += [(start, index) for start in here]
        base += len(text) + 1
    return _nested(pieces, whole, openings, lone_closings)


def _nested(
    pieces: Sequence[str], whole: list[tuple[int, int, int, int]], lone_openings: list[tuple[int, int]], lone_closings: list[tuple[int, int]]
) -> list[Pair]:
    begins = begins_of(pieces)
    found = [(start, end, first, last, True, True) for start, end, first, last in whole]
    leaving: dict[int, tuple[int, int]] = {}
    entering: dict[int, tuple[int, int]] = {}
    for start, end, first, last in whole:
        if first != last:  # a stray mark must not cut through a bracket that goes over pieces: it takes it in
            leaving[first] = max(leaving.get(first, (0, 0)), (end, last))
            entering[last] = min(entering.get(last, (start, first)), (start, first))
    for start, index in lone_openings:
        end, last = max((begins[index] + len(pieces[index]), index), leaving.get(index, (0, 0)))
        found.append((start, end, index, last, True, False))
    for end, index in lone_closings:
        start, first = min((begins[index], index), entering.get(index, (begins[index], index)))
        found.append((start, end, first, index, False, True))
    found.sort(key=lambda p: (p[0], -p[1], p[4]))
    ends: list[int] = []
    nested: list[Pair] = []
    for start, end, first, last, opened, closed in found:
        while ends and ends[-1] <= start:
            ends.pop()
        depth = sum(1 for e in ends if e >= end) + 1 if ends and ends[-1] < end else len(ends) + 1
        nested.append(Pair(start, end, first, last, depth, opened, closed))
        if not ends or ends[-1] >= end:
            ends.append(end)
        else:
            ends.append(end)
            ends.sort(reverse=True)
    return nested


def parting(text: str) -> frozenset[int]:
    """Where a closing mark with an opening one behind it stands between two words: `[shall][should]`, and not `modalit[y][ies]`."""
    found: set[int] = set()
    openings: list[int] = []
    for mark in MARK.finditer(text):
        at = mark.start()
        if mark[0] in OPENING:
            openings.append(at)
            continue
        opening = openings.pop() if openings else 0
        if text[at + 1 : at + 2] in OPENING and not (opening and text[opening - 1].isalnum()):
            found.add(at)
    return frozenset(found)
