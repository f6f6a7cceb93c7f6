"""Asks for one paragraph or several of a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical

from negotiator.model.clause import Clause
from negotiator.model.report import Span, Tone, line
from negotiator.tui import gather
from negotiator.tui.dialogs.ticked import TickedDialog
from negotiator.tui.widgets.filter_line import FilterLine
from negotiator.tui.widgets.lines import LineList, Row


class PickDialog(TickedDialog):
    """The paragraphs of a text, with a filter."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("slash,ctrl+f", "filter", show=False)]
    DEFAULT_CSS = """
PickDialog > .box { height: 90%; }
PickDialog LineList { height: 1fr; max-height: 100%; }
"""

    KEYS = "space choose · enter take · / filter · esc close"

    def __init__(self, heading: str, clauses: Sequence[Clause], chosen: Sequence[str]) -> None:
        super().__init__(heading, chosen)
        self._clauses = clauses

    def on_mount(self) -> None:
        width = max((len(gather.name(clause)) for clause in self._clauses), default=0)
        self.show([Row(c.id, line(Span(f"{gather.name(c):>{width}}  ", Tone.MUTED), " ".join(c.text.split()))) for c in self._clauses])

    def action_filter(self) -> None:
        if not self.query(FilterLine):
            self.query_one(".box", Vertical).mount(FilterLine(self.query_one(LineList)))

    def on_filter_line_left(self, message: FilterLine.Left) -> None:
        message.lines.focus()
