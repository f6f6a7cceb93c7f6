"""Papers built from templates: the position paper itself, and the coverage report for capitals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from negotiator.model.audience import Audience
from negotiator.model.clause import ClauseKind, path_shown
from negotiator.model.point import CoverageRow
from negotiator.model.revision import Revision, Role
from negotiator.rules.audience import CoverageView, coverage_view
from negotiator.rules.coverage import counts

if TYPE_CHECKING:
    from negotiator.model.clause import Clause
    from negotiator.store.store import Snapshot


def paper_word(view: Snapshot, revision: Revision, *, template: Path | None = None, reference: Path | None = None) -> bytes:
    """A revision as a Word file built from its clauses: title, parts, numbered and lettered paragraphs, numbers as printed."""
    clauses = [c.clause for c in view.clauses(revision)]
    title = _title(view.document(revision.document).title, clauses)
    items = [{"kind": c.kind, "number": c.number, "level": c.level, "text": c.text, "notes": [(n.offset, n.note) for n in c.notes]} for c in clauses]
    return _word("position.md.j2", {"title": title, "language": revision.language, "items": items}, title, template, reference, revision.language)


def _title(known: str, clauses: Sequence[Clause]) -> str:
    """The title of a text in its own language: the one that the document goes by where the text has it, else the first that it has."""
    own = [" ".join(c.text.split()) for c in clauses if c.kind == ClauseKind.TITLE]
    return known if known in own or not own else own[0]


def report_word(
    view: Snapshot,
    rows: Sequence[CoverageRow],
    audience: Audience,
    on: date,
    *,
    template: Path | None = None,
    reference: Path | None = None,
    bilingual: bool = False,
    only: str | None = None,
) -> bytes:
    """The coverage per outcome document, or of one of them, as a Word file for an audience."""
    context = report_context(view, rows, audience, on, bilingual=bilingual, only=only)
    return _word("report.md.j2", context, str(context["title"]), template, reference)


def report_markdown(
    view: Snapshot,
    rows: Sequence[CoverageRow],
    audience: Audience,
    on: date,
    *,
    template: Path | None = None,
    bilingual: bool = False,
    only: str | None = None,
) -> str:
    """The coverage per outcome document, or of one of them, as Markdown for an audience."""
    from negotiator.formats.templates import render

    return _without_orders(render("report.md.j2", report_context(view, rows, audience, on, bilingual=bilingual, only=only), override=template))


def report_context(
    view: Snapshot, rows: Sequence[CoverageRow], audience: Audience, on: date, *, bilingual: bool = False, only: str | None = None
) -> dict[str, Any]:
    """What the report's template is given: plain data, and only what is open to the audience; of all outcome documents, or of one.

    In a bilingual report the text of the paragraphs stands beside the point, each in its own language.
    """
    documents = []
    for document in view.documents():
        if document.role is not Role.OUTCOME or not view.revisions(document.slug) or only not in (None, document.slug):
            continue
        revision = view.revision(document.slug, "latest")
        clauses = {c.clause.id: c.clause for c in view.clauses(revision)}
        own = [r for r in rows if r.document == document.slug]
        seen = coverage_view(own, audience)
        count = counts(own)
        judged = any(v.judged for v in seen)
        documents.append(
            {
                "slug": document.slug,
                "title": document.title,
                "revision": revision.label,
                "counts": {
                    "met": count.met if judged else 0,
                    "partly": count.partly if judged else 0,
                    "unmet": count.unmet if judged else 0,
                    "unknown": count.unknown if judged else 0,
                    "recheck": count.recheck if judged else 0,
                    "bracketed": count.bracketed if judged else 0,
                    "total": count.points if seen else 0,
                },
                "judged": judged,
                "rows": [_report_row(v, clauses, bilingual=bilingual) for v in seen],
            }
        )
    return {
        "title": "Where our points stand" if any(d["judged"] for d in documents) else "Our points and the paragraphs that they speak to",
        "bilingual": bilingual,
        "generated_on": f"{on.day} {on:%B %Y}",
        "audience": audience.value,
        "documents": documents,
    }


def _report_row(row: CoverageView, clauses: Mapping[str, Clause], *, bilingual: bool) -> dict[str, Any]:
    marks = []
    if row.state is not None and row.state.value == "recheck":
        marks.append("re-check")
    if row.bracketed:
        marks.append("in brackets")
    if row.point.priority is not None and row.point.priority.value == "red-line":
        marks.append("red line")
    if not row.point.counted:
        marks.append("not counted")
    return {
        "point": path_shown(row.point.path),
        "standing": row.standing.value if row.standing else "",
        "verdict": row.verdict.value if row.verdict else "",
        "flags": marks,
        "clauses": [clauses[c].label if c in clauses else c for c in row.clauses],
        "wording": [{"label": clauses[c].label, "text": clauses[c].text} for c in row.clauses if bilingual and c in clauses],
        "text": row.point.text,
        "why": list(row.why) if row.verdict is not None else [],
        "note": row.note,
    }


def table_word(context: dict[str, Any], *, template: Path | None = None, reference: Path | None = None, language: str = "en") -> bytes:
    """A text as a table (`services.text_table`) as a Word file."""
    return _word("table.md.j2", context, str(context["title"]), template, reference, language)


def table_markdown(context: dict[str, Any], *, template: Path | None = None) -> str:
    """A text as a table as Markdown."""
    from negotiator.formats.templates import render

    return _without_orders(render("table.md.j2", context, override=template))


def _without_orders(markdown: str) -> str:
    """Without what tells Word of pages, which Markdown has none of."""
    from negotiator.formats.word.paper import ORDERS

    return "\n\n".join(part for part in markdown.split("\n\n") if part.strip() not in ORDERS)


def _word(name: str, context: dict[str, Any], title: str, template: Path | None, reference: Path | None, language: str = "en") -> bytes:
    from negotiator.errors import NotFoundError
    from negotiator.formats.templates import render
    from negotiator.formats.word.build import markdown_to_word

    base = None
    if reference is not None:
        try:
            base = reference.read_bytes()
        except OSError:
            raise NotFoundError(f"there is no reference document {reference}", hint="--reference names a Word file; leave it out for the usual look") from None
    return markdown_to_word(render(name, context, override=template), base, title=title, language=language)
