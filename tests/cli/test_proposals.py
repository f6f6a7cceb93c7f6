"""Changes of delegations written into the newest text's own Word file: from the command line, and back again."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from colleague import Colleague
from console import Ended, Typed
from lxml import etree

from negotiator.formats.word.package import W

OURS = """# Arlen
## 1
Reaffirm our steadfast commitment to uphold and strengthen the norm against
anti-personnel mines and to defend the integrity of the Convention;
> “Unwavering” is used twice.
## after 2
Condemn also their production;

Call on all to stop it;
## delete PP9
# Borea
## paragraph 2
2. Condemn the use of anti-personnel mines by any actor, and declare that it is unacceptable;
## PP2
> We can go along.
"""


def exported(typed: Typed, *words: str, to: str = "p.docx", audience: str = "group") -> Ended:
    ended = typed("export", "declaration", "--as", "proposals", "--for", audience, *words, "-o", to)
    assert ended.code == 0, ended.err
    return ended


def edits(typed: Typed, file: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = typed("edits", file, "--of", "declaration", "--format", "json").json
    return found


def told(found: list[dict[str, Any]]) -> list[tuple[str, str, str, str]]:
    return [(e["label"], e["author"], e["deed"], e["new"] or e["comment"]) for e in found]


@pytest.fixture
def ours(typed: Typed, workspace: Path) -> list[dict[str, Any]]:
    Path("ours.md").write_text(OURS, encoding="utf-8")
    exported(typed, "--from", "ours.md")
    return edits(typed, "p.docx")


def test_what_was_written_down_stands_in_the_file_under_its_authors_names(ours: list[dict[str, Any]]) -> None:
    assert told(ours) == [
        ("PP2", "Borea", "comment", "We can go along."),
        ("PP9", "Arlen", "deleted", ""),
        ("paragraph 1", "Arlen", "changed", ours[2]["new"]),
        ("paragraph 1", "Arlen", "comment", "“Unwavering” is used twice."),
        ("paragraph 2", "Borea", "changed", "Condemn the use of anti-personnel mines by any actor, and declare that it is unacceptable;"),
        ("after paragraph 2", "Arlen", "added", "Condemn also their production;"),
        ("after paragraph 2", "Arlen", "added", "Call on all to stop it;"),
    ]
    assert ours[2]["new"] == ours[2]["old"].replace("unwavering", "steadfast")


def test_the_edits_of_a_file_and_the_file_itself_give_the_same_file_again(typed: Typed, workspace: Path, ours: list[dict[str, Any]]) -> None:
    Path("ours.json").write_text(json.dumps(ours), encoding="utf-8")
    for source in ("ours.json", "p.docx"):
        exported(typed, "--from", source, to=f"{source}.again.docx")
        again = edits(typed, f"{source}.again.docx")
        assert told(again) == told(ours)
        assert [e["at"] for e in again] == [e["at"] for e in ours]


def test_what_several_sent_is_merged_and_where_they_meet_it_is_said(typed: Typed, workspace: Path) -> None:
    assert typed("export", "declaration", "--as", "annotated", "--for", "partners", "-o", "sent.docx").code == 0
    sent = Path("sent.docx").read_bytes()
    Path("ben.docx").write_bytes(Colleague(sent, "Ben of Arlen").delete("unwavering ").saved())
    Path("cora.docx").write_bytes(Colleague(sent, "Cora of Borea", 26).insert(" firmly", "Reaffirm").delete("at any time, ").saved())
    ended = exported(typed, "--from", "ben.docx", "--from", "cora.docx")
    assert "3 changes of Ben of Arlen, Cora of Borea" in ended.err
    assert "! paragraph 1: Ben of Arlen changes it, too; the wording of Cora of Borea stands whole behind it" in ended.err
    found = edits(typed, "p.docx")
    assert [(e["label"], e["author"], e["deed"]) for e in found if e["deed"] != "comment"] == [
        ("paragraph 1", "Ben of Arlen", "changed"),
        ("after paragraph 1", "Cora of Borea", "added"),
        ("paragraph 2", "Cora of Borea", "changed"),
    ]


def test_as_a_table_they_stand_beside_the_text_and_come_back_from_it(typed: Typed, workspace: Path) -> None:
    Path("ours.md").write_text(OURS, encoding="utf-8")
    ended = typed("export", "declaration", "--as", "table", "--for", "group", "--from", "ours.md", "-o", "t.docx")
    assert ended.code == 0 and "5 proposals" in ended.err
    found = {(e["label"], e["author"]): e for e in edits(typed, "t.docx")}
    assert set(found) == {("PP2", "Borea"), ("PP9", "Arlen"), ("paragraph 1", "Arlen"), ("paragraph 2", "Borea"), ("after paragraph 2", "Arlen")}
    assert found["PP2", "Borea"]["comment"] == "We can go along."
    assert found["paragraph 1", "Arlen"]["comment"] == "“Unwavering” is used twice."
    assert found["paragraph 2", "Borea"]["new"] == "Condemn the use of anti-personnel mines by any actor, and declare that it is unacceptable;"


def test_a_change_made_to_another_wording_is_left_out_and_said(typed: Typed, workspace: Path) -> None:
    changed = {"deed": "changed", "clauses": ["1"], "old": "Reaffirm nothing;", "new": "Reaffirm all;", "author": "Arlen"}
    moved = {"deed": "moved", "clauses": ["2"], "new": "x", "author": "Arlen"}
    Path("c.json").write_text(json.dumps([changed, moved, {"clauses": ["3"], "author": "Arlen"}]))
    ended = exported(typed, "--from", "c.json")
    assert "1 change of Arlen" in ended.err
    assert "left out: paragraph 1 (Arlen): it reads otherwise now" in ended.err
    assert "left out: paragraph 2 (Arlen): it is not said where it is to stand" in ended.err


FURTHER = """# Arlen
## PP4.fn1
Figures as reported by States Parties up to 30 September 2024.
> Newer figures are there.
## move PP9 after PP2
> It belongs with contamination.
# Borea
## PP4.fn1
Figures as reported under Article 7.
## move 15 to the beginning
"""


def test_footnotes_and_moves_are_written_and_come_back_from_the_file_and_from_json(typed: Typed, workspace: Path) -> None:
    Path("further.md").write_text(FURTHER, encoding="utf-8")
    ended = exported(typed, "--from", "further.md")
    assert "left out" not in ended.err
    assert "footnote 1: Arlen changes it, too; the wording of Borea stands whole behind it" in ended.err
    found = edits(typed, "p.docx")
    base = {c["path"]: c["text"] for c in typed("clauses", "declaration", "--format", "json").json}
    assert [(e["label"], e["author"], e["deed"], e["behind"], e["to"], e["new"] or e["comment"]) for e in found] == [
        ("PP4", "Arlen", "comment", None, "", "Newer figures are there."),
        ("footnote 1", "Arlen", "changed", None, "", "Figures as reported by States Parties up to 30 September 2024."),
        ("footnote 1", "Borea", "changed", None, "", base["PP4.fn1"] + "\nFigures as reported under Article 7."),
        ("PP9", "Arlen", "moved", "PP2", "after PP2", base["PP9"]),
        ("PP9", "Arlen", "comment", None, "", "It belongs with contamination."),
        ("paragraph 15", "Borea", "moved", "", "at the beginning", base["15"]),
    ]
    assert all(e["at"] for e in found)
    assert typed("edits", "p.docx", "--of", "declaration", "-o", "p.csv").code == 0
    assert {"moved after PP2", "moved at the beginning"} <= {row["what"] for row in csv.DictReader(Path("p.csv").read_text(encoding="utf-8-sig").splitlines())}
    Path("again.json").write_text(json.dumps([e for e in found if e["deed"] != "comment" and e["author"] == "Arlen"]))
    exported(typed, "--from", "again.json", to="again.docx")
    assert told(edits(typed, "again.docx")) == [t for t in told(found) if t[1] == "Arlen" and t[2] != "comment"]


def test_a_paragraph_that_goes_behind_others_takes_its_own_items_along(typed: Typed, workspace: Path) -> None:
    Path("c.md").write_text("# Arlen\n## move 4 after 6\n", encoding="utf-8")
    assert typed("export", "review", "--as", "proposals", "--for", "group", "--from", "c.md", "-o", "r.docx").code == 0
    found = typed("edits", "r.docx", "--of", "review", "--format", "json").json
    assert [(e["label"], e["deed"], e["to"]) for e in found] == [("paragraph 4", "moved", "after paragraph 6")]
    texts = {c["path"]: c["text"] for c in typed("clauses", "review", "--format", "json").json}
    accepted = [c["text"] for c in typed("parse", "r.docx", "--format", "json").json]
    at = accepted.index(texts["6"])
    assert accepted[at : at + 4] == [texts[n] for n in ("6", "4", "4.a", "4.b")]


def test_a_move_that_meets_a_change_is_said(typed: Typed, workspace: Path) -> None:
    Path("c.md").write_text("# Arlen\n## PP4.fn1\nFigures of 2024.\n## 2\nCondemn all;\n# Borea\n## move PP4 after PP6\n## move 2 after 3\n", encoding="utf-8")
    ended = exported(typed, "--from", "c.md")
    for label in ("PP4", "paragraph 2"):
        assert f"{label}: Arlen changes it, too; the move of Borea is written as new text in its new place" in ended.err
    base = {c["path"]: c["text"] for c in typed("clauses", "declaration", "--format", "json").json}
    assert [(e["label"], e["new"]) for e in edits(typed, "p.docx") if e["author"] == "Borea"] == [("after PP6", base["PP4"]), ("after paragraph 3", base["2"])]


def test_what_stands_under_a_moved_paragraph_goes_along_as_its_mover_changed_it_also_when_it_came_back_in_a_file(typed: Typed, workspace: Path) -> None:
    Path("c.md").write_text("# Arlen\n## 4.b\ncompliance, where little was said;\n## move 4 after 6\n", encoding="utf-8")
    for source in ("c.md", "r0.docx", "r.json"):
        out = {"c.md": "r0.docx", "r0.docx": "r1.docx"}.get(source, "r2.docx")
        if source == "r.json":
            Path(source).write_text(typed("edits", "r0.docx", "--of", "review", "--format", "json").out)
        assert typed("export", "review", "--as", "proposals", "--for", "group", "--from", source, "-o", out).code == 0
        found = typed("edits", out, "--of", "review", "--format", "json").json
        assert [(e["label"], e["deed"], e["to"], e["new"][:10]) for e in found] == [
            ("paragraph 4", "moved", "after paragraph 6", "Over the f"),
            ("paragraph 4.b", "changed", "", "compliance"),
        ]
        accepted = [c["text"] for c in typed("parse", out, "--format", "json").json]
        at = accepted.index(found[0]["new"])
        assert accepted[at + 1].startswith("universalization") and accepted[at + 2] == "compliance, where little was said;"


def test_a_new_paragraph_behind_items_looks_like_the_paragraph_and_not_like_an_item(typed: Typed, workspace: Path) -> None:
    Path("c.md").write_text("# Arlen\n## after 4\nA further paragraph.\n", encoding="utf-8")
    assert typed("export", "review", "--as", "proposals", "--for", "group", "--from", "c.md", "-o", "r.docx").code == 0
    body = etree.fromstring(zipfile.ZipFile("r.docx").read("word/document.xml"))
    style = {"".join(p.itertext(W + "t")): p.findtext(f"{W}pPr/{W}pStyle") or p.find(f"{W}pPr/{W}pStyle").get(W + "val") for p in body.iter(W + "p")}
    texts = {c["path"]: c["text"] for c in typed("clauses", "review", "--format", "json").json}
    assert style["A further paragraph."] == style[texts["5"]] != style[texts["4.a"]]


def test_a_paragraph_before_another_and_one_at_the_end_of_a_section_look_like_paragraphs(typed: Typed, workspace: Path) -> None:
    Path("c.md").write_text("# Arlen\n## before 1\nFirst of all;\n## after II\nLast of all;\n## before h1\nAbove all.\n", encoding="utf-8")
    exported(typed, "--from", "c.md")
    body = etree.fromstring(zipfile.ZipFile("p.docx").read("word/document.xml"))
    styles = {"".join(p.itertext(W + "t")): p.find(f"{W}pPr/{W}pStyle").get(W + "val") for p in body.iter(W + "p") if p.find(f"{W}pPr/{W}pStyle") is not None}
    assert styles["First of all;"] == styles["Last of all;"] == "NumberedParagraph"
    found = [c["text"] for c in typed("parse", "p.docx", "--format", "json").json]
    texts = {c["path"]: c["text"] for c in typed("clauses", "declaration", "--format", "json").json}
    assert found.index("First of all;") == found.index(texts["1"]) - 1 == found.index(texts["I"]) + 1
    assert found.index("Last of all;") == found.index(texts["III"]) - 1
    assert found.index("Above all.") < found.index(texts["title"])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("## move 7", "c.md, line 1: it is not said where paragraph 7 is to stand"),
        ("## move 7 after 7", "c.md, line 1: paragraph 7 cannot stand behind itself"),
        ("## move 7 after 9\nx", "c.md, line 1: a paragraph that is moved keeps its text"),
        ("## move 7 after 99", "c.md, line 1: declaration@rev2 has no paragraph '99'"),
    ],
)
def test_a_move_that_cannot_be_carried_out_says_why(typed: Typed, workspace: Path, content: str, message: str) -> None:
    Path("c.md").write_text(content, encoding="utf-8")
    assert message in typed("export", "declaration", "--as", "proposals", "--for", "own", "--from", "c.md").err


def test_a_file_for_the_room_names_delegations_and_nobody_else_and_gives_no_reasons(typed: Typed, workspace: Path) -> None:
    assert typed("delegations", "add", "Borea").code == 0
    Path("c.md").write_text("# Ingrid of Arlen\n## 1\nReaffirm all;\n> Capital insists.\n# Borea\n## 2\nCondemn all;\n", encoding="utf-8")
    exported(typed, "--from", "c.md", "--author", "Arlen", audience="room")
    carried = typed("inspect", "p.docx", "--format", "json")
    assert "Ingrid" not in carried.out and "Capital" not in carried.out
    assert {"Arlen", "Borea"} <= set(json.dumps(carried.json).replace('"', " ").replace(",", " ").split())


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("c.md", "Reaffirm all;", "c.md, line 1: a text that belongs to no paragraph"),
        ("c.md", "## 99\nx", "c.md, line 1: declaration@rev2 has no paragraph '99'"),
        ("c.md", "## 1\n", "c.md, line 1: paragraph 1 has no new text"),
        ("c.md", "# A\n## delete 1\nx", "c.md, line 2: a paragraph that is deleted has no new text"),
        ("c.json", "[{", "c.json is no JSON"),
        ("c.json", '[{"deed": "sung", "clauses": ["1"]}]', "c.json, edit 1: 'sung' is no kind of edit"),
        ("c.json", '[{"clauses": "1", "new": "x"}]', "c.json, edit 1: clauses is no list"),
        ("c.json", "[]", "c.json: no change to declaration@rev2 is in there"),
        ("c.txt", "\udcff", "c.txt is neither a Word file nor text"),
    ],
)
def test_a_file_that_cannot_be_read_as_changes_says_where(typed: Typed, workspace: Path, name: str, content: str, message: str) -> None:
    Path(name).write_bytes(content.encode("utf-8", "surrogateescape"))
    ended = typed("export", "declaration", "--as", "proposals", "--for", "own", "--from", name, "-o", "p.docx")
    assert ended.code == 2
    assert message in ended.err
    assert not Path("p.docx").exists()


def test_changes_and_proposals_go_together(typed: Typed, workspace: Path) -> None:
    Path("c.md").write_text("## 1\nx\n")
    assert "--from" in typed("export", "declaration", "--as", "proposals", "--for", "own").err
    assert typed("export", "declaration", "--as", "redline", "--for", "own", "--from", "c.md").code == 2


def test_a_text_without_a_word_file_is_built_from_the_reference_document(typed: Typed, workspace: Path) -> None:
    Path("t.txt").write_text("Draft decision\n\n1. The Parties shall meet every year.\n\n2. They shall report to each other.\n")
    assert typed("import", "t.txt", "--document", "decision", "--label", "Zero draft").code == 0
    Path("c.md").write_text("# Arlen\n## 2\nThey may report to each other.\n")
    ended = typed("export", "decision", "--as", "proposals", "--for", "group", "--from", "c.md", "-o", "p.docx")
    assert "built from the reference document" in ended.err
    found = typed("edits", "p.docx", "--of", "decision", "--format", "json").json
    assert [(e["label"], e["author"], e["new"]) for e in found] == [("paragraph 2", "Arlen", "They may report to each other.")]


def test_in_a_table_a_move_says_where_to_and_is_read_back_as_one(typed: Typed, workspace: Path) -> None:
    Path("c.md").write_text("# Arlen\n## move 3 after 9\n> It belongs there.\n## move 4 to the beginning\n", encoding="utf-8")
    assert typed("export", "declaration", "--as", "table", "--for", "group", "--from", "c.md", "-o", "t.md").code == 0
    shown = Path("t.md").read_text(encoding="utf-8")
    assert "Move after paragraph 9" in shown
    assert "Move to the beginning" in shown
    assert typed("export", "declaration", "--as", "table", "--for", "group", "--from", "c.md", "-o", "t.docx").code == 0
    found = edits(typed, "t.docx")
    assert [(e["label"], e["author"], e["deed"], e["to"], e["comment"]) for e in found] == [
        ("paragraph 3", "Arlen", "moved", "after paragraph 9", "It belongs there."),
        ("paragraph 4", "Arlen", "moved", "at the beginning", ""),
    ]
    Path("back.json").write_text(json.dumps(found), encoding="utf-8")
    exported(typed, "--from", "back.json")
    assert [(e["label"], e["to"]) for e in edits(typed, "p.docx") if e["deed"] == "moved"] == [
        ("paragraph 3", "after paragraph 9"),
        ("paragraph 4", "at the beginning"),
    ]


def test_two_who_are_no_delegations_are_not_put_under_one_name_for_the_room(typed: Typed, workspace: Path) -> None:
    """What Quillon asked for would stand there as Arlen's."""
    Path("c.md").write_text("## 1\nReaffirm all;\n# Quillon\n## 2\nCondemn all;\n", encoding="utf-8")
    ended = typed("export", "declaration", "--as", "proposals", "--for", "room", "--author", "Arlen", "--from", "c.md", "-o", "p.docx")
    assert ended.code == 2
    assert "Arlen" in ended.err and "Quillon" in ended.err and "negotiator delegations add" in ended.err
    assert not Path("p.docx").exists()
    assert typed("export", "declaration", "--as", "table", "--for", "room", "--author", "Arlen", "--from", "c.md", "-o", "t.md").code == 2
    ended = typed("export", "declaration", "--as", "table", "--for", "room", "--from", "c.md", "-o", "t.md")
    assert "the changes of “Quillon” stand under the name “Delegation”" in ended.err
    assert typed("delegations", "add", "Quillon").code == 0
    ended = exported(typed, "--author", "Arlen", "--from", "c.md", audience="room")
    assert "changes of Arlen, Quillon" in ended.err


