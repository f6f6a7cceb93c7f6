"""Asks for one of several things, or for some of them."""

from __future__ import annotations

from collections.abc import Sequence

from negotiator.tui.dialogs.ticked import ListDialog, TickedDialog
from negotiator.tui.widgets.lines import LineList, Row
from negotiator.tui.widgets.option import Choice

__all__ = ["Choice", "ChoiceDialog", "ChoicesDialog"]

TALLEST = 16
"""Lines of a list before it scrolls."""


class ChoiceDialog(ListDialog[str]):
    """A list; enter or a click on the line under the cursor gives its key."""

    KEYS = "enter choose · esc close"
    DEFAULT_CSS = "ChoiceDialog > .box { max-width: 64; }"

    def __init__(self, heading: str, choices: Sequence[Choice], chosen: str) -> None:
        super().__init__(heading)
        self._choices = choices
        self._chosen = chosen

    def on_mount(self) -> None:
        lines = self.query_one(LineList)
        lines.styles.height = _height(self._choices)
        lines.show(_rows(self._choices), key=self._chosen)
        lines.tick([self._chosen])
        lines.focus()

    def on_line_list_opened(self, message: LineList.Opened) -> None:
        self.dismiss(message.row.key)


class ChoicesDialog(TickedDialog):
    """Some of several things."""

    KEYS = "space choose · enter take · esc close"
    DEFAULT_CSS = "ChoicesDialog > .box { max-width: 64; }"

    def __init__(self, heading: str, choices: Sequence[Choice], chosen: Sequence[str]) -> None:
        super().__init__(heading, chosen)
        self._choices = choices

    def on_mount(self) -> None:
        self.query_one(LineList).styles.height = _height(self._choices)
        self.show(_rows(self._choices))


def _height(choices: Sequence[Choice]) -> int:
    return min(TALLEST, max(1, len(choices)))


def _rows(choices: Sequence[Choice]) -> list[Row]:
    return [Row(choice.key, choice.spans, choice.note) for choice in choices]
