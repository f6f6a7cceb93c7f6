"""How brackets are shown: lit in the paragraph, one after the other, one holder's alone, and the words under a choice. Draws nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from negotiator.model.change import Change, Op, Redline
from negotiator.model.clause import Clause
from negotiator.model.point import Standing
from negotiator.model.report import Heading, Line, Paragraph, Part, Span, Tone, line
from negotiator.text.normalise import fold
from negotiator.tui import gather, marks
from negotiator.tui.marks import redline_spans
from negotiator.tui.views import BracketCounts, Holder, ResolvedText

if TYPE_CHECKING:
    from negotiator.model.bracket import Stance
    from negotiator.rules.bracket_standing import PointEffect
    from negotiator.services.bracket_stakes import Stakes
    from negotiator.services.brackets import BracketFate, ClauseBrackets, PlacedBracket, RevisionBrackets

NEAR_ROOM = 60
"""Characters of a closed bracket's words that are told."""


CHOICES = {
    "": "as they stand",
    "kept": "all kept: the marks go, the words stay",
    "removed": "all removed: marks and words go",
    "ours": "as we would have it: what nobody says of ours stays open",
}
"""Ways to read a text, by the name that the services know them by."""


READ = {"kept": "read with all brackets kept", "removed": "read with all brackets removed", "ours": "read as we would have it"}
"""The same, as the frame says it."""


@dataclass(frozen=True, slots=True)
class Holders:
    """Whose brackets there are."""

    holders: tuple[Holder, ...]
    wanted: str = ""
    """Whose are to be shown without asking."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A version as it would read under a choice on its brackets."""

    document: str
    revision: str
    choice: str
    clauses: Mapping[str, Clause]
    """By id."""
    changed: frozenset[str]
    """Ids of the clauses that read otherwise than they stand."""
    effects: tuple[PointEffect, ...] = ()
    """What that does to our points."""

    @classmethod
    def of(cls, document: str, revision: str, choice: str, standing: Mapping[str, Clause], text: ResolvedText) -> Resolved:
        clauses = {clause.id: clause for clause in text.clauses}
        changed = frozenset(name for name, clause in clauses.items() if clause.text != standing[name].text)
        return cls(document, revision, choice, clauses, changed, text.effects)

    @property
    def told(self) -> str:
        """In words, for a caption."""
        if "=" not in self.choice:
            return READ[self.choice]
        name, _, groups = self.choice.partition("=")[2].partition("+")
        return f"read as {name}{' and its groups' if groups else ''} would have it"

    @property
    def lost(self) -> int:
        """How many points would be lost."""
        return sum(effect.effect.value == "lost" for effect in self.effects)

    def parts(self, change: Change) -> list[Part]:
        """A paragraph with what would go struck, and as it would read."""
        from negotiator.text.redline import redline

        if not change.new:
            return [Paragraph((Span("dropped", Tone.MUTED),))]
        parts: list[Part] = []
        for clause in change.new:
            then = self.clauses.get(clause.id, clause)
            parts.append(Paragraph(redline_spans(redline(clause.text, then.text))))
            if clause.id in self.changed:
                parts += [Heading("Would read", 2), Paragraph((Span(then.text or "nothing", Tone.OURS),))]
        ids = {clause.id for clause in change.new}
        here = [effect for effect in self.effects if ids.intersection(effect.clauses)]
        return parts + ([Heading("Our points", 2), *effect_parts(here)] if here else [])


@dataclass(frozen=True, slots=True)
class Lighting:
    """Which brackets of a text are lit."""

    text: ClauseBrackets
    on: bool = True
    holder: Holder | None = None
    """Only those in which this party is named; all where None."""
    active: int | None = None
    """The one that the reader is at, by its index."""

    def wanted(self, placed: PlacedBracket) -> bool:
        """Whether text there is not agreed, and the holder is named."""
        return gather.is_open(placed) and (self.holder is None or any(fold(name) in self.holder.names for name in placed.holders))

    def of(self, clauses: Iterable[Clause]) -> tuple[PlacedBracket, ...]:
        """The wanted brackets that open in some clauses."""
        ids = {clause.id for clause in clauses}
        return tuple(placed for placed in self.text.placed if placed.clause.id in ids and self.wanted(placed))

    def tones(self, clauses: Sequence[Clause]) -> list[Tone | None]:
        """For each letter of the clauses' joined texts, the tone in which a bracket lights it; None where none does."""
        found: list[Tone | None] = []
        for clause in clauses:
            if found:
                found.append(None)
            here: list[Tone | None] = [None] * len(clause.text)
            for placed, start, end in self.text.covering(clause.id) if self.on else ():
                if self.wanted(placed):
                    tone = Tone.LIT if placed.index == self.active else Tone.WARNING
                    for at in range(start, end):
                        here[at] = tone if tone is Tone.LIT or here[at] is None else here[at]
            found += here
        return found


