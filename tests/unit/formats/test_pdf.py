"""A PDF is read as a person reads it: paragraphs, notes, columns and tables; furniture set apart, every word accounted for."""

from __future__ import annotations

import zlib
from collections import Counter
from itertools import pairwise

import pytest
from drawn_pdf import Sheet, pdf
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator.errors import BadInputError
from negotiator.formats.readers import read
from negotiator.model.block import BlockRole
from negotiator.reading.segment import Segmented, segment

MEASURE = "The Parties measure the ice on every road that they open and close a road before the ice becomes too thin to bear the load that is expected on it"
PUBLISH = "Each Party publishes once a week the results of its measurements together with the names of the roads on which they were taken and the hours"


def told(content: bytes) -> Segmented:
    found = segment(read("draft.pdf", content))
    assert found.balance.holds
    return found


def texts(found: Segmented) -> list[tuple[str, str]]:
    return [(clause.number, " ".join(clause.text.split())) for clause in found.clauses]


def left_out(found: Segmented) -> list[tuple[str, str, str]]:
    return [(item.reason, item.text, str(item.anchor)) for item in found.balance.left_out]


def test_paragraphs_are_joined_over_lines_and_pages_and_furniture_is_left_out_with_its_page() -> None:
    sheets = []
    for number in (1, 2, 3):
        sheet = Sheet().say(380, 800, "ICE/CONF/2027/L.3", 8).say(290, 40, str(number), 8)
        season = ("In winter", "In spring", "Before the first frost")[number - 1]
        sheet.column(90, 700, 66, [f"{2 * number - 1}. {season} {MEASURE[0].lower()}{MEASURE[1:]}.", f"{2 * number}. {season} {PUBLISH.lower()}."])
        sheets.append(sheet)
    sheets[0].say(90, 700 - 9 * 12 - 12, "7. A paragraph that is not finished on this page, since the pages of")
    sheets[1].say(90, 730, "drafts are short, goes on over leaf.")
    sheets[0].say(90, 60, "GE.27-01234(E)", 8).say(430, 60, "*2701234*", 8)
    found = told(pdf(sheets))
    assert ("1.", f"In winter t{MEASURE[1:]}.") in texts(found)
    assert ("7.", "A paragraph that is not finished on this page, since the pages of drafts are short, goes on over leaf.") in texts(found)
    assert len(found.clauses) == 7
    gone = left_out(found)
    assert ("footer", "GE.27-01234(E)\t*2701234*") in {(reason, text) for reason, text, _ in gone}
    assert sum(text == "ICE/CONF/2027/L.3" for _, text, _ in gone) == 3
    assert [place for _, text, place in gone if text in ("1", "2", "3")] == ["page 1, line 10", "page 2, line 9", "page 3, line 8"]
    assert str(found.clauses[0].anchors[0]) == "page 1, line 2"


def test_a_word_divided_at_a_line_end_is_one_word_and_stays_on_the_balance() -> None:
    sheet = (
        Sheet()
        .say(90, 700, "1. The Parties begin the implementation of the plan and the imple-")
        .say(90, 688, "mentation of its annexes at once and they report on all of it, too,")
    )
    found = told(pdf([sheet.say(90, 676, "every year.")]))
    assert texts(found) == [
        ("1.", "The Parties begin the implementation of the plan and the implementation of its annexes at once and they report on all of it, too, every year.")
    ]
    assert found.balance.total == 28


def test_raised_signs_are_references_and_small_letters_under_a_rule_are_notes() -> None:
    sheet = Sheet().note(90, 700, "1. The Parties measure the ice", "1", " on every road that they open and").say(90, 688, "on no other, at 10 m")
    sheet.say(90 + 6 * 20, 692, "2", 6).say(90 + 6 * 20 + 4, 688, " each.")
    sheet.rule(90, 110, 230).note(90, 100, "", "1", " Measured from the upper side.", 8).say(90, 90, "This goes for all kinds of ice.", 8).say(290, 40, "1", 8)
    found = told(pdf([sheet, Sheet().say(90, 700, "2. They publish.").say(290, 40, "2", 8)]))
    first, note = found.clauses[0], next(c for c in found.clauses if c.kind == "footnote")
    assert first.text == "The Parties measure the ice on every road that they open and on no other, at 10 m2 each."
    assert [(ref.offset, ref.note) for ref in first.notes] == [(27, "1")]
    assert (note.number, note.text) == ("1", "Measured from the upper side. This goes for all kinds of ice.")
    assert note.parent == first.id


