"""What is the same paragraph through versions, parts of texts, branches and returns; and that comparisons hold every paragraph once."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from desk_of_texts import MINES, MONEY, REVIEW, SCHOOLS, SURVEY, VICTIMS, WATER, WOMEN, DeskOfTexts, kinds

from negotiator.errors import NotFoundError, UsageError
from negotiator.model.revision import Role
from negotiator.services.compare import compare_revisions
from negotiator.services.demo import WORKSPACE, build_demo
from negotiator.services.documents import history
from negotiator.services.import_revision import guess_role
from negotiator.store.store import Store

LATER = MINES.replace("2030", "2035")
SIX = [WATER, MINES, SURVEY, VICTIMS, MONEY, SCHOOLS]


def test_a_paragraph_that_returns_is_the_one_that_was_dropped(desk: DeskOfTexts) -> None:
    desk.bring("declaration", "Zero draft", SIX)
    desk.bring("declaration", "Rev.1", [WATER, SURVEY, VICTIMS, MONEY, SCHOOLS])
    desk.bring("declaration", "Rev.2", [WATER, LATER, SURVEY, VICTIMS, MONEY, SCHOOLS])
    assert desk.provisions("declaration@zero-draft")["2"] == desk.provisions("declaration@rev2")["2"]
    assert ("edited", "2", "2") in kinds(desk.compare("declaration@zero-draft", "declaration@rev2"))
    added = [c for c in desk.compare("declaration@rev1", "declaration@rev2").changes if c.kind == "added"]
    assert [(c.new[0].path, c.returned) for c in added] == [("2", True)]
    with desk.store.snapshot() as view:
        assert [step.note for step in history(view, "declaration:2")] == ["first seen", "dropped", "returned"]


def test_a_new_paragraph_takes_nobodys_identity(desk: DeskOfTexts) -> None:
    desk.bring("declaration", "Zero draft", SIX)
    desk.bring("declaration", "Rev.1", [WATER, SURVEY, VICTIMS, MONEY, SCHOOLS])
    desk.bring("declaration", "Rev.2", [WATER, REVIEW, SURVEY, VICTIMS, MONEY, SCHOOLS])
    assert desk.provisions("declaration@rev2")["2"] not in desk.provisions("declaration@zero-draft").values()
    assert not any(c.returned for c in desk.compare("declaration@rev1", "declaration@rev2").changes)


def test_a_verdict_on_a_paragraph_that_returns_word_for_word_is_confirmed_again(desk: DeskOfTexts) -> None:
    desk.paper("Clear all mined areas by 2030.")
    desk.bring("declaration", "Zero draft", SIX)
    desk.judge("P1", "reflected", "2")
    desk.bring("declaration", "Rev.1", [WATER, SURVEY, VICTIMS, MONEY, SCHOOLS])
    assert desk.coverage()["P1"].state == "recheck"
    assert "no longer in the text" in desk.coverage()["P1"].why[0]
    desk.bring("declaration", "Rev.2", [WATER, SURVEY, MINES, VICTIMS, MONEY, SCHOOLS])
    row = desk.coverage()["P1"]
    assert (row.state, row.clauses) == ("confirmed", ("3",))


def test_the_whole_text_after_a_partial_one_follows_from_the_whole_text_before(desk: DeskOfTexts) -> None:
    desk.bring("declaration", "Rev.1", SIX)
    desk.bring("declaration", "CRP.1", {"2.": LATER, "2 bis.": WOMEN, "3.": SURVEY}, scope="2-3")
    second = desk.bring("declaration", "Rev.2", [WATER, LATER, WOMEN, SURVEY, VICTIMS, MONEY, SCHOOLS])
    assert second.based_on == "rev1"
    found = kinds(desk.compare("declaration@rev1", "declaration@rev2"))
    assert [kind for kind, _, _ in found] == ["same", "edited", "added", "same", "same", "same", "same"]
    assert desk.provisions("declaration@rev2")["3"] == desk.provisions("declaration@crp1")["2 bis"]


def test_history_compares_a_whole_text_with_its_base_and_not_with_the_part_issued_between(desk: DeskOfTexts) -> None:
    desk.bring("declaration", "Rev.1", SIX)
    desk.bring("declaration", "CRP.1", {"2.": LATER}, scope="2")
    desk.bring("declaration", "Rev.2", [WATER, MINES, SURVEY, VICTIMS, MONEY, SCHOOLS, WOMEN])
    with desk.store.snapshot() as view:
        assert [(s.revision.slug, s.note) for s in history(view, "declaration:2")] == [("rev1", "first seen"), ("crp1", "edited"), ("rev2", "unchanged")]


def test_a_whole_text_based_on_a_partial_one_keeps_every_identity(desk: DeskOfTexts) -> None:
    desk.bring("declaration", "Rev.1", SIX)
    desk.bring("declaration", "CRP.1", {"2.": LATER, "2 bis.": WOMEN, "3.": SURVEY}, scope="2-3")
    desk.bring("declaration", "Rev.2", [WATER, LATER, WOMEN, SURVEY, VICTIMS, MONEY, SCHOOLS], based_on="crp1")
    first, part, second = (desk.provisions(f"declaration@{slug}") for slug in ("rev1", "crp1", "rev2"))
    assert list(second.values()) == [first["1"], first["2"], part["2 bis"], first["3"], first["4"], first["5"], first["6"]]


def test_what_a_partial_text_does_not_speak_of_is_left_out_from_both_sides_and_further_back(desk: DeskOfTexts) -> None:
    desk.bring("declaration", "Zero draft", [*SIX[:3], f"{VICTIMS} {WOMEN}", MONEY, SCHOOLS])
    desk.bring("declaration", "Rev.1", [*SIX[:3], VICTIMS, WOMEN, MONEY, SCHOOLS])
    desk.bring("declaration", "CRP.1", {"2.": LATER}, scope="2")
    assert kinds(desk.compare("declaration@zero-draft", "declaration@crp1")) == [("edited", "2", "2")]
    assert kinds(desk.compare("declaration@crp1", "declaration@zero-draft")) == [("edited", "2", "2")]
    desk.bring("declaration", "Rev.2", [*SIX[:3], VICTIMS, WOMEN, MONEY, REVIEW])
    assert kinds(desk.compare("declaration@crp1", "declaration@rev2")) == [("edited", "2", "2")]


def test_a_scope_reaches_over_the_parts_of_its_last_paragraph_and_may_be_written_backwards(desk: DeskOfTexts) -> None:
    text = f"1. {WATER}\n\n2. The States agree to:\n\n(a) {MINES}\n\n(b) {SURVEY}\n\n3. {VICTIMS}\n"
    desk.bring("declaration", "Rev.1", text)
    part = f"1. {WATER} All of them.\n\n2. The States agree to:\n\n(a) {LATER}\n\n(b) {SURVEY}\n"
    for number, scope in enumerate(("1-2", "2-1"), 1):
        desk.bring("declaration", f"CRP.{number}", part + "\n" * number, scope=scope)
        found = kinds(desk.compare("declaration@rev1", f"declaration@crp{number}"))
        assert found == [("edited", "1", "1"), ("same", "2", "2"), ("edited", "2.a", "2.a"), ("same", "2.b", "2.b")]


def test_a_scope_that_names_no_paragraph_changes_nothing(desk: DeskOfTexts) -> None:
    desk.bring("declaration", "Rev.1", SIX)
    before = desk.entries()
    with pytest.raises(NotFoundError, match="no paragraph '17'"):
        desk.bring("declaration", "CRP.1", {"17.": LATER}, scope="17")
    with pytest.raises(UsageError, match="cannot be partial"):
        desk.bring("review", "CRP.1", {"2.": LATER}, scope="2")
    assert desk.entries() == before


def test_an_old_text_brought_in_late_does_not_make_the_next_undated_one_old(desk: DeskOfTexts) -> None:
    desk.bring("declaration", "Rev.1", SIX, issued_on=date(2026, 2, 1))
    desk.bring("declaration", "Zero draft", SIX[:5], issued_on=date(2026, 1, 1))
    desk.bring("declaration", "Rev.2", [*SIX, REVIEW])
    with desk.store.snapshot() as view:
        assert [r.slug for r in view.revisions("declaration")] == ["zero-draft", "rev1", "rev2"]
        assert (view.revision("declaration").slug, view.revision("declaration", "previous").slug) == ("rev2", "rev1")
    assert ("added", "", "7") in kinds(desk.compare("declaration@previous", "declaration"))


def test_two_branches_keep_the_identity_of_their_common_base(desk: DeskOfTexts) -> None:
    desk.bring("declaration", "Rev.1", SIX)
    desk.bring("declaration", "Option A", [WATER, LATER, SURVEY, VICTIMS, MONEY])
    desk.bring("declaration", "Option B", [WATER, SURVEY, VICTIMS, MONEY, SCHOOLS], based_on="rev1")
    found = kinds(desk.compare("declaration@option-a", "declaration@option-b"))
    assert sorted(found) == sorted([("same", "1", "1"), ("dropped", "2", ""), ("same", "3", "2"), ("same", "4", "3"), ("same", "5", "4"), ("added", "", "5")])


def test_what_was_split_and_merged_again_is_one_paragraph_across_both_steps(desk: DeskOfTexts) -> None:
    both = f"{VICTIMS} {WOMEN}"
    desk.paper("Support survivors.")
    desk.bring("declaration", "Zero draft", [WATER, MINES, both, MONEY])
    desk.judge("P1", "reflected", "3")
    desk.bring("declaration", "Rev.1", [WATER, MINES, VICTIMS, WOMEN, MONEY])
    assert desk.coverage()["P1"].clauses == ("3", "4")
    desk.bring("declaration", "Rev.2", [WATER, MINES, f"{both} Again.", MONEY])
    assert desk.coverage()["P1"].clauses == ("3",)
    assert ("edited", "3", "3") in kinds(desk.compare("declaration@zero-draft", "declaration@rev2"))


def test_a_verdict_on_the_parts_is_found_in_the_whole_of_an_earlier_text(desk: DeskOfTexts) -> None:
    desk.paper("Support survivors.")
    desk.bring("declaration", "Rev.1", [WATER, MINES, f"{VICTIMS} {WOMEN}", MONEY])
    desk.bring("declaration", "CRP.1", {"3.": VICTIMS, "3 bis.": WOMEN}, scope="3")
    desk.judge("P1", "reflected", "3", text="declaration@crp1")
    row = desk.coverage()["P1"]
    assert (row.state, row.clauses, row.why) == ("recheck", ("3",), ("declaration 3 stands in this version as 3",))


def test_a_verdict_on_a_paragraph_of_a_partial_text_follows_it_into_the_whole_one(desk: DeskOfTexts) -> None:
    desk.paper("Women decide.")
    desk.bring("declaration", "Rev.1", SIX)
    desk.bring("declaration", "CRP.1", {"4.": VICTIMS, "4 bis.": WOMEN}, scope="4")
    desk.judge("P1", "reflected", "4 bis", text="declaration@crp1")
    assert desk.coverage()["P1"].why == ("declaration 4 bis is no longer in the text",)
    desk.bring("declaration", "Rev.2", [WATER, MINES, SURVEY, VICTIMS, WOMEN, MONEY])
    row = desk.coverage()["P1"]
    assert (row.state, row.clauses, row.why) == ("confirmed", ("5",), ())


@pytest.mark.parametrize(
    ("slug", "role"),
    [("eu-position", "position"), ("position", "position"), ("composition", "outcome"), ("unprecedented", "outcome"), ("precedent", "precedent")],
)
def test_a_role_is_read_from_whole_words_of_a_documents_name(slug: str, role: str) -> None:
    assert guess_role(slug) == role


def test_every_paragraph_of_the_sample_stands_in_one_change_in_both_directions(tmp_path: Path) -> None:
    for _ in build_demo(tmp_path / "sample"):
        pass
    with Store.open(str(tmp_path / "sample" / WORKSPACE)) as store, store.snapshot() as view:
        for document in view.documents():
            for revision in view.revisions(document.slug):
                numbers = [c.provision for c in view.clauses(revision)]
                assert len(set(numbers)) == len(numbers)
            for old, new in permutations(view.revisions(document.slug), 2):
                forth, back = compare_revisions(view, old, new), compare_revisions(view, new, old)
                for side, revision in (("old", old), ("new", new)):
                    listed = [clause.id for change in forth.changes for clause in getattr(change, side)]
                    assert sorted(listed) == sorted(c.clause.id for c in view.clauses(revision))
                assert all(c.redline.old == "\n".join(x.text for x in c.old) and c.redline.new == "\n".join(x.text for x in c.new) for c in forth.changes)
                pairs = {(tuple(sorted(x.id for x in c.old)), tuple(sorted(x.id for x in c.new))) for c in forth.changes}
                turned = {(tuple(sorted(x.id for x in c.new)), tuple(sorted(x.id for x in c.old))) for c in back.changes}
                assert pairs == turned, (old.address, new.address)


def test_two_branches_on_one_base_have_one_history_and_say_who_took_over_what(desk: DeskOfTexts) -> None:
    desk.bring("declaration", "Zero draft", SIX)
    desk.bring("declaration", "Facilitator's text", [WATER, LATER, WOMEN, SURVEY, VICTIMS, MONEY, SCHOOLS], based_on="zero-draft")
    desk.bring("declaration", "Rev.1", [WATER, MINES, SURVEY, WOMEN, VICTIMS, MONEY, SCHOOLS], based_on="zero-draft")
    with desk.store.snapshot() as view:
        assert [s.note for s in history(view, "declaration@rev1:4")] == ["first seen", "as in Facilitator's text"]
        assert [s.note for s in history(view, "declaration@rev1:2")] == ["first seen", "edited", "unchanged"]
        forwards, backwards = history(view, "declaration@zero-draft:2"), history(view, "declaration@rev1:2")
        assert forwards == backwards


def test_history_goes_through_a_split_and_a_merge_from_either_end(desk: DeskOfTexts) -> None:
    both = f"{VICTIMS} {MONEY}"
    desk.bring("declaration", "Zero draft", [WATER, MINES, both, SCHOOLS])
    desk.bring("declaration", "Rev.1", [WATER, MINES, VICTIMS, MONEY, SCHOOLS])
    desk.bring("declaration", "Rev.2", [WATER, MINES, both, SCHOOLS])
    with desk.store.snapshot() as view:
        old, new = history(view, "declaration@zero-draft:3"), history(view, "declaration@rev2:3")
    assert old == new
    assert [([c.path for c in s.clauses], s.note.partition(",")[0]) for s in new] == [(["3"], "first seen"), (["3", "4"], "split"), (["3"], "merged")]


def test_a_draft_is_held_against_a_precedent_as_against_an_earlier_version(desk: DeskOfTexts) -> None:
    desk.bring("precedent", "Adopted", SIX, role=Role.PRECEDENT)
    desk.bring("declaration", "Zero draft", [WATER, MINES.replace("all mined areas", "mined areas where feasible"), VICTIMS, SCHOOLS, REVIEW])
    found = desk.compare("precedent@adopted", "declaration@zero-draft")
    assert kinds(found) == [
        ("same", "1", "1"),
        ("edited", "2", "2"),
        ("dropped", "3", ""),
        ("same", "4", "3"),
        ("dropped", "5", ""),
        ("same", "6", "4"),
        ("added", "", "5"),
    ]
    assert {desk.provisions("precedent@adopted")["1"]}.isdisjoint(desk.provisions("declaration@zero-draft").values())
