"""What was moved: paragraphs that do not stand in the order of the others; of two that changed places the one that somebody touched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from negotiator.model.change import Match


def out_of_order(matches: Sequence[Match], touched: Callable[[int], bool]) -> set[int]:
    """Indices on the new side of what does not stand in the order of the old side: all but the weightiest run of matches that kept it.

    `touched` tells of an index on the new side whether somebody wrote there: all such matches together weigh less than one that nobody touched.
    """
    pairs = sorted((m.new[0], m.old[0]) for m in matches if m.old and m.new)
    heavy = len(pairs) + 1
    best = [(0, -1)] * (max((old for _, old in pairs), default=0) + 2)  # a binary indexed tree: the best run that ends below a place on the old side
    before: list[int] = []
    for at, (new, old) in enumerate(pairs):
        found, place = (0, -1), old
        while place:
            found, place = max(found, best[place]), place & (place - 1)
        before.append(-found[1] - 1 if found[0] else -1)
        weight, place = found[0] + (1 if touched(new) else heavy), old + 1
        while place < len(best):
            best[place] = max(best[place], (weight, -at - 1))
            place += place & -place
    found, place = (0, -1), len(best) - 1
    while place:
        found, place = max(found, best[place]), place & (place - 1)
    kept, at = set(), -found[1] - 1 if found[0] else -1
    while at >= 0:
        kept.add(pairs[at][0])
        at = before[at]
    return {new for new, _ in pairs} - kept
