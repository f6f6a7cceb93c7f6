"""The best one-to-one choice among weighted pairs, component by component."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import heappop, heappush
from typing import Final

Pair = tuple[int, int]

_DENSE_FROM: Final = 400
"""Rows of a component from which a compiled solver pays for its loading."""
_LARGEST: Final = 3000
"""Rows or columns above which a component is chosen from greedily: a dense matrix would cost too much memory."""


def assign(gains: Mapping[Pair, float]) -> list[Pair]:
    """Pairs, no row and no column twice, with the greatest sum of gains; pairs without a positive gain are never chosen. Ascending."""
    positive = {pair: gain for pair, gain in gains.items() if gain > 0}
    chosen: list[Pair] = []
    while found := _safe(positive):
        chosen += found
        rows, columns = {i for i, _ in found}, {j for _, j in found}
        positive = {(i, j): gain for (i, j), gain in positive.items() if i not in rows and j not in columns}
    for component in _components(positive):
        rows, columns = {i for i, _ in component}, {j for _, j in component}
        if len(rows) == 1 or len(columns) == 1:
            chosen.append(max(component, key=lambda pair: (positive[pair], -pair[0], -pair[1])))
        elif max(len(rows), len(columns)) > _LARGEST:
            chosen.extend(_greedy(component, positive))
        elif len(rows) > _DENSE_FROM:
            chosen.extend(_dense(component, positive))
        else:
            chosen.extend(_augmented(component, positive))
    return sorted(chosen)


def _safe(gains: Mapping[Pair, float]) -> list[Pair]:
    """Pairs that gain more than the best other one of their row and the best other one of their column together: every best choice has them."""
    rows: dict[int, tuple[float, int, float]] = {}
    columns: dict[int, tuple[float, float]] = {}
    for (i, j), gain in gains.items():
        best, partner, second = rows.get(i, (0.0, -1, 0.0))
        if gain > best:
            rows[i] = (gain, j, best)
        elif gain > second:
            rows[i] = (best, partner, gain)
        first, after = columns.get(j, (0.0, 0.0))
        if gain > first:
            columns[j] = (gain, first)
        elif gain > after:
            columns[j] = (first, gain)
    return [(i, j) for i, (gain, j, second) in rows.items() if gain == columns[j][0] and gain > second + columns[j][1]]


def _components(pairs: Iterable[Pair]) -> list[list[Pair]]:
    by_row: dict[int, list[int]] = {}
    by_column: dict[int, list[int]] = {}
    for i, j in sorted(pairs):
        by_row.setdefault(i, []).append(j)
        by_column.setdefault(j, []).append(i)
    seen: set[int] = set()
    found: list[list[Pair]] = []
    for start in by_row:
        if start in seen:
            continue
        seen.add(start)
        rows, open_rows = [start], [start]
        columns: set[int] = set()
        while open_rows:
            for j in by_row[open_rows.pop()]:
                if j not in columns:
                    columns.add(j)
                    fresh = [i for i in by_column[j] if i not in seen]
                    seen.update(fresh)
                    rows.extend(fresh)
                    open_rows.extend(fresh)
        found.append([(i, j) for i in sorted(rows) for j in by_row[i]])
    return found


def _greedy(component: list[Pair], gains: Mapping[Pair, float]) -> list[Pair]:
    taken_rows: set[int] = set()
    taken_columns: set[int] = set()
    chosen: list[Pair] = []
    for i, j in sorted(component, key=lambda pair: (-gains[pair], pair)):
        if i not in taken_rows and j not in taken_columns:
            taken_rows.add(i)
            taken_columns.add(j)
            chosen.append((i, j))
    return chosen


def _dense(component: list[Pair], gains: Mapping[Pair, float]) -> list[Pair]:
    """Jonker and Volgenant's algorithm as `lapx` has it; a pair that is not listed costs what staying alone does."""
    import lap
    import numpy as np

    rows = sorted({i for i, _ in component})
    columns = sorted({j for _, j in component})
    row_of, column_of = {i: k for k, i in enumerate(rows)}, {j: k for k, j in enumerate(columns)}
    cost = np.zeros((len(rows), len(columns)))
    for i, j in component:
        cost[row_of[i], column_of[j]] = -gains[i, j]
    _, partner, _ = lap.lapjv(cost, extend_cost=True)
    found = [(rows[k], columns[int(p)]) for k, p in enumerate(partner) if p >= 0]
    return [pair for pair in found if pair in gains]


def _augmented(component: list[Pair], gains: Mapping[Pair, float]) -> list[Pair]:
    """Shortest augmenting paths with potentials on the sparse graph (Edmonds and Karp, 1972); staying alone is a private column without gain."""
    graph = _Graph(component, gains)
    for row in graph.edges:
        graph.place(row)
    return [(i, j) for i, j in graph.column_of.items() if j >= 0]


class _Graph:
    """The state of an assignment while rows are placed one after the other."""

    __slots__ = ("column_of", "column_price", "edges", "row_of", "row_price")

    def __init__(self, component: list[Pair], gains: Mapping[Pair, float]) -> None:
        self.edges: dict[int, list[tuple[int, float]]] = {}
        for i, j in component:
            self.edges.setdefault(i, []).append((j, -gains[i, j]))
        for i, listed in self.edges.items():
            listed.append((-1 - i, 0.0))
        self.row_price: dict[int, float] = {}
        self.column_price: dict[int, float] = {}
        self.row_of: dict[int, int] = {}
        self.column_of: dict[int, int] = {}

    def place(self, start: int) -> None:
        """Give a row a column along the cheapest path, passing others on."""
        column_price = self.column_price
        self.row_price[start] = min(cost - column_price.get(j, 0.0) for j, cost in self.edges[start])
        distance: dict[int, float] = {}
        came_from: dict[int, int] = {}
        done: dict[int, float] = {}
        heap: list[tuple[float, int]] = []
        row, reached = start, 0.0
        while True:
            for j, cost in self.edges[row]:
                if j not in done:
                    through = reached + cost - self.row_price[row] - column_price.get(j, 0.0)
                    if j not in distance or through < distance[j] - 1e-12:
                        distance[j] = through
                        came_from[j] = row
                        heappush(heap, (through, j))
            reached, column = heappop(heap)
            while column in done or reached > distance[column]:
                reached, column = heappop(heap)
            if column not in self.row_of:
                break
            done[column] = reached
            row = self.row_of[column]
        self.row_price[start] += reached
        for j, at in done.items():
            column_price[j] = column_price.get(j, 0.0) - (reached - at)
            self.row_price[self.row_of[j]] += reached - at
        while True:
            row = came_from[column]
            passed_on = self.column_of.get(row)
            self.row_of[column] = row
            self.column_of[row] = column
            if row == start or passed_on is None:
                return
            column = passed_on
