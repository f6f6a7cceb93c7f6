"""A comparison as a view: what changed, paragraph by paragraph, with the words."""

from __future__ import annotations

from negotiator.model.change import Change, ChangeKind, Comparison, Op, Redline, SenderMarks
from negotiator.model.clause import STRUCTURAL, Clause
from negotiator.model.finding import Severity
from negotiator.model.report import Heading, Line, Paragraph, Part, Report, Span, Tone, line

MARKS = {
    ChangeKind.SAME: "=",
    ChangeKind.EDITED: "~",
    ChangeKind.SPLIT: "⑂",
    ChangeKind.MERGED: "⊃",
    ChangeKind.REGROUPED: "⋈",
    ChangeKind.ADDED: "+",
    ChangeKind.DROPPED: "−",
}
"""One mark for each kind of change, beside any colour."""

_TONES = {Op.EQUAL: Tone.PLAIN, Op.DELETE: Tone.DELETED, Op.INSERT: Tone.INSERTED}

_FOUND = {Severity.ERROR: Tone.WARNING, Severity.WARNING: Tone.WARNING, Severity.INFO: Tone.PLAIN}


def comparison_report(comparison: Comparison, *, only_changes: bool = True) -> Report:
    """What changed from one text to another; unchanged paragraphs only on request, those that were only renumbered in one line."""
    parts: list[Part] = _sender_parts(comparison.sender) if comparison.sender is not None else []
    parts.append(Paragraph(line(summary_line(comparison))))
    parts += [Paragraph((Span(warning, Tone.WARNING),), label="!") for warning in comparison.warnings]
    if comparison.findings:
        parts.append(Heading("Findings", 3))
        parts += [Paragraph((Span(f"{found.subject}: {found.message}", _FOUND[found.severity]),), indent=1) for found in comparison.findings]
    renumbered = []
    for change in comparison.changes:
        if only_changes and change.quiet:
            continue
        if only_changes and only_renumbered(change):
            renumbered.append(f"{_numbers(change.old)} → {_numbers(change.new)}")
            continue
        parts += _change_parts(change)
    if renumbered:
        parts += [Heading("Renumbered, same words", 3), Paragraph(line(", ".join(renumbered)), indent=1)]
    return Report(f"{comparison.old.name} → {comparison.new.name}", tuple(parts))


def _sender_parts(sender: SenderMarks) -> list[Part]:
    parts: list[Part] = [Paragraph((Span(sender.line, Tone.WARNING if sender.unmarked else Tone.PLAIN),))]
    if sender.unmarked:
        parts.append(Heading("Not marked by the sender", 3))
        parts += [Paragraph(line(Span(change_title(change), Tone.STRONG), "  ", *redline_spans(change.redline)), indent=1) for change in sender.unmarked]
    return parts


def only_renumbered(change: Change) -> bool:
    """Same words in the same place under another number: worth a line, not a paragraph."""
    return (
        change.renumbered and not change.moved and not change.uncertain and change.kind in (ChangeKind.SAME, ChangeKind.EDITED) and not change.redline.changed
    )


def summary_line(comparison: Comparison) -> str:
    """`12 paragraphs: 3 edited, 1 added, 8 unchanged; 2 moved, 4 renumbered`, with matches to check at the end."""
    quiet = sum(1 for c in comparison.changes if c.quiet)
    counts = {kind: sum(1 for c in comparison.changes if c.kind is kind and not c.quiet) for kind in ChangeKind if kind is not ChangeKind.SAME}
    pieces = [f"{n} {kind.value}" for kind, n in counts.items() if n]
    pieces.append(f"{quiet} unchanged")
    tail = []
    for name, number in (
        ("moved", sum(c.moved for c in comparison.changes)),
        ("renumbered", sum(c.renumbered for c in comparison.changes)),
        ("to check", sum(c.uncertain for c in comparison.changes if c.old and c.new)),
    ):
        if number:
            tail.append(f"{number} {name}")
    return f"{comparison.new.clauses} paragraphs: {', '.join(pieces)}" + (f"; {', '.join(tail)}" if tail else "")


def change_title(change: Change) -> str:
    """`7 → 9 + 10  split`, in the numbers that people see."""
    old, new = _numbers(change.old), _numbers(change.new)
    if not change.old:
        where = new
    elif not change.new:
        where = old
    else:
        where = new if old == new else f"{old} → {new}"
    words = [] if change.kind in (ChangeKind.SAME, ChangeKind.EDITED) else [change.kind.value]
    if change.kind is ChangeKind.EDITED and change.redline.changed:
        words.append("edited")
    words += [name for name, flag in (("moved", change.moved), ("renumbered", change.renumbered and not change.moved), ("returned", change.returned)) if flag]
    words += change.reasons
    if change.uncertain and change.old and change.new:
        words.append(f"to check: {change.reason}" if change.reason else "to check")
    return f"{where}  {', '.join(words)}".rstrip()


def redline_spans(difference: Redline, *, cosmetic: bool = False) -> Line:
    """The redline as spans; typographic differences shown as the new text alone unless asked for."""
    spans: list[Span] = []
    for segment in difference.segments:
        if segment.cosmetic and not cosmetic:
            if segment.op is Op.DELETE:
                continue
            spans.append(Span(segment.text))
        else:
            spans.append(Span(segment.text, _TONES[segment.op]))
    return tuple(spans)


def _numbers(clauses: tuple[Clause, ...]) -> str:
    return " + ".join(_number(c) for c in clauses)


def _number(clause: Clause) -> str:
    if clause.kind in STRUCTURAL:
        return f"heading {clause.number or clause.path}"
    return clause.number if clause.number.casefold().startswith(("action", "pp", "op", "article")) else clause.path


def _change_parts(change: Change) -> list[Part]:
    tone = {ChangeKind.ADDED: Tone.INSERTED, ChangeKind.DROPPED: Tone.DELETED}.get(change.kind, Tone.STRONG)
    return [Heading(f"{MARKS[change.kind]} {change_title(change)}", 3), Paragraph(_body(change, tone), indent=1)]


def _body(change: Change, tone: Tone) -> Line:
    if change.kind is ChangeKind.SAME:
        return (Span(change.new[0].text, Tone.MUTED),)
    if not change.old or not change.new:
        return (Span("\n".join(c.text for c in change.old + change.new), tone),)
    return redline_spans(change.redline)
