"""Documents: a text, with its history. Left the paragraphs and what became of them, right the redline against an earlier version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget

from negotiator.model.change import Change
from negotiator.model.report import Span, Tone, line
from negotiator.tui import gather, keymap, marks
from negotiator.tui.desk import Desk
from negotiator.tui.messages import Answered, Visited
from negotiator.tui.screens.bracketing import counted_line
from negotiator.tui.screens.paragraphs import DocumentLines, change_parts, change_title, history_parts, language_parts, points_on
from negotiator.tui.screens.room import Pane
from negotiator.tui.screens.version_room import VersionRoom
from negotiator.tui.views import DocumentView, HistoryView, LanguagesView, Place
from negotiator.tui.widgets.lines import LineList
from negotiator.tui.widgets.text_pane import TextPane


@dataclass(frozen=True, slots=True)
class Sent:
    """The lines of a view once it is known what the sender did not mark."""

    lines: DocumentLines


@dataclass(frozen=True, slots=True)
class NoText:
    """There is no text that could be shown."""


class DocumentRoom(VersionRoom):
    """One version of a document, against any earlier one."""

    ROOM = keymap.DOCUMENT
    EXPLANATION = (
        "Left are the paragraphs of a version, each with what became of it since the version it is compared with: ~ reworded, + added, − dropped, ↑ moved, "
        "? a match that a person should look at, ≠ a change that its sender did not mark. At the right edge stands where our points that rest on it stand.",
        "Right is the paragraph with its changes: what was deleted is struck, what was inserted is underlined; m writes them as [-…-] and {+…+} instead. "
        "Square brackets are the text's own.",
        "v chooses the version to compare with, n and N go from change to change, f shows those of one kind only (moved, dropped, reworded …), "
        "h shows the paragraph in all versions, V reads another version at this paragraph, L shows it in its other languages, "
        "S shows where it stands in the issued file, "
        "R how that file was read, block by block: there you say what was read wrongly.",
        "b lights what stands in brackets and says whose it is and what became of it since the version before; ] and [ go from bracket to bracket, B shows "
        "those of one delegation, r reads the text as if brackets were resolved. Nothing of that changes the text. k says what a bracket is where "
        "the program is wrong or asks.",
        "s records how far a paragraph is, and who said so: ◇ agreed ad ref, ◆ agreed, ↺ reopened. Nothing is read from brackets that are gone; where the "
        "wording changed since it was agreed, the mark turns amber.",
        "l shows which paragraph became which, the uncertain ones first, old text beside new: you confirm, correct, split or merge. No machine overrules you.",
    )
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings(keymap.DOCUMENT)
    DEFAULT_CSS = """
