"""What became of each bracket from one text to the next: which one it is now, whether it grew, changed hands, or was closed, and with whose words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from negotiator.model.bracket import Bracket, BracketKind, Stance
from negotiator.model.change import Change
from negotiator.rules.brackets_read import ClauseBrackets, PlacedBracket
from negotiator.text.bracketed.marks import MARK

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_SAME = 0.3
"""Share of the smaller bracket's words that two brackets must have in common, in place, to be one and the same."""
_STAYED = 0.6
"""Share of a bracket's words that must stand in the later text for it to be closed with its words."""


class Fate(StrEnum):
    """What happened to a bracket between two texts."""

    OPENED = "opened"
    """It is new."""
    SAME = "same"
    WIDENED = "widened"
    NARROWED = "narrowed"
    REWORDED = "reworded"
    KEPT = "closed, kept"
    """The marks are gone, the words stay."""
    REMOVED = "closed, removed"
    """Marks and words are gone."""


CLOSED = frozenset({Fate.KEPT, Fate.REMOVED})


@dataclass(frozen=True, slots=True)
class BracketFate:
    """One bracket over two texts."""

    fate: Fate
    old: PlacedBracket | None
    new: PlacedBracket | None
    came: tuple[str, ...] = ()
    """Parties, with their stance, that are named now and were not (`Arlen opposes`)."""
    went: tuple[str, ...] = ()
    whose: tuple[str, ...] = ()
    """For one that was closed: those whose wish the text now is."""
    known: bool = False
    """For one that was opened: its words stood in the earlier text, unbracketed."""

    @property
    def changed_hands(self) -> bool:
        return bool(self.old and self.new and (self.came or self.went))

    def __str__(self) -> str:
        parts = [self.fate.value]
        if self.known:
            parts[0] = "put in brackets"
        if self.fate in CLOSED and self.whose:
            parts[0] += f" as {', '.join(self.whose)} wished"
        if self.changed_hands:
            hands = [*(f"+{one}" for one in self.came), *(f"−{one}" for one in self.went)]
            parts.append(f"changed hands ({', '.join(hands)})")
        return "; ".join(parts)


def counted(placed: Sequence[PlacedBracket]) -> tuple[PlacedBracket, ...]:
    """The brackets that stand for text that is not agreed: no citations, no notes, places to fill in among them."""
    return tuple(
        p for p in placed if p.bracket.kind is not BracketKind.CITATION and p.bracket.note in ("", "placeholder") and (p.bracket.opened or p.bracket.closed)
    )


def fates(old: ClauseBrackets, new: ClauseBrackets, changes: Sequence[Change]) -> tuple[BracketFate, ...]:
    """Every counted bracket of both texts in exactly one fate, in the order of the changes."""
    before, after = _by_clause(counted(old.placed)), _by_clause(counted(new.placed))
    found: list[BracketFate] = []
    for change in changes:
        here = [p for c in change.old for p in before.get(c.id, ())]
        there = [p for c in change.new for p in after.get(c.id, ())]
        if here or there:
            found += _of_change(old, new, change, here, there)
    return tuple(found)


