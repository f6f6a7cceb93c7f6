"""One row that shows what is chosen of several things: left and right go through them, enter or a click shows them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from negotiator.model.report import Line, Span, Tone, line
from negotiator.tui.theme import TONE_CSS
from negotiator.tui.widgets.ink import Inked


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen."""

    key: str
    spans: Line
    note: Line = ()


class Option(Inked, can_focus=True):
    """A question with its answer; with `several`, more than one answer may be ticked."""

    ALLOW_SELECT = False
    DEFAULT_CSS = (
        """
Option {
    height: 1;
    width: 1fr;
    color: $foreground;
    background: $background;
"""
        + TONE_CSS
        + """
}
Option:focus { background: $cursor; }
"""
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right,space", "step(1)", show=False),
        Binding("enter", "list", show=False),
    ]

    @dataclass
    class Changed(Message):
        """Another answer stands there."""

        option: Option

        @property
        def control(self) -> Option:
            return self.option

    def __init__(self, heading: str, choices: Sequence[Choice] = (), *, several: bool = False, chosen: str = "", id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        """`heading` stands above the list of all answers; `chosen` is the key of the first answer."""
        super().__init__(id=id)
        self._heading = heading
        self._several = several
        self.choices: Sequence[Choice] = choices
        self.chosen: tuple[str, ...] = (chosen or choices[0].key,) if choices else ()

    @property
    def value(self) -> str:
        """The key of the answer, of several the first; empty where there is none."""
        return self.chosen[0] if self.chosen else ""

    def offer(self, choices: Sequence[Choice], key: str | None = None) -> None:
        """Other answers to choose from: `key` is chosen where it is among them, else what was chosen before, else the first."""
        self.choices = choices
        keys = [choice.key for choice in choices]
        kept = tuple(each for each in self.chosen if each in keys)
        self.chosen = (key,) if key is not None and key in keys else kept or tuple(keys[:1])
        self.refresh()

    def choose(self, *keys: str) -> bool:
        """Take these answers, in the order in which they are offered; False where one of them is not offered."""
        known = [choice.key for choice in self.choices]
        if not keys or not set(keys) <= set(known):
            return False
        self.chosen = tuple(key for key in known if key in keys)
        self.refresh()
        self.post_message(self.Changed(self))
        return True

    @property
    def text(self) -> str:
        """What stands there, for tests and screen readers."""
        return "".join(span.text for span in self._spans())

    def _spans(self) -> Line:
        by_key = {choice.key: choice for choice in self.choices}
        found = [by_key[key] for key in self.chosen if key in by_key]
        if not found:
            return (Span("none", Tone.MUTED),)
        if len(found) > 1:
            return line(Span(", ".join(choice.spans[0].text.strip() for choice in found), Tone.STRONG))
        return (*found[0].spans, *((Span("  "), *found[0].note) if found[0].note else ()))

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 (it has one row)
        marks = ("‹ ", " ›") if len(self.choices) > 1 else ("  ", "  ")
        return self.draw((Span(marks[0], Tone.MUTED), *self._spans()), self.size.width, self.rich_style, (Span(marks[1], Tone.MUTED),))

    # -- keys

    def action_step(self, step: int) -> None:
        """The next answer, round and round."""
        keys = [choice.key for choice in self.choices]
        if len(keys) > 1:
            at = keys.index(self.value) if self.value in keys else -1
            self.choose(keys[(at + step) % len(keys)])

    def action_list(self) -> None:
        """Show all answers."""
        from negotiator.tui.dialogs.choice import ChoiceDialog, ChoicesDialog

        if self._several:
            self.app.push_screen(ChoicesDialog(self._heading, self.choices, self.chosen), self._taken)
        elif self.choices:
            self.app.push_screen(ChoiceDialog(self._heading, self.choices, self.value), lambda key: self._taken(None if key is None else (key,)))

    def _taken(self, keys: Sequence[str] | None) -> None:
        if keys is not None:
            self.choose(*keys)

    def on_click(self, event: events.Click) -> None:
        if event.x < 2:
            self.action_step(-1)
        elif event.x >= self.size.width - 2:
            self.action_step(1)
        else:
            self.action_list()
