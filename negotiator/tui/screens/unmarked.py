"""What the sender of a version changed without marking it, beside the paragraphs that it is about. Draws nothing."""

from __future__ import annotations

from collections.abc import Mapping

from negotiator.model.change import Change, SenderMarks
from negotiator.model.report import Heading, Line, Paragraph, Part, Span, Tone, line
from negotiator.text.normalise import cosmetic
from negotiator.tui import marks
from negotiator.tui.views import DocumentView

NAME = "not marked by the sender"
"""What such paragraphs are called where one may choose to see no others."""


def unmarked_lines(view: DocumentView, sender: SenderMarks | None) -> Mapping[str, tuple[Change, ...]]:
    """The lines of a view on which the sender left something unmarked → what; empty where the view is against another text than the sender's."""
    if sender is None or view.old is None or sender.against != view.old.address:
        return {}
    by_old: dict[str, str] = {}
    by_text: dict[str, str] = {}
    for number, change in enumerate(view.comparison.changes):
        by_old |= {clause.id: str(number) for clause in change.old}
        by_text |= {cosmetic(clause.text): str(number) for clause in change.new}
    found: dict[str, list[Change]] = {}
    for change in sender.unmarked:
        keys = [by_old[clause.id] for clause in change.old if clause.id in by_old]
        keys += [by_text[cosmetic(clause.text)] for clause in change.new if not change.old and cosmetic(clause.text) in by_text]
        for key in dict.fromkeys(keys):
            found.setdefault(key, []).append(change)
    return {key: tuple(changes) for key, changes in found.items()}


def unmarked_parts(changes: tuple[Change, ...], shown: Change) -> list[Part]:
    """What was changed without a mark, words and all; in a word where nothing of what is shown is marked."""
    if not changes:
        return []
    parts: list[Part] = [Heading("Not marked by the sender", 2)]
    for change in changes:
        whole = change.redline.old == shown.redline.old and change.redline.new == shown.redline.new
        told: Line = (Span("nothing of this is marked in the sender's file", Tone.WARNING),) if whole else unmarked_spans(change)
        parts.append(Paragraph(line(marks.UNMARKED, " ", *told)))
    return parts


def unmarked_spans(change: Change) -> Line:
    if change.old and change.new:
        return marks.apart(marks.redline_spans(change.redline))
    words = change.redline.new if change.new else change.redline.old
    return (Span(words, Tone.INSERTED if change.new else Tone.DELETED),)
