"""The part of the Document room in which a person says what a bracket is, and what a number such as `3 bis` means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from negotiator.model.change import Change
from negotiator.model.report import Heading, Paragraph, Part, Span, Tone, line
from negotiator.tui import gather, marks
from negotiator.tui.messages import Answered, Recorded
from negotiator.tui.screens.bracket_room import BracketRoom
from negotiator.tui.views import DocumentView

if TYPE_CHECKING:
    from negotiator.model.bracket import Option
    from negotiator.rules.brackets_read import PlacedBracket

KINDS = {
    "bracket": "text that is not agreed",
    "citation": "none: [sic], a reference, a symbol, an editor's mark in a quotation",
    "placeholder": "a place for text, or a note about it",
}
MEANINGS = {"new": "a new paragraph", "alternative": "another version of the paragraph before it"}


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a person said, in words."""

    told: str


class RulingRoom(BracketRoom):
    """A room in which no machine overrules what a person says of a bracket."""

    def on_answered(self, message: Answered) -> None:
        if isinstance(message.payload, Ruled):
            self.post_message(Recorded(line(Span(message.payload.told, Tone.STRONG), Span("   u takes it back", Tone.MUTED))))

    def _change(self) -> Change | None:
        """The change under the cursor."""
        raise NotImplementedError

    def action_rule(self) -> None:
        """Ask what the bracket that one is at is; where one is at none, which of the paragraph is meant."""
        from negotiator.tui.dialogs.choice import Choice, ChoiceDialog

        change, view = self._change(), self._view
        if change is None or view is None:
            return
        brackets, numbers = questions_of(view, change)
        active = next((placed for placed in brackets if placed.index == self._bracket), None)
        if active is not None or (len(brackets) == 1 and not numbers):
            self._ask_kind(active or brackets[0])
        elif len(numbers) == 1 and not brackets:
            self._ask_meaning(numbers[0])
        elif not brackets:
            self.say("no bracket in this paragraph, and no number such as 3 bis")
        else:
            choices = [Choice(f"b{n}", line(gather.excerpt(each.bracket.text, 56))) for n, each in enumerate(brackets)]
            choices += [Choice(f"n{n}", line(f"the number {each.label}")) for n, each in enumerate(numbers)]

            def chosen(key: str | None) -> None:
                if key is not None and key.startswith("b"):
                    self._ask_kind(brackets[int(key[1:])])
                elif key is not None:
                    self._ask_meaning(numbers[int(key[1:])])

            self.app.push_screen(ChoiceDialog("Which one?", choices, ""), chosen)

    def _ask_kind(self, placed: PlacedBracket) -> None:
        from negotiator.tui.dialogs.choice import Choice, ChoiceDialog

        document, revision = self._shown()
        choices = [Choice(name, line(f"{name:<12} ", Span(told, Tone.MUTED))) for name, told in KINDS.items()]

        def chosen(kind: str | None) -> None:
            if kind is not None and kind != placed.bracket.kind.value:
                told = f"{gather.excerpt(placed.bracket.text, 40)} is a {kind}"
                self._keep(lambda: self.desk.rule_bracket(document, revision, placed.id, kind), told)

        self.app.push_screen(ChoiceDialog(f"What is {gather.excerpt(placed.bracket.text, 40)}?", choices, placed.bracket.kind.value), chosen)

    def _keep(self, say: Callable[[], None], told: str) -> None:
        def work() -> Ruled:
            say()
            return Ruled(told)

        self.ask(work, group="record")

    def _ask_meaning(self, option: Option) -> None:
        from negotiator.tui.dialogs.choice import Choice, ChoiceDialog

        document, revision = self._shown()

        def chosen(meaning: str | None) -> None:
            if meaning is not None:
                told = f"{option.label} is {MEANINGS[meaning]}"
                self._keep(lambda: self.desk.rule_meaning(document, revision, option.label, meaning), told)

        choices = [Choice(name, line(told)) for name, told in MEANINGS.items()]
        self.app.push_screen(ChoiceDialog(f"What does {option.label} mean?", choices, option.meaning.value), chosen)


def questions_of(view: DocumentView, change: Change) -> tuple[list[PlacedBracket], list[Option]]:
    """All brackets of a line, those that are none included, and its numbers that may mean an alternative."""
    ids = {clause.id for clause in change.new}
    text = view.brackets.brackets
    return [placed for placed in text.placed if placed.clause.id in ids], [option for option, clause in text.options() if clause.id in ids and option.question]


def question_parts(view: DocumentView, change: Change) -> list[Part]:
    """What the program is not sure of in the brackets and numbers of a paragraph."""
    brackets, numbers = questions_of(view, change)
    asked = [(gather.excerpt(placed.bracket.text, 40), placed.bracket.question) for placed in brackets if placed.bracket.unsure]
    asked += [(option.label, option.question) for option in numbers if option.meaning.value == "unclear"]
    if not asked:
        return []
    told = [Paragraph(line(marks.UNCERTAIN, f" {what}  ", Span(question or "what is it?", Tone.WARNING))) for what, question in asked]
    return [Heading("Asked of you (k answers)", 2), *told]
