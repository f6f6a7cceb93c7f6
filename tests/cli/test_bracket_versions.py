"""Brackets of three invented versions at the command line: fates, hands, counts, choices and rulings, each against what was read by hand."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from console import Typed

ZERO = """Draft declaration

Preamble

The Parties,

PP1. Recalling the [Harbour] Convention [and its protocols – EU; Arlen delete],

PP2. Deeply concerned by [the growth of] marine litter,

Operative part

1. Decide to [phase out / phase down – Coastal Group] single-use products [by 2030][by 2035];

2. [Invite States to report [annually – EU, Borea] [every two years – Arlen, Cordova] to the secretariat;]

3. Agree to provide new [and additional] resources [, including from private sources – Galdria];

4. [Establish a fund as follows:

5. The fund is open to all;

6. The fund is voluntary – G-77 and China; EU reserve]

7. Request the secretariat [XX] to convene a meeting in [city][TBC]; [Arlen reserves its position]

8. Recall resolution [A/RES/77/45] and “the Parties […] shall act” [sic].
"""
REV1 = (
    ("PP1. Recalling the [Harbour] Convention [and its protocols – EU; Arlen delete],", "PP1. Recalling the Harbour Convention and its protocols,"),
    ("by [the growth of] marine litter", "by [the rapid growth of] marine litter [and plastics – Dorvan]"),
    ("[by 2030][by 2035]", "[by 2035]"),
    ("[annually – EU, Borea] [every two years – Arlen, Cordova]", "[annually – EU, Borea, Cordova; Republic of Arlen delete]"),
    ("new [and additional] resources [, including from private sources – Galdria]", "new [and additional and predictable – EU] resources"),
)
REV2 = (
    ("[phase out / phase down – Coastal Group]", "phase down"),
    ("[by 2035]", "by 2035"),
    ("[annually – EU, Borea, Cordova; Republic of Arlen delete]", "annually"),
    ("[and additional and predictable – EU]", "and additional"),
    ("4. [Establish", "4. Establish"),
    ("voluntary – G-77 and China; EU reserve]", "voluntary."),
)
LIVES = {
    "PP1[1]": ["zero-draft: opened", "rev1: closed, kept"],
    "PP1[2]": ["zero-draft: opened", "rev1: closed, kept as EU wished"],
    "PP2[1]": ["zero-draft: opened", "rev1: widened", "rev2: same"],
    "1[1]": ["zero-draft: opened", "rev1: same", "rev2: closed, kept: 'phase down' as Coastal Group wished"],
    "1[2]": ["zero-draft: opened", "rev1: closed, removed"],
    "1[3]": ["zero-draft: opened", "rev1: same", "rev2: closed, kept"],
    "2[1]": ["zero-draft: opened", "rev1: narrowed", "rev2: same"],
    "2[2]": [
        "zero-draft: opened",
        "rev1: same; changed hands (+Cordova supports, +Republic of Arlen opposes)",
        "rev2: closed, kept as EU, Borea, Cordova wished",
    ],
    "2[3]": ["zero-draft: opened", "rev1: closed, removed"],
    "3[1]": ["zero-draft: opened", "rev1: widened; changed hands (+EU supports)", "rev2: closed, in part, text of EU"],
    "3[2]": ["zero-draft: opened", "rev1: closed, removed"],
    "4[1]": ["zero-draft: opened", "rev1: same", "rev2: closed, kept as G-77 and China wished"],
    "7[1]": ["zero-draft: opened", "rev1: same", "rev2: same"],
    "7[2]": ["zero-draft: opened", "rev1: same", "rev2: same"],
    "7[3]": ["zero-draft: opened", "rev1: same", "rev2: same"],
}


@pytest.fixture
def talks(typed: Typed, desk: Path) -> Path:
    text = ZERO
    typed("init")
    for number, (label, edits) in enumerate((("Zero draft", ()), ("Rev.1", REV1), ("Rev.2", REV2)), 1):
        for old, new in edits:
            assert old in text
            text = text.replace(old, new)
        (desk / f"{number}.txt").write_text(text, encoding="utf-8")
        assert typed("import", f"{number}.txt", "--document", "declaration", "--label", label, "--date", f"2026-0{number}-01").code == 0
    return desk


def test_every_bracket_has_one_life_over_the_versions(typed: Typed, talks: Path) -> None:
    told = {
        life["id"]: [f"{s['revision']}: {s['fate']}" for s in life["steps"]] for life in typed("brackets", "declaration", "--history", "--format", "json").json
    }
    assert told.pop("declaration@rev1:PP2[2]") == ["rev1: opened", "rev2: same"]
    assert told == {f"declaration@zero-draft:{name}": steps for name, steps in LIVES.items()}


def test_a_party_under_two_names_has_not_changed_hands(typed: Typed, talks: Path) -> None:
    typed("delegations", "add", "Arlen", "--alias", "Republic of Arlen")
    lives = {life["id"]: life for life in typed("brackets", "declaration", "--history", "--format", "json").json}
    assert lives["declaration@zero-draft:PP1[2]"]["steps"][-1]["fate"] == "closed, kept as EU wished"
    holders = {row["party"]: row for row in typed("brackets", "declaration@rev1", "--holders", "--format", "json").json}
    assert holders["Arlen"]["opposes"] == 1
    assert "Republic of Arlen" not in holders


def test_each_version_says_how_much_nobody_is_named_for(typed: Typed, talks: Path) -> None:
    told = [row for row in typed("brackets", "declaration", "--per-version", "--format", "json").json if row["revision"] == "zero-draft"]
    assert {row["party"]: (row["holds"], row["words"], row["opposes"]) for row in told} == {
        "EU": (2, 4, 0),
        "Borea": (1, 1, 0),
        "Arlen": (1, 3, 1),
        "Cordova": (1, 3, 0),
        "Coastal Group": (1, 2, 0),
        "G-77 and China": (1, 15, 0),
        "Galdria": (1, 4, 0),
        "": (9, 24, 0),
    }
    assert told[-1]["party"] == ""


def test_a_holders_choice_fills_in_no_place(typed: Typed, talks: Path) -> None:
    told = {c["id"]: c["text"] for c in typed("brackets", "declaration@zero-draft", "--resolve", "holder=Arlen", "--format", "json").json["clauses"]}
    assert told["7"] == "Request the secretariat [XX] to convene a meeting in [city][TBC];"
    assert told["2"] == "[Invite States to report every two years to the secretariat;]"
    assert told["PP1"] == "Recalling the [Harbour] Convention,"


def test_a_person_chooses_among_alternatives(typed: Typed, talks: Path) -> None:
    chosen = typed("brackets", "declaration@zero-draft", "--choose", "1[1]=2", "--keep", "1[3]", "--remove", "1[2]", "--format", "json").json
    assert next(c["text"] for c in chosen["clauses"] if c["id"] == "1") == "Decide to phase down single-use products by 2035;"
    for wrong in ("1[1]=3", "1[1]=0", "1[1]", "1[2]=1", "9[9]=1"):
        assert typed("brackets", "declaration@zero-draft", "--choose", wrong).code == 2


def test_a_ruling_holds_for_one_bracket_through_all_versions_or_for_all_with_its_words(typed: Typed, talks: Path) -> None:
    def kinds(revision: str) -> dict[str, str]:
        return {b["id"]: b["kind"] for b in typed("brackets", f"declaration@{revision}", "--format", "json").json}

    assert typed("brackets", "declaration@zero-draft", "--rule", "7[3]=citation").code == 0
    assert typed("brackets", "declaration", "--rule", "[sic]=bracket").code == 0
    for revision in ("zero-draft", "rev1", "rev2"):
        assert (kinds(revision)["7[3]"], kinds(revision)["7[1]"], kinds(revision)["8[3]"]) == ("citation", "placeholder", "bracket")
    typed("undo")
    assert kinds("rev2")["8[3]"] == "citation"
    assert typed("brackets", "declaration", "--rule", "[nothing of the kind]=bracket").code == 2


def test_a_comparison_counts_brackets_as_they_were_ruled_on(typed: Typed, talks: Path) -> None:
    told = typed("compare", "declaration@rev1", "declaration@rev2", "--format", "json").json["brackets"]
    assert told == {"was": 11, "now": 6, "opened": 0, "closed": 5}
    typed("brackets", "declaration@rev1", "--rule", "7[2]=citation")
    ruled = typed("compare", "declaration@rev1", "declaration@rev2", "--format", "json").json["brackets"]
    assert ruled == {"was": 10, "now": 5, "opened": 0, "closed": 5}
    assert typed("compare", "declaration@rev1", "declaration@rev2", "--only", "added", "--format", "json").json["brackets"] == ruled


def test_the_table_has_one_row_a_bracket_and_one_column_a_holder(typed: Typed, talks: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(typed("brackets", "declaration@zero-draft", "--matrix", "--format", "csv").out)))
    assert len(rows) == 16, "all but the three citations"
    assert {name: rows[1][name] for name in ("EU", "Arlen", "Borea")} == {"EU": "holds", "Arlen": "delete", "Borea": ""}


def test_a_group_counts_for_its_member_when_asked_and_on_the_day_of_the_version(typed: Typed, talks: Path) -> None:
    typed("delegations", "add", "Coastal Group", "--status", "group")
    typed("delegations", "add", "Arlen")
    assert "did you mean Coastal Group?" in typed("delegations", "member-of", "Arlen", "Coastl").err
    typed("undo")
    typed("delegations", "member-of", "Arlen", "Coastal Group", "--since", "2026-01-15")

    def first(revision: str, *more: str) -> tuple[str, str]:
        told = typed("brackets", f"declaration@{revision}", "--resolve", "holder=Arlen", *more, "--format", "json")
        return next(c["text"] for c in told.json["clauses"] if c["id"] == "1"), told.err

    assert first("rev1", "--with-groups")[0] == "Decide to phase down single-use products [by 2035];"
    assert first("zero-draft", "--with-groups")[0].startswith("Decide to [phase out / phase down")
    text, said = first("rev1")
    assert text.startswith("Decide to [phase out / phase down")
    assert "Arlen belongs to Coastal Group on 2026-02-01; what the group holds is its own: --with-groups counts it, too" in said


def test_a_name_that_no_bracket_knows_is_said_with_the_nearest(typed: Typed, talks: Path) -> None:
    assert "no bracket names Arlne; did you mean Arlen?" in typed("brackets", "declaration@zero-draft", "--resolve", "holder=Arlne").err
    assert "no bracket names Coastl; did you mean Coastal Group?" in typed("brackets", "declaration@zero-draft", "--holder", "Coastl").err
    assert "did you mean" not in typed("brackets", "declaration@zero-draft", "--holder", "Zzyzx").err
