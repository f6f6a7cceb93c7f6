"""How a file would be stored: read, matched, held against what its sender marked, and taken apart where it holds several texts. Stores nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from negotiator.errors import BadInputError
from negotiator.model.change import Comparison, Side
from negotiator.model.revision import Document, slugify
from negotiator.tui.orders import BlockSaying, ImportOrder, ImportPart, ImportPreview

if TYPE_CHECKING:
    from negotiator.services.files import ReadFile
    from negotiator.services.import_revision import ImportPlan, ImportWishes
    from negotiator.services.splitting import SplitImport
    from negotiator.store.store import Snapshot

KINDS = (
    "declaration",
    "action-plan",
    "review",
    "position",
    "mandate",
    "resolution",
    "decision",
    "conclusions",
    "agreement",
    "statement",
    "programme",
    "report",
)
"""Kinds of text that name a document well enough, the more telling first."""


def preview(view: Snapshot, order: ImportOrder) -> ImportPreview:
    """What an order would store; what it leaves empty is filled from the file. Raises what reading and planning raise."""
    from negotiator.services.files import read_file
    from negotiator.services.import_revision import ImportWishes, plan_import
    from negotiator.services.splitting import plan_split

    file = read_file(str(order.path))
    wishes = ImportWishes(
        order.document,
        order.role,
        label=order.label,
        language=order.language,
        issued_on=order.issued_on,
        symbol=order.symbol,
        kind=order.kind,
        scope=order.scope,
        title=order.title,
        based_on=order.based_on,
        corrections=said_of_file(order),
    )
    if order.split is not None:
        return of_parts(order, file, plan_split(view, file, order.split, wishes, file.name), tuple(part.why for part in order.split.parts))
    if not order.document and (split := several(view, file, wishes)) is not None:
        return of_parts(order, file, *split)
    wishes = replace(wishes, document=order.document or guess_document(file, view.documents()))
    found = of_plan(view, order, plan_import(view, file, wishes))
    return replace(found, warnings=(*found.warnings, *twice(view, file))) if not order.document else found


def said_of_file(order: ImportOrder) -> str:
    """What the user says of how the file is to be read, as TOML. Raises BadInputError, UsageError."""
    said = ""
    if order.corrections:
        path = Path(order.corrections.strip("'\"")).expanduser()
        try:
            said = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise BadInputError(f"{path.name} cannot be read", hint="name a TOML file of corrections") from None
    if order.markup:
        import json

        from negotiator.reading.byhand import read_ruling

        read_ruling(order.markup)
        said += f"{chr(10) if said else ''}[markup]\nis = {json.dumps(order.markup, ensure_ascii=False)}\n"
    return said + blocks_toml(order.blocks)


def blocks_toml(blocks: Sequence[BlockSaying]) -> str:
    """What was said of single blocks, as a file of corrections has it."""
    import json

    def quoted(text: str) -> str:
        return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

    return "".join(f"\n[[block]]\nat = {quoted(each.at)}\nquote = {quoted(each.quote)}\nis = {quoted(each.take)}\n" for each in blocks)


def of_plan(view: Snapshot, order: ImportOrder, plan: ImportPlan) -> ImportPreview:
    """One text."""
    from negotiator.align.changes import changes
    from negotiator.services.unmarked import marks_of_plan

    comparison = None
    if plan.base_clauses:
        before = [stored.clause for stored in plan.base_clauses]
        sides = (Side(plan.base.address if plan.base else ""), Side(plan.file.name, clauses=len(plan.clauses)))
        comparison = Comparison(*sides, changes(before, plan.clauses, plan.matches))
    revision = plan.revision
    filled = replace(
        order,
        document=plan.document.slug,
        role=plan.document.role,
        label=revision.label,
        language=revision.language,
        issued_on=revision.issued_on,
        symbol=revision.symbol,
        kind=revision.kind,
        scope=revision.scope,
        title=plan.document.title if plan.new_document else "",
    )
    sender = marks_of_plan(view, plan, base_given=bool(order.based_on))
    return ImportPreview(
        filled,
        plan.document.title,
        str(plan.balance),
        comparison,
        against=plan.base.label if plan.base else "",
        sender=sender,
        warnings=plan.warnings,
        payload=plan,
    )


def several(view: Snapshot, file: ReadFile, wishes: ImportWishes) -> tuple[SplitImport, tuple[str, ...]] | None:
    """The texts of a file that holds several, with what spoke for each; None where it holds one."""
    from negotiator.services.splitting import known_documents, plan_split, propose

    plan = propose(file, known_documents(view))
    slugs = [part.document for part in plan.parts]
    if len(set(slugs)) < 2 or len(set(slugs)) < len(slugs):
        return None
    return plan_split(view, file, plan, wishes, file.name), tuple(part.why for part in plan.parts)


def twice(view: Snapshot, file: ReadFile) -> tuple[str, ...]:
    """What to say of a file that seems to hold several texts of one document."""
    from negotiator.services.splitting import known_documents, propose

    slugs = [part.document for part in propose(file, known_documents(view)).parts]
    found = sorted({slug for slug in slugs if slugs.count(slug) > 1})
    return tuple(f"{slug} seems to stand in it {slugs.count(slug)} times: block by block says which part is which" for slug in found)


def of_parts(order: ImportOrder, file: ReadFile, split: SplitImport, whys: Sequence[str]) -> ImportPreview:
    """Several texts, all of them or none."""
    parts = tuple(
        ImportPart(
            plan.document.slug,
            plan.revision.label,
            len(plan.clauses),
            plan.balance.total,
            len(plan.uncertain),
            plan.base.label if plan.base else "",
            why,
        )
        for plan, why in zip(split.imports, whys, strict=True)
    )
    inside, outside = sum(plan.balance.total for plan in split.imports), sum(words for _, words in split.left_out)
    balance = f"{inside + outside:,} of {split.total:,} words: {inside:,} in {len(parts)} documents, {outside:,} left out"
    warnings = tuple(f"{plan.document.slug}: {warning}" for plan in split.imports for warning in plan.warnings)
    return ImportPreview(order, file.name, balance, None, warnings=warnings, parts=parts, left_out=split.left_out, payload=split)


def guess_document(file: ReadFile, documents: Sequence[Document]) -> str:
    """The document that a file's name or title names; else what kind of text it calls itself; else the beginning of its title."""
    title = file.segmented.masthead.title
    said = f"{slugify(file.name.rpartition('.')[0] or file.name)} {slugify(title)}"
    named = [document.slug for document in documents if re.search(rf"\b{re.escape(document.slug)}\b", said) or slugify(document.title) in said]
    if named:
        return max(named, key=len)
    for words in (slugify(file.name), slugify(title)):
        kinds = [kind for kind in KINDS if re.search(rf"\b{kind}\b", words)]
        if kinds:
            return kinds[0]
    return "-".join(slugify(title or file.name.partition(".")[0]).split("-")[:3]) or "document"
