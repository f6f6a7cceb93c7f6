"""What is not agreed, at the command line: the sample's brackets against a table made by hand, forms of output, choices, delegations, status."""

from __future__ import annotations

import csv
import io
import json
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from console import Typed
from jsonschema import Draft202012Validator

from negotiator.formats.contract import schema

TRUTH = tomllib.loads((Path(__file__).parents[1] / "data" / "brackets" / "sample.toml").read_text(encoding="utf-8"))["document"]
_SIGN = {"supports": "+", "opposes": "-"}


@pytest.mark.parametrize("document", TRUTH, ids=lambda d: d["slug"])
@pytest.mark.parametrize("revision", ["zero-draft", "rev1", "rev2"])
def test_the_samples_brackets_and_holders_are_those_read_by_hand(typed: Typed, workspace: Path, document: dict[str, Any], revision: str) -> None:
    told = typed("brackets", f"{document['slug']}@{revision}", "--format", "json").json
    Draft202012Validator(schema("brackets")).validate(told)
    found = [[b["id"], b["words"], " ".join(_SIGN[a["stance"]] + a["party"] for a in b["attribution"])] for b in told if b["kind"] == "bracket"]
    assert len(found) == len(document[revision]) == len(told)
    for (id_, words, holders), (wanted, beginning, hands) in zip(sorted(found), sorted(document[revision]), strict=True):
        assert (id_, holders) == (wanted, hands)
        assert words.startswith(beginning)


@pytest.mark.parametrize("document", TRUTH, ids=lambda d: d["slug"])
@pytest.mark.parametrize("revision", ["rev1", "rev2"])
def test_the_samples_fates_are_those_read_by_hand(typed: Typed, workspace: Path, document: dict[str, Any], revision: str) -> None:
    lines = list(csv.reader(io.StringIO(typed("brackets", f"{document['slug']}@{revision}", "--fates", "--format", "csv").out)))[1:]
    assert sorted(line[:3] for line in lines) == sorted(document[f"fates_{revision}"])


def test_files_are_read_without_a_workspace_in_every_format(typed: Typed, desk: Path, sample: Path) -> None:
    text = "1. Parties [shall – EU; Arlen delete] clear all areas.\n\n2. Parties [report] each year.\n"
    (desk / "a.txt").write_text(text, encoding="utf-8")
    (desk / "a.md").write_text(text, encoding="utf-8")
    clauses = [{"id": "1", "number": "1.", "kind": "operative", "text": "Parties [shall – EU; Arlen delete] clear all areas."}]
    (desk / "a.json").write_text(json.dumps({"title": "A", "language": "en", "clauses": clauses}), encoding="utf-8")
    for name in ("a.txt", "a.md", "a.json"):
        first = typed("brackets", name, "--format", "json").json[0]
        assert (first["text"], first["clause"], first["start"]) == ("[shall – EU; Arlen delete]", "1", 8)
        assert [a["party"] for a in first["attribution"]] == ["EU", "Arlen"]
    assert len(typed("brackets", str(sample / "action-plan-rev1.docx"), "--format", "json").json) == 11


def test_what_cannot_be_asked_of_a_file_or_written_to_one_is_said(typed: Typed, workspace: Path, desk: Path) -> None:
    (desk / "a.txt").write_text("1. Parties [shall – EU] act.\n", encoding="utf-8")
    assert "a fate needs the version before" in typed("brackets", "a.txt", "--fates").err
    assert "is a first version" in typed("brackets", "declaration@zero-draft", "--fates").err
    for view in (("--resolve", "kept"), ("--alternatives",), ("--remarks",), ("--keep", "1[1]")):
        assert typed("brackets", "a.txt", *view, "-o", "x.csv").code == 2
        assert not (desk / "x.csv").exists()


def test_a_text_without_brackets_has_none_and_no_empty_table(typed: Typed, desk: Path) -> None:
    (desk / "plain.txt").write_text("1. We measure the ice.\n2. We publish what we find.\n")
    told = typed("brackets", "plain.txt")
    assert told.code == 0 and not told.out and told.err.endswith("no brackets\n")


