"""The rules of the house: layers, style, types, one reason for each module, no machine of ours in any file."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "negotiator").rglob("*.py"))
CEILING = 400
"""Lines of a module; about 300 is a room."""


def passes(*command: str) -> None:
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


def test_layers_point_downwards() -> None:
    passes("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")


def test_ruff_finds_nothing() -> None:
    passes("-m", "ruff", "check", "--no-cache", ".")


def test_the_code_is_formatted() -> None:
    passes("-m", "ruff", "format", "--check", "--no-cache", "--line-length", "160", ".")


def test_types_are_strict() -> None:
    passes("-m", "mypy")


def test_a_module_says_why_it_exists_and_is_no_larger_than_a_room() -> None:
    faults = []
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        name, lines = path.relative_to(ROOT).as_posix(), len(text.splitlines())
        if lines > CEILING:
            faults.append(f"{name} has {lines} lines: split it by what changes together")
        if not ast.get_docstring(ast.parse(text)):
            faults.append(f"{name} does not say why it exists")
        faults += [f"{name} holds {found[0]}" for found in re.finditer(r"\b(TODO|FIXME|XXX)\b", text)]
    assert not faults, "\n".join(faults)


def test_no_file_names_a_machine() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if tracked.returncode != 0:
        pytest.skip("this is no clone")
    homes = re.compile(r"(?<![\w.])/(?:home|root|opt|work|Users)/\w")
    for name in tracked.stdout.splitlines():
        path = ROOT / name
        if path.suffix in (".py", ".md", ".toml", ".txt", ".j2", ".json", ".tcss", "") and path.is_file():
            found = homes.search(path.read_text(encoding="utf-8"))
            assert found is None, f"{name} names {found[0]}"


def test_what_tests_share_has_names_of_its_own() -> None:
    """Modules that tests import from each other's folders are found by their file names alone."""
    names = [p.stem for p in (ROOT / "tests").rglob("*.py") if p.stem != "conftest" and not p.stem.startswith("test_")]
    assert sorted(names) == sorted(set(names))
