"""Commands on which paragraph is which: align lists it, rule decides it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from negotiator.cli.desk import Desk, pass_desk
from negotiator.cli.output import FORMATS, clean, echo_json, echo_rows, painter, say, width
from negotiator.errors import UsageError
from negotiator.model.counting import counted
from negotiator.model.report import Span, Tone
from negotiator.text.shell import typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from negotiator.services.rulings import MatchLine, MatchList, NearPair
    from negotiator.services.translated import Disagreement
    from negotiator.store.store import StoredClause


@click.command()
@click.argument("address")
@click.option("--all", "everything", is_flag=True, help="Every match, not only those to check.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="What goes to stdout.")
@pass_desk
def align(desk: Desk, address: str, everything: bool, form: str) -> int:
    """Matches to check: which paragraph of DOC@REV comes from which of the text before it.

    Lists what is uncertain, old text beside new, and the pairs that just missed being matched; `rule` decides. For a version in another language
    (DOC@REV/fr) it is held against the first one, and what the two do not agree on is listed, too. Exit 1 where there is something to look at.
    """
    from negotiator.services.rulings import uncertain
    from negotiator.services.translated import disagreements

    with desk.store() as store, store.snapshot() as view:
        found = uncertain(view, address)
    differing = disagreements(found)
    lines = [line for line in found.lines if everything or line.uncertain]
    if form == "json":
        echo_json(_json(found, lines, differing))
    elif form == "table":
        _print(found, lines, differing, everything)
    else:
        rows = [(*_numbers(line), line.kind.value, f"{line.similarity:.2f}", f"{line.confidence:.2f}", line.reason, *_texts(line)) for line in lines]
        rows += [
            (p.old.clause.path, p.new.clause.path, "just missed", f"{p.similarity:.2f}", "", p.reason, p.old.clause.text, p.new.clause.text) for p in found.near
        ]
        echo_rows(form, ("old", "new", "kind", "similarity", "confidence", "reason", "old text", "new text"), rows, None, wide=6)
    return 1 if found.uncertain or differing else 0


def _json(found: MatchList, lines: Sequence[MatchLine], differing: Sequence[Disagreement]) -> dict[str, object]:
    return {
        "document": found.revision.document,
        "revision": found.revision.slug,
        "language": found.revision.language,
        "base": found.base.slug if found.base else None,
        "uncertain": len(found.uncertain),
        "matches": [
            {
                "kind": line.kind.value,
                "old": [c.clause.id for c in line.old],
                "new": [c.clause.id for c in line.new],
                "old_numbers": [c.clause.number for c in line.old],
                "new_numbers": [c.clause.number for c in line.new],
                "moved": line.moved,
                "renumbered": line.renumbered,
                "similarity": round(line.similarity, 4),
                "confidence": round(line.confidence, 4),
                "uncertain": line.uncertain,
                "reason": line.reason,
                "ruled_by": line.ruled_by or None,
                "old_text": [c.clause.text for c in line.old],
                "new_text": [c.clause.text for c in line.new],
            }
            for line in lines
        ],
        "near_misses": [
            {
                "kind": pair.kind.value,
                "old": pair.old.clause.id,
                "new": pair.new.clause.id,
                "similarity": round(pair.similarity, 4),
                "shortfall": round(pair.shortfall, 4),
                "reason": pair.reason,
                "old_text": pair.old.clause.text,
                "new_text": pair.new.clause.text,
            }
            for pair in found.near
        ],
        "disagreements": [
            {"old": [c.clause.id for c in one.old], "new": [c.clause.id for c in one.new], "what": one.what, "message": one.message} for one in differing
        ],
    }


def _print(found: MatchList, lines: Sequence[MatchLine], differing: Sequence[Disagreement], everything: bool) -> None:
    mark = painter()
    if found.base is None:
        say(f"{found.revision.address} is the first text of its document: it follows from nothing")
        return
    against = f"{found.base.address}/{found.base.language}" if found.base.slug == found.revision.slug else found.base.address
    for line in lines:
        head = f"{line.title}  {line.kind.value}"
        head += f", ruled by {line.ruled_by}" if line.ruled_by else f"  similarity {line.similarity:.2f}, confidence {line.confidence:.2f}  {line.reason}"
        click.echo(mark(Span(clean(head.rstrip()), Tone.STRONG)))
        if not everything or line.uncertain:
            _side_by_side(line.old, line.new)
    _print_near(found.near)
    if differing:
        click.echo(f"The languages disagree ({len(differing)})")
        for one in differing:
            click.echo(clean(f"  {one.where}  {one.message}"))
    matches = counted(sum(1 for line in found.lines if line.old and line.new), "match")
    say(f"{found.revision.address} against {against}: {len(found.uncertain)} of {matches} to check, {counted(len(found.near), 'pair')} just missed")
    if found.uncertain:
        line = found.uncertain[0]
        say(f"  negotiator rule {found.revision.address} --confirm{''.join(f' --new {typed(c.clause.path)}' for c in line.new)}   says that the first is right")


def _print_near(pairs: Sequence[NearPair]) -> None:
    if not pairs:
        return
    click.echo("Just missed")
    for pair in pairs:
        click.echo(clean(f"{pair.old.clause.path} ? {pair.new.clause.path}  {pair.kind.value}  similarity {pair.similarity:.2f}  {pair.reason}"))
        _side_by_side((pair.old,), (pair.new,))


def _side_by_side(old: Sequence[StoredClause], new: Sequence[StoredClause]) -> None:
    """Old text, then new text, each behind its name: what a screen reader reads in order and an eye finds below each other."""
    from negotiator.formats.plain import report_text
    from negotiator.model.report import Paragraph, Report

    parts = [Paragraph((Span(c.clause.text),), f"{side} {c.clause.path}:", 1) for side, clauses in (("old", old), ("new", new)) for c in clauses]
    click.echo(report_text(Report("", tuple(parts)), width(), paint=lambda span: clean(span.text)).replace("\n\n", "\n") + "\n")


def _numbers(line: MatchLine) -> tuple[str, str]:
    return " + ".join(c.clause.path for c in line.old), " + ".join(c.clause.path for c in line.new)


def _texts(line: MatchLine) -> tuple[str, str]:
    return "\n".join(c.clause.text for c in line.old), "\n".join(c.clause.text for c in line.new)


@click.command()
@click.argument("address")
@click.option("--old", "olds", multiple=True, metavar="PARAGRAPH", help="Of the text before: 7, or declaration@zero-draft:7 (again for several).")
@click.option("--new", "news", multiple=True, metavar="PARAGRAPH", help="Of DOC@REV (again for several).")
@click.option("--not-same", is_flag=True, help="They are not the same; with one side alone: it was dropped, or is new.")
@click.option("--confirm", is_flag=True, help="The match that they stand in is right.")
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True, help="What goes to stdout.")
@pass_desk
def rule(desk: Desk, address: str, olds: tuple[str, ...], news: tuple[str, ...], not_same: bool, confirm: bool, form: str) -> None:
    """Decide which paragraph is which: rule DOC@REV --old 7 --new 9 --new 10.

    One to one, split, merged, or several to several. No machine overrules it, neither in a new reading of the file nor at a later import; `undo` takes it back.
    """
    from negotiator.services.rulings import Decision, Verb
    from negotiator.services.rulings import rule as decide

    if not_same and confirm:
        raise UsageError("--not-same and --confirm cannot both be", hint="say one of them")
    verb = Verb.NOT_SAME if not_same else Verb.CONFIRM if confirm else Verb.SAME
    with desk.store() as store:
        ruled = decide(store, desk.actor, desk.now, address, [Decision(verb, olds, news)])
    left = {"dropped": [c.clause.path for c in ruled.dropped], "added": [c.clause.path for c in ruled.added]}
    if form == "json":
        echo_json({"address": ruled.revision.address, "ruled": list(ruled.said), **left})
        return
    click.echo(clean(f"{ruled.revision.address}: {'; '.join(ruled.said)}"))
    for what, paths in left.items():
        if paths:
            click.echo(clean(f"  left without a partner, {what}: {', '.join(paths)}"))


COMMANDS = {"align": align, "rule": rule}
