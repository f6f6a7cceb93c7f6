"""Home: where do we stand? One card for each outcome document, and what waits for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.widget import Widget

from negotiator.model.point import Standing
from negotiator.model.report import Line, Span, Tone, line, plain
from negotiator.tui import gather, keymap, marks
from negotiator.tui.desk import Desk
from negotiator.tui.messages import Answered, Visited
from negotiator.tui.screens.bracketing import bracket_step
from negotiator.tui.screens.room import Pane, Room
from negotiator.tui.views import Card, FileFindings, HomeView, Place, Tally, ToDo
from negotiator.tui.widgets.card import CardRow, GlanceCard
from negotiator.tui.widgets.ink import joined
from negotiator.tui.widgets.lines import LineList, Row

STANDINGS = (Standing.MET, Standing.PARTLY, Standing.UNMET, Standing.UNKNOWN)
GLYPHS = 36
"""A point is one glyph in the row of marks up to this many points; more are drawn in proportion."""


class HomeRoom(Room):
    """The first room of the day and the last one of the night."""

    ROOM = keymap.HOME
    EXPLANATION = (
        "Each card is an outcome document: its newest version, how many paragraphs changed since the version before, and where our points stand in it.",
        "● met   ◐ partly   ○ unmet   · not judged yet. Beside them: ! a verdict wants a second look, ‼ a red line is not kept, "
        "[ ] only bracketed text supports it.",
        "≠ are changes that the sender's file does not mark, ? matches between two versions that a person should look at.",
        "Below is what waits for a person, gravest first. Enter opens the place of a line; tab turns to the cards, enter opens a document.",
    )
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings(keymap.HOME)
    DEFAULT_CSS = """
