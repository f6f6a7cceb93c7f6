"""Files that come back: who changed and commented what, and nothing else taken for a change."""

from __future__ import annotations

import copy
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from colleague import Colleague
from console import Typed
from docx import Document
from docx.text.paragraph import Paragraph
from jsonschema import Draft202012Validator

from negotiator.formats.contract import schema
from negotiator.formats.word.blocks import read_word
from negotiator.model.block import BlockRole

ISSUED = ("redline", "annotated")


def handed_out(typed: Typed, form: str) -> bytes:
    words = ("--comments",) if form == "redline" else ()
    assert typed("export", "declaration", "--as", form, *words, "--for", "group", "-o", f"{form}.docx").code == 0
    return Path(f"{form}.docx").read_bytes()


def worked_on(content: bytes) -> bytes:
    """Ben changes, adds a paragraph, comments, accepts changes of ours, and changes a word without a mark; Cora strikes a word of Ben's."""
    ben = Colleague(content, "Ben of Arlen")
    ben.delete("unwavering ").insert(" and its institutions", "defend the integrity of the Convention").comment("Too strong for us", "anywhere, at any time")
    ben.add_paragraph("Decide to meet again in Arlen;", "raise the Convention with States not party").retype("harms land", "damages land").accept("Rev.2", 12)
    return Colleague(ben.saved(), "Cora of Borea", 26).delete("institutions").saved()


def table(found: list[dict[str, Any]]) -> list[tuple[str, str | None, str, str, str]]:
    return [(e["label"], e["author"], e["deed"], e["old"], e["new"]) for e in found]


def check(found: list[dict[str, Any]]) -> None:
    Draft202012Validator(schema("edits")).validate(found)
    by_place = {(e["label"], e["author"]): e for e in found}
    assert set(by_place) == {
        ("PP2", None),
        ("paragraph 1", "Ben of Arlen"),
        ("paragraph 1", "Cora of Borea"),
        ("paragraph 2", "Ben of Arlen"),
        ("after paragraph 5", "Ben of Arlen"),
    }
    assert len(found) == 5
    unmarked = by_place["PP2", None]
    assert "harms land" in unmarked["old"]
    assert unmarked["new"] == unmarked["old"].replace("harms land", "damages land")
    ben = by_place["paragraph 1", "Ben of Arlen"]
    assert ben["new"] == ben["old"].replace("unwavering ", "").replace("Convention;", "Convention and its institutions;")
    assert by_place["paragraph 1", "Cora of Borea"]["on"] == ["Ben of Arlen"]
    assert by_place["paragraph 2", "Ben of Arlen"]["comment"] == "Too strong for us"
    assert by_place["paragraph 2", "Ben of Arlen"]["quote"] == "anywhere, at any time"
    added = by_place["after paragraph 5", "Ben of Arlen"]
    assert (added["deed"], added["old"], added["new"]) == ("added", "", "Decide to meet again in Arlen;")


@pytest.mark.parametrize("form", ISSUED)
def test_everything_that_was_done_comes_back_and_nothing_else(typed: Typed, workspace: Path, form: str) -> None:
    content = handed_out(typed, form)
    Path("back.docx").write_bytes(worked_on(content))
    ended = typed("edits", "back.docx", "--of", "declaration", "--format", "json")
    assert ended.code == 0, ended.err
    check(ended.json)
    assert "1 of them not marked" in ended.err
    assert ended.json[1]["at"].startswith("2024-11-25T08:30")
    assert typed("import", "back.docx", "--as-edits", "declaration", "--format", "json").json == ended.json


def test_what_one_writes_in_anothers_insertion_is_told_with_it_and_is_no_change_of_the_text_beside(typed: Typed, workspace: Path) -> None:
    ben = Colleague(handed_out(typed, "annotated"), "Ben of Arlen").insert(" and all of its institutions", "defend the integrity of the Convention")
    ben.add_paragraph("Decide to meet again in Arlen;", "raise the Convention with States not party")
    cora = Colleague(ben.saved(), "Cora of Borea", 26).insert(" most", " and all").insert(" soon", "Decide to meet again")
    Path("back.docx").write_bytes(cora.insert(" and to eat;", "in Arlen;").saved())
    found = typed("edits", "back.docx", "--of", "declaration", "--format", "json").json
    assert [(e["label"], e["author"], e["deed"], e["on"]) for e in found] == [
        ("paragraph 1", "Ben of Arlen", "changed", []),
        ("paragraph 1", "Cora of Borea", "changed", ["Ben of Arlen"]),
        ("after paragraph 5", "Ben of Arlen", "added", []),
        ("after paragraph 5", "Cora of Borea", "added", ["Ben of Arlen"]),
    ]
    assert "Convention and all of its institutions;" in found[0]["new"]
    assert "Convention and all most of its institutions;" in found[1]["new"]
    assert found[2]["new"] == found[3]["old"] == "Decide to meet again in Arlen;"
    assert found[3]["new"] == "Decide to meet again soon in Arlen; and to eat;"
    Path("back.json").write_text(json.dumps(found))
    assert typed("export", "declaration", "--as", "proposals", "--for", "group", "--from", "back.json", "-o", "p.docx").code == 0
    again = typed("edits", "p.docx", "--of", "declaration", "--format", "json").json
    assert [(e["label"], e["author"]) for e in again if e["author"].startswith("Cora")] == [
        ("after paragraph 1", "Cora of Borea"),
        ("after paragraph 5", "Cora of Borea"),
    ]


