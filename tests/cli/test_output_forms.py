"""Every list in every form: tables for people, JSON, CSV and Markdown for programs; one content."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from console import Typed

from negotiator.cli.output import FORMATS
from negotiator.formats.plain import columns as columns_of

LISTS = [
    ("documents",),
    ("revisions", "declaration"),
    ("clauses", "declaration"),
    ("clauses", "action-plan@zero-draft"),
    ("history", "declaration:7"),
    ("search", "improvised"),
    ("points",),
    ("points", "eu-position"),
    ("suggest",),
    ("suggest", "II.2.9"),
    ("coverage",),
    ("coverage", "declaration"),
    ("log",),
    ("log", "--limit", "3"),
    ("compare", "declaration@rev1", "declaration@rev2"),
    ("compare", "review@zero-draft", "review@rev2", "--all"),
]


@pytest.mark.parametrize("command", LISTS, ids=" ".join)
@pytest.mark.parametrize("form", FORMATS)
def test_a_list_comes_in_every_form(typed: Typed, workspace: Path, command: tuple[str, ...], form: str) -> None:
    ended = typed(*command, "--format", form)
    assert ended.code == 0, ended.err
    assert ended.out.endswith("\n")
    assert "\x1b" not in ended.out
    if form == "json":
        assert json.loads(ended.out)
    elif form == "csv":
        rows = list(csv.reader(io.StringIO(ended.out)))
        assert len(rows) > 1
        assert len({len(row) for row in rows}) == 1
    elif form == "md" and command[0] != "compare":
        lines = ended.out.splitlines()
        assert lines[0].startswith("| ")
        assert set(lines[1]) <= set("|- ")
        assert all(line.startswith("| ") and line.endswith(" |") for line in lines if line != lines[1])


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("explain", [(), ("--explain",)])
def test_a_file_is_parsed_into_every_form(typed: Typed, sample: Path, form: str, explain: tuple[str, ...]) -> None:
    ended = typed("parse", str(sample / "declaration-rev1.docx"), *explain, "--format", form)
    assert ended.code == 0
    assert "1,229 of 1,229 words" in ended.err
    if form == "json":
        assert json.loads(ended.out)


@pytest.mark.parametrize("form", FORMATS)
def test_two_files_are_compared_into_every_form(typed: Typed, sample: Path, form: str) -> None:
    ended = typed("compare", str(sample / "declaration-rev1.docx"), str(sample / "declaration-rev2.docx"), "--format", form)
    assert ended.code == 0
    assert "in accordance with" not in ended.err


@pytest.mark.parametrize("suffix", ["json", "md", "txt"])
def test_a_comparison_is_written_by_its_suffix_and_never_over_another_file(typed: Typed, workspace: Path, suffix: str) -> None:
    target = workspace.with_name(f"changes.{suffix}")
    command = ("compare", "declaration@rev1", "declaration@rev2", "-o", str(target))
    assert typed(*command).code == 0
    first = target.read_bytes()
    assert b"merged" in first
    target.write_bytes(b"mine")
    refused = typed(*command)
    assert refused.code == 3
    assert "--force" in refused.err
    assert target.read_bytes() == b"mine"
    assert typed(*command, "--force").code == 0
    assert target.read_bytes() == first


def test_an_unknown_suffix_is_refused(typed: Typed, workspace: Path) -> None:
    ended = typed("compare", "declaration@rev1", "declaration@rev2", "-o", "changes.pdf")
    assert ended.code == 2
    assert not Path("changes.pdf").exists()


def test_all_forms_of_the_coverage_say_the_same(typed: Typed, workspace: Path) -> None:
    data = typed("coverage", "--format", "json").json
    rows = list(csv.DictReader(io.StringIO(typed("coverage", "--format", "csv").out)))
    assert [(r["point"], r["document"], r["standing"]) for r in rows] == [(d["point"], d["document"], d["standing"]) for d in data]
    assert [r["verdict"] for r in rows] == [d["verdict"] or "—" for d in data]
    assert ["re-check" in r["flags"] for r in rows] == [d["state"] == "recheck" for d in data]
    assert ["in brackets" in r["flags"] for r in rows] == [d["bracketed"] for d in data]


@pytest.mark.parametrize("columns", ["80", "110", "200"])
def test_tables_fit_the_terminal(typed: Typed, workspace: Path, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for command in (("coverage",), ("points",), ("clauses", "declaration"), ("documents",), ("revisions", "declaration"), ("suggest",)):
        ended = typed(*command)
        assert max(columns_of(line) for line in ended.out.splitlines()) <= int(columns), command


@pytest.mark.parametrize("columns", ["50", "60", "80"])
def test_no_word_is_broken_where_a_table_has_no_room(typed: Typed, workspace: Path, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for command in (("coverage",), ("points",), ("documents",), ("revisions", "declaration"), ("suggest", "II.2.2")):
        names = list(csv.DictReader(io.StringIO(typed(*command, "--format", "csv").out)))
        written = typed(*command).out.split()
        for row in names:
            row.pop("flags", None)  # marks in a table, words elsewhere
            assert set(" ".join(row.values()).replace("'", "").split()) - {word.replace("'", "") for word in written} == set(), command


def test_changes_are_marked_without_colour(typed: Typed, workspace: Path) -> None:
    for ended in (typed("compare", "declaration@zero-draft", "declaration@rev1"), typed("history", "declaration:7")):
        assert "[-making full use of-]{+in" in ended.out
        assert "\x1b" not in ended.out


def test_a_terminal_gets_colour_unless_it_says_no(monkeypatch: pytest.MonkeyPatch) -> None:
    from negotiator.cli import output

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdout", Terminal())
    assert output.painter() is output.paint
    monkeypatch.setenv("NO_COLOR", "1")
    assert output.painter() is output.plain_redline


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "utf-8"])
def test_output_is_utf_8_whatever_the_machine_speaks(workspace: Path, encoding: str) -> None:
    """An 8-bit code page must not turn a table into an internal error."""
    ended = subprocess.run(
        [sys.executable, "-m", "negotiator", "coverage"],
        capture_output=True,
        env={"PATH": "", "PYTHONIOENCODING": encoding, "NEGOTIATOR_WORKSPACE": str(workspace), "NEGOTIATOR_USER": "t", "SYSTEMROOT": r"C:\Windows"},
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "●".encode() in ended.stdout
