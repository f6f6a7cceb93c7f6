"""What the parts of the screen tell each other."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from negotiator.errors import NegotiatorError
from negotiator.model.report import Line
from negotiator.tui.views import Place


@dataclass
class Answered(Message, bubble=False):
    """A worker brought what its widget had asked for; the payload names its subject."""

    payload: object


@dataclass
class Refused(Message, bubble=False):
    """A worker was told no."""

    error: NegotiatorError


@dataclass
class Failed(Message):
    """Something cannot be done, and the user should know."""

    error: NegotiatorError


@dataclass
class Said(Message):
    """A sentence for the status line."""

    spans: Line


@dataclass
class WhereChanged(Message):
    """A room shows something else."""

    room: str
    spans: Line
    short: Line = ()
    """Where there is no room for all of it."""


@dataclass
class Visited(Message):
    """The user opened a place."""

    place: Place


@dataclass
class Recorded(Message):
    """The workspace has a new entry: what was read before is old."""

    spans: Line
