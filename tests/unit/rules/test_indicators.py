"""Indicators belong to actions, and an action that loses one is told."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from negotiator.align import align
from negotiator.align.changes import changes
from negotiator.formats.readers import read
from negotiator.model.block import Anchor, Block, Cell, Reading
from negotiator.model.clause import Clause
from negotiator.model.finding import Finding
from negotiator.reading.segment import segment
from negotiator.rules.indicators import indicator_findings, owners
from negotiator.rules.references import Numbered, identities

SAMPLE = Path(__file__).parents[3] / "drafts" / "siem-reap-angkor"


def told(old: tuple[Clause, ...], new: tuple[Clause, ...]) -> list[tuple[Clause, Finding]]:
    found = changes(old, new, align(old, new))
    keys = identities(found)
    return list(indicator_findings(Numbered(old, keys[0]), Numbered(new, keys[1])))


def table(*rows: tuple[str, ...], actions: int = 14) -> tuple[Clause, ...]:
    texts = [f"Action #{n}: Do the thing that is called number {n} in this plan." for n in range(1, actions + 1)]
    blocks = [Block(text, Anchor("paragraph", n), len(text.split())) for n, text in enumerate(texts, 1)]
    cells = [
        Block(text, Anchor("paragraph", 100 + 10 * r + c), len(text.split()), cell=Cell(1, r, c, header=r == 1))
        for r, row in enumerate((("Action", "Indicator"), *rows), 1)
        for c, text in enumerate(row, 1)
        if text
    ]
    everything = (*blocks, *cells)
    found = segment(Reading("docx", "docx/1", everything, sum(b.words for b in everything)))
    assert found.balance.holds
    return found.clauses


def owned(clauses: tuple[Clause, ...]) -> dict[str, tuple[str, ...]]:
    by_id = {c.id: c for c in clauses}
    return {by_id[id_].text.split("\n")[-1]: tuple(a.path for a in actions) for id_, actions in owners(clauses).items()}


def test_an_indicator_belongs_to_the_actions_of_its_row_or_of_the_row_above() -> None:
    clauses = table(("Action #1", "Share of one."), ("", "Share of two."), ("Action #12, #13", "Share of both."), ("Actions 2–4", "Share of three."))
    assert owned(clauses) == {"Share of one.": ("1",), "Share of two.": ("1",), "Share of both.": ("12", "13"), "Share of three.": ("2", "3", "4")}


def test_the_column_of_actions_may_stand_behind_the_indicators() -> None:
    assert owned(table(("Share of one.", "Action #1"), ("Share of both.", "Actions #12 and #13"))).get("Action #1") == ("1",)


def test_bare_numbers_in_a_column_of_actions_are_actions() -> None:
    found = owned(table(("12", "Share of one."), ("2, 3 & 5", "Share of three."), ("", "Share of them, too."), ("7–9", "Share of a range.")))
    assert found["Share of one."] == ("12",)
    assert found["Share of three."] == found["Share of them, too."] == ("2", "3", "5")
    assert found["Share of a range."] == ("7", "8", "9")


def test_an_indicator_under_a_heading_or_with_its_action_s_number_belongs_to_it() -> None:
    text = "Action #1: We count.\n\nAction #2: We pay.\n\nIndicators for Action #2\n\nIndicator 1: The sum paid.\n\nIndicator 1.1: The number counted.\n"
    clauses = segment(read("t.txt", text.encode())).clauses
    assert owned(clauses) == {"The sum paid.": ("2",), "The number counted.": ("1",)}


def test_an_action_that_loses_one_of_two_is_told_so() -> None:
    rows = [("Action #1", "Share of men who count."), ("", "Number of mines that were found."), ("Action #2", "Sum of the money that came in.")]
    found = told(table(*rows), table(rows[0], rows[2]))
    assert [(action.path, f.message) for action, f in found] == [("1", 'it lost an indicator: "Number of mines that were found."')]
    found = told(table(*rows), table(*rows[:2]))
    assert [f.message.rpartition("; ")[2] for _, f in found] == ["it has none left"]


def test_an_indicator_that_changes_or_goes_to_another_action_is_told() -> None:
    rows = [("Action #1", "Share of men who count well."), ("Action #2", "Sum of the money that came in."), ("Action #3", "Number of all mines found here.")]
    found = told(table(*rows), table(("Action #1", "Share of women who count well."), ("Action #3", rows[1][1]), ("", rows[2][1])))
    assert [f.subject for _, f in found] == ["Action #1", "Action #2"]
    assert "changed" in found[0][1].message
    assert "belongs to Action #3 now" in found[1][1].message


def test_the_same_table_under_new_numbers_loses_nothing() -> None:
    rows = [(f"Action #{n}", f"Number of things of kind {n} that are there.") for n in range(1, 5)]
    old = table(*rows, actions=4)
    texts = "\n\n".join(f"Action #{n + 1}: Do the thing that is called number {n} in this plan." for n in range(1, 5))
    moved = table(*[(f"Action #{n + 1}", text) for n, (_, text) in enumerate(rows, 1)], actions=5)
    assert texts
    assert not [f for _, f in told(old, moved) if "lost" in f.message]


@pytest.mark.parametrize(("before", "after"), [("zero-draft", "rev1"), ("rev1", "rev2")])
def test_every_indicator_that_the_sample_drops_while_its_action_stays_is_found(before: str, after: str) -> None:
    texts = [segment(read("a.docx", (SAMPLE / f"action-plan-{name}.docx").read_bytes())).clauses for name in (before, after)]
    found = [(action.path, f.message) for action, f in told(*texts) if "lost" in f.message]
    labels = {"zero-draft": "Zero draft", "rev1": "Rev.1", "rev2": "Rev.2"}
    truth = tomllib.loads((SAMPLE / "truth.toml").read_text(encoding="utf-8"))["indicator"]
    for lost in truth:
        if (lost["from"], lost["to"], lost["kind"]) == (labels[before], labels[after], "dropped") and lost["action_after"]:
            assert any(path == lost["action_after"] and lost["text"][:40] in message for path, message in found), lost
