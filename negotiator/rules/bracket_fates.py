"""What became of each bracket from one text to the next: which one it is now, whether it grew, changed hands, or was closed, and with whose words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from negotiator.model.bracket import Bracket, BracketKind, Stance
from negotiator.model.change import Change, Comparison
from negotiator.rules.brackets_read import ClauseBrackets, PlacedBracket, read_clauses
from negotiator.text.bracketed.marks import MARK
from negotiator.text.bracketed.resolve import beside_groups

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_SAME = 0.3
"""Share of the smaller bracket's words that two brackets must have in common, in place, to be one and the same."""
_ALL = 0.95
"""Share of a bracket's words that must stand in the later text for it to be closed with its words."""
_PART = 0.3
"""Share from which it is closed with a part of them."""
_STOOD = 0.6
"""Share of a new bracket's words that must have stood in the earlier text for it to have been put in brackets."""


_WANT = frozenset({Stance.SUPPORTS, Stance.FLEXIBLE})


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
    PARTLY = "closed, in part"
    """The marks are gone, and some of the words stay, or stand elsewhere in the paragraph."""
    REMOVED = "closed, removed"
    """Marks and words are gone."""


CLOSED = frozenset({Fate.KEPT, Fate.PARTLY, Fate.REMOVED})


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
    chosen: str = ""
    """For one that was closed: the alternative that stays."""
    known: bool = False
    """For one that was opened: its words stood in the earlier text, unbracketed."""

    @property
    def changed_hands(self) -> bool:
        return bool(self.old and self.new and (self.came or self.went))

    def __str__(self) -> str:
        parts = [self.fate.value]
        if self.known:
            parts[0] = "put in brackets"
        if self.chosen:
            parts[0] += f": {self.chosen!r}"
        if self.fate in CLOSED and self.whose:
            parts[0] += f" as {', '.join(self.whose)} wished" if self.fate is not Fate.PARTLY else f", text of {', '.join(self.whose)}"
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
    sides = _Side.of(old), _Side.of(new)
    found: list[BracketFate] = []
    for change in changes:
        here = [p for c in change.old for p in before.get(c.id, ())]
        there = [p for c in change.new for p in after.get(c.id, ())]
        if here or there:
            found += _of_change(*sides, change, here, there)
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


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two texts, looked up by clause."""

    text: ClauseBrackets
    strips: Mapping[str, Sequence[tuple[int, int]]]
    """What goes when all words stay, by the clause in which the bracket opens."""
    pieces: Mapping[str, int]
    groups: Sequence[Sequence[int]]
    """Brackets side by side."""

    @classmethod
    def of(cls, text: ClauseBrackets) -> _Side:
        strips: dict[str, list[tuple[int, int]]] = {}
        for placed in text.placed:
            strips.setdefault(placed.clause.id, []).extend(placed.bracket.strips)
        pieces = {text.clauses[c].id: k for k, (c, number) in enumerate(text.places) if not number}
        return cls(text, strips, pieces, beside_groups(text.read))


def _words(side: _Side, ids: Sequence[str], placed: Sequence[PlacedBracket]) -> _Words:
    read = side.text.read
    gone = sorted(span for one in ids for span in side.strips.get(one, ()))
    words: list[str] = []
    around: list[tuple[int, ...]] = []
    for k in (side.pieces[one] for one in ids if one in side.pieces):
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


def _of_change(old: _Side, new: _Side, change: Change, here: Sequence[PlacedBracket], there: Sequence[PlacedBracket]) -> list[BracketFate]:
    before = _words(old, [c.id for c in change.old], here)
    after = _words(new, [c.id for c in change.new], there)
    shared: Counter[tuple[int, int]] = Counter()
    stays: set[int] = set()
    stood: Counter[int] = Counter()
    free = [not around for around in after.around]
    for i, j, size in SequenceMatcher(None, before.words, after.words, autojunk=False).get_matching_blocks():
        for n in range(size):
            a, b = before.around[i + n], after.around[j + n]
            shared.update((x, y) for x in a for y in b)
            stood.update(y for y in b if not a)
            if a and not b:
                stays.add(i + n)
            free[j + n] = free[j + n] and bool(a)
    size_old = Counter(x for around in before.around for x in around)
    size_new = Counter(y for around in after.around for y in around)
    pairs = _paired(here, there, shared, size_old, size_new)
    found = [_continued(p, q, shared[p.index, q.index], size_old[p.index], size_new[q.index]) for p, q in pairs]
    known_old, known_new = {p.index for p, _ in pairs}, {q.index for _, q in pairs}
    unaligned = [word for word, is_free in zip(after.words, free, strict=True) if is_free]
    gone = [p for p in here if p.index not in known_old]
    found += _settled([_closed(p, before, stays, unaligned) for p in gone], old)
    for q in there:
        if q.index not in known_new:
            found.append(BracketFate(Fate.OPENED, None, q, known=size_new[q.index] > 0 and stood[q.index] / size_new[q.index] >= _STOOD))
    return sorted(found, key=lambda f: f.new.bracket.span if f.new else f.old.bracket.span if f.old else (0, 0))


def _closed(placed: PlacedBracket, before: _Words, stays: Collection[int], unaligned: Sequence[str]) -> BracketFate:
    """How a bracket was closed: with all of its own words, some, or none; of several alternatives, with which."""
    bracket = placed.bracket
    own = [k for k, around in enumerate(before.around) if around and around[-1] == placed.index]
    own = own or [k for k, around in enumerate(before.around) if placed.index in around]
    shares = [_share(one.text, own, before, stays, unaligned) for one in bracket.alternatives]
    if shares and sum(share >= _ALL for share in shares) == 1:
        alternative = bracket.alternatives[max(range(len(shares)), key=lambda k: shares[k])]
        whose = tuple(dict.fromkeys(a.party for a in alternative.attribution if a.stance in _WANT))
        return BracketFate(Fate.KEPT, placed, None, whose=whose, chosen=alternative.text.strip())
    share = _share("", own, before, stays, unaligned)
    fate = Fate.KEPT if share >= _ALL else Fate.PARTLY if share >= _PART else Fate.REMOVED
    return BracketFate(fate, placed, None, whose=_whose(bracket, kept=fate is not Fate.REMOVED))


def _share(alternative: str, own: Sequence[int], before: _Words, stays: Collection[int], unaligned: Sequence[str]) -> float:
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
    elsewhere = sum(block.size for block in blocks if block.size > 1 or len(words) < 3)
    return max(in_place, elsewhere) / len(words)


def _settled(closed: Sequence[BracketFate], old: _Side) -> list[BracketFate]:
    """Of brackets side by side, where one stays and another goes: it went as the holders of the first wished."""
    found = {f.old.index: f for f in closed if f.old is not None}
    for group in old.groups if len(found) > 1 else ():
        winners = [found[k] for k in group if k in found and found[k].fate in (Fate.KEPT, Fate.PARTLY)]
        holders = tuple(dict.fromkeys(name for f in winners for name in f.whose))
        for k in group:
            if k in found and found[k].fate is Fate.REMOVED and not found[k].whose and holders:
                found[k] = replace(found[k], whose=holders)
    return list(found.values())


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
    return tuple(dict.fromkeys(a.party for a in bracket.attribution if (a.stance in _WANT if kept else a.stance is Stance.OPPOSES)))


@dataclass(frozen=True, slots=True)
class BracketTally:
    """The brackets of two compared texts, in numbers."""

    was: int
    now: int
    opened: int
    closed: int

    def __str__(self) -> str:
        return f"brackets +{self.opened} −{self.closed}, now {self.now}"


def bracket_tally(comparison: Comparison, parties: Iterable[str] = ()) -> BracketTally | None:
    """How many brackets were opened and closed between the texts of a comparison; None where neither has any."""
    sides = [c for change in comparison.changes for c in change.old], [c for change in comparison.changes for c in change.new]
    if not any(MARK.search(c.text) or MARK.search(c.number) for clauses in sides for c in clauses):
        return None
    names = tuple(parties)
    old, new = (read_clauses(clauses, parties=names) for clauses in sides)
    was, now = len(counted(old.placed)), len(counted(new.placed))
    if not (was or now):
        return None
    found = fates(old, new, comparison.changes)
    return BracketTally(was, now, sum(f.old is None for f in found), sum(f.new is None for f in found))
