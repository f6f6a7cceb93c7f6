"""The frame around all rooms: where you are, the rooms, what was said, and the keys that matter here."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.command import Provider
from textual.widgets import ContentSwitcher

from negotiator.errors import ConflictError, NegotiatorError
from negotiator.model.report import Line, Span, Tone, line
from negotiator.model.revision import Address
from negotiator.tui import keymap, theme
from negotiator.tui.commands import KeyCommands
from negotiator.tui.desk import Desk
from negotiator.tui.messages import Failed, Recorded, Said, Visited, WhereChanged
from negotiator.tui.screens.document import DocumentRoom
from negotiator.tui.screens.home import HomeRoom
from negotiator.tui.screens.position import PositionRoom
from negotiator.tui.screens.room import NARROW, Room
from negotiator.tui.views import Place
from negotiator.tui.watch import LookAhead, Threshold, Watch
from negotiator.tui.widgets.bar import Bar, Item

ROOMS: tuple[type[Room], ...] = (HomeRoom, DocumentRoom, PositionRoom)


def local_now() -> datetime:
    """The time on the wall."""
    return datetime.now().astimezone()


class NegotiatorApp(App[int]):
    """The terminal UI on one desk."""

    TITLE = "negotiator"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {KeyCommands}
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings(keymap.EVERYWHERE)
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, NARROW), (110, "-wide")]  # noqa: RUF012 (declared so by Textual)
    CSS = """
