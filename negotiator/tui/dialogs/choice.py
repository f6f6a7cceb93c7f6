"""Asks for one of several things, or for some of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from negotiator.tui.dialogs.dialog import Dialog
from negotiator.tui.widgets.lines import LineList, Row
from negotiator.tui.widgets.option import Choice

__all__ = ["Choice", "ChoiceDialog", "ChoicesDialog"]

TALLEST = 16
"""Lines of a list before it scrolls."""


class ChoiceDialog(Dialog[str]):
    """A list; enter or a click on the line under the cursor gives its key."""

    DEFAULT_CSS = "ChoiceDialog > .box { max-width: 64; }"

    def __init__(self, heading: str, choices: Sequence[Choice], chosen: str) -> None:
        super().__init__()
        self._heading = heading
        self._choices = choices
        self._chosen = chosen

    @property
    def HEADING(self) -> str:  # type: ignore[override]  # noqa: N802 (a dialog's heading)
        return self._heading

    def compose(self) -> ComposeResult:
        with self.box(subtitle="enter choose · esc close"):
            yield LineList()

    def on_mount(self) -> None:
        lines = self.query_one(LineList)
        lines.styles.height = min(TALLEST, max(1, len(self._choices)))
        lines.show([Row(choice.key, choice.spans, choice.note) for choice in self._choices], key=self._chosen)
        lines.tick([self._chosen])
        lines.focus()

    def on_line_list_opened(self, message: LineList.Opened) -> None:
        self.dismiss(message.row.key)


class ChoicesDialog(Dialog[tuple[str, ...]]):
    """A list with ticks: space sets and takes them away; enter gives what is ticked, the line under the cursor where nothing is."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "tick", show=False)]
    DEFAULT_CSS = "ChoicesDialog > .box { max-width: 64; }"

    def __init__(self, heading: str, choices: Sequence[Choice], chosen: Sequence[str]) -> None:
        super().__init__()
        self._heading = heading
        self._choices = choices
        self._chosen = chosen

    @property
    def HEADING(self) -> str:  # type: ignore[override]  # noqa: N802 (a dialog's heading)
        return self._heading

    def compose(self) -> ComposeResult:
        with self.box(subtitle="space choose · enter take · esc close"):
            yield LineList()

    def on_mount(self) -> None:
        lines = self.query_one(LineList)
        lines.styles.height = min(TALLEST, max(1, len(self._choices)))
        lines.show([Row(choice.key, choice.spans, choice.note) for choice in self._choices], key=self._chosen[0] if self._chosen else None)
        lines.tick(self._chosen)
        lines.focus()

    def action_tick(self) -> None:
        lines = self.query_one(LineList)
        if lines.current is not None:
            lines.tick(lines.ticked ^ {lines.current.key})

    def on_line_list_opened(self, message: LineList.Opened) -> None:
        ticked = message.lines.ticked
        self.dismiss(tuple(choice.key for choice in self._choices if choice.key in ticked) or (message.row.key,))
