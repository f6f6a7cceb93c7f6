"""A paper written in Markdown becomes a Word file that prints the same words and the same numbers, counted by Word itself."""

from __future__ import annotations

import io
import runpy
import zipfile
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from test_numbering import ask_libreoffice, ours
from word_parts import para, word_file

from negotiator.errors import BadInputError
from negotiator.formats.markdown_out import escape
from negotiator.formats.word.blocks import read_word
from negotiator.formats.word.build import markdown_to_word
from negotiator.formats.word.labels import read_label
from negotiator.formats.word.numerals import letters, roman
from negotiator.formats.word.package import Package, W
from negotiator.formats.word.widths import PADDING, TWIPS_PER_CHARACTER, _width, column_widths
from negotiator.model.block import Block, BlockRole
from negotiator.resources import folder

PAPER = """# Position of the Union

Introduction with *emphasis*, **weight** and [EU: brackets](not a link), [x]: and <b>no markup</b>[^1].

## I- Introduction

1.  The Council recalls
    on one line.

    A second paragraph.

    (a) seek support

    (i) in full

    (ii) in part

    (b) prevent

2.  The Council welcomes {++new++} {--old--} words.

## II- Parts

7.  begins at seven

8.  goes on

- a bullet
  - below it

(c) begins at c

| Point | Where |
| --- | ---: |
| II.1 | [paragraph 7] |

> A quotation.

[^1]: The note.
"""


def blocks(markdown: str, **options: str) -> list[Block]:
    return [b for b in read_word("built.docx", markdown_to_word(markdown, None, **options)).blocks if b.role is BlockRole.BODY]


def shown(markdown: str) -> list[tuple[str, str]]:
    return [(b.label, b.text) for b in blocks(markdown)]


def test_a_paper_keeps_its_words_and_its_numbers() -> None:
    assert shown(PAPER) == [
        ("", "Position of the Union"),
        ("", "Introduction with emphasis, weight and [EU: brackets](not a link), [x]: and <b>no markup</b>."),
        ("", "I- Introduction"),
        ("1.", "The Council recalls on one line."),
        ("", "A second paragraph."),
        ("(a)", "seek support"),
        ("(i)", "in full"),
        ("(ii)", "in part"),
        ("(b)", "prevent"),
        ("2.", "The Council welcomes new old words."),
        ("", "II- Parts"),
        ("7.", "begins at seven"),
        ("8.", "goes on"),
        ("•", "a bullet"),
        ("•", "below it"),
        ("(c)", "begins at c"),
        ("", "Point"),
        ("", "Where"),
        ("", "II.1"),
        ("", "[paragraph 7]"),
        ("", "A quotation."),
    ]


NOTED = """# Title[^a]

One[^1], two[^*] and three[^b]; one again[^1].

| A cell[^z] |
| --- |
| x |

[^1]: First, with **weight**.
[^*]: Starred.

[^b]: Third.

[^a]: On the title.

[^z]: In a cell.

[^q]: Of nobody.
"""


OLD_NOTES = (
    f'<w:footnote w:type="separator" w:id="4">{para("")}</w:footnote><w:footnote w:id="5">{para("An old note.")}</w:footnote>'
    f'<w:footnote w:type="continuationSeparator" w:id="6">{para("")}</w:footnote>'
)


@pytest.mark.parametrize("reference", [None, word_file(para("Old"), footnotes=OLD_NOTES)])
def test_notes_become_footnotes_that_word_counts(reference: bytes | None) -> None:
    built = markdown_to_word(NOTED.replace("[^*]: S", "\n[^*]: S"), reference)
    found = read_word("built.docx", built).blocks
    body = [b for b in found if b.role is BlockRole.BODY]
    assert [(b.text, [(n.offset, n.note) for n in b.notes]) for b in body if b.text.strip()] == [
        ("Title", [(5, "1")]),
        ("One, two and three; one again2.", [(3, "2"), (8, "*"), (18, "3")]),
        ("A cell", [(6, "4")]),
        ("x", []),
        ("5 Of nobody.", []),
    ]
    notes = {b.note: b.text.strip() for b in found if b.role is BlockRole.FOOTNOTE}
    assert notes == {"1": "On the title.", "2": "First, with weight.", "*": "* Starred.", "3": "Third.", "4": "In a cell."}


def test_the_title_of_a_paper_may_stand_behind_what_is_said_above_it() -> None:
    assert [(b.style, b.text) for b in blocks("## To whom\n\n# Position\n\nText", title="Position")] == [
        ("heading 1", "To whom"), ("title", "Position"), ("normal", "Text"),
    ]  # fmt: skip


