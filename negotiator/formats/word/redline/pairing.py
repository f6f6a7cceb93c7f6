"""Which block of the old container is which of the new one: given pairs bind, then identical ones, then near ones, then splits and merges.

What is paired keeps its order; a block that has moved stands as deleted in one place and inserted in the other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from negotiator.text.common import hunks as differing
from negotiator.text.tokens import words

NEAR: Final = 0.45
"""Shared words, as a share of all, from which two paragraphs are one edited paragraph: below, replacing it whole reads better."""
_MOST_CELLS: Final = 40_000
"""Old times new blocks of a gap up to which every pair is weighed; beyond it only a band along the diagonal."""
_BAND: Final = 60
_TABLE_WEIGHT: Final = 3
"""A table is worth as much as three paragraphs when either of them has to move."""

Group = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(slots=True)
class Unit:
    """A block as it is paired."""

    kind: str
    """Only blocks of a kind are paired: `p`, `tbl`, `sdt` …"""
    text: str
    _words: tuple[str, ...] | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The words of its text, counted out when they are asked for: what stands in both files is paired without."""
        if self._words is None:
            self._words = tuple(words(self.text))
        return self._words


def pair(old: Sequence[Unit], new: Sequence[Unit], fixed: Sequence[Group] = ()) -> list[Group]:
    """Groups in order; every index of both sides stands in exactly one. What has no partner is a group with one empty side."""
    out: list[Group] = []
    i = j = 0
    for olds, news in _in_order(_usable(old, new, fixed)):
        out += _stretch(old, new, (i, olds[0]), (j, news[0]))
        out.append((olds, news))
        i, j = olds[-1] + 1, news[-1] + 1
    out += _stretch(old, new, (i, len(old)), (j, len(new)))
    return _ended(old, new, out)


def _ended(old: Sequence[Unit], new: Sequence[Unit], groups: list[Group]) -> list[Group]:
    """The last paragraphs of both sides are one where neither has a partner: the last mark of a container can neither go nor come."""
    last, end = (len(old) - 1,), (len(new) - 1,)
    if (last, ()) in groups and ((), end) in groups and old[-1].kind == new[-1].kind == "p":
        groups = [g for g in groups if g not in ((last, ()), ((), end))]
        groups.append((last, end))
    return groups


def _usable(old: Sequence[Unit], new: Sequence[Unit], fixed: Sequence[Group]) -> list[Group]:
    """Groups whose members stand side by side and are of one kind; of a scattered group the likest pair stays."""
    out: list[Group] = []
    for group in fixed:
        olds, news = tuple(sorted(group[0])), tuple(sorted(group[1]))
        if not olds or not news:
            continue
        kinds = {old[i].kind for i in olds} | {new[j].kind for j in news}
        olds, news = _twins(old, new, olds, news)
        if len(kinds) == 1 and olds[-1] - olds[0] == len(olds) - 1 and news[-1] - news[0] == len(news) - 1:
            out.append((olds, news))
            continue
        best = max(((likeness(old[i], new[j]), -i, -j) for i in olds for j in news if old[i].kind == new[j].kind), default=None)
        if best is not None:
            out.append(((-best[1],), (-best[2],)))
    return out


def _twins(old: Sequence[Unit], new: Sequence[Unit], olds: tuple[int, ...], news: tuple[int, ...]) -> Group:
    """The group without what one side has beyond the very texts of the other: a chapeau that a clause begins with only there."""
    mine, theirs = [old[i].text for i in olds], [new[j].text for j in news]
    for at in range(1, len(theirs) - len(mine) + 1):
        if theirs[at : at + len(mine)] == mine:
            return olds, news[at : at + len(mine)]
    for at in range(1, len(mine) - len(theirs) + 1):
        if mine[at : at + len(theirs)] == theirs:
            return olds[at : at + len(theirs)], news
    return olds, news


def _in_order(groups: list[Group]) -> list[Group]:
    """The longest run of groups that do not cross (by number of blocks they hold): each after the best that ends before it on both sides."""
    ordered = sorted(groups)
    ending = sorted(range(len(ordered)), key=lambda k: ordered[k][0][-1])
    tops = _Tops(max((news[-1] for _, news in ordered), default=0) + 1)
    best: list[tuple[int, int]] = []
    done = 0
    for olds, news in ordered:
        while done < len(ending) and ordered[ending[done]][0][-1] < olds[0]:
            ended = ending[done]
            tops.put(ordered[ended][1][-1], (best[ended][0], -ended))
            done += 1
        weight, before = tops.below(news[0])
        best.append((weight + len(olds) + len(news), -before if weight else -1))
    at = max(range(len(best)), key=lambda k: best[k][0], default=-1)
    out: list[Group] = []
    while at >= 0:
        out.append(ordered[at])
        at = best[at][1]
    return out[::-1]


