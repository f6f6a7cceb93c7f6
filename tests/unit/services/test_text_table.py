"""A text as a table: each row is named as people name the place."""

from __future__ import annotations

from datetime import date

import pytest

from negotiator.model.audience import Audience
from negotiator.model.change import Side
from negotiator.model.clause import Clause
from negotiator.services.compare import compare_clauses
from negotiator.services.text_table import table_context


@pytest.mark.parametrize(
    ("clause", "label"),
    [
        (Clause("title", "title", "", "title", "Draft declaration of the Chair"), "title"),
        (Clause("h1", "h1", "II.", "heading", "Clearance"), "heading"),
        (Clause("7", "7", "7.", "operative", "States act."), "paragraph 7"),
        (Clause("a12", "12", "Action #12", "action", "Report."), "Action #12"),
        (Clause("h2.p1", "h2.p1", "", "operative", "Note by the Chair."), "no number"),
        (Clause("p4", "p4", "", "preambular", "Recalling the Convention,"), "preamble"),
        (Clause("PP3.fn1", "PP3.fn1", "1", "footnote", "As reported."), "footnote 1"),
    ],
)
def test_a_place_is_named_as_people_name_it(clause: Clause, label: str) -> None:
    (row,) = table_context("Declaration", "Rev.1", [clause], None, "", (), Audience.ROOM, date(2026, 3, 2))["rows"]
    assert row["label"] == label


def test_a_paragraph_that_was_left_out_is_named_by_the_version_that_had_it() -> None:
    """Another has its number now."""
    old = [Clause("1", "1", "1.", "operative", "Condemn all of this."), Clause("2", "2", "2.", "operative", "Urge States to act at once.")]
    new = [Clause("1n", "1", "1.", "operative", "Urge States to act at once.")]
    compared = compare_clauses(old, new, (Side("old"), Side("new")))
    rows = table_context("Declaration", "Rev.2", new, compared, "Rev.1", (), Audience.ROOM, date(2026, 3, 2))["rows"]
    assert [(row["label"], row["what"]) for row in rows if row["what"]] == [("paragraph 1 of Rev.1", "left out")]


def test_a_heading_is_called_by_its_number_or_its_first_words() -> None:
    assert Clause("II", "II", "II.", "heading", "Pollution").label == "heading II."
    assert Clause("title", "title", "", "title", "Draft Declaration of Port Ellery on Shared Waters").label == "heading “Draft Declaration of Port Ellery…”"
