"""The command on how far a paragraph is, by what a person recorded."""

from __future__ import annotations

import click

from negotiator.cli.desk import Desk, pass_desk
from negotiator.cli.output import clean, echo_rows, say
from negotiator.cli.texts import form_option


@click.command()
@click.argument("address", metavar="DOC[@REV][:PARAGRAPH]")
@click.option("--as", "status", type=click.Choice(("open", "agreed-ad-ref", "agreed", "reopened")), help="Record it; without this, what is recorded is shown.")
@click.option("--source", default="", metavar="TEXT", help='Who said it, and where: "plenary, 3 March, the Chair".')
@form_option
@pass_desk
def status(desk: Desk, address: str, status: str | None, source: str, form: str) -> None:
    """How far a paragraph is, by what a person recorded; the absence of brackets proves nothing."""
    from negotiator.model.revision import Address
    from negotiator.services.clause_status import Status, listed, record

    with desk.store() as store:
        if status:
            said = record(store, desk.actor, desk.now, address, Status(status.replace("-", " ")), source)
            say(clean(f"{address}: {said.status.value} ({said.source})"))
            return
        with store.snapshot() as view:
            found = listed(view, address)
    everything = bool(Address.parse(address).clause)
    rows = [
        (
            clause.path,
            said.status.value,
            said.revision,
            said.source,
            said.by,
            said.at.date().isoformat() if said.at else "",
            "worded otherwise since" if stale else f"split or merged out of what was {said.came}" if said.came else "",
        )
        for clause, said, stale in found
        if everything or said.source or said.came
    ]
    names = ("clause", "status", "revision", "source", "by", "on", "note")
    echo_rows(form, ("paragraph", *names[1:]), rows, [dict(zip(names, row, strict=True)) for row in rows], wide=3)
    if not rows and form == "table":
        say("nothing is recorded, so every paragraph is open:  negotiator status ADDRESS --as agreed --source TEXT")


COMMANDS = {"status": status}
