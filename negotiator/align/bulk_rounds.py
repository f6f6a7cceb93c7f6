"""What speaks for and against many pairs at once: `surroundings` and `rivals` of long texts in arrays."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from negotiator.align.assignment import Pair
from negotiator.align.context import SLACK, Context
from negotiator.align.rounds import CHILDREN, CONTAINERS, NEIGHBOURS, POSITION

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def surroundings(pairs: Mapping[Pair, float], context: Context) -> dict[Pair, float]:
    """As `rounds.surroundings`."""
    i, j = _places(pairs)
    sizes = [len(above) for above in context.above]
    forth, back = _partners(context.forth, sizes[0]), _partners(context.back, sizes[1])
    near = np.zeros(len(i))
    for side in (0, 1):
        before = np.array(context.sides[0][side], np.int64)[i]
        best = np.where(before >= 0, _agree(i - before, j - forth[before]), 0.0)
        before = np.array(context.sides[1][side], np.int64)[j]
        near += np.maximum(best, np.where(before >= 0, _agree(i - back[before], j - before), 0.0))
    within = np.array([CONTAINERS * context.containers(*pair) + CHILDREN * context.children(*pair) for pair in pairs])
    far = np.abs(i / max(1, sizes[0] - 1) - j / max(1, sizes[1] - 1))
    around = NEIGHBOURS * near / 2 + within - POSITION * far
    return dict(zip(pairs, around.tolist(), strict=True))


def rivals(pairs: Mapping[Pair, float], forth: Mapping[int, int]) -> dict[Pair, float]:
    """As `rounds.rivals`."""
    i, j = _places(pairs)
    like = np.fromiter(pairs.values(), np.float64, len(pairs))
    back = {b: a for a, b in forth.items()}
    rows, columns = int(i.max()) + 1, int(j.max()) + 1
    partner, holder = _partners(forth, rows), _partners(back, columns)
    of_row, of_column = np.zeros(rows), np.zeros(columns)
    for a, b in forth.items():
        value = pairs.get((a, b), 1.0)
        if a < rows:
            of_row[a] = value
        if b < columns:
            of_column[b] = value
    in_column = like * (1 - np.where(partner[i] == j, 0.0, of_row[i]))
    in_row = like * (1 - np.where(holder[j] == i, 0.0, of_column[j]))
    strongest = np.maximum(_best_other(i, in_row, rows), _best_other(j, in_column, columns))
    return dict(zip(pairs, strongest.tolist(), strict=True))


def _places(pairs: Mapping[Pair, float]) -> tuple[Ints, Ints]:
    places = np.array(list(pairs), np.int64).reshape(-1, 2)
    return places[:, 0], places[:, 1]


def _partners(links: Mapping[int, int], size: int) -> Ints:
    partner = np.full(size, -1, np.int64)
    for place, other in links.items():
        if place < size:
            partner[place] = other
    return partner


def _agree(old_step: Ints, new_step: Ints) -> Floats:
    alike = ((old_step > 0) == (new_step > 0)) & (new_step != 0)
    return np.where(alike, np.maximum(0.0, 1 - np.abs(old_step - new_step) / SLACK), 0.0)


def _best_other(group: Ints, value: Floats, size: int) -> Floats:
    """For each pair the greatest value in its group but its own, 0 where it is alone."""
    order = np.lexsort((-value, group))
    sorted_group, sorted_value = group[order], value[order]
    first = np.searchsorted(sorted_group, np.arange(size))
    last = np.searchsorted(sorted_group, np.arange(size), side="right")
    padded = np.append(sorted_value, 0.0)
    best = np.where(last > first, padded[np.minimum(first, len(value))], 0.0)
    second = np.where(last > first + 1, padded[np.minimum(first + 1, len(value))], 0.0)
    own = np.zeros(len(value), bool)
    own[order[first[last > first]]] = True
    found: Floats = np.where(own, second[group], best[group])
    return found
