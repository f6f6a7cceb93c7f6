"""Tracked changes as Word wants them: the last paragraph of a cell, marks before tables, merges and splits, rows, notes, fields, formats."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime, timedelta, timezone

import pytest
from redline_documents import Draft, Para, Piece, Row, Table
from redline_files import NAMESPACES, OTHERS, docx, packed
from redline_files import _box as drawn_box
from structures import bookmark, cell, file, p, run, table
from structures import row as raw_row

from negotiator.errors import BadInputError
from negotiator.formats.word.redline import redline
from negotiator.formats.word.redline.base import settle_file
from negotiator.formats.word.verify import verify

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def words(*texts: str, **how: object) -> Para:
    return Para(tuple(Piece(t) for t in texts), **how)  # type: ignore[arg-type]


def draft(*blocks: Para | Table) -> bytes:
    return docx(Draft(tuple(blocks)))


def proven(old: bytes, new: bytes, **how: object) -> bytes:
    """A redline that `verify` has nothing against."""
    out = redline(old, new, author="Arlen", at=AT, **how)  # type: ignore[arg-type]
    assert verify(out, old, new) == ()
    return out


def part(content: bytes, name: str = "word/document.xml") -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def marks(content: bytes) -> list[tuple[str, str]]:
    """(`ins` or `del`, text) of each marked stretch, in order."""
    found = re.findall(r"<w:(ins|del) [^>]*[^>/]>(.*?)</w:\1>", part(content))
    return [(kind, re.sub(r"<[^>]+>", "", inside)) for kind, inside in found]


def row(*cells: str) -> Row:
    return Row(tuple((words(text),) for text in cells))


def test_only_the_word_that_changed_is_marked() -> None:
    out = proven(draft(words("Each Party should report every year.")), draft(words("Each Party shall report every year.")))
    assert marks(out) == [("del", "should"), ("ins", "shall")]


def test_the_marks_carry_author_and_time_in_utc_and_ids_of_their_own() -> None:
    at = datetime(2026, 3, 1, 14, 0, tzinfo=timezone(timedelta(hours=2)))
    old, new = draft(words("a b c")), draft(words("a x c y"))
    out = redline(old, new, author="Arlen & Borea", at=at)
    assert 'w:author="Arlen &amp; Borea" w:date="2026-03-01T12:00:00Z"' in part(out)
    ids = re.findall(r'<w:(?:ins|del) w:id="(\d+)"', part(out))
    assert len(ids) == len(set(ids)) > 1


def test_tracking_is_switched_on_where_the_schema_wants_it() -> None:
    settings = part(proven(draft(words("a")), draft(words("b"))), "word/settings.xml")
    assert settings.index("w:zoom") < settings.index("w:trackRevisions") < settings.index("w:defaultTabStop")


def test_a_paragraph_of_which_nothing_stays_goes_with_its_own_mark_and_the_one_before_keeps_its_semicolon() -> None:
    two, one = (
        (words("Provide education and assist, and reduce poverty;"), words("Provide education;")),
        (words("Provide education and assist, and reduce poverty;"),),
    )
    out = proven(draft(*two, words("end")), draft(*one, words("end")), pairs=(((1, 2), (1,)),))
    assert marks(out) == [("del", "Provide education;")]
    first, second, _ = re.findall(r"<w:p>.*?</w:p>|<w:p .*?</w:p>", part(out))
    assert "<w:del" not in first and "<w:rPr><w:del " in second
    back = proven(draft(*one, words("end")), draft(*two, words("end")), pairs=(((1,), (1, 2)),))
    assert marks(back) == [("ins", "Provide education;")]
    first, second, _ = re.findall(r"<w:p>.*?</w:p>|<w:p .*?</w:p>", part(back))
    assert "<w:ins" not in first and "<w:rPr><w:ins " in second


def test_the_last_paragraph_keeps_its_mark_when_it_goes() -> None:
    out = part(proven(draft(words("Stays."), words("Goes.", style="Quote")), draft(words("Stays."))))
    first, last = re.findall(r"<w:p>.*?</w:p>|<w:p .*?</w:p>", out)
    assert "<w:rPr><w:del " in first and "Stays." in first
    assert "<w:rPr><w:del " not in last and "pPrChange" in last


def test_the_last_paragraph_of_a_cell_keeps_its_mark_when_one_comes() -> None:
    old = draft(Table((Row(((words("one"),), (words("x"),))),)), words("end"))
    new = draft(Table((Row(((words("one"), words("two", style="Quote")), (words("x"),))),)), words("end"))
    cell = re.findall(r"<w:tc>.*?</w:tc>", part(proven(old, new)))[0]
    first, last = re.findall(r"<w:p>.*?</w:p>|<w:p .*?</w:p>", cell)
    assert "<w:rPr><w:ins " in first
    assert "<w:rPr><w:ins " not in last


def test_a_split_marks_one_paragraph_mark_and_no_word() -> None:
    out = proven(draft(words("The first half of it. ", "And the second half.")), draft(words("The first half of it. "), words("And the second half.")))
    assert [text for _, text in marks(out) if text] == []
    assert part(out).count("<w:rPr><w:ins ") == 1


def test_what_is_added_at_the_end_and_behind_a_paragraph_is_one_insertion() -> None:
    out = part(proven(draft(words("by then."), words("end")), draft(words("by then; and"), words("a new one.", style="Quote"), words("end"))))
    first, second, _ = re.findall(r"<w:p>.*?</w:p>", out)
    assert "<w:rPr><w:ins " in first and "<w:rPr><w:ins " not in second


def test_a_merge_gives_both_neighbours_the_resulting_properties() -> None:
    old = draft(words("A heading that is long enough. ", style="Heading 1"), words("A quoted text that is long enough.", style="Quote"), words("end"))
    new = draft(words("A heading that is long enough. ", "A quoted text that is long enough.", style="Quote"), words("end"))
    out = part(proven(old, new))
    assert out.count("<w:rPr><w:del ") == 1
    assert out.count('<w:pStyle w:val="Quote"/>') == 2
    assert '<w:pPrChange w:id="' in out and '<w:pStyle w:val="Heading1"/></w:pPr></w:pPrChange>' in out


def test_an_inserted_row_is_one_inserted_row() -> None:
    old = draft(Table((row("Action 1", "Secretariat"), row("Action 2", "Parties"))), words("end"))
    new = draft(Table((row("Action 1", "Secretariat"), row("Action 1 bis", "Donors"), row("Action 2", "Parties"))), words("end"))
    out = part(proven(old, new))
    rows = re.findall(r"<w:tr>.*?</w:tr>", out)
    assert [bool(re.search(r"<w:trPr><w:ins ", r)) for r in rows] == [False, True, False]
    assert rows[1].count("<w:rPr><w:ins ") == 2, "every paragraph mark in the row"


def test_a_changed_cell_is_marked_in_the_cell_alone() -> None:
    old = draft(Table((row("Action 1", "by 2027"), row("Action 2", "by 2030"))), words("end"))
    new = draft(Table((row("Action 1", "by 2027"), row("Action 2", "by 2028"))), words("end"))
    assert marks(proven(old, new)) == [("del", "2030"), ("ins", "2028")]


def test_a_table_with_another_column_is_replaced_by_rows_in_the_same_table() -> None:
    out = part(proven(draft(Table((row("a", "b"),)), words("end")), draft(Table((row("a", "b", "c"),)), words("end"))))
    assert out.count("<w:tbl>") == 1
    assert re.findall(r"<w:trPr><w:(ins|del) ", out) == ["del", "ins"]


def test_text_that_moved_into_a_table_leaves_no_empty_paragraph() -> None:
    proven(draft(words("one two three")), draft(Table((row("one two three", "b"),)), words()))


def test_a_changed_note_is_marked_in_the_note() -> None:
    old = draft(Para((Piece("As agreed"), Piece("See the report of 2024.", kind="note"))))
    new = draft(Para((Piece("As agreed"), Piece("See the report of 2026.", kind="note"))))
    out = proven(old, new)
    assert marks(out) == []
    assert re.findall(r"<w:(?:delText|t) [^>]*>(\d+)<", part(out, "word/footnotes.xml")) == ["2024", "2026"]


def test_a_new_note_gets_an_id_of_its_own_and_its_text_is_marked() -> None:
    note = Piece("The first note.", kind="note")
    out = proven(draft(Para((Piece("As agreed"), note))), draft(Para((Piece("As "), Piece("An earlier note.", kind="note"), Piece("agreed"), note))))
    assert sorted(re.findall(r'<w:footnoteReference w:id="(\d+)"', part(out))) == ["1", "2"]
    assert re.search(r'<w:footnote w:id="2">.*<w:ins .*An earlier note', part(out, "word/footnotes.xml"))


def test_a_changed_field_is_replaced_whole() -> None:
    old, new = draft(Para((Piece("see "), Piece("7", kind="field")))), draft(Para((Piece("see "), Piece("8", kind="field"))))
    out = part(proven(old, new))
    assert out.count("w:delInstrText") == 2
    assert out.count('w:fldCharType="begin"') == 2


def test_a_changed_word_in_a_link_is_marked_inside_it() -> None:
    old, new = draft(Para((Piece("see the page", kind="link"),))), draft(Para((Piece("see the site", kind="link"),)))
    out = part(proven(old, new))
    assert out.count("<w:hyperlink ") == 1
    assert "<w:delText" in re.findall(r"<w:hyperlink .*?</w:hyperlink>", out)[0]


def test_both_twins_of_a_text_box_are_marked() -> None:
    out = part(proven(draft(Para((Piece("one two", kind="box"),))), draft(Para((Piece("one six", kind="box"),)))))
    assert out.count("<w:delText") == out.count(">six<") == 2


def test_a_format_alone_is_a_change_of_format_alone() -> None:
    out = proven(draft(words("shall be ", "urgent")), draft(Para((Piece("shall be "), Piece("urgent", "<w:b/>")))))
    assert marks(out) == []
    assert "<w:rPrChange " in part(out)


def test_a_style_alone_is_a_change_of_paragraph_format_alone() -> None:
    out = proven(draft(words("Universalisation"), words("x")), draft(words("Universalisation", style="Heading 1"), words("x")))
    assert marks(out) == []
    assert part(out).count("<w:pPrChange ") == 1


def test_styles_and_lists_are_found_by_what_they_are_and_not_by_their_ids() -> None:
    blocks = (words("Head", style="Heading 1"), words("one", level=0), words("two", level=1))
    old = docx(Draft(blocks))
    new = docx(Draft((*blocks, words("three", level=0)), dialect=True))
    out = part(proven(old, new))
    assert "XHeading1" not in out
    assert set(re.findall(r'<w:numId w:val="(\d+)"', out)) == {"1"}


def test_what_others_tracked_stays_theirs() -> None:
    old = draft(Para((Piece("We "), Piece("firmly ", kind="ins"), Piece("softly ", kind="del"), Piece("urge"))))
    new = draft(words("We firmly ask"))
    out = part(proven(old, new))
    assert out.count('w:author="Borea"') == 2
    assert re.findall(r'w:author="Arlen"[^>]*><w:r><w:(?:delText|t) [^>]*>(\w+)', out) == ["urge", "ask"]


def test_our_deletion_inside_others_insertion_is_nested() -> None:
    old = draft(Para((Piece("We "), Piece("firmly and loudly ", kind="ins"), Piece("urge"))))
    out = part(proven(old, draft(words("We loudly urge"))))
    assert re.search(r'<w:ins [^>]*w:author="Borea"[^>]*>(?:(?!</w:ins>).)*<w:del [^>]*w:author="Arlen"', out)


def test_given_pairs_bind() -> None:
    old = draft(words("Parties shall report every year."), words("An unrelated sentence on funds."), words("end"))
    new = draft(words("Something else that nobody would pair."), words("end"))
    loose, bound = redline(old, new, author="Arlen", at=AT), proven(old, new, pairs=[((2,), (1,))])
    assert loose != bound
    assert "<w:rPr><w:del " in re.findall(r"<w:p>.*?</w:p>", part(bound))[0]
    assert "<w:rPr><w:del " not in re.findall(r"<w:p>.*?</w:p>", part(bound))[1]


def test_pairs_that_cross_do_not_break_the_text() -> None:
    old = draft(words("Parties shall report."), words("Donors shall pay."), words("end"))
    new = draft(words("Donors shall pay now."), words("Parties shall report now."), words("end"))
    proven(old, new, pairs=[((1,), (2,)), ((2,), (1,)), ((9,), (3,))])


def test_pairs_bind_in_both_versions_of_a_text_box() -> None:
    texts = (
        ("Parties shall report every year.", "Donors shall pay."),
        ("Parties shall report each year.", "Something that nobody would pair with it.", "Donors pay."),
    )
    old, new = (file(p(drawn_box("X").replace(p(run("X")), "".join(map(p, lines))))) for lines in texts)
    assert proven(old, new) != proven(old, new, pairs=[((2,), (3,)), ((3,), (4,))])


def test_a_bookmark_does_not_go_with_the_paragraph_before_a_table_that_it_stood_in() -> None:
    gone, stays = table(raw_row("x y z", "u v w")), table(raw_row("one two", "three four"))
    held = p(*bookmark("t1", "Anchor"))
    out = part(proven(file(p("one two"), gone, held, stays, p("end")), file(p("one two ", *bookmark("t1", "Anchor")), stays, p("end"))))
    assert re.search(r'</w:tbl><w:bookmarkStart [^>]*w:name="t1"/><w:bookmarkEnd [^>]*/><w:p>', out)


def test_an_element_around_runs_goes_with_them_and_is_not_left_empty() -> None:
    tag, turned = '<w:smartTag w:uri="u" w:element="e">{}</w:smartTag>', '<w:bdo w:val="rtl">{}</w:bdo>'
    with_it, without = file(p("one ", tag.format(run("six")), turned.format(run("two")), " three")), file(p("one three"))
    for old, new, mark in ((with_it, without, "del"), (without, with_it, "ins")):
        out = part(proven(old, new))
        assert re.search(rf"<w:{mark} [^>]*>(<w:r>((?!</w:{mark}>).)*</w:r>)?<w:bdo ", out)
        assert "smartTag" not in out  # no program shows it, and a mark must not enclose it


def test_a_bookmark_keeps_both_edges_or_none_where_a_row_with_one_of_them_was_deleted() -> None:
    gone = f'<w:trPr><w:del w:id="3" {OTHERS}/></w:trPr>'
    inside = raw_row("one", cell(p('<w:bookmarkStart w:id="5" w:name="a"/>', "two", '<w:bookmarkEnd w:id="6"/>')), how=gone)
    held = file(p('<w:bookmarkStart w:id="6" w:name="b"/>', "x"), table(raw_row("a", "b"), inside), p("y", '<w:bookmarkEnd w:id="5"/>'))
    edges = re.findall(r'<w:(bookmark\w+) w:id="(\d)"', part(settle_file(held, "accepted")[0]))
    assert edges == [("bookmarkStart", "6"), ("bookmarkEnd", "6")]


def test_a_text_box_in_which_a_table_gets_a_column_is_replaced_whole() -> None:
    boxes = [drawn_box("X").replace(p(run("X")), inside + p()) for inside in (table(raw_row("a", "b")), table(raw_row("a", "b", "c"), columns=3))]
    out = part(proven(file(p("x ", boxes[0])), file(p("x ", boxes[1]))))
    assert out.count("<wps:wsp>") == 2
    assert part(proven(file(p("x ", boxes[0])), file(p("x ", boxes[0].replace(">b<", ">c<"))))).count("<wps:wsp>") == 1


def test_what_stands_in_a_word_does_not_part_it() -> None:
    gone = f'<w:del w:id="3" {OTHERS}><w:r><w:delText>s</w:delText></w:r></w:del>'
    spelled = p("the organi", gone, f'<w:ins w:id="4" {OTHERS}>{run("z")}</w:ins>', "ation works", *bookmark("m", "hop"), "s")
    out = part(proven(file(spelled), file(p("the organization workshops now"))))
    assert re.findall(r'<w:(ins|del) [^>]*"Arlen"[^>]*><w:r>.*?>([^<]*)</w:(?:t|delText)>', out) == [("ins", " now")]


def test_cells_that_others_merged_are_left_as_they_are_when_words_elsewhere_change() -> None:
    def merged(number: int, how: str) -> str:
        mark = f'<w:cellMerge w:id="{number}" {OTHERS} w:vMerge="{how}"/>'
        return f'{mark}<w:tcPrChange w:id="{number + 1}" {OTHERS}><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr></w:tcPrChange>'

    held = table(raw_row(cell("a", merged(3, "rest")), "b"), raw_row(cell(p(), merged(5, "cont")), "c"))
    old = file(held, p("one"))
    properties = re.compile(r"<w:tcPr>.*?</w:tcPr>(?=<w:p)")
    assert properties.findall(part(proven(old, file(held, p("one two"))))) == properties.findall(part(old))
    for_good = table(raw_row(cell("a", '<w:vMerge w:val="restart"/>'), "b"), raw_row(cell(p(), "<w:vMerge/>"), "c"))
    assert '<w:vMerge w:val="restart"/>' in part(proven(old, file(for_good, p("one"))))


def test_untouched_parts_are_the_same_bytes() -> None:
    old = draft(words("a"), Para((Piece("p", kind="picture"),)))
    out = proven(old, draft(words("b"), Para((Piece("p", kind="picture"),))))
    for name in ("word/styles.xml", "word/media/image1.png", "word/endnotes.xml"):
        assert part_bytes(out, name) == part_bytes(old, name)


def part_bytes(content: bytes, name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(content)).read(name)


def test_a_new_picture_comes_with_its_bytes() -> None:
    out = proven(draft(words("a")), draft(Para((Piece("a"), Piece("new", kind="picture")))))
    assert any(name.startswith("word/media/") for name in zipfile.ZipFile(io.BytesIO(out)).namelist())


def test_a_picture_that_takes_the_place_of_another_has_an_id_of_its_own() -> None:
    out = part(proven(draft(Para((Piece("old", kind="picture"),))), draft(Para((Piece("new", kind="picture"),)))))
    ids = re.findall(r'<wp:docPr id="(\d+)"', out)
    assert len(ids) == len(set(ids)) == 2


def test_a_file_that_is_no_word_file_is_refused() -> None:
    with pytest.raises(BadInputError):
        redline(b"no zip", draft(words("a")), author="Arlen", at=AT)


def test_a_new_style_is_brought_along() -> None:
    body = '<w:p><w:pPr><w:pStyle w:val="Own"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
    style = '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Base"/></w:style>'
    base = '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Own base"/></w:style>'
    new = packed(
        {
            "document.xml": ("document.main", f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"),
            "styles.xml": ("styles", f"<w:styles {NAMESPACES}>{base}{style}</w:styles>"),
        }
    )
    old = packed({"document.xml": ("document.main", f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>a</w:t></w:r></w:p><w:sectPr/></w:body></w:document>")})
    assert "Own base" in part(proven(old, new), "word/styles.xml")


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("One Party reports", "One Party reported", [("del", "reports"), ("ins", "reported")]),
        ("No report of Arlen", "Reports of Arlen", [("del", "No report"), ("ins", "Reports")]),
        ("An able body", "An unable body", [("ins", "un")]),
        ("By 202 tonnes", "By 2020 tonnes", [("del", "202"), ("ins", "2020")]),
    ],
)
def test_a_word_that_letters_are_added_to_is_marked_in_these_letters_but_a_number_whole(old: str, new: str, marked: list[tuple[str, str]]) -> None:
    assert marks(proven(draft(words(old)), draft(words(new)))) == marked


MOVED = "Each Party shall report on it every second year."


def test_a_paragraph_that_moved_is_one_move_with_both_ranges_of_one_name() -> None:
    new = draft(words("One stands here."), words("Two stands here."), words("Three stands here."), words(MOVED), words("end"))
    old = draft(words("One stands here."), words(MOVED), words("Two stands here."), words("Three stands here."), words("end"))
    out = part(proven(old, new))
    assert re.findall(r"<w:(moveFrom|moveTo)RangeStart ", out) == ["moveFrom", "moveTo"]
    names = re.findall(r'<w:move(?:From|To)RangeStart [^>]*w:author="Arlen" w:date="2026-03-01T12:00:00Z" w:name="([^"]+)"', out)
    assert len(names) == 2 and len(set(names)) == 1
    assert out.count("<w:moveFrom ") == out.count("<w:moveTo ") == 2, "the text and its mark"
    assert "delText" not in out and marks(proven(old, new)) == []


def test_short_paragraphs_and_twins_are_not_taken_for_moves() -> None:
    old = draft(words("Two words."), words("a b c"), words("d e f"), words("end"))
    new = draft(words("a b c"), words("d e f"), words("Two words."), words("end"))
    assert "moveFrom" not in part(proven(old, new))


def with_numbered_quotes(content: bytes) -> bytes:
    """The same file, but its style for quotations numbers what stands in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/styles.xml":
                data = re.sub(rb'(<w:style [^>]*w:styleId="Quote".*?)(</w:style>)', rb'\1<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>\2', data)
                assert data != source.read(name)
            target.writestr(name, data)
    return out.getvalue()


