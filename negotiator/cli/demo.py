"""The command that shows the product on the sample negotiation."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from negotiator.cli.desk import Desk, pass_desk
from negotiator.cli.output import say


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--no-tui", is_flag=True, help="Print the coverage and write the Word files instead of opening the terminal UI.")
@pass_desk
def demo(desk: Desk, folder: Path | None, no_tui: bool) -> int:
    """The sample negotiation, ready to explore: a position paper and three outcome documents in three versions each.

    Fills FOLDER (default: siem-reap-angkor, here) with the files and a workspace. Run again, it opens what is there.
    """
    from negotiator.services.demo import SAMPLE, WORKSPACE, build_demo, require_sample

    target = folder or Path(SAMPLE)
    desk.location = str(target / WORKSPACE)
    if not (target / WORKSPACE).exists():
        say(f"The sample negotiation goes to {target}{'/' if not str(target).endswith('/') else ''}")
        for step in build_demo(target):
            say(f"  {step}")
    else:
        with desk.store() as store:
            require_sample(store, str(target))
    if no_tui or not (sys.stdin.isatty() and sys.stdout.isatty()):
        _without_ui(desk, target)
        return 0
    return desk.open_ui()


def _without_ui(desk: Desk, target: Path) -> None:
    from negotiator.cli.position import coverage
    from negotiator.model.audience import Audience
    from negotiator.model.revision import Role
    from negotiator.services.demo import WORKSPACE
    from negotiator.services.export import ExportWishes, Form, export
    from negotiator.services.files import write_whole
    from negotiator.text.shell import typed

    click.get_current_context().invoke(coverage, document=None, fail_on="", form="table")
    with desk.store() as store, store.snapshot() as view:
        wishes = [ExportWishes(Form.REPORT, Audience.OWN)]
        for document in view.documents():
            if document.role is Role.OUTCOME:
                wishes.append(ExportWishes(Form.REDLINE, Audience.OWN, document.slug, comments=True))
                wishes.append(ExportWishes(Form.ANNOTATED, Audience.GROUP, document.slug))
            elif document.role is Role.POSITION:
                wishes.append(ExportWishes(Form.POSITION, Audience.OWN, document.slug))
        for wish in wishes:
            done = export(view, wish, desk.now)
            write_whole(target / done.name, done.content)
            say(f"{target / done.name}: {done.said}")
    say(f"\nNext:  negotiator --workspace {typed(target / WORKSPACE)}  opens the terminal UI on it")


COMMANDS = {"demo": demo}
