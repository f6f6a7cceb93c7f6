"""What stands in two files to the letter is not read by the check, and no difference is missed for it."""

from __future__ import annotations

import gc
import weakref

import pytest
from lxml import etree
from redline_files import docx
from test_verify import AT, NEW, OLD, WRONG, altered, swapped

from negotiator.formats.word.package import Package, W
from negotiator.formats.word.redline import redline
from negotiator.formats.word.verify import verify
from negotiator.formats.word.verify.plain import Known, stretches
from negotiator.formats.word.verify.reading import Reader

XMLNS = f'xmlns:w="{W[1:-1]}"'


def inside(body: str, start: str = f"<w:document {XMLNS}>") -> list[bytes | None] | None:
    raw = f"{start}{body}</w:document>".encode()
    return stretches(raw, "w", len(list(etree.fromstring(raw).iter(W + "p"))))


def test_the_bytes_inside_each_paragraph_are_found_in_order() -> None:
    assert inside('<w:p a=""><w:r>1</w:r></w:p><w:pPr/><w:p/><w:p w="1"/><w:p >2</w:p >') == [b"<w:r>1</w:r>", b"", b"", b"2"]


def test_a_paragraph_that_holds_others_or_names_a_namespace_does_not_stand_for_itself() -> None:
    assert inside("<w:p>1<w:b><w:p>2</w:p><w:p/></w:b>3</w:p><w:p>4</w:p>") == [None, b"2", b"", b"4"]
    assert inside('<w:p><w:r xmlns:x="y"/></w:p><w:p>2</w:p>') == [None, b"2"]


@pytest.mark.parametrize(
    ("body", "start"),
    [
        ("<w:p/><!-- <w:p> -->", f"<w:document {XMLNS}>"),
        ("<w:p><![CDATA[<w:p/>]]></w:p>", f"<w:document {XMLNS}>"),
        ("<w:p/><?x <w:p/>?>", f"<w:document {XMLNS}>"),
        (f'<w:p/><v:p xmlns:v="{W[1:-1]}"/>', f"<w:document {XMLNS}>"),
        ('<w:b xmlns:w="other"><w:p/></w:b><w:p/>', f"<w:document {XMLNS}>"),
        ("<w:p/>", f'<?xml version="1.0" encoding="iso-8859-1"?><w:document {XMLNS}>'),
        ('<w:p a="x/>"></w:p>', f"<w:document {XMLNS}>"),
    ],
)
def test_where_bytes_could_mislead_none_are_taken(body: str, start: str) -> None:
    assert inside(body, start) is None


@pytest.fixture(scope="module")
def files() -> tuple[bytes, bytes, bytes]:
    old, new = docx(OLD), docx(NEW)
    return redline(old, new, author="Arlen", at=AT), old, new


def test_plain_paragraphs_of_the_sources_are_known_in_the_redline(files: tuple[bytes, bytes, bytes]) -> None:
    out, old, new = (Package.open(content, "file") for content in files)
    known = Known(out, old, new)
    assert {"".join(p.itertext()) for p in known.plain(new)} == {"Universalisation", "Action 1", "Secretariat"}
    heading = [next(p for p in known.plain(file) if "".join(p.itertext()) == "Universalisation") for file in (out, old, new)]
    assert len({known.plain(file)[p] for file, p in zip((out, old, new), heading, strict=True)}) == 1


@pytest.mark.parametrize("name", WRONG)
def test_the_same_is_found_as_if_every_paragraph_were_read(name: str, files: tuple[bytes, bytes, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    out, old, new = files
    change, part = WRONG[name]
    spoiled = altered(out, change, part)
    found = verify(spoiled, old, new)
    monkeypatch.setattr(Known, "plain", lambda self, package: {})
    assert verify(spoiled, old, new) == found


def test_the_same_bytes_under_another_style_s_name_differ(files: tuple[bytes, bytes, bytes]) -> None:
    out, old, new = files
    renamed = altered(new, swapped(r'w:val="heading 1"', 'w:val="heading 7"'), "word/styles.xml")
    assert any("heading 7" in f.message for f in verify(out, old, renamed))


def test_the_same_bytes_under_another_number_differ(files: tuple[bytes, bytes, bytes]) -> None:
    _, old, _ = files
    later = altered(old, swapped(r'<w:start w:val="1"/>', '<w:start w:val="5"/>'), "word/numbering.xml")
    assert any("has the number" in f.message for f in verify(old, old, later))


@pytest.mark.parametrize(
    ("part", "before", "after"), [("word/footnotes.xml", "See the report", "See the map"), ("word/_rels/document.xml.rels", "https", "http")]
)
def test_the_same_bytes_that_lead_elsewhere_differ(part: str, before: str, after: str, files: tuple[bytes, bytes, bytes]) -> None:
    _, old, _ = files
    assert verify(old, old, altered(old, swapped(before, after), part))


def test_what_a_comment_stands_on_is_read_in_plain_paragraphs_too(files: tuple[bytes, bytes, bytes]) -> None:
    _, old, _ = files
    commented = Package.open(old, "file")
    body = commented.xml(commented.main)[0]
    paragraphs = list(body.iter(W + "p"))
    for tag, at in (("commentRangeStart", paragraphs[0]), ("commentRangeEnd", paragraphs[5])):
        edge = etree.SubElement(at, W + tag)
        edge.set(W + "id", "9")
    commented.put(commented.main, commented.xml(commented.main))
    comments = etree.fromstring(f'<w:comments {XMLNS}><w:comment w:id="9" w:author="A"><w:p><w:r><w:t>Why?</w:t></w:r></w:p></w:comment></w:comments>')
    commented.put("word/comments.xml", comments, "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml")
    commented.relate(commented.main, "comments", "word/comments.xml")
    package = Package.open(commented.save(), "file")
    known = Known(package, Package.open(old, "file"))
    assert known.plain(package)
    anchors = [[anchor for *_, anchor in Reader(package, rejected=False, known=k).read().comments] for k in (None, known)]
    assert anchors[0] == anchors[1]
    assert "Action 1Secretariat" in anchors[1][0]


def test_a_redline_and_its_proof_hold_no_file_when_they_are_done(files: tuple[bytes, bytes, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    _, old, new = files
    opened: list[weakref.ref[Package]] = []
    really = Package.open

    def remembered(content: bytes, name: str, **how: bool) -> Package:
        package = really(content, name, **how)
        opened.append(weakref.ref(package))
        return package

    monkeypatch.setattr(Package, "open", remembered)
    gc.disable()
    try:
        assert verify(redline(old, new, author="Arlen", at=AT), old, new) == ()
        assert len(opened) == 5
        assert [package for package in opened if package() is not None] == []
    finally:
        gc.enable()
