"""Who is a holder and who is none, what is text and what is a note about it: the traps, each in a line."""

from __future__ import annotations

import pytest

from negotiator.text.bracketed.names import abbreviates
from negotiator.text.bracketed.read import read_brackets
from negotiator.text.bracketed.resolve import HolderChoice, all_kept, resolve


@pytest.mark.parametrize(
    "text",
    [
        "[Emissions: Parties report on emissions]",
        "[Second Session – Second Part]",
        "[Original: shall]",
        "[The Co-Chairs: shall]",
        "[the Conference of the Parties – Third Session]",
        "[small island developing States – SIDS]",
        "[Loss and Damage: provisions on loss and damage]",
        "[Harbour City – Lake City]",
        "[shall (EU]",
        "[N/A]",
        "[OP4 of HRC 50/7]",
        "[decision 1/CMA.3]",
        "[agreed conclusions]",
    ],
)
def test_nobody_holds_what_names_nobody(text: str) -> None:
    assert read_brackets([text]).brackets[0].parties() == ()


@pytest.mark.parametrize(
    ("text", "hands"),
    [
        ("[shall – EU; delete – Arlen]", "+EU -Arlen"),
        ("[shall – EU: keep, Arlen: delete]", "+EU -Arlen"),
        ("[shall – EU, Borea (reserve), Arlen]", "+EU ?Borea +Arlen"),
        ("[shall – EU, Arlen and others]", "+EU +Arlen"),
        ("[shall – EU and 12 others]", "+EU"),
        ("[shall – EU++]", "+EU"),
        ("[shall – several delegations]", "+several delegations"),
        ("[shall – Arlen: remove brackets]", "+Arlen"),
        ("[shall – EU; bracketed by Arlen]", "+EU ?Arlen"),
        ("[shall – Arlen would like to delete this paragraph]", "-Arlen"),
        ("[shall – Arlen cannot yet accept]", "?Arlen"),
        ("[shall – Arlen is not in a position to support]", "-Arlen"),
        ("[shall – proposed by Arlen, supported by Borea]", "+Arlen +Borea"),
        ("[Arlen’s proposal: shall]", "+Arlen"),
        ("[New Arlen: shall]", "+New Arlen"),
        ("[Côte d’Arlen, Arlen (Federated States of): shall]", "+Côte d’Arlen +Arlen (Federated States of)"),
        ("[Borea, on behalf of the Coastal Group: shall]", "+Coastal Group"),
        ("[shall – all but EU]", "+all others ~EU"),
        ("[shall – all except EU]", "+all others ~EU"),
        ("[shall – everyone except the EU]", "+all others ~EU"),
        ("[shall – all delegations except EU, Borea]", "+all others ~EU ~Borea"),
        ("[All but Arlen: shall]", "+all others ~Arlen"),
        ("[shall, all but EU]", "+all others ~EU"),
        ("[shall] (all but Arlen)", "+all others ~Arlen"),
        ("[shall – not EU]", "~EU"),
        ("[shall – EU, not Borea]", "+EU ~Borea"),
        ("[DEL EU: shall]", "-EU"),
        ("[del. EU: shall]", "-EU"),
        ("[ADD Borea: shall]", "+Borea"),
        ("[EU: DEL shall]", "-EU"),
        ("[DEL: shall – EU]", "-EU"),
        ("[DEL shall (EU, Borea)]", "-EU -Borea"),
        ("[ADD: shall – EU]", "+EU"),
        ("[DEL: shall – EU; Borea retain]", "-EU +Borea"),
        ("[Borea DEL: shall]", "-Borea"),
        ("[EU (DEL): shall]", "-EU"),
        ("[shall – EU – DEL]", "-EU"),
        ("[shall – EU (DEL)]", "-EU"),
        ("[not acceptable to EU: shall]", "-EU"),
        ("[the Lowlands: shall] [more – Lowlands]", "+Lowlands"),
        ("[The United Lands: shall]", "+United Lands"),
        ("[shall – Lowlands (Confederation of)] [more – Lowlands]", "+Lowlands"),
        ("[shall – United Lands of Borea]", "+United Lands"),
        ("[Borea alt. 1: shall]", "+Borea"),
        ("[shall – proposed by the delegation of Borea]", "+Borea"),
        ("[shall – EU, subject to consultations]", "?EU"),
        ("[shall – EU – Arlen]", "+EU +Arlen"),
        ("[shall – EU, with a reservation by Arlen]", "+EU ?Arlen"),
        ("[shall – EU, with reservation by Arlen?]", "+EU ?Arlen"),
        ("[shall – EU prefers “may”]", "~EU"),
    ],
)
def test_hands_are_read_as_they_were_meant(text: str, hands: str) -> None:
    bracket = read_brackets([text], parties=["Lowlands", "United Lands"]).brackets[0]
    sign = {"supports": "+", "opposes": "-", "reserves": "?", "unclear": "~"}
    assert " ".join(sign[a.stance.value] + a.party for a in bracket.attribution) == hands
    assert bracket.words == "shall"


