"""New text in colour and old text struck through, put there by hand: what looks like it is offered, and struck words never count as present unasked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from negotiator.errors import UsageError
from negotiator.model.block import Block, BlockRole, Mark, NoteRef, Reading

CONFIRM: Final = "confirm"
IGNORE: Final = "ignore"
STRIKE: Final = "strike"
QUESTION: Final = "markup by hand?"
"""How the question begins that a file with such markup asks."""
_HINT: Final = "--markup confirm, --markup ignore, or what each look means: --markup inserted=underline,deleted=strike"
_COLOURS: Final = {
    "red": "FF0000", "blue": "0000FF", "green": "008000", "lime": "00FF00", "yellow": "FFFF00", "orange": "FFA500", "purple": "800080",
    "dark red": "C00000", "light blue": "00B0F0", "dark blue": "002060", "light green": "92D050", "grey": "808080",
}  # fmt: skip
_NAMES: Final = {value: name for name, value in _COLOURS.items()} | {
    "EE0000": "red",
    "0070C0": "blue",
    "00B050": "green",
    "7030A0": "purple",
    "FFC000": "orange",
}
_WORDS: Final = {"underline": "underlined", "bold": "bold", "italic": "italic", STRIKE: "struck through"}
_READ: Final = frozenset((BlockRole.BODY, BlockRole.TEXT_BOX, BlockRole.FOOTNOTE, BlockRole.ENDNOTE))
_ADDRESS: Final = re.compile(r"\S*(?:://|www\.|@)\S*")
_NUMBER: Final = re.compile(r"\W*(?:(?:article|action|op|pp)?\s*(?:\w{1,4}\.)*\w{1,4}\s?[.):–—-])?\W*", re.IGNORECASE)
"""A typed number, or nothing, before a lead-in."""
_LEAD_WORDS: Final = 8
_HEADING_WORDS: Final = 14
_MOST: Final = 0.6
"""Share of all words above which a look is how the text looks, and no markup."""
_FEWEST: Final = 3
"""Passages from which a look is believed to be markup where nothing is struck; bold alone never is then, being emphasis far more often."""

Look = frozenset[str]
"""Marks that stand together on a passage: `underline`, `colour:FF0000`."""


@dataclass(frozen=True, slots=True)
class LookCount:
    """One look and how often it is there."""

    look: Look
    passages: int
    words: int
    example: str

    def __str__(self) -> str:
        return f"{look_name(self.look)}: {self.passages} passage{'' if self.passages == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Legend:
    """What each look is taken to mean."""

    inserted: tuple[LookCount, ...] = ()
    deleted: tuple[LookCount, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.inserted or self.deleted)

    @property
    def question(self) -> str:
        """The legend for a person to confirm."""
        told = [f"{one}, taken as new text" for one in self.inserted] + [f"{one}, left out as deleted" for one in self.deleted]
        return f"{QUESTION} {'; '.join(told)}; --markup confirm says so, --markup ignore keeps all of it as text"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person said of markup by hand."""

    said: str = ""
    """`confirm`, `ignore`, empty where nobody said anything, or `given` where each look was told."""
    inserted: tuple[Look, ...] = ()
    deleted: tuple[Look, ...] = ()

    @property
    def confirmed(self) -> bool:
        return self.said in (CONFIRM, "given")


def read_ruling(text: str) -> Ruling:
    """`confirm`, `ignore` or `inserted=underline+red,deleted=strike`; nothing for nothing. Raises UsageError."""
    text = text.strip().casefold()
    if text in ("", CONFIRM, IGNORE):
        return Ruling(text)
    looks: dict[str, list[Look]] = {"inserted": [], "deleted": []}
    for piece in text.split(","):
        side, equals, look = (part.strip() for part in piece.partition("="))
        if side not in looks or not equals or not look:
            raise UsageError(f"{piece.strip()!r} says nothing of markup by hand", hint=_HINT)
        looks[side].append(frozenset(_kind(part.strip()) for part in look.split("+")))
    return Ruling("given", tuple(looks["inserted"]), tuple(looks["deleted"]))


def look_name(look: Look) -> str:
    """`underlined red`, as a person would call it."""
    plain = [_WORDS[kind] for kind in ("bold", "italic", "underline", STRIKE) if kind in look]
    tones = [kind.partition(":")[2] for kind in sorted(look) if kind.startswith(("colour:", "highlight:"))]
    return " ".join([*plain, *(_NAMES.get(tone, f"colour {tone}") for tone in tones)])


