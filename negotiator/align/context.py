"""What the surroundings of a pair say for it: neighbours and containers that are linked alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from negotiator.align.unit import TOP

REACH: Final = 4
"""Units to either side among which a linked neighbour is sought."""
SLACK: Final = 5.0
"""Units by which neighbours may have drifted apart before they say nothing."""
_UPPER: Final = 0.5
"""What a container's container counts."""


class Context:
    """The surroundings under one set of links."""

    def __init__(self, forth: Mapping[int, int], above: tuple[Sequence[int], Sequence[int]]) -> None:
        self.forth = forth
        self.back = {j: i for i, j in forth.items()}
        self.above = above
        self.sides = (_nearest(self.forth, len(above[0])), _nearest(self.back, len(above[1])))
        """For each text the nearest linked unit before and after each of its units, or -1."""
        self._between: Counter[tuple[int, int]] = Counter()
        self._old_total: Counter[int] = Counter()
        self._new_total: Counter[int] = Counter()
        for i, j in forth.items():
            p, q = above[0][i], above[1][j]
            self._between[p, q] += 1
            self._old_total[p] += 1
            self._new_total[q] += 1
        self._alike: dict[tuple[int, int], float] = {}

    def neighbours(self, i: int, j: int) -> float:
        """0..1: how far the nearest linked units before and after stand to each other as i and j do."""
        total = 0.0
        for side in (0, 1):
            best = 0.0
            near = self.sides[0][side][i]
            if near >= 0:
                best = _agree(i - near, j - self.forth[near])
            near = self.sides[1][side][j]
            if near >= 0 and best < 1.0:
                best = max(best, _agree(i - self.back[near], j - near))
            total += best
        return total / 2

    def children(self, i: int, j: int) -> float:
        """0..1: how much of what is linked under i and under j is linked from the one to the other."""
        both = self._between[i, j]
        return both / max(self._old_total[i], self._new_total[j]) if both else 0.0

    def holders(self) -> tuple[Iterable[int], Iterable[int]]:
        """The units of either text under which something is linked."""
        return self._old_total, self._new_total

    def under(self, i: int, j: int) -> float:
        """0..1: how much of what is linked under i has gone under j."""
        both = self._between[i, j]
        return both / self._old_total[i] if both else 0.0

    def families(self) -> Iterable[tuple[int, int]]:
        """Containers that share most of what is linked under them, two units at least."""
        return (
            pair
            for pair, both in sorted(self._between.items())
            if both >= 2 and TOP not in pair and 2 * both > max(self._old_total[pair[0]], self._new_total[pair[1]])
        )

    def gaps(self) -> Iterable[tuple[int, int]]:
        """Pairs of unlinked units that stand to a linked neighbour alike, before or after it."""
        for side in (0, 1):
            for i, near in enumerate(self.sides[0][side]):
                if near >= 0 and i not in self.forth:
                    middle = self.forth[near] + i - near
                    for j in (middle - 1, middle, middle + 1):
                        if 0 <= j < len(self.sides[1][0]) and j not in self.back:
                            yield i, j

    def containers(self, i: int, j: int) -> float:
        """0..1: whether the units that i and j stand under are linked, or share most of what is linked."""
        return self._containers(self.above[0][i], self.above[1][j])

    def _containers(self, p: int, q: int) -> float:
        if TOP in {p, q}:
            return 0.0
        if self.forth.get(p) == q:
            return 1.0
        known = self._alike.get((p, q))
        if known is None:
            both = self._between[p, q]
            known = both / max(self._old_total[p], self._new_total[q]) if both else 0.0
            known = self._alike[p, q] = max(known, _UPPER * self._containers(self.above[0][p], self.above[1][q]))
        return known


def _agree(old_step: int, new_step: int) -> float:
    """1 where two steps are equal, less the more they differ, 0 where they point to different sides."""
    if (old_step > 0) != (new_step > 0) or not new_step:
        return 0.0
    return max(0.0, 1.0 - abs(old_step - new_step) / SLACK)


def _nearest(links: Mapping[int, int], size: int) -> tuple[list[int], list[int]]:
    """For each unit the nearest linked one before it and after it within reach, or -1."""
    before, after = [-1] * size, [-1] * size
    last = -1
    for k in range(size):
        before[k] = last if last >= 0 and k - last <= REACH else -1
        if k in links:
            last = k
    last = -1
    for k in range(size - 1, -1, -1):
        after[k] = last if last >= 0 and last - k <= REACH else -1
        if k in links:
            last = k
    return before, after
