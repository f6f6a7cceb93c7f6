"""Markup by hand in a Word file: struck words are never text unless a person says so, new words are offered, clean emphasis is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_parts import para, run, style, styled, word_file

from negotiator.errors import UsageError
from negotiator.formats.word.blocks import read_word
from negotiator.model.block import Block, BlockRole, Mark, NoteRef, Reading
from negotiator.reading.byhand import Legend, find_markup, look_name, read_ruling, settled
from negotiator.reading.corrections import Corrections
from negotiator.reading.segment import Segmented, segment

RED = '<w:u w:val="single"/><w:color w:val="FF0000"/>'
STRUCK = "<w:strike/>"
CLEAN = (
    styled("General provisions", "Heading1"),
    para(run("1. ") + run("Universalisation", "<w:b/>") + run(": States Parties promote the Convention and report on what they did.")),
    para(run("2. ") + run("Recalling", '<w:u w:val="single"/>') + run(" the report of the Secretary-General, which was issued in time;")),
    para(run("3. States act ") + run("mutatis mutandis", "<w:i/>") + run(" and in good faith, see ") + run("www.example.org", RED) + run(" for more.")),
    para(run("Scope and purpose of the plan", '<w:b/><w:u w:val="single"/>')),
)
MARKED = (
    para(run("1. States ") + run("shall", STRUCK) + run("should", RED) + run(" report ") + run("annually", STRUCK) + run("every two years", RED) + run(".")),
    para(run("2. They share what they learn") + run(" with their neighbours", RED) + run(", and keep records of it.")),
    para(run("3. This paragraph is to go as a whole.", STRUCK)),
)


def read(*body: str) -> Reading:
    return read_word("draft.docx", word_file(*body))


def legend(*body: str) -> Legend:
    return find_markup(read(*body).blocks)


def clauses(*body: str, markup: str = "") -> Segmented:
    made = segment(read(*body), Corrections(markup=markup))
    assert made.balance.holds
    return made


def texts(made: Segmented) -> list[str]:
    return [c.text for c in made.clauses]


def test_emphasis_of_a_clean_text_is_no_markup() -> None:
    assert not legend(*CLEAN * 4)
    assert clauses(*CLEAN).warnings == ()


def test_struck_words_never_count_as_present_and_a_person_is_asked() -> None:
    made = clauses(*MARKED)
    assert texts(made) == ["States should report every two years.", "They share what they learn with their neighbours, and keep records of it."]
    assert [(item.reason, item.text) for item in made.balance.left_out] == [
        ("struck by hand", "shall annually"), ("struck by hand", "3. This paragraph is to go as a whole."),
    ]  # fmt: skip
    (question,) = made.warnings
    assert "underlined red: 3 passages, taken as new text; struck through: 3 passages, left out as deleted" in question


def test_a_confirmed_legend_asks_no_more() -> None:
    made = clauses(*MARKED, markup="confirm")
    assert (texts(made), made.warnings) == (texts(clauses(*MARKED)), ())


def test_who_says_that_it_is_no_markup_gets_all_as_text() -> None:
    made = clauses(*MARKED, markup="ignore")
    assert texts(made)[0] == "States shallshould report annuallyevery two years."
    assert len(made.clauses) == 3
    assert made.warnings == ()


def test_each_look_may_be_told() -> None:
    made = clauses(*MARKED, markup="inserted=strike,deleted=underline+red")
    assert texts(made)[0] == "States shall report annually."
    reading = settled(read(*MARKED), read_ruling("inserted=underline,deleted=strike"))
    new = [b.text[m.start : m.end] for b in reading.blocks for m in b.marks if m.kind == "inserted"]
    assert new == ["should", "every two years", " with their neighbours"]


def test_what_was_confirmed_can_be_rejected() -> None:
    before = settled(read(*MARKED), read_ruling("confirm"), rejected=True)
    assert [b.text for b in before.blocks if b.role is BlockRole.BODY] == [
        "1. States shall report annually.", "2. They share what they learn, and keep records of it.", "3. This paragraph is to go as a whole.",
    ]  # fmt: skip
    assert settled(read(*MARKED), read_ruling(""), rejected=True) == read(*MARKED)


def test_how_the_text_looks_is_no_markup() -> None:
    """A text that is blue throughout was not inserted."""
    blue = '<w:color w:val="0000FF"/>'
    assert not legend(*(para(run("Some ") + run("words that make up most of this long paragraph of a text", blue) + run(" here.")) for _ in range(5)))


def test_a_few_bold_words_are_emphasis_until_something_is_struck() -> None:
    bold = tuple(para(run("States ") + run("shall", "<w:b/>") + run(" report on it.")) for _ in range(4))
    assert not legend(*bold)
    assert [str(c) for c in legend(*bold, para(run("They ") + run("may", STRUCK) + run(" report."))).inserted] == ["bold: 4 passages"]


def test_struck_cells_notes_and_places_of_notes_are_kept_apart() -> None:
    text = "They struck the old word here"
    block = Block(text, read(para("x")).blocks[0].anchor, 6, notes=(NoteRef(16, "1"), NoteRef(29, "2")), marks=(Mark(12, 20, "strike"), Mark(21, 25, "bold")))
    apart, kept = settled(Reading("docx", "docx/1", (block,), 6), read_ruling("")).blocks
    assert (apart.role, apart.text, apart.words) == (BlockRole.STRUCK_BY_HAND, "the old", 2)
    assert (kept.text, kept.words) == ("They struck word here", 4)
    assert [ref.offset for ref in kept.notes] == [12, 21]
    assert [(kept.text[m.start : m.end], m.kind) for m in kept.marks] == [("ord ", "bold")]


@pytest.mark.parametrize("said", ["yes", "inserted", "inserted=", "new=red", "inserted=loud"])
def test_a_ruling_that_says_nothing_is_refused(said: str) -> None:
    with pytest.raises(UsageError):
        read_ruling(said)


def test_looks_have_names() -> None:
    assert look_name(frozenset(("underline", "colour:FF0000"))) == "underlined red"
    assert look_name(frozenset(("bold", "colour:123456"))) == "bold colour 123456"


@given(st.lists(st.tuples(st.sampled_from(["word ", "two words ", "a", " ", "b c"]), st.sampled_from(["", STRUCK, RED, "<w:b/>", STRUCK + RED])), max_size=12))
def test_every_word_stands_once_whatever_is_struck(runs: list[tuple[str, str]]) -> None:
    reading = read(para("1. Opening."), para("".join(run(text, look) for text, look in runs)))
    for said in ("", "confirm", "ignore", "inserted=underline,deleted=strike", "deleted=bold"):
        made = settled(reading, read_ruling(said))
        assert made.words == sum(b.words for b in made.blocks)
        assert all(0 <= m.start < m.end <= len(b.text) for b in made.blocks for m in b.marks)
        live = "".join(b.text for b in made.blocks if b.role is BlockRole.BODY)
        if said in ("confirm", "inserted=underline,deleted=strike"):
            assert "".join(live.split()) == "".join("".join(["1.Opening.", *(t for t, look in runs if STRUCK not in look)]).split())


def test_a_style_may_strike_and_a_run_may_undo_it() -> None:
    gone = style("Gone", "gone", rpr=STRUCK)
    content = word_file(styled("All of it", "Gone"), para(run("kept", '<w:strike w:val="0"/>') + run(" not"), '<w:pStyle w:val="Gone"/>'), styles=(gone,))
    made = segment(read_word("draft.docx", content))
    assert [item.text for item in made.balance.left_out] == ["All of it", "not"]
    assert texts(made) == ["kept"]


def test_a_link_is_not_new_text() -> None:
    link = f'<w:hyperlink w:anchor="x">{run("the annex on funding", RED)}</w:hyperlink>'
    assert not legend(*(para(run("See ") + link + run(" for more.")) for _ in range(5)))
