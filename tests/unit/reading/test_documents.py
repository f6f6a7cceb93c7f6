"""Whole invented documents, each with the troubles of its kind, read as a person would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from negotiator.formats.readers import read
from negotiator.model.clause import Clause
from negotiator.reading.segment import Segmented, segment

FOLDER = Path(__file__).parents[2] / "data" / "reading"
NAMES = sorted(path.name for path in FOLDER.iterdir())


def load(name: str) -> Segmented:
    return segment(read(name, (FOLDER / name).read_bytes()))


@pytest.fixture
def clauses() -> Callable[[str], dict[str, Clause]]:
    return lambda name: {clause.path: clause for clause in load(name).clauses}


def outline(name: str) -> list[str]:
    return [f"{clause.path} {clause.kind}" for clause in load(name).clauses if clause.kind not in ("preambular", "title")]


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_accounted_for(name: str) -> None:
    found = load(name)
    assert found.balance.holds
    assert found.balance.total == len((FOLDER / name).read_text(encoding="utf-8-sig").split())


@pytest.mark.parametrize("name", NAMES)
def test_paths_and_ids_are_unique_and_parents_come_first(name: str) -> None:
    clauses = load(name).clauses
    assert len({c.path for c in clauses}) == len({c.id for c in clauses}) == len(clauses)
    seen: dict[str, Clause] = {}
    for clause in clauses:
        if clause.parent is None:
            assert clause.level == 0
        else:
            assert clause.level == seen[clause.parent].level + 1
        seen[clause.id] = clause


@pytest.mark.parametrize("name", NAMES)
def test_every_block_says_what_it_was_taken_for(name: str) -> None:
    reading = read(name, (FOLDER / name).read_bytes())
    found = segment(reading)
    assert [taken.block for taken in found.taken] == list(reading.blocks)
    assert all(taken.what and taken.why for taken in found.taken)


def test_a_paper_out_of_a_pdf_is_read_in_whole_paragraphs(clauses: Callable[[str], dict[str, Clause]]) -> None:
    found = clauses("paper.da.txt")
    numbered = [path for path, clause in found.items() if clause.number and clause.kind != "footnote"]
    assert numbered == [
        *("I", "I.1", "I.2", "I.3", "II", "II.1", "II.1.1", "II.1.2", "II.1.2.a", "II.1.2.b", "II.1.2.c", "II.1.2.d", "II.1.3"),
        *("II.2", "II.2.1", "II.2.2", "II.2.3", "II.2.4"),
    ]
    assert {path for path, clause in found.items() if clause.kind == "heading"} >= {"I", "II", "II.1", "II.2", "II.1.2.h1", "II.1.2.h2"}
    assert found["II.1.2"].kind == "chapeau"
    assert found["II.1.2.b"].parent == "II.1.2.h2"


def test_a_paragraph_goes_on_behind_a_footnote_and_a_page_break(clauses: Callable[[str], dict[str, Clause]]) -> None:
    first = clauses("paper.da.txt")["I.1"]
    assert "\n" not in first.text
    assert "offentliggøres. Parterne har" in first.text
    assert first.text.endswith("mere end to døgn.")


def test_a_paragraph_goes_on_behind_a_footer_that_is_spread_over_lines(clauses: Callable[[str], dict[str, Clause]]) -> None:
    assert "bidragene har været faldende siden 2021" in clauses("paper.da.txt")["I.2"].text


def test_a_note_is_a_clause_and_its_reference_a_mark(clauses: Callable[[str], dict[str, Clause]]) -> None:
    found = clauses("paper.da.txt")
    first, note = found["I.1"], found["I.1.fn2"]
    (reference,) = first.notes
    assert first.text[: reference.offset].endswith("i nord")
    assert first.text[reference.offset :].startswith(". Hver")
    assert (note.kind, note.parent, note.number) == ("footnote", "I.1", "2")
    assert note.text.startswith("I det følgende")
    assert note.text.endswith("mærkning af råger.")


def test_a_hyphen_at_a_line_end_is_kept_where_it_belongs_to_the_word(clauses: Callable[[str], dict[str, Clause]]) -> None:
    assert "Norhavn-erklæringens afsnit" in clauses("paper.da.txt")["II.2.4"].text


def test_a_low_paragraph_after_a_numbered_one_is_its_second(clauses: Callable[[str], dict[str, Clause]]) -> None:
    first, second = clauses("paper.da.txt")["II.2.3"].text.split("\n")
    assert first.endswith("nye strækninger")
    assert second.startswith("indføre prøveordninger")


def test_the_symbol_and_language_come_from_the_footer_where_no_masthead_has_them() -> None:
    head = load("paper.da.txt").masthead
    assert (head.symbol, head.language) == ("10117/25", "da")
    assert head.title.startswith("Konklusioner om unionens holdning")


def test_pages_with_running_lines_read_as_one_text(clauses: Callable[[str], dict[str, Clause]]) -> None:
    found = clauses("pages.en.txt")
    assert "the implementation of Article 4" in found["2"].text
    assert "the Bureau and on the conclusions of the informal meeting in Oldby. Further implementation" in found["2"].text
    assert found["3.c.ii"].kind == "subparagraph"
    assert found["4"].text == "Land- and air-based measurement should be treated alike."
    assert found["5"].text.endswith("Oldby in 2024. Reserves were spent.")
    assert found["4.fn2"].parent == "4"
    assert {path for path, clause in found.items() if clause.kind == "heading"} >= {"I", "II", "II.A", "II.B"}


def test_a_masthead_says_symbol_date_and_language() -> None:
    head = load("pages.en.txt").masthead
    assert (head.symbol, head.issued_on, head.language) == ("ICE/CONF/2025/WP.4", date(2025, 5, 12), "en")
    reasons = {item.text: item.reason for item in load("pages.en.txt").balance.left_out}
    assert reasons["12 May 2025"] == "masthead"
    assert reasons["3"] == "footer"


def test_paragraphs_that_restart_in_articles_take_the_article_s_number() -> None:
    assert outline("treaty.en.txt") == [
        *("h1 heading", "h1.p4 operative", "1 heading", "1.p1 chapeau", "1.1 operative", "1.2 operative", "2 heading", "2.1 operative", "2.2 chapeau"),
        *("2.2.a subparagraph", "2.2.b subparagraph", "2.2.c subparagraph", "2.2.c.i subparagraph", "2.2.c.ii subparagraph"),
        *("2.3 operative", "2.3bis operative", "3 heading", "3.1 operative", "3.2 operative", "3.p1 operative", "3bis heading", "3bis.1 operative"),
        *("3bis.2 operative", "Annex heading", "Annex.1 operative", "Annex.2 operative"),
    ]


def test_an_article_s_title_on_the_next_line_is_its_text_and_brackets_stay(clauses: Callable[[str], dict[str, Clause]]) -> None:
    found = clauses("treaty.en.txt")
    assert (found["3"].number, found["3"].text) == ("Article 3", "[Reporting] [Transparency]")
    assert found["3bis.1"].text == "[The Parties shall elect seven experts.]"
    assert found["2.3"].text.startswith("Nothing in Article 2 of this Agreement")


def test_a_resolution_s_preamble_has_no_numbers_and_its_operative_part_has(clauses: Callable[[str], dict[str, Clause]]) -> None:
    found = clauses("resolution.en.txt")
    assert [path for path, clause in found.items() if clause.kind == "preambular"] == ["p1", "p2", "p3", "p4", "p5", "p6"]
    assert outline("resolution.en.txt") == [
        "1 operative",
        "2 chapeau",
        "2.a subparagraph",
        "2.b chapeau",
        "2.b.i subparagraph",
        "2.b.ii subparagraph",
        "3 operative",
    ]


def test_numbers_that_run_on_under_headings_stand_alone_in_the_path() -> None:
    assert outline("declaration.en.txt") == [
        *("p1 operative", "p2 operative", "h1 heading", "1 operative", "2 operative", "h2 heading", "3 chapeau", "3.b1 subparagraph", "3.b2 subparagraph"),
        *("4 operative", "h3 heading", "5 operative", "6 chapeau", "6.a subparagraph", "6.b subparagraph", "6.c subparagraph", "h3.p1 operative"),
    ]


def test_actions_keep_their_numbers_and_indicators_are_rows(clauses: Callable[[str], dict[str, Clause]]) -> None:
    found = clauses("action-plan.en.md")
    assert [path for path, clause in found.items() if clause.kind == "action"] == ["1", "2", "3", "4"]
    assert found["1"].number == "Action #1"
    assert found["1"].text == "Measure the thickness of the ice on every road [every day] [EU: twice a day]."
    assert [(c.path, c.number) for c in found.values() if c.kind == "indicator"] == [("t1.1", "Action #1"), ("t1.2", "Action #2"), ("t1.3", "Action #3")]
    assert found["t1.1"].text == "Share of roads that are measured\n62 %"
    assert found["h1.1"].text == "This plan guides the Parties for five years."
    assert found["h1.1.fn1"].text == "The Parties may prolong it."


def test_chapters_sections_and_paragraphs_restart_one_inside_the_other(clauses: Callable[[str], dict[str, Clause]]) -> None:
    found = clauses("bylaw.en.txt")
    assert [path for path in found if path != "title"] == [
        *("1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1", "1.2.1.a", "1.2.1.b", "1.2.1.c", "1.2.2"),
        *("2", "2.1", "2.1.1", "2.1.2", "2.1.2.a", "2.1.2.b", "2.2", "2.2.1"),
    ]
    assert (found["1.2"].number, found["1.2"].text) == ("Section 2", "Interpretation")
