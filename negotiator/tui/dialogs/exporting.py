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
from negotiator.tui.widgets.option import Choice, Option

WHAT = {
    "redline": "tracked changes from an earlier version",
    "annotated": "the text as issued, with our points as comments",
    "table": "paragraph by paragraph: text, change, point",
    "proposals": "the text as issued, with changes of delegations",
    "report": "where our points stand, for the capital",
    "position": "the position paper",
}
WHO = {
    Audience.OWN: "our delegation alone",
    Audience.GROUP: "the group",
    Audience.PARTNERS: "partners",
    Audience.ROOM: "the whole room",
}
BRACKETS = {"": "as they stand", "colour": "each in its holder's colour", "comments": "a comment on each: whose it is"}
WRITTEN = {"docx": "Word", "md": "Markdown"}

QUESTIONS = (
    ("what", "What"),
    ("which", "Of"),
    ("version", "Version"),
    ("since", "Since"),
    ("who", "For"),
    ("brackets", "Brackets"),
    ("language", "Points in"),
    ("written", "Written in"),
)
ASKED = {
    "redline": {"version", "since", "comments", "marking", "author"},
    "annotated": {"version", "brackets", "marking", "author"},
    "table": {"version", "since", "changes", "language", "written", "marking"},
    "proposals": {"version", "changes", "marking", "author"},
    "report": {"language", "bilingual", "written", "marking"},
    "position": {"version", "marking"},
}
"""What is asked beside what, of which document and for whom."""


