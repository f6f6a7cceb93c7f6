"""Numbers at the starts of lines: which of them number a paragraph, and which are the end of a sentence."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence

from negotiator.formats.text.lines import Line
from negotiator.reading.labels import Label, split_label


class Series:
    """Which numbers a text has counted so far, so that `5.` at a line's start is told from the end of a sentence."""

    def __init__(self, body: Sequence[Line]) -> None:
        self.body = body
        self.last: dict[str, set[int]] = {}
        self.at: dict[tuple[str, str], list[int]] = {}
        for index, line in enumerate(body):
            label = split_label(line.text)[0]
            if label is not None and not label.bullet:
                self.at.setdefault((label.style, label.component), []).append(index)

    def accept(self, label: Label) -> None:
        self.last[label.style] = {value for _, value in label.readings}

    def believes(self, label: Label, index: int, *, sure: bool, deliberate: bool) -> bool:
        """Whether a line that starts with this number starts a paragraph.

        `sure`: a gap or a page break stands before it; `deliberate`: the line before it ends early.
        """
        if sure or label.word:
            return sure or deliberate
        if self._inline(label, index):
            return False
        known = self.last.get(label.style)
        follows = known is not None and any(value - 1 in known or (value in known and label.suffix) for _, value in label.readings)
        if not follows and label.first and not label.bullet and not label.style.startswith("("):
            return deliberate or self._is_followed(label, index)
        if label.bullet or not follows:
            return deliberate and (label.bullet or label.first or known is not None)
        if deliberate:
            return True
        # The same number comes once more before the next one: this one is part of a sentence.
        later = [i for i in self.at.get((label.style, label.component), ()) if i > index]
        after = [i for (style, _), places in self.at.items() if style == label.style for i in places if i > index]
        return not (later and later[0] == min(after, default=-1))

    def next_after(self, index: int) -> Label | None:
        """The next number at the start of a line."""
        return next((label for line in self.body[index + 1 :] if (label := split_label(line.text)[0]) is not None), None)

    def _inline(self, label: Label, index: int) -> bool:
        """Whether the next number follows in the same sentence: `… three texts: 1) a review, 2) a declaration and 3) a plan`."""
        if not label.style.endswith(")") or label.readings[0][0] not in ("arabic", "alpha"):
            return False
        value = label.readings[0][1] + 1
        upcoming = str(value) if label.readings[0][0] == "arabic" else chr(ord("a") + value - 1)
        pattern = re.compile(rf"\S\s{re.escape(label.style.replace('1', upcoming).replace('a', upcoming))}\s")
        own = self.body[index].text
        going_on = self.body[index + 1].text if index + 1 < len(self.body) and split_label(self.body[index + 1].text)[0] is None else ""
        return bool(pattern.search(f"{own} {going_on}"))

    def _is_followed(self, label: Label, index: int) -> bool:
        """Whether the next number of this form is a two: then this one starts a list."""
        later = [(places[bisect(places, index)], component) for (style, component), places in self.at.items() if style == label.style and places[-1] > index]
        return bool(later) and min(later)[1] in ("2", "b", "B", "ii", "II", "б", "Б")
