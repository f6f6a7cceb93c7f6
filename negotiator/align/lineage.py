"""From links to matches: kinds, what moved, what was renumbered, how sure, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Final

from negotiator.align.assignment import Pair
from negotiator.align.context import Context
from negotiator.align.likeness import TRUST, Likeness
from negotiator.align.links import Links
from negotiator.align.unit import TOP, plain_number
from negotiator.model.change import ChangeKind, Match
from negotiator.text.common import longest_increasing

LINK_LIKENESS: Final = 11.9
LINK_AROUND: Final = 14.2
LINK_RIVAL: Final = 1.9
LINK_TWIN: Final = 3.0
LINK_BASE: Final = 4.0
"""A logistic regression of right and wrong links in invented revisions (`bench/revise.py`), its base lowered: two wrong links in three are asked about."""
JOIN_EVIDENCE: Final = 6.0
JOIN_TRUST: Final = 8.2
JOIN_BASE: Final = 12.2
"""The same for pieces of splits and merges."""
TWINS: Final = 0.05
"""Two partners whose likeness differs by less are equals."""
NO_RIVAL: Final = 0.1
"""Likeness up to which another partner is none."""
RULED: Final = "ruled by a person"


@dataclass(frozen=True, slots=True)
class Group:
    """Units that belong together; ascending indices."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    ruled: bool = False
    """A person said so."""


def matches(likeness: Likeness, links: Links, joined: Mapping[Pair, float], ruled: Sequence[Group], *, turned: bool = False) -> tuple[Match, ...]:
    """All matches, every unit in one of them, in the order of the new text with dropped ones where they stood.

    `turned`: the links were sought from the new text to the old one, and of two that changed places the same one is said to have moved.
    """
    groups = [group for group in ruled if group.old or group.new]
    groups += _components((*links.forth.items(), *joined))
    held_old = {i for group in groups for i in group.old}
    held_new = {j for group in groups for j in group.new}
    groups += [Group((i,), ()) for i in range(likeness.old.size) if i not in held_old]
    groups += [Group((), (j,)) for j in range(likeness.new.size) if j not in held_new]
    groups = _in_order(groups)
    heads = {k: _head(group, likeness, links.forth) for k, group in enumerate(groups) if group.old and group.new}
    moved = _moved(groups, heads, likeness, turned=turned)
    writer = _Writer(likeness, links, joined, Context(dict(heads.values()), (likeness.old.above, likeness.new.above)))
    return tuple(writer.match(group, moved=k in moved) for k, group in enumerate(groups))


def _components(pairs: Iterable[Pair]) -> list[Group]:
    of_old: dict[int, set[int]] = {}
    of_new: dict[int, set[int]] = {}
    for i, j in pairs:
        of_old.setdefault(i, set()).add(j)
        of_new.setdefault(j, set()).add(i)
    found: list[Group] = []
    done: set[int] = set()
    for start in sorted(of_old):
        if start in done:
            continue
        if len(of_old[start]) == 1 and len(of_new[(only := next(iter(of_old[start])))]) == 1:
            found.append(Group((start,), (only,)))
            continue
        olds, news, waiting = {start}, set[int](), [start]
        while waiting:
            fresh = of_old[waiting.pop()] - news
            news |= fresh
            for j in fresh:
                more = of_new[j] - olds
                olds |= more
                waiting.extend(more)
        done |= olds
        found.append(Group(tuple(sorted(olds)), tuple(sorted(news))))
    return found


def _in_order(groups: Sequence[Group]) -> list[Group]:
    """The order of the new text; a dropped group follows the group that holds the unit before it."""
    placed = sorted((group for group in groups if group.new), key=lambda group: group.new)
    dropped = sorted((group for group in groups if not group.new), key=lambda group: group.old)
    holder = {i: k for k, group in enumerate(placed) for i in group.old}
    after: dict[int, list[Group]] = {}
    position, last = -1, -1
    for group in dropped:
        for i in range(last + 1, group.old[0]):
            position = holder.get(i, position)
        last = group.old[0]
        after.setdefault(position, []).append(group)
    ordered = list(after.get(-1, []))
    for k, group in enumerate(placed):
        ordered.append(group)
        ordered.extend(after.get(k, []))
    return ordered


def _head(group: Group, likeness: Likeness, forth: Mapping[int, int]) -> Pair:
    """The pair that stands for a group: of those linked one to one, else of all, the one that shares most."""
    pairs = [(i, j) for i in group.old for j in group.new]
    linked = [(i, j) for i, j in pairs if forth.get(i) == j]
    return max(linked or pairs, key=lambda pair: (likeness.shared(*pair), -pair[0], -pair[1])) if len(pairs) > 1 else pairs[0]


def _moved(groups: Sequence[Group], heads: Mapping[int, Pair], likeness: Likeness, *, turned: bool) -> set[int]:
    """Groups out of the order that most share, as few as can be, and groups that stand in another container than what theirs became."""
    by, along = (0, 1) if turned else (1, 0)
    placed = sorted(heads, key=lambda k: heads[k][by])
    kept = set(longest_increasing([heads[k][along] for k in placed]))
    moved = {k for rank, k in enumerate(placed) if rank not in kept}
    of_old = {i: k for k in placed for i in groups[k].old}
    of_new = {j: k for k in placed for j in groups[k].new}
    for k, (i, j) in heads.items():
        above, below = likeness.old.above[i], likeness.new.above[j]
        if TOP in (above, below):
            continue
        became, was = of_old.get(above), of_new.get(below)
        if None not in (became, was) and became != was and k not in (became, was):
            moved.add(k)
    return moved


