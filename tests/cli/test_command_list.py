"""What is documented exists, and what exists is documented."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from console import Typed

from negotiator import __version__
from negotiator.cli.app import COMMANDS, SECTIONS, root

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def code_of(text: str) -> str:
    """What stands in code blocks and between backquotes."""
    return "\n".join(
        re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE) + re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.M))
    )


def named(text: str) -> set[str]:
    return set(re.findall(r"negotiator (?:--\w+ \S+ )*([a-z][a-z-]*)\b", code_of(text)))


@pytest.mark.parametrize("document", ["README.md", "docs/tour.md"])
def test_every_command_that_is_documented_exists(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    assert named(text)
    assert named(text) <= set(COMMANDS), f"{document} names commands that are not there"


def test_every_command_is_documented() -> None:
    assert set(COMMANDS) <= named(README), "README.md leaves commands out"


def test_the_help_lists_every_command_once() -> None:
    listed = [name for names in SECTIONS.values() for name in names]
    assert sorted(listed) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_what_it_does_and_explains_its_options(name: str) -> None:
    context = click.Context(root, info_name="negotiator")
    command = root.get_command(context, name)
    assert command is not None
    assert command.name == name
    assert command.help
    assert command.get_short_help_str(72)
    chosen = [command, *command.commands.values()] if isinstance(command, click.Group) else [command]
    for one in chosen:
        assert one.help
        for option in one.params:
            if isinstance(option, click.Option) and not option.hidden:
                assert option.help, f"{name} --{option.name} says nothing"


@pytest.mark.parametrize("name", ["point", "delegations"])
def test_commands_of_a_command_are_listed_with_their_whole_sentence(typed: Typed, name: str) -> None:
    ended = typed(name, "--help")
    assert ended.code == 0 and "..." not in ended.out.partition("Commands:")[2]


def test_no_help_speaks_of_clauses() -> None:
    context = click.Context(root, info_name="negotiator")
    for name in COMMANDS:
        command = root.get_command(context, name)
        assert command is not None
        shown = command.get_help(click.Context(command, info_name=name)).replace("negotiator clauses", "").replace("clauses [OPTIONS]", "")
        assert "clause" not in shown.casefold(), f"{name}: people see paragraphs"


def test_help_and_version_end_well(typed: Typed) -> None:
    shown = typed("--help")
    assert shown.code == 0
    for title, names in SECTIONS.items():
        assert title in shown.out
        assert all(re.search(rf"^  {name} ", shown.out, re.MULTILINE) for name in names)
    assert typed("--version").out.strip() == f"negotiator {__version__}"
    for name in COMMANDS:
        assert typed(name, "--help").code == 0


def test_a_mistyped_command_is_answered_with_the_nearest(typed: Typed) -> None:
    ended = typed("coverge")
    assert ended.code == 2
    assert "did you mean 'coverage'?" in ended.err


def test_the_readme_explains_every_exit_code() -> None:
    sentence = README[README.index("Exit codes:") :].split("\n\n")[0]
    assert [int(n) for n in re.findall(r"(?<![\w.])(\d+) [a-z]", sentence)] == [0, 1, 2, 3, 4, 5, 70, 130]
