"""Fates of brackets, choices of holders, delegations by name, tables as workbooks: small rules, each in a sentence."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.align import align
from negotiator.align.changes import changes
from negotiator.errors import BadInputError
from negotiator.formats.xlsx import Sheet, workbook
from negotiator.model.clause import Clause
from negotiator.model.party import Membership, Party, PartyStatus, PartyTable, key
from negotiator.rules.bracket_fates import CLOSED, Fate, counted, fates
from negotiator.rules.brackets_read import Said, read_clauses, without_holders
from negotiator.services.brackets import choice_named
from negotiator.services.parties import read_toml, to_toml
from negotiator.text.bracketed.resolve import HolderChoice, all_kept


def clauses(*texts: str) -> tuple[Clause, ...]:
    return tuple(Clause(str(n), str(n), f"{n}.", "operative", text) for n, text in enumerate(texts, 1))


def became(old: str, new: str) -> list[str]:
    before, after = clauses(old), clauses(new)
    return [str(f) for f in fates(read_clauses(before), read_clauses(after), changes(before, after, align(before, after, fixed=[((0,), (0,))])))]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("Parties [shall] clear all areas.", "Parties shall clear all areas.", ["closed, kept"]),
        ("Parties shall clear [all] areas.", "Parties shall clear areas.", ["closed, removed"]),
        ("Parties shall clear all areas.", "Parties shall clear [all] areas.", ["put in brackets"]),
        ("Parties shall clear areas.", "Parties shall clear [all mined] areas.", ["opened"]),
        ("Clear [all areas] soon.", "Clear [all mined areas] soon.", ["widened"]),
        ("Clear [all mined areas] soon.", "Clear [all areas] soon.", ["narrowed"]),
        ("Clear [all areas – EU] soon.", "Clear [all areas – EU; Arlen delete] soon.", ["same; changed hands (+Arlen opposes)"]),
        ("Clear [all areas – EU; Arlen delete] soon.", "Clear all areas soon.", ["closed, kept as EU wished"]),
        ("Clear [all areas – EU; Arlen delete] soon.", "Clear soon.", ["closed, removed as Arlen wished"]),
        ("By [2026 – EU] [2027 – Arlen].", "By 2027.", ["closed, removed as Arlen wished", "closed, kept as Arlen wished"]),
        ("Act [clear - EU / address - Arlen] areas.", "Act address areas.", ["closed, kept: 'address' as Arlen wished"]),
        ("[Invite all [annually – EU; Arlen delete] to report.]", "[Invite all annually to report.]", ["same", "closed, kept as EU wished"]),
        ("[Invite all [annually – EU; Arlen delete] to report.]", "[Invite all to report.]", ["narrowed", "closed, removed as Arlen wished"]),
        ("[Invite [all] to report each year.]", "Invite [all] to report each year.", ["closed, kept", "same"]),
        ("[Invite [all] to report each year.]", "Invite all to report each year.", ["closed, kept", "closed, kept"]),
        ("[Invite [all] to report each year.]", "Meet.", ["closed, removed", "closed, removed"]),
        ("[Invite all to report each year.]", "[Invite all to report [each year].]", ["same", "opened"]),
        ("Parties [shall] act at once.", "Parties may act at once. States shall report to the meeting.", ["closed, removed"]),
        ("Parties [shall][should] act.", "Parties should act.", ["closed, removed", "closed, kept"]),
        ("[Invite all – EU] [to report – EU]", "[Invite all to report – EU]", ["widened", "joined to another"]),
        ("[Invite all to report]", "[Invite all] [to report]", ["narrowed", "parted from another"]),
        ("Act [in full – EU; Arlen delete] soon.", "Act soon and in full.", ["closed, kept as EU wished"]),
        ("Nothing [sic] changes [1].", "Nothing [sic] changes.[1]", []),
    ],
)
def test_a_bracket_is_followed_by_its_words(old: str, new: str, what: list[str]) -> None:
    assert [one for one in became(old, new) if "[1]" not in one][: len(what)] == what if what else True
    if not what:
        assert all("sic" not in one for one in became(old, new))


def test_a_bracket_over_paragraphs_is_closed_by_what_became_of_all_of_them() -> None:
    before = clauses("[Establish a fund as follows:", "The fund is open to all;", "The fund is voluntary – EU; Arlen delete]", "Meet again.")
    for texts, what in (
        (("Establish a fund as follows:", "The fund is open to all;", "The fund is voluntary", "Meet again."), "closed, kept as EU wished"),
        (("Establish a fund as follows:", "", "", "Meet again."), "closed, in part, text of EU"),
        (("", "", "", "Meet again."), "closed, removed as Arlen wished"),
    ):
        after = clauses(*texts)
        pairs = [((n,), (n,)) for n in range(4)]
        found = fates(read_clauses(before), read_clauses(after), changes(before, after, align(before, after, fixed=pairs)))
        assert [str(f) for f in found] == [what]


def test_another_name_of_the_same_party_is_no_other_hand() -> None:
    before, after = clauses("Act [now – Arlen, G77]."), clauses("Act [now – Republic of Arlen, G-77 and China; Borea delete].")
    found = fates(read_clauses(before), read_clauses(after), changes(before, after, align(before, after, fixed=[((0,), (0,))])), TABLE.called)
    assert [str(f) for f in found] == ["same; changed hands (+Borea opposes)"]


def test_a_bracket_keeps_its_identity_when_its_paragraph_is_split() -> None:
    before = clauses("Clear [all areas – EU] soon and report [each year – Arlen] to the meeting.")
    after = clauses("Clear [all areas – EU] soon.", "Report [each year – Arlen] to the meeting.")
    found = fates(read_clauses(before), read_clauses(after), changes(before, after, align(before, after, fixed=[((0,), (0, 1))])))
    assert [(f.fate, f.new.id if f.new else "") for f in found] == [(Fate.SAME, "1[1]"), (Fate.SAME, "2[1]")]


@given(st.lists(st.sampled_from(["Clear [all] areas", "Act [now – EU]", "Meet", "[a] [b – EU; Arlen delete]", "[x [y] z"]), min_size=1, max_size=4).map(tuple))
def test_a_text_against_itself_changes_nothing_and_every_bracket_has_one_fate(texts: tuple[str, ...]) -> None:
    both = clauses(*texts)
    read = read_clauses(both)
    pairs = [((n,), (n,)) for n in range(len(both))]
    found = fates(read, read, changes(both, both, align(both, both, fixed=pairs)))
    assert all(f.fate is Fate.SAME and f.old == f.new for f in found)
    assert sorted(f.old.index for f in found if f.old) == [p.index for p in counted(read.placed)]


PIECES = ["clear ", "all areas ", "now ", "[", "]", "[", "]", " – EU", "; Arlen delete", "Arlen: ", "[sic]", " / ", "[now]", "[all – EU; Arlen delete] "]
paragraphs = st.lists(st.lists(st.sampled_from(PIECES), max_size=7).map("".join), min_size=1, max_size=5)


@given(paragraphs, paragraphs, st.randoms(use_true_random=False))
def test_every_bracket_of_two_texts_has_exactly_one_fate(one: list[str], other: list[str], chance: Random) -> None:
    before, after = clauses(*one), clauses(*other)
    count = min(len(before), len(after))
    there = chance.sample(range(len(after)), count)
    pairs = [((n,), (there[n],)) for n in range(count)] + [((n,), ()) for n in range(count, len(before))]
    pairs += [((), (n,)) for n in range(len(after)) if n not in there]
    old, new = read_clauses(before), read_clauses(after)
    found = fates(old, new, changes(before, after, align(before, after, fixed=pairs)))
    assert sorted(f.old.index for f in found if f.old) == [p.index for p in counted(old.placed)]
    assert sorted(f.new.index for f in found if f.new) == [p.index for p in counted(new.placed)]
    assert all((f.new is None) == (f.fate in CLOSED) and (f.old is None) == (f.fate is Fate.OPENED) for f in found)


def test_a_choice_on_clauses_keeps_their_identity() -> None:
    text = read_clauses(clauses("Parties [shall – EU; Arlen delete] act [now].", "[All of it goes – EU]"))
    kept = text.resolved(all_kept)
    assert [c.text for c in kept] == ["Parties shall act now.", "All of it goes"]
    assert [c.id for c in kept] == ["1", "2"]
    assert [c.text for c in text.resolved(HolderChoice.of("Arlen"))] == ["Parties act [now].", "[All of it goes – EU]"]


def test_what_is_searched_holds_no_names_of_holders() -> None:
    assert [c.text for c in without_holders(clauses("Act [now – EU, Borea; Arlen delete].", "Meet."))] == ["Act now.", "Meet."]


def test_a_footnote_at_the_closing_mark_names_holders() -> None:
    from dataclasses import replace

    from negotiator.model.block import NoteRef

    first, note = clauses("Parties [shall] act.", "EU, Borea; Arlen delete")
    first = replace(first, notes=(NoteRef(15, "1"),))
    note = replace(note, number="1", kind="footnote")
    bracket = read_clauses([first, note]).placed[0].bracket
    assert [(a.party, a.stance.value, a.source) for a in bracket.attribution][-1] == ("Arlen", "opposes", "footnote")


@pytest.mark.parametrize(
    ("text", "quote", "told"),
    [
        ("Parties [shall] act [now].", "[shall]", ["EU", ""]),
        ("Parties [shall] act [now].", "shall", ["EU", ""]),
        ("Parties [shall] act [now].", "[shall] act", ["EU", ""]),
        ("Parties [shall] act [now].", "act", ["", ""]),
        ("Parties [shall] act [now].", "", ["", ""]),
        ("Parties [shall] act [now].", "Parties [shall] act [now].", ["", ""]),
        ("Parties [shall] act now.", "", ["EU"]),
        ("Parties [shall] act now.", "now", [""]),
        ("Parties [[shall] act] and shall meet.", "[shall]", ["", "EU"]),
        ("Parties [act] and shall [act].", "act", ["", ""]),
    ],
)
def test_a_comment_says_something_of_the_bracket_it_stands_on_and_of_no_other(text: str, quote: str, told: list[str]) -> None:
    read = read_clauses(clauses(text), comments={"1": [Said(quote, "EU")]})
    assert ["".join(p.bracket.parties()) for p in read.placed] == told


TABLE = PartyTable(
    (
        Party("Arlen", PartyStatus.STATE_PARTY, ("Republic of Arlen",), (Membership("G-77", date(2020, 1, 1), date(2024, 12, 31)),)),
        Party("G-77 and China", PartyStatus.GROUP, ("G-77", "G77")),
    )
)


def test_a_party_is_found_by_any_spelling_of_its_names() -> None:
    assert TABLE.called("g77") == TABLE.called("G-77 & China") == "G-77 and China"
    assert TABLE.called("ARLEN") == "Arlen"
    assert TABLE.nearest("Arlan") == "Arlen"
    assert TABLE.nearest("Zzz") == ""


def test_of_brackets_side_by_side_the_other_goes_unless_it_goes_on() -> None:
    text = read_clauses(
        clauses(
            "By [2026 – EU] [2027 – Arlen].",
            "Act [now – EU] [, and in full – Arlen].",
            "Clear [and – EU][or – Arlen] report.",
            "Meet [here] (EU) [there] (Arlen).",
        )
    )
    assert [c.text for c in text.resolved(HolderChoice.of("EU"))] == ["By 2026.", "Act now [, and in full – Arlen].", "Clear and report.", "Meet here."]


def test_ours_is_the_union_under_any_name_unless_another_is_entered() -> None:
    text = read_clauses(clauses("Act [now – European Union] [soon – EU and its Member States] [later – Arlen]."))
    assert [c.text for c in text.resolved(choice_named("ours"))] == ["Act now soon."]
    ours = PartyTable((Party("Arlen", ours=True),))
    assert [c.text for c in text.resolved(choice_named("ours", ours))] == ["Act later."]


def test_a_membership_has_its_days() -> None:
    assert [p.name for p in TABLE.members("G-77 and China", date(2022, 5, 1))] == ["Arlen"]
    assert TABLE.members("G77", date(2025, 1, 1)) == ()
    assert TABLE.groups("Republic of Arlen", date(2019, 1, 1)) == ()


def test_delegations_go_through_toml_unchanged() -> None:
    assert read_toml("d.toml", to_toml(TABLE).encode()) == TABLE.parties
    with pytest.raises(BadInputError, match="delegation 1"):
        read_toml("d.toml", b'[[delegation]]\nname = "A"\nstatus = "king"\n')
    with pytest.raises(BadInputError, match="no valid TOML"):
        read_toml("d.toml", b"[[")


@given(st.text(max_size=20))
def test_a_name_is_its_own_whatever_its_case(name: str) -> None:
    assert key(name.upper()) == key(name.upper().casefold())


def test_a_workbook_holds_text_as_text_and_is_the_same_each_time() -> None:
    sheets = [Sheet("A[1]/b", ("=x", "y"), [["=1+1", 3], ["\x00+2", None], ["https://example.org", "x" * 40000]])]
    made = workbook(sheets)
    assert made == workbook(sheets)
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        page = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in page
        assert "hyperlink" not in page
        assert "=1+1" in book.read("xl/sharedStrings.xml").decode()
