"""What a pair of square brackets is: text that is not agreed, a note, a place to fill in, or no bracket of the negotiation at all."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from negotiator.model.bracket import BracketKind

_CITATION: Final = re.compile(
    r"sic!?|ibid\.?|\^[\w-]+|(?:original )?emphas[ie]s (?:added|supplied|in original)|emphasis|translation|translated(?: from \w+)?"
    r"|footnotes? omitted|citations? omitted|italics (?:added|ours)"
    r"|(?=[^ ]*\d)[A-Z]{1,8}(?:[/.-][A-Za-z0-9.()*-]+){2,}"
    r"|(?:see|cf\.?|source:|ref\.?)\s.{2,}|https?://\S+|doi:\S+",
    re.IGNORECASE | re.DOTALL,
)
_SYMBOL_CASE: Final = re.compile(r"[a-z]{3,}")
_REFERENCE: Final = re.compile(r"\d{1,3}(?:\s?[,–-]\s?\d{1,3})*|(?!x$)[ivx]{1,4}|\*+|†|‡")
_ELLIPSIS: Final = re.compile(r"…+|\.(?:\s?\.){1,}|(?:…|\.{3})\s*")
_AGREED: Final = re.compile(
    r"(?:text |para(?:graph)? )?agreed(?P<ref>\s+ad\s+ref(?:erendum)?\.?)?(?:\s+(?:in principle|text|on \d.*|\(?\d.*))?\.?|ad ref(?:erendum)?\.?",
    re.IGNORECASE,
)
_PENDING: Final = re.compile(
    r"pending\b.*|under (?:discussion|negotiation|consideration)|(?:subject to|awaiting) (?:the )?(?:outcome|confirmation|agreement|negotiation)\w*\b.*",
    re.IGNORECASE | re.DOTALL,
)
_PLACE: Final = re.compile(
    r"place ?holder\b.*|insert\b.*|[xynz]{1,3}|#+|[_\u2013\u2014.-]{2,}|\?+|date|number|name|place|amount|year|(?:[\w ]{0,30}\s)?(?:tbc|tbd|tba)"
    r"|(?:text |number |date |title |list )?to be "
    r"(?:completed|determined|decided|confirmed|added|inserted|elaborated|drafted|agreed|filled in|updated|specified|defined)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_LINK: Final = re.compile(r"\((?:https?:|mailto:|#|/|\.{0,2}/|[\w.-]+\.(?:html?|md|pdf))")
_ODD: Final = re.compile(
    r"[^\W\d_]?[^\w,]|[\d_ivxyzn]{1,4}\W*$|\w{1,9}/|\w{0,20}\d|(?:sic|ibid|emphas|transl|foot|citation|italic|see|cf|source|ref|https?|doi|text|para|agreed|ad|pending|under|subject|await"
    r"|place|number|date|title|list|to be|insert|name|amount|year|[xyzn]{1,3}$)|.{0,40}\b(?:tbc|tbd|tba)$",
    re.IGNORECASE,
)
"""What everything that is no plain text begins with; most brackets are plain text, and this is the quick way to them."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a bracket is, before its inside is read."""

    kind: BracketKind
    note: str = ""
    question: str = ""
    """Not empty where a person should say."""


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
    if _ODD.match(text) is None and not after.startswith("("):
        return _put_in(text, before, after, quoted)
    if _ELLIPSIS.fullmatch(text):
        if quoted():
            return _NONE
        return Judged(BracketKind.PLACEHOLDER, "placeholder", "text left out of a quotation, or text to come?")
    if _LINK.match(after):
        return _NONE
    if _CITATION.fullmatch(text) and not (_SYMBOL_CASE.search(text) and "/" in text and " " not in text and not text.startswith("http")):
        return _NONE
    if _REFERENCE.fullmatch(text):
        return _reference(text, before, after, series)
    agreed = _AGREED.fullmatch(text)
    if agreed:
        return Judged(BracketKind.PLACEHOLDER, "agreed ad ref" if agreed["ref"] or text.casefold().startswith("ad ") else "agreed")
    if _PENDING.fullmatch(text):
        return Judged(BracketKind.PLACEHOLDER, "pending")
    if _PLACE.fullmatch(text) and not (len(text) <= 3 and text.isalpha() and (before[-1:].isalpha() or after[:1].isalpha())):
        return Judged(BracketKind.PLACEHOLDER, "placeholder")
    return _put_in(text, before, after, quoted)


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
    if before[-1:] and not before[-1:].isspace() and before[-1] not in '([/“"':
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
