"""Plain text: encodings, wrapped and unwrapped lines, furniture of pages, notes."""

from __future__ import annotations

import codecs
import textwrap

import pytest

from negotiator.errors import BadInputError
from negotiator.formats.text import read_text
from negotiator.model.block import Block, BlockRole
from negotiator.reading.segment import segment


def body(text: str | bytes) -> list[str]:
    return [block.text for block in blocks(text) if block.role is BlockRole.BODY]


def blocks(text: str | bytes) -> tuple[Block, ...]:
    return read_text("a.txt", text.encode() if isinstance(text, str) else text).blocks


@pytest.mark.parametrize(
    "content",
    [
        "Søens is".encode(),
        codecs.BOM_UTF8 + "Søens is".encode(),
        codecs.BOM_UTF16_LE + "Søens is".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "Søens is".encode("utf-16-be"),
        "Søens is, når vinteren er lang".encode("utf-16-le"),
        "Søens is".encode("cp1252"),
    ],
)
def test_any_usual_encoding_gives_the_same_letters(content: bytes) -> None:
    assert body(content)[0].startswith("Søens is")


def test_a_file_that_was_read_by_guess_says_so() -> None:
    assert "Windows-1252" in read_text("a.txt", "Søens is".encode("cp1252")).warnings[0]


def test_a_binary_file_is_no_text() -> None:
    with pytest.raises(BadInputError, match="NUL"):
        read_text("a.txt", b"\x01\x00\x02abc\x00\x00\x00def")


WRAPPED = """The Parties will measure the ice on every
road, and publish what they have measured
before noon.

They will close a road whose ice is thin,
and say so.
"""
PARAGRAPHS = [
    "The Parties will measure the ice on every road, and publish what they have measured before noon.",
    "They will close a road whose ice is thin, and say so.",
]


def test_wrapped_lines_with_an_empty_line_between_paragraphs() -> None:
    assert body(WRAPPED) == PARAGRAPHS


def test_unwrapped_lines_are_paragraphs_with_and_without_empty_lines() -> None:
    assert body("\n\n".join(PARAGRAPHS)) == PARAGRAPHS
    assert body("\n".join(PARAGRAPHS * 3)) == PARAGRAPHS * 3


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_of_all_systems(ending: str) -> None:
    assert body(WRAPPED.replace("\n", ending)) == PARAGRAPHS


def test_every_line_followed_by_an_empty_one() -> None:
    spaced = "\n\n".join(line for line in WRAPPED.replace("\n\n", "\n \n").splitlines())
    assert body(spaced) == PARAGRAPHS


def test_indented_lists_keep_their_items() -> None:
    text = (
        "1.   The Parties will measure the ice on every road and\n     publish:\n     (a)  the thickness of the ice at noon of every day,\n"
        "          and the load that it bears;\n     (b)  accidents.\n2.   They will close a road whose ice has become too thin\n     to bear a sledge.\n"
    )
    assert body(text) == [
        "1. The Parties will measure the ice on every road and publish:",
        "(a) the thickness of the ice at noon of every day, and the load that it bears;",
        "(b) accidents.",
        "2. They will close a road whose ice has become too thin to bear a sledge.",
    ]


def test_a_date_at_the_start_of_a_line_starts_no_paragraph() -> None:
    text = """4. The Parties met for the third time in Oldby, which was on the
5. June of that year, and adopted the plan that guides them until
2025. It runs for five years and is theirs.
5. They will meet again.
"""
    first, second = body(text)
    assert first.startswith("4. The Parties")
    assert first.endswith("guides them until 2025. It runs for five years and is theirs.")
    assert second == "5. They will meet again."


WORDS = ("ice", "road", "warden", "bearing", "morning", "settlement", "sledge", "winter", "measure", "load", "lake", "river", "thaw", "closing", "mark")


