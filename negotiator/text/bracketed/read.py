"""All brackets of a text in one pass: marks paired, kinds judged, holders and alternatives read."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from negotiator.model.bracket import Alternative, Attribution, Bracket, Bracketed, BracketKind, Remark, Span
from negotiator.text.bracketed.inside import HOLE, Inside, Part, read_inside
from negotiator.text.bracketed.kinds import Judged, Quotations, judge, list_labels
from negotiator.text.bracketed.marks import MARK, Pair, begins_of, pairs
from negotiator.text.bracketed.names import Names
from negotiator.text.bracketed.options import read_options
from negotiator.text.bracketed.parties import aside, holders
from negotiator.text.bracketed.stances import stance_of

READER: Final = "1"
"""Version of these rules."""

_BEHIND: Final = re.compile(r"[ \u00a0]?\((?P<who>[^()\[\]]{2,120})\)")
_AT_END: Final = re.compile(r"\s*\((?P<who>[^()\[\]]{2,160})\)\s*\.?\s*$")
_NUMBER: Final = re.compile(r"[\[［](\d{1,3})[\]］]")
_GOES_ON: Final = re.compile(r"\s*(?:[,;]|(?:and|or|as well as|including|together with|in particular|inter alia|also)\s+\S)", re.IGNORECASE)
_CONTEXT: Final = 80
"""Code points beside a bracket that may say what it is."""

Decided = Callable[[str, Span], BracketKind | None]
"""A person's ruling on a bracket, asked by its text and place; None where there is none."""


def read_brackets(
    pieces: Sequence[str],
    *,
    numbers: Sequence[str] = (),
    parties: Iterable[str] = (),
    raised: Mapping[int, Sequence[tuple[int, int]]] | None = None,
    decided: Decided | None = None,
) -> Bracketed:
    """Read the brackets of a text that comes in pieces (clauses, paragraphs).

    `numbers` are the pieces' printed numbers, `parties` names beside those that are known, `raised` stretches of a piece in another run format
    (superscript, italics) that may hold a holder. Every mark stands in exactly one bracket, a stray one in one of its own.
    """
    source = "\n".join(pieces)
    begins = begins_of(pieces)
    names = Names(parties, source)
    reading = _Reading(source, begins, names, {(begins[k] + a, begins[k] + b) for k, spans in (raised or {}).items() for a, b in spans}, decided)
    reading.labels = list_labels(pieces, begins)
    found = reading.brackets(pairs(pieces))
    return Bracketed(source, begins, found, read_options(pieces, numbers), tuple(_remarks(pieces, begins, names)))


