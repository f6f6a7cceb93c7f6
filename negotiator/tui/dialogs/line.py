"""Asks for one line of text."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Input

from negotiator.tui.dialogs.dialog import Dialog


class LineDialog(Dialog[str]):
    """One input; enter gives what was written."""

    def __init__(self, heading: str, example: str, value: str = "") -> None:
        super().__init__()
        self._heading = heading
        self._example = example
        self._value = value

    @property
    def HEADING(self) -> str:  # type: ignore[override]  # noqa: N802 (a dialog's heading)
        return self._heading

    def compose(self) -> ComposeResult:
        with self.box(subtitle="enter done · esc close"):
            yield Input(self._value, placeholder=self._example)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        self.dismiss(message.value.strip())
