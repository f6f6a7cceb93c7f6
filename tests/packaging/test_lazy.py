"""Heavy libraries are loaded only by commands that need them, so that a small command is quick."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from negotiator.resources import folder

SAMPLE = folder("drafts") / "siem-reap-angkor"
HEAVY = ("sqlalchemy", "textual", "rich", "alembic", "docx", "psycopg", "jinja2", "markdown_it", "rapidfuzz", "email", "negotiator.rules.audience", "olefile")
OLD, NEW = (str(SAMPLE / f"declaration-{label}.docx") for label in ("rev1", "rev2"))


def loaded_by(*command: str, cwd: Path) -> set[str]:
    """The heavy libraries in memory once a command has run."""
    code = (
        "import sys\n"
        "from negotiator.cli.app import run\n"
        f"ended = run({list(command)!r})\n"
        f"print(*(name for name in {HEAVY!r} if name in sys.modules), file=sys.stderr)\n"
        "raise SystemExit(ended)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "command",
    [
        ("--version",),
        ("parse", "x.txt"),
        ("parse", OLD),
        ("compare", "a.json", "b.json"),
        ("compare", "a.json", "b.json", "--format", "json"),
        ("compare", OLD, NEW),
        ("compare", OLD, NEW, "-o", "changes.docx"),
    ],
    ids=lambda command: " ".join(Path(word).name for word in command),
)
def test_a_command_without_a_workspace_loads_nothing_heavy(command: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("1. The parties report every year.\n", encoding="utf-8")
    for name, text in (("a", "The parties report every year."), ("b", "The parties report every second year.")):
        (tmp_path / f"{name}.json").write_text(json.dumps({"clauses": [{"number": "1", "text": text}]}), encoding="utf-8")
    assert loaded_by(*command, cwd=tmp_path) == set()


def test_texts_without_brackets_are_compared_without_what_reads_them(tmp_path: Path) -> None:
    for name, text in (("a", "The parties report every year."), ("b", "The parties report every second year.")):
        (tmp_path / f"{name}.json").write_text(json.dumps({"clauses": [{"number": "1", "text": text}]}), encoding="utf-8")
    code = (
        "import sys\n"
        "from negotiator.cli.app import run\n"
        "run(['compare', 'a.json', 'b.json', '--format', 'json'])\n"
        "print('negotiator.text.bracketed.read' in sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True, cwd=tmp_path)
    assert done.stderr.splitlines()[-1] == "False"


def test_two_texts_of_three_thousand_paragraphs_are_compared_without_database_and_screen(tmp_path: Path) -> None:
    for name, year in (("a", 2030), ("b", 2035)):
        clauses = [
            {"number": f"{n}.", "text": f"Party {n} reports on wells {n % 70}, {n % 110} and {n % 13} of district {n // 9} by {year if n % 50 == 0 else 2030}."}
            for n in range(1, 3001)
        ]
        (tmp_path / f"{name}.json").write_text(json.dumps({"clauses": clauses}), encoding="utf-8")
    assert loaded_by("compare", "a.json", "b.json", "--format", "json", cwd=tmp_path) == set()


def test_a_command_on_a_workspace_loads_the_database_and_no_screen(tmp_path: Path) -> None:
    loaded_by("init", cwd=tmp_path)
    assert loaded_by("documents", cwd=tmp_path) & {"sqlalchemy", "textual", "rich", "docx", "psycopg"} == {"sqlalchemy"}


def test_importing_the_package_loads_nothing_but_itself(tmp_path: Path) -> None:
    code = "import sys; before = set(sys.modules); import negotiator; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert {name for name in done.stdout.split() if not name.startswith("negotiator")} <= {"__future__"}
