"""The part of the Document room that reads brackets: lights them, steps through them, and reads the text as if they were resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from negotiator.model.change import Change
from negotiator.model.report import Span, Tone, line
from negotiator.tui.desk import Desk
from negotiator.tui.messages import Answered
from negotiator.tui.screens.bracketing import CHOICES, Holders, Lighting, Resolved, holder_note, in_order
from negotiator.tui.screens.room import Room
from negotiator.tui.views import DocumentView, Holder
from negotiator.tui.widgets.lines import LineList, Row
from negotiator.tui.widgets.text_pane import TextPane


class BracketRoom(Room):
    """A room with a list of paragraphs and the text of one of them; nothing that it does with brackets changes the text."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: DocumentView | None = None
        self._lit = False
        self._bracket: int | None = None
        self._holder: Holder | None = None
        self._resolved: Resolved | None = None

    def _list(self, key: str | None = None) -> None:
        """Show the lines that are wanted now."""
        raise NotImplementedError

    def _show_text(self) -> None:
        """Show the paragraph under the cursor."""
        raise NotImplementedError

    def _say_where(self) -> None:
        """Say what is shown."""
        raise NotImplementedError

    def on_answered(self, message: Answered) -> None:
        match message.payload:
            case Holders(holders, ""):
                self._choose_holder(holders)
            case Holders(holders, wanted):
                found = next((holder for holder in holders if holder.party == wanted), None)
                if found is not None:
                    self._of_holder(found)
                    self.action_bracket(1)
            case Resolved() as resolved if (resolved.document, resolved.revision) == self._shown():
                self._resolved = resolved
                self._list()
                self._say_where()
                self._read_text()

    def _forget_brackets(self) -> None:
        """Another text is shown."""
        self._bracket, self._holder, self._resolved = None, None, None

    def _leave_bracket(self, view: DocumentView, change: Change | None) -> None:
        """The cursor may have left the paragraph of the bracket that one was at."""
        if change is None or self._bracket not in [placed.index for placed in self._lighting(view).of(change.new)]:
            self._bracket = None

    @property
    def _changes(self) -> Sequence[Change]:
        return self._view.comparison.changes if self._view is not None else ()

    def _shown(self) -> tuple[str, str]:
        return (self._view.record.document.slug, self._view.new.slug) if self._view is not None else ("", "")

    def _lighting(self, view: DocumentView) -> Lighting:
        return Lighting(view.brackets.brackets, self._lit or self._bracket is not None or self._holder is not None, self._holder, self._bracket)

    def _as_resolved(self, row: Row) -> Row:
        """The line with the words that stay under the choice."""
        resolved, change = self._resolved, self._changes[int(row.key)]
        if resolved is None or not any(clause.id in resolved.changed for clause in change.new):
            return row
        words = " ".join(word for clause in change.new for word in resolved.clauses[clause.id].text.split())
        stood = row.spans[-1].text
        indent = stood[: len(stood) - len(stood.lstrip())]
        return replace(row, spans=(*row.spans[:-1], Span(indent + (words or "nothing is left"), Tone.OURS)))

    # -- keys

    def action_brackets(self) -> None:
        """Light all brackets, or none."""
        self._lit = not (self._lit or self._bracket is not None or self._holder is not None)
        self._bracket = None
        if self._holder is not None:
            self._of_holder(None)
        self._read_text()

    def action_bracket(self, step: int) -> None:
        """Go to the next bracket, or the one before."""
        view, listing = self._view, self.query_one("#paragraphs", LineList)
        if view is None or listing.current is None:
            return
        if self._resolved is not None:
            self._as_it_stands()
        shown = [row.key for row in listing.rows]
        found = in_order(view.comparison.changes, self._lighting(view), shown)
        here = shown.index(listing.current.key)
        places = [(shown.index(key), placed.index) for key, placed in found]
        if self._bracket is not None and (here, self._bracket) in places:
            at = places.index((here, self._bracket)) + step
        elif step > 0:
            at = next((n for n, (row, _) in enumerate(places) if row >= here), len(places))
        else:
            at = max((n for n, (row, _) in enumerate(places) if row < here), default=-1)
        if not 0 <= at < len(places):
            self.say("no further bracket below" if step > 0 else "no further bracket above")
            return
        key, placed = found[at]
        self._bracket = placed.index
        if key != listing.current.key:
            listing.go_to(key)
        self._read_text()
        self.say(f"bracket {at + 1} of {len(found)}")

    def _read_text(self) -> None:
        """Show the paragraph, also where only the list was on the screen."""
        text = self.query_one("#text", TextPane)
        if not self.shows(text):
            self.front(text)
        self._show_text()

    def action_holder(self) -> None:
        """Ask whose brackets are to be shown."""
        document, revision = self._shown()
        if document:
            self.ask(lambda: Holders(self.desk.holders(document, revision)), group="holders")

    def _show_holder(self, name: str) -> None:
        """Show one delegation's brackets, and go to the first."""
        document, revision = self._shown()
        self.ask(lambda: Holders(self.desk.holders(document, revision), name), group="holders")

    def _choose_holder(self, holders: Sequence[Holder]) -> None:
        from negotiator.tui.dialogs.choice import Choice, ChoiceDialog

        by_name = {holder.party: holder for holder in holders}
        choices = [Choice("", line("all brackets")), *(Choice(each.party, line(each.party), holder_note(each)) for each in holders)]
        if not holders:
            self.say("no bracket names anybody")
            return
        self.app.push_screen(
            ChoiceDialog("Brackets of", choices, self._holder.party if self._holder else ""),
            lambda chosen: self._of_holder(by_name.get(chosen)) if chosen is not None else None,
        )

    def _of_holder(self, holder: Holder | None) -> None:
        self._holder, self._bracket = holder, None
        self._list()
        self._say_where()
        self._show_text()

    def action_resolve(self) -> None:
        """Ask how brackets are to be resolved on the screen."""
        from negotiator.tui.dialogs.choice import Choice, ChoiceDialog

        if self._view is not None:
            choices = [Choice(name, line(told)) for name, told in CHOICES.items()]
            if self._holder is not None:
                choices.append(Choice(f"holder={self._holder.party}", line(f"as {self._holder.party} would have it")))
                if self._holder.groups:
                    told = f"as {self._holder.party} would have it, what {', '.join(self._holder.groups)} holds counted as its own"
                    choices.append(Choice(f"holder={self._holder.party}+groups", line(told)))
            self.app.push_screen(ChoiceDialog("Read the text with its brackets", choices, self._resolved.choice if self._resolved else ""), self._resolve)

    def _resolve(self, choice: str | None) -> None:
        view = self._view
        if choice == "":
            self._as_it_stands()
        elif choice and view is not None:
            document, revision = self._shown()
            clauses = view.clauses
            self.ask(lambda: Resolved.of(document, revision, choice, clauses, self.desk.resolved(document, revision, choice)), group="resolved")

    def _as_it_stands(self) -> None:
        self._resolved = None
        self._list()
        self._say_where()
        self._show_text()
