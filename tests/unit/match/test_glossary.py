"""Words across languages: phrases, compounds, inflected forms, look-alikes."""

from __future__ import annotations

from importlib.resources import files

import pytest

from negotiator.match.glossary import Lookalikes, english_terms
from negotiator.match.stems import base_language, guessed_language, stemmer
from negotiator.text.tokens import words

ENGLISH = stemmer("en")


def renderings(text: str, language: str) -> list[str]:
    return [" ".join(term.renderings[0]) for term in english_terms(text, language)]


def english(*phrases: str) -> list[str]:
    return [" ".join(ENGLISH(word) for word in phrase.split()) for phrase in phrases]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("da", "støtteenheden for gennemførelse", ["implementation support unit"]),
        ("da", "bistand til ofre", ["victim assistance"]),
        ("da", "mineindsatsen", ["mine action"]),
        ("da", "mineindsatsoperatører", ["mine action operator"]),
        ("da", "menneskerettighederne", ["human right"]),
        ("da", "de kontraherende stater", ["state party"]),
        ("de", "Vertragsstaaten", ["state party"]),
        ("fr", "l’assistance aux victimes", ["victim assistance"]),
        ("es", "acción contra las minas", ["mine action"]),
    ],
)
def test_terms_are_rendered_whole(language: str, text: str, expected: list[str]) -> None:
    assert renderings(text, language) == english(*expected)


def test_a_word_that_no_glossary_knows_stays_and_says_so() -> None:
    (term,) = english_terms("Zagrebtraktatens", "da")[:1]
    assert (term.known, term.surface) == (False, "zagrebtraktatens")


@pytest.mark.parametrize(
    ("word", "expected"), [("kapacitet", "capac"), ("kontekst", "context"), ("koordinering", "coordin"), ("imas", "imas"), ("xylofon", None)]
)
def test_words_of_one_root_are_known_by_their_looks(word: str, expected: str | None) -> None:
    assert Lookalikes(["capac", "context", "coordin", "imas", "convent", "commit"]).nearest(word, stemmer("da")(word)) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("universalise", "universalization"), ("organisation", "organized"), ("programme", "programs"), ("centre", "center"), ("labour", "labor")],
)
def test_british_and_american_spellings_are_one(one: str, other: str) -> None:
    assert ENGLISH(one) == ENGLISH(other)


@pytest.mark.parametrize("word", ["rise", "raised", "four", "hour", "promise", "exercise", "precise"])
def test_words_that_only_look_american_british_keep_their_own_stem(word: str) -> None:
    assert ENGLISH(word)[:3] == word[:3]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The States Parties shall report to the Meeting on what they have done.", "en"),
        ("De kontraherende stater skal indberette, hvad de har gjort for at rydde.", "da"),
        ("Les États parties font rapport sur ce qu'ils ont fait pour les victimes.", "fr"),
        ("Die Vertragsstaaten berichten über das, was sie für die Opfer getan haben.", "de"),
        ("1 2 3", ""),
    ],
)
def test_a_language_is_guessed_by_its_binding_words(text: str, language: str) -> None:
    assert guessed_language([text]) == language


def test_tags_are_reduced_to_the_language() -> None:
    assert [base_language(tag) for tag in ("en-GB", "DA", "und", "", "pt_BR")] == ["en", "da", "", "", "pt"]


@pytest.mark.parametrize(("language", "least"), [("da", 700), ("de", 300), ("fr", 300), ("es", 300)])
def test_glossaries_are_well_formed_and_large_enough(language: str, least: int) -> None:
    lines = (files("negotiator.match") / "glossaries" / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    entries = [line.split("\t") for line in lines if not line.startswith("#")]
    assert len(entries) >= least
    assert all(len(entry) == 2 and words(entry[0]) and all(words(r) for r in entry[1].split(";")) for entry in entries)
    assert len({entry[0] for entry in entries}) == len(entries)