def test_an_unbalanced_mark_is_said_with_its_paragraph(typed: Typed, desk: Path) -> None:
    (desk / "a.txt").write_text("1. Parties [shall clear.\n\n2. Parties report] all.\n\n3. [Yes] and ] no.\n", encoding="utf-8")
    told = typed("brackets", "a.txt", "--format", "json")
    assert "paragraph 3: a bracket is closed and was never opened" in told.err
    assert [b["opened"] and b["closed"] for b in told.json].count(False) == 1


def test_excel_and_csv_hold_a_column_for_each_delegation_and_no_formula(typed: Typed, workspace: Path, desk: Path) -> None:
    (desk / "a.txt").write_text("1. Parties [=1+1 – EU] and ([+2 - Arlen]) act.\n", encoding="utf-8")
    assert typed("brackets", "a.txt", "-o", "a.csv").code == 0
    rows = list(csv.reader(io.StringIO((desk / "a.csv").read_text(encoding="utf-8"))))
    assert rows[0][-2:] == ["EU", "Arlen"]
    assert [row[-2:] for row in rows[1:]] == [["holds", ""], ["", "holds"]]
    (desk / "d.toml").write_text('[[delegation]]\nname = "=EVIL(1)"\n', encoding="utf-8")
    (desk / "f.txt").write_text("1. [=1+1 – =EVIL(1)] [＝1+1] act.\n", encoding="utf-8")
    for how in ("--matrix", "--holders", "--fates"):
        told = list(csv.reader(io.StringIO(typed("brackets", "f.txt", "--parties", "d.toml", how, "--format", "csv").out)))
        assert not [cell for row in told for cell in row if cell[:1] in "=+-@＝" and cell], how
    kept = typed("brackets", "f.txt", "--parties", "d.toml", "--resolve", "kept", "--format", "csv").out.splitlines()[1]
    assert kept == "1,1.,'=1+1 ＝1+1 act."
    assert typed("brackets", "declaration@rev1", "-o", "b.xlsx").code == 0
    with zipfile.ZipFile(desk / "b.xlsx") as book:
        page = book.read("xl/worksheets/sheet1.xml").decode()
        strings = book.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in page
    assert "Fenwick Islands" in strings
    assert typed("brackets", "declaration@rev1", "-o", "b.xlsx").code == 3, "an existing file is not replaced"
    assert typed("brackets", "declaration@rev1", "-o", "b.docx").code == 2


def test_removing_all_says_which_points_are_lost_and_changes_nothing(typed: Typed, workspace: Path) -> None:
    before = typed("clauses", "declaration@rev1", "--format", "json").json
    told = typed("brackets", "declaration@rev1", "--resolve", "removed")
    assert "if these words go, II.2.9 is lost (5)" in told.err
    data = typed("brackets", "declaration@rev1", "--resolve", "removed", "--format", "json").json
    assert data["open"] == 0
    assert {p["point"]: p["effect"] for p in data["points"]}["II.2.9"] == "lost"
    texts = {c["id"]: c["text"] for c in data["clauses"]}
    assert texts["5"] == ""
    assert "[" not in "".join(texts.values())
    assert typed("clauses", "declaration@rev1", "--format", "json").json == before


def test_a_holders_choice_decides_only_what_it_spoke_of(typed: Typed, workspace: Path) -> None:
    told = {c["id"]: c["text"] for c in typed("brackets", "action-plan@rev1", "--resolve", "holder=Arlen", "--format", "json").json["clauses"]}
    assert told["19"].endswith("by 30 April 2027.")
    assert "[and of persons in all their diversity," in told["4"]
    one = {c["id"]: c["text"] for c in typed("brackets", "action-plan@rev1", "--keep", "19[1]", "--remove", "19[2]", "--format", "json").json["clauses"]}
    assert one["19"].endswith("by 30 April 2026.")
    assert typed("brackets", "action-plan@rev1", "--resolve", "perhaps").code == 2
    assert typed("brackets", "action-plan@rev1", "--keep", "99[1]").code == 2