class _Reading:
    def __init__(self, source: str, begins: tuple[int, ...], names: Names, raised: set[Span], decided: Decided | None) -> None:
        self.source, self.begins, self.names, self.decided = source, begins, names, decided
        self.raised = _runs(raised)
        self._raised_ends = {end: start for start, end in self.raised.items()}
        self.quotations = Quotations(source)
        self.labels: frozenset[int] = frozenset()
        """Where a bracket is only the label of a list item."""
        self.series = frozenset(int(m[1]) for m in _NUMBER.finditer(source))

    def brackets(self, found: Sequence[Pair]) -> tuple[Bracket, ...]:
        children = _children(found)
        first = [self._judged(pair, kids) for pair, kids in zip(found, children, strict=True)]
        own = [_own(self.source, pair, kids) for pair, kids in zip(found, children, strict=True)]
        seen: dict[str, Inside] = {}
        for judged, (text, _) in zip(first, own, strict=True):
            if judged.kind is BracketKind.BRACKET and text not in seen:
                seen[text] = read_inside(text, self.names, loose=False)
        said = [a for inside in seen.values() for part in inside.parts for a in part.attribution]
        self.names.learn({a.party for a in said})
        again: dict[str, Inside] = {}
        made: list[Bracket] = []
        for pair, judged, (text, places) in zip(found, first, own, strict=True):
            inside = seen[text] if judged.kind is BracketKind.BRACKET else None
            if inside is not None and not inside.note and not any(part.attribution for part in inside.parts):
                formatted = self._formatted(pair, text, inside)
                if formatted is None and text not in again:
                    again[text] = read_inside(text, self.names, loose=True) if self._may_end_in_a_name(text) else inside
                inside = formatted or again[text]
            made.append(self._bracket(pair, judged, inside, places))
        return _side_by_side(self.source, made)

    def _formatted(self, pair: Pair, text: str, inside: Inside) -> Inside | None:
        """Names in a run of another format at the very end of a bracket, as its holders, if one of them at least is known or says where it stands."""
        end = pair.end - pair.closed
        start = self._raised_ends.get(end, end)
        if start >= end or len(inside.parts) > 1 or end - start >= len(text) or HOLE in text[start - end :]:
            return None
        found = aside(text[start - end :].strip(" ()–—-"), self.names)
        cut = len(text[: start - end].rstrip(" (–—-\u00a0"))
        begin = inside.parts[0].words[0]
        if not found or cut <= begin:
            return None
        part = Part((begin, cut), tuple(replace(a, source="format") for a in found))
        return replace(inside, parts=(part,), strips=(*inside.strips, (cut, len(text))))

    def _may_end_in_a_name(self, text: str) -> bool:
        last = text.rstrip(" ?.)\u00a0")[-40:].replace("-", " ").split()
        return bool(last) and (self.names.can_end(last[-1].strip("(,;:")) or stance_of(last[-1]) is not None)

    def _judged(self, pair: Pair, kids: Sequence[Pair]) -> Judged:
        start, end = pair.start + pair.opened, pair.end - pair.closed
        if self.decided is not None and (ruled := self.decided(self.source[pair.start : pair.end], (pair.start, pair.end))) is not None:
            return Judged(ruled)
        if kids or not (pair.opened and pair.closed):
            return Judged(BracketKind.BRACKET)
        if pair.start in self.labels:
            return Judged(BracketKind.CITATION)
        after = self.source[pair.end : pair.end + _CONTEXT].partition("\n")[0]
        before = self.source[max(0, pair.start - _CONTEXT) : pair.start].rpartition("\n")[2]
        return judge(self.source[start:end], before, after, lambda: self.quotations.around(pair.start), self.series)

    def _bracket(self, pair: Pair, judged: Judged, inside: Inside | None, places: list[tuple[int, int]]) -> Bracket:
        source, span = self.source, (pair.start, pair.end)
        inner = (pair.start + pair.opened, pair.end - pair.closed)
        common = (source, pair.piece, pair.end_piece, span, pair.depth, pair.opened, pair.closed)
        words = source[inner[0] : inner[1]]
        if judged.kind is BracketKind.CITATION:
            return Bracket(*common, judged.kind, words=words)
        marks = [(pair.start, inner[0])] * pair.opened + [(inner[1], pair.end)] * pair.closed
        unsure = bool(judged.question)
        if inside is None:
            strips = (span,) if judged.gone else tuple(marks)
            return Bracket(*common, judged.kind, strips, "" if judged.gone else words, note=judged.note, unsure=unsure, question=judged.question)
        if inside.note:
            return Bracket(*common, BracketKind.PLACEHOLDER, (span,), attribution=inside.parts[0].attribution, note=inside.note)
        behind, stop = self._behind(pair)
        if not inside.strips and not behind and len(inside.parts) == 1:
            return Bracket(*common, judged.kind, tuple(marks), words, unsure=unsure, question=judged.question)
        gone_spans = [*marks, *(self._globally(places, one) for one in inside.strips)]
        if behind:
            gone_spans.append((pair.end, stop))
        parts = [self._alternative(places, part) for part in inside.parts]
        chosen = parts[0] if len(parts) == 1 or parts[0].attribution else None
        return Bracket(
            *common,
            judged.kind,
            tuple(sorted(gone_spans)),
            words if chosen is None or not (inside.strips or len(parts) > 1) else chosen.text,
            (*(chosen.attribution if chosen else ()), *behind),
            tuple(parts) if len(parts) > 1 else (),
            label=inside.label,
            unsure=unsure,
            question=judged.question,
        )

    def _alternative(self, places: list[tuple[int, int]], part: Part) -> Alternative:
        span = self._globally(places, part.words)
        return Alternative(span, self.source[span[0] : span[1]], part.attribution)

    def _globally(self, places: list[tuple[int, int]], local: tuple[int, int]) -> Span:
        return _whole(places, local[0], after=False), max(_whole(places, local[1], after=True), _whole(places, local[0], after=False))

    def _behind(self, pair: Pair) -> tuple[tuple[Attribution, ...], int]:
        """Holders that stand behind the closing mark: in parentheses, or in a run of another format."""
        if not pair.closed:
            return (), pair.end
        for start in (pair.end, pair.end + 1):
            stop = self.raised.get(start)
            if stop and (start == pair.end or self.source[pair.end].isspace()):
                found = holders(self.source[start:stop].strip(" ()"), self.names, forms=True)
                if found:
                    return tuple(replace(a, source="format") for a in found), stop
        there = _BEHIND.match(self.source, pair.end)
        if there:
            return aside(there["who"], self.names), there.end()
        return (), pair.end


