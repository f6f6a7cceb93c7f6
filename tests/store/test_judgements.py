"""Points, verdicts and the journal: appended, stamped, taken back by appending."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from negotiator.errors import ConflictError, NotFoundError, UsageError
from negotiator.model.point import Assessment, Delivery, PointKind, PointProperties, Priority, Verdict
from negotiator.model.revision import Revision
from negotiator.store.records import Instruction, StoredClause
from negotiator.store.store import Store
from tests.store.samples import NOW, add, clauses, clauses_of, judge, judgement, kept, revision

Texts = tuple[StoredClause, Revision, tuple[StoredClause, ...]]


@pytest.fixture
def texts(store: Store) -> Texts:
    """A point of a paper, and a text to judge it in."""
    paper = add(store, revision("Adopted", document="paper"), clauses("We seek one.", "We seek two."))
    draft = add(store, revision("Zero draft"), clauses("One.", "Two.", "Three."))
    return clauses_of(store, paper)[0], draft, clauses_of(store, draft)


def newest(store: Store) -> list[Assessment]:
    with store.snapshot() as view:
        return list(view.assessments())


def take_back(store: Store, entry: int, actor: str = "ann") -> str:
    with store.transaction(actor, NOW, "undo", "x") as tx:
        return tx.undo(entry)


def test_a_verdict_comes_back_with_what_was_seen(store: Store, texts: Texts) -> None:
    point, draft, seen = texts
    given_ = replace(judgement(point, draft, Verdict.PARTIAL, seen[1], seen[0], quote="Two"), note="weak")
    stored = judge(store, given_, 0)
    assert stored == replace(given_, seq=1, actor="ann", at=NOW, entry=stored.entry)
    assert stored.entry
    assert newest(store) == [stored]


def test_an_absent_verdict_keeps_the_candidates_it_was_judged_by(store: Store, texts: Texts) -> None:
    point, draft, seen = texts
    candidates = tuple((c.provision, c.wording_sha256) for c in reversed(seen))
    judge(store, replace(judgement(point, draft, Verdict.ABSENT), candidates=candidates), 0)
    assert newest(store)[0].candidates == candidates


def test_each_verdict_is_kept_and_the_newest_counts(store: Store, texts: Texts) -> None:
    point, draft, seen = texts
    judge(store, judgement(point, draft, Verdict.PARTIAL, seen[0]), 0)
    judge(store, judgement(point, draft, Verdict.REFLECTED, seen[1]), 1)
    assert [(a.seq, a.verdict) for a in newest(store)] == [(2, Verdict.REFLECTED)]
    with store.snapshot() as view:
        assert [a.verdict for a in view.assessment_history(point.provision, "declaration")] == [Verdict.PARTIAL, Verdict.REFLECTED]
        assert view.assessment_history(point.provision, "paper") == ()


@pytest.mark.parametrize("expected", [0, 2, -1])
def test_a_verdict_on_what_someone_judged_meanwhile_is_a_conflict(store: Store, texts: Texts, expected: int) -> None:
    point, draft, seen = texts
    judge(store, judgement(point, draft, Verdict.PARTIAL, seen[0]), 0)
    with pytest.raises(ConflictError):
        judge(store, judgement(point, draft, Verdict.ABSENT), expected)
    assert [a.verdict for a in newest(store)] == [Verdict.PARTIAL]
    with store.snapshot() as view:
        assert len(view.entries()) == 3


def test_evidence_must_stand_there_as_it_was_judged(store: Store, texts: Texts) -> None:
    point, draft, seen = texts
    changed = replace(seen[0], wording_sha256=seen[1].wording_sha256)
    for wrong in (changed, replace(seen[0], provision=seen[1].provision), replace(seen[0], clause=replace(seen[0].clause, id="99"))):
        with pytest.raises(NotFoundError):
            judge(store, judgement(point, draft, Verdict.REFLECTED, wrong), 0)
    with pytest.raises(NotFoundError):
        judge(store, replace(judgement(point, draft, Verdict.ABSENT), point_wording_sha256="0" * 64), 0)
    with pytest.raises(NotFoundError):
        judge(store, replace(judgement(point, draft, Verdict.ABSENT), point=9999), 0)
    with pytest.raises(NotFoundError):
        judge(store, replace(judgement(point, draft, Verdict.ABSENT), revision="rev9"), 0)
    assert newest(store) == []


def test_evidence_is_found_in_the_language_that_was_judged(store: Store, texts: Texts) -> None:
    point, draft, seen = texts
    danish = add(store, revision("Zero draft", language="da"), clauses("Et.", "To.", "Tre."), kept(3), draft)
    stored = judge(store, judgement(point, danish, Verdict.REFLECTED, clauses_of(store, danish)[1]), 0)
    assert stored.evidence[0].provision == seen[1].provision
    assert stored.evidence[0].wording_sha256 == clauses_of(store, danish)[1].wording_sha256


def test_a_wording_from_elsewhere_can_be_kept_for_a_stamp(store: Store, texts: Texts) -> None:
    point, draft, _ = texts
    with store.transaction("ann", NOW, "assess", "x") as tx:
        sha = tx.add_wording("A point in other words.")
        assert tx.add_wording("A point in other words.") == sha
        tx.append_assessment(replace(judgement(point, draft, Verdict.ABSENT), point_wording_sha256=sha), 0)
    with store.snapshot() as view:
        assert view.wording(sha) == "A point in other words."


def test_properties_come_back_as_they_were_set(store: Store, texts: Texts) -> None:
    point, _, _ = texts
    everything = PointProperties(PointKind.PREVENT, Delivery.PROCESS, Priority.RED_LINE, ("køn", "b"), (), True, False)
    with store.transaction("ann", NOW, "set point", "x") as tx:
        assert tx.append_point(point.provision, 0, PointProperties()) == 1
        assert tx.append_point(point.provision, 1, everything) == 2
        with pytest.raises(ConflictError):
            tx.append_point(point.provision, 1, everything)
        with pytest.raises(NotFoundError):
            tx.append_point(9999, 0, everything)
    with store.snapshot() as view:
        assert view.point_properties("paper") == {point.provision: (2, everything)}
        assert view.point_properties("declaration") == {}


def test_instructions_rulings_and_corrections_come_back(store: Store, texts: Texts) -> None:
    point, _, _ = texts
    with store.transaction("ann", NOW, "instruct", "x") as tx:
        tx.append_instruction(point.provision, 0, Instruction("ideal", "acceptable", "red", "note"))
        tx.append_ruling("align:a", 0, "pair", {"old": ["1"], "new": [1, 2.5, None, "é"]})
        tx.append_ruling("align:a", 1, "pair", {})
        tx.append_ruling("ALIGN:a", 0, "pair", {"x": 1})
        tx.append_ruling("bracket_a", 0, "citation", {})
        with pytest.raises(ConflictError):
            tx.append_ruling("align:a", 1, "pair", {})
        assert tx.append_correction("paper", "a = 1") == 1
        assert tx.append_correction("paper", "a = 2") == 2
    with store.snapshot() as view:
        assert view.instructions("paper") == {point.provision: (1, Instruction("ideal", "acceptable", "red", "note"))}
        assert [(r.subject, r.seq, r.payload, r.actor, r.at) for r in view.rulings("align:")] == [("align:a", 2, {}, "ann", NOW)]
        assert [r.subject for r in view.rulings()] == ["ALIGN:a", "align:a", "bracket_a"]
        assert [(c.seq, c.toml) for c in view.corrections("paper")] == [(1, "a = 1"), (2, "a = 2")]


def test_one_transaction_is_one_line_of_the_journal(store: Store, texts: Texts) -> None:
    point, draft, seen = texts
    with store.transaction("béa", NOW, "assess", "paper:1") as tx:
        number = tx.entry
        tx.append_assessment(judgement(point, draft, Verdict.PARTIAL, seen[0]), 0)
        tx.append_point(point.provision, 0, PointProperties(counted=False))
    with store.transaction("ann", NOW, "nothing", "at all"):
        pass
    with store.snapshot() as view:
        entries = view.entries()
        assert [(e.actor, e.verb, e.subject, e.at) for e in entries[:2]] == [("ann", "nothing", "at all", NOW), ("béa", "assess", "paper:1", NOW)]
        assert entries[1].id == number
        assert view.entry_by_id(number) == entries[1]
        assert len({e.uid for e in entries}) == 4
        assert view.entries(1) == entries[:1]
        with pytest.raises(NotFoundError):
            view.entry_by_id(99)


def test_undo_puts_back_what_stood_before(store: Store, texts: Texts) -> None:
    point, draft, seen = texts
    first = judge(store, replace(judgement(point, draft, Verdict.PARTIAL, seen[0], quote="One"), candidates=((seen[2].provision, seen[2].wording_sha256),)), 0)
    second = judge(store, judgement(point, draft, Verdict.ABSENT), 1)
    assert "assess declaration@zero-draft" in take_back(store, second.entry, "bea")
    (now,) = newest(store)
    assert now == replace(first, seq=3, entry=now.entry), "put back by bea, still judged by whom and when it was"
    take_back(store, first.entry)
    (now,) = newest(store)
    assert (now.seq, now.verdict, now.evidence, now.candidates, now.note) == (4, None, (), (), "")
    with store.snapshot() as view:
        assert view.undoable() is None
        assert [(e.undoes, e.undone_by) for e in view.entries(4)] == [
            (first.entry, None),
            (second.entry, None),
            (None, view.entries()[1].id),
            (None, view.entries()[0].id),
        ]


def test_undo_restores_properties_instructions_and_rulings(store: Store, texts: Texts) -> None:
    point, _, _ = texts
    for seq, (theme, words) in enumerate((("a", "x"), ("b", "y"))):
        with store.transaction("ann", NOW, "set point", theme) as tx:
            tx.append_point(point.provision, seq, PointProperties(themes=(theme,)))
            tx.append_instruction(point.provision, seq, Instruction(ideal=words))
            tx.append_ruling("s", seq, "pair", {"x": words})
            number = tx.entry
    take_back(store, number)
    with store.snapshot() as view:
        assert view.point_properties("paper")[point.provision] == (3, PointProperties(themes=("a",)))
        assert view.instructions("paper")[point.provision] == (3, Instruction(ideal="x"))
        assert [(r.seq, r.kind, r.payload) for r in view.rulings()] == [(3, "pair", {"x": "x"})]
        earlier = view.undoable()
    assert earlier is not None
    take_back(store, earlier.id)
    with store.snapshot() as view:
        assert view.point_properties("paper")[point.provision] == (4, PointProperties())
        assert view.instructions("paper")[point.provision] == (4, Instruction())
        assert [(r.seq, r.kind, r.payload) for r in view.rulings()] == [(4, "withdrawn", {})]


def test_an_entry_that_set_one_thing_twice_is_undone_as_a_whole(store: Store, texts: Texts) -> None:
    point, _, _ = texts
    with store.transaction("ann", NOW, "set point", "x") as tx:
        tx.append_point(point.provision, 0, PointProperties(themes=("a",)))
        tx.append_point(point.provision, 1, PointProperties(themes=("b",)))
        number = tx.entry
    take_back(store, number)
    with store.snapshot() as view:
        assert view.point_properties("paper")[point.provision] == (3, PointProperties())


def test_an_entry_is_undone_once(store: Store, texts: Texts) -> None:
    point, draft, _ = texts
    stored = judge(store, judgement(point, draft, Verdict.ABSENT), 0)
    take_back(store, stored.entry)
    with pytest.raises(ConflictError, match="already"):
        take_back(store, stored.entry)


def test_what_others_have_judged_since_is_not_overruled_by_undo(store: Store, texts: Texts) -> None:
    point, draft, _ = texts
    stored = judge(store, judgement(point, draft, Verdict.ABSENT), 0)
    judge(store, judgement(point, draft, Verdict.PARTIAL), 1, "bea")
    with pytest.raises(ConflictError, match="later"):
        take_back(store, stored.entry)
    assert newest(store)[0].verdict is Verdict.PARTIAL


def test_imports_undos_and_empty_entries_cannot_be_undone(store: Store, texts: Texts) -> None:
    point, draft, _ = texts
    stored = judge(store, judgement(point, draft, Verdict.ABSENT), 0)
    take_back(store, stored.entry)
    with store.transaction("ann", NOW, "nothing", "") as tx:
        empty = tx.entry
    with store.snapshot() as view:
        newest_entries = view.entries()
    undo, first = newest_entries[1], newest_entries[-1]
    for number in (undo.id, first.id, empty):
        with pytest.raises(UsageError):
            take_back(store, number)
    with pytest.raises(NotFoundError):
        take_back(store, 999)
    with store.snapshot() as view:
        assert view.entries() == newest_entries


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from([*Verdict, None, "undo"]), max_size=8))
def test_undo_after_undo_walks_back_through_what_was_said(store: Store, steps: list[Verdict | str | None]) -> None:
    label = f"Rev.{len(journal(store)) + 1}"
    paper = add(store, revision(label, document="paper"), clauses(f"We seek {label}."))
    draft = add(store, revision(label), clauses("One."))
    (point,), (seen,) = clauses_of(store, paper), clauses_of(store, draft)
    said: list[Verdict | None] = []
    for step in steps:
        with store.snapshot() as view:
            seq = max((a.seq for a in view.assessments() if a.point == point.provision), default=0)
            latest = view.undoable()
        if step != "undo":
            verdict = None if step is None else Verdict(step)
            judge(store, judgement(point, draft, verdict, *([] if verdict in (None, Verdict.ABSENT) else [seen])), seq)
            said.append(verdict)
        elif said:
            assert latest is not None
            take_back(store, latest.id)
            said.pop()
        with store.snapshot() as view:
            now = [a.verdict for a in view.assessments() if a.point == point.provision]
        assert (now[0] if now else None) == (said[-1] if said else None)


def journal(store: Store) -> tuple[object, ...]:
    with store.snapshot() as view:
        return view.entries()
