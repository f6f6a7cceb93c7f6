"""The command on who negotiates: names, status, groups."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from negotiator.cli.desk import Desk, pass_desk
from negotiator.cli.group import Group
from negotiator.cli.output import clean, echo_rows, say, write_file
from negotiator.cli.texts import form_option
from negotiator.errors import UsageError
from negotiator.model.counting import counted
from negotiator.text.shell import typed

_STATUS = ("state party", "state not party", "observer", "civil society", "group", "unknown")
_STATUS_NAMES = tuple(name.replace(" ", "-") for name in _STATUS)


@click.group(cls=Group, invoke_without_command=True)
@form_option
@click.pass_context
def delegations(ctx: click.Context, form: str) -> None:
    """Who negotiates: every delegation with its names, its status, and its groups with their days."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_, form=form)


@delegations.command("list")
@form_option
@pass_desk
def list_(desk: Desk, form: str) -> None:
    """All delegations that were entered."""
    from negotiator.services.parties import party_table

    with desk.store() as store, store.snapshot() as view:
        table = party_table(view)
    rows, data = [], []
    for party in table.parties:
        groups = [m.group + (f" ({m.since or ''}–{m.until or ''})" if m.since or m.until else "") for m in party.member_of]
        rows.append((party.name + (" (ours)" if party.ours else ""), party.status.value, ", ".join(party.aliases), ", ".join(groups)))
        data.append(
            {
                "name": party.name,
                "status": party.status.value,
                "aliases": list(party.aliases),
                "ours": party.ours,
                "member_of": [
                    {"group": m.group, "since": m.since.isoformat() if m.since else None, "until": m.until.isoformat() if m.until else None}
                    for m in party.member_of
                ],
            }
        )
    echo_rows(
        form, ("delegation", "status", "also called", "member of"), rows, data, wide=3, nothing="no delegation is entered yet; negotiator delegations add NAME"
    )


@delegations.command()
@click.argument("name")
@click.option("--status", type=click.Choice(_STATUS_NAMES), help="What it is to the treaty or the meeting.")
@click.option("--alias", "aliases", multiple=True, metavar="NAME", help="Another name that it goes by.")
@click.option("--ours/--not-ours", default=None, help="This is our own delegation.")
@pass_desk
def add(desk: Desk, name: str, status: str | None, aliases: tuple[str, ...], ours: bool | None) -> None:
    """Enter a delegation, or change what is entered of it."""
    from negotiator.model.party import PartyStatus
    from negotiator.services.parties import add as enter

    with desk.store() as store:
        party = enter(store, desk.actor, desk.now, name, status=PartyStatus(status.replace("-", " ")) if status else None, aliases=aliases, ours=ours)
    status_said = "entered; --status tells what it is" if party.status is PartyStatus.UNKNOWN else party.status.value
    say(clean(f"{party.name}: {status_said}" + (f", also called {', '.join(party.aliases)}" if party.aliases else "")))


@delegations.command()
@click.argument("name")
@click.argument("other")
@pass_desk
def alias(desk: Desk, name: str, other: str) -> None:
    """Let the delegation NAME also go by OTHER; a group that is known by itself is entered with it."""
    from negotiator.model.party import PartyStatus
    from negotiator.services.parties import add as enter
    from negotiator.services.parties import is_group, known, party_table

    with desk.store() as store:
        with store.snapshot() as view:
            table = party_table(view)
        if table.find(name) is None and is_group(name):
            enter(store, desk.actor, desk.now, name, status=PartyStatus.GROUP, aliases=(other,))
        else:
            name = known(table, name).name
            enter(store, desk.actor, desk.now, name, aliases=(other,))
    say(clean(f"{name} also goes by {other}"))


@delegations.command("member-of")
@click.argument("name")
@click.argument("group")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="The first day.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day.")
@pass_desk
def member_of(desk: Desk, name: str, group: str, since: datetime | None, until: datetime | None) -> None:
    """Record that NAME belongs to GROUP; what the group holds stays the group's."""
    from negotiator.services.parties import join, party_table, unknown_names

    with desk.store() as store:
        party = join(store, desk.actor, desk.now, name, group, since=since.date() if since else None, until=until.date() if until else None)
        with store.snapshot() as view:
            table = party_table(view)
    for unknown, near in unknown_names(table, [group]):
        say(
            clean(
                f"  ? {unknown} is no group that was entered"
                + (f"; did you mean {near}?" if near else f":  negotiator delegations add {typed(unknown)} --status group")
            )
        )
    say(clean(f"{party.name}: member of {', '.join(m.group for m in party.member_of)}"))


@delegations.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@pass_desk
def import_(desk: Desk, file: Path) -> None:
    """Enter the delegations of a TOML file."""
    from negotiator.services.parties import put, read_toml

    try:
        parties = read_toml(file.name, file.read_bytes())
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}", hint="name a TOML file") from None
    with desk.store() as store:
        put(store, desk.actor, desk.now, parties)
    say(counted(len(parties), "delegation"))


@delegations.command("export")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The TOML file to write.")
@click.option("--force", is_flag=True, help="Replace an existing file.")
@pass_desk
def export(desk: Desk, output: Path, force: bool) -> None:
    """Write the delegations as a TOML file, to keep, edit and import again."""
    from negotiator.services.parties import party_table, to_toml

    with desk.store() as store, store.snapshot() as view:
        table = party_table(view)
    write_file(output, to_toml(table).encode(), force=force)
    say(f"{output}: {counted(len(table.parties), 'delegation')}")


COMMANDS = {"delegations": delegations}
