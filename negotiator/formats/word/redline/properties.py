"""Paragraph properties of the result: what a paragraph is on both sides, with the change between them where Word and LibreOffice look for it."""

from __future__ import annotations

import copy
from typing import TypeAlias

from lxml import etree

from negotiator.formats.word.package import W
from negotiator.formats.word.redline.imports import Imports
from negotiator.formats.word.redline.marking import insert_property
from negotiator.formats.word.redline.pieces import style_of
from negotiator.formats.word.redline.schema import (
    CHANGES,
    ID,
    JUNK,
    MARKS,
    PPR,
    RPR,
    SECT,
    VAL,
    Element,
    local,
    mark_properties,
    properties_of,
    section_of,
    value,
)
from negotiator.formats.word.redline.source import Source

_CHANGE = W + "pPrChange"
_APART = frozenset({RPR, SECT, _CHANGE, W + "pStyle", W + "numPr"}) | JUNK


Said: TypeAlias = tuple[object, ...]


def _said(properties: Element) -> Said:
    """All that stands in them, to look them up by."""
    return tuple((child.tag, *child.items()) if not len(child) else (child.tag, *child.items(), _said(child)) for child in properties)


class Properties:
    """Compares and writes the properties of paragraphs; keys of both sides are equal where nothing a reader sees differs."""

    def __init__(self, old: Source, new: Source, imports: Imports) -> None:
        self._old, self._new, self._imports = old, new, imports
        self._keys: dict[tuple[bool, Said], str] = {}
        self._inherited: dict[str | None, tuple[str, str] | None] = {}

    def key(self, paragraph: Element, *, old: bool) -> str:
        """Style, numbering and all other properties but those of the mark and the section."""
        return self._key_of(paragraph, properties_of(paragraph), old)

    def _key_of(self, paragraph: Element, properties: Element | None, old: bool) -> str:
        if properties is None:
            inherited = None if old else self._unlike(None)
            return f"{self._side(old).style(None)}|{'' if inherited is None else f'{self._imports.number(inherited[0])}.{inherited[1] or None}'}|"
        said = (old, _said(properties))
        known = self._keys.get(said)
        if known is None:
            known = self._keys[said] = self._key(paragraph, properties, old)
        return known

    def same(self, old: Element, new: Element) -> bool:
        """Whether two paragraphs have the same properties, those of their marks too, and end no section."""
        mine, theirs = properties_of(old), properties_of(new)
        marks: list[Element | None] = []
        for properties in (mine, theirs):
            inside = {} if properties is None else {child.tag: child for child in properties}
            if SECT in inside:
                return False
            marks.append(inside.get(RPR))
        formats = self._old.properties(marks[0]) == self._new.properties(marks[1])
        return formats and self._key_of(old, mine, True) == self._key_of(new, theirs, False)

    def _side(self, old: bool) -> Source:
        return self._old if old else self._new

    def _key(self, paragraph: Element, properties: Element, old: bool) -> str:
        side = self._side(old)
        numbering = properties.find(W + "numPr")
        listed = ""
        if numbering is not None:
            number = value(numbering, "numId")
            if number is not None and not old:
                number = self._imports.number(number)
            listed = f"{number}.{value(numbering, 'ilvl')}"
        elif not old and (inherited := self._unlike(style_of(paragraph))) is not None:
            listed = f"{self._imports.number(inherited[0])}.{inherited[1] or None}"
        rest = sorted(side.canon(child) for child in properties if child.tag not in _APART)
        return f"{side.style(style_of(paragraph))}|{listed}|{''.join(rest)}"

    def _unlike(self, style: str | None) -> tuple[str, str] | None:
        """List and level that a style of the new file gives, where the old file's style of that name gives another list; None where both give the same."""
        if style not in self._inherited:
            wanted = self._new.style_list(style)
            name = ("paragraph", self._new.style(style))
            there = self._old.by_name.get(name)
            given = wanted if there is None else self._old.style_list(there)
            alike = self._old.definition(given[0]) == self._new.definition(wanted[0]) and given[1] == wanted[1]
            self._inherited[style] = None if alike or there is None else wanted
        return self._inherited[style]

    def mark_format(self, paragraph: Element, *, old: bool) -> str:
        return self._side(old).properties(mark_properties(paragraph))

    def write(self, paragraph: Element, have: Element | None, want: Element | None, *, section: Element | None, mark: str) -> None:
        """Give `paragraph` the properties of `want` (new side), led back to those of `have` (old side) by a `pPrChange`.

        One of the two may be None: then there is nothing to change. `section` is the section that its mark carries, already the old file's;
        `mark` is `ins`, `del` or empty.
        """
        earlier: Element | None = None
        differs = have is not None and want is not None and self.key(have, old=True) != self.key(want, old=False)
        if have is paragraph and not differs and section is None and not mark and self._keeps(have, want):
            return
        if want is None or (have is not None and not differs):
            source = have.find(PPR) if have is not None else None
            made = etree.Element(PPR, nsmap={"w": W[1:-1]}) if source is None else copy.deepcopy(source)
        else:
            made = self._foreign(want)
            self._imports.stamp.used = True
            if have is not None:
                earlier = self._change(have)
        for child in made.findall(SECT):
            made.remove(child)
        run_properties = self._mark_properties(have, want, mark)
        for child in made.findall(RPR):
            made.remove(child)
        if run_properties is not None:
            insert_property(made, run_properties)
        if section is not None:
            insert_property(made, section)
        if earlier is not None:
            insert_property(made, earlier)
        for copied in made.iter(*MARKS, *CHANGES):
            # properties are copies, of a neighbour's too: no change in them keeps its id
            copied.set(ID, self._imports.stamp.fresh())
        present = paragraph.find(PPR)
        if present is not None:
            paragraph.remove(present)
        if len(made):
            paragraph.insert(0, made)

    def _keeps(self, have: Element, want: Element | None) -> bool:
        """Whether a paragraph's properties can stay as they lie, whatever its text becomes: its mark looks the same, and it ends no section."""
        return (want is None or self.mark_format(have, old=True) == self.mark_format(want, old=False)) and section_of(have) is None

    def _foreign(self, want: Element) -> Element:
        source = want.find(PPR)
        made = etree.Element(PPR, nsmap={"w": W[1:-1]}) if source is None else copy.deepcopy(source)
        for child in [c for c in made if c.tag in (SECT, RPR, _CHANGE)]:
            made.remove(child)
        inherited = self._unlike(style_of(want)) if made.find(W + "numPr") is None else None
        if inherited is not None:
            numbering = etree.Element(W + "numPr")
            if inherited[1]:
                etree.SubElement(numbering, W + "ilvl").set(VAL, inherited[1])
            etree.SubElement(numbering, W + "numId").set(VAL, inherited[0])
            insert_property(made, numbering)
        self._imports.adopt(made)
        default = self._imports.default_style() if made.find(W + "pStyle") is None else None
        if default is not None:
            style = etree.Element(W + "pStyle")
            style.set(VAL, default)
            insert_property(made, style)
        return made

    def _change(self, have: Element) -> Element:
        """The old properties as a `pPrChange`; someone else's earlier one stays, it leads back to the base already."""
        earlier = have.find(f"{PPR}/{_CHANGE}")
        if earlier is not None:
            return copy.deepcopy(earlier)
        change = self._imports.stamp.mark("pPrChange")
        inner = etree.SubElement(change, PPR)
        source = have.find(PPR)
        for child in () if source is None else source:
            if child.tag not in (SECT, RPR, _CHANGE):
                inner.append(copy.deepcopy(child))
        return change

    def _mark_properties(self, have: Element | None, want: Element | None, mark: str) -> Element | None:
        mine = None if have is None else have.find(f"{PPR}/{RPR}")
        made = etree.Element(RPR, nsmap={"w": W[1:-1]}) if mine is None else copy.deepcopy(mine)
        if mark == "ins":
            # a new mark: what others did to the one whose properties it shares is not done to it
            made[:] = [c for c in made if c.tag not in MARKS]
        if want is not None and (have is None or self.mark_format(have, old=True) != self.mark_format(want, old=False)):
            self._imports.stamp.used = True
            marks = [c for c in made if c.tag in MARKS]
            change = made.find(W + "rPrChange")
            if change is None and have is not None:
                change = self._imports.stamp.mark("rPrChange")
                inner = etree.SubElement(change, RPR)
                inner.extend(copy.deepcopy(c) for c in made if c.tag not in MARKS)
            theirs = want.find(f"{PPR}/{RPR}")
            made[:] = marks
            made.extend(self._imports.element(c) for c in (() if theirs is None else theirs) if c.tag not in MARKS and local(c) != "rPrChange")
            if change is not None:
                made.append(change)
        if mark and made.find(W + mark) is None:
            place = sum(child.tag == W + "ins" for child in made) if mark == "del" else 0
            made.insert(place, self._imports.stamp.mark(mark))
        return made if len(made) else None
