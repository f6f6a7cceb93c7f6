"""Tables that came back: what member states ask for in whatever columns, and our own table with somebody's work in it."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from colleague import Colleague
from console import Typed
from docx import Document
from jsonschema import Draft202012Validator
from member_states import FILES, IED, NORM, SECOND, THIRD, USE, File, Table

from negotiator.formats.contract import schema

TWO = "Condemn the use of anti-personnel mines anywhere, at any time, by any actor, and declare that such use is and will remain wholly unacceptable"


def told(found: list[dict[str, Any]]) -> list[tuple[str, str, str, str, str]]:
    """Edits as the files' truth writes them."""
    return [(">" * (e["deed"] == "added" and bool(e["clauses"])) + "+".join(e["clauses"]), e["author"] or "", e["deed"], e["new"], e["comment"]) for e in found]


def read(typed: Typed, name: str, base: str = "declaration") -> list[dict[str, Any]]:
    ended = typed("edits", name, "--of", base, "--format", "json")
    assert ended.code == 0, ended.err
    Draft202012Validator(schema("edits")).validate(ended.json)
    return ended.json  # type: ignore[no-any-return]


@pytest.mark.parametrize("file", (*FILES, *SECOND, *THIRD), ids=lambda file: Path(file.name).stem)
def test_a_member_states_table_says_what_is_asked_for(typed: Typed, workspace: Path, desk: Path, file: File) -> None:
    file.write(desk)
    ended = typed("edits", file.name, "--of", file.base, "--format", "json")
    assert ended.code == 0, ended.err
    assert sorted(told(ended.json)) == sorted(file.said)
    for place in file.unplaced:
        assert re.search(rf"“{re.escape(place)}” (?:is no paragraph of|can be)", ended.err)
    assert len(re.findall("” (?:is no paragraph of|can be)", ended.err)) == len(file.unplaced)


def test_the_tables_of_all_make_one_by_paragraph_and_author(typed: Typed, workspace: Path, desk: Path) -> None:
    files = [file for file in FILES if file.base == "eu-position"]
    ended = typed("edits", *(str(file.write(desk)) for file in files), "--of", "eu-position", "--format", "json")
    assert sorted(told(ended.json)) == sorted(said for file in files for said in file.said)
    norm = [e["author"] for e in ended.json if e["clauses"] == ["II.2.4"] and e["deed"] != "added"]
    assert norm == sorted(norm, key=str.casefold)
    assert len(norm) > 10


