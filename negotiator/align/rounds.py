"""One-to-one links: chosen by wording first, then again with what the first choice says about the surroundings."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from negotiator.align.assignment import Pair, assign
from negotiator.align.context import Context
from negotiator.align.likeness import Likeness
from negotiator.align.links import CHILDREN, CONTAINERS, NEIGHBOURS, POSITION, THRESHOLD, Links
from negotiator.text.common import hunks

FIRST_RIVAL: Final = 0.15
RIVAL: Final = 0.2
LEAST_LIKENESS: Final = 0.08
"""Likeness below which only common children link two units."""
ROUNDS: Final = 3
MANY: Final = 800
"""Pairs from which arrays are faster."""
_ANCHOR_MASS: Final = 15.0
"""Weight from which a wording that stands once in each text is linked at once."""


def link(
    likeness: Likeness,
    given: Mapping[int, int],
    known: Mapping[Pair, float] | None = None,
    changed: Collection[int] = (),
    before: Mapping[int, int] | None = None,
) -> tuple[Links, dict[Pair, float]]:
    """Links among the units that nobody ruled on, and the pairs that were looked at with their likeness. `given` links count as surroundings.

    Where pairs are `known`, partners are sought for the `changed` old units only; the links that stood `before` are then the first surroundings.
    """
    old, new = likeness.old, likeness.new
    above = (old.above, new.above)
    anchors = _anchors(likeness)
    taken = set(anchors.values())
    rows = [i for i in range(old.size) if i not in old.closed and i not in anchors]
    columns = [j for j in range(new.size) if j not in new.closed and j not in taken]
    if known is None:
        pairs = likeness.candidates(rows, columns)
    else:
        pairs = {**{pair: like for pair, like in known.items() if pair[0] not in changed}, **likeness.candidates(changed, ())}
    open_pairs = {(i, j): like for (i, j), like in pairs.items() if like >= LEAST_LIKENESS and i not in anchors and j not in taken}
    links = Links(dict(before) if before is not None else _first_sight(likeness, anchors))
    for number in range(1 if before is not None else 0, ROUNDS):
        context = Context({**given, **links.forth}, above)
        for i, j in (*context.families(), *(context.gaps() if number else ())):
            if (i, j) not in open_pairs and i not in anchors and j not in taken and likeness.comparable(i, j):
                like = likeness.like(i, j)
                if like >= LEAST_LIKENESS or context.children(i, j):
                    open_pairs[i, j] = pairs[i, j] = like
        found = chosen(open_pairs, context, links.forth, RIVAL if number else FIRST_RIVAL)
        found.forth.update(anchors)
        settled = found.forth == links.forth
        links = found
        if settled and number:
            break
    return links, pairs


def _anchors(likeness: Likeness) -> dict[int, int]:
    """Wordings of some weight that stand once in each text, and what is identical in an unbroken run between two of them, or the ends of the texts."""
    old, new = likeness.old, likeness.new
    here, there = _single(old.texts), _single(new.texts)
    twins = ((i, there[text]) for text, i in here.items() if text in there and old.mass[i] >= _ANCHOR_MASS)
    found = {i: j for i, j in twins if likeness.comparable(i, j)}
    posts = [(-1, -1), *sorted(found.items()), (old.size, new.size)]
    for (i1, j1), (i2, j2) in pairwise(posts):
        if i2 - i1 == j2 - j1 > 1:
            run = [(i1 + step, j1 + step) for step in range(1, i2 - i1)]
            if all(likeness.identical(i, j) and likeness.comparable(i, j) for i, j in run):
                found.update(run)
    return found


def _first_sight(likeness: Likeness, anchors: Mapping[int, int]) -> dict[int, int]:
    """The anchors, and what a line by line comparison finds unchanged: surroundings for the first round, binding for none."""
    old, new = likeness.old, likeness.new
    taken = set(anchors.values())
    found = dict(anchors)
    i = j = 0
    for i1, i2, j1, j2 in (*hunks(old.texts, new.texts), (old.size, old.size, new.size, new.size)):
        for a, b in zip(range(i, i1), range(j, j1), strict=True):
            if a not in anchors and b not in taken and likeness.comparable(a, b):
                found[a] = b
        i, j = i2, j2
    return found


def _single(texts: Sequence[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, text in enumerate(texts):
        places[text] = -1 if text in places else place
    return {text: place for text, place in places.items() if place >= 0}


def chosen(pairs: Mapping[Pair, float], context: Context, forth: Mapping[int, int], weight: float) -> Links:
    """The best one-to-one choice among pairs with their likeness, where `forth` stood so far and a rival weighs so much; in arrays where they are many."""
    if len(pairs) >= MANY and "numpy" in sys.modules:
        from negotiator.align import bulk_rounds

        return bulk_rounds.chosen(pairs, context, forth, weight)
    around, rival = surroundings(pairs, context), rivals(pairs, forth)
    best = assign({pair: like + around[pair] - weight * rival[pair] - THRESHOLD for pair, like in pairs.items()})
    return Links(dict(best), *({pair: known[pair] for pair in best} for known in (pairs, around, rival)))


def surroundings(pairs: Iterable[Pair], context: Context) -> dict[Pair, float]:
    old_size, new_size = (max(1, len(above) - 1) for above in context.above)
    return {
        (i, j): NEIGHBOURS * context.neighbours(i, j)
        + CONTAINERS * context.containers(i, j)
        + CHILDREN * context.children(i, j)
        - POSITION * abs(i / old_size - j / new_size)
        for i, j in pairs
    }


def rivals(pairs: Mapping[Pair, float], forth: Mapping[int, int]) -> dict[Pair, float]:
    """For each pair the likeness of the strongest other one in its row or column, less what that one's partner has elsewhere."""
    back = {j: i for i, j in forth.items()}
    by_row: dict[int, list[tuple[float, int]]] = {}
    by_column: dict[int, list[tuple[float, int]]] = {}
    for (i, j), like in pairs.items():
        linked = forth.get(i)
        elsewhere = pairs.get((i, linked), 1.0) if linked is not None and linked != j else 0.0
        by_column.setdefault(j, []).append((like * (elsewhere - 1), i))
        holder = back.get(j)
        elsewhere = pairs.get((holder, j), 1.0) if holder is not None and holder != i else 0.0
        by_row.setdefault(i, []).append((like * (elsewhere - 1), j))
    for listed in (*by_row.values(), *by_column.values()):
        listed.sort()
        del listed[2:]
    return {(i, j): max(next((-value for value, k in by_row[i] if k != j), 0.0), next((-value for value, k in by_column[j] if k != i), 0.0)) for i, j in pairs}
