"""Following provisions: what must hold for any two texts, and what a reader expects of particular ones."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator.align import align
from negotiator.align.changes import changes
from negotiator.align.likeness import Likeness, Side
from negotiator.align.unit import TOP, containers
from negotiator.align.wordings import learned, replaced
from negotiator.model.change import ChangeKind, Match
from negotiator.model.clause import Clause

WORDS = ["mines", "victims", "clearance", "deadline", "States", "shall", "cooperate", "reports", "annually", "funding", "survivors", "the", "of"]


@dataclass(frozen=True)
class Paragraph:
    """A unit with a wording and a place."""

    text: str
    number: str = ""
    kind: str = ""
    parent: str | None = None
    id: str = ""


sentences = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
paragraphs = st.builds(Paragraph, sentences, st.sampled_from(["", "1.", "2.", "(a)", "II"]), st.sampled_from(["", "operative", "heading"]))
texts = st.lists(paragraphs, max_size=14)


@st.composite
def revisions(draw: st.DrawFn) -> tuple[list[Paragraph], list[Paragraph]]:
    """A text and what a run of edits, moves, splits and merges made of it."""
    old = draw(texts)
    new = list(old)
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(new)))
        step = draw(st.sampled_from(["add", "drop", "edit", "move", "split", "merge"]))
        if step == "add":
            new.insert(at, draw(paragraphs))
        elif at < len(new):
            words = new[at].text.split()
            if step == "drop":
                del new[at]
            elif step == "edit":
                new[at] = Paragraph(f"{new[at].text} {draw(sentences)}", new[at].number)
            elif step == "move":
                new.insert(draw(st.integers(0, len(new) - 1)), new.pop(at))
            elif step == "split":
                new[at : at + 1] = [Paragraph(" ".join(words[: len(words) // 2])), Paragraph(" ".join(words[len(words) // 2 :]))]
            elif at + 1 < len(new):
                new[at : at + 2] = [Paragraph(f"{new[at].text} {new[at + 1].text}")]
    return old, new


def pairs_of(matches: tuple[Match, ...]) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    return {(match.old, match.new) for match in matches}


def numbered(*wordings: str) -> list[Paragraph]:
    return [Paragraph(text, f"{place}.") for place, text in enumerate(wordings, 1)]


@settings(deadline=None)
@given(revisions())
def test_every_unit_stands_in_exactly_one_match_in_the_order_of_the_new_text(pair: tuple[list[Paragraph], list[Paragraph]]) -> None:
    old, new = pair
    matches = align(old, new)
    assert sorted(i for match in matches for i in match.old) == list(range(len(old)))
    assert sorted(j for match in matches for j in match.new) == list(range(len(new)))
    firsts = [match.new[0] for match in matches if match.new]
    assert firsts == sorted(firsts)
    assert all(a < b for match in matches for side in (match.old, match.new) for a, b in pairwise(side))


@settings(deadline=None)
@given(revisions())
def test_kinds_say_how_many_units_stand_on_either_side(pair: tuple[list[Paragraph], list[Paragraph]]) -> None:
    old, new = pair
    for match in align(old, new):
        sides = (min(len(match.old), 2), min(len(match.new), 2))
        if sides == (1, 1):
            same = old[match.old[0]].text == new[match.new[0]].text
            assert match.kind is (ChangeKind.SAME if same else ChangeKind.EDITED)
        else:
            kinds = {(0, 1): ChangeKind.ADDED, (1, 0): ChangeKind.DROPPED, (1, 2): ChangeKind.SPLIT, (2, 1): ChangeKind.MERGED, (2, 2): ChangeKind.REGROUPED}
            assert match.kind is kinds[sides]
        assert 0 <= match.similarity <= 1
        assert 0 <= match.confidence <= 1
        assert match.reason


@settings(deadline=None)
@given(revisions())
def test_the_same_texts_are_aligned_the_same_way_each_time_and_exchanged_when_swapped(pair: tuple[list[Paragraph], list[Paragraph]]) -> None:
    old, new = pair
    forth = align(old, new)
    assert forth == align(old, new)
    assert pairs_of(forth) == {(match.new, match.old) for match in align(new, old)}


@settings(deadline=None)
@given(texts)
def test_a_text_aligned_with_itself_is_all_the_same(text: list[Paragraph]) -> None:
    matches = align(text, text)
    assert [(m.kind, m.old, m.new, m.moved, m.renumbered) for m in matches] == [(ChangeKind.SAME, (k,), (k,), False, False) for k in range(len(text))]


@settings(deadline=None)
@given(revisions(), st.data())
def test_fixed_groups_bind(pair: tuple[list[Paragraph], list[Paragraph]], data: st.DataObject) -> None:
    old, new = pair
    olds = data.draw(st.sets(st.integers(0, len(old) - 1), max_size=2)) if old else set()
    news = data.draw(st.sets(st.integers(0, len(new) - 1), max_size=2)) if new else set()
    ruled = (tuple(sorted(olds)), tuple(sorted(news)))
    matches = align(old, new, fixed=[ruled])
    if olds and news:
        assert ruled in pairs_of(matches)
    else:
        assert all(match.old == () for match in matches if set(match.new) & news)
        assert all(match.new == () for match in matches if set(match.old) & olds)
    assert sorted(i for match in matches for i in match.old) == list(range(len(old)))


def test_a_ruling_on_an_unknown_unit_or_twice_on_one_is_refused() -> None:
    text = numbered("one", "two")
    with pytest.raises(ValueError, match="unknown or ruled twice"):
        align(text, text, fixed=[((5,), (0,))])
    with pytest.raises(ValueError, match="unknown or ruled twice"):
        align(text, text, fixed=[((0,), (0,)), ((0,), (1,))])


FOUR = (
    "Each State Party undertakes to destroy all stockpiled mines within four years.",
    "Assistance for survivors includes rehabilitation, psychological support and economic inclusion.",
    "The Secretary-General convenes a meeting of experts on underwater clearance every second spring.",
    "Donors are encouraged to make multi-year pledges to the sponsorship programme.",
)


def test_an_insertion_moves_nothing_and_renumbers_what_follows() -> None:
    matches = align(numbered(*FOUR), numbered("A wholly unforeseen preamble about fisheries.", *FOUR))
    assert [m.kind for m in matches] == [ChangeKind.ADDED] + [ChangeKind.SAME] * 4
    assert not any(m.moved for m in matches)
    assert all(m.renumbered for m in matches[1:])


def test_one_paragraph_carried_to_the_end_is_the_only_one_that_moved() -> None:
    matches = align(numbered(*FOUR), numbered(*FOUR[1:], FOUR[0]))
    assert [m.moved for m in matches] == [False, False, False, True]


def test_a_dropped_paragraph_is_listed_where_it_stood() -> None:
    matches = align(numbered(*FOUR), numbered(FOUR[0], FOUR[1], FOUR[3]))
    assert [(m.kind, m.old) for m in matches][2] == (ChangeKind.DROPPED, (2,))


def test_a_paragraph_cut_in_two_is_a_split_and_two_made_one_a_merge() -> None:
    whole = f"{FOUR[0]} {FOUR[1]}"
    split = align(numbered(whole, FOUR[2], FOUR[3]), numbered(*FOUR))
    assert (split[0].kind, split[0].old, split[0].new) == (ChangeKind.SPLIT, (0,), (0, 1))
    assert split[0].reason == "wording split over 1 and 2"
    merged = align(numbered(*FOUR), numbered(whole, FOUR[2], FOUR[3]))
    assert (merged[0].kind, merged[0].old, merged[0].new) == (ChangeKind.MERGED, (0, 1), (0,))


def test_nothing_is_matched_because_nothing_else_was_left() -> None:
    matches = align(numbered(FOUR[0], FOUR[1], FOUR[3]), numbered(FOUR[0], FOUR[2], FOUR[3]))
    assert [m.kind for m in matches] == [ChangeKind.SAME, ChangeKind.DROPPED, ChangeKind.ADDED, ChangeKind.SAME]


def test_twins_are_told_apart_by_their_neighbours() -> None:
    old = numbered("General", FOUR[0], "General", FOUR[1], "General", FOUR[2])
    new = numbered("General", FOUR[1], "General", FOUR[2])
    kept = {match.old[0] for match in align(old, new) if match.new}
    assert kept == {2, 3, 4, 5}


def test_a_heading_with_new_words_is_known_by_what_stands_under_it() -> None:
    def chapter(title: str) -> list[Paragraph]:
        return [
            Paragraph("Universalisation", "I", "heading"),
            Paragraph("Promote accession in every region.", "1."),
            Paragraph(title, "II", "heading"),
            *(Paragraph(text, f"{k}.") for k, text in enumerate(FOUR, 2)),
        ]

    matches = align(chapter("Assistance"), chapter("Helping those who were hurt"))
    assert [m.kind for m in matches][2] is ChangeKind.EDITED


def test_a_paragraph_under_another_heading_moved_though_the_order_is_the_same() -> None:
    old = [Paragraph("First", "", "heading", None, "h1"), *(Paragraph(t, "", "", "h1", t) for t in FOUR[:2])]
    old += [Paragraph("Second", "", "heading", None, "h2"), *(Paragraph(t, "", "", "h2", t) for t in FOUR[2:])]
    new = [old[0], old[1], old[3], Paragraph(FOUR[1], "", "", "h2", FOUR[1]), *old[4:]]
    moved = [new[m.new[0]].text for m in align(old, new) if m.moved]
    assert moved in (["Second", FOUR[1]], [FOUR[1]])


def test_changes_join_the_clauses_of_a_side_with_a_newline() -> None:
    def clauses(wordings: tuple[str, ...]) -> list[Clause]:
        return [Clause(str(k), str(k), f"{k}.", "operative", text) for k, text in enumerate(wordings, 1)]

    old, new = clauses((f"{FOUR[0]} {FOUR[1]}", *FOUR[2:])), clauses(FOUR)
    shown = changes(old, new, align(old, new))
    assert shown[0].kind is ChangeKind.SPLIT
    assert shown[0].redline.old == old[0].text
    assert shown[0].redline.new == f"{FOUR[0]}\n{FOUR[1]}"
    assert not shown[0].redline.changed
    assert shown[1].quiet is False
    assert shown[1].renumbered


def test_the_real_by_laws_are_followed(bench: Path) -> None:
    scores = []
    for path in sorted((bench / "bench" / "align" / "cases").glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        old, new = ([Paragraph(c["text"], c["number"], id=c["id"]) for c in case[side]] for side in ("old", "new"))
        found = {(old[i].id, new[j].id) for m in align(old, new) for i in m.old for j in m.new}
        true = {(link[0], link[1]) for link in case["links"]}
        optional = {(link[0], link[1]) for link in case["optional"]}
        hit = len(found & true)
        scores.append(2 * hit / (len(found - optional) + len(true)))
    assert sum(scores) / len(scores) >= 0.992
    assert min(scores) >= 0.985


def test_aligning_small_texts_loads_no_numeric_library() -> None:
    code = "import sys, negotiator.align, negotiator.align.changes; sys.exit(sum(m in sys.modules for m in ('numpy', 'lap', 'rapidfuzz')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_few_dropped_among_many_twins_move_nothing() -> None:
    lines = [Paragraph(("Yes", "No", "Reserved.", "Not applicable")[(k * k + k // 3) % 4]) for k in range(60)]
    matches = align(lines, lines[:7] + lines[8:40] + lines[41:])
    assert sum(m.kind is ChangeKind.SAME for m in matches) == 58
    assert not any(m.moved for m in matches)


def test_a_term_replaced_throughout_is_learned_and_does_not_count_against_what_it_stands_in() -> None:
    subjects = ("quorum", "budget", "observers", "minutes", "elections", "secretariat")
    old = numbered(*(f"The Meeting of the Parties decides on {subject} by consensus every {place} years." for place, subject in enumerate(subjects)))
    new = [Paragraph(unit.text.replace("The Meeting of the Parties", "The Assembly"), unit.number) for unit in old]
    likeness = Likeness(Side(old, frozenset()), Side(new, frozenset()))
    terms = learned(likeness, {k: k for k in range(5)})
    assert terms == {("meeting", "of", "the", "parties"): ("assembly",)}
    assert replaced([("the",), ("the", "meeting", "of", "the", "parties", "decides")], terms) == {1: ("the", "assembly", "decides")}
    assert pairs_of(align(old, new)) == {((k,), (k,)) for k in range(len(old))}


def test_a_term_that_the_new_text_still_uses_is_not_learned() -> None:
    old = numbered(*(f"The Meeting decides on matter {subject} by consensus." for subject in "abcdef"))
    new = [Paragraph(unit.text.replace("Meeting", "Assembly") if k < 3 else unit.text) for k, unit in enumerate(old)]
    likeness = Likeness(Side(old, frozenset()), Side(new, frozenset()))
    assert learned(likeness, {k: k for k in range(5)}) == {}


def test_a_link_that_rests_on_little_is_uncertain_and_an_identical_one_is_not() -> None:
    old = numbered("The committee on cooperative compliance shall meet in spring to consider national reports and requests.", *FOUR)
    new = numbered("Requests are considered by a group of experts in spring, which may hear the applicant.", *FOUR)
    by_old = {match.old: match for match in align(old, new)}
    assert by_old[(1,)].confidence == 1.0
    first = by_old[(0,)]
    assert first.kind is ChangeKind.DROPPED or first.uncertain


def test_a_merge_stays_where_its_main_part_stood() -> None:
    old = numbered(*FOUR)
    new = numbered(FOUR[1], FOUR[2], f"{FOUR[3]} {FOUR[0].replace('Each State Party', 'It')}")
    merged = next(match for match in align(old, new) if match.kind is ChangeKind.MERGED)
    assert merged.old == (0, 3)
    assert not merged.moved


def test_operative_paragraphs_stand_beside_preambular_ones_and_bis_beside_its_number() -> None:
    numbers = ["PP1", "PP2", "PP2 bis", "OP1", "(a)", "OP2", "OP2 ter", "OP3"]
    assert containers([Paragraph("words", number) for number in numbers]) == [TOP, TOP, TOP, TOP, 3, TOP, TOP, TOP]
    assert containers([Paragraph("words", number) for number in ["Pp1", "Pp2", "1.", "(a)", "2."]]) == [TOP, TOP, TOP, 2, TOP]
    assert containers([Paragraph("words", number) for number in ["Article 1", "1.", "2.", "Article 2", "1."]]) == [TOP, 0, 0, TOP, 3]


def test_a_paragraph_that_went_is_not_merged_into_one_that_says_it_all_without_it() -> None:
    shorter = "Include any source, sink or activity that has been previously included in an inventory;"
    longer = "Continue to include any source, sink or activity that has been previously included in an inventory;"
    edited = longer.replace("Continue to", "Parties continue to").replace("an inventory", "their inventory")
    old, new = numbered(FOUR[0], shorter, FOUR[1], longer, FOUR[2], FOUR[3]), numbered(FOUR[1], edited, FOUR[2], FOUR[3], FOUR[0])
    assert ((1,), ()) in pairs_of(align(old, new))
    assert ((3,), (1,)) in pairs_of(align(old, new))


def test_twins_that_all_went_into_one_are_merged() -> None:
    kinds = ("Officers", "Members", "Trustees")
    before = [f"{kind} of the Board shall declare any interest that they hold in a contract before it is discussed." for kind in kinds]
    together = "Officers, Members and Trustees of the Board shall declare any interest that they hold in a contract before it is discussed."
    merged = next(m for m in align(numbered(FOUR[0], *before, FOUR[1]), numbered(FOUR[0], together, FOUR[1])) if m.kind is ChangeKind.MERGED)
    assert merged.old == (1, 2, 3)
