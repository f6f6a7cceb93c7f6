"""Printed numbers are read as people read them, and words that only look like numbers are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.reading.labels import read_label, split_label
from negotiator.reading.numerals import roman


@pytest.mark.parametrize(
    ("text", "printed", "component", "rest"),
    [
        ("1. The ice", "1.", "1", "The ice"),
        ("(a) to open", "(a)", "a", "to open"),
        ("II- Unionens mål", "II-", "II", "Unionens mål"),
        ("1) Med hensyn til", "1)", "1", "Med hensyn til"),
        ("Action #12 Name a warden", "Action #12", "12", "Name a warden"),
        ("Action #12: Name a warden", "Action #12:", "12", "Name a warden"),
        ("PP5 alt Recalling", "PP5 alt", "PP5alt", "Recalling"),
        ("3 bis. A Party may", "3 bis.", "3bis", "A Party may"),
        ("Article 5", "Article 5", "5", ""),
        ("Article 2bis (general)", "Article 2bis", "2bis", "(general)"),
        ("CHAPTER 1 - General", "CHAPTER 1", "1", "General"),
        ("3.3bis Each Party", "3.3bis", "3.3bis", "Each Party"),
        ("[5. All Parties]", "5.", "5", "[All Parties]"),
        ("[(a) all Parties]", "(a)", "a", "[all Parties]"),
        ("[3.] All Parties", "[3.]", "3", "All Parties"),
        ("Annex II", "Annex II", "AnnexII", ""),
        ("§ 5 Zweck", "§ 5", "5", "Zweck"),
        ("• a bullet", "•", "", "a bullet"),
        ("1\tby a tab", "1", "1", "by a tab"),
        ("§ 3A. Closed roads", "§ 3A.", "3A", "Closed roads"),
        ("Stk. 2. Loven gælder", "Stk. 2.", "2", "Loven gælder"),
        ("Article premier", "Article premier", "1", ""),
        ("CHAPITRE PREMIER – Dispositions générales", "CHAPITRE PREMIER", "I", "Dispositions générales"),
        ("Chapter One", "Chapter One", "1", ""),
        ("Erster Teil", "Erster Teil", "I", ""),
        ("Статья 4", "Статья 4", "4", ""),
        ("б) измерение", "б)", "б", "измерение"),
        ("Annex", "Annex", "Annex", ""),
        ("Schedule 2", "Schedule 2", "Schedule2", ""),
        ("Rule 1Representation", "Rule 1", "1", "Representation"),
    ],
)
def test_a_number_is_taken_from_the_words_and_kept_to_the_letter(text: str, printed: str, component: str, rest: str) -> None:
    label, words = split_label(text)
    assert label is not None
    assert (label.printed, label.component, words) == (printed, component, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Article 5 of the Agreement applies",
        "27. maj 2024 blev aftalen",
        "25 years of ice roads",
        "2.5 per cent a year",
        "(CRPD); these instruments",
        "I bilaget følger",
        "e.g. ferries",
        "5 bis 7 Tage",
        "[Placeholder for a title]",
        "Articles 3 and 4",
        "Article premier de la Convention",
        "article 5. The Parties",
        "One action is enough",
        "First part of the report",
        "г. Москва",
        "annex",
        "RULES OF PROCEDURE",
        "Sections and parts",
    ],
)
def test_words_that_only_look_like_a_number_stay_words(text: str) -> None:
    assert split_label(text) == (None, text)


def test_one_letter_can_be_read_in_two_ways() -> None:
    label = read_label("(i)")
    assert label is not None
    assert dict(label.readings) == {"roman": 1, "alpha": 9}


def test_a_form_nobody_knows_is_a_series_of_its_own() -> None:
    label = read_label("Figure 3")
    assert label is not None
    assert (label.printed, label.component) == ("Figure 3", "Figure3")


@given(st.integers(1, 399))
def test_roman_numerals_are_read_back(value: int) -> None:
    text, rest = "", value
    for amount, numeral in ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        text, rest = text + numeral * (rest // amount), rest % amount
    assert roman(text) == value


@given(st.text(max_size=40))
def test_no_letter_is_lost_between_a_number_and_its_words(text: str) -> None:
    label, rest = split_label(text)
    kept = (label.printed if label else "") + rest
    assert sorted(c for c in kept if c.isalnum()) == sorted(c for c in text if c.isalnum())