def test_two_columns_are_read_one_after_the_other_and_a_paragraph_goes_on_in_the_next() -> None:
    sheet = Sheet().say(90, 780, "Report of the Meeting on Ice Roads", 14, bold=True)
    lines = [f"{n}. {MEASURE if n % 2 else PUBLISH}." for n in range(1, 5)]
    left = sheet.column(60, 740, 36, lines[:2])
    sheet.say(60, left, "5. The last paragraph of this")
    sheet.say(310, 740, "column goes on in the next.")
    sheet.column(310, 722, 36, [line.replace("3.", "6.").replace("4.", "7.") for line in lines[2:]])
    found = told(pdf([sheet]))
    assert [number for number, _ in texts(found)] == ["", "1.", "2.", "5.", "6.", "7."]
    assert ("5.", "The last paragraph of this column goes on in the next.") in texts(found)
    assert ("6.", f"{MEASURE}.") in texts(found)


def test_columns_whose_lines_are_not_level_are_columns_all_the_same() -> None:
    sheet = Sheet()
    sheet.column(60, 740, 36, [f"1. {MEASURE}."])
    sheet.column(310, 735, 36, [f"2. {PUBLISH}."])
    assert texts(told(pdf([sheet]))) == [("1.", f"{MEASURE}."), ("2.", f"{PUBLISH}.")]


def test_the_front_page_of_a_united_nations_document_gives_its_masthead() -> None:
    sheet = Sheet().say(60, 780, "United Nations", 12).say(380, 780, "ICE/CONF/2027/L.3", 12, bold=True).rule(60, 770, 540)
    sheet.say(60, 740, "Meeting of the Parties to", 12, bold=True).say(60, 726, "the Convention on Ice Roads", 12, bold=True)
    sheet.say(420, 740, "Distr.: Limited").say(420, 728, "3 May 2027").say(420, 704, "Original: English").rule(60, 690, 540, 2)
    sheet.say(60, 670, "Third session", bold=True).say(60, 658, "Norvik, 10-14 May 2027").say(60, 646, "Agenda item 5")
    sheet.say(60, 634, "Consideration and adoption of a declaration", bold=True)
    sheet.say(100, 590, "Draft declaration on ice roads", 14, bold=True)
    sheet.column(100, 560, 66, [f"1. {MEASURE}.", f"2. {PUBLISH}."])
    sheet.say(60, 60, "GE.27-01234 (E)", 8).say(480, 60, "*2701234*", 8)
    found = told(pdf([sheet]))
    head = found.masthead
    assert (head.symbol, str(head.issued_on), head.language, head.title) == ("ICE/CONF/2027/L.3", "2027-05-03", "en", "Draft declaration on ice roads")
    assert [number for number, _ in texts(found) if number] == ["1.", "2."]
    masthead = [text for reason, text, _ in left_out(found) if reason == "masthead"]
    assert masthead[:3] == ["United Nations", "ICE/CONF/2027/L.3", "Meeting of the Parties to the Convention on Ice Roads"]
    assert {"Distr.: Limited", "3 May 2027", "Original: English", "Agenda item 5"} <= set(masthead)
    assert Counter(reason for reason, _, _ in left_out(found))["footer"] == 1


def table(sheet: Sheet, top: float, rows: list[tuple[str, str]], step: float = 20) -> None:
    bottom = top - step * len(rows)
    for n in range(len(rows) + 1):
        sheet.rule(90, top - step * n, 500)
    for x in (90, 200, 500):
        sheet.post(x, bottom, top)
    for n, (one, other) in enumerate(rows):
        sheet.say(95, top - step * n - 13, one).say(205, top - step * n - 13, other)


def test_a_ruled_table_is_read_by_its_cells_and_goes_on_over_a_page_break() -> None:
    first, second = Sheet(), Sheet()
    first.column(90, 300, 66, ["1. The indicators of this plan are as follows:"])
    table(first, 180, [("Action", "Indicator"), ("Action #1", "Roads that are open."), ("Action #2", "Roads that are")])
    table(second, 780, [("Action", "Indicator"), ("", "closed in spring."), ("Action #3", "Reports.")])
    second.column(90, 600, 66, ["2. They are read every year."])
    found = told(pdf([first, second]))
    assert [(c.kind, c.number, c.text) for c in found.clauses if c.kind == "indicator"] == [
        ("indicator", "Action #1", "Roads that are open."),
        ("indicator", "Action #2", "Roads that are closed in spring."),
        ("indicator", "Action #3", "Reports."),
    ]
    assert sum(reason == "header" for reason, _, _ in left_out(found)) == 2


