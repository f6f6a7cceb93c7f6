"""How paragraphs and what became of them are written: lines of a list, redlines with their reasons, histories. Draws nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from negotiator.model.change import Change, ChangeKind, SenderMarks
from negotiator.model.clause import STRUCTURAL, Clause
from negotiator.model.point import CoverageRow
from negotiator.model.report import Heading, Line, Paragraph, Part, Span, Tone, line
from negotiator.model.revision import Role
from negotiator.tui import gather, marks
from negotiator.tui.screens.bracketing import Lighting, bracket_parts, lit
from negotiator.tui.screens.ruling_room import question_parts
from negotiator.tui.screens.status_marks import status_mark, status_parts
from negotiator.tui.screens.unmarked import NAME, unmarked_lines, unmarked_parts
from negotiator.tui.views import DocumentView, HistoryView, LanguagesView
from negotiator.tui.widgets.lines import Row

NUMBER = 12
"""Columns that a printed number may take in the list."""


@dataclass(frozen=True, slots=True)
class DocumentLines:
    """A document's view with its lines, one for each change; keys are places in the comparison."""

    view: DocumentView
    rows: tuple[Row, ...]
    changed: frozenset[str]
    """Keys of the lines that are worth reading."""
    kinds: Mapping[str, frozenset[str]]
    """What became of paragraphs, in words, and the lines of which that is true; in the order in which they are offered."""
    unmarked: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    """What the sender did not mark, by line."""

    @classmethod
    def of(cls, view: DocumentView, sender: SenderMarks | None = None) -> DocumentLines:
        """Written in a worker: a long text has thousands of them."""
        changes = view.comparison.changes
        numbered = (c for change in changes if not is_heading(change) for c in change.new or change.old)
        width = min(NUMBER, max((len(gather.brief(c)) for c in numbered), default=0) + 1)
        unmarked = unmarked_lines(view, sender)
        rows = tuple(
            Row(str(number), paragraph_line(change, width, unmarked=str(number) in unmarked), paragraph_tail(view, change))
            for number, change in enumerate(changes)
        )
        changed = frozenset(str(number) for number, change in enumerate(changes) if gather.worth_reading(change))
        kinds = kinds_of(changes) | ({NAME: frozenset(unmarked)} if unmarked else {}) | statuses_of(view)
        return cls(view, rows, changed, kinds, unmarked)

    def marked_for(self, sender: SenderMarks | None) -> DocumentLines:
        """The same lines with what the sender did not mark; themselves where there is nothing of that kind."""
        return DocumentLines.of(self.view, sender) if unmarked_lines(self.view, sender) else self

    @property
    def first(self) -> str | None:
        """The line to begin with: the first that is worth reading, headings last, else the first paragraph below the headings."""
        changes = self.view.comparison.changes
        if self.view.old is not None and self.changed:
            return min(self.changed, key=lambda key: (is_heading(changes[int(key)]), int(key)))
        numbered = (str(number) for number, change in enumerate(changes) if not is_heading(change) and (change.new or change.old)[0].number)
        return next(numbered, next((str(number) for number, change in enumerate(changes) if not is_heading(change)), None))


def kinds_of(changes: Sequence[Change]) -> dict[str, frozenset[str]]:
    """What became of paragraphs, in the words of `compare --only` and with what more is said of them → the places of those changes."""
    from negotiator.services.shown import KINDS
    from negotiator.services.shown import kinds_of as said_of_change

    found: dict[str, set[str]] = {name: set() for name in KINDS}
    for number, change in enumerate(changes):
        for name in (*said_of_change(change), *change.reasons):
            found.setdefault(name, set()).add(str(number))
    return {name: frozenset(keys) for name, keys in found.items() if keys}


def statuses_of(view: DocumentView) -> dict[str, frozenset[str]]:
    """How far paragraphs are, in words, and the places of the changes that have one that is that far."""
    found: dict[str, set[str]] = {}
    for number, change in enumerate(view.comparison.changes):
        for one in (view.statuses[clause.id] for clause in change.new if clause.id in view.statuses):
            if one.said.source:
                found.setdefault(one.said.status.value, set()).add(str(number))
            if one.overtaken:
                found.setdefault("reworded since agreed", set()).add(str(number))
    return {name: frozenset(keys) for name, keys in found.items()}


def points_on(view: DocumentView, change: Change) -> tuple[CoverageRow, ...]:
    """The points whose verdicts rest on a changed paragraph, each once."""
    found = {(row.point.id, row.document): row for clause in change.new for row in view.standing.get(clause.id, ())}
    return tuple(found.values())


def numbers(clauses: Sequence[Clause]) -> str:
    return ", ".join(map(gather.name, clauses))


def is_heading(change: Change) -> bool:
    return (change.new or change.old)[0].kind in STRUCTURAL


def paragraph_line(change: Change, width: int, *, unmarked: bool = False) -> Line:
    """Mark, number (right-aligned in `width` columns) and beginning of a paragraph, as a line of the list."""
    clause = (change.new or change.old)[0]
    heading = is_heading(change)
    unsure = marks.UNCERTAIN if change.uncertain else marks.UNMARKED if unmarked else marks.NO_MARK
    number = gather.brief(clause) + ("+" if len(change.new or change.old) > 1 else "")
    gone = change.kind is ChangeKind.DROPPED
    tone = Tone.MUTED if gone else Tone.STRONG if heading else Tone.PLAIN
    words = " ".join(word for each in change.new or change.old for word in each.text.split())
    indent = "  " * min(clause.level, 3) if not heading else ""
    lead = () if heading and not number else (Span(f"{number:>{width}}  ", Tone.MUTED),)
    return (marks.change_mark(change), unsure, Span(" "), *lead, Span(indent + words, tone))


