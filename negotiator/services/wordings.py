"""Which paragraph of a text a quotation is taken from, to the letter or as it was changed since."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from math import log
from typing import TYPE_CHECKING, Final

from negotiator.text.amendments import excerpt
from negotiator.text.normalise import cosmetic

if TYPE_CHECKING:
    from negotiator.model.clause import Clause

MANY_WORDS: Final = 4
"""Words from which a text is a quotation and no label."""
_WORD: Final = re.compile(r"\w{3,}")
_SHORTLIST: Final = 24
_PRIOR: Final = 40
"""Characters that every paragraph counts as longer, so that the shortest ones do not come first."""
_NEARLY_ALL: Final = 0.8
_LIKE: Final = 86
_MARGIN: Final = 4
"""Points (of 100) by which the best paragraph must be more like a quotation than the next."""
_LIKE_AMONG_FEW: Final = 60


class Wordings:
    """The paragraphs of a text by what they say; all answers are indices into it."""

    def __init__(self, base: Sequence[Clause]) -> None:
        self._base = base
        self._plain = [cosmetic(c.text).casefold() for c in base]
        self._with: dict[str, list[int]] | None = None
        """Word → the paragraphs that hold it, once asked for."""

    def hold(self, index: int, quoted: str) -> bool:
        """Whether a paragraph has a text in it, to the letter."""
        return _wanted(quoted) in self._plain[index]

    def exactly(self, quoted: str) -> list[int]:
        """The paragraphs that are a text, else those that have it in them."""
        wanted = _wanted(quoted)
        return [i for i, text in enumerate(self._plain) if text == wanted] or [i for i, text in enumerate(self._plain) if wanted in text]

    def among(self, candidates: Sequence[int], quoted: str) -> tuple[int, ...]:
        """The one of a few paragraphs that a text is taken from, or is a changed form of."""
        if not candidates or len(quoted.split()) < 2:
            return ()
        exact = [i for i in candidates if self.hold(i, quoted)]
        if len(exact) == 1:
            return (exact[0],)
        if len(candidates) > _SHORTLIST:
            candidates = [i for i in self._sharing(quoted, frozenset(candidates)) if i in candidates] or candidates
        return self.nearest(exact or candidates, quoted, _LIKE_AMONG_FEW)

    def source_of(self, quoted: str) -> tuple[int, ...]:
        """The one paragraph that a text is taken from."""
        if len(quoted.split()) < MANY_WORDS:
            return ()
        exact = self.exactly(quoted)
        if len(exact) == 1:
            return (exact[0],)
        return self.nearest(exact or self._sharing(quoted), quoted, _LIKE)

    def like(self, text: str) -> list[Clause]:
        """The paragraphs that share most with a text."""
        return [self._base[index] for index in self._sharing(text)]

    def _sharing(self, quoted: str, among: frozenset[int] | None = None) -> list[int]:
        """The paragraphs that share most with a text, rare words counting most."""
        if self._with is None:
            self._with = {}
            for index, text in enumerate(self._plain):
                for word in {*_WORD.findall(text)}:
                    self._with.setdefault(word, []).append(index)
        shared: dict[int, float] = defaultdict(float)
        for word in {*_WORD.findall(_wanted(quoted))}:
            holders = self._with.get(word, ())
            for index in holders:
                if among is None or index in among:
                    shared[index] += log(1 + len(self._base) / len(holders))
        return sorted(shared, key=lambda index: -shared[index] / (_PRIOR + len(self._plain[index])) ** 0.5)[:_SHORTLIST]

    def nearest(self, candidates: Sequence[int], quoted: str, least: float) -> tuple[int, ...]:
        """The one of these paragraphs that a text is most like, by `least` points of 100 and clearly more than the next."""
        from rapidfuzz import fuzz

        wanted = _wanted(quoted)
        texts = {i: self._plain[i] for i in candidates if len(self._plain[i]) * 2 >= len(wanted)}
        # a quotation is like the whole or, where it is much shorter, like a part; of several alike the whole decides
        ranked = []
        for i, text in texts.items():
            whole = fuzz.ratio(wanted, text)
            score = whole if len(wanted) >= _NEARLY_ALL * len(text) else fuzz.partial_ratio(wanted, text, score_cutoff=least)
            if score >= least:
                ranked.append((score + whole / 4, i))
        ranked.sort(reverse=True)
        if not ranked:
            return ()
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN:
            return ()
        return (ranked[0][1],)

    def beginning_with(self, words: str) -> tuple[int, ...]:
        """The one paragraph that begins with these words."""
        wanted = cosmetic(words.strip("… ")).casefold()
        found = [i for i, text in enumerate(self._plain) if text.startswith(wanted)]
        return (found[0],) if len(found) == 1 else ()


def _wanted(quoted: str) -> str:
    return cosmetic(excerpt(quoted)).casefold().strip(" .;,")
