"""A file is taken for what its content is, and one that is none of ours is refused with what to do."""

from __future__ import annotations

import io
import zipfile

import pytest

from negotiator.errors import BadInputError
from negotiator.formats import readers
from negotiator.formats.readers import read


def archive(*names: str, content: str = "x") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "format_"),
    [
        ("a.txt", b"1. We measure.", "text"),
        ("a", b"1. We measure.", "text"),
        ("a.md", b"# We measure", "markdown"),
        ("A.MARKDOWN", b"# We measure", "markdown"),
        ("a.json", b'{"clauses": [{"text": "x"}]}', "json"),
        ("a.txt", b'\xef\xbb\xbf {"clauses": [{"text": "x"}]}', "json"),
        ("a.txt", b'[{"text": "x"}]', "json"),
        ("a.txt", b"[We shall measure] the ice", "text"),
        ("-", b"[1. We shall measure] the ice", "text"),
        ("a.md", b"{+ markup +} We measure", "markdown"),
    ],
)
def test_the_content_says_what_a_file_is(name: str, content: bytes, format_: str) -> None:
    assert read(name, content).format == format_


@pytest.mark.parametrize(
    ("name", "content", "message", "hint"),
    [
        ("a.txt", b"", "a.txt is empty", "sent completely"),
        ("a.txt", b" \n\n ", "holds no text", "sent completely"),
        ("a.docx", b"We measure.", "not what it claims", "rename"),
        ("a.docx", b"%PDF-1.7 ...", r"a PDF and not what its name claims", "rename"),
        ("a.pdf", b"%PDF-1.7 ...", "cut short", "again"),
        ("a.pdf", b"%PDF-1.7 ... %%EOF", "damaged", "again"),
        ("a.pdf", b"We measure.", "not what it claims", "rename"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ...", "old Word file", "save it as .docx"),
        ("a.rtf", b"{\\rtf1 ...}", "RTF", "save it as .docx"),
        ("a.odt", archive("mimetype", content="application/vnd.oasis.opendocument.text"), "OpenDocument", "save it as .docx"),
        ("a.xlsx", archive("xl/workbook.xml"), "Excel", "copy the text"),
        ("a.zip", archive("a.txt"), "zip archive and no Word file", "unpack"),
        ("a.png", b"\x89PNG\r\n\x1a\n...", "an image", "text itself"),
        ("a.jpg", b"\xff\xd8\xff\xe0...", "an image", "text itself"),
        ("a.txt", b"\x00\x01\x02\x03abc\x00\x00", "NUL", "save it as"),
        ("a.html", b"<!DOCTYPE html><p>x", "web page", "save"),
        ("a.json", b"We measure.", "no valid JSON", "clauses"),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_with_a_hint(name: str, content: bytes, message: str, hint: str) -> None:
    with pytest.raises(BadInputError, match=message) as caught:
        read(name, content)
    assert hint in caught.value.hint
    assert name in caught.value.message


def test_a_file_that_is_too_large_is_not_even_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "LARGEST", 10)
    with pytest.raises(BadInputError, match="too large"):
        read("a.txt", b"12345678901")
