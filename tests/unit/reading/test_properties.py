"""Whatever a reader yields, no word and no letter of it is lost or told twice."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from negotiator.model.block import Anchor, Block, BlockRole, Cell, NoteRef, Reading
from negotiator.reading.segment import Segmented, segment

LABELS = ("", "", "", "1.", "2.", "3.", "(a)", "(b)", "(i)", "(ii)", "I.", "II.", "Action #1", "Action #2", "PP1", "•", "1.1", "A.", "3 bis")
TYPED = ("", "", "1. ", "2. ", "(a) ", "(i) ", "II- ", "Article 1", "Article 2 ", "- ", "[3. ", "Action #4: ", "Chapter 1 ", "A. ")
SENTENCES = (
    "We will measure the ice every day.",
    "Recalling the work of the wardens,",
    "including:",
    "Our progress",
    "low and unfinished",
    "ICE/CONF/2025/1",
    "12 May 2025",
    "[we will [not] pay;]",
    "ANNEX",
    "",
)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    text = draw(st.sampled_from(TYPED)) + draw(st.sampled_from(SENTENCES))
    label = draw(st.sampled_from(LABELS))
    role = draw(st.sampled_from([BlockRole.BODY] * 12 + [BlockRole.FOOTER, BlockRole.FOOTNOTE, BlockRole.STRUCK, BlockRole.TEXT_BOX]))
    cell = draw(st.sampled_from([None] * 8 + [Cell(1, 1, 1, True), Cell(1, 2, 1), Cell(1, 2, 2), Cell(2, 1, 1, True)]))
    return Block(
        text,
        Anchor("line", 1),
        len(text.split()),
        role=role,
        label=label if role is BlockRole.BODY else "",
        heading=draw(st.sampled_from([0] * 8 + [1, 2, 3])),
        list_level=draw(st.sampled_from([None, 0, 1])) if label else None,
        bold=draw(st.booleans()),
        centred=draw(st.booleans()),
        indent=draw(st.sampled_from([0.0, 0.0, 1.0, 2.0])),
        cell=cell if role is BlockRole.BODY else None,
        note=draw(st.sampled_from(["1", "2"])) if role is BlockRole.FOOTNOTE else "",
        notes=(NoteRef(len(text), "1"),) if draw(st.booleans()) else (),
        given_id=draw(st.sampled_from([""] * 5 + ["p1", "1"])) if role is BlockRole.BODY else "",
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    found = []
    given: set[str] = set()
    for index, block in enumerate(draw(st.lists(blocks(), max_size=24)), 1):
        name = "" if block.given_id in given else block.given_id
        given.add(name)
        found.append(Block(**{field: getattr(block, field) for field in block.__slots__} | {"anchor": Anchor("line", index), "given_id": name}))
    return Reading("text", "test/1", tuple(found), sum(len(b.text.split()) for b in found))


def letters(texts: list[str]) -> Counter[str]:
    return Counter(c for text in texts for c in text if c.isalnum())


@given(readings())
def test_the_balance_holds_for_any_blocks(reading: Reading) -> None:
    assert segment(reading).balance.holds


@given(readings())
def test_every_letter_stands_in_a_clause_or_among_what_was_left_out(reading: Reading) -> None:
    found = segment(reading)
    automatic = {block.anchor: block.label for block in reading.blocks if block.label}
    kept = [clause.text for clause in found.clauses] + [item.text for item in found.balance.left_out]
    numbers = [clause.number for clause in found.clauses if clause.kind != "footnote"]
    assert letters(kept) + letters(numbers) >= letters([block.text for block in reading.blocks])
    assert letters(kept) <= letters([block.text for block in reading.blocks]) + letters(list(automatic.values()))


@given(readings())
def test_paths_and_ids_are_unique_and_every_parent_stands_before_its_children(reading: Reading) -> None:
    clauses = segment(reading).clauses
    assert len({c.path for c in clauses}) == len(clauses)
    assert len({c.id for c in clauses}) == len(clauses)
    seen: set[str | None] = {None}
    for clause in clauses:
        assert clause.parent in seen
        seen.add(clause.id)


@given(readings())
def test_each_block_is_told_once_and_in_order(reading: Reading) -> None:
    assert [taken.block for taken in segment(reading).taken] == list(reading.blocks)


@given(readings())
def test_notes_are_marks_inside_the_text(reading: Reading) -> None:
    for clause in segment(reading).clauses:
        assert all(0 <= ref.offset <= len(clause.text) for ref in clause.notes)


@given(readings())
def test_the_same_blocks_give_the_same_clauses(reading: Reading) -> None:
    first: Segmented = segment(reading)
    assert segment(reading) == first
