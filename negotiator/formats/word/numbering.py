"""The numbers that Word prints before paragraphs: they stand nowhere in the file and are counted anew here (ECMA-376, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from negotiator.formats.word.numerals import numeral
from negotiator.formats.word.package import MC, Package, W
from negotiator.formats.word.spelled import spelled
from negotiator.formats.word.styles import ListPlace, Style, Styles, indents, switched_on, whole

BULLET: Final = "•"
LEVELS: Final = 9
_SPELLED: Final = frozenset(("cardinalText", "ordinalText", "ordinal"))
_SLOT: Final = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list, as one of its instances defines it."""

    start: int = 1
    form: str = "decimal"
    custom: str = ""
    """For the format `custom`: its pattern (`001, 002, 003, ...`)."""
    text: str = ""
    restart: int | None = None
    """0: never; n: when level n (1-based) or an outer one is used; None: when any outer one is."""
    legal: bool = False
    hidden: bool = False
    """It counts and prints nothing (17.3.2.41 on the level's own run properties)."""
    style: str = ""
    """Id of the paragraph style that this level belongs to."""
    language: str = ""
    """In which it spells numbers, where it says so itself."""
    left: float | None = None
    hanging: float | None = None


@dataclass(frozen=True, slots=True)
class ListDefinition:
    """What one `w:num` stands for: whose counters it shares, and its levels."""

    counters: str
    """Lists of one abstract definition count on from each other."""
    levels: tuple[Level, ...]
    overrides: dict[int, int] = field(default_factory=dict)
    """Levels at which this list starts anew when it is first used, and at what."""

    def level_of(self, style: Style) -> int | None:
        """The level that belongs to a paragraph style, or to the nearest style that it is based on."""
        for style_id in style.chain:
            for index, level in enumerate(self.levels):
                if level.style == style_id:
                    return index
        return None


class Numbering:
    """All lists of a file."""

    def __init__(self, package: Package, styles: Styles) -> None:
        part = package.related(package.main, "numbering")
        root = package.xml(part) if part else None
        self._styles = styles
        self._nums = {} if root is None else {e.get(f"{W}numId", ""): e for e in root.iterfind(f"{W}num")}
        self._abstracts = {} if root is None else {e.get(f"{W}abstractNumId", ""): e for e in root.iterfind(f"{W}abstractNum")}
        self._definitions: dict[str, ListDefinition | None] = {}

    def place(self, direct: ListPlace, style: Style) -> tuple[str, int] | None:
        """The list and level of a paragraph, from what it says itself and what its style says; None outside lists."""
        num_id = direct.num_id if direct.num_id is not None else style.place.num_id
        if num_id is None:
            return None
        definition = self.definition(num_id)
        if definition is None:
            return None
        level = direct.level
        if level is None:
            # Depth and list are two properties: a style's depth holds for a list that the paragraph names itself, too.
            level = definition.level_of(style)
            level = style.place.level if level is None else level
        return num_id, min(max(level or 0, 0), LEVELS - 1)

    def definition(self, num_id: str) -> ListDefinition | None:
        """What a list id stands for; None for 0 and for an id that is not defined."""
        if num_id not in self._definitions:
            self._definitions[num_id] = self._define(num_id)
        return self._definitions[num_id]

    def counter(self) -> Counter:
        """Counters for one story (the main text, the notes, a text box), all at their start."""
        return Counter(self)

    def _define(self, num_id: str) -> ListDefinition | None:
        num = self._nums.get(num_id)
        if num is None:
            return None
        abstract_id, abstract = self._abstract(num)
        elements = {} if abstract is None else {whole(e.get(f"{W}ilvl")): e for e in abstract.iterfind(f"{W}lvl")}
        overrides: dict[int, int] = {}
        for override in num.iterfind(f"{W}lvlOverride"):
            index = whole(override.get(f"{W}ilvl"))
            own, start = override.find(f"{W}lvl"), override.find(f"{W}startOverride")
            if own is not None:
                elements[index] = own
            if start is not None and index is not None:
                overrides[index] = whole(start.get(f"{W}val")) or 0
        levels = tuple(_level(elements[i]) if i in elements else Level() for i in range(LEVELS))
        return ListDefinition(abstract_id, levels, overrides)

    def _abstract(self, num: Any) -> tuple[str, Any]:
        """The abstract definition of a list, through numbering styles (`numStyleLink` → style → list → definition)."""
        seen: set[str] = set()
        while True:
            abstract_id = _value(num, "abstractNumId") or ""
            abstract = self._abstracts.get(abstract_id)
            link = None if abstract is None else _value(abstract, "numStyleLink")
            if link is None or abstract_id in seen:
                return abstract_id, abstract
            seen.add(abstract_id)
            target = self._nums.get(self._styles.numbering(link) or "")
            if target is None:
                owner = next((a for a, e in self._abstracts.items() if _value(e, "styleLink") == link), None)
                return (abstract_id, abstract) if owner is None else (owner, self._abstracts[owner])
            num = target


