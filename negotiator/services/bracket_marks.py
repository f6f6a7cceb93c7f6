"""The issued Word file with its brackets lit: a colour for each holder, or a comment on each bracket; the text stays as issued."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from negotiator.errors import RefusedError
from negotiator.model.bracket import BracketKind, Stance
from negotiator.rules.bracket_fates import counted
from negotiator.services.brackets import brackets_in
from negotiator.services.parties import party_table

if TYPE_CHECKING:
    from negotiator.formats.word.comments import WordComment
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


def bracket_comments(view: Snapshot, revision: Revision, source: WordSource, *, author: str, at: datetime) -> tuple[WordComment, ...]:
    """A comment on each bracket: who holds it, who wants it gone."""
    from negotiator.formats.word.comments import WordComment, initials

    text = brackets_in(view, revision)
    found = []
    for placed in _lit(text):
        first = next(_stretches(text, placed, source), None)
        if first is not None:
            found.append(WordComment(first[0], _said(placed), author, initials(author), at, "new", first[1]))
    return tuple(found)


def coloured(view: Snapshot, revision: Revision, source: WordSource, content: bytes) -> tuple[bytes, str]:
    """The file with each bracket in its holder's colour, proven to differ in nothing else, and a legend. Raises RefusedError where the proof fails."""
    from negotiator.formats.word.colouring import NOBODY, Shade, has_our_fills, shaded, unshaded
    from negotiator.formats.word.verify import faults

    if has_our_fills(content):
        raise RefusedError(f"{revision.address} has shading of its own in the colours of holders", hint="use --brackets comments")
    text = brackets_in(view, revision)
    fills = _fills(text, party_table(view))
    shades = [
        Shade(paragraph, words, near, fills.get(_holder(placed, party_table(view)), NOBODY))
        for placed in _lit(text)
        for paragraph, words, near in _stretches(text, placed, source)
    ]
    done, missed = shaded(content, shades)
    wrong = faults(unshaded(done), content, content)
    if wrong:
        raise RefusedError(
            f"{revision.address} was not written, because our own check found more changed than colours: {wrong[0].finding.message}",
            hint="use --brackets comments",
        )
    legend = ", ".join(f"{party} {fill}" for party, fill in fills.items())
    return done, f"brackets by holder ({legend or 'nobody is named'}; {NOBODY} for none)" + (f"; {missed} not found in the file" if missed else "")


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
    lines += [f"alternative {n}: {one.text.strip()}" for n, one in enumerate(bracket.alternatives, 1)]
    if len(lines) == 1:
        lines.append("nobody is named")
    return "\n".join(lines)


def _stretches(text: ClauseBrackets, placed: PlacedBracket, source: WordSource) -> Iterator[tuple[int, str, int]]:
    """The paragraphs of the Word file in which a bracket stands: ordinal, its words there, and about where they begin."""
    start, end = placed.bracket.span
    for k in range(placed.bracket.piece, placed.bracket.end_piece + 1):
        index, in_number = text.places[k]
        if in_number:
            continue
        clause = text.clauses[index]
        at = text.read.begins[k]
        for line_number, line in enumerate(clause.text.split("\n")):
            first, last = max(start, at), min(end, at + len(line))
            ordinal = 0
            if source.issued and line_number < len(clause.anchors) and not clause.anchors[line_number].part:
                ordinal = clause.anchors[line_number].index
            elif not source.issued and not line_number:
                ordinal = source.paragraphs.get(clause.id, 0)
            if first < last and ordinal and (words := line[first - at : last - at]).strip():
                yield ordinal, words, first - at
            at += len(line) + 1
