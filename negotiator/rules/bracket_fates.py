"""What became of each bracket from one text to the next: which one it is now, whether it grew, changed hands, or was closed, and with whose words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from negotiator.model.bracket import Bracket, BracketKind, BracketTally, Stance
from negotiator.model.change import Change
from negotiator.model.party import key
from negotiator.rules.bracket_words import Left, Side, share_left, words_of
from negotiator.rules.brackets_read import ClauseBrackets, PlacedBracket

_SAME = 0.3
"""Share of the smaller bracket's words that two brackets must have in common, in place, to be one and the same."""
_ALL = 0.95
"""Share of a bracket's words that must stand in the later text for it to be closed with its words."""
_PART = 0.3
"""Share from which it is closed with a part of them."""
_STOOD = 0.6
"""Share of a new bracket's words that must have stood in the earlier text for it to have been put in brackets."""


Called = Callable[[str], str]
"""The name under which a party is listed, by any of its names."""

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
    JOINED = "joined to another"
    """Its words stand in another bracket now."""


CLOSED = frozenset({Fate.KEPT, Fate.PARTLY, Fate.REMOVED, Fate.JOINED})


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
    parted: bool = False
    """For one that was opened: its words stood in another bracket."""

    @property
    def changed_hands(self) -> bool:
        return bool(self.old and self.new and (self.came or self.went))

    def __str__(self) -> str:
        parts = [self.fate.value]
        if self.known:
            parts[0] = "put in brackets"
        if self.parted:
            parts[0] = "parted from another"
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


def fates(old: ClauseBrackets, new: ClauseBrackets, changes: Sequence[Change], called: Called = str) -> tuple[BracketFate, ...]:
    """Every counted bracket of both texts in exactly one fate, in the order of the changes; a party under another of its names (`called`) is the same one."""
    before, after = _by_clause(counted(old.placed)), _by_clause(counted(new.placed))
    sides = Side.of(old), Side.of(new)
    found: list[BracketFate] = []
    for together in _together(changes, (*_reaching(old, 0), *_reaching(new, 1))):
        here = [p for change in together for c in change.old for p in before.get(c.id, ())]
        there = [p for change in together for c in change.new for p in after.get(c.id, ())]
        if here or there:
            found += _of_changes(*sides, together, here, there, called)
    return tuple(found)


def _reaching(text: ClauseBrackets, side: int) -> list[list[tuple[int, str]]]:
    """The clauses of each bracket that goes over several."""
    ids = [text.clauses[c].id for c, _ in text.places]
    return [
        [(side, one) for one in dict.fromkeys(ids[p.bracket.piece : p.bracket.end_piece + 1])]
        for p in counted(text.placed)
        if p.bracket.piece != p.bracket.end_piece
    ]


def _together(changes: Sequence[Change], reaching: Sequence[Sequence[tuple[int, str]]]) -> list[list[Change]]:
    """The changes one by one; those over which one bracket goes, at once."""
    first = list(range(len(changes)))

    def root(k: int) -> int:
        while first[k] != k:
            first[k] = first[first[k]]
            k = first[k]
        return k

    if reaching:
        of = {(side, c.id): k for k, change in enumerate(changes) for side, clauses in enumerate((change.old, change.new)) for c in clauses}
        for clauses in reaching:
            roots = sorted({root(of[one]) for one in clauses if one in of})
            for other in roots[1:]:
                first[other] = roots[0]
    groups: dict[int, list[Change]] = {}
    for k, change in enumerate(changes):
        groups.setdefault(root(k), []).append(change)
    return list(groups.values())


def _by_clause(placed: Sequence[PlacedBracket]) -> dict[str, list[PlacedBracket]]:
    found: dict[str, list[PlacedBracket]] = {}
    for one in placed:
        found.setdefault(one.clause.id, []).append(one)
    return found


