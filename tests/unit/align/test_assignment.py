"""The best one-to-one choice, against trying all of them."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator.align import assignment
from negotiator.align.assignment import assign
from negotiator.align.unit import number_form, plain_number

gains = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(-3, 9).map(lambda n: n / 7), max_size=9)


def best_sum(pairs: dict[tuple[int, int], float]) -> float:
    best = 0.0
    for size in range(1, 6):
        for chosen in combinations(pairs, size):
            if len({i for i, _ in chosen}) == len({j for _, j in chosen}) == size:
                best = max(best, sum(pairs[pair] for pair in chosen))
    return best


@settings(deadline=None)
@given(gains)
def test_no_choice_gains_more(pairs: dict[tuple[int, int], float]) -> None:
    chosen = assign(pairs)
    assert len({i for i, _ in chosen}) == len({j for _, j in chosen}) == len(chosen)
    assert all(pairs[pair] > 0 for pair in chosen)
    assert sum(pairs[pair] for pair in chosen) == pytest.approx(best_sum(pairs))


@settings(deadline=None)
@given(gains)
def test_the_compiled_solver_gains_as_much(pairs: dict[tuple[int, int], float]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assignment, "_DENSE_FROM", 0)
        chosen = assign(pairs)
    assert sum(pairs[pair] for pair in chosen) == pytest.approx(best_sum(pairs))


def test_numbers_have_forms_and_are_compared_without_their_dress() -> None:
    assert number_form("Section 1") == number_form("Section 12")
    assert number_form("(a)") == number_form("(b)")
    assert number_form("(a)") != number_form("1.")
    assert plain_number("(1)") == plain_number("1.")
    assert plain_number("3 bis") != plain_number("3")
