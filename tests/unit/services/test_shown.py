"""What a view of a comparison shows: changes, those of the kinds asked for, what stands around them, and in words."""

from __future__ import annotations

from desk_of_texts import MINES, MONEY, REVIEW, SCHOOLS, SURVEY, VICTIMS, WATER

from negotiator.align import align
from negotiator.align.changes import changes
from negotiator.model.change import Change, Comparison, Side
from negotiator.model.clause import Clause
from negotiator.model.report import Span, Tone
from negotiator.services.comparison_report import change_title, comparison_report, in_words
from negotiator.services.shown import Wanted, shown


def texts(*wordings: str) -> list[Clause]:
    return [Clause(str(n), str(n), f"{n}.", "operative", words) for n, words in enumerate(wordings, 1)]


def comparison(old: list[Clause], new: list[Clause]) -> Comparison:
    return Comparison(Side("a"), Side("b", clauses=len(new)), changes(old, new, align(old, new)))


def paths(found: tuple[Change | int, ...]) -> list[object]:
    return [c if isinstance(c, int) else (c.new or c.old)[0].path for c in found]


TALKS = comparison(texts(WATER, MINES, SURVEY, VICTIMS, MONEY, SCHOOLS), texts(WATER, MINES.replace("2030", "2035"), SURVEY, VICTIMS, MONEY, SCHOOLS, REVIEW))


def test_only_changes_are_shown_with_as_much_around_them_as_was_asked_for() -> None:
    assert paths(shown(TALKS, Wanted())) == [1, "2", 4, "7"]
    assert paths(shown(TALKS, Wanted(context=1))) == ["1", "2", "3", 2, "6", "7"]
    assert paths(shown(TALKS, Wanted(everything=True))) == ["1", "2", "3", "4", "5", "6", "7"]


def test_changes_are_filtered_by_kind() -> None:
    assert paths(shown(TALKS, Wanted(only=frozenset({"added"})))) == [6, "7"]
    assert paths(shown(TALKS, Wanted(only=frozenset({"edited"}), context=1))) == ["1", "2", "3", 4]
    assert paths(shown(TALKS, Wanted(only=frozenset({"moved"})))) == [7]
    renumbered = comparison(texts(WATER, MINES), texts(REVIEW, WATER, MINES))
    assert paths(shown(renumbered, Wanted(only=frozenset({"renumbered"})))) == [1, "2", "3"]


def test_typography_is_no_change_and_case_and_numbers_are_named() -> None:
    old = texts('The "wells" of the non-State actors, 12 wells in all.', MINES, "The parties report each year on all wells.")
    new = texts("The “wells” of the non\u2011State\u00a0actors, 12 wells in all.", MINES.replace("2030", "2035"), "The Parties report each year on all wells.")
    found = comparison(old, new)
    assert paths(shown(found, Wanted())) == [1, "2", "3"]
    assert [c.reasons for c in found.changes] == [(), ("number only",), ("case only",)]
    assert change_title(found.changes[2]) == "3  edited, case only"
    assert found.changes[0].redline.new == new[0].text


def test_a_change_can_be_followed_by_ear() -> None:
    spans = (Span("The Parties "), Span("should", Tone.DELETED), Span("shall", Tone.INSERTED), Span(" act"), Span(" soon", Tone.DELETED), Span("."))
    assert in_words(spans) == "The Parties (deleted: should; inserted: shall) act (deleted: soon)."
    said = comparison_report(TALKS, spoken=True)
    heads = [part.text for part in said.parts if hasattr(part, "level")]
    assert heads == ["2: edited, number only", "7: added"]
