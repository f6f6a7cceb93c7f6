"""Opens the workspace behind the painted frame, finds out what the next rooms will ask, and looks whether someone else wrote to it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from negotiator.errors import NegotiatorError
from negotiator.model.report import Span, Tone
from negotiator.tui import gather
from negotiator.tui.asking import Asking
from negotiator.tui.desk import Desk
from negotiator.tui.messages import Answered, Recorded, Refused


class Threshold(Asking):
    """Invisible; opens the workspace once."""

    DEFAULT_CSS = "Threshold { display: none; }"

    @dataclass
    class Crossed(Message):
        """The workspace is open."""

    @dataclass
    class Barred(Message):
        """It cannot be opened."""

        error: NegotiatorError

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def on_mount(self) -> None:
        self.ask(self._desk.open)

    def on_answered(self, _: Answered) -> None:
        self.post_message(self.Crossed())
        self.remove()

    def on_refused(self, message: Refused) -> None:
        self.post_message(self.Barred(message.error))


class LookAhead(Asking):
    """Invisible; while the user reads the first room, finds out what the others will ask."""

    DEFAULT_CSS = "LookAhead { display: none; }"

    def __init__(self, desk: Desk, seconds: float) -> None:
        """It begins after some seconds: what is on the screen comes first."""
        super().__init__()
        self._desk = desk
        self._seconds = seconds

    def on_mount(self) -> None:
        self.set_timer(self._seconds, lambda: self.ask(lambda: gather.ahead(self._desk)))

    def on_answered(self, _: Answered) -> None:
        self.remove()

    def on_refused(self, _: Refused) -> None:
        """The room that asks it again will say it."""
        self.remove()


class Watch(Asking):
    """Invisible; asks for the workspace's pulse at an interval."""

    DEFAULT_CSS = "Watch { display: none; }"

    def __init__(self, desk: Desk, seconds: float) -> None:
        super().__init__()
        self._desk = desk
        self._seconds = seconds
        self._last: object = None

    def on_mount(self) -> None:
        self._look()
        self.set_interval(self._seconds, self._look)

    def _look(self) -> None:
        self.ask(self._desk.pulse, group="pulse")

    def on_answered(self, message: Answered) -> None:
        if self._last is not None and message.payload != self._last:
            self.post_message(Recorded((Span("the workspace changed", Tone.MUTED),)))
        self._last = message.payload

    def on_refused(self, message: Refused) -> None:
        """The next question that matters will say it."""
        message.stop()
