"""Whether a verdict rests on bracketed text alone, that is, on words that nobody has agreed to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from negotiator.model.bracket import BracketKind
from negotiator.model.clause import Clause
from negotiator.rules.brackets_read import Ruled, read_clauses
from negotiator.rules.recheck import FollowedEvidence, SeenClause
from negotiator.text.bracketed.marks import MARK
from negotiator.text.normalise import fold

Stretches = Mapping[str, Sequence[tuple[int, int]]]
"""Where a clause's text stands in brackets, by its id."""


def bracketed_stretches(clauses: Sequence[Clause], ruled: Ruled | None = None) -> Stretches:
    """Where the text of clauses stands in brackets, also in such as an earlier clause opens; citations are none, nor what a person ruled to be one."""
    if not any(MARK.search(clause.text) for clause in clauses):
        return {}
    text = read_clauses(clauses, ruled=ruled)
    found: dict[str, list[tuple[int, int]]] = {}
    for placed in text.placed:
        bracket = placed.bracket
        if bracket.kind is BracketKind.CITATION:
            continue
        for k in range(bracket.piece, bracket.end_piece + 1):
            index, in_number = text.places[k]
            begin = text.read.begins[k]
            if not in_number:
                stretch = max(0, bracket.span[0] - begin), min(len(text.clauses[index].text), bracket.span[1] - begin)
                found.setdefault(text.clauses[index].id, []).append(stretch)
    return found


def only_in_brackets(followed: Sequence[FollowedEvidence], stretches: Stretches) -> bool:
    """Whether every quote (the whole clause where nothing is quoted, or the quote is gone) lies inside brackets. False without any evidence in the text."""
    places = [(piece, seen) for piece in followed for seen in piece.now]
    return bool(places) and all(_bracketed(piece, seen, stretches.get(seen.clause.id, ())) for piece, seen in places)


def _bracketed(piece: FollowedEvidence, seen: SeenClause, spans: Sequence[tuple[int, int]]) -> bool:
    text = seen.clause.text
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
