"""From links to matches: kinds, what moved, what was renumbered, how sure, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Final

from negotiator.align.assignment import Pair
from negotiator.align.context import Context
from negotiator.align.likeness import Likeness
from negotiator.align.regroup import JOIN
from negotiator.align.rounds import THRESHOLD, Links
from negotiator.align.unit import TOP, plain_number
from negotiator.model.change import ChangeKind, Match
from negotiator.text.common import longest_increasing

STEEPNESS: Final = 14.0
"""Of the logistic that makes a confidence of the distance to a threshold."""


@dataclass(frozen=True, slots=True)
class Group:
    """Units that belong together; ascending indices."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    ruled: bool = False
    """A person said so."""


def matches(
    likeness: Likeness,
    above: tuple[Sequence[int], Sequence[int]],
    links: Links,
    joined: Mapping[Pair, float],
    context: Context,
    ruled: Sequence[Group],
) -> tuple[Match, ...]:
    """All matches, every unit in one of them, in the order of the new text with dropped ones where they stood."""
    groups = [group for group in ruled if group.old or group.new]
    groups += _components([*links.forth.items(), *joined])
    seen_old = {i for group in groups for i in group.old}
    seen_new = {j for group in groups for j in group.new}
    groups += [Group((i,), ()) for i in range(likeness.old.size) if i not in seen_old]
    groups += [Group((), (j,)) for j in range(likeness.new.size) if j not in seen_new]
    groups = _in_order(groups)
    moved = _moved(groups, above)
    return tuple(_match(likeness, links, joined, context, group, moved=k in moved) for k, group in enumerate(groups))


def _components(pairs: Sequence[Pair]) -> list[Group]:
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


def _in_order(groups: list[Group]) -> list[Group]:
    """The order of the new text; a dropped group follows the group that holds the unit before it."""
    placed = sorted((group for group in groups if group.new), key=lambda group: group.new)
    dropped = sorted((group for group in groups if not group.new), key=lambda group: group.old)
    holder = {i: k for k, group in enumerate(placed) for i in group.old}
    after: dict[int, list[Group]] = {}
    position = -1
    last = -1
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


def _moved(groups: Sequence[Group], above: tuple[Sequence[int], Sequence[int]]) -> set[int]:
    """Groups out of the common order, as few as can be, and groups whose container is not the one that theirs became."""
    placed = [(k, group) for k, group in enumerate(groups) if group.old and group.new]
    kept = set(longest_increasing([group.old[0] for _, group in placed]))
    moved = {k for rank, (k, _) in enumerate(placed) if rank not in kept}
    of_old = {i: k for k, group in placed for i in group.old}
    of_new = {j: k for k, group in placed for j in group.new}
    for k, group in placed:
        p, q = above[0][group.old[0]], above[1][group.new[0]]
        if (p == TOP) != (q == TOP) and not (p in of_old and of_old[p] == k) and not (q in of_new and of_new[q] == k):
            continue
        if p != TOP and q != TOP and p in of_old and q in of_new and of_old[p] != of_new[q] and of_old[p] != k and of_new[q] != k:
            moved.add(k)
    return moved


def _match(likeness: Likeness, links: Links, joined: Mapping[Pair, float], context: Context, group: Group, *, moved: bool) -> Match:
    old, new = group.old, group.new
    if not new:
        return Match(
            ChangeKind.DROPPED,
            old,
            (),
            similarity=0.0,
            confidence=_alone(likeness, links, old=old),
            reason="ruled by a person" if group.ruled else "no paragraph of the new text carries its words",
        )
    if not old:
        return Match(
            ChangeKind.ADDED,
            (),
            new,
            similarity=0.0,
            confidence=_alone(likeness, links, new=new),
            reason="ruled by a person" if group.ruled else "no paragraph of the old text carries its words",
        )
    renumbered = [plain_number(likeness.old.units[i].number) for i in old] != [plain_number(likeness.new.units[j].number) for j in new]
    return Match(
        _kind(likeness, group),
        old,
        new,
        moved,
        renumbered,
        round(_similarity(likeness, group), 4),
        1.0
        if group.ruled
        else round(min(_confidence(likeness, links, joined, (i, j)) for i in old for j in new if links.forth.get(i) == j or (i, j) in joined), 4),
        "ruled by a person" if group.ruled else _reason(likeness, context, group),
    )


def _kind(likeness: Likeness, group: Group) -> ChangeKind:
    if len(group.old) == len(group.new) == 1:
        same = likeness.old.units[group.old[0]].text == likeness.new.units[group.new[0]].text
        return ChangeKind.SAME if same else ChangeKind.EDITED
    if len(group.old) == 1:
        return ChangeKind.SPLIT
    return ChangeKind.MERGED if len(group.new) == 1 else ChangeKind.REGROUPED


def _similarity(likeness: Likeness, group: Group) -> float:
    """Dice's coefficient of the weighted words and pairs of both sides, each taken as one text."""
    if likeness.old.texts[group.old[0]] == likeness.new.texts[group.new[0]] and len(group.old) == len(group.new) == 1:
        return 1.0
    weight = likeness.weight.__getitem__
    here = frozenset[int]().union(*(likeness.old.features[i] for i in group.old))
    there = frozenset[int]().union(*(likeness.new.features[j] for j in group.new))
    both = sum(map(weight, here)) + sum(map(weight, there))
    return min(1.0, 2 * sum(map(weight, here & there)) / both) if both else 0.0


def _confidence(likeness: Likeness, links: Links, joined: Mapping[Pair, float], pair: Pair) -> float:
    if pair in joined:
        return _logistic(joined[pair] - JOIN)
    if pair not in links.score:
        return 1.0
    return _logistic(links.score[pair] - THRESHOLD)


def _alone(likeness: Likeness, links: Links, *, old: Sequence[int] = (), new: Sequence[int] = ()) -> float:
    """How sure it is that nothing belongs to these units."""
    return 1.0


def _logistic(distance: float) -> float:
    return 1 / (1 + exp(-STEEPNESS * distance))


def _reason(likeness: Likeness, context: Context, group: Group) -> str:
    numbers = [likeness.new.units[j].number.strip().strip(".()") for j in group.new]
    before = [likeness.old.units[i].number.strip().strip(".()") for i in group.old]
    share = f"{round(100 * _similarity(likeness, group))} % of the words"
    kind = _kind(likeness, group)
    if kind is ChangeKind.SPLIT:
        return f"wording split over {_listed(numbers)}"
    if kind is ChangeKind.MERGED:
        return f"wording of {_listed(before)} in one paragraph"
    if kind is ChangeKind.REGROUPED:
        return f"wording of {_listed(before)} spread over {_listed(numbers)}"
    pair = (group.old[0], group.new[0])
    head = "identical wording" if kind is ChangeKind.SAME else "the same words" if likeness.identical(*pair) else share
    if context.neighbours(*pair) >= 0.5:
        return head + ", same neighbours"
    return head + ", same container" if context.containers(*pair) >= 0.5 else head


def _listed(numbers: Sequence[str]) -> str:
    named = [number for number in numbers if number]
    if len(named) < len(numbers):
        return f"{len(numbers)} paragraphs"
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
