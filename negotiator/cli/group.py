"""A command that has commands of its own, each listed with its whole first sentence."""

from __future__ import annotations

import click


class Group(click.Group):
    """As click's own, but what a command does is not cut."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, command.get_short_help_str(160)) for name in self.list_commands(ctx) if (command := self.get_command(ctx, name))]
        with formatter.section("Commands"):
            formatter.write_dl(rows)
