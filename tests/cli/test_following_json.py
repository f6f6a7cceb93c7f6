"""What the commands on matches, histories, precedents and languages print is what the published schemas say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from console import Typed
from jsonschema import Draft202012Validator

from negotiator.formats.contract import schema

DOCUMENTS = ("review", "declaration", "action-plan")


def check(name: str, value: Any) -> Any:
    Draft202012Validator(schema(name)).validate(value)
    return value


def side(redline: list[list[str]], own: str) -> str:
    return "".join(text for op, text in redline if op in ("equal", own))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_matches_of_every_version_keep_to_the_schema(typed: Typed, workspace: Path, document: str) -> None:
    for version in ("zero-draft", "rev1", "rev2"):
        for more in ((), ("--all",)):
            found = check("align", typed("align", f"{document}@{version}", *more, "--format", "json").json)
            assert (found["document"], found["revision"], found["base"] is None) == (document, version, version == "zero-draft")
            assert more or sum(match["uncertain"] for match in found["matches"]) == found["uncertain"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_histories_keep_to_the_schema_and_each_step_begins_where_the_last_one_ended(typed: Typed, workspace: Path, document: str) -> None:
    clauses = typed("clauses", document, "--format", "json").json
    for clause in clauses[:: max(1, len(clauses) // 12)]:
        steps = check("history", typed("history", f"{document}:{clause['path']}", "--format", "json").json)
        assert steps[0]["redline"] is None
        assert steps[-1]["text"] == clause["text"]
        for step in steps[1:]:
            assert side(step["redline"], "insert") == step["text"]


def test_a_history_tells_of_indicators_in_the_shape_that_is_published(typed: Typed, workspace: Path) -> None:
    told = [check("history", typed("history", f"action-plan:Action #{n}", "--format", "json").json) for n in (4, 8, 31)]
    lost = [finding for steps in told for step in steps for finding in step.get("findings", ())]
    assert len(lost) >= 3


def test_a_draft_held_against_a_precedent_keeps_to_the_schema(typed: Typed, workspace: Path, sample: Path) -> None:
    assert typed("import", str(sample / "action-plan-zero-draft.docx"), "--document", "precedent", "--role", "precedent", "--label", "2019").code == 0
    found = check("compare", typed("compare", "precedent", "action-plan", "--format", "json").json)
    assert found["summary"]["edited"] > 5
    assert {"added", "dropped"} <= found["summary"].keys()
    back = check("compare", typed("compare", "action-plan", "precedent", "--format", "json").json)
    assert (back["summary"]["added"], back["summary"]["dropped"]) == (found["summary"]["dropped"], found["summary"]["added"])


def test_languages_keep_to_the_schemas(typed: Typed, workspace: Path) -> None:
    found = check("align", typed("align", "eu-position@adopted/da", "--all", "--format", "json").json)
    assert (found["language"], found["revision"], found["base"]) == ("da", "adopted", "adopted")
    assert all(match["old"] and match["new"] for match in found["matches"])
    assert {line["what"] for line in found["disagreements"]} <= {"paragraph", "figures", "brackets"}


def test_a_ruling_keeps_to_its_schema(typed: Typed, workspace: Path) -> None:
    told = check("rule", typed("rule", "declaration@rev1", "--confirm", "--new", "6", "--format", "json").json)
    assert told == {"address": "declaration@rev1", "ruled": ["6 = 6"], "dropped": [], "added": []}
    parted = check("rule", typed("rule", "declaration@rev1", "--old", "6", "--new", "6", "--not-same", "--format", "json").json)
    assert parted["ruled"] == ["6 ≠ 6"]
