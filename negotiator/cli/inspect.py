"""The command that looks into a Word file before it is sent on."""

from __future__ import annotations

from pathlib import Path

import click

from negotiator.cli.output import FORMATS, clean, echo_rows, say


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--fail-on", default="", metavar="KINDS", help="Exit 1 where the file carries one of these, parted by commas: author, comment, hidden, path …, or any."
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="What goes to stdout.")
def inspect(file: Path, fail_on: str, form: str) -> int:
    """What a Word FILE carries besides its text: names, tracked changes, comments, properties, hidden text, paths, macros, files inside
    and what these tell: pictures, workbooks, slides, charts, objects."""
    from negotiator.services.inspect import inspect as look
    from negotiator.services.inspect import kinds_named

    wanted = kinds_named(name.strip().lower() for name in fail_on.split(",") if name.strip())
    found = look(file)
    rows = [(one.kind.value, one.what, one.count, one.part) for one in found]
    if found or form == "json":
        echo_rows(form, ("carries", "what", "times", "part"), rows, [{"kind": k, "what": w, "count": n, "part": p} for k, w, n, p in rows], wide=1)
    if not found:
        say(clean(f"{file.name} carries nothing but its text"))
    hit = sorted({one.kind.value for one in found if one.kind in wanted})
    if hit:
        say(f"found: {', '.join(hit)}")
    return 1 if hit else 0


COMMANDS = {"inspect": inspect}
