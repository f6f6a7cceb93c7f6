"""A Word file is opened with suspicion and saved without touching what is not ours."""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from negotiator.errors import BadInputError
from negotiator.formats.word import package as package_module
from negotiator.formats.word.package import Package, W, parse

W_NS = W.strip("{}")
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
DOCUMENT = f'<w:document xmlns:w="{W_NS}"><w:body><w:p><w:r><w:t>Each State undertakes</w:t></w:r></w:p></w:body></w:document>'


def zipped(entries: dict[str, str | bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            info = zipfile.ZipInfo(name, (2024, 5, 27, 10, 30, 0))
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()


def minimal(**changed: str | bytes) -> dict[str, str | bytes]:
    entries: dict[str, str | bytes] = {"[Content_Types].xml": TYPES, "_rels/.rels": RELS, "word/document.xml": DOCUMENT}
    return entries | {k.replace("__", "/"): v for k, v in changed.items()}


def refusal(content: bytes) -> BadInputError:
    with pytest.raises(BadInputError) as caught:
        Package.open(content, "draft.docx")
    assert "draft.docx" in caught.value.message
    assert caught.value.hint
    return caught.value


def test_a_small_file_opens_and_names_its_parts() -> None:
    package = Package.open(zipped(minimal()), "draft.docx")
    assert package.main == "word/document.xml"
    assert package.parts == ("[Content_Types].xml", "_rels/.rels", "word/document.xml")
    assert package.xml(package.main) is package.xml(package.main)
    assert package.related(package.main, "numbering") is None


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"", "is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "WordDocument".encode("utf-16-le"), "old Word format"),
        (rb"{\rtf1\ansi Hello}", "rich text"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"Dear colleagues,", "not a Word file"),
        (zipped(minimal())[:-40], "damaged"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), "OpenDocument"),
        (zipped({"readme.txt": "hello"}), "not a Word file"),
        (zipped({"[Content_Types].xml": TYPES, "_rels/.rels": RELS}), "main part (word/document.xml) is missing"),
        (zipped(minimal(word__document__x="") | {"word/document.xml": DOCUMENT[:-30]}), "cut short"),
        (zipped({**minimal(), "word/document.xml": f"<!DOCTYPE w:document [<!ENTITY a 'b'>]>{DOCUMENT}"}), "DOCTYPE"),
        (zipped({**minimal(), "word/document.xml": ("\ufeff<!DOCTYPE w:document>" + DOCUMENT).encode("utf-16-le")}), "DOCTYPE"),
        (zipped({**minimal(), "word/document.xml": b'<?xml version="1.0" encoding="UTF-7"?>' + DOCUMENT.encode()}), "encoding UTF-7"),
        (zipped({**minimal(), "word/document.xml": DOCUMENT.replace(W_NS, "http://purl.oclc.org/ooxml/wordprocessingml/main")}), "Strict"),
        (zipped({**minimal(), "[Content_Types].xml": TYPES.replace("wordprocessingml.document", "spreadsheetml.sheet")}), "an Excel file"),
        (zipped({**minimal(), "word/document.xml": f'<w:document xmlns:w="{W_NS}"/>'}), "no document body"),
        (
            zipped({**minimal(), "word/_rels/document.xml.rels": RELS.replace('officeDocument"', 'footnotes"').replace("word/document.xml", "notes.xml")}),
            "word/notes.xml (its footnotes) is missing",
        ),
    ],
)
def test_what_is_no_readable_word_file_is_refused_with_the_trouble_named(content: bytes, trouble: str) -> None:
    assert trouble in refusal(content).message


def test_the_text_of_a_file_that_was_seen_is_looked_into_only_where_it_is_asked_for() -> None:
    package = Package.open(zipped(minimal() | {"word/document.xml": DOCUMENT[:-30]}), "draft.docx", seen=True)
    assert package.parts == ("[Content_Types].xml", "_rels/.rels", "word/document.xml")
    with pytest.raises(BadInputError, match="cut short"):
        package.xml(package.main)


def test_a_part_named_twice_is_refused() -> None:
    out = io.BytesIO(zipped(minimal()))
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", DOCUMENT.replace("Each", "No"))
    assert "twice" in refusal(out.getvalue()).message


def test_an_encrypted_entry_is_refused() -> None:
    content = bytearray(zipped(minimal()))
    at = content.index(b"PK\1\2")
    while at >= 0:  # the flag of the central directory decides
        struct.pack_into("<H", content, at + 8, 1)
        at = content.find(b"PK\1\2", at + 1)
    assert "password" in refusal(bytes(content)).message


def test_a_damaged_entry_is_refused() -> None:
    content = bytearray(zipped(minimal(), stored=("word/document.xml",)))
    at = content.index(b"undertakes")
    content[at : at + 1] = b"x"
    assert "cannot be unpacked" in refusal(bytes(content)).message