def test_a_list_may_begin_anywhere_below_an_item() -> None:
    assert shown("1. one\n\n   (c) sub\n\n   (d) sub\n\n2. two\n\n   (a) sub") == [
        ("1.", "one"), ("(c)", "sub"), ("(d)", "sub"), ("2.", "two"), ("(a)", "sub"),
    ]  # fmt: skip


def test_square_brackets_are_never_taken_for_links() -> None:
    paper = "[EU]: https://example.org/\n\n[EU] and [a](b) and ![c](d) and [e][EU] and <https://example.org/>"
    assert shown(paper) == [("", "[EU]: https://example.org/"), ("", "[EU] and [a](b) and ![c](d) and [e][EU] and <https://example.org/>")]


def test_headings_and_levels_take_the_reference_documents_styles() -> None:
    found = {b.text: b for b in blocks(PAPER)}
    assert found["Position of the Union"].style == "title"
    assert (found["I- Introduction"].style, found["I- Introduction"].heading) == ("heading 1", 1)
    assert found["A quotation."].style == "quote"
    assert [found[t].indent for t in ("The Council recalls on one line.", "A second paragraph.", "seek support", "in full")] == [1.0, 1.0, 2.0, 3.0]
    assert found["Point"].cell is not None and found["Point"].cell.header
    assert found["The Council welcomes new old words."].marks[0].kind == "underline"


def test_lists_count_by_themselves_when_a_paragraph_is_put_in() -> None:
    document = Document(io.BytesIO(markdown_to_word("1. one\n\n   (a) sub\n2. two\n", None)))
    one = next(p for p in document.paragraphs if p.text == "one")
    new = one.insert_paragraph_before("new", style=one.style)
    new._p.get_or_add_pPr().append(one._p.pPr.numPr.__copy__())
    out = io.BytesIO()
    document.save(out)
    assert [(b.label, b.text) for b in read_word("x", out.getvalue()).blocks][:4] == [("1.", "new"), ("2.", "one"), ("(a)", "sub"), ("3.", "two")]


def test_a_papers_file_names_nobody_and_no_time() -> None:
    built = markdown_to_word(PAPER, None, title="Position", language="da")
    assert built == markdown_to_word(PAPER, None, title="Position", language="da")
    package = Package.open(built, "built.docx")
    assert not [part for part in package.parts if part.startswith("docProps/") and part != "docProps/core.xml"]
    core = package.raw("docProps/core.xml")
    assert b"Position" in core
    assert b"creator" not in core and b"lastModifiedBy" not in core and b"created" not in core
    assert b'w:val="da"' in package.raw("word/styles.xml")
    with zipfile.ZipFile(io.BytesIO(built)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_title_heads_a_paper_that_has_none() -> None:
    assert [(b.style, b.text) for b in blocks("## Part\n\nText", title="Position")] == [("title", "Position"), ("heading 1", "Part"), ("normal", "Text")]


def test_control_characters_are_stripped() -> None:
    assert shown("a\x07b\x0cc\x1bd\u202ee\ufffef\ttab\n") == [("", "abcdef\ttab")]


def test_a_reference_document_of_ones_own_is_taken_without_its_words() -> None:
    reference = word_file(para("Old words"), headers=(para("Letterhead"),))
    built = read_word("x", markdown_to_word("# T\n\n1. one\n\n| a |\n|---|\n| b |\n", reference))
    assert [(b.role.value, b.label, b.text) for b in built.blocks] == [
        ("header", "", "Letterhead"), ("body", "", "T"), ("body", "1.", "one"), ("body", "", "a"), ("body", "", "b"),
    ]  # fmt: skip


@pytest.mark.parametrize("reference", [b"", b"not a Word file", word_file(para("x"))[:200]])
def test_a_reference_document_that_cannot_be_used_is_refused(reference: bytes) -> None:
    with pytest.raises(BadInputError, match="the reference document"):
        markdown_to_word("text", reference)


def test_the_bundled_reference_document_is_what_its_script_writes() -> None:
    script = runpy.run_path(str(folder("templates") / "build_reference.py"))
    assert (folder("templates") / "reference.docx").read_bytes() == script["build"]()


def test_a_single_letter_with_a_full_stop_is_a_list_only_among_its_like() -> None:
    assert shown("A. Smith spoke.") == [("", "A. Smith spoke.")]
    assert shown("a. one\n\nHeadless text\n\nb. two") == [("a.", "one"), ("", "Headless text"), ("b.", "two")]


@pytest.mark.parametrize("text", ["2024. A year", "(a). no", "0. zero", "e.g. this", "i.e. that", "(abc) word", "3) ", "(a)", "word) x"])
def test_what_is_no_label_stays_text(text: str) -> None:
    assert read_label(text) is None


FORMS = {
    "decimal": lambda n: f"{n}.",
    "bracketed": lambda n: f"({letters(n)})",
    "roman": lambda n: f"({roman(n)})",
    "upper": lambda n: f"{letters(n).upper()})",
    "half": lambda n: f"{roman(n)})",
}


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(list(FORMS)), st.integers(1, 30), st.booleans(), st.booleans()), min_size=1, max_size=12))
def test_whatever_numbers_are_typed_word_prints_them(lines: list[tuple[str, int, bool, bool]]) -> None:
    paper, expected = [], []
    for form, number, runs_on, headed in lines:
        if headed:
            paper.append("## Heading")
        for n in range(number, number + (3 if runs_on else 1)):
            expected.append(FORMS[form](n))
            paper.append(f"{FORMS[form](n)} text" if form != "decimal" else f"{n}.  text")
    assert [b.label for b in blocks("\n\n".join(paper)) if b.text == "text"] == expected


