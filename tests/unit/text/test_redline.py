"""Redlines: exact to the letter, minimal, readable, and honest about typography."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from negotiator.model.change import Op, Redline
from negotiator.text.common import hunks, longest_increasing
from negotiator.text.normalise import cosmetic
from negotiator.text.redline import redline

PIECES = [
    "the",
    "States",
    "shall",
    "should",
    "mine-free",
    "“",
    "”",
    '"',
    "’",
    "'",
    " ",
    "  ",
    "\u00a0",
    "\n",
    "-",
    "–",
    ".",
    ",",
    ";",
    "[",
    "]",
    "é",
    "e\u0301",
    "地",
    "雷",
    "1,000",
    "2.5",
    "\u200b",
]
wordings = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@st.composite
def revised(draw: st.DrawFn) -> tuple[str, str]:
    """A wording and what a few replacements made of it."""
    old = draw(st.lists(st.sampled_from(PIECES), max_size=25))
    new = list(old)
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(new)))
        new[start : start + draw(st.integers(0, 2))] = draw(st.lists(st.sampled_from(PIECES), max_size=2))
    return "".join(old), "".join(new)


@st.composite
def framed(draw: st.DrawFn) -> tuple[str, str]:
    """A few changes in the midst of a long text that both share."""
    old, new = draw(revised())
    before, after = (" ".join(draw(st.lists(st.sampled_from([*PIECES[:6], "clear", "mines,"]), max_size=120))) for _ in range(2))
    return before + old + after, before + new + after


pairs = st.one_of(st.tuples(wordings, wordings), revised(), framed())


def marked(line: Redline) -> str:
    """The redline on one line: [-deleted-], {+inserted+}; cosmetic segments have a tilde."""
    sign = {Op.EQUAL: ("", ""), Op.DELETE: ("[-", "-]"), Op.INSERT: ("{+", "+}")}
    return "".join(f"{sign[s.op][0]}{s.text}{sign[s.op][1]}{'~' * s.cosmetic}" for s in line.segments)


@settings(deadline=None)
@given(pairs)
def test_equal_and_delete_are_the_old_text_and_equal_and_insert_the_new(pair: tuple[str, str]) -> None:
    old, new = pair
    line = redline(old, new)
    assert line.old == old
    assert line.new == new
    assert all(s.text for s in line.segments)


@settings(deadline=None)
@given(pairs)
@example(("mots; a", "mots ; b"))
@example(("a “b”", 'c "b"'))
def test_a_difference_is_cosmetic_only_where_typography_alone_differs(pair: tuple[str, str]) -> None:
    old, new = pair
    line = redline(old, new)
    assert line.changed is (cosmetic(old) != cosmetic(new))
    without = "".join(s.text for s in line.segments if s.op is Op.EQUAL or (s.op is Op.DELETE and not s.cosmetic) or (s.op is Op.INSERT and s.cosmetic))
    assert cosmetic(without) == cosmetic(old)
    assert not any(s.cosmetic for s in line.segments if s.op is Op.EQUAL)


@settings(deadline=None)
@example(("thethe \u200b the", "the \u200b mine-freethe"))
@given(pairs)
def test_neighbouring_segments_are_of_different_kinds_and_a_deletion_comes_first(pair: tuple[str, str]) -> None:
    segments = redline(*pair).segments
    for before, after in pairwise(segments):
        assert (before.op, before.cosmetic) != (after.op, after.cosmetic)
        if before.op is Op.INSERT and after.op is Op.DELETE:
            assert before.cosmetic or after.cosmetic


@settings(deadline=None)
@given(wordings)
def test_a_text_against_itself_has_no_difference(text: str) -> None:
    line = redline(text, text)
    assert line.identical
    assert not line.changed


@settings(deadline=None)
@given(st.lists(st.sampled_from("abcd"), max_size=30), st.lists(st.sampled_from("abcd"), max_size=30))
def test_as_few_tokens_as_possible_differ(old: list[str], new: list[str]) -> None:
    longest = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, a in enumerate(old):
        for j, b in enumerate(new):
            longest[i + 1][j + 1] = longest[i][j] + 1 if a == b else max(longest[i][j + 1], longest[i + 1][j])
    found = hunks(old, new)
    assert len(old) - sum(i2 - i1 for i1, i2, _, _ in found) == longest[-1][-1]
    i = j = 0
    for i1, i2, j1, j2 in found:
        assert old[i:i1] == new[j:j1]
        assert (i1 < i2 or j1 < j2) and i1 >= i and j1 >= j
        i, j = i2, j2
    assert old[i:] == new[j:]


@settings(deadline=None)
@given(st.lists(st.integers(0, 20), max_size=30))
def test_the_longest_increasing_run_increases_and_cannot_be_extended(values: list[int]) -> None:
    kept = longest_increasing(values)
    assert kept == sorted(kept)
    chosen = [values[k] for k in kept]
    assert chosen == sorted(set(chosen))
    best = [1] * len(values)
    for k, value in enumerate(values):
        best[k] = 1 + max((best[m] for m in range(k) if values[m] < value), default=0)
    assert len(kept) == max(best, default=0)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("Parties shall clear mines.", "Parties should clear all mines.", "Parties [-shall-]{+should+} clear {+all +}mines."),
        ("One. Two.", "One. Three. Two.", "One. {+Three. +}Two."),
        ("urges States.", "[urges] States.", "{+[+}urges{+]+} States."),
        ("by 31 December 2025 at the latest", "by 1 March 2026 at the latest", "by [-31 December 2025-]{+1 March 2026+} at the latest"),
        ("1,000 mines", "2,000 mines", "[-1,000-]{+2,000+} mines"),
        ("the “fox” – runs", 'the "fox" - runs fast', 'the [-“-]~{+"+}~fox[-”-]~{+"+}~ [-–-]~{+-+}~ runs{+ fast+}'),
        ("应当销毁地雷", "必须销毁地雷", "[-应当-]{+必须+}销毁地雷"),
        ("", "a", "{+a+}"),
        ("", "", ""),
    ],
)
def test_a_redline_reads_as_a_person_would_have_marked_it(old: str, new: str, line: str) -> None:
    assert marked(redline(old, new)) == line


def test_a_common_word_left_between_two_replacements_is_taken_into_them() -> None:
    line = redline("recalls the importance of assistance to victims", "stresses the role of clearance for survivors")
    assert " the " not in [s.text for s in line.segments]
    assert marked(line).count("{+") < 4


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_decomposed_letters_do_not_differ(form: str) -> None:
    text = "Les États parties réaffirment"
    line = redline(text, unicodedata.normalize(form, text))  # type: ignore[arg-type]
    assert not line.changed


def test_a_word_joined_or_torn_is_a_change() -> None:
    assert redline("a b", "ab").changed
    assert redline("anti-personnel", "antipersonnel").changed


def test_long_texts_that_share_little_stay_exact_and_cheap() -> None:
    old = " ".join(f"w{(k * 7919) % 24001}" for k in range(24_000))
    new = " ".join(f"w{(k * 7919) % 24001}" if k % 50 else f"x{k}" for k in range(24_000))
    line = redline(old, new)
    assert line.old == old
    assert line.new == new
    assert sum(s.op is Op.INSERT for s in line.segments) == 480


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("along the border.¹ They report² so.", "along the border.² They report³ so.", False),
        ("in “good faith”¹ together", "in “good faith”¹² together", False),
        ("an area of 20 km² here", "an area of 20 km³ here", True),
        ("along the border here", "along the border¹ here", True),
        ("the year 2030.³", "the year 2031.⁴", True),
    ],
)
def test_a_note_under_another_number_is_no_change_and_a_unit_is_no_note(old: str, new: str, changed: bool) -> None:
    difference = redline(old, new)
    assert (difference.old, difference.new) == (old, new)
    assert difference.changed is changed
    assert (cosmetic(old) != cosmetic(new)) is changed
