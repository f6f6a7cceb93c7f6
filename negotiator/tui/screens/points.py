"""How a point is written: its words, what was judged of it, what brackets hold of it, and what may speak to it. Draws nothing."""

from __future__ import annotations

from negotiator.model.point import CoverageRow, Delivery, PointKind, Priority, State
from negotiator.model.report import Line, Paragraph, Part, Span, Tone, line
from negotiator.tui import gather, marks
from negotiator.tui.screens.bracketing import bracket_told, effect_parts
from negotiator.tui.views import CandidatesView, PositionView
from negotiator.tui.widgets.lines import Row


def row_key(row: CoverageRow) -> str:
    return f"{row.point.id}|{row.document}"


def point_properties(row: CoverageRow) -> str:
    """What kind of point it is, where that is not the usual: sought in the text, wanted."""
    point = row.point
    said = []
    if point.priority is not Priority.WANT:
        said.append(point.priority.value.replace("-", " "))
    if point.kind is PointKind.PREVENT:
        said.append("to be prevented")
    if point.delivery is not Delivery.TEXT:
        said.append(f"by {point.delivery.value}")
    return " · ".join(said)


def point_parts(row: CoverageRow, view: PositionView, found: CandidatesView | None = None) -> list[Part]:
    """The point's words, what was judged of it, and what brackets hold of it."""
    parts: list[Part] = [Paragraph((Span(row.point.context[-1], Tone.MUTED),))] if row.point.context else []
    parts += [Paragraph((Span(row.point.text),)), Paragraph(())]
    verdict = row.verdict.value if row.verdict else "not judged yet"
    reasons = row.why if row.assessment is not None else ()
    state = (Span("  "), marks.RECHECK, Span(" wants a second look", Tone.WARNING)) if row.state is State.RECHECK else ()
    signed = ""
    if row.assessment is not None and row.assessment.actor:
        at = row.assessment.at.astimezone() if row.assessment.at else None
        day = f", {at.day} {at:%b %H:%M}" if at else ""
        seen = next((r.label for record in view.records for r in record.revisions if (r.document, r.slug) == (row.document, row.assessment.revision)), "")
        signed = f"   {row.assessment.actor}{day}, on {seen or row.assessment.revision}"
    apart = (Span("  "), marks.BRACKETED, Span(" in brackets only", Tone.WARNING)) if row.bracketed else ()
    parts.append(Paragraph(line(marks.STANDING[row.standing], " ", Span(verdict, Tone.STRONG), *apart, *state, Span(signed, Tone.MUTED))))
    parts += held_parts(found) if found is not None else []
    parts += [Paragraph((Span(reason, Tone.WARNING if row.state is State.RECHECK else Tone.MUTED),), indent=2) for reason in reasons]
    if row.assessment is not None and row.assessment.note:
        parts.append(Paragraph((Span(row.assessment.note, Tone.OURS),), indent=2))
    return parts


def held_parts(found: CandidatesView) -> list[Part]:
    """The brackets that hold words on which the verdict rests, and what becomes of the point where they go."""
    parts: list[Part] = []
    for placed, effect in found.held:
        parts.append(Paragraph(line(*bracket_told(placed, None, Tone.WARNING)), indent=2, label=gather.name(placed.clause)))
        parts += effect_parts([effect], indent=4)
    if found.together is not None and not any(effect.effect is found.together.effect for _, effect in found.held):
        parts += effect_parts([found.together], indent=2)
    return parts


def candidate_rows(found: CandidatesView) -> list[Row]:
    """The paragraphs that the verdict rests on first where no candidate names them, then the candidates with bars and reasons."""
    listed = {candidate.clause for candidate in found.suggestion.candidates}
    rows = [
        Row(clause, line(f"{gather.name(found.clauses[clause]):>5} ", Span("judged", Tone.MUTED), " ", gather.excerpt(found.clauses[clause].text)))
        for clause in found.row.clauses
        if clause in found.clauses and clause not in listed
    ]
    for candidate in found.suggestion.candidates:
        clause = found.clauses.get(candidate.clause)
        if clause is None:
            continue
        why = " · ".join(candidate.why) or gather.excerpt(clause.text)
        lacks = (Span(f"  lacks {', '.join(candidate.lacks[:3])}", Tone.MUTED),) if candidate.lacks else ()
        bracketed = (marks.BRACKETED,) if clause.text.lstrip().startswith("[") else ()
        rows.append(Row(candidate.clause, line(f"{gather.name(clause):>5} ", Span(marks.bar(candidate.score), Tone.OURS), f" {why}", *lacks), bracketed))
    return rows


def quoted(text: str, span: tuple[int, int] | None) -> Line:
    """A paragraph with the quote of a verdict marked."""
    if span is None:
        return (Span(text),)
    start, end = span
    return line(text[:start], Span(text[start:end], Tone.OURS), text[end:])