def test_the_table_of_all_is_written_for_spreadsheets(typed: Typed, workspace: Path, desk: Path) -> None:
    rows = [("Paragraph", "MS", "Proposal", "Comment"), ("II.2.4", "Ambria", NORM.format("firm"), "=1+1"), ("II.2.5", "Belmark", "", "Good.")]
    File("t.docx", [Table(rows)], ()).write(desk)
    for name in ("all.csv", "all.xlsx", "all.json"):
        ended = typed("edits", "t.docx", "--of", "eu-position", "-o", name)
        assert (ended.code, ended.out) == (0, "")
    table = list(csv.DictReader(Path("all.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [(r["paragraph"], r["author"], r["what"], r["text"], r["new text"], r["comment"].lstrip("'")) for r in table] == [
        ("paragraph II.2.4", "Ambria", "proposed", NORM.format("strong"), NORM.format("firm"), "=1+1"),
        ("paragraph II.2.5", "Belmark", "comment", USE.format(" to the EU"), "", "Good."),
    ]
    with zipfile.ZipFile("all.xlsx") as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
        assert NORM.format("firm").encode() in book.read("xl/sharedStrings.xml")
    assert json.loads(Path("all.json").read_text(encoding="utf-8")) == typed("edits", "t.docx", "--of", "eu-position", "--format", "json").json
    assert typed("edits", "t.docx", "--of", "eu-position", "-o", "all.csv").code == 3
    refused = typed("edits", "t.docx", "--of", "eu-position", "-o", "all.docx")
    assert (refused.code, "export eu-position --as table --from FILE" in refused.err) == (2, True)


@pytest.fixture
def handed_out(typed: Typed, workspace: Path) -> bytes:
    """Our table of the declaration, with points and verdicts."""
    assert typed("export", "declaration", "--as", "table", "--for", "group", "-o", "table.docx").code == 0
    return Path("table.docx").read_bytes()


@pytest.mark.parametrize("audience", ["own", "group", "partners", "room"])
def test_our_own_table_that_nobody_touched_holds_no_edit(typed: Typed, workspace: Path, audience: str) -> None:
    assert typed("link", "II.2.5", "2", "--in", "declaration@rev2", "--as", "partial", "--note", "Ask (again): who, when?", "--quote", "").code == 0
    assert typed("export", "declaration", "--as", "table", "--for", audience, "-o", "table.docx").code == 0
    assert typed("link", "II.2.5", "2", "--in", "declaration@rev2", "--as", "reflected", "--note", "Settled.", "--quote", "").code == 0
    ended = typed("edits", "table.docx", "--of", "declaration@rev2", "--format", "json")
    assert (ended.json, ended.code) == ([], 0)
    assert "no edit" in ended.err


def test_a_tracked_change_in_our_table_is_its_authors_proposal(typed: Typed, handed_out: bytes) -> None:
    ben = Colleague(handed_out, "Ben of Arlen")
    ben.insert(" and demand an end to it", "is and will remain wholly unacceptable")
    Path("back.docx").write_bytes(Colleague(ben.saved(), "Cora of Borea", 26).delete("by any actor, ").comment("Why?", "anywhere, at any time").saved())
    found = read(typed, "back.docx")
    assert [(e["label"], e["author"], e["deed"], e["new"], e["comment"], e["quote"]) for e in found] == [
        ("paragraph 2", "Ben of Arlen", "proposed", f"{TWO} and demand an end to it;", "", ""),
        ("paragraph 2", "Cora of Borea", "comment", "", "Why?", "anywhere, at any time"),
        ("paragraph 2", "Cora of Borea", "proposed", f"{TWO.replace('by any actor, ', '')};", "", ""),
    ]
    assert found[0]["at"].startswith("2024-11-25T08:30")


def test_what_is_typed_into_our_table_is_told_and_our_own_words_are_not(typed: Typed, handed_out: bytes) -> None:
    document = Document(io.BytesIO(handed_out))
    for row in document.tables[0].rows:
        where, text, _, comment = row.cells
        if where.text.replace("\u00a0", " ").startswith("paragraph 2 "):
            text.paragraphs[0].add_run(" Never again!")
            comment.add_paragraph("We would rather keep “any use”.")
        elif where.text.replace("\u00a0", " ") == "paragraph 21":
            for run in text.paragraphs[0].runs:
                run.font.strike = True
        elif where.text.startswith("PP10"):
            comment.paragraphs[0].text = "Fine with us."
    document.save("Dana.docx")
    assert told(read(typed, "Dana.docx")) == [
        ("PP10", "Dana", "comment", "", "Fine with us."),
        ("2", "Dana", "proposed", f"{TWO}; Never again!", "We would rather keep “any use”."),
        ("21", "Dana", "deleted", "", ""),
    ]


def test_libreoffice_saves_our_table_and_nothing_else_is_told(typed: Typed, handed_out: bytes, soffice: str, tmp_path: Path) -> None:
    Path("back.docx").write_bytes(Colleague(handed_out, "Ben of Arlen").insert(" at once", "Condemn").saved())
    for name in ("table", "back"):
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = [soffice, profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "saved"), f"{name}.docx"]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert read(typed, str(tmp_path / "saved" / "table.docx")) == []
    assert told(read(typed, str(tmp_path / "saved" / "back.docx"))) == [("2", "Ben of Arlen", "proposed", f"{TWO.replace('Condemn', 'Condemn at once')};", "")]


def test_a_delegations_tracked_table_is_theirs_and_another_hand_in_it_is_its_own(typed: Typed, workspace: Path, desk: Path) -> None:
    file = File("t.docx", [*FILES[0].tables], ())
    content = file.write(desk).read_bytes()
    Path("t.docx").write_bytes(
        Colleague(content, "Cora of Borea").delete("unwavering").insert("firm", "the ").insert(" So do we.", "We support this text.").saved()
    )
    found = read(typed, "t.docx", "eu-position")
    theirs = [(e["clauses"][0], e["deed"], e["comment"], e["on"]) for e in found if e["author"] == "Cora of Borea"]
    assert theirs == [("II.2.4", "proposed", "", ["Ambria"]), ("II.2.5", "comment", "So do we.", [])]
    assert sum(e["author"] == "Ambria" for e in found) == 3


def test_a_copy_with_a_table_of_comments_behind_it_is_read_both_ways(typed: Typed, workspace: Path) -> None:
    assert typed("export", "eu-position", "--as", "position", "--for", "partners", "-o", "paper.docx").code == 0
    document = Document("paper.docx")
    made = document.add_table(rows=0, cols=3)
    for row in (("Paragraph", "Proposal", "Comment"), ("II.2.5", "", "Good."), ("II.3.12", "delete", "")):
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = text
    document.save("both.docx")
    Path("both.docx").write_bytes(Colleague(Path("both.docx").read_bytes(), "Ben").delete("strong commitment").saved())
    found = read(typed, "both.docx", "eu-position")
    assert [(e["clauses"], e["author"], e["deed"]) for e in found] == [
        (["II.2.4"], "Ben", "changed"),
        (["II.2.5"], "both", "comment"),
        (["II.3.12"], "both", "deleted"),
    ]


def test_a_delegation_goes_by_the_name_under_which_it_is_listed(typed: Typed, workspace: Path, desk: Path) -> None:
    assert typed("delegations", "add", "Ambria", "--alias", "AMB", "--alias", "Republic of Ambria").code == 0
    rows = [("Paragraph", "MS", "Comment"), ("II.2.4", "AMB", "One."), ("II.2.5", "republic of ambria", "Two.")]
    File("t.docx", [Table(rows)], ()).write(desk)
    File("2024-11-20_AMB_comments_v2.docx", [Table([("Paragraph", "Comment"), ("II.2.6", "Three.")])], ()).write(desk)
    ended = typed("edits", "t.docx", "2024-11-20_AMB_comments_v2.docx", "--of", "eu-position", "--format", "json")
    assert [(e["author"], e["comment"]) for e in ended.json] == [("Ambria", "One."), ("Ambria", "Two."), ("Ambria", "Three.")]


def test_a_place_that_several_paragraphs_have_is_said_with_all_of_them(typed: Typed, workspace: Path, desk: Path) -> None:
    File("t.docx", [Table([("Paragraph", "Proposal"), ("12", "DELETE"), ("9", IED.format("all "))])], ()).write(desk)
    ended = typed("edits", "t.docx", "--of", "eu-position", "--format", "json")
    assert [(e["label"], e["deed"], e["clauses"]) for e in ended.json] == [("12 (table 1, row 2)", "comment", []), ("paragraph II.2.9", "proposed", ["II.2.9"])]
    assert "t.docx, table 1, row 2: “12” can be II.2.12 or II.3.12, and no text beside it tells which" in ended.err


@pytest.mark.parametrize("base", ["eu-position", "declaration"])
def test_the_table_that_we_make_of_all_tables_says_the_same(typed: Typed, workspace: Path, desk: Path, base: str) -> None:
    files = [file.write(desk).name for file in FILES if file.base == base]
    received = told(typed("edits", *files, "--of", base, "--format", "json").json)
    sent = (word for name in files for word in ("--from", name))
    assert typed("export", base, "--as", "table", "--for", "group", *sent, "-o", "all.docx").code == 0
    again = typed("edits", "all.docx", "--of", base, "--format", "json").json
    plain = [[tuple(" ".join(part.split()) for part in one) for one in edits] for edits in (received, told(again))]
    assert sorted(plain[0]) == sorted(plain[1])


def test_comments_below_one_another_without_a_table_are_read_by_their_places(typed: Typed, workspace: Path) -> None:
    document = Document()
    for text in (
        "Comments of Vestria on the draft position of the Union",
        "We thank the Presidency for the text and have these comments:",
        "General: We support the text.",
        "Paragraph II.2.4: Replace “strong” with “firm”.",
        "II.2.5 – Delete “to the EU”",
        f"Re II.2.9: {IED.format('all ')}",
        "II.3.12",
        "Delete. It is covered by II.1.5.",
        "After II.3.16: New paragraph: report in 2026.",
        "II.3.99: Is missing.",
    ):
        document.add_paragraph(text)
    document.save("vestria.docx")
    ended = typed("edits", "vestria.docx", "--of", "eu-position", "--format", "json")
    assert sorted(told(ended.json)) == [
        ("", "Vestria", "comment", "", "Is missing."),
        ("", "Vestria", "comment", "", "We support the text."),
        (">II.3.16", "Vestria", "added", "report in 2026.", ""),
        ("II.2.4", "Vestria", "proposed", NORM.format("firm"), ""),
        ("II.2.5", "Vestria", "proposed", USE.format(""), ""),
        ("II.2.9", "Vestria", "proposed", IED.format("all "), ""),
        ("II.3.12", "Vestria", "deleted", "", "It is covered by II.1.5."),
    ]
    assert "vestria.docx, comment 7: “II.3.99” is no paragraph of eu-position@adopted" in ended.err


def test_a_text_beside_a_number_is_right_where_it_is_another_paragraphs(typed: Typed, workspace: Path, desk: Path) -> None:
    rows = [("Paragraph", "Current text", "Proposal"), ("II.2.5", NORM.format("strong"), NORM.format("firm")), ("7", IED.format("many "), IED.format("all "))]
    File("t.docx", [Table(rows)], ()).write(desk)
    found = read(typed, "t.docx", "eu-position")
    assert [(e["clauses"], e["new"]) for e in found] == [(["II.2.4"], NORM.format("firm")), (["II.2.9"], IED.format("all "))]