class _Writer:
    """Writes groups as matches."""

    def __init__(self, likeness: Likeness, links: Links, joined: Mapping[Pair, float], context: Context) -> None:
        self.likeness, self.links, self.joined, self.context = likeness, links, joined, context
        self.old, self.new = likeness.old, likeness.new

    def match(self, group: Group, *, moved: bool) -> Match:
        old, new = group.old, group.new
        if not old or not new:
            kind, other = (ChangeKind.ADDED, "old") if new else (ChangeKind.DROPPED, "new")
            reason = RULED if group.ruled else f"no paragraph of the {other} text carries its words"
            return Match(kind, old, new, similarity=0.0, confidence=1.0, reason=reason)
        numbers = [plain_number(self.old.units[i].number) for i in old], [plain_number(self.new.units[j].number) for j in new]
        kind = self._kind(group)
        similarity = self._similarity(group)
        return Match(
            kind,
            old,
            new,
            moved,
            numbers[0] != numbers[1],
            round(similarity, 4),
            1.0 if group.ruled else round(self._confidence(group), 4),
            RULED if group.ruled else self._reason(group, kind, similarity),
        )

    def _kind(self, group: Group) -> ChangeKind:
        if len(group.old) == len(group.new) == 1:
            same = self.old.units[group.old[0]].text == self.new.units[group.new[0]].text
            return ChangeKind.SAME if same else ChangeKind.EDITED
        if len(group.old) == 1:
            return ChangeKind.SPLIT
        return ChangeKind.MERGED if len(group.new) == 1 else ChangeKind.REGROUPED

    def _similarity(self, group: Group) -> float:
        """Dice's coefficient of the weighted words and pairs of both sides, each taken as one text."""
        if len(group.old) == len(group.new) == 1:
            pair = (group.old[0], group.new[0])
            return 1.0 if self.likeness.identical(*pair) else min(1.0, self.likeness.dice(*pair))
        weight = self.likeness.weight.__getitem__
        here = frozenset[int]().union(*(self.old.features[i] for i in group.old))
        there = frozenset[int]().union(*(self.new.features[j] for j in group.new))
        both = sum(map(weight, here)) + sum(map(weight, there))
        return min(1.0, 2 * sum(map(weight, here & there)) / both) if both else 0.0

    def _confidence(self, group: Group) -> float:
        """That of the weakest link in the group."""
        weakest = 1.0
        for i in group.old:
            for j in group.new:
                if (i, j) in self.joined:
                    weakest = min(weakest, self._joined_confidence(i, j))
                elif (i, j) in self.links.placed:
                    weakest = min(weakest, self.links.placed[i, j])
                elif self.links.forth.get(i) == j and (i, j) in self.links.around:
                    weakest = min(weakest, self._linked_confidence(i, j))
        return weakest

    def _linked_confidence(self, i: int, j: int) -> float:
        like, rival = self.links.like[i, j], self.links.rival[i, j]
        twin = rival > NO_RIVAL and like - rival < TWINS
        return _logistic(LINK_LIKENESS * like + LINK_AROUND * self.links.around[i, j] - LINK_RIVAL * rival - LINK_TWIN * twin - LINK_BASE)

    def _joined_confidence(self, i: int, j: int) -> float:
        smaller = min(self.old.mass[i], self.new.mass[j])
        return _logistic(JOIN_EVIDENCE * self.joined[i, j] + JOIN_TRUST * smaller / (smaller + TRUST) - JOIN_BASE)

    def _reason(self, group: Group, kind: ChangeKind, similarity: float) -> str:
        before = [self.old.units[i].number for i in group.old]
        after = [self.new.units[j].number for j in group.new]
        if kind is ChangeKind.SPLIT:
            return f"wording split over {_listed(after)}"
        if kind is ChangeKind.MERGED:
            return f"wording of {_listed(before)} in one paragraph"
        if kind is ChangeKind.REGROUPED:
            return f"wording of {_listed(before)} spread over {_listed(after)}"
        pair = (group.old[0], group.new[0])
        if pair in self.links.placed:
            return "the title" if self.old.units[pair[0]].kind == "title" else "the same place in the table"
        head = f"{round(100 * similarity)} % of the words"
        if self.likeness.identical(*pair):
            head = "identical wording" if kind is ChangeKind.SAME else "the same words"
        if self.context.children(*pair) >= 0.5 and similarity < 0.5:
            return f"{head}, the same paragraphs under it"
        if self.context.neighbours(*pair) >= 0.5:
            return f"{head}, same neighbours"
        return f"{head}, same section" if self.context.containers(*pair) >= 0.5 else head


def _logistic(distance: float) -> float:
    return 1 / (1 + exp(-distance))


def _listed(numbers: Sequence[str]) -> str:
    """Printed numbers as a sentence has them; how many there are where some have none."""
    named = [plain for plain in (number.strip().rstrip(".") for number in numbers) if plain]
    if len(named) < len(numbers):
        return f"{len(numbers)} paragraphs"
    return f"{', '.join(named[:-1])} and {named[-1]}"
