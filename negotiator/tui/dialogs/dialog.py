"""The frame of everything that lies over a room."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

Result = TypeVar("Result")


class Dialog(ModalScreen[Result]):
    """A framed box in the middle; escape leaves it and changes nothing."""

    HEADING: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Close", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]
    DEFAULT_CSS = """
Dialog {
    align: center middle;
    background: $background 70%;
}
Dialog > .box {
    width: 90%;
    max-width: 100;
    height: auto;
    max-height: 90%;
    border: round $foreground;
    border-title-style: bold;
    border-subtitle-color: $muted;
    background: $background;
    padding: 0 1;
}
Dialog LineList { height: auto; max-height: 16; min-height: 1; }
"""

    def box(self, *, subtitle: str = "esc close") -> Vertical:
        """The box to compose into."""
        box = Vertical(classes="box")
        box.border_title = Content(self.HEADING)
        box.border_subtitle = Content(subtitle)
        return box

    def compose(self) -> ComposeResult:
        yield self.box()

    def action_leave(self) -> None:
        self.dismiss(None)
