"""A document at a glance: framed rows of spans that can be opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.strip import Strip

from negotiator.model.report import Line
from negotiator.tui.theme import TONE_CSS
from negotiator.tui.widgets.ink import Inked

CardRow = tuple[Line, Line]
"""What stands at the left and at the right edge."""


class GlanceCard(Inked, can_focus=True):
    """Shows the rows it is given, as many as fit."""

    ALLOW_SELECT = False
    DEFAULT_CSS = (
        """
GlanceCard {
    width: 1fr;
    border: round $rule;
    border-title-color: $foreground;
    border-title-style: bold;
    padding: 0 1;
    color: $foreground;
    background: $background;
"""
        + TONE_CSS
        + """
}
GlanceCard:focus { border: round $foreground; background: $cursor-idle; }
"""
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", show=False),
        Binding("left", "app.other_pane(-1)", show=False),
        Binding("right", "app.other_pane(1)", show=False),
    ]

    @dataclass
    class Opened(Message):
        """The user wants to see more of it."""

        key: str

    def __init__(self, key: str, title: str, wide: Sequence[CardRow], narrow: Sequence[CardRow]) -> None:
        super().__init__()
        self.key = key
        self.border_title = Content(title)
        self._wide = wide
        self._narrow = narrow
        self.styles.height = "auto"

    def rows(self) -> Sequence[CardRow]:
        return self._narrow if self.screen.has_class("-narrow") else self._wide

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002 (as many as it has)
        return len(self.rows())

    def render_line(self, y: int) -> Strip:
        rows = self.rows()
        left, right = rows[y] if y < len(rows) else ((), ())
        return self.draw(left, self.size.width, self.rich_style, right)

    def action_open(self) -> None:
        self.post_message(self.Opened(self.key))

    def on_click(self, event: events.Click) -> None:
        if event.chain >= 2:
            self.action_open()
