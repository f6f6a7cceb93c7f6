"""What cannot be done, and what to do instead."""

from __future__ import annotations

import re
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from negotiator.errors import ConflictError, NegotiatorError
from negotiator.model.report import Paragraph, Span, Tone
from negotiator.tui.dialogs.dialog import Dialog
from negotiator.tui.widgets.text_pane import TextPane


def on_the_screen(hint: str) -> str:
    """A hint as it helps here: one that names a command says where commands are typed; a field takes a name without quotation marks."""
    hint = hint.removesuffix("; a name with spaces needs quotation marks")
    return f"in a terminal: {hint}" if re.search(r"(?:^|\s)(?:negotiator [a-z]|--[a-z])", hint) else hint


class ErrorDialog(Dialog[None]):
    """A message and a hint."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "leave", show=False)]
    DEFAULT_CSS = """
ErrorDialog > .box { border: round $bad; max-width: 76; }
ErrorDialog TextPane { height: auto; max-height: 14; }
"""

    def __init__(self, error: NegotiatorError) -> None:
        super().__init__()
        self._error = error

    @property
    def HEADING(self) -> str:  # type: ignore[override]  # noqa: N802 (a dialog's heading)
        return "Someone was faster" if isinstance(self._error, ConflictError) and "meanwhile" in self._error.message else "That cannot be done"

    def compose(self) -> ComposeResult:
        with self.box(subtitle="enter close"):
            yield TextPane()

    def on_mount(self) -> None:
        parts = [Paragraph((Span(self._error.message),))]
        if self._error.hint:
            parts.append(Paragraph((Span(on_the_screen(self._error.hint), Tone.MUTED),)))
        pane = self.query_one(TextPane)
        pane.show(parts)
        pane.focus()
