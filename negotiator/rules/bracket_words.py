"""The words of compared clauses, each with the brackets around it, and how much of a closed bracket's words is left."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from negotiator.rules.brackets_read import ClauseBrackets, PlacedBracket
from negotiator.text.bracketed.marks import MARK, parting
from negotiator.text.bracketed.resolve import beside_groups

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of some clauses without holders, each with the brackets around it."""

    words: tuple[str, ...]
    around: tuple[tuple[int, ...], ...]
    """Of each word: indices of the brackets that it stands in, outermost first."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts, looked up by clause."""

    text: ClauseBrackets
    strips: Mapping[str, Sequence[tuple[int, int]]]
    """What goes when all words stay, by the clause in which the bracket opens."""
    pieces: Mapping[str, int]
    groups: Sequence[Sequence[int]]
    """Brackets side by side."""

    @classmethod
    def of(cls, text: ClauseBrackets) -> Side:
        strips: dict[str, list[tuple[int, int]]] = {}
        for placed in text.placed:
            strips.setdefault(placed.clause.id, []).extend(placed.bracket.strips)
        pieces = {text.clauses[c].id: k for k, (c, number) in enumerate(text.places) if not number}
        return cls(text, strips, pieces, beside_groups(text.read))


def words_of(side: Side, ids: Sequence[str], placed: Sequence[PlacedBracket]) -> Words:
    read = side.text.read
    gone = sorted(span for one in ids for span in side.strips.get(one, ()))
    words: list[str] = []
    around: list[tuple[int, ...]] = []
    spans = [(p.index, *p.bracket.span) for p in placed]
    for k in (side.pieces[one] for one in ids if one in side.pieces):
        flat, places, origins = flat_text(read.piece(k), read.begins[k], gone)
        for word in _WORD.finditer(flat):
            at = bisect_right(places, word.start()) - 1
            place = origins[at] + word.start() - places[at]
            words.append(word[0].casefold())
            around.append(tuple(index for index, start, end in spans if start <= place < end))
    return Words(tuple(words), tuple(around))


def flat_text(piece: str, begin: int, gone: Sequence[tuple[int, int]]) -> tuple[str, list[int], list[int]]:
    """A piece without what goes, and where its stretches begin, there and in the source; two words stay two."""
    apart = parting(piece)
    parts: list[str] = []
    places, origins = [0], [begin]
    at = length = 0
    for start, end in ((max(0, a - begin), min(len(piece), b - begin)) for a, b in gone if b > begin and a < begin + len(piece)):
        if end <= at:
            continue
        start = max(start, at)  # noqa: PLW2901
        between = any(not MARK.match(letter) for letter in piece[start:end]) or any(start <= one < end for one in apart)
        parts += [piece[at:start], " " * between]
        length += start - at + between
        at = end
        places.append(length)
        origins.append(begin + at)
    parts.append(piece[at:])
    return "".join(parts), places, origins


class Left:
    """What is left of the words of closed brackets in the later text: outside brackets, or inside those alone that stood around them before and still do."""

    def __init__(self, before: Words, after: Words, matched: Mapping[int, int], was: Mapping[int, int]) -> None:
        self.before = before
        self._after, self._matched, self._was = after, matched, was
        self._now = {i: bool(after.around[j]) for j, i in matched.items()}
        self._known: dict[frozenset[int], tuple[frozenset[int], tuple[str, ...]]] = {}

    def of(self, index: int) -> tuple[list[int], frozenset[int], tuple[str, ...]]:
        """A bracket's own words by place; all places whose words stay as they do; and the words of the later text that stood in no other place."""
        around = self.before.around
        inside = [k for k, those in enumerate(around) if index in those]
        own = [k for k in inside if around[k][-1] == index] or inside
        outer = frozenset(around[inside[0]][: around[inside[0]].index(index)]) if inside else frozenset()
        if outer not in self._known:
            stays: set[int] = set()
            free: list[str] = []
            for j, those in enumerate(self._after.around):
                if all(self._was.get(q) in outer for q in those):
                    i = self._matched.get(j)
                    if i is None or set(around[i]) - outer:
                        free.append(self._after.words[j])
                    if i is not None and around[i]:
                        stays.add(i)
            self._known[outer] = frozenset(stays), tuple(free)
        return own, *self._known[outer]

    def taken_in(self, own: Collection[int]) -> float:
        """The share of some words that stand in another bracket now."""
        return sum(self._now.get(k, False) for k in own) / len(own) if own else 0.0


def share_left(alternative: str, own: Sequence[int], before: Words, stays: Collection[int], unaligned: Sequence[str]) -> float:
    """The share of a bracket's words (or of one alternative's) that stand in the later text outside brackets: in their place, or together elsewhere."""
    words = [before.words[k] for k in own]
    places = list(own)
    if alternative:
        wanted = [w[0].casefold() for w in _WORD.finditer(alternative)]
        at = next((k for k in range(len(words) - len(wanted) + 1) if words[k : k + len(wanted)] == wanted), None)
        if at is None:
            return 0.0
        words, places = wanted, places[at : at + len(wanted)]
    if not words:
        return 0.0
    in_place = sum(k in stays for k in places)
    blocks = SequenceMatcher(None, words, unaligned, autojunk=False).get_matching_blocks()
    elsewhere = sum(block.size for block in blocks if block.size > 1)
    return max(in_place, elsewhere) / len(words)
