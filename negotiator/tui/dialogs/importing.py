"""Import over any room: the file, what was read from it, how its paragraphs match, and only then: accept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Button, Input, Static

from negotiator.errors import NegotiatorError
from negotiator.model.change import Change, ChangeKind
from negotiator.model.counting import counted
from negotiator.model.report import Line, Paragraph, Span, Tone, line
from negotiator.model.revision import Revision, RevisionKind, Role, Scope
from negotiator.tui import gather, marks
from negotiator.tui.asking import Asking
from negotiator.tui.desk import Desk
from negotiator.tui.dialogs.dialog import Dialog
from negotiator.tui.dialogs.paths import PathSuggester
from negotiator.tui.messages import Answered, Failed, Refused
from negotiator.tui.orders import ImportOrder, ImportPreview
from negotiator.tui.widgets.lines import LineList, Row
from negotiator.tui.widgets.text_pane import TextPane

FIELDS = (
    (("path", "File", "the .docx, .txt or .md that arrived"),),
    (("document", "Document", "such as declaration"), ("role", "Role", "outcome, position …")),
    (("label", "Version", "Rev.1"), ("kind", "Kind", "draft, non-paper …")),
    (("title", "Title", "of a new document"), ("based_on", "Follows", "Rev.1: its base")),
    (("issued_on", "Date", "2024-11-26"), ("scope", "Scope", "9-12: a part")),
    (("symbol", "Symbol", "as printed on it"), ("language", "Language", "en")),
    (("markup", "By hand", "confirm, ignore"), ("corrections", "Corrections", "FILE.toml")),
)
"""Rows of fields: name, title, example. What is left empty is taken from the file."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What was stored."""

    revisions: tuple[Revision, ...]


class ImportDialog(Dialog[Line]):
    """Two steps on one page: enter in the file's field reads it; the button stores what is shown."""

    HEADING = "Import a text"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "accept", show=False), Binding("f2,ctrl+b", "blocks", show=False)]
    DEFAULT_CSS = """
ImportDialog > .box { height: 90%; }
ImportDialog Importer { height: 1fr; layout: vertical; }
ImportDialog .field { height: 1; width: 100%; }
ImportDialog .field Static { width: 12; color: $muted; }
ImportDialog .field Input { width: 1fr; }
ImportDialog #balance { height: auto; max-height: 7; margin-top: 1; padding: 0; }
ImportDialog LineList { height: 1fr; max-height: 100%; margin-top: 1; }
ImportDialog #buttons { height: 1; align-horizontal: right; }
"""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def compose(self) -> ComposeResult:
        with self.box(subtitle="enter read · f2 block by block · ctrl+s accept · esc close"):
            yield Importer(self._desk)

    def action_accept(self) -> None:
        self.query_one(Importer).accept()

    def action_blocks(self) -> None:
        self.query_one(Importer).blocks()


