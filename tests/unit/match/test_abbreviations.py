"""Abbreviations are known where a text explains them, and only there."""

from __future__ import annotations

import pytest

from negotiator.match import suggest
from negotiator.match.abbreviations import Abbreviations
from negotiator.model.clause import Clause
from negotiator.model.point import Candidate, Point


@pytest.mark.parametrize(
    ("explained", "text", "spelled"),
    [
        ("Improvised explosive devices (IEDs) are mines.", "States clear IEDs.", "States clear IEDs Improvised explosive devices."),
        ("an IED (improvised explosive device) is", "One IED", "One IED improvised explosive device"),
        ("Explosive remnants of war (“ERW”) remain", "ERW", "ERW Explosive remnants of war"),
        ("explosive ordnance risk education (EORE) for all", "EORE reaches all", "EORE explosive ordnance risk education reaches all"),
        ("the Implementation Support Unit (ISU) is funded", "the ISU's budget", "the ISU Implementation Support Unit budget"),
        ("non-governmental organisations (NGOs)", "NGOs act", "NGOs non-governmental organisations act"),
        ("States Parties (see Annex) and the Geneva Centre (GICHD)", "GICHD", "GICHD"),
        ("nothing is explained", "IEDs and the Convention’s aims", "IEDs and the Convention aims"),
        ("mine action (IED) is", "IED", "IED"),
    ],
)
def test_what_a_text_explains_is_spelled_out(explained: str, text: str, spelled: str) -> None:
    assert Abbreviations([explained]).spelled(text) == spelled


def asked(text: str, *clauses: str) -> tuple[Candidate, ...]:
    point = Point("P1", "P1", "eu", 0, text, "da" if text.startswith("Bek") else "en")
    stood = [Clause(str(n), str(n), f"{n}.", "operative", words) for n, words in enumerate(clauses, 1)]
    return suggest([point], stood, document="declaration", language="en")[0].candidates


FILLERS = ("Funding is provided each year.", "Victims receive care near their homes.", "Surveys come before clearance.", "The unit reports to all.")


@pytest.mark.parametrize(
    ("point", "clause", "elsewhere"),
    [
        (
            "Affirm that the Convention's definition covers IEDs.",
            "Improvised explosive devices meet the definition of the Convention.",
            "Improvised explosive devices (IEDs) spread.",
        ),
        ("Affirm that improvised explosive devices (IEDs) are covered.", "IEDs are covered, we affirm.", "Nothing else."),
        ("Bekræft at improviserede eksplosive anordninger (IED'er) er omfattet.", "Improvised explosive devices are covered.", "Nothing else."),
    ],
)
def test_words_behind_an_abbreviation_are_not_lacking(point: str, clause: str, elsewhere: str) -> None:
    best = asked(point, clause, elsewhere, *FILLERS)[0]
    assert best.clause == "1"
    assert not {"s", "ied", "ieds", "improvised", "explosive", "devices"} & set(best.lacks)
    assert {"explosive", "ieds", "ied"} & set(best.why)
