"""align lists what a person should look at, rule decides it, and both say what they did."""

from __future__ import annotations

from pathlib import Path

import pytest
from console import Ended, Typed
from jsonschema import Draft202012Validator

from negotiator.formats.contract import schema

OLD = """1. The Parties shall protect the wells along the border and shall report each year on their state.

2. Each Party commits to clear all mined areas under its control no later than the year 2030.

3. Survivors and their families receive medical care and psychological support near their homes.

4. The implementation support unit is funded by predictable multi-year contributions of the States.
"""
NEW = """1. The Parties shall protect the wells along the border and shall report each year on their state.

2. Each Party clears areas.

3. Survivors and their families receive medical care and psychological support near their homes.

4. Unexploded ordnance left behind gets removed swiftly by trained teams.
"""


@pytest.fixture
def talks(typed: Typed, desk: Path) -> Path:
    """Two versions, one pair that is uncertain, one that no machine finds."""
    for name, text in (("a.txt", OLD), ("b.txt", NEW)):
        (desk / name).write_text(text, encoding="utf-8")
    typed("--workspace", "small.db", "init")
    typed("--workspace", "small.db", "import", "a.txt", "--document", "declaration", "--label", "Zero draft")
    told = typed("--workspace", "small.db", "import", "b.txt", "--document", "declaration", "--label", "Rev.1")
    assert "negotiator align declaration@rev1" in told.out
    return desk


def small(typed: Typed, *arguments: str, code: int = 0) -> Ended:
    ended = typed("--workspace", "small.db", *arguments)
    assert ended.code == code, ended.err
    return ended


def test_uncertain_matches_are_listed_with_both_texts_and_go_once_confirmed(typed: Typed, talks: Path) -> None:
    told = small(typed, "align", "declaration@rev1", code=1)
    assert "old 2: Each Party commits" in told.out
    assert "new 2: Each Party clears areas." in told.out
    found = small(typed, "align", "declaration@rev1", "--format", "json", code=1).json
    Draft202012Validator(schema("align")).validate(found)
    assert (found["uncertain"], [m["old"] for m in found["matches"]]) == (1, [["2"]])
    assert "2 = 2" in small(typed, "rule", "declaration@rev1", "--confirm", "--new", "2").out
    after = small(typed, "align", "declaration@rev1", "--all", "--format", "json").json
    Draft202012Validator(schema("align")).validate(after)
    assert after["uncertain"] == 0
    assert [m["ruled_by"] is not None for m in after["matches"]] == [False, True, False, False, False]


def test_a_ruling_links_parts_and_is_undone(typed: Typed, talks: Path) -> None:
    small(typed, "rule", "declaration@rev1", "--old", "4", "--new", "4")
    assert "edited" in small(typed, "history", "declaration:4").out
    told = small(typed, "rule", "declaration@rev1", "--old", "3", "--new", "4", "--format", "json").json
    assert told == {"address": "declaration@rev1", "ruled": ["3 = 4"], "dropped": ["4"], "added": ["3"]}
    small(typed, "rule", "declaration@rev1", "--old", "3", "--new", "4", "--not-same")
    assert small(typed, "align", "declaration@rev1", "--all", "--format", "csv", code=1).out.count("dropped") == 2
    for _ in range(3):
        small(typed, "undo")
    assert "edited" not in small(typed, "history", "declaration:4").out


def test_a_ruling_that_says_nothing_is_refused_with_what_would(typed: Typed, talks: Path) -> None:
    assert "--new 9" in small(typed, "rule", "declaration@rev1", "--old", "4", code=2).err
    assert "--new" in small(typed, "rule", "declaration@rev1", code=2).err
    assert "one of them" in small(typed, "rule", "declaration@rev1", "--old", "1", "--confirm", "--not-same", code=2).err
    assert small(typed, "align", "declaration@zero-draft").out == ""


