"""Which paragraph became which: old text beside new, the uncertain ones first, and a person's word on each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from negotiator.model.change import ChangeKind, Op
from negotiator.model.clause import Clause
from negotiator.model.report import Line, Paragraph, Part, Span, Tone, line
from negotiator.text.redline import redline
from negotiator.tui import gather, keymap, marks
from negotiator.tui.asking import Asking
from negotiator.tui.desk import Desk
from negotiator.tui.dialogs.dialog import Dialog
from negotiator.tui.messages import Answered, Failed, Recorded, Refused, Said
from negotiator.tui.views import Place
from negotiator.tui.widgets.caption import Caption
from negotiator.tui.widgets.lines import LineList, Row
from negotiator.tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from negotiator.services.rulings import MatchLine, MatchList, NearPair, Ruled

JUST_MISSED = Span("≈", Tone.MUTED)
"""Beside a pair that was not linked, though little was wanting."""
RULED = Span("✓", Tone.MET)
"""Beside a match that a person ruled on."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Paragraphs of both sides on one line of the list."""

    old: tuple[Clause, ...]
    new: tuple[Clause, ...]
    mark: Line
    told: str
    """How sure it is, and why."""
    note: Line = ()
    linked: bool = True
    """False for a pair that just missed being one."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A ruling that was recorded."""

    ruled: Ruled


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A ruling that was taken back, in words."""

    what: str


class MatchesDialog(Dialog[Place]):
    """All over the screen: the list, and below it the two sides."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "say('confirm')", show=False),
        Binding("n", "say('part')", show=False),
        Binding("l", "choose('old')", show=False),
        Binding("r", "choose('new')", show=False),
        Binding("a", "everything", show=False),
        Binding("g", "across", show=False),
        Binding("u", "undo", show=False),
        Binding("q", "leave", show=False),
        Binding("tab", "turn(1)", show=False),
        Binding("shift+tab", "turn(-1)", show=False),
    ]
    DEFAULT_CSS = """
MatchesDialog > .box { width: 98%; max-width: 160; height: 96%; max-height: 96%; }
MatchesDialog Matcher { height: 1fr; layout: vertical; }
MatchesDialog LineList { height: auto; max-height: 30%; }
MatchesDialog #sides { height: 1fr; }
MatchesDialog .side { width: 1fr; height: 1fr; border-top: solid $rule; border-title-color: $muted; }
MatchesDialog .side:focus-within { border-top: solid $foreground; border-title-color: $foreground; }
MatchesDialog #left { border-right: solid $rule; }
"""

    def __init__(self, desk: Desk, document: str, revision: str, clause: str = "") -> None:
        """`clause` is the id of a paragraph of the revision to begin with."""
        super().__init__()
        self._matcher = Matcher(desk, document, revision, clause)

    def compose(self) -> ComposeResult:
        with self.box(subtitle="c confirm · n not the same · l r choose · a all · g go to · u undo · esc"):
            yield self._matcher

    def name_it(self, heading: str) -> None:
        """Words in the frame."""
        self.query_one(".box", Vertical).border_title = Content(heading)

    def action_say(self, what: str) -> None:
        if what == "confirm":
            self._matcher.confirm()
        else:
            self._matcher.part()

    def action_choose(self, side: str) -> None:
        self._matcher.choose(side)

    def action_everything(self) -> None:
        self._matcher.show_all()

    def action_across(self) -> None:
        place = self._matcher.place()
        if place is not None:
            self.dismiss(place)

    def action_undo(self) -> None:
        self._matcher.undo()

    def action_turn(self, step: int) -> None:
        self._matcher.turn(step)


