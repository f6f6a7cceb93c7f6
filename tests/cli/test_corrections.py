"""Putting right how a file is read, before it is imported and after."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
from console import Prepared, Typed, journal

from negotiator.formats.contract import schema

DRAFT = """1. Paragraph one asks the parties to clear all stockpiles

Without Delay In 2000

2. Paragraph two asks the parties to help the victims of mines.

ADVANCE COPY

3. Paragraph three asks the parties to pay for all of this.
"""
TOGETHER = '[[block]]\nat = "line 3"\nquote = "Without Delay"\nis = "continuation"\n'
OUT = '[[block]]\nat = "line 7"\nquote = "ADVANCE COPY"\nis = "furniture"\n'


@pytest.fixture
def own(prepared: Prepared, desk: Path) -> Path:
    (desk / "together.toml").write_text(TOGETHER, encoding="utf-8")
    (desk / "out.toml").write_text(OUT, encoding="utf-8")
    return prepared(("zero.txt", DRAFT, "--document", "declaration", "--label", "Zero draft"))


def texts(typed: Typed, address: str = "declaration") -> list[str]:
    return [c["text"] for c in typed("clauses", address, "--format", "json").json]


def test_a_trial_of_corrections_needs_no_workspace(typed: Typed, own: Path) -> None:
    told = typed("parse", "zero.txt", "--corrections", "together.toml", "--explain")
    assert told.code == 0
    assert "a correction says so" in told.out
    wrong = typed("parse", "zero.txt", "--corrections", "nothing.toml")
    assert wrong.code == 2
    assert "nothing.toml cannot be read" in wrong.err


def test_a_file_is_imported_as_corrected(typed: Typed, own: Path, desk: Path) -> None:
    ended = typed("import", "zero.txt", "--document", "other", "--label", "Zero draft", "--corrections", "out.toml")
    assert ended.code == 0
    assert "2 in furniture" in ended.err
    assert not any("ADVANCE" in text for text in texts(typed, "other"))


def test_a_stored_file_is_read_again_and_what_was_said_stays_said(typed: Typed, own: Path, desk: Path) -> None:
    before = texts(typed)
    assert len(before) == 5
    ended = typed("reread", "declaration@zero-draft", "--corrections", "together.toml")
    assert ended.code == 0
    assert "declaration@zero-draft now reads as 4 paragraphs: 4 that were there, 0 new, 1 gone" in ended.out
    assert typed("reread", "declaration", "--corrections", "out.toml").code == 0
    assert texts(typed)[0].endswith("stockpiles\nWithout Delay In 2000")
    assert len(texts(typed)) == 3
    assert len(typed("revisions", "declaration", "--format", "json").json) == 1
    assert [verb for verb in ("import", "reread") if verb in typed("log").out] == ["import", "reread"]


def test_a_paragraph_keeps_its_history_through_a_new_reading(typed: Typed, own: Path, desk: Path) -> None:
    (desk / "rev1.txt").write_text(DRAFT.replace("help the victims", "help all victims"), encoding="utf-8")
    typed("import", "rev1.txt", "--document", "declaration", "--label", "Rev.1")
    typed("reread", "declaration@zero-draft", "--corrections", "together.toml")
    steps = typed("history", "declaration:2", "--format", "json").json
    assert [(s["revision"], s["note"]) for s in steps] == [("declaration@zero-draft", "first seen"), ("declaration@rev1", "edited")]
    compared = typed("compare", "declaration@zero-draft", "declaration@rev1", "--format", "json").json
    assert compared["summary"] == {"same": 2, "edited": 1, "split": 1}
    assert typed("reread", "declaration@rev1", "--corrections", "together.toml").code == 0
    compared = typed("compare", "declaration@zero-draft", "declaration@rev1", "--format", "json").json
    assert compared["summary"] == {"same": 3, "edited": 1}


def test_a_trial_stores_nothing_and_a_reading_that_changes_nothing_is_refused(typed: Typed, own: Path, desk: Path) -> None:
    entries = journal(own)
    tried = typed("reread", "declaration", "--corrections", "together.toml", "--dry-run", "--format", "json").json
    jsonschema.validate(tried, schema("reread"))
    assert tried["stored"] is False
    assert tried["changes"]
    assert journal(own) == entries
    ended = typed("reread", "declaration")
    assert ended.code == 2
    assert "would read as it reads today" in ended.err


def test_a_correction_that_does_not_fit_changes_nothing(typed: Typed, own: Path, desk: Path) -> None:
    (desk / "wrong.toml").write_text(TOGETHER.replace("line 3", "line 1"), encoding="utf-8")
    entries = journal(own)
    ended = typed("reread", "declaration", "--corrections", "wrong.toml")
    assert ended.code == 2
    assert "line 1 begins '1. Paragraph one" in ended.err
    assert journal(own) == entries
