"""Ruled tables: strokes that cross make cells, and each letter stands in one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from negotiator.formats.pdf.glyphs import Glyph, Stroke

_NEAR = 3.0
"""Points that two strokes of one rule, or a stroke's end and the rule that it meets, may be apart."""


@dataclass(slots=True)
class Grid:
    """A table on one page: the edges of its columns from the left and of its rows from the top, and its cells' letters."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    """From the top down."""
    cells: dict[tuple[int, int], list[Glyph]]
    """By row and column, 0-based; a cell that spans several stands in its first."""

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def bottom(self) -> float:
        return self.ys[-1]


def grids_of(strokes: Sequence[Stroke], glyphs: Sequence[Glyph]) -> tuple[list[Grid], list[Glyph]]:
    """The ruled tables of a page with at least two columns and two cells of words, and the letters outside of them."""
    rest = list(glyphs)
    found: list[Grid] = []
    for group in _groups(strokes):
        levels = [s for s in group if s.level]
        uprights = [s for s in group if not s.level]
        xs, ys = _edges([(s.x0 + s.x1) / 2 for s in uprights]), _edges([(s.y0 + s.y1) / 2 for s in levels])
        if len(xs) < 3 or len(ys) < 2 or len(xs) > 40:
            continue
        inside = [g for g in rest if xs[0] - 1 <= (g.left + g.right) / 2 <= xs[-1] + 1 and ys[0] - 1 <= g.base <= ys[-1] + 1]
        grid = Grid(tuple(xs), tuple(reversed(ys)), {})
        for glyph in inside:
            grid.cells.setdefault(_place(grid, glyph, levels, uprights), []).append(glyph)
        worded = [cell for cell, letters in grid.cells.items() if any(not g.text.isspace() for g in letters)]
        if len({column for _, column in worded}) < 2:
            continue
        found.append(grid)
        orders = {g.order for g in inside}
        rest = [g for g in rest if g.order not in orders]
    return sorted(found, key=lambda grid: -grid.top), rest


def _groups(strokes: Sequence[Stroke]) -> list[list[Stroke]]:
    """Strokes that touch each other, each group with upright ones among them."""
    groups: list[list[Stroke]] = []
    boxes: list[list[float]] = []
    for stroke in strokes:
        hits = [
            n
            for n, (x0, y0, x1, y1) in enumerate(boxes)
            if stroke.x0 <= x1 + _NEAR and stroke.x1 >= x0 - _NEAR and stroke.y0 <= y1 + _NEAR and stroke.y1 >= y0 - _NEAR and _touches(stroke, groups[n])
        ]
        members, box = [stroke], [stroke.x0, stroke.y0, stroke.x1, stroke.y1]
        for n in reversed(hits):
            members += groups.pop(n)
            old = boxes.pop(n)
            box = [min(box[0], old[0]), min(box[1], old[1]), max(box[2], old[2]), max(box[3], old[3])]
        groups.append(members)
        boxes.append(box)
    return [group for group in groups if any(not s.level for s in group) and any(s.level for s in group)]


def _touches(stroke: Stroke, group: Sequence[Stroke]) -> bool:
    return any(s.x0 <= stroke.x1 + _NEAR and s.x1 >= stroke.x0 - _NEAR and s.y0 <= stroke.y1 + _NEAR and s.y1 >= stroke.y0 - _NEAR for s in group)


def _edges(places: Sequence[float]) -> list[float]:
    out: list[float] = []
    for place in sorted(places):
        if not out or place - out[-1] > _NEAR:
            out.append(place)
    return out


def _place(grid: Grid, glyph: Glyph, levels: Sequence[Stroke], uprights: Sequence[Stroke]) -> tuple[int, int]:
    """Row and column of a letter; a rule that is missing there lets it belong to the cell before."""
    x, y = (glyph.left + glyph.right) / 2, glyph.base + 0.25 * glyph.size
    column = max((n for n in range(len(grid.xs) - 1) if grid.xs[n] <= x), default=0)
    row = max((n for n in range(len(grid.ys) - 1) if grid.ys[n] >= y), default=0)
    while row and not any(abs((s.y0 + s.y1) / 2 - grid.ys[row]) <= _NEAR and s.x0 - _NEAR <= x <= s.x1 + _NEAR for s in levels):
        row -= 1
    while column and not any(abs((s.x0 + s.x1) / 2 - grid.xs[column]) <= _NEAR and s.y0 - _NEAR <= y <= s.y1 + _NEAR for s in uprights):
        column -= 1
    return row, column
