"""What an audience may see, and that nothing else reaches a writer."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.model.audience import Audience
from negotiator.model.point import Assessment, CoverageRow, Evidence, Point, PointKind, Priority, Standing, State, Verdict
from negotiator.rules.audience import Field, closed_strings, comment_view, coverage_view, is_open, leaks

OWN, GROUP, PARTNERS, ROOM = Audience.OWN, Audience.GROUP, Audience.PARTNERS, Audience.ROOM
POINT = Point(
    "II.2.9",
    "II.2.9",
    "eu",
    1,
    "Affirm that improvised mines are covered.",
    "en",
    context=("The declaration",),
    targets=("declaration",),
    kind=PointKind.PREVENT,
    priority=Priority.RED_LINE,
)
JUDGED = Assessment(
    1, "declaration", "rev1", 1, Verdict.PARTIAL, (Evidence("12", 12, "a", "b", "may be considered"),), "c",
    note="Borduria will not move; try again on Friday.", actor="Ingrid Dahl", at=datetime(2024, 11, 25, tzinfo=UTC),
)  # fmt: skip
ROW = CoverageRow(POINT, "declaration", "rev1", Verdict.PARTIAL, State.RECHECK, Standing.PARTLY, True, ("12",), ('declaration 12: "are" → "may be"',), JUDGED)

QUOTES = {"12": ("may be considered", 14)}


@pytest.mark.parametrize(
    ("field", "widest"),
    [
        *((field, ROOM) for field in (Field.CLAUSE, Field.REDLINE)),
        *((field, PARTNERS) for field in (Field.POINT, Field.TARGET, Field.LINK)),
        *((field, GROUP) for field in (Field.VERDICT, Field.STANDING, Field.QUOTE, Field.STATE, Field.KIND, Field.DELIVERY, Field.THEMES)),
        *((field, OWN) for field in (Field.NOTE, Field.PRIORITY, Field.INSTRUCTIONS, Field.ACTOR, Field.DATE, Field.CANDIDATES)),
    ],
)
def test_each_field_is_open_up_to_its_widest_audience(field: Field, widest: Audience) -> None:
    assert [a for a in Audience if is_open(field, a)] == [a for a in Audience if a.width <= widest.width]


@given(st.sampled_from(Field), st.sampled_from(Audience), st.sampled_from(Audience))
def test_a_narrower_circle_sees_all_that_a_wider_one_sees(field: Field, one: Audience, other: Audience) -> None:
    if one.width <= other.width and is_open(field, other):
        assert is_open(field, one)


def test_own_sees_everything() -> None:
    (view,) = coverage_view([ROW], OWN)
    assert (view.note, view.actor, view.at, view.point.priority, view.verdict) == (JUDGED.note, "Ingrid Dahl", JUDGED.at, Priority.RED_LINE, Verdict.PARTIAL)


def test_the_group_sees_the_judgement_without_notes_names_and_priorities() -> None:
    (view,) = coverage_view([ROW], GROUP)
    assert (view.verdict, view.standing, view.state, view.bracketed, view.quotes, view.point.kind) == (
        Verdict.PARTIAL, Standing.PARTLY, State.RECHECK, True, ("may be considered",), PointKind.PREVENT,
    )  # fmt: skip
    assert (view.note, view.actor, view.at, view.point.priority) == ("", "", None, None)


def test_partners_see_the_point_and_where_it_stands_in_the_text_only() -> None:
    (view,) = coverage_view([ROW], PARTNERS)
    assert (view.point.text, view.clauses, view.point.targets) == (POINT.text, ("12",), ("declaration",))
    assert not view.judged
    assert (view.verdict, view.state, view.bracketed, view.quotes, view.why, view.point.kind, view.point.delivery) == (None, None, None, (), (), None, None)
    (comment,) = comment_view(ROW, PARTNERS, QUOTES)
    assert (comment.clause, comment.quote, comment.verdict, comment.note) == ("12", "", None, "")


def test_the_room_sees_nothing_of_ours() -> None:
    assert coverage_view([ROW], ROOM) == ()
    assert comment_view(ROW, ROOM, QUOTES) == ()


@pytest.mark.parametrize("audience", list(Audience))
def test_no_view_holds_a_closed_string(audience: Audience) -> None:
    closed = closed_strings([ROW], audience)
    assert leaks(closed, repr((coverage_view([ROW], audience), comment_view(ROW, audience, QUOTES)))) == ()
    assert bool(closed) is (audience is not OWN)


def test_comments_carry_the_quote_of_their_own_clause() -> None:
    (comment,) = comment_view(ROW, GROUP, QUOTES)
    assert (comment.quote, comment.near) == ("may be considered", 14)


@pytest.mark.parametrize(
    "text",
    [
        "He said: BORDURIA will not move; try again on Friday.",
        "<w:t>Borduria will</w:t></w:r><w:r><w:t> not move; try</w:t></w:r><w:t> again on Friday.</w:t>",
        "<w:p>Borduria will not move;</w:p><w:p>try again on Friday.</w:p>",
        '<w:comment w:author="Ingrid  Dahl" w:id="1"/>',
        "Ingrid&#32;Dahl",
        "<w:t>Ing</w:t></w:r><w:r><w:t>rid Dahl</w:t>",
        "<w:p>Ingrid</w:p><w:p>Dahl</w:p>",
    ],
)
def test_a_leak_is_found_through_case_runs_and_attributes(text: str) -> None:
    assert leaks(closed_strings([ROW], ROOM), text)


def test_parts_of_words_and_open_text_are_no_leak() -> None:
    assert leaks(["Ing", "Dahl"], "Ingrid Dahlberg") == ()
    assert leaks(["EU"], "The EU said so") == ()
    assert leaks([POINT.text], f"12. {POINT.text}", already_open=[f"12. {POINT.text} Always."]) == ()
    assert leaks([POINT.text], f"12. {POINT.text}") == (POINT.text,)


def test_a_field_that_nobody_thought_of_is_closed() -> None:
    from negotiator.rules import audience as module

    assert {f for f in Field if f not in module.WIDEST} == {Field.CANDIDATES, Field.PRIORITY, Field.NOTE, Field.INSTRUCTIONS, Field.ACTOR, Field.DATE}
    assert {f.name for f in fields(module.CommentView)} == {"clause", "point", "quote", "near", "verdict", "state", "standing", "bracketed", "why", "note"}
