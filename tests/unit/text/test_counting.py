"""Numbers of things as people say them."""

from __future__ import annotations

import pytest

from negotiator.model.counting import counted


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (counted(0, "paragraph"), "0 paragraphs"),
        (counted(1, "paragraph"), "1 paragraph"),
        (counted(2, "match"), "2 matches"),
        (counted(2, "party"), "2 parties"),
        (counted(2, "key"), "2 keys"),
        (counted(1204, "word"), "1,204 words"),
        (counted(2, "match to check", "matches to check"), "2 matches to check"),
    ],
)
def test_a_number_has_its_noun_in_the_right_form(said: str, expected: str) -> None:
    assert said == expected