@pytest.mark.parametrize("form", ISSUED)
def test_a_file_that_nobody_touched_holds_no_edit(typed: Typed, workspace: Path, form: str) -> None:
    handed_out(typed, form)
    ended = typed("edits", f"{form}.docx", "--of", "declaration", "--format", "json")
    assert ended.json == []
    assert "no edit on declaration" in ended.err


PAPER = """NOTE FOR DELEGATIONS

Subject: Council conclusions on the Fifth Review Conference

COUNCIL CONCLUSIONS ON THE FIFTH REVIEW CONFERENCE

I- INTRODUCTION

1. The Council of the European Union reaffirms its commitment to the Convention on the Prohibition of Mines and on Their Destruction1 and

   recalls that the norm is strong.

2. Recalling the Action Plan*, the Union will:

(a) seek support for the norm;

(b) prevent that:

    (i) it is weakened;

    (ii) it is forgotten.

II- AIMS

1) Review

3. The Union will seek that the document describes progress.

3 bis. It will ask for figures [by 2030 / in good time].

1 Hereafter "the Convention".

* Adopted in Oslo.
"""


@pytest.mark.parametrize("paper", ["eu-position", "eu-position@adopted/da", "own-paper"])
def test_a_position_paper_that_nobody_touched_holds_no_edit(typed: Typed, workspace: Path, paper: str) -> None:
    Path("paper.txt").write_text(PAPER, encoding="utf-8")
    assert typed("import", "paper.txt", "--document", "own-paper", "--role", "position").code == 0
    assert typed("export", paper, "--as", "position", "--for", "partners", "-o", "paper.docx").code == 0
    ended = typed("edits", "paper.docx", "--of", paper, "--format", "json")
    assert ended.json == []


def test_the_real_paper_that_nobody_touched_holds_no_edit(typed: Typed, desk: Path, bench: Path) -> None:
    paper = bench / "position-paper" / "council-conclusions-2024-05-27.da.txt"
    for words in (("init",), ("import", str(paper), "--document", "eu-position", "--role", "position")):
        assert typed(*words).code == 0
    assert typed("export", "eu-position", "--as", "position", "--for", "partners", "-o", "paper.docx").code == 0
    assert any(b.role is BlockRole.FOOTNOTE for b in read_word("paper.docx", Path("paper.docx").read_bytes()).blocks)
    assert typed("edits", "paper.docx", "--of", "eu-position", "--format", "json").json == []