#top { background: $raised; }
#rooms { background: $raised; margin-bottom: 0; }
#status { color: $muted; }
#hints { background: $raised; }
ContentSwitcher { height: 1fr; }
.-narrow Pane { display: none; }
.-narrow Pane.-front { display: block; }
.-narrow #cards { layout: vertical; }
.-narrow GlanceCard { border: none; border-top: solid $rule; width: 100%; }
.-narrow GlanceCard:focus { border: none; border-top: solid $foreground; }
.-narrow #todo-pane { border: none; border-top: solid $rule; }
.-narrow #todo-pane:focus-within { border: none; border-top: solid $foreground; }
Dialog Input, Dialog Input:focus { border: none; height: 1; padding: 0 1; background: $raised; }
Dialog Input:focus { background: $cursor; }
Dialog Button, Dialog Button:focus, Dialog Button:hover { border: none; height: 1; min-width: 12; margin: 0 0 0 1; }
Dialog Button, Dialog Button:hover { background: $raised; color: $foreground; text-style: none; }
Dialog Button:focus { background: $cursor; text-style: bold; }
Dialog Button:disabled { color: $muted; }
CommandPalette > #--container { width: 72; max-width: 96%; margin: 2 0; }
CommandPalette #--input, CommandPalette #--input.--list-visible { border: round $foreground; background: $background; }
CommandPalette SearchIcon { display: none; }
CommandPalette CommandInput, CommandPalette CommandInput:focus { border: none; height: 1; padding: 0 1; background: $background; }
CommandPalette CommandList, CommandPalette CommandList:focus { max-height: 60vh; border: round $rule; background: $background; }
CommandPalette CommandList > .option-list--option { text-style: none; padding: 0 1; }
CommandPalette > .command-palette--help-text { color: $muted; text-style: none; }
"""

    def __init__(
        self,
        desk: Desk,
        *,
        dark: bool | None = None,
        plain: bool = False,
        clock: Callable[[], datetime] = local_now,
        pulse_seconds: float | None = 1.0,
        own_keys: Callable[[], dict[str, str]] = keymap.own_keys,
    ) -> None:
        """`clock` tells the local time; `pulse_seconds` is how often others' entries are looked for, None for never."""
        super().__init__()
        self.desk = desk
        self.plain = plain or self.no_color
        self.clock = clock
        self._pulse_seconds = pulse_seconds
        self._own_keys = own_keys
        self._title = ""
        self._looked_ahead = False
        for each in theme.THEMES:
            self.register_theme(each)
        self.theme = theme.DARK if (theme.terminal_is_dark() if dark is None else dark) else theme.LIGHT

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(theme.THEMES[0].variables)

    def compose(self) -> ComposeResult:
        yield Bar(id="top")
        yield Bar(id="rooms")
        with ContentSwitcher(initial=keymap.HOME):
            for room in ROOMS:
                yield room(self.desk)
        yield Bar(id="status")
        yield Bar(id="hints", gap=3)

    def on_mount(self) -> None:
        self.set_interval(20, self._show_top)
        self._show_frame()
        # The frame is painted first; what the workspace holds comes a moment later.
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        for room in self.query(Room):
            room.plain_marks(self.plain)
        try:
            self.set_keymap(keymap.keymap(self._own_keys().items()))
        except NegotiatorError as error:
            self.on_failed(Failed(error))
        self.mount(Threshold(self.desk))

    def on_threshold_crossed(self) -> None:
        self.room(self.room_shown).enter(None)
        if self._pulse_seconds is not None:
            self.mount(Watch(self.desk, self._pulse_seconds))

    def on_threshold_barred(self, message: Threshold.Barred) -> None:
        error = message.error
        self.exit(return_code=error.exit_code, message="\n".join(filter(None, (f"negotiator: {error.message}", error.hint and f"  {error.hint}"))))

    # -- the frame

    @property
    def room_shown(self) -> str:
        """Name of the room on the screen."""
        return self.screen_stack[0].query_one(ContentSwitcher).current or keymap.HOME

    def room(self, name: str) -> Room:
        return self.screen_stack[0].query_one(f"#{name}", Room)

    def _bar(self, name: str) -> Bar:
        return self.screen_stack[0].query_one(f"#{name}", Bar)

    def _show_frame(self) -> None:
        self._show_top()
        current = self.room_shown
        doors = [action for action in keymap.ACTIONS if action.id.startswith("room.")]
        titles = {action.id: keymap.ROOM_TITLES[action.id.partition(".")[2]] for action in doors}
        self._bar("rooms").show(
            [
                Item(
                    (
                        Span(keymap.key_of(action, self._keymap), Tone.MUTED),
                        Span(f" {titles[action.id]}", Tone.STRONG if action.id == f"room.{current}" else Tone.MUTED),
                    ),
                    action.action,
                )
                for action in doors
            ],
            *self._where,
        )
        self._bar("hints").show(
            [
                Item((Span(keymap.key_of(action, self._keymap), Tone.STRONG), Span(f" {action.short}", Tone.MUTED)), f"do('{action.id}')")
                for action in keymap.hints(current)
            ]
        )

    _where: tuple[Line, ...] = ()

    def _show_top(self) -> None:
        now = self.clock()
        clock = f"{now:%a} {now.day} {now:%b} {now:%H:%M}"
        name = Item(line(Span("negotiator", Tone.STRONG), Span(f" · {self._title}" if self._title else "", Tone.PLAIN)))
        self._bar("top").show([name], line(Span(clock, Tone.MUTED)), line(Span(f"{now:%H:%M}", Tone.MUTED)))

    def named(self, title: str) -> None:
        """The negotiation's name for the top line."""
        self._title = title
        self._show_top()

    def on_where_changed(self, message: WhereChanged) -> None:
        if message.spans and not self._looked_ahead and self._pulse_seconds is not None:
            self._looked_ahead = True
            self.mount(LookAhead(self.desk, self._pulse_seconds))
        if message.room == self.room_shown:
            self._where = (message.spans, message.short)
            self._show_frame()

    def on_said(self, message: Said) -> None:
        self._bar("status").show([Item(message.spans)])

    def on_failed(self, message: Failed) -> None:
        self._bar("status").show([Item(line(Span("! ", Tone.WARNING), message.error.message))])
        if isinstance(message.error, ConflictError):
            self.read_again()
        from negotiator.tui.dialogs.error import ErrorDialog

        self.push_screen(ErrorDialog(message.error), lambda _: self._bar("status").show([]))

    def on_recorded(self, message: Recorded) -> None:
        self.on_said(Said(message.spans))
        self.read_again()

    def read_again(self) -> None:
        """What the rooms show is old: the one on the screen reads at once, the others when they are entered."""
        self.desk.renew()
        for room in self.screen_stack[0].query(Room):
            room.forget()
        self.room(self.room_shown).enter(None)

    def key_for(self, name: str) -> str:
        """The key that does something now, as people write it."""
        return keymap.key_of(next(action for action in keymap.ACTIONS if action.id == name), self._keymap)

    # -- places

    def visit(self, place: Place) -> None:
        """Go into the place's room and to the place."""
        self.screen_stack[0].query_one(ContentSwitcher).current = place.room
        self._where = ()
        self._show_frame()
        self.room(place.room).enter(place if place != Place(place.room) else None)

    def on_visited(self, message: Visited) -> None:
        self.visit(message.place)

    # -- actions

    async def action_do(self, name: str) -> None:
        """Run an action of the registry, in the room that it belongs to."""
        action = next(action for action in keymap.ACTIONS if action.id == name)
        await self.run_action(action.action, self if action.room == keymap.EVERYWHERE else self.room(action.room))

    def action_room(self, name: str) -> None:
        self.visit(Place(name))

    def action_other_pane(self, step: int = 1) -> None:
        self.room(self.room_shown).turn(step)

    def action_reload(self) -> None:
        self.read_again()

    def action_other_theme(self) -> None:
        self.theme = theme.LIGHT if self.theme == theme.DARK else theme.DARK

    def action_plain_marks(self) -> None:
        self.plain = not self.plain
        for room in self.screen_stack[0].query(Room):
            room.plain_marks(self.plain)
        self.on_said(Said(line(Span("changes are written as [-deleted-]{+inserted+}" if self.plain else "changes are shown by colour and line", Tone.MUTED))))

    def action_help(self) -> None:
        from negotiator.tui.dialogs.help import HelpDialog

        self.push_screen(HelpDialog(self.room(self.room_shown), self._keymap))

    def action_search(self) -> None:
        from negotiator.tui.dialogs.search import SearchDialog

        self.push_screen(SearchDialog(self.desk), self._visit_if_any)

    def action_filter(self) -> None:
        self.room(self.room_shown).filter_lines()

    def action_go_to(self) -> None:
        from negotiator.tui.dialogs.line import LineDialog

        self.push_screen(LineDialog("Go to", "declaration@rev1:7, review, eu-position:II.2.9"), self._go_to)

    def _go_to(self, text: str | None) -> None:
        if text:
            try:
                address = Address.parse(text)
            except NegotiatorError as error:
                self.on_failed(Failed(error))
            else:
                self.visit(Place(keymap.DOCUMENT, address.document, "" if address.revision == "latest" else address.revision, address.clause))

    def _visit_if_any(self, place: Place | None) -> None:
        if place is not None:
            self.visit(place)

    def action_import(self) -> None:
        from negotiator.tui.dialogs.importing import ImportDialog

        self.push_screen(ImportDialog(self.desk), self._record_if_any)

    def action_export(self) -> None:
        from negotiator.tui.dialogs.exporting import ExportDialog

        shown = self.room(self.room_shown).place
        self.push_screen(ExportDialog(self.desk, shown), self._say_if_any)

    def _record_if_any(self, spans: Line | None) -> None:
        if spans:
            self.on_recorded(Recorded(spans))

    def _say_if_any(self, spans: Line | None) -> None:
        if spans:
            self.on_said(Said(spans))

    def action_edits(self) -> None:
        from negotiator.tui.dialogs.edits import EditsDialog

        self.push_screen(EditsDialog(self.desk, self.room(keymap.DOCUMENT).place), self._visit_if_any)

    def action_inspect(self) -> None:
        from negotiator.tui.dialogs.inspecting import InspectDialog

        self.push_screen(InspectDialog(self.desk, self.room(keymap.DOCUMENT).place))

    def action_delegations(self) -> None:
        from negotiator.tui.dialogs.parties import PartiesDialog

        self.push_screen(PartiesDialog(self.desk), self._visit_if_any)

    def action_journal(self) -> None:
        from negotiator.tui.dialogs.journal import JournalDialog

        self.push_screen(JournalDialog(self.desk))

    def action_undo(self) -> None:
        self.room(self.room_shown).undo()

    # -- the end

    def _fatal_error(self) -> None:
        """Say where the program failed and nothing else: Textual's own report prints variables, and those hold texts."""
        from rich.segment import Segment, Segments

        self._return_code = NegotiatorError.exit_code
        frames = traceback.extract_tb(self._exception.__traceback__) if self._exception else []
        places = "".join(f"  {Path(frame.filename).name}, line {frame.lineno}, in {frame.name}\n" for frame in frames)
        kind = type(self._exception).__name__
        self._exit_renderables.append(Segments([Segment(f"negotiator made a mistake and had to close: {kind}\n{places}Nothing that was recorded is lost.\n")]))
        self._close_messages_no_wait()
