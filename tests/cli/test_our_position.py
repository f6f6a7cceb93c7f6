"""Our points, what may speak to them, verdicts, their undoing, and what the next version does to them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from console import Ended, Prepared, Typed, journal

PAPER = """Position of the Union

I. Introduction

1. The Union stands by the Convention and its goals.

2. The Union calls for a world without mines.

II. Objectives for the outcome documents

1) With regard to the political declaration, the Union will seek to:

1. commit all parties to report each year on their stockpiles;

2. secure that donors plan for several years, including:

a. for victim assistance;

b. for clearance of cluster munitions;

3. prevent any reference to a permitted use of mines;
"""
REV1 = """1. All parties report each year on their stockpiles.

2. Donors are encouraged to plan for several years.

3. Parties assist victims, their families and communities.

4. [Mines may be used for training alone.]
"""


@pytest.fixture
def talks(prepared: Prepared) -> Path:
    """A paper of five points and a declaration of four paragraphs."""
    return prepared(
        ("paper.txt", PAPER, "--document", "eu-position", "--label", "Adopted"),
        ("rev1.txt", REV1, "--document", "declaration", "--label", "Rev.1", "--title", "Political declaration"),
    )


def rows(typed: Typed, *command: str) -> dict[str, dict[str, Any]]:
    return {row["point"]: row for row in typed("coverage", *command, "--format", "json").json}


def next_version(typed: Typed, text: str, label: str = "Rev.2") -> Ended:
    path = Path(f"{label}.txt")
    path.write_text(text, encoding="utf-8")
    ended = typed("import", str(path), "--document", "declaration", "--label", label)
    assert ended.code == 0, ended.err
    return ended


# Points


def test_points_are_found_with_their_target_and_a_chapeau_is_listed_but_not_counted(typed: Typed, talks: Path) -> None:
    ended = typed("points", "--format", "csv")
    assert [line.split(",")[0] for line in ended.out.splitlines()[1:]] == ["II.1.1", "II.1.2", "II.1.2.a", "II.1.2.b", "II.1.3"]
    assert ended.err.strip() == "5 points, 4 counted"
    assert {p["target"] for p in typed("points", "--format", "json").json} == {"declaration"}
    assert "not counted" in typed("points").out
    assert rows(typed)["II.1.2"]["standing"] == "unknown"


def test_the_sample_has_46_points_of_which_45_count(typed: Typed, workspace: Path) -> None:
    assert typed("points").err.strip() == "46 points, 45 counted"
    summary = typed("coverage").err.splitlines()
    assert summary[-1].startswith("together:")
    assert "of 45" in summary[-1]
    assert len(summary) == 4


def test_a_chapeau_counts_when_a_person_says_so(typed: Typed, talks: Path) -> None:
    assert typed("point", "set", "II.1.2", "--counted").code == 0
    assert typed("points").err.strip() == "5 points"
    assert typed("undo").code == 0
    assert typed("points").err.strip() == "5 points, 4 counted"


def test_an_introductory_paragraph_can_be_made_a_point_and_retired_again(typed: Typed, talks: Path) -> None:
    ended = typed("point", "add", "I.2", "--target", "declaration", "--priority", "must")
    assert ended.code == 0
    assert "I.2: seek, text, must, for declaration" in ended.err
    assert typed("points").err.strip() == "6 points, 5 counted"
    assert rows(typed)["I.2"]["state"] == "unassessed"
    assert typed("point", "retire", "I.2").code == 0
    assert "I.2" not in rows(typed)
    assert typed("point", "add", "I.2").code == 0
    assert rows(typed)["I.2"]["document"] == "declaration"


def test_a_target_is_corrected_and_the_point_moves_to_that_document(typed: Typed, talks: Path) -> None:
    Path("plan.txt").write_text("1. Action one is to report on stockpiles each year.\n", encoding="utf-8")
    assert typed("import", "plan.txt", "--document", "action-plan", "--label", "Rev.1").code == 0
    assert typed("point", "set", "II.1.1", "--target", "action-plan").code == 0
    assert rows(typed)["II.1.1"]["document"] == "action-plan"
    assert typed("point", "set", "II.1.1", "--target", "action-plan", "--target", "declaration").code == 0
    assert [r["document"] for r in typed("coverage", "--format", "json").json if r["point"] == "II.1.1"] == ["declaration", "action-plan"]
    ended = typed("link", "II.1.1", "1", "--as", "reflected")
    assert ended.code == 2
    assert "--in" in ended.err
    assert typed("link", "II.1.1", "1", "--as", "reflected", "--in", "action-plan").code == 0


def test_what_is_not_set_stays(typed: Typed, talks: Path) -> None:
    typed("point", "set", "II.1.1", "--priority", "red-line")
    typed("point", "set", "II.1.1", "--delivery", "statement")
    point = typed("points", "--format", "json").json[0]
    assert (point["priority"], point["delivery"], point["kind"]) == ("red-line", "statement", "seek")


def test_a_point_not_delivered_by_text_cannot_be_unmet(typed: Typed, talks: Path) -> None:
    typed("point", "set", "II.1.1", "--delivery", "statement")
    typed("link", "II.1.1", "--as", "absent")
    assert rows(typed)["II.1.1"]["standing"] == "unknown"
    assert typed("coverage", "--fail-on", "unmet").code == 0


# Verdicts


@pytest.mark.parametrize(
    ("kind", "verdict", "standing"),
    [
        ("seek", "reflected", "met"),
        ("seek", "partial", "partly"),
        ("seek", "contradicted", "unmet"),
        ("seek", "absent", "unmet"),
        ("prevent", "reflected", "unmet"),
        ("prevent", "partial", "partly"),
        ("prevent", "contradicted", "met"),
        ("prevent", "absent", "met"),
    ],
)
def test_what_follows_from_a_verdict(typed: Typed, talks: Path, kind: str, verdict: str, standing: str) -> None:
    assert typed("point", "set", "II.1.3", "--kind", kind).code == 0
    evidence = () if verdict == "absent" else ("4",)
    assert typed("link", "II.1.3", *evidence, "--as", verdict).code == 0
    row = rows(typed)["II.1.3"]
    assert (row["verdict"], row["state"], row["standing"]) == (verdict, "confirmed", standing)
    assert row["bracketed"] is (verdict in ("reflected", "partial"))


def test_a_suggestion_is_never_a_verdict(typed: Typed, talks: Path) -> None:
    assert typed("suggest", "II.1.1", "--format", "json").json[0]["candidates"][0]["clause"] == "1"
    assert rows(typed)["II.1.1"] | {"why": []} == {
        "point": "II.1.1",
        "document": "declaration",
        "revision": "rev1",
        "verdict": None,
        "state": "unassessed",
        "standing": "unknown",
        "bracketed": False,
        "clauses": [],
        "why": [],
    }


def test_at_most_five_candidates_unless_asked(typed: Typed, workspace: Path) -> None:
    found = typed("suggest", "--format", "json").json
    assert len(found) == 46
    assert max(len(s["candidates"]) for s in found) == 5
    assert all(c["why"] for s in found for c in s["candidates"])
    assert len(typed("suggest", "II.2.9", "--limit", "8", "--format", "json").json[0]["candidates"]) == 8


def test_a_verdict_is_printed_with_its_paragraphs(typed: Typed, talks: Path) -> None:
    ended = typed("link", "II.1.1", "1", "3", "--as", "partial", "--quote", "each year")
    assert ended.code == 0
    assert "II.1.1 is partial in declaration@rev1, paragraph 1, 3" in ended.err
    assert rows(typed)["II.1.1"]["clauses"] == ["1", "3"]


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("II.1.1", "1", "--as", "absent"), "stands in no paragraph"),
        (("II.1.1", "--as", "reflected"), "name the paragraph"),
        (("II.1.1", "1", "--as", "reflected", "--quote", "every fortnight"), "'every fortnight' stand in none"),
        (("II.1.1", "9", "--as", "reflected"), "no paragraph '9'"),
        (("II.1.9", "1", "--as", "reflected"), "no point 'II.1.9'"),
        (("II.1.1", "1", "--as", "reflected", "--in", "declaration@rev9"), "rev9"),
        (("II.1.1", "1", "--as", "reflected", "--in", "nothing"), "nothing"),
        (("II.1.1", "1", "--as", "reflected", "--in", "declaration:1"), "names a text, not a paragraph"),
        (("I.1", "1", "--as", "reflected"), "no point 'I.1'"),
    ],
)
def test_a_verdict_that_does_not_fit_is_refused_and_not_stored(typed: Typed, talks: Path, command: tuple[str, ...], says: str) -> None:
    before = talks.read_bytes()
    ended = typed("link", *command)
    assert ended.code == 2
    assert says in ended.err
    assert talks.read_bytes() == before


def test_a_paragraph_name_that_means_several_is_refused(typed: Typed, workspace: Path) -> None:
    before = journal(workspace)
    ended = typed("link", "II.1.1", "a", "--as", "reflected")
    assert ended.code == 2
    assert "several" in ended.err
    assert "name one:" in ended.err
    assert journal(workspace) == before


@pytest.mark.parametrize("quote", ["All parties report", "all PARTIES  report", "report each year on their stockpiles."])
def test_a_quote_is_found_up_to_spacing_typography_and_capitals(typed: Typed, talks: Path, quote: str) -> None:
    assert typed("link", "II.1.1", "1", "--as", "reflected", "--quote", quote).code == 0


@pytest.mark.parametrize("name", ["declaration@rev1:1", "declaration@rev1#1", "1.", "paragraph 1"])
def test_a_paragraph_may_be_named_as_people_name_it(typed: Typed, talks: Path, name: str) -> None:
    assert typed("link", "II.1.1", name, "--as", "reflected").code == 0
    assert rows(typed)["II.1.1"]["clauses"] == ["1"]


def test_a_later_verdict_replaces_an_earlier_one_and_both_stay_in_the_journal(typed: Typed, talks: Path) -> None:
    entries = len(journal(talks))
    typed("link", "II.1.1", "1", "--as", "partial")
    typed("link", "II.1.1", "1", "--as", "reflected")
    assert rows(typed)["II.1.1"]["verdict"] == "reflected"
    assert [verb for _, verb, *_ in journal(talks)[entries:]] == ["assess", "assess"]


def test_undo_is_a_new_entry_and_brings_back_what_was_before(typed: Typed, talks: Path) -> None:
    typed("link", "II.1.1", "1", "--as", "partial")
    typed("link", "II.1.1", "1", "--as", "reflected")
    before = journal(talks)
    assert typed("undo").code == 0
    assert rows(typed)["II.1.1"]["verdict"] == "partial"
    after = journal(talks)
    assert after[: len(before)] == before
    assert [(verb, undoes) for _, verb, _, undoes in after[len(before) :]] == [("undo", before[-1][0])]
    assert typed("undo").code == 0
    assert rows(typed)["II.1.1"]["verdict"] is None
    assert len(journal(talks)) == len(before) + 2


def test_an_entry_is_undone_once_and_an_import_never(typed: Typed, talks: Path) -> None:
    typed("link", "II.1.1", "1", "--as", "partial")
    entry = str(journal(talks)[-1][0])
    assert typed("undo", entry).code == 0
    before = talks.read_bytes()
    assert typed("undo", entry).code == 3
    assert typed("undo", "1").code == 2
    ended = typed("undo")
    assert ended.code == 2
    assert "nothing to take back" in ended.err
    assert talks.read_bytes() == before


def test_the_journal_holds_no_words_of_documents_and_no_notes(typed: Typed, talks: Path) -> None:
    typed("link", "II.1.1", "1", "--as", "partial", "--quote", "stockpiles", "--note", "our fall-back")
    shown = typed("log").out
    assert "assess" in shown
    assert "stockpiles" not in shown
    assert "fall-back" not in shown


# The next version


def test_a_verdict_whose_paragraph_changed_goes_to_recheck_with_the_words(typed: Typed, talks: Path) -> None:
    typed("link", "II.1.1", "1", "--as", "reflected")
    typed("link", "II.1.2", "2", "--as", "partial")
    next_version(typed, REV1.replace("report each year", "may report from time to time"))
    row = rows(typed)["II.1.1"]
    assert (row["state"], row["standing"], row["revision"]) == ("recheck", "met", "rev2")
    why = " ".join(row["why"])
    assert "time to time" in why
    assert "each year" in why
    assert rows(typed)["II.1.2"]["state"] == "confirmed"
    assert "! 1 to re-check" in typed("coverage").err
    assert typed("coverage", "--fail-on", "recheck").code == 1
    typed("link", "II.1.1", "1", "--as", "partial")
    assert rows(typed)["II.1.1"]["state"] == "confirmed"
    assert typed("coverage", "--fail-on", "recheck").code == 0


def test_typography_and_numbers_alone_ask_for_no_recheck(typed: Typed, talks: Path) -> None:
    typed("link", "II.1.1", "1", "--as", "reflected")
    next_version(
        typed,
        "1. A new first paragraph thanks the host.\n\n" + "".join(f"{n}. " + p.split(". ", 1)[1] + "\n\n" for n, p in enumerate(REV1.strip().split("\n\n"), 2)),
    )
    row = rows(typed)["II.1.1"]
    assert (row["state"], row["clauses"]) == ("confirmed", ["2"])


def test_a_paragraph_that_is_gone_asks_for_a_recheck(typed: Typed, talks: Path) -> None:
    typed("link", "II.1.3", "4", "--as", "reflected")
    next_version(typed, REV1[: REV1.index("4. ")])
    row = rows(typed)["II.1.3"]
    assert row["state"] == "recheck"
    assert "no longer in the text" in " ".join(row["why"])


def test_an_absent_point_is_rechecked_when_a_paragraph_that_may_speak_to_it_arrives(typed: Typed, talks: Path) -> None:
    assert typed("link", "II.1.2.b", "--as", "absent").code == 0
    assert rows(typed)["II.1.2.b"]["state"] == "confirmed"
    next_version(typed, REV1 + "\n5. Donors plan the clearance of cluster munitions for several years.\n")
    row = rows(typed)["II.1.2.b"]
    assert (row["verdict"], row["state"], row["standing"]) == ("absent", "recheck", "unmet")


def test_a_verdict_on_an_earlier_version_is_judged_as_of_that_version(typed: Typed, talks: Path) -> None:
    next_version(typed, REV1.replace("report each year", "may report from time to time"))
    assert typed("link", "II.1.1", "1", "--as", "reflected", "--in", "declaration@rev1").code == 0
    assert rows(typed)["II.1.1"]["state"] == "recheck"
    assert typed("link", "II.1.1", "1", "--as", "partial", "--in", "declaration@latest").code == 0
    assert rows(typed)["II.1.1"]["state"] == "confirmed"


def test_a_partial_text_asks_for_no_recheck_before_it_is_taken_over(typed: Typed, talks: Path) -> None:
    typed("link", "II.1.1", "1", "--as", "reflected")
    Path("mail.txt").write_text("1. Parties may report.\n", encoding="utf-8")
    assert typed("import", "mail.txt", "--document", "declaration", "--label", "F1", "--scope", "1").code == 0
    row = rows(typed)["II.1.1"]
    assert (row["state"], row["revision"]) == ("confirmed", "rev1")


def test_a_changed_paper_asks_for_a_recheck(typed: Typed, talks: Path) -> None:
    typed("link", "II.1.1", "1", "--as", "reflected")
    Path("paper2.txt").write_text(PAPER.replace("report each year", "report every six months"), encoding="utf-8")
    assert typed("import", "paper2.txt", "--document", "eu-position", "--label", "Revised").code == 0
    row = rows(typed)["II.1.1"]
    assert row["state"] == "recheck"
    assert "six months" in " ".join(row["why"])


# What a check may ask for


def test_red_lines_fail_only_where_they_are_unmet_or_to_be_checked(typed: Typed, talks: Path) -> None:
    typed("point", "set", "II.1.1", "--priority", "red-line")
    assert typed("coverage", "--fail-on", "red-line").code == 0
    typed("link", "II.1.1", "--as", "absent")
    assert typed("coverage", "--fail-on", "red-line").code == 1
    assert "‼" in typed("coverage").out
    assert "red line unmet" in typed("coverage").err
    typed("link", "II.1.1", "1", "--as", "reflected")
    assert typed("coverage", "--fail-on", "red-line").code == 0


def test_a_point_that_is_not_counted_fails_no_check(typed: Typed, talks: Path) -> None:
    typed("link", "II.1.2", "--as", "absent")
    assert rows(typed)["II.1.2"]["standing"] == "unmet"
    assert typed("coverage", "--fail-on", "unmet").code == 0


def test_coverage_without_a_paper_says_what_is_missing(typed: Typed, desk: Path) -> None:
    Path("rev1.txt").write_text(REV1, encoding="utf-8")
    typed("init")
    typed("import", "rev1.txt", "--document", "declaration")
    assert typed("coverage").code == 0
    ended = typed("suggest", "II.1")
    assert ended.code == 2
    assert "import the position paper first" in ended.err
    ended = typed("point", "add", "1")
    assert ended.code == 2
    assert "position" in ended.err


def test_points_that_address_a_text_that_is_not_here_are_said_not_forgotten(typed: Typed, desk: Path, sample: Path) -> None:
    typed("init")
    typed("import", str(sample / "eu-position.docx"), "--document", "eu-position")
    typed("import", str(sample / "declaration-rev1.docx"), "--document", "declaration")
    covered = typed("coverage")
    assert "of 13" in covered.err
    assert "32 points address texts not in the workspace: review (16), action-plan (16)" in covered.err
    asked = typed("suggest", "II.1.1")
    assert "1 point addresses a text not in the workspace: review (1)" in asked.err
    assert "declaration" not in asked.out
