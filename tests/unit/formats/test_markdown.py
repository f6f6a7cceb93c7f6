"""Markdown: structure is read, and what a negotiating text puts in brackets stays to the letter."""

from __future__ import annotations

from negotiator.formats.markdown import read_markdown
from negotiator.model.block import Block, BlockRole


def blocks(text: str) -> list[Block]:
    return list(read_markdown("a.md", text.encode()).blocks)


def body(text: str) -> list[str]:
    return [block.text for block in blocks(text) if block.role is BlockRole.BODY]


def test_headings_have_levels() -> None:
    assert [(b.text, b.heading) for b in blocks("# One\n\nTwo\n===\n\n### Three") if b.role is BlockRole.BODY] == [("One", 1), ("Two", 1), ("Three", 3)]


def test_numbers_of_lists_are_kept_as_printed() -> None:
    found = [(b.label, b.text, b.list_level) for b in blocks("7. seven\n8. eight\n   1) inner\n   2) more\n\n- a bullet")]
    assert found == [("7.", "seven", 0), ("8.", "eight", 0), ("1)", "inner", 1), ("2)", "more", 1), ("•", "a bullet", 0)]


def test_letters_that_markdown_does_not_count_are_paragraphs_of_their_own() -> None:
    assert body("The Parties will:\n(a) measure;\n(b) publish.") == ["The Parties will:", "(a) measure;", "(b) publish."]


def test_brackets_stay_to_the_letter_unless_they_are_links() -> None:
    text = "We [shall][should] pay [EU: [more] - Arlen, Borea delete], see [the report](https://example.org)."
    assert body(text) == ["We [shall][should] pay [EU: [more] - Arlen, Borea delete], see the report."]


def test_unbalanced_and_escaped_brackets_stay() -> None:
    assert body("We [shall pay \\[twice\\]\n\nand more]") == ["We [shall pay [twice]", "and more]"]


def test_emphasis_becomes_marks_at_offsets() -> None:
    (block,) = blocks("We **must** *not* ~~ever~~ wait.")
    assert block.text == "We must not ever wait."
    assert [(block.text[m.start : m.end], m.kind) for m in block.marks] == [("must", "bold"), ("not", "italic"), ("ever", "strike")]


def test_footnotes_become_marks_and_blocks() -> None:
    found = blocks("The wardens[^a] measure.\n\n[^a]: As *elected*\n    in Oldby.\n")
    assert [(b.text, b.role, b.note) for b in found] == [("The wardens measure.", BlockRole.BODY, ""), ("As elected in Oldby.", BlockRole.FOOTNOTE, "a")]
    assert [(ref.offset, ref.note) for ref in found[0].notes] == [(11, "a")]


def test_tables_are_read_by_cells() -> None:
    found = [b for b in blocks("| A | B |\n|---|---|\n| one | two *words* |\n") if b.cell]
    assert [(b.text, b.cell.row, b.cell.column, b.cell.header) for b in found if b.cell] == [
        ("A", 1, 1, True),
        ("B", 1, 2, True),
        ("one", 2, 1, False),
        ("two words", 2, 2, False),
    ]


def test_front_matter_is_no_text() -> None:
    reading = read_markdown("a.md", b"---\ntitle: The plan\nlang: da\n---\n\nText here.\n")
    assert (reading.title, reading.language) == ("The plan", "da")
    assert [b.text for b in reading.blocks if b.role is BlockRole.BODY] == ["Text here."]


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert body("---\n\nText: here\n\n---\n\nMore") == ["Text: here", "More"]


def test_fenced_text_and_quotes_are_text_and_comments_are_not() -> None:
    found = blocks("> quoted words\n\n```\n1. kept [as] is\n```\n\n<!-- a comment -->\n")
    assert [b.text for b in found if b.role is BlockRole.BODY] == ["quoted words", "1. kept [as] is"]


def test_hard_breaks_stay_and_soft_ones_join() -> None:
    assert body("one\ntwo  \nthree") == ["one two\nthree"]