class Matcher(Asking):
    """The inside of the dialog."""

    def __init__(self, desk: Desk, document: str, revision: str, clause: str) -> None:
        super().__init__()
        self._desk, self._document, self._revision, self._wanted = desk, document, revision, clause
        self._list: MatchList | None = None
        self._pairs: dict[str, Pair] = {}
        self._everything = False
        self._chosen: tuple[tuple[Clause, ...], tuple[Clause, ...]] | None = None
        self._recording = False

    def compose(self) -> ComposeResult:
        yield LineList(id="matches", empty="reading …")
        yield Caption("", id="why")
        with Horizontal(id="sides"):
            with Vertical(id="left", classes="side"):
                yield TextPane(id="old")
            with Vertical(id="right", classes="side"):
                yield TextPane(id="new")

    def on_mount(self) -> None:
        self.query_one("#matches", LineList).focus()
        self._load()

    def _load(self) -> None:
        self.ask(lambda: self._desk.matches(self._document, self._revision))

    def turn(self, step: int) -> None:
        """Put the focus on the list or one of the sides."""
        order = [self.query_one(name) for name in ("#matches", "#old", "#new")]
        at = next((i for i, widget in enumerate(order) if widget.has_focus), 0)
        order[(at + step) % len(order)].focus()

    # -- what is there

    def on_answered(self, message: Answered) -> None:
        from negotiator.services.rulings import MatchList

        match message.payload:
            case MatchList() as found:
                self._show(found)
            case Decided(ruled):
                self._recording = False
                left = [f"{c.clause.path} {what}" for what, side in (("dropped", ruled.dropped), ("new", ruled.added)) for c in side]
                rest = Span(f"   without a partner now: {', '.join(left)}" if left else "   u takes it back", Tone.MUTED)
                self._recorded(line(Span("; ".join(ruled.said), Tone.STRONG), rest))
            case TakenBack(what):
                self._recording = False
                self._recorded(line(Span(what, Tone.STRONG)))

    def _recorded(self, told: Line) -> None:
        self.post_message(Recorded(told))
        self._load()

    def on_refused(self, message: Refused) -> None:
        self._recording = False
        self.post_message(Failed(message.error))
        self._load()

    def _show(self, found: MatchList) -> None:
        first, self._list = self._list is None, found
        screen = self.screen
        if isinstance(screen, MatchesDialog):
            against = f" follows {found.base.label}" if found.base else " follows nothing"
            screen.name_it(f"Matches: {self._document}, {found.revision.label}{against}")
        if first and not (found.uncertain or found.near):
            self._everything = True
        self._pairs = dict(pairs(found, everything=self._everything))
        lines = self.query_one("#matches", LineList)
        lines.empty = "the first version of this document: it follows from nothing" if found.base is None else "every match is sure: a shows them all"
        key = None
        if self._wanted:
            key = next((k for k, pair in self._pairs.items() if any(c.id == self._wanted for c in pair.new)), None)
            if key is None and not self._everything and any(self._wanted == c.clause.id for each in found.lines for c in each.new):
                self._everything = True  # the paragraph that was asked for is none of the uncertain ones
                self._show(found)
                return
            self._wanted = ""
        lines.styles.height = max(1, len(self._pairs))
        lines.show([pair_row(k, pair) for k, pair in self._pairs.items()], key=key)
        if not self._pairs:
            self._show_sides()

    def show_all(self) -> None:
        """All matches, or those to look at."""
        self._everything = not self._everything
        if self._list is not None:
            self._show(self._list)

    def on_line_list_reached(self, _: LineList.Reached) -> None:
        self._chosen = None
        self._show_sides()

    def on_line_list_opened(self, _: LineList.Opened) -> None:
        self.query_one("#old").focus()

    def _pair(self) -> Pair | None:
        current = self.query_one("#matches", LineList).current
        return self._pairs.get(current.key) if current is not None else None

    def place(self) -> Place | None:
        """Where the paragraphs under the cursor stand: the new side's, the old side's where it has no other."""
        pair, held = self._pair(), self._list
        if pair is None or held is None:
            return None
        revision = held.revision if pair.new or held.base is None else held.base
        return Place(keymap.DOCUMENT, self._document, revision.slug, (pair.new or pair.old)[0].id)

    def _sides(self) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
        pair = self._pair()
        return self._chosen or ((pair.old, pair.new) if pair is not None else ((), ()))

    def _show_sides(self) -> None:
        old, new = self._sides()
        pair = self._pair()
        told = "" if pair is None else pair.told
        if self._chosen is not None:
            told = "chosen, not recorded: c says that these became those"
        self.query_one("#why", Caption).say(told)
        before = self._list.base.label if self._list is not None and self._list.base is not None else "before"
        now = self._list.revision.label if self._list is not None else "now"
        self.query_one("#left", Vertical).border_title = Content(f"{before}: {names(old)}")
        self.query_one("#right", Vertical).border_title = Content(f"{now}: {names(new)}")
        left, right = side_parts(old, new)
        self.query_one("#old", TextPane).show(left)
        self.query_one("#new", TextPane).show(right)

    # -- what a person says

    def confirm(self) -> None:
        """What stands on both sides belongs together."""
        from negotiator.services.rulings import Decision, Verb

        old, new = self._sides()
        pair = self._pair()
        if pair is None:
            return
        if not old or not new:
            missing = "left: l" if not old else "right: r"
            self._say(f"nothing is chosen on the {missing} chooses; n says that it has no partner")
            return
        ids = tuple(c.id for c in old), tuple(c.id for c in new)
        verb = Verb.CONFIRM if self._chosen is None and pair.linked else Verb.SAME
        self._rule(Decision(verb, () if verb is Verb.CONFIRM else ids[0], ids[1]))

    def part(self) -> None:
        """What stands on both sides does not belong together; what stands alone has no partner."""
        from negotiator.services.rulings import Decision, Verb

        old, new = self._sides()
        if old or new:
            self._rule(Decision(Verb.NOT_SAME, tuple(c.id for c in old), tuple(c.id for c in new)))

    def _rule(self, decision: object) -> None:
        from negotiator.services.rulings import Decision

        held = self._list
        if held is None or self._recording or not isinstance(decision, Decision):
            return
        self._recording = True
        self._say("recording …")
        self.ask(lambda: Decided(self._desk.rule(self._document, self._revision, decision, held.stamp)), group="record")

    def undo(self) -> None:
        """Take back the newest entry of the workspace."""
        if not self._recording:
            self._recording = True
            self.ask(lambda: TakenBack(self._desk.undo()), group="record")

    def choose(self, side: str) -> None:
        """Choose the paragraphs of one side: another one, or several."""
        from negotiator.tui.dialogs.picking import PickDialog

        if self._list is None or self._pair() is None:
            return
        old, new = self._sides()
        place = 0 if side == "old" else 1
        stored = (c for each in self._list.lines for c in ((each.old, each.new)[place]))
        offered = [c.clause for c in sorted(stored, key=lambda c: c.row)]
        revision = self._list.base if place == 0 else self._list.revision
        heading = f"Paragraphs of {revision.label if revision else 'the text before'}"

        def chosen(ids: tuple[str, ...] | None) -> None:
            if ids is not None:
                picked = tuple(clause for clause in offered if clause.id in ids)
                self._chosen = (picked, new) if place == 0 else (old, picked)
                self._show_sides()

        self.app.push_screen(PickDialog(heading, offered, [c.id for c in (old, new)[place]]), chosen)

    def _say(self, text: str) -> None:
        self.query_one("#why", Caption).say(text)
        self.post_message(Said((Span(text, Tone.MUTED),)))