def paragraph_tail(view: DocumentView, change: Change) -> Line:
    was: Line = ()
    if change.moved or change.renumbered:
        was = (Span(f"was {', '.join(gather.brief(c) or c.path for c in change.old)} ", Tone.MUTED),)
    elif change.kind is ChangeKind.DROPPED:
        was = (Span("dropped ", Tone.MUTED),)
    standing = marks.paragraph_marks(points_on(view, change)) or (Span("  "),)
    return (*was, *((status_mark(view, change), Span(" ")) if view.statuses else ()), *standing)


def change_title(change: Change) -> str:
    """What the paragraph is called, and what it was called before."""
    if change.kind is ChangeKind.DROPPED:
        return f"{gather.title(change.old[0])} · dropped"
    title = ", ".join(gather.title(clause) for clause in change.new)
    kinds = {ChangeKind.ADDED: "new", ChangeKind.SPLIT: "split", ChangeKind.MERGED: "merged", ChangeKind.REGROUPED: "regrouped"}
    said = [kinds[change.kind]] if change.kind in kinds else []
    if change.moved:
        said.append("moved")
    if change.old and (change.moved or change.renumbered or len(change.old) != 1 or len(change.new) != 1):
        said.append(f"was {numbers(change.old)}")
    return " · ".join((title, *said))


def change_parts(change: Change, view: DocumentView, lighting: Lighting | None = None, unmarked: tuple[Change, ...] = ()) -> list[Part]:
    """The paragraph's redline, its brackets where they are lit, how sure the match is, and our points that rest on it."""
    parts: list[Part] = [Paragraph(change_spans(change, lighting))]
    parts += unmarked_parts(unmarked, change)
    parts += status_parts(view, change)
    if lighting is not None and lighting.on:
        parts += bracket_parts(change, lighting, view.brackets, view.stakes)
    parts += question_parts(view, change)
    if change.uncertain:
        sides = f"{numbers(change.old) or 'nothing'} ↔ {numbers(change.new) or 'nothing'}"
        parts += [Heading("Match", 2), Paragraph(line(marks.UNCERTAIN, f" {sides}: {change.confidence:.0%} sure", Span(f"  {change.reason}", Tone.MUTED)))]
    labels = {clause.label for clause in change.new or change.old if clause.number}
    found = [finding for finding in view.comparison.findings if finding.subject in labels]
    if found:
        parts.append(Heading("To look at", 2))
        parts += [Paragraph(line(marks.RECHECK, f" {finding.message}", Span(f"  {finding.hint}" if finding.hint else "", Tone.MUTED))) for finding in found]
    rows = points_on(view, change)
    if rows and view.record.document.role is Role.POSITION:
        parts.append(Heading("Where it stands", 2))
        parts += [Paragraph(line(*marks.standing_marks(row), f" {row.document}", Span(f"  {said_of(row)}", Tone.MUTED))) for row in rows]
    elif rows:
        parts.append(Heading("Our points", 2))
        parts += [Paragraph(line(*marks.standing_marks(row), " ", Span(row.point.id, Tone.OURS), f"  {gather.excerpt(row.point.text, 200)}")) for row in rows]
    return parts


def said_of(row: CoverageRow) -> str:
    """The verdict in words, with the paragraphs that it rests on."""
    if row.verdict is None:
        return "not judged yet"
    return f"{row.verdict.value}, {row.revision} {', '.join(row.clauses)}" if row.clauses else row.verdict.value


def change_spans(change: Change, lighting: Lighting | None = None) -> Line:
    if lighting is not None and lighting.on and change.new:
        return marks.apart(lit(change.redline, lighting.tones(change.new)))
    if change.kind is ChangeKind.ADDED:
        return (Span(change.redline.new, Tone.INSERTED),)
    if change.kind is ChangeKind.DROPPED:
        return (Span(change.redline.old, Tone.DELETED),)
    return marks.apart(marks.redline_spans(change.redline))


def language_parts(found: LanguagesView) -> list[Part]:
    """The paragraph in other languages, each under its tag."""
    if not found.texts:
        return [Heading("In other languages", 2), Paragraph((Span("it is here in one language only", Tone.MUTED),))]
    return [Heading("In other languages", 2), *(Paragraph((Span(text),), label=language) for language, text in found.texts)]


def history_parts(history: HistoryView) -> list[Part]:
    """The paragraph in all versions, newest first, each as a redline against the one before."""
    parts: list[Part] = [Heading("History", 2)]
    for step in reversed(history.steps):
        note = (Span(f"{numbers(step.clauses)}  ", Tone.MUTED), Span(f"{step.note}  " if step.note != "edited" else "", Tone.MUTED))
        if step.redline is None:
            spans: Line = tuple(Span(clause.text) for clause in step.clauses)
        else:
            spans = () if step.redline.identical else marks.apart(marks.redline_spans(step.redline))
        parts.append(Paragraph(line(*note, *spans), label=step.revision.label))
    return parts
