"""The issued Word file with its brackets lit: a colour for each holder, or a comment on each bracket; the text stays as issued."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from negotiator.errors import RefusedError
from negotiator.model.audience import Audience
from negotiator.model.bracket import BracketKind, Stance
from negotiator.rules.bracket_fates import counted
from negotiator.services.brackets import brackets_in
from negotiator.services.parties import party_table

if TYPE_CHECKING:
    from negotiator.formats.word.comments import WordComment
    from negotiator.model.clause import Clause
    from negotiator.model.party import PartyTable
    from negotiator.model.revision import Revision
    from negotiator.rules.brackets_read import ClauseBrackets, PlacedBracket
    from negotiator.services.redlines import WordSource
    from negotiator.store.store import Snapshot


class BracketMarks(StrEnum):
    """How brackets are shown in a Word file."""

    NONE = ""
    COLOUR = "colour"
    COMMENTS = "comments"


def bracket_comments(
    view: Snapshot, revision: Revision, source: WordSource, *, author: str, at: datetime, audience: Audience = Audience.OWN
) -> tuple[WordComment, ...]:
    """A comment on each bracket: who holds it, who wants it gone; to the room nothing of what comments of the issued file say, for these are taken out."""
    from negotiator.formats.word.comments import WordComment, initials

    text = brackets_in(view, revision, commented=audience is not Audience.ROOM)
    found = []
    for placed in _lit(text):
        stretches = list(_stretches(text, placed, source))
        if stretches:
            first, words, near, part = stretches[0]
            here = [one for one in stretches if one.part == part]
            quote = words if len(here) == 1 else "\n".join(one.words for one in here)
            last = max(one.paragraph for one in here)
            found.append(WordComment(first, _said(placed), author, initials(author), at, "new", quote, near, last, part))
    return tuple(found)


def coloured(view: Snapshot, revision: Revision, source: WordSource, content: bytes, audience: Audience = Audience.OWN) -> tuple[bytes, str]:
    """The file with each bracket in its holder's colour, proven to differ in nothing else, and a legend. Raises RefusedError where the proof fails."""
    from negotiator.formats.word.colouring import NOBODY, Shade, has_our_fills, shaded, unshaded
    from negotiator.formats.word.verify import faults

    if has_our_fills(content):
        raise RefusedError(f"{revision.address} has shading of its own in the colours of holders", hint="use --brackets comments")
    text = brackets_in(view, revision, commented=audience is not Audience.ROOM)
    table = party_table(view)
    fills = _fills(text, table)
    shades: list[Shade] = []
    missed = 0
    for placed in _lit(text):
        stretches = list(_stretches(text, placed, source))
        fill = fills.get(_holder(placed, table), NOBODY)
        shades += [Shade(one.paragraph, one.words, one.near, fill) for one in stretches if not one.part]
        missed += all(one.part for one in stretches)
    done, unfound = shaded(content, shades)
    missed += unfound
    wrong = faults(unshaded(done), content, content)
    if wrong:
        raise RefusedError(
            f"{revision.address} was not written, because our own check found more changed than colours: {wrong[0].finding.message}",
            hint="use --brackets comments",
        )
    legend = ", ".join(f"{party} {fill}" for party, fill in fills.items()) or "nobody is named"
    rest = f"; {missed} not lit, for they stand in notes or in numbers" if missed else ""
    return done, f"brackets by holder ({legend}; {NOBODY} for none){rest}"


def _lit(text: ClauseBrackets) -> list[PlacedBracket]:
    """Brackets of text that is not agreed, outer ones first."""
    return sorted((p for p in counted(text.placed) if p.bracket.kind is BracketKind.BRACKET), key=lambda p: (p.bracket.depth, p.index))


def _holder(placed: PlacedBracket, table: PartyTable) -> str:
    named = placed.bracket.parties(Stance.SUPPORTS)
    return table.called(named[0]) if named else ""


def _fills(text: ClauseBrackets, table: PartyTable) -> Mapping[str, str]:
    """A colour for each party that holds a bracket first, those with most brackets first; after twelve they begin again."""
    from collections import Counter

    from negotiator.formats.word.colouring import PALETTE

    count = Counter(holder for placed in _lit(text) if (holder := _holder(placed, table)))
    return {party: PALETTE[k % len(PALETTE)] for k, (party, _) in enumerate(sorted(count.items(), key=lambda item: (-item[1], item[0])))}


def _said(placed: PlacedBracket) -> str:
    bracket = placed.bracket
    lines = [f"{placed.id}" + ("" if bracket.opened and bracket.closed else ": the other mark is missing")]
    for name, stance in (("holds", Stance.SUPPORTS), ("wants it gone", Stance.OPPOSES), ("reserves", Stance.RESERVES), ("flexible", Stance.FLEXIBLE)):
        if parties := bracket.parties(stance):
            lines.append(f"{name}: {', '.join(parties)}")
    lines += [f"{a.party}: {a.said}" for a in bracket.attribution if a.stance is Stance.UNCLEAR]
    for number, one in enumerate(bracket.alternatives, 1):
        hands = ", ".join(f"{a.party} {a.stance.value}" for a in one.attribution)
        lines.append(f"alternative {number}: {one.text.strip()}" + (f" ({hands})" if hands else ""))
    if len(lines) == 1:
        lines.append("nobody is named")
    return "\n".join(lines)


class _Stretch(NamedTuple):
    """The part of a bracket that stands in one paragraph of the Word file."""

    paragraph: int
    words: str
    near: int
    """About where the words begin in it."""
    part: str
    """`footnotes` or `endnotes`; empty for the main text."""


def _stretches(text: ClauseBrackets, placed: PlacedBracket, source: WordSource) -> Iterator[_Stretch]:
    """The paragraphs of the Word file in which a bracket stands; a mark in a printed number stands there if the number is typed."""
    start, end = placed.bracket.span
    for k in range(placed.bracket.piece, placed.bracket.end_piece + 1):
        index, in_number = text.places[k]
        clause = text.clauses[index]
        at = text.read.begins[k]
        for line_number, line in enumerate([clause.number] if in_number else clause.text.split("\n")):
            first, last = max(start, at), min(end, at + len(line))
            place = _paragraph(clause, line_number, source)
            if first < last and place and (words := line[first - at : last - at]).strip():
                yield _Stretch(place[0], words, first - at, place[1])
            at += len(line) + 1


def _paragraph(clause: Clause, line: int, source: WordSource) -> tuple[int, str] | None:
    if not source.issued:
        place = source.places.get(clause.id) if not line else None
        return (place.first, place.part) if place else None
    anchor = clause.anchors[line] if line < len(clause.anchors) else None
    return (anchor.index, anchor.part) if anchor and anchor.unit == "paragraph" and anchor.part in ("", "footnotes", "endnotes") else None
