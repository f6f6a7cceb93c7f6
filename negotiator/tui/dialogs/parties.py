"""Who negotiates: delegations and groups with their names, and the names in the texts that nobody entered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from negotiator.model.report import Heading, Line, Paragraph, Part, Span, Tone, line
from negotiator.tui import keymap, marks
from negotiator.tui.asking import Asking
from negotiator.tui.desk import Desk
from negotiator.tui.dialogs.dialog import Dialog
from negotiator.tui.messages import Answered, Failed, Recorded, Refused
from negotiator.tui.views import Place
from negotiator.tui.widgets.caption import Caption
from negotiator.tui.widgets.lines import LineList, Row
from negotiator.tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from negotiator.model.party import Membership, Party
    from negotiator.services.named import Delegations, Named


@dataclass(frozen=True, slots=True)
class Done:
    """Something was recorded or written, in words."""

    told: str
    recorded: bool = True


class PartiesDialog(Dialog[Place]):
    """The list, and below it what is known of the one under the cursor; leaving by `g` gives the place where its brackets are."""

    HEADING = "Delegations"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", show=False),
        Binding("m", "membership", show=False),
        Binding("g", "across", show=False),
        Binding("i", "read", show=False),
        Binding("w", "write", show=False),
        Binding("u", "undo", show=False),
        Binding("q", "leave", show=False),
        Binding("tab", "turn", show=False),
        Binding("shift+tab", "turn", show=False),
    ]
    DEFAULT_CSS = """
