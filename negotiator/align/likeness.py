"""How alike two wordings are, so that common formulas do not carry a match.

Words and pairs of words are weighted by how rare they are in both texts; the likeness of two units joins Dice's coefficient
and the share of the smaller one that the larger contains.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from itertools import pairwise
from math import log
from typing import Final

from negotiator.align.unit import HEADINGS, Unit, containers, number_form, word_of
from negotiator.text.tokens import words

PAIR_WEIGHT: Final = 0.5
NUMBER_WEIGHT: Final = 0.3
"""Numbers and single letters change with every renumbering."""
DICE_SHARE: Final = 0.6
"""What Dice's coefficient counts; containment counts the rest."""
TRUST: Final = 15.0
"""Shared weight at which containment is half believed."""
ACROSS_KINDS: Final = 0.5
"""What is left of the likeness of a heading and a paragraph; not nothing, for a reader may have taken one for the other."""
ACROSS_LEVELS: Final = 0.4
"""What is left of the likeness of two headings (`Chapter II` and `Article 3`) of which one has its like in the other text."""
TITLE: Final = 12
"""Words up to which a unit of no known kind with a number like `Article 3` is a heading."""
CANDIDATES: Final = 10
"""Partners looked at for each unit, by likeness; and a few more by what they share."""
RARE_SHARE: Final = 0.15
"""A feature in more units than this share of them proposes nobody."""
RARE_MOST: Final = 60
"""A feature in more units than this proposes nobody, however long the text."""
VISITS: Final = 120
"""Units looked up by rare features before the search for a unit's partners ends."""
BY_MASS: Final = 8
LEAST_PART: Final = 0.15
"""Share of what the best partner has in common with a unit that another one needs to be looked at."""


def word_weight(word: str) -> float:
    """What a word counts before its rarity does."""
    return NUMBER_WEIGHT if (len(word) == 1 and word.isascii()) or word.isdecimal() else 1.0


def _is_heading(unit: Unit, words: Sequence[str]) -> bool:
    """By its kind or, where that is not known, by few words behind a number like `Article 3`."""
    return unit.kind in HEADINGS if unit.kind else len(words) <= TITLE and bool(word_of(unit.number))


class Side:
    """The units of one text with their features: sets of numbers, and the weight of each set."""

    __slots__ = ("above", "closed", "features", "form", "heading", "mass", "size", "texts", "units", "words")

    def __init__(self, units: Sequence[Unit], closed: frozenset[int]) -> None:
        self.above = containers(units)
        self.closed = closed
        self.units = units
        self.size = len(units)
        self.words: list[tuple[str, ...]] = [tuple(words(unit.text)) for unit in units]
        self.texts = [" ".join(listed) if listed else unit.text.strip() for unit, listed in zip(units, self.words, strict=True)]
        self.heading = [_is_heading(unit, listed) for unit, listed in zip(units, self.words, strict=True)]
        self.form = ["title" if unit.kind == "title" else number_form(unit.number) if here else "" for unit, here in zip(units, self.heading, strict=True)]
        self.features: Sequence[frozenset[int]] = []
        self.mass: list[float] = []

    def reworded(self, wordings: Mapping[int, tuple[str, ...]]) -> Side:
        """The same units with other words in these places, features not counted yet."""
        other = copy(self)
        other.words, other.texts = list(self.words), list(self.texts)
        for place, listed in wordings.items():
            other.words[place], other.texts[place] = listed, " ".join(listed)
        return other