class Importer(Asking):
    """The inside of the dialog."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._preview: ImportPreview | None = None
        self._looks: dict[str, Change] = {}
        self._said = ImportOrder(Path())

    def compose(self) -> ComposeResult:
        for fields in FIELDS:
            with Horizontal(classes="field"):
                for name, title, example in fields:
                    yield Static(title, markup=False)
                    yield Input(id=name, placeholder=example, suggester=PathSuggester() if name == "path" else None)
        yield TextPane(id="balance")
        yield LineList(empty="")
        with Horizontal(id="buttons"):
            yield Button("Block by block", id="blocks")
            yield Button("Read", id="read")
            yield Button("Accept", id="accept", disabled=True)

    def on_mount(self) -> None:
        self.query_one("#path", Input).focus()

    def _field(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value.strip()

    def order(self) -> ImportOrder:
        """What the fields say. Raises NegotiatorError where one cannot be understood."""
        day, role, kind = self._field("issued_on"), self._field("role"), self._field("kind")
        if not self._field("path"):
            raise NegotiatorError("no file is named", hint="write the path of the file that arrived")
        try:
            issued_on = date.fromisoformat(day) if day else None
        except ValueError:
            raise NegotiatorError(f"{day!r} is no date", hint="write it as 2024-11-26") from None
        if role and role not in set(Role):
            raise NegotiatorError(f"{role!r} is no role", hint="write outcome, position or precedent")
        if kind and kind not in set(RevisionKind):
            raise NegotiatorError(f"{kind!r} is no kind of version", hint=f"write {', '.join(RevisionKind)}")
        path = Path(self._field("path").strip("'\"")).expanduser()
        return ImportOrder(
            path,
            self._field("document"),
            Role(role) if role else None,
            self._field("label"),
            self._field("language"),
            issued_on,
            self._field("symbol"),
            RevisionKind(kind) if kind else None,
            Scope.parse(self._field("scope")),
            self._field("markup"),
            self._field("corrections"),
            self._field("based_on"),
            self._field("title"),
            self._said.blocks if self._said.path == path else (),
            self._said.split if self._said.path == path and not self._field("document") else None,
        )

    def read(self) -> None:
        """Ask for a preview of what the fields say."""
        try:
            order = self.order()
        except NegotiatorError as error:
            self.post_message(Failed(error))
            return
        self._note([line(Span("reading …", Tone.MUTED))])
        self.ask(lambda: self._desk.preview(order))

    def blocks(self) -> None:
        """Show the file block by block; what is said there goes with the order."""
        from negotiator.tui.dialogs.blocks import BlocksDialog

        try:
            order = self.order()
        except NegotiatorError as error:
            self.post_message(Failed(error))
        else:
            self.app.push_screen(BlocksDialog(self._desk, order), self._by_blocks)

    def _by_blocks(self, order: ImportOrder | None) -> None:
        if order is not None:
            self._said = order
            if order.split is not None:
                self.query_one("#document", Input).value = ""
            self.read()

    def _note(self, notes: Sequence[Line]) -> None:
        self.query_one("#balance", TextPane).show([Paragraph(note) for note in notes])

    def on_line_list_opened(self, message: LineList.Opened) -> None:
        """Show the paragraph of a line in full; of a part of the file, the file block by block."""
        from negotiator.tui.dialogs.look import LookDialog

        change = self._looks.get(message.row.key)
        if change is None:
            self.blocks()
        else:
            self.app.push_screen(LookDialog(change, self.order().path.name))

    def accept(self) -> None:
        """Store what is on the screen; where the fields say something else by now, read again instead."""
        preview = self._preview
        if preview is None:
            self.read()
            return
        try:
            same = self.order() == preview.order
        except NegotiatorError as error:
            self.post_message(Failed(error))
            return
        if not same:
            self.read()
            return
        self.query_one("#accept", Button).disabled = True
        self.ask(lambda: Imported(self._desk.accept(preview)))

    def on_answered(self, message: Answered) -> None:
        match message.payload:
            case ImportPreview() as preview:
                self._show(preview)
            case Imported(revisions):
                names = ", ".join(f"{revision.label} of {revision.document}" for revision in revisions)
                told = line(Span(names, Tone.STRONG), " is imported" if len(revisions) == 1 else " are imported")
                if isinstance(self.screen, ImportDialog):
                    self.screen.dismiss(told)

    def on_refused(self, message: Refused) -> None:
        self._preview = None
        self._note(())
        self.query_one("#accept", Button).disabled = True
        self.post_message(Failed(message.error))

    def _show(self, preview: ImportPreview) -> None:
        order = preview.order
        self._preview = replace(preview, order=order)
        for name, value in (
            ("document", order.document),
            ("role", order.role or ""),
            ("label", order.label),
            ("issued_on", order.issued_on.isoformat() if order.issued_on else ""),
            ("symbol", order.symbol),
            ("language", order.language),
            ("kind", order.kind or ""),
            ("scope", order.scope),
            ("title", order.title),
        ):
            self.query_one(f"#{name}", Input).value = str(value)
        self._preview = replace(preview, order=self.order())
        self._note(preview_notes(preview))
        lines = self.query_one(LineList)
        lines.empty = "" if preview.comparison else "the first version of this document: nothing to match"
        self._looks = dict(looks(preview))
        lines.show([*part_rows(preview), *(Row(key, look_line(key, change), look_note(change)) for key, change in self._looks.items())])
        accept = self.query_one("#accept", Button)
        accept.disabled = False
        accept.focus()

    def on_input_submitted(self) -> None:
        self.read()

    def on_button_pressed(self, message: Button.Pressed) -> None:
        if message.button.id == "accept":
            self.accept()
        elif message.button.id == "blocks":
            self.blocks()
        else:
            self.read()


def preview_notes(preview: ImportPreview) -> list[Line]:
    """What to know before accepting, a line each: what the sender did not mark first, then the account of the words, then what is asked and warned of."""
    notes: list[Line] = []
    if preview.sender is not None:
        notes.append((Span(preview.sender.line, Tone.WARNING if preview.sender.unmarked else Tone.PLAIN),))
    notes.append(line(preview.balance))
    if preview.comparison is not None:
        changed = sum(gather.worth_reading(change) for change in preview.comparison.changes)
        unsure = sum(change.uncertain for change in preview.comparison.changes)
        note = counted(changed, "paragraph") + " changed" + (f" since {preview.against}" if preview.against else "")
        if unsure:
            note += f", {counted(unsure, 'match')} to look at"
        notes.append(line(note))
    if preview.parts:
        notes.append(line(f"{len(preview.parts)} texts in one file: all of them are imported, or none; name a document to import the file as that one"))
    return notes + [line(Span("! ", Tone.WARNING), warning) for warning in preview.warnings]


def part_rows(preview: ImportPreview) -> Iterator[Row]:
    """The texts of a file that holds several, and what becomes none."""
    for part in preview.parts:
        follows = f"follows {part.against}" if part.against else "the first version"
        unsure = (Span(f"{part.uncertain} ", Tone.MUTED), marks.UNCERTAIN) if part.uncertain else ()
        told = Span(f"  {counted(part.clauses, 'paragraph')}, {part.words:,} words, {follows}; {part.why}", Tone.MUTED)
        yield Row(f"p:{part.document}", line(Span(f"{part.document}  {part.label}", Tone.STRONG), told), unsure)
    for number, (reason, words) in enumerate(preview.left_out):
        yield Row(f"o{number}", line(Span(f"left out: {reason}, {words:,} words", Tone.MUTED)))


def looks(preview: ImportPreview) -> Iterator[tuple[str, Change]]:
    """What a line opens: changes that the sender did not mark, uncertain matches, then the other changes."""
    if preview.sender is not None:
        yield from ((f"u{number}", change) for number, change in enumerate(preview.sender.unmarked))
    if preview.comparison is not None:
        changes = [(number, change) for number, change in enumerate(preview.comparison.changes) if gather.worth_reading(change)]
        yield from ((f"m{number}", change) for number, change in sorted(changes, key=lambda pair: (not pair[1].uncertain, pair[0])))


def look_line(key: str, change: Change) -> Line:
    """A change on one line, marked where its sender did not mark it."""
    return line(marks.UNMARKED, *match_line(change)[1:]) if key.startswith("u") else match_line(change)


def look_note(change: Change) -> Line:
    return (Span(f"{change.confidence:.0%}", Tone.MUTED),) if change.uncertain and change.old and change.new else ()


def match_line(change: Change) -> Line:
    sides = ("+".join(map(gather.name, change.old)), "+".join(map(gather.name, change.new)))
    match change.kind:
        case ChangeKind.ADDED:
            pair = f"new {sides[1]}"
        case ChangeKind.DROPPED:
            pair = f"{sides[0]} dropped"
        case _:
            pair = sides[1] if sides[0] == sides[1] else f"{sides[0]} → {sides[1]}"
    unsure = marks.UNCERTAIN if change.uncertain else marks.NO_MARK
    return line(unsure, marks.change_mark(change), f" {pair:<14} ", Span(gather.excerpt((change.new or change.old)[0].text, 80), Tone.MUTED))