def pages(footer: str) -> str:
    words = [chr(97 + n % 26) + WORDS[(n * n) % 15] + WORDS[(n // 15) % 15] for n in range(130)]
    lines = textwrap.wrap(" ".join(words), 60)
    parts = [lines[n * len(lines) // 4 : (n + 1) * len(lines) // 4] for n in range(4)]
    return "\f".join("\n".join([*part, "", footer.format(n)]) for n, part in enumerate(parts, 1))


@pytest.mark.parametrize(
    "footer", ["ICE/2025/WP.4 - {}", "Page {} of 4", "{}", "- {} -", "11207/25 ab/CD/ef {}\nANNEX TREE.2 EN", "Draft of the Bureau, page {}"]
)
def test_running_footers_are_told_from_text_by_form_or_by_recurring(footer: str) -> None:
    found = blocks(pages(footer))
    assert {b.text for b in found if b.role is not BlockRole.BODY} == {line for n in range(1, 5) for line in footer.format(n).splitlines()}
    assert len([b for b in found if b.role is BlockRole.BODY]) == 1


def test_a_number_alone_in_the_middle_of_a_page_is_text() -> None:
    text = "The number of wardens in the northern lakes is\n41\nand it has not changed since the last meeting of\nall the Parties in Oldby.\n"
    assert "41" in " ".join(body(text))


def test_two_notes_under_a_rule_find_their_references() -> None:
    text = "The wardens1 measure the ice of CO2 free lakes every morning.\nThey publish it.2\n\n__________\n1 As elected.\n2 On the day itself,\nbefore noon.\n"
    found = blocks(text)
    notes = {b.note: b.text for b in found if b.role is BlockRole.FOOTNOTE}
    assert notes == {"1": "As elected.", "2": "On the day itself, before noon."}
    joined = " ".join(b.text for b in found if b.role is BlockRole.BODY)
    assert joined == "The wardens measure the ice of CO2 free lakes every morning. They publish it."
    assert [ref.note for b in found for ref in b.notes] == ["1", "2"]


def test_a_year_after_a_word_is_no_note_reference() -> None:
    text = "See the plan of Oldby2 and the report.\n\n                              \n3 A note without a reference.\n"
    assert body(text) == ["See the plan of Oldby2 and the report."]


def test_spaces_that_must_not_break_stay() -> None:
    assert body("Article\u00a05 of the Agreement") == ["Article\u00a05 of the Agreement"]


def test_a_note_whose_number_stands_apart_and_what_stands_below_it() -> None:
    notes = "\n\n 1\n   As agreed at the\n   second meeting.\n\n\n  Sample of the Bureau.\n"
    text = f"ICE/CONF/2025/CRP.1/Rev.1\n\n1. The Parties measured the ice. 1 They will go on.{notes}\f2. They publish it."
    found = blocks(text)
    assert [(b.text, b.note) for b in found if b.role is BlockRole.FOOTNOTE] == [("As agreed at the second meeting.", "1")]
    assert [b.text for b in found if b.role is BlockRole.FOOTER] == ["Sample of the Bureau."]
    assert body(text)[-2:] == ["1. The Parties measured the ice. They will go on.", "2. They publish it."]


def test_the_two_halves_of_a_front_page_are_read_one_after_the_other_as_the_masthead() -> None:
    front = """\
United Nations                                         ICE/CONF/2027/L.3


Meeting of the Parties to the                          Distr.: Limited
Convention on Ice Roads and                            3 May 2027
on Frozen Rivers                                       Original: English
and Lakes

Third session
Norvik, 10–14 May 2027
Agenda item 5

          Draft declaration on ice roads

     1.   The Parties measure the ice on every road that they open and close a
road before the ice becomes too thin to bear the load that is expected on it.


GE.27-01234 (E)
*2701234*
"""
    found = segment(read_text("front.txt", front.encode()))
    assert found.balance.holds
    assert (found.masthead.symbol, str(found.masthead.issued_on), found.masthead.language) == ("ICE/CONF/2027/L.3", "2027-05-03", "en")
    assert found.masthead.title == "Draft declaration on ice roads"
    assert [clause.number for clause in found.clauses] == ["", "1."]
    masthead = [item.text for item in found.balance.left_out if item.reason == "masthead"]
    assert "Meeting of the Parties to the Convention on Ice Roads and on Frozen Rivers and Lakes" in masthead
    assert {"Distr.: Limited", "3 May 2027", "Original: English", "Third session", "Agenda item 5"} <= set(masthead)


def test_a_full_line_that_runs_into_a_list_is_no_new_preambular_paragraph() -> None:
    text = "We, the Parties to the Convention on the Prohibition of Opening, Salting,\n"
    text += "Stockpiling, Carrying and Selling of Ice, meeting in Norvik,\nRecalling the past,\n"
    first, last = segment(read_text("a.txt", text.encode())).clauses
    assert "Salting, Stockpiling" in first.text
    assert last.text == "Recalling the past,"


def test_numbers_of_lines_that_a_converter_set_on_lines_of_their_own_are_left_out() -> None:
    lines = [
        "1. The Parties will measure the ice on every road that they",
        "open, and publish the results.",
        "2. They close a road before its ice becomes too thin to",
        "bear a sledge.",
    ]
    text = "".join(f"{n}\n\n{line}\n\n" for n, line in enumerate([*lines, *(line.replace("1.", "3.").replace("2.", "4.") for line in lines)], 1))
    found = read_text("t.txt", text.encode())
    assert sum(block.words for block in found.blocks) == found.words
    assert [block.text for block in found.blocks if block.role is BlockRole.LINE_NUMBER] == [str(n) for n in range(1, 9)]


def test_page_numbers_and_rows_of_figures_are_no_numbers_of_lines() -> None:
    pages = "\n\f".join(f"{n}\n\nThe Parties will measure the ice on every road.\n\nThey publish the results {n} times a year." for n in range(1, 9))
    assert not [block for block in read_text("t.txt", pages.encode()).blocks if block.role is BlockRole.LINE_NUMBER]
    table = "\n\f".join(f"Some words on page {'abcd'[n]} of this text.\n\n20{n + 20}        31{n}        9{n}" for n in range(4))
    assert "2021 311 91" in [block.text for block in read_text("t.txt", table.encode()).blocks if block.role is BlockRole.BODY]
