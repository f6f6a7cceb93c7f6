"""Importing a Final Document: proposed, written as a plan, changed, carried out."""

from __future__ import annotations

from pathlib import Path

import pytest
from console import Prepared, Typed, journal
from jsonschema import Draft202012Validator

from negotiator.formats.contract import schema

ZERO = "1. Paragraph one asks the parties to report on stockpiles every year.\n\n2. Paragraph two asks the parties to clear all mined land.\n"
FINAL = f"""Final Document

The Conference adopted two texts.

Annex I

Political declaration

{ZERO}
Annex II

Action plan

Action #1: Survey the areas that are suspected in every district.
"""


@pytest.fixture
def own(prepared: Prepared, desk: Path) -> Path:
    (desk / "final.txt").write_text(FINAL, encoding="utf-8")
    return prepared(("zero.txt", ZERO, "--document", "declaration", "--label", "Zero draft"))


def test_a_file_without_a_document_is_proposed_and_not_stored(typed: Typed, own: Path) -> None:
    entries = journal(own)
    ended = typed("import", "final.txt")
    assert ended.code == 2
    assert "declaration" in ended.out
    assert "action-plan" in ended.out
    assert "nothing is stored" in ended.err
    assert journal(own) == entries
    told = typed("import", "final.txt", "--split", "propose", "--format", "json").json
    assert [part["document"] for part in told] == ["declaration", "action-plan", None, None, None]
    Draft202012Validator(schema("split-plan")).validate(told)


def test_a_plan_is_written_tried_and_carried_out(typed: Typed, own: Path, desk: Path) -> None:
    (desk / "plan.toml").write_text(typed("import", "final.txt", "--split", "propose").out, encoding="utf-8")
    entries = journal(own)
    tried = typed("import", "final.txt", "--split", "plan.toml", "--label", "Final", "--dry-run", "--format", "json").json
    assert [part["address"] for part in tried["parts"]] == ["declaration@final", "action-plan@final"]
    Draft202012Validator(schema("split")).validate(tried)
    assert sum(part["words"] for part in tried["parts"]) + sum(left["words"] for left in tried["left_out"]) == tried["words"] == len(FINAL.split())
    assert journal(own) == entries
    ended = typed("import", "final.txt", "--split", "plan.toml", "--label", "Final")
    assert ended.code == 0
    assert "final.txt is now declaration@final" in ended.out
    assert len(journal(own)) == len(entries) + 1
    assert typed("compare", "declaration@zero-draft", "declaration@final", "--format", "json").json["summary"]["same"] == 2
    assert typed("show", "action-plan:1").code == 0
    assert typed("issued", "declaration@final", "-o", "back.txt").code == 0
    assert (desk / "back.txt").read_text(encoding="utf-8") == FINAL


def test_one_document_in_a_file_is_proposed_as_such(typed: Typed, own: Path, desk: Path) -> None:
    (desk / "rev1.txt").write_text(ZERO.replace("every year", "each year"), encoding="utf-8")
    ended = typed("import", "rev1.txt")
    assert "negotiator import rev1.txt --document declaration" in ended.err


def test_a_plan_and_a_document_do_not_go_together(typed: Typed, own: Path) -> None:
    assert typed("import", "final.txt", "--split", "propose", "--document", "declaration").code == 2
    ended = typed("import", "final.txt", "--split", "nothing.toml")
    assert ended.code == 2
    assert "nothing.toml cannot be read as a plan" in ended.err
