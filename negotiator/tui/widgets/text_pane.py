"""Wrapped text with its marks: paragraphs, redlines, captions; scrolls, copies, and never reads a bracket as markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from negotiator.model.report import Heading, Line, Paragraph, Part, Span, Table, Tone, plain
from negotiator.tui.marks import plain_marks
from negotiator.tui.theme import TONE_CSS
from negotiator.tui.widgets.ink import Inked, cut, width_of, wrap

WIDEST = 96
"""Columns of text beyond which a line is hard to follow back."""


class TextPane(Inked, ScrollView, can_focus=True):
    """Parts of a report on the screen, wrapped to its width."""

    DEFAULT_CSS = (
        """
TextPane {
    overflow-x: hidden;
    overflow-y: auto;
    background: $background;
    color: $foreground;
    padding: 0 1;
    scrollbar-size-vertical: 1;
"""
        + TONE_CSS
        + "}"
    )

    def __init__(self, *, id: str | None = None, with_plain_marks: bool = False) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self.with_plain_marks = with_plain_marks
        self._parts: Sequence[Part] = ()
        self._lines: list[Line] = []

    def show(self, parts: Sequence[Part]) -> None:
        """Draw other text, from its top."""
        self._parts = parts
        self._lay_out()
        self.scroll_to(0, 0, animate=False, force=True, immediate=True)

    def write_marks(self, on: bool) -> None:
        """Write changes as `[-…-]{+…+}`, or leave them to colour and line."""
        self.with_plain_marks = on
        self._lay_out()

    def reveal(self, tone: Tone) -> None:
        """Scroll to the first row in which something has that tone."""
        row = next((index for index, spans in enumerate(self._lines) if any(span.tone is tone for span in spans)), None)
        if row is not None and not self.scroll_offset.y <= row < self.scroll_offset.y + self.size.height:
            self.scroll_to(0, max(0, row - self.size.height // 3), animate=False, force=True, immediate=True)

    def bring(self, words: str) -> None:
        """Scroll to the row that says just these words, where it and what follows are not to be seen."""
        row = next((index for index, spans in enumerate(self._lines) if plain(spans).strip() == words), None)
        if row is not None and row + 3 > self.scroll_offset.y + self.size.height:
            self.scroll_to(0, max(0, row - 1), animate=False, force=True, immediate=True)

    @property
    def text(self) -> str:
        """All its rows, for the clipboard and for tests."""
        return "\n".join(plain(row).rstrip() for row in self._lines)

    def _lay_out(self) -> None:
        width = self._wrap_to(self.size.width)
        if len(self._lines) > self.size.height:  # the scrollbar that this brings takes room from the words
            width = self._wrap_to(self.size.width - self.styles.scrollbar_size_vertical)
        self.virtual_size = Size(max(1, width), max(1, len(self._lines)))
        self._scroll_update(self.virtual_size)
        self.refresh()

    def _wrap_to(self, room: int) -> int:
        width = min(WIDEST, room)
        self._lines = [] if width <= 0 else list(laid_out(self._parts, width, with_plain_marks=self.with_plain_marks))
        return width

    def on_resize(self) -> None:
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        index = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        base = self.rich_style
        if index >= len(self._lines):
            return Strip.blank(width, base)
        strip = self.draw(self._lines[index], width, base)
        if (selection := self.text_selection) is not None and (span := selection.get_span(index)) is not None:
            start, end = span
            end = width if end == -1 else end
            chosen = strip.crop(start, end).apply_style(Style(reverse=True))
            strip = Strip.join([strip.crop(0, start), chosen, strip.crop(end, width)])
        return strip.apply_offsets(0, index)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        return selection.extract(self.text), "\n"


def laid_out(parts: Sequence[Part], width: int, *, with_plain_marks: bool = False) -> Iterator[Line]:
    """The rows of a report at a width: a blank row before each heading but the first, a hanging label before each paragraph that has one."""
    for index, part in enumerate(parts):
        match part:
            case Heading():
                if index:
                    yield ()
                title = part.text if part.level < 2 else f"{part.text} "
                yield from ((Span(plain(row), Tone.STRONG if part.level < 2 else Tone.MUTED),) for row in wrap((Span(title),), width))
            case Paragraph():
                yield from _paragraph(part, width, with_plain_marks=with_plain_marks)
            case Table():
                yield from _table(part, width)


def _paragraph(part: Paragraph, width: int, *, with_plain_marks: bool) -> Iterator[Line]:
    spans = plain_marks(part.spans) if with_plain_marks else part.spans
    label = f"{part.label}  " if part.label else ""
    hang = part.indent + width_of((Span(label),))
    if hang > width // 2:
        label, hang = "", 0
    for number, row in enumerate(wrap(spans, width - hang)):
        lead = " " * part.indent + label if number == 0 else " " * hang
        yield (Span(lead, Tone.MUTED), *row) if lead else row


def _table(table: Table, width: int) -> Iterator[Line]:
    """Columns as wide as their widest cell, the wide one with what is left."""
    cells = [tuple((Span(name, Tone.MUTED),) for name in table.columns), *table.rows]
    widths = [max((width_of(row[column]) for row in cells), default=0) for column in range(len(table.columns))]
    wide = table.wide if table.wide is not None else len(widths) - 1
    widths[wide] = max(8, width - sum(w for i, w in enumerate(widths) if i != wide) - 2 * (len(widths) - 1))
    for row in cells:
        spans: list[Span] = []
        for column, size in zip(row, widths, strict=True):
            shown = cut(column, size)
            spans += [*shown, Span(" " * (size - width_of(shown) + 2))]
        yield tuple(spans)
