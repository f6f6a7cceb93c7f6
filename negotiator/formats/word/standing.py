"""How a paragraph stands by its properties (style, list and level, indent …), worked out once for all paragraphs that have the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from negotiator.formats.word.flow import mark_is_gone
from negotiator.formats.word.numbering import Numbering
from negotiator.formats.word.package import W
from negotiator.formats.word.runs import leading
from negotiator.formats.word.styles import ListPlace, Style, Styles, indents, switched_on, whole

_PROPERTIES: Final = f"{W}pPr"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the properties of a paragraph amount to, those of its style included."""

    style: Style
    listed: tuple[str, int] | None
    """Its list, and the level in it."""
    heading: int
    """1–9; 0 for body text."""
    indent: float
    """Centimetres from the left."""
    centred: bool
    breaks_page: bool
    """A new page begins before it."""
    gone: bool
    """Its mark was deleted or moved away, so that it joins the next paragraph."""
    section: str | None
    """How the section begins that follows this paragraph (`nextPage`); None where it ends none."""
    language: str
    """Of its mark, in which its list spells numbers."""


class Standings:
    """Knows the paragraphs of one file by their properties: there are few different ones."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles, self._numbering = styles, numbering
        self._known: dict[tuple[object, ...] | None, Standing] = {}

    def of(self, paragraph: Any) -> Standing:
        properties = leading(paragraph, _PROPERTIES)
        said = None if properties is None else _said(properties)
        known = self._known.get(said)
        if known is None:
            known = self._known[said] = self._standing(paragraph, properties)
        return known

    def _standing(self, paragraph: Any, properties: Any) -> Standing:
        own = {} if properties is None else {e.tag: e for e in reversed(properties) if isinstance(e.tag, str)}
        style = self._styles.paragraph(_value(own.get(f"{W}pStyle")))
        listed = self._numbering.place(_place(own.get(f"{W}numPr")), style)
        section = own.get(f"{W}sectPr")
        return Standing(
            style,
            listed,
            _heading(own.get(f"{W}outlineLvl"), style),
            self._indent(own, style, listed),
            (style.alignment if f"{W}jc" not in own else _value(own[f"{W}jc"])) == "center",
            f"{W}pageBreakBefore" in own and switched_on(own[f"{W}pageBreakBefore"]),
            mark_is_gone(paragraph),
            None if section is None else _value(section.find(f"{W}type")) or "nextPage",
            _value(paragraph.find(f"{W}pPr/{W}rPr/{W}lang")) or style.language or self._styles.language,
        )

    def _indent(self, own: dict[str, Any], style: Style, listed: tuple[str, int] | None) -> float:
        direct, _ = indents(own.get(f"{W}ind"))
        if direct is not None:
            return direct
        definition = self._numbering.definition(listed[0]) if listed else None
        by_list = definition.levels[listed[1]].left if definition and listed else None
        first, second = (by_list, style.left) if f"{W}numPr" in own else (style.left, by_list)
        return (second if first is None else first) or 0.0


def _said(element: Any) -> tuple[object, ...]:
    """All that stands in properties, to look them up by."""
    return tuple((child.tag, *child.items()) if not len(child) else (child.tag, *child.items(), _said(child)) for child in element)


def _place(num: Any) -> ListPlace:
    if num is None:
        return ListPlace(None, None)
    return ListPlace(_value(num.find(f"{W}numId")), whole(_value(num.find(f"{W}ilvl"))))


def _heading(outline: Any, style: Style) -> int:
    level = whole(_value(outline))
    return style.outline if level is None else level + 1 if 0 <= level < 9 else 0


def _value(element: Any) -> str | None:
    return None if element is None else element.get(f"{W}val")
