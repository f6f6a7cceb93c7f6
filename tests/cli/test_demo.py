"""The sample negotiation, as a new user meets it."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest
from console import Typed

from negotiator.services.demo import WORKSPACE, build_demo


def test_the_demo_again_opens_what_is_there(typed: Typed, workspace: Path) -> None:
    typed("link", "II.2.8", "--as", "absent")
    shown = typed("demo", ".", "--no-tui")
    assert shown.code == 0, shown.err
    assert "The sample negotiation goes to" not in shown.err
    assert shown.out == typed("coverage").out
    assert "○ unmet" in next(line for line in shown.out.splitlines() if "II.2.8" in line)


def test_the_demo_never_writes_over_a_file_of_the_users(typed: Typed, desk: Path) -> None:
    (desk / "declaration-rev1.docx").write_bytes(b"mine")
    ended = typed("demo", ".", "--no-tui")
    assert ended.code == 3
    assert "declaration-rev1.docx" in ended.err
    assert [p.name for p in desk.iterdir()] == ["declaration-rev1.docx"]
    assert (desk / "declaration-rev1.docx").read_bytes() == b"mine"


def test_a_demo_that_was_interrupted_leaves_no_half_workspace_and_can_be_run_again(desk: Path) -> None:
    steps = build_demo(desk)
    begun = list(islice(steps, 2))
    steps.close()
    assert len(begun) == 2
    assert not (desk / WORKSPACE).exists()
    again = build_demo(desk)
    assert next(again) == begun[0]
    again.close()


@pytest.mark.parametrize("name", ["sub/folder", "with spaces"])
def test_the_demo_makes_its_folder(typed: Typed, desk: Path, name: str) -> None:
    assert any(step.startswith("eu-position@adopted") for step in build_demo(desk / name))
    assert (desk / name / "review-rev2.docx").exists()


def test_a_workspace_of_ones_own_is_not_taken_for_the_sample(typed: Typed, desk: Path) -> None:
    typed("--workspace", "negotiation.db", "init")
    ended = typed("demo", ".", "--no-tui")
    assert ended.code == 3
    assert "not the sample's" in ended.err
    assert [one.name for one in desk.glob("*.docx")] == []
