"""What the commands print is what the published schemas say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from console import Typed
from jsonschema import Draft202012Validator

from negotiator.formats.contract import SCHEMAS, schema


def check(name: str, value: Any) -> None:
    found = schema(name)
    Draft202012Validator.check_schema(found)
    Draft202012Validator(found).validate(value)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_and_refuses_something(name: str) -> None:
    found = schema(name)
    Draft202012Validator.check_schema(found)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for wrong in ("text", 7, [{"nothing": "of it"}], {"nothing": "of it"}):
        assert not Draft202012Validator(found).is_valid(wrong), f"{name} accepts {wrong!r}"


@pytest.mark.parametrize("name", ["eu-position.docx", "eu-position-da.docx", "review-zero-draft.docx", "declaration-rev2.docx", "action-plan-rev1.docx"])
def test_parse_keeps_to_its_schema(typed: Typed, sample: Path, name: str) -> None:
    check("clauses", typed("parse", str(sample / name), "--format", "json").json)


@pytest.mark.parametrize("address", ["eu-position@adopted/da", "review", "declaration@zero-draft", "action-plan@rev1"])
def test_clauses_keep_to_their_schema(typed: Typed, workspace: Path, address: str) -> None:
    found = typed("clauses", address, "--format", "json").json
    check("clauses", found)
    ids = [c["id"] for c in found]
    assert len(set(ids)) == len(ids)
    assert all(c["parent"] in ids[:n] for n, c in enumerate(found) if c["parent"])


@pytest.mark.parametrize("document", ["review", "declaration", "action-plan"])
def test_compare_keeps_to_its_schema_and_leaves_no_clause_out(typed: Typed, workspace: Path, document: str) -> None:
    for old, new in (("zero-draft", "rev1"), ("rev1", "rev2"), ("zero-draft", "rev2"), ("rev2", "zero-draft")):
        told = typed("compare", f"{document}@{old}", f"{document}@{new}", "--format", "json").json
        check("compare", told)
        assert sum(told["summary"].values()) == len(told["changes"])
        for side, revision in (("old", old), ("new", new)):
            clauses = typed("clauses", f"{document}@{revision}", "--format", "json").json
            texts = {c["id"]: c["text"] for c in clauses}
            assert sorted(i for c in told["changes"] for i in c[side]) == sorted(texts), f"every clause of {revision} in exactly one change"
            keep = ("equal", "delete" if side == "old" else "insert")
            for change in told["changes"]:
                assert "".join(text for op, text in change["redline"] if op in keep) == "\n".join(texts[i] for i in change[side])


def test_files_compared_keep_to_the_schema_on_screen_and_on_disk(typed: Typed, sample: Path, desk: Path) -> None:
    files = [str(sample / name) for name in ("review-rev1.docx", "review-rev2.docx")]
    told = typed("compare", *files, "--format", "json").json
    check("compare", told)
    assert typed("compare", *files, "-o", "changes.json").code == 0
    assert json.loads((desk / "changes.json").read_text(encoding="utf-8")) == told


def test_points_suggestions_and_coverage_keep_to_their_schemas(typed: Typed, workspace: Path) -> None:
    points = typed("points", "--format", "json").json
    check("points", points)
    suggestions = typed("suggest", "--format", "json").json
    check("suggest", suggestions)
    coverage = typed("coverage", "--format", "json").json
    check("coverage", coverage)
    known = {p["point"] for p in points}
    assert {s["point"] for s in suggestions} == known
    assert {r["point"] for r in coverage} == known
    assert {r["state"] for r in coverage} == {"confirmed", "recheck", "unassessed"}
    assert any(r["bracketed"] for r in coverage)
    for one in suggestions:
        scores = [c["score"] for c in one["candidates"]]
        assert scores == sorted(scores, reverse=True)
        held = {c["id"] for c in typed("clauses", one["document"], "--format", "json").json} if one is suggestions[0] else None
        assert held is None or {c["clause"] for c in one["candidates"]} <= held


def test_the_danish_papers_json_keeps_to_the_schemas(typed: Typed, sample: Path, bench: Path) -> None:
    paper = str(bench / "position-paper" / "council-conclusions-2024-05-27.da.txt")
    check("clauses", typed("parse", paper, "--format", "json").json)
    typed("init")
    assert typed("import", paper, "--document", "eu-position").code == 0
    for document in ("review", "declaration", "action-plan"):
        assert typed("import", str(sample / f"{document}-rev2.docx"), "--document", document).code == 0
    points = typed("points", "--format", "json").json
    check("points", points)
    assert len(points) == 46
    assert {p["language"] for p in points} == {"da"}
    suggestions = typed("suggest", "--format", "json").json
    check("suggest", suggestions)
    assert len(suggestions) == 46
    check("coverage", typed("coverage", "--format", "json").json)


def test_what_parse_prints_can_be_read_again(typed: Typed, sample: Path, desk: Path) -> None:
    """A file of clauses, as `parse` prints them, is accepted wherever a document file is, and says the same."""
    first = typed("parse", str(sample / "declaration-rev1.docx"), "--format", "json")
    (desk / "again.json").write_text(first.out, encoding="utf-8")
    second = typed("parse", "again.json", "--format", "json").json
    assert [(c["id"], c["number"], c["kind"], c["text"]) for c in second] == [(c["id"], c["number"], c["kind"], c["text"]) for c in first.json]
    assert typed("compare", str(sample / "declaration-rev1.docx"), "again.json", "--format", "json").json["summary"] == {"same": len(second)}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("documents", ("documents",)),
        ("revisions", ("revisions", "declaration")),
        ("revisions", ("revisions", "eu-position")),
        ("show", ("show", "declaration:7")),
        ("show", ("show", "eu-position:II.2.9", "--source")),
        ("search", ("search", "mines")),
        ("search", ("search", "nowhere", "to", "be", "found")),
        ("log", ("log",)),
        ("delegations", ("delegations",)),
        ("status", ("status", "declaration")),
        ("status", ("status", "declaration:7")),
        ("templates", ("templates",)),
        ("history", ("history", "declaration:7")),
        ("bracket-fates", ("brackets", "declaration", "--fates")),
        ("bracket-holders", ("brackets", "declaration@rev1", "--holders")),
        ("bracket-history", ("brackets", "declaration", "--history")),
        ("bracket-versions", ("brackets", "declaration", "--per-version")),
        ("bracket-alternatives", ("brackets", "action-plan@zero-draft", "--alternatives")),
        ("bracket-remarks", ("brackets", "declaration@zero-draft", "--remarks")),
        ("bracket-resolved", ("brackets", "declaration@rev1", "--resolve", "kept")),
        ("brackets", ("brackets", "declaration", "--matrix")),
    ],
)
def test_every_list_keeps_to_its_schema(typed: Typed, workspace: Path, name: str, words: tuple[str, ...]) -> None:
    ended = typed(*words, "--format", "json")
    assert ended.code in (0, 1), ended.err
    check(name, ended.json)


def test_how_a_word_file_was_read_keeps_to_its_schemas(typed: Typed, sample: Path) -> None:
    for name in ("declaration-rev2.docx", "eu-position.docx"):
        check("explain", typed("parse", str(sample / name), "--explain", "--format", "json").json)
        check("findings", typed("verify", str(sample / name), str(sample / name), str(sample / "review-rev2.docx"), "--format", "json").json)
        check("marked", typed("parse", str(sample / name), "--view", "marked", "--format", "json").json)


def test_notes_beside_a_text_and_its_alternatives_keep_to_their_schemas(typed: Typed, desk: Path) -> None:
    text = "1. States shall act.\n\nEU: strengthen; Arlen does not support\n\n2. States report.\n\n3 bis. Facts are told.\n"
    (desk / "talks.txt").write_text(text, encoding="utf-8")
    remarks = typed("brackets", "talks.txt", "--remarks", "--format", "json").json
    options = typed("brackets", "talks.txt", "--alternatives", "--format", "json").json
    assert remarks and options
    check("bracket-remarks", remarks)
    check("bracket-alternatives", options)


def test_no_command_prints_json_without_a_schema() -> None:
    """Whoever adds a `--format json` adds a schema: every command with one is named above, in the tests of its own, or here."""
    import click

    from negotiator.cli.app import COMMANDS, root

    known = {
        "parse": "clauses", "compare": "compare", "verify": "findings", "import": "import", "documents": "documents", "revisions": "revisions",
        "clauses": "clauses", "show": "show", "history": "history", "align": "align", "rule": "rule", "search": "search", "reread": "reread",
        "points": "points", "suggest": "suggest", "coverage": "coverage", "brackets": "brackets", "status": "status", "delegations": "delegations",
        "inspect": "inspect", "edits": "edits", "log": "log", "templates": "templates",
    }  # fmt: skip
    context = click.Context(root, info_name="negotiator")
    printing = set()
    for name in COMMANDS:
        command = root.get_command(context, name)
        assert command is not None
        if any("json" in getattr(option.type, "choices", ()) for option in command.params):
            printing.add(name)
    assert printing == set(known)
    assert set(known.values()) <= set(SCHEMAS)
