"""Commands on how a stored file is read: reread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from negotiator.cli.desk import Desk, pass_desk
from negotiator.cli.output import clean, say
from negotiator.errors import BadInputError
from negotiator.model.counting import counted

if TYPE_CHECKING:
    from negotiator.services.rereading import RereadPlan

corrections_option = click.option(
    "--corrections",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.toml",
    help="What blocks of the file are, where they are taken for something else.",
)


markup_option = click.option(
    "--markup",
    default="",
    metavar="WHAT",
    help="What new and struck text in colour means: confirm, ignore (all of it is text), or each look: inserted=underline+red,deleted=strike.",
)


def corrections_text(path: Path | None, markup: str = "") -> str:
    """The words of a corrections file, with a ruling on markup by hand behind them; none where nothing is said. Raises BadInputError, UsageError."""
    if markup:
        import json

        from negotiator.reading.byhand import read_ruling

        read_ruling(markup)
        said = corrections_text(path)
        return f"{said}{chr(10) if said else ''}[markup]\nis = {json.dumps(markup, ensure_ascii=False)}\n"
    if path is None:
        return ""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadInputError(f"{path} cannot be read: {error.strerror}", hint="name a TOML file of corrections") from None
    except UnicodeDecodeError:
        raise BadInputError(f"{path} is no text in UTF-8", hint="name a TOML file of corrections") from None


@click.command()
@click.argument("address")
@corrections_option
@markup_option
@click.option("--dry-run", is_flag=True, help="Show what would be read otherwise, store nothing.")
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True, help="What goes to stdout.")
@pass_desk
def reread(desk: Desk, address: str, corrections: Path | None, markup: str, dry_run: bool, form: str) -> None:
    """Read the stored file of DOC@REV again, under corrections.

    The new reading counts from then on and the first one stays beside it. Verdicts, rulings and links stay with their paragraphs. Corrections are
    kept with the document and hold for every later reading of the same file.
    """
    from negotiator.services.rereading import plan_reread
    from negotiator.services.rereading import reread as read_again
    from negotiator.services.unmarked import marks_of_revision

    sender = None
    name = corrections.name if corrections else "corrections"
    with desk.store() as store:
        with store.snapshot() as view:
            plan = plan_reread(view, address, corrections_text(corrections, markup), name)
        if not dry_run:
            read_again(store, desk.actor, desk.now, plan)
            with store.snapshot() as view:
                sender = marks_of_revision(view, plan.former)
    say(f"{plan.file.name}: {plan.file.segmented.balance}")
    for warning in plan.file.segmented.warnings:
        say(f"  ! {warning}")
    if sender is not None and sender.tracked:
        say(sender.line)
    if form == "json":
        from negotiator.cli.output import echo_json

        echo_json(_json(plan, stored=not dry_run))
        return
    verb = "would read" if dry_run else "now reads"
    kept, new = len(plan.kept), len(plan.clauses) - len(plan.kept)
    gone = len(plan.former_clauses) - len(set(plan.kept.values()))
    click.echo(
        clean(
            f"{plan.former.address} {verb} as {counted(len(plan.clauses), 'paragraph')}: {kept} that were there, {new} new, {gone} gone into others or left out"
        )
    )
    for match in plan.changed:
        old = " + ".join(plan.former_clauses[i].clause.path for i in match.old)
        now = " + ".join(f"{plan.clauses[j].path} ({plan.clauses[j].kind})" for j in match.new)
        click.echo(clean(f"  {old or 'new'} → {now or 'no paragraph'}"))


def _json(plan: RereadPlan, *, stored: bool) -> dict[str, object]:
    return {
        "address": plan.former.address,
        "clauses": len(plan.clauses),
        "before": len(plan.former_clauses),
        "kept": len(plan.kept),
        "words": plan.file.segmented.balance.total,
        "in_clauses": plan.file.segmented.balance.in_clauses,
        "changes": [
            {
                "old": [plan.former_clauses[i].clause.path for i in match.old],
                "new": [plan.clauses[j].path for j in match.new],
                "kinds": [plan.clauses[j].kind for j in match.new],
            }
            for match in plan.changed
        ],
        "stored": stored,
    }


COMMANDS = {"reread": reread}
