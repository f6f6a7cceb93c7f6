"""The clauses of one draft as weighted stems, ready to be asked which of them speak to a point."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from negotiator.match.glossary import Lookalikes, Term

_LESSER: Final = 0.6
"""What a rendering counts that is not a term's first."""
_ALIKE: Final = 0.7
"""What a word counts that was only found by its looks."""
_PAIR: Final = 0.5
"""What two neighbouring words count beside the words themselves."""
_TRUST: Final = 12.0
"""Shared weight at which containment is half trusted: little evidence that happens to be all of a short clause proves little."""

Feature = str | tuple[str, str]
"""A stem, or two neighbouring ones."""


@dataclass(frozen=True, slots=True)
class Bag:
    """A text as weighted features."""

    strength: dict[Feature, float]
    """How surely the text says this, 0..1."""
    surface: dict[str, str]
    """A stem → the word of the text that it came from."""
    groups: tuple[tuple[str, ...], ...]
    """The stems of each term, so that a term with three renderings weighs once."""


def bag(terms: Sequence[Term], *, pairs: bool, lookalikes: Lookalikes | None = None) -> Bag:
    """The features of a text. `lookalikes` finds the draft's word for one that no glossary knows."""
    strength: dict[Feature, float] = {}
    surface: dict[str, str] = {}
    groups: list[tuple[str, ...]] = []
    for term in terms:
        stems: list[str] = []
        renderings = term.renderings
        factor = 1.0
        if not term.known and lookalikes is not None:
            near = lookalikes.nearest(term.surface, renderings[0][0])
            if near is not None:
                factor = 1.0 if near in (term.surface, renderings[0][0]) else _ALIKE
                renderings = ((near,),)
        for place, rendering in enumerate(renderings):
            for stem in rendering:
                value = factor * (1.0 if place == 0 else _LESSER)
                if value > strength.get(stem, 0.0):
                    strength[stem] = value
                surface.setdefault(stem, term.surface)
                stems.append(stem)
        groups.append(tuple(dict.fromkeys(stems)))
    if pairs:
        firsts = [term.renderings[0][0] for term in terms]
        for two in pairwise(firsts):
            strength[two] = _PAIR
    return Bag(strength, surface, tuple(dict.fromkeys(groups)))


class Index:
    """Likeness of a text to each clause: weighted Dice and containment over features that are rare in the draft.

    Weights are ln((N+1)/(df+½)) over the draft's own clauses, so that what every paragraph says ("States Parties") tells little.
    """

    def __init__(self, bags: Sequence[Bag]) -> None:
        self.bags = bags
        holders: dict[Feature, list[tuple[int, float]]] = defaultdict(list)
        for place, one in enumerate(bags):
            for feature, value in one.strength.items():
                holders[feature].append((place, value))
        self._holders = dict(holders)
        self._plainly = {feature: [place for place, _ in where] for feature, where in holders.items() if all(value == where[0][1] for _, value in where)}
        """Features that every holder says equally surely, which is all of them within one language."""
        most = math.log((len(bags) + 1) / 0.5)
        self._rarest = max(most, 1.0)
        self._weight = {feature: math.log((len(bags) + 1) / (len(where) + 0.5)) for feature, where in self._holders.items()}
        self._mass = [self._mass_of(one) for one in bags]

    @property
    def vocabulary(self) -> Iterable[str]:
        return (feature for feature in self._holders if isinstance(feature, str))

    def weight(self, feature: Feature) -> float:
        """How telling a feature is in this draft; one that is not in it weighs as if one clause had it, a little less."""
        return self._weight.get(feature, 0.8 * self._rarest)

    def _mass_of(self, one: Bag) -> float:
        """The weight of all that a text says: each term once, by its likeliest rendering."""
        mass = 0.0
        counted: set[Feature] = set()
        for group in one.groups:
            in_draft = [stem for stem in group if stem in self._weight]
            heaviest = max(in_draft, key=lambda stem: (one.strength[stem], self._weight[stem])) if in_draft else group[0]
            if heaviest not in counted:
                counted.add(heaviest)
                mass += one.strength[heaviest] * self.weight(heaviest)
        return mass + sum(value * self.weight(feature) for feature, value in one.strength.items() if not isinstance(feature, str))

    def likeness(self, asked: Bag) -> list[float]:
        """0..1 for each clause."""
        shared = [0.0] * len(self.bags)
        for feature, value in asked.strength.items():
            weight = self._weight.get(feature, 0.0)
            if weight <= 0:
                continue
            share = value * weight
            places = self._plainly.get(feature)
            if places is not None:
                share = min(share, self._holders[feature][0][1] * weight)
                for place in places:
                    shared[place] += share
                continue
            for place, there in self._holders[feature]:
                shared[place] += share if there >= value else there * weight
        mass = self._mass_of(asked)
        found = []
        for both, own in zip(shared, self._mass, strict=True):
            if not both:
                found.append(0.0)
                continue
            within = both / (own if own < mass else mass)
            found.append(min(1.0, 1.2 * both / (mass + own) + 0.4 * within * both / (both + _TRUST)))
        return found

    def shared(self, asked: Bag, place: int) -> list[str]:
        """Stems that the text shares with a clause, most telling first."""
        there = self.bags[place].strength
        both = [f for f in asked.strength if isinstance(f, str) and f in there and self._weight.get(f, 0) > 0]
        return sorted(both, key=lambda stem: (-asked.strength[stem] * self._weight[stem], stem))

    def held_elsewhere(self, asked: Bag, place: int, apart: Collection[int]) -> bool:
        """Whether every stem that the text shares with a clause stands in another clause, too, those `apart` not counted."""
        there = self.bags[place].strength
        stems = (f for f in asked.strength if isinstance(f, str) and f in there)
        return all(any(other not in apart for other, _ in self._holders[stem]) for stem in stems)

    def lacking(self, asked: Bag, place: int, least: float) -> tuple[str, ...]:
        """Telling words of the text, as it says them, that a clause has in no rendering; most telling first."""
        there = self.bags[place].strength
        missing: dict[str, float] = {}
        for group in asked.groups:
            if any(stem in there for stem in group):
                continue
            weight = max(self.weight(stem) for stem in group)
            if weight >= least * self._rarest and not group[0].isdigit():
                word = asked.surface[group[0]]
                missing[word] = max(weight, missing.get(word, 0.0))
        return tuple(sorted(missing, key=lambda word: -missing[word]))
