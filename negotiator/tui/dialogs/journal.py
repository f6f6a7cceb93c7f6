"""Who did what, and when; what can be taken back is taken back by a new entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from negotiator.model.report import Span, Tone, line
from negotiator.tui.asking import Asking
from negotiator.tui.desk import Desk
from negotiator.tui.dialogs.dialog import Dialog
from negotiator.tui.messages import Answered, Failed, Recorded, Refused
from negotiator.tui.widgets.filter_line import FilterLine
from negotiator.tui.widgets.lines import LineList, Row

if TYPE_CHECKING:
    from negotiator.store.records import Entry

MOST = 5_000
"""Entries that are shown, the newest first."""


@dataclass(frozen=True, slots=True)
class Entries:
    """The journal."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An entry that was taken back, in words."""

    what: str


class JournalDialog(Dialog[None]):
    """The entries, newest first; u takes back the one under the cursor."""

    HEADING = "Journal"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("u", "undo", show=False), Binding("slash,ctrl+f", "filter", show=False), Binding("q", "leave", show=False)]
    DEFAULT_CSS = """
JournalDialog > .box { width: 98%; max-width: 120; height: 96%; max-height: 96%; }
JournalDialog Chronicle { height: 1fr; }
JournalDialog LineList { height: 1fr; max-height: 100%; }
"""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._chronicle = Chronicle(desk)

    def compose(self) -> ComposeResult:
        with self.box(subtitle="u take this one back · / filter · esc close"):
            yield self._chronicle

    def action_undo(self) -> None:
        self._chronicle.undo()

    def action_filter(self) -> None:
        if not self.query(FilterLine):
            self.query_one(".box", Vertical).mount(FilterLine(self.query_one(LineList)))

    def on_filter_line_left(self, message: FilterLine.Left) -> None:
        message.lines.focus()


class Chronicle(Asking):
    """The inside of the dialog."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def compose(self) -> ComposeResult:
        yield LineList(empty="reading …")

    def on_mount(self) -> None:
        self.query_one(LineList).focus()
        self._load()

    def _load(self) -> None:
        self.ask(lambda: Entries(self._desk.entries(MOST)))

    def on_answered(self, message: Answered) -> None:
        match message.payload:
            case Entries(entries):
                lines = self.query_one(LineList)
                lines.empty = "nothing was recorded yet"
                lines.show(list(entry_rows(entries)))
            case TakenBack(what):
                self.post_message(Recorded(line(Span(what, Tone.STRONG))))
                self._load()

    def on_refused(self, message: Refused) -> None:
        self.post_message(Failed(message.error))

    def undo(self) -> None:
        """Take back the entry under the cursor."""
        current = self.query_one(LineList).current
        if current is not None:
            number = int(current.key)
            self.ask(lambda: TakenBack(self._desk.undo(number)), group="record")


def entry_rows(entries: Sequence[Entry]) -> Iterator[Row]:
    """Day, who, what; entries that were taken back muted."""
    who = min(18, max((len(entry.actor) for entry in entries), default=0))
    for entry in entries:
        at = entry.at.astimezone()
        gone = entry.undone_by is not None
        told = f"{entry.verb} {entry.subject}".strip()
        note = "taken back" if gone else f"takes back {entry.undoes}" if entry.undoes else ""
        tone = Tone.MUTED if gone else Tone.PLAIN
        when = Span(f"{at.day:>2} {at:%b %H:%M}  ", Tone.MUTED)
        yield Row(str(entry.id), line(when, Span(f"{entry.actor[:who]:<{who}}  ", Tone.OURS), Span(told, tone)), (Span(note, Tone.MUTED),) if note else ())
