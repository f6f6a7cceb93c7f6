"""How alike two wordings are, so that common formulas do not carry a match.

Words and pairs of words are weighted by how rare they are in both texts; the likeness of two units joins Dice's coefficient
and the share of the smaller one that the larger contains.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from copy import copy
from heapq import nlargest
from itertools import pairwise
from math import log
from typing import Final

from negotiator.align.unit import HEADINGS, Unit, containers
from negotiator.text.tokens import words

PAIR_WEIGHT: Final = 0.5
NUMBER_WEIGHT: Final = 0.3
"""Numbers and single letters change with every renumbering."""
DICE_SHARE: Final = 0.6
"""What Dice's coefficient counts; containment counts the rest."""
TRUST: Final = 12.0
"""Shared weight at which containment is half believed."""
CANDIDATES: Final = 15
"""Partners looked at for each unit, by likeness and again by what they share."""
_RARE_SHARE: Final = 0.15
"""A feature in more units than this share of them proposes nobody."""
_PROBES: Final = 48
"""Rarest features of a unit by which partners are sought."""


class Side:
    """The units of one text with their features: sets of numbers, and the weight of each set."""

    __slots__ = ("above", "closed", "features", "heading", "mass", "size", "texts", "units", "words")

    def __init__(self, units: Sequence[Unit], closed: frozenset[int]) -> None:
        self.above = containers(units)
        self.closed = closed
        self.units = units
        self.size = len(units)
        self.words = [tuple(words(unit.text)) for unit in units]
        self.texts = [" ".join(listed) if listed else unit.text.strip() for unit, listed in zip(units, self.words, strict=True)]
        self.heading = [unit.kind in HEADINGS for unit in units]
        self.features: list[frozenset[int]] = []
        self.mass: list[float] = []


class Likeness:
    """Likeness of any two units of two texts, remembered."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit], closed: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())) -> None:
        self.old, self.new = Side(old, closed[0]), Side(new, closed[1])
        self.kinds_known = any(self.old.heading) and any(self.new.heading)
        self.weight: list[float] = []
        self._shared: dict[tuple[int, int], float] = {}
        self._weigh()

    def _weigh(self) -> None:
        codes: dict[object, int] = {}
        base: list[float] = []
        frequency: list[Counter[int]] = []
        for side in (self.old, self.new):
            count: Counter[int] = Counter()
            for listed in side.words:
                found = set()
                for word in listed:
                    code = codes.get(word)
                    if code is None:
                        code = codes[word] = len(base)
                        base.append(NUMBER_WEIGHT if (len(word) == 1 and word.isascii()) or word.isdecimal() else 1.0)
                    found.add(code)
                for pair in pairwise(listed):
                    code = codes.get(pair)
                    if code is None:
                        code = codes[pair] = len(base)
                        base.append(PAIR_WEIGHT * min(base[codes[pair[0]]], base[codes[pair[1]]]))
                    found.add(code)
                side.features.append(frozenset(found))
                count.update(found)
            frequency.append(count)
        here, there = frequency
        largest = max(self.old.size, self.new.size) + 1
        self.weight = [factor * log(largest / max(here[code], there[code])) for code, factor in enumerate(base)]
        for side in (self.old, self.new):
            side.mass = [sum(map(self.weight.__getitem__, found)) for found in side.features]
        self.frequency = frequency

    def turned(self) -> Likeness:
        """The same with old and new exchanged; nothing is counted again."""
        other = copy(self)
        other.old, other.new = self.new, self.old
        other.frequency = self.frequency[::-1]
        other._shared = {}
        return other

    def shared(self, i: int, j: int) -> float:
        """The weight of the features that old unit i and new unit j share."""
        known = self._shared.get((i, j))
        if known is None:
            known = self._shared[i, j] = sum(map(self.weight.__getitem__, self.old.features[i] & self.new.features[j]))
        return known

    def dice(self, i: int, j: int) -> float:
        both = self.old.mass[i] + self.new.mass[j]
        return 2 * self.shared(i, j) / both if both else 0.0

    def identical(self, i: int, j: int) -> bool:
        """The same words."""
        return self.old.texts[i] == self.new.texts[j]

    def comparable(self, i: int, j: int) -> bool:
        """Whether the two may be linked: nobody ruled on either, and a heading becomes a heading only, where both texts know which units are headings."""
        if i in self.old.closed or j in self.new.closed:
            return False
        return not self.kinds_known or self.old.heading[i] == self.new.heading[j]

    def like(self, i: int, j: int) -> float:
        """0..1; identical words are 1."""
        if not self.comparable(i, j):
            return 0.0
        if self.identical(i, j):
            return 1.0
        shared = self.shared(i, j)
        smaller = min(self.old.mass[i], self.new.mass[j])
        if not smaller:
            return 0.0
        return DICE_SHARE * self.dice(i, j) + (1 - DICE_SHARE) * shared / smaller * shared / (shared + TRUST)

    def candidates(self, rows: Iterable[int], columns: Iterable[int]) -> dict[tuple[int, int], float]:
        """Pairs worth a look with their likeness: for each of these rows its best columns, for each of these columns its best rows."""
        found: set[tuple[int, int]] = set()
        twins = self._twins()
        for i, j in self._proposals(self.old, self.new, 1, rows):
            found.add((i, j))
        for j, i in self._proposals(self.new, self.old, 0, columns):
            found.add((i, j))
        found.update(twins)
        scored = {pair: self.like(*pair) for pair in sorted(found)}
        return {pair: value for pair, value in scored.items() if value > 0}

    def _twins(self) -> Iterable[tuple[int, int]]:
        """Pairs of identical words; of a text that stands often, those nearest in order."""
        there: dict[str, list[int]] = {}
        for j, text in enumerate(self.new.texts):
            there.setdefault(text, []).append(j)
        here: dict[str, list[int]] = {}
        for i, text in enumerate(self.old.texts):
            here.setdefault(text, []).append(i)
        for text, rows in here.items():
            columns = there.get(text, [])
            if len(rows) * len(columns) <= 4 * CANDIDATES * CANDIDATES:
                yield from ((i, j) for i in rows for j in columns)
            else:
                for rank, i in enumerate(rows):
                    middle = rank * len(columns) // len(rows)
                    yield from ((i, j) for j in columns[max(0, middle - CANDIDATES) : middle + CANDIDATES])

    def _proposals(self, side: Side, other: Side, which: int, chosen: Iterable[int]) -> Iterable[tuple[int, int]]:
        """For each chosen unit of a side the units of the other that share its rare features."""
        frequency = self.frequency[which]
        limit = max(8, int(_RARE_SHARE * other.size))
        weight = self.weight
        index: dict[int, list[int]] = {}
        for place, found in enumerate(other.features):
            for code in found:
                index.setdefault(code, []).append(place)
        for place in chosen:
            telling = [code for code in side.features[place] if 0 < frequency[code] <= limit]
            if len(telling) > _PROBES:
                telling = nlargest(_PROBES, sorted(telling), key=weight.__getitem__)
            mass: dict[int, float] = {}
            for code in telling:
                gain = weight[code]
                for partner in index[code]:
                    mass[partner] = mass.get(partner, 0.0) + gain
            if len(mass) <= CANDIDATES:
                yield from ((place, partner) for partner in mass)
                continue
            own = side.mass[place]
            yield from ((place, partner) for partner in nlargest(CANDIDATES, mass, key=lambda p: (mass[p] / (own + other.mass[p]), -p)))
            yield from ((place, partner) for partner in nlargest(CANDIDATES, mass, key=lambda p: (mass[p], -p)))
