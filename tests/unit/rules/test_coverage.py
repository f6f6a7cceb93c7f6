"""Standing, state and reasons, as tables of cases."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.model.clause import Clause
from negotiator.model.point import Assessment, Candidate, CoverageRow, Delivery, Evidence, Point, PointKind, Priority, Standing, State, Suggestion, Verdict
from negotiator.rules.coverage import counts, coverage, newest, points_in_need_of_candidates, standing
from negotiator.rules.recheck import SeenClause, context_sha256, difference, introduction, seen_clauses
from negotiator.text.normalise import wording_sha256

TEXT = Delivery.TEXT
SEEK, PREVENT = PointKind.SEEK, PointKind.PREVENT


@pytest.mark.parametrize(
    ("kind", "verdict", "expected"),
    [
        (SEEK, Verdict.REFLECTED, Standing.MET),
        (SEEK, Verdict.PARTIAL, Standing.PARTLY),
        (SEEK, Verdict.ABSENT, Standing.UNMET),
        (SEEK, Verdict.CONTRADICTED, Standing.UNMET),
        (SEEK, None, Standing.UNKNOWN),
        (PREVENT, Verdict.REFLECTED, Standing.UNMET),
        (PREVENT, Verdict.PARTIAL, Standing.PARTLY),
        (PREVENT, Verdict.ABSENT, Standing.MET),
        (PREVENT, Verdict.CONTRADICTED, Standing.MET),
        (PREVENT, None, Standing.UNKNOWN),
    ],
)
def test_standing_follows_from_kind_and_verdict(kind: PointKind, verdict: Verdict | None, expected: Standing) -> None:
    assert standing(kind, TEXT, verdict) is expected


@given(st.sampled_from(PointKind), st.sampled_from([Delivery.STATEMENT, Delivery.PROCESS]), st.one_of(st.none(), st.sampled_from(Verdict)))
def test_what_the_text_does_not_deliver_is_never_unmet_in_it(kind: PointKind, delivery: Delivery, verdict: Verdict | None) -> None:
    assert standing(kind, delivery, verdict) is Standing.UNKNOWN


@dataclass
class World:
    """One point, one judged text, and what a later revision made of it. A provision is named by its number alone."""

    text: str = "Improvised mines are covered by the Convention."
    quote: str = ""
    verdict: Verdict | None = Verdict.REFLECTED
    point: str = "Affirm that improvised mines are covered."

    def clause(self, path: str, text: str, provision: int, parent: str | None = None, kind: str = "operative") -> tuple[Clause, int]:
        return Clause(path, path, path, kind, text, parent=parent), provision

    def seen(self, *clauses: tuple[Clause, int]) -> tuple[SeenClause, ...]:
        return seen_clauses([c for c, _ in clauses], {c.id: p for c, p in clauses})

    def judged(self, context: tuple[str, ...] = (), seq: int = 1, revision: str = "zero") -> Assessment:
        place = (self.text.find(self.quote), self.text.find(self.quote) + len(self.quote)) if self.quote else None
        evidence = Evidence("12", 12, wording_sha256(self.text), context_sha256(context), self.quote, place)
        return Assessment(1, "declaration", revision, seq, self.verdict, () if self.verdict is Verdict.ABSENT else (evidence,), wording_sha256(self.point))

    def row(self, *clauses: tuple[Clause, int], judged: Assessment | None = None, point: str = "", **more: object) -> CoverageRow:
        asked = Point(
            "II.2.9", "II.2.9", "eu", 1, point or self.point, "en", targets=("declaration",), kind=more.pop("kind", SEEK), delivery=more.pop("delivery", TEXT)
        )  # type: ignore[arg-type]
        wordings = {wording_sha256(t): t for t in (self.text, self.point)} | more.pop("introductions", {})  # type: ignore[operator]
        rows = coverage(
            [asked], document="declaration", revision="rev1", clauses=self.seen(*clauses), assessments={1: judged or self.judged()}, wordings=wordings, **more,  # type: ignore[arg-type]
        )  # fmt: skip
        assert len(rows) == 1
        return rows[0]


def test_an_unchanged_clause_keeps_its_verdict_confirmed() -> None:
    world = World()
    row = world.row(world.clause("12", world.text, 12))
    assert (row.state, row.standing, row.clauses, row.why) == (State.CONFIRMED, Standing.MET, ("12",), ())


def test_a_renumbered_and_moved_clause_is_no_recheck() -> None:
    world = World()
    row = world.row(world.clause("1", "Another.", 5), world.clause("9", world.text, 12))
    assert (row.state, row.clauses) == (State.CONFIRMED, ("9",))


@pytest.mark.parametrize(
    "cosmetic",
    [
        "Improvised mines  are covered by the Convention.",
        "Improvised\u00a0mines are covered by the Convention.",
        "Improvised mines are covered by the Convention. ",
    ],
)
def test_typography_is_no_recheck(cosmetic: str) -> None:
    world = World()
    assert world.row(world.clause("12", cosmetic, 12)).state is State.CONFIRMED


def test_another_holder_is_no_recheck_and_another_word_beside_it_is_told_without_the_names() -> None:
    world = World("Improvised mines [EU: are covered] by the Convention.")
    assert world.row(world.clause("12", "Improvised mines [are covered - EU, Arlen] by the Convention.", 12)).state is State.CONFIRMED
    row = world.row(world.clause("12", "Improvised mines [Arlen, Borea: may be covered] by the Convention.", 12))
    assert (row.state, row.why) == (State.RECHECK, ('declaration 12: "are" → "may be"',))


def test_another_holder_in_what_introduces_a_clause_is_no_recheck() -> None:
    world = World()
    before = "We [Arlen: decide] to:"
    judged = world.judged(context=(before,))
    known = {wording_sha256(introduction((before,))): introduction((before,)), context_sha256((before,)): introduction((before,))}
    under = world.clause("12", world.text, 12, parent="7")
    same = world.row(world.clause("7", "We [Arlen, EU: decide] to:", 7, kind="chapeau"), under, judged=judged, introductions=known)
    other = world.row(world.clause("7", "We [Arlen, EU: consider] to:", 7, kind="chapeau"), under, judged=judged, introductions=known)
    assert (same.state, other.state) == (State.CONFIRMED, State.RECHECK)
    assert other.why == ('what introduces declaration 12: "decide" → "consider"',)


def test_a_changed_clause_says_which_words_and_keeps_its_standing() -> None:
    world = World()
    row = world.row(world.clause("14", "Improvised mines may be considered by the Convention.", 12))
    assert (row.state, row.standing) == (State.RECHECK, Standing.MET)
    assert row.why == ('declaration 14: "are covered" → "may be considered"',)


def test_a_wording_nobody_can_read_any_more_is_a_recheck_all_the_same() -> None:
    world = World()
    judged = world.judged()
    lost = replace(judged, evidence=(replace(judged.evidence[0], wording_sha256="0" * 64),))
    assert world.row(world.clause("12", world.text, 12), judged=lost).why == ("declaration 12 changed",)


def test_a_split_clause_is_followed_to_both_halves() -> None:
    world = World()
    row = world.row(world.clause("12", "Improvised mines", 21), world.clause("13", "are covered.", 22), edges=[(12, 21, "split"), (12, 22, "split")])
    assert (row.state, row.clauses, row.why) == (State.RECHECK, ("12", "13"), ("declaration 12 was split into 12 and 13",))


def test_a_merged_clause_is_followed_and_so_is_a_chain_of_them() -> None:
    world = World()
    row = world.row(world.clause("8", "All of it.", 40), edges=[(12, 30, "merged"), (11, 30, "merged"), (30, 40, "merged")])
    assert (row.state, row.clauses, row.why) == (State.RECHECK, ("8",), ("declaration 12 was merged into 8",))


def test_a_circle_of_edges_ends() -> None:
    world = World()
    assert world.row(world.clause("1", "x", 1), edges=[(12, 30, "split"), (30, 12, "merged")]).clauses == ()


def test_a_dropped_clause_is_a_recheck_without_clauses() -> None:
    world = World()
    row = world.row(world.clause("1", "Something else.", 5))
    assert (row.state, row.standing, row.clauses, row.why) == (State.RECHECK, Standing.MET, (), ("declaration 12 is no longer in the text",))


def test_a_changed_chapeau_is_a_recheck_and_its_typography_is_none() -> None:
    world = World()
    judged = world.judged(context=("We decide to:",))
    same = world.row(world.clause("7", "We  decide to:", 7, kind="chapeau"), world.clause("12", world.text, 12, parent="7"), judged=judged)
    weaker = world.row(world.clause("7", "We consider to:", 7, kind="chapeau"), world.clause("12", world.text, 12, parent="7"), judged=judged)
    away = world.row(world.clause("12", world.text, 12), judged=judged)
    assert (same.state, weaker.state, away.state) == (State.CONFIRMED, State.RECHECK, State.RECHECK)
    assert weaker.why == ("what introduces declaration 12 changed",)


def test_headings_introduce_nothing() -> None:
    world = World()
    row = world.row(world.clause("h", "A new heading", 7, kind="heading"), world.clause("12", world.text, 12, parent="h"))
    assert row.state is State.CONFIRMED


def test_a_reworded_point_is_a_recheck() -> None:
    world = World()
    row = world.row(world.clause("12", world.text, 12), point="Affirm that improvised mines are always covered.")
    assert (row.state, row.why) == (State.RECHECK, ('point II.2.9: "always" added',))
    assert world.row(world.clause("12", world.text, 12), point=world.point + " ").state is State.CONFIRMED


def test_an_undone_verdict_is_unassessed() -> None:
    world = World(verdict=None)
    row = world.row(world.clause("12", world.text, 12))
    assert (row.verdict, row.state, row.standing, row.clauses, row.why) == (None, State.UNASSESSED, Standing.UNKNOWN, (), ("the verdict was taken back",))


def test_a_suggestion_is_never_a_verdict() -> None:
    point = Point("1", "1", "eu", 1, "x", "en", targets=("declaration",))
    sure = Suggestion("1", "declaration", (Candidate("12", 1.0, ("x",)),), none=False)
    (row,) = coverage(
        [point], document="declaration", revision="rev1", clauses=World().seen(World().clause("12", "x", 12)), assessments={}, suggestions={"1": sure}
    )
    assert (row.verdict, row.state, row.standing, row.bracketed) == (None, State.UNASSESSED, Standing.UNKNOWN, False)


def test_rows_are_for_points_that_address_the_document_and_were_not_retired() -> None:
    points = [
        Point("1", "1", "eu", 1, "x", "en", targets=("declaration", "review")),
        Point("2", "2", "eu", 2, "x", "en", targets=("review",)),
        Point("3", "3", "eu", 3, "x", "en", targets=("declaration",), retired=True),
    ]
    assert [r.point.id for r in coverage(points, document="declaration", revision="r", clauses=(), assessments={})] == ["1"]


# absent: what a later revision adds or edits among the first five candidates

ABSENT = World(verdict=Verdict.ABSENT)


def absent_row(
    now: str, *, provision: int = 20, stored: bool = True, earlier: dict[int, str] | None = None, revision: str = "zero", rank: int = 0
) -> CoverageRow:
    before = "States report each year."
    judged = replace(ABSENT.judged(revision=revision), candidates=((20, wording_sha256(before)),) if stored else ())
    others = [Candidate(f"o{n}", 0.9, ()) for n in range(rank)]
    suggestion = Suggestion("II.2.9", "declaration", (*others, Candidate("3", 0.5, ("report",))), none=True)
    known = {wording_sha256(before): before, wording_sha256(ABSENT.point): ABSENT.point}
    asked = Point("II.2.9", "II.2.9", "eu", 1, ABSENT.point, "en", targets=("declaration",))
    (row,) = coverage(
        [asked], document="declaration", revision="rev1", clauses=ABSENT.seen(ABSENT.clause("3", now, provision)), assessments={1: judged},
        wordings=known, suggestions={"II.2.9": suggestion}, earlier={"zero": earlier} if earlier is not None else None,
    )  # fmt: skip
    return row


def test_absent_stays_confirmed_while_its_candidates_stand() -> None:
    row = absent_row("States report each year.")
    assert (row.state, row.standing) == (State.CONFIRMED, Standing.UNMET)
    assert absent_row("States  report each year.").state is State.CONFIRMED


def test_absent_goes_to_recheck_when_a_candidate_is_edited_in_substance() -> None:
    row = absent_row("States report improvised mines each year.")
    assert (row.state, row.standing) == (State.RECHECK, Standing.UNMET)
    assert row.why == ('declaration 3: "improvised mines" added',)


def test_absent_goes_to_recheck_when_a_new_clause_is_among_the_first_five() -> None:
    assert absent_row("Improvised mines are covered.", provision=99).why == ("declaration 3 is new and may speak to it",)


def test_a_clause_that_stood_there_when_absent_was_said_is_not_new() -> None:
    text = "States report each year."
    assert absent_row(text, stored=False, earlier={20: wording_sha256(text)}).state is State.CONFIRMED
    assert absent_row(text, stored=False, earlier={}).state is State.RECHECK


def test_the_sixth_candidate_does_not_matter() -> None:
    assert absent_row("Improvised mines are covered.", provision=99, rank=5).state is State.CONFIRMED
    assert absent_row("Improvised mines are covered.", provision=99, rank=4).state is State.RECHECK


def test_absent_in_this_very_revision_is_not_doubted() -> None:
    assert absent_row("Improvised mines are covered.", provision=99, revision="rev1").state is State.CONFIRMED


def test_only_points_found_absent_in_an_earlier_text_need_candidates() -> None:
    points = [Point(str(n), str(n), "eu", n, "x", "en") for n in range(1, 5)]
    judged = {1: replace(ABSENT.judged(), point=1), 2: replace(ABSENT.judged(revision="rev1"), point=2), 3: replace(World().judged(), point=3)}
    assert [p.id for p in points_in_need_of_candidates(points, judged, "rev1")] == ["1"]


# brackets


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("[Improvised mines are covered.]", "", True),
        ("Improvised mines are [fully] covered.", "", False),
        ("Improvised mines are [fully] covered.", "fully", True),
        ("Improvised mines are [fully] covered.", "mines are [fully] covered", False),
        ("[EU: Improvised mines] are covered.", "Improvised mines", True),
        ("Mines are covered [and mines are cleared].", "mines are", True),
        ("mines are covered [and mines are cleared].", "mines are", True),
        ("Improvised mines are covered.", "", False),
        ("[Improvised mines are covered.", "", True),
        ("[Improvised mines are covered](https://example.org).", "mines are covered", False),
        ("[a] Improvised mines are covered.", "", False),
    ],
)
def test_in_brackets_only_if_all_that_supports_it_is(text: str, quote: str, expected: bool) -> None:
    world = World(text=text, quote=quote)
    judged = world.judged()
    if text.startswith("mines") and quote == "mines are":
        where = text.rfind(quote)
        judged = replace(judged, evidence=(replace(judged.evidence[0], quoted=(where, where + len(quote))),))
    assert world.row(world.clause("12", text, 12), judged=judged).bracketed is expected


def test_brackets_that_close_lift_the_flag_and_open_ones_set_it() -> None:
    world = World(text="[Improvised mines are covered.]", quote="Improvised mines are covered.")
    row = world.row(world.clause("12", "Improvised mines are covered.", 12))
    assert (row.bracketed, row.state) == (False, State.RECHECK)
    other = World(quote="are covered")
    assert other.row(other.clause("12", "Improvised mines [are covered by] the Convention.", 12)).bracketed


def test_one_piece_of_open_text_is_enough_to_lift_the_flag() -> None:
    world = World(text="[Bracketed words.]")
    judged = world.judged()
    both = replace(judged, evidence=(*judged.evidence, Evidence("13", 13, wording_sha256("Free words."), "")))
    row = world.row(world.clause("12", "[Bracketed words.]", 12), world.clause("13", "Free words.", 13), judged=both)
    assert not row.bracketed


@pytest.mark.parametrize("verdict", [Verdict.CONTRADICTED, Verdict.ABSENT])
def test_only_support_can_be_in_brackets(verdict: Verdict) -> None:
    world = World(text="[Improvised mines are covered.]", verdict=verdict)
    assert not world.row(world.clause("12", world.text, 12)).bracketed


def test_a_bracket_over_several_clauses_holds_what_stands_between() -> None:
    world = World()
    clauses = (world.clause("11", "[First.", 11), world.clause("12", world.text, 12), world.clause("13", "Last.]", 13))
    assert world.row(*clauses).bracketed
    assert not world.row(world.clause("11", "[First.", 11), world.clause("12", world.text, 12), world.clause("13", "Last.", 13)).bracketed


# totals and the last word


def test_the_newest_verdict_of_a_document_counts() -> None:
    world = World()
    first, second = world.judged(seq=1), replace(world.judged(seq=2), verdict=Verdict.PARTIAL)
    elsewhere = replace(world.judged(seq=9), document="review")
    assert newest([second, first, elsewhere], "declaration") == {1: second}


def test_counts_add_up_and_keep_flags_apart() -> None:
    def row(
        verdict: Verdict | None, *, counted: bool = True, priority: Priority = Priority.WANT, state: State = State.CONFIRMED, bracketed: bool = False
    ) -> CoverageRow:
        point = Point("1", "1", "eu", 1, "x", "en", counted=counted, priority=priority)
        return CoverageRow(point, "d", "r", verdict, state, standing(SEEK, TEXT, verdict), bracketed, (), ())

    found = counts(
        [
            row(Verdict.REFLECTED, bracketed=True),
            row(Verdict.PARTIAL, state=State.RECHECK),
            row(Verdict.ABSENT, priority=Priority.RED_LINE),
            row(Verdict.REFLECTED, priority=Priority.RED_LINE),
            row(None, state=State.UNASSESSED),
            row(Verdict.ABSENT, counted=False, priority=Priority.RED_LINE),
        ]
    )
    assert (found.met, found.partly, found.unmet, found.unknown, found.points) == (2, 1, 1, 1, 5)
    assert (found.recheck, found.bracketed, found.red_line_unmet) == (1, 1, 1)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Clear all mines.", "[Clear all mines.]", "put in brackets"),
        ("[Clear] all mines.", "Clear all mines.", "taken out of brackets"),
        ("[Clear] all mines.", "Clear [all] mines.", "brackets moved"),
        ("Clear all mines.", "Clear [all – Arlen] mines.", "put in brackets"),
        ("Clear [all – Arlen] mines.", "Clear [all – Arlen, EU] mines.", "holders changed"),
        ("Clear all mines.", "[Remove] all mines.", '"Clear" → "Remove"'),
        ("Clear all mines.", "Clear all mines;", '"." → ";"'),
    ],
)
def test_brackets_are_told_as_brackets_and_never_hide_a_word(old: str, new: str, told: str) -> None:
    assert difference(old, new) == told


def test_differences_are_told_in_words_and_shortened() -> None:
    assert difference("a b c d e f", "a x c d e f g") == '"b" → "x", "g" added'
    assert difference("a b", "a") == '"b" deleted'
    long = difference("one", " ".join(["word"] * 60))
    assert len(long) < 90
    assert long.endswith('…"')
    assert difference("1 a 2 b 3 c 4 d 5", "9 a 9 b 9 c 9 d 9").endswith("and 2 more")
