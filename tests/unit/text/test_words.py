"""Tokens, words, keys and brackets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator.text.brackets import bracket_spans, outside
from negotiator.text.normalise import cosmetic, fold, wording_sha256
from negotiator.text.tokens import tokens, words


@settings(deadline=None)
@given(st.text())
def test_tokens_join_to_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text
    assert all(tokens(text))


@settings(deadline=None)
@given(st.text())
def test_cosmetic_and_fold_are_stable(text: str) -> None:
    assert cosmetic(cosmetic(text)) == cosmetic(text)
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.text(alphabet="[]［］⟦⟧ab ", max_size=40))
def test_bracket_spans_are_ordered_and_hold_every_bracket(text: str) -> None:
    spans = bracket_spans(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert not set(outside(text)) & set("[]［］⟦⟧")


def test_words_are_folded_runs_of_letters_and_digits() -> None:
    assert words("The State’s “Action #12”: 3 bis, ﬁnal") == ["the", "state", "s", "action", "12", "3", "bis", "final"]
    assert words("Étage E\u0301tage") == ["étage", "étage"]


def test_scripts_without_spaces_fall_into_characters() -> None:
    assert words("销毁 mines 地雷") == ["销", "毁", "mines", "地", "雷"]


def test_numbers_and_possessives_are_one_token() -> None:
    assert tokens("State's 1,000.5 km") == ["State's", " ", "1,000.5", " ", "km"]


def test_search_finds_words_without_accents_and_case() -> None:
    assert fold("Déminage – ÅRHUS  Łódź œuvre STRASSE straße") == "deminage - arhus lodz oeuvre strasse strasse"


def test_wordings_are_keyed_to_the_letter() -> None:
    assert wording_sha256("a") == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    assert wording_sha256("a ") != wording_sha256("a")


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("a [b [c] d] e [f]", ((2, 11), (14, 17))),
        ("a [b", ((2, 4),)),
        ("a] b [c]", ((0, 2), (5, 8))),
        ("[a] b] c [d", ((0, 6), (9, 11))),
        ("x [a [b] c", ((2, 10),)),
        ("none", ()),
    ],
)
def test_brackets_are_found_outermost_and_unbalanced_ones_run_to_the_edge(text: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert bracket_spans(text) == spans


def test_the_text_outside_brackets_is_what_is_agreed() -> None:
    assert outside("States [should] shall [, as appropriate,] act") == "States  shall  act"