def test_delegations_are_known_by_all_their_names(typed: Typed, workspace: Path, desk: Path) -> None:
    known = typed("delegations", "--format", "json").json
    assert typed("delegations", "add", "Republic of Arlen", "--status", "observer", "--alias", "Arlenland").code == 0
    assert next(d for d in typed("delegations", "--format", "json").json if d["name"] == "Arlen")["aliases"] == ["Republic of Arlen", "Arlenland"]
    rows = list(csv.reader(io.StringIO(typed("brackets", "declaration@rev1", "--matrix", "--format", "csv").out)))
    assert "Arlen" in rows[0]
    assert "Republic of Arlen" not in rows[0]
    assert len(typed("brackets", "declaration@rev1", "--holder", "republic of arlen", "--format", "json").json) == 1
    refused = typed("delegations", "alias", "Arlenn", "Arlenreich")
    assert refused.code == 2
    assert "did you mean Arlen?" in refused.err
    assert typed("delegations", "add", "Borea", "--alias", "Arlen").code == 2, "a name belongs to one delegation"
    assert typed("undo").code == 0
    assert typed("delegations", "--format", "json").json == known


def test_a_groups_position_becomes_its_members_only_on_request(typed: Typed, workspace: Path, desk: Path) -> None:
    typed("delegations", "member-of", "Fenwick Islands", "Cordova", "--since", "2020-01-01")
    alone = typed("brackets", "declaration@rev1", "--resolve", "holder=Fenwick Islands", "--format", "json").json
    grouped = typed("brackets", "declaration@rev1", "--resolve", "holder=Fenwick Islands", "--with-groups", "--format", "json").json
    assert alone["clauses"] != grouped["clauses"]
    typed("delegations", "export", "-o", "d.toml")
    before = typed("delegations", "--format", "json").json
    assert typed("delegations", "import", "d.toml").code == 0
    assert typed("delegations", "--format", "json").json == before


def test_compare_counts_the_brackets_that_were_opened_and_closed(typed: Typed, workspace: Path) -> None:
    told = typed("compare", "declaration@rev1", "declaration@rev2", "--format", "json").json
    Draft202012Validator(schema("compare")).validate(told)
    assert told["brackets"] == {"was": 8, "now": 2, "opened": 2, "closed": 8}
    assert "brackets +2 −8, now 2" in typed("compare", "declaration@rev1", "declaration@rev2").out


def test_a_paragraphs_status_is_a_persons_with_its_source(typed: Typed, workspace: Path) -> None:
    def of_ten() -> list[str]:
        return [r["status"] for r in typed("status", "declaration", "--format", "json").json if r["clause"] == "10"]

    assert typed("status", "declaration:10", "--as", "agreed").code == 2, "a status needs a source"
    assert typed("status", "declaration:10", "--as", "reopened", "--source", "plenary").code == 2, "nothing was agreed"
    assert typed("status", "declaration:10", "--as", "agreed-ad-ref", "--source", "plenary, the Chair").code == 0
    told = typed("status", "declaration:10", "--format", "json").json[0]
    assert (told["status"], told["source"], told["by"]) == ("agreed ad ref", "plenary, the Chair", "tester")
    assert typed("status", "declaration:10", "--as", "reopened", "--source", "Borea").code == 0
    assert of_ten() == ["reopened"]
    assert typed("undo").code == 0
    assert of_ten() == ["agreed ad ref"]
    assert typed("undo").code == 0
    assert of_ten() == []


def test_a_bracket_has_one_name_over_all_versions(typed: Typed, workspace: Path) -> None:
    told = {life["id"]: life for life in typed("brackets", "action-plan", "--history", "--format", "json").json}
    assert len(told) == 13, "eleven of Rev.1 and two that Rev.2 opened"
    moved = told["action-plan@rev1:21[2]"]
    assert moved["open"]
    assert [(s["revision"], s["bracket"]) for s in moved["steps"]] == [("rev1", "21[2]"), ("rev2", "22[1]")]
    assert not told["action-plan@rev1:19[2]"]["open"]
    assert typed("brackets", "a.txt", "--history").code == 2


