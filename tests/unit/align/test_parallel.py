"""Two language versions of one text find each other's paragraphs by number, kind, length, figures and brackets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from negotiator.align.parallel import figures, parallel
from negotiator.model.change import ChangeKind
from negotiator.model.clause import Clause

ENGLISH = [
    "Draft declaration",
    "The Parties meet in Borea on 4 May 2027.",
    "Each Party clears all mined areas under its control by 2030, and reports on it every two years to the meeting of the Parties.",
    "Survivors receive care.",
    "The budget is 1,250,000 euros a year, of which 40.5 per cent go to victim assistance in the countries concerned and to nothing else.",
    "This text enters into force on 1 January 2028.",
]
DANISH = [
    "Udkast til erklæring",
    "Parterne mødes i Borea den 4. maj 2027.",
    "Hver part rydder alle minerede områder under sin kontrol senest i 2030 og rapporterer om det hvert andet år til mødet mellem parterne.",
    "Overlevende får hjælp.",
    "Budgettet er 1.250.000 euro om året, hvoraf 40,5 procent går til bistand til ofre i de berørte lande og ikke til andet.",
    "Denne tekst træder i kraft den 1. januar 2028.",
]


def text(wordings: list[str]) -> list[Clause]:
    return [Clause(str(n), str(n), f"{n}.", "heading" if n == 1 else "operative", words, level=1) for n, words in enumerate(wordings, 1)]


def pairs(old: list[str], new: list[str]) -> list[tuple[str, str]]:
    return [(old[m.old[0]], new[m.new[0]]) for m in parallel(text(old), text(new)) if m.old and m.new]


def test_the_same_numbers_are_the_same_paragraphs() -> None:
    assert pairs(ENGLISH, DANISH) == list(zip(ENGLISH, DANISH, strict=True))


def test_a_paragraph_that_one_language_lacks_does_not_shift_the_others() -> None:
    for gone in (1, 2, 4):
        short = DANISH[:gone] + DANISH[gone + 1 :]
        kept = [pair for k, pair in enumerate(zip(ENGLISH, DANISH, strict=True)) if k != gone]
        assert pairs(ENGLISH, short) == kept
        assert [m.old for m in parallel(text(ENGLISH), text(short)) if m.kind is ChangeKind.DROPPED] == [(gone,)]
        assert pairs(short, ENGLISH) == [(danish, english) for english, danish in kept]


def test_figures_are_the_same_however_a_language_writes_them() -> None:
    assert figures("1,250,000 and 40.5") == figures("1.250.000 og 40,5") == figures("1\u00a0250\u202f000 et 40,5")
    assert figures("in 2030 and 2031") != figures("en 2030 et 2032")


@given(st.lists(st.text(max_size=30), max_size=12), st.lists(st.text(max_size=30), max_size=12))
def test_every_paragraph_of_both_stands_in_one_match_and_pairs_keep_their_order(old: list[str], new: list[str]) -> None:
    found = parallel(text(old), text(new))
    assert sorted(i for m in found for i in m.old) == list(range(len(old)))
    assert sorted(j for m in found for j in m.new) == list(range(len(new)))
    linked = [(m.old[0], m.new[0]) for m in found if m.old and m.new]
    assert linked == sorted(linked)
    assert [j for _, j in linked] == sorted(j for _, j in linked)
