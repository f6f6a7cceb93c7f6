"""How far paragraphs are, as it is written beside them. Draws nothing."""

from __future__ import annotations

from negotiator.model.change import Change
from negotiator.model.report import Heading, Line, Paragraph, Part, Span, Tone, line
from negotiator.tui import gather, marks
from negotiator.tui.views import DocumentView, Recorded


def status_mark(view: DocumentView, change: Change) -> Span:
    """How far the paragraphs of a line are, in one character: what wants a second look first."""
    found = [view.statuses[clause.id] for clause in change.new if clause.id in view.statuses]
    shown = next((one for one in found if one.overtaken), found[0] if found else None)
    if shown is None:
        return marks.NO_MARK
    mark = marks.STATUS.get("agreed ad ref" if shown.said.came else shown.said.status.value, marks.NO_MARK)
    return Span(mark.text, Tone.WARNING) if shown.overtaken else mark


def status_parts(view: DocumentView, change: Change) -> list[Part]:
    """What people said of a paragraph, with its source."""
    found = [
        (clause, view.statuses[clause.id])
        for clause in change.new
        if clause.id in view.statuses and (view.statuses[clause.id].said.source or view.statuses[clause.id].said.came)
    ]
    if not found:
        return []
    several = len(change.new) > 1
    return [Heading("Status", 2), *(Paragraph(status_told(one, gather.name(clause) if several else "")) for clause, one in found)]


def status_told(one: Recorded, name: str = "") -> Line:
    """`◇ agreed ad ref  plenary, 3 March, the Chair   anna, 26 Nov 23:14, on rev2`."""
    said = one.said
    if said.came:
        came = Span(f" split or merged out of what was {said.came}", Tone.WARNING)
        return line(f"{name}  " if name else "", Span("open", Tone.STRONG), Span("   "), marks.RECHECK, came)
    at = said.at.astimezone() if said.at is not None else None
    when = f", {at.day} {at:%b %H:%M}" if at is not None else ""
    stale = (Span("   "), marks.RECHECK, Span(" worded otherwise since", Tone.WARNING)) if one.stale else ()
    mark = marks.STATUS.get(said.status.value)
    signed = Span(f"   {said.by}{when}, on {said.revision}", Tone.MUTED)
    return line(f"{name}  " if name else "", *((mark, Span(" ")) if mark else ()), Span(said.status.value, Tone.STRONG), f"  {said.source}", signed, *stale)
