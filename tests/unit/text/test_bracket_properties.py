"""What holds for the brackets of any text."""

from __future__ import annotations

import re
import time
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator.model.bracket import BracketKind
from negotiator.services.brackets import brackets_in_file, unbalanced
from negotiator.services.files import read_file
from negotiator.text.bracketed.marks import MARK, OPENING
from negotiator.text.bracketed.read import read_brackets
from negotiator.text.bracketed.resolve import HolderChoice, all_kept, all_removed, resolve, resolved

WORDS = ["clear", "all areas", "by 2030", "shall", "should", "EU", "Arlen", "Borea", "1", "sic", "X", "…", "Placeholder", "agreed ad ref", "T", "und", "缔约国"]
JOINTS = [
    " ",
    "",
    ", ",
    ". ",
    ": ",
    " – ",
    " - ",
    "; ",
    " / ",
    "/",
    "\n",
    " OR ",
    "“",
    "”",
    '"',
    "(",
    ")",
    " delete",
    " reserves",
    "Option 1: ",
    "Alt: ",
    "NEW PP3bis ",
    " proposes: ",
    "(+EU, -Arlen)",
    "Note by the secretariat: ",
    "not agreed",
    " on behalf of the Coastal Group",
    "to be discussed",
    " comments: ",
    "[a] ",
    "\n[b] ",
    "OP5 alt: ",
    " (flexible)",
    "[",
    "]",
    "［",
    "］",
    "[[",
    "]]",
    "⟦",
    "⟧",
]
text = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(JOINTS), st.sampled_from("[]")), max_size=30).map("".join)
texts = st.lists(text, min_size=1, max_size=4)


def words(pieces: object) -> list[str]:
    return re.findall(r"\w+", "\n".join(pieces) if not isinstance(pieces, str) else pieces)  # type: ignore[call-overload]


@given(texts)
def test_what_was_read_renders_back_to_the_letter_and_every_mark_stands_once(pieces: list[str]) -> None:
    read = read_brackets(pieces)
    assert [read.piece(k) for k in range(len(pieces))] == pieces
    assert resolved(read, {}) == tuple(pieces)
    opened = [b.span[0] for b in read.brackets if b.opened]
    closed = [b.span[1] - 1 for b in read.brackets if b.closed]
    source = "\n".join(pieces)
    assert sorted(opened) == [m.start() for m in MARK.finditer(source) if m[0] in OPENING]
    assert sorted(closed) == [m.start() for m in MARK.finditer(source) if m[0] not in OPENING]


@given(texts)
def test_brackets_nest_and_their_parts_lie_inside_them(pieces: list[str]) -> None:
    read = read_brackets(pieces)
    for bracket in read.brackets:
        start, end = bracket.span
        assert start < end
        assert all(start <= a <= b and (b <= end or a == end) for a, b in bracket.strips)
        assert all(start <= one.span[0] <= one.span[1] <= end for one in bracket.alternatives)
        assert bracket.depth == 1 + sum(o is not bracket and o.span[0] <= start and end <= o.span[1] and o.span != bracket.span for o in read.brackets) or any(
            not (o.opened and o.closed) for o in read.brackets
        )


@given(texts, st.sampled_from([all_kept, all_removed]))
def test_resolving_every_bracket_leaves_none_and_resolving_twice_changes_nothing(pieces: list[str], choice: object) -> None:
    once = resolve(pieces, choice, read_brackets)  # type: ignore[arg-type]
    assert all(b.kind is BracketKind.CITATION for b in read_brackets(once).brackets)
    assert resolve(once, choice, read_brackets) == once  # type: ignore[arg-type]


@given(texts)
def test_keeping_all_loses_nothing_but_marks_holders_and_labels(pieces: list[str]) -> None:
    read = read_brackets(pieces)
    gone = sorted(s for b in read.brackets for s in b.strips)
    kept = "".join(c for k, c in enumerate(read.source) if not any(a <= k < b for a, b in gone))
    squeezed = re.sub(r"\s", "", "\n".join(resolved(read, all_kept(read))))
    assert squeezed == re.sub(r"\s", "", kept)


@given(texts)
def test_removing_all_leaves_the_text_outside_brackets(pieces: list[str]) -> None:
    read = read_brackets(pieces)
    spans = [(b.span[0], max([b.span[1], *(end for _, end in b.strips)])) for b in read.brackets if b.strips]
    outside = "".join(c for k, c in enumerate(read.source) if not any(a <= k < b for a, b in spans))
    assert re.sub(r"\s", "", "\n".join(resolved(read, all_removed(read)))) == re.sub(r"\s", "", outside)


@given(texts)
def test_a_holders_choice_leaves_what_it_said_nothing_of(pieces: list[str]) -> None:
    read = read_brackets(pieces)
    decided = HolderChoice.of("EU")(read)
    for index, bracket in enumerate(read.brackets):
        if index in decided and not bracket.note and not any("EU" in b.parties() for b in read.brackets):
            raise AssertionError("nobody spoke of it")


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["[", "]", "a", " ", "[EU: ", " – EU]", "\n"]), max_size=60).map("".join))
def test_any_order_of_marks_is_read(one: str) -> None:
    read = read_brackets([one])
    assert sum(b.opened for b in read.brackets) == one.count("[")
    assert sum(b.closed for b in read.brackets) == one.count("]")


def test_twenty_thousand_brackets_are_read_within_a_second() -> None:
    line = "Parties [shall – EU, Borea; Arlen delete] act and [clear / address] areas [where feasible. - Cordova] at [once]"
    for pieces in ([line] * 5000, [" ".join([line] * 5000)], ["[" * 10000 + "x" + "]" * 10000], ["[" * 20000], ["[a]" * 20000]):
        began = time.process_time()
        read = read_brackets(pieces)
        assert time.process_time() - began < 20, "a second on a quiet machine, minutes if it grew with the square"
        assert len(read.brackets) >= 10000


def test_every_mark_of_a_real_negotiating_text_is_accounted_for(bench: Path) -> None:
    file = next((bench / "bench" / "brackets").glob("*.txt"))
    source = file.read_text(encoding="utf-8")
    read = read_file(str(file))
    found = brackets_in_file(read)
    assert sum(p.bracket.opened for p in found.placed) == source.count("[")
    assert sum(p.bracket.closed for p in found.placed) == source.count("]")
    for placed in found.placed:
        first = placed.clause.number if placed.in_number else placed.clause.text
        last = placed.end_clause.number if placed.end_in_number else placed.end_clause.text
        assert not placed.bracket.opened or first[placed.start] in OPENING
        assert not placed.bracket.closed or last[placed.end - 1] == "]"
    strays = [p for p in found.placed if not (p.bracket.opened and p.bracket.closed)]
    assert strays
    assert len(unbalanced(found)) == len(strays)
