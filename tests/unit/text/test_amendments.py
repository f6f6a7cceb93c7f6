"""Proposals worded as instructions, and excerpts: what they make of a text, and what is left a remark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.text.amendments import (
    amended,
    bare_wording,
    fitted,
    is_instruction,
    is_remark,
    new_paragraph,
    occurrences,
    says_nothing,
    spliced,
    whole_deletion,
)

TEXT = "reaffirm that any use of anti-personnel mines anywhere, at any time, by anyone, is and remains wholly unacceptable to the EU;"


@pytest.mark.parametrize("text", [
    "DELETE", "Delete.", "delete paragraph", "Delete both paragraphs", "[delete]", "Delete paragraph 12", "Delete II.3.12", "to be deleted", "Strike out",
    "This paragraph should be deleted", "Punktet bør udgå", "devrait être supprimé", "Please delete.",
    "Streichen", "Absatz streichen", "Slettes", "udgår", "Punktet slettes", "supprimer", "Supprimer l’alinéa", "Suprímase",
])  # fmt: skip
def test_a_word_that_deletes_a_paragraph_is_no_wording(text: str) -> None:
    assert whole_deletion(text) == ""


def test_a_deletion_may_say_why() -> None:
    assert whole_deletion("Delete. Covered by II.1.5.") == "Covered by II.1.5."
    assert whole_deletion("Streichen – doppelt") == "doppelt"


@pytest.mark.parametrize(
    "text", ["Delete “to the EU”", "delete the reference to figures", "Deletion of mines is slow", "We would delete this", "Removing mines;"]
)
def test_a_deletion_of_words_deletes_no_paragraph(text: str) -> None:
    assert whole_deletion(text) is None


@pytest.mark.parametrize(("instruction", "old", "new"), [
    ("Delete “to the EU”", " to the EU", ""),
    ("„to the EU“ streichen", " to the EU", ""),
    ("Supprimer « at any time »", " at any time,", ""),
    ("Replace “any use” with “the use”", "any use", "the use"),
    ("Replace 'any use' by 'the use'", "any use", "the use"),
    ("“any use” → “each use”", "any use", "each use"),
    ("„any use“ durch „each use“ ersetzen", "any use", "each use"),
    ("Erstat “any use” med “each use”", "any use", "each use"),
    ("Remplacer « any use » par « each use »", "any use", "each use"),
    ("Sustituir «any use» por «each use»", "any use", "each use"),
    ("“each use” instead of “any use”", "any use", "each use"),
    ("After “that” insert “, in war or peace,”", "that any", "that, in war or peace, any"),
    ("Add “and everywhere” after “anywhere”", "anywhere", "anywhere and everywhere"),
    ("Nach „anywhere“ „and everywhere“ einfügen", "anywhere", "anywhere and everywhere"),
    ("Tilføj “and everywhere” efter “anywhere”", "anywhere", "anywhere and everywhere"),
    ("Insert “always” before “unacceptable”", "unacceptable", "always unacceptable"),
    ("Add “and its Member States” at the end", "EU;", "EU and its Member States;"),
    ("Delete “wholly” and replace “EU” with “Union”", "wholly unacceptable to the EU", "unacceptable to the Union"),
    ("Delete “wholly”; add “always” before “unacceptable”", "wholly unacceptable", "always unacceptable"),
    ("Add “fully” before “UNACCEPTABLE”", "unacceptable", "fully unacceptable"),
])  # fmt: skip
def test_an_instruction_is_carried_out(instruction: str, old: str, new: str) -> None:
    assert old in TEXT
    assert amended(TEXT, instruction) == TEXT.replace(old, new)


@pytest.mark.parametrize("instruction", ["Replace “foo” by “bar”", "Delete “any”", "Move “any use” to the end of the section", "Clarify “wholly”"])
def test_what_cannot_be_carried_out_in_one_place_is_not(instruction: str) -> None:
    assert amended(TEXT, instruction) is None


def test_an_instruction_is_known_where_it_cannot_be_carried_out() -> None:
    assert is_instruction("Replace “foo” by “bar”")
    assert is_instruction("Call it “Ellery Declaration”")
    assert not is_instruction("Calls upon States to name “focal points” at once")
    assert not is_instruction(TEXT)
    assert is_remark("We support this")
    assert not is_remark(TEXT)


@pytest.mark.parametrize(("text", "wording"), [
    ("New paragraph: set up a fund;", "set up a fund;"), ("Add a new paragraph: “report in 2026.”", "report in 2026."), ("Nyt punkt: rapportér;", "rapportér;"),
    ("Neuer Absatz: berichten;", "berichten;"), ("Nouvel alinéa : créer un fonds ;", "créer un fonds ;"), ("new funding mechanisms", None), (TEXT, None),
])  # fmt: skip
def test_a_new_paragraph_is_told_from_its_announcement(text: str, wording: str | None) -> None:
    assert new_paragraph(text) == wording


@pytest.mark.parametrize("text", ["", "–", "n/a", "None", "No change", "ingen ændringer", "keine", "sans modification", "[no comment]", "unverändert"])
def test_a_cell_may_say_nothing_in_words(text: str) -> None:
    assert says_nothing(text)
    assert not says_nothing("No mines")


@pytest.mark.parametrize(
    "text", ["Replace by: report;", "New text: “report;”", "Ny ordlyd: report;", "Ersetzen durch: report;", "Remplacer par : report;", "« report; »"]
)
def test_a_wording_is_told_from_what_announces_it(text: str) -> None:
    assert bare_wording(text) == "report;"


def test_an_excerpt_changes_its_own_place() -> None:
    assert spliced(TEXT, "is and remains", "is and will remain") == TEXT.replace("is and remains", "is and will remain")
    assert spliced(TEXT, "[…] to the EU", "[…] to all of us") == TEXT.replace("to the EU", "to all of us")
    assert spliced(TEXT, "any", "the") is None
    assert fitted(TEXT, "… anywhere and everywhere, at any time …") == TEXT.replace("anywhere, at", "anywhere and everywhere, at")
    assert fitted(TEXT, "… something else …") is None


WORDS = st.lists(st.sampled_from(["mines", "any", "use", "of", "the", "EU,", "States", "Parties;", "(norm)", "“law”", "and"]), min_size=1, max_size=12)


@given(WORDS, st.data())
def test_what_is_deleted_and_put_back_gives_the_words_again(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(words) - 1))
    piece = " ".join(words[start : start + 2]).strip("“”,;()")
    if len(list(occurrences(text, piece))) != 1 or "“" in piece or "”" in piece:
        return
    replaced = amended(text, f"Replace “{piece}” with “XYZ”")
    assert replaced is not None
    assert amended(replaced, f"Replace “XYZ” with “{piece}”") == text
    shorter = amended(text, f"Delete “{piece}”")
    assert shorter is not None
    assert sorted("".join(c for c in shorter if c.isalnum())) == sorted(
        "".join(c for c in text if c.isalnum()).replace("".join(c for c in piece if c.isalnum()), "", 1)
    )
