"""Which paragraphs were moved: the fewest that explain the order, and rather those that somebody touched."""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import given
from hypothesis import strategies as st

from negotiator.model.change import ChangeKind, Match
from negotiator.services.out_of_order import out_of_order


def moved(order: list[int], touched: Collection[int] = ()) -> set[int]:
    """Old indices that count as moved, where the old paragraphs stand in a new order."""
    matches = [Match(ChangeKind.SAME, (old,), (new,)) for new, old in enumerate(order)]
    return {order[new] for new in out_of_order(matches, lambda new: order[new] in touched)}


def test_one_that_stands_elsewhere_was_moved_and_the_others_kept_their_order() -> None:
    assert moved([0, 2, 3, 1, 4]) == {1}
    assert moved([4, 0, 1, 2, 3]) == {4}
    assert moved([0, 1, 2]) == moved([]) == set()


def test_of_stretches_that_changed_places_the_one_that_was_touched_was_moved() -> None:
    assert moved([3, 0, 1, 2]) == {3}
    assert moved([3, 0, 1, 2], {0, 1, 2}) == {0, 1, 2}


@given(st.permutations(range(8)), st.sets(st.integers(0, 7)))
def test_what_was_not_moved_stands_in_order_and_nothing_more_could(order: list[int], touched: set[int]) -> None:
    gone = moved(order, touched)
    kept = [n for n in order if n not in gone]
    assert kept == sorted(kept)
    assert all(any((a < n) is not (order.index(a) < order.index(n)) for a in kept) for n in gone)
