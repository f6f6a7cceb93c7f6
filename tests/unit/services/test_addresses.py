"""What people type, and the paragraph that they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.errors import NotFoundError, UsageError
from negotiator.formats.readers import read
from negotiator.model.clause import Clause
from negotiator.reading.segment import segment
from negotiator.services.addresses import find_clause, is_file

TEXT = """# Plan

Recalling the Convention,

Noting with concern the casualties,

## II. Measures

1. The parties report, in particular on:

(a) stockpiles;

(b) clearance;

2. The parties cooperate.

3 bis. The parties assist victims.

## III. Follow-up

1. The parties meet.
"""


def clauses() -> tuple[Clause, ...]:
    return segment(read("plan.md", TEXT.encode())).clauses


CLAUSES = clauses()


@given(st.sampled_from(CLAUSES))
def test_every_paragraph_is_found_by_its_path_and_its_id(clause: Clause) -> None:
    assert find_clause(CLAUSES, clause.path, "plan") is clause
    assert find_clause(CLAUSES, clause.id, "plan") is clause
    assert find_clause(CLAUSES, clause.path.upper(), "plan") is clause
    assert find_clause(CLAUSES, f" {clause.path}. ", "plan") is clause


@given(st.text(max_size=12))
def test_whatever_is_typed_finds_a_paragraph_or_says_why_not(name: str) -> None:
    try:
        assert find_clause(CLAUSES, name, "plan") in CLAUSES
    except UsageError as error:
        assert error.message
        assert "plan" in error.message


def test_a_number_that_is_printed_twice_is_asked_back_with_the_paths() -> None:
    printed = [c for c in CLAUSES if c.number == "1."]
    assert len(printed) == 2
    if all(c.path != "1" for c in printed):
        with pytest.raises(UsageError, match="several paragraphs of plan") as caught:
            find_clause(CLAUSES, "1", "plan")
        assert all(c.path in caught.value.hint for c in printed)


@pytest.mark.parametrize("name", ["3 bis", "3bis", "paragraph 3 bis", "3 BIS."])
def test_a_bis_paragraph_is_found_as_it_is_spoken_of(name: str) -> None:
    assert find_clause(CLAUSES, name, "plan").text.startswith("The parties assist")


def test_the_nearest_paths_are_the_hint() -> None:
    wanted = next(c for c in CLAUSES if c.text.startswith("The parties cooperate"))
    with pytest.raises(NotFoundError) as caught:
        find_clause(CLAUSES, f"{wanted.path}9", "plan")
    assert wanted.path in caught.value.hint


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("-", True),
        ("draft.docx", True),
        ("draft.DOCX", True),
        ("notes.txt", True),
        ("declaration", False),
        ("declaration@rev1", False),
        ("review@rev2/fr", False),
    ],
)
def test_what_looks_like_a_file_is_one(text: str, file: bool) -> None:
    assert is_file(text) is file
