"""What a Word file's styles say, resolved once per style and looked up by id: asking python-docx costs 0.4 ms a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from negotiator.formats.word.package import Package, W

TWIPS_PER_CM: Final = 566.929
_NO_OUTLINE: Final = 9
_CHAIN: Final = 40
"""Styles in a chain of `basedOn` that are followed: a damaged file may go in circles."""


@dataclass(frozen=True, slots=True)
class ListPlace:
    """A list and the depth in it; `num_id` is None where only the depth is stated."""

    num_id: str | None
    level: int | None


@dataclass(frozen=True, slots=True)
class Style:
    """A style with everything that it inherits; None where nobody in its chain says anything."""

    id: str
    name: str
    """Lower case, English for Word's own styles whatever the language of the program."""
    chain: tuple[str, ...]
    """Ids of this style and those that it is based on, nearest first."""
    outline: int = 0
    """Heading level 1–9; 0 for body text."""
    place: ListPlace = ListPlace(None, None)
    left: float | None = None
    """Left indent in centimetres."""
    hanging: float | None = None
    alignment: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    strike: bool | None = None
    language: str = ""


PLAIN: Final = Style("", "", ())


class Styles:
    """All styles of a file."""

    def __init__(self, package: Package) -> None:
        part = package.related(package.main, "styles")
        root = package.xml(part) if part else None
        self._elements: dict[str, Any] = {} if root is None else {e.get(f"{W}styleId", ""): e for e in root.iterfind(f"{W}style")}
        self._resolved: dict[str, Style] = {}
        defaults = {e.get(f"{W}type"): s for s, e in self._elements.items() if e.get(f"{W}default") in ("1", "true", "on")}
        self._default_paragraph = defaults.get("paragraph", "")
        language = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
        self.language = "" if language is None else language.get(f"{W}val", "")

    def paragraph(self, style_id: str | None) -> Style:
        """The style of a paragraph; the file's default style for None and for an id that is not defined."""
        return self.get(style_id if style_id in self._elements and style_id else self._default_paragraph)

    def get(self, style_id: str) -> Style:
        known = self._resolved.get(style_id)
        if known is None:
            known = self._resolved[style_id] = self._resolve(style_id)
        return known

    def numbering(self, style_id: str) -> str | None:
        """The list that a numbering style points to."""
        return self.get(style_id).place.num_id

    def _resolve(self, style_id: str) -> Style:
        if style_id not in self._elements:
            return PLAIN
        chain = tuple(self._chain(style_id))
        element = self._elements[style_id]
        name = _value(element.find(f"{W}name")) or style_id
        found: dict[str, Any] = {}
        num_id = level = None
        for one in (self._elements[s] for s in chain):
            for key, value in _stated(one):
                found.setdefault(key, value)
            num = one.find(f"{W}pPr/{W}numPr")
            if num is not None:
                num_id = _value(num.find(f"{W}numId")) if num_id is None else num_id
                level = whole(_value(num.find(f"{W}ilvl"))) if level is None else level
        outline = found.pop("outline", None)
        if outline is None:
            builtin = next((m for s in chain if (m := re.fullmatch(r"heading (\d)", self._name(s)))), None)
            outline = int(builtin[1]) - 1 if builtin else _NO_OUTLINE
        return Style(style_id, name.lower(), chain, 0 if outline >= _NO_OUTLINE else outline + 1, ListPlace(num_id, level), **found)

    def _name(self, style_id: str) -> str:
        return (_value(self._elements[style_id].find(f"{W}name")) or "").lower()

    def _chain(self, style_id: str) -> Iterator[str]:
        seen: set[str] = set()
        while style_id in self._elements and style_id not in seen and len(seen) < _CHAIN:
            seen.add(style_id)
            yield style_id
            style_id = _value(self._elements[style_id].find(f"{W}basedOn")) or ""


def _stated(style: Any) -> Iterator[tuple[str, Any]]:
    """What one style says by itself."""
    ppr = style.find(f"{W}pPr")
    if ppr is not None:
        outline = whole(_value(ppr.find(f"{W}outlineLvl")))
        if outline is not None:
            yield "outline", outline
        indent = ppr.find(f"{W}ind")
        left, hanging = indents(indent)
        if left is not None:
            yield "left", left
        if hanging is not None:
            yield "hanging", hanging
        alignment = _value(ppr.find(f"{W}jc"))
        if alignment:
            yield "alignment", alignment
    rpr = style.find(f"{W}rPr")
    if rpr is not None:
        for key, tag in (("bold", "b"), ("italic", "i"), ("strike", "strike")):
            element = rpr.find(W + tag)
            if element is not None:
                yield key, switched_on(element)
        underline = rpr.find(f"{W}u")
        if underline is not None:
            yield "underline", underline.get(f"{W}val", "single") != "none"
        language = rpr.find(f"{W}lang")
        if language is not None and language.get(f"{W}val"):
            yield "language", language.get(f"{W}val")


def indents(element: Any) -> tuple[float | None, float | None]:
    """Left and hanging indent of a `w:ind` in centimetres; a first-line indent counts as negative hanging."""
    if element is None:
        return None, None
    left = _cm(element.get(f"{W}left") or element.get(f"{W}start"))
    hanging = _cm(element.get(f"{W}hanging"))
    if hanging is None:
        first = _cm(element.get(f"{W}firstLine"))
        hanging = None if first is None else -first
    return left, hanging


def switched_on(element: Any) -> bool:
    """Whether an on/off property is on: present without a value means on."""
    return element.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def whole(text: str | None) -> int | None:
    """A whole number of an attribute; None where there is none."""
    try:
        return None if text is None else int(text)
    except ValueError:
        return None


def _cm(twips: str | None) -> float | None:
    try:
        return None if twips is None else round(float(twips) / TWIPS_PER_CM, 2)
    except ValueError:
        return None


def _value(element: Any) -> str | None:
    return None if element is None else element.get(f"{W}val")
