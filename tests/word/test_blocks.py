"""A Word file is read as Word shows it with every tracked change accepted, and no word of it is lost or read twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from list_samples import OUTLINE, cell, table
from word_parts import abstract, by, listed, num, para, run, style, styled, word_file

from negotiator.errors import BadInputError
from negotiator.formats.word.blocks import View, read_word
from negotiator.model.block import Anchor, Block, BlockRole, Cell, Mark, NoteRef, Reading
from negotiator.reading.segment import segment


def read(*body: str, **parts: object) -> Reading:
    reading = read_word("draft.docx", word_file(*body, **parts))  # type: ignore[arg-type]
    assert sum(b.words for b in reading.blocks) == reading.words
    return reading


def texts(reading: Reading, role: BlockRole = BlockRole.BODY) -> list[str]:
    return [b.text for b in reading.blocks if b.role is role]


def only(*body: str, **parts: object) -> Block:
    (block,) = read(*body, **parts).blocks
    return block


def ins(content: str, n: int = 5) -> str:
    return f"<w:ins {by(n)}>{content}</w:ins>"


def deleted(text: str, n: int = 6) -> str:
    return f'<w:del {by(n)}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def mark_gone(n: int = 7) -> str:
    return f"<w:rPr><w:del {by(n)}/></w:rPr>"


def fields(code: str, shown: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return f'{mark("begin")}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{mark("separate")}{run(shown)}{mark("end")}'


def box(content: str, fallback: str | None = None) -> str:
    text_box = f"<wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp>"
    shape = f"<w:drawing><wp:inline><a:graphic><a:graphicData>{text_box}</a:graphicData></a:graphic></wp:inline></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox><w:txbxContent>{fallback or content}</w:txbxContent></v:textbox></v:shape></w:pict>"
    return f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{shape}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>'


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("The ") + ins(run("States ")) + run("Parties"), "The States Parties"),
        (f"<w:moveTo {by()}>{run('Moved here')}</w:moveTo>", "Moved here"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('in a control')}</w:sdtContent></w:sdt>", "in a control"),
        (f"<w:smartTag>{run('smart')}</w:smartTag><w:customXml>{run(' tag')}</w:customXml>", "smart tag"),
        (f'<w:hyperlink w:anchor="x">{run("a link")}</w:hyperlink>', "a link"),
        (f'<w:fldSimple w:instr=" REF x ">{run("paragraph 7")}</w:fldSimple>', "paragraph 7"),
        (run("see ") + fields("REF _x", "Article 5") + run(" above"), "see Article 5 above"),
        (fields(f'IF 1 = 1 "a" </w:instrText></w:r>{fields("PAGE", "9")}<w:r><w:instrText>', "shown"), "shown"),
        ("<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>use</w:t></w:r>", "non\u2011use"),
        ("<w:r><w:t>bio</w:t><w:softHyphen/><w:t>diversity</w:t></w:r>", "bio\u00addiversity"),
        ('<w:r><w:t xml:space="preserve">x </w:t><w:sym w:font="Symbol" w:char="F0A3"/><w:t xml:space="preserve"> y</w:t></w:r>', "x ≤ y"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ("<w:r><w:t>1.</w:t><w:tab/><w:t>Calls</w:t><w:br/><w:t>upon</w:t><w:cr/><w:t>all</w:t></w:r>", "1.\tCalls\nupon\nall"),
        ("<w:r><w:t> edge </w:t></w:r>" + run("|"), "edge|"),
        ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
        (f'<mc:AlternateContent><mc:Choice Requires="x">{run("once")}</mc:Choice><mc:Fallback>{run("twice")}</mc:Fallback></mc:AlternateContent>', "once"),
        (f"<w:bdo><w:dir>{run('direction')}</w:dir></w:bdo>", "direction"),
    ],
)
def test_all_that_a_paragraph_shows_is_read(content: str, text: str) -> None:
    assert only(para(content)).text == text


def test_deleted_text_is_kept_apart_as_struck() -> None:
    reading = read(para(run("States ") + deleted("shall ") + ins(run("should ")) + run("report ") + deleted("annually")))
    assert texts(reading) == ["States should report "]
    assert texts(reading, BlockRole.STRUCK) == ["shall  annually"]
    assert reading.words == 5
    assert reading.tracked


def test_a_deletion_inside_an_insertion_is_struck() -> None:
    reading = read(para(run("a ") + ins(run("b ") + deleted("c"))))
    assert (texts(reading), texts(reading, BlockRole.STRUCK)) == (["a b "], ["c"])


def test_a_move_is_read_once_where_it_went() -> None:
    reading = read(para(f"<w:moveFrom {by()}>{run('moved')}</w:moveFrom>{run('stays')}"), para(f"<w:moveTo {by(2)}>{run('moved')}</w:moveTo>"))
    assert (texts(reading), texts(reading, BlockRole.STRUCK)) == (["stays", "moved"], ["moved"])
    assert reading.blocks[-1].marks == (Mark(0, 5, "moved", "Delegation of Arlen"),)


def test_the_view_before_the_changes_is_read_with_its_numbers_and_its_format() -> None:
    was = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = (
        listed("One", 1),
        para(ins(run("New")), f"{was}<w:rPr><w:ins {by(2)}/><w:b/><w:rPrChange {by(8)}><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr>"),
        para(run("The ") + deleted("old") + ins(run("new")) + run(" text", f"<w:b/><w:rPrChange {by(3)}><w:rPr><w:i/></w:rPr></w:rPrChange>"), was),
        para("plain now", f"<w:pPrChange {by(4)}><w:pPr>{was}</w:pPr></w:pPrChange>"),
        para("listed now", was.replace("</w:numPr>", f"<w:ins {by(5)}/></w:numPr>")),
    )
    content = word_file(*body, numbering=(abstract(1, *OUTLINE), num(1, 1)))
    before, after = (read_word("x", content, view) for view in (View.REJECTED, View.ACCEPTED))
    assert [(b.label, b.text) for b in before.blocks if b.role is BlockRole.BODY] == [
        ("1.", "One"), ("2.", "The old text"), ("3.", "plain now"), ("", "listed now"),
    ]  # fmt: skip
    assert [(b.label, b.text) for b in after.blocks if b.role is BlockRole.BODY] == [
        ("1.", "One"), ("2.", "New"), ("3.", "The new text"), ("", "plain now"), ("4.", "listed now"),
    ]  # fmt: skip
    assert [m.kind for b in before.blocks for m in b.marks if b.role is BlockRole.BODY] == ["deleted", "italic"]
    assert before.words == after.words == sum(b.words for b in before.blocks)


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    reading = read(para("The States", mark_gone()), para(" Parties", '<w:jc w:val="center"/>'), para("end"))
    assert texts(reading) == ["The States Parties", "end"]
    joined = reading.blocks[0]
    assert (joined.centred, joined.anchor, joined.joined) == (True, Anchor("paragraph", 2), (Anchor("paragraph", 1),))


def test_a_deleted_paragraph_leaves_nothing_but_struck_words() -> None:
    reading = read(para(run("one")), para(deleted("two three"), mark_gone()), para("four"))
    assert (texts(reading), texts(reading, BlockRole.STRUCK)) == (["one", "four"], ["two three"])
    assert [b.anchor.index for b in reading.blocks] == [1, 2, 3]
    assert reading.blocks[2].joined == ()


def test_the_mark_of_a_last_paragraph_cannot_go() -> None:
    reading = read(table((cell(para("in a cell", mark_gone())),)), para("after"))
    assert texts(reading) == ["in a cell", "after"]


def test_a_deleted_row_is_struck_even_where_its_words_are_not_marked() -> None:
    second = f"<w:tr><w:trPr><w:del {by()}/></w:trPr>{cell(para('goes'))}</w:tr>"
    rows = table((cell(para("stays")),)).replace("</w:tbl>", f"{second}</w:tbl>")
    reading = read(rows, para(""))
    assert (texts(reading), texts(reading, BlockRole.STRUCK)) == (["stays"], ["goes"])


def test_a_text_box_is_read_once() -> None:
    reading = read(para(run("host") + box(para("boxed words"), para("boxed words again"))), para("after"))
    assert [(b.role, b.text) for b in reading.blocks] == [(BlockRole.BODY, "host"), (BlockRole.TEXT_BOX, "boxed words"), (BlockRole.BODY, "after")]
    assert reading.blocks[2].anchor.index == 4  # both twins are paragraphs of the file


def test_a_table_in_a_text_box_in_a_cell_is_read_in_order() -> None:
    inner = para(run("host") + box(table((cell(para("deep")),)) + para("below")))
    reading = read(table((cell(inner), cell(para("right")))), para("end"))
    assert [b.text for b in reading.blocks] == ["host", "deep", "below", "right", "end"]


def test_a_nested_table_has_a_number_of_its_own() -> None:
    reading = read(table((cell(para("a"), table((cell(para("b")),)), para("")), cell(para("c")))), para("x"), table((cell(para("d")),)))
    assert [(b.text, b.cell and (b.cell.table, b.cell.row, b.cell.column)) for b in reading.blocks] == [
        ("a", (1, 1, 1)), ("b", (2, 1, 1)), ("c", (1, 1, 2)), ("x", None), ("d", (3, 1, 1)),
    ]  # fmt: skip


def test_cells_know_their_column_and_their_heading_row() -> None:
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + para("wide") + "</w:tc>"
    rows = table((cell(para("Indicator")), cell(para("2025")), cell(para("2029"))), (wide, cell(para("9"))))
    blocks = read(rows.replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1), para("")).blocks
    assert [b.cell for b in blocks] == [Cell(1, 1, 1, True), Cell(1, 1, 2, True), Cell(1, 1, 3, True), Cell(1, 2, 1), Cell(1, 2, 3)]
    assert str(blocks[-1].anchor) == "table 1, row 2, cell 2"


def test_block_level_controls_are_read_in_rows_and_cells_too() -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    row = f"<w:tr>{control(cell(control(para('deep'))))}</w:tr>"
    rows = f"<w:tbl>{control(row)}</w:tbl>"
    assert texts(read(control(para("one")), rows, control(control(para("two"))))) == ["one", "deep", "two"]


def test_notes_follow_the_text_with_their_printed_labels() -> None:
    def note(n: int, text: str, kind: str = "footnote") -> str:
        return f'<w:{kind} w:id="{n}">{para(f"<w:r><w:{kind}Ref/></w:r>" + run(text))}</w:{kind}>'

    def ref(n: int, kind: str = "footnote", more: str = "") -> str:
        return f'<w:r><w:{kind}Reference w:id="{n}"{more}/>'

    body = para(run("First") + ref(3) + "</w:r>" + run(" second") + ref(2) + "</w:r>" + run(" third") + ref(2, "endnote") + "</w:r>")
    custom = para(run("Star") + ref(4, more=' w:customMarkFollows="1"') + "<w:t>*</w:t></w:r>" + run(" on"))
    separator = f'<w:footnote w:type="separator" w:id="0">{para("not a word of the text")}</w:footnote>'
    reading = read(
        body, custom, footnotes=separator + note(2, "Two") + note(3, "Three") + note(4, "Four") + note(9, "Orphan"), endnotes=note(2, "End", "endnote")
    )
    assert reading.blocks[0].notes == (NoteRef(5, "1"), NoteRef(12, "2"), NoteRef(18, "i"))
    assert (reading.blocks[1].text, reading.blocks[1].notes) == ("Star on", (NoteRef(4, "*"),))
    assert [(b.note, b.text, b.anchor.part) for b in reading.blocks if b.role is BlockRole.FOOTNOTE] == [
        ("1", "Three", "footnotes"), ("2", "Two", "footnotes"), ("*", "Four", "footnotes"),
    ]  # fmt: skip
    assert [(b.note, b.text) for b in reading.blocks if b.role is BlockRole.ENDNOTE] == [("i", "End")]
    assert texts(reading, BlockRole.STRUCK) == ["Orphan"]


def test_a_note_whose_reference_was_deleted_counts_no_number() -> None:
    gone = f'<w:del {by()}><w:r><w:footnoteReference w:id="1"/></w:r></w:del>'
    live = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = "".join(f'<w:footnote w:id="{n}">{para(text)}</w:footnote>' for n, text in ((1, "gone"), (2, "stays")))
    reading = read(para(run("a") + gone + run("b") + live), footnotes=notes)
    assert [(b.role, b.note, b.text) for b in reading.blocks[1:]] == [(BlockRole.FOOTNOTE, "1", "stays"), (BlockRole.STRUCK, "", "gone")]


def test_headers_and_footers_are_read_once_each_and_say_so() -> None:
    reading = read(para("body"), headers=(para("CRP.1"), para("first page")), footers=(para(run("Page ") + fields("PAGE", "1")),))
    assert [(b.role, b.text, b.anchor.part) for b in reading.blocks] == [
        (BlockRole.HEADER, "CRP.1", "header1"), (BlockRole.HEADER, "first page", "header2"), (BlockRole.BODY, "body", ""),
        (BlockRole.FOOTER, "Page 1", "footer1"),
    ]  # fmt: skip


def test_a_table_of_contents_is_no_text() -> None:
    first = para(fields("TOC \\o", "Universalisation 3").replace('<w:r><w:fldChar w:fldCharType="end"/></w:r>', ""))
    last = para(run("Clearance 5") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    by_style = styled("Cooperation 7", "TOC1")
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{para('Contents')}</w:sdtContent></w:sdt>"
    )
    reading = read(control, first, last, by_style, para("Text"), styles=(style("TOC1", "toc 1"),))
    assert texts(reading, BlockRole.CONTENTS) == ["Contents", "Universalisation 3", "Clearance 5", "Cooperation 7"]
    assert texts(reading) == ["Text"]


def test_headings_are_known_by_outline_style_name_and_chain() -> None:
    styles = (
        style("Overskrift1", "heading 1"),
        style("Afsnit", "Section", based_on="Overskrift1"),
        style("Own", "Own", '<w:outlineLvl w:val="2"/>'),
        style("BodyAgain", "Body again", '<w:outlineLvl w:val="9"/>', based_on="Overskrift1"),
    )
    body = [styled(s, s) for s in ("Overskrift1", "Afsnit", "Own", "BodyAgain", "Unknown")] + [para("direct", '<w:outlineLvl w:val="1"/>')]
    assert [(b.style, b.heading) for b in read(*body, styles=styles).blocks] == [
        ("heading 1", 1), ("section", 1), ("own", 3), ("body again", 0), ("normal", 0), ("normal", 2),
    ]  # fmt: skip


def test_indents_come_from_the_paragraph_the_list_or_the_style() -> None:
    styles = (style("Ind", "Ind", '<w:ind w:left="567"/>'),)
    body = [listed("by list", 1, 1), listed("by itself", 1, 1, '<w:ind w:left="2268"/>'), styled("by style", "Ind"), para("none")]
    blocks = read(*body, styles=styles, numbering=(abstract(1, *OUTLINE), num(1, 1))).blocks
    assert [(b.indent, b.list_level) for b in blocks] == [(2.0, 1), (4.0, 1), (1.0, None), (0.0, None)]


def test_marks_that_may_carry_meaning_are_kept_with_their_place() -> None:
    body = (
        run("plain ")
        + run("bold ", "<w:b/>")
        + run("still", '<w:b/><w:color w:val="FF0000"/>')
        + run(" x", '<w:strike/><w:highlight w:val="yellow"/>')
        + run("2", '<w:vertAlign w:val="superscript"/>')
        + ins(run("new", "<w:u/>"))
    )
    marks = only(para(body)).marks
    assert marks == (
        Mark(6, 16, "bold"),
        Mark(11, 16, "colour:FF0000"),
        Mark(16, 18, "highlight:yellow"),
        Mark(16, 18, "strike"),
        Mark(18, 19, "superscript"),
        Mark(19, 22, "inserted", "Delegation of Arlen"),
        Mark(19, 22, "underline"),
    )


def test_bold_by_style_and_by_hand_is_bold_but_switched_off_is_not() -> None:
    styles = (style("Strong", "Strong", rpr="<w:b/>"),)
    body = [
        styled("by style", "Strong"),
        para(run("by hand", "<w:b/>")),
        para(run("some ", "<w:b/>") + run("not")),
        para(run("off", '<w:b w:val="0"/>'), '<w:pStyle w:val="Strong"/>'),
    ]
    assert [b.bold for b in read(*body, styles=styles).blocks] == [True, True, False, False]


def test_page_breaks_stand_before_the_next_paragraph_with_words() -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    body = [para("a"), para(page), para(""), para("b"), para(run("c") + page), para("d"), para("e", "<w:pageBreakBefore/>"), para("f")]
    assert [(b.text.strip(), b.breaks_before) for b in read(*body).blocks] == [("a", False), ("b", True), ("c", False), ("d", True), ("e", True), ("f", False)]


def test_the_language_is_the_one_that_most_words_are_in() -> None:
    body = para(run("Enhver deltagerstat forpligter sig", '<w:lang w:val="da-DK"/>') + run("OK", '<w:lang w:val="en-GB"/>'))
    assert read(body).language == "da-DK"


def test_a_file_that_is_cut_short_is_refused() -> None:
    with pytest.raises(BadInputError, match=r"draft\.docx"):
        read_word("draft.docx", word_file(para("text"))[:300])


def test_words_in_impossible_places_are_told() -> None:
    reading = read_word("x", word_file(para("one"), f"<w:tbl><w:tr>{para('two three')}</w:tr></w:tbl>"))
    assert [b.text for b in reading.blocks] == ["one"]
    assert reading.words == 3
    assert reading.warnings == ("2 words stand where a Word file has no text, and were not read: the file is damaged",)


def test_a_file_that_nests_too_deeply_is_refused() -> None:
    with pytest.raises(BadInputError, match="too deeply"):
        read_word("draft.docx", word_file(para("<w:smartTag>" * 1500 + run("deep") + "</w:smartTag>" * 1500)))


WORDS = st.lists(st.sampled_from(["States", "shall", "[ensure]", "report", "–", "7.", "naïve"]), max_size=4).map(" ".join)
EDGES = st.sampled_from(["", " "])


@st.composite
def runs(draw: st.DrawFn, depth: int = 1) -> str:
    text = draw(EDGES) + draw(WORDS) + draw(EDGES)
    kind = draw(st.sampled_from(["plain", "plain", "ins", "del", "move from", "move to", "field", "control", "sym", "break", "note", "box", "bold", "nested"]))
    return {
        "plain": run(text), "ins": ins(run(text)), "del": deleted(text), "move from": f"<w:moveFrom {by()}>{run(text)}</w:moveFrom>",
        "move to": f"<w:moveTo {by()}>{run(text)}</w:moveTo>", "field": fields("REF x", text),
        "control": f"<w:sdt><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>", "sym": '<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>',
        "break": "<w:r><w:br/></w:r>", "note": f'<w:r><w:footnoteReference w:id="{draw(st.integers(1, 3))}"/></w:r>',
        "box": box(draw(containers(depth - 1))) if depth else run(text), "bold": run(text, "<w:b/>"), "nested": ins(run(text) + deleted(text)),
    }[kind]  # fmt: skip


@st.composite
def containers(draw: st.DrawFn, depth: int = 1) -> str:
    out = []
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(["p", "p", "p", "gone", "listed", "table", "control"]))
        content = "".join(draw(st.lists(runs(depth), max_size=4)))
        if kind == "table" and depth:
            row = "".join(f"<w:tc>{draw(containers(0))}</w:tc>" for _ in range(draw(st.integers(1, 2))))
            props = draw(st.sampled_from(["", f"<w:trPr><w:del {by()}/></w:trPr>", f"<w:trPr><w:ins {by()}/></w:trPr>"]))
            out.append(f"<w:tbl><w:tr>{props}{row}</w:tr></w:tbl>")
        elif kind == "control":
            out.append(f"<w:sdt><w:sdtContent>{para(content)}</w:sdtContent></w:sdt>")
        else:
            out.append(para(content or "<w:r/>", {"gone": mark_gone(), "listed": '<w:numPr><w:numId w:val="1"/></w:numPr>'}.get(kind, "")))
    return "".join(out) + para("end")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(containers(), containers(0), st.lists(containers(0), max_size=2))
def test_every_word_of_a_file_stands_in_one_block(body: str, note: str, headers: list[str]) -> None:
    notes = "".join(f'<w:footnote w:id="{n}">{note}</w:footnote>' for n in (1, 2))
    content = word_file(body, footnotes=notes, headers=headers, numbering=(abstract(1, *OUTLINE), num(1, 1)))
    readings = [read_word("x", content, view) for view in View]
    for reading in readings:
        assert sum(b.words for b in reading.blocks) == reading.words
    for block in readings[0].blocks:
        assert block.words == len(block.text.split())
        assert all(0 <= m.start < m.end <= len(block.text) for m in block.marks)
        assert all(0 <= n.offset <= len(block.text) for n in block.notes)


@pytest.mark.parametrize("view", View)
def test_reading_a_file_with_changes_equals_reading_it_after_word_settled_them(bench: Path, view: View) -> None:
    pairs = [(f, f.with_name(f"{f.stem}-{view.value.title()}.docx")) for f in sorted((bench / "bench/word/revisions").glob("*.docx"))]
    pairs = [(f, settled) for f, settled in pairs if settled.exists()]
    assert len(pairs) > 10

    def shown(file: Path, by: View) -> list[tuple[str, str, BlockRole]]:
        reading = read_word(file.name, file.read_bytes(), by)
        assert sum(b.words for b in reading.blocks) == reading.words
        return [(b.label, b.text, b.role) for b in reading.blocks if b.role is not BlockRole.STRUCK]

    for marked, settled in pairs:
        assert shown(marked, view) == shown(settled, View.ACCEPTED), marked.name


def test_the_balance_of_real_files_holds(bench: Path) -> None:
    for file in sorted((bench / "bench/word").rglob("*.docx")):
        reading = read_word(file.name, file.read_bytes())
        assert sum(b.words for b in reading.blocks) == reading.words, file.name
        assert segment(reading).balance.holds, file.name
