"""Pages → lines that know their place: gaps, margins, centring and sizes are measured here, so that paragraphs can be told by them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from statistics import median

from negotiator.formats.pdf.columns import Placed, in_order
from negotiator.formats.pdf.glyphs import Page
from negotiator.formats.pdf.grids import Grid, grids_of
from negotiator.formats.pdf.marks import marks_of
from negotiator.formats.pdf.rows import Row, Strip, row_of, strips_of
from negotiator.formats.text.lines import Line
from negotiator.formats.text.spot import Spot
from negotiator.model.block import Anchor, BlockRole
from negotiator.reading.forms import runs_on, speaks_preambular
from negotiator.reading.labels import split_label

COLUMN = 28.35 * 0.2
"""Points of one column of plain text (0.2 cm)."""
_RIM = 0.05
"""Share of a page's height at its very edge."""
_EDGE = 0.12
"""Share of a page's height in which running heads and feet stand."""


@dataclass(slots=True)
class Leaf:
    """A page with its rows in the order of reading, and its tables."""

    page: Page
    rows: list[Placed]
    grids: list[Grid]
    stray: list[Row]
    numbers: dict[int, int] = field(default_factory=dict)
    """Number on the page of the first line of each table."""


def leaf_of(page: Page) -> Leaf:
    """Sort the letters of a page."""
    grids, rest = grids_of(page.strokes, page.glyphs)
    rows: list[Placed] = []
    strips = strips_of(rest)
    # What stands beside a table comes before it.
    bounds = [float("inf"), *accumulate((grid.bottom for grid in grids), min), float("-inf")]
    for index, (high, low) in enumerate(pairwise(bounds)):
        part = in_order([strip for strip in strips if low <= strip.base < high], page.strokes, first_page=page.number == 1 and not rows)
        rows += [replace(placed, column=placed.column + 10 * index if placed.column else 0) for placed in part]
    stray = [row_of(Strip(g.base, [g], set())) for g in page.stray if not g.text.isspace()]
    return Leaf(page, rows, grids, stray)


def words_of(leaf: Leaf) -> int:
    """Words of a page, counted before anyone decides what they are."""
    cells = sum(len(row_of(s).text.split()) for grid in leaf.grids for letters in grid.cells.values() for s in strips_of(letters))
    return sum(len(placed.row.text.split()) for placed in leaf.rows) + cells + (1 if leaf.stray else 0)


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in a document."""

    size: float
    """Of the letters of its text."""
    leading: dict[float, float]
    """Points between two lines of a paragraph, by size of letters."""
    larger: tuple[float, ...]
    """Sizes above that of the text, largest first."""

    def step(self, size: float) -> float:
        """The distance of lines of this size; of a size that no paragraph shows, as the text's is to its size."""
        usual = self.leading.get(round(self.size), 1.2 * self.size)
        return self.leading.get(round(size), max(1.2, usual / self.size if self.size else 0.0) * size)

    def rank(self, size: float) -> int:
        """1 for the largest letters of the document, 2 for the next …; 0 for those of the text and smaller ones."""
        return next((n for n, larger in enumerate(self.larger, 1) if abs(size - larger) < 0.3), 0)


def measures_of(leaves: Sequence[Leaf]) -> Measures:
    """The size of most letters, and the distance of lines that plainly run on."""
    sizes: Counter[float] = Counter()
    steps: dict[float, list[float]] = {}
    for leaf in leaves:
        reach: dict[tuple[int, int], float] = {}
        for placed in leaf.rows:
            sizes[round(placed.row.size, 1)] += len(placed.row.text)
            own = placed.column, round(placed.row.size)
            reach[own] = max(reach.get(own, 0.0), placed.row.right)
        for a, b in pairwise(leaf.rows):
            distance = a.row.base - b.row.base
            if a.column == b.column and not a.head and 0 < distance < 3.2 * b.row.size and abs(a.row.size - b.row.size) < 0.6:
                limit = reach[a.column, round(a.row.size)]
                full = a.row.right + 0.25 * a.row.size + b.row.first > limit - 0.03 * (limit - a.row.left)
                if full and _runs_on(a.row.text, b.row.text):
                    steps.setdefault(round(b.row.size), []).append(distance)
    usual = max(sizes, key=lambda s: sizes[s]) if sizes else 0.0
    larger = sorted((size for size in sizes if size > 1.08 * usual), reverse=True)
    if sum(sizes[size] for size in larger) > 0.25 * sizes.total():
        larger = []
    # Of one or two pairs the nearer counts, if it is as near as lines of a paragraph mostly are.
    leading = {size: median(found) if len(found) > 2 else min(found) for size, found in steps.items() if len(found) > 2 or min(found) <= 1.6 * size}
    return Measures(usual, leading, tuple(larger))