def test_each_version_says_who_held_how_much_on_which_points(typed: Typed, workspace: Path) -> None:
    told = typed("brackets", "declaration", "--per-version", "--format", "json").json
    ours = [line for line in told if line["party"] == "EU"]
    assert [(line["revision"], line["holds"]) for line in ours] == [("rev1", 5), ("rev2", 2)]
    assert "II.2.9" in ours[0]["points"]


def test_a_word_file_lights_brackets_by_holder_and_changes_nothing_else(typed: Typed, workspace: Path, desk: Path) -> None:
    from lxml import etree

    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    told = typed("export", "declaration@rev1", "--as", "annotated", "--for", "room", "--brackets", "colour", "-o", "c.docx")
    assert told.code == 0
    assert "EU" in told.err
    with zipfile.ZipFile(desk / "c.docx") as file:
        root = etree.fromstring(file.read("word/document.xml"))
    lit: dict[str, str] = {}
    for run in root.iter(w + "r"):
        shading = run.find(f"{w}rPr/{w}shd")
        if shading is not None:
            fill = shading.get(w + "fill")
            lit[fill] = lit.get(fill, "") + "".join(t.text or "" for t in run.iter(w + "t"))
    listed = typed("brackets", "declaration@rev1", "--format", "json").json
    assert sum(len(text) for text in lit.values()) == sum(len(b["text"].replace("\n", "")) for b in listed)
    assert "".join(lit.values()).count("[") == 8
    assert len(lit) == 3, "EU, Cordova, nobody"
    before = typed("brackets", "declaration@rev1", "--format", "json").json
    assert [b["text"] for b in typed("brackets", "c.docx", "--format", "json").json] == [b["text"] for b in before], "to the letter"


def test_a_word_file_says_whose_a_bracket_is_in_a_comment(typed: Typed, workspace: Path, desk: Path) -> None:
    assert typed("export", "action-plan@rev1", "--as", "annotated", "--for", "group", "--brackets", "comments", "-o", "k.docx").code == 0
    with zipfile.ZipFile(desk / "k.docx") as file:
        comments = file.read("word/comments.xml").decode()
    assert "holds: EU, Borea" in comments
    assert "wants it gone: Arlen, Dorvan" in comments
    assert typed("export", "action-plan@rev1", "--as", "redline", "--for", "group", "--brackets", "comments").code == 2


def test_a_person_says_what_a_bracket_is_and_what_bis_means(typed: Typed, desk: Path) -> None:
    (desk / "a.txt").write_text("1. The Parties [...] shall act.\n\n2. They report.\n\n2 bis. They meet [yearly].\n", encoding="utf-8")
    typed("init")
    typed("import", "a.txt", "--document", "declaration", "--label", "Rev.1")
    told = typed("brackets", "declaration")
    assert "text left out of a quotation, or text to come?" in told.err
    assert "is 2 bis a new paragraph, or another version of 2?" in typed("brackets", "declaration", "--alternatives").out
    ruled = typed("brackets", "declaration", "--rule", "1[1]=citation", "--rule", "2 bis=new", "--format", "json")
    assert [b["kind"] for b in ruled.json] == ["citation", "bracket"]
    assert [o["meaning"] for o in typed("brackets", "declaration", "--alternatives", "--format", "json").json] == ["new"]
    assert typed("brackets", "declaration", "--rule", "9[9]=citation").code == 2
    assert typed("brackets", "declaration", "--rule", "1[1]=nonsense").code == 2
    assert typed("undo").code == 0


