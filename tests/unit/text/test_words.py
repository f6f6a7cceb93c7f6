"""Tokens, words and keys."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

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
