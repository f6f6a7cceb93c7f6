"""A comparison as a view: what changed, paragraph by paragraph, with the words."""

from __future__ import annotations

import re
from collections import Counter

from negotiator.align.changes import NOTE_RENUMBERED
from negotiator.model.change import Change, ChangeKind, Comparison, Op, Redline, SenderMarks
from negotiator.model.clause import STRUCTURAL, Clause
from negotiator.model.counting import counted
from negotiator.model.finding import Severity
from negotiator.model.report import Heading, Line, Paragraph, Part, Report, Span, Tone, line
from negotiator.rules.bracket_tally import bracket_tally
from negotiator.services.shown import KINDS, Wanted, kinds_of, shown

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


def comparison_report(comparison: Comparison, *, only_changes: bool = True, wanted: Wanted | None = None, spoken: bool = False) -> Report:
    """What changed from one text to another; unchanged paragraphs only on request, those that were only renumbered in one line.

    `wanted` says more exactly what is shown. With `spoken`, what was deleted and inserted is said in words, for a screen reader.
    """
    wanted = wanted or Wanted(everything=not only_changes)
    parts: list[Part] = _sender_parts(comparison.sender, spoken=spoken) if comparison.sender is not None else []
    parts.append(Paragraph(line(summary_line(comparison))))
    parts += [Paragraph((Span(warning, Tone.WARNING),), label="!") for warning in comparison.warnings]
    if comparison.findings:
        parts.append(Heading("Findings", 3))
        parts += [Paragraph((Span(f"{found.subject}: {found.message}", _FOUND[found.severity]),), indent=1) for found in comparison.findings]
    if nothing := none_of(comparison, wanted):
        parts.append(Paragraph(line(nothing)))
    renumbered = []
    for change in shown(comparison, wanted):
        if isinstance(change, int):
            if wanted.context:
                parts.append(Paragraph((Span(left_out(change), Tone.MUTED),)))
        elif not wanted.everything and not wanted.context and only_renumbered(change):
            renumbered.append(f"{_numbers(change.old)} → {_numbers(change.new)}")
        else:
            parts += _change_parts(change, spoken=spoken)
    if renumbered:
        parts += [Heading("Renumbered, same words", 3), Paragraph(line(", ".join(renumbered)), indent=1)]
    return Report(f"{comparison.old.name} → {comparison.new.name}", tuple(parts))


def none_of(comparison: Comparison, wanted: Wanted) -> str:
    """What to say where none of the changes that were asked for is there; empty where one is."""
    if not wanted.only or any(wanted.holds(c) and kinds_of(c) for c in comparison.changes):
        return ""
    return f"none {' or '.join(kind for kind in KINDS if kind in wanted.only)}"


def left_out(paragraphs: int) -> str:
    """What stands where paragraphs are not shown."""
    return f"… {counted(paragraphs, 'paragraph')} not shown"


def comparison_page(comparison: Comparison, wanted: Wanted) -> str:
    """The same as one HTML file: side by side and inline."""
    from negotiator.formats.html import Entry, comparison_html

    entries: list[Entry | str] = []
    for change in shown(comparison, wanted):
        if isinstance(change, int):
            entries.append(left_out(change))
        else:
            kind = change.kind.value if not change.quiet else "same"
            numbers = _numbers(change.old), _numbers(change.new)
            entries.append(Entry(kind, _where(change), _labels(change), *numbers, _body(change, _tone(change)), tuple(kinds_of(change))))
    lead = [(comparison.sender.line, bool(comparison.sender.unmarked))] if comparison.sender is not None else []
    nothing = none_of(comparison, wanted)
    lead += [(summary_line(comparison), False), *([(nothing, False)] if nothing else []), *((warning, True) for warning in comparison.warnings)]
    if comparison.sender is not None:
        lead += [(f"Not marked by the sender: {change_title(c)}  {in_words(redline_spans(c.redline))}", True) for c in comparison.sender.unmarked]
    lead += [(f"{found.subject}: {found.message}", _FOUND[found.severity] is Tone.WARNING) for found in comparison.findings]
    sides = [(side.name, side.title, side.language) for side in (comparison.old, comparison.new)]
    return comparison_html(sides[0], sides[1], lead, entries)


def in_words(spans: Line) -> str:
    """A redline in words, for a screen reader: `… (deleted: should; inserted: shall) …`."""
    said: list[str] = []
    for place, span in enumerate(spans):
        before = spans[place - 1].tone if place else Tone.PLAIN
        text = " ".join(span.text.split())
        if span.tone not in (Tone.DELETED, Tone.INSERTED):
            said.append(span.text)
        elif span.tone is Tone.INSERTED and before is Tone.DELETED:
            said[-1] = f"{said[-1].rstrip()[:-1]}; inserted: {text}) "
        else:
            gap = "" if not said or said[-1][-1:].isspace() else " "
            said.append(f"{gap}({span.tone.value}: {text}) ")
    return _tidied("".join(said))