@dataclass(frozen=True, slots=True)
class Records:
    """The documents that can be exported."""

    records: tuple[DocumentRecord, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What came of the orders: one file for each audience, or why there is none."""

    outcomes: tuple[ExportOutcome, ...]
    refused: tuple[tuple[Audience, NegotiatorError], ...]


class ExportDialog(Dialog[Line]):
    """A few questions on one page."""

    HEADING = "Export"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "write", show=False)]
    DEFAULT_CSS = """
ExportDialog Exporter { height: auto; layout: vertical; }
ExportDialog .field { height: 1; width: 100%; }
ExportDialog Static { width: 12; color: $muted; }
ExportDialog Checkbox, ExportDialog Checkbox:focus { border: none; height: 1; padding: 0 2; width: 1fr; background: $background; }
ExportDialog Checkbox:focus { background: $cursor; }
ExportDialog Checkbox:focus > .toggle--label { background: $cursor; color: $foreground; text-style: none; }
ExportDialog Checkbox > .toggle--button { color: $background; background: $raised; }
ExportDialog Checkbox.-on > .toggle--button { color: $good; background: $raised; }
ExportDialog .-absent { display: none; }
ExportDialog .field Input { width: 1fr; }
ExportDialog #check { height: auto; max-height: 8; width: 100%; margin-top: 1; color: $foreground; }
ExportDialog #buttons { height: 1; align-horizontal: right; margin-top: 1; }
"""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._place = place

    def compose(self) -> ComposeResult:
        with self.box(subtitle="← → change · enter list · ctrl+s write · esc close"):
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
        self._done: Written | None = None

    def compose(self) -> ComposeResult:
        offered = {
            "what": told(WHAT),
            "who": told({who.value: what for who, what in WHO.items()}),
            "brackets": [Choice(key, line(what)) for key, what in BRACKETS.items()],
            "written": [Choice(key, line(what)) for key, what in WRITTEN.items()],
        }
        for name, title in QUESTIONS:
            with Horizontal(classes="field", id=f"{name}-question"):
                yield Static(title, markup=False)
                yield Option(title, offered.get(name, ()), id=name, several=name == "who")
        for name, title, label in (
            ("comments", "Comments", "on each paragraph that a point speaks to"),
            ("bilingual", "Bilingual", "the paragraphs' text beside our points, each in its language"),
        ):
            with Horizontal(classes="field", id=f"{name}-question"):
                yield Static(title, markup=False)
                yield Checkbox(label, value=name == "comments", id=name)
        for name, title, example in (
            ("changes", "Changes", "files that hold them: .docx that came back, .md, .txt; more after ;"),
            ("marking", "Marking", "LIMITE, in the headers"),
            ("author", "Signed", "the name on comments and changes"),
            ("file", "File", "where to write it"),
        ):
            with Horizontal(classes="field", id=f"{name}-question"):
                yield Static(title, markup=False, id=f"{name}-title")
                yield Input(id=name, placeholder=example)
        yield Static("", id="check", markup=False)
        with Horizontal(id="buttons"):
            yield Button("Write", id="write")

    def on_mount(self) -> None:
        self._ask_what_matters()
        self._option("what").focus()
        self.ask(lambda: Records(self._desk.documents()))

    # -- the questions

    def _option(self, name: str) -> Option:
        return self.query_one(f"#{name}", Option)

    def _words(self, name: str) -> str:
        """What is written in a field, where it is asked for."""
        return self.query_one(f"#{name}", Input).value.strip() if name in self._asked() or name == "file" else ""

    def _asked(self) -> set[str]:
        asked = set(ASKED[self._option("what").value])
        if len(self._languages()) < 2:
            asked.discard("language")
        if "written" in asked and self._option("written").value == "md":
            asked.discard("marking")
        return asked

    def _answer(self, name: str) -> str:
        return self._option(name).value if name in self._asked() else ""

    def _languages(self) -> tuple[str, ...]:
        return next((record.languages for record in self._records if record.document.role is Role.POSITION), ())

    def _ask_what_matters(self) -> None:
        asked = self._asked()
        for name in {name for names in ASKED.values() for name in names}:
            self.query_one(f"#{name}-question").set_class(name not in asked, "-absent")

    def on_option_changed(self, message: Option.Changed) -> None:
        name = message.option.id
        if name in ("what", "written"):
            self._ask_what_matters()
        if name == "what":
            self._offer_documents()
        if name in ("what", "which"):
            self._offer_versions()
        if name in ("what", "which", "version"):
            self._offer_since()
        self._suggest()

    def _offer_documents(self) -> None:
        what = self._option("what").value
        wanted = Role.POSITION if what == "position" else Role.OUTCOME
        choices = [
            Choice(record.document.slug, line(record.document.title))
            for record in self._records
            if record.document.role is wanted and record.newest is not None
        ]
        if what == "report":
            choices.insert(0, Choice("", line("all outcome documents")))
        before = self._option("which").value
        known = [choice.key for choice in choices]
        self._option("which").offer(choices, before if before in known else self._place.document)

    def _offer_versions(self) -> None:
        record = self._record()
        versions = reversed(record.revisions) if record is not None else ()
        newest = record.newest.slug if record is not None and record.newest is not None else None
        self._option("version").offer([Choice(revision.slug, line(revision.label)) for revision in versions], newest)

    def _offer_since(self) -> None:
        """The versions that a redline may begin with, the one that the chosen version followed first."""
        record, version = self._record(), self._option("version").value
        followed = record.followed(version) if record is not None else None
        choices = [Choice(revision.slug, line(revision.label)) for revision in record.earlier(version)] if record is not None else []
        since = self._option("since")
        since.chosen = ()
        since.offer(choices, followed.slug if followed else None)

    def _record(self) -> DocumentRecord | None:
        return next((record for record in self._records if record.document.slug == self._option("which").value), None)

    def _audiences(self) -> tuple[Audience, ...]:
        return tuple(map(Audience, self._option("who").chosen or (Audience.OWN,)))

    def _called(self, audience: Audience) -> str:
        return export_name(
            self._option("what").value,
            audience,
            document=self._option("which").value,
            revision=self._option("version").value,
            since=self._answer("since"),
            markdown=self._answer("written") == "md",
        )

    def _suggest(self) -> None:
        """A file name that says what is in it, as long as the user wrote none; a folder where several files are to be written."""
        field, several = self.query_one("#file", Input), len(self._audiences()) > 1
        self.query_one("#file-title", Static).update("Folder" if several else "File")
        field.placeholder = "where to write them" if several else "where to write it"
        if field.value == self._suggested:
            self._suggested = "." if several else self._called(self._audiences()[0])
            field.value = self._suggested
        if self._done is None:
            self._say("\n".join(self._called(audience) for audience in self._audiences()) if several else "")

    # -- writing

    def orders(self) -> list[ExportOrder]:
        """One order for each audience. Raises NegotiatorError where something is missing."""
        what, record, path = self._option("what").value, self._record(), self._words("file")
        if not path or (record is None and what != "report"):
            raise NegotiatorError("there is nothing to write yet", hint="choose a document and name the file")
        audiences = self._audiences()
        place = Path(path.strip("'\"")).expanduser()
        return [
            ExportOrder(
                what,
                self._option("which").value,
                self._answer("version"),
                audience,
                what == "annotated" or ("comments" in self._asked() and self.query_one("#comments", Checkbox).value),
                place / self._called(audience) if len(audiences) > 1 else place,
                self._answer("since"),
                self._answer("brackets"),
                self._words("author"),
                self._answer("language"),
                "bilingual" in self._asked() and self.query_one("#bilingual", Checkbox).value,
                self._words("marking"),
                tuple(str(Path(each.strip().strip("'\"")).expanduser()) for each in self._words("changes").split(";") if each.strip()),
            )
            for audience in audiences
        ]

    def write(self) -> None:
        """Order the files."""
        if self._done is not None:
            self._close()
            return
        try:
            orders = self.orders()
        except NegotiatorError as error:
            self.post_message(Failed(error))
            return
        self._say("writing and checking …")
        self.query_one("#write", Button).disabled = True
        self.ask(lambda: written(self._desk, orders), group="record")

    def _say(self, text: str) -> None:
        check = self.query_one("#check", Static)
        check.update(text)
        check.set_class(not text, "-absent")

    def on_answered(self, message: Answered) -> None:
        match message.payload:
            case Records(records):
                self._records = records
                languages = self._languages()
                self._option("language").offer([Choice(tag, line(tag)) for tag in languages])
                self._ask_what_matters()
                self._offer_documents()
                self._offer_versions()
                self._offer_since()
                self._suggest()
            case Written() as done:
                self._show(done)

    def _show(self, done: Written) -> None:
        button = self.query_one("#write", Button)
        button.disabled = False
        if not done.outcomes:
            self._say("")
            self.post_message(Failed(done.refused[0][1]))
            return
        self._done = done
        said: list[str] = []
        for outcome in done.outcomes:
            said += [f"{outcome.path} is written, {outcome.size / 1024:,.0f} KB", *(f"● {check}" for check in outcome.checks)]
            said += [f"! {warning}" for warning in outcome.warnings]
        said += [f"! nothing for {who.value}: {error.message}" for who, error in done.refused]
        self._say("\n".join(said))
        button.label = "Close"
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
            names = ", ".join(outcome.path.name for outcome in self._done.outcomes)
            self.screen.dismiss(line(Span(names, Tone.STRONG), " is written and checked" if len(self._done.outcomes) == 1 else " are written and checked"))


def told(meanings: dict[str, str]) -> list[Choice]:
    """Words of the command line with what they mean."""
    return [Choice(key, line(f"{key:<10} ", Span(meaning, Tone.MUTED))) for key, meaning in meanings.items()]


def written(desk: Desk, orders: Sequence[ExportOrder]) -> Written:
    """Write the files one after the other; what is refused for one audience holds up no other."""
    outcomes: list[ExportOutcome] = []
    refused: list[tuple[Audience, NegotiatorError]] = []
    for order in orders:
        try:
            outcomes.append(desk.export(order))
        except NegotiatorError as error:
            refused.append((order.audience, error))
    return Written(tuple(outcomes), tuple(refused))
