"""The longest common subsequence of two token lists, as the stretches where they differ."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import repeat
from typing import Final

Hunk = tuple[int, int, int, int]
"""Tokens i1 to i2 of the old list stand where j1 to j2 of the new one stand; one of the two may be empty, both never."""

LARGEST_TABLE: Final = 200_000_000
"""Bits of the table that the traceback reads (25 MB); above it the lists are cut at passages that occur once in each."""
_PASSAGE: Final = 4
"""Tokens in a passage that is sought once in each list."""


def hunks(old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    """Where the lists differ, in order; between two hunks they are equal. Fewest tokens differ, except in texts of more than ten thousand words."""
    found: list[Hunk] = []
    _differ(old, new, (0, len(old), 0, len(new)), found)
    return found


def _differ(old: Sequence[str], new: Sequence[str], within: Hunk, found: list[Hunk]) -> None:
    i1, i2, j1, j2 = within
    while i1 < i2 and j1 < j2 and old[i1] == new[j1]:
        i1 += 1
        j1 += 1
    while i1 < i2 and j1 < j2 and old[i2 - 1] == new[j2 - 1]:
        i2 -= 1
        j2 -= 1
    if i1 == i2 and j1 == j2:
        return
    if i1 == i2 or j1 == j2:
        found.append((i1, i2, j1, j2))
    elif (i2 - i1) * (j2 - j1) <= LARGEST_TABLE:
        _minimal(old, new, (i1, i2, j1, j2), found)
    else:
        anchors = _anchors(old, new, (i1, i2, j1, j2))
        if not anchors:
            found.append((i1, i2, j1, j2))
            return
        for i, j in anchors:
            _differ(old, new, (i1, i, j1, j), found)
            i1, j1 = i, j
        _differ(old, new, (i1, i2, j1, j2), found)


def _minimal(old: Sequence[str], new: Sequence[str], within: Hunk, found: list[Hunk]) -> None:
    """Bit-parallel longest common subsequence (Hyyrö, 2004): one row of bits for each new token, read backwards for the alignment.

    On Python's integers this is as fast as a compiled library for a paragraph, and needs nothing to be loaded. What a row carries beyond the old tokens
    is never read.
    """
    i1, i2, j1, j2 = within
    here, there = old[i1:i2], new[j1:j2]
    places: dict[str, int] = {}
    place = places.get
    bit = 1
    for token in here:
        places[token] = place(token, 0) | bit
        bit <<= 1
    row = bit - 1
    rows: list[int] = [row]
    append = rows.append
    for bits in map(place, there, repeat(0)):
        hits = row & bits
        if hits:
            row = row + hits | row - hits
        append(row)
    i, j = end_i, end_j = len(here), len(there)
    stretch: list[Hunk] = []
    while i and j:
        if here[i - 1] == there[j - 1]:
            if i < end_i or j < end_j:
                stretch.append((i1 + i, i1 + end_i, j1 + j, j1 + end_j))
            while i and j and here[i - 1] == there[j - 1]:
                i -= 1
                j -= 1
            end_i, end_j = i, j
        elif rows[j] >> (i - 1) & 1:
            i -= 1
        else:
            j -= 1
    if end_i or end_j:
        stretch.append((i1, i1 + end_i, j1, j1 + end_j))
    found.extend(reversed(stretch))


def _anchors(old: Sequence[str], new: Sequence[str], within: Hunk) -> list[tuple[int, int]]:
    """Places where the same passage starts, once in each list, in an order that both share (patience diff)."""
    i1, i2, j1, j2 = within
    here, there = _single_passages(old, i1, i2), _single_passages(new, j1, j2)
    pairs = sorted((i, there[passage]) for passage, i in here.items() if passage in there)
    kept = longest_increasing([j for _, j in pairs])
    return [pairs[k] for k in kept if pairs[k] != (i1, j1)]


def _single_passages(text: Sequence[str], start: int, end: int) -> dict[tuple[str, ...], int]:
    passages = [tuple(text[k : k + _PASSAGE]) for k in range(start, end - _PASSAGE + 1)]
    count = Counter(passages)
    return {passage: start + k for k, passage in enumerate(passages) if count[passage] == 1}


def longest_increasing(values: Sequence[int]) -> list[int]:
    """Indices of a longest strictly increasing subsequence, ascending."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        place = bisect_left(tails, value)
        before.append(ends[place - 1] if place else -1)
        if place == len(tails):
            tails.append(value)
            ends.append(index)
        else:
            tails[place] = value
            ends[place] = index
    kept: list[int] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        kept.append(index)
        index = before[index]
    kept.reverse()
    return kept
