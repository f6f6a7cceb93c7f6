"""Verdicts: stamped with what was seen, followed through versions, taken back, and never about the wrong text or point."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from desk_of_texts import ACTOR, MINES, MONEY, REVIEW, SCHOOLS, SURVEY, WATER, WOMEN, DeskOfTexts, kinds

from negotiator.errors import ConflictError, NegotiatorError, NotFoundError, UsageError
from negotiator.model.point import Delivery, PointKind, Priority, Verdict
from negotiator.model.revision import Role
from negotiator.services.assess import assess
from negotiator.services.coverage import coverage_of, seen_in
from negotiator.services.points import find_point, points_of
from negotiator.services.suggest import suggest_clauses

WEAKER = MINES.replace("commits to", "may")


def test_judging_an_older_version_asks_at_once_about_what_changed_since(desk: DeskOfTexts) -> None:
    desk.paper(MINES)
    desk.bring("declaration", "Rev.1", [WATER, MINES, SURVEY])
    desk.bring("declaration", "Rev.2", [WATER, WEAKER, SURVEY])
    desk.judge("P1", "reflected", "declaration@rev1:2")
    assert desk.coverage()["P1"].why == ('declaration 2: "commits to" → "may"',)
    desk.judge("P1", "partial", "2")
    assert desk.coverage()["P1"].state == "confirmed"


def test_a_paragraph_named_with_its_text_is_never_taken_from_another(desk: DeskOfTexts) -> None:
    desk.paper(MINES)
    desk.bring("declaration", "Rev.1", [WATER, MINES, SURVEY])
    desk.bring("declaration", "Rev.2", [WATER, SURVEY, WEAKER])
    desk.bring("review", "Rev.1", [SURVEY, WATER, SCHOOLS])
    judged = desk.judge("P1", "reflected", "declaration@rev1:2", "declaration@rev1#2")
    assert (judged.revision, [e.clause for e in judged.evidence]) == ("rev1", ["2"])
    before = desk.entries()
    for clauses, text in (
        (("review@rev1:2",), None),
        (("review:2",), "declaration"),
        (("declaration@rev1:2",), "declaration@rev2"),
        (("declaration@rev1",), None),
    ):
        with pytest.raises(UsageError):
            desk.judge("P1", "reflected", *clauses, text=text)
    assert desk.entries() == before


def test_a_verdict_is_about_an_outcome_document_that_the_point_addresses(desk: DeskOfTexts) -> None:
    desk.paper(MINES)
    desk.bring("declaration", "Rev.1", [WATER, MINES, SURVEY])
    desk.bring("review", "Rev.1", [MINES, WATER, SCHOOLS])
    before = desk.entries()
    with pytest.raises(UsageError, match="does not address review") as refused:
        desk.judge("P1", "reflected", "1", text="review")
    assert "--target review" in refused.value.hint
    with pytest.raises(UsageError, match="no outcome document"):
        desk.judge("P1", "reflected", "1", text="eu-position")
    with pytest.raises(UsageError, match="no outcome document"):
        desk.set("P1", targets=("eu-position",))
    with pytest.raises(UsageError, match="no position paper"), desk.store.snapshot() as view:
        points_of(view, "declaration")
    with pytest.raises(UsageError, match="no outcome document"):
        desk.coverage("eu-position")
    assert desk.entries() == before


def test_verdicts_wait_while_a_point_is_retired_or_aimed_elsewhere(desk: DeskOfTexts) -> None:
    desk.paper(MINES, WOMEN)
    desk.bring("declaration", "Rev.1", [WATER, MINES, SURVEY])
    desk.bring("review", "Rev.1", [MINES, WATER, SCHOOLS])
    desk.judge("P1", "reflected", "2")
    desk.set("P1", is_point=False)
    assert set(desk.coverage()) == {"P2"}
    with pytest.raises(UsageError, match="taken off the list"):
        desk.set("P1", priority=Priority.MUST)
    desk.set("P1", is_point=True)
    assert desk.coverage()["P1"].state == "confirmed"
    desk.set("P1", targets=("review",))
    assert (desk.coverage()["P1"].document, desk.coverage()["P1"].state) == ("review", "unassessed")
    desk.set("P1", targets=("review", "declaration"))
    with desk.store.snapshot() as view:
        rows = [(r.document, r.state.value) for r in coverage_of(view) if r.point.id == "P1"]
    assert sorted(rows) == [("declaration", "confirmed"), ("review", "unassessed")]
    with pytest.raises(UsageError, match="several documents"):
        desk.judge("P1", "partial", "1")
    assert desk.undo() is not None
    assert desk.coverage()["P1"].document == "review"


def test_only_what_asks_for_something_becomes_a_point(desk: DeskOfTexts) -> None:
    paper = f"# Our paper\n\n## I. Introduction\n\n1. {WATER}\n\n## II. The declaration\n\n1. {MINES}\n\n2. {WOMEN}\n"
    path = desk.write("paper", paper).with_suffix(".md")
    path.write_text(paper, encoding="utf-8")
    desk.bring_file("eu-position", "Adopted", path, role=Role.POSITION)
    before = desk.entries()
    with desk.store.snapshot() as view:
        paths = [p.path for p in points_of(view)]
        headings = [c.clause for c in view.clauses(view.revision("eu-position")) if c.clause.kind == "heading"]
    with pytest.raises(UsageError, match="asks for nothing"):
        desk.set(headings[0].path, is_point=True)
    with pytest.raises(UsageError, match="is no point") as refused:
        desk.set("I.1", priority=Priority.MUST)
    assert "point add I.1" in refused.value.hint
    assert desk.entries() == before
    desk.set("I.1", is_point=True)
    with desk.store.snapshot() as view:
        assert [p.path for p in points_of(view)] == ["I.1", *paths]


def test_two_papers_may_number_their_points_alike(desk: DeskOfTexts) -> None:
    desk.paper(MINES, WOMEN)
    with desk.store.snapshot() as view:
        first = points_of(view)
    desk.bring("declaration", "Rev.1", [WATER, MINES, SURVEY, WOMEN, SCHOOLS])
    clauses = [{"id": "P1", "number": "1.", "text": SCHOOLS, "target": "declaration"}]
    path = desk.folder / "allies.json"
    path.write_text(json.dumps({"title": "Allies", "language": "en", "clauses": clauses}), encoding="utf-8")
    desk.bring_file("ally-position", "Adopted", path)
    with desk.store.snapshot() as view:
        points = points_of(view)
        assert find_point(points, "ally-position:P1").text == SCHOOLS
        assert find_point(points, "eu-position@adopted:P1") == first[0]
        assert find_point(points, "eu-position#P1") == first[0]
        with pytest.raises(UsageError, match="several papers"):
            find_point(points, "P1")
        with pytest.raises(NotFoundError):
            find_point(points, "nobody:P1")
        best = {(p.document, s.candidates[0].clause) for p, s in zip(points, suggest_clauses(view, points), strict=True)}
    assert ("ally-position", "5") in best and ("eu-position", "2") in best
    desk.judge("eu-position:P1", "absent")
    desk.judge("ally-position:P1", "absent")
    desk.bring("declaration", "Rev.2", [WATER, MINES, SURVEY, WOMEN, SCHOOLS.replace("every school", "some schools")])
    with desk.store.snapshot() as view:
        states = {r.point.document: r.state.value for r in coverage_of(view) if r.point.id == "P1"}
    assert states["ally-position"] == "recheck"


def test_absent_is_asked_again_only_about_candidates_that_are_new_in_substance(desk: DeskOfTexts) -> None:
    desk.paper(WOMEN)
    desk.bring("declaration", "Rev.1", [WATER, MINES, SURVEY])
    desk.judge("P1", "absent")
    desk.bring("declaration", "Rev.2", [SURVEY, WATER, MINES.replace("2030", "2030 ")])
    assert desk.coverage()["P1"].state == "confirmed"
    desk.bring("declaration", "Rev.3", [SURVEY, WATER, MINES, WOMEN])
    assert desk.coverage()["P1"].why == ("declaration 4 is new and may speak to it",)


def test_a_translation_of_the_judged_text_makes_nothing_new(desk: DeskOfTexts) -> None:
    desk.paper(MINES)
    desk.bring("declaration", "Rev.1", [WATER, MINES, SURVEY])
    desk.judge("P1", "absent")
    desk.bring(
        "declaration",
        "Rev.1",
        ["Les puits de la région sont protégés.", "Les mines sont enlevées.", "Les enquêtes sont faites."],
        language="fr",
        name="fr.json",
    )
    desk.bring("declaration", "Rev.2", [WATER, MINES, SURVEY, REVIEW])
    row = desk.coverage()["P1"]
    assert not [why for why in row.why if "2" in why.split()], row.why


def test_a_verdict_on_a_translation_stands_as_long_as_the_text_does(desk: DeskOfTexts) -> None:
    french = ["Les puits de la région sont protégés.", "Chaque Partie s'engage à enlever les mines avant 2030.", "Les enquêtes sont faites."]
    desk.paper(MINES)
    desk.bring("declaration", "Rev.1", [WATER, MINES, SURVEY], language="en")
    desk.bring("declaration", "Rev.1", french, language="fr", name="fr.json")
    desk.judge("P1", "reflected", "2", text="declaration@rev1/fr", quote="enlever les mines")
    row = desk.coverage()["P1"]
    assert (row.state, row.why) == ("confirmed", ())
    assert row.assessment is not None and row.assessment.evidence[0].quote == "enlever les mines"
    desk.bring("declaration", "Rev.2", [WATER, WEAKER, SURVEY], language="en")
    assert desk.coverage()["P1"].why == ('declaration 2: "commits to" → "may"',)


def test_words_that_changed_in_what_introduces_a_paragraph_are_named(desk: DeskOfTexts) -> None:
    text = f"1. {WATER}\n\n2. The States agree to the following measures:\n\n(a) {MINES}\n\n(b) {SURVEY}\n"
    desk.paper(MINES)
    desk.bring("declaration", "Rev.1", text)
    desk.judge("P1", "reflected", "2.a")
    desk.bring("declaration", "Rev.2", f"1. {SCHOOLS}\n\n{text.replace('2. The', '3. The').replace('1. The', '2. The')}")
    assert (desk.coverage()["P1"].state, desk.coverage()["P1"].clauses) == ("confirmed", ("3.a",))
    desk.bring("declaration", "Rev.3", text.replace("agree to", "may consider"))
    assert desk.coverage()["P1"].why == ('what introduces declaration 2.a: "agree to" → "may consider"',)


def test_a_paper_in_two_languages_keeps_its_points_single_and_its_verdicts(desk: DeskOfTexts) -> None:
    desk.paper("Women take part in all decisions.", "All mined areas must be cleared by 2030.")
    desk.bring("declaration", "Rev.1", [WATER, MINES, SURVEY, WOMEN])
    desk.judge("P2", "reflected", "2")
    desk.judge("P1", "reflected", "4")
    danish = ["Kvinder deltager i alle beslutninger.", "Alle minerede områder skal ryddes inden 2030."]
    desk.paper(*danish, language="da")
    assert desk.provisions("eu-position@adopted/da") == desk.provisions("eu-position@adopted")
    assert {key: (r.state, r.point.language) for key, r in desk.coverage().items()} == {"P1": ("confirmed", "en"), "P2": ("confirmed", "en")}
    newer = desk.paper(danish[0], danish[1].replace("2030", "2035"), "Skoler skal nås hvert år.", label="Rev.1", language="da")
    assert newer.based_on == "adopted"
    rows = desk.coverage()
    assert list(rows) == ["P1", "P2", "P3"]
    assert (rows["P1"].state, rows["P1"].why) == ("confirmed", ())
    assert rows["P2"].why == ('point P2: "2030" → "2035"',)
    assert kinds(desk.compare("eu-position@adopted/da", "eu-position@rev1/da"))[0] == ("same", "P1", "P1")


def test_a_changed_point_asks_again_and_names_the_words(desk: DeskOfTexts) -> None:
    desk.paper(MINES, WOMEN)
    desk.bring("declaration", "Rev.1", [WATER, MINES, SURVEY, WOMEN])
    desk.judge("P1", "reflected", "2")
    desk.judge("P2", "reflected", "4")
    desk.paper(WATER, MINES, WOMEN.replace("equally", "meaningfully"), label="Rev.1")
    rows = desk.coverage()
    assert [(r.point.id, r.state.value, r.why) for r in rows.values() if r.verdict] == [
        ("P2", "confirmed", ()),
        ("P3", "recheck", ('point P3: "equally" → "meaningfully"',)),
    ]


def test_undo_takes_back_step_by_step_and_never_over_a_later_word(desk: DeskOfTexts) -> None:
    desk.paper(MINES)
    desk.bring("declaration", "Rev.1", [WATER, MINES, SURVEY])
    first = desk.judge("P1", "reflected", "2", note="first")
    second = desk.judge("P1", "partial", "2", note="second")
    with pytest.raises(ConflictError, match="later change"):
        desk.undo(first.entry)
    desk.undo()
    assert desk.coverage()["P1"].verdict == "reflected"
    with pytest.raises(ConflictError, match="undone already"):
        desk.undo(second.entry)
    desk.undo()
    assert (desk.coverage()["P1"].verdict, desk.coverage()["P1"].why) == (None, ("the verdict was taken back",))
    before = desk.entries()
    for entry in (desk.entries(), 1, 999):
        with pytest.raises(NegotiatorError):
            desk.undo(entry)
    assert desk.undo() is None
    assert desk.entries() == before


def test_who_judges_what_somebody_judged_meanwhile_is_told(desk: DeskOfTexts) -> None:
    desk.paper(MINES)
    desk.bring("declaration", "Rev.1", [WATER, MINES, SURVEY])
    desk.judge("P1", "reflected", "2")
    with desk.store.snapshot() as view:
        point, revision = points_of(view)[0], view.revision("declaration")
        seen = seen_in(view, revision)[1:2]
    before = desk.entries()
    with pytest.raises(ConflictError):
        assess(desk.store, ACTOR, datetime.now(UTC), point=point, revision=revision, seen=seen, verdict=Verdict.PARTIAL, expected_seq=0)
    assert desk.entries() == before


BRACKETED = "The States [agree “not to use” co‑operation\nlater on] and will – always – fund the work of [the Parties / the States]."


@pytest.mark.parametrize(
    ("quote", "found", "bracketed"),
    [
        ('agree "not to use" co-operation later on', "agree “not to use” co‑operation\nlater on", True),
        ("WILL - always - fund", "will – always – fund", False),
        ("the Parties / the States", "the Parties / the States", True),
        ("", "", False),
    ],
)
def test_a_quote_is_found_whatever_its_typography_and_tells_whether_it_is_in_brackets(desk: DeskOfTexts, quote: str, found: str, bracketed: bool) -> None:
    desk.paper(MINES)
    desk.bring("declaration", "Rev.1", [WATER, BRACKETED, SURVEY])
    assert desk.judge("P1", "reflected", "2", quote=quote).evidence[0].quote == found
    assert desk.coverage()["P1"].bracketed is bracketed


def test_paragraphs_between_an_opening_and_a_closing_bracket_are_bracketed(desk: DeskOfTexts) -> None:
    desk.paper(MINES)
    desk.bring("declaration", "Rev.1", [f"[{WATER}", MINES, f"{SURVEY}]", MONEY])
    for clauses, bracketed in ((("1", "2", "3"), True), (("2",), True), (("2", "4"), False)):
        desk.judge("P1", "partial", *clauses)
        assert desk.coverage()["P1"].bracketed is bracketed
    desk.judge("P1", "contradicted", "2")
    assert not desk.coverage()["P1"].bracketed


def test_a_quote_without_its_paragraph_is_refused(desk: DeskOfTexts) -> None:
    desk.paper(MINES)
    desk.bring("declaration", "Rev.1", [WATER, MINES, SURVEY])
    with pytest.raises(UsageError, match="a quote needs the paragraph"):
        desk.judge("P1", "absent", quote="all mined areas")
    with pytest.raises(UsageError, match="stand in none"):
        desk.judge("P1", "reflected", "2", quote="all wells")


def test_what_a_verdict_means_follows_the_points_kind_and_delivery(desk: DeskOfTexts) -> None:
    desk.paper(MINES)
    desk.bring("declaration", "Rev.1", [WATER, MINES, SURVEY])
    desk.judge("P1", "contradicted", "2")
    assert desk.coverage()["P1"].standing == "unmet"
    desk.set("P1", kind=PointKind.PREVENT)
    assert desk.coverage()["P1"].standing == "met"
    desk.set("P1", delivery=Delivery.STATEMENT)
    assert (desk.coverage()["P1"].standing, desk.coverage()["P1"].why) == ("unknown", ("delivered by a statement, not by the text",))
    desk.undo()
    desk.undo()
    assert desk.coverage()["P1"].standing == "unmet"
