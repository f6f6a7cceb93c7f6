"""Likeness of long texts in arrays: the same figures as `likeness`, many times faster from a thousand units.

Imports numpy, so it is loaded only where a text is long enough to pay for that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final, overload

import numpy as np
from numpy.typing import NDArray

from negotiator.align import likeness as plain
from negotiator.align.likeness import Likeness, Side

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_BLOCK: Final = 16
"""Units whose features are spread out at one time."""


class Features(Sequence[frozenset[int]]):
    """The features of the units of one text: for each unit a run of ascending numbers; sets are made when somebody asks."""

    __slots__ = ("_sets", "codes", "starts")

    def __init__(self, codes: Ints, starts: Ints) -> None:
        self.codes, self.starts = codes, starts
        self._sets: dict[int, frozenset[int]] = {}

    def __len__(self) -> int:
        return len(self.starts) - 1

    @overload
    def __getitem__(self, place: int) -> frozenset[int]: ...
    @overload
    def __getitem__(self, place: slice) -> list[frozenset[int]]: ...
    def __getitem__(self, place: int | slice) -> frozenset[int] | list[frozenset[int]]:
        if isinstance(place, slice):
            return [self[k] for k in range(*place.indices(len(self)))]
        known = self._sets.get(place)
        if known is None:
            known = self._sets[place] = frozenset(self.codes[self.starts[place] : self.starts[place + 1]].tolist())
        return known

    def rows(self) -> Ints:
        """For each feature the unit that has it."""
        found: Ints = np.repeat(np.arange(len(self)), np.diff(self.starts))
        return found

    def of(self, places: Ints) -> tuple[Ints, Ints]:
        """The features of these units, one after the other, and of how many each has its share."""
        counts: Ints = self.starts[places + 1] - self.starts[places]
        found: Ints = self.codes[_spread(self.starts[places], counts)]
        return found, counts


def _spread(starts: Ints, counts: Ints) -> Ints:
    """All places of runs that start there and are so long."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    found: Ints = np.arange(total, dtype=np.int64) + np.repeat(starts - (ends - counts), counts)
    return found


