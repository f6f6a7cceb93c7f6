"""Which clauses of an outcome document may speak to a point, in whatever language either is written, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from negotiator.match.glossary import Lookalikes, Term, english_terms, plain_terms
from negotiator.match.index import Bag, Index, bag
from negotiator.match.outline import GIVEN_HEADINGS, Outline
from negotiator.match.stems import base_language, guessed_language
from negotiator.model.clause import Clause, ClauseKind
from negotiator.model.point import Candidate, Point, Suggestion

_NEVER: Final = frozenset({*GIVEN_HEADINGS, ClauseKind.FOOTNOTE})
CONTEXT: Final = 0.1
"""What the likeness of headings and chapeaux adds."""
NUMBER: Final = 0.06
"""What it adds that a point opens with the clause's own number: papers that propose text keep the draft's numbers."""
_WHY: Final = 6


def suggest(points: Sequence[Point], clauses: Sequence[Clause], *, document: str, language: str, limit: int = 5) -> tuple[Suggestion, ...]:
    """For each point, the clauses of one draft that may speak to it, best first, with the shared words (in the draft's words) and those that are missing.

    `language` is the draft's. Headings and footnotes are no candidates. Candidates are listed even where `none` says that none is likely to speak to the point.
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
        self._index = Index([bag(self._terms(clause.text, language), pairs=not foreign) for clause in offered])
        outline = Outline(clauses, GIVEN_HEADINGS)
        above = ["\n".join(one.text for one in outline.above(clause)) for clause in offered]
        distinct = list(dict.fromkeys(above))
        self._context_of = [distinct.index(text) for text in above]
        self._contexts = Index([bag(self._terms(text, language), pairs=False) for text in distinct])
        self._lookalikes = Lookalikes(self._index.vocabulary) if foreign else None

    def _terms(self, text: str, language: str) -> list[Term]:
        return english_terms(text, language) if self._foreign else plain_terms(text, language)

    def answer(self, point: Point, language: str, document: str, limit: int) -> Suggestion:
        asked = bag(self._terms(point.text, language), pairs=not self._foreign, lookalikes=self._lookalikes)
        scores = self._index.likeness(asked)
        context = bag(self._terms(" ".join((*point.context, point.text)), language), pairs=False, lookalikes=self._lookalikes)
        nearby = self._contexts.likeness(context)
        number = _opening_number(point.text)
        total = [
            score + (CONTEXT * nearby[self._context_of[k]] * score + (NUMBER if number and number == _bare(self._offered[k].number) else 0.0) if score else 0.0)
            for k, score in enumerate(scores)
        ]
        best = sorted((k for k, score in enumerate(total) if score > 0), key=lambda k: (-total[k], k))[:limit]
        return Suggestion(point.id, document, tuple(self._candidate(asked, k, total[k]) for k in best), none=self._none(total, best))

    def _candidate(self, asked: Bag, place: int, score: float) -> Candidate:
        stems = self._index.shared(asked, place)
        surface = self._index.bags[place].surface
        why = tuple(dict.fromkeys(surface[stem] for stem in stems))[:_WHY]
        return Candidate(self._offered[place].id, round(min(score, 1.0), 4), why, ())

    def _none(self, total: Sequence[float], best: Sequence[int]) -> bool:
        return not best


_NUMBER: Final = re.compile(r"\s*\(?(\d+[a-z]?|[a-z]{1,4})[.)]\s")


def _opening_number(text: str) -> str:
    found = _NUMBER.match(text)
    return found[1].casefold() if found else ""


def _bare(number: str) -> str:
    return number.strip(" ().:").casefold()
