"""Asks how far a paragraph is, and who said so."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from negotiator.model.report import Span, Tone, line
from negotiator.tui import marks
from negotiator.tui.dialogs.dialog import Dialog
from negotiator.tui.widgets.lines import LineList, Row

if TYPE_CHECKING:
    from negotiator.services.clause_status import ClauseStatus

TOLD = {
    "open": "still under negotiation",
    "agreed ad ref": "agreed here, subject to approval at home",
    "agreed": "nobody wants it changed",
    "reopened": "it was agreed, and somebody came back to it",
}


class StatusDialog(Dialog[tuple[str, str]]):
    """What may be recorded next, and the source; enter in the source's field records both."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "record", show=False)]
    DEFAULT_CSS = """
StatusDialog > .box { max-width: 76; }
StatusDialog .field { height: 1; width: 100%; margin-top: 1; }
StatusDialog .field Static { width: 9; color: $muted; }
StatusDialog .field Input { width: 1fr; }
StatusDialog #missing { color: $amber; height: auto; display: none; }
StatusDialog #missing.-shown { display: block; }
"""

    def __init__(self, name: str, before: ClauseStatus) -> None:
        """`name` is what the paragraph is called, `before` what stands recorded of it."""
        super().__init__()
        self._name_of = name
        self._before = before

    @property
    def HEADING(self) -> str:  # type: ignore[override]  # noqa: N802 (a dialog's heading)
        return f"How far is {self._name_of}?"

    def compose(self) -> ComposeResult:
        with self.box(subtitle="enter next, then record · esc close"):
            yield LineList()
            with Horizontal(classes="field"):
                yield Static("Source", markup=False)
                yield Input(placeholder="who said it, and where: plenary, 3 March, the Chair")
            yield Static("a status needs its source: who said it, and where", id="missing", markup=False)

    def on_mount(self) -> None:
        from negotiator.services.clause_status import next_statuses

        offered = next_statuses(self._before)
        lines = self.query_one(LineList)
        lines.styles.height = len(offered)
        rows = [Row(one.value, line(marks.STATUS.get(one.value, marks.NO_MARK), f" {one.value:<14} ", Span(TOLD[one.value], Tone.MUTED))) for one in offered]
        lines.show(rows, key=self._before.status.value)
        lines.tick([self._before.status.value] if self._before.source else [])
        lines.focus()

    def on_line_list_opened(self, _: LineList.Opened) -> None:
        self.query_one(Input).focus()

    def on_input_submitted(self) -> None:
        self.action_record()

    def action_record(self) -> None:
        """Give what is chosen, once its source is written."""
        current, source = self.query_one(LineList).current, self.query_one(Input).value.strip()
        self.query_one("#missing").set_class(not source, "-shown")
        if source and current is not None:
            self.dismiss((current.key, source))
        else:
            self.query_one(Input).focus()