def test_a_paragraph_shows_itself_in_its_other_languages(typed: Typed, workspace: Path) -> None:
    told = typed("show", "eu-position@adopted/da:II.2.9", "--format", "json").json
    assert [one["address"] for one in told["languages"]] == ["eu-position@adopted/en:II.2.9"]
    assert told["languages"][0]["text"] in typed("show", "eu-position:II.2.9").out
    back = typed("show", "eu-position:II.2.9")
    assert "eu-position@adopted/da:II.2.9" in back.out
    assert typed("align", "eu-position@adopted/da").code == 0


def test_words_of_two_languages_are_not_compared(typed: Typed, workspace: Path) -> None:
    ended = typed("compare", "eu-position@adopted/en", "eu-position@adopted/da")
    assert (ended.code, ended.out) == (2, "")
    assert "negotiator align eu-position@adopted/da" in ended.err
    assert typed("align", "eu-position@adopted/da").code == 0


def test_a_comparison_goes_to_html_csv_and_words(typed: Typed, workspace: Path, desk: Path) -> None:
    sides = ("declaration@rev1", "declaration@rev2")
    page = typed("compare", *sides, "--format", "html").out
    assert page.startswith("<!DOCTYPE html>")
    assert typed("compare", *sides, "-o", "x.html").code == 0
    assert (desk / "x.html").read_text(encoding="utf-8") == page
    assert typed("compare", *sides, "-o", "x.csv", "--only", "added").code == 0
    kinds = [line.partition(",")[0] for line in (desk / "x.csv").read_text(encoding="utf-8-sig").splitlines()]
    assert kinds == ["kind", "added", "added", "added"]
    spoken = typed("compare", *sides, "--spoken").out
    assert "(deleted: Revised; inserted: Second revised)" in spoken
    assert "{+" not in spoken
    only = typed("compare", *sides, "--only", "moved", "--format", "json").json
    assert [change["moved"] for change in only["changes"]] == [True]
    assert typed("compare", *sides, "--only", "altered").code == 2


def test_another_holder_is_said_to_be_one_and_keeps_a_paragraph_matched(typed: Typed, desk: Path) -> None:
    (desk / "a.txt").write_text(OLD.replace("shall protect", "[EU: shall] protect"), encoding="utf-8")
    (desk / "b.txt").write_text(OLD.replace("shall protect", "[EU, Arlen, Borea: shall] protect").replace("2030", "[Arlen: 2031]"), encoding="utf-8")
    first, second, *rest = typed("compare", "a.txt", "b.txt", "--format", "json").json["changes"]
    assert (first["kind"], first["reasons"], first["similarity"]) == ("edited", ["holders only"], 1.0)
    assert (second["kind"], second.get("reasons")) == ("edited", None)
    (desk / "c.txt").write_text(OLD, encoding="utf-8")
    assert typed("compare", "c.txt", "a.txt", "--format", "json").json["changes"][0]["reasons"] == ["brackets only"]
    assert {change["kind"] for change in rest} == {"same"}
    assert "~ 1 edited, holders only" in typed("compare", "a.txt", "b.txt").out


NOTED = """Declaration on wells

1. The Parties shall protect the wells along the border.¹ They report each year on their state.²

2. Each Party clears an area of 20 km², no later than the year 2030.³

¹ See the report of 2020.
² Report of the Board, annex.
³ As decided in Lund.
"""


def test_notes_that_only_have_another_number_are_named_and_not_shown(typed: Typed, desk: Path) -> None:
    later = NOTED.replace("state.²", "state.³").replace("border.¹", "border¹ and the fountains.²").replace("2030.³", "2030.⁴")
    later = later.replace("³ As", "⁴ As").replace("² Rep", "³ Rep").replace("of 2020.", "of 2020.\n² See the map.")
    (desk / "a.txt").write_text(NOTED, encoding="utf-8")
    (desk / "b.txt").write_text(later, encoding="utf-8")
    told = typed("compare", "a.txt", "b.txt").out
    assert "1 edited, 1 added, 5 unchanged\n" in told
    assert "enumbered" not in told
    named = [(c["new_numbers"], c["reasons"]) for c in typed("compare", "a.txt", "b.txt", "--format", "json").json["changes"] if "reasons" in c]
    assert named == [(["3"], ["note renumbered"]), (["4"], ["note renumbered"])]