def test_whose_changes_stand_under_our_name_in_the_room_is_said(typed: Typed, workspace: Path) -> None:
    Path("c.md").write_text("# Ingrid\n## 1\nReaffirm all;\n", encoding="utf-8")
    ended = exported(typed, "--author", "Arlen", "--from", "c.md", audience="room")
    assert "the changes of “Ingrid” stand under the name “Arlen”" in ended.err


def test_two_who_meet_under_one_name_are_told_to_us_by_their_own(typed: Typed, workspace: Path) -> None:
    Path("c.md").write_text("# Quillon\n## 1\nReaffirm all;\n# Ambra\n## 1\nReaffirm nothing;\n", encoding="utf-8")
    ended = exported(typed, "--from", "c.md", audience="room")
    assert "Quillon changes it, too; the wording of Ambra stands whole behind it" in ended.err


def test_what_nobody_marked_in_a_copy_is_not_put_into_our_mouth(typed: Typed, workspace: Path) -> None:
    assert typed("export", "declaration", "--as", "annotated", "--for", "partners", "-o", "sent.docx").code == 0
    Path("arlen.docx").write_bytes(Colleague(Path("sent.docx").read_bytes(), "Jane").retype("unwavering", "steady").saved())
    for number, words in enumerate(((), ("--author", "Tessary"))):
        ended = exported(typed, "--from", "arlen.docx", *words, to=f"p{number}.docx")
        assert "1 change of unnamed in arlen.docx;" in ended.err
    Path("e.json").write_text(json.dumps(edits(typed, "arlen.docx")), encoding="utf-8")
    assert "1 change of unnamed in arlen.docx;" in exported(typed, "--from", "e.json", to="j.docx").err
    assert typed("export", "declaration", "--as", "table", "--for", "group", "--from", "arlen.docx", "-o", "t.md").code == 0
    assert "| unnamed in arlen.docx |" in Path("t.md").read_text(encoding="utf-8")
    ended = exported(typed, "--from", "arlen.docx", "--author", "Arlen", audience="room", to="r.docx")
    assert "the changes of “unnamed in arlen.docx” stand under the name “Arlen”" in ended.err
