"""A second reading of an issued file stands beside the first and takes its place, and what was linked and judged stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from negotiator.errors import ConflictError
from negotiator.model.change import ChangeKind, Match
from negotiator.model.point import Verdict
from negotiator.model.revision import Revision
from negotiator.store.records import Relation
from negotiator.store.store import Store
from tests.store.samples import NOW, add, clause, clauses, clauses_of, judgement, kept, revision

ZERO = revision("Zero draft")
REV1 = revision("Rev.1", based_on="zero-draft")
UNSURE = Match(ChangeKind.EDITED, (0,), (0,), similarity=0.6, confidence=0.5, reason="not sure")


def talks(store: Store) -> tuple[Revision, Revision]:
    first = add(store, ZERO, clauses("Clear the mines", "Help the victims."))
    second = add(store, REV1, clauses("Clear all mines", "by 2030.", "Help the victims."), [UNSURE, Match(ChangeKind.SAME, (1,), (2,), renumbered=True)], first)
    return first, second


def reread(store: Store, former: Revision) -> Revision:
    """The second paragraph belongs to the first."""
    with store.transaction("bo", NOW, "reread", former.address) as tx:
        tx.append_correction("declaration", "[[block]]\n")
        together = Match(ChangeKind.MERGED, (0, 1), (0,))
        return tx.add_reading(
            former,
            "text/2",
            [clause("1", "Clear all mines\nby 2030."), clause("2", "Help the victims.")],
            [together, Match(ChangeKind.SAME, (2,), (1,), renumbered=True)],
            {0: 0, 1: 2},
        )


def test_the_new_reading_counts_and_the_first_stays_as_it_was(store: Store) -> None:
    _, second = talks(store)
    before = clauses_of(store, second)
    again = reread(store, second)
    with store.snapshot() as view:
        assert [(r.slug, r.reader) for r in view.revisions("declaration")] == [("zero-draft", "text/1"), ("rev1", "text/2")]
        assert [r.uid for r in view.readings(again)] == [second.uid, again.uid]
        assert view.clauses(second) == before
        assert [c.clause.text for c in view.clauses(view.revision("declaration", "rev1"))] == ["Clear all mines\nby 2030.", "Help the victims."]
        assert view.revision("declaration", "latest").based_on == "zero-draft"
        assert [c.toml for c in view.corrections("declaration")] == ["[[block]]\n"]


def test_paragraphs_keep_their_identity_and_their_links(store: Store) -> None:
    first, second = talks(store)
    zero, before = clauses_of(store, first), clauses_of(store, second)
    again = reread(store, second)
    after = clauses_of(store, again)
    assert [c.provision for c in after] == [before[0].provision, before[2].provision]
    with store.snapshot() as view:
        links = view.links(again)
        assert [(link.old_row, link.new_row, link.reason) for link in links] == [
            (zero[0].row, after[0].row, "not sure"),
            (zero[1].row, after[1].row, ""),
        ]
        edges = view.edges("declaration")
    assert [(e.from_provision, e.to_provision, e.relation) for e in edges] == [(before[1].provision, before[0].provision, Relation.REREAD)]


def test_links_to_a_text_that_was_read_again_name_its_paragraphs_of_today(store: Store) -> None:
    _, second = talks(store)
    third = add(store, revision("Rev.2", based_on="rev1"), clauses("Clear no mines"), [UNSURE], second)
    again = reread(store, second)
    with store.snapshot() as view:
        assert [link.old_row for link in view.links(third)] == [view.clauses(again)[0].row]


def test_a_search_finds_the_newest_reading_only(store: Store) -> None:
    _, second = talks(store)
    reread(store, second)
    with store.snapshot() as view:
        assert [(h.revision.slug, h.clause.clause.text) for h in view.search("2030")] == [("rev1", "Clear all mines\nby 2030.")]


def test_a_verdict_on_the_first_reading_is_found_under_the_version_s_name(store: Store) -> None:
    _, second = talks(store)
    paper = add(store, revision("Paper", document="eu-position"), clauses("Help victims."))
    point, help_ = clauses_of(store, paper)[0], clauses_of(store, second)[2]
    with store.transaction("ann", NOW, "assess", "1") as tx:
        tx.append_assessment(judgement(point, second, Verdict.REFLECTED, help_), 0)
    again = reread(store, second)
    today = clauses_of(store, again)[1]
    with store.transaction("ann", NOW, "assess", "1") as tx:
        tx.append_assessment(judgement(point, again, Verdict.PARTIAL, today), 1)
    with store.snapshot() as view:
        told = view.assessments()
    assert [(a.revision, a.verdict, a.evidence[0].provision) for a in told][-1] == ("rev1", Verdict.PARTIAL, help_.provision)


def test_a_file_can_be_read_a_third_time(store: Store) -> None:
    _, second = talks(store)
    again = reread(store, second)
    with store.transaction("bo", NOW, "reread", again.address) as tx:
        third = tx.add_reading(again, "text/3", clauses("Clear all mines\nby 2030.", "Help the victims."), kept(2), {0: 0, 1: 1})
    with store.snapshot() as view:
        assert [r.reader for r in view.readings(third)] == ["text/1", "text/2", "text/3"]
        assert [c.provision for c in view.clauses(third)] == [c.provision for c in view.clauses(again)]


def test_the_same_version_in_another_language_is_no_reading_of_it(store: Store) -> None:
    _, second = talks(store)
    add(store, replace(revision("Rev.1", language="fr"), based_on="zero-draft"), clauses("Déminer"))
    reread(store, second)
    with store.snapshot() as view:
        assert [(r.slug, r.language, r.reader) for r in view.revisions("declaration")][1:] == [("rev1", "en", "text/2"), ("rev1", "fr", "text/1")]


def test_a_version_is_not_imported_again_because_it_was_read_again(store: Store) -> None:
    _, second = talks(store)
    reread(store, second)
    with pytest.raises(ConflictError):
        add(store, replace(REV1, uid="x"), clauses("Clear all mines"))


def test_what_people_ruled_survives_a_new_reading_and_can_be_undone_after_it(store: Store) -> None:
    first, second = talks(store)
    zero, before = clauses_of(store, first), clauses_of(store, second)
    with store.transaction("ann", NOW, "rule", "declaration@rev1: 2 = 2") as tx:
        tx.append_match_rulings(second, [((zero[1].row,), (before[1].row,), 0.3)], 0, "ann")
    assert [c.provision for c in clauses_of(store, second)][:2] == [zero[0].provision, zero[1].provision]
    with store.transaction("bo", NOW, "reread", second.address) as tx:
        again = tx.add_reading(second, "text/2", clauses("Clear all mines", "by 2030.", "Help the victims"), kept(3), {0: 0, 1: 1, 2: 2})
    after = clauses_of(store, again)
    with store.snapshot() as view:
        assert [c.provision for c in after] == [c.provision for c in view.clauses(second)]
        assert [(link.old_row, link.new_row, link.reason) for link in view.links(again)] == [
            (zero[0].row, after[0].row, "not sure"),
            (zero[1].row, after[1].row, "ruled by ann"),
        ]
        ruling = next(e.id for e in view.entries() if e.verb == "rule")
    with pytest.raises(ConflictError, match="read again"), store.transaction("ann", NOW, "rule", "declaration@rev1") as tx:
        tx.append_match_rulings(second, [((zero[0].row,), (before[0].row,), 0.3)], ruling, "ann")
    with store.transaction("ann", NOW, "undo", "rule") as tx:
        tx.undo(ruling)
    assert [c.provision for c in clauses_of(store, again)] == [c.provision for c in before]
    with store.snapshot() as view:
        assert [(link.old_row, link.new_row) for link in view.links(again)] == [(zero[0].row, after[0].row), (zero[1].row, after[2].row)]


def test_what_stands_no_more_is_found_by_its_identity_as_it_was_last_seen(store: Store) -> None:
    first, second = talks(store)
    third = add(store, revision("Rev.2", based_on="rev1"), clauses("Clear no mines"), [UNSURE], second)
    zero, before, after = (clauses_of(store, one) for one in (first, second, third))
    with store.snapshot() as view:
        gone = view.last_seen(view.revisions("declaration"), {c.provision for c in after})
        assert [(c.clause.text, c.row) for c in gone] == [("by 2030.", before[1].row), ("Help the victims.", before[2].row)]
        assert {uid: [c.row for c in found] for uid, found in view.clauses_with([zero[0].provision]).items()} == {
            first.uid: [zero[0].row],
            second.uid: [before[0].row],
            third.uid: [after[0].row],
        }
        assert view.clauses_with([]) == {}
    with store.transaction("ann", NOW, "rule", "declaration@rev2: 1 ≠ 1") as tx:
        tx.append_match_rulings(third, [((before[0].row,), (), 0.0), ((), (after[0].row,), 0.0)], 0, "ann")
    with store.snapshot() as view:
        alone = view.clauses(third)[0].provision
        assert alone not in {c.provision for c in before}
        assert [c.row for c in view.last_seen(view.revisions("declaration"), {alone})] == [c.row for c in before]
        assert list(view.clauses_with([alone])) == [third.uid]
