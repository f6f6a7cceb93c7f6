"""Which clauses of an outcome document may speak to a point, in whatever language either is written, and why."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from heapq import nlargest
from typing import Final

from negotiator.match.abbreviations import Abbreviations, repeated
from negotiator.match.glossary import Lookalikes, Term, english_terms, plain_terms
from negotiator.match.index import Bag, Index, bag
from negotiator.match.outline import GIVEN_HEADINGS, Outline
from negotiator.match.stems import base_language, guessed_language
from negotiator.model.clause import Clause, ClauseKind
from negotiator.model.point import Candidate, Point, Suggestion
from negotiator.text.normalise import fold
from negotiator.text.tokens import words

_NEVER: Final = frozenset({*GIVEN_HEADINGS, ClauseKind.FOOTNOTE})
CONTEXT: Final = 0.1
"""What the likeness of headings and chapeaux adds."""
NUMBER: Final = 0.06
"""What it adds that a point opens with the clause's own number: papers that propose text keep the draft's numbers."""
_WHY: Final = 6
_LACKS: Final = 5
_MISSING: Final = 0.5
"""Weight, as a share of the rarest word's, from which a word that the clause lacks is told."""
STANDS_OUT: Final = 0.85
"""A best candidate counts if its score, times how often it exceeds the noise, reaches this. Fitted on 46 points in two languages against the sample's
three drafts and on 160 demands with and without their clauses: it flags 9 of 9 points that a person found absent and 60 % of the bereft demands; of those that
have their clause, 4 % to 18 %."""
_NOISE: Final = slice(2, 8)
"""Ranks that are taken for noise: what the draft answers to this point by chance."""
_QUIET: Final = 0.03


def suggest(points: Sequence[Point], clauses: Sequence[Clause], *, document: str, language: str, limit: int = 5) -> tuple[Suggestion, ...]:
    """For each point, the clauses of one draft that may speak to it, best first, with the shared words (in the draft's words) and those that are missing.

    `language` is the draft's. Headings and footnotes are no candidates, and a table's cell is one only where it holds a word of the point that no paragraph,
    action or indicator holds: the action that a cell repeats speaks to the point, not the cell. Candidates are listed even where `none` says that none is
    likely to speak to the point.
    """
    offered = [clause for clause in clauses if clause.kind not in _NEVER and clause.text.strip()]
    theirs = base_language(language) or guessed_language(clause.text for clause in offered[:200])
    drafts: dict[str, _Draft] = {}
    found: list[Suggestion] = []
    for point in points:
        ours = base_language(point.language) or theirs
        meeting = theirs if ours == theirs or not theirs else f"{theirs}/en"
        draft = drafts.get(meeting) or drafts.setdefault(meeting, _Draft(offered, clauses, theirs, foreign=ours != theirs and bool(theirs)))
        found.append(draft.answer(point, ours, document, limit))
    return tuple(found)


class _Draft:
    """The clauses on offer, indexed for points of one's own language or for all others."""

    def __init__(self, offered: Sequence[Clause], clauses: Sequence[Clause], language: str, *, foreign: bool) -> None:
        self._offered, self._foreign = offered, foreign
        self._known = Abbreviations(clause.text for clause in clauses)
        self._index = Index([bag(self._terms(self._known.spelled(clause.text), language), pairs=not foreign) for clause in offered])
        outline = Outline(clauses, GIVEN_HEADINGS)
        above = ["\n".join(one.text for one in outline.above(clause)) for clause in offered]
        distinct = list(dict.fromkeys(above))
        self._context_of = [distinct.index(text) for text in above]
        self._contexts = Index([bag(self._terms(self._known.spelled(text), language), pairs=False) for text in distinct])
        self._numbered: dict[str, list[int]] = {}
        for place, clause in enumerate(offered):
            if clause.number.strip(_AROUND):
                self._numbered.setdefault(clause.number.strip(_AROUND).casefold(), []).append(place)
        self._cells = frozenset(place for place, clause in enumerate(offered) if clause.kind == ClauseKind.TABLE_CELL)
        self._lookalikes = Lookalikes(self._index.vocabulary) if foreign else None

    def _terms(self, text: str, language: str) -> tuple[Term, ...]:
        return english_terms(text, language) if self._foreign else plain_terms(text, language)

    def answer(self, point: Point, language: str, document: str, limit: int) -> Suggestion:
        known = Abbreviations((*point.context, point.text), None if self._foreign else self._known)
        text = known.spelled(point.text)
        asked = bag(self._terms(text, language), pairs=not self._foreign, lookalikes=self._lookalikes)
        scores = self._index.likeness(asked)
        nearby = self._nearby([known.spelled(above) for above in point.context], text, language)
        number = _opening_number(point.text)
        total = [score * (1.0 + CONTEXT * nearby[above]) if score else 0.0 for score, above in zip(scores, self._context_of, strict=True)]
        for place in self._numbered.get(number, ()):
            if total[place]:
                total[place] += NUMBER
        for place in self._cells:
            if total[place] and self._index.held_elsewhere(asked, place, self._cells):
                total[place] = 0.0
        ranked = nlargest(max(limit, _NOISE.stop), range(len(total)), key=lambda place: (total[place], -place))
        best = [place for place in ranked[:limit] if total[place] > 0]
        return Suggestion(
            point.id,
            document,
            tuple(self._candidate(asked, place, total[place], repeated(point.text) | self._said_otherwise(known, place)) for place in best),
            none=_nothing_stands_out([total[place] for place in ranked]),
        )

    def _nearby(self, context: Sequence[str], text: str, language: str) -> list[float]:
        """How far what stands above the clauses speaks to the point and what stands above it; nothing where all clauses stand under the same."""
        if len(self._contexts.bags) < 2:
            return [0.0]
        terms = [term for one in (*context, text) for term in self._terms(one, language)]
        return self._contexts.likeness(bag(terms, pairs=False, lookalikes=self._lookalikes))

    def _said_otherwise(self, known: Abbreviations, place: int) -> set[str]:
        """Words that a clause has as an abbreviation, and abbreviations that it has as words."""
        surface, there = set(self._index.bags[place].surface.values()), set()
        for short, full in known.words.items():
            shorts, spelled = {fold(short), fold(f"{short}s")}, {fold(word) for word in words(full)}
            there |= shorts if spelled <= surface or not shorts.isdisjoint(surface) else set()
            there |= spelled if not shorts.isdisjoint(surface) else set()
        return there

    def _candidate(self, asked: Bag, place: int, score: float, passed: Collection[str]) -> Candidate:
        surface = self._index.bags[place].surface
        why = tuple(dict.fromkeys(surface[stem] for stem in self._index.shared(asked, place)))[:_WHY]
        lacks = [word for word in self._index.lacking(asked, place, _MISSING) if word not in passed]
        return Candidate(self._offered[place].id, round(min(score, 1.0), 4), why, tuple(lacks[:_LACKS]))


def _nothing_stands_out(ranked: Sequence[float]) -> bool:
    """Whether a point's best score (best first) is no more than what the draft answers by chance; calibrated by the point's own lower ranks in this draft."""
    if not ranked or ranked[0] <= 0:
        return True
    noise = ranked[_NOISE]
    return ranked[0] ** 2 < STANDS_OUT * max(sum(noise) / len(noise) if noise else 0.0, _QUIET)


_AROUND: Final = " ().:"
_NUMBER: Final = re.compile(r"\s*\(?(\d+[a-z]?|[a-z]{1,4})[.)]\s")


def _opening_number(text: str) -> str:
    found = _NUMBER.match(text)
    return found[1].casefold() if found else ""
