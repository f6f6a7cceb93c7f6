"""Brackets as tables: one line a bracket, who says what of it in a column each, and one line a party."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from negotiator.model.bracket import BracketKind, Stance
from negotiator.model.counting import counted as number_of
from negotiator.model.party import PartyTable
from negotiator.rules.bracket_fates import counted
from negotiator.services.brackets import WordCounts, by_holder
from negotiator.services.parties import listed_as

if TYPE_CHECKING:
    from negotiator.rules.bracket_fates import BracketFate
    from negotiator.rules.brackets_read import ClauseBrackets, PlacedBracket

COLUMNS = ("id", "paragraph", "what", "text", "holds", "against", "others", "since")

_SAYS = {Stance.SUPPORTS: "holds", Stance.OPPOSES: "delete", Stance.RESERVES: "reserves", Stance.FLEXIBLE: "flexible", Stance.UNCLEAR: "says"}


def what(placed: PlacedBracket) -> str:
    """`bracket`, `placeholder`, `citation`, with what is peculiar to it."""
    bracket = placed.bracket
    words = [bracket.note or bracket.kind.value]
    if bracket.depth > 1:
        words.append(f"depth {bracket.depth}")
    if bracket.alternatives:
        words.append(f"{len(bracket.alternatives)} alternatives")
    if bracket.label:
        words.append(bracket.label)
    if not bracket.closed:
        words.append("not closed")
    if not bracket.opened:
        words.append("not opened")
    if bracket.unsure:
        words.append("?")
    return ", ".join(words)


def lines(placed: Sequence[PlacedBracket], fates: Mapping[int, BracketFate]) -> list[tuple[object, ...]]:
    """One row of `COLUMNS` for each bracket."""
    rows: list[tuple[object, ...]] = []
    for one in placed:
        bracket = one.bracket
        fate = fates.get(one.index)
        rows.append(
            (
                one.id,
                one.clause.number.strip() or one.clause.name,
                what(one),
                bracket.text,
                ", ".join(bracket.parties(Stance.SUPPORTS)),
                ", ".join(bracket.parties(Stance.OPPOSES)),
                ", ".join(f"{a.party} {a.said or a.stance.value}" for a in bracket.attribution if a.stance not in (Stance.SUPPORTS, Stance.OPPOSES)),
                str(fate) if fate is not None else "",
            )
        )
    return rows


def matrix(
    placed: Sequence[PlacedBracket], fates: Mapping[int, BracketFate], table: PartyTable | None = None
) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Columns and rows of bracket × holder: a column for each party under the name it is listed by, in the order in which they appear."""
    called = listed_as(table or PartyTable(), (name for one in placed for name in one.holders))
    here = [one for one in placed if one.bracket.kind is not BracketKind.CITATION]
    parties = tuple(dict.fromkeys(called(name) for one in here for name in one.holders))
    rows: list[tuple[object, ...]] = []
    for one in here:
        bracket = one.bracket
        cells: dict[str, list[str]] = {}
        own = {a for alternative in bracket.alternatives for a in alternative.attribution}
        for a in (a for a in bracket.attribution if a not in own):
            cells.setdefault(called(a.party), []).append(f"says: {a.said}" if a.stance is Stance.UNCLEAR else _SAYS[a.stance])
        for number, alternative in enumerate(bracket.alternatives, 1):
            for a in alternative.attribution:
                cells.setdefault(called(a.party), []).append(f"{_SAYS[a.stance]} {number}")
        fate = fates.get(one.index)
        rows.append(
            (
                one.id,
                one.clause.number.strip() or one.clause.name,
                what(one),
                bracket.text,
                str(fate) if fate else "",
                *("; ".join(cells.get(p, ())) for p in parties),
            )
        )
    return ("id", "paragraph", "what", "text", "since", *parties), rows


def workbook_of(text: ClauseBrackets, placed: Sequence[PlacedBracket], fates: Mapping[int, BracketFate], table: PartyTable | None = None) -> bytes:
    """Bracket × holder and the totals of each party as a workbook."""
    from negotiator.formats.xlsx import Sheet, workbook

    columns, rows = matrix(placed, fates, table)
    totals = [(h.party, h.holds, h.words, h.opposes, h.reserves, h.other) for h in by_holder(text, table)]
    return workbook(
        [
            Sheet("Brackets", columns, rows, (10, 12, 16, 60, 24)),
            Sheet("Holders", ("party", "holds", "words", "against", "reserves", "other"), totals, (28,)),
        ]
    )


def headline(text: ClauseBrackets, name: str) -> str:
    """`declaration@rev1: 8 brackets in 7 paragraphs, 112 words; 1 placeholder, 2 citations`."""
    open_ = [p for p in counted(text.placed) if p.bracket.kind is BracketKind.BRACKET]
    counts = WordCounts(text)
    words = sum(counts.of(p.bracket) for p in open_ if p.bracket.depth == 1)
    line = f"{name}: {number_of(len(open_), 'bracket')} in {number_of(len({p.clause.id for p in open_}), 'paragraph')}, {number_of(words, 'word')}"
    rest = [(sum(p.bracket.kind is kind for p in text.placed), kind.value) for kind in (BracketKind.PLACEHOLDER, BracketKind.CITATION)]
    rest.append((sum(p.bracket.unsure for p in text.placed), "to be ruled on"))
    tail = ", ".join(number_of(n, what) if what != "to be ruled on" else f"{n} {what}" for n, what in rest if n)
    return f"{line}; {tail}" if tail else line
