"""Headings and terms: which level a heading stands on, where its paragraphs went, and what a body is called now."""

from __future__ import annotations

from dataclasses import dataclass

from negotiator.align import align
from negotiator.align.likeness import ACROSS_LEVELS, Likeness, Side
from negotiator.align.wordings import learned
from negotiator.model.change import ChangeKind


@dataclass(frozen=True)
class Unit:
    """A heading or a paragraph."""

    number: str
    text: str
    kind: str = ""
    parent: str | None = None
    id: str = ""


def links(old: list[Unit], new: list[Unit]) -> set[tuple[str, str]]:
    return {(old[i].number, new[j].number) for m in align(old, new) for i in m.old for j in m.new}


def test_a_chapter_with_the_title_of_an_article_is_less_like_it_where_both_texts_have_articles() -> None:
    for kind in ("heading", ""):
        old = [Unit("Chapter 1", "Purpose", kind), Unit("Article 1", "The Harbour Organization", kind), Unit("1.", "Dredging.")]
        new = [Unit("Part One", "The Harbour Organization", kind), Unit("Article 1", "The Harbour Organization and its seat", kind), Unit("1.", "Dredging.")]
        likeness = Likeness(Side(old, frozenset()), Side(new, frozenset()))
        assert likeness.like(1, 0) == ACROSS_LEVELS
        likeness = Likeness(Side(old, frozenset()), Side([Unit("Rule 1", "The Harbour Organization", kind)], frozenset()))
        assert likeness.like(1, 0) == 1.0


def test_a_section_that_became_an_article_throughout_is_still_the_same() -> None:
    old = [Unit("Section 1", "Dredging of the channel", "heading"), Unit("Section 2", "Pilots and their fees", "heading")]
    new = [Unit("Article 1", "Dredging of the channel", "heading"), Unit("Article 2", "Pilots and their fees", "heading")]
    assert links(old, new) == {("Section 1", "Article 1"), ("Section 2", "Article 2")}


def test_two_articles_put_under_one_heading_are_merged_into_it() -> None:
    first = "Each Party shall dredge the channel off its own quays to a depth of nine metres before the first of May."
    second = "The Organization shall publish each spring a review of the tonnage that passed the channel in the year before."
    old = [
        Unit("Article 1", "Dredging of the channel", "heading"),
        Unit("1.", first),
        Unit("Article 2", "Annual report", "heading"),
        Unit("1.", second),
        Unit("Article 3", "Withdrawal", "heading"),
        Unit("1.", "A Party may withdraw by letter to the depositary; it stays bound for twelve months."),
    ]
    new = [Unit("Article 1", "Dredging of the channel and annual review", "heading"), Unit("1.", first), Unit("2.", second), *old[4:]]
    merged = next(m for m in align(old, new) if m.kind is ChangeKind.MERGED)
    assert (merged.old, merged.new) == ((0, 2), (0,))


def test_a_body_that_was_renamed_is_known_where_most_of_what_it_does_was_rewritten() -> None:
    duties = ("adopt the budget", "elect a chair", "hear the keepers of the locks", "settle tolls", "open the sluices", "keep the archives", "appoint a clerk")
    old = [Unit(f"{k}.", f"The Board shall {duty} in the first week of every year.") for k, duty in enumerate(duties)]
    new = [
        Unit(f"{k}.", f"The Congress shall {duty} in the first week of every year." if k < 3 else f"It falls to the Congress, once in a year, to {duty}.")
        for k, duty in enumerate(duties)
    ]
    likeness = Likeness(Side([*old, Unit("9.", "The Board meets in Lund.")], frozenset()), Side(new, frozenset()))
    assert learned(likeness, {k: k for k in range(7)}) == {("board",): ("congress",)}


def test_a_word_that_the_old_text_knew_is_not_the_new_name_of_another() -> None:
    duties = ("adopt the budget", "elect a chair", "hear the keepers of the locks", "settle tolls", "open the sluices", "keep the archives", "appoint a clerk")
    old = [Unit(f"{k}.", f"The Board shall {duty} in the first week of every year.") for k, duty in enumerate(duties)]
    new = [
        Unit(f"{k}.", f"The Congress shall {duty} in the first week of every year." if k < 3 else f"It falls to the Congress, once in a year, to {duty}.")
        for k, duty in enumerate(duties)
    ]
    likeness = Likeness(Side([*old, Unit("9.", "The Board meets in Lund, where the Congress met.")], frozenset()), Side(new, frozenset()))
    assert learned(likeness, {k: k for k in range(7)}) == {}
