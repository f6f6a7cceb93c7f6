"""The choice among many pairs in arrays: what speaks for and against each, and which gain more than all that stand in their way."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from negotiator.align.assignment import Pair, assign
from negotiator.align.context import SLACK, Context
from negotiator.align.links import CHILDREN, CONTAINERS, NEIGHBOURS, POSITION, THRESHOLD, Links

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def chosen(pairs: Mapping[Pair, float], context: Context, forth: Mapping[int, int], weight: float) -> Links:
    """As `rounds.chosen`."""
    places = np.fromiter(chain.from_iterable(pairs), np.int64, 2 * len(pairs)).reshape(-1, 2)
    i, j = places[:, 0], places[:, 1]
    like = np.fromiter(pairs.values(), np.float64, len(pairs))
    around, rival = surroundings(i, j, context), rivals(i, j, like, forth)
    gains = like + around - weight * rival - THRESHOLD
    kept = _best(i, j, gains)
    best = list(zip(i[kept].tolist(), j[kept].tolist(), strict=True))
    return Links(dict(best), *(dict(zip(best, known[kept].tolist(), strict=True)) for known in (like, around, rival)))


def _best(i: Ints, j: Ints, gains: Floats) -> Ints:
    """The best one-to-one choice: what gains more than the best others of its row and its column together, again and again; `assign` for the rest."""
    found: list[Ints] = []
    rest = np.flatnonzero(gains > 0)
    while len(rest):
        rows, columns, gain = i[rest], j[rest], gains[rest]
        against = _best_other(rows, gain, int(rows.max()) + 1) + _best_other(columns, gain, int(columns.max()) + 1)
        safe = gain > against
        if not safe.any():
            break
        found.append(rest[safe])
        rest = rest[~np.isin(rows, rows[safe]) & ~np.isin(columns, columns[safe])]
    where = {(int(i[k]), int(j[k])): int(k) for k in rest}
    found.append(np.array([where[pair] for pair in assign({pair: float(gains[k]) for pair, k in where.items()})], np.int64))
    return np.concatenate(found)


def surroundings(i: Ints, j: Ints, context: Context) -> Floats:
    """As `rounds.surroundings`."""
    sizes = [len(above) for above in context.above]
    forth, back = _partners(context.forth, sizes[0]), _partners(context.back, sizes[1])
    near = np.zeros(len(i))
    for side in (0, 1):
        before = np.array(context.sides[0][side], np.int64)[i]
        best = np.where(before >= 0, _agree(i - before, j - forth[before]), 0.0)
        before = np.array(context.sides[1][side], np.int64)[j]
        near += np.maximum(best, np.where(before >= 0, _agree(i - back[before], j - before), 0.0))
    within = CONTAINERS * _containers(i, j, context) + CHILDREN * _children(i, j, context)
    far = np.abs(i / max(1, sizes[0] - 1) - j / max(1, sizes[1] - 1))
    around: Floats = NEIGHBOURS * near / 2 + within - POSITION * far
    return around


def _containers(i: Ints, j: Ints, context: Context) -> Floats:
    """`context.containers` of many pairs, counted once for all that stand under the same two."""
    above, below = np.array(context.above[0], np.int64)[i], np.array(context.above[1], np.int64)[j]
    _, first, group = np.unique(above * (len(context.above[1]) + 1) + below, return_index=True, return_inverse=True)
    found: Floats = np.array([context.containers(int(i[k]), int(j[k])) for k in first])[group.reshape(-1)]
    return found


def _children(i: Ints, j: Ints, context: Context) -> Floats:
    """`context.children` of many pairs."""
    found = np.zeros(len(i))
    holders = [np.isin(at, list(side)) for at, side in zip((i, j), context.holders(), strict=True)]
    for k in np.flatnonzero(holders[0] & holders[1]).tolist():
        found[k] = context.children(int(i[k]), int(j[k]))
    return found


def rivals(i: Ints, j: Ints, like: Floats, forth: Mapping[int, int]) -> Floats:
    """As `rounds.rivals`."""
    back = {b: a for a, b in forth.items()}
    rows, columns = int(i.max()) + 1, int(j.max()) + 1
    partner, holder = _partners(forth, rows), _partners(back, columns)
    of_row, of_column = np.zeros(rows), np.zeros(columns)
    of_row[partner >= 0] = of_column[holder >= 0] = 1.0
    linked = partner[i] == j
    of_row[i[linked]] = of_column[j[linked]] = like[linked]
    in_column = like * (1 - np.where(partner[i] == j, 0.0, of_row[i]))
    in_row = like * (1 - np.where(holder[j] == i, 0.0, of_column[j]))
    strongest: Floats = np.maximum(_best_other(i, in_row, rows), _best_other(j, in_column, columns))
    return strongest


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
