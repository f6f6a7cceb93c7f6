"""Hidden text: read, counted apart, told; never part of the text, and emptied for the room wherever it hides."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest
from list_samples import OUTLINE
from word_parts import W_NS, abstract, by, listed, num, para, run, style, styled, word_file

from negotiator.errors import RefusedError
from negotiator.formats.word.blocks import View, read_word
from negotiator.formats.word.carried import carried
from negotiator.formats.word.carry import Carry
from negotiator.formats.word.colouring import PALETTE, Shade, shaded
from negotiator.formats.word.comments import WordComment, annotate
from negotiator.formats.word.package import Package
from negotiator.formats.word.propose import Edit, propose
from negotiator.formats.word.scrub import scrub
from negotiator.formats.word.verify import verify
from negotiator.model.block import BlockRole, Reading
from negotiator.reading.segment import segment

VANISH = "<w:vanish/>"
WHITE = '<w:color w:val="FFFFFF"/>'
SECRET = "Fallback Omega"
MARK = f"<w:rPr>{VANISH}</w:rPr>"
STYLES = (style("Quiet", "quiet", rpr=VANISH), style("Quieter", "quieter", based_on="Quiet"), style("Sly", "sly", kind="character", rpr=VANISH))
BOX = f"<wps:txbx><w:txbxContent>{para(SECRET)}</w:txbxContent></wps:txbx>"
TABLE = f'<w:tbl><w:tblPr><w:tblStyle w:val="Dark"/></w:tblPr><w:tr><w:tc>{para(SECRET)}</w:tc></w:tr></w:tbl>'
TABLE_STYLE = f'<w:style w:type="table" w:styleId="Dark"><w:name w:val="dark"/><w:rPr>{VANISH}</w:rPr></w:style>'


def drawing(inside: str, hidden: str = "") -> str:
    graphic = f"<a:graphic><a:graphicData>{inside}</a:graphicData></a:graphic>"
    return f'<w:drawing><wp:inline><wp:docPr id="7" name="Box 7" descr="{SECRET}"{hidden}/>{graphic}</wp:inline></w:drawing>'


def note(content: str) -> str:
    return f'<w:footnote w:id="2">{para(content)}</w:footnote>'


REFERENCE = '<w:r>{}<w:footnoteReference w:id="2"/></w:r>'
FILES = {
    "a run": word_file(para(run("States ") + run(SECRET, VANISH) + run(" act."))),
    "a character style": word_file(para(run("States ") + run(SECRET, '<w:rStyle w:val="Sly"/>') + run(" act.")), styles=STYLES),
    "a paragraph style": word_file(para("States act."), styled(SECRET, "Quiet"), styles=STYLES),
    "a style by what it is based on": word_file(para("States act."), styled(SECRET, "Quieter"), styles=STYLES),
    "the style of all paragraphs": word_file(para(run("States act.", '<w:vanish w:val="0"/>')), para(SECRET), styles=(
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="normal"/><w:rPr><w:vanish/></w:rPr></w:style>',)),
    "a table's style": word_file(para("States act."), TABLE, styles=(TABLE_STYLE,)),
    "a box in a hidden run": word_file(para("States act."), para(f"<w:r><w:rPr>{VANISH}</w:rPr>{drawing(BOX)}</w:r>")),
    "a box that is switched off": word_file(para("States act."), para(f"<w:r>{drawing(BOX, ' hidden=' + chr(34) + '1' + chr(34))}</w:r>")),
    "a shape that is switched off": word_file(
        para("States act."),
        para(f'<w:r><w:pict><v:shape style="visibility: hidden"><v:textbox><w:txbxContent>{para(SECRET)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>'),
    ),
    "a note that only hidden text refers to": word_file(para(run("States act.") + REFERENCE.format(f"<w:rPr>{VANISH}</w:rPr>")), footnotes=note(SECRET)),
    "an inserted run": word_file(para(run("States act.") + f"<w:ins {by()}>{run(SECRET, VANISH)}</w:ins>")),
    "a formula": word_file(para(run("States act.") + f"<m:oMath><m:r><w:rPr>{VANISH}</w:rPr><m:t>{SECRET}</m:t></m:r></m:oMath>")),
    "a header": word_file(para("States act."), headers=(para(run(SECRET, VANISH)),)),
}  # fmt: skip


def read(content: bytes, view: View = View.ACCEPTED) -> Reading:
    reading = read_word("draft.docx", content, view)
    assert sum(b.words for b in reading.blocks) == reading.words
    assert segment(reading).balance.holds
    return reading


def shown(reading: Reading) -> str:
    return " ".join(" ".join(b.text for b in reading.blocks if b.role not in (BlockRole.HIDDEN, BlockRole.STRUCK)).split())


@pytest.mark.parametrize("where", FILES)
def test_it_is_read_and_is_no_part_of_the_text(where: str) -> None:
    reading = read(FILES[where])
    assert shown(reading) == "States act."
    assert [b.text.strip() for b in reading.blocks if b.role is BlockRole.HIDDEN] == [SECRET]
    made = segment(reading)
    assert [c.text for c in made.clauses] in (["States act."], ["States  act."])
    assert "2 words of hidden text" in " ".join(made.warnings)
    assert "hidden text" in str(made.balance)
    assert [t.why for t in made.taken if t.block.role is BlockRole.HIDDEN] == ["it is hidden text: Word does not show it"]


@pytest.mark.parametrize("where", FILES)
def test_it_is_told_and_emptied_for_the_room(where: str) -> None:
    content = FILES[where]
    assert any(SECRET in c.what for c in carried(content, "x.docx") if c.kind is Carry.HIDDEN)
    done = scrub(content, "x.docx")
    with zipfile.ZipFile(io.BytesIO(done.content)) as package:
        assert not [name for name in package.namelist() if b"Omega" in package.read(name)]
    assert any("hidden" in phrase for phrase in done.taken)
    assert shown(read(done.content)) == "States act."
    assert verify(done.content, done.content, done.content) == ()
    before, after = (Package.open(one, "x").xml("word/document.xml").xpath("count(//w:p)", namespaces={"w": W_NS}) for one in (content, done.content))
    assert before == after


def test_what_is_shown_by_its_own_formatting_is_shown() -> None:
    reading = read(word_file(para(run("States act.", '<w:rStyle w:val="Sly"/><w:vanish w:val="false"/>')), styles=STYLES))
    assert shown(reading) == "States act."
    assert reading.warnings == ()


def test_a_word_that_is_hidden_in_part_is_counted_on_both_sides() -> None:
    reading = read(word_file(para(run("agree") + run("ment", VANISH) + run(" and ") + run("more ", VANISH) + run("peace"))))
    assert shown(reading) == "agree and peace"
    assert reading.words == 5


def test_struck_text_that_is_hidden_is_struck_and_comes_back_hidden() -> None:
    content = word_file(para(run("States act.") + f"<w:del {by()}><w:r><w:rPr>{VANISH}</w:rPr><w:delText>{SECRET}</w:delText></w:r></w:del>"))
    assert [b.role for b in read(content).blocks if SECRET in b.text] == [BlockRole.STRUCK]
    assert [b.role for b in read(content, View.REJECTED).blocks if SECRET in b.text] == [BlockRole.HIDDEN]


def test_a_paragraph_that_is_hidden_with_its_mark_is_not_counted_in_its_list() -> None:
    quiet = para(run("two", VANISH), f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>{MARK}')
    reading = read(word_file(listed("one", 1), quiet, listed("three", 1), numbering=(abstract(1, *OUTLINE), num(1, 1))))
    assert [(b.label, b.text) for b in reading.blocks if b.role is BlockRole.BODY] == [("1.", "one"), ("2.", "three")]


def test_a_note_that_is_referred_to_in_the_open_too_stays() -> None:
    body = para(run("States act.") + REFERENCE.format("") + REFERENCE.format(f"<w:rPr>{VANISH}</w:rPr>"))
    reading = read(word_file(body, footnotes=note("As agreed.")))
    assert shown(reading) == "States act. As agreed."


def test_a_hidden_picture_leaves_the_file_with_its_image() -> None:
    picture = '<a:blip r:embed="pic"/>'
    package = Package.open(word_file(para(run("States act.") + f"<w:r><w:rPr>{VANISH}</w:rPr>{drawing(picture)}</w:r>")), "x")
    package.put("word/media/image1.png", b"scanned: Fallback Omega", "image/png")
    rels = package.raw("word/_rels/document.xml.rels").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    package.put(
        "word/_rels/document.xml.rels",
        rels.replace("</Relationships>", f'<Relationship Id="pic" Type="{kind}" Target="media/image1.png"/></Relationships>').encode(),
    )
    assert [c.what for c in carried(package.save(), "x.docx") if c.kind is Carry.HIDDEN] == ["a hidden picture"]
    done = scrub(package.save(), "x.docx")
    assert not Package.open(done.content, "x").has("word/media/image1.png")
    assert done.taken["hidden picture"] == 1


def test_a_change_to_a_paragraph_leaves_its_hidden_words_and_is_seen() -> None:
    base = word_file(para(run("7.\u00a0States ") + run(SECRET, VANISH) + run("act on concerns.")), para(run("Last.") + run(SECRET, VANISH), MARK))
    edits = [
        Edit("Arlen", datetime(2026, 3, 2, tzinfo=UTC), (1,), "States shall act on all concerns.", was="States act on concerns."),
        Edit("Arlen", datetime(2026, 3, 2, tzinfo=UTC), (2,), "Said behind.", kind="insert"),
    ]
    out = propose(base, edits).content
    text = Package.open(out, "x").raw("word/document.xml").decode()
    assert text.count(SECRET) == 2 and "<w:delText" not in text
    assert shown(read(out)).split() == ["7.", "States", "shall", "act", "on", "all", "concerns.", "Last.", "Said", "behind."]
    assert shown(read(out, View.REJECTED)).split() == shown(read(base)).split()


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (para(run(SECRET, '<w:color w:val="FFFFFF"/>')), [f"white text: {SECRET}"]),
        (para(run(SECRET, '<w:sz w:val="2"/>')), [f"tiny text: {SECRET}"]),
        (para(run(SECRET, '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>')), []),
        (para(run(SECRET, '<w:color w:val="FFFFFF"/>'), '<w:shd w:val="clear" w:fill="1F3864"/>'), []),
        (f'<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr><w:shd w:fill="000080"/></w:tcPr>{para(run(SECRET, WHITE))}</w:tc></w:tr></w:tbl>', []),
        (para(run(SECRET, '<w:color w:val="FF0000"/><w:sz w:val="18"/>')), []),
        (para(run(SECRET, '<w:vanish/><w:color w:val="FFFFFF"/>')), [SECRET]),
    ],
)  # fmt: skip
def test_inspect_names_words_that_no_eye_finds(body: str, told: list[str]) -> None:
    assert [c.what for c in carried(word_file(body), "x.docx") if c.kind is Carry.HIDDEN] == told


def test_quotes_and_colours_are_found_across_hidden_words() -> None:
    base = word_file(para(run("States act ") + run(f"{SECRET} ", VANISH) + run("on [all] concerns.")))
    note = WordComment(1, "Ours.", "Us", "U", datetime(2026, 3, 2, tzinfo=UTC), quote="States act on [all]")
    text = Package.open(annotate(base, [note]), "x").raw("word/document.xml").decode()
    assert text.index("commentRangeStart") < text.index("States act") < text.index("on [all]") < text.index("commentRangeEnd") < text.index(" concerns.")
    content, missed = shaded(base, [Shade(1, "act on [all]", 7, PALETTE[0])])
    assert missed == 0 and Package.open(content, "x").raw("word/document.xml").decode().count(PALETTE[0]) == 2


def relate(package: Package, name: str, kind: str, target: str) -> None:
    rels = package.raw("word/_rels/document.xml.rels").decode()
    relation = f'<Relationship Id="{name}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
    package.put("word/_rels/document.xml.rels", rels.replace("</Relationships>", f"{relation}</Relationships>").encode())


def chunk(content: bytes, part: str, content_type: str) -> bytes:
    package = Package.open(word_file(para("before"), '<w:altChunk r:id="chunk"/>', para("after")), "draft.docx")
    package.put(f"word/{part}", content, content_type)
    rels = package.raw("word/_rels/document.xml.rels").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
    package.put(
        "word/_rels/document.xml.rels", rels.replace("</Relationships>", f'<Relationship Id="chunk" Type="{kind}" Target="{part}"/></Relationships>').encode()
    )
    return package.save()


def test_a_text_that_stands_inside_as_it_came_is_cleaned_alike() -> None:
    inner = word_file(para(run("States act.") + run(SECRET, VANISH)))
    body = f'<!-- {SECRET} --><p>States act.</p><p style="mso-hide: all">{SECRET}</p>'
    page = f'<html><head><meta name="author" content="{SECRET}"></head><body>{body}</body></html>'
    for name, content, kind in (
        ("inner.docx", inner, "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
        ("page.html", page.encode(), "text/html"),
    ):
        reading = read(chunk(content, name, kind))
        assert shown(reading) == "before States act. after"
        assert [b.text for b in reading.blocks if b.role is BlockRole.HIDDEN] == [SECRET]
        told_of = [(c.what, c.part) for c in carried(chunk(content, name, kind), "x.docx") if c.kind in (Carry.EMBEDDED, Carry.HIDDEN)]
        assert ("a text of another file, shown in place", f"word/{name}") in told_of
        assert (SECRET, "word/inner.docx!word/document.xml") in told_of or name == "page.html"
        done = scrub(chunk(content, name, kind), "x.docx").content
        raw = Package.open(done, "x").raw(f"word/{name}")
        told = Package.open(raw, "inner").raw("word/document.xml") if raw.startswith(b"PK") else raw
        assert b"Omega" not in told and b"States act." in told
        assert "States act." in shown(read(done))


def test_a_text_of_a_kind_that_nobody_can_clean_does_not_go_to_the_room() -> None:
    with pytest.raises(RefusedError, match=r"inner\.rtf"):
        scrub(chunk(b"{\\rtf1 {\\info{\\author Ane}} States act.}", "inner.rtf", "application/rtf"), "x.docx")
