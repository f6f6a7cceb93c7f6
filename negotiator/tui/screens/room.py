"""What all rooms have in common: panes that share the screen or take turns, and a place that they show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from negotiator.model.report import Line, Span, Tone, line
from negotiator.tui.asking import Asking
from negotiator.tui.desk import Desk
from negotiator.tui.messages import Answered, Failed, Recorded, Refused, Said, WhereChanged
from negotiator.tui.views import Place
from negotiator.tui.widgets.filter_line import FilterLine
from negotiator.tui.widgets.lines import LineList

NARROW = "-narrow"
"""Class of the screen where it has no room for two panes side by side."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An entry that was undone, in words."""

    what: str


class Pane(Vertical):
    """A framed part of a room with a caption in its frame."""

    DEFAULT_CSS = """
Pane {
    border: round $rule;
    border-title-color: $muted;
    border-subtitle-color: $muted;
    width: 1fr;
    height: 1fr;
}
Pane:focus-within {
    border: round $muted;
    border-title-color: $foreground;
    border-title-style: bold;
}
"""

    def caption(self, title: str, subtitle: str = "") -> None:
        """Words in the frame, never read as markup."""
        self.border_title = Content(title) if title else None
        self.border_subtitle = Content(subtitle) if subtitle else None


class Room(Asking):
    """One room; it loads when it is first entered and again when the workspace changed."""

    ROOM: ClassVar[str]
    EXPLANATION: ClassVar[tuple[str, ...]]
    """Paragraphs of the help."""

    DEFAULT_CSS = """
Room { width: 1fr; height: 1fr; layout: horizontal; }
"""

    def __init__(self, desk: Desk) -> None:
        super().__init__(id=self.ROOM)
        self.desk = desk
        self.loaded = False
        self.place = Place(self.ROOM)
        self._where: Line = ()
        self._where_short: Line = ()

    def focus_order(self) -> Sequence[Widget]:
        """What `tab` turns to, in order."""
        raise NotImplementedError

    def load(self) -> None:
        """Ask the desk for what `place` says."""
        raise NotImplementedError

    def enter(self, place: Place | None) -> None:
        """Come into the room, to a place in it or to where one was."""
        if place is not None:
            self.place = place
        if place is not None or not self.loaded:
            self.load()
        self.say_where(self._where, self._where_short)
        focused = self.screen.focused
        if focused is None or self not in focused.ancestors:
            self.front(self._front() or self.focus_order()[0])

    def forget(self) -> None:
        """What was read is old."""
        self.loaded = False

    def plain_marks(self, on: bool) -> None:
        """Write changes with marks, or not."""

    # -- filtering

    def filtered(self) -> LineList | None:
        """The list that a filter thins out; None where the room has none."""
        return None

    def filter_lines(self) -> None:
        """Ask for words; while they are written, the list shows only the lines that hold them. Enter keeps the thin list, escape the whole one."""
        lines = self.filtered()
        if lines is not None and not self.query(FilterLine):
            pane = self._pane_of(lines)
            if pane is not None:
                pane.mount(FilterLine(lines))

    def on_filter_line_left(self, message: FilterLine.Left) -> None:
        self.front(message.lines)

    # -- panes

    def _front(self) -> Widget | None:
        return next((w for w in self.focus_order() if (pane := self._pane_of(w)) is not None and pane.has_class("-front")), None)

    @staticmethod
    def _pane_of(widget: Widget) -> Pane | None:
        return next((node for node in widget.ancestors if isinstance(node, Pane)), None)

    def front(self, widget: Widget) -> None:
        """Bring the widget's pane to the front and put the focus on it."""
        self._bring(self._pane_of(widget))
        self.call_after_refresh(widget.focus)

    def _bring(self, wanted: Pane | None) -> None:
        if wanted is not None:
            for pane in self.query(Pane):
                pane.set_class(pane is wanted, "-front")

    def shows(self, widget: Widget) -> bool:
        """Whether the widget's pane is on the screen: on a narrow one only one is."""
        pane = self._pane_of(widget)
        return pane is None or pane.display

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self._bring(self._pane_of(event.widget))

    def turn(self, step: int) -> None:
        """Put the focus on the next part of the room."""
        order = self.focus_order()
        focused = self.screen.focused
        at = next((i for i, widget in enumerate(order) if widget is focused), -1)
        self.front(order[(at + step) % len(order)])

    # -- saying

    def say_where(self, spans: Line, short: Line = ()) -> None:
        self._where, self._where_short = spans, short
        self.post_message(WhereChanged(self.ROOM, spans, short))

    def say(self, text: str, tone: Tone = Tone.MUTED) -> None:
        self.post_message(Said((Span(text, tone),)))

    def key_of(self, name: str) -> str:
        """The key of an action, the user's own included, as people write it."""
        return str(self.app.key_for(name))  # type: ignore[attr-defined]

    # -- taking back

    def undo(self) -> None:
        """Take back the newest entry of the workspace."""
        self.ask(lambda: TakenBack(self.desk.undo()), group="record")

    def on_answered(self, message: Answered) -> None:
        if isinstance(message.payload, TakenBack):
            self.post_message(Recorded(line(Span(message.payload.what, Tone.STRONG))))

    def on_refused(self, message: Refused) -> None:
        self.post_message(Failed(message.error))
