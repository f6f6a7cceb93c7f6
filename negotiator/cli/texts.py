"""Commands that need no workspace: parse, compare, verify."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from negotiator.cli.desk import Desk, pass_desk
from negotiator.cli.output import FORMATS, clean, echo_rows, say, spare, write_file
from negotiator.cli.reading import corrections_option, corrections_text, markup_option
from negotiator.cli.views import echo_remarks, echo_view, remarks_json, view_option
from negotiator.errors import UsageError

if TYPE_CHECKING:
    from negotiator.formats.word.redline.base import Base
    from negotiator.model.change import Comparison
    from negotiator.services.files import ReadFile

form_option = click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="What goes to stdout.")


@click.command()
@click.argument("file")
@click.option("--explain", is_flag=True, help="Show, block by block, what was taken for what and why, and all that was left out.")
@corrections_option
@markup_option
@view_option
@form_option
def parse(file: str, explain: bool, corrections: Path | None, markup: str, view: str, form: str) -> None:
    """How a file is read: paragraph by paragraph, and whether every word was.

    FILE is a .docx, .pdf, .txt, .md or .json file; `-` reads standard input. Nothing is stored.
    """
    from negotiator.reading.corrections import Corrections, read_corrections
    from negotiator.services.files import read_file

    told = corrections_text(corrections, markup)
    said = read_corrections(told, corrections.name if corrections else "--markup") if told else Corrections()
    if view != "accepted":
        echo_view(file, view, form, said)
        return
    got = read_file(file, corrections=said)
    balance = got.segmented.balance
    say(f"{got.name}: {balance}")
    for warning in got.segmented.warnings:
        say(f"  ! {warning}")
    if explain:
        _explain(got, form)
        return
    from negotiator.formats.contract import clauses_json

    rows = [(c.path, c.number, c.kind, c.text) for c in got.clauses]
    echo_rows(form, ("path", "number", "kind", "text"), rows, clauses_json(got.clauses), wide=3)


def _explain(got: ReadFile, form: str) -> None:
    from negotiator.services.word_views import remarks_in

    taken = got.segmented.taken
    remarks = remarks_in(got.name, got.content)
    left = got.segmented.balance.left_out
    rows: list[tuple[object, ...]] = [(str(t.block.anchor), t.what, t.why, t.block.words, t.block.text[:200]) for t in taken]
    data = {
        "words": got.segmented.balance.total,
        "in_clauses": got.segmented.balance.in_clauses,
        "taken": [{"place": str(t.block.anchor), "what": t.what, "why": t.why, "words": t.block.words, "text": t.block.text} for t in taken],
        "left_out": [{"place": str(item.anchor), "reason": item.reason, "words": item.words, "text": item.text} for item in left],
        **({"comments": remarks_json(remarks)} if remarks else {}),
    }
    echo_rows(form, ("place", "taken for", "because", "words", "text"), rows, data, wide=4)
    if left and form == "table":
        click.echo("\nLeft out")
        echo_rows(form, ("place", "reason", "words", "text"), [(str(i.anchor), i.reason, i.words, i.text[:400]) for i in left], None, wide=3)
    if form == "table":
        echo_remarks(remarks)


@click.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a file by its suffix: .docx (tracked changes), .html, .md, .txt, .csv, .json; - is standard output, in the form of --format.",
)
@click.option("--all", "everything", is_flag=True, help="Show unchanged paragraphs, too.")
@click.option("--context", type=click.IntRange(0, 1000), default=0, metavar="N", help="Show N paragraphs before and after each change.")
@click.option(
    "--only",
    default="",
    metavar="KINDS",
    help="Only these, parted by commas: edited, split, merged, regrouped, added, dropped, moved, renumbered, returned, uncertain.",
)
@click.option("--spoken", is_flag=True, help="Say in words what was deleted and inserted, for a screen reader.")
@markup_option
@click.option("--author", default="negotiator", show_default=True, help="The name on the tracked changes of a .docx.")
@click.option(
    "--base",
    type=click.Choice(("as-is", "accepted", "rejected")),
    default="as-is",
    show_default=True,
    help="What becomes of tracked changes that the old .docx has already: they stay under ours, or are accepted or rejected first.",
)
@click.option("--force", is_flag=True, help="Replace an existing output file.")
@click.option("--format", "form", type=click.Choice((*FORMATS, "html")), default="table", show_default=True, help="What goes to stdout.")
@pass_desk
def compare(
    desk: Desk,
    old: str,
    new: str,
    output: Path | None,
    everything: bool,
    context: int,
    only: str,
    spoken: bool,
    markup: str,
    author: str,
    base: Base,
    force: bool,
    form: str,
) -> None:
    """What changed between two texts, word by word.

    OLD and NEW are files, or addresses in the workspace: declaration@rev1 is a text, declaration@rev1:7 a paragraph with what stands below it.
    """
    from negotiator.cli.comparison import deliver, telling, told, wanted_of
    from negotiator.services.addresses import is_file

    wanted = wanted_of(everything, context, only)
    output = None if str(output) == "-" else output
    if base != "as-is" and not (output and output.suffix.lower() == ".docx"):
        raise UsageError(f"--base {base} is for a redline in Word", hint="add -o redline.docx")
    spare(output, old, new)
    if is_file(old) and is_file(new):
        from negotiator.reading.corrections import Corrections
        from negotiator.services.compare import compare_files
        from negotiator.services.files import read_files
        from negotiator.services.redlines import beside_words, redline_files
        from negotiator.services.unmarked import marks_against_file, questions, with_marks

        redline = bool(output and output.suffix.lower() == ".docx")
        files = read_files(old, new, wordless=redline, corrections=Corrections(markup=markup))
        asked = [*(q for f in files for q in questions(f)), *beside_words(*(f.content for f in files))]

        def marked(found: Comparison) -> Comparison:
            return with_marks(found, marks_against_file(*files), asked)

        if output and redline:
            target = output
            content, lines = redline_files(*files, lambda found: telling(target, marked(found)), author=author, at=desk.now, base=base)
            write_file(output, content, force=force)
            for line in lines:
                say(line)
            _say_untracked(content, files[0].content, files[1].content)
            return
        comparison = marked(compare_files(*files))
    else:
        comparison = _with_workspace(desk, old, new, output, markup, author, base, force)
        if output and output.suffix.lower() == ".docx":
            told(output, comparison)
            return
    deliver(comparison, output, wanted, form, spoken=spoken, force=force)


def _with_workspace(desk: Desk, old: str, new: str, output: Path | None, markup: str, author: str, base: Base, force: bool) -> Comparison:
    from negotiator.model.change import Side
    from negotiator.reading.corrections import Corrections
    from negotiator.services.addresses import find_revision, is_file
    from negotiator.services.brackets import with_tally
    from negotiator.services.compare import compare_clauses, compare_revisions, side_of
    from negotiator.services.files import read_file
    from negotiator.services.paragraphs import compare_paragraphs, names_paragraph
    from negotiator.services.redlines import beside_words
    from negotiator.services.unmarked import marks_against_clauses, marks_of_revision, questions, with_marks

    paragraphs = [name for name in (old, new) if not is_file(name) and names_paragraph(name)]
    if paragraphs and output and output.suffix.lower() == ".docx":
        raise UsageError(
            f"{paragraphs[0]} names a paragraph, and a Word redline is made of a whole text", hint="write -o changes.md, or leave the paragraph out"
        )
    from negotiator.text.language import same_language

    with desk.store() as store, store.snapshot() as view:
        if paragraphs:
            return compare_paragraphs(view, old, new)
        if not is_file(old) and not is_file(new):
            first, second = find_revision(view, old)[0], find_revision(view, new)[0]
            if first.document == second.document and not same_language(first.language, second.language):
                raise UsageError(
                    f"{first.address} in {first.language} and {second.address} in {second.language}: words of two languages are no changes",
                    hint=f"negotiator align {second.address}/{second.language} sets their paragraphs beside each other and says where they disagree",
                )
            shown = beside_words(*(view.source(r.source_sha256) for r in (first, second)))
            tallied = with_tally(view, compare_revisions(view, first, second), first, second)
            comparison = with_marks(tallied, marks_of_revision(view, second), shown)
            if output and output.suffix.lower() == ".docx":
                from negotiator.services.redlines import redline_revisions, word_source

                content = redline_revisions(view, first, second, comparison, author=author, at=desk.now, base=base)
                write_file(output, content, force=force)
                _say_untracked(content, word_source(view, first).content, word_source(view, second).content)
            return comparison
        if output and output.suffix.lower() == ".docx":
            raise UsageError("a Word redline needs two files or two versions of the workspace", hint="import the file first, or name two files")
        texts, sides, sender = [], [], None
        asked: list[str] = []
        for name in (old, new):
            if is_file(name):
                got = read_file(name, corrections=Corrections(markup=markup))
                texts.append(list(got.clauses))
                asked += questions(got)
                sender = marks_against_clauses(old, texts[0], got) if name == new else None
                sides.append(Side(got.name, got.segmented.masthead.title, got.reading.language, len(got.clauses)))
            else:
                revision = find_revision(view, name)[0]
                texts.append([c.clause for c in view.clauses(revision)])
                sides.append(side_of(view, revision, len(texts[-1])))
        return with_marks(compare_clauses(texts[0], texts[1], (sides[0], sides[1])), sender, asked)


def _say_untracked(content: bytes, old: bytes, new: bytes) -> None:
    """Say what a redline holds that accepting or rejecting does not touch."""
    from negotiator.services.redlines import untracked

    for line in untracked(content, old, new):
        say(clean(f"  without a mark, because Word cannot track it: {line}"))


@click.command()
@click.argument("out")
@click.argument("old")
@click.argument("new")
@click.option(
    "--base",
    type=click.Choice(("as-is", "accepted", "rejected")),
    default="as-is",
    show_default=True,
    help="What became of tracked changes that OLD had already, as it was said when OUT was written.",
)
@click.option(
    "--for",
    "audience",
    type=click.Choice(("own", "group", "partners", "room")),
    default="own",
    show_default=True,
    help="Who OUT was exported for: for the room it is scrubbed.",
)
@click.option("--marking", default="", metavar="TEXT", help="The marking that OUT was exported with.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="What goes to stdout.")
@pass_desk
def verify(desk: Desk, out: str, old: str, new: str, base: Base, audience: str, marking: str, form: str) -> int:
    """Prove a Word redline: accepting all of OUT gives NEW, rejecting all gives OLD.

    OLD and NEW are Word files, or addresses in the workspace such as declaration@rev1. The check shares no code with the writer. Exit 1 where it finds
    something.
    """
    from negotiator.model.audience import Audience
    from negotiator.services.files import bytes_of
    from negotiator.services.redlines import prove

    content = bytes_of(out)[1]
    (before, first), (after, second) = _word_file(desk, old), _word_file(desk, new)
    findings = prove(content, first, second, base=base, audience=Audience(audience), marking=marking)
    rows = [(f.severity.value, f.subject, f.message) for f in findings]
    data = [{"severity": f.severity.value, "subject": f.subject, "message": f.message} for f in findings]
    if findings or form == "json":
        echo_rows(form, ("severity", "where", "what"), rows, data)
    if not findings:
        settled = "" if base == "as-is" else f" with its own changes {base}"
        say(clean(f"{Path(out).name}: accepting all gives {after}, rejecting all gives {before}{settled}"))
    elif not prove(content, second, first, base=base, audience=Audience(audience), marking=marking):
        say(clean(f"  it is proven the other way round: from {after} to {before}"))
    elif (base, audience, marking) == ("as-is", "own", ""):
        say("  a file that was written with --base, --marking or --for room is proven with the same option here")
    return 1 if findings else 0


def _word_file(desk: Desk, named: str) -> tuple[str, bytes]:
    """A Word file by its path, or the one of a version in the workspace. Raises NotFoundError, BadInputError."""
    from negotiator.services.addresses import find_revision, is_file
    from negotiator.services.files import bytes_of
    from negotiator.services.redlines import word_source

    if is_file(named):
        return bytes_of(named)
    with desk.store() as store, store.snapshot() as view:
        revision = find_revision(view, named)[0]
        return revision.address, word_source(view, revision).content


COMMANDS = {"parse": parse, "compare": compare, "verify": verify}
