"""Commands on the journal: log, undo."""

from __future__ import annotations

import click

from negotiator.cli.desk import Desk, pass_desk
from negotiator.cli.output import echo_rows, say
from negotiator.cli.texts import form_option
from negotiator.errors import NotFoundError


@click.command()
@click.option("--limit", default=40, show_default=True, type=click.IntRange(1), help="Entries to show.")
@form_option
@pass_desk
def log(desk: Desk, limit: int, form: str) -> None:
    """Who did what, newest first. The journal holds no text of documents and no notes."""
    with desk.store() as store, store.snapshot() as view:
        entries = view.entries(limit)
    rows = [(e.id, e.at.astimezone().strftime("%Y-%m-%d %H:%M"), e.actor, e.verb, e.subject, f"undoes {e.undoes}" if e.undoes else "") for e in entries]
    data = [{"id": e.id, "at": e.at.isoformat(), "actor": e.actor, "verb": e.verb, "subject": e.subject, "undoes": e.undoes} for e in entries]
    echo_rows(form, ("entry", "when", "who", "did", "what", ""), rows, data, wide=4, nothing="nothing was done yet")


@click.command()
@click.argument("entry", type=int, required=False)
@pass_desk
def undo(desk: Desk, entry: int | None) -> None:
    """Take back what was recorded last (a verdict, a setting, a ruling, a status), or ENTRY of the log. The undo is a new entry; nothing is erased."""
    from negotiator.services.undo import undo_entry

    with desk.store() as store:
        done = undo_entry(store, desk.actor, desk.now, entry)
    if done is None:
        raise NotFoundError("there is nothing to take back", hint="negotiator log shows what was done")
    say(done)


COMMANDS = {"log": log, "undo": undo}
