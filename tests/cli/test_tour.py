"""The tour's commands, as they stand in the document, in its order, in an empty folder."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from console import Typed

TOUR = Path(__file__).parents[2] / "docs" / "tour.md"


def commands() -> list[tuple[str, bool]]:
    """Each command, and whether the text beside it says that it ends with 1."""
    text = TOUR.read_text(encoding="utf-8")
    found = []
    for block in re.finditer(r"^```console\n(.*?)^```\n+(.*?)(?=^```|^## |\Z)", text, re.DOTALL | re.MULTILINE):
        for line in block[1].splitlines():
            assert line.startswith("$ "), f"{TOUR.name}: {line!r} is no command"
            found.append((line[2:], "ends with 1" in block[2]))
    return found


def test_the_tour_runs_as_it_is_written(typed: Typed, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = desk
    for line, may_find in commands():
        words = shlex.split(line)
        if words[0] == "cd":
            here = here / words[1]
            monkeypatch.chdir(here)
            continue
        assert words[0] == "negotiator", line
        ended = typed(*words[1:])
        assert ended.code == 0 or (may_find and ended.code == 1), f"$ {line}\n{ended.err}"
    written = {p.name for p in here.iterdir()}
    assert {"changes.docx", "for-the-group.docx", "report.md", "negotiation.db"} <= written
    assert len([name for name in written if name.endswith("-own.docx")]) >= 4, "the demo leaves its Word files beside the workspace"


def test_the_tour_has_commands_for_each_of_its_parts() -> None:
    assert len(commands()) >= 15
    assert {line.split()[1] for line, _ in commands() if line.startswith("negotiator")} >= {"demo", "compare", "coverage", "link", "undo", "parse", "export"}
