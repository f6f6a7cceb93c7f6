"""Names of holders: no word of the text, wherever paragraphs are told apart or changes are told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.model.change import ChangeKind
from negotiator.model.clause import Clause
from negotiator.rules.holders import as_matched, follow, only_brackets, only_holders, without_names
from negotiator.rules.recheck import difference


def clauses(*texts: str) -> list[Clause]:
    return [Clause(str(k), str(k), f"{k}.", "operative", text) for k, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Parties [EU: shall] clear mines.", "Parties [EU, Arlen: shall] clear mines."),
        ("Parties [shall] clear mines.", "Parties [shall - EU, Borea] clear mines."),
        ("Parties [shall] clear mines.", "Parties [shall] (EU) clear mines."),
        ("[Mines shall be cleared.] [Kestria: delete]", "[Mines shall be cleared.]"),
        ("[clear - EU, Arlen retain / address - Borea] mines", "[clear - EU / address - Borea, Arlen] mines"),
    ],
)
def test_another_holder_is_no_change_of_substance(old: str, new: str) -> None:
    assert only_holders(old, new)
    assert difference(old, new) == "holders changed"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Parties [EU: shall] clear mines.", "Parties [EU: should] clear mines."),
        ("Parties [EU: shall] clear mines.", "Parties shall clear mines."),
        ("The EU [shall] clear mines.", "Arlen [shall] clear mines."),
        ("Parties [EU: shall] clear mines.", "Parties [EU: shall] clear mines."),
        ("Parties “shall” clear mines.", 'Parties "shall" clear mines.'),
    ],
)
def test_words_and_marks_are_substance_and_typography_is_none(old: str, new: str) -> None:
    assert not only_holders(old, new)


@pytest.mark.parametrize(
    ("old", "new", "only"),
    [
        ("Parties shall clear mines, if they can.", "Parties [shall] clear mines[, if they can - EU].", True),
        ("Parties [shall] clear mines.", "Parties shall clear mines.", True),
        ("Parties [shall] clear mines.", "Parties [shall - EU] clear mines.", False),
        ("Parties shall clear mines.", "Parties [should] clear mines.", False),
        ("Parties shall clear mines.", "Parties shall clear all mines.", False),
        ("Parties [shall] clear “mines”.", 'Parties [shall] clear "mines".', False),
    ],
)
def test_words_put_in_brackets_or_taken_out_are_told_from_other_words(old: str, new: str, only: bool) -> None:
    assert only_brackets(old, new) is only
    assert only_brackets(new, old) is only


def test_what_changed_is_told_without_the_names_of_holders() -> None:
    assert difference("Parties [EU: shall] clear mines.", "Parties [Arlen, Borea: should] clear mines.") == '"shall" → "should"'


def test_a_name_says_nothing_of_which_paragraph_it_was() -> None:
    names = "[Arlen, Borea, Cordova, Kestria, Tolmark, Selma Bay delete]"
    old = clauses("The Fund helps survivors.", "Each State shall report in spring.", f"[Mines are marked] {names}")
    new = clauses(f"[The Fund helps survivors] {names}", "Each State shall report in spring.", "Mines are marked.")
    assert [(m.old, m.new) for m in follow(old, new)] == [((0,), (0,)), ((1,), (1,)), ((2,), (2,))]
    assert all(not m.uncertain for m in follow(old, new))


def test_a_paragraph_whose_holders_changed_is_edited_and_not_the_same() -> None:
    old, new = clauses("Parties [EU: shall] clear mines."), clauses("Parties [EU, Arlen: shall] clear mines.")
    assert [(m.kind, m.similarity, m.renumbered) for m in follow(old, new)] == [(ChangeKind.EDITED, 1.0, False)]


def test_a_bracket_around_a_number_renumbers_nothing() -> None:
    old = [Clause("1", "1", "1.", "operative", "Parties shall clear mines.")]
    new = [Clause("1", "1", "[1.", "operative", "Parties shall clear mines.]")]
    assert not follow(old, new)[0].renumbered


def test_a_paragraph_of_which_nothing_would_be_left_is_matched_by_what_it_says() -> None:
    assert [c.text for c in as_matched(clauses("[EU reserves its position]", "[Arlen: shall]"))] == ["[EU reserves its position]", "shall"]


@given(st.text("ab [],:EU-", max_size=30))
def test_marks_are_kept_and_no_letter_is_added(text: str) -> None:
    bare = without_names(text)
    letters = iter(text)
    assert all(letter in letters for letter in bare)
    assert without_names(bare.replace("E", "e").replace("U", "u")).count("[") <= text.count("[")
    assert only_holders(text, text) is False