def test_declared_sizes_are_checked_before_anything_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    content = bytearray(zipped(minimal()))
    at = content.rindex(b"PK\1\2")
    struct.pack_into("<L", content, at + 24, 600_000_000)
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("an entry was read"))
    started = time.perf_counter()
    assert "600 MB unpacked" in refusal(bytes(content)).message
    assert time.perf_counter() - started < 2


def test_an_entry_that_declares_less_than_it_holds_is_never_unpacked_whole() -> None:
    content = bytearray(zipped({**minimal(), "word/numbering.xml": b"<a>" + b" " * 200_000_000}))
    at = content.rindex(b"PK\1\2")
    struct.pack_into("<L", content, at + 24, 5_000)
    package = Package.open(bytes(content), "draft.docx")
    tracemalloc.start()
    with pytest.raises(BadInputError, match="cannot be unpacked"):
        package.raw("word/numbering.xml")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_module, "MOST_BYTES", 100)
    assert "too large" in refusal(zipped(minimal())).message


def test_entities_in_attributes_are_never_expanded() -> None:
    with pytest.raises(BadInputError, match="DOCTYPE"):
        parse(b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x y="&b;"/>', "styles.xml")


def packed_entries(content: bytes) -> dict[str, tuple[bytes, tuple[int, ...], int]]:
    found = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for info in archive.infolist():
            start = info.header_offset + 30 + sum(struct.unpack_from("<HH", content, info.header_offset + 26))
            found[info.filename] = (content[start : start + info.compress_size], info.date_time, info.CRC)
    return found


def test_untouched_entries_are_saved_as_they_were() -> None:
    content = zipped({**minimal(), "word/media/æ 1.png": bytes(range(256)) * 9, "customXml/item1.xml": "<a/>"}, stored=("word/media/æ 1.png",))
    package = Package.open(content, "draft.docx")
    root = package.xml(package.main)
    root[0][0][0][0].text = "Each State intends"
    package.put(package.main, root)
    saved = package.save()
    old, new = packed_entries(content), packed_entries(saved)
    assert list(old) == list(new)
    assert {n for n in old if old[n] != new[n]} == {"word/document.xml"}
    assert b"intends" in Package.open(saved, "draft.docx").raw("word/document.xml")
    assert saved == package.save()


def test_a_file_that_was_not_changed_keeps_every_entry() -> None:
    content = zipped(minimal())
    assert packed_entries(Package.open(content, "draft.docx").save()) == packed_entries(content)


def test_a_new_part_is_declared_related_and_dated_alike_everywhere() -> None:
    package = Package.open(zipped(minimal()), "draft.docx")
    comments = etree.Element(f"{W}comments", nsmap={"w": W_NS})
    package.put("word/comments.xml", comments, "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml")
    first = package.relate(package.main, "comments", "word/comments.xml")
    assert first == package.relate(package.main, "comments", "word/comments.xml")
    link = package.relate(package.main, "hyperlink", "https://example.org/", external=True)
    assert link != first
    saved = Package.open(package.save(), "draft.docx")
    assert saved.related(saved.main, "comments") == "word/comments.xml"
    assert saved.target(saved.main, link) == "https://example.org/"
    assert saved.content_type("word/comments.xml").endswith("comments+xml")
    assert b'Target="comments.xml"' in saved.raw("word/_rels/document.xml.rels")
    assert packed_entries(package.save())["word/comments.xml"][1] == (1980, 1, 1, 0, 0, 0)


def test_a_dropped_part_is_gone_with_its_declaration() -> None:
    package = Package.open(zipped(minimal()), "draft.docx")
    package.put("word/comments.xml", b"<x/>", "text/xml")
    package.drop("word/comments.xml")
    assert not package.has("word/comments.xml")
    assert "word/comments.xml" not in Package.open(package.save(), "d").parts
    with pytest.raises(BadInputError, match=r"word/comments\.xml is missing"):
        package.raw("word/comments.xml")


def test_relations_reach_parts_whatever_the_case_and_slash_of_their_names() -> None:
    rels = RELS.replace('officeDocument"', 'numbering"').replace("word/document.xml", "/word/Numbering.xml")
    package = Package.open(zipped({**minimal(), "word/_rels/document.xml.rels": rels, "word\\numbering.xml": "<n/>"}), "draft.docx")
    found = package.related(package.main, "numbering")
    assert found is not None
    assert package.xml(found).tag == "n"


def test_real_files_open_and_survive_saving(bench: Path) -> None:
    files = sorted((bench / "bench" / "word").glob("*/*.docx")) or sorted((bench / "bench" / "word").rglob("*.docx"))
    assert files
    for file in files:
        content = file.read_bytes()
        package = Package.open(content, file.name)
        for part in package.parts:
            if part.endswith((".xml", ".rels")):
                package.xml(part)
        assert packed_entries(package.save()) == packed_entries(content), file.name