PartiesDialog > .box { width: 98%; max-width: 120; height: 96%; max-height: 96%; }
PartiesDialog Directory { height: 1fr; layout: vertical; }
PartiesDialog LineList { height: 3fr; max-height: 100%; }
PartiesDialog TextPane { height: 2fr; padding: 0; }
"""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._directory = Directory(desk)

    def compose(self) -> ComposeResult:
        with self.box(subtitle="enter change · a add · m member of · g its brackets · u undo · esc close"):
            yield self._directory

    def action_add(self) -> None:
        self._directory.add("")

    def action_membership(self) -> None:
        self._directory.membership()

    def action_across(self) -> None:
        place = self._directory.place()
        if place is not None:
            self.dismiss(place)

    def action_read(self) -> None:
        from negotiator.tui.dialogs.line import LineDialog

        self.app.push_screen(LineDialog("Read delegations from a file", "delegations.toml"), self._directory.read)

    def action_write(self) -> None:
        from negotiator.tui.dialogs.line import LineDialog

        self.app.push_screen(LineDialog("Write the delegations to a file", "delegations.toml"), self._directory.write)

    def action_undo(self) -> None:
        self._directory.undo()

    def action_turn(self) -> None:
        self._directory.turn()


class Directory(Asking):
    """The inside of the dialog."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: Delegations | None = None
        self._wanted = ""

    def compose(self) -> ComposeResult:
        yield LineList(id="parties", empty="reading …")
        yield Caption("", id="party-name")
        yield TextPane(id="party")

    def on_mount(self) -> None:
        self.query_one(LineList).focus()
        self._load()

    def _load(self) -> None:
        self.ask(self._desk.delegations)

    def turn(self) -> None:
        lines = self.query_one(LineList)
        (self.query_one(TextPane) if lines.has_focus else lines).focus()

    # -- what is there

    def on_answered(self, message: Answered) -> None:
        from negotiator.services.named import Delegations

        match message.payload:
            case Delegations() as found:
                self._show(found)
            case Done(told, recorded):
                if recorded:
                    self.post_message(Recorded(line(Span(told, Tone.STRONG), Span("   u takes it back", Tone.MUTED))))
                    self._load()
                self.query_one("#party-name", Caption).say(told)

    def on_refused(self, message: Refused) -> None:
        self.post_message(Failed(message.error))
        self._load()

    def _show(self, found: Delegations) -> None:
        self._found = found
        lines = self.query_one(LineList)
        lines.empty = "nobody is entered yet: a enters a delegation, i reads a file of them"
        wanted, self._wanted = self._wanted, ""
        lines.show(list(party_rows(found)), key=f"p:{wanted}" if wanted else None)
        if lines.current is None:
            self.query_one("#party-name", Caption).say("")
            self.query_one(TextPane).show(())

    def _party(self) -> Party | None:
        key = self._key("p:")
        return self._found.table.find(key) if self._found is not None and key else None

    def _key(self, kind: str) -> str:
        current = self.query_one(LineList).current
        return current.key.removeprefix(kind) if current is not None and current.key.startswith(kind) else ""

    def on_line_list_reached(self, _: LineList.Reached) -> None:
        found, party = self._found, self._party()
        if found is None:
            return
        unknown = self._key("?:")
        self.query_one("#party-name", Caption).say(party.name if party is not None else unknown)
        today = self._today()
        self.query_one(TextPane).show(party_parts(found, party, today) if party is not None else unknown_parts(found, unknown))

    def _today(self) -> date:
        day: date = self.app.clock().date()  # type: ignore[attr-defined]
        return day

    def place(self) -> Place | None:
        """The first text in which the one under the cursor is named, its brackets alone."""
        name = self._key("p:") or self._key("?:")
        named = self._found.named.get(name) if self._found is not None else None
        if named is None or not named.documents:
            self.query_one("#party-name", Caption).say(f"{name or 'nobody'}: no bracket of the newest texts names it")
            return None
        return Place(keymap.DOCUMENT, named.documents[0], holder=name)

    # -- what a person says

    def on_line_list_opened(self, _: LineList.Opened) -> None:
        from negotiator.tui.dialogs.party_form import PartyDialog

        party = self._party()
        if party is not None:
            self.app.push_screen(PartyDialog(party), lambda changed: self._enter(changed, party))
        elif self._key("?:"):
            self._meant(self._key("?:"))

    def _meant(self, name: str) -> None:
        """Ask who an unknown name is: the nearest known one first."""
        from negotiator.tui.dialogs.choice import Choice, ChoiceDialog

        found = self._found
        if found is None:
            return
        near = found.table.called(dict(found.unknown).get(name, ""))
        others = [party.name for party in found.parties if party.name != near]
        choices = [Choice(f"={each}", line("another name of ", Span(each, Tone.STRONG))) for each in [*([near] if near else []), *others]]
        choices.insert(1 if near else 0, Choice("+", line(f"a delegation of its own: {name}")))
        self.app.push_screen(ChoiceDialog(f"Who is {name}?", choices, ""), lambda chosen: self._named(name, chosen))

    def _named(self, name: str, chosen: str | None) -> None:
        if chosen == "+":
            self.add(name)
        elif chosen:
            party = chosen.removeprefix("=")
            self._record(lambda: (self._desk.call_party(party, name), f"{party} also goes by {name}")[1], party)

    def add(self, name: str) -> None:
        """Ask for a delegation that is not entered yet."""
        from negotiator.tui.dialogs.party_form import PartyDialog

        self.app.push_screen(PartyDialog(None, name), lambda made: self._enter(made, None))

    def _enter(self, party: Party | None, before: Party | None) -> None:
        if party is not None and party != before:
            self._record(lambda: f"{self._desk.enter_party(party, before).name} is entered", party.name)

    def membership(self) -> None:
        """Ask for a group of the delegation under the cursor; one that it has already may be given its days."""
        from negotiator.tui.dialogs.choice import Choice, ChoiceDialog

        party = self._party()
        if party is None:
            self.query_one("#party-name", Caption).say("enter says first who this is")
        elif not party.member_of:
            self._ask_membership(party, None)
        else:
            choices = [Choice("", line("another group"))]
            choices += [Choice(str(number), line(membership_told(each))) for number, each in enumerate(party.member_of)]
            self.app.push_screen(
                ChoiceDialog(f"{party.name} in", choices, ""),
                lambda chosen: self._ask_membership(party, party.member_of[int(chosen)] if chosen else None) if chosen is not None else None,
            )

    def _ask_membership(self, party: Party, before: Membership | None) -> None:
        from negotiator.tui.dialogs.party_form import MembershipDialog

        def joined(answer: tuple[str, date | None, date | None] | None) -> None:
            if answer is not None:
                group, since, until = answer
                self._record(lambda: (self._desk.join_group(party.name, group, since, until), f"{party.name} belongs to {group}")[1], party.name)

        groups = [each.name for each in self._found.parties if each.status.value == "group"] if self._found is not None else []
        self.app.push_screen(MembershipDialog(party.name, groups, before), joined)

    def _record(self, what: Callable[[], str], party: str = "") -> None:
        self._wanted = party
        self.ask(lambda: Done(what()), group="record")

    def undo(self) -> None:
        """Take back the newest entry of the workspace."""
        self._record(self._desk.undo)

    def read(self, path: str | None) -> None:
        """Enter the delegations of a file."""
        if path:
            self._record(lambda: f"{len(self._desk.read_parties(Path(path).expanduser()))} delegations are entered")

    def write(self, path: str | None) -> None:
        """Write the delegations to a file."""
        if path:
            self.ask(lambda: Done(f"{self._desk.write_parties(Path(path).expanduser())} delegations are written to {path}", recorded=False), group="record")


