"""Blocks as Word yields them: automatic numbers, outline levels, cells and notes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from negotiator.model.block import Anchor, Block, BlockRole, Cell, Mark, NoteRef, Reading
from negotiator.reading.segment import Segmented, segment


def load(*blocks: Block, **stated: Any) -> Segmented:
    return segment(Reading("docx", "docx/1", blocks, sum(block.words for block in blocks), **stated))


def block(text: str, label: str = "", level: int | None = None, /, **more: Any) -> Block:
    block.count += 1  # type: ignore[attr-defined]
    anchor = more.pop("anchor", Anchor("paragraph", block.count))  # type: ignore[attr-defined]
    return Block(text, anchor, len(text.split()), label=label, list_level=level if level is not None else (0 if label else None), **more)


block.count = 0  # type: ignore[attr-defined]


def outline(found: Segmented) -> list[tuple[str, str]]:
    return [(clause.path, clause.kind) for clause in found.clauses]


def test_automatic_numbers_are_no_words_and_typed_ones_are_read_alike() -> None:
    automatic = load(block("We measure.", "1."), block("We publish.", "2."))
    typed = load(block("1. We measure."), block("2.\tWe publish."))
    assert [(c.path, c.number, c.text) for c in automatic.clauses] == [(c.path, c.number, c.text) for c in typed.clauses]
    assert (automatic.balance.total, typed.balance.total) == (4, 6)
    assert automatic.balance.holds
    assert typed.balance.holds


def test_levels_of_a_list_nest() -> None:
    found = load(
        block("We will:", "1.", 0),
        block("measure:", "(a)", 1),
        block("daily;", "(i)", 2),
        block("twice;", "(ii)", 2),
        block("publish.", "(b)", 1),
        block("End.", "2.", 0),
    )
    assert [c.path for c in found.clauses] == ["1", "1.a", "1.a.i", "1.a.ii", "1.b", "2"]
    assert [c.level for c in found.clauses] == [0, 1, 2, 2, 1, 0]


def test_the_letter_i_after_h_is_no_numeral() -> None:
    letters = [block(f"item {letter};", f"({letter})", 1) for letter in "abcdefghijk"]
    found = load(block("We will:", "1."), *letters)
    assert [c.path for c in found.clauses] == ["1", *(f"1.{letter}" for letter in "abcdefghijk")]


def test_outline_levels_order_headings_and_numbers_run_on_under_them() -> None:
    found = load(
        block("Looking back", heading=1),
        block("Progress", heading=2),
        block("We measured.", "1."),
        block("Challenges", heading=2),
        block("Much remains.", "2."),
        block("Looking ahead", heading=1),
        block("We go on.", "3."),
    )
    assert [(c.path, c.parent) for c in found.clauses] == [
        *(("h1", None), ("h1.h1", "h1"), ("1", "h1.h1"), ("h1.h2", "h1"), ("2", "h1.h2"), ("h2", None), ("3", "h2")),
    ]


def test_numbers_that_restart_under_unnumbered_headings_take_the_heading_before_them() -> None:
    found = load(block("The review", heading=1), block("We measured.", "1."), block("The plan", heading=1), block("We go on.", "1."), block("We end.", "2."))
    assert [c.path for c in found.clauses] == ["h1", "h1.1", "h2", "h2.1", "h2.2"]
    assert not found.warnings


def test_a_number_that_stands_twice_gets_a_mark_and_a_warning() -> None:
    found = load(block("We measured.", "5."), block("We measured again.", "5."))
    assert [c.path for c in found.clauses] == ["5", "5_2"]
    assert "5." in found.warnings[0]


def test_preambular_paragraphs_with_labels_and_put_in_between() -> None:
    found = load(block("Recalling the past,", "PP1"), block("PP1 bis Mindful of the present,"), block("OP1 Decide to measure."))
    assert outline(found) == [("PP1", "preambular"), ("PP1bis", "preambular"), ("OP1", "operative")]


def test_a_verb_in_italics_opens_a_preambular_paragraph() -> None:
    text = "Bearing witness to the wardens,"
    found = load(block(text, marks=(Mark(0, 7, "italic"),)), block("We measure.", "1."))
    assert outline(found) == [("p1", "preambular"), ("1", "operative")]


def test_a_table_of_indicators_is_a_clause_for_each_row() -> None:
    rows = (("Action", "Indicator"), ("Action #1", "Share of roads"), ("Action #2", "Hours"))
    cells = [block(text, cell=Cell(1, r, c, r == 1)) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1)]
    found = load(block("Indicators", heading=1), *cells)
    assert outline(found)[1:] == [("t1.r1.c1", "table-cell"), ("t1.r1.c2", "table-cell"), ("t1.1", "indicator"), ("t1.2", "indicator")]
    assert found.clauses[-1].text == "Hours"
    assert found.clauses[-1].parent == "h1"


def test_other_tables_are_read_by_cells_and_a_single_column_as_text() -> None:
    grid = [block(f"cell {r} {c}", cell=Cell(1, r, c, r == 1)) for r in (1, 2) for c in (1, 2)]
    assert [c.path for c in load(*grid).clauses] == ["t1.r1.c1", "t1.r1.c2", "t1.r2.c1", "t1.r2.c2"]
    column = [block("1. We measure.", cell=Cell(1, 1, 1, True)), block("2. We publish.", cell=Cell(1, 2, 1))]
    assert [c.path for c in load(*column).clauses] == ["1", "2"]


def test_a_cell_that_names_a_provision_keeps_it_as_its_words() -> None:
    words = ("Basis", "Article 5", "Annex 2 to the Agreement", "(a)", "Room 2", "1. We measure.")
    found = load(*(block(text, cell=Cell(1, 1 + c // 2, 1 + c % 2, c < 2)) for c, text in enumerate(words)))
    assert [(c.number, c.text) for c in found.clauses] == [*(("", text) for text in words[:-1]), ("1.", "We measure.")]


def test_a_masthead_laid_out_in_a_table_is_left_out_whole() -> None:
    cells = ("ICE/CONF/2025/CRP.1", "Third Meeting of the Parties to the Agreement", "8 May 2025\nOriginal: English")
    top = [block(text, cell=Cell(1, r, 1 + r % 2, r == 1)) for r, text in enumerate(cells, 1)]
    found = load(*top, block("Draft declaration", style="title"), block("We measure.", "1."))
    assert outline(found) == [("title", "title"), ("1", "operative")]
    assert (found.masthead.symbol, found.masthead.issued_on, found.masthead.language) == ("ICE/CONF/2025/CRP.1", date(2025, 5, 8), "en")
    assert found.balance.holds


def test_notes_stand_under_the_clause_that_refers_to_them_and_keep_their_paragraphs_together() -> None:
    note = [
        block(text, role=BlockRole.FOOTNOTE, note="1", anchor=Anchor("paragraph", n, "footnotes")) for n, text in enumerate(("As elected.", "In Oldby."), 1)
    ]
    found = load(block("We measure.", "1.", notes=(NoteRef(3, "1"),)), block("We publish.", "2."), *note)
    assert [(c.path, c.kind, c.text) for c in found.clauses][1] == ("1.fn1", "footnote", "As elected.\nIn Oldby.")
    assert found.clauses[0].notes == (NoteRef(3, "1"),)


def test_struck_text_and_headers_are_left_out_with_their_reasons() -> None:
    found = load(block("We measure.", "1."), block("never", role=BlockRole.STRUCK), block("ICE/2025/1", role=BlockRole.HEADER))
    assert [(item.text, item.reason) for item in found.balance.left_out] == [("never", "struck"), ("ICE/2025/1", "header")]
    assert str(found.balance) == "4 of 4 words: 2 in 1 paragraph, 2 in struck text and headers"


def test_a_second_paragraph_between_two_numbers_belongs_to_the_first_and_one_after_a_list_does_not() -> None:
    found = load(
        block("We measure.", "1."),
        block("Some of us do so twice."),
        block("We:", "2."),
        block("publish;", "(a)", 1),
        block("And we stop."),
        block("End.", "3."),
    )
    assert [(c.path, c.text) for c in found.clauses] == [
        *(("1", "We measure.\nSome of us do so twice."), ("2", "We:"), ("2.a", "publish;"), ("2.p1", "And we stop."), ("3", "End.")),
    ]


def test_note_offsets_move_with_the_paragraphs_they_stand_in() -> None:
    found = load(block("1. We measure.", notes=(NoteRef(13, "1"),)), block("and publish.", notes=(NoteRef(3, "2"),)), block("2. End."))
    first = found.clauses[0]
    assert first.text == "We measure.\nand publish."
    assert [(first.text[: ref.offset], ref.note) for ref in first.notes] == [("We measure", "1"), ("We measure.\nand", "2")]


def test_decimal_numbers_stand_under_the_number_they_go_on_from() -> None:
    found = load(
        block("Measurement", "1.", heading=1),
        block("We measure.", "1.1"),
        block("Daily.", "1.1.1"),
        block("Publication", "2.", heading=1),
        block("We publish.", "2.1"),
    )
    assert [c.path for c in found.clauses] == ["1", "1.1", "1.1.1", "2", "2.1"]


def test_actions_keep_the_bare_number_where_paragraphs_restart() -> None:
    found = load(
        block("Introduction", heading=1),
        block("This is a plan.", "1."),
        block("It is ours.", "2."),
        block("Measuring", heading=1),
        block("Measure.", "Action #1"),
        block("Publishing", heading=1),
        block("Publish.", "Action #2"),
    )
    assert [c.path for c in found.clauses] == ["h1", "h1.1", "h1.2", "h2", "1", "h3", "2"]
    assert [c.label for c in found.clauses if c.kind == "action"] == ["Action #1", "Action #2"]


def test_what_has_no_number_is_called_by_its_first_words() -> None:
    found = load(
        block("Upholding the norm", heading=1),
        block("This text is issued for the information of all."),
        block("Decide to meet again.", "1."),
        block("Measuring", heading=1),
        block("Measure.", "1."),
    )
    assert [(c.path, c.label, c.name) for c in found.clauses if c.kind != "heading"] == [
        ("h1.p1", "paragraph “This text is issued for…”", "“This text is issued for…”"),
        ("h1.1", "paragraph 1 “Decide to meet again.”", "1 “Decide to meet again.”"),
        ("h2.1", "paragraph 1 “Measure.”", "1 “Measure.”"),
    ]


def test_a_language_of_a_template_gives_way_to_that_of_the_words() -> None:
    danish = "Parterne vil måle isen på alle veje og offentliggøre målingerne, som de er, så at alle kan se, hvor den er for tynd til at bære en slæde."
    assert load(block(danish, "1."), language="en-US").masthead.language == "da"


@pytest.mark.parametrize(("form", "title"), [("docx", ""), ("pdf", ""), ("json", "Microsoft Word - old.dotm"), ("markdown", "Microsoft Word - old.dotm")])
def test_a_title_among_the_properties_of_a_file_counts_where_the_text_says_it(form: str, title: str) -> None:
    blocks = (
        Block("1. States shall act and report on it.", Anchor("paragraph", 1), 8),
        Block("Draft of the Chair", Anchor("paragraph", 1, "header1"), 4, BlockRole.HEADER),
    )
    named = Reading(form, "test/1", blocks, 12, title="Microsoft Word - old.dotm")
    assert segment(named).masthead.title == title
    assert segment(replace(named, title="draft of the chair")).masthead.title == "draft of the chair"


def test_a_number_that_always_repeats_makes_unique_paths_and_few_words() -> None:
    found = load(*(block(f"States shall act, as said in {n}.", "1.") for n in range(5_000)))
    assert len({clause.path for clause in found.clauses}) == len(found.clauses) == 5_000
    assert [clause.path for clause in found.clauses][:3] == ["1", "1_2", "1_3"]
    assert len(found.warnings) == 13
    assert found.warnings[-1] == "and 4,987 more numbers like that"
