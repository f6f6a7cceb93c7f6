"""How a file was read, block by block, and a person's word on it: what a block is, and which part of the file is which document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from negotiator.errors import NegotiatorError
from negotiator.model.counting import counted
from negotiator.model.report import Line, Paragraph, Part, Span, Tone, line
from negotiator.tui import marks
from negotiator.tui.asking import Asking
from negotiator.tui.desk import Desk
from negotiator.tui.dialogs.dialog import Dialog
from negotiator.tui.messages import Answered, Failed, Refused
from negotiator.tui.orders import BlockSaying, FileReading, ImportOrder, ReadBlock
from negotiator.tui.widgets.caption import Caption
from negotiator.tui.widgets.filter_line import FilterLine
from negotiator.tui.widgets.ink import joined
from negotiator.tui.widgets.lines import LineList, Row
from negotiator.tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from negotiator.services.stretches import Stretch

TAKES = {"heading": "a heading", "continuation": "a part of the paragraph above", "paragraph": "a paragraph of its own", "furniture": "no paragraph: left out"}
"""What a block may be said to be, by the word that a file of corrections has for it."""
KEYS = (
    (("h", "a heading"), ("c", "part of the one above"), ("p", "a paragraph"), ("x", "left out"), ("r", "as read")),
    (("b", "a part begins here"), ("d", "which document it is"), ("j", "join it to the part above")),
)
"""What is said of a block, and of a part of the file."""


Reader = Callable[[ImportOrder], FileReading]


@dataclass(frozen=True, slots=True)
class Known:
    """Slugs of the documents that a part may be."""

    slugs: tuple[str, ...]


class BlocksDialog(Dialog[ImportOrder]):
    """The blocks in their order; ctrl+s gives the order with all that was said, and the file is read again by it."""

    HEADING = "Block by block"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "take('heading')", show=False),
        Binding("c", "take('continuation')", show=False),
        Binding("p", "take('paragraph')", show=False),
        Binding("x", "take('furniture')", show=False),
        Binding("r", "take('')", show=False),
        Binding("b", "begin", show=False),
        Binding("d", "name", show=False),
        Binding("j", "join", show=False),
        Binding("slash,ctrl+f", "filter", show=False),
        Binding("ctrl+s", "done", show=False),
    ]
    DEFAULT_CSS = """