def test_a_style_that_numbers_in_one_file_only_is_overridden_on_the_paragraph() -> None:
    quotes = (words("One stands here.", style="Quote"), words("Two stands here.", style="Quote"), words("end"))
    plain, numbered = draft(*quotes), with_numbered_quotes(draft(*quotes))
    assert part(proven(plain, numbered)).count('<w:numId w:val="1"/>') == 2
    assert part(proven(numbered, plain)).count('<w:numId w:val="0"/>') == 2


def test_space_keeps_no_words_apart_that_can_stay_together() -> None:
    old = "the principles of humanitarian law and, where applicable, international human rights law,"
    new = "the principles of humanitarian law and international human rights law [, and convinced that an international order protects them],"
    assert marks(proven(draft(words(old)), draft(words(new)))) == [
        ("del", ", where applicable,"),
        ("ins", " [, and convinced that an international order protects them]"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("the recent and wide use, – EU, Arlen delete – and", "the recent use, and", [("del", "and wide "), ("del", " – EU, Arlen delete –")]),
        ("the recent use, and", "the recent use, – EU, Arlen delete – and", [("ins", "– EU, Arlen delete – ")]),
        ("by the Parties, by others, and", "by the Parties, and", [("del", "by others, ")]),
        ("of the sea, the land and of the sea floor", "of the sea floor", [("del", ", the land and of the sea")]),
    ],
)
def test_what_comes_or_goes_is_one_stretch_where_it_can_be(old: str, new: str, marked: list[tuple[str, str]]) -> None:
    assert marks(proven(draft(words(old)), draft(words(new)))) == marked


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("Parties [shall] [should] [may] act", "Parties [shall] [may] act", ("del", " [should]")),
        ("the Fund (the Green Fund) (2015)", "the Fund (2015)", ("del", "(the Green Fund) ")),
        ("(a) one; (b) two", "(a) one; (a bis) half; (b) two", ("ins", " (a bis) half;")),
        ("see “the second” and “the third” one", "see “the third” one", ("del", " “the second” and")),
    ],
)
def test_no_bracket_is_cut_crosswise(old: str, new: str, marked: tuple[str, str]) -> None:
    assert marks(proven(draft(words(old)), draft(words(new)))) == [marked]


