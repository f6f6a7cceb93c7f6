"""Brackets of one paragraph, one holder, or a name in several spellings: every view is of what was asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from console import Typed

TEXT = """1. We [shall] act.

2. We [may – EU] eat, alternatively:

(a) and [drink – Arlen; G77];

(b) and [sing – G-77 and China; G-77].

3. We sleep.

4. We dance (EU: strengthen).
"""


@pytest.fixture
def stored(typed: Typed, desk: Path) -> Typed:
    (desk / "s.txt").write_text(TEXT, encoding="utf-8")
    typed("init")
    typed("import", "s.txt", "--document", "s")
    return typed


def test_a_paragraph_is_shown_with_what_stands_under_it(stored: Typed) -> None:
    told = stored("brackets", "s:2", "--format", "json")
    assert [one["id"] for one in told.json] == ["2[1]", "2.a[1]", "2.b[1]"]
    assert "s@version-1:2: 3 brackets in 3 paragraphs, 3 words" in told.err


def test_a_paragraph_without_brackets_has_none_in_any_view(stored: Typed, desk: Path) -> None:
    assert "s@version-1:3: 0 brackets" in stored("brackets", "s:3").err
    for view in ((), ("--holders",), ("--alternatives",), ("--remarks",), ("--per-version",), ("--history",), ("--matrix",)):
        assert stored("brackets", "s:3", *view, "--format", "json").json == []
    assert stored("brackets", "s:4", "--remarks", "--format", "json").json[0]["said"] == "strengthen"
    stored("brackets", "s:3", "-o", "x.csv")
    assert (desk / "x.csv").read_text(encoding="utf-8").count("\n") == 1
    kept = stored("brackets", "s:3", "--resolve", "kept", "--format", "json").json
    assert [one["text"] for one in kept["clauses"]] == ["We sleep."]


def test_resolving_a_paragraph_leaves_the_others(stored: Typed) -> None:
    told = stored("brackets", "s:2", "--resolve", "removed")
    assert "3 decided, 0 left open" in told.err
    assert "We eat" in told.out and "We act" not in told.out


def test_notes_beside_the_text_go_when_all_is_decided_and_what_may_be_text_stays(typed: Typed, desk: Path) -> None:
    lines = ["1. Protect wells.", "EU: strengthen; Arlen does not support", "2. We act [now].", "3. We rest (EU: delete).", "4. Shares are:", "EU: 30 million;"]
    (desk / "n.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    for choice, act in (("kept", "We act now."), ("removed", "We act.")):
        told = typed("brackets", "n.txt", "--resolve", choice, "--format", "json")
        assert [one["text"] for one in told.json["clauses"]] == ["Protect wells.", act, "We rest.", "Shares are:", "EU: 30 million;"]
        assert "2 notes beside the text taken out" in told.err
    alone = typed("brackets", "n.txt", "--keep", "2[1]", "--format", "json").json["clauses"]
    assert alone[0]["text"].endswith("Arlen does not support")


def test_the_brackets_of_one_holder_are_counted_and_decided_alone(stored: Typed) -> None:
    told = stored("brackets", "s", "--holder", "EU", "--resolve", "kept")
    assert "s@version-1, EU: 1 bracket in 1 paragraph" in told.err
    assert "We may eat" in told.out and "We [shall] act" not in told.out and "We shall act" not in told.out


def test_a_name_in_two_spellings_is_one_row_and_likely_names_of_one_party_are_said(stored: Typed) -> None:
    told = stored("brackets", "s", "--holders", "--format", "json")
    assert {one["party"]: one["holds"] for one in told.json} == {"EU": 1, "Arlen": 1, "G77": 2, "G-77 and China": 1}
    assert "negotiator delegations add 'G-77 and China' --alias G77" in told.err


def test_what_became_of_brackets_is_told_of_the_paragraph_or_holder_that_was_asked_for(stored: Typed, desk: Path) -> None:
    (desk / "t.txt").write_text(TEXT.replace("[shall]", "shall").replace("[may – EU]", "may").replace("We sleep", "We [sleep – EU]"), encoding="utf-8")
    assert stored("import", "t.txt", "--document", "s").code == 0
    assert "+0 −1" in stored("brackets", "s:1").err
    assert "+0 −1" in stored("brackets", "s:2").err
    assert "+1 −0" in stored("brackets", "s:3").err
    assert "+1 −1" in stored("brackets", "s", "--holder", "EU").err
    assert [(one["old"], one["new"]) for one in stored("brackets", "s:1", "--fates", "--format", "json").json] == [("1[1]", None)]


def test_a_word_that_may_be_no_name_is_asked_about(typed: Typed, desk: Path) -> None:
    (desk / "c.txt").write_text("1. Use [Millipore: two rings] or [Arlen: one ring] or [none – Arlen] or [EU: three].\n", encoding="utf-8")
    told = typed("brackets", "c.txt").err
    assert "entered by nobody: Millipore; holders" in told
    (desk / "d.toml").write_text('[[delegation]]\nname = "Arlen"\n', encoding="utf-8")
    assert "Millipore is no delegation that was entered" in typed("brackets", "c.txt", "--parties", "d.toml").err


def test_a_known_group_takes_another_name_before_anybody_entered_it(stored: Typed) -> None:
    assert stored("delegations", "alias", "Arlen", "A").code != 0
    assert stored("delegations", "alias", "G-77 and China", "G77").code == 0
    told = stored("brackets", "s", "--holders", "--format", "json")
    assert {one["party"]: one["holds"] for one in told.json}["G-77 and China"] == 2
    assert "counted apart" not in told.err
