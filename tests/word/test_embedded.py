"""Files that a Word file carries as they came are read where they stand."""

from __future__ import annotations

import pytest
from list_samples import OUTLINE
from word_parts import abstract, listed, num, para, run, word_file

from negotiator.formats.word.blocks import View, read_word
from negotiator.formats.word.embedded import DEEPEST
from negotiator.formats.word.package import Package
from negotiator.model.block import BlockRole, Reading
from negotiator.reading.segment import segment

CHUNK = '<w:altChunk r:id="chunk"/>'
PAGE = """<html><head><title>unseen</title><style>p {}</style></head><body><h2>Chapter &amp; verse</h2>
<p>States <b>shall</b> re<i>port</i>,<br>and do so <s>annually</s> often.</p><ol type="a" start="3"><li>first</li><li>second<ul><li>deeper</li></ul></li></ol>
<table><tr><td>left</td><td>right</td></tr></table>trailing</body></html>"""


def carrying(content: bytes, part: str, content_type: str) -> bytes:
    package = Package.open(word_file(para("before"), CHUNK, para("after")), "draft.docx")
    package.put(f"word/{part}", content, content_type)
    rels = package.raw("word/_rels/document.xml.rels").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
    package.put(
        "word/_rels/document.xml.rels", rels.replace("</Relationships>", f'<Relationship Id="chunk" Type="{kind}" Target="{part}"/></Relationships>').encode()
    )
    return package.save()


def read(content: bytes, part: str, content_type: str) -> Reading:
    reading = read_word("draft.docx", carrying(content, part, content_type))
    assert sum(b.words for b in reading.blocks) == reading.words
    assert segment(reading).balance.holds
    return reading


def texts(reading: Reading) -> list[str]:
    return [f"{b.label} {b.text}".strip() for b in reading.blocks]


def test_a_word_file_inside_is_read_with_its_numbers_and_its_place() -> None:
    inner = word_file(listed("one", 1), listed("two", 1), numbering=(abstract(1, *OUTLINE), num(1, 1)), footers=(para("its footer"),))
    reading = read(inner, "inner.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml")
    assert texts(reading) == ["before", "1. one", "2. two", "after"]
    assert [str(b.anchor) for b in reading.blocks] == ["paragraph 1", "inner.docx, paragraph 1", "inner.docx, paragraph 2", "paragraph 2"]
    assert reading.warnings == ()


def test_a_web_page_inside_is_read() -> None:
    reading = read(PAGE.encode(), "page.html", "text/html")
    shown = [
        "before",
        "Chapter & verse",
        "States shall report,\nand do so annually often.",
        "c. first",
        "d. second",
        "• deeper",
        "left",
        "right",
        "trailing",
        "after",
    ]
    assert texts(reading) == shown
    assert reading.blocks[1].heading == 2
    assert [reading.blocks[2].text[m.start : m.end] for m in reading.blocks[2].marks] == ["shall", "port", "annually"]
    assert "annually" not in " ".join(c.text for c in segment(reading).clauses)


def test_a_web_archive_inside_is_read() -> None:
    archive = f"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\n\n{PAGE}\n--x--\n"
    assert "Chapter & verse" in texts(read(archive.encode(), "page.mht", "message/rfc822"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252"])
def test_plain_text_inside_is_read(encoding: str) -> None:
    assert texts(read("blåbær\r\n\r\nsecond line".encode(encoding), "more.txt", "text/plain")) == ["before", "blåbær", "second line", "after"]


def test_what_cannot_be_read_is_told() -> None:
    for content in (b"{\\rtf1 words}", b"PK\x03\x04 broken", b""):
        reading = read(content, "inner.rtf", "application/rtf")
        assert reading.warnings == ("a file that is embedded after paragraph 1 (altChunk) was not read",)
    bare = read_word("draft.docx", word_file(para("a"), CHUNK))
    assert bare.warnings == ("a file that is embedded after paragraph 1 (altChunk) was not read",)


def test_files_inside_files_end_somewhere() -> None:
    content = word_file(para("innermost"))
    for _ in range(DEEPEST + 1):
        content = carrying(content, "inner.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    reading = read_word("draft.docx", content)
    assert texts(reading) == [*["before"] * (DEEPEST + 1), *["after"] * (DEEPEST + 1)]


def test_an_embedded_file_in_a_deleted_row_is_struck() -> None:
    package = Package.open(carrying(b"gone", "more.txt", "text/plain"), "x")
    raw = package.raw(package.main).decode()
    row = f'<w:tbl><w:tr><w:trPr><w:del w:id="1" w:author="A"/></w:trPr><w:tc>{CHUNK}{para(run("cell"))}</w:tc></w:tr></w:tbl>'
    package.put(package.main, raw.replace(CHUNK, row).encode())
    reading = read_word("x", package.save())
    assert [(b.text, b.role) for b in reading.blocks if b.role is BlockRole.STRUCK] == [("gone", BlockRole.STRUCK), ("cell", BlockRole.STRUCK)]
    assert [b.text for b in read_word("x", package.save(), View.REJECTED).blocks] == ["before", "gone", "cell", "after"]
