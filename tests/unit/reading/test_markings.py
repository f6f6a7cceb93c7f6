"""A marking of secrecy is seen wherever it is printed, with the rule that follows; the same words in a sentence are none."""

from __future__ import annotations

import pytest

from negotiator.formats.readers import read
from negotiator.model.block import Anchor, Block, BlockRole
from negotiator.reading.markings import Marking, find_markings
from negotiator.reading.segment import segment


def at(text: str, role: BlockRole = BlockRole.BODY, place: int = 1) -> tuple[Marking, ...]:
    filler = [Block(f"{n}. The Parties measure the ice.", Anchor("line", n), 6) for n in range(1, place)]
    return find_markings([*filler, Block(text, Anchor("line", place), len(text.split()), role)])


@pytest.mark.parametrize(
    ("text", "printed", "rule"),
    [
        ("RESTREINT UE/EU RESTRICTED", "RESTREINT UE/EU RESTRICTED", "2013/488/EU"),
        ("RESTREINT UE / EU RESTRICTED", "RESTREINT UE / EU RESTRICTED", "2013/488/EU"),
        ("CONFIDENTIEL UE/EU CONFIDENTIAL", "CONFIDENTIEL UE/EU CONFIDENTIAL", "2013/488/EU"),
        ("SECRET UE/EU SECRET", "SECRET UE/EU SECRET", "2013/488/EU"),
        ("TRÈS SECRET UE/EU TOP SECRET", "TRÈS SECRET UE/EU TOP SECRET", "2013/488/EU"),
        ("*** EU RESTRICTED ***", "EU RESTRICTED", "2013/488/EU"),
        ("RESTREINT UE/EU RESTRICTED until 1 January 2030", "RESTREINT UE/EU RESTRICTED", "2013/488/EU"),
        ("NATO RESTRICTED", "NATO RESTRICTED", "C-M(2002)49"),
        ("VS – NUR FÜR DEN DIENSTGEBRAUCH", "VS – NUR FÜR DEN DIENSTGEBRAUCH", "State or body"),
        ("TIL TJENESTEBRUG", "TIL TJENESTEBRUG", "State or body"),
        ("STRICTLY CONFIDENTIAL", "STRICTLY CONFIDENTIAL", "ST/SGB/2007/6"),
        ("Confidential", "Confidential", "State or body"),
    ],
)
def test_a_classification_names_the_rule_that_binds_its_holder(text: str, printed: str, rule: str) -> None:
    for role in (BlockRole.BODY, BlockRole.HEADER, BlockRole.FOOTER, BlockRole.TEXT_BOX):
        (marking,) = at(text, role)
        assert marking.classified
        assert marking.text == printed
        assert rule in marking.rule


def test_every_eu_level_says_that_the_system_must_be_accredited() -> None:
    (marking,) = at("RESTREINT UE/EU RESTRICTED", BlockRole.HEADER)
    assert "must not be handled on a system that is not accredited" in marking.warning
    assert marking.warning.startswith("marked RESTREINT UE/EU RESTRICTED (line 1)")


@pytest.mark.parametrize(
    "text",
    [
        "LIMITE",
        "NOT FOR CIRCULATION",
        "Not for circulation",
        "DISTR: RESTRICTED",
        "Distr.: Limited",
        "EMBARGO until 3 May 2027, 12:00",
        "Non-paper – not for attribution",
        "FOR PARTICIPANTS ONLY",
        "TLP:AMBER",
    ],
)
def test_a_mark_of_limited_distribution_is_kept_as_printed(text: str) -> None:
    (marking,) = at(text)
    assert not marking.classified
    assert marking.text == text


@pytest.mark.parametrize(
    ("text", "classified"),
    [("9001/25 ab/CD/ef 4 LIMITE EN", False), ("RESTREINT UE/EU RESTRICTED 9001/25 4", True), ("ICE/CONF/2027/L.3 – NOT FOR CIRCULATION – 2", False)],
)
def test_a_marking_in_a_margin_may_have_symbols_and_page_numbers_around_it(text: str, classified: bool) -> None:
    (marking,) = at(text, BlockRole.FOOTER, 60)
    assert marking.classified is classified


def test_a_marking_in_the_middle_of_a_text_is_seen_where_it_stands_alone() -> None:
    assert at("RESTREINT UE/EU RESTRICTED", place=200)[0].classified
    assert not at("Confidential", place=200)


@pytest.mark.parametrize(
    "text",
    [
        "TRÈS SECRET UE/EU TOP SECRET",
        "R-UE/EU-R",
        "OTAN SECRET",
        "UN CONFIDENTIAL",
        "VS-NfD",
        "SECRET DÉFENSE",
        "FORTROLIGT",
        "KÄYTTÖ RAJOITETTU",
        "ŚCIŚLE TAJNE",
        "TOP SECRET//ONE, TWO, THREE, FOUR, FIVE, SIX, SEVEN, EIGHT, NINE, TEN, ELEVEN, TWELVE, THIRTEEN, FOURTEEN",
        "LIMITE",
        "TLP : RED",
        "À NE PAS DIFFUSER",
        "IKKE TIL VIDEREGIVELSE",
    ],
)
def test_every_house_s_marking_is_seen_far_down_in_a_text(text: str) -> None:
    assert [marking.text.strip() for marking in at(f"** {text} **", place=200)] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "5. The reports shall be confidential.",
        "Information classified RESTREINT UE/EU RESTRICTED shall be protected in accordance with Council Decision 2013/488/EU.",
        "Confidential treatment of reports",
        "The Secretariat keeps the results secret until they are published.",
        "CONFIDENTIALITY",
        "Article 12. Secrecy",
        "The limite of the zone",
        "The embargo on ice roads is lifted.",
        "Embargo on the trade in salt is maintained by all Parties, and not for",
        "Restricted areas",
        "Secretariat",
        "paragraph 3, restricted to the roads that are open",
    ],
)
def test_a_word_in_a_sentence_or_a_heading_is_no_marking(text: str) -> None:
    assert at(text) == ()


def test_a_restricted_distribution_is_no_classification() -> None:
    blocks = [Block("Distr.: RESTRICTED", Anchor("line", 1), 2), Block("RESTRICTED", Anchor("line", 2), 1)]
    assert [marking.classified for marking in find_markings(blocks)] == [False]


def test_the_sample_s_kind_of_text_gives_a_warning_once_and_a_classification_before_a_distribution() -> None:
    text = "LIMITE\nRESTREINT UE/EU RESTRICTED\n\nDraft declaration on ice roads\n\n1. The Parties measure the ice.\n\n2. Reports are confidential.\n"
    found = segment(read("draft.txt", text.encode()))
    assert [marking.text for marking in found.markings] == ["RESTREINT UE/EU RESTRICTED", "LIMITE"]
    assert [w for w in found.warnings if w.startswith("marked")] == [marking.warning for marking in found.markings]
    assert found.balance.holds


@pytest.mark.parametrize("marking", ["RESTREINT UE/EU RESTRICTED", "VS – NUR FÜR DEN DIENSTGEBRAUCH", "** NATO RESTRICTED **"])
def test_a_classification_on_the_first_line_is_no_title(marking: str) -> None:
    found = segment(read("draft.txt", f"{marking}\n\nDraft mandate on ice roads\n\n1. The Parties measure the ice.\n".encode()))
    assert next((c.kind, c.text) for c in found.clauses) == ("title", "Draft mandate on ice roads")
    assert found.markings[0].classified and found.balance.holds