def test_a_file_saved_by_libreoffice_tells_the_same(typed: Typed, workspace: Path, soffice: str, tmp_path: Path) -> None:
    Path("back.docx").write_bytes(worked_on(handed_out(typed, "redline")))
    out = tmp_path / "saved"
    command = [soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "docx", "--outdir", str(out), "back.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    ended = typed("edits", str(out / "back.docx"), "--of", "declaration", "--format", "json")
    assert ended.code == 0, ended.err
    check(ended.json)


def test_several_files_make_one_table_by_paragraph_and_author(typed: Typed, workspace: Path) -> None:
    content = handed_out(typed, "annotated")
    for name, words in (("Dana of Fenwick", "wholly unacceptable"), ("Ben of Arlen", "harms land"), ("Alma of Estmark", "wholly unacceptable")):
        Path(f"{name.split()[0]}.docx").write_bytes(Colleague(content, name).delete(words).saved())
    found = typed("edits", "Dana.docx", "Ben.docx", "Alma.docx", "--of", "declaration", "--format", "json").json
    assert [(e["label"], e["author"], e["file"]) for e in found] == [
        ("PP2", "Ben of Arlen", "Ben.docx"),
        ("paragraph 2", "Alma of Estmark", "Alma.docx"),
        ("paragraph 2", "Dana of Fenwick", "Dana.docx"),
    ]


def proposals(path: str) -> None:
    document = Document()
    document.add_paragraph("Comments on the draft declaration")
    made = document.add_table(rows=0, cols=4)
    for row in (
        ("Paragraph", "Delegation", "Proposed text", "Comment"),
        ("Para 2", "Estmark", "Condemn the use of anti-personnel mines anywhere by any actor;", "Shorter."),
        ("", "Borea", "", "We prefer the present text."),
        ("PP2", "Arlen", "", "Land should come last."),
        ("99", "Arlen", "A paragraph of its own;", ""),
    ):
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = text
    document.save(path)


def test_a_table_of_proposals_is_read_by_its_columns(typed: Typed, workspace: Path) -> None:
    proposals("table.docx")
    ended = typed("edits", "table.docx", "--of", "declaration", "--format", "json")
    found = ended.json
    assert "table.docx, table 1, row 5: “99” is no paragraph of declaration@rev2" in ended.err
    assert [(e["label"], e["author"], e["deed"], e["comment"]) for e in found] == [
        ("99 (table 1, row 5)", "Arlen", "proposed", ""),
        ("PP2", "Arlen", "comment", "Land should come last."),
        ("paragraph 2", "Borea", "comment", "We prefer the present text."),
        ("paragraph 2", "Estmark", "proposed", "Shorter."),
    ]
    assert found[3]["new"].startswith("Condemn the use")
    assert found[3]["old"].startswith("Condemn the use")


def test_a_file_that_is_no_copy_and_one_that_is_no_word_file_are_refused(typed: Typed, workspace: Path, sample: Path) -> None:
    Path("notes.txt").write_text("1. Something else.\n")
    shutil.copy(sample / "action-plan-rev2.docx", "other.docx")
    for name in ("notes.txt", "other.docx", "nowhere.docx"):
        ended = typed("edits", name, "--of", "declaration")
        assert ended.code == 2, name
        assert ended.out == ""
        assert "Traceback" not in ended.err
        assert "--as-edits" not in ended.err


def test_a_paragraph_that_stands_in_order_was_not_moved_and_one_that_does_not_was(typed: Typed, workspace: Path) -> None:
    assert typed("export", "eu-position", "--as", "position", "--for", "partners", "-o", "paper.docx").code == 0
    document = Document("paper.docx")
    moved = next(p for p in document.paragraphs if p.text.startswith("regret the lack of progress on universalisation"))
    first = next(p for p in document.paragraphs if p.text.startswith("reaffirm the strong commitment"))
    first._p.addprevious(moved._p)
    document.save("paper.docx")
    found = typed("edits", "paper.docx", "--of", "eu-position", "--format", "json").json
    assert [(e["deed"], e["label"], e["new"]) for e in found] == [("moved", "paragraph II.2.7", moved.text)]


def test_a_paragraph_that_was_split_and_two_that_were_joined_are_told(typed: Typed, workspace: Path) -> None:
    assert typed("export", "eu-position", "--as", "position", "--for", "partners", "-o", "paper.docx").code == 0
    document = Document("paper.docx")
    whole = next(p for p in document.paragraphs if p.text.startswith("The aims of the Convention"))
    first, _, rest = whole.text.partition(" For the EU any use")
    behind = copy.deepcopy(whole._p)
    whole._p.addnext(behind)
    whole.runs[0].text = first
    Paragraph(behind, whole._parent).runs[0].text = f"For the EU any use{rest}"
    one = next(p for p in document.paragraphs if p.text.startswith("support innovative approaches"))
    other = next(p for p in document.paragraphs if p.text.startswith("encourage measures that strengthen"))
    one.add_run(f" {other.text}")
    other._p.getparent().remove(other._p)
    document.save("paper.docx")
    found = typed("edits", "paper.docx", "--of", "eu-position", "--format", "json").json
    assert [(e["deed"], e["clauses"]) for e in found] == [("split", ["I.3"]), ("merged", ["II.3.12", "II.3.13"])]


def test_another_text_of_the_workspace_is_no_copy_that_came_back(typed: Typed, workspace: Path, sample: Path) -> None:
    """Our own paper is not taken for comments of somebody, whose words would go into a file for others."""
    paper = str(sample / "eu-position.docx")
    for words in (("edits", paper, "--of", "declaration"), ("export", "declaration", "--as", "proposals", "--for", "group", "--from", paper, "-o", "p.docx")):
        ended = typed(*words)
        assert ended.code == 2
        assert "eu-position.docx is eu-position@adopted, and no copy of declaration@rev2 that came back" in ended.err
    assert not Path("p.docx").exists()
