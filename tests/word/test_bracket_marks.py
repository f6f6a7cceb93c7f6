"""Brackets lit in the issued Word file: each on its own words, over paragraphs, behind numbers and in notes, and nothing to the room of what comments said."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree
from word_parts import para, run, word_file

from negotiator.cli.app import run as negotiator
from negotiator.formats.word.comments import WordComment, annotate

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RAISED = '<w:vertAlign w:val="superscript"/>'
NOTE = f'<w:r><w:rPr>{RAISED}</w:rPr><w:footnoteReference w:id="{{0}}"/></w:r>'
FOOTNOTE = '<w:footnote w:id="{0}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {1}</w:t></w:r></w:p></w:footnote>'


@pytest.fixture
def exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An issued text with a workspace around it, in the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEGOTIATOR_WORKSPACE", raising=False)
    monkeypatch.setenv("NEGOTIATOR_USER", "tester")
    issued = word_file(
        para("Draft declaration", '<w:pStyle w:val="Title"/>'),
        para(run("1. Parties [") + run("shall", "<w:b/>") + run("] act at once.")),
        para(run("2. Parties [should]") + NOTE.format(1) + run(" report each year.")),
        para(run("3. Parties [may]") + run("EU, Borea", RAISED) + run(" meet.")),
        para("4. [Establish a fund as follows:"),
        para("5. The fund is open to all;"),
        para("6. The fund is voluntary – EU; Cordova delete]"),
        para("7. Equal [the] and [the] and [the – EU] words."),
        para(run("8. See the note") + NOTE.format(2) + run(".")),
        para("[9. All of it – EU]"),
        footnotes=FOOTNOTE.format(1, "EU; Cordova delete") + FOOTNOTE.format(2, "Taken over [in full – EU]."),
    )
    note = WordComment(2, "Galdria delete", "Chair", "C", datetime(2026, 1, 1, tzinfo=UTC), quote="[shall]")
    (tmp_path / "a.docx").write_bytes(annotate(issued, [note]))
    assert negotiator(["init"]) == 0
    assert negotiator(["import", "a.docx", "--document", "declaration", "--label", "Rev.1"]) == 0
    return tmp_path


def test_holders_in_italics_are_the_same_in_the_file_and_in_the_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEGOTIATOR_WORKSPACE", raising=False)
    slanted = "<w:i/>"
    one = para(run("1. Parties [shall] ") + run("EU, ", slanted) + run("Bo", slanted) + run("rea", slanted) + run(" act at once."))
    Path("a.docx").write_bytes(word_file(one, para(run("2. Parties [should ") + run("EU", slanted) + run("] meet."))))
    assert negotiator(["init"]) == 0
    assert negotiator(["import", "a.docx", "--document", "declaration", "--label", "Rev.1"]) == 0
    for text in ("a.docx", "declaration"):
        capsys.readouterr()
        assert negotiator(["brackets", text, "--format", "json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert [(b["words"], [(a["party"], a["source"]) for a in b["attribution"]]) for b in told] == [
            ("shall", [("EU", "format"), ("Borea", "format")]),
            ("should", [("EU", "format")]),
        ]


def export(how: str, audience: str) -> zipfile.ZipFile:
    assert negotiator(["export", "declaration", "--as", "annotated", "--for", audience, "--brackets", how, "-o", f"{how}.docx", "--force"]) == 0
    return zipfile.ZipFile(f"{how}.docx")


def part(file: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(file.read(f"word/{name}.xml"))


def commented(file: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Each comment of ours with the words that it stands on."""
    said = {
        c.get(W + "id"): "\n".join("".join(t.text or "" for t in p.iter(W + "t")) for p in c.iter(W + "p")) for c in part(file, "comments").iter(W + "comment")
    }
    on: dict[str, str] = {}
    opened: list[str] = []
    for element in part(file, "document").iter():
        if element.tag == W + "commentRangeStart":
            opened.append(str(element.get(W + "id")))
            on[opened[-1]] = ""
        elif element.tag == W + "commentRangeEnd":
            opened.remove(str(element.get(W + "id")))
        elif element.tag in (W + "t", W + "p"):
            for one in opened:
                on[one] += element.text or "" if element.tag == W + "t" else "|"
    return [(on[name], text) for name, text in said.items() if "[" in text.partition("\n")[0]]


def test_a_comment_stands_on_the_very_words_of_its_bracket(exported: Path) -> None:
    assert commented(export("comments", "group")) == [
        ("[shall]", "1[1]\nwants it gone: Galdria"),
        ("[should]", "2[1]\nholds: EU\nwants it gone: Cordova"),
        ("[may]", "3[1]\nholds: EU, Borea"),
        (
            "4. [Establish a fund as follows:|5. The fund is open to all;|6. The fund is voluntary – EU; Cordova delete]",
            "4[1]\nholds: EU\nwants it gone: Cordova",
        ),
        ("[the]", "7[1]\nnobody is named"),
        ("[the]", "7[2]\nnobody is named"),
        ("[the – EU]", "7[3]\nholds: EU"),
        ("", "8.fn2[1]\nholds: EU"),
        ("[9. All of it – EU]", "9[1]\nholds: EU"),
    ]


def test_what_a_comment_of_the_issued_file_says_does_not_reach_the_room(exported: Path) -> None:
    with export("comments", "room") as file:
        assert commented(file)[0] == ("[shall]", "1[1]\nnobody is named")
        assert not any(b"Galdria" in file.read(name) for name in file.namelist())


def test_a_bracket_is_lit_over_paragraphs_and_behind_its_number(exported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lit: list[str] = []
    with export("colour", "group") as file:
        for paragraph in part(file, "document").iter(W + "p"):
            words = ["".join(t.text or "" for t in r.iter(W + "t")) for r in paragraph.iter(W + "r") if r.find(f"{W}rPr/{W}shd") is not None]
            if words:
                lit.append("".join(words))
    assert lit == [
        "[shall]",
        "[should]",
        "[may]",
        "[Establish a fund as follows:",
        "The fund is open to all;",
        "The fund is voluntary – EU; Cordova delete]",
        "[the][the][the – EU]",
        "[9. All of it – EU]",
    ]
    assert "1 not lit, for they stand in notes or in numbers" in capsys.readouterr().err
