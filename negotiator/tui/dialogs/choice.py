"""Asks for one of several things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult

from negotiator.model.report import Line
from negotiator.tui.dialogs.dialog import Dialog
from negotiator.tui.widgets.lines import LineList, Row


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen."""

    key: str
    spans: Line
    note: Line = ()


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
        lines.styles.height = min(16, max(1, len(self._choices)))
        lines.show([Row(choice.key, choice.spans, choice.note) for choice in self._choices], key=self._chosen)
        lines.tick([self._chosen])
        lines.focus()

    def on_line_list_opened(self, message: LineList.Opened) -> None:
        self.dismiss(message.row.key)
