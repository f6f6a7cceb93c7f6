"""Where a paragraph stands in its issued file: the blocks that it was read from, in the file's own words, and what stands around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from negotiator.model.report import Heading, Paragraph, Part, Span, Tone
from negotiator.tui.asking import Asking
from negotiator.tui.desk import Desk
from negotiator.tui.dialogs.dialog import Dialog
from negotiator.tui.messages import Answered, Failed, Refused
from negotiator.tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from negotiator.services.sources import SourceLine


@dataclass(frozen=True, slots=True)
class Sources:
    """A file's name, and the blocks of each paragraph that was asked for."""

    file: str
    blocks: tuple[tuple[SourceLine, ...], ...]


class SourceDialog(Dialog[None]):
    """Shows; changes nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,q", "leave", show=False)]
    DEFAULT_CSS = """
SourceDialog SourceFinder { height: auto; }
SourceDialog TextPane { height: auto; max-height: 24; }
"""

    def __init__(self, desk: Desk, document: str, revision: str, clauses: Sequence[str]) -> None:
        super().__init__()
        self._finder = SourceFinder(desk, document, revision, clauses)

    @property
    def HEADING(self) -> str:  # type: ignore[override]  # noqa: N802 (a dialog's heading)
        return "In the issued file"

    def compose(self) -> ComposeResult:
        with self.box(subtitle="enter close"):
            yield self._finder

    def name_it(self, file: str) -> None:
        """The file's name in the frame."""
        self.query_one(".box", Vertical).border_title = Content(f"In the issued file {file}")


class SourceFinder(Asking):
    """The inside of the dialog."""

    def __init__(self, desk: Desk, document: str, revision: str, clauses: Sequence[str]) -> None:
        super().__init__()
        self._desk, self._document, self._revision, self._clauses = desk, document, revision, clauses

    def compose(self) -> ComposeResult:
        yield TextPane()

    def on_mount(self) -> None:
        pane = self.query_one(TextPane)
        pane.show([Paragraph((Span("looking …", Tone.MUTED),))])
        pane.focus()
        self.ask(lambda: Sources(*self._desk.sources(self._document, self._revision, self._clauses)))

    def on_answered(self, message: Answered) -> None:
        if isinstance(message.payload, Sources):
            pane = self.query_one(TextPane)
            pane.show(source_parts(message.payload))
            pane.reveal(Tone.STRONG)
            if isinstance(self.screen, SourceDialog):
                self.screen.name_it(message.payload.file)

    def on_refused(self, message: Refused) -> None:
        if isinstance(self.screen, SourceDialog):
            self.screen.dismiss(None)
        self.app.post_message(Failed(message.error))


def source_parts(found: Sources) -> list[Part]:
    """Each paragraph's blocks with their places, its own strong, those around it muted."""
    parts: list[Part] = []
    for number, blocks in enumerate(found.blocks):
        if number:
            parts.append(Heading("", 2))
        if not any(block.own for block in blocks):
            parts.append(Paragraph((Span("its place in the file is not known", Tone.WARNING),)))
        for block in blocks:
            if block.own:
                parts += [Paragraph((Span(f"▸ {block.place}", Tone.STRONG),)), Paragraph((Span(block.text),), indent=2)]
            else:
                parts += [Paragraph((Span(f"  {block.place}", Tone.MUTED),)), Paragraph((Span(block.text, Tone.MUTED),), indent=2)]
    return parts