def test_a_word_comment_and_a_raised_run_name_holders(typed: Typed, desk: Path) -> None:
    from datetime import UTC, datetime

    from docx import Document

    from negotiator.formats.word.comments import WordComment, annotate

    document = Document()
    document.add_paragraph("1. Parties [shall] act at once and together.")
    second = document.add_paragraph("2. Parties [should]")
    second.add_run("EU, Borea").font.superscript = True
    second.add_run(" report each year to the meeting.")
    document.save(str(desk / "plain.docx"))
    at = datetime(2026, 1, 1, tzinfo=UTC)
    notes = [WordComment(1, "EU; Arlen delete", "Chair", "C", at, quote="[shall]"), WordComment(1, "please check", "Chair", "C", at)]
    (desk / "a.docx").write_bytes(annotate((desk / "plain.docx").read_bytes(), notes))
    typed("init")
    typed("import", "a.docx", "--document", "declaration", "--label", "Rev.1")
    for name in ("a.docx", "declaration"):
        first, second_ = typed("brackets", name, "--format", "json").json
        assert [(a["party"], a["stance"], a["source"]) for a in first["attribution"]] == [("EU", "supports", "comment"), ("Arlen", "opposes", "comment")]
        assert [(a["party"], a["source"]) for a in second_["attribution"]] == [("EU", "format"), ("Borea", "format")]


def test_no_bracket_is_eaten_by_markup(typed: Typed, desk: Path) -> None:
    (desk / "a.md").write_text("1. Parties [shall](EU) *act* [now](https://example.org).\n\n[Placeholder]: text to come\n", encoding="utf-8")
    assert [b["text"] for b in typed("brackets", "a.md", "--format", "json").json] == ["[shall]", "[Placeholder]"]
    for number, words in enumerate(("[a* b_c_ – EU]", "[a* new_c_ – EU]")):
        (desk / f"{number}.txt").write_text(f"1. Parties {words} <b>[x]</b> | [p|q](r) act.\n", encoding="utf-8")
    assert typed("compare", "0.txt", "1.txt", "-o", "c.html").code == 0
    assert "| [p|q](r) act." in (desk / "c.html").read_text(encoding="utf-8")
    assert typed("compare", "0.txt", "1.txt", "-o", "c.md").code == 0
    assert typed("compare", "0.txt", "1.txt", "-o", "c.txt").code == 0
    assert "| [p|q](r) act." in " ".join((desk / "c.txt").read_text(encoding="utf-8").split())
    import html as entities

    from markdown_it import MarkdownIt

    words = "[*c*] [~~d~~] [a|b] <b>[e]</b> [g](https://example.org) `[h]` &amp;[i]"
    (desk / "d.txt").write_text(f"1. Act {words} now.\n", encoding="utf-8")
    for command in (("parse", "d.txt"), ("brackets", "d.txt", "--remove", "1[1]")):
        page = MarkdownIt("gfm-like", {"linkify": False}).render(typed(*command, "--format", "md").out)
        told = entities.unescape(page.rpartition("<td>")[2].partition("</td>")[0])
        assert told == f"Act {words if command[0] == 'parse' else words[6:]} now."
    html = MarkdownIt("commonmark").render((desk / "c.md").read_text(encoding="utf-8"))
    assert "| [p|q](r)" in html
    assert "<a " not in html


def test_what_was_agreed_and_then_split_is_open_and_said_to_be_a_part_of_it(typed: Typed, desk: Path) -> None:
    both = "report each year to the meeting on their progress and plans."
    (desk / "a.txt").write_text(f"Draft\n\n1. Parties shall clear all mined areas by 2030 and {both}\n\n2. Meet again next year.\n", encoding="utf-8")
    (desk / "b.txt").write_text(
        f"Draft\n\n1. Parties shall clear all mined areas by 2030.\n\n2. Parties shall {both}\n\n3. Meet again next year.\n", encoding="utf-8"
    )
    typed("init")
    typed("import", "a.txt", "--document", "d", "--label", "A")
    typed("status", "d:1", "--as", "agreed", "--source", "plenary, 3 March")
    assert "1 split" in typed("import", "b.txt", "--document", "d", "--label", "B").out
    told = typed("status", "d", "--format", "json").json
    assert [(r["clause"], r["status"], r["note"]) for r in told] == [
        (number, "open", "split or merged out of what was agreed in a (plenary, 3 March)") for number in ("1", "2")
    ]
