"""Two language versions of one text: either finds the other, and what they do not agree on is found."""

from __future__ import annotations

from desk_of_texts import DeskOfTexts

from negotiator.services.documents import clause_at, counterparts, history
from negotiator.services.rulings import Decision, Verb, rule, uncertain
from negotiator.services.translated import disagreements

ENGLISH = [
    "The Parties meet in Borea on 4 May 2027.",
    "Each Party clears all mined areas under its control by 2030, and reports on it every two years to the meeting.",
    "Survivors receive [free] care.",
    "The budget is 1,250,000 euros a year, of which 40.5 per cent go to victim assistance in the countries concerned.",
]
DANISH = [
    "Parterne mødes i Borea den 4. maj 2027.",
    "Hver part rydder alle minerede områder under sin kontrol senest i 2031 og rapporterer om det hvert andet år til mødet.",
    "Overlevende får fri hjælp.",
    "Budgettet er 1.250.000 euro om året, hvoraf 40,5 procent går til bistand til ofre i de berørte lande.",
]


def told(desk: DeskOfTexts, address: str) -> list[tuple[str, str]]:
    with desk.store.snapshot() as view:
        return [(one.what, one.where) for one in disagreements(uncertain(view, address))]


def test_figures_and_brackets_that_differ_are_found_and_nothing_else(desk: DeskOfTexts) -> None:
    desk.bring("declaration", "Rev.1", ENGLISH)
    desk.bring("declaration", "Rev.1", DANISH, name="danish.json", language="da")
    assert told(desk, "declaration@rev1/da") == [("figures", "2"), ("brackets", "3")]
    assert told(desk, "declaration@rev1") == []
    with desk.store.snapshot() as view:
        messages = [one.message for one in disagreements(uncertain(view, "declaration@rev1/da"))]
    assert messages == ["figures differ: 2030 in en only; 2031 in da only", "brackets differ: 1 in en, 0 in da"]


def test_a_citation_in_square_brackets_is_no_bracket(desk: DeskOfTexts) -> None:
    desk.bring("declaration", "Rev.1", [*ENGLISH[:2], "Recalls resolution 78/45 [A/RES/78/45] on survivors."])
    desk.bring("declaration", "Rev.1", [*DANISH[:2], "Minder om resolution 78/45 om overlevende."], name="danish.json", language="da")
    assert ("brackets", "3") not in told(desk, "declaration@rev1/da")


def test_either_language_finds_the_other_though_one_lacks_a_paragraph(desk: DeskOfTexts) -> None:
    desk.bring("declaration", "Rev.1", ENGLISH)
    desk.bring("declaration", "Rev.1", [DANISH[0], *DANISH[2:]], name="danish.json", language="da")
    assert ("paragraph", "2") in told(desk, "declaration@rev1/da")
    with desk.store.snapshot() as view:
        for here, there in (("declaration@rev1/da:3", ("en", "4")), ("declaration@rev1:4", ("da", "3"))):
            revision, stored, _ = clause_at(view, here)
            [(other, clause)] = counterparts(view, revision, stored)
            assert (other.language, clause.clause.path) == there


def test_a_history_in_a_language_goes_on_where_a_version_lacks_it(desk: DeskOfTexts) -> None:
    desk.bring("declaration", "Zero draft", ENGLISH)
    desk.bring("declaration", "Rev.1", ENGLISH)
    desk.bring("declaration", "Rev.1", DANISH, name="danish.json", language="da")
    with desk.store.snapshot() as view:
        steps = history(view, "declaration@rev1/da:2")
        assert [(s.revision.slug, s.revision.language, s.note) for s in steps] == [("zero-draft", "en", "first seen"), ("rev1", "da", "in da")]
        assert steps[1].redline is None
        assert [s.note for s in history(view, "declaration@rev1:2")] == ["first seen", "unchanged"]


def test_a_pair_of_two_languages_can_be_ruled(desk: DeskOfTexts) -> None:
    desk.bring("declaration", "Rev.1", ENGLISH)
    desk.bring("declaration", "Rev.1", [DANISH[0], *DANISH[2:], DANISH[1]], name="danish.json", language="da")
    rule(desk.store, "ann", desk.now, "declaration@rev1/da", [Decision(Verb.SAME, ("2",), ("4",))])
    assert desk.provisions("declaration@rev1/da")["4"] == desk.provisions("declaration@rev1")["2"]
    assert ("figures", "2 / 4") in told(desk, "declaration@rev1/da")
