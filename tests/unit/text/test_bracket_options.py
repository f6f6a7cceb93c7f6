"""Paragraphs that are alternatives: which belong together, also where options stand inside an option."""

from __future__ import annotations

import pytest

from negotiator.text.bracketed.options import read_options


@pytest.mark.parametrize(
    ("labels", "groups"),
    [
        (["Option 1", "Option 2", "Option 1", "Option 2"], [0, 0, 1, 1]),
        (["Option 1", "Option A", "Option B", "Option 2"], [0, 1, 1, 0]),
        (["Option 1", "Option 1", "Option 2", "Option 2"], [0, 1, 1, 0]),
        (["Option I", "Option 1", "Option 2", "Option II", "Option III"], [0, 1, 1, 0, 0]),
        (["Alternative 1", "Alternative 2", "Option 1", "Option 2"], [0, 0, 1, 1]),
        (["Option 2", "Option 3"], [0, 0]),
    ],
)
def test_an_option_belongs_to_the_row_that_it_goes_on(labels: list[str], groups: list[int]) -> None:
    assert [(o.label, o.group) for o in read_options([f"{label}: text" for label in labels])] == list(zip(labels, groups, strict=True))


def test_options_far_apart_are_no_alternatives() -> None:
    found = read_options(["Option 1: a", *["text"] * 90, "Option 2: b"])
    assert [o.group for o in found] == [0, 1]