def _runs_on(text: str, following: str) -> bool:
    """Whether a full line plainly goes on with the next one."""
    if text[-1:] in ".;:!?" or split_label(following)[0] is not None:
        return False
    return not speaks_preambular(following) if text.endswith(",") else following[:1].islower() or runs_on(text)


def lines_of(leaves: Sequence[Leaf], measures: Measures) -> tuple[list[Line], list[tuple[int, Leaf, Grid]], list[tuple[int, Leaf]]]:
    """All lines outside of tables, and where (by number of line) each table and each page's stray letters stand."""
    lines: list[Line] = []
    tables: list[tuple[int, Leaf, Grid]] = []
    strays: list[tuple[int, Leaf]] = []
    number = 0
    for leaf in leaves:
        if leaf.stray:
            number += 1
            strays.append((number, leaf))
        waiting = list(leaf.grids)
        here: list[Line] = []
        fresh = False
        on_page = 0
        for index, placed in enumerate(leaf.rows):
            while waiting and placed.row.base < waiting[0].bottom + 1:
                grid = waiting.pop(0)
                number, on_page, fresh = number + 1, on_page + 1, True
                leaf.numbers[id(grid)] = on_page
                tables.append((number, leaf, grid))
                on_page += len(grid.ys) - 2
            number, on_page = number + 1, on_page + 1
            here.append(_line(leaf, index, number, on_page, measures, fresh=fresh, starts=not here))
            fresh = False
        for grid in waiting:
            number, on_page = number + 1, on_page + 1
            leaf.numbers[id(grid)] = on_page
            tables.append((number, leaf, grid))
        lines += _edges(leaf, here)
    return lines, tables, strays


def _line(leaf: Leaf, index: int, number: int, on_page: int, measures: Measures, *, fresh: bool, starts: bool) -> Line:
    placed = leaf.rows[index]
    row = placed.row
    before = leaf.rows[index - 1] if index else None
    same = before is not None and before.column == placed.column and before.head == placed.head
    distance = before.row.base - row.base if before is not None else 0.0
    step = max(measures.step(row.size), measures.step(before.row.size) if before is not None else 0.0)
    # A raised sign pushes its line down.
    loose = 1.35 if row.raised else 1.15
    gap = 0 if not same or distance <= loose * step + 0.3 else 1 if distance <= 2.2 * step else 2
    if before is not None and not same and (placed.head or before.head or not (before.column and placed.column)):
        fresh = True
    margin, far = _margins(leaf, placed)
    width = max(far - margin, 1.0)
    centred = abs((row.left + row.right) - (margin + far)) < 8 and row.left - margin > 0.05 * width and far - row.right > 0.05 * width
    spot = Spot(
        Anchor("line", on_page, f"page {leaf.page.number}"),
        row.left,
        row.right,
        _limit(leaf, index, measures),
        row.first,
        row.size,
        row.bold,
        measures.rank(row.size),
        centred,
        (leaf.page.number, placed.column),
        row.base,
        fresh,
        marks_of(row, leaf.page.strokes),
    )
    column_starts = before is not None and not same and placed.column > 0 and before.column > 0
    indent = max(0, round((row.left - margin) / COLUMN))
    ruled = _is_ruled(leaf, placed, before, measures)
    return Line(number, row.text, len(row.text.split()), indent, gap, leaf.page.number, starts or column_starts, ruled, spot=spot, reach=indent + len(row.text))


def _margins(leaf: Leaf, placed: Placed) -> tuple[float, float]:
    height = leaf.page.height
    column = [p.row for p in leaf.rows if p.column == placed.column and p.head == placed.head]
    # What a browser prints at the very edge reaches farther than the text.
    inner = [row for row in column if _RIM * height < row.base < (1 - _RIM) * height]
    rows = inner if inner and placed.row in inner else column
    return min(r.left for r in rows), max(r.right for r in rows)