BlocksDialog > .box { width: 98%; max-width: 140; height: 96%; max-height: 96%; }
BlocksDialog Blocks { height: 1fr; layout: vertical; }
BlocksDialog #keys { height: auto; max-height: 4; padding: 0; }
BlocksDialog LineList { height: 3fr; max-height: 100%; margin-top: 1; }
BlocksDialog #block { height: 1fr; min-height: 3; padding: 0; }
"""

    def __init__(self, desk: Desk, order: ImportOrder, reader: Reader | None = None, place: str = "") -> None:
        """`reader` reads under an order; None: a file that is about to be imported, which may be taken apart. `place` names the block to begin with."""
        super().__init__()
        self._blocks = Blocks(desk, order, reader, place)

    def compose(self) -> ComposeResult:
        with self.box(subtitle="/ filter · ctrl+s read it so · esc close"):
            yield self._blocks

    def action_take(self, what: str) -> None:
        self._blocks.take(what)

    def action_begin(self) -> None:
        self._blocks.begin()

    def action_name(self) -> None:
        self._blocks.name_part()

    def action_join(self) -> None:
        self._blocks.join()

    def action_filter(self) -> None:
        lines = self.query_one(LineList)
        if lines.rows and not self.query(FilterLine):
            self.query_one(".box", Vertical).mount(FilterLine(lines))

    def on_filter_line_left(self, message: FilterLine.Left) -> None:
        message.lines.focus()

    def action_done(self) -> None:
        order = self._blocks.said()
        if order is not None:
            self.dismiss(order)


class Blocks(Asking):
    """The inside of the dialog."""

    def __init__(self, desk: Desk, order: ImportOrder, reader: Reader | None, place: str) -> None:
        super().__init__()
        self._desk = desk
        self._order = order
        self._reader = reader or desk.explain
        self._parts = reader is None
        self._place = place
        self._reading: FileReading | None = None
        self._stretches: tuple[Stretch, ...] = ()
        self._cut = False
        self._documents: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        yield TextPane(id="keys")
        yield LineList(id="blocks", empty="reading …")
        yield Caption("", id="block-caption")
        yield TextPane(id="block")

    def on_mount(self) -> None:
        self.query_one("#keys", TextPane).show([Paragraph(joined([keys_told(*each) for each in row], "  ")) for row in KEYS[: 1 + self._parts]])
        self.query_one(LineList).focus()
        self.ask(lambda: Known(tuple(record.document.slug for record in self._desk.documents())), group="documents")
        self._read()

    def _read(self) -> None:
        order = self._order
        self.ask(lambda: self._reader(order))

    def on_answered(self, message: Answered) -> None:
        match message.payload:
            case Known(slugs):
                self._documents = slugs
            case FileReading() as reading:
                first, self._reading = self._reading is None, reading
                if first:
                    self._stretches = reading.stretches
                    self._cut = self._order.split is not None or sum(bool(one.document) for one in reading.stretches) > 1
                self._show()

    def on_refused(self, message: Refused) -> None:
        self.post_message(Failed(message.error))
        if self._reading is None:
            self.screen.dismiss(None)
        else:  # what was said last cannot be: it is taken back
            self._order = self._reading.order
            self._show()

    # -- what is there

    def _show(self) -> None:
        if self._reading is not None:
            lines = self.query_one(LineList)
            lines.empty = ""
            place, self._place = self._place, ""
            here = [str(number) for number, block in enumerate(self._reading.blocks) if place and block.place == place]
            lines.show(list(block_rows(self._reading, self._stretches if self._cut else ())), key=here[-1] if here else None)

    def _block(self) -> ReadBlock | None:
        current = self.query_one(LineList).current
        return self._reading.blocks[int(current.key)] if current is not None and self._reading is not None and current.key.isdigit() else None

    def on_line_list_reached(self, _: LineList.Reached) -> None:
        block = self._block()
        if block is not None:
            self.query_one("#block-caption", Caption).say(f"{block.place} · {taken_for(block)}")
            self.query_one("#block", TextPane).show(block_parts(block))

    def _say(self, told: str) -> None:
        self.query_one("#block-caption", Caption).say(told)

    # -- what a person says

    def take(self, what: str) -> None:
        """Say what the block under the cursor is; nothing takes back what was said of it."""
        block = self._block()
        if block is None:
            return
        kept = tuple(each for each in self._order.blocks if (each.at, each.quote) != (block.place, block.quote))
        said = (*kept, BlockSaying(block.place, block.quote, what)) if what else kept
        if said != self._order.blocks:
            self._order = replace(self._order, blocks=said)
            self._say(f"{block.place} is {TAKES[what]}" if what else f"{block.place} is read as it was")
            self._read()

    def _number(self) -> int | None:
        """The stretch under the cursor."""
        block = self._block()
        return next((n for n, one in enumerate(self._stretches) if block is not None and block.index in one.blocks), None)

    def begin(self) -> None:
        """A part begins at the block under the cursor: ask which document it is."""
        from negotiator.services.stretches import begin_at

        if not self._parts:
            return
        block, number = self._block(), self._number()
        if block is None or number is None:
            self._say("notes, headers and footers follow the text that they belong to")
            return
        self._stretches = begin_at(self._stretches, block.index)
        self._cut = True
        self._show()
        self.name_part()

    def name_part(self) -> None:
        """Ask which document the part under the cursor is."""
        from negotiator.tui.dialogs.choice import Choice, ChoiceDialog

        number = self._number()
        if not self._parts:
            return
        if number is None:
            self._say("notes, headers and footers follow the text that they belong to")
            return
        self._cut = True
        one = self._stretches[number]
        slugs = dict.fromkeys((*self._documents, *(each.document for each in self._stretches if each.document)))
        choices = [Choice(f"={slug}", line(slug)) for slug in slugs]
        choices += [Choice("+", line("another document …")), Choice("-", line("no document: left out …"))]
        self.app.push_screen(ChoiceDialog("This part is", choices, f"={one.document}" if one.document else "-"), lambda chosen: self._named(number, chosen))

    def _named(self, number: int, chosen: str | None) -> None:
        from negotiator.tui.dialogs.line import LineDialog

        if chosen == "+":
            self.app.push_screen(
                LineDialog("Name of the document", "small letters, digits and hyphens: action-plan"), lambda slug: self._call(number, slug or "")
            )
        elif chosen == "-":
            reason = self._stretches[number].reason
            self.app.push_screen(LineDialog("Left out, because it is", "the cover page", reason), lambda why: self._leave_out(number, why))
        elif chosen:
            self._call(number, chosen.removeprefix("="))

    def _call(self, number: int, slug: str) -> None:
        from negotiator.services.stretches import named

        if slug:
            self._stretches = named(self._stretches, number, slug)
            self._show()

    def _leave_out(self, number: int, why: str | None) -> None:
        from negotiator.services.stretches import named

        if why is not None:
            self._stretches = named(self._stretches, number, "", why)
            self._show()

    def join(self) -> None:
        """Make the part under the cursor one with the part above."""
        from negotiator.services.stretches import joined_above

        number = self._number()
        if number and self._parts:
            self._stretches = joined_above(self._stretches, number)
            self._show()

    def said(self) -> ImportOrder | None:
        """The order with all that was said; None, and why, where it cannot be carried out."""
        from negotiator.services.files import ReadFile
        from negotiator.services.stretches import plan_of

        reading = self._reading
        if reading is None:
            return None
        if not self._cut:
            return self._order
        assert isinstance(reading.payload, ReadFile)  # noqa: S101 (what the desk keeps)
        try:
            plan = plan_of(reading.payload, self._stretches)
        except NegotiatorError as error:
            self.post_message(Failed(error))
            return None
        return replace(self._order, split=plan, document="")


def keys_told(key: str, told: str) -> Line:
    return line(Span(key, Tone.STRONG), Span(f" {told}", Tone.MUTED))


def block_rows(reading: FileReading, stretches: Sequence[Stretch]) -> Iterator[Row]:
    """The blocks in the order of the file, under the names of their parts where it is taken apart."""
    begins = {one.blocks[0]: one for one in stretches}
    place = min(22, max((len(block.place) for block in reading.blocks), default=0))
    for number, block in enumerate(reading.blocks):
        if (one := begins.get(block.index)) is not None:
            words = sum(each.words for each in reading.blocks if each.index in set(one.blocks))
            told = f"{one.label}  " if one.label else ""
            name = Span(f" {one.document}", Tone.STRONG) if one.document else Span(f" left out: {one.reason}", Tone.WARNING)
            yield Row(f"|{number}", line(name, Span(f"   {told}{counted(words, 'word')}{'; ' + one.why if one.why else ''}", Tone.MUTED)), selectable=False)
        gone = block.what == "left out"
        what = Span(f"{taken_for(block)[:18]:<18}  ", Tone.MUTED if not block.ruled else Tone.OURS)
        mark = marks.STATUS["agreed ad ref"] if block.ruled else marks.NO_MARK
        words_ = Span(" ".join(block.text.split()), Tone.MUTED if gone else Tone.PLAIN)
        yield Row(str(number), line(mark, Span(f" {block.place[:place]:<{place}}  ", Tone.MUTED), what, words_))


def taken_for(block: ReadBlock) -> str:
    """What a block was taken for, with its path where that is more than a counter of its own (`heading`, `operative II.1.3`)."""
    kind, _, path = block.what.partition(" ")
    return kind if re.fullmatch(r"(?:[a-z]+|[a-z]+\d+)(?:_\d+)?", path) and not block.what.startswith("left") else block.what


def block_parts(block: ReadBlock) -> list[Part]:
    """What a block was taken for, why, and all its words."""
    ruled = Span(f"   you say: {TAKES.get(block.ruled, block.ruled)}", Tone.OURS) if block.ruled else ""
    return [Paragraph(line(Span(block.why, Tone.MUTED), ruled)), Paragraph((Span(block.text),))]
