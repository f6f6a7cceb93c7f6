"""The command that hands files over."""

from __future__ import annotations

from pathlib import Path

import click

from negotiator.cli.desk import Desk, pass_desk
from negotiator.cli.output import clean, say, spare, write_file
from negotiator.errors import UsageError
from negotiator.model.audience import Audience

FORMS = ("redline", "annotated", "table", "proposals", "position", "report")


@click.command()
@click.argument("target", required=False, metavar="[DOC[@REV]]")
@click.option(
    "--as",
    "form",
    required=True,
    type=click.Choice(FORMS),
    help="redline: tracked changes on the earlier file; annotated: the newest file with comments; table: paragraph, change, point, comment; "
    "proposals: the newest file with the changes of --from.",
)
@click.option("--for", "audience", required=True, type=click.Choice([a.value for a in Audience]), help="Who will read it; what is closed to them is left out.")
@click.option("--comments", is_flag=True, help="With a redline: a comment on each paragraph that a point speaks to.")
@click.option("--brackets", type=click.Choice(("colour", "comments")), help="With an annotated text: brackets in their holders' colours, or a comment on each.")
@click.option(
    "--from",
    "changes",
    multiple=True,
    metavar="FILE",
    help="Changes for proposals or a table, each under its author's name: a .docx that came back, the JSON of edits, or .md/.txt (## 7, then its new text).",
)
@click.option("--since", default="", metavar="REV", help="Redline from this version (default: the one before).")
@click.option("--author", default="", help="The name on comments and tracked changes.")
@click.option("--bilingual", is_flag=True, help="In a report: the paragraphs' text beside our points, each in its language.")
@click.option("--language", default="", metavar="TAG", help="The language in which our points stand (da), where the paper is here in it.")
@click.option("--marking", default="", metavar="TEXT", help="A distribution marking for the headers, such as LIMITE.")
@click.option(
    "--template",
    type=click.Path(path_type=Path, dir_okay=False),
    help="With a report, table or position: a Jinja2 template of your own (`negotiator templates report` prints ours).",
)
@click.option(
    "--reference",
    type=click.Path(path_type=Path, dir_okay=False),
    help="With a report, table or position: a Word file whose styles it takes (`negotiator templates reference -o FILE` gives ours).",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write it (default: a name made from document, version and audience); a report and a table may be .md. "
    "- is standard output: Markdown of these two, else the Word file.",
)
@click.option("--force", is_flag=True, help="Replace an existing file.")
@pass_desk
def export(
    desk: Desk,
    target: str | None,
    form: str,
    audience: str,
    comments: bool,
    brackets: str | None,
    changes: tuple[str, ...],
    since: str,
    author: str,
    bilingual: bool,
    language: str,
    marking: str,
    template: Path | None,
    reference: Path | None,
    output: Path | None,
    force: bool,
) -> None:
    """Write a file to hand over: DOC as a redline with comments, an annotated text, the position paper, or a report.

    A Word file is proven before it is written: accepting and rejecting everything must give the two texts.
    """
    from negotiator.services.bracket_marks import BracketMarks
    from negotiator.services.export import ExportWishes, Form
    from negotiator.services.export import export as build
    from negotiator.services.locks import places

    _refuse_idle(form, {"comments": comments, "since": since, "bilingual": bilingual})
    piped = str(output) == "-"
    suffix = (".md" if form in ("report", "table") else ".docx") if piped else output.suffix.lower() if output else ".docx"
    if suffix not in (".docx", ".md") or (suffix == ".md" and form not in ("report", "table")):
        raise UsageError(f"{output}: no such form of output", hint="use .docx (a report and a table may be .md, too)")
    spare(output, *changes, *(str(one) for one in (template, reference) if one))
    wishes = ExportWishes(
        form=Form(form),
        audience=Audience(audience),
        target=target or "",
        since=since,
        comments=comments,
        brackets=BracketMarks(brackets or ""),
        author=author,
        changes=changes,
        template=template,
        reference=reference,
        markdown=suffix == ".md",
        bilingual=bilingual,
        language=language,
        marking=marking,
        private=places(desk.location),
    )
    with desk.store() as store, store.snapshot() as view:
        done = build(view, wishes, desk.now)
    path = output or Path(done.name)
    write_file(path, done.content, force=force)
    say(f"{done.name if piped else path}: {done.said}")
    for warning in done.warnings:
        say(clean(f"  ! {warning}"))


_FOR = {
    "comments": ("a redline (an annotated text has them anyway)", ("redline", "annotated")),
    "since": ("a redline or a table", ("redline", "table")),
    "bilingual": ("a report", ("report",)),
}
"""Options that do nothing with other forms: what they go with."""


def _refuse_idle(form: str, given: dict[str, object]) -> None:
    """Raise UsageError for an option that would change nothing."""
    for name, (goes_with, forms) in _FOR.items():
        if given[name] and form not in forms:
            raise UsageError(f"--{name} does nothing with --as {form}", hint=f"it goes with {goes_with}")


COMMANDS = {"export": export}
