"""Asks for one paragraph or several of a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from negotiator.model.clause import Clause
from negotiator.model.report import Span, Tone, line
from negotiator.tui import gather
from negotiator.tui.dialogs.dialog import Dialog
from negotiator.tui.widgets.filter_line import FilterLine
from negotiator.tui.widgets.lines import LineList, Row


class PickDialog(Dialog[tuple[str, ...]]):
    """The paragraphs with ticks: space chooses or drops one, enter takes those that are chosen, the one under the cursor where none is."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "tick", show=False), Binding("slash,ctrl+f", "filter", show=False)]
    DEFAULT_CSS = """
PickDialog > .box { height: 90%; }
PickDialog LineList { height: 1fr; max-height: 100%; }
"""

    def __init__(self, heading: str, clauses: Sequence[Clause], chosen: Sequence[str]) -> None:
        super().__init__()
        self._heading = heading
        self._clauses = clauses
        self._chosen = chosen

    @property
    def HEADING(self) -> str:  # type: ignore[override]  # noqa: N802 (a dialog's heading)
        return self._heading

    def compose(self) -> ComposeResult:
        with self.box(subtitle="space choose · enter take · / filter · esc close"):
            yield LineList()

    def on_mount(self) -> None:
        lines = self.query_one(LineList)
        width = max((len(gather.name(clause)) for clause in self._clauses), default=0)
        rows = [Row(c.id, line(Span(f"{gather.name(c):>{width}}  ", Tone.MUTED), " ".join(c.text.split()))) for c in self._clauses]
        lines.show(rows, key=self._chosen[0] if self._chosen else None)
        lines.tick(self._chosen)
        lines.focus()

    def action_tick(self) -> None:
        lines = self.query_one(LineList)
        if lines.current is not None:
            lines.tick(lines.ticked ^ {lines.current.key})

    def action_filter(self) -> None:
        if not self.query(FilterLine):
            self.query_one(".box", Vertical).mount(FilterLine(self.query_one(LineList)))

    def on_filter_line_left(self, message: FilterLine.Left) -> None:
        message.lines.focus()

    def on_line_list_opened(self, message: LineList.Opened) -> None:
        ticked = message.lines.ticked
        self.dismiss(tuple(clause.id for clause in self._clauses if clause.id in ticked) or (message.row.key,))
