"""The one list of lines that all rooms use: only what is visible is drawn, so 50,000 lines open as fast as fifty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from negotiator.model.report import Line, Span, Tone, plain
from negotiator.tui.theme import TONE_CSS
from negotiator.tui.widgets.ink import Inked

GUTTER = 2
"""Columns left of each line: the cursor, and the tick of a chosen line."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list."""

    key: str
    """What it stands for; unique in its list, so that the cursor can stay on it when the list is drawn anew."""
    spans: Line
    tail: Line = ()
    """Marks at the right edge."""
    selectable: bool = True
    """False for a caption between the lines."""


class LineList(Inked, ScrollView, can_focus=True):
    """Rows of spans with a cursor; the keyboard's and the mouse's ways through it are those of any list."""

    ALLOW_SELECT = False
    DEFAULT_CSS = (
        """
LineList {
    overflow-x: hidden;
    overflow-y: auto;
    background: $background;
    color: $foreground;
    scrollbar-size-vertical: 1;
    & > .lines--cursor { background: $cursor; }
    & > .lines--cursor-idle { background: $cursor-idle; }
"""
        + TONE_CSS
        + "}"
    )
    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--cursor", "lines--cursor-idle"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "leaf(-1)", show=False),
        Binding("pagedown", "leaf(1)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
        Binding("enter", "open", show=False),
    ]

    cursor: reactive[int] = reactive(-1, init=False)
    """Index of the line under the cursor among the lines shown; -1 where no line can be chosen."""

    @dataclass
    class Reached(Message):
        """The cursor came to another line."""

        lines: LineList
        row: Row

        @property
        def control(self) -> LineList:
            return self.lines

    @dataclass
    class Opened(Message):
        """A line was opened, by enter or by a second click on it."""

        lines: LineList
        row: Row

        @property
        def control(self) -> LineList:
            return self.lines

    def __init__(self, *, id: str | None = None, empty: str = "", pick_first: bool = True) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self.empty = empty
        self.rows: Sequence[Row] = ()
        self._shown: Sequence[Row] = ()
        self.ticked: frozenset[str] = frozenset()
        self._pick_first = pick_first
        self._strips: LRUCache[tuple[int, int, bool, bool], Strip] = LRUCache(2048)

    # -- what it shows

    def show(self, rows: Sequence[Row], *, key: str | None = None) -> None:
        """Draw other lines; the cursor goes to `key`, else stays on the line it was on, else goes to the first one."""
        wanted = key if key is not None else (self.current.key if self.current else None)
        self.rows = self._shown = rows
        self._renew()
        place = next((i for i, row in enumerate(rows) if row.key == wanted and row.selectable), None) if wanted is not None else None
        if place is None:
            place = self._next_selectable(-1, 1) if self._pick_first else -1
        self._settle(-1 if place is None else place)

    def keep_only(self, wanted: Callable[[Row], bool]) -> None:
        """Show those of its lines that are wanted (a filter while typing)."""
        key = self.current.key if self.current else None
        everything = self.rows
        self.show([row for row in everything if wanted(row)], key=key)
        self.rows = everything

    def tick(self, keys: Iterable[str]) -> None:
        """Mark these lines as chosen and no others."""
        self.ticked = frozenset(keys)
        self._strips.clear()
        self.refresh()

    @property
    def current(self) -> Row | None:
        """The line under the cursor."""
        return self._shown[self.cursor] if 0 <= self.cursor < len(self._shown) else None

    def go_to(self, key: str) -> bool:
        """Put the cursor on the line that stands for `key`; False where there is none."""
        for index, row in enumerate(self._shown):
            if row.key == key:
                self.cursor = index
                return True
        return False

    def texts(self) -> list[str]:
        """The words of the lines shown (what a test or a screen reader asks for)."""
        return [plain(row.spans) for row in self._shown]

    # -- moving

    def _next_selectable(self, start: int, step: int) -> int | None:
        index = start + step
        while 0 <= index < len(self._shown):
            if self._shown[index].selectable:
                return index
            index += step
        return None

    def _settle(self, index: int) -> None:
        """Put the cursor there and say so, even where the number is the same as before: the lines are others."""
        if self.cursor == index:
            self._announce()
        else:
            self.cursor = index
        self._into_view()

    def watch_cursor(self, old: int, new: int) -> None:
        for index in (old, new):
            if index >= 0:
                self.refresh_line(index)
        self._into_view()
        self._announce()

    def _announce(self) -> None:
        if self.current is not None:
            self.post_message(self.Reached(self, self.current))

    def _into_view(self) -> None:
        if self.cursor >= 0 and self.size.height:
            top = 0 if self._next_selectable(self.cursor, -1) is None else self.cursor
            self.scroll_to_region(Region(0, top, 1, self.cursor - top + 1), animate=False, force=True, immediate=True)

    def action_step(self, step: int) -> None:
        place = self._next_selectable(self.cursor, step)
        if place is not None:
            self.cursor = place
        else:
            self.scroll_relative(y=step, animate=False)

    def action_leaf(self, step: int) -> None:
        aim = max(0, min(len(self._shown) - 1, self.cursor + step * max(1, self.size.height - 1)))
        place = self._next_selectable(aim - step, step)
        self.action_edge(step) if place is None else setattr(self, "cursor", place)

    def action_edge(self, step: int) -> None:
        place = self._next_selectable(len(self._shown) if step > 0 else -1, -step)
        if place is not None:
            self.cursor = place

    def action_open(self) -> None:
        if self.current is not None:
            self.post_message(self.Opened(self, self.current))

    def on_click(self, event: events.Click) -> None:
        index = event.y + self.scroll_offset.y
        if 0 <= index < len(self._shown) and self._shown[index].selectable:
            again = index == self.cursor
            self.cursor = index
            if event.chain >= 2 and again:
                self.action_open()

    # -- drawing

    def _renew(self) -> None:
        self._strips.clear()
        self.virtual_size = Size(max(1, self.size.width), max(1, len(self._shown)))
        self._scroll_update(self.virtual_size)
        self.refresh()

    def notify_style_update(self) -> None:
        self._strips.clear()
        super().notify_style_update()

    def on_resize(self) -> None:
        self._renew()
        self._into_view()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def render_line(self, y: int) -> Strip:
        index = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        base = self.rich_style
        if index >= len(self._shown):
            words: Line = (Span(self.empty, Tone.MUTED),) if not self._shown and index == 0 else ()
            return self.draw((Span(" " * GUTTER), *words), width, base)
        here = index == self.cursor
        lit = here and self.has_focus
        key = (index, width, here, lit)
        if (strip := self._strips.get(key)) is None:
            strip = self._strips[key] = self._drawn(self._shown[index], width, base, here=here, lit=lit)
        return strip

    def _drawn(self, row: Row, width: int, base: Style, *, here: bool, lit: bool) -> Strip:
        if here:
            base += self.get_component_rich_style("lines--cursor" if lit else "lines--cursor-idle", partial=True)
        gutter = Span(("▸" if here else " ") + ("✓" if row.key in self.ticked else " "), Tone.STRONG)
        if not row.selectable:
            gutter = Span(" ")
        return self.draw((gutter, *row.spans), width, base, row.tail)
