"""Export over any room: what, for whom, where to; and what the check of the file said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Button, Checkbox, Input, Static

from negotiator.errors import NegotiatorError
from negotiator.model.audience import Audience
from negotiator.model.report import Line, Span, Tone, line
from negotiator.model.revision import Role
from negotiator.services.file_names import export_name
from negotiator.tui.asking import Asking
from negotiator.tui.desk import Desk
from negotiator.tui.dialogs.dialog import Dialog
from negotiator.tui.messages import Answered, Failed, Refused
from negotiator.tui.orders import ExportOrder, ExportOutcome
from negotiator.tui.views import DocumentRecord, Place
from negotiator.tui.widgets.lines import LineList, Row

WHAT = {
    "redline": "tracked changes from an earlier version to the newest",
    "annotated": "the newest text with our points as comments",
    "report": "where our points stand, for the capital",
    "position": "the position paper",
}
WHO = {
    Audience.OWN: "our delegation alone",
    Audience.GROUP: "the group",
    Audience.PARTNERS: "partners",
    Audience.ROOM: "the whole room",
}


@dataclass(frozen=True, slots=True)
class Records:
    """The documents that can be exported."""

    records: tuple[DocumentRecord, ...]


class ExportDialog(Dialog[Line]):
    """A few questions on one page."""

    HEADING = "Export"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "write", show=False)]
    DEFAULT_CSS = """
