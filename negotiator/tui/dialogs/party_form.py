"""Asks for what is known of one delegation, and for a group that it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from negotiator.errors import NegotiatorError, UsageError
from negotiator.model.party import Party, PartyStatus
from negotiator.model.report import line
from negotiator.tui.dialogs.dialog import Dialog
from negotiator.tui.dialogs.error import ErrorDialog
from negotiator.tui.widgets.option import Choice, Option

if TYPE_CHECKING:
    from negotiator.model.party import Membership

FORM_CSS = """
    & > .box { max-width: 76; }
    & .field { height: 1; width: 100%; }
    & .field Static { width: 14; color: $muted; }
    & .field Input { width: 1fr; }
"""


class PartyDialog(Dialog[Party]):
    """Name, status, other names, whose it is; ctrl+s or enter in a field gives the delegation as it is then."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "enter_it", show=False)]
    DEFAULT_CSS = "PartyDialog {" + FORM_CSS + "}"

    def __init__(self, party: Party | None, name: str = "") -> None:
        """`party` is changed; None enters a new one, under `name` where it is known."""
        super().__init__()
        self._party = party
        self._given = name

    @property
    def HEADING(self) -> str:  # type: ignore[override]  # noqa: N802 (a dialog's heading)
        return self._party.name if self._party is not None else "A delegation"

    def compose(self) -> ComposeResult:
        party = self._party or Party(self._given)
        statuses = [Choice(each.value, line(each.value)) for each in PartyStatus]
        with self.box(subtitle="← → change · ctrl+s enter it · esc close"):
            with Horizontal(classes="field"):
                yield Static("Name", markup=False)
                yield Input(party.name, placeholder="as the table of brackets is to call it", id="name", disabled=self._party is not None)
            with Horizontal(classes="field"):
                yield Static("Status", markup=False)
                yield Option("Status", statuses, chosen=party.status.value, id="status")
            with Horizontal(classes="field"):
                yield Static("Also called", markup=False)
                yield Input("; ".join(party.aliases), placeholder="other names, with ; between them", id="aliases")
            with Horizontal(classes="field"):
                yield Static("Our own", markup=False)
                yield Option("Our own delegation", OURS, chosen="yes" if party.ours else "no", id="ours")

    def on_mount(self) -> None:
        self.query_one("#aliases" if self._party is not None or self._given else "#name", Input).focus()

    def on_input_submitted(self) -> None:
        self.action_enter_it()

    def action_enter_it(self) -> None:
        name = self.query_one("#name", Input).value.strip()
        if not name:
            self.app.push_screen(ErrorDialog(UsageError("a delegation needs a name", hint="write it as the table of brackets is to call it")))
            return
        aliases = tuple(dict.fromkeys(filter(None, (each.strip() for each in self.query_one("#aliases", Input).value.split(";")))))
        status, ours = PartyStatus(self.query_one("#status", Option).value), self.query_one("#ours", Option).value == "yes"
        self.dismiss(replace(self._party or Party(name), status=status, aliases=aliases, ours=ours))


OURS = (Choice("no", line("no")), Choice("yes", line("yes: “ours” means what it would have")))


class MembershipDialog(Dialog["tuple[str, date | None, date | None]"]):
    """A group with the first and the last day; a day that is not written is open."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "enter_it", show=False)]
    DEFAULT_CSS = "MembershipDialog {" + FORM_CSS + "}"

    def __init__(self, name: str, groups: Sequence[str], before: Membership | None) -> None:
        super().__init__()
        self._member = name
        self._groups = groups
        self._before = before

    @property
    def HEADING(self) -> str:  # type: ignore[override]  # noqa: N802 (a dialog's heading)
        return f"{self._member} belongs to"

    def compose(self) -> ComposeResult:
        before = self._before
        days = [day.isoformat() if day else "" for day in (before.since, before.until)] if before is not None else ["", ""]
        with self.box(subtitle="enter record · esc close"):
            for name, title, value, example in (
                ("group", "Group", before.group if before is not None else "", ", ".join(self._groups) or "the group's name"),
                ("since", "First day", days[0], "2024-01-31, or nothing: from the beginning"),
                ("until", "Last day", days[1], "nothing: to this day"),
            ):
                with Horizontal(classes="field"):
                    yield Static(title, markup=False)
                    suggester = SuggestFromList(self._groups, case_sensitive=False) if name == "group" else None
                    yield Input(value, placeholder=example, id=name, suggester=suggester)

    def on_mount(self) -> None:
        self.query_one("#group" if self._before is None else "#until", Input).focus()

    def on_input_submitted(self) -> None:
        self.action_enter_it()

    def action_enter_it(self) -> None:
        group = self.query_one("#group", Input).value.strip()
        try:
            if not group:
                raise UsageError("no group is named", hint="write its name")
            self.dismiss((group, self._day("since"), self._day("until")))
        except NegotiatorError as error:
            self.app.push_screen(ErrorDialog(error))

    def _day(self, name: str) -> date | None:
        written = self.query_one(f"#{name}", Input).value.strip()
        try:
            return date.fromisoformat(written) if written else None
        except ValueError:
            raise UsageError(f"{written!r} is no date", hint="write it as 2024-11-26") from None
