"""One line below a list: what is written in it thins the list out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from negotiator.model.report import plain
from negotiator.text.normalise import fold
from negotiator.tui.widgets.lines import LineList, Row


class FilterLine(Input):
    """Shows the lines that hold all of its words, capitals and accents aside."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
    ]
    DEFAULT_CSS = """
FilterLine { dock: bottom; height: 1; border: none; padding: 0 1; background: $raised; }
FilterLine:focus { border: none; background: $cursor-idle; }
"""

    @dataclass
    class Left(Message):
        """The user is done filtering."""

        lines: LineList

    def __init__(self, lines: LineList) -> None:
        super().__init__(placeholder="only lines with …")
        self._lines = lines

    def on_mount(self) -> None:
        self.focus()

    def on_input_changed(self, message: Input.Changed) -> None:
        message.stop()
        words = fold(message.value).split()
        self._lines.keep_only(lambda row: row.selectable and all(word in _folded(row) for word in words) if words else True)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        message.stop()
        if not self.value.strip():
            self._lines.keep_only(lambda _: True)
        self._leave()

    def action_give_up(self) -> None:
        self._lines.keep_only(lambda _: True)
        self._leave()

    def action_step(self, step: int) -> None:
        self._lines.action_step(step)

    def _leave(self) -> None:
        self.post_message(self.Left(self._lines))
        self.remove()


def _folded(row: Row) -> str:
    return fold(plain(row.spans))