def test_struck_words_are_not_there_and_underlined_ones_are_told() -> None:
    sheet = Sheet().say(90, 700, "1. The Parties shall should measure the ice and publish it daily.")
    shall, daily = 90 + 6 * 15, 90 + 6 * 59
    sheet.rule(shall, 703, shall + 30).rule(daily, 698.5, daily + 30)
    reading = read("draft.pdf", pdf([sheet]))
    found = segment(reading)
    assert found.balance.holds
    assert texts(found) == [("1.", "The Parties should measure the ice and publish it daily.")]
    assert left_out(found) == [("struck by hand", "shall", "page 1, line 1")]
    assert any("--markup ignore" in warning for warning in found.warnings)
    assert any("1 place struck through" in w and "page 1: “shall”" in w for w in reading.warnings)
    assert any("underlined" in w and "“daily”" in w for w in reading.warnings)
    assert [(m.kind, m.start, m.end) for m in reading.blocks[0].marks] == [("strike", 15, 20), ("underline", 59, 64)]


def test_every_pdf_is_said_to_have_lost_its_markup_once() -> None:
    warnings = read("draft.pdf", pdf([Sheet().say(90, 700, "1. The Parties measure.")])).warnings
    assert sum("tracked changes" in warning for warning in warnings) == 1


def test_turned_letters_are_no_text_and_a_turned_page_is_read_as_it_is_shown() -> None:
    sheet = Sheet().say(90, 700, "1. The Parties measure the ice.").say(30, 300, "RECEIVED", turned=True)
    found = told(pdf([sheet]))
    assert texts(found) == [("1.", "The Parties measure the ice.")]
    assert ("header", "RECEIVED", "page 1, turned text") in left_out(found)
    turned = Sheet(rotate=90).say(300, 200, "1. The Parties measure", turned=True).say(312, 200, "the ice.", turned=True)
    assert texts(told(pdf([turned]))) == [("1.", "The Parties measure the ice.")]


def test_letters_that_a_scanner_recognised_are_read_with_a_warning() -> None:
    reading = read("draft.pdf", pdf([Sheet(image=True).say(90, 700, "1. The Parties measure the ice.", hidden=True)]))
    assert any("recognised" in warning for warning in reading.warnings)


def test_a_page_that_is_a_picture_is_named() -> None:
    reading = read("draft.pdf", pdf([Sheet().say(90, 700, "1. The Parties measure the ice."), Sheet(image=True)]))
    assert any("page 2 holds a picture and no text" in warning for warning in reading.warnings)


def bomb() -> bytes:
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(b" " * 10_000_000) for _ in range(40)) + packer.flush()
    return pdf([Sheet().say(90, 700, "x")], packed=body)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (pdf([Sheet(image=True)]), "draft.pdf holds no text: it looks like a scan"),
        (pdf([Sheet()]), "draft.pdf holds no text: it looks like a scan"),
        (pdf([Sheet().say(90, 700, "1. We measure.")], encrypt=True), "draft.pdf is protected by a password"),
        (pdf([Sheet().say(90, 700, "1. We measure.")])[:300], "draft.pdf is cut short"),
        (b"%PDF-1.4\nnothing\n%%EOF\n", "draft.pdf is damaged"),
        (pdf([]), "draft.pdf is damaged"),
        (bomb(), "draft.pdf unpacks to more than 250 MB"),
    ],
    ids=["scan", "blank", "protected", "cut short", "damaged", "no pages", "bomb"],
)
def test_a_pdf_that_cannot_be_read_says_why(content: bytes, says: str) -> None:
    with pytest.raises(BadInputError, match=says) as caught:
        read("draft.pdf", content)
    assert caught.value.hint


def _overlap(pages: list[list[tuple[str, int, int, int]]]) -> bool:
    """Whether two pieces, or a piece and the table, are drawn so close that letters fall on each other."""
    for lines in pages:
        heights = sorted(y for _, _, y, _ in lines) + ([lines[0][2] - 20 * n - 13 for n in range(3)] if lines else [])
        heights.sort()
        if any(b - a < 3 for a, b in pairwise(heights)):
            return True
    return False


