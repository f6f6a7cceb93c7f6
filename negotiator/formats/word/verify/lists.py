"""Printed numbers, counted by this check alone: two files agree where every paragraph prints the same label."""

from __future__ import annotations

from negotiator.formats.word.package import W
from negotiator.formats.word.verify.grammar import Node, val
from negotiator.formats.word.verify.meaning import Meaning

_CHAIN = 12
"""Styles based on styles that are followed, at most."""


class Counters:
    """Counts the numbered paragraphs of one file in reading order."""

    def __init__(self, meaning: Meaning) -> None:
        self._meaning = meaning
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        self._levels: dict[str, dict[int, Node]] = {}

    def label(self, properties: list[Node], style: str | None) -> str:
        """Level, format, pattern and counters of the next paragraph; empty where it has no number."""
        number, level = self._of(properties, style)
        if number in (None, "0"):
            return ""
        if number not in self._meaning.numbers:
            return f"undefined list {number}"
        entry = self._meaning.numbers[number]
        abstract = val(entry.find(W + "abstractNumId")) or ""
        levels = self._levels_of(number, entry, abstract)
        here = levels.get(level)
        count = self._counts.setdefault(abstract, [None] * 9)
        if number not in self._begun:
            self._begun.add(number)
            for override in entry.findall(W + "lvlOverride"):
                start = override.find(W + "startOverride")
                if start is not None:
                    count[_whole(override.get(W + "ilvl"))] = _whole(val(start)) - 1
        before = count[level]
        count[level] = _whole(_of(here, "start") or "1") if before is None else before + 1
        count[level + 1 :] = [None] * (8 - level)
        printed = ".".join("-" if c is None else str(c) for c in count[: level + 1])
        return f"level {level} {_of(here, 'numFmt')} {_of(here, 'lvlText')} {printed}"

    def _of(self, properties: list[Node], style: str | None) -> tuple[str | None, int]:
        number: str | None = None
        level: str | None = None
        bag = properties
        for _ in range(_CHAIN):
            numbering = next((c for c in bag if c.tag == W + "numPr"), None)
            if numbering is not None and not (self._meaning.rejected and numbering.find(W + "ins") is not None):
                number = number if number is not None else val(numbering.find(W + "numId"))
                level = level if level is not None else val(numbering.find(W + "ilvl"))
            found = self._meaning.styles.get(style or "")
            if number is not None or found is None:
                break
            bag = list(found.find(W + "pPr") if found.find(W + "pPr") is not None else ())
            style = val(found.find(W + "basedOn"))
        return number, min(_whole(level), 8)

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
