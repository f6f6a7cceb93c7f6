"""Commands on the workspace's texts: init, import, documents, revisions, clauses, show, history, search."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from negotiator.cli.desk import Desk, pass_desk
from negotiator.cli.output import clean, echo_rows, say, write_file
from negotiator.cli.reading import corrections_option, corrections_text, markup_option
from negotiator.cli.sender import echo_unmarked, say_marks
from negotiator.cli.splitting import import_parts, split_option
from negotiator.cli.texts import form_option
from negotiator.errors import UsageError
from negotiator.model.counting import counted
from negotiator.model.revision import RevisionKind, Role, Scope

NO_TEXT = "the workspace holds no text yet; bring one in with  negotiator import FILE --document declaration"

if TYPE_CHECKING:
    from negotiator.model.change import SenderMarks
    from negotiator.model.revision import Revision
    from negotiator.services.import_revision import ImportPlan


@click.command()
@pass_desk
def init(desk: Desk) -> None:
    """Create an empty workspace."""
    from negotiator.services.workspace import create_workspace

    create_workspace(desk.location)
    say(f"{desk.location}: an empty workspace; bring in a text with  negotiator import FILE --document declaration")


@click.command("import")
@click.argument("file")
@click.option("--document", default="", metavar="SLUG", help="Which document it is: review, declaration, action-plan, eu-position …")
@click.option(
    "--as-edits", "sent_out", default="", metavar="DOC@REV", help="Read back what was done to this version in FILE, as `edits` does; nothing is stored."
)
@click.option("--role", type=click.Choice([r.value for r in Role]), help="For a document's first text (default: by its name).")
@click.option("--title", default="", help="For a document's first text (default: the file's title).")
@click.option("--label", default="", help="What this version is called: Rev.2 (default: from the symbol or file name).")
@click.option("--kind", type=click.Choice([k.value for k in RevisionKind]), help="What kind of text it is (default: by its symbol and file name).")
@click.option("--symbol", default="", help="Its document symbol (default: from the file).")
@click.option("--date", "issued", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The day it was issued (default: from the file).")
@click.option("--language", default="", metavar="TAG", help="en, da, fr … (default: from the text).")
@click.option("--based-on", default="", metavar="REV", help="The version it changes (default: the newest whole one).")
@click.option("--scope", default="", metavar="9-12", help="The paragraphs that a partial text is about; all others stay as they are.")
@corrections_option
@markup_option
@split_option
@click.option("--dry-run", is_flag=True, help="Show what would be imported, store nothing.")
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True, help="What goes to stdout.")
@pass_desk
def import_(
    desk: Desk,
    file: str,
    document: str,
    sent_out: str,
    role: str | None,
    title: str,
    label: str,
    kind: str | None,
    symbol: str,
    issued: datetime | None,
    language: str,
    based_on: str,
    scope: str,
    corrections: Path | None,
    markup: str,
    split: str,
    dry_run: bool,
    form: str,
) -> int:
    """Read FILE into the workspace as the next version of a document.

    Prints the word balance, and how each paragraph follows from the version before. Without --document it says which part of FILE may be
    which document, and stores nothing.
    """
    if sent_out:
        from negotiator.cli.edits import read_back

        return read_back(desk, [file], sent_out, (), form)
    if split and document:
        raise UsageError("--split and --document do not go together", hint="the plan says which part is which document")
    from negotiator.services.files import read_file
    from negotiator.services.import_revision import ImportWishes, import_revision, plan_import
    from negotiator.services.unmarked import marks_of_plan

    wishes = ImportWishes(
        document=document,
        role=Role(role) if role else None,
        title=title,
        label=label,
        kind=RevisionKind(kind) if kind else None,
        symbol=symbol,
        issued_on=issued.date() if issued else None,
        language=language,
        based_on=based_on,
        scope=Scope.parse(scope),
        corrections=corrections_text(corrections, markup),
    )
    if not document:
        return import_parts(desk, file, split, wishes, dry_run=dry_run, form=form)
    got = read_file(file)
    with desk.store() as store:
        with store.snapshot() as view:
            plan = plan_import(view, got, wishes)
            sender = marks_of_plan(view, plan, base_given=bool(based_on))
        if not dry_run:
            import_revision(store, desk.actor, desk.now, plan)
        _report_import(plan, sender, dry_run, form)
    return 0


def _report_import(plan: ImportPlan, sender: SenderMarks | None, dry_run: bool, form: str) -> None:
    from collections import Counter

    say_marks(sender)
    counts = Counter(m.kind.value for m in plan.matches)
    say(f"{plan.file.name}: {plan.balance}")
    for warning in plan.warnings:
        say(f"  ! {warning}")
    verb = "would become" if dry_run else "is now"
    if form == "json":
        from negotiator.cli.output import echo_json
        from negotiator.formats.contract import sender_json

        echo_json(
            {
                "address": plan.revision.address,
                "label": plan.revision.label,
                "based_on": plan.revision.based_on,
                "clauses": len(plan.clauses),
                "words": plan.balance.total,
                "in_clauses": plan.balance.in_clauses,
                "changes": dict(counts),
                "uncertain": len(plan.uncertain),
                "stored": not dry_run,
                "markings": [marking.text for marking in plan.file.segmented.markings],
                "warnings": list(plan.warnings),
                **(sender_json(sender) if sender is not None else {}),
            }
        )
        return
    click.echo(clean(f"{plan.file.name} {verb} {plan.revision.address} ({plan.document.title}, {plan.revision.label}, {plan.revision.language})"))
    echo_unmarked(sender)
    if plan.base:
        moved = sum(m.moved for m in plan.matches)
        parts = [f"{n} {kind}" for kind, n in counts.items()] + ([f"{moved} moved"] if moved else [])
        parts += [f"{len(plan.returned)} of the added had stood in another version"] if plan.returned else []
        click.echo(f"  against {plan.base.label}: {', '.join(parts)}")
        if plan.uncertain:
            click.echo(f"  {counted(len(plan.uncertain), 'match')} to check (negotiator align {plan.revision.address}):")
            for match in plan.uncertain[:12]:
                old = " + ".join(plan.base_clauses[i].clause.path for i in match.old)
                new = " + ".join(plan.clauses[j].path for j in match.new)
                click.echo(clean(f"    {old} → {new}  {match.reason}"))


@click.command()
@form_option
@pass_desk
def documents(desk: Desk, form: str) -> None:
    """The documents of the workspace."""
    from negotiator.services.documents import documents as all_documents

    with desk.store() as store, store.snapshot() as view:
        lines = all_documents(view)
    rows = [(x.document.slug, x.document.role.value, x.newest.label if x.newest else "", len(x.revisions), x.document.title) for x in lines]
    data = [
        {
            "slug": x.document.slug,
            "role": x.document.role.value,
            "title": x.document.title,
            "newest": x.newest.slug if x.newest else None,
            "revisions": [r.slug for r in x.revisions],
        }
        for x in lines
    ]
    echo_rows(form, ("document", "role", "newest", "versions", "title"), rows, data, wide=4, nothing=NO_TEXT)


@click.command()
@click.argument("document")
@form_option
@pass_desk
def revisions(desk: Desk, document: str, form: str) -> None:
    """The versions of a document, oldest first."""
    from negotiator.services.markings import markings_of

    with desk.store() as store, store.snapshot() as view:
        view.document(document)
        found = view.revisions(document)
        sizes = {r.uid: len(view.clauses(r)) for r in found}
        marked = {r.uid: [marking.text for marking in markings_of(view, r)] for r in found}
    rows = [
        (r.slug, r.label, r.kind.value, r.issued_on or "", r.symbol, r.language, r.based_on or "", str(r.scope) or "whole", sizes[r.uid], r.source_name)
        for r in found
    ]
    columns = ("version", "label", "kind", "date", "symbol", "language", "based on", "scope", "paragraphs", "file")
    echo_rows(form, columns, rows, [{**_revision_json(r, sizes[r.uid]), "markings": marked[r.uid]} for r in found])
    for r in found:
        if marked[r.uid]:
            say(f"{r.address} is marked {', '.join(marked[r.uid])}")


def _revision_json(revision: Revision, clauses: int) -> dict[str, object]:
    return {
        "address": revision.address,
        "slug": revision.slug,
        "label": revision.label,
        "kind": revision.kind.value,
        "date": revision.issued_on.isoformat() if revision.issued_on else None,
        "symbol": revision.symbol,
        "language": revision.language,
        "based_on": revision.based_on,
        "scope": str(revision.scope) or None,
        "clauses": clauses,
        "file": revision.source_name,
        "sha256": revision.source_sha256,
    }


@click.command()
@click.argument("address")
@form_option
@pass_desk
def clauses(desk: Desk, address: str, form: str) -> None:
    """The paragraphs of a version: DOC[@REV]."""
    from negotiator.formats.contract import clauses_json
    from negotiator.services.documents import clauses_at

    with desk.store() as store, store.snapshot() as view:
        _, stored = clauses_at(view, address)
    found = [c.clause for c in stored]
    echo_rows(form, ("path", "number", "kind", "text"), [(c.path, c.number, c.kind, c.text) for c in found], clauses_json(found), wide=3)


@click.command()
@click.argument("address")
@click.option("--source", is_flag=True, help="Also its place in the issued file: what the file has there, and what stands around it.")
@form_option
@pass_desk
def show(desk: Desk, address: str, source: bool, form: str) -> None:
    """One paragraph in full: DOC[@REV]:PARAGRAPH, with what it stands under and where in the issued file it is."""
    from negotiator.services.documents import chapeaux, clause_at, counterparts
    from negotiator.services.markings import markings_of
    from negotiator.services.sources import source_of

    with desk.store() as store, store.snapshot() as view:
        revision, stored, everything = clause_at(view, address)
        marked = [marking.text for marking in markings_of(view, revision)]
        around = source_of(view, revision, stored.clause) if source else ()
        others = [(r.language, f"{r.address}/{r.language}:{c.clause.path}", c.clause.text) for r, c in counterparts(view, revision, stored)]
    clause = stored.clause
    above = chapeaux(clause, {c.clause.id: c.clause for c in everything})
    place = ", ".join(str(a) for a in clause.anchors)
    if form == "json":
        from negotiator.cli.output import echo_json
        from negotiator.formats.contract import clauses_json

        shown = {"revision": revision.address, "under": [c.path for c in above], "file": revision.source_name, "place": place, "markings": marked}
        told = {"source": [{"place": x.place, "text": x.text, "own": x.own} for x in around]} if source else {}
        languages = {"languages": [{"language": tag, "address": at, "text": text} for tag, at, text in others]} if others else {}
        echo_json({**clauses_json([clause])[0], **shown, **told, **languages})
        return
    if marked:
        click.echo(clean(f"marked {', '.join(marked)}"))
    click.echo(clean(f"{revision.address}:{clause.path}  {clause.kind}  ({revision.label}; {revision.source_name}, {place})"))
    for one in above:
        click.echo(clean(f"  under {one.path}: {one.text.partition(chr(10))[0]}"))
    click.echo(clean(f"\n{clause.number} {clause.text}".replace("\n ", "\n").rstrip()))
    for _, at, text in others:
        click.echo(clean(f"\n{at}  {text}".replace("\n ", "\n").rstrip()))
    for x in around:
        click.echo(clean(f"{chr(10) if x is around[0] else ''}{'>' if x.own else ' '} {x.place}: {x.text}"))


@click.command()
@click.argument("address")
@form_option
@pass_desk
def history(desk: Desk, address: str, form: str) -> None:
    """How a paragraph came to what it is, version by version: DOC[@REV]:PARAGRAPH."""
    from negotiator.cli.output import painter
    from negotiator.formats.contract import findings_json
    from negotiator.services.comparison_report import redline_spans
    from negotiator.services.documents import history as steps_of

    with desk.store() as store, store.snapshot() as view:
        steps = steps_of(view, address)
    data = [
        {
            "revision": s.revision.address,
            "clauses": [c.path for c in s.clauses],
            "note": s.note,
            "text": "\n".join(c.text for c in s.clauses),
            "redline": [[x.op.value, x.text] for x in s.redline.segments] if s.redline else None,
            **({"findings": findings_json(s.findings)} if s.findings else {}),
        }
        for s in steps
    ]
    if form != "table":
        rows = [(s.revision.slug, " + ".join(c.path for c in s.clauses), s.note, "\n".join(c.text for c in s.clauses)) for s in steps]
        echo_rows(form, ("version", "paragraph", "what", "text"), rows, data, wide=3)
        return
    mark = painter()
    for step in steps:
        click.echo(clean(f"{step.revision.label}  {' + '.join(c.path for c in step.clauses)}  {step.note}"))
        for found in step.findings:
            click.echo(clean(f"  ! {found.subject}: {found.message}"))
        if step.redline is not None and step.redline.changed:
            text = "".join(mark(s) for s in redline_spans(step.redline))
        else:
            text = clean("\n".join(c.text for c in step.clauses))
        click.echo("  " + text.replace("\n", "\n  ") + "\n")


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--document", metavar="SLUG", help="Only in this document.")
@form_option
@pass_desk
def search(desk: Desk, words: tuple[str, ...], document: str | None, form: str) -> None:
    """Paragraphs, in the newest version of each document, that hold all WORDS."""
    from negotiator.services.search import search as find

    with desk.store() as store, store.snapshot() as view:
        hits = find(view, " ".join(words), document)
    rows = [(f"{h.revision.address}:{h.clause.path}", h.clause.text) for h in hits]
    if not rows:
        say(f"no paragraph of the newest versions holds all of: {' '.join(words)}")
    if rows or form != "table":
        echo_rows(form, ("where", "text"), rows, [{"address": a, "text": t} for a, t in rows])


@click.command()
@click.argument("address")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Where to write it (default: its own name, in this folder); - is standard output."
)
@click.option("--force", is_flag=True, help="Replace an existing file.")
@pass_desk
def issued(desk: Desk, address: str, output: Path | None, force: bool) -> None:
    """Get the issued file of a version back, byte for byte."""
    from negotiator.services.addresses import find_revision

    with desk.store() as store, store.snapshot() as view:
        revision, _ = find_revision(view, address)
        content = view.source(revision.source_sha256)
    target = output or Path(Path(revision.source_name).name)
    if not target.name:
        raise UsageError("name a file", hint="-o FILE")
    write_file(target, content, force=force)
    say(f"{target}: {revision.address} as it was issued")


COMMANDS = {
    "init": init,
    "import": import_,
    "documents": documents,
    "revisions": revisions,
    "clauses": clauses,
    "show": show,
    "history": history,
    "search": search,
    "issued": issued,
}
