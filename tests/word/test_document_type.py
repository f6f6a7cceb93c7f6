"""A file with macros, and a template, come out of a redline as plain documents, which Word opens under the name of one."""

from __future__ import annotations

from pathlib import Path

import pytest
from redline_documents import Draft, Para, Piece
from redline_files import docx

from negotiator.cli.app import run
from negotiator.formats.word.document_type import as_document
from negotiator.formats.word.package import Package

PLAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OTHERS = {
    "macros": "application/vnd.ms-word.document.macroEnabled.main+xml",
    "template": "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "template with macros": "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
}


def other(content: bytes, kind: str) -> bytes:
    package = Package.open(content, "draft")
    package.put(package.main, package.raw(package.main), OTHERS[kind])
    if "macros" in kind:
        package.put("word/vbaProject.bin", b"\xd0\xcf\x11\xe0 a macro", "application/vnd.ms-office.vbaProject")
        package.relate(package.main, "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "word/vbaProject.bin")
        package.put("word/vbaData.xml", b"<vba/>", "application/vnd.ms-word.vbaData+xml")
        package.relate("word/vbaProject.bin", "http://schemas.microsoft.com/office/2006/relationships/wordVbaData", "word/vbaData.xml")
    return package.save()


def draft(*lines: str) -> bytes:
    return docx(Draft(tuple(Para((Piece(line),)) for line in lines)))


@pytest.mark.parametrize("kind", OTHERS)
def test_it_is_a_plain_document_of_the_same_words_then(kind: str) -> None:
    plain = draft("Each Party reports.", "The end.")
    made = Package.open(as_document(other(plain, kind), "draft.docm"), "draft")
    assert made.content_type(made.main) == PLAIN
    assert made.raw(made.main) == Package.open(plain, "draft").raw("word/document.xml")
    assert not [p for p in made.parts if "vba" in p]
    assert all(made.has(r.target) for r in made.relations(made.main) if not r.external)


def test_a_plain_document_stays_as_it_is_to_the_byte() -> None:
    plain = draft("Each Party reports.")
    assert as_document(plain, "draft.docx") is plain


@pytest.mark.parametrize("kind", OTHERS)
def test_a_redline_of_it_is_a_document_that_is_proven(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old.docm").write_bytes(other(draft("Each Party reports on it.", "The end."), kind))
    Path("new.docm").write_bytes(other(draft("Each Party shall report on it.", "The end."), kind))
    assert run(["compare", "old.docm", "new.docm", "-o", "out.docx"]) == 0
    made = Package.open(Path("out.docx").read_bytes(), "out.docx")
    assert made.content_type(made.main) == PLAIN and not [p for p in made.parts if "vba" in p]
    assert run(["verify", "out.docx", "old.docm", "new.docm"]) == 0


def test_a_version_with_macros_is_redlined_in_its_own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, word in (("rev1.docm", "reports"), ("rev2.docm", "shall report")):
        Path(name).write_bytes(other(draft(f"1. Each Party {word} on it.", "2. The end."), "macros"))
    assert run(["init"]) == 0
    for label in ("rev1", "rev2"):
        assert run(["import", f"{label}.docm", "--document", "draft", "--label", label]) == 0
    assert run(["export", "draft", "--as", "redline", "--for", "room", "-o", "out.docx"]) == 0
    made = Package.open(Path("out.docx").read_bytes(), "out.docx")
    assert made.content_type(made.main) == PLAIN
    assert run(["verify", "out.docx", "draft@rev1", "draft@rev2", "--for", "room"]) == 0
