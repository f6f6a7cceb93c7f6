"""What a person rules of matches binds: identity, comparisons and histories follow it, no machine overrules it, and an undo takes it back."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from desk_of_texts import ACTOR, MINES, MONEY, REVIEW, SCHOOLS, SURVEY, VICTIMS, WATER, WOMEN, DeskOfTexts, kinds
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from negotiator.errors import ConflictError, NotFoundError, UsageError
from negotiator.services.documents import history
from negotiator.services.rulings import Decision, MatchList, Ruled, Verb, rule, uncertain
from negotiator.store.store import Store

SIX = [WATER, MINES, SURVEY, VICTIMS, MONEY, SCHOOLS]
OTHER = "Unexploded ordnance left behind gets removed swiftly by trained teams."


def decide(desk: DeskOfTexts, address: str, verb: str, old: str = "", new: str = "", stamp: int | None = None) -> Ruled:
    return rule(desk.store, ACTOR, desk.now, address, [Decision(Verb(verb), tuple(old.split()), tuple(new.split()))], stamp=stamp)


def listed(desk: DeskOfTexts, address: str) -> MatchList:
    with desk.store.snapshot() as view:
        return uncertain(view, address)


def titles(desk: DeskOfTexts, address: str) -> list[str]:
    return [line.title for line in listed(desk, address).lines]


def two_versions(desk: DeskOfTexts) -> None:
    """The paragraph on mines was written anew, so that no machine finds it."""
    desk.bring("declaration", "Zero draft", SIX)
    desk.bring("declaration", "Rev.1", [WATER, OTHER, SURVEY, VICTIMS, MONEY, SCHOOLS])


def test_a_pair_that_the_machine_missed_is_one_paragraph_once_ruled(desk: DeskOfTexts) -> None:
    two_versions(desk)
    assert ("dropped", "2", "") in kinds(desk.compare("declaration@zero-draft", "declaration@rev1"))
    decide(desk, "declaration@rev1", "same", "2", "2")
    assert desk.provisions("declaration@rev1")["2"] == desk.provisions("declaration@zero-draft")["2"]
    change = next(c for c in desk.compare("declaration@zero-draft", "declaration@rev1").changes if c.new and c.new[0].path == "2")
    assert (change.kind, change.confidence, change.reason) == ("edited", 1.0, f"ruled by {ACTOR}")
    with desk.store.snapshot() as view:
        assert [s.note for s in history(view, "declaration@rev1:2")] == ["first seen", "edited"]


def test_a_ruling_reaches_the_versions_that_were_imported_before_it_and_after_it(desk: DeskOfTexts) -> None:
    two_versions(desk)
    desk.bring("declaration", "Rev.2", [WATER, OTHER, SURVEY, VICTIMS, MONEY, SCHOOLS, WOMEN])
    decide(desk, "declaration@rev1", "same", "2", "2")
    desk.bring("declaration", "Rev.3", [WOMEN, WATER, OTHER, SURVEY, VICTIMS, MONEY, SCHOOLS])
    first = desk.provisions("declaration@zero-draft")["2"]
    assert (desk.provisions("declaration@rev2")["2"], desk.provisions("declaration@rev3")["3"]) == (first, first)
    desk.undo(next(e.id for e in entries(desk) if e.verb == "rule"))
    second = desk.provisions("declaration@rev1")["2"]
    assert second != first
    assert (desk.provisions("declaration@rev2")["2"], desk.provisions("declaration@rev3")["3"]) == (second, second)


def entries(desk: DeskOfTexts) -> tuple:  # type: ignore[type-arg]
    with desk.store.snapshot() as view:
        return view.entries()


def test_a_match_that_is_wrong_is_parted_in_all_later_versions(desk: DeskOfTexts) -> None:
    desk.bring("declaration", "Zero draft", SIX)
    desk.bring("declaration", "Rev.1", SIX)
    desk.bring("declaration", "Rev.2", SIX)
    was = desk.provisions("declaration@zero-draft")["2"]
    decide(desk, "declaration@rev1", "not-same", "2", "2")
    found = kinds(desk.compare("declaration@zero-draft", "declaration@rev1"))
    assert ("dropped", "2", "") in found
    assert ("added", "", "2") in found
    now = desk.provisions("declaration@rev1")["2"]
    assert now != was
    assert desk.provisions("declaration@rev2")["2"] == now
    assert ("dropped", "2", "") in kinds(desk.compare("declaration@zero-draft", "declaration@rev2"))
    desk.undo()
    assert desk.provisions("declaration@rev2")["2"] == was


def test_one_paragraph_became_two_and_two_became_one_and_several_several(desk: DeskOfTexts) -> None:
    desk.bring("declaration", "Zero draft", SIX)
    desk.bring("declaration", "Rev.1", [WATER, OTHER, REVIEW, SURVEY, VICTIMS, MONEY, SCHOOLS])
    decide(desk, "declaration@rev1", "same", "2", "2 3")
    assert ("split", "2", "2+3") in kinds(desk.compare("declaration@zero-draft", "declaration@rev1"))
    decide(desk, "declaration@rev1", "same", "2 3", "2 3")
    left = kinds(desk.compare("declaration@zero-draft", "declaration@rev1"))
    assert ("regrouped", "2+3", "2+3") in left
    assert ("added", "", "4") in left
    decide(desk, "declaration@rev1", "same", "1 2", "1")
    assert ("merged", "1+2", "1") in kinds(desk.compare("declaration@zero-draft", "declaration@rev1"))
    for _ in range(3):
        desk.undo()
    assert ("same", "3", "4") in kinds(desk.compare("declaration@zero-draft", "declaration@rev1"))


def test_a_relinked_paragraph_leaves_its_former_partner_without_one_and_says_so(desk: DeskOfTexts) -> None:
    desk.bring("declaration", "Zero draft", SIX)
    desk.bring("declaration", "Rev.1", SIX)
    left = decide(desk, "declaration@rev1", "same", "2", "3")
    assert [c.clause.path for c in left.dropped] == ["3"]
    assert [c.clause.path for c in left.added] == ["2"]
    zero, first = desk.provisions("declaration@zero-draft"), desk.provisions("declaration@rev1")
    assert first["3"] == zero["2"]
    assert first["2"] not in zero.values()
    decide(desk, "declaration@rev1", "same", "3", "2")
    assert desk.provisions("declaration@rev1")["2"] == zero["3"]


def test_a_piece_that_is_no_piece_is_parted_from_a_split_that_stays(desk: DeskOfTexts) -> None:
    desk.bring("declaration", "Zero draft", SIX)
    desk.bring("declaration", "Rev.1", [WATER, OTHER, REVIEW, WOMEN, SURVEY, VICTIMS, MONEY, SCHOOLS])
    decide(desk, "declaration@rev1", "same", "2", "2 3 4")
    decide(desk, "declaration@rev1", "not-same", "2", "4")
    found = kinds(desk.compare("declaration@zero-draft", "declaration@rev1"))
    assert ("split", "2", "2+3") in found
    assert ("added", "", "4") in found


def test_a_confirmed_match_is_uncertain_no_longer(desk: DeskOfTexts) -> None:
    desk.bring("declaration", "Zero draft", [WATER, MINES, VICTIMS, MONEY])
    desk.bring("declaration", "Rev.1", [WATER, "Each Party clears areas.", VICTIMS, MONEY])
    before = listed(desk, "declaration@rev1")
    assert [line.title for line in before.uncertain] == ["2 → 2"]
    was = desk.provisions("declaration@rev1")
    decide(desk, "declaration@rev1", "confirm", new="2")
    after = listed(desk, "declaration@rev1")
    assert after.uncertain == ()
    assert [line.ruled_by for line in after.lines] == ["", ACTOR, "", ""]
    assert desk.provisions("declaration@rev1") == was


def test_who_rules_on_what_somebody_else_ruled_on_meanwhile_is_told(desk: DeskOfTexts) -> None:
    two_versions(desk)
    seen = listed(desk, "declaration@rev1").stamp
    decide(desk, "declaration@rev1", "same", "2", "2", seen)
    decide(desk, "declaration@rev1", "confirm", new="3", stamp=seen)
    with pytest.raises(ConflictError, match="someone else ruled"):
        decide(desk, "declaration@rev1", "not-same", "2", "2", seen)
    assert ("edited", "2", "2") in kinds(desk.compare("declaration@zero-draft", "declaration@rev1"))


def test_a_paragraph_may_come_from_a_version_before_the_base(desk: DeskOfTexts) -> None:
    desk.bring("declaration", "Zero draft", SIX)
    desk.bring("declaration", "Rev.1", [WATER, SURVEY, VICTIMS, MONEY, SCHOOLS])
    desk.bring("declaration", "Rev.2", [WATER, OTHER, SURVEY, VICTIMS, MONEY, SCHOOLS])
    decide(desk, "declaration@rev2", "same", "declaration@zero-draft:2", "2")
    assert desk.provisions("declaration@rev2")["2"] == desk.provisions("declaration@zero-draft")["2"]
    with pytest.raises(UsageError, match="not earlier"):
        decide(desk, "declaration@rev1", "same", "declaration@rev2:2", "2")


def test_nothing_is_ruled_on_a_first_text(desk: DeskOfTexts) -> None:
    desk.bring("declaration", "Zero draft", SIX)
    with pytest.raises(UsageError, match="follows from nothing"):
        decide(desk, "declaration@zero-draft", "same", "1", "1")


def test_a_verdict_follows_a_paragraph_that_was_ruled_to_be_the_same(desk: DeskOfTexts) -> None:
    desk.paper("Clear all mined areas by 2030.")
    desk.bring("declaration", "Zero draft", SIX)
    desk.judge("P1", "reflected", "2")
    desk.bring("declaration", "Rev.1", [WATER, OTHER, SURVEY, VICTIMS, MONEY, SCHOOLS])
    assert "no longer in the text" in desk.coverage()["P1"].why[0]
    decide(desk, "declaration@rev1", "same", "2", "2")
    row = desk.coverage()["P1"]
    assert row.clauses == ("2",)
    assert "no longer in the text" not in row.why[0]
    desk.judge("P1", "partial", "2")
    assert desk.coverage()["P1"].state == "confirmed"


PARAGRAPHS = st.integers(min_value=1, max_value=5).map(str)
DECISIONS = st.builds(
    Decision,
    st.sampled_from(list(Verb)),
    st.lists(PARAGRAPHS, min_size=1, max_size=2, unique=True).map(tuple),
    st.lists(PARAGRAPHS, min_size=1, max_size=2, unique=True).map(tuple),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(["rev1", "rev2", "rev3"]), DECISIONS), min_size=1, max_size=5))
def test_whatever_is_ruled_each_paragraph_has_one_identity_and_one_change_and_all_of_it_can_be_undone(said: list[tuple[str, Decision]]) -> None:
    with TemporaryDirectory() as folder, Store.open(str(Path(folder) / "talks.db"), create=True) as store:
        desk = DeskOfTexts(store, Path(folder) / "texts", datetime(2026, 3, 1, 9, 0, tzinfo=UTC))
        desk.bring("declaration", "Zero draft", SIX[:5])
        desk.bring("declaration", "Rev.1", [WATER, SURVEY, MINES, VICTIMS, MONEY])
        desk.bring("declaration", "Rev.2", [WATER, f"{SURVEY} {MINES}", VICTIMS, WOMEN, MONEY])
        ruled = 0
        for version, decision in said:
            if version == "rev3" and len(store_revisions(desk)) == 3:
                desk.bring("declaration", "Rev.3", [WATER, MINES, SURVEY, VICTIMS, MONEY])
            with suppress(UsageError, NotFoundError):
                rule(store, ACTOR, desk.now, f"declaration@{version}", [decision])
                ruled += 1
        versions = store_revisions(desk)
        for slug in versions:
            assert len(set(desk.provisions(f"declaration@{slug}").values())) == 5
        for old, new in combinations(versions, 2):
            for first, second in ((old, new), (new, old)):
                found = desk.compare(f"declaration@{first}", f"declaration@{second}")
                assert sorted(c.path for change in found.changes for c in change.old) == list("12345")
                assert sorted(c.path for change in found.changes for c in change.new) == list("12345")
        for slug in versions[1:]:
            for one in listed(desk, f"declaration@{slug}").lines:
                assert not (one.ruled_by and one.uncertain)
        for _ in range(ruled):
            assert desk.undo()
        with store.snapshot() as view:
            stored = {r.slug: [c.provision for c in view.clauses(r)] for r in view.revisions("declaration")}
        assert stored["rev1"] == [stored["zero-draft"][k] for k in (0, 2, 1, 3, 4)]
        assert stored["rev2"][0] == stored["zero-draft"][0]
        assert stored["rev2"][4] == stored["zero-draft"][4]


def store_revisions(desk: DeskOfTexts) -> list[str]:
    with desk.store.snapshot() as view:
        return [r.slug for r in view.revisions("declaration")]
