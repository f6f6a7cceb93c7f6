"""A file that was sent out and came back: who changed and commented what, on which paragraph; several files as one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from negotiator.errors import NegotiatorError
from negotiator.model.counting import counted
from negotiator.model.edit import Deed, Edit, Edits
from negotiator.model.report import Heading, Line, Paragraph, Part, Span, Tone, line
from negotiator.tui import gather, keymap, marks
from negotiator.tui.asking import Asking
from negotiator.tui.desk import Desk
from negotiator.tui.dialogs.dialog import Dialog
from negotiator.tui.dialogs.paths import PathSuggester, files_meant
from negotiator.tui.messages import Answered, Failed, Refused
from negotiator.tui.views import DocumentRecord, Place
from negotiator.tui.widgets.caption import Caption
from negotiator.tui.widgets.filter_line import FilterLine
from negotiator.tui.widgets.lines import LineList, Row
from negotiator.tui.widgets.option import Choice, Option
from negotiator.tui.widgets.text_pane import TextPane


@dataclass(frozen=True, slots=True)
class Sendable:
    """What may have been sent out."""

    records: tuple[DocumentRecord, ...]


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What was done in some files to one version."""

    document: str
    revision: str
    files: tuple[Edits, ...]


@dataclass(frozen=True, slots=True)
class TableWritten:
    """A file with edits."""

    path: Path
    count: int


class EditsDialog(Dialog[Place]):
    """Enter in the file's field reads; enter on an edit goes to its paragraph. Nothing is stored."""

    HEADING = "Read back what others did to a text"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash,ctrl+f", "filter", show=False),
        Binding("w", "write", show=False),
        Binding("tab", "turn(1)", show=False),
        Binding("shift+tab", "turn(-1)", show=False),
    ]
    DEFAULT_CSS = """
EditsDialog > .box { width: 98%; max-width: 140; height: 96%; max-height: 96%; }
EditsDialog Returned { height: 1fr; layout: vertical; }
EditsDialog .field { height: 1; width: 100%; }
EditsDialog .field Static { width: 9; color: $muted; }
EditsDialog .field Input { width: 1fr; }
EditsDialog #told { height: auto; max-height: 5; margin-top: 1; padding: 0; }
EditsDialog LineList { height: 3fr; max-height: 100%; margin-top: 1; }
EditsDialog #edit { height: 2fr; padding: 0; }
"""

    def __init__(self, desk: Desk, shown: Place) -> None:
        """`shown` is the text that the rooms show: the one that was sent out, as long as nobody says otherwise."""
        super().__init__()
        self._returned = Returned(desk, shown)

    def compose(self) -> ComposeResult:
        with self.box(subtitle="enter read, then go to · / filter · w write · esc close"):
            yield self._returned

    def action_filter(self) -> None:
        lines = self.query_one(LineList)
        if lines.rows and not self.query(FilterLine):
            self.query_one(".box", Vertical).mount(FilterLine(lines))

    def on_filter_line_left(self, message: FilterLine.Left) -> None:
        message.lines.focus()

    def action_turn(self, step: int) -> None:
        self._returned.turn(step)

    def action_write(self) -> None:
        from negotiator.tui.dialogs.line import LineDialog

        if self._returned.found:
            self.app.push_screen(LineDialog("Write the table for spreadsheets", "edits.xlsx"), self._returned.write)


