"""The command that hands out the templates of built files, to make one's own of."""

from __future__ import annotations

from pathlib import Path

import click

from negotiator.cli.output import FORMATS, clean, echo_rows, say, write_bytes, write_file
from negotiator.errors import NotFoundError, UsageError

_REFERENCE = "reference"


@click.command()
@click.argument("name", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write it to a file instead of standard output.")
@click.option("--force", is_flag=True, help="Replace an existing file.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="What goes to stdout, for the list.")
def templates(name: str | None, output: Path | None, force: bool, form: str) -> None:
    """The templates of built files: report, table, position, and the Word file `reference` whose styles they take.

    With NAME the bundled one is printed; its head lists the values that it is given. A copy that you changed is used by `export --template FILE`, or
    always, if it lies where the list says.
    """
    from negotiator.formats.templates import BUNDLED, own_template, reference_document, template_source

    if name is None:
        rows = [(one, what, "yours" if own_template(one).is_file() else "bundled", str(own_template(one))) for one, what in BUNDLED.items()]
        rows.append((_REFERENCE, "the styles of all of them, for `export --reference`", "bundled", ""))
        data = [{"template": one, "what": what, "used": used, "own": own or None} for one, what, used, own in rows]
        echo_rows(form, ("template", "what it is for", "used", "your own would be"), rows, data, wide=1)
        return
    if name not in (*BUNDLED, _REFERENCE):
        raise NotFoundError(f"there is no template {name!r}", hint=f"there are: {', '.join((*BUNDLED, _REFERENCE))}")
    content = reference_document() if name == _REFERENCE else template_source(name).encode()
    if output is None or str(output) == "-":
        write_bytes(content)
    else:
        wanted = ".docx" if name == _REFERENCE else ".j2"
        if output.suffix.lower() != wanted:
            raise UsageError(f"{output}: {name} is no such file", hint=f"use {wanted}")
        write_file(output, content, force=force)
        say(clean(f"{output}: the bundled {name}"))


COMMANDS = {"templates": templates}
