"""Bringing texts in: twice, partly, in another language, on trial, and out again as they came."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from console import Prepared, Typed, journal

ZERO = "".join(
    f"{n}. Paragraph {name} asks the parties to report on {what} every year.\n\n"
    for n, (name, what) in enumerate(
        [("one", "stockpiles"), ("two", "clearance"), ("three", "victim assistance"), ("four", "funding"), ("five", "risk education"), ("six", "gender")], 1
    )
)


@pytest.fixture
def own(prepared: Prepared) -> Path:
    """A workspace with one short declaration of six paragraphs."""
    return prepared(("zero.txt", ZERO, "--document", "declaration", "--label", "Zero draft"))


def texts(typed: Typed, address: str) -> list[tuple[str, str]]:
    return [(c["number"], c["text"]) for c in typed("clauses", address, "--format", "json").json]


def test_an_import_says_what_it_read_and_what_follows_from_what(typed: Typed, own: Path, desk: Path) -> None:
    (desk / "rev1.txt").write_text(ZERO.replace("every year", "every second year", 1).replace("6. ", "7. "), encoding="utf-8")
    ended = typed("import", "rev1.txt", "--document", "declaration", "--label", "Rev.1")
    assert ended.code == 0
    assert "rev1.txt is now declaration@rev1" in ended.out
    assert "against Zero draft:" in ended.out
    assert "1 edited" in ended.out
    assert "words:" in ended.err
    total = len((desk / "rev1.txt").read_text(encoding="utf-8").split())
    assert f"{total} of {total} words" in ended.err


def test_the_machine_gets_the_same_as_json(typed: Typed, own: Path, desk: Path) -> None:
    (desk / "rev1.txt").write_text(ZERO.replace("funding", "money"), encoding="utf-8")
    ended = typed("import", "rev1.txt", "--document", "declaration", "--label", "Rev.1", "--format", "json")
    told = ended.json
    assert told["address"] == "declaration@rev1"
    assert told["based_on"] == "zero-draft"
    assert told["clauses"] == 6
    assert told["changes"] == {"same": 5, "edited": 1}
    assert told["words"] == told["in_clauses"]
    assert told["stored"] is True


def test_a_trial_stores_nothing(typed: Typed, own: Path, desk: Path) -> None:
    (desk / "rev1.txt").write_text(ZERO.replace("funding", "money"), encoding="utf-8")
    before, entries = own.read_bytes(), journal(own)
    ended = typed("import", "rev1.txt", "--document", "declaration", "--label", "Rev.1", "--dry-run")
    assert ended.code == 0
    assert "would become declaration@rev1" in ended.out
    assert typed("import", "rev1.txt", "--document", "new-text", "--dry-run", "--format", "json").json["stored"] is False
    assert own.read_bytes() == before
    assert journal(own) == entries
    assert typed("clauses", "declaration@rev1").code == 2


def test_the_same_file_is_refused_a_second_time(typed: Typed, workspace: Path, sample: Path) -> None:
    before = workspace.read_bytes()
    ended = typed("import", str(sample / "declaration-rev1.docx"), "--document", "declaration", "--label", "Rev.7")
    assert ended.code == 3
    assert "in the workspace already, as declaration@rev1" in ended.err
    unnamed = typed("import", str(sample / "declaration-rev1.docx"))
    assert unnamed.code == 3 and "in the workspace already, as declaration@rev1" in unnamed.err and not unnamed.out
    assert "negotiator clauses declaration@rev1" in ended.err
    assert workspace.read_bytes() == before


def test_a_region_makes_no_other_language(typed: Typed, own: Path, desk: Path) -> None:
    """A file that says en-GB is no translation of one that says en."""
    clauses = [{"number": "1", "text": "The parties report every year."}]
    (desk / "gb.json").write_text(json.dumps({"language": "en-GB", "clauses": clauses}), encoding="utf-8")
    ended = typed("import", "gb.json", "--document", "declaration", "--label", "Zero draft")
    assert ended.code == 3
    assert "--language" in ended.err
    assert typed("import", "gb.json", "--document", "declaration", "--label", "Zero draft", "--language", "fr").code == 0


def test_the_same_label_is_refused_for_another_file(typed: Typed, own: Path, desk: Path) -> None:
    (desk / "other.txt").write_text(ZERO.replace("funding", "money"), encoding="utf-8")
    before = own.read_bytes()
    for label in ("Zero draft", "zero-draft", "ZERO  DRAFT"):
        ended = typed("import", "other.txt", "--document", "declaration", "--label", label)
        assert ended.code == 3, label
        assert "--label" in ended.err
    assert own.read_bytes() == before


def test_the_same_file_may_be_another_document(typed: Typed, own: Path) -> None:
    assert typed("import", "zero.txt", "--document", "review", "--label", "Zero draft").code == 0
    assert texts(typed, "review") == texts(typed, "declaration")


@pytest.mark.parametrize("label", ["latest", "previous", "Previous", "...", "  "])
def test_a_label_that_addresses_could_not_spell_is_refused(typed: Typed, own: Path, desk: Path, label: str) -> None:
    (desk / "other.txt").write_text(ZERO.replace("funding", "money"), encoding="utf-8")
    before = own.read_bytes()
    ended = typed("import", "other.txt", "--document", "declaration", "--label", label)
    assert ended.code == 2
    assert own.read_bytes() == before


@pytest.mark.parametrize("slug", ["Declaration", "a/b", "déclaration", "-x"])
def test_a_name_that_no_address_could_spell_is_refused(typed: Typed, own: Path, slug: str) -> None:
    before = own.read_bytes()
    assert typed("import", "zero.txt", f"--document={slug}").code == 2
    assert own.read_bytes() == before


def test_the_label_comes_from_symbol_or_name_where_none_is_given(typed: Typed, own: Path, desk: Path) -> None:
    (desk / "declaration_rev-3.txt").write_text(ZERO.replace("funding", "money"), encoding="utf-8")
    assert "declaration@rev3" in typed("import", "declaration_rev-3.txt", "--document", "declaration").out


@pytest.mark.parametrize("name", ["declaration-rev1.docx", "review-zero-draft.docx", "eu-position-da.docx"])
def test_the_issued_file_comes_back_byte_for_byte(typed: Typed, workspace: Path, sample: Path, name: str) -> None:
    address = {"declaration-rev1.docx": "declaration@rev1", "review-zero-draft.docx": "review@zero-draft", "eu-position-da.docx": "eu-position@adopted/da"}[
        name
    ]
    assert typed("issued", address).code == 0
    assert Path(name).read_bytes() == (sample / name).read_bytes()
    assert typed("issued", address).code == 3
    assert typed("issued", address, "-o", "again.docx").code == 0
    assert Path("again.docx").read_bytes() == (sample / name).read_bytes()


def test_the_issued_file_goes_through_a_pipe_untouched(workspace: Path, sample: Path) -> None:
    ended = subprocess.run([sys.executable, "-m", "negotiator", "issued", "action-plan@rev2", "-o", "-"], capture_output=True, check=True)
    assert ended.stdout == (sample / "action-plan-rev2.docx").read_bytes()


def test_the_list_of_versions_names_the_files_checksum(typed: Typed, workspace: Path, sample: Path) -> None:
    listed = {r["slug"]: r for r in typed("revisions", "declaration", "--format", "json").json}
    assert listed["rev2"]["sha256"] == hashlib.sha256((sample / "declaration-rev2.docx").read_bytes()).hexdigest()
    assert [r["based_on"] for r in listed.values()] == [None, "zero-draft", "rev1"]


def test_standard_input_is_read_for_a_dash(typed: Typed, own: Path) -> None:
    assert len(typed("parse", "-", "--format", "json", stdin=ZERO.encode()).json) == 6
    changed = ZERO.replace("funding", "money").encode()
    assert typed("import", "-", "--document", "declaration", "--label", "Rev.1", stdin=changed).code == 0
    assert texts(typed, "declaration")[3][1].startswith("Paragraph four asks the parties to report on money")
    data = json.dumps({"clauses": [{"id": "x", "text": "One thing."}]}).encode()
    assert typed("parse", "-", "--format", "json", stdin=data).json[0]["id"] == "x"
    assert typed("compare", "zero.txt", "-", "--format", "json", stdin=changed).json["summary"] == {"same": 5, "edited": 1}


def test_standard_input_of_a_real_process_is_read(desk: Path) -> None:
    ended = subprocess.run([sys.executable, "-m", "negotiator", "parse", "-", "--format", "json"], input=ZERO.encode(), capture_output=True, check=True)
    assert len(json.loads(ended.stdout)) == 6


# A partial text


@pytest.fixture
def partial(typed: Typed, own: Path, desk: Path) -> Path:
    """A facilitator mails paragraphs 3 and 4, one of them changed, and a new one after them."""
    (desk / "mail.txt").write_text(
        "3. Paragraph three asks the parties to report on assistance to all victims every year.\n\n"
        "4. Paragraph four asks the parties to report on funding every year.\n\n"
        "4 bis. Paragraph four bis asks donors to plan for several years.\n",
        encoding="utf-8",
    )
    ended = typed("import", "mail.txt", "--document", "declaration", "--label", "Facilitator 1", "--kind", "facilitator", "--scope", "3-4")
    assert ended.code == 0, ended.err
    return own


def test_a_partial_text_touches_only_its_scope(typed: Typed, partial: Path) -> None:
    assert len(texts(typed, "declaration@facilitator-1")) == 3
    told = typed("compare", "declaration@zero-draft", "declaration@facilitator-1", "--format", "json").json
    assert told["summary"] == {"edited": 1, "same": 1, "added": 1}
    assert sorted(old for c in told["changes"] for old in c["old"]) == ["3", "4"]


def test_a_partial_text_is_silent_about_the_rest_in_either_direction(typed: Typed, partial: Path, desk: Path) -> None:
    (desk / "rev1.txt").write_text(ZERO.replace("victim assistance", "assistance to all victims").replace("stockpiles", "stocks"), encoding="utf-8")
    assert typed("import", "rev1.txt", "--document", "declaration", "--label", "Rev.1").code == 0
    backwards = typed("compare", "declaration@facilitator-1", "declaration@zero-draft", "--format", "json").json
    assert backwards["summary"] == {"edited": 1, "same": 1, "dropped": 1}
    onwards = typed("compare", "declaration@facilitator-1", "declaration@rev1", "--format", "json").json
    assert sorted(new for c in onwards["changes"] for new in c["new"]) == ["3", "4"]


def test_latest_stays_the_whole_text(typed: Typed, partial: Path) -> None:
    assert len(texts(typed, "declaration")) == 6
    assert texts(typed, "declaration@latest") == texts(typed, "declaration@zero-draft")
    listed = typed("revisions", "declaration", "--format", "json").json
    assert [(r["slug"], r["scope"], r["kind"]) for r in listed] == [("zero-draft", None, "draft"), ("facilitator-1", "3-4", "facilitator")]
    assert typed("search", "donors").out.count("declaration@facilitator-1") == 0


def test_the_next_whole_text_follows_the_whole_one_and_keeps_every_paragraphs_identity(typed: Typed, partial: Path, desk: Path) -> None:
    (desk / "rev1.txt").write_text(ZERO.replace("victim assistance", "assistance to all victims"), encoding="utf-8")
    told = typed("import", "rev1.txt", "--document", "declaration", "--label", "Rev.1", "--format", "json").json
    assert told["based_on"] == "zero-draft"
    assert told["changes"] == {"same": 5, "edited": 1}
    for number in "126":
        steps = typed("history", f"declaration:{number}", "--format", "json").json
        assert [s["note"] for s in steps] == ["first seen", "unchanged"]
    steps = typed("history", "declaration:3", "--format", "json").json
    assert [s["revision"] for s in steps] == ["declaration@zero-draft", "declaration@facilitator-1", "declaration@rev1"]


@pytest.mark.parametrize("scope", ["3-", "-", "30-40", "3-x"])
def test_a_scope_that_names_nothing_is_refused(typed: Typed, own: Path, desk: Path, scope: str) -> None:
    (desk / "mail.txt").write_text("3. Paragraph three asks the parties to report.\n", encoding="utf-8")
    before = own.read_bytes()
    assert typed("import", "mail.txt", "--document", "declaration", "--label", "F", f"--scope={scope}").code == 2
    assert own.read_bytes() == before


def test_a_first_text_cannot_be_partial(typed: Typed, own: Path) -> None:
    ended = typed("import", "zero.txt", "--document", "review", "--scope", "1-2")
    assert ended.code == 2
    assert "cannot be partial" in ended.err


# Languages and origins


def test_a_version_in_another_language_is_the_same_version(typed: Typed, workspace: Path) -> None:
    listed = typed("revisions", "eu-position", "--format", "json").json
    assert [(r["slug"], r["language"], r["clauses"]) for r in listed] == [("adopted", "en", 64), ("adopted", "da", 64)]
    english, danish = (typed("show", f"eu-position@adopted/{tag}:II.2.9", "--format", "json").json for tag in ("en", "da"))
    assert english["path"] == danish["path"] == "II.2.9"
    assert english["text"] != danish["text"]


def test_a_document_keeps_its_role(typed: Typed, own: Path) -> None:
    before = own.read_bytes()
    ended = typed("import", "zero.txt", "--document", "declaration", "--role", "position", "--label", "x")
    assert ended.code == 2
    assert "role outcome" in ended.err
    assert own.read_bytes() == before


def test_the_base_may_be_named(typed: Typed, workspace: Path, desk: Path, sample: Path) -> None:
    (desk / "b.txt").write_text("1. Commit ourselves to address concerns about compliance in good faith;\n", encoding="utf-8")
    told = typed("import", "b.txt", "--document", "declaration", "--based-on", "zero-draft", "--label", "B", "--scope", "6", "--format", "json").json
    assert told["based_on"] == "zero-draft"
    ended = typed("import", str(sample / "review-rev1.docx"), "--document", "declaration", "--based-on", "rev9", "--label", "C")
    assert ended.code == 2
    assert "rev9" in ended.err


def test_a_text_that_has_nothing_to_do_with_the_version_before_is_told(typed: Typed, own: Path, desk: Path) -> None:
    (desk / "menu.txt").write_text(
        "".join(f"{n}. {x} with butter and lemon.\n\n" for n, x in enumerate(("Trout", "Perch", "Salmon", "Cod"), 1)), encoding="utf-8"
    )
    ended = typed("import", "menu.txt", "--document", "declaration", "--label", "Rev.1", "--dry-run")
    assert "is it the same document?" in ended.err


def test_the_danish_paper_is_imported_whole(typed: Typed, desk: Path, bench: Path) -> None:
    assert typed("init").code == 0
    paper = bench / "position-paper" / "council-conclusions-2024-05-27.da.txt"
    ended = typed("import", str(paper), "--document", "eu-position", "--label", "Adopted", "--format", "json")
    assert ended.code == 0
    assert ended.json["words"] == len(paper.read_text(encoding="utf-8").split())
    rows = [line.split("\t") for line in (bench / "position-paper" / "points.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    held = {c["path"]: c for c in typed("clauses", "eu-position", "--format", "json").json}
    assert all(held[path]["text"].startswith(first) for path, _, first, *_ in rows if "¶" not in path)
    assert typed("issued", "eu-position", "-o", "back.txt").code == 0
    assert Path("back.txt").read_bytes() == paper.read_bytes()
    for document in ("review", "declaration", "action-plan"):
        (desk / f"{document}.txt").write_text(ZERO, encoding="utf-8")
        assert typed("import", f"{document}.txt", "--document", document).code == 0
    points = typed("points", "--format", "json")
    assert points.err.strip() == "46 points, 45 counted"
    numbered = {path: outcome for path, outcome, *_ in rows if path.startswith("II") and "¶" not in path}
    assert {p["path"]: p["target"] for p in points.json} == numbered


def test_an_import_meanwhile_is_a_conflict(typed: Typed, own: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people import Rev.1 at the same moment: the second is told, and its file is not stored."""
    import negotiator.services.import_revision as service

    (desk / "mine.txt").write_text(ZERO.replace("funding", "money"), encoding="utf-8")
    (desk / "theirs.txt").write_text(ZERO.replace("funding", "means"), encoding="utf-8")
    real = service.import_revision
    buffer = io.StringIO()

    def second_first(store, actor, at, plan):  # type: ignore[no-untyped-def]
        command = [sys.executable, "-m", "negotiator", "import", "theirs.txt", "--document", "declaration", "--label", "Rev.1"]
        buffer.write(str(subprocess.run(command, capture_output=True, check=False).returncode))
        return real(store, actor, at, plan)

    monkeypatch.setattr(service, "import_revision", second_first)
    ended = typed("import", "mine.txt", "--document", "declaration", "--label", "Rev.1")
    assert buffer.getvalue() == "0"
    assert ended.code == 3, ended.err
    assert "means" in dict(texts(typed, "declaration@rev1"))["4."]
