"""The part of the Document room that chooses what is read: which document, which version, and what it is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from negotiator.model.change import Change
from negotiator.model.counting import counted
from negotiator.model.report import Line, Span, Tone, line
from negotiator.model.revision import Revision
from negotiator.tui import keymap
from negotiator.tui.desk import Desk
from negotiator.tui.messages import Answered, Recorded
from negotiator.tui.orders import ImportOrder
from negotiator.tui.screens.status_room import StatusRoom
from negotiator.tui.views import DocumentView, Place


@dataclass(frozen=True, slots=True)
class InVersion:
    """A paragraph in another version."""

    document: str
    revision: str
    clause: str
    """Id there; empty where that version does not have it."""

    @classmethod
    def of(cls, desk: Desk, document: str, wanted: str, revision: str, clause: str) -> InVersion:
        steps = desk.history(document, revision, clause)
        return cls(document, wanted, next((step.clauses[0].id for step in steps if step.revision.slug == wanted and step.clauses), ""))


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """How many paragraphs read otherwise."""

    changed: int


class VersionRoom(StatusRoom):
    """A room that stays at its paragraph while it shows it in another version, or against another one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._against: str | None = ""

    def on_answered(self, message: Answered) -> None:
        match message.payload:
            case ReadAgain(changed):
                told = Span(f"{counted(changed, 'paragraph')} read otherwise now", Tone.STRONG)
                self.post_message(Recorded(line(told, Span("   the first reading stays beside it; links and verdicts stay with their paragraphs", Tone.MUTED))))
            case InVersion(document, revision, clause) if document == self.place.document:
                self.enter(Place(keymap.DOCUMENT, document, revision, clause))

    def action_reading(self) -> None:
        """Show the issued file block by block; what is said there is kept, and the file is read again by it."""
        from negotiator.tui.dialogs.blocks import BlocksDialog

        document, revision = self._shown()
        if document:
            change = self._change()
            place = next((str(anchor) for clause in change.new for anchor in clause.anchors), "") if change is not None else ""
            dialog = BlocksDialog(self.desk, ImportOrder(Path()), lambda said: self.desk.explain_held(document, revision, said), place)
            self.app.push_screen(dialog, self._read_so)

    def _read_so(self, order: ImportOrder | None) -> None:
        document, revision = self._shown()
        if order is not None and order.blocks:
            self.ask(lambda: ReadAgain(self.desk.reread(document, revision, order)), group="record")

    def action_against(self) -> None:
        from negotiator.tui.dialogs.choice import Choice, ChoiceDialog

        if self._view is None:
            return
        view = self._view
        choices = [Choice(revision.slug, line(revision.label), revision_note(revision)) for revision in view.record.earlier(view.new.slug)]
        choices.append(Choice("", line("nothing: the text as it is"), ()))
        self.app.push_screen(ChoiceDialog(f"Compare {view.new.label} with", choices, view.old.slug if view.old else ""), self._compare_with)

    def _compare_with(self, chosen: str | None) -> None:
        if chosen is not None:
            self._against = chosen or None
            self._stay_and_load()

    def action_version(self) -> None:
        from negotiator.tui.dialogs.choice import Choice, ChoiceDialog

        if self._view is None:
            return
        view = self._view
        choices = [Choice(revision.slug, line(revision.label), revision_note(revision)) for revision in reversed(view.record.revisions)]
        self.app.push_screen(ChoiceDialog("Version to read", choices, view.new.slug), self._read)

    def _read(self, chosen: str | None) -> None:
        """Read another version, at the paragraph that the one under the cursor is there."""
        view, change = self._view, self._change()
        if chosen is None or view is None:
            return
        document, (revision, clauses) = view.record.document.slug, self._stands(view, change)
        if not clauses or chosen == revision:
            self.enter(Place(keymap.DOCUMENT, document, chosen, clauses[0] if chosen == revision and clauses else ""))
        else:
            self.ask(lambda: InVersion.of(self.desk, document, chosen, revision, clauses[0]), group="version")

    def _stands(self, view: DocumentView, change: Change | None) -> tuple[str, list[str]]:
        """The version in which the paragraphs under the cursor stand, by slug, and their ids; those of a dropped one stand in the version before."""
        if change is not None and not change.new and view.old is not None:
            return view.old.slug, [clause.id for clause in change.old]
        return view.new.slug, [clause.id for clause in change.new] if change is not None else []

    def action_other_document(self) -> None:
        from negotiator.tui.dialogs.choice import Choice, ChoiceDialog

        if self._view is None:
            return
        choices = [
            Choice(record.document.slug, line(record.document.title), line(Span(record.newest.label if record.newest else "no version", Tone.MUTED)))
            for record in self._view.records
        ]
        self.app.push_screen(ChoiceDialog("Document", choices, self.place.document), self._open_document)

    def _open_document(self, chosen: str | None) -> None:
        if chosen is not None:
            self.enter(Place(keymap.DOCUMENT, chosen))

    def _stay_and_load(self) -> None:
        change = self._change()
        clause = change.new[0].id if change is not None and change.new else ""
        self.place = Place(keymap.DOCUMENT, self.place.document, self.place.revision, clause)
        self.load()


def revision_note(revision: Revision) -> Line:
    """Date and symbol of a revision, muted."""
    day = revision.issued_on
    return line(Span("  ".join(filter(None, (revision.symbol, f"{day.day} {day:%b %Y}" if day else ""))), Tone.MUTED))
