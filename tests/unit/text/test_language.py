"""Which language a text is in."""

from __future__ import annotations

import pytest

from negotiator.text.language import detect_language, same_language

SENTENCES = {
    "en": "The States Parties agree that the clearance of mined areas shall be completed as soon as possible and that this obligation is for each of them.",
    "da": "De kontraherende stater er enige om, at rydningen af miner skal afsluttes så hurtigt som muligt, og at det er en forpligtelse for dem alle.",
    "de": "Die Vertragsstaaten sind sich einig, dass die Räumung der verminten Gebiete so bald wie möglich abgeschlossen wird und dies für alle gilt.",
    "fr": "Les États parties conviennent que le déminage des zones minées est achevé dans les meilleurs délais et que cette obligation est la leur.",
    "es": "Los Estados partes acuerdan que la remoción de las minas de las zonas afectadas se completará lo antes posible y que esta obligación es de todos.",
    "ru": "Государства-участники согласны, что разминирование должно быть завершено как можно скорее.",
}


@pytest.mark.parametrize("tag", SENTENCES)
def test_a_paragraph_says_its_language(tag: str) -> None:
    assert detect_language(SENTENCES[tag]) == tag


def test_a_few_words_are_not_enough_to_guess() -> None:
    assert not detect_language("Action plan of the conference")
    assert not detect_language("12 – 14")


def test_a_region_makes_no_other_language() -> None:
    assert same_language("en", "en-GB")
    assert same_language("und", "da")
    assert not same_language("da", "nb")