@settings(deadline=None, max_examples=60)
@given(st.text(st.sampled_from("[]()*_`#>-+=|~\\<&;!:.{}^1789 aé\t"), min_size=1, max_size=40))
def test_escaped_text_reaches_word_to_the_letter(text: str) -> None:
    plain = " ".join(text.split())
    if plain:
        found = blocks(f"## {escape('x ' + text)}\n\n{escape('x ' + text)}\n\n| a |\n|---|\n| {escape('x ' + text)} |\n")
        assert [b.text for b in found if b.text != "a"] == [f"x {plain}"] * 3


def test_columns_share_the_page_by_what_they_hold() -> None:
    rows = [["Point", "Standing", "Our point"], ["II.2.9", "● Met", "word " * 60], ["II.2.10", "○ Not met", "word " * 30]]
    widths = column_widths(rows, 9000)
    assert sum(widths) == 9000
    assert widths[2] > 3 * widths[0]
    assert widths[0] > 700
    assert sum(column_widths([["a", ""], ["b", "c"]], 9000)) == 9000
    assert sum(column_widths([["x" * 90] * 3], 9000)) == 9000


def test_no_column_is_narrower_than_its_longest_word_while_there_is_room_for_all() -> None:
    heads = ["Where", "Text", "Delegation", "Proposed change", "Reason", "Our point", "Comment"]
    text = "Condemn the use of anti-personnel mines anywhere, at any time, by any actor, and declare that such use is wholly unacceptable;"
    rows = [heads, ["after paragraph 3", text, "Arlen", text, "It belongs with contamination.", text[:80], "II.2.7 met"]]
    widths = column_widths(rows, 13950)
    assert sum(widths) == 13950
    for column, width in enumerate(widths):
        longest = max((_width(word, n) for n, row in enumerate(rows) for word in row[column].split()), default=0)
        assert width >= longest + PADDING - 1


def test_a_number_stays_with_its_word_in_a_column_that_has_room_for_both() -> None:
    rows = [["Where", "Our point"], ["paragraph\u00a010", "word " * 200], ["Action\u00a0#38, Action\u00a0#39", "word " * 90]]
    assert column_widths(rows, 9000)[0] >= column_widths([["paragraphx10"]], 1)[0]
    assert column_widths(rows, 9000)[0] > 12 * 0.9 * TWIPS_PER_CHARACTER


def test_a_paper_can_lie_on_its_side() -> None:
    upright, lying = (Document(io.BytesIO(markdown_to_word(f"{order}# T\n\n| a |\n| --- |\n| b |\n", None))) for order in ("", "\\landscape\n\n"))
    page = lying.sections[0]
    assert (page.page_width, page.page_height) == (upright.sections[0].page_height, upright.sections[0].page_width)
    assert page._sectPr.pgSz.get(f"{W}orient") == "landscape"
    widths = [document.tables[0].columns[0].width for document in (upright, lying)]
    assert widths[1] > widths[0]
    assert shown("\\\\landscape") == [("", "\\landscape")]


def test_libreoffice_prints_the_same_numbers(soffice: str, tmp_path: Path) -> None:
    file = tmp_path / "paper.docx"
    file.write_bytes(markdown_to_word(PAPER, None))
    (theirs,) = ask_libreoffice(soffice, [file])
    assert theirs == ours(file.read_bytes())
