"""Tables, controls and rows that are known to be the same, because a paragraph in them is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negotiator.formats.word.redline.pairing import Group
from negotiator.formats.word.redline.schema import Element, P

Bound = Mapping[Element, int]
"""Paragraphs of a file → the group of those that belong together."""


def known(mine: Sequence[Element | None], theirs: Sequence[Element | None], bound: Bound, bound_new: Bound) -> list[Group]:
    """Pairs of places on both sides, each place once; None stands for what is no holder of paragraphs."""
    places: dict[int, int] = {}
    for at, holder in enumerate(theirs):
        for paragraph in () if holder is None else holder.iter(P):
            if paragraph in bound_new:
                places.setdefault(bound_new[paragraph], at)
    found: dict[int, int] = {}
    for at, holder in enumerate(mine):
        inside = () if holder is None else holder.iter(P)
        place = next((j for p in inside if p in bound and (j := places.get(bound[p])) is not None and j not in found), None)
        if place is not None:
            found[place] = at
    return [((i,), (j,)) for j, i in found.items()]