class Likeness:
    """Likeness of any two units of two texts, remembered."""

    def __init__(self, old: Side, new: Side) -> None:
        self.old, self.new = old, new
        self.kinds_known = any(self.old.heading) and any(self.new.heading)
        self.levels = ({*old.form} & {*new.form}) - {""}
        """Forms of the numbers of headings that both texts have."""
        self.weight: list[float] = []
        self._shared: dict[tuple[int, int], float] = {}
        self._weigh()

    def _weigh(self) -> None:
        """Number the features of both texts, words first and pairs of words as they come, and weigh each by how rare it is."""
        codes: dict[str, int] = {}
        for listed in (*self.old.words, *self.new.words):
            for word in listed:
                codes.setdefault(word, len(codes))
        base = [word_weight(word) for word in codes]
        pairs: dict[int, int] = {}
        counted: list[Counter[int]] = []
        for side in (self.old, self.new):
            count: Counter[int] = Counter()
            features: list[frozenset[int]] = []
            for listed in side.words:
                numbers = [codes[word] for word in listed]
                found = set(numbers)
                for first, second in pairwise(numbers):
                    code = pairs.get(first << 24 | second)
                    if code is None:
                        code = pairs[first << 24 | second] = len(base)
                        base.append(PAIR_WEIGHT * min(base[first], base[second]))
                    found.add(code)
                features.append(frozenset(found))
                count.update(found)
            counted.append(count)
            side.features = features
        self.frequency = [[count[code] for code in range(len(base))] for count in counted]
        here, there = self.frequency
        largest = max(self.old.size, self.new.size) + 1
        self.weight = [factor * log(largest / max(a, b)) for factor, a, b in zip(base, here, there, strict=True)]
        for side in (self.old, self.new):
            side.mass = [sum(map(self.weight.__getitem__, found)) for found in side.features]

    def turned(self) -> Likeness:
        """The same with old and new exchanged; nothing is counted again."""
        other = copy(self)
        other.old, other.new = self.new, self.old
        other.frequency = self.frequency[::-1]
        other._shared = {(j, i): value for (i, j), value in self._shared.items()}
        return other

    def shared(self, i: int, j: int) -> float:
        """The weight of the features that old unit i and new unit j share."""
        known = self._shared.get((i, j))
        if known is None:
            known = self._shared[i, j] = sum(map(self.weight.__getitem__, self.old.features[i] & self.new.features[j]))
        return known

    def remember(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Count at once what these pairs share, where that is faster than one by one."""

    def vanished(self, least: int, most: float, among: Iterable[int]) -> frozenset[int]:
        """Old units that share, with one of those named, a word or a pair of words that stands in so many old ones and hardly in the new text."""
        gone = {code for code, (a, b) in enumerate(zip(*self.frequency, strict=True)) if a >= least and b <= most * a}
        gone &= frozenset[int]().union(*(self.old.features[i] for i in among))
        return frozenset(i for i, found in enumerate(self.old.features) if not gone.isdisjoint(found))

    def dice(self, i: int, j: int) -> float:
        both = self.old.mass[i] + self.new.mass[j]
        return 2 * self.shared(i, j) / both if both else 0.0

    def identical(self, i: int, j: int) -> bool:
        """The same words."""
        return self.old.texts[i] == self.new.texts[j]

    def comparable(self, i: int, j: int) -> bool:
        """Whether the two may be linked: nobody ruled on either."""
        return i not in self.old.closed and j not in self.new.closed

    def across(self, i: int, j: int) -> bool:
        """Whether one is a heading and the other is none, where both texts know headings."""
        return self.kinds_known and self.old.heading[i] != self.new.heading[j]

    def askew(self, i: int, j: int) -> bool:
        """Whether the two are headings of different levels, as the forms of their numbers tell: of the like of one there are some in the other text."""
        here, there = self.old.form[i], self.new.form[j]
        return here != there and bool(here and there) and (here in self.levels or there in self.levels)

    def like(self, i: int, j: int) -> float:
        """0..1; identical words are 1, less where one is a heading and the other, as both texts know headings, is none, or one of another level."""
        if not self.comparable(i, j):
            return 0.0
        factor = ACROSS_KINDS if self.across(i, j) else ACROSS_LEVELS if self.askew(i, j) else 1.0
        if self.identical(i, j):
            return factor
        shared = self.shared(i, j)
        smaller = min(self.old.mass[i], self.new.mass[j])
        if not smaller:
            return 0.0
        return factor * (DICE_SHARE * self.dice(i, j) + (1 - DICE_SHARE) * shared / smaller * shared / (shared + TRUST))

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
        """For each chosen unit of a side the units of the other that share its rare features, rarest first."""
        frequency = self.frequency[which]
        limit = max(8, min(RARE_MOST, int(RARE_SHARE * other.size)))
        weight, masses = self.weight, other.mass
        chosen = list(chosen)
        sought = frozenset(code for code in frozenset[int]().union(*(side.features[place] for place in chosen)) if frequency[code] <= limit)
        index: dict[int, list[int]] = {}
        for place, found in enumerate(other.features):
            if place not in other.closed:
                for code in found & sought:
                    index.setdefault(code, []).append(place)
        for place in chosen:
            mass: defaultdict[int, float] = defaultdict(float)
            visits = 0
            for code in sorted(side.features[place], key=frequency.__getitem__):
                count = frequency[code]
                visits += count
                if count > limit or (visits > VISITS and len(mass) > CANDIDATES):
                    break
                gain = weight[code]
                for partner in index.get(code, ()):
                    mass[partner] += gain
            if len(mass) > CANDIDATES:
                least = LEAST_PART * max(mass.values())
                by_mass = sorted([(-value, partner) for partner, value in mass.items() if value >= least])
                own = side.mass[place]
                by_ratio = sorted([(value / (own + masses[partner]), partner) for value, partner in by_mass])
                yield from ((place, partner) for _, partner in by_mass[:BY_MASS])
                yield from ((place, partner) for _, partner in by_ratio[:CANDIDATES])
            else:
                yield from ((place, partner) for partner in mass)