def find_markup(blocks: Sequence[Block]) -> Legend:
    """The looks that are consistent enough to be changes made by hand; headings, lead-ins, links and single emphasised words are none."""
    tally = _Tally()
    total = 0
    for block in blocks:
        if block.role not in _READ:
            continue
        total += block.words
        for start, end, look in _passages(block, _telling) if block.marks else ():
            if STRIKE in look:
                tally.add("deleted", frozenset((STRIKE,)), block.text[start:end])
            elif not _is_emphasis(block, start, end):
                tally.add("inserted", look, block.text[start:end])
    struck = tally.counts("deleted")
    new = [c for c in tally.counts("inserted") if c.words <= _MOST * total and _is_consistent(c, struck=bool(struck))]
    return Legend(tuple(sorted(new, key=lambda c: -c.passages)), tuple(struck))


def settled(reading: Reading, ruling: Ruling, *, rejected: bool = False) -> Reading:
    """A reading with its markup by hand taken for what it is: struck words apart, new words marked once a person confirmed them.

    `rejected`: as it was before the changes made by hand, where a person confirmed them: new words apart, struck ones text.
    """
    if ruling.said == IGNORE or not any(block.marks for block in reading.blocks):
        return reading
    legend = find_markup(reading.blocks) if ruling.said != "given" else Legend()
    inserted = ruling.inserted if ruling.said == "given" else tuple(c.look for c in legend.inserted)
    deleted = ruling.deleted if ruling.said == "given" else tuple(c.look for c in legend.deleted)
    if not inserted and not deleted:
        return reading
    if rejected and not ruling.confirmed:
        return reading
    inserted, deleted = (deleted, inserted) if rejected else (inserted, deleted)
    blocks: list[Block] = []
    words = reading.words
    for block in reading.blocks:
        made = _settled(block, inserted if ruling.confirmed else (), deleted) if block.role in _READ and block.marks else (block,)
        words += sum(one.words for one in made) - block.words
        blocks += made
    asked = tuple(_unseen(reading.blocks, (*inserted, *deleted))) if ruling.confirmed else (legend.question,)
    return replace(reading, blocks=tuple(blocks), words=words, warnings=(*reading.warnings, *asked))


def _unseen(blocks: Sequence[Block], looks: Sequence[Look]) -> Iterator[str]:
    """A warning for each look that was told and that nothing in the text has."""
    there = {frozenset(kinds) for block in blocks if block.role in _READ for _, _, kinds in _passages(block, lambda look: look)}
    for wanted in looks:
        if not any(one_fits(wanted, look) for look in there):
            others = sorted({name for look in there if (name := look_name(_telling(look)))})
            yield f"markup by hand: nothing is {look_name(wanted) or ' '.join(sorted(wanted))}" + (
                f"; there is text that is {', '.join(others)}" if others else ""
            )


def count_passages(reading: Reading, ruling: Ruling) -> int:
    """How many changes made by hand a person confirmed; neighbours that were struck and put in are one."""
    if not ruling.confirmed:
        return 0
    legend = find_markup(reading.blocks) if ruling.said != "given" else Legend()
    looks = (*ruling.inserted, *ruling.deleted, *(c.look for c in (*legend.inserted, *legend.deleted)))
    count = 0
    for block in reading.blocks:
        if block.role in _READ and block.marks:
            last = -1
            for start, end, _ in _passages(block, _any_of(looks)):
                count += 0 if last >= 0 and not block.text[last:start].strip() else 1
                last = end
    return count


def one_fits(wanted: Look, look: Look) -> bool:
    """Whether a passage looks as told; `colour` is any colour, `highlight` any background."""
    return all(kind in look or (kind in ("colour", "highlight") and any(k.startswith(f"{kind}:") for k in look)) for kind in wanted)


def _kind(name: str) -> str:
    if name in ("underline", "bold", "italic", STRIKE, "colour", "highlight"):
        return name
    known = {"underlined": "underline", "struck": STRIKE, "strikethrough": STRIKE, "color": "colour"}.get(name)
    if known:
        return known
    tone = _COLOURS.get(name) or name.removeprefix("colour:").removeprefix("color:").removeprefix("#").upper()
    if name.startswith("highlight:") and name != "highlight:":
        return name
    if not re.fullmatch(r"[0-9A-F]{6}", tone):
        raise UsageError(
            f"{name!r} is no look that markup by hand can have", hint="underline, bold, italic, strike, colour, red, #C00000, highlight; + joins two"
        )
    return f"colour:{tone}"


