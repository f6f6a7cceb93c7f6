"""What just missed is listed; what has a partner is not, and nothing is listed because nothing else was left."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator.align import align, near_misses
from negotiator.model.change import ChangeKind


@dataclass(frozen=True)
class Paragraph:
    """A unit of prose."""

    text: str
    number: str = ""
    kind: str = ""
    parent: str | None = None
    id: str = ""


FRAME = (
    "Each Party submits its plan of work to the Assembly before the first of March.",
    "The Bureau publishes the plans that it receives, with a summary in every working language.",
    "Observers may speak after Parties have spoken.",
    "The fund covers travel of delegates from low-income Parties.",
)
OLD = "A Party that cannot finish clearance in time may ask the Assembly to extend its deadline by up to ten years."
NEW = "Requests for more time for clearance are examined by a panel of five before the Assembly may decide on its deadline."


def listed(*wordings: str) -> list[Paragraph]:
    return [Paragraph(text, f"{place}.") for place, text in enumerate(wordings, 1)]


def test_a_rewritten_paragraph_that_was_not_linked_is_listed_as_a_near_miss() -> None:
    old, new = listed(FRAME[0], FRAME[1], OLD, *FRAME[2:]), listed(*FRAME, NEW)
    matches = align(old, new)
    assert {m.kind for m in matches} == {ChangeKind.SAME, ChangeKind.DROPPED, ChangeKind.ADDED}
    missed = near_misses(old, new, matches)
    assert [(miss.old, miss.new, miss.kind) for miss in missed] == [(2, 4, ChangeKind.EDITED)]
    assert 0 < missed[0].shortfall < 1
    assert "% of the words" in missed[0].reason


def test_nothing_is_listed_where_nothing_is_like_it_or_a_person_has_ruled() -> None:
    old, new = listed(*FRAME, OLD), listed(*FRAME, "Whales are seen from the harbour on bright winter mornings.")
    assert near_misses(old, new, align(old, new)) == ()
    new = listed(FRAME[0], NEW, *FRAME[1:])
    assert near_misses(old, new, align(old, new, fixed=[((4,), ())])) == ()


sentences = st.lists(st.sampled_from(["clear", "report", "fund", "mines", "victims", "shall", "States", "the", "of", "plan"]), max_size=9).map(" ".join)


@settings(deadline=None)
@given(st.lists(sentences, max_size=8), st.lists(sentences, max_size=8))
def test_each_unit_left_over_is_listed_once_at_most_and_linked_pairs_never(before: list[str], after: list[str]) -> None:
    old, new = listed(*before), listed(*after)
    matches = align(old, new)
    linked = {(i, j) for m in matches for i in m.old for j in m.new}
    loose_old = {i for m in matches if not m.new for i in m.old}
    loose_new = {j for m in matches if not m.old for j in m.new}
    missed = near_misses(old, new, matches)
    assert not {(miss.old, miss.new) for miss in missed} & linked
    for loose, places in ((loose_old, [miss.old for miss in missed]), (loose_new, [miss.new for miss in missed])):
        named = [place for place in places if place in loose]
        assert len(named) == len(set(named))
    assert all(miss.old in loose_old or miss.new in loose_new for miss in missed)
    assert all(0 <= miss.shortfall < 1 and 0 <= miss.similarity <= 1 for miss in missed)
