"""One row of words at the top or the bottom of the screen; a piece with an action can be clicked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.strip import Strip

from negotiator.model.report import Line, Span
from negotiator.tui.theme import TONE_CSS
from negotiator.tui.widgets.ink import Inked, cut, width_of


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of a bar."""

    spans: Line
    action: str = ""
    """Textual action that a click runs; empty where a click does nothing."""


class Bar(Inked):
    """Pieces from the left and a line at the right edge, which gives way where there is no room for both."""

    ALLOW_SELECT = False
    DEFAULT_CSS = (
        """
Bar {
    height: 1;
    width: 100%;
    color: $foreground;
"""
        + TONE_CSS
        + "}"
    )

    def __init__(self, *, id: str | None = None, gap: int = 3) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._gap = gap
        self._items: Sequence[Item] = ()
        self._right: Sequence[Line] = ()

    def show(self, items: Sequence[Item], *right: Line) -> None:
        """Other words; of the lines for the right edge the first one that fits is taken."""
        self._items = items
        self._right = right
        self.refresh()

    def _placed(self) -> list[tuple[int, int, Item]]:
        """Start and end column of each piece."""
        sizes = [width_of(item.spans) for item in self._items]
        gap = next((gap for gap in range(self._gap, 1, -1) if sum(sizes) + gap * (len(sizes) - 1) + 2 <= self.size.width), 1)
        column = 1
        places = []
        for item, size in zip(self._items, sizes, strict=True):
            places.append((column, column + size, item))
            column += size + gap
        return places

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 (it has one row)
        width = self.size.width
        spans: list[Span] = []
        column = 0
        for start, end, item in self._placed():
            spans += [Span(" " * (start - column)), *item.spans]
            column = end
        room = width - column - 2
        right = next((line for line in self._right if width_of(line) <= room), ())
        if column > width - 1:
            spans = list(cut(tuple(spans), width - 1))
        return self.draw(tuple(spans), width, self.rich_style, (*right, Span(" ")) if right else ())

    async def on_click(self, event: events.Click) -> None:
        for start, end, item in self._placed():
            if item.action and start - 1 <= event.x <= end:
                await self.app.run_action(item.action)
                return
