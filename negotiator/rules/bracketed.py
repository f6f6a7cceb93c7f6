"""Whether a verdict rests on bracketed text alone, that is, on words that nobody has agreed to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from negotiator.model.clause import Clause
from negotiator.rules.recheck import FollowedEvidence, SeenClause
from negotiator.text.bracketed.marks import MARK, OPENING
from negotiator.text.brackets import bracket_spans
from negotiator.text.normalise import fold

_REACH = 40
"""Clauses over which an open bracket is believed to run; a stray one at the top of a text would put all of it in brackets."""


def enclosed_clauses(clauses: Sequence[Clause]) -> frozenset[str]:
    """Ids of clauses that stand whole inside a bracket that an earlier clause opens and a later one closes."""
    opened: list[int] = []
    inside: set[str] = set()
    for place, clause in enumerate(clauses):
        for mark in MARK.findall(clause.text):
            if mark in OPENING:
                opened.append(place)
            elif opened:
                start = opened.pop()
                if place - start <= _REACH:
                    inside.update(between.id for between in clauses[start + 1 : place])
    return frozenset(inside)


def only_in_brackets(followed: Sequence[FollowedEvidence], enclosed: frozenset[str]) -> bool:
    """Whether every quote (the whole clause where nothing is quoted, or the quote is gone) lies inside brackets. False without any evidence in the text."""
    places = [(piece, seen) for piece in followed for seen in piece.now]
    return bool(places) and all(seen.clause.id in enclosed or _bracketed(piece, seen) for piece, seen in places)


def _bracketed(piece: FollowedEvidence, seen: SeenClause) -> bool:
    text = seen.clause.text
    spans = bracket_spans(text)
    if not spans:
        return False
    quote, place = piece.evidence.quote, piece.evidence.quoted
    if quote.strip():
        as_seen = piece.unchanged and place is not None and text[place[0] : place[1]] == quote
        found = [place] if as_seen and place is not None else quoted_places(quote, text)
        if found:
            return all(_inside(text, start, end, spans) for start, end in found)
    return _inside(text, 0, len(text), spans)


def _inside(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a stretch has letters or digits and all of them lie in a span."""
    letters = [k for k in range(start, end) if text[k].isalnum()]
    return bool(letters) and all(any(a <= k < b for a, b in spans) for k in letters)


def quoted_places(quote: str, text: str) -> list[tuple[int, int]]:
    """Where a quote stands in a text: to the letter, else word by word, whatever brackets and spaces stand between the words."""
    exact = [(m.start(), m.end()) for m in re.finditer(re.escape(quote.strip()), text)]
    if exact:
        return exact
    wanted = [fold(word) for word in re.findall(r"\w+", quote)]
    there = [(fold(m[0]), m.start(), m.end()) for m in re.finditer(r"\w+", text)]
    return [
        (there[k][1], there[k + len(wanted) - 1][2])
        for k in range(len(there) - len(wanted) + 1)
        if wanted and all(there[k + n][0] == word for n, word in enumerate(wanted))
    ]
