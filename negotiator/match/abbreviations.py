"""Abbreviations that a text explains, so that `IEDs` and `improvised explosive devices` are the same words; and words without the 's of possession."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from negotiator.text.normalise import fold

_POSSESSED: Final = re.compile(r"(?<=\w)['’]s\b")
_SHORT: Final = r"[A-Z][A-Za-z]{0,7}[A-Z]s?"
_BEHIND: Final = re.compile(rf"((?:[\w'’-]+\s+){{2,14}})\(\s*[“\"'‘]?({_SHORT})[”\"'’]?\s*\)")
"""`improvised explosive devices (IEDs)`"""
_BEFORE: Final = re.compile(rf"\b({_SHORT})\s*\(\s*((?:[\w'’-]+\s+){{1,11}}[\w'’-]+)\s*\)")
"""`IEDs (improvised explosive devices)`"""
_REPEATED: Final = re.compile(rf"\(\s*({_SHORT})(?:['’]\w{{1,5}})?\s*\)")
_SKIPPED: Final = frozenset(
    "a af an and at by d da das de del dem den der des die du et for för für i im in la le les of och og on or the til to und von with y zur".split()  # noqa: SIM905
)
"""Words that an abbreviation may pass over."""


class Abbreviations:
    """What abbreviations stand for in some texts, and texts with these words in their place."""

    def __init__(self, texts: Iterable[str], also: Abbreviations | None = None) -> None:
        self.words: dict[str, str] = {} if also is None else dict(also.words)
        """The abbreviation, without its plural's s → its words."""
        for text in texts:
            if "(" in text:
                for full, short in _explained(text):
                    self.words.setdefault(short, full)
        longest_first = sorted(map(re.escape, self.words), key=len, reverse=True)
        self._found = re.compile(rf"\b({'|'.join(longest_first)})(?:s|es)?\b") if longest_first else None

    def spelled(self, text: str) -> str:
        """The text with the words of every explained abbreviation behind it, and without 's."""
        if self._found is not None:
            text = self._found.sub(lambda found: f"{found[0]} {self.words[found[1]]}", text)
        return _POSSESSED.sub("", text) if "'" in text or "’" in text else text


def repeated(text: str) -> frozenset[str]:
    """Abbreviations that only repeat the words before them, in whatever language these are: `improviserede eksplosive anordninger (IED'er)`."""
    return frozenset(fold(_letters(found[1])) for found in _REPEATED.finditer(text)) if "(" in text else frozenset()


@lru_cache(maxsize=4096)
def _explained(text: str) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for match in _BEHIND.finditer(text):
        words = _tail(match[1].split(), match[2])
        if words:
            found.append((" ".join(words), _letters(match[2])))
    for match in _BEFORE.finditer(text):
        words = match[2].split()
        if _tail(words, match[1]) == words:
            found.append((" ".join(words), _letters(match[1])))
    return tuple(found)


def _letters(short: str) -> str:
    return short.removesuffix("s")


def _tail(words: list[str], short: str) -> list[str]:
    """The last words, whose first letters are the abbreviation; nothing where they are not."""
    wanted = [letter.casefold() for letter in _letters(short) if letter.isupper()]
    for start in range(len(words) - 1, -1, -1):
        parts = [part.casefold() for word in words[start:] for part in re.split(r"[-’']", word) if part]
        if _opens(parts, wanted):
            return words[start:]
        if len(words) - start > len(wanted) + 4:
            break
    return []


def _opens(parts: list[str], wanted: list[str]) -> bool:
    """Whether the letters are the first ones of the parts, in their order, small words passed over."""
    at = 0
    for place, part in enumerate(parts):
        if at < len(wanted) and part[0] == wanted[at]:
            at += 1
        elif part not in _SKIPPED or not place:
            return False
    return at == len(wanted)
