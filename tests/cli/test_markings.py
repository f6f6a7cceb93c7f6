"""A file marked as secret or of limited distribution: the warning comes first, and the mark is shown wherever the text is."""

from __future__ import annotations

import json
from pathlib import Path

from console import Typed

MARKED = "RESTREINT UE/EU RESTRICTED\nLIMITE\n\nDraft declaration on ice roads\n\n1. The Parties measure the ice.\n\n2. Reports are confidential.\n"


def test_a_marked_file_is_told_on_parse_and_import_and_shown_with_the_text(typed: Typed, desk: Path) -> None:
    (desk / "ice.txt").write_text(MARKED)
    parsed = typed("parse", "ice.txt")
    assert parsed.code == 0
    assert parsed.err.count("Council Decision 2013/488/EU") == 1
    assert "not accredited" in parsed.err.splitlines()[1]
    assert "marked LIMITE (line 2)" in parsed.err
    assert typed("init").code == 0
    imported = typed("import", "ice.txt", "--document", "ice", "--format", "json")
    assert imported.code == 0
    assert "not accredited" in imported.err
    assert json.loads(imported.out)["markings"] == ["RESTREINT UE/EU RESTRICTED", "LIMITE"]
    assert "marked RESTREINT UE/EU RESTRICTED, LIMITE" in typed("show", "ice:1").out
    assert json.loads(typed("show", "ice:1", "--format", "json").out)["markings"] == ["RESTREINT UE/EU RESTRICTED", "LIMITE"]
    assert json.loads(typed("revisions", "ice", "--format", "json").out)[0]["markings"] == ["RESTREINT UE/EU RESTRICTED", "LIMITE"]
    assert "is marked RESTREINT UE/EU RESTRICTED, LIMITE" in typed("revisions", "ice").err


def test_a_file_without_marks_is_told_to_have_none(typed: Typed, workspace: Path) -> None:
    assert json.loads(typed("revisions", "declaration", "--format", "json").out)[0]["markings"] == []
    assert "marked" not in typed("show", "declaration:7").out
