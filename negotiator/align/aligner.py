"""Which unit of a new text is which unit of an old one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from negotiator.align.context import Context
from negotiator.align.likeness import Likeness
from negotiator.align.lineage import Group, matches
from negotiator.align.regroup import join
from negotiator.align.rounds import link
from negotiator.align.unit import Unit, containers
from negotiator.model.change import Match

ALIGNER: Final = "1"
"""Version of the method, kept with every stored link."""

Fixed = tuple[tuple[int, ...], tuple[int, ...]]


def align(old: Sequence[Unit], new: Sequence[Unit], *, fixed: Sequence[Fixed] = ()) -> tuple[Match, ...]:
    """Every unit of both texts in exactly one match, in the order of the new text, dropped units where they stood.

    `fixed` groups (old indices, new indices) bind; an empty side keeps the other dropped or added. Raises ValueError where an index is unknown
    or stands in two groups. The method is described in `docs/benchmarks.md`.
    """
    closed = _closed(fixed, len(old), len(new))
    likeness = Likeness(old, new)
    above = (containers(old), containers(new))
    given = {i: j for olds, news in fixed for i, j in zip(olds, news, strict=False)}
    links, pairs = link(likeness, above, given, closed)
    context = Context({**given, **links.forth}, (len(old), len(new)), above)
    joined = join(likeness, pairs, links.forth, above, closed)
    groups = [Group(tuple(sorted(olds)), tuple(sorted(news)), ruled=True) for olds, news in fixed]
    return matches(likeness, above, links, joined, context, groups)


def _closed(fixed: Sequence[Fixed], old_size: int, new_size: int) -> tuple[set[int], set[int]]:
    closed: tuple[set[int], set[int]] = (set(), set())
    for group in fixed:
        for side, (places, size) in enumerate(zip(group, (old_size, new_size), strict=True)):
            for place in places:
                if not 0 <= place < size or place in closed[side]:
                    raise ValueError(f"unit {place} of the {('old', 'new')[side]} text is unknown or ruled twice")
                closed[side].add(place)
    return closed
