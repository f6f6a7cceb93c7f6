"""Splits and merges: units left over that are explained by a linked one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from negotiator.align.assignment import Pair
from negotiator.align.context import Context
from negotiator.align.likeness import Likeness

JOIN: Final = 1.2
"""Evidence from which a unit left over joins a linked one."""
FRESH: Final = 0.5
"""What the part counts that no other partner covers."""
NEARNESS: Final = 0.4
_NEIGHBOURS: Final = 0.2
_CONTAINERS: Final = 0.1


def join(likeness: Likeness, pairs: Mapping[Pair, float], forth: Mapping[int, int], context: Context, closed: tuple[set[int], set[int]]) -> dict[Pair, float]:
    """Further links (new pieces of a split, old pieces of a merge) with their evidence; the strongest first, each changes what the next adds."""
    partners_of_old: dict[int, set[int]] = {i: {j} for i, j in forth.items()}
    partners_of_new: dict[int, set[int]] = {j: {i} for i, j in forth.items()}
    found: dict[Pair, float] = {}
    waiting = [
        (i, j) for i, j in pairs if (i in partners_of_old) != (j in partners_of_new) and i not in closed[0] and j not in closed[1] and likeness.comparable(i, j)
    ]
    while waiting:
        best: tuple[float, Pair] | None = None
        still: list[tuple[float, Pair]] = []
        for i, j in waiting:
            evidence = _evidence(likeness, context, partners_of_old, partners_of_new, (i, j))
            if evidence >= JOIN:
                still.append((evidence, (i, j)))
                if best is None or evidence > best[0]:
                    best = (evidence, (i, j))
        if best is None:
            break
        evidence, (i, j) = best
        found[i, j] = evidence
        split = i in partners_of_old
        (partners_of_old if split else partners_of_new)[i if split else j].add(j if split else i)
        joined = j if split else i
        waiting = [(a, b) for _, (a, b) in still if (b != joined or not split) and (a != joined or split)]
    return found


def _evidence(likeness: Likeness, context: Context, of_old: Mapping[int, set[int]], of_new: Mapping[int, set[int]], pair: Pair) -> float:
    i, j = pair
    weight = likeness.weight.__getitem__
    old, new = likeness.old, likeness.new
    shared = old.features[i] & new.features[j]
    if i in of_old:
        own, partners, place, side = new.mass[j], of_old[i], j, new
        if any(likeness.identical(i, k) for k in partners):
            return 0.0
    else:
        own, partners, place, side = old.mass[i], of_new[j], i, old
        if any(likeness.identical(k, j) for k in partners):
            return 0.0
    if not own:
        return 0.0
    covered = sum(map(weight, shared))
    fresh = sum(map(weight, shared.difference(*(side.features[k] for k in partners))))
    nearest = min(abs(place - k) for k in partners)
    return covered / own + FRESH * fresh / own + NEARNESS / nearest + _NEIGHBOURS * context.neighbours(i, j) + _CONTAINERS * context.containers(i, j)
