"""Documents and revisions: what goes in comes back, in order of issue, and each clause keeps or begins an identity."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from negotiator.errors import BadInputError, ConflictError, NotFoundError
from negotiator.model.block import Anchor, NoteRef
from negotiator.model.change import ChangeKind, Match
from negotiator.model.clause import Clause
from negotiator.model.revision import Document, Revision, RevisionKind, Role, Scope
from negotiator.store.records import Relation
from negotiator.store.store import Store
from negotiator.text.normalise import wording_sha256
from tests.store.samples import FILE, NOW, add, clause, clauses, clauses_of, kept, revision

texts = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=30)
small = st.integers(0, 2**31 - 1)


@st.composite
def documents(draw: st.DrawFn) -> list[Clause]:
    """Clauses of one text: ids and paths of their own, each under an earlier one or a later one or none."""
    ids = draw(st.lists(texts, unique=True, max_size=6))
    paths = draw(st.lists(texts, unique=True, min_size=len(ids), max_size=len(ids)))
    anchors = st.builds(Anchor, texts, small, texts, texts)
    return [
        Clause(
            id=id_,
            path=path,
            number=draw(texts),
            kind=draw(texts),
            text=draw(texts),
            level=draw(small),
            parent=draw(st.none() | st.sampled_from(ids)),
            anchors=tuple(draw(st.lists(anchors, max_size=3))),
            target=draw(texts),
            notes=tuple(draw(st.lists(st.builds(NoteRef, small, texts), max_size=2))),
            words=draw(small),
        )
        for id_, path in zip(ids, paths, strict=True)
    ]


revisions = st.builds(
    Revision,
    uid=st.just(""),
    document=st.just("declaration"),
    slug=texts,
    label=texts,
    kind=st.sampled_from(RevisionKind),
    language=texts,
    issued_on=st.none() | st.dates(),
    symbol=texts,
    based_on=st.none(),
    scope=st.builds(Scope, st.lists(st.tuples(texts, texts), max_size=3).map(tuple)),
    source_sha256=st.just(""),
    source_name=texts,
    reader=texts,
    aligner=texts,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(item=revisions, text=documents())
def test_a_revision_and_its_clauses_come_back_equal(store: Store, item: Revision, text: list[Clause]) -> None:
    stored = add(store, replace(item, uid=uuid4().hex, document=uuid4().hex), text)
    with store.snapshot() as view:
        assert view.revisions(stored.document) == (stored,)
        found = view.clauses(stored)
        assert [c.clause for c in found] == text
        assert [c.wording_sha256 for c in found] == [wording_sha256(c.text) for c in text]
        assert len({c.provision for c in found}) == len(text)


def test_an_issued_file_comes_back_byte_for_byte_and_is_kept_once(store: Store) -> None:
    content = bytes(range(256)) * 10
    with store.transaction("ann", NOW, "import", "a") as tx:
        first, second = tx.add_source("a.docx", content), tx.add_source("b.docx", content)
        assert first == second
    with store.snapshot() as view:
        assert view.source(first) == content
        with pytest.raises(NotFoundError):
            view.source("0" * 64)


def test_what_no_database_keeps_is_refused_on_both(store: Store) -> None:
    for text in ("a\0b", "half \ud800 a pair"):
        with pytest.raises(BadInputError):
            add(store, revision("Rev.1"), clauses(text))
    with store.snapshot() as view:
        assert view.documents() == ()


def test_the_same_revision_is_refused_and_another_language_is_not(store: Store) -> None:
    add(store, revision("Rev.1"), clauses("One."))
    add(store, revision("Rev.1", language="da"), clauses("Et."))
    with pytest.raises(ConflictError) as error:
        add(store, revision("Rev.1"), clauses("Other."))
    assert "declaration@rev1" in error.value.message
    with store.snapshot() as view:
        assert [(r.slug, r.language) for r in view.revisions("declaration")] == [("rev1", "en"), ("rev1", "da")]
        assert view.revision("declaration").language == "en"
        assert view.revision("declaration", "rev1").language == "en"
        assert view.revision("declaration", "latest", "da").language == "da"
        with pytest.raises(NotFoundError):
            view.revision("declaration", "rev1", "fr")


def test_a_document_that_is_there_is_refused(store: Store) -> None:
    add(store, revision("Rev.1"), clauses("One."))
    with pytest.raises(ConflictError), store.transaction("ann", NOW, "add", "x") as tx:
        tx.add_document(Document("declaration", Role.OUTCOME, ""))


def test_an_unknown_document_is_answered_with_those_there_are(store: Store) -> None:
    add(store, revision("Rev.1"), clauses("One."))
    add(store, revision("Rev.1", document="review"), clauses("One."))
    with store.snapshot() as view, pytest.raises(NotFoundError) as error:
        view.document("reviw")
    assert "declaration, review" in error.value.hint


def test_revisions_stand_in_order_of_issue(store: Store) -> None:
    for label, day in (("Rev.2", 20), ("Zero draft", 1), ("Rev.1", 10), ("Rev.1 again", 10)):
        add(store, revision(label, issued_on=date(2026, 5, day)), clauses("One."))
    with store.snapshot() as view:
        assert [r.label for r in view.revisions("declaration")] == ["Zero draft", "Rev.1", "Rev.1 again", "Rev.2"]
        assert view.revision("declaration", "latest").label == "Rev.2"
        assert view.revision("declaration", "previous").label == "Rev.1 again"


def test_a_revision_without_a_date_follows_what_was_imported_before_it(store: Store) -> None:
    add(store, revision("Zero draft", issued_on=date(2026, 5, 1)), clauses("One."))
    add(store, revision("undated"), clauses("One."))
    add(store, revision("Rev.1", issued_on=date(2026, 5, 2)), clauses("One."))
    with store.snapshot() as view:
        assert [r.label for r in view.revisions("declaration")] == ["Zero draft", "undated", "Rev.1"]


def test_latest_is_whole_and_previous_is_what_it_is_based_on(store: Store) -> None:
    add(store, revision("Zero draft"), clauses("One."))
    add(store, revision("Rev.1"), clauses("One."))
    add(store, revision("Rev.2", based_on="zero-draft"), clauses("One."))
    add(store, revision("Facilitator", scope="9-12"), clauses("One."))
    with store.snapshot() as view:
        assert view.revision("declaration", "latest").label == "Rev.2"
        assert view.revision("declaration", "previous").label == "Zero draft"
        assert view.revision("declaration", "facilitator").scope == Scope((("9", "12"),))


def test_previous_is_never_a_partial_text(store: Store) -> None:
    add(store, revision("Zero draft"), clauses("One."))
    add(store, revision("CRP.1", scope="9-12", based_on="zero-draft"), clauses("One."))
    add(store, revision("CRP.1/Add.1", scope="9-12", based_on="crp1"), clauses("One."))
    add(store, revision("Rev.1", based_on="crp1-add1"), clauses("One."))
    with store.snapshot() as view:
        assert view.revision("declaration", "previous").label == "Zero draft"
        assert view.revision("declaration", "CRP.1/Add.1").slug == "crp1-add1"


def test_labels_are_found_as_people_write_them(store: Store) -> None:
    add(store, revision("Zero draft", symbol="APLC/CRP.1"), clauses("One."))
    add(store, revision("Rev.1"), clauses("One."))
    with store.snapshot() as view:
        for name in ("zero-draft", "Zero Draft", "ZERODRAFT", "zero_draft", "APLC/CRP.1"):
            assert view.revision("declaration", name).slug == "zero-draft"
        for name in ("Rev.1", "rev1", "REV 1"):
            assert view.revision("declaration", name).slug == "rev1"
        with pytest.raises(NotFoundError) as error:
            view.revision("declaration", "rev9")
    assert "declaration@zero-draft, declaration@rev1" in error.value.hint


def test_a_base_that_is_not_there_is_refused_and_nothing_is_stored(store: Store) -> None:
    add(store, revision("Zero draft"), clauses("One."))
    with pytest.raises(NotFoundError, match="rev7"):
        add(store, revision("Rev.1", based_on="rev7"), clauses("One."))
    with store.snapshot() as view:
        assert [r.slug for r in view.revisions("declaration")] == ["zero-draft"]
        assert len(view.entries()) == 1


def test_a_clause_keeps_its_provision_through_an_edit(store: Store) -> None:
    first = add(store, revision("Zero draft"), clauses("One.", "Two."))
    matches = [Match(ChangeKind.EDITED, (1,), (0,), moved=True, similarity=0.4, confidence=0.8, reason="like"), Match(ChangeKind.DROPPED, (0,), ())]
    second = add(store, revision("Rev.1", based_on="zero-draft"), clauses("Two, changed.", "New."), [*matches, Match(ChangeKind.ADDED, (), (1,))], first)
    old, new = clauses_of(store, first), clauses_of(store, second)
    assert new[0].provision == old[1].provision
    assert new[1].provision not in {c.provision for c in old}
    with store.snapshot() as view:
        (link,) = view.links(second)
        assert (link.old_row, link.new_row, link.similarity, link.confidence, link.reason) == (old[1].row, new[0].row, 0.4, 0.8, "like")
        assert (link.kind, link.moved, link.renumbered) == (ChangeKind.EDITED, True, False)
        assert view.edges("declaration") == ()
        assert [(r.slug, c.clause.text) for r, c in view.provision_clauses(old[1].provision)] == [("zero-draft", "Two."), ("rev1", "Two, changed.")]


def test_a_split_begins_two_provisions_that_know_where_they_came_from(store: Store) -> None:
    first = add(store, revision("Zero draft"), clauses("One and two.", "Three."))
    matches = [Match(ChangeKind.SPLIT, (0,), (0, 1), confidence=0.9), Match(ChangeKind.SAME, (1,), (2,), renumbered=True)]
    second = add(store, revision("Rev.1", based_on="zero-draft"), clauses("One.", "Two.", "Three."), matches, first)
    old, new = clauses_of(store, first), clauses_of(store, second)
    with store.snapshot() as view:
        edges = view.edges("declaration")
        assert [(e.from_provision, e.to_provision, e.relation, e.revision) for e in edges] == [
            (old[0].provision, new[0].provision, Relation.SPLIT, second.uid),
            (old[0].provision, new[1].provision, Relation.SPLIT, second.uid),
        ]
        assert [(k.old_row, k.new_row) for k in view.links(second)] == [(old[0].row, new[0].row), (old[0].row, new[1].row), (old[1].row, new[2].row)]
    assert new[2].provision == old[1].provision


@pytest.mark.parametrize(
    ("kind", "relation", "old", "new"), [(ChangeKind.MERGED, Relation.MERGED, (0, 1), (0,)), (ChangeKind.REGROUPED, Relation.REGROUPED, (0, 1), (0, 1))]
)
def test_merges_and_regroupings_join_every_old_to_every_new(
    store: Store, kind: ChangeKind, relation: Relation, old: tuple[int, ...], new: tuple[int, ...]
) -> None:
    first = add(store, revision("Zero draft"), clauses("One.", "Two."))
    second = add(store, revision("Rev.1"), clauses(*["Text."] * len(new)), [Match(kind, old, new)], first)
    before, after = clauses_of(store, first), clauses_of(store, second)
    with store.snapshot() as view:
        found = {(e.from_provision, e.to_provision) for e in view.edges("declaration")}
        assert {e.relation for e in view.edges("declaration")} == {relation}
    assert found == {(before[i].provision, after[j].provision) for i in old for j in new}
    assert not {c.provision for c in before} & {c.provision for c in after}


def test_what_stayed_the_same_has_no_link_unless_it_is_uncertain(store: Store) -> None:
    first = add(store, revision("Zero draft"), clauses("One.", "Two."))
    second = add(
        store, revision("Rev.1"), clauses("One.", "Two."), [Match(ChangeKind.SAME, (0,), (0,)), Match(ChangeKind.SAME, (1,), (1,), confidence=0.5)], first
    )
    with store.snapshot() as view:
        assert [k.confidence for k in view.links(second)] == [0.5]


@pytest.mark.parametrize(
    "matches",
    [[Match(ChangeKind.SAME, (0,), (0,)), Match(ChangeKind.SAME, (0,), (1,))], [Match(ChangeKind.SAME, (9,), (0,))], [Match(ChangeKind.SAME, (-1,), (0,))]],
)
def test_matches_that_do_not_fit_are_a_fault_of_the_caller(store: Store, matches: list[Match]) -> None:
    first = add(store, revision("Zero draft"), clauses("One.", "Two."))
    with pytest.raises(ValueError, match="match"):
        add(store, revision("Rev.1"), clauses("One.", "Two."), matches, first)


def test_a_parent_that_is_not_in_the_text_is_a_fault_of_the_caller(store: Store) -> None:
    with pytest.raises(ValueError, match="stands under"):
        add(store, revision("Rev.1"), [replace(clause("1", "One."), parent="0")])


def test_a_wording_is_stored_once_however_often_it_stands(store: Store) -> None:
    first = add(store, revision("Zero draft"), clauses("Same.", "Same."))
    add(store, revision("Rev.1"), clauses("Same.", "Same."), kept(2), first)
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM wording").scalar() == 1
    with store.snapshot() as view:
        assert view.wording(wording_sha256("Same.")) == "Same."
        assert view.wordings([wording_sha256("Same."), "0" * 64]) == {wording_sha256("Same."): "Same."}
        with pytest.raises(NotFoundError):
            view.wording("0" * 64)


def test_a_file_that_is_not_stored_cannot_be_a_source(store: Store) -> None:
    with pytest.raises(NotFoundError), store.transaction("ann", NOW, "import", "x") as tx:
        tx.add_document(Document("declaration", Role.OUTCOME, ""))
        tx.add_revision(revision("Rev.1"), clauses("One."))


def test_a_transaction_reads_what_it_wrote(store: Store) -> None:
    with store.transaction("ann", NOW, "import", "declaration") as tx:
        tx.add_document(Document("declaration", Role.OUTCOME, "Declaration"))
        item = replace(revision("Rev.1"), source_sha256=tx.add_source("a", FILE))
        assert tx.revisions("declaration") == ()
        tx.add_revision(item, clauses("One."))
        assert tx.revision("declaration") == item
        assert [c.clause.text for c in tx.clauses(item)] == ["One."]


def test_a_long_text_comes_back_whole(store: Store) -> None:
    text = clauses(*[f"Paragraph {n}." for n in range(2500)])
    first = add(store, revision("Zero draft"), text)
    second = add(store, revision("Rev.1"), text, kept(2500), first)
    old, new = clauses_of(store, first), clauses_of(store, second)
    assert [c.clause for c in old] == text
    assert [c.provision for c in old] == [c.provision for c in new]
    assert [c.provision for c in old] == sorted(c.provision for c in old)


def test_a_clause_found_by_its_provision_or_by_words_knows_its_parent(store: Store) -> None:
    text = [clause("1", "Chapeau:"), replace(clause("1.a", "item"), parent="1", level=1)]
    item = add(store, revision("Rev.1"), text)
    stored = clauses_of(store, item)[1]
    assert stored.clause.parent == "1"
    with store.snapshot() as view:
        assert view.provision_clauses(stored.provision) == ((item, stored),)
        assert [hit.clause for hit in view.search("item")] == [stored]
