"""The brackets of a revision's clauses: each with the clause it stands in, a name of its own there, and the clauses as they read once it is decided."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from negotiator.model.bracket import Attribution, Bracket, Bracketed, BracketKind, Option, Remark, Span, Stance
from negotiator.model.clause import STRUCTURAL, Clause
from negotiator.text.bracketed.marks import MARK, begins_of
from negotiator.text.bracketed.names import Names
from negotiator.text.bracketed.parties import holders
from negotiator.text.bracketed.read import Decided, read_brackets
from negotiator.text.bracketed.resolve import OPEN, Choice, Decision, all_kept, resolved
from negotiator.text.bracketed.stances import stance_of


@dataclass(frozen=True, slots=True)
class PlacedBracket:
    """A bracket in its clause."""

    id: str
    """The clause's id and its count there: `7[1]`."""
    index: int
    """Its place among all brackets of the text."""
    bracket: Bracket
    clause: Clause
    start: int
    """Where it opens in the clause's text (or number), in code points."""
    end_clause: Clause
    end: int
    in_number: bool = False
    """Its opening mark stands in the printed number, not in the text."""
    end_in_number: bool = False

    @property
    def holders(self) -> tuple[str, ...]:
        """Everyone who is named in it, as printed."""
        return self.bracket.parties()


@dataclass(frozen=True, slots=True)
class Said:
    """A comment beside the text that may say whose a bracket is."""

    quote: str
    """The words it stands on; empty for a whole paragraph."""
    text: str
    author: str = ""


Ruled = Callable[[str, str, int], BracketKind | None]
"""A person's ruling on a bracket, asked by its text, its clause's id, and how many brackets with this text stand before it there; None where there is none."""


@dataclass(frozen=True, slots=True)
class ClauseBrackets:
    """All brackets of a list of clauses."""

    clauses: tuple[Clause, ...]
    read: Bracketed
    places: tuple[tuple[int, bool], ...]
    """Of each piece that was read: the index of its clause, and whether it is the number."""
    placed: tuple[PlacedBracket, ...]

    def of_clause(self, clause_id: str) -> tuple[PlacedBracket, ...]:
        """The brackets that open in a clause."""
        return tuple(p for p in self.placed if p.clause.id == clause_id)

    def covering(self, clause_id: str) -> tuple[tuple[PlacedBracket, int, int], ...]:
        """The brackets of which any part stands in a clause's text, with start and end in that text; those that began earlier start at 0."""
        piece = next((k for k, (c, number) in enumerate(self.places) if not number and self.clauses[c].id == clause_id), None)
        if piece is None:
            return ()
        begin, length = self.read.begins[piece], len(self.read.piece(piece))
        return tuple(
            (p, max(0, p.bracket.span[0] - begin), min(length, p.bracket.span[1] - begin))
            for p in self.placed
            if p.bracket.span[0] < begin + length and p.bracket.span[1] > begin
        )

    def options(self) -> tuple[tuple[Option, Clause], ...]:
        return tuple((o, self.clauses[self.places[o.piece][0]]) for o in self.read.options)

    def remarks(self) -> tuple[tuple[Remark, Clause], ...]:
        return tuple((r, self.clauses[self.places[r.piece][0]]) for r in self.read.remarks)

    def only(self, placed: Sequence[PlacedBracket], ids: Collection[str] | None = None) -> ClauseBrackets:
        """The same text with some of its brackets in view, and where clauses are named, with the options and remarks of these."""
        read = self.read
        if ids is not None:
            named = {k for k, (c, _) in enumerate(self.places) if self.clauses[c].id in ids}
            read = replace(read, options=tuple(o for o in read.options if o.piece in named), remarks=tuple(r for r in read.remarks if r.piece in named))
        return replace(self, read=read, placed=tuple(placed))

    def resolved(self, decisions: Mapping[int, Decision] | Choice, *, notes: bool = True) -> tuple[Clause, ...]:
        """The clauses once brackets are decided, with the identity, number and kind they had; one whose words all went has an empty text.

        Without `notes` those beside the text go, too (`EU: strengthen`).
        """
        made = decisions if isinstance(decisions, Mapping) else decisions(self.read)
        pieces = resolved(self.read, {k: d for k, d in made.items() if d != OPEN}, notes=notes)
        texts = {c: text for (c, number), text in zip(self.places, pieces, strict=True) if not number}
        numbers = {c: text for (c, number), text in zip(self.places, pieces, strict=True) if number}
        return tuple(
            clause if texts[k] == clause.text and k not in numbers else replace(clause, text=texts[k], number=numbers.get(k, clause.number))
            for k, clause in enumerate(self.clauses)
        )


def under(clauses: Sequence[Clause], clause: Clause) -> frozenset[str]:
    """Ids of a clause and of all that stand under it."""
    found = {clause.id}
    for one in clauses:
        if one.parent in found:
            found.add(one.id)
    return frozenset(found)


