"""Which paragraph of one language version is which of another: by number, kind, length, figures and brackets, since no word is shared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import log
from typing import Final, Protocol

from negotiator.model.change import ChangeKind, Match

REASON: Final = "same number in the other language"
BY_SHAPE: Final = "same place, kind, length and figures in the other language"

_LEAST: Final = 1.2
"""Score of a pair below which a paragraph is believed to have no counterpart."""
_WIDEST: Final = 40
"""Places that a counterpart may stand off, beyond what the lengths of both texts differ by."""
_FIGURE: Final = re.compile(r"\d+(?:[.,\u00a0\u202f' ]\d{3})*(?:[.,]\d+)?")


class Parallel(Protocol):
    """What a paragraph must tell of itself."""

    @property
    def path(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def level(self) -> int: ...
    @property
    def text(self) -> str: ...


def figures(text: str) -> Counter[str]:
    """The numbers of a text without marks for thousands: `1 000`, `1,000` and `1.000` are 1000; a decimal comma is a point."""
    plain = (re.sub(r"[.,\u00a0\u202f' ](?=\d{3}(?!\d))", "", found[0]) for found in _FIGURE.finditer(text))
    return Counter(figure.replace(",", ".") for figure in plain)


def parallel(old: Sequence[Parallel], new: Sequence[Parallel]) -> tuple[Match, ...]:
    """Two language versions of one text, in order: what has the same number where nothing speaks against it, else what looks alike in its place.

    Method: dynamic programming over pairs in order (Needleman and Wunsch 1970), scored by length as in Gale and Church 1993, by figures, kind and number.
    """
    alike = [c.path for c in old] == [c.path for c in new]
    pairs = [(i, i) for i in range(len(old))] if alike else _best(old, new)
    found = [
        Match(
            ChangeKind.EDITED,
            (i,),
            (j,),
            renumbered=old[i].path != new[j].path,
            confidence=1.0 if old[i].path == new[j].path else 0.95,
            reason=REASON if old[i].path == new[j].path else BY_SHAPE,
        )
        for i, j in pairs
    ]
    held = {i for i, _ in pairs}, {j for _, j in pairs}
    found += [Match(ChangeKind.DROPPED, (i,), (), similarity=0.0) for i in range(len(old)) if i not in held[0]]
    return (*found, *(Match(ChangeKind.ADDED, (), (j,), similarity=0.0) for j in range(len(new)) if j not in held[1]))


def _best(old: Sequence[Parallel], new: Sequence[Parallel]) -> list[tuple[int, int]]:
    band = _WIDEST + abs(len(old) - len(new))
    ratio = sum(len(c.text) for c in new) / max(1, sum(len(c.text) for c in old)) or 1.0
    seen = [[(c, figures(c.text)) for c in side] for side in (old, new)]
    width = len(new) + 1
    above = [0.0] * width
    steps: list[bytearray] = []
    for i, (one, one_figures) in enumerate(seen[0]):
        row = [above[0], *([float("-inf")] * len(new))]
        step = bytearray(width)
        step[0] = 1
        for j in range(max(0, i - band), min(len(new), i + band + 1)):
            other, other_figures = seen[1][j]
            pair = above[j] + _score(one, other, one_figures, other_figures, ratio) - _LEAST
            row[j + 1], step[j + 1] = max((pair, 0), (above[j + 1], 1), (row[j], 2), key=lambda choice: choice[0])
        for j in range(min(len(new), i + band + 1), len(new)):
            row[j + 1], step[j + 1] = row[j], 2
        above = row
        steps.append(step)
    pairs: list[tuple[int, int]] = []
    i, j = len(old), len(new)
    while i and j:
        taken = steps[i - 1][j]
        if taken == 0:
            pairs.append((i - 1, j - 1))
        i, j = i - (taken != 2), j - (taken != 1)
    return pairs[::-1]


def _score(old: Parallel, new: Parallel, old_figures: Counter[str], new_figures: Counter[str], ratio: float) -> float:
    both = (old_figures & new_figures).total()
    most = max(old_figures.total(), new_figures.total())
    length = 1 - min(2.0, abs(log(max(1, len(new.text)) / (ratio * max(1, len(old.text))))) * 2.5)
    return 0.8 * (old.path == new.path) + 0.7 * (old.kind == new.kind) + 0.2 * (old.level == new.level) + (1.6 * both / most if most else 0.6) + length
