"""What a pair of square brackets is: text that is not agreed, a note, a place to fill in, or no bracket of the negotiation at all."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from negotiator.model.bracket import BracketKind
from negotiator.text.bracketed.notes import (
    AGREED,
    ASKED,
    CITATION,
    ELLIPSIS,
    NOT_AGREED,
    ODD,
    PENDING,
    PLACE,
    REFERENCE,
    REMARK,
    SOURCE,
    SOURCE_NUMBER,
    SOURCE_PLACE,
    SOURCE_SYMBOL,
    TO_COME,
)

_LINK: Final = re.compile(r"\((?:https?:|mailto:|#|/|\.{0,2}/|[\w.-]+\.(?:html?|md|pdf))")
_SYMBOL_CASE: Final = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Judged:
    """What a bracket is, before its inside is read."""

    kind: BracketKind
    note: str = ""
    question: str = ""
    """Not empty where a person should say."""
    gone: bool = False
    """It is no text at all, so its words go with its marks."""


_TEXT: Final = Judged(BracketKind.BRACKET)
_EMPTY: Final = Judged(BracketKind.PLACEHOLDER)
_NONE: Final = Judged(BracketKind.CITATION)


def judge(inner: str, before: str, after: str, quoted: Callable[[], bool], series: frozenset[int]) -> Judged:
    """What a bracket is by its inside and the characters beside it.

    `quoted` tells whether it stands inside a quotation; `series` are the numbers that stand alone in brackets anywhere in the text.
    """
    text = inner.strip()
    if not text:
        return _EMPTY
    if len(text) > 400:
        return _TEXT
    if ODD.match(text) is None and not after.startswith("("):
        return _put_in(text, before, after, quoted)
    if ELLIPSIS.fullmatch(text):
        if quoted():
            return _NONE
        return Judged(BracketKind.PLACEHOLDER, "placeholder", "text left out of a quotation, or text to come?")
    if _LINK.match(after):
        return _NONE
    if _cited(text):
        return _NONE
    if REFERENCE.fullmatch(text):
        return _reference(text, before, after, series)
    return _noted(text, before, after) or _put_in(text, before, after, quoted)


def _cited(text: str) -> bool:
    if CITATION.fullmatch(text):
        return not (_SYMBOL_CASE.search(text) and "/" in text and " " not in text and not text.startswith("http"))
    source = SOURCE.fullmatch(text) if any(c.isdigit() for c in text) else None
    if source is None:
        return False
    symbol = SOURCE_SYMBOL.search(text)
    if symbol is not None and any(c.isdigit() for c in symbol[0]):
        return bool(source["lead"]) or text.startswith(symbol[0]) or SOURCE_PLACE.search(text) is not None
    return SOURCE_NUMBER.search(text) is not None and bool(source["lead"] or SOURCE_PLACE.search(text))


def _noted(text: str, before: str, after: str) -> Judged | None:
    """Notes about the text, and places for it."""
    agreed = AGREED.fullmatch(text)
    if agreed:
        return Judged(BracketKind.PLACEHOLDER, "agreed ad ref" if agreed["ref"] or text.casefold().startswith("ad ") else "agreed", gone=True)
    if NOT_AGREED.fullmatch(text):
        return Judged(BracketKind.PLACEHOLDER, "pending", gone=True)
    if PENDING.fullmatch(text):
        return Judged(BracketKind.PLACEHOLDER, "pending")
    if REMARK.fullmatch(text):
        return Judged(BracketKind.PLACEHOLDER, "remark", gone=True)
    if ASKED.fullmatch(text):
        return Judged(BracketKind.PLACEHOLDER, "remark", "a note about the text, or text that is not agreed?", gone=True)
    if PLACE.fullmatch(text):
        glued = len(text) <= 3 and text.isalpha() and (before[-1:].isalpha() or after[:1].isalpha())
        return None if glued else Judged(BracketKind.PLACEHOLDER, "placeholder")
    if TO_COME.fullmatch(text):
        return Judged(BracketKind.BRACKET, question="a note about text to come, or text that is not agreed?")
    return None


def _put_in(text: str, before: str, after: str, quoted: Callable[[], bool]) -> Judged:
    """Text inside a quotation may be an editor's."""
    if len(text) <= 40 and quoted():
        if len(text) == 1 and text.isalpha() and after[:1].isalpha() and not before[-1:].isalpha():
            return _NONE
        if "–" not in text and " - " not in text and ":" not in text:
            return Judged(BracketKind.BRACKET, question="words put into a quotation, or text that is not agreed?")
    return _TEXT


def _reference(text: str, before: str, after: str, series: frozenset[int]) -> Judged:
    """A number alone: a reference where it is glued to the word before it, or where the text counts on; text where a word follows."""
    if before[-1:] and not before[-1:].isspace() and before[-1] not in '([/“"]':
        return _NONE if not after[:1].isalpha() else _TEXT
    following = after.lstrip(" \u00a0")
    if following[:1].isalpha() or following[:1] in "[%°":
        return _TEXT
    first = re.match(r"\d+", text)
    if first is None:
        return Judged(BracketKind.BRACKET, question="a reference, or a figure that is not agreed?")
    number = int(first[0])
    if (number - 1 in series or number + 1 in series) and 1 in series:
        return _NONE
    return Judged(BracketKind.BRACKET, question="a reference, or a figure that is not agreed?")


def list_labels(pieces: Sequence[str], begins: Sequence[int]) -> frozenset[int]:
    """Where `[a]`, `[b]`, `[c]` at the beginning of pieces count on, and so are labels of a list; a letter alone is none."""
    found: set[int] = set()
    last, before = "", -1
    for piece, begin in zip(pieces, begins, strict=True):
        label = _LIST_LABEL.match(piece)
        if not label:
            continue
        at = begin + label.start("mark")
        if last and ord(label["letter"]) == ord(last) + 1:
            found |= {before, at}
        last, before = label["letter"], at
    return frozenset(found)


_LIST_LABEL: Final = re.compile(r"\s*(?P<mark>[\[［](?P<letter>[a-z])[\]］])(?=\s|$)")


class Quotations:
    """Where quotations stand in a text, paragraph by paragraph; one that its paragraph does not close is none."""

    def __init__(self, text: str) -> None:
        self._spans: list[tuple[int, int]] = []
        opened: dict[str, int] = {}
        for mark in _QUOTE.finditer(text):
            if mark[0] == "\n":
                opened.clear()
            elif mark[0] in _CLOSES and (kind := _CLOSES[mark[0]]) in opened:
                self._spans.append((opened.pop(kind), mark.start()))
            elif mark[0] in _OPENS:
                opened.setdefault(_OPENS[mark[0]], mark.start())
        self._spans.sort()
        self._starts = [start for start, _ in self._spans]

    def around(self, at: int) -> bool:
        """Whether a place lies in a quotation."""
        place = bisect_right(self._starts, at)
        return any(start < at <= end for start, end in self._spans[max(0, place - 3) : place])


_QUOTE: Final = re.compile(r"[“”„«»\"\n]")
_OPENS: Final = {"“": "“", "„": "“", "«": "«", '"': '"'}
_CLOSES: Final = {"”": "“", "»": "«", '"': '"'}
