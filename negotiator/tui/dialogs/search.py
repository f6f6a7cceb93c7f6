"""Finds words in the newest texts and in our points, while one types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from negotiator.model.report import Line, Span, Tone, line
from negotiator.text.normalise import fold
from negotiator.tui import gather, keymap
from negotiator.tui.asking import Asking
from negotiator.tui.desk import Desk
from negotiator.tui.dialogs.dialog import Dialog
from negotiator.tui.messages import Answered, Failed, Refused
from negotiator.tui.views import Hit, Place
from negotiator.tui.widgets.lines import LineList, Row

SHORTEST = 2
"""Letters before it looks."""


@dataclass(frozen=True, slots=True)
class Found:
    """What holds these words."""

    words: str
    hits: tuple[Hit, ...]


class SearchDialog(Dialog[Place]):
    """An input and the places that hold its words; enter opens the one under the cursor."""

    HEADING = "Search"
    DEFAULT_CSS = """
SearchDialog > .box { height: 90%; }
SearchDialog Seeker { height: 1fr; layout: vertical; }
SearchDialog LineList { height: 1fr; max-height: 100%; margin-top: 1; }
"""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def compose(self) -> ComposeResult:
        with self.box(subtitle="enter open · ↓ ↑ choose · esc close"):
            yield Seeker(self._desk)


class Seeker(Asking):
    """The inside of the dialog: asks the desk at each letter and shows the newest answer."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._hits: dict[str, Hit] = {}
        self._words = ""

    def compose(self) -> ComposeResult:
        yield Input(placeholder="words, in any order")
        yield LineList(empty="")

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_changed(self, message: Input.Changed) -> None:
        words = self._words = message.value.strip()
        if len(words) < SHORTEST:
            self._show(Found(words, ()))
        else:
            self.ask(lambda: Found(words, self._desk.search(words)))

    def on_answered(self, message: Answered) -> None:
        if isinstance(message.payload, Found) and message.payload.words == self._words:
            self._show(message.payload)

    def on_refused(self, message: Refused) -> None:
        self.post_message(Failed(message.error))

    def _show(self, found: Found) -> None:
        self._hits = {f"{hit.document}:{hit.clause.id}": hit for hit in found.hits}
        lines = self.query_one(LineList)
        lines.empty = "nothing has all these words" if len(found.words) >= SHORTEST else ""
        lines.show([Row(key, hit_line(hit, found.words)) for key, hit in self._hits.items()])

    def on_input_submitted(self) -> None:
        self._open(self.query_one(LineList).current)

    def on_line_list_opened(self, message: LineList.Opened) -> None:
        self._open(message.row)

    def _open(self, row: Row | None) -> None:
        if row is None:
            return
        hit = self._hits[row.key]
        place = Place(keymap.POSITION, point=hit.clause.id) if hit.point else Place(keymap.DOCUMENT, hit.document, hit.revision, hit.clause.id)
        screen = self.screen
        if isinstance(screen, SearchDialog):
            screen.dismiss(place)

    def on_key(self, event: events.Key) -> None:
        """The arrows move in the list while the letters go to the input."""
        if event.key in ("up", "down") and self.query_one(Input).has_focus:
            self.query_one(LineList).action_step(1 if event.key == "down" else -1)
            event.stop()


def hit_line(hit: Hit, words: str) -> Line:
    """Where it is, and the words around the first one found."""
    start, end = first_match(hit.clause.text, words.split())
    flat = " ".join(hit.clause.text[:start].split())
    before = flat if len(flat) < 24 else "…" + flat[-22:].partition(" ")[2]
    space = " " if start and hit.clause.text[start - 1].isspace() else ""
    where = Span(f"{hit.document} {hit.clause.path if hit.point else gather.name(hit.clause)}  ", Tone.OURS if hit.point else Tone.MUTED)
    return line(where, f"{before}{space}", Span(hit.clause.text[start:end], Tone.STRONG), " ".join(hit.clause.text[end : end + 200].split(" ")))


def first_match(text: str, words: Sequence[str]) -> tuple[int, int]:
    """Where the first of the words that occurs stands, letters compared without case and accents; (0, 0) where none does."""
    folded = [fold(letter) for letter in text]
    flat = "".join(folded)
    places = [(at, fold(word)) for word in words if (at := flat.find(fold(word))) >= 0]
    if not places:
        return 0, 0
    at, word = min(places)
    starts: list[int] = []
    for index, letters in enumerate(folded):
        starts += [index] * len(letters)
    return starts[at], starts[min(at + len(word), len(starts)) - 1] + 1
