"""Explains the room that one is in, and its keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from negotiator.model.report import Heading, Paragraph, Part, Span, Tone, line
from negotiator.tui import keymap
from negotiator.tui.dialogs.dialog import Dialog
from negotiator.tui.screens.room import Room
from negotiator.tui.widgets.text_pane import TextPane

KEYS = 12
"""Columns for the names of keys."""


class HelpDialog(Dialog[None]):
    """The room's explanation, its keys, and the keys that work everywhere."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark,f1,enter,q", "leave", show=False)]
    DEFAULT_CSS = """
HelpDialog > .box { height: 90%; }
HelpDialog TextPane { height: 1fr; }
"""

    def __init__(self, room: Room, own_keys: Mapping[str, str]) -> None:
        super().__init__()
        self._room = room
        self._own_keys = own_keys

    @property
    def HEADING(self) -> str:  # type: ignore[override]  # noqa: N802 (a dialog's heading)
        return keymap.ROOM_TITLES[self._room.ROOM]

    def compose(self) -> ComposeResult:
        with self.box():
            yield TextPane()

    def on_mount(self) -> None:
        pane = self.query_one(TextPane)
        pane.show(self.parts())
        pane.focus()

    def parts(self) -> list[Part]:
        """What it says."""
        parts: list[Part] = [Heading("What you see")]
        for text in self._room.EXPLANATION:
            parts += [Paragraph((Span(text),)), Paragraph(())]
        parts.pop()
        for title, room in (("Keys here", self._room.ROOM), ("Keys everywhere", keymap.EVERYWHERE)):
            parts.append(Heading(title))
            parts += [
                Paragraph(line(Span(f"{keymap.all_keys(action, self._own_keys):<{KEYS}}", Tone.STRONG), action.description))
                for action in keymap.ACTIONS
                if action.room == room
            ]
        return parts
