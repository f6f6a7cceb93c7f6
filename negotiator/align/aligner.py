"""Which unit of a new text is which unit of an old one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from negotiator.align.assignment import Pair
from negotiator.align.cells import placed
from negotiator.align.likeness import Likeness, Side
from negotiator.align.lineage import Group, matches
from negotiator.align.links import Links
from negotiator.align.regroup import join
from negotiator.align.rounds import link
from negotiator.align.unit import Unit
from negotiator.align.wordings import learned, replaced
from negotiator.model.change import Match

ALIGNER: Final = "5"
"""Version of the method, kept with every stored link."""

LONG: Final = 900
"""Units in both texts from which it pays to load a numeric library."""

Fixed = tuple[tuple[int, ...], tuple[int, ...]]


def align(old: Sequence[Unit], new: Sequence[Unit], *, fixed: Sequence[Fixed] = ()) -> tuple[Match, ...]:
    """Every unit of both texts in exactly one match, in the order of the new text, dropped units where they stood.

    `fixed` groups (old indices, new indices) bind; an empty side keeps the other dropped or added. Raises ValueError where an index is unknown
    or stands in two groups. The method is described in `docs/benchmarks.md`.
    """
    closed = _closed(fixed, (len(old), len(new)))
    ruled = [Group(tuple(sorted(olds)), tuple(sorted(news)), ruled=True) for olds, news in fixed]
    given = {i: j for olds, news in fixed for i, j in zip(olds, news, strict=False)}
    if (_key(new), sorted(group[::-1] for group in fixed)) < (_key(old), sorted(fixed)):
        likeness = likeness_of(Side(new, closed[1]), Side(old, closed[0]))
        links, joined = _linked(likeness, {j: i for i, j in given.items()})
        return matches(likeness.turned(), links.turned(), {(i, j): evidence for (j, i), evidence in joined.items()}, ruled, turned=True)
    likeness = likeness_of(Side(old, closed[0]), Side(new, closed[1]))
    links, joined = _linked(likeness, given)
    return matches(likeness, links, joined, ruled)


def likeness_of(old: Side, new: Side) -> Likeness:
    """The likeness of two texts, counted in arrays where they are long."""
    if old.size + new.size < LONG:
        return Likeness(old, new)
    from negotiator.align.bulk import BulkLikeness

    return BulkLikeness(old, new)


def _key(units: Sequence[Unit]) -> tuple[int, list[tuple[str, str, str]]]:
    """Which of two texts comes first while links are sought, so that the same links are found whichever is called the old one."""
    return len(units), [(unit.text, unit.number, unit.kind) for unit in units]


def _linked(likeness: Likeness, given: Mapping[int, int]) -> tuple[Links, dict[Pair, float]]:
    links, pairs = link(likeness, given)
    terms = learned(likeness, links.forth)
    if terms:
        old, new = likeness.old, likeness.new
        wordings = {i: words for i, words in replaced(old.words, terms).items() if i not in old.closed}
        likeness = likeness_of(old.reworded(wordings), new.reworded({}))
        links, pairs = link(likeness, given, pairs, frozenset(wordings), links.forth)
    joined = join(likeness, pairs, links.forth)
    old_held = {*likeness.old.closed, *links.forth, *(i for i, _ in joined)}
    new_held = {*likeness.new.closed, *links.forth.values(), *(j for _, j in joined)}
    links.placed = placed(likeness, {**given, **links.forth}, (old_held, new_held))
    links.forth.update(links.placed.keys())
    return links, joined


def _closed(fixed: Sequence[Fixed], sizes: tuple[int, int]) -> tuple[frozenset[int], frozenset[int]]:
    closed: tuple[set[int], set[int]] = (set(), set())
    for group in fixed:
        for side, places in enumerate(group):
            for place in places:
                if not 0 <= place < sizes[side] or place in closed[side]:
                    raise ValueError(f"unit {place} of the {('old', 'new')[side]} text is unknown or ruled twice")
                closed[side].add(place)
    return frozenset(closed[0]), frozenset(closed[1])