class BulkLikeness(Likeness):
    """Likeness of two long texts."""

    def _weigh(self) -> None:
        words = [*self.old.words, *self.new.words]
        flat = list(chain.from_iterable(words))
        codes = {word: code for code, word in enumerate(dict.fromkeys(flat))}
        numbers = np.fromiter(map(codes.__getitem__, flat), np.int64, len(flat))
        rows = np.repeat(np.arange(len(words)), np.fromiter(map(len, words), np.int64, len(words)))
        known = len(codes)
        base = np.array([plain.word_weight(word) for word in codes])
        paired = rows[:-1] == rows[1:]
        keys, pair_codes = np.unique((numbers[:-1] * known + numbers[1:])[paired], return_inverse=True)
        factor = np.concatenate([base, plain.PAIR_WEIGHT * np.minimum(base[keys // max(1, known)], base[keys % max(1, known)])])
        size = max(1, len(factor))
        both = _distinct(np.concatenate([rows * size + numbers, rows[:-1][paired] * size + known + pair_codes.reshape(-1)]))
        rows, features = both // size, both % size
        cut = int(np.searchsorted(rows, self.old.size))
        self._counts = [np.bincount(features[:cut], minlength=size), np.bincount(features[cut:], minlength=size)]
        self._ranks: list[tuple[Ints, Ints] | None] = [None, None]
        self._common: tuple[Features, Features, Floats] | None = None
        self.frequency = []
        largest = max(self.old.size, self.new.size) + 1
        weight = factor * np.log(largest / np.maximum(1, np.maximum(*self._counts))[: len(factor)])
        self._weights = weight
        self.weight = weight.tolist()
        for side, start, end, first in ((self.old, 0, cut, 0), (self.new, cut, len(features), self.old.size)):
            own = rows[start:end] - first
            starts = np.searchsorted(own, np.arange(side.size + 1))
            side.features = Features(features[start:end], starts)
            side.mass = np.bincount(own, weights=weight[features[start:end]], minlength=side.size)[: side.size].tolist()

    def candidates(self, rows: Iterable[int], columns: Iterable[int]) -> dict[tuple[int, int], float]:
        width = max(1, self.new.size)
        i, j = self._proposed(self.old, self.new, 1, rows)
        b, a = self._proposed(self.new, self.old, 0, columns)
        twins = np.array(list(self._twins()), np.int64).reshape(-1, 2)
        keys = _distinct(np.concatenate([i * width + j, a * width + b, twins[:, 0] * width + twins[:, 1]]))
        i, j = keys // width, keys % width
        shared = self._shared_by(i, j)
        like = self._likes(i, j, shared)
        pairs = list(zip(i.tolist(), j.tolist(), strict=True))
        self._shared.update(zip(pairs, shared.tolist(), strict=True))
        return {pair: value for pair, value in zip(pairs, like.tolist(), strict=True) if value > 0}

    def vanished(self, least: int, most: float, among: Iterable[int]) -> frozenset[int]:
        features = self.old.features
        assert isinstance(features, Features)  # noqa: S101 - made by _weigh
        here, there = self._counts
        named = np.zeros(len(here), bool)
        named[features.of(np.fromiter(among, np.int64))[0]] = True
        gone = named & (here >= least) & (there <= most * here)
        return frozenset(np.unique(features.rows()[gone[features.codes]]).tolist())

    def remember(self, pairs: Iterable[tuple[int, int]]) -> None:
        listed = sorted(pair for pair in pairs if pair not in self._shared)
        places = np.array(listed, np.int64).reshape(-1, 2)
        self._shared.update(zip(listed, self._shared_by(places[:, 0], places[:, 1]).tolist(), strict=True))

    def _likes(self, i: Ints, j: Ints, shared: Floats) -> Floats:
        """`like` of many pairs."""
        old, new = self.old, self.new
        places: dict[str, int] = {}
        here, there = (np.array([places.setdefault(text, len(places)) for text in side.texts], np.int64) for side in (old, new))
        mine, theirs = np.array(old.mass)[i], np.array(new.mass)[j]
        both, smaller = mine + theirs, np.minimum(mine, theirs)
        some = smaller > 0
        value = np.zeros(len(i))
        np.divide(2 * shared, both, out=value, where=some)
        value *= plain.DICE_SHARE
        value += np.where(some, (1 - plain.DICE_SHARE) * shared / np.where(some, smaller, 1.0) * shared / (shared + plain.TRUST), 0.0)
        value[here[i] == there[j]] = 1.0
        across = (np.array(old.heading)[i] != np.array(new.heading)[j]) & self.kinds_known
        value[across] *= plain.ACROSS_KINDS
        value[self._askew(i, j) & ~across] *= plain.ACROSS_LEVELS
        for closed, places_of in ((old.closed, i), (new.closed, j)):
            if closed:
                value[np.isin(places_of, list(closed))] = 0.0
        return value

    def _askew(self, i: Ints, j: Ints) -> NDArray[np.bool_]:
        """`askew` of many pairs."""
        codes: dict[str, int] = {"": 0}
        here, there = (np.array([codes.setdefault(form, len(codes)) for form in side.form], np.int64)[at] for side, at in ((self.old, i), (self.new, j)))
        known = np.array([form in self.levels for form in codes])
        found: NDArray[np.bool_] = (here != there) & (here > 0) & (there > 0) & (known[here] | known[there])
        return found

    def _shared_by(self, i: Ints, j: Ints) -> Floats:
        """`shared` of many pairs, which come in the order of the old units."""
        old, new, weights = self._in_both()
        found = np.zeros(len(i))
        spread = np.zeros((_BLOCK, max(1, len(weights))))
        distinct_rows, first = np.unique(i, return_index=True)
        for block in range(0, len(distinct_rows), _BLOCK):
            distinct = distinct_rows[block : block + _BLOCK]
            at = int(first[block])
            end = int(first[block + _BLOCK]) if block + _BLOCK < len(first) else len(i)
            local = np.searchsorted(distinct, i[at:end])
            codes, counts = old.of(distinct)
            own = np.repeat(np.arange(len(distinct)), counts)
            spread[own, codes] = weights[codes]
            sought, counts = new.of(j[at:end])
            values = spread[np.repeat(local, counts), sought]
            found[at:end] = np.bincount(np.repeat(np.arange(end - at), counts), weights=values, minlength=end - at)
            spread[own, codes] = 0.0
        return found

    def _in_both(self) -> tuple[Features, Features, Floats]:
        """The features that stand in both texts, numbered anew, with their weights: most pairs of words stand in one text only."""
        if self._common is None:
            both = (self._counts[0] > 0) & (self._counts[1] > 0)
            number = np.cumsum(both) - 1
            sides = []
            for side in (self.old, self.new):
                features = side.features
                assert isinstance(features, Features)  # noqa: S101 - made by _weigh
                kept = both[features.codes]
                sides.append(Features(number[features.codes[kept]], np.concatenate([[0], np.cumsum(kept)])[features.starts]))
            self._common = (sides[0], sides[1], self._weights[both[: len(self._weights)]])
        return self._common

    def _proposed(self, side: Side, other: Side, which: int, chosen: Iterable[int]) -> tuple[Ints, Ints]:
        """As `_proposals`: for each chosen unit the units of the other side that share its rare features, rarest first."""
        mine, theirs = side.features, other.features
        assert isinstance(mine, Features)  # noqa: S101
        assert isinstance(theirs, Features)  # noqa: S101
        frequency, (by_rarity, rarity) = self._counts[which], self._rarity(which)
        places = np.fromiter(chosen, np.int64)
        limit = max(8, min(plain.RARE_MOST, int(plain.RARE_SHARE * other.size)))
        codes, counts = mine.of(places)
        rows = np.repeat(np.arange(len(places)), counts)
        useful = (frequency[codes] > 0) & (frequency[codes] <= limit)
        rows, ranks = _sorted_pairs(rows[useful], rarity[codes[useful]], len(rarity))
        seen = frequency[by_rarity[ranks]]
        before = np.cumsum(seen) - seen
        offset = before[np.searchsorted(rows, rows)] if len(rows) else before
        early = before + seen - offset <= plain.VISITS
        rows, ranks, seen = rows[early], ranks[early], seen[early]
        sought = np.zeros(len(rarity), bool)
        sought[by_rarity[ranks]] = True
        asked = np.flatnonzero(sought[theirs.codes])
        _, holders = _sorted_pairs(theirs.codes[asked], theirs.rows()[asked], max(1, other.size))
        begin = np.cumsum(np.where(sought, frequency, 0)) - frequency
        width = max(1, other.size)
        keys = np.repeat(rows, seen) * width + holders[_spread(begin[by_rarity[ranks]], seen)]
        keys, ranks = _sorted_pairs(keys, np.repeat(ranks, seen), len(rarity))
        heads = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.zeros(0, np.int64)
        mass = np.add.reduceat(self._weights[by_rarity[ranks]], heads) if len(heads) else np.zeros(0)
        rows, partners = np.divmod(keys[heads], width)
        if other.closed:
            open_ones = ~np.isin(partners, list(other.closed))
            rows, partners, mass = rows[open_ones], partners[open_ones], mass[open_ones]
        few = np.bincount(rows, minlength=len(places)) <= plain.CANDIDATES
        most = np.zeros(len(places))
        np.maximum.at(most, rows, mass)
        enough = few[rows] | (mass >= plain.LEAST_PART * most[rows])
        rows, partners, mass = rows[enough], partners[enough], mass[enough]
        ratio = mass / (np.array(side.mass)[places][rows] + np.array(other.mass)[partners] + 1e-12)
        kept = (_rank(rows, mass) < plain.BY_MASS) | (_rank(rows, ratio) < plain.CANDIDATES)
        return places[rows[kept]], partners[kept]

    def _rarity(self, which: int) -> tuple[Ints, Ints]:
        """The features from the rarest in one text on, and the rank of each."""
        known = self._ranks[which]
        if known is None:
            count = self._counts[which]
            _, order = _sorted_pairs(count, np.arange(len(count)), len(count))
            rank = np.empty(len(count), np.int64)
            rank[order] = np.arange(len(count))
            known = self._ranks[which] = (order, rank)
        return known


def _sorted_pairs(first: Ints, second: Ints, bound: int) -> tuple[Ints, Ints]:
    """Pairs in order of the first, then of the second, which is less than `bound`: packed into single numbers, which sort several times faster."""
    bits = bound.bit_length()
    packed = np.sort((first << bits) | second)
    return packed >> bits, packed & ((1 << bits) - 1)


def _distinct(keys: Ints) -> Ints:
    """The keys, each once, ascending."""
    keys = np.sort(keys)
    return keys[np.concatenate([[True], keys[1:] != keys[:-1]])] if len(keys) else keys


def _rank(rows: Ints, value: Floats) -> Ints:
    """For each pair, in the order of rows, how many of its row have a greater value, or the same (to the seventh digit) and stand before it."""
    first = np.searchsorted(rows, rows)
    within = np.arange(len(rows)) - first
    share = value / (1.001 * float(value.max(initial=1e-12)))
    order = np.argsort(rows - share + within * (1e-7 / max(1, int(within.max(initial=1)))))
    rank = np.empty(len(rows), np.int64)
    rank[order] = within
    return rank