def party_rows(found: Delegations) -> Iterator[Row]:
    """Names that nobody entered first, then everybody who is, with status, other names, and brackets in the newest texts."""
    for name, near in found.unknown:
        told = Span(f"   nobody entered it{f'; {near}?' if near else ''}", Tone.MUTED)
        yield Row(f"?:{name}", line(marks.UNCERTAIN, f" {name}", told), named_tail(found.named.get(name)))
    width = min(24, max((len(party.name) for party in found.parties), default=0))
    for party in found.parties:
        ours = Span("ours  ", Tone.OURS) if party.ours else ""
        status = Span(f"  {party.status.value:<15}  ", Tone.MUTED)
        rest = "; ".join(filter(None, (f"also {', '.join(party.aliases)}" if party.aliases else "", ", ".join(m.group for m in party.member_of))))
        row = line(f"  {party.name:<{width}}", status, ours, Span(rest, Tone.MUTED))
        yield Row(f"p:{party.name}", row, named_tail(found.named.get(party.name)))


def named_tail(named: Named | None) -> Line:
    """`holds 12, against 3`, short."""
    if named is None:
        return ()
    said = [f"{what} {count}" for what, count in (("holds", named.holds), ("against", named.opposes), ("reserves", named.reserves)) if count]
    return (Span(", ".join(said), Tone.MUTED),)


def membership_told(each: Membership) -> str:
    """`Lantern Group, since 2020-01-01, until 2024-12-31`."""
    days = [f"{word} {day.isoformat()}" for word, day in (("since", each.since), ("until", each.until)) if day]
    return ", ".join((each.group, *days))


def party_parts(found: Delegations, party: Party, today: date) -> list[Part]:
    """All that is known of a delegation."""
    parts: list[Part] = [Paragraph(line(Span(party.status.value, Tone.STRONG), Span(", our own delegation", Tone.OURS) if party.ours else ""))]
    if party.aliases:
        parts.append(Paragraph(line(Span("also called  ", Tone.MUTED), ", ".join(party.aliases))))
    for each in party.member_of:
        past = "" if each.on(today) else Span("   not today", Tone.WARNING)
        parts.append(Paragraph(line(Span("belongs to  ", Tone.MUTED), membership_told(each), past)))
    members = [each.name for each in found.table.members(party.name, today)]
    if members:
        parts.append(Paragraph(line(Span("members today  ", Tone.MUTED), ", ".join(members))))
        parts.append(Paragraph((Span("What a group holds is the group's; it is counted as a member's only where you ask for it.", Tone.MUTED),)))
    return parts + in_texts(found.named.get(party.name))


def unknown_parts(found: Delegations, name: str) -> list[Part]:
    """What can be said of a name that nobody entered."""
    near = dict(found.unknown).get(name, "")
    told = f"Nobody entered this name. It is most like {near}." if near else "Nobody entered this name, and it is like no name that is known."
    return [Paragraph((Span(told),)), Paragraph((Span("enter says who it is", Tone.MUTED),)), *in_texts(found.named.get(name))]


def in_texts(named: Named | None) -> list[Part]:
    if named is None:
        return [Paragraph((Span("no bracket of the newest texts names it", Tone.MUTED),))]
    said = [f"holds {named.holds} ({named.words} words)"] * bool(named.holds)
    said += [f"{what} {count}" for what, count in (("against", named.opposes), ("reserves", named.reserves)) if count]
    return [Heading("In brackets of the newest texts", 2), Paragraph(line(", ".join(said) or "named", Span(f"   {', '.join(named.documents)}", Tone.MUTED)))]
