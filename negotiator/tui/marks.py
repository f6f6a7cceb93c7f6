"""One mark and one tone for each meaning, so that no colour ever stands alone."""

from __future__ import annotations

from negotiator.model.change import Change, ChangeKind, Op, Redline
from negotiator.model.point import CoverageRow, Priority, Standing, State
from negotiator.model.report import Line, Span, Tone

STANDING = {
    Standing.MET: Span("●", Tone.MET),
    Standing.PARTLY: Span("◐", Tone.PARTLY),
    Standing.UNMET: Span("○", Tone.UNMET),
    Standing.UNKNOWN: Span("·", Tone.UNKNOWN),
}
RECHECK = Span("!", Tone.WARNING)
BRACKETED = Span("[ ]", Tone.WARNING)
RED_LINE = Span("‼", Tone.UNMET)
UNCERTAIN = Span("?", Tone.WARNING)
NO_MARK = Span(" ")
UNMARKED = Span("≠", Tone.WARNING)
"""Beside a change that the sender's file does not mark as one."""

CHANGE = {
    ChangeKind.SAME: NO_MARK,
    ChangeKind.EDITED: Span("~", Tone.STRONG),
    ChangeKind.SPLIT: Span("~", Tone.STRONG),
    ChangeKind.MERGED: Span("~", Tone.STRONG),
    ChangeKind.REGROUPED: Span("~", Tone.STRONG),
    ChangeKind.ADDED: Span("+", Tone.MET),
    ChangeKind.DROPPED: Span("−", Tone.UNMET),
}
MOVED = Span("↑", Tone.STRONG)

STATUS = {
    "agreed ad ref": Span("◇", Tone.MET),
    "agreed": Span("◆", Tone.MET),
    "reopened": Span("↺", Tone.WARNING),
}
"""How far a paragraph is by what a person recorded; an open one has no mark."""

SEVERITY = (Standing.UNMET, Standing.PARTLY, Standing.UNKNOWN, Standing.MET)
"""Which standing a paragraph shows when several points speak to it: the one to look at first."""


def change_mark(change: Change) -> Span:
    """What became of a paragraph, in one character."""
    if change.kind is ChangeKind.EDITED and not change.redline.changed:
        return MOVED if change.moved else NO_MARK
    if change.kind is ChangeKind.SAME and change.moved:
        return MOVED
    return CHANGE[change.kind]


def standing_marks(row: CoverageRow) -> Line:
    """Standing and flags of a point in one document, always three columns wide before the flags in brackets."""
    flags = (RED_LINE if row.point.priority is Priority.RED_LINE else NO_MARK, RECHECK if row.state is State.RECHECK else NO_MARK)
    return (STANDING[row.standing], *flags)


def paragraph_marks(rows: tuple[CoverageRow, ...]) -> Line:
    """The standing to look at first among the points that rest on a paragraph, and whether one wants a second look."""
    if not rows:
        return ()
    first = min(rows, key=lambda row: SEVERITY.index(row.standing))
    recheck = any(row.state is State.RECHECK for row in rows)
    return (STANDING[first.standing], RECHECK if recheck else NO_MARK)


def redline_spans(redline: Redline) -> Line:
    """A redline as marked spans; differences of typography alone are shown as the new text has them."""
    tones = {Op.EQUAL: Tone.PLAIN, Op.DELETE: Tone.DELETED, Op.INSERT: Tone.INSERTED}
    return tuple(
        Span(segment.text, Tone.PLAIN if segment.cosmetic else tones[segment.op])
        for segment in redline.segments
        if not (segment.cosmetic and segment.op is Op.DELETE)
    )


def apart(spans: Line) -> Line:
    """A redline for the eye: a space where deleted words would run into the inserted ones. For reading only, no longer to the letter."""
    found: list[Span] = []
    for span in spans:
        if found and found[-1].tone is Tone.DELETED and span.tone is Tone.INSERTED and not found[-1].text[-1:].isspace() and not span.text[:1].isspace():
            found.append(Span(" "))
        found.append(span)
    return tuple(found)


def plain_marks(spans: Line) -> Line:
    """The same words with the marks of a plain-text redline around what was deleted and inserted."""
    frames = {Tone.DELETED: ("[-", "-]"), Tone.INSERTED: ("{+", "+}")}
    return tuple(Span(f"{frames[s.tone][0]}{s.text}{frames[s.tone][1]}", s.tone) if s.tone in frames else s for s in spans)


def bar(score: float, width: int = 5) -> str:
    """A score from 0 to 1 as a bar of fixed width; anything above 0 shows."""
    filled = min(width, max(1 if score > 0 else 0, round(score * width)))
    return "▇" * filled + " " * (width - filled)