class _Tops:
    """The best so far among places below a place (a binary indexed tree)."""

    def __init__(self, size: int) -> None:
        self._best = [(0, 0)] * (size + 1)

    def put(self, place: int, value: tuple[int, int]) -> None:
        at = place + 1
        while at < len(self._best):
            self._best[at] = max(self._best[at], value)
            at += at & -at

    def below(self, place: int) -> tuple[int, int]:
        found = (0, 0)
        while place:
            found = max(found, self._best[place])
            place -= place & -place
        return found


def _stretch(old: Sequence[Unit], new: Sequence[Unit], ours: tuple[int, int], theirs: tuple[int, int]) -> list[Group]:
    (i, i2), (j, j2) = ours, theirs
    out: list[Group] = []
    for a, b in [*_identical(old, new, i, i2, j, j2), (i2, j2)]:
        out += _gap(old, new, range(i, a), range(j, b))
        if a < i2 and b < j2:
            out.append(((a,), (b,)))
        i, j = a + 1, b + 1
    return out


def _identical(old: Sequence[Unit], new: Sequence[Unit], i: int, i2: int, j: int, j2: int) -> list[tuple[int, int]]:
    """Pairs of equal blocks: edges first, then blocks that are unique on both sides, and so on between those; in the end the longest common row."""
    out: list[tuple[int, int]] = []
    while i < i2 and j < j2 and _same(old[i], new[j]):
        out.append((i, j))
        i, j = i + 1, j + 1
    tail: list[tuple[int, int]] = []
    while i < i2 and j < j2 and _same(old[i2 - 1], new[j2 - 1]):
        i2, j2 = i2 - 1, j2 - 1
        tail.append((i2, j2))
    if i < i2 and j < j2:
        anchors = _anchors(old, new, range(i, i2), range(j, j2))
        if anchors:
            for a, b in [*anchors, (i2, j2)]:
                out += _identical(old, new, i, a, j, b)
                if a < i2:
                    out.append((a, b))
                i, j = a + 1, b + 1
        elif (i2 - i) * (j2 - j) <= _MOST_CELLS:
            here, there = ([f"{u.kind} {u.text}" for u in units] for units in (old[i:i2], new[j:j2]))
            at, to = i, j
            for start, end, first, last in [*differing(here, there), (len(here), 0, len(there), 0)]:
                out += [(k, m) for k, m in zip(range(at, i + start), range(to, j + first), strict=True) if old[k].text]
                at, to = i + end, j + last
    return out + tail[::-1]


def _same(old: Unit, new: Unit) -> bool:
    return old.kind == new.kind and old.text == new.text


def _anchors(old: Sequence[Unit], new: Sequence[Unit], here: range, there: range) -> list[tuple[int, int]]:
    ours = Counter((old[i].kind, old[i].text) for i in here)
    theirs = Counter((new[j].kind, new[j].text) for j in there)
    places = {(new[j].kind, new[j].text): j for j in there}
    unique = [(i, places[key]) for i in here if ours[key := (old[i].kind, old[i].text)] == 1 and theirs.get(key) == 1 and old[i].text]
    return _rising(unique)


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence that rises on both sides."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for k, (_, j) in enumerate(pairs):
        at = bisect_left(tops, j)
        before.append(ends[at - 1] if at else -1)
        if at == len(tops):
            tops.append(j)
            ends.append(k)
        else:
            tops[at], ends[at] = j, k
    out: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        out.append(pairs[at])
        at = before[at]
    return out[::-1]


def likeness(old: Unit, new: Unit) -> float:
    """Shared words as a share of all (Dice), order disregarded; 0 between kinds."""
    if old.kind != new.kind:
        return 0.0
    if not old.words and not new.words:
        return 1.0 if old.text == new.text else 0.5
    return 2 * sum((Counter(old.words) & Counter(new.words)).values()) / (len(old.words) + len(new.words))


