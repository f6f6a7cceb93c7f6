"""Several delegations' changes in one Word file: each can be had without the others', and rejecting all gives the file back."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from redline_documents import Draft, Para, Piece, Row, Table
from redline_files import docx
from structures import PAIRS

from negotiator.errors import NotFoundError
from negotiator.formats.word.package import Package, W
from negotiator.formats.word.propose import Clash, Edit, propose
from negotiator.formats.word.redline.base import settle_file
from negotiator.formats.word.redline.settle import settle
from negotiator.formats.word.remarks import read_comments
from negotiator.formats.word.verify import settled_faults

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MARKS = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange")


def words(*texts: str, **how: object) -> Para:
    return Para(tuple(Piece(t) for t in texts), **how)  # type: ignore[arg-type]


def base(*lines: str) -> bytes:
    return docx(Draft(tuple(words(line) for line in lines)))


def only(content: bytes, *authors: str, part: str = "document") -> list[str]:
    """The paragraphs of the text with these authors' changes accepted and all others' rejected; nobody's for ""."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(f"word/{part}.xml"))
    mine = [e for e in root.iter(*(W + m for m in MARKS)) if e.get(W + "author") in authors]
    for mark in mine:
        mark.tag = mark.tag.replace(W, W + "kept-")
    settle(root, rejected=True)
    for mark in mine:
        mark.tag = mark.tag.replace(W + "kept-", W)
    settle(root, rejected=False)
    return ["".join(t.text or "" for t in p.iter(W + "t")) for p in root.iter(W + "p")]


