"""Search: folded words, each wording once, keys that can be made anew."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from negotiator.errors import NotFoundError
from negotiator.store.store import Store
from negotiator.store.tables.documents import wording_key
from tests.store.samples import NOW, add, clauses, kept, revision


@pytest.fixture
def searched(store: Store) -> Store:
    first = add(store, revision("Zero draft", issued_on=date(2026, 1, 1)), clauses("Coopération à 50 % of the costs", "Victim assistance"))
    second = clauses("Coopération à 50 % of the costs", "Victim assistance and co-operation")
    add(store, revision("Rev.1", issued_on=date(2026, 2, 1)), second, kept(2), first)
    add(store, revision("Rev.1", document="review"), clauses("An assistance_gap remains"))
    return store


def found(store: Store, words: str | list[str], document: str | None = None) -> list[tuple[str, str]]:
    with store.snapshot() as view:
        return [(hit.revision.address, hit.clause.clause.text) for hit in view.search(words, document)]


def test_case_and_accents_do_not_matter_and_the_newest_revision_is_named(searched: Store) -> None:
    assert found(searched, "COOPERATION") == [("declaration@rev1", "Coopération à 50 % of the costs")]


def test_all_words_must_stand_in_the_clause(searched: Store) -> None:
    assert found(searched, "assistance operation") == [("declaration@rev1", "Victim assistance and co-operation")]
    assert found(searched, ["of the costs"]) == [("declaration@rev1", "Coopération à 50 % of the costs")]


def test_an_earlier_wording_is_found_where_it_stood(searched: Store) -> None:
    assert found(searched, "victim") == [
        ("declaration@rev1", "Victim assistance and co-operation"),
        ("declaration@zero-draft", "Victim assistance"),
    ]


def test_signs_of_the_query_language_are_letters(searched: Store) -> None:
    assert found(searched, "50 %") == [("declaration@rev1", "Coopération à 50 % of the costs")]
    assert found(searched, "e_g") == [("review@rev1", "An assistance_gap remains")]
    assert found(searched, "t_assist") == []


def test_a_document_can_be_named(searched: Store) -> None:
    assert found(searched, "assistance", "review") == [("review@rev1", "An assistance_gap remains")]
    with pytest.raises(NotFoundError):
        found(searched, "assistance", "none")


def test_nothing_to_look_for_finds_nothing(searched: Store) -> None:
    assert found(searched, "  ") == []


def test_keys_made_anew_are_equal(searched: Store) -> None:
    def keys() -> list[object]:
        with searched._engine.connect() as connection:
            return list(connection.execute(select(wording_key).order_by(wording_key.c.wording)))

    before = keys()
    with searched.transaction("ann", NOW, "rebuild", "search") as tx:
        assert tx.rebuild_keys() == len(before) == 4
    assert keys() == before


def test_a_limit_cuts_off_the_oldest(searched: Store) -> None:
    with searched.snapshot() as view:
        assert [hit.revision.address for hit in view.search("victim", limit=1)] == ["declaration@rev1"]