def _limit(leaf: Leaf, index: int, measures: Measures) -> float:
    """How far right the rows reach that stand around this one without a gap between."""
    placed = leaf.rows[index]
    step = 1.15 * measures.step(placed.row.size) + 0.3
    reach = placed.row.right
    for way in (-1, 1):
        last = placed
        for n in range(index + way, index + 9 * way, way):
            if not 0 <= n < len(leaf.rows):
                break
            other = leaf.rows[n]
            if other.column != placed.column or other.head != placed.head or abs(other.row.size - placed.row.size) > 0.08 * placed.row.size:
                break
            if abs(last.row.base - other.row.base) > step or abs(other.row.left - placed.row.left) > 60:
                break
            reach = max(reach, other.row.right)
            last = other
    return reach


def _is_ruled(leaf: Leaf, placed: Placed, before: Placed | None, measures: Measures) -> bool:
    """A short rule stands above small or labelled letters, as above footnotes."""
    row = placed.row
    small = row.size <= 0.95 * measures.size
    raised = bool(row.raised) and row.raised[0][0] == 0
    if not (small or raised) or row.base > 0.7 * leaf.page.height:
        return False
    top = before.row.base - 0.1 * before.row.size if before is not None and before.row.base > row.base else row.base + 60
    width = leaf.page.width
    if any(s.level and row.base + 0.4 * row.size < s.y0 < top and 25 < s.x1 - s.x0 < 0.6 * width for s in leaf.page.strokes):
        return True
    below = [p.row for p in leaf.rows if p.row.base <= row.base and p.column == placed.column]
    return small and raised and all(r.size <= 0.95 * measures.size for r in below)


def _edges(leaf: Leaf, lines: Sequence[Line]) -> Iterable[Line]:
    """Rows beyond a long rule at a page's edge are its head or foot (on a first page only the foot)."""
    height, width = leaf.page.height, leaf.page.width
    rules = [s for s in leaf.page.strokes if s.level and s.x1 - s.x0 > 0.5 * width]
    above = [s.y0 for s in rules if s.y0 > height * (1 - _EDGE)] if leaf.page.number > 1 else []
    below = [s.y1 for s in rules if s.y1 < height * _EDGE]
    for line, placed in zip(lines, leaf.rows, strict=True):
        if above and placed.row.base > min(above):
            yield replace(line, role=BlockRole.HEADER)
        elif below and placed.row.base < max(below) - 0.4 * placed.row.size and not line.ruled:
            yield replace(line, role=BlockRole.FOOTER)
        else:
            yield line


def margins(lines: Sequence[Line], leaves: Sequence[Leaf]) -> list[Line]:
    """A line apart from the text that stands as high as the heads or feet of other pages is one of them."""
    heights = {leaf.page.number: leaf.page.height for leaf in leaves}
    known: dict[BlockRole, set[int]] = {BlockRole.HEADER: set(), BlockRole.FOOTER: set()}
    for line in lines:
        if line.role in (BlockRole.HEADER, BlockRole.FOOTER) and line.spot is not None:
            known[BlockRole.FOOTER if line.spot.base < heights[line.page] / 2 else BlockRole.HEADER].add(round(line.spot.base))
    out = list(lines)
    for role, way in ((BlockRole.HEADER, 1), (BlockRole.FOOTER, -1)):
        for index in range(len(out))[::way]:
            line, spot = out[index], out[index].spot
            outer = index - way
            if line.role is not BlockRole.BODY or spot is None:
                continue
            edge = not 0 <= outer < len(out) or out[outer].page != line.page or out[outer].role in (BlockRole.HEADER, BlockRole.FOOTER)
            inner = out[index + way] if 0 <= index + way < len(out) else None
            apart = inner is None or inner.page != line.page or max(line.gap if way < 0 else inner.gap, 0) > 0
            near = {round(spot.base) + n for n in (-1, 0, 1)} & known[role]
            zone = spot.base > heights[line.page] * (1 - _EDGE) if way > 0 else spot.base < heights[line.page] * _EDGE
            if edge and apart and near and zone and not (way > 0 and line.page == leaves[0].page.number):
                out[index] = replace(line, role=role)
    return out
