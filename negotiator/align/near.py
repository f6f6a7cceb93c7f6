"""Pairs that just missed being linked, for a person to look at: what is missed is easier to see in a list than in two texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from negotiator.align.aligner import likeness_of
from negotiator.align.context import Context
from negotiator.align.likeness import Likeness, Side
from negotiator.align.lineage import RULED
from negotiator.align.links import THRESHOLD
from negotiator.align.regroup import JOIN, evidence
from negotiator.align.rounds import RIVAL, rivals, surroundings
from negotiator.align.unit import Unit
from negotiator.model.change import ChangeKind, Match

SHORT_OF_LINK: Final = 0.12
"""Score below the threshold of a link down to which a pair is listed."""
SHORT_OF_JOIN: Final = 0.3
"""Evidence below that of a piece of a split or merge down to which a pair is listed."""
LEAST: Final = 0.15
"""Likeness or share of words below which nothing is listed."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """An old and a new unit that were not linked, though not much was wanting."""

    old: int
    new: int
    similarity: float
    """0..1 on words: their likeness, or the share of the left-over unit's words that the other has."""
    shortfall: float
    """0..1: what was wanting, 0 nothing, 1 as much as is listed."""
    kind: ChangeKind
    """What the link would have made of them: edited, split or merged."""
    reason: str


def near_misses(old: Sequence[Unit], new: Sequence[Unit], matches: Sequence[Match]) -> tuple[NearMiss, ...]:
    """The best partner that each dropped or added unit nearly had, the nearest first; units that a person ruled on are left out.

    `matches` are those of `align(old, new)`, or what a person made of them.
    """
    closed = [{place for m in matches if m.reason == RULED for place in side(m)} for side in (_old, _new)]
    dropped = [m.old[0] for m in matches if m.kind is ChangeKind.DROPPED and m.old[0] not in closed[0]]
    added = [m.new[0] for m in matches if m.kind is ChangeKind.ADDED and m.new[0] not in closed[1]]
    if not dropped and not added:
        return ()
    likeness = likeness_of(Side(old, frozenset(closed[0])), Side(new, frozenset(closed[1])))
    forth = {m.old[0]: m.new[0] for m in matches if len(m.old) == len(m.new) == 1}
    pairs = likeness.candidates(dropped, added)
    found = [*_links(likeness, pairs, forth, (set(dropped), set(added))), *_pieces(likeness, pairs, matches, (set(dropped), set(added)))]
    best: dict[tuple[bool, int], NearMiss] = {}
    chosen = []
    for miss in sorted(found, key=lambda miss: (miss.shortfall, miss.old, miss.new)):
        loose = [key for key, is_loose in (((True, miss.old), miss.old in set(dropped)), ((False, miss.new), miss.new in set(added))) if is_loose]
        if not any(key in best for key in loose):
            chosen.append(miss)
            best.update(dict.fromkeys(loose, miss))
    return tuple(chosen)


def _old(match: Match) -> tuple[int, ...]:
    return match.old


def _new(match: Match) -> tuple[int, ...]:
    return match.new


def _links(likeness: Likeness, pairs: Mapping[tuple[int, int], float], forth: dict[int, int], loose: tuple[set[int], set[int]]) -> list[NearMiss]:
    """Dropped and added units that might be one."""
    context = Context(forth, (likeness.old.above, likeness.new.above))
    around, rival = surroundings(pairs, context), rivals(pairs, forth)
    found = []
    for (i, j), like in pairs.items():
        short = THRESHOLD - (like + around[i, j] - RIVAL * rival[i, j])
        if i in loose[0] and j in loose[1] and like >= LEAST and short < SHORT_OF_LINK:
            where = ", same neighbours" if context.neighbours(i, j) >= 0.5 else ", same section" if context.containers(i, j) >= 0.5 else ""
            reason = f"{round(100 * likeness.dice(i, j))} % of the words{where}"
            found.append(NearMiss(i, j, round(like, 4), round(max(0.0, short) / SHORT_OF_LINK, 4), ChangeKind.EDITED, reason))
    return found


def _pieces(likeness: Likeness, pairs: Mapping[tuple[int, int], float], matches: Sequence[Match], loose: tuple[set[int], set[int]]) -> list[NearMiss]:
    """Dropped units that may have been merged into a linked one, added ones that may have been split off one."""
    partners: tuple[dict[int, set[int]], dict[int, set[int]]] = ({}, {})
    for match in matches:
        if match.old and match.new:
            partners[0].update((i, set(match.new)) for i in match.old)
            partners[1].update((j, set(match.old)) for j in match.new)
    forth = {m.old[0]: m.new[0] for m in matches if m.old and m.new}
    back = {j: i for i, j in forth.items()}
    above = (likeness.old.above, likeness.new.above)
    contexts = (Context(forth, above), Context(back, (above[1], above[0])))
    found = []
    for i, j in pairs:
        merged = i in loose[0]
        if merged == (j in loose[1]) or (i not in partners[0] and j not in partners[1]):
            continue
        short = JOIN - evidence(likeness, contexts, partners, (i, j), least=JOIN - SHORT_OF_JOIN)
        mass = likeness.old.mass[i] if merged else likeness.new.mass[j]
        share = likeness.shared(i, j) / mass if mass else 0.0
        if short < SHORT_OF_JOIN and share >= LEAST:
            reason = f"{round(100 * share)} % of its words stand in {'the new' if merged else 'the old'} paragraph"
            kind = ChangeKind.MERGED if merged else ChangeKind.SPLIT
            found.append(NearMiss(i, j, round(share, 4), round(max(0.0, short) / SHORT_OF_JOIN, 4), kind, reason))
    return found
