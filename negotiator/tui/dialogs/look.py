"""One change in full: its redline, and how sure the match is."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from negotiator.model.change import Change
from negotiator.model.report import Heading, Paragraph, Part, Span, Tone, line
from negotiator.tui import marks
from negotiator.tui.dialogs.dialog import Dialog
from negotiator.tui.screens.paragraphs import change_spans, change_title
from negotiator.tui.widgets.text_pane import TextPane


class LookDialog(Dialog[None]):
    """A paragraph with its changes."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "leave", show=False)]
    DEFAULT_CSS = "LookDialog TextPane { height: auto; max-height: 30; }"

    def __init__(self, change: Change, file: str) -> None:
        """`file` is the name of the file that the new side stands in."""
        super().__init__()
        self._change = change
        self._file = file

    @property
    def HEADING(self) -> str:  # type: ignore[override]  # noqa: N802 (a dialog's heading)
        return change_title(self._change)

    def compose(self) -> ComposeResult:
        with self.box(subtitle="enter close"):
            yield TextPane()

    def on_mount(self) -> None:
        change = self._change
        parts: list[Part] = [Paragraph(change_spans(change))]
        if change.uncertain and change.old and change.new:
            parts += [Heading("Match", 2), Paragraph(line(marks.UNCERTAIN, f" {change.confidence:.0%} sure", Span(f"  {change.reason}", Tone.MUTED)))]
        places = ", ".join(str(anchor) for clause in change.new for anchor in clause.anchors)
        if places:
            parts += [Heading("Where", 2), Paragraph((Span(f"{places} of {self._file}", Tone.MUTED),))]
        pane = self.query_one(TextPane)
        pane.show(parts)
        pane.focus()
