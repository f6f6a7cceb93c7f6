"""A file that is not what it claims: one clear message, exit 2, nothing stored."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from console import Typed, journal

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1528)


def rezipped(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """A package with its parts changed one by one; a part for which None comes back is left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = change(info.filename, old.read(info.filename))
            if part is not None:
                new.writestr(info.filename, part)
    return out.getvalue()


def in_document(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, part: part.replace(old, new, 1) if name == "word/document.xml" else part


DOCTYPE = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'

BAD: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "empty": ("draft.docx", lambda good: b"", "empty"),
    "an empty text": ("draft.txt", lambda good: b"", "empty"),
    "nothing but spaces": ("draft.txt", lambda good: b"\n  \n\t\n", "no text"),
    "a PDF cut short": ("draft.pdf", lambda good: b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n", "cut short"),
    "a PDF that says it is Word": ("draft.docx", lambda good: b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n", "PDF"),
    "an old Word file": ("draft.doc", lambda good: OLE, ".doc"),
    "an encrypted Word file": ("draft.docx", lambda good: OLE, "encrypted"),
    "a Word file cut short": ("draft.docx", lambda good: good[: len(good) // 2], "draft.docx"),
    "a Word file whose text is cut short": (
        "draft.docx",
        lambda good: rezipped(good, lambda name, part: part[: len(part) // 2] if name == "word/document.xml" else part),
        "draft.docx",
    ),
    "a Word file without its text": ("draft.docx", lambda good: rezipped(good, lambda name, part: None if name == "word/document.xml" else part), "draft.docx"),
    "a Word file with a DOCTYPE": (
        "draft.docx",
        lambda good: rezipped(good, lambda name, part: part.replace(b"<w:document", DOCTYPE + b"<w:document", 1) if name == "word/document.xml" else part),
        "DOCTYPE",
    ),
    "a text that says it is Word": ("draft.docx", lambda good: b"1. Paragraph one.", "Word"),
    "a zip archive": ("draft.zip", lambda good: rezipped(good, lambda name, part: None if name.startswith("word/") else part), "zip"),
    "a Word file with no word in it": (
        "draft.docx",
        lambda good: rezipped(
            good,
            lambda name, part: part[: part.index(b"<w:body>") + 8] + b"<w:p/></w:body></w:document>" if name == "word/document.xml" else part,
        ),
        "no paragraph",
    ),
    "JSON cut short": ("draft.json", lambda good: b'{"clauses": [', "line 1"),
    "JSON with no clause": ("draft.json", lambda good: b'{"title": "T", "clauses": []}', "no clause"),
    "JSON with an id given twice": (
        "draft.json",
        lambda good: json.dumps({"clauses": [{"id": "a", "text": "One."}, {"id": "a", "text": "Two."}]}).encode(),
        "'a'",
    ),
    "JSON with a clause without text": ("draft.json", lambda good: b'{"clauses": [{"id": "a"}]}', "text"),
    "a web page": ("draft.html", lambda good: b"<!DOCTYPE html><html><p>1. One.</html>", "web page"),
}


@pytest.fixture(params=BAD)
def bad(request: pytest.FixtureRequest, sample: Path, desk: Path) -> tuple[Path, str]:
    name, spoil, says = BAD[request.param]
    path = desk / name
    path.write_bytes(spoil((sample / "declaration-rev1.docx").read_bytes()))
    return path, says


def one_message(err: str, says: str) -> None:
    lines = err.splitlines()
    assert 1 <= len(lines) <= 2, err
    assert lines[0].startswith("negotiator: ")
    assert says in err
    assert "Traceback" not in err
    assert len(lines) == 1 or lines[1].startswith("  ")


def test_a_bad_file_is_not_imported_and_nothing_changes(typed: Typed, workspace: Path, bad: tuple[Path, str]) -> None:
    path, says = bad
    before, entries = workspace.read_bytes(), journal(workspace)
    ended = typed("import", path.name, "--document", "declaration", "--label", "Rev.9")
    assert ended.code == 2
    assert ended.out == ""
    one_message(ended.err, says)
    assert journal(workspace) == entries
    assert workspace.read_bytes() == before


def test_a_bad_file_is_not_parsed_and_not_compared(typed: Typed, sample: Path, bad: tuple[Path, str]) -> None:
    path, says = bad
    for command in (("parse", path.name), ("compare", str(sample / "declaration-rev1.docx"), path.name, "--format", "json")):
        ended = typed(*command)
        assert ended.code == 2
        assert ended.out == ""
        one_message(ended.err, says)
    assert not Path("negotiation.db").exists()


@pytest.mark.parametrize(("path", "says"), [("nowhere.docx", "no file nowhere.docx"), (".", "folder"), ("two words.docx", "quotation marks")])
def test_a_file_that_is_not_there_is_named(typed: Typed, workspace: Path, path: str, says: str) -> None:
    before = workspace.read_bytes()
    for command in (("parse", path), ("import", path, "--document", "declaration")):
        ended = typed(*command)
        assert ended.code == 2
        one_message(ended.err, says)
    assert workspace.read_bytes() == before


def test_a_file_that_may_not_be_read_is_named(typed: Typed, desk: Path) -> None:
    import os

    path = desk / "closed.txt"
    path.write_text("1. One.")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    ended = typed("parse", "closed.txt")
    assert ended.code == 2
    one_message(ended.err, "cannot be read")


def test_standard_input_may_be_empty(typed: Typed) -> None:
    ended = typed("parse", "-", stdin=b"")
    assert ended.code == 2
    one_message(ended.err, "empty")
