"""Splits and merges: units left over that are explained by a linked one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from typing import Final

from negotiator.align.assignment import Pair
from negotiator.align.context import Context
from negotiator.align.likeness import Likeness

JOIN: Final = 1.2
"""Evidence from which a unit left over joins a linked one."""
FRESH: Final = 0.5
"""What the part counts that no other partner covers."""
NOTHING_NEW: Final = 0.03
"""Share of a unit's words up to which other partners say all that it says: it is a twin that went, unless all around it went the same way."""
AS_A_BLOCK: Final = 0.9
NEARNESS: Final = 0.4
NEIGHBOURS: Final = 0.35
CONTAINERS: Final = 0.1
CHILDREN: Final = 0.6
"""A heading of which some words stand in another, and whose paragraphs went under it, was merged into it."""
TITLE: Final = 4
"""Words up to which a heading is no piece of a paragraph; a longer one may be a chapeau that a reader took for a heading."""
SHADOW: Final = 0.5
"""Likeness from which a unit left over counts as standing where it is most alike."""


def join(likeness: Likeness, pairs: Mapping[Pair, float], forth: Mapping[int, int]) -> dict[Pair, float]:
    """Further links (new pieces of a split, old pieces of a merge) with their evidence; the strongest first, each changes what the next adds."""
    partners = ({i: {j} for i, j in forth.items()}, {j: {i} for i, j in forth.items()})
    waiting = [(i, j) for i, j in pairs if (i in partners[0]) != (j in partners[1]) and likeness.comparable(i, j)]
    likeness.remember((*waiting, *forth.items()))
    contexts = _shadows(likeness, pairs, waiting, forth)
    known = {pair: value for pair in waiting if (value := evidence(likeness, contexts, partners, pair)) >= JOIN}
    of_holder: dict[tuple[bool, int], list[Pair]] = {}
    for i, j in known:
        of_holder.setdefault((True, i) if i in partners[0] else (False, j), []).append((i, j))
    heap = sorted((-value, pair) for pair, value in known.items())
    found: dict[Pair, float] = {}
    placed: set[tuple[bool, int]] = set()
    while heap:
        value, (i, j) = heappop(heap)
        split = i in partners[0]
        if -value != known[i, j] or (split, j if split else i) in placed:
            continue
        found[i, j] = -value
        placed.add((split, j if split else i))
        partners[0 if split else 1][i if split else j].add(j if split else i)
        for pair in of_holder[split, i if split else j]:
            if pair not in found:
                known[pair] = evidence(likeness, contexts, partners, pair)
                if known[pair] >= JOIN:
                    heappush(heap, (-known[pair], pair))
    return found


def _shadows(likeness: Likeness, pairs: Mapping[Pair, float], waiting: Sequence[Pair], forth: Mapping[int, int]) -> tuple[Context, Context]:
    """The surroundings as if each unit left over were where it is most alike: what is merged or split as a block speaks for itself."""
    old_best: dict[int, tuple[float, int]] = {}
    new_best: dict[int, tuple[float, int]] = {}
    for i, j in waiting:
        like = pairs[i, j]
        if like < SHADOW:
            continue
        if i not in forth:
            old_best[i] = max(old_best.get(i, (0.0, 0)), (like, -j))
        else:
            new_best[j] = max(new_best.get(j, (0.0, 0)), (like, -i))
    back = {j: i for i, j in forth.items()}
    above = (likeness.old.above, likeness.new.above)
    merged = Context({**forth, **{i: -j for i, (_, j) in old_best.items()}}, above)
    split = Context({**back, **{j: -i for j, (_, i) in new_best.items()}}, (above[1], above[0]))
    return merged, split


def evidence(
    likeness: Likeness, contexts: tuple[Context, Context], partners: tuple[Mapping[int, set[int]], Mapping[int, set[int]]], pair: Pair, *, least: float = JOIN
) -> float:
    """What speaks for a unit left over being a piece of a linked one's split or merge; 0 where it cannot reach `least`."""
    i, j = pair
    old, new = likeness.old, likeness.new
    if i in partners[0]:
        held, place, side, context, turned = partners[0][i], j, new, contexts[1], (j, i)
        identical = any(likeness.identical(i, k) for k in held)
    else:
        held, place, side, context, turned = partners[1][j], i, old, contexts[0], (i, j)
        identical = any(likeness.identical(k, j) for k in held)
    own = side.mass[place]
    if identical or not own or (likeness.across(i, j) and len(side.words[place]) <= TITLE):
        return 0.0
    covered = likeness.shared(i, j) / own
    near = NEARNESS / min(abs(place - k) for k in held)
    below = CHILDREN * context.under(*turned) if covered and old.heading[i] and new.heading[j] else 0.0
    if covered * (1 + FRESH) + near + NEIGHBOURS + CONTAINERS + below < least:
        return 0.0
    shared = old.features[i] & new.features[j]
    fresh = sum(map(likeness.weight.__getitem__, shared.difference(*(side.features[k] for k in held)))) / own
    if fresh < NOTHING_NEW and context.neighbours(*turned) < AS_A_BLOCK:
        return 0.0
    return covered + FRESH * fresh + near + NEIGHBOURS * context.neighbours(*turned) + CONTAINERS * context.containers(*turned) + below
