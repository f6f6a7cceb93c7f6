"""`import` of a file that holds several texts: propose the parts, write the plan, carry it out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from negotiator.cli.output import clean, echo_json, echo_rows, say
from negotiator.cli.sender import echo_unmarked
from negotiator.errors import BadInputError
from negotiator.model.counting import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from negotiator.cli.desk import Desk
    from negotiator.model.change import SenderMarks
    from negotiator.services.import_revision import ImportWishes
    from negotiator.services.split_plans import SplitPlan
    from negotiator.services.splitting import SplitImport

PROPOSE = "propose"

split_option = click.option(
    "--split",
    default="",
    metavar="PLAN.toml",
    help="Several documents in one file: `propose` prints a plan, a plan's name carries it out, whole or not at all.",
)


def import_parts(desk: Desk, file: str, split: str, wishes: ImportWishes, *, dry_run: bool, form: str) -> int:
    """Propose which part of a file is which document (`propose`, or no plan at all), or carry a plan out. Returns the exit code."""
    from negotiator.services.files import read_file
    from negotiator.services.import_revision import check_is_new
    from negotiator.services.split_plans import plan_toml
    from negotiator.services.splitting import import_split, known_documents, plan_split, propose
    from negotiator.services.unmarked import marks_of_plan

    got = read_file(file)
    with desk.store() as store:
        if split and split != PROPOSE:
            plan = _read(split)
            with store.snapshot() as view:
                found = plan_split(view, got, plan, wishes, Path(split).name)
                senders = [marks_of_plan(view, one, base_given=bool(wishes.based_on)) for one in found.imports]
            if not dry_run:
                import_split(store, desk.actor, desk.now, found)
            _report(got.name, found, senders, form, stored=not dry_run)
            return 0
        with store.snapshot() as view:
            if not split:
                check_is_new(view, got)
            plan = propose(got, known_documents(view))
    if split == PROPOSE and form == "table":
        click.echo(clean(plan_toml(plan)), nl=False)
        return 0
    _show(plan, form)
    if split:
        return 0
    if len(plan.parts) == 1 and not any(left.words > 200 for left in plan.left_out):
        say(f"nothing is stored; say which document it is: negotiator import {got.name} --document {plan.parts[0].document}")
    else:
        say(f"nothing is stored; write the plan, change it as needed and carry it out: negotiator import {got.name} --split propose > plan.toml")
        say("or say which one document it is: --document SLUG (--as-edits DOC@REV for a copy that came back with changes)")
    return 2


def _read(path: str) -> SplitPlan:
    from negotiator.services.split_plans import read_plan

    try:
        return read_plan(Path(path).read_text(encoding="utf-8"), Path(path).name)
    except (OSError, UnicodeDecodeError):
        raise BadInputError(f"{path} cannot be read as a plan", hint="negotiator import FILE --split propose > plan.toml  writes one") from None


def _show(plan: SplitPlan, form: str) -> None:
    rows = [(p.document, p.part.first.at, p.part.last.at, p.words, p.part.first.quote, p.why) for p in plan.parts]
    rows += [("left out", x.part.first.at, x.part.last.at, x.words, x.part.first.quote, x.reason) for x in plan.left_out]
    data = [
        {"document": document if document != "left out" else None, "from": first, "to": last, "words": words, "begins": begins, "why": why}
        for document, first, last, words, begins, why in rows
    ]
    echo_rows(form, ("part", "from", "to", "words", "begins", "because"), rows, data, wide=4)


def _report(name: str, found: SplitImport, senders: Sequence[SenderMarks | None], form: str, *, stored: bool) -> None:
    for plan, sender in zip(found.imports, senders, strict=True):
        if sender is not None:
            say(clean(f"{plan.revision.document}: {sender.line}"))
    inside = sum(plan.balance.total for plan in found.imports)
    outside = sum(words for _, words in found.left_out)
    say(f"{name}: {inside + outside:,} of {found.total:,} words: {inside:,} in {counted(len(found.imports), 'document')}, {outside:,} left out")
    for plan in found.imports:
        say(f"  {plan.revision.document}: {plan.balance}")
        for warning in plan.warnings:
            say(f"  ! {warning}")
    for reason, words in found.left_out:
        say(f"  left out: {reason} ({counted(words, 'word')})")
    if form == "json":
        from negotiator.formats.contract import sender_json

        parts = [
            {
                "address": plan.revision.address,
                "label": plan.revision.label,
                "based_on": plan.revision.based_on,
                "clauses": len(plan.clauses),
                "words": plan.balance.total,
                "in_clauses": plan.balance.in_clauses,
                "uncertain": len(plan.uncertain),
                **(sender_json(sender) if sender is not None else {}),
            }
            for plan, sender in zip(found.imports, senders, strict=True)
        ]
        left = [{"reason": reason, "words": words} for reason, words in found.left_out]
        echo_json({"words": found.total, "parts": parts, "left_out": left, "stored": stored})
        return
    for plan, sender in zip(found.imports, senders, strict=True):
        verb = "is now" if stored else "would become"
        click.echo(clean(f"{name} {verb} {plan.revision.address} ({plan.document.title}, {plan.revision.label}, {plan.revision.language})"))
        if plan.base is not None:
            click.echo(f"  against {plan.base.label}: {counted(len(plan.uncertain), 'match')} to check")
        echo_unmarked(sender)
