"""Printed numbers, counted by this check alone: two files agree where every paragraph prints the same label."""

from __future__ import annotations

from typing import TypeAlias

from negotiator.formats.word.package import W
from negotiator.formats.word.verify.grammar import Node, val
from negotiator.formats.word.verify.meaning import Meaning

_LIST = W + "numPr"
_CHAIN = 12
"""Styles based on styles that are followed, at most."""


Own: TypeAlias = tuple[str | None, str | None]
"""The list and the level that a paragraph names itself."""


class Counters:
    """Counts the numbered paragraphs of one file in reading order."""

    def __init__(self, meaning: Meaning) -> None:
        self._meaning = meaning
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        self._levels: dict[str, dict[int, Node]] = {}
        self._places: dict[tuple[Own, str | None], tuple[str | None, int]] = {}
        self._told: dict[tuple[str, int], tuple[str, int, str]] = {}

    def own(self, properties: list[Node]) -> Own:
        """What a paragraph's properties in force say themselves."""
        for numbering in properties:
            if numbering.tag == _LIST:
                said = {child.tag: child for child in reversed(numbering)}
                return (None, None) if self._meaning.rejected and W + "ins" in said else (val(said.get(W + "numId")), val(said.get(W + "ilvl")))
        return None, None

    def label(self, own: Own, style: str | None) -> str:
        """Level, format, pattern and counters of the next paragraph; empty where it has no number."""
        key = own, style
        if key not in self._places:
            self._places[key] = self._of(own, style)
        number, level = self._places[key]
        if number is None or number == "0":
            return ""
        if number not in self._meaning.numbers:
            return f"undefined list {number}"
        if (number, level) not in self._told:
            self._told[number, level] = self._level(number, level)
        abstract, start, told = self._told[number, level]
        count = self._counts.setdefault(abstract, [None] * 9)
        if number not in self._begun:
            self._begun.add(number)
            for override in self._meaning.numbers[number].findall(W + "lvlOverride"):
                first = override.find(W + "startOverride")
                if first is not None:
                    count[_whole(override.get(W + "ilvl"))] = _whole(val(first)) - 1
        before = count[level]
        count[level] = start if before is None else before + 1
        count[level + 1 :] = [None] * (8 - level)
        printed = ".".join("-" if c is None else str(c) for c in count[: level + 1])
        return f"{told} {printed}"

    def _of(self, own: Own, style: str | None) -> tuple[str | None, int]:
        """List and level of a paragraph, where need be by its style and what that is based on."""
        number, level = own
        for _ in range(_CHAIN):
            found = self._meaning.styles.get(style or "")
            if number is not None or found is None:
                break
            more, further = self.own(list(found.find(W + "pPr") if found.find(W + "pPr") is not None else ()))
            number, level = more, level if level is not None else further
            style = val(found.find(W + "basedOn"))
        return number, min(_whole(level), 8)

    def _level(self, number: str, level: int) -> tuple[str, int, str]:
        """The counters that a level of a list shares, what it starts at, and how it is printed."""
        entry = self._meaning.numbers[number]
        abstract = val(entry.find(W + "abstractNumId")) or ""
        here = self._levels_of(number, entry, abstract).get(level)
        return abstract, _whole(_of(here, "start") or "1"), f"level {level} {_of(here, 'numFmt')} {_of(here, 'lvlText')}"

    def _levels_of(self, number: str, entry: Node, abstract: str) -> dict[int, Node]:
        known = self._levels.get(number)
        if known is None:
            definition = self._meaning.abstracts.get(abstract)
            found = [] if definition is None else definition.findall(W + "lvl")
            found += [level for override in entry.findall(W + "lvlOverride") for level in override.findall(W + "lvl")]
            known = self._levels[number] = {_whole(level.get(W + "ilvl")): level for level in found}
        return known


def _of(level: Node | None, name: str) -> str:
    return "" if level is None else val(level.find(W + name)) or ""


def _whole(text: str | None) -> int:
    return int(text) if text is not None and text.lstrip("-").isdigit() else 0
