"""What a Word file carries besides the words that people read, before it is sent on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from negotiator.errors import UsageError
from negotiator.model.report import Paragraph, Span, Tone, line
from negotiator.tui.asking import Asking
from negotiator.tui.desk import Desk
from negotiator.tui.dialogs.dialog import Dialog
from negotiator.tui.dialogs.paths import PathSuggester
from negotiator.tui.messages import Answered, Failed, Refused
from negotiator.tui.views import Place
from negotiator.tui.widgets.lines import LineList, Row
from negotiator.tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from negotiator.formats.word.carry import Carried

TOLD = {
    "author": "names of people",
    "change": "tracked changes",
    "comment": "comments",
    "property": "document properties",
    "hidden": "what is hidden",
    "path": "paths of somebody's machine",
    "link": "links to elsewhere",
    "template": "the template it was made from",
    "saves": "which words were typed in one sitting",
    "variable": "variables of a program",
    "custom-xml": "data of a program",
    "embedded": "files inside the file",
    "picture": "what pictures' own files tell",
    "object": "objects of old kinds",
    "data": "data behind charts and tables",
    "notes": "speakers' notes",
    "macros": "macros",
    "thumbnail": "a picture of the first page",
    "printer": "a printer and its settings",
    "glossary": "building blocks of text",
}

LONGEST_PART = 36
"""Letters of a part's name that are shown."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file, and all that it carries."""

    name: str
    found: tuple[Carried, ...]


class InspectDialog(Dialog[None]):
    """Enter in the field looks; an empty field means the issued file of the text that the rooms show."""

    HEADING = "What a Word file carries"
    DEFAULT_CSS = """
InspectDialog > .box { width: 98%; max-width: 120; height: 96%; max-height: 96%; }
InspectDialog Inspector { height: 1fr; layout: vertical; }
InspectDialog .field { height: 1; width: 100%; }
InspectDialog .field Static { width: 9; color: $muted; }
InspectDialog .field Input { width: 1fr; }
InspectDialog #told { height: auto; max-height: 4; margin-top: 1; padding: 0; }
InspectDialog LineList { height: 1fr; max-height: 100%; margin-top: 1; }
"""

    def __init__(self, desk: Desk, shown: Place) -> None:
        super().__init__()
        self._desk = desk
        self._shown = shown

    def compose(self) -> ComposeResult:
        with self.box(subtitle="enter look · esc close"):
            yield Inspector(self._desk, self._shown)


class Inspector(Asking):
    """The inside of the dialog."""

    def __init__(self, desk: Desk, shown: Place) -> None:
        super().__init__()
        self._desk = desk
        self._shown = shown

    def compose(self) -> ComposeResult:
        issued = f"; nothing: the issued file of {self._shown.document}" if self._shown.document else ""
        with Horizontal(classes="field"):
            yield Static("File", markup=False)
            yield Input(id="path", placeholder=f"a .docx{issued}", suggester=PathSuggester())
        yield TextPane(id="told")
        yield LineList(id="carried", empty="")

    def on_mount(self) -> None:
        self.query_one("#path", Input).focus()

    def on_input_submitted(self) -> None:
        path, shown = self.query_one("#path", Input).value.strip().strip("'\""), self._shown
        if path:
            self.ask(lambda: Inspected(*self._desk.inspect(Path(path).expanduser())))
        elif shown.document:
            self.ask(lambda: Inspected(*self._desk.inspect_issued(shown.document, shown.revision)))
        else:
            self.post_message(Failed(UsageError("no file is named", hint="write the path of a .docx")))

    def on_answered(self, message: Answered) -> None:
        if isinstance(message.payload, Inspected):
            name, found = message.payload.name, message.payload.found
            kinds = len({one.kind for one in found})
            told = f" carries {len(found)} things of {kinds} kinds besides its text" if found else " carries nothing but its text"
            self.query_one("#told", TextPane).show([Paragraph(line(Span(name, Tone.STRONG), told))])
            lines = self.query_one(LineList)
            lines.show(list(carried_rows(found)))
            if found:
                lines.focus()

    def on_refused(self, message: Refused) -> None:
        self.post_message(Failed(message.error))


def carried_rows(found: Sequence[Carried]) -> Iterator[Row]:
    """What is carried under its kind, with the part that holds it."""
    for kind, each in groupby(enumerate(found), key=lambda pair: pair[1].kind):
        yield Row(f"|{kind}", (Span(f" {TOLD.get(kind.value, kind.value)}", Tone.STRONG),), selectable=False)
        for number, one in each:
            times = f"  {one.count} times" if one.count > 1 else ""
            yield Row(str(number), line(f"  {one.what}", Span(times, Tone.MUTED)), (Span(_end_of(one.part), Tone.MUTED),))


def _end_of(part: str) -> str:
    """A part's name, of one in a file inside its end, so that what it holds can be read beside it."""
    return part if len(part) <= LONGEST_PART else f"…{part[1 - LONGEST_PART :]}"
