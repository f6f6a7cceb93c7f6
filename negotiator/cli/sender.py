"""How the command line tells what the sender of a Word file marked and did not mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from negotiator.cli.output import clean, painter, say

if TYPE_CHECKING:
    from negotiator.model.change import SenderMarks


def say_marks(sender: SenderMarks | None) -> None:
    """The count, zero included, before anything else is said of a file."""
    if sender is not None:
        say(clean(sender.line))


def echo_unmarked(sender: SenderMarks | None) -> None:
    """Every change that its sender did not mark, with the old and the new words."""
    if sender is None or not sender.unmarked:
        return
    from negotiator.services.comparison_report import change_title, redline_spans

    mark = painter()
    click.echo("  not marked by the sender:")
    for change in sender.unmarked:
        words = "".join(mark(span) for span in redline_spans(change.redline))
        click.echo(clean(f"    {change_title(change)}"))
        click.echo("      " + words.replace("\n", "\n      "))
