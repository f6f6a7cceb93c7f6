"""The command that reads back what others did to a text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from negotiator.cli.desk import Desk, pass_desk
from negotiator.cli.output import FORMATS, csv_text, echo_rows, say, write_file
from negotiator.errors import UsageError
from negotiator.model.counting import counted

if TYPE_CHECKING:
    from negotiator.model.clause import Clause
    from negotiator.model.edit import Edit


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE.docx…")
@click.option("--of", "target", required=True, metavar="DOC[@REV]", help="The text that was sent out.")
@click.option("--ours", multiple=True, metavar="NAME", help="Leave out comments in this name (ours are left out where they carry the usual name).")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="What goes to stdout.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write .xlsx, .csv or .json, with the text before and after.")
@click.option("--force", is_flag=True, help="Replace an existing output file.")
@pass_desk
def edits(desk: Desk, files: Sequence[str], target: str, ours: Sequence[str], form: str, output: Path | None, force: bool) -> int:
    """Who changed and commented what, by paragraph and author, in files that came back: one table of all.

    Reads tracked changes, comments, changes without a mark, and tables of proposals or comments, whatever their columns. Nothing is stored.
    `export DOC --as table --from FILE…` makes a Word table of them.
    """
    return read_back(desk, files, target, ours, form, output, force=force)


def read_back(desk: Desk, files: Sequence[str], target: str, ours: Sequence[str], form: str, output: Path | None = None, *, force: bool = False) -> int:
    """Print or write the edits of files that were made from a version of the workspace."""
    if output is not None and output.suffix.lower() not in (".xlsx", ".csv", ".json"):
        raise UsageError(
            f"{output.name}: no such form of output", hint=f"use .xlsx, .csv or .json; a Word table: negotiator export {target} --as table --from FILE"
        )
    from negotiator.services.addresses import find_revision
    from negotiator.services.edits import edits_in, merged, wording_of
    from negotiator.services.files import read_file
    from negotiator.services.sent import sent_text

    with desk.store() as store, store.snapshot() as view:
        revision, _ = find_revision(view, target)
        sent = sent_text(view, revision, ours=ours)
    read = [edits_in(read_file(name), sent) for name in files]
    found = merged(read)
    several = len(read) > 1
    columns = ("paragraph", "author", "when", "what", *(("file",) if several else ()), "wording")
    rows = [
        (e.label, e.author or "not marked", f"{e.at:%Y-%m-%d %H:%M}" if e.at else "", e.deed.value, *((e.file,) if several else ()), wording_of(e))
        for e in found
    ]
    data: list[dict[str, Any]] = [
        {
            "deed": e.deed.value,
            "clauses": list(e.clauses),
            "label": e.label,
            "author": e.author or None,
            "at": e.at.isoformat() if e.at else None,
            "old": e.old,
            "new": e.new,
            "comment": e.comment,
            "quote": e.quote,
            "answers": e.answers,
            "on": list(e.on),
            "behind": e.behind,
            "to": e.to,
            "like": e.like,
            "file": e.file,
        }
        for e in found
    ]
    if output is not None:
        _write(found, sent.base, data, output, force)
    elif found or form == "json":
        echo_rows(form, columns, rows, data)
    for one in read:
        people = len({e.author for e in one.edits if e.author})
        told = f"{counted(len(one.edits), 'edit')} of {counted(people, 'author')}" if people else counted(len(one.edits), "edit")
        marks = f", {one.unmarked} of them not marked" if one.unmarked else ", none without a mark" if one.edits else ""
        say(f"{one.file}: {told if one.edits else 'no edit'} on {revision.address}{marks}")
        for warning in one.warnings:
            say(f"  ! {warning}")
        if one.carried:
            say(f"  the tracked changes of {', '.join(one.carried)} lead to {revision.address} and are no edits")
    return 0


def _write(found: Sequence[Edit], base: Sequence[Clause], data: object, output: Path, force: bool) -> None:
    from negotiator.services.edit_list import COLUMNS, lines, workbook_of

    suffix = output.suffix.lower()
    if suffix == ".xlsx":
        content = workbook_of(found, base)
    elif suffix == ".csv":
        content = csv_text(COLUMNS, lines(found, base)).encode()
    else:
        content = (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
    write_file(output, content, force=force)
    say(f"{output}: {counted(len(found), 'edit')}")


COMMANDS = {"edits": edits}