def _gap(old: Sequence[Unit], new: Sequence[Unit], here: range, there: range) -> list[Group]:
    """Pairs of near blocks in order, with the greatest likeness in sum; then what is left joins a neighbour or stands alone."""
    pairs = _nearest(old, new, here, there) if here and there else []
    groups: list[Group] = [((i,), (j,)) for i, j in pairs]
    _join(old, new, here, there, groups)
    out: list[Group] = []
    i, j = here.start, there.start
    for olds, news in [*groups, ((here.stop,), (there.stop,))]:
        out += [((k,), ()) for k in range(i, olds[0])]
        out += [((), (k,)) for k in range(j, news[0])]
        if olds[0] < here.stop or news[0] < there.stop:
            out.append((olds, news))
        i, j = olds[-1] + 1, news[-1] + 1
    return out


def _nearest(old: Sequence[Unit], new: Sequence[Unit], here: range, there: range) -> list[tuple[int, int]]:
    n, m = len(here), len(there)
    wide = m if n * m <= _MOST_CELLS else _BAND
    bags = [Counter(old[i].words) for i in here]
    others = [Counter(new[j].words) for j in there]
    score = [[0.0] * (m + 1) for _ in range(n + 1)]
    worth: dict[tuple[int, int], float] = {}
    for a in range(n - 1, -1, -1):
        middle = a * m // n
        row, below = score[a], score[a + 1]
        for b in range(m - 1, -1, -1):
            best = max(below[b], row[b + 1])
            if abs(b - middle) <= wide:
                gain = _gain(old[here[a]], new[there[b]], bags[a], others[b])
                if gain:
                    worth[a, b] = gain
                    best = max(best, below[b + 1] + gain)
            row[b] = best
    out: list[tuple[int, int]] = []
    a = b = 0
    while a < n and b < m:
        gain = worth.get((a, b), 0.0)
        if gain and score[a][b] == score[a + 1][b + 1] + gain:
            out.append((here[a], there[b]))
            a, b = a + 1, b + 1
        elif score[a][b] == score[a + 1][b]:
            a += 1
        else:
            b += 1
    return out


def _gain(old: Unit, new: Unit, bag: Counter[str], other: Counter[str]) -> float:
    if old.kind != new.kind:
        return 0.0
    if not old.words or not new.words:
        return 0.3 if old.text == new.text else 0.02 if old.kind != "p" else 0.0
    shared = sum((bag & other).values())
    dice = 2 * shared / (len(old.words) + len(new.words))
    inside = shared / min(len(old.words), len(new.words))
    long = min(len(old.words), len(new.words)) >= 6
    if old.kind != "p":
        return max(dice, 0.02) * (_TABLE_WEIGHT if old.kind == "tbl" else 1)
    return max(dice, 0.6 * inside if long and inside > 0.8 else 0.0) if dice >= NEAR or (long and inside > 0.8) else 0.0


def _join(old: Sequence[Unit], new: Sequence[Unit], here: range, there: range, groups: list[Group]) -> None:
    """Splits and merges: a block left over beside a pair joins it where the pair's other side holds most of its words and more of them than without it."""
    for at, group in enumerate(groups):
        before = groups[at - 1] if at else ((here.start - 1,), (there.start - 1,))
        after = groups[at + 1] if at + 1 < len(groups) else ((here.stop,), (there.stop,))
        grown = _grown(old, new, group, (before[0][-1], after[0][0]), (before[1][-1], after[1][0]))
        groups[at] = grown


def _grown(old: Sequence[Unit], new: Sequence[Unit], group: Group, ours: tuple[int, int], theirs: tuple[int, int]) -> Group:
    olds, news = group
    if old[olds[0]].kind != "p":
        return group
    changed = True
    while changed:
        changed = False
        for more in ((olds[-1] + 1,), (olds[0] - 1,)):
            k = more[0]
            if len(news) == 1 and ours[0] < k < ours[1] and old[k].kind == "p" and _adds([old[i] for i in olds], old[k], [new[j] for j in news]):
                olds, changed = tuple(sorted((*olds, k))), True
        for more in ((news[-1] + 1,), (news[0] - 1,)):
            k = more[0]
            if len(olds) == 1 and theirs[0] < k < theirs[1] and new[k].kind == "p" and _adds([new[j] for j in news], new[k], [old[i] for i in olds]):
                news, changed = tuple(sorted((*news, k))), True
    return olds, news


def _adds(parts: list[Unit], more: Unit, whole: list[Unit]) -> bool:
    """Whether `more` is a missing part of `whole`, beside `parts`."""
    if len(more.words) < 3:
        return False
    bag = Counter(w for u in whole for w in u.words)
    covered = Counter(w for u in parts for w in u.words) & bag
    left = bag - covered
    return sum((Counter(more.words) & left).values()) >= 0.7 * len(more.words)