def test_what_keeps_a_text_leaves_no_word_of_who_does_not_hold_it() -> None:
    pieces = ["A [and the lake – all but EU] b [and the sea – not EU] c [DEL Borea: and the pond]"]
    assert resolve(pieces, all_kept, read_brackets) == ("A and the lake b and the sea c and the pond",)


def test_who_is_excepted_has_decided_nothing() -> None:
    pieces = ["A [lake – all but EU] b [sea – not EU] c [pond – EU]"]
    assert resolve(pieces, HolderChoice.of("EU"), read_brackets) == ("A [lake – all but EU] b [sea – not EU] c pond",)


@pytest.mark.parametrize(
    "text", ["[and applied by all States except Arlen]", "[shall bind all States except Borea]", "[for all but Arlen]", "[EU and not Arlen]"]
)
def test_an_exception_in_the_texts_own_sentence_is_no_holder(text: str) -> None:
    bracket = read_brackets([text, "2. More [– Arlen] [x – Borea] [y – Arlen]"]).brackets[0]
    assert bracket.parties() == ()
    assert bracket.text == text


def test_texts_that_each_stand_behind_a_holder_are_alternatives() -> None:
    (bracket,) = read_brackets(["[Arlen: and the sea; EU: and the ocean]"]).brackets
    assert [(one.text, one.attribution[0].party) for one in bracket.alternatives] == [("and the sea", "Arlen"), ("and the ocean", "EU")]


@pytest.mark.parametrize("label", ["Facilitator's proposal", "Bridging proposal"])
def test_what_a_text_is_says_nobody_holds_it(label: str) -> None:
    (bracket,) = read_brackets([f"[{label}: shall]"]).brackets
    assert (bracket.label, bracket.parties(), bracket.words) == (label, (), "shall")


@pytest.mark.parametrize(
    ("text", "note", "unsure"),
    [
        ("[EU: options to be considered by the Committee]", "", False),
        ("[EU: text to be added]", "remark", False),
        ("[EU: move to OP5]", "remark", False),
        ("[EU: add “and women”]", "remark", False),
        ("[EU comments: this belongs into the preamble]", "remark", False),
        ("[merged with OP6]", "remark", False),
        ("[Rest of paragraph deleted]", "remark", False),
        ("[Delete “and”]", "remark", True),
        ("[moved by the suffering of victims]", "", False),
        ("[to be determined by the Conference]", "", True),
        ("[to be determined]", "placeholder", False),
        ("[not yet agreed]", "pending", False),
        ("[agreed in plenary, 3 March]", "agreed", False),
    ],
)
def test_a_note_about_the_text_is_no_text(text: str, note: str, unsure: bool) -> None:
    bracket = read_brackets([text]).brackets[0]
    assert (bracket.note, bracket.unsure) == (note, unsure)


def test_what_a_text_writes_in_small_letters_is_no_name_there() -> None:
    read = read_brackets(["[Fisheries: Parties report on catches]", "All fisheries are open."])
    assert read.brackets[0].parties() == ()
    assert read_brackets(["[Fisheries: Parties report on catches]"], parties=["Fisheries"]).brackets[0].parties() == ("Fisheries",), "a known name is one"


def test_a_short_form_is_no_holder_of_its_long_one() -> None:
    assert abbreviates("LDCs", "least developed countries ")
    assert abbreviates("NAM", "the Non-Aligned Movement ")
    assert not abbreviates("EU", "gender-responsive ")


@pytest.mark.parametrize(
    ("text", "raised", "hands", "words"),
    [
        ("Parties [shall EU, Arlen] act.", "EU, Arlen", ["EU", "Arlen"], "shall"),
        ("Parties [shall EU; Borea delete] act.", "EU; Borea delete", ["EU", "Borea"], "shall"),
        ("Parties [shall (EU)] act.", "(EU)", ["EU"], "shall"),
        ("Parties [shall] EU, Arlen act.", "EU, Arlen", ["EU", "Arlen"], "shall"),
        ("Parties sail [the Titanic] on.", "Titanic", [], "the Titanic"),
        ("Parties and [EU] act.", "EU", [], "EU"),
    ],
)
def test_a_run_in_another_format_names_holders_inside_the_marks_and_behind_them(text: str, raised: str, hands: list[str], words: str) -> None:
    at = text.index(raised)
    bracket = read_brackets([text], raised={0: [(at, at + len(raised))]}).brackets[0]
    assert ([a.party for a in bracket.attribution], bracket.words) == (hands, words)
