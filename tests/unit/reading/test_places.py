"""Places as people write them: numbers from the outside to the inside, lists, ranges, and what is to stand beside a place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.reading.places import read_place

ONE = {
    "II.2.4": "ii.2.4",
    "II.2, punkt 4": "ii.2.4",
    "II.2.4.": "ii.2.4",
    "II.1.3 (a)": "ii.1.3.a",
    "Part II, section 3, para 12": "ii.3.12",
    "point 2.4 of part II": "ii.2.4",
    "II.1 Nr. 3 Buchstabe c": "ii.1.3.c",
    "afsnit II, punkt 1.3, litra c": "ii.1.3.c",
    "Partie II, section 2, point 6": "ii.2.6",
    "II.3, apartado 14": "ii.3.14",
    "Art. 5(2)": "5.2",
    "Art 5 (2) c)": "5.2.c",
    "Article 5, paragraph 2, subparagraph (a)": "5.2.a",
    "§ 5, stk. 2": "5.2",
    "para 7 bis": "7bis",
    "Action #12": "12",
    "PP3": "pp3",
    "Preambular paragraph 7": "pp7",
    "op. para. 17": "17",
    "paragraph II.2.4 (changed)": "ii.2.4",
    "Section II.2: political declaration": "ii.2",
    "Paragraph(s) 4": "4",
    "c": "c",
    "(a)": "a",
}
SEVERAL = {
    "7–9": "7-9",
    "7 bis 9": "7-9",
    "II.3.7–9": "ii.3.7-ii.3.9",
    "paragraphes II.3.7 à II.3.9": "ii.3.7-ii.3.9",
    "Paragraphs 8 to 10": "8-10",
    "II.1.3.a-c": "ii.1.3.a-ii.1.3.c",
    "PP 3 to PP5": "pp3-pp5",
    "II.2.1 and II.2.2": "ii.2.1+ii.2.2",
    "II.2.10, 11 and 13": "ii.2.10+ii.2.11+ii.2.13",
    "18, 19": "18+19",
    "pp 9 and 10": "pp9+pp10",
    "paragraph 3 and paragraph 4 (merged)": "3+4",
    "paragraph II.2.10, paragraph II.2.11 and paragraph II.2.13": "ii.2.10+ii.2.11+ii.2.13",
}


@pytest.mark.parametrize(("text", "place"), [*ONE.items(), *SEVERAL.items()])
def test_a_place_is_read_from_the_outside_to_the_inside(text: str, place: str) -> None:
    name = read_place(text)
    assert name is not None
    assert "+".join(".".join(n.parts) + (f"-{'.'.join(n.last)}" if n.last else "") for n in name.readings[0]) == place


def test_a_comma_that_can_mean_two_things_is_read_both_ways() -> None:
    name = read_place("II.1, 3")
    assert name is not None
    assert [[".".join(n.parts) for n in reading] for reading in name.readings] == [["ii.1", "ii.3"], ["ii.1.3"]]


@pytest.mark.parametrize(("text", "relation"), [
    ("After II.2.4", "after"), ("efter punkt 4", "after"), ("Nach Nr. 7", "after"), ("après le point 4", "after"), ("después del apartado 4", "after"),
    ("before para 3", "before"), ("II.2.5 bis (new)", "new"), ("New paragraph after II.3.12", "after"), ("para 7", ""),
])  # fmt: skip
def test_what_is_to_stand_beside_a_place_is_told(text: str, relation: str) -> None:
    name = read_place(text)
    assert name is not None and name.relation == relation


@pytest.mark.parametrize(
    "text", ["General", "General comments", "Generelt", "Allgemeines", "Généralités", "Observaciones generales", "All", "Whole text", "Overall"]
)
def test_the_whole_text_is_a_place(text: str) -> None:
    name = read_place(text)
    assert name is not None and name.whole


@pytest.mark.parametrize(
    "text", ["", "—", "page 3", "Preamble", "A sentence that says a thing or two about what we think of the text and its many words, see 4"]
)
def test_what_names_no_place_is_none(text: str) -> None:
    assert read_place(text) is None


@given(st.text(st.sampled_from("IVab12(). ,-–&;PpOo#§para bistoafter\n"), max_size=24))
def test_no_cell_is_too_strange_to_be_read(text: str) -> None:
    name = read_place(text)
    assert name is None or name.whole or all(n.parts or n.kind == "title" for reading in name.readings for n in reading)
