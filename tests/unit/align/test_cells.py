"""Table cells that changed as a whole are known by their place; prose never is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator.align import align
from negotiator.model.change import ChangeKind, Match


@dataclass(frozen=True)
class Cell:
    """A unit of a table, or around it."""

    text: str
    id: str = ""
    kind: str = "table-cell"
    number: str = ""
    parent: str | None = None


HEAD = ("Cost item", "Amount")
BUDGET = (HEAD, ("Clearance operations", "100 000"), ("Risk education", "20 000"), ("Assistance to survivors", "54 500"))


def table(rows: tuple[tuple[str, ...], ...], *, ids: bool = True) -> list[Cell]:
    before = Cell("The Meeting adopts the estimates that stand below.", "1", "operative", "1.")
    after = Cell("The Secretariat reports on what was spent each spring.", "2", "operative", "2.")
    cells = [Cell(text, f"t1.r{r}.c{c}" if ids else f"{r}-{c}") for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1)]
    return [before, *cells, after]


def replaced(rows: tuple[tuple[str, ...], ...], *cells: tuple[int, int, str]) -> tuple[tuple[str, ...], ...]:
    listed = [list(row) for row in rows]
    for row, column, text in cells:
        listed[row][column] = text
    return tuple(tuple(row) for row in listed)


def kinds(matches: tuple[Match, ...]) -> list[ChangeKind]:
    return [match.kind for match in matches if match.kind is not ChangeKind.SAME]


@pytest.mark.parametrize("ids", [True, False])
def test_a_figure_between_unchanged_cells_is_an_edit_and_certain(ids: bool) -> None:
    matches = align(table(BUDGET, ids=ids), table(replaced(BUDGET, (1, 1, "eighty-five")), ids=ids))
    edited = [match for match in matches if match.kind is not ChangeKind.SAME]
    assert [match.kind for match in edited] == [ChangeKind.EDITED]
    assert not edited[0].uncertain
    assert edited[0].reason == "the same place in the table"


def test_the_first_and_the_last_cell_of_a_table_are_known_by_the_rest_of_their_rows() -> None:
    matches = align(table(BUDGET), table(replaced(BUDGET, (0, 0, "Budget line"), (3, 1, "61 200"))))
    assert kinds(matches) == [ChangeKind.EDITED] * 2


def test_cells_that_changed_side_by_side_are_uncertain_edits() -> None:
    wide = (("Purpose", "2025", "2026", "Source"), ("Clearance", "100", "200", "assessed"), ("Meetings", "30", "40", "voluntary"))
    matches = align(table(wide), table(replaced(wide, (1, 1, "115"), (1, 2, "230"))))
    edited = [match for match in matches if match.kind is not ChangeKind.SAME]
    assert [match.kind for match in edited] == [ChangeKind.EDITED] * 2
    assert all(match.uncertain for match in edited)


def test_a_row_that_was_replaced_as_a_whole_is_not_an_edit() -> None:
    matches = align(table(BUDGET), table(replaced(BUDGET, (2, 0, "Universalisation"), (2, 1, "9 900"))))
    assert set(kinds(matches)) == {ChangeKind.DROPPED, ChangeKind.ADDED}


def test_a_row_more_is_an_addition() -> None:
    matches = align(table(BUDGET), table((*BUDGET[:2], ("Universalisation", "9 900"), *BUDGET[2:])))
    assert kinds(matches) == [ChangeKind.ADDED] * 2


def test_a_long_cell_and_a_paragraph_are_not_known_by_their_place() -> None:
    long = replaced(BUDGET, (1, 1, "as decided later in the light of pledges that donors make"))
    assert kinds(align(table(BUDGET), table(long))) != [ChangeKind.EDITED]
    prose = [Cell(cell.text, cell.id, "operative") for cell in table(BUDGET)]
    changed = [Cell(cell.text, cell.id, "operative") for cell in table(replaced(BUDGET, (1, 1, "eighty-five")))]
    assert set(kinds(align(prose, changed))) == {ChangeKind.DROPPED, ChangeKind.ADDED}


def test_a_ruling_on_a_cell_binds() -> None:
    old, new = table(BUDGET), table(replaced(BUDGET, (1, 1, "eighty-five")))
    matches = align(old, new, fixed=[((4,), ())])
    assert {match.kind for match in matches if 4 in (*match.old, *match.new)} == {ChangeKind.DROPPED, ChangeKind.ADDED}


entries = st.sampled_from(["", "yes", "no", "100", "2 500", "Clearance", "Risk education", "States Parties and the Coordinator"])
grids = st.integers(1, 4).flatmap(lambda columns: st.lists(st.tuples(*[entries] * columns), min_size=1, max_size=5)).map(tuple)


@settings(deadline=None)
@given(grids, st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3), entries), max_size=4), st.booleans(), st.booleans())
def test_tables_keep_the_invariants_and_are_followed_both_ways(
    grid: tuple[tuple[str, ...], ...], edits: list[tuple[int, int, str]], ids: bool, less: bool
) -> None:
    changed = replaced(grid, *((r, c, text) for r, c, text in edits if r < len(grid) and c < len(grid[0])))
    old, new = table(grid, ids=ids), table(changed[1:] if less else changed, ids=ids)
    forth = align(old, new)
    assert sorted(i for match in forth for i in match.old) == list(range(len(old)))
    assert sorted(j for match in forth for j in match.new) == list(range(len(new)))
    firsts = [match.new[0] for match in forth if match.new]
    assert all(a < b for a, b in pairwise(firsts))
    assert {(m.old, m.new) for m in forth} == {(m.new, m.old) for m in align(new, old)}


def test_the_title_of_a_successor_is_the_title_and_that_of_another_text_is_not() -> None:
    prose = ("Each Party shall dredge the channel in spring.", "Pilots are licensed by the Board after an examination.", "Tolls follow the draught of a ship.")
    old, new = ([Cell(title, "t", "title"), *(Cell(text, str(k), "operative") for k, text in enumerate(texts))] for title, texts in (
        ("Treaty on the Harbours of Lund", prose), ("Coastal Waters Agreement", prose),
    ))  # fmt: skip
    first = align(old, new)[0]
    assert (first.old, first.new, first.reason, first.uncertain) == ((0,), (0,), "the title", False)
    other = [new[0], *(Cell(text, str(k), "operative") for k, text in enumerate(("Mines are cleared.", "Survivors are helped.", "Stockpiles are burnt.")))]
    assert not any(m.old and m.new for m in align(old, other))