PIECES = st.sampled_from(
    (
        "1. The Parties measure",
        "the ice on all roads,",
        "(a) now;",
        "Recalling the past,",
        "Article 3",
        "12",
        "ICE/CONF/2027/L.3",
        "imple-",
        "mentation",
        "1",
        "* a note",
        "II. Roads",
    )
)


def test_what_stands_beside_a_table_is_not_lost() -> None:
    sheet = Sheet()
    table(sheet, 700, [("Action", "Indicator"), ("Action #1", "Roads that are open.")])
    sheet.say(510, 680, "Beside.").say(40, 668, "Left.").column(90, 600, 66, ["1. The Parties measure the ice."])
    found = told(pdf([sheet]))
    words = " ".join(" ".join(c.text.split()) for c in found.clauses)
    assert all(word in words for word in ("Beside.", "Left.", "Roads that are open.", "The Parties measure the ice."))


@given(st.lists(st.lists(st.tuples(PIECES, st.integers(0, 400), st.integers(30, 800), st.sampled_from((6, 8, 10, 14))), max_size=14), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_every_word_is_accounted_for_wherever_it_stands(pages: list[list[tuple[str, int, int, int]]]) -> None:
    sheets = []
    for lines in pages:
        sheet = Sheet().rule(90, 100, 200)
        if lines:
            table(sheet, lines[0][2], [("Action", "Indicator"), ("Action #1", "Roads."), ("", "More roads.")])
        for text, x, y, size in lines:
            sheet.say(x, y, text, size, bold=size == 14)
        sheets.append(sheet)
    try:
        reading = read("draft.pdf", pdf(sheets))
    except BadInputError:
        assert not any(pages)
        return
    found = segment(reading)
    assert found.balance.holds
    drawn = Counter("".join("".join(op.rpartition(" Tj")[0].partition("Tm (")[2] for op in sheet.ops) for sheet in sheets).replace("\\", ""))
    seen = Counter("".join(f"{block.text}{block.label}{''.join(ref.note for ref in block.notes)}" for block in reading.blocks))
    # A letter drawn over its twin is one letter; hyphens at the ends of lines are taken out, spaces and brackets of the file's own syntax left aside.
    over = {letter: number for letter, number in (drawn - seen).items() if letter not in " -()"}
    assert not over or _overlap(pages), over
    assert reading.words == sum(block.words for block in reading.blocks)
    assert all(block.words >= 0 for block in reading.blocks)
    assert all(block.role is not BlockRole.BODY or block.text for block in reading.blocks)


@pytest.mark.parametrize("step", [1, 5])
def test_numbers_of_lines_in_the_margin_are_left_out_and_paragraph_numbers_stay(step: int) -> None:
    words = [f"In {season} {text[0].lower()}{text[1:]}." for season in ("winter", "spring") for text in (MEASURE, PUBLISH)]
    sheet = Sheet()
    y = sheet.column(90, 780, 66, [f"{n}. {text}" for n, text in enumerate(words, 1)], gap=0)
    for line in range(step, round((780 - y) / 12) + 1, step):
        sheet.say(64 - 0.6 * 8 * len(str(line)), 780 - 12 * (line - 1), str(line), 8)
    found = told(pdf([sheet]))
    assert texts(found) == [(f"{n}.", text) for n, text in enumerate(words, 1)]
    assert [reason for reason, _, _ in left_out(found)] == ["line number"]


def test_paragraphs_numbered_in_the_margin_keep_their_numbers() -> None:
    sheet = Sheet()
    for n in range(1, 6):
        sheet.say(64, 780 - 60 * (n - 1), str(n), 10)
        sheet.column(90, 780 - 60 * (n - 1), 66, [f"{'Again' if n > 1 else 'First'} {MEASURE.lower()}."], gap=0)
    assert [item for item in left_out(told(pdf([sheet]))) if item[0] == "line number"] == []


def test_lines_far_apart_are_one_paragraph_also_in_a_short_text_with_a_browser_s_foot() -> None:
    sheet = Sheet().say(24, 815, "11/28/27, 3:49 AM", 8).say(24, 20, "https://ice.example/drafts/declaration", 8).say(540, 20, "1/1", 8)
    sheet.column(90, 720, 60, [f"1. {MEASURE}.", f"2. {PUBLISH}."], step=15.5, gap=10)
    assert texts(told(pdf([sheet]))) == [("1.", f"{MEASURE}."), ("2.", f"{PUBLISH}.")]
