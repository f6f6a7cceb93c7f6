"""OR on a line of its own: a paragraph between two alternatives, neither a heading nor words of the one above."""

from __future__ import annotations

import pytest

from negotiator.model.block import Anchor, Block, Reading
from negotiator.reading.segment import segment
from negotiator.rules.brackets_read import read_clauses


def read(*texts: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Paths with their texts, and the alternatives among them: paths with the group."""
    blocks = tuple(Block(text, Anchor("paragraph", n), words=len(text.split())) for n, text in enumerate(texts))
    found = segment(Reading("text", "test", blocks, sum(b.words for b in blocks))).clauses
    options = [(str(option.group), clause.path) for option, clause in read_clauses(found).options()]
    return [(c.path, c.text) for c in found], options


@pytest.mark.parametrize("word", ["OR", "[OR]", "(or)", "Or:"])
def test_an_or_parts_a_paragraph_from_the_text_that_stands_for_it(word: str) -> None:
    paths, options = read("1. The Parties meet.", "2. The Parties shall protect it.", word, "The Parties may protect it.", "3. End of it.")
    assert [path for path, _ in paths] == ["1", "2", "p1", "p2", "3"]
    assert paths[1:4] == [("2", "The Parties shall protect it."), ("p1", word), ("p2", "The Parties may protect it.")]
    assert options == [("0", "2"), ("0", "p2")]


def test_a_numbered_alternative_below_an_or_is_in_one_group() -> None:
    paths, options = read("2. Parties shall pay.", "OR", "2 alt. Parties may pay.", "3. They end.")
    assert [path for path, _ in paths] == ["2", "p1", "2alt", "3"]
    assert options == [("0", "2"), ("0", "2alt")]


def test_an_or_below_letters_is_the_other_choice_to_the_whole_paragraph() -> None:
    paths, options = read("1. Parties shall:", "(a) act at sea;", "(b) act on land.", "OR", "Parties may act.", "2. They end.")
    assert [path for path, _ in paths] == ["1", "1.a", "1.b", "p1", "p2", "2"]
    assert options == [("0", "1"), ("0", "p2")]


def test_an_or_in_a_list_stays_there() -> None:
    paths, options = read("1. Parties shall:", "(a) act at sea;", "OR", "(b) act on land.", "2. They end.")
    assert [path for path, _ in paths] == ["1", "1.a", "1.p1", "1.b", "2"]
    assert options == [("0", "1.a"), ("0", "1.b")]


def test_a_small_or_in_a_sentence_over_lines_goes_with_it() -> None:
    paths, options = read("1. Parties shall:", "(a) act at sea;", "or", "(b) act on land.", "2. They end.")
    assert [path for path, _ in paths] == ["1", "1.a", "1.b", "2"]
    assert options == []