class Returned(Asking):
    """The inside of the dialog."""

    def __init__(self, desk: Desk, shown: Place) -> None:
        super().__init__()
        self._desk = desk
        self._shown = shown
        self._read: ReadBack | None = None
        self._edits: dict[str, Edit] = {}

    def compose(self) -> ComposeResult:
        with Horizontal(classes="field"):
            yield Static("File", markup=False)
            yield Input(id="path", placeholder="the .docx that came back; a folder, or *.docx: all of them", suggester=PathSuggester())
        with Horizontal(classes="field"):
            yield Static("Of", markup=False)
            yield Option("The text that was sent out", id="of")
        yield TextPane(id="told")
        yield LineList(id="edits", empty="")
        yield Caption("", id="edit-caption")
        yield TextPane(id="edit")

    def on_mount(self) -> None:
        self.query_one("#path", Input).focus()
        self.ask(lambda: Sendable(self._desk.documents()), group="documents")

    def turn(self, step: int) -> None:
        """Put the focus on the next part."""
        order = [self.query_one(name) for name in ("#path", "#of", "#edits", "#edit")]
        at = next((i for i, widget in enumerate(order) if widget.has_focus), 0)
        order[(at + step) % len(order)].focus()

    @property
    def found(self) -> tuple[Edit, ...]:
        """What was read, in the order of the table."""
        return tuple(self._edits.values())

    def write(self, path: str | None) -> None:
        """Write what was read as a table."""
        read, edits = self._read, self.found
        if path and read is not None:
            self.ask(lambda: self._written(edits, read, Path(path).expanduser()), group="record")

    def _written(self, edits: Sequence[Edit], read: ReadBack, path: Path) -> TableWritten:
        self._desk.write_edits(edits, read.document, read.revision, path)
        return TableWritten(path, len(edits))

    def _of(self) -> tuple[str, str]:
        document, _, revision = self.query_one("#of", Option).value.partition("@")
        return document, revision

    def on_input_submitted(self) -> None:
        document, revision = self._of()
        try:
            files = files_meant(self.query_one("#path", Input).value)
            if not document:
                raise NegotiatorError("there is no text that could have been sent out", hint="import one first: i")
        except NegotiatorError as error:
            self.post_message(Failed(error))
            return
        self._tell([line(Span("reading …", Tone.MUTED))])
        self.ask(lambda: ReadBack(document, revision, self._desk.edits(files, document, revision)))

    def _tell(self, told: Sequence[Line]) -> None:
        self.query_one("#told", TextPane).show([Paragraph(each) for each in told])

    def on_answered(self, message: Answered) -> None:
        match message.payload:
            case Sendable(records):
                self._offer(records)
            case ReadBack() as read:
                self._show(read)
            case TableWritten(path, count):
                self.query_one("#edit-caption", Caption).say(f"{path}: {counted(count, 'edit')}")

    def _offer(self, records: Sequence[DocumentRecord]) -> None:
        choices = [
            Choice(revision.address, line(f"{record.name} {revision.label}"), (Span(revision.source_name, Tone.MUTED),))
            for record in records
            for revision in reversed(record.revisions)
        ]
        shown = next((record for record in records if record.document.slug == self._shown.document), records[0] if records else None)
        at = shown.revision(self._shown.revision) if shown is not None else None
        self.query_one("#of", Option).offer(choices, at.address if at is not None else None)

    def on_refused(self, message: Refused) -> None:
        self._tell(())
        self.post_message(Failed(message.error))

    def _show(self, read: ReadBack) -> None:
        from negotiator.services.edits import merged

        self._read = read
        self._edits = {str(number): edit for number, edit in enumerate(merged(read.files))}
        self._tell(list(told_of_files(read)))
        lines = self.query_one(LineList)
        lines.empty = "nothing to show"
        lines.show(list(edit_rows(self._edits, several=len(read.files) > 1)))
        lines.focus()
        if not self._edits:
            self.query_one("#edit", TextPane).show(())
            self.query_one("#edit-caption", Caption).say("")

    def on_line_list_reached(self, message: LineList.Reached) -> None:
        edit = self._edits[message.row.key]
        self.query_one("#edit-caption", Caption).say(f"{edit.label} · {edit.deed.value}")
        self.query_one("#edit", TextPane).show(edit_parts(edit))

    def on_line_list_opened(self, message: LineList.Opened) -> None:
        edit, read, screen = self._edits[message.row.key], self._read, self.screen
        if read is not None and isinstance(screen, EditsDialog):
            screen.dismiss(Place(keymap.DOCUMENT, read.document, read.revision, edit.clauses[0] if edit.clauses else ""))


def told_of_files(read: ReadBack) -> Iterator[Line]:
    """A line for each file: how much of whom, and what nobody marked."""
    for one in read.files:
        people = len({edit.author for edit in one.edits if edit.author})
        if not one.edits:
            yield line(Span(one.file, Tone.STRONG), ": nothing was changed, and nobody left a comment")
            continue
        counts = f"{counted(len(one.edits), 'edit')} of {counted(people, 'author')}"
        unmarked = Span(f", {one.unmarked} of them not marked", Tone.WARNING) if one.unmarked else ", none without a mark"
        carried = Span(f"   the changes of {', '.join(one.carried)} lead to this version and are no edits", Tone.MUTED) if one.carried else ""
        yield line(Span(one.file, Tone.STRONG), f": {counts}", unmarked, carried)
        yield from (line(marks.RECHECK, f" {warning}") for warning in one.warnings)


def edit_rows(edits: dict[str, Edit], *, several: bool) -> Iterator[Row]:
    """Paragraph, author, what was done, and its words."""
    place = min(18, max((len(edit.label) for edit in edits.values()), default=0))
    author = min(20, max((len(edit.author or NOBODY) for edit in edits.values()), default=0))
    for key, edit in edits.items():
        who = Span(f"{gather.excerpt(edit.author, author) or NOBODY:<{author}}  ", Tone.OURS if edit.author else Tone.WARNING)
        yield Row(
            key,
            line(f"{gather.excerpt(edit.label, place):<{place}}  ", who, Span(f"{edit.deed.value:<8}  ", Tone.MUTED), *edit_spans(edit)),
            (Span(edit.file, Tone.MUTED),) if several else (),
        )


NOBODY = "not marked"


def edit_spans(edit: Edit) -> Line:
    """The words of an edit: changed ones in marks, a comment with what it is about."""
    if edit.deed is Deed.COMMENT:
        return line(Span(f"“{edit.quote}”: ", Tone.MUTED) if edit.quote else "", edit.comment)
    if edit.deed is Deed.MOVED:
        return line(Span(f"{edit.to}: ", Tone.MUTED) if edit.to else "", edit.new)
    if edit.redline is not None:
        return marks.apart(marks.redline_spans(edit.redline))
    return line(Span(edit.old, Tone.DELETED) if edit.old else "", " " if edit.old and edit.new else "", Span(edit.new, Tone.INSERTED) if edit.new else "")


def edit_parts(edit: Edit) -> list[Part]:
    """An edit in full, with who made it and when."""
    at = edit.at
    when = f", {at.day} {at:%b %Y %H:%M}" if at is not None else ""
    on = f", on the changes of {', '.join(edit.on)}" if edit.on else ""
    answers = f", in answer to {edit.answers}" if edit.answers else ""
    who = Span(edit.author, Tone.STRONG) if edit.author else Span("nobody marked it", Tone.WARNING)
    parts: list[Part] = [Paragraph(line(who, Span(f"{when}{on}{answers}   {edit.file}", Tone.MUTED))), Paragraph(()), Paragraph(edit_spans(edit))]
    if edit.comment and edit.deed is not Deed.COMMENT:
        parts += [Heading("Comment", 2), Paragraph(line(edit.comment))]
    return parts