def _of_changes(
    old: Side, new: Side, together: Sequence[Change], here: Sequence[PlacedBracket], there: Sequence[PlacedBracket], called: Called
) -> list[BracketFate]:
    before = words_of(old, [c.id for change in together for c in change.old], here)
    after = words_of(new, [c.id for change in together for c in change.new], there)
    shared: Counter[tuple[int, int]] = Counter()
    stood: Counter[int] = Counter()
    parted: Counter[int] = Counter()
    matched: dict[int, int] = {}
    for i, j, size in SequenceMatcher(None, before.words, after.words, autojunk=False).get_matching_blocks():
        for n in range(size):
            a, b = before.around[i + n], after.around[j + n]
            shared.update((x, y) for x in a for y in b)
            stood.update(y for y in b if not a)
            matched[j + n] = i + n
            parted.update(y for y in b if a)
    size_old = Counter(x for around in before.around for x in around)
    size_new = Counter(y for around in after.around for y in around)
    pairs = _paired(here, there, shared, size_old, size_new)
    found = [_continued(p, q, shared[p.index, q.index], size_old[p.index], size_new[q.index], called) for p, q in pairs]
    known_old, was = {p.index for p, _ in pairs}, {q.index: p.index for p, q in pairs}
    left = Left(before, after, matched, was)
    found += _settled([_closed(p, left) for p in here if p.index not in known_old], old)
    for q in there:
        if q.index not in was:
            size = size_new[q.index]
            inside = any(r.index in was and r.bracket.span[0] <= q.bracket.span[0] and q.bracket.span[1] <= r.bracket.span[1] for r in there if r is not q)
            found.append(
                BracketFate(
                    Fate.OPENED,
                    None,
                    q,
                    known=size > 0 and stood[q.index] / size >= _STOOD,
                    parted=size > 0 and parted[q.index] / size >= _STOOD and not inside,
                )
            )
    return sorted(found, key=lambda f: f.new.bracket.span if f.new else f.old.bracket.span if f.old else (0, 0))


def _closed(placed: PlacedBracket, left: Left) -> BracketFate:
    """How a bracket was closed: with all of its own words, some, or none; of several alternatives, with which."""
    bracket = placed.bracket
    own, stays, unaligned = left.of(placed.index)
    shares = [share_left(one.text, own, left.before, stays, unaligned) for one in bracket.alternatives]
    if shares and sum(share >= _ALL for share in shares) == 1:
        alternative = bracket.alternatives[max(range(len(shares)), key=lambda k: shares[k])]
        whose = tuple(dict.fromkeys(a.party for a in alternative.attribution if a.stance in _WANT))
        return BracketFate(Fate.KEPT, placed, None, whose=whose, chosen=alternative.text.strip())
    share = share_left("", own, left.before, stays, unaligned)
    if share < _ALL and left.taken_in(own) >= _STOOD:
        return BracketFate(Fate.JOINED, placed, None)
    fate = Fate.KEPT if share >= _ALL else Fate.PARTLY if share >= _PART else Fate.REMOVED
    return BracketFate(fate, placed, None, whose=_whose(bracket, kept=fate is not Fate.REMOVED))


def _settled(closed: Sequence[BracketFate], old: Side) -> list[BracketFate]:
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


def _continued(p: PlacedBracket, q: PlacedBracket, shared: int, old: int, new: int, called: Called) -> BracketFate:
    if p.bracket.words.split() == q.bracket.words.split() or (shared == old == new):
        fate = Fate.SAME
    elif shared == old and new > old:
        fate = Fate.WIDENED
    elif shared == new and old > new:
        fate = Fate.NARROWED
    else:
        fate = Fate.REWORDED
    if p.bracket.attribution == q.bracket.attribution and [a.attribution for a in p.bracket.alternatives] == [a.attribution for a in q.bracket.alternatives]:
        return BracketFate(fate, p, q)
    before, after = _hands(p.bracket, called), _hands(q.bracket, called)
    came = tuple(said for hand, said in after.items() if hand not in before)
    went = tuple(said for hand, said in before.items() if hand not in after)
    return BracketFate(fate, p, q, came, went)


def _hands(bracket: Bracket, called: Called) -> dict[tuple[str, Stance], str]:
    every = (*bracket.attribution, *(a for one in bracket.alternatives for a in one.attribution))
    return {(key(called(a.party)), a.stance): f"{a.party} {a.stance.value}" for a in every}


def _whose(bracket: Bracket, *, kept: bool) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a.party for a in bracket.attribution if (a.stance in _WANT if kept else a.stance is Stance.OPPOSES)))


def tally_of(old: ClauseBrackets, new: ClauseBrackets, changes: Sequence[Change]) -> BracketTally | None:
    """The brackets of clauses that were compared, counted; None where there are none."""
    before, after = {c.id for change in changes for c in change.old}, {c.id for change in changes for c in change.new}
    was, now = sum(p.clause.id in before for p in counted(old.placed)), sum(p.clause.id in after for p in counted(new.placed))
    if not (was or now):
        return None
    found = fates(old, new, changes)
    return BracketTally(was, now, sum(f.old is None for f in found), sum(f.new is None for f in found))