@pytest.mark.parametrize("kind", ["note", "endnote", "picture", "bookmark", "tab", "link", "field", "formula"])
def test_what_stands_in_a_paragraph_moves_along(kind: str) -> None:
    lines = [words(f"{n} stands here and is not long at all.") for n in ("One", "Two", "Three", "Four")]
    moved = Para((Piece(MOVED + " "), Piece("the report ", kind=kind), Piece("is public.")))
    out = part(proven(draft(lines[0], moved, *lines[1:], words("end")), draft(*lines, moved, words("end"))))
    if kind in ("link", "field", "formula"):
        assert "w:moveFrom" not in out
    else:
        assert out.count("<w:moveFromRangeStart") == out.count("<w:moveToRangeStart") == 1
        assert not re.findall(r"<w:(?:ins|del) ", out) and "w:delText" not in out


def test_a_paragraph_that_moved_and_was_edited_is_a_move_with_the_edit_beside_it() -> None:
    lines = [words(f"{n} stands here and is not long at all.") for n in ("One", "Two", "Three", "Four")]
    old = draft(lines[0], words(MOVED), *lines[1:], words("end"))
    new = draft(*lines, words(MOVED.replace("second", "third").replace("it", "progress")), words("end"))
    out = proven(old, new)
    assert re.findall(r"<w:(moveFrom|moveTo)RangeStart ", part(out)) == ["moveFrom", "moveTo"]
    assert marks(out) == [("del", "it"), ("del", "second"), ("ins", "progress"), ("ins", "third")]
    text = part(out)
    went, came = text[: text.index("moveFromRangeEnd")], text[text.index("moveToRangeStart") :]
    assert "delText" in went and "delText" not in came, "nothing is nested: what was struck stands where the paragraph was"
    assert re.findall(r"<w:rPr><w:(\w+) ", text) == ["moveFrom", "moveTo"]


def test_a_paragraph_that_is_known_to_be_the_same_is_a_move_though_half_of_it_changed() -> None:
    lines = [words(f"{n} stands here and is not long at all.") for n in ("One", "Two", "Three", "Four")]
    later = words("Each Party shall report on it when the Meeting so decides, and publish it.")
    old, new = draft(lines[0], words(MOVED), *lines[1:], words("end")), draft(*lines, later, words("end"))
    pairs = [((1,), (1,)), ((2,), (5,)), ((3,), (2,)), ((4,), (3,)), ((5,), (4,)), ((6,), (6,))]
    assert "moveFrom" not in part(proven(old, new))
    assert "moveFrom" in part(proven(old, new, pairs=pairs))


def test_of_two_that_are_as_like_neither_is_taken_for_the_one_that_moved() -> None:
    lines = [words(f"{n} stands here and is not long at all.") for n in ("One", "Two", "Three", "Four")]
    twins = [words(MOVED.replace("second", n)) for n in ("third", "fourth")]
    assert "moveFrom" not in part(proven(draft(lines[0], words(MOVED), *lines[1:], words("end")), draft(*lines, *twins, words("end"))))
