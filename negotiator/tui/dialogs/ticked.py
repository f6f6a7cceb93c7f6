"""What dialogs share that ask for one thing or for several of a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from negotiator.tui.dialogs.dialog import Dialog
from negotiator.tui.widgets.lines import LineList, Row

Answer = TypeVar("Answer")


class ListDialog(Dialog[Answer]):
    """A list under a heading that the caller gives."""

    KEYS: ClassVar[str]
    """What its keys do, for its lower edge."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self._heading = heading

    @property
    def HEADING(self) -> str:  # type: ignore[override]  # noqa: N802 (a dialog's heading)
        return self._heading

    def compose(self) -> ComposeResult:
        with self.box(subtitle=self.KEYS):
            yield LineList()


class TickedDialog(ListDialog[tuple[str, ...]]):
    """A list with ticks: space sets and takes them away; enter gives the keys that are ticked, in the list's order, the line under the cursor where none is."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "tick", show=False)]

    def __init__(self, heading: str, chosen: Sequence[str]) -> None:
        super().__init__(heading)
        self._chosen = chosen
        self._keys: tuple[str, ...] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Show the lines, those ticked that were chosen before."""
        self._keys = tuple(row.key for row in rows)
        lines = self.query_one(LineList)
        lines.show(rows, key=self._chosen[0] if self._chosen else None)
        lines.tick(self._chosen)
        lines.focus()

    def action_tick(self) -> None:
        lines = self.query_one(LineList)
        if lines.current is not None:
            lines.tick(lines.ticked ^ {lines.current.key})

    def on_line_list_opened(self, message: LineList.Opened) -> None:
        ticked = message.lines.ticked
        self.dismiss(tuple(key for key in self._keys if key in ticked) or (message.row.key,))