def names(clauses: Sequence[Clause]) -> str:
    return " + ".join(gather.name(clause).removeprefix("Action ") for clause in clauses) or "nothing"


def pairs(found: MatchList, *, everything: bool) -> Iterator[tuple[str, Pair]]:
    """The lines of the list: what is uncertain, what just missed, then what a person ruled on; with `everything` all matches in the order of the text."""
    doubtful = [(n, each) for n, each in enumerate(found.lines) if each.uncertain]
    rest = [(n, each) for n, each in enumerate(found.lines) if not each.uncertain and (everything or each.ruled_by)]
    yield from ((f"m{n}", _matched(each)) for n, each in doubtful)
    yield from ((f"n{n}", _missed(each)) for n, each in enumerate(found.near))
    yield from ((f"m{n}", _matched(each)) for n, each in rest)


def _matched(each: MatchLine) -> Pair:
    mark = marks.UNCERTAIN if each.uncertain else RULED if each.ruled_by else marks.NO_MARK
    kind = marks.MOVED if each.kind is ChangeKind.SAME and each.moved else marks.CHANGE[each.kind]
    told = f"{each.confidence:.0%} sure, {each.reason}" if each.reason and not each.ruled_by else each.reason or f"{each.confidence:.0%} sure"
    if not (each.old and each.new):
        told = f"{each.kind.value}; {each.reason}" if each.reason else each.kind.value
    note = (Span(f"{each.confidence:.0%}", Tone.MUTED),) if each.uncertain else ()
    return Pair(_clauses(each.old), _clauses(each.new), line(mark, kind), told, note)


def _missed(pair: NearPair) -> Pair:
    told = f"just missed being matched, {pair.reason}" if pair.reason else "just missed being matched"
    return Pair((pair.old.clause,), (pair.new.clause,), line(JUST_MISSED, " "), told, (Span("just missed", Tone.MUTED),), linked=False)


def _clauses(stored: Sequence[object]) -> tuple[Clause, ...]:
    return tuple(each.clause for each in stored)  # type: ignore[attr-defined]


def pair_row(key: str, pair: Pair) -> Row:
    title = f"{names(pair.old)} → {names(pair.new)}"
    words = gather.excerpt((pair.new or pair.old)[0].text, 120)
    return Row(key, line(*pair.mark, f" {title:<16} ", Span(words, Tone.MUTED)), pair.note)


def side_parts(old: Sequence[Clause], new: Sequence[Clause]) -> tuple[list[Part], list[Part]]:
    """The texts of both sides, what is not on the other side marked."""
    before, after = "\n\n".join(c.text for c in old), "\n\n".join(c.text for c in new)
    drawn = redline(before, after) if old and new else None
    sides: list[list[Part]] = []
    for text, gone, tone in ((before, Op.DELETE, Tone.DELETED), (after, Op.INSERT, Tone.INSERTED)):
        if drawn is None:
            spans: Line = (Span(text),) if text else (Span("nothing", Tone.MUTED),)
        else:
            here = (segment for segment in drawn.segments if segment.op in (Op.EQUAL, gone))
            spans = tuple(Span(segment.text, tone if segment.op is gone and not segment.cosmetic else Tone.PLAIN) for segment in here)
        sides.append([Paragraph(spans)])
    return sides[0], sides[1]