def lit(drawn: Redline, tones: Sequence[Tone | None]) -> Line:
    """A redline as marked spans, the words that stay or come in lit where they stand in a bracket; what came in keeps its mark but in the active one."""
    spans: list[Span] = []
    at = 0
    for segment in drawn.segments:
        if segment.op is Op.DELETE:
            spans += redline_spans(Redline((segment,)))
            continue
        plain = Tone.INSERTED if segment.op is Op.INSERT and not segment.cosmetic else Tone.PLAIN
        for letter in segment.text:
            light = tones[at] if at < len(tones) else None
            tone = plain if light is None or (plain is Tone.INSERTED and light is not Tone.LIT) else light
            at += 1
            if spans and spans[-1].tone is tone:
                spans[-1] = Span(spans[-1].text + letter, tone)
            else:
                spans.append(Span(letter, tone))
    return tuple(spans)


def in_order(changes: Sequence[Change], lighting: Lighting, shown: Iterable[str]) -> list[tuple[str, PlacedBracket]]:
    """The wanted brackets of the lines that are shown, in their order, each with its line's key."""
    opening: dict[str, list[PlacedBracket]] = {}
    for placed in lighting.text.placed:
        if lighting.wanted(placed):
            opening.setdefault(placed.clause.id, []).append(placed)
    return [(key, placed) for key in shown for clause in changes[int(key)].new for placed in opening.get(clause.id, ())]


def bracket_parts(change: Change, lighting: Lighting, found: RevisionBrackets, stakes: Stakes) -> list[Part]:
    """The brackets of a paragraph, each with its holders, what became of it and what it holds of our points; then those that were closed there."""
    here = lighting.of(change.new)
    gone = {clause.id for clause in change.old}
    closed = [fate for fate in found.closed if fate.old is not None and fate.old.clause.id in gone and lighting.wanted(fate.old)]
    if not here and not closed:
        return []
    parts: list[Part] = [Heading("Brackets", 2)]
    for number, placed in enumerate(here, 1):
        tone, mark = (Tone.LIT, "▸") if placed.index == lighting.active else (Tone.WARNING, " ")
        parts.append(Paragraph(line(*bracket_told(placed, found.fate_of(placed), tone)), label=f"{mark}{number}"))
        parts += effect_parts(stakes.each.get(placed.index, ()), indent=4)
    for fate in closed:
        assert fate.old is not None  # noqa: S101 (chosen so)
        words = gather.excerpt(fate.old.bracket.words or fate.old.bracket.text, NEAR_ROOM)
        parts.append(Paragraph(line(Span(str(fate), Tone.MUTED), f"  {words}"), label=" –"))
    return parts


def effect_parts(effects: Sequence[PointEffect], *, indent: int = 0) -> list[Part]:
    """What becomes of our points, a line each, the lost ones first: `‼ if these words go, II.2.9 is lost (5)`."""
    order = {"lost": 0, "touched": 1, "won": 2}
    found: list[Part] = []
    for effect in sorted(effects, key=lambda one: order.get(one.effect.value, 3)):
        mark = {"lost": marks.RED_LINE, "won": marks.STANDING[Standing.MET]}.get(effect.effect.value, marks.RECHECK)
        found.append(Paragraph(line(mark, Span(f" {effect}", mark.tone)), indent=indent))
    return found


def bracket_told(placed: PlacedBracket, fate: BracketFate | None, tone: Tone) -> Line:
    """`[as appropriate]  Arlen, Borea hold · EU against   opened`."""
    bracket = placed.bracket
    words = gather.excerpt(bracket.words or bracket.text, NEAR_ROOM)
    by_stance: dict[Stance, list[str]] = {}
    for one in (*bracket.attribution, *(a for each in bracket.alternatives for a in each.attribution)):
        by_stance.setdefault(one.stance, []).append(one.party)
    held = " · ".join(f"{', '.join(dict.fromkeys(names))} {stance_told(stance, len(set(names)))}" for stance, names in by_stance.items())
    became = str(fate) if fate is not None else ""
    unsure = Span(f"   {bracket.question or 'what is it?'}", Tone.WARNING) if bracket.unsure else ""
    stray = "" if bracket.opened and bracket.closed else Span("   its partner is missing", Tone.WARNING)
    choices = f"   {len(bracket.alternatives)} alternatives" if bracket.alternatives else ""
    said = Span(f"  {held}" if held else "  nobody is named", Tone.OURS if held else Tone.MUTED)
    return line(Span(words, tone), said, choices, Span(f"   {became}", Tone.MUTED) if became and became != "same" else "", unsure, stray)


def holder_note(holder: Holder) -> Line:
    """`holds 12 (340 words), against 3`."""
    said = [f"holds {holder.holds} ({holder.words} words)"] * bool(holder.holds)
    said += [f"{what} {count}" for what, count in (("against", holder.opposes), ("reserves", holder.reserves)) if count]
    return (Span(", ".join(said), Tone.MUTED),)


def stance_told(stance: Stance, parties: int) -> str:
    told = {"supports": "hold" if parties > 1 else "holds", "opposes": "against", "unclear": "?"}
    return told.get(stance.value, stance.value)


def counted_line(found: RevisionBrackets) -> str:
    """`brackets 14 (+3 −5)`."""
    counts = gather.bracket_counts(found)
    return f"brackets {counts.now}{bracket_step(counts)}"


def bracket_step(counts: BracketCounts) -> str:
    """` (+3 −5)`: those that were opened and closed since the version before."""
    steps = [f"+{counts.opened}"] * bool(counts.opened) + [f"−{counts.closed}"] * bool(counts.closed)
    return f" ({' '.join(steps)})" if steps else ""
