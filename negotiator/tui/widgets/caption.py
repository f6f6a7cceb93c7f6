"""A rule with words in it, between two parts of a pane."""

from __future__ import annotations

from textual.strip import Strip

from negotiator.model.report import Span, Tone
from negotiator.tui.theme import TONE_CSS
from negotiator.tui.widgets.ink import Inked, cut, width_of


class Caption(Inked):
    """One row: `── words ─────`."""

    ALLOW_SELECT = False
    DEFAULT_CSS = (
        """
Caption { height: 1; width: 100%; color: $rule;
"""
        + TONE_CSS
        + "}"
    )

    def __init__(self, words: str, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._words = words

    def say(self, words: str) -> None:
        self._words = words
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 (it has one row)
        words = cut((Span(f" {self._words} " if self._words else "", Tone.MUTED),), max(0, self.size.width - 4))
        rule = "─" * max(0, self.size.width - width_of(words) - 2)
        return self.draw((Span("──"), *words, Span(rule)), self.size.width, self.rich_style)