def marks_of(content: bytes, author: str) -> list[str]:
    """What an author has done, by the names of his marks."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))
    return [str(e.tag).removeprefix(W) for e in root.iter() if e.get(W + "author") == author]


LINES = ("The first paragraph stands.", "Each Party shall report.", "The third paragraph stands.", "Decides to meet again.")


def test_each_author_is_named_and_can_be_had_alone() -> None:
    file = base(*LINES)
    made = propose(file, [Edit("Arlen", AT, (2,), "Each Party shall report every year."), Edit("Borea", LATER, (4,), "Decides to meet in 2030.")])
    assert made.clashes == ()
    assert only(made.content, "Arlen") == [LINES[0], "Each Party shall report every year.", *LINES[2:]]
    assert only(made.content, "Borea") == [*LINES[:3], "Decides to meet in 2030."]
    assert only(made.content, "") == list(LINES)
    text = zipfile.ZipFile(io.BytesIO(made.content)).read("word/document.xml").decode()
    assert 'w:author="Arlen" w:date="2026-03-01T12:00:00Z"' in text and 'w:author="Borea" w:date="2026-03-02T12:00:00Z"' in text


def test_where_two_meet_the_later_stands_whole_behind_the_earlier() -> None:
    made = propose(base(*LINES), [Edit("Arlen", AT, (2,), "Each Party may report."), Edit("Borea", AT, (2,), "Parties report.")])
    assert made.clashes == (Clash(("", 2), "Arlen", "Borea"),)
    assert only(made.content, "Borea") == [*LINES[:2], "Parties report.", *LINES[2:]]
    assert only(made.content, "Arlen") == [LINES[0], "Each Party may report.", *LINES[2:]]
    assert only(made.content, "") == list(LINES)


def test_new_paragraphs_of_two_authors_stand_behind_the_same_one() -> None:
    made = propose(base(*LINES), [Edit("Arlen", AT, (2,), "One.\nTwo.", "insert"), Edit("Borea", AT, (2,), "Three.", "insert")])
    assert only(made.content, "Arlen") == [*LINES[:2], "One.", "Two.", *LINES[2:]]
    assert only(made.content, "Borea") == [*LINES[:2], "Three.", *LINES[2:]]


def test_what_several_write_behind_a_paragraph_stands_one_after_the_other_and_never_mixed() -> None:
    edits = [Edit("Arlen", AT, (2,), "Each Party may report.\nOnce a year.", was=LINES[1]), Edit("Borea", AT, (2,), "Three.\nFour.", "insert")]
    for found in (propose(base(*LINES), edits), propose(base(*LINES), edits[::-1])):
        assert only(found.content, "Arlen", "Borea") == [LINES[0], "Each Party may report.", "Once a year.", "Three.", "Four.", *LINES[2:]]


@pytest.mark.parametrize("turn", [1, -1])
def test_what_is_written_behind_a_paragraph_that_another_strikes_stands_behind_it(turn: int) -> None:
    edits = [Edit("Arlen", AT, (2,), kind="delete"), Edit("Borea", AT, (2,), "Three.", "insert")][::turn]
    made = propose(base(*LINES), edits).content
    assert only(made, "Arlen") == [LINES[0], *LINES[2:]]
    assert only(made, "Borea") == [*LINES[:2], "Three.", *LINES[2:]]


@pytest.mark.parametrize("turn", [1, -1])
def test_the_end_of_the_text_can_be_written_on_by_several(turn: int) -> None:
    edits = [Edit("Arlen", AT, (4,), "One.", "insert"), Edit("Borea", AT, (4,), "Meet.\nTwo."), Edit("Cordova", AT, (4,), "Three.", "insert")][::turn]
    made = propose(base(*LINES), edits).content
    assert only(made, "Arlen") == [*LINES, "One."]
    assert only(made, "Borea") == [*LINES[:3], "Meet.", "Two."]
    assert only(made, "Cordova") == [*LINES, "Three."]
    assert only(made, "") == list(LINES)


def test_cells_that_others_merged_stay_as_they_are_and_what_is_written_beside_them_is_one_change() -> None:
    file, _ = PAIRS["cells that others merged"]
    made = propose(file, [Edit("Arlen", AT, (2,), "b six"), Edit("Cordova", AT, (5,), "x eight")]).content
    assert only(made, "Arlen", "Borea") == ["tall", "b six", "", "c", "x", "y", "end"]
    assert only(made, "Cordova") == ["tall", "b", "", "c", "x eight", "y", "end"]
    assert marks_of(made, "Arlen") == ["ins"]
    settled = settle_file(file, "accepted")[0]
    assert settled_faults(settled, file, rejected=False) == ()
    assert zipfile.ZipFile(io.BytesIO(settled)).read("word/document.xml").count(b"<w:vMerge") == 2


def test_what_stands_before_the_end_of_a_paragraph_that_another_split_stays_there() -> None:
    theirs = docx(Draft((words("one two", mark="ins"), words("three four"))))
    made = propose(theirs, [Edit("Arlen", AT, (2,), "three four five\nsix"), Edit("Cordova", AT, (1,), "one two too")]).content
    assert only(made, "Borea") == ["one two", "three four"]
    assert only(made, "Cordova") == ["one two toothree four"]
    assert only(made, "Arlen") == ["one twothree four five", "six"]


def test_a_row_is_known_by_its_paragraphs_and_not_by_what_it_comes_to_say() -> None:
    last = Para((Piece("b"), Piece("2030", kind="note")))
    file = docx(Draft((Table((Row(((words("a"),),)), Row(((words("x"),),)), Row(((last,),)))), words("end"))))
    edits = [Edit("Borea", AT, (3,), "see 2030", was="2030", part="footnotes"), Edit("Arlen", AT, (1,), "x"), Edit("Arlen", AT, (2,), "b")]
    made = propose(file, edits).content
    assert marks_of(made, "Arlen") == ["del", "ins", "del", "ins"]
    assert notes(made, "Borea") == ["see 2030"] and notes(made, "Arlen") == ["2030"]


LONG = ("The first paragraph stands.", "Each Party shall report every year on what it did.", "The third paragraph stands.", "Decides to meet again.")


@pytest.mark.parametrize(
    ("to", "order"),
    [(0, (1, 0, 2, 3)), (3, (0, 2, 1, 3)), (4, (0, 2, 3, 1)), (1, (0, 1, 2, 3))],
)
def test_a_paragraph_is_moved_and_others_may_write_around_it(to: int, order: tuple[int, ...]) -> None:
    edits = [Edit("Arlen", AT, (2,), LONG[1], to=to), Edit("Borea", AT, (2,), "Ours.", "insert"), Edit("Cordova", AT, (4,), "Decides to meet.")]
    made = propose(base(*LONG), edits)
    assert made.clashes == ()
    assert only(made.content, "Arlen") == [LONG[n] for n in order]
    assert only(made.content, "Borea") == [*LONG[:2], "Ours.", *LONG[2:]]
    assert only(made.content, "Cordova") == [*LONG[:3], "Decides to meet."]
    assert only(made.content, "") == list(LONG)
    assert ("moveTo" in marks_of(made.content, "Arlen")) is (to in (0, 3))


def test_a_paragraph_that_is_moved_may_read_otherwise_there_and_the_last_one_leaves_its_mark() -> None:
    made = propose(base(*LONG), [Edit("Arlen", AT, (4,), "Decides to meet again in 2030.", to=1)]).content
    assert only(made, "Arlen") == [LONG[0], "Decides to meet again in 2030.", LONG[1], LONG[2], ""]
    assert only(made, "") == list(LONG)


def test_what_another_changes_and_one_moves_stands_whole_where_it_was_to_go() -> None:
    made = propose(base(*LONG), [Edit("Borea", AT, (2,), "Each Party may report."), Edit("Arlen", AT, (2,), LONG[1], to=3)])
    assert made.clashes == (Clash(("", 2), "Borea", "Arlen"),)
    assert only(made.content, "Arlen") == [*LONG[:3], LONG[1], LONG[3]]
    assert only(made.content, "Borea") == [LONG[0], "Each Party may report.", *LONG[2:]]


def test_a_paragraph_moves_only_as_a_copy_where_another_writes_in_its_text_box() -> None:
    file = docx(Draft((Para((Piece("out"), Piece("one two", kind="box"))), words("end"), words("last"))))
    made = propose(file, [Edit("Borea", AT, (2,), "one six"), Edit("Arlen", AT, (1,), "out", to=4)])
    assert made.clashes == (Clash(("", 1), "Borea", "Arlen"),)
    assert only(made.content, "Arlen") == ["outone twoone two", "one two", "one two", "end", "out", "last"]
    assert only(made.content, "Borea") == ["outone sixone six", "one six", "one six", "end", "last"]


def test_a_paragraph_is_not_struck_where_another_strikes_what_stands_in_its_text_box() -> None:
    file = docx(Draft((Para((Piece("out"), Piece("one two", kind="box"))), words("end"))))
    made = propose(file, [Edit("Borea", AT, (1,), kind="delete"), Edit("Arlen", AT, (2,), kind="delete")])
    assert made.clashes == (Clash(("", 1), "Arlen", "Borea"),)
    assert only(made.content, "Arlen") == ["out", "", "", "end"]


NOTED = docx(Draft((Para((Piece("one two"), Piece("See A.", kind="note"), Piece(" three four five."), Piece("See B.", kind="note"))), words("end"))))


def notes(content: bytes, *authors: str) -> list[str]:
    """What the footnotes say; two that draw the lines above them come first."""
    return only(content, *authors, part="footnotes")[2:]


def test_a_footnote_is_changed_where_it_stands() -> None:
    edits = [Edit("Arlen", AT, (3,), "See C.", was="See A.", part="footnotes", comment="newer"), Edit("Borea", AT, (4,), "See B and D.", part="footnotes")]
    made = propose(NOTED, [*edits, Edit("Cordova", AT, (1,), "one six three four five.")])
    assert notes(made.content, "Arlen") == ["See C.", "See B."]
    assert notes(made.content, "Borea") == ["See A.", "See B and D."]
    assert notes(made.content, "") == notes(made.content, "Cordova") == ["See A.", "See B."]
    assert only(made.content, "Arlen") == ["one two three four five.", "end"]
    assert only(made.content, "Cordova") == ["one six three four five.", "end"]
    assert [(r.author, r.text) for r in read_comments(Package.open(made.content, "test"))] == [("Arlen", "newer")]
    text = zipfile.ZipFile(io.BytesIO(made.content)).read("word/footnotes.xml").decode()
    assert 'w:author="Arlen"' in text and text.count("<w:delText") == 1


def test_a_footnote_that_is_deleted_goes_with_its_mark_and_can_be_had_apart() -> None:
    made = propose(NOTED, [Edit("Arlen", AT, (3,), kind="delete", part="footnotes"), Edit("Borea", AT, (1,), "one six three four five.")]).content
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml"))
    assert [[str(a.tag).removeprefix(W) for a in e.iterancestors(W + "del")] for e in root.iter(W + "footnoteReference")] == [["del"], []]
    assert only(made, "Borea") == ["one six three four five.", "end"]
    assert notes(made, "Arlen") == ["", "See B."]
    assert notes(made, "Borea") == ["See A.", "See B."]


def test_a_paragraph_moves_only_as_a_copy_where_another_changes_its_note() -> None:
    edits = [Edit("Arlen", AT, (1,), "one two three four five.", to=2), Edit("Borea", AT, (3,), "See C.", was="See A.", part="footnotes")]
    for turn in (1, -1):
        made = propose(NOTED, edits[::turn])
        assert made.clashes == (Clash(("", 1), "Borea", "Arlen"),)
        assert only(made.content, "Arlen") == ["one two three four five.", "end", "one two three four five."]
        assert notes(made.content, "Arlen") == ["See A.", "See B."]
        assert notes(made.content, "Borea") == ["See C.", "See B."]


def test_a_paragraph_is_not_struck_where_another_strikes_its_note_for_a_mark_goes_only_once() -> None:
    edits = [Edit("Arlen", AT, (3,), kind="delete", part="footnotes"), Edit("Borea", AT, (1,), kind="delete")]
    made = propose(NOTED, edits)
    assert made.clashes == (Clash(("", 1), "Arlen", "Borea"),)
    assert only(made.content, "Borea") == ["one two three four five.", "end"]


def test_what_is_to_stand_behind_a_paragraph_that_another_moves_is_written_there_as_new_text() -> None:
    made = propose(base(*LONG), [Edit("Arlen", AT, (2,), LONG[1], to=3), Edit("Borea", AT, (1,), LONG[0], to=2)])
    assert made.clashes == (Clash(("", 2), "Arlen", "Borea"),)
    assert only(made.content, "Borea") == [LONG[0], LONG[1], LONG[0], LONG[2], LONG[3]]
    assert only(made.content, "Arlen") == [LONG[0], LONG[2], LONG[1], LONG[3]]


def test_where_two_meet_in_a_footnote_the_later_stands_whole_behind_the_earlier() -> None:
    made = propose(NOTED, [Edit("Arlen", AT, (4,), "See E.", part="footnotes"), Edit("Borea", AT, (4,), "See all.", part="footnotes")])
    assert made.clashes == (Clash(("footnotes", 4), "Arlen", "Borea"),)
    assert notes(made.content, "Arlen") == ["See A.", "See E."]
    assert notes(made.content, "Borea") == ["See A.", "See B.", "See all."]


def test_a_footnote_outlives_a_paragraph_that_another_writes_anew() -> None:
    edits = [Edit("Arlen", AT, (1,), "nothing of what was said before."), Edit("Borea", AT, (3,), "See C.", part="footnotes")]
    for turn in (1, -1):
        made = propose(NOTED, edits[::turn]).content
        assert notes(made, "Borea") == ["See C.", "See B."]
        assert notes(made, "Arlen") == ["See A.", "See B."]
        assert only(made, "Arlen") == ["nothing of what was said before.", "end"]


def test_a_later_deletion_of_what_another_changed_is_said_and_left_out() -> None:
    made = propose(base(*LINES), [Edit("Arlen", AT, (2,), "Each Party may report."), Edit("Borea", AT, (2,), kind="delete")])
    assert made.clashes == (Clash(("", 2), "Arlen", "Borea"),)
    assert only(made.content, "Borea") == list(LINES)


def test_what_one_writes_before_a_paragraph_is_no_part_of_one_before_it_that_another_strikes() -> None:
    made = propose(base(*LINES), [Edit("Arlen", AT, (2,), kind="delete"), Edit("Borea", AT, (3,), "[new] The third paragraph stands.")])
    assert only(made.content, "Borea") == [LINES[0], LINES[1], "[new] The third paragraph stands.", LINES[3]]


def test_the_two_versions_of_a_text_box_are_changed_alike() -> None:
    file = docx(Draft((Para((Piece("one two", kind="box"),)), words("end"))))
    for ordinal in (2, 3):
        assert only(propose(file, [Edit("Arlen", AT, (ordinal,), "one six")]).content, "Arlen") == ["one sixone six", "one six", "one six", "end"]


def test_lines_that_a_break_parts_stay_in_their_paragraph() -> None:
    file = docx(Draft((Para((Piece("one two"), Piece(kind="break"), Piece("three"))), words("end"))))
    made = propose(file, [Edit("Arlen", AT, (1,), "one six\nthree\nfour", was="one two\nthree"), Edit("Borea", AT, (2,), "the\tend")]).content
    assert only(made, "Arlen") == ["one sixthreefour", "end"]
    assert only(made, "Borea") == ["one twothree", "theend"]
    assert sorted(marks_of(made, "Arlen")) == ["del", "ins", "ins"]
    text = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml")
    assert text.count(b"<w:br/>") == 2 and text.count(b"<w:tab/>") == 1


def test_a_number_that_was_typed_stays_and_a_new_line_is_a_paragraph_behind_it() -> None:
    file = docx(Draft((Para((Piece("2."), Piece(kind="tab"), Piece("Parties "), Piece("shall", "<w:b/>"), Piece(" report."))), words("end"))))
    edits = [Edit("Arlen", AT, (1,), "Parties shall meet.\nThey may vote.", was="Parties shall report."), Edit("Arlen", AT, (1,), "And rest.", "insert")]
    assert only(propose(file, edits).content, "Arlen") == ["2.Parties shall meet.", "They may vote.", "And rest.", "end"]


def test_a_paragraph_may_come_before_the_first_also_where_that_stands_in_a_table() -> None:
    assert only(propose(base(*LINES), [Edit("Arlen", AT, (0,), "One.\nTwo.", "insert")]).content, "Arlen") == ["One.", "Two.", *LINES]
    table = docx(Draft((Table((Row(((words("cell"),),)),)), words("end"))))
    assert only(propose(table, [Edit("Arlen", AT, (0,), "One.", "insert")]).content, "Arlen") == ["One.", "cell", "end"]


def test_brackets_around_neighbours_are_dated_apart_so_that_libreoffice_keeps_the_end_between_them() -> None:
    made = propose(base(*LINES), [Edit("Arlen", AT, (n,), f"[{LINES[n - 1]}]") for n in (1, 2, 3)]).content
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml"))
    dates = [[e.get(W + "date", "")[11:16] for e in p.iter(W + "ins")] for p in root.iter(W + "p")]
    assert dates == [["12:00", "12:00"], ["12:02", "12:00"], ["12:02", "12:00"], []]


def test_a_reason_is_a_comment_of_the_author_on_the_change() -> None:
    edits = [
        Edit("Arlen", AT, (2,), "Each Party shall report every year.", comment="often"),
        Edit("Borea", AT, (3,), "A new one.", "insert", comment="more"),
        Edit("Borea", AT, (4,), kind="delete", comment="less"),
    ]
    remarks = read_comments(Package.open(propose(base(*LINES), edits).content, "test"))
    assert [(r.author, r.initials, r.text, r.quote) for r in remarks] == [
        ("Arlen", "A", "often", "every year"),
        ("Borea", "B", "more", "A new one."),
        ("Borea", "B", "less", "Decides to meet again."),
    ]


def test_words_keep_their_format_and_new_ones_take_it() -> None:
    file = docx(Draft((Para((Piece("Each "), Piece("Party", "<w:b/>"), Piece(" reports."))), words("end"))))
    text = zipfile.ZipFile(io.BytesIO(propose(file, [Edit("Arlen", AT, (1,), "Each State reports.")]).content)).read("word/document.xml").decode()
    assert '<w:b/></w:rPr><w:t xml:space="preserve">State</w:t>' in text


def test_a_paragraph_that_is_not_there_is_named() -> None:
    with pytest.raises(NotFoundError, match="no paragraph 9"):
        propose(base(*LINES), [Edit("Arlen", AT, (9,), "x")])


lines = st.lists(
    st.sampled_from(["Parties shall report", "each Party urges", "by 2030 at the latest", "clearance of mines", "and support victims"]), min_size=1, max_size=3
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Draft, list[Edit], list[str]]:
    blocks: list[Para | Table] = []
    for _ in range(draw(st.integers(2, 5))):
        line = words(*(f"{t} " for t in draw(lines)), style=draw(st.sampled_from(["Normal", "Quote"])))
        cell = words(*draw(lines))
        blocks.append(line if draw(st.integers(0, 3)) else Table((Row(((cell,), (line,))),)))
    blocks.append(words("The end."))
    draft = Draft(tuple(blocks))
    count = sum(1 if isinstance(b, Para) else 2 for b in blocks)
    targets = draw(st.lists(st.integers(1, count), unique=True, min_size=1, max_size=4))
    edits = [
        Edit(draw(st.sampled_from(["Arlen", "Borea", "Cordova"])), AT, (n,), " ".join(draw(lines)), draw(st.sampled_from(["replace", "insert", "delete"])))
        for n in targets
    ]
    return draft, edits, sorted({e.author for e in edits})


@settings(max_examples=25)
@given(cases())
def test_edits_that_do_not_meet_can_be_had_author_by_author(case: tuple[Draft, list[Edit], list[str]]) -> None:
    draft, edits, authors = case
    file = docx(draft)
    made = propose(file, edits)
    assert made.clashes == ()
    assert only(made.content, "") == only(file, "")
    for author in authors:
        alone = propose(file, [e for e in edits if e.author == author])
        assert only(made.content, author) == only(alone.content, author)