DocumentRoom #paragraph-pane { width: 5fr; }
DocumentRoom #text-pane { width: 7fr; }
"""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lines: DocumentLines | None = None
        self._only_changes = False
        self._kind = ""
        self._history: HistoryView | None = None
        self._languages: LanguagesView | None = None

    def compose(self) -> ComposeResult:
        with Pane(id="paragraph-pane", classes="-front"):
            yield LineList(id="paragraphs", empty="reading …")
        with Pane(id="text-pane"):
            yield TextPane(id="text")

    def focus_order(self) -> Sequence[Widget]:
        return (self.query_one("#paragraphs"), self.query_one("#text"))

    def filtered(self) -> LineList:
        return self.query_one("#paragraphs", LineList)

    # -- loading

    def enter(self, place: Place | None) -> None:
        if place is not None and (place.document, place.revision) != (self.place.document, self.place.revision):
            self._against = ""
        super().enter(place)

    def load(self) -> None:
        self.loaded = True
        slug, revision, against = self.place.document, self.place.revision, self._against

        def lines() -> DocumentLines | NoText:
            records = self.desk.documents()
            held = [record.document.slug for record in (*gather.outcome_documents(records), *records) if record.newest]
            if not slug and not held:
                return NoText()
            return DocumentLines.of(gather.document(self.desk, slug or held[0], revision, against))

        self.ask(lines)

    def on_answered(self, message: Answered) -> None:
        match message.payload:
            case DocumentLines() as lines if self._is_wanted(lines.view):
                self._show(lines)
            case Sent(lines) if self._lines is not lines and self._view is lines.view:
                self._lines = lines
                self._list()
                self._say_where()
            case NoText():
                self.query_one("#paragraphs", LineList).empty = "no text yet: i imports the first one (Word, PDF, text, Markdown)"
                self.query_one("#paragraphs", LineList).show(())
            case HistoryView() as history if self._is_here(history):
                self._history = history
                self._read_text()
                self.call_after_refresh(self.query_one(TextPane).bring, "History")
            case LanguagesView() as languages if self._is_at(languages.document, languages.clause):
                self._languages = languages
                self._read_text()
                self.call_after_refresh(self.query_one(TextPane).bring, "In other languages")

    def _is_wanted(self, view: DocumentView) -> bool:
        return self.place.document in ("", view.record.document.slug) and view.record.revision(self.place.revision) in (view.new, None)

    def _is_here(self, history: HistoryView) -> bool:
        return self._is_at(history.document, history.clause)

    def _is_at(self, document: str, clause: str) -> bool:
        """Whether the cursor is still at the paragraph that was asked about."""
        change, view = self._change(), self._view
        return view is not None and change is not None and bool(change.new) and (document, clause) == (view.record.document.slug, change.new[0].id)

    def _show(self, lines: DocumentLines) -> None:
        before, view, stood = self._view, lines.view, self._change()
        self._lines, self._view = lines, view
        wanted, holder = self.place.clause, self.place.holder
        self.place = Place(keymap.DOCUMENT, view.record.document.slug, view.new.slug)
        again = before is not None and (before.new.address, before.old and before.old.address) == (view.new.address, view.old and view.old.address)
        if not again:
            self._kind = ""
            self._forget_brackets()
        self._list((self._key_of(wanted) if wanted else None) or (self._still(stood) if again else lines.first))
        self._say_where()
        if holder:
            self._show_holder(holder)
        if wanted:
            self.front(self.query_one("#paragraphs"))
        if view.old is not None:
            self.ask(lambda: Sent(lines.marked_for(self.desk.sender(view.record.document.slug, view.new.slug))), group="sender")

    def _still(self, stood: Change | None) -> str | None:
        """The line of the paragraph that the cursor was on, which may be another one by now; None where it is gone."""
        if stood is None or self._view is None:
            return None
        side, ids = ("new", {c.id for c in stood.new}) if stood.new else ("old", {c.id for c in stood.old})
        changes = enumerate(self._view.comparison.changes)
        return next((str(number) for number, change in changes if any(c.id in ids for c in getattr(change, side))), None)

    def _key_of(self, clause: str) -> str | None:
        """The line of a clause named by id, path or printed number."""
        assert self._view is not None  # noqa: S101 (its callers have one)
        changes = self._view.comparison.changes
        for told in (
            lambda c: c.id == clause,
            lambda c: c.path == clause,
            lambda c: clause.casefold() in (gather.name(c).casefold(), gather.printed(c).casefold()),
        ):
            for number, change in enumerate(changes):
                if any(told(each) for each in change.new or change.old):
                    return str(number)
        self.say(f"{self.place.document} has no paragraph {clause}", Tone.WARNING)
        return None

    def _list(self, key: str | None = None) -> None:
        if self._lines is None:
            return
        rows = [self._as_resolved(row) for row in self._lines.rows if self._is_listed(row.key)]
        listing = self.query_one("#paragraphs", LineList)
        listing.empty = "nothing changed: o shows all paragraphs" if self._only_changes else "no paragraphs"
        listing.show(rows, key=key)
        if not rows:
            self.query_one(TextPane).show(())

    def _is_listed(self, key: str) -> bool:
        lines = self._lines
        if lines is None or (self._only_changes and key not in lines.changed) or (self._kind and key not in lines.kinds.get(self._kind, ())):
            return False
        return self._holder is None or bool(self._lighting(lines.view).of(lines.view.comparison.changes[int(key)].new))

    def _say_where(self) -> None:
        lines = self._lines
        if lines is None:
            return
        view = lines.view
        against = f"{view.new.label} against {view.old.label}" if view.old else f"{view.new.label} as it is"
        shown = [self._kind and f"only {self._kind}", "only changes" if self._only_changes else "", f"{self._holder.party}'s brackets" if self._holder else ""]
        self.query_one("#paragraph-pane", Pane).caption(view.record.document.title, " · ".join(filter(None, shown)))
        counted = f"{len(lines.changed)} changed" if view.old else f"{len(view.clauses)} paragraphs"
        counted += f", {len(lines.unmarked)} not marked" if lines.unmarked else ""
        where = Span(against, Tone.STRONG)
        if self._resolved is not None:
            told = self._resolved.told + (f" · {self._resolved.lost} of our points lost" if self._resolved.lost else "")
            self.say_where(line(where, Span(f"   {told}", Tone.WARNING)), (Span(told, Tone.WARNING),))
        else:
            brackets = counted_line(view.brackets)
            self.say_where(line(where, Span(f"   {counted} · {brackets}", Tone.MUTED)), line(where, Span(f"   {brackets}", Tone.MUTED)))

    # -- the paragraph

    def _change(self) -> Change | None:
        row = self.query_one("#paragraphs", LineList).current
        return self._view.comparison.changes[int(row.key)] if row is not None and self._view is not None else None

    def on_line_list_reached(self, _: LineList.Reached) -> None:
        self._history, self._languages = None, None
        change, view = self._change(), self._view
        if view is not None:
            self._leave_bracket(view, change)
        self._show_text()

    def on_line_list_opened(self, _: LineList.Opened) -> None:
        self.front(self.query_one("#text"))

    def _show_text(self) -> None:
        change, view = self._change(), self._view
        if change is None or view is None:
            return
        self.query_one("#text-pane", Pane).caption(change_title(change), ", ".join(self._ids(change)))
        text = self.query_one(TextPane)
        if self._resolved is not None:
            text.show(self._resolved.parts(change))
            return
        row = self.query_one("#paragraphs", LineList).current
        unmarked = self._lines.unmarked.get(row.key, ()) if self._lines is not None and row is not None else ()
        more = [*(language_parts(self._languages) if self._languages else ()), *(history_parts(self._history) if self._history else ())]
        text.show((*change_parts(change, view, self._lighting(view), unmarked), *more))
        if self._bracket is not None:
            text.reveal(Tone.LIT)

    def _ids(self, change: Change) -> list[str]:
        kinds = {str(clause.kind) for clause in change.new or change.old}
        return sorted(kinds)

    def plain_marks(self, on: bool) -> None:
        self.query_one(TextPane).write_marks(on)

    # -- keys

    def action_change(self, step: int) -> None:
        """Put the cursor on the next changed paragraph."""
        listing = self.query_one("#paragraphs", LineList)
        if self._lines is None or listing.current is None:
            return
        shown = [row.key for row in listing.rows]
        at = shown.index(listing.current.key)
        ahead = shown[at + 1 :] if step > 0 else shown[:at][::-1]
        changed = next((key for key in ahead if key in self._lines.changed), None)
        if changed is None:
            self.say("no further change below" if step > 0 else "no further change above")
        else:
            listing.go_to(changed)

    def action_only_changes(self) -> None:
        self._only_changes = not self._only_changes
        self._list()
        self._say_where()

    def action_kind(self) -> None:
        """Choose what is to be true of the paragraphs that are shown."""
        from negotiator.tui.dialogs.choice import Choice, ChoiceDialog

        if self._lines is not None:
            choices = [Choice("", line("all paragraphs"), (Span(str(len(self._lines.rows)), Tone.MUTED),))]
            choices += [Choice(name, line(name), (Span(str(len(keys)), Tone.MUTED),)) for name, keys in self._lines.kinds.items()]
            self.app.push_screen(ChoiceDialog("Only paragraphs that are", choices, self._kind), self._of_kind)

    def _of_kind(self, chosen: str | None) -> None:
        if chosen is not None:
            self._kind = chosen
            self._list()
            self._say_where()

    def action_source(self) -> None:
        """Show the place of the paragraph in its issued file."""
        from negotiator.tui.dialogs.source import SourceDialog

        if self._view is not None and (change := self._change()) is not None:
            revision, clauses = self._stands(self._view, change)
            self.app.push_screen(SourceDialog(self.desk, self._view.record.document.slug, revision, clauses))

    def action_history(self) -> None:
        change, view = self._change(), self._view
        if change is None or view is None or not change.new:
            self.say("the history of a dropped paragraph is read in a version that has it")
            return
        slug, revision, clause = view.record.document.slug, view.new.slug, change.new[0].id
        self.ask(lambda: gather.history(self.desk, slug, revision, clause), group="history")

    def action_languages(self) -> None:
        """Show the paragraph in the other languages of its version."""
        change, view = self._change(), self._view
        if change is not None and view is not None and change.new:
            slug, revision, clause = view.record.document.slug, view.new.slug, change.new[0].id
            self.ask(lambda: LanguagesView(slug, clause, self.desk.in_languages(slug, revision, clause)), group="languages")

    def action_matches(self) -> None:
        """Open the matches of the version that is shown, at the paragraph under the cursor."""
        from negotiator.tui.dialogs.matching import MatchesDialog

        view, change = self._view, self._change()
        if view is not None:
            clause = change.new[0].id if change is not None and change.new else ""
            self.app.push_screen(MatchesDialog(self.desk, view.record.document.slug, view.new.slug, clause), self._visit)

    def _visit(self, place: Place | None) -> None:
        if place is not None:
            self.post_message(Visited(place))

    def action_across(self) -> None:
        """Go to the point that rests on the paragraph; where there are several, ask which."""
        from negotiator.tui.dialogs.choice import Choice, ChoiceDialog

        change, view = self._change(), self._view
        rows = points_on(view, change) if view is not None and change is not None else ()
        places = [Place(keymap.POSITION, row.document, row.revision, point=row.point.id) for row in rows]
        if not rows:
            self.say("no point rests on this paragraph")
        elif len(rows) == 1:
            self._visit(places[0])
        else:
            choices = [
                Choice(
                    str(number), line(*marks.standing_marks(row), f" {row.point.id}  {gather.excerpt(row.point.text, 40)}"), (Span(row.document, Tone.MUTED),)
                )
                for number, row in enumerate(rows)
            ]
            self.app.push_screen(ChoiceDialog("Which point?", choices, ""), lambda chosen: self._visit(places[int(chosen)] if chosen else None))

    def action_copy(self) -> None:
        change = self._change()
        if change is not None:
            self.app.copy_to_clipboard("\n".join(clause.text for clause in change.new or change.old))
            self.say("copied")