ExportDialog Exporter { height: auto; layout: vertical; }
ExportDialog .field { height: 1; width: 100%; }
ExportDialog .question { height: auto; width: 100%; margin-bottom: 1; }
ExportDialog Static { width: 9; color: $muted; }
ExportDialog Checkbox, ExportDialog Checkbox:focus { border: none; height: 1; padding: 0; width: 1fr; background: $background; }
ExportDialog Checkbox:focus > .toggle--label { background: $cursor; color: $foreground; text-style: none; }
ExportDialog Checkbox > .toggle--button { color: $background; background: $raised; }
ExportDialog Checkbox.-on > .toggle--button { color: $good; background: $raised; }
ExportDialog .-absent { display: none; }
ExportDialog .field Input { width: 1fr; }
ExportDialog LineList { width: 1fr; max-height: 4; }
ExportDialog #check { height: auto; width: 100%; margin-top: 1; color: $foreground; }
ExportDialog #buttons { height: 1; align-horizontal: right; }
"""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._place = place

    def compose(self) -> ComposeResult:
        with self.box(subtitle="ctrl+s write · esc close"):
            yield Exporter(self._desk, self._place)

    def action_write(self) -> None:
        self.query_one(Exporter).write()


class Exporter(Asking):
    """The inside of the dialog."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._place = place
        self._records: tuple[DocumentRecord, ...] = ()
        self._suggested = ""
        self._done: ExportOutcome | None = None

    def compose(self) -> ComposeResult:
        for name, title in (("what", "What"), ("which", "Of"), ("since", "Since"), ("who", "For")):
            with Horizontal(classes="question", id=f"{name}-question"):
                yield Static(title, markup=False)
                yield LineList(id=name)
        with Horizontal(classes="question", id="comments-question"):
            yield Static("Comments", markup=False)
            yield Checkbox("on each paragraph that a point speaks to", value=True, id="comments")
        with Horizontal(classes="field"):
            yield Static("File", markup=False)
            yield Input(id="file", placeholder="where to write it")
        yield Static("", id="check", markup=False)
        with Horizontal(id="buttons"):
            yield Button("Write", id="write")

    def on_mount(self) -> None:
        self._list("what", [Row(name, line(f"{name:<11}", Span(told, Tone.MUTED))) for name, told in WHAT.items()])
        self._list("who", [Row(who, line(f"{who.value:<11}", Span(told, Tone.MUTED))) for who, told in WHO.items()])
        self.query_one("#what", LineList).focus()
        self.ask(lambda: Records(self._desk.documents()))

    def _list(self, name: str, rows: Sequence[Row], key: str | None = None) -> None:
        lines = self.query_one(f"#{name}", LineList)
        lines.styles.height = max(1, min(4 if name in ("what", "who") else 3, len(rows)))
        lines.show(rows, key=key)

    def _chosen(self, name: str) -> str:
        current = self.query_one(f"#{name}", LineList).current
        return current.key if current is not None else ""

    def on_line_list_reached(self, message: LineList.Reached) -> None:
        if message.lines.id == "what":
            redline = message.row.key == "redline"
            for name in ("since", "comments"):
                self.query_one(f"#{name}-question").set_class(not redline, "-absent")
            self._list_documents()
        if message.lines.id in ("what", "which"):
            self._list_versions()
        self._suggest()

    def _list_documents(self) -> None:
        wanted = Role.POSITION if self._chosen("what") == "position" else Role.OUTCOME
        rows = [
            Row(record.document.slug, line(record.document.title, Span(f"  {record.newest.label}", Tone.MUTED)))
            for record in self._records
            if record.document.role is wanted and record.newest is not None
        ]
        if self._chosen("what") == "report":
            rows.insert(0, Row("", line("all outcome documents")))
        self._list("which", rows, self._place.document)

    def _list_versions(self) -> None:
        """The versions that a redline may begin with, the one that the newest followed under the cursor."""
        record = self._record()
        if record is None or record.newest is None:
            self._list("since", ())
            return
        followed = record.followed(record.newest.slug)
        rows = [Row(revision.slug, line(revision.label)) for revision in record.earlier(record.newest.slug)]
        lines = self.query_one("#since", LineList)
        lines.empty = "this is the first version: no redline can be made"
        self._list("since", rows, followed.slug if followed else None)

    def _record(self) -> DocumentRecord | None:
        return next((record for record in self._records if record.document.slug == self._chosen("which")), None)

    def _since(self) -> str:
        return self._chosen("since") if self._chosen("what") == "redline" else ""

    def _suggest(self) -> None:
        """A file name that says what is in it, as long as the user wrote none."""
        field = self.query_one("#file", Input)
        if field.value == self._suggested:
            record = self._record()
            self._suggested = export_name(
                self._chosen("what"),
                Audience(self._chosen("who") or Audience.OWN),
                document=self._chosen("which"),
                revision=record.newest.slug if record is not None and record.newest is not None else "",
                since=self._since(),
            )
            field.value = self._suggested

    def write(self) -> None:
        """Order the file."""
        if self._done is not None:
            self._close()
            return
        what, document, path = self._chosen("what"), self._chosen("which"), self.query_one("#file", Input).value.strip()
        record = self._record()
        if not path or (record is None and what != "report"):
            self.post_message(Failed(NegotiatorError("there is nothing to write yet", hint="choose a document and name the file")))
            return
        revision = record.newest.slug if record is not None and record.newest is not None else ""
        comments = what == "annotated" or (what == "redline" and self.query_one("#comments", Checkbox).value)
        order = ExportOrder(what, document, revision, Audience(self._chosen("who")), comments, Path(path).expanduser(), self._since())
        self._say("writing and checking …")
        self.query_one("#write", Button).disabled = True
        self.ask(lambda: self._desk.export(order), group="record")

    def _say(self, text: str) -> None:
        self.query_one("#check", Static).update(text)

    def on_answered(self, message: Answered) -> None:
        match message.payload:
            case Records(records):
                self._records = records
                self._list_documents()
                self._suggest()
            case ExportOutcome() as outcome:
                self._done = outcome
                said = [f"{outcome.path} is written, {outcome.size / 1024:,.0f} KB", *(f"● {check}" for check in outcome.checks)]
                said += [f"! {finding.subject}: {finding.message}" for finding in outcome.findings]
                self._say("\n".join(said))
                button = self.query_one("#write", Button)
                button.label = "Close"
                button.disabled = False
                button.focus()

    def on_refused(self, message: Refused) -> None:
        self._say("")
        self.query_one("#write", Button).disabled = False
        self.post_message(Failed(message.error))

    def on_input_submitted(self) -> None:
        self.write()

    def on_button_pressed(self) -> None:
        self.write()

    def _close(self) -> None:
        if isinstance(self.screen, ExportDialog) and self._done is not None:
            self.screen.dismiss(line(Span(self._done.path.name, Tone.STRONG), " is written and checked"))
