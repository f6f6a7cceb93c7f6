"""Hyphens at the ends of lines: which belong to their words, judged by the words of the text itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from negotiator.formats.text.lines import Line

_SUSPENDED = frozenset(("and", "or", "og", "eller", "und", "oder", "bzw", "et", "ou", "y", "o", "e", "och", "en", "to"))
"""Words after a hyphen that stands for a left-out half: `land- and sea-based`."""
_PREFIXES = frozenset(("non", "multi", "socio", "self", "cross", "co", "pre", "post", "anti", "inter", "long", "short", "well", "ex", "mid", "vice"))


class Hyphens:
    """Whether a hyphen at the end of a line belongs to the word: judged by the words of the text itself."""

    def __init__(self, body: Sequence[Line]) -> None:
        self.known: Counter[str] = Counter()
        divided = False
        for line in body:
            words = [word.casefold() for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", line.text)]
            # Both halves of a divided word are no words.
            self.known.update(words[divided : len(words) - 1 if hyphenated(line.text) else None])
            divided = hyphenated(line.text)
        ends = sum(hyphenated(line.text) for line in body)
        self.often = ends > max(5, len(body) * 0.04)
        """So many that a program divided words at the ends of lines."""

    def join(self, left: str, right: str) -> str:
        """Two lines as one text."""
        if not hyphenated(left):
            return f"{left} {right}"
        if left.endswith("\u00ad"):
            return left[:-1] + right
        first = re.match(r"[^\W_]+", right)
        if first is None or first[0].casefold() in _SUSPENDED:
            return f"{left} {right}"
        head = re.search(r"[^\W_]+(?:-[^\W_]+)*(?=-$)", left)
        word = head[0] if head else ""
        joined, kept = f"{word}{first[0]}".casefold(), f"{word}-{first[0]}".casefold()
        plain = word.isalpha() and first[0].islower()
        if plain and self.known[joined] and not self.known[kept]:
            return left[:-1] + right
        if self.known[kept] or not plain or (word[:1].isupper() and not self.often):
            return left + right
        # Half a word (`imple-`) is no word of the text; a word before a hyphen that belongs there mostly is.
        halves = word.casefold() in _PREFIXES or self.known[word.casefold()] > 0 or self.known[first[0].casefold()] > 0
        return left + right if halves and not self.often else left[:-1] + right


def hyphenated(text: str) -> bool:
    """Whether a line ends in a hyphen that may have divided a word."""
    return text.endswith("\u00ad") or (text.endswith(("-", "\u2010")) and len(text) > 1 and text[-2].isalnum())