def _by_clause(placed: Sequence[PlacedBracket]) -> dict[str, list[PlacedBracket]]:
    found: dict[str, list[PlacedBracket]] = {}
    for one in placed:
        found.setdefault(one.clause.id, []).append(one)
    return found


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of some clauses without holders, each with the brackets around it."""

    words: tuple[str, ...]
    around: tuple[tuple[int, ...], ...]
    """Of each word: indices of the brackets that it stands in, outermost first."""


def _words(text: ClauseBrackets, ids: Sequence[str], placed: Sequence[PlacedBracket]) -> _Words:
    read = text.read
    wanted = set(ids)
    gone = sorted(s for p in text.placed for s in p.bracket.strips if p.clause.id in wanted)
    words: list[str] = []
    around: list[tuple[int, ...]] = []
    for k, (c, number) in enumerate(text.places):
        if number or text.clauses[c].id not in wanted:
            continue
        begin, piece = read.begins[k], list(read.piece(k))
        for start, end in gone:
            for at in range(max(0, start - begin), min(len(piece), end - begin)):
                piece[at] = "" if MARK.match(piece[at]) else " "
        flat: list[str] = []
        origin: list[int] = []
        for at, letter in enumerate(piece):
            if letter:
                flat.append(letter)
                origin.append(begin + at)
        for word in _WORD.finditer("".join(flat)):
            place = origin[word.start()]
            words.append(word[0].casefold())
            around.append(tuple(p.index for p in placed if p.bracket.span[0] <= place < p.bracket.span[1]))
    return _Words(tuple(words), tuple(around))


def _of_change(old: ClauseBrackets, new: ClauseBrackets, change: Change, here: Sequence[PlacedBracket], there: Sequence[PlacedBracket]) -> list[BracketFate]:
    before = _words(old, [c.id for c in change.old], here)
    after = _words(new, [c.id for c in change.new], there)
    shared: Counter[tuple[int, int]] = Counter()
    outside: Counter[int] = Counter()
    stood: Counter[int] = Counter()
    for i, j, size in SequenceMatcher(None, before.words, after.words, autojunk=False).get_matching_blocks():
        for n in range(size):
            a, b = before.around[i + n], after.around[j + n]
            shared.update((x, y) for x in a for y in b)
            outside.update(x for x in a if not b)
            stood.update(y for y in b if not a)
    size_old = Counter(x for around in before.around for x in around)
    size_new = Counter(y for around in after.around for y in around)
    pairs = _paired(here, there, shared, size_old, size_new)
    found = [_continued(p, q, shared[p.index, q.index], size_old[p.index], size_new[q.index]) for p, q in pairs]
    known_old, known_new = {p.index for p, _ in pairs}, {q.index for _, q in pairs}
    for p in here:
        if p.index not in known_old:
            stays = size_old[p.index] > 0 and (outside[p.index] + _in_others(p, shared)) / size_old[p.index] >= _STAYED
            found.append(BracketFate(Fate.KEPT if stays else Fate.REMOVED, p, None, whose=_whose(p.bracket, kept=stays)))
    for q in there:
        if q.index not in known_new:
            found.append(BracketFate(Fate.OPENED, None, q, known=size_new[q.index] > 0 and stood[q.index] / size_new[q.index] >= _STAYED))
    return sorted(found, key=lambda f: f.new.bracket.span if f.new else f.old.bracket.span if f.old else (0, 0))


def _in_others(placed: PlacedBracket, shared: Counter[tuple[int, int]]) -> int:
    return max((n for (x, _), n in shared.items() if x == placed.index), default=0)


def _paired(
    here: Sequence[PlacedBracket], there: Sequence[PlacedBracket], shared: Counter[tuple[int, int]], size_old: Counter[int], size_new: Counter[int]
) -> list[tuple[PlacedBracket, PlacedBracket]]:
    """Best partners first: by the words in common, then equal wording, then order."""
    offers = []
    for p in here:
        for q in there:
            smaller = min(size_old[p.index], size_new[q.index])
            larger = max(size_old[p.index], size_new[q.index])
            same = p.bracket.words.strip() == q.bracket.words.strip()
            if same or (smaller and shared[p.index, q.index] / smaller >= _SAME):
                offers.append(
                    (not same, -(shared[p.index, q.index] / larger if larger else 1.0), abs(p.bracket.depth - q.bracket.depth), p.index, q.index, p, q)
                )
    pairs: list[tuple[PlacedBracket, PlacedBracket]] = []
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for *_, p, q in sorted(offers, key=lambda o: o[:5]):
        if p.index not in taken_old and q.index not in taken_new:
            taken_old.add(p.index)
            taken_new.add(q.index)
            pairs.append((p, q))
    return pairs


def _continued(p: PlacedBracket, q: PlacedBracket, shared: int, old: int, new: int) -> BracketFate:
    if p.bracket.words.split() == q.bracket.words.split() or (shared == old == new):
        fate = Fate.SAME
    elif shared == old and new > old:
        fate = Fate.WIDENED
    elif shared == new and old > new:
        fate = Fate.NARROWED
    else:
        fate = Fate.REWORDED
    before, after = _hands(p.bracket), _hands(q.bracket)
    return BracketFate(fate, p, q, tuple(x for x in after if x not in before), tuple(x for x in before if x not in after))


def _hands(bracket: Bracket) -> tuple[str, ...]:
    every = (*bracket.attribution, *(a for one in bracket.alternatives for a in one.attribution))
    return tuple(dict.fromkeys(f"{a.party} {a.stance.value}" for a in every))


def _whose(bracket: Bracket, *, kept: bool) -> tuple[str, ...]:
    wish = (Stance.SUPPORTS, Stance.FLEXIBLE) if kept else (Stance.OPPOSES,)
    return tuple(dict.fromkeys(a.party for a in bracket.attribution if a.stance in wish))