HomeRoom { layout: vertical; }
HomeRoom #cards { layout: horizontal; height: auto; }
"""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._todo: dict[str, ToDo] = {}
        self._view: HomeView | None = None
        self._found = FileFindings()

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Container(id="cards")
            with Pane(id="todo-pane", classes="-front"):
                yield LineList(id="todo", empty="reading the workspace …")

    def on_mount(self) -> None:
        self.query_one(Pane).caption("To do")

    def focus_order(self) -> Sequence[Widget]:
        return (self.query_one("#todo"), *self.query(GlanceCard))

    def filtered(self) -> LineList:
        return self.query_one("#todo", LineList)

    def load(self) -> None:
        self.loaded = True
        self.ask(lambda: gather.home(self.desk))

    def on_answered(self, message: Answered) -> None:
        match message.payload:
            case HomeView() as view:
                self._view = view
                self.call_next(self._show, self._with_findings(view))
                self.ask(lambda: gather.file_findings(self.desk, view), group="findings")
            case FileFindings() as found if self._view is not None and found != self._found:
                self._found = found
                self.call_next(self._show, self._with_findings(self._view))

    def _with_findings(self, view: HomeView) -> HomeView:
        """The view with what is known of the files; what senders did not mark stands behind the red lines."""
        found = self._found
        slugs = [card.record.document.slug for card in view.cards]
        cards = [replace(card, brackets=found.brackets.get(slug), unmarked=found.unmarked.get(slug, 0)) for card, slug in zip(view.cards, slugs, strict=True)]
        grave = sum(each.mark == marks.RED_LINE for each in view.todo)
        asked = next((n for n, each in enumerate(view.todo) if each.mark == marks.STANDING[Standing.UNKNOWN]), len(view.todo))
        first, rest = ([each for each in found.todo if (each.mark == marks.UNMARKED) is wanted] for wanted in (True, False))
        return replace(view, cards=tuple(cards), todo=(*view.todo[:grave], *first, *view.todo[grave:asked], *rest, *view.todo[asked:]))

    async def _show(self, view: HomeView) -> None:
        self.app.named(view.title)  # type: ignore[attr-defined]
        cards = self.query_one("#cards", Container)
        focused = next((card.key for card in self.query(GlanceCard) if card.has_focus), None)
        async with self.batch():
            await cards.remove_children()
            await cards.mount_all([_glance(card) for card in view.cards])
        for card in self.query(GlanceCard):
            if card.key == focused:
                card.focus()
        self._todo = {f"{each.where}: {plain(each.text)}": each for each in view.todo}
        todo = self.query_one(LineList)
        todo.empty = "nothing waits for you" if view.cards else "no document yet: i imports the first one (Word, PDF, text, Markdown)"
        key = next(iter(self._todo), None) if todo.cursor == 0 else None  # who has not moved stays at the gravest
        todo.show([Row(name, line(each.mark, "  ", *each.text), (Span(each.where, Tone.MUTED),)) for name, each in self._todo.items()], key=key)
        count = len(view.todo)
        self.query_one(Pane).caption("To do", f"{count} {'line' if count == 1 else 'lines'}" if count else "")
        documents = len(view.cards)
        self.say_where(line(Span(f"{documents} {'document' if documents == 1 else 'documents'} · {view.points} points", Tone.MUTED)))

    def on_line_list_opened(self, message: LineList.Opened) -> None:
        self.post_message(Visited(self._todo[message.row.key].place))

    def on_glance_card_opened(self, message: GlanceCard.Opened) -> None:
        self.post_message(Visited(Place(keymap.DOCUMENT, message.key)))


def _glance(card: Card) -> GlanceCard:
    version, changed = _version(card), _changed(card)
    if card.record.newest is None:
        rows: list[CardRow] = [((Span("no version yet", Tone.MUTED),), ())]
        return GlanceCard(card.record.document.slug, card.record.name, rows, rows)
    counts, flags = tally_counts(card.tally), tally_flags(card.tally)
    if not card.tally.points:
        bare: list[CardRow] = [(version, changed), ((Span("no point addresses it yet", Tone.MUTED),), _brackets(card))]
        return GlanceCard(card.record.document.slug, card.record.name, bare, bare)
    brackets = _brackets(card)
    total = (Span(f"of {card.tally.points}", Tone.MUTED),)
    wide: list[CardRow] = [(version, changed), (tally_glyphs(card.tally), ()), (counts, total), (flags or (Span("no flags", Tone.MUTED),), brackets)]
    narrow: list[CardRow] = [(version, changed), (joined((line(*counts, Span(f"  of {card.tally.points}", Tone.MUTED)), flags), "   "), brackets)]
    return GlanceCard(card.record.document.slug, card.record.name, wide, narrow)


def _version(card: Card) -> Line:
    newest = card.record.newest
    assert newest is not None  # noqa: S101 (its caller asked)
    before = card.record.revision("previous")
    day = f"  {newest.issued_on.day} {newest.issued_on:%b}" if newest.issued_on else ""
    return line(Span(f"{before.label} → " if before else "", Tone.MUTED), Span(newest.label, Tone.STRONG), Span(day, Tone.MUTED))


def _changed(card: Card) -> Line:
    if card.changed is None:
        return (Span("first version", Tone.MUTED),)
    unsure = (Span(f", {card.uncertain} ", Tone.MUTED), marks.UNCERTAIN) if card.uncertain else ()
    unmarked = (Span(f", {card.unmarked} ", Tone.MUTED), marks.UNMARKED) if card.unmarked else ()
    return (Span(f"{card.changed} changed"), *unmarked, *unsure)


def _brackets(card: Card) -> Line:
    return (Span(f"brackets {card.brackets.now}{bracket_step(card.brackets)}", Tone.MUTED),) if card.brackets is not None else ()


def tally_glyphs(tally: Tally, most: int = GLYPHS) -> Line:
    """One mark for each point, best standing first: the whole document in one row."""
    share = 1.0 if tally.points <= most else most / tally.points
    spans = []
    for standing in STANDINGS:
        count = tally.standings.get(standing, 0)
        mark = marks.STANDING[standing]
        if count:
            spans.append(Span(mark.text * max(1, round(count * share)), mark.tone))
    return tuple(spans)


def tally_counts(tally: Tally) -> Line:
    """The counts of all standings that occur."""
    found = [(marks.STANDING[standing], tally.standings.get(standing, 0)) for standing in STANDINGS]
    return joined([line(mark, f" {count}") for mark, count in found if count], "  ")


def tally_flags(tally: Tally) -> Line:
    """The flags that are up, each with its count."""
    found = ((marks.RECHECK, tally.recheck), (marks.RED_LINE, tally.red_lines), (marks.BRACKETED, tally.bracketed))
    return joined([line(mark, Span(f" {count}", mark.tone)) for mark, count in found if count], "  ")