def _runs(raised: Iterable[Span]) -> dict[int, int]:
    """Where stretches of another format begin and end, those that touch as one."""
    found: list[Span] = []
    for start, end in sorted(raised):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return dict(found)


def _children(found: Sequence[Pair]) -> list[list[Pair]]:
    """The brackets directly inside each."""
    children: list[list[Pair]] = [[] for _ in found]
    open_: list[int] = []
    for index, pair in enumerate(found):
        while open_ and found[open_[-1]].end <= pair.start:
            open_.pop()
        if open_ and found[open_[-1]].end >= pair.end:
            children[open_[-1]].append(pair)
        open_.append(index)
    return children


def _own(source: str, pair: Pair, kids: Sequence[Pair]) -> tuple[str, list[tuple[int, int]]]:
    """A bracket's own words with a hole for each inner bracket, and where its stretches begin: (there, in the source), and one for the end."""
    text: list[str] = []
    places: list[tuple[int, int]] = []
    at, length = pair.start + pair.opened, 0
    end = pair.end - pair.closed
    for kid in kids:
        text.append(source[at : kid.start])
        places.append((length, at))
        length += len(text[-1])
        text.append(HOLE)
        places.append((length, kid.start))
        length += 1
        at = kid.end
    text.append(source[at:end])
    places.append((length, at))
    places.append((length + len(text[-1]), end))
    return "".join(text), places


def _whole(places: list[tuple[int, int]], local: int, *, after: bool) -> int:
    """A place of a bracket's own words in the source; at the end of a hole, the end of the inner bracket."""
    if len(places) == 2:
        return places[0][1] + local
    index = (bisect_left(places, (local,)) - 1) if after else (bisect_right(places, (local, 1 << 60)) - 1)
    index = max(0, min(index, len(places) - 1))
    if after and index + 1 < len(places) and places[index + 1][0] == local:
        following = places[index + 1]
        hole = following[0] - places[index][0] == 1 and following[1] - places[index][1] != 1
        if hole:
            return following[1]
    return places[index][1] + local - places[index][0]


def _side_by_side(source: str, made: Sequence[Bracket]) -> tuple[Bracket, ...]:
    """Mark those that follow another bracket at once: likely the other choice, unless they go on from it (`, and …`)."""
    ends = {max(b.span[1], *(end for _, end in b.strips)): b for b in made if b.kind is BracketKind.BRACKET and b.opened and b.closed}
    found: list[Bracket] = []
    for bracket in made:
        at = bracket.span[0]
        while at and source[at - 1] in " \u00a0":
            at -= 1
        other = ends.get(at) if bracket.kind is BracketKind.BRACKET and bracket.opened else None
        if other is not None and other.depth == bracket.depth and not _GOES_ON.match(bracket.words):
            bracket = replace(bracket, beside=True)  # noqa: PLW2901
        found.append(bracket)
    return tuple(found)


def _remarks(pieces: Sequence[str], begins: Sequence[int], names: Names) -> Iterable[Remark]:
    """Notes beside the text, as a line of their own or in parentheses at the end of one."""
    for index, piece in enumerate(pieces):
        at = 0
        for line in piece.split("\n"):
            where = None
            if len(line) < 320 and not MARK.search(line) and (":" in line or ";" in line or "(" in line):
                found = _said(line, names)
                where = (at, at + len(line))
                if not found and (behind := _AT_END.search(line)):
                    found = _said(behind["who"], names)
                    where = (at + behind.start("who"), at + behind.end("who"))
                for one in found:
                    yield Remark(index, (begins[index] + where[0], begins[index] + where[1]), one)
            at += len(line) + 1


def _said(text: str, names: Names) -> tuple[Attribution, ...]:
    found = holders(text, names, forms=True, remarks_only=True)
    return found if found and names.known(found[0].party) else ()