def _telling(look: Look) -> Look:
    """What of a look may be markup: that it is struck before all else; italic and a background are emphasis."""
    return frozenset((STRIKE,)) if STRIKE in look else frozenset(k for k in look if k != "italic" and not k.startswith("highlight:"))


def _any_of(looks: Sequence[Look], but: Sequence[Look] = ()) -> Callable[[Look], Look]:
    """All looks that fit one of `looks` as one, others as none."""

    def told(look: Look) -> Look:
        fits = any(one_fits(one, look) for one in looks) and not any(one_fits(one, look) for one in but)
        return frozenset(("told",)) if fits else frozenset()

    return told


def _is_consistent(count: LookCount, *, struck: bool) -> bool:
    return struck or (count.passages >= _FEWEST and count.look != {"bold"})


def _passages(block: Block, seen_as: Callable[[Look], Look]) -> Iterator[tuple[int, int, Look]]:
    """Stretches of one look, as `seen_as` sees it (nothing: not wanted); those that only space parts are one."""
    marks = [m for m in block.marks if m.kind in ("underline", STRIKE, "bold", "italic") or m.kind.startswith(("colour:", "highlight:"))]
    edges = sorted({0, len(block.text), *(m.start for m in marks), *(m.end for m in marks)})
    held: tuple[int, int, Look] | None = None
    for start, end in pairwise(edges):
        if not block.text[start:end].strip():
            continue
        look = seen_as(frozenset(m.kind for m in marks if m.start <= start and end <= m.end))
        if held is not None and held[2] == look:
            held = (held[0], end, look)
            continue
        if held is not None:
            yield held
        held = (start, end, look) if look else None
    if held is not None:
        yield held


def _is_emphasis(block: Block, start: int, end: int) -> bool:
    """Whether a passage is how a clean text is set: a heading, a lead-in, a link, a bracket."""
    words = block.text[start:end].strip()
    count = len(words.split())
    before, after = block.text[:start].strip(), block.text[end:].strip()
    if block.heading or block.centred or block.style.startswith(("heading", "title", "subtitle", "caption")) or (block.cell is not None and block.cell.header):
        return True
    if not before and not after:
        return count <= _HEADING_WORDS and not words.endswith((".", ";"))
    if _NUMBER.fullmatch(before):
        return count <= 3 or (count <= _LEAD_WORDS and (words.endswith((".", ":", "–", "—")) or after.startswith((".", ":", "–", "—"))))
    return bool(_ADDRESS.fullmatch(words)) or not re.search(r"\w", words) or words.startswith("[")


def _settled(block: Block, inserted: Sequence[Look], deleted: Sequence[Look]) -> tuple[Block, ...]:
    """A block without its struck words, and these as a block of their own before it."""
    gone = [(s, e) for s, e, _ in _passages(block, _any_of(deleted))]
    come = [(s, e) for s, e, _ in _passages(block, _any_of(inserted, but=deleted))]
    marks = (*block.marks, *(Mark(s, e, "inserted") for s, e in come))
    if not gone:
        return (replace(block, marks=marks),)
    typed = block.words - len(block.text.split())
    struck = " ".join(block.text[s:e].strip() for s, e in gone)
    apart = Block(struck, block.anchor, len(struck.split()), BlockRole.STRUCK_BY_HAND, cell=block.cell, note=block.note)
    text = _without(block.text, gone)
    if not text.strip():
        return (replace(apart, words=apart.words + typed, text=f"{block.label} {struck}".strip() if typed else struck),)
    moved = tuple(replace(m, start=_place(m.start, gone), end=_place(m.end, gone)) for m in marks)
    notes = tuple(NoteRef(_place(ref.offset, gone), ref.note) for ref in block.notes)
    return apart, replace(block, text=text, words=len(text.split()) + typed, notes=notes, marks=tuple(m for m in moved if text[m.start : m.end].strip()))


def _without(text: str, gone: Sequence[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in gone:
        kept.append(text[at:start])
        at = end
    return "".join((*kept, text[at:]))


def _place(offset: int, gone: Sequence[tuple[int, int]]) -> int:
    return offset - sum(min(offset, end) - start for start, end in gone if start < offset)


@dataclass(slots=True)
class _Tally:
    """Counts looks."""

    _found: dict[tuple[str, Look], list[str]] = field(default_factory=dict)

    def add(self, side: str, look: Look, text: str) -> None:
        self._found.setdefault((side, look), []).append(text.strip())

    def counts(self, side: str) -> list[LookCount]:
        return [LookCount(look, len(texts), sum(len(t.split()) for t in texts), texts[0]) for (of, look), texts in self._found.items() if of == side]