def read_clauses(
    clauses: Sequence[Clause],
    *,
    parties: Iterable[str] = (),
    raised: Mapping[str, Sequence[tuple[int, int]]] | None = None,
    comments: Mapping[str, Sequence[Said]] | None = None,
    ruled: Ruled | None = None,
) -> ClauseBrackets:
    """Read the brackets of clauses in document order.

    `raised` are stretches of a clause's text in another run format, `comments` the Word comments on it, both by clause id.
    """
    pieces: list[str] = []
    places: list[tuple[int, bool]] = []
    for index, clause in enumerate(clauses):
        if MARK.search(clause.number):
            pieces.append(clause.number)
            places.append((index, True))
        pieces.append(clause.text)
        places.append((index, False))
    at = {clauses[c].id: k for k, (c, number) in enumerate(places) if not number}
    known = tuple(parties)
    read = read_brackets(
        pieces,
        numbers=[clauses[c].number if not number else "" for c, number in places],
        parties=known,
        raised={at[one]: spans for one, spans in (raised or {}).items() if one in at},
        decided=_by_place(ruled, pieces, [clauses[c].id for c, _ in places]) if ruled is not None else None,
    )
    if read.options:
        read = replace(read, options=tuple(_whole(option, clauses, places, at) for option in read.options))
    read = replace(read, brackets=_with_notes(read, clauses, places, known, comments or {}))
    return ClauseBrackets(tuple(clauses), read, tuple(places), tuple(_placed(read, clauses, places)))


def _whole(option: Option, clauses: Sequence[Clause], places: Sequence[tuple[int, bool]], at: Mapping[str, int]) -> Option:
    """What stands above an OR is all of a paragraph, not only the last letter under it."""
    if option.label or option.piece + 1 >= len(places):
        return option
    parting = clauses[places[option.piece + 1][0]]
    by_id = {clauses[c].id: clauses[c] for c, _ in places}
    clause = clauses[places[option.piece][0]]
    while clause.parent != parting.parent and clause.parent in by_id and by_id[clause.parent].kind not in STRUCTURAL:
        clause = by_id[clause.parent]
    return replace(option, piece=at[clause.id]) if clause.parent == parting.parent else option


def _by_place(ruled: Ruled, pieces: Sequence[str], ids: Sequence[str]) -> Decided:
    begins, source = begins_of(pieces), "\n".join(pieces)

    def decided(text: str, span: Span) -> BracketKind | None:
        piece = bisect_right(begins, span[0]) - 1
        first = piece - (piece > 0 and ids[piece - 1] == ids[piece])
        return ruled(text, ids[piece], source.count(text, begins[first], span[0]))

    return decided


def without_holders(clauses: Sequence[Clause], parties: Iterable[str] = ()) -> tuple[Clause, ...]:
    """The clauses as they read when every bracket's words stay: what is matched and searched, so that names of holders are not taken for words of the text."""
    if not any(MARK.search(clause.text) for clause in clauses):
        return tuple(clauses)
    return read_clauses(clauses, parties=parties).resolved(all_kept)


def _placed(read: Bracketed, clauses: Sequence[Clause], places: Sequence[tuple[int, bool]]) -> Iterable[PlacedBracket]:
    count: Counter[str] = Counter()
    for index, bracket in enumerate(read.brackets):
        (first, in_number), (last, end_in_number) = places[bracket.piece], places[bracket.end_piece]
        clause = clauses[first]
        count[clause.id] += 1
        yield PlacedBracket(
            f"{clause.id}[{count[clause.id]}]", index, bracket, clause, read.start(bracket), clauses[last], read.end(bracket), in_number, end_in_number
        )


def _with_notes(
    read: Bracketed, clauses: Sequence[Clause], places: Sequence[tuple[int, bool]], parties: Iterable[str], comments: Mapping[str, Sequence[Said]]
) -> tuple[Bracket, ...]:
    """Brackets with the holders that a footnote at their end names, or a comment on their paragraph where it holds one bracket only."""
    notes: dict[str, str] = {c.number.strip(" .()[]"): c.text for c in clauses if c.kind == "footnote"}
    if not (comments or notes):
        return read.brackets
    names = Names(parties, read.source)
    names.learn({a.party for b in read.brackets for a in b.attribution})
    beside: dict[int, list[Bracket]] = {}
    for bracket in read.brackets if comments else ():
        if bracket.open_text:
            beside.setdefault(bracket.piece, []).append(bracket)
    found: list[Bracket] = []
    for bracket in read.brackets:
        said: tuple[Attribution, ...] = ()
        if bracket.open_text and bracket.closed:
            clause = clauses[places[bracket.end_piece][0]]
            end = read.end(bracket)
            for mark in clause.notes:
                if end - 1 <= mark.offset <= end and mark.note in notes:
                    said += tuple(replace(a, source="footnote") for a in holders(notes[mark.note], names, forms=True))
            for comment in comments.get(clauses[places[bracket.piece][0]].id, ()):
                if _means(comment.quote.strip(), bracket, beside[bracket.piece], read.piece(bracket.piece)):
                    said += _of_comment(comment, names)
        found.append(replace(bracket, attribution=(*bracket.attribution, *said)) if said else bracket)
    return tuple(found)


def _means(quote: str, bracket: Bracket, here: Sequence[Bracket], text: str) -> bool:
    """Whether a comment is about a bracket: it stands on words of this one and no inner one, or on this one alone of several."""
    if not quote:
        return bracket.depth == 1 and sum(b.depth == 1 for b in here) == 1
    if quote in bracket.text:
        inner = any(quote in b.text for b in here if b is not bracket and bracket.span[0] <= b.span[0] and b.span[1] <= bracket.span[1])
        return not inner and text.count(quote) == bracket.text.count(quote)
    return bracket.depth == 1 and bracket.text in quote and sum(b.text in quote for b in here if b.depth == 1) == 1


def _of_comment(comment: Said, names: Names) -> tuple[Attribution, ...]:
    """Holders that a comment lists, or its author's own wish (`delete`)."""
    found = holders(comment.text, names, forms=True)
    if not found and comment.author.strip() and stance_of(comment.text.strip()) is not None:
        found = holders(f"{comment.author.strip()}: {comment.text.strip()}", names, forms=True)
    return tuple(replace(a, source="comment") for a in found if a.stance is not Stance.UNCLEAR)