class Counter:
    """Counts the numbered paragraphs of one story, in their order."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, num_id: str, level: int, language: str = "") -> str:
        """The number that the next paragraph at this place prints, counted; empty where the list prints nothing. `language`: the paragraph's own."""
        definition = self._numbering.definition(num_id)
        if definition is None:
            return ""
        counts = self._counts.setdefault(definition.counters, [None] * LEVELS)
        self._advance(definition, counts, num_id, level)
        own = definition.levels[level]
        if own.form == "bullet":
            return BULLET
        if own.hidden or (own.form == "none" and not own.text):
            return ""

        def printed(slot: re.Match[str]) -> str:
            index = int(slot[1]) - 1
            if index > level:
                return ""
            other = definition.levels[index]
            count = counts[index]
            if count is None:
                # a level that was skipped counts as begun
                count = counts[index] = self._start(definition, num_id, index)
            return _printed(count, other, own.language or language, legal=own.legal)

        return _SLOT.sub(printed, own.text).strip()

    def _advance(self, definition: ListDefinition, counts: list[int | None], num_id: str, level: int) -> None:
        fresh = (num_id, level) not in self._begun
        self._begun.add((num_id, level))
        if fresh and level in definition.overrides:
            counts[level] = definition.overrides[level]
        else:
            count = counts[level]
            counts[level] = self._start(definition, num_id, level) if count is None else count + 1
        for index in range(level):
            if counts[index] is None:
                counts[index] = self._start(definition, num_id, index)
        for index in range(level + 1, LEVELS):
            restart = definition.levels[index].restart
            if restart is None or restart > index or level < restart:
                counts[index] = None

    def _start(self, definition: ListDefinition, num_id: str, level: int) -> int:
        self._begun.add((num_id, level))
        return definition.overrides.get(level, definition.levels[level].start)


def _level(element: Any) -> Level:
    form, custom = _format(element)
    left, hanging = indents(element.find(f"{W}pPr/{W}ind"))
    legal = element.find(f"{W}isLgl")
    hidden = element.find(f"{W}rPr/{W}vanish")
    language = element.find(f"{W}rPr/{W}lang")
    start = whole(_value(element, "start"))
    return Level(
        start=0 if start is None else start,
        form=form,
        custom=custom,
        text=_value(element, "lvlText") or "",
        restart=whole(_value(element, "lvlRestart")),
        legal=legal is not None and legal.get(f"{W}val", "1") not in ("0", "false", "off"),
        hidden=hidden is not None and switched_on(hidden),
        style=_value(element, "pStyle") or "",
        language="" if language is None else language.get(f"{W}val", ""),
        left=left,
        hanging=hanging,
    )


def _format(element: Any) -> tuple[str, str]:
    for holder in (element.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt"), element.find(f"{W}numFmt")):
        if holder is not None:
            return holder.get(f"{W}val", "decimal"), holder.get(f"{W}format", "")
    return "decimal", ""


def _printed(count: int, level: Level, language: str, *, legal: bool) -> str:
    if legal and level.form not in ("decimalZero", "none", "bullet"):
        return str(count)
    if level.form == "custom":
        first = level.custom.partition(",")[0].strip()
        return str(count).zfill(len(first)) if first.isdigit() else str(count)
    words = spelled(count, level.form, language) if level.form in _SPELLED else None
    return numeral(count, level.form) if words is None else words


def _value(element: Any, child: str) -> str | None:
    found = element.find(W + child)
    return None if found is None else found.get(f"{W}val")
