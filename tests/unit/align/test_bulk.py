"""Arrays give what sets give: the way of counting changes with the length of a text, the links do not."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator.align import align, aligner, bulk_rounds, rounds
from negotiator.align.bulk import BulkLikeness
from negotiator.align.context import Context
from negotiator.align.likeness import Likeness, Side
from negotiator.align.links import THRESHOLD
from negotiator.align.unit import TOP


@dataclass(frozen=True)
class Paragraph:
    """A unit of prose."""

    text: str
    number: str = ""
    kind: str = ""
    parent: str | None = None
    id: str = ""


WORDS = ["mines", "victims", "clearance", "deadline", "7", "a", "shall", "cooperate", "reports", "annually", "funding", "survivors", "the", "of"]
numbers = st.sampled_from(["", "Article 1", "Article 2", "Chapter II"])
texts = st.lists(st.builds(Paragraph, st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join), numbers, st.sampled_from(["", "heading"])), max_size=9)


@settings(deadline=None)
@given(texts, texts)
def test_likeness_counted_in_arrays_is_likeness(old: list[Paragraph], new: list[Paragraph]) -> None:
    plain, bulk = Likeness(Side(old, frozenset()), Side(new, frozenset())), BulkLikeness(Side(old, frozenset()), Side(new, frozenset()))
    assert bulk.old.mass == pytest.approx(plain.old.mass)
    known = plain.candidates(range(len(old)), range(len(new)))
    found = bulk.candidates(range(len(old)), range(len(new)))
    assert found.keys() == known.keys()
    for pair, like in found.items():
        assert like == pytest.approx(known[pair])
        assert bulk.shared(*pair) == pytest.approx(plain.shared(*pair))
        assert sum(bulk.weight[code] for code in bulk.old.features[pair[0]] & bulk.new.features[pair[1]]) == pytest.approx(plain.shared(*pair))


places = st.integers(0, 7)


@settings(deadline=None)
@given(st.dictionaries(st.tuples(places, places), st.sampled_from([0.2, 0.5, 0.5, 0.9]), min_size=1), st.dictionaries(places, places))
def test_what_speaks_for_and_against_pairs_is_the_same_in_arrays(pairs: dict[tuple[int, int], float], links: dict[int, int]) -> None:
    forth = {i: j for j, i in {j: i for i, j in links.items()}.items()}
    above = [TOP, 0, 0, 1, 1, TOP, 5, 5]
    context = Context(forth, (above, above))
    i, j, like = np.array([i for i, _ in pairs]), np.array([j for _, j in pairs]), np.array(list(pairs.values()))
    assert list(bulk_rounds.surroundings(i, j, context)) == pytest.approx(list(rounds.surroundings(pairs, context).values()))
    assert list(bulk_rounds.rivals(i, j, like, forth)) == pytest.approx(list(rounds.rivals(pairs, forth).values()))


def test_a_long_text_is_followed_as_a_short_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(4)
    vocabulary = [f"{a}{b}" for a in ["clear", "mine", "fund", "plan", "risk", "aid", "law"] for b in ("", "s", "ing", "ed", "er", "al")]
    old = [Paragraph(" ".join(chance.choices(vocabulary, k=14)), f"{k}.") for k in range(120)]
    new = [Paragraph(" ".join(w for w in unit.text.split() if chance.random() > 0.2), unit.number) for unit in old if chance.random() > 0.1]
    chance.shuffle(new)
    plain = align(old, new)
    monkeypatch.setattr(aligner, "LONG", 0)
    monkeypatch.setattr(rounds, "MANY", 1)
    assert np.__name__ == "numpy"
    assert [(m.old, m.new, m.moved) for m in align(old, new)] == [(m.old, m.new, m.moved) for m in plain]


@settings(deadline=None, max_examples=60)
@given(texts, texts, st.data())
def test_every_unit_stands_in_one_match_and_rulings_bind_in_arrays_too(old: list[Paragraph], new: list[Paragraph], data: st.DataObject) -> None:
    olds = data.draw(st.sets(st.integers(0, len(old) - 1), max_size=2)) if old else set()
    news = data.draw(st.sets(st.integers(0, len(new) - 1), max_size=2)) if new else set()
    ruled = (tuple(sorted(olds)), tuple(sorted(news)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(aligner, "LONG", 0)
        patch.setattr(rounds, "MANY", 1)
        matches, backwards = align(old, new, fixed=[ruled]), align(new, old, fixed=[ruled[::-1]])
        itself = align(old, old)
    assert sorted(i for match in matches for i in match.old) == list(range(len(old)))
    assert sorted(j for match in matches for j in match.new) == list(range(len(new)))
    assert {(m.old, m.new, m.moved) for m in matches} == {(m.new, m.old, m.moved) for m in backwards}
    if olds and news:
        assert ruled in {(m.old, m.new) for m in matches}
    assert [(m.old, m.new, m.moved) for m in itself] == [((k,), (k,), False) for k in range(len(old))]


def test_of_equal_texts_a_ruling_says_which_is_the_old_one() -> None:
    texts = [Paragraph(text) for text in ("", "mines mines mines", "mines mines mines", "mines")]
    forth, back = align(texts, texts, fixed=[((0,), (2,))]), align(texts, texts, fixed=[((2,), (0,))])
    assert {(m.old, m.new, m.moved) for m in forth} == {(m.new, m.old, m.moved) for m in back}


@settings(deadline=None)
@given(st.dictionaries(st.tuples(places, places), st.floats(0, 1), min_size=1), st.dictionaries(places, places))
def test_the_choice_is_as_good_in_arrays(pairs: dict[tuple[int, int], float], links: dict[int, int]) -> None:
    forth = {i: j for j, i in {j: i for i, j in links.items()}.items()}
    above = [TOP, 0, 0, 1, 1, TOP, 5, 5]
    context = Context(forth, (above, above))
    known, found = (way.chosen(pairs, context, forth, 0.2) for way in (rounds, bulk_rounds))

    def gained(chosen: rounds.Links) -> float:
        return sum(chosen.like[pair] + chosen.around[pair] - 0.2 * chosen.rival[pair] - THRESHOLD for pair in chosen.forth.items())

    assert gained(found) == pytest.approx(gained(known))
    assert len(set(found.forth.values())) == len(found.forth)
