"""Renumbering changes no verdict: references follow; what was forgotten, and what an action lost, is said."""

from __future__ import annotations

from pathlib import Path

from desk_of_texts import MINES, MONEY, SCHOOLS, VICTIMS, WATER, WOMEN, DeskOfTexts

from negotiator.services.demo import WORKSPACE, build_demo
from negotiator.services.documents import history
from negotiator.store.store import Store

REFERS = "The report on paragraph 2 above is sent to the unit before each meeting of the States."


def test_a_verdict_stands_when_only_a_reference_followed(desk: DeskOfTexts) -> None:
    desk.paper("Report before each meeting.")
    desk.bring("declaration", "Zero draft", [WATER, MINES, REFERS, VICTIMS])
    desk.judge("P1", "reflected", "3")
    desk.bring("declaration", "Rev.1", [WOMEN, WATER, MINES, REFERS.replace("paragraph 2", "paragraph 3"), VICTIMS])
    assert desk.coverage()["P1"].state == "confirmed"
    comparison = desk.compare("declaration@zero-draft", "declaration@rev1")
    assert [c.reasons[-1] for c in comparison.changes if c.new and c.new[0].path == "4"] == ["reference follows renumbering"]
    assert comparison.findings == ()


def test_a_verdict_is_rechecked_when_a_reference_means_something_else(desk: DeskOfTexts) -> None:
    desk.paper("Report before each meeting.")
    desk.bring("declaration", "Zero draft", [WATER, MINES, REFERS, VICTIMS])
    desk.judge("P1", "reflected", "3")
    desk.bring("declaration", "Rev.1", [WATER, MINES, REFERS.replace("paragraph 2", "paragraph 1"), VICTIMS])
    assert desk.coverage()["P1"].state == "recheck"


def test_a_reference_that_was_not_brought_up_to_date_is_a_finding(desk: DeskOfTexts) -> None:
    desk.bring("declaration", "Zero draft", [WATER, MINES, REFERS, VICTIMS])
    desk.bring("declaration", "Rev.1", [WOMEN, WATER, MINES, REFERS, VICTIMS])
    desk.bring("declaration", "Rev.2", [WOMEN, WATER, SCHOOLS, MONEY, REFERS, VICTIMS])
    told = [(f.subject, f.message) for f in desk.compare("declaration@zero-draft", "declaration@rev1").findings]
    assert told == [("paragraph 4", "it refers to paragraph 2; what that was is paragraph 3 now")]
    told = [(f.subject, f.message) for f in desk.compare("declaration@zero-draft", "declaration@rev2").findings]
    assert told == [("paragraph 5", "it refers to paragraph 2; what that was is no longer in the text")]


def test_the_sample_s_lost_indicator_stands_in_its_action_s_history(tmp_path: Path) -> None:
    for _ in build_demo(tmp_path):
        pass
    with Store.open(str(tmp_path / WORKSPACE)) as store, store.snapshot() as view:
        steps = history(view, "action-plan:4")
    assert [step.note for step in steps][-1] == "unchanged"
    assert [f.message for f in steps[-1].findings] == [
        'it lost an indicator: "The number of affected States Parties whose national work plans integrate gender and the …"'
    ]
