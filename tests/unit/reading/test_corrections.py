"""A person's word on how a block is read: found by place and quote, laid over the reading, and no word is lost by it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from negotiator.errors import BadInputError
from negotiator.formats.readers import read
from negotiator.model.block import Reading
from negotiator.reading.corrections import Corrections, Take, read_corrections
from negotiator.reading.segment import Segmented, segment

TEXT = """Declaration

The Parties,

Progress made

1. We welcome the progress.

2. We recall that the work
of the year was done by

1995 at the latest.

UNEDITED ADVANCE COPY

(a) We thank the host. The host is thanked.

l. We close.
"""


def reading() -> Reading:
    return read("draft.txt", TEXT.encode())


def said(toml: str) -> Segmented:
    found = segment(reading(), read_corrections(toml, "c.toml"))
    assert found.balance.holds
    return found


def by_text(found: Segmented, words: str) -> tuple[str, str, str]:
    return next((c.path, c.kind, c.number) for c in found.clauses if words in c.text)


def place_of(words: str) -> str:
    return next(str(b.anchor) for b in reading().blocks if b.text.startswith(words))


def row(words: str, rest: str) -> str:
    return f'[[block]]\nat = "{place_of(words)}"\nquote = "{words}"\n{rest}\n'


def test_a_block_is_left_out_as_furniture() -> None:
    found = said(row("UNEDITED", 'is = "furniture"'))
    assert not any("UNEDITED" in c.text for c in found.clauses)
    assert [(x.text, x.reason) for x in found.balance.left_out if "UNEDITED" in x.text] == [("UNEDITED ADVANCE COPY", "furniture")]
    assert next(t.why for t in found.taken if "UNEDITED" in t.block.text) == "a correction says so"
    assert "3 in furniture" in str(found.balance)


def test_a_block_belongs_to_the_paragraph_above() -> None:
    found = said(row("1995 at", 'is = "continuation"'))
    assert next(c for c in found.clauses if c.path == "2").text.endswith("\n1995 at the latest.")


def test_a_block_is_a_heading_or_is_none() -> None:
    assert by_text(said(""), "Progress")[1] == "heading"
    assert by_text(said(row("Progress made", 'is = "paragraph"')), "Progress")[1] != "heading"
    found = said(row("The Parties", 'is = "heading"\nlevel = 1'))
    assert by_text(found, "The Parties")[1] == "heading"


def test_a_number_is_put_right_and_its_letters_do_not_stay_in_the_text() -> None:
    found = said(row("l. We close", 'number = "3."'))
    assert next((c.path, c.number, c.text) for c in found.clauses if "close" in c.text) == ("3", "3.", "We close.")
    found = said(row("1. We", 'number = ""'))
    assert next((c.number, c.text) for c in found.clauses if "welcome" in c.text) == ("", "1. We welcome the progress.")


def test_a_kind_is_put_right() -> None:
    assert by_text(said(row("1. We", 'kind = "preambular"')), "welcome")[1] == "preambular"


def test_a_paragraph_is_cut_where_another_begins() -> None:
    found = said(row("(a) We thank", 'split = "The host is"\nnumber = "(b)"'))
    assert [(c.number, c.text) for c in found.clauses if "host" in c.text] == [("(a)", "We thank the host."), ("(b)", "The host is thanked.")]


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('[[block]]\nat = "line 9000"\nquote = "1. We"\nis = "heading"', "nothing that can be corrected stands at line 9000"),
        (row("1. We", 'is = "heading"').replace('"1. We"', '"2. We"'), "begins '1. We welcome the progress.', not '2. We'"),
        ('[[block]]\nat = 7\nquote = "1. We"', "it says nothing of '1. We'"),
        ('[[block]]\nquote = "1. We"\nis = "heading"', "it names no block"),
        ('[[block]]\nat = 7\nquote = "1. We"\nis = "a title"', "'a title' is nothing that a block can be"),
        ('[[block]]\nat = 7\nquote = "1. We"\nis = "paragraph"\nlevel = 2', "level is for a heading"),
        ("[[blocks]]\nat = 7", "nothing here is called 'blocks'"),
        ("at = ", "no valid TOML"),
        (row("(a) We thank", 'split = "Nobody"'), "stands nowhere inside it"),
        (row("(a) We thank", 'split = "(a) We"'), "at its beginning"),
    ],
)
def test_what_cannot_be_followed_is_said_and_nothing_is_guessed(toml: str, message: str) -> None:
    with pytest.raises(BadInputError) as error:
        said(toml)
    assert message in error.value.message


def test_the_hint_says_where_the_words_stand() -> None:
    with pytest.raises(BadInputError) as error:
        said('[[block]]\nat = "line 9000"\nquote = "2. We recall"\nis = "heading"')
    assert place_of("2. We") in error.value.hint


def test_what_is_said_later_wins() -> None:
    first, second = (read_corrections(row("1. We", f'kind = "{kind}"'), "c.toml") for kind in ("preambular", "action"))
    found = segment(reading(), first.then(second))
    assert by_text(found, "welcome")[1] == "action"


def test_a_piece_that_was_cut_off_is_named_by_its_own_words() -> None:
    cut = row("(a) We thank", 'split = "The host is"')
    found = said(cut + cut.partition("quote")[0] + 'quote = "The host"\nkind = "action"\n')
    assert [(c.kind, c.text) for c in found.clauses if "host" in c.text][1] == ("action", "The host is thanked.")


def test_a_part_has_its_own_words_and_its_own_notes_only() -> None:
    text = "One\n\n1. First.[^1]\n\nTwo\n\n1. Second.[^2]\n\n[^1]: Note one.\n\n[^2]: Note two.\n"
    whole = read("two.md", text.encode())
    at = {b.text: str(b.anchor) for b in whole.blocks}
    ends = {text: next(place for words, place in at.items() if text in words) for text in ("One", "First", "Two", "Second")}
    quotes = {text: next(words for words in at if text in words) for text in ends}
    words = 0
    for first, last, note in (("One", "First", "Note one."), ("Two", "Second", "Note two.")):
        toml = "[part]\n" + "".join(f'{key} = {{ at = "{ends[x]}", quote = "{quotes[x]}" }}\n' for key, x in (("from", first), ("to", last)))
        found = segment(whole, read_corrections(toml, "p.toml"))
        assert found.balance.holds
        assert [c.text for c in found.clauses if c.kind == "footnote"] == [note]
        words += found.balance.total
    assert words == whole.words


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 30), st.sampled_from(Take), st.sampled_from([None, "", "7.", "(a)", "Article 5"])), max_size=6))
def test_no_word_is_lost_whatever_is_said(wishes: list[tuple[int, Take, str | None]]) -> None:
    plain = reading()
    rows = []
    for at, take, number in wishes:
        block = plain.blocks[at % len(plain.blocks)]
        if not block.text.strip():
            continue
        wish = f'[[block]]\nat = "{block.anchor}"\nquote = "{block.text.split()[0]}"\nis = "{take.value}"\n'
        rows.append(wish + (f'number = "{number}"\n' if number is not None else ""))
    found = Corrections()
    for toml in rows:
        found = found.then(read_corrections(toml, "c.toml"))
    segmented = segment(plain, found)
    assert segmented.balance.holds
    assert segmented.balance.total == plain.words
    assert len({c.path for c in segmented.clauses}) == len(segmented.clauses)
