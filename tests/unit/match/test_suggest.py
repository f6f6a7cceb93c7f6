"""Which clauses are offered for a point, and why."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator.match import suggest
from negotiator.model.clause import Clause
from negotiator.model.point import Point

DRAFT = (
    Clause("h", "h", "", "heading", "Assistance to victims and survivors"),
    Clause("1", "1", "1.", "operative", "Welcome the efforts of all States Parties to universalise the Convention."),
    Clause("2", "2", "2.", "operative", "Provide assistance to victims, including rehabilitation and psychosocial support."),
    Clause("3", "3", "3.", "operative", "Report each year on stockpiled anti-personnel mines, as Article 7 demands."),
    Clause("4", "4", "4.", "operative", "Affirm that improvised explosive devices which act as mines are covered by the Convention."),
    Clause("5", "5", "5.", "operative", "Note the voluntary contributions to the sponsorship programme of the Convention."),
    Clause("6", "6", "6.", "operative", "Clear all mined areas before the deadline and ask for an extension in good time."),
    Clause("f", "f", "1", "footnote", "Improvised explosive devices are covered by the Convention."),
)


def point(text: str, language: str = "en", **more: object) -> Point:
    return Point("p", "p", "eu", 0, text, language, **more)  # type: ignore[arg-type]


def best(text: str, language: str = "en", clauses: tuple[Clause, ...] = DRAFT, draft: str = "en") -> str:
    (found,) = suggest([point(text, language)], clauses, document="d", language=draft)
    return found.candidates[0].clause if found.candidates else ""


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Universalization of the Convention by every State", "1"),
        ("en", "supporting survivors' rehabilitation", "2"),
        ("da", "yde bistand til ofre, herunder psykosocial støtte", "2"),
        ("da", "improviserede eksplosive anordninger er omfattet af konventionen", "4"),
        ("da", "indberette lagre af personelminer i henhold til artikel 7", "3"),
        ("da", "minerydningsfristen og anmodninger om forlængelse", "6"),
        ("nb", "rydde alle minelagte områder innen fristen", "6"),
        ("de", "Bestandsvernichtung und Berichte nach Artikel 7", "3"),
        ("de", "freiwillige Beiträge", "5"),
        ("fr", "assistance aux victimes, y compris la réadaptation", "2"),
        ("fr", "demander à temps une prolongation du délai", "6"),
        ("es", "artefactos explosivos improvisados", "4"),
        ("es", "contribuciones voluntarias", "5"),
        ("it", "universalizzazione della Convenzione", "1"),
    ],
)
def test_a_point_finds_its_clause_in_whatever_language_it_is_written(language: str, text: str, expected: str) -> None:
    assert best(text, language) == expected


def test_an_english_point_finds_its_clause_in_a_danish_draft() -> None:
    danish = (
        Clause("1", "1", "1.", "operative", "Staterne forpligter sig til at rydde minefyldte områder inden fristen."),
        Clause("2", "2", "2.", "operative", "Staterne yder bistand til ofre og overlevende."),
        Clause("3", "3", "3.", "operative", "Staterne indberetter deres lagre hvert år."),
    )
    assert best("victim assistance", clauses=danish, draft="da") == "2"
    assert best("les délais de déminage", "fr", danish, "da") == "1"


def test_the_reasons_are_words_of_the_draft_most_telling_first() -> None:
    (found,) = suggest([point("improviserede eksplosive anordninger er omfattet af konventionen", "da")], DRAFT, document="d", language="en")
    top = found.candidates[0]
    assert {"improvised", "devices", "covered"} <= set(top.why)
    assert top.why.index("improvised") < top.why.index("convention")
    assert set(top.why) <= set(DRAFT[4].text.lower().rstrip(".").replace("-", " ").split())


def test_what_a_clause_lacks_is_told_in_the_words_of_the_point() -> None:
    (found,) = suggest([point("Provide assistance to victims, including prosthetics.")], DRAFT, document="d", language="en")
    assert found.candidates[0].clause == "2"
    assert found.candidates[0].lacks == ("prosthetics",)


def test_headings_titles_and_footnotes_are_no_candidates() -> None:
    found = suggest([point("assistance to victims and survivors"), point("improvised explosive devices")], DRAFT, document="d", language="en")
    assert not {"h", "f"} & {c.clause for s in found for c in s.candidates}


def test_a_point_without_counterpart_is_flagged_and_still_gets_what_is_nearest() -> None:
    with_one = suggest([point("Affirm that improvised explosive devices are covered.")], DRAFT, document="d", language="en")[0]
    without = suggest([point("Condemn attacks on deminers in the States of the region.")], DRAFT, document="d", language="en")[0]
    assert not with_one.none
    assert without.none
    assert without.candidates


def test_nothing_in_common_gives_no_candidate_at_all() -> None:
    (found,) = suggest([point("zyxwv")], DRAFT, document="d", language="en")
    assert (found.candidates, found.none) == ((), True)
    assert suggest([point("x")], (), document="d", language="en")[0].none


def test_headings_above_tell_two_equal_clauses_apart() -> None:
    twins = (
        Clause("A", "A", "", "heading", "Stockpile destruction"),
        Clause("A.1", "A.1", "1.", "operative", "Submit a plan every year.", parent="A"),
        Clause("B", "B", "", "heading", "Victim assistance"),
        Clause("B.1", "B.1", "1.", "operative", "Submit a plan every year.", parent="B"),
    )
    for heading, expected in (("Assistance to victims", "B.1"), ("Destruction of stockpiles", "A.1")):
        (found,) = suggest([point("Submit a plan", context=(heading,))], twins, document="d", language="en")
        assert found.candidates[0].clause == expected


def test_a_point_that_quotes_the_number_prefers_the_clause_with_it() -> None:
    twins = tuple(Clause(f"c{n}", f"c{n}", f"{n}.", "operative", "States shall report to the Meeting each year.") for n in (1, 2, 3))
    assert best("2. States shall report to the Meeting each month.", clauses=twins) == "c2"


def test_an_unknown_language_is_guessed_or_taken_as_the_drafts() -> None:
    assert best("assistance to victims", "und") == "2"
    assert best("bistand til ofre", "da", draft="und") == "2"
    assert best("assistance to victims", "en-GB") == "2"


WORDS = st.lists(
    st.sampled_from(["mines", "clear", "victims", "report", "support", "each", "convention", "the", "of", "ærø", "états", "2025", "IMAS"]), max_size=12
).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, max_size=8), st.lists(WORDS, min_size=1, max_size=3), st.sampled_from(["en", "da", "fr", "und", "xx"]), st.integers(1, 6))
def test_suggestions_are_ordered_deterministic_and_of_this_draft(texts: list[str], asked: list[str], language: str, limit: int) -> None:
    clauses = [Clause(str(n), str(n), "", "operative", text) for n, text in enumerate(texts)]
    points = [Point(f"p{n}", f"p{n}", "eu", 0, text, language) for n, text in enumerate(asked)]
    found = suggest(points, clauses, document="d", language="en", limit=limit)
    assert found == suggest(points, clauses, document="d", language="en", limit=limit)
    assert [s.point for s in found] == [p.id for p in points]
    for one in found:
        scores = [c.score for c in one.candidates]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 for score in scores)
        assert len({c.clause for c in one.candidates}) == len(scores) <= limit
        assert {c.clause for c in one.candidates} <= {c.id for c in clauses}


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(1, 7)))
def test_asking_for_one_point_or_for_many_gives_the_same(order: list[int]) -> None:
    points = [Point(DRAFT[n].id, DRAFT[n].id, "eu", 0, DRAFT[n].text, "en") for n in order]
    together = {s.point: s for s in suggest(points, DRAFT, document="d", language="en")}
    for one in points:
        assert suggest([one], DRAFT, document="d", language="en") == (together[one.id],)
        assert together[one.id].candidates[0].clause == one.id


def test_a_cell_of_a_table_is_offered_only_for_words_that_stand_nowhere_else() -> None:
    point = Point("p", "p", "position", 0, "Establish a gender focal point for victim assistance in every mine action programme.", "en")
    action = Clause("a", "7", "7.", "action", "Establish a gender focal point in every mine action programme.")
    others = [Clause(f"o{n}", f"o{n}", "", "operative", text) for n, text in enumerate(("Clear the land.", "Destroy all stockpiles.", "Report each year."))]
    again = Clause("c1", "t1.r2.c1", "", "table-cell", "Gender focal point")
    alone = Clause("c2", "t1.r2.c2", "", "table-cell", "Victim assistance")
    (found,) = suggest([point], [again, action, *others, alone], document="plan", language="en")
    assert [candidate.clause for candidate in found.candidates] == ["a", "c2"]
    (without,) = suggest([point], [again, *others], document="plan", language="en")
    assert [candidate.clause for candidate in without.candidates] == ["c1"]