def _tidied(text: str) -> str:
    """No two spaces, and none before a stop."""
    return re.sub(r"(?<!:) +(?=[.,;:)]|$)", "", re.sub(r"[^\S\n]+", " ", text)).strip()


def _sender_parts(sender: SenderMarks, *, spoken: bool) -> list[Part]:
    parts: list[Part] = [Paragraph((Span(sender.line, Tone.WARNING if sender.unmarked else Tone.PLAIN),))]
    if sender.unmarked:
        parts.append(Heading("Not marked by the sender", 3))
        for change in sender.unmarked:
            words = redline_spans(change.redline)
            parts.append(Paragraph(line(Span(change_title(change), Tone.STRONG), ": ", *((in_words(words),) if spoken else words)), indent=1))
    return parts


def only_renumbered(change: Change) -> bool:
    """Same words in the same place under another number: worth a line, not a paragraph."""
    return (
        change.shows_number and not change.moved and not change.uncertain and change.kind in (ChangeKind.SAME, ChangeKind.EDITED) and not change.redline.changed
    )


def summary_line(comparison: Comparison) -> str:
    """`12 paragraphs: 3 edited, 1 added, 8 unchanged; 2 moved, 4 renumbered`, with matches to check at the end.

    Unchanged are all that have the same words, so that a reader can add up; the moved and the renumbered are counted among all.
    """
    kept = [c for c in comparison.changes if c.kind in (ChangeKind.SAME, ChangeKind.EDITED) and not c.redline.changed]
    counts = Counter(c.kind for c in comparison.changes)
    counts[ChangeKind.EDITED] -= sum(c.kind is ChangeKind.EDITED for c in kept)
    pieces = [f"{counts[kind]} {kind.value}" for kind in ChangeKind if kind is not ChangeKind.SAME and counts[kind]]
    pieces.append(f"{len(kept)} unchanged")
    tail = []
    for name, number in (
        ("moved", sum(c.moved for c in comparison.changes)),
        ("renumbered", sum(c.shows_number for c in comparison.changes)),
        ("to check", sum(c.uncertain for c in comparison.changes if c.old and c.new)),
    ):
        if number:
            tail.append(f"{number} {name}")
    tally = bracket_tally(comparison)
    if tally is not None:
        tail.append(str(tally))
    return f"{counted(comparison.new.clauses, 'paragraph')}: {', '.join(pieces)}" + (f"; {', '.join(tail)}" if tail else "")


def change_title(change: Change) -> str:
    """`7 → 9 + 10  split`, in the numbers that people see."""
    return f"{_where(change)}  {', '.join(_labels(change))}".rstrip()


def _where(change: Change) -> str:
    old, new = _numbers(change.old), _numbers(change.new)
    if not change.old:
        return new
    if not change.new:
        return old
    return new if old == new else f"{old} → {new}"


def _labels(change: Change) -> tuple[str, ...]:
    words = [] if change.kind in (ChangeKind.SAME, ChangeKind.EDITED) else [change.kind.value]
    if change.kind is ChangeKind.EDITED and change.redline.changed:
        words.append("edited")
    words += [name for name, flag in (("moved", change.moved), ("renumbered", change.shows_number and not change.moved), ("returned", change.returned)) if flag]
    words += [reason for reason in change.reasons if reason != NOTE_RENUMBERED]
    if change.uncertain and change.old and change.new:
        words.append(f"to check: {change.reason}" if change.reason else "to check")
    return tuple(words)


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
    if clause.kind == "title":
        return "title"
    if clause.kind in STRUCTURAL:
        return f"heading {clause.number or clause.name}"
    return clause.number if clause.number.casefold().startswith(("action", "pp", "op", "article")) else clause.name


def _tone(change: Change) -> Tone:
    return {ChangeKind.ADDED: Tone.INSERTED, ChangeKind.DROPPED: Tone.DELETED}.get(change.kind, Tone.STRONG)


def _change_parts(change: Change, *, spoken: bool) -> list[Part]:
    if not spoken:
        return [Heading(f"{MARKS[change.kind]} {change_title(change)}", 3), Paragraph(_body(change, _tone(change)), indent=1)]
    body = _body(change, _tone(change))
    words = in_words(body) if change.old and change.new else "".join(span.text for span in body)
    return [Heading(change_title(change).replace("  ", ": "), 3), Paragraph(line(words), indent=1)]


def _body(change: Change, tone: Tone) -> Line:
    if change.kind is ChangeKind.SAME:
        return (Span(change.new[0].text, Tone.MUTED),)
    if not change.old or not change.new:
        return (Span("\n".join(c.text for c in change.old + change.new), tone),)
    return redline_spans(change.redline)
