"""Everything inside an element marked as inserted or deleted: whole paragraphs, rows, notes and text boxes."""

from __future__ import annotations

import copy
from typing import Final

from lxml import etree

from negotiator.formats.word.package import W
from negotiator.formats.word.redline.schema import (
    BOX,
    CONTENT,
    GONE,
    MARKS,
    PPR,
    PPR_PLACE,
    RPR,
    RUN,
    SDT,
    TBL,
    TC,
    TEXT,
    TR,
    WRAPPERS,
    Element,
    M,
    P,
    elements,
    tags,
    wording,
)
from negotiator.formats.word.redline.stamp import Stamp

_TEXTS: Final = {W + "t": W + "delText", W + "instrText": W + "delInstrText"}
_BLOCK_NESTS: Final = tags("sdt sdtContent customXml smartTag")
_ENCLOSED: Final = tags("dir bdo smartTag customXml")
_UNSEEN: Final = tags("smartTag customXml")
_ENCLOSED_PROPERTIES: Final = tags("smartTagPr customXmlPr")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def mark_blocks(container: Element, name: str, stamp: Stamp, *, last_too: bool) -> None:
    """Mark the paragraphs and tables of a container; its last paragraph mark only where the container itself comes or goes (a row's cell)."""
    found = list(_blocks(container))
    for at, block in enumerate(found):
        if block.tag == P:
            mark_paragraph(block, name, stamp, the_mark=last_too or at + 1 < len(found))
        else:
            mark_table(block, name, stamp)


def _blocks(container: Element) -> list[Element]:
    out: list[Element] = []
    for child in elements(container):
        if child.tag in (P, TBL):
            out.append(child)
        elif child.tag in _BLOCK_NESTS:
            out += _blocks(child)
    return out


def mark_table(table: Element, name: str, stamp: Stamp) -> None:
    for row in rows_of(table):
        mark_row(row, name, stamp)


def rows_of(table: Element) -> list[Element]:
    """The rows of a table, those in content controls included, those of nested tables not."""
    out: list[Element] = []
    for child in elements(table):
        if child.tag == TR:
            out.append(child)
        elif child.tag in _BLOCK_NESTS:
            out += rows_of(child)
    return out


def cells_of(row: Element) -> list[Element]:
    out: list[Element] = []
    for child in elements(row):
        if child.tag == TC:
            out.append(child)
        elif child.tag in _BLOCK_NESTS:
            out += cells_of(child)
    return out


def mark_row(row: Element, name: str, stamp: Stamp) -> None:
    """A row comes or goes with its mark, every run in it and every paragraph mark: each alone is shown wrongly by some program. One that others have
    deleted is gone already."""
    properties = row.find(W + "trPr")
    if properties is not None and any(c.tag in GONE for c in properties):
        return
    if properties is None:
        properties = etree.Element(W + "trPr")
        before = row.find(W + "tblPrEx")
        row.insert(0 if before is None else row.index(before) + 1, properties)
    place = next((properties.index(c) for c in properties if c.tag == W + "trPrChange"), len(properties))
    properties.insert(place, stamp.mark(name))
    for cell in cells_of(row):
        mark_blocks(cell, name, stamp, last_too=True)


def mark_paragraph(paragraph: Element, name: str, stamp: Stamp, *, the_mark: bool) -> None:
    mark_runs(paragraph, name, stamp)
    if the_mark:
        mark_the_mark(paragraph, name, stamp)


def mark_the_mark(paragraph: Element, name: str, stamp: Stamp) -> None:
    """Put the tracked change of a paragraph mark in its place."""
    properties = paragraph.find(PPR)
    if properties is None:
        properties = etree.Element(PPR)
        paragraph.insert(0, properties)
    run_properties = properties.find(RPR)
    if run_properties is None:
        run_properties = etree.Element(RPR)
        insert_property(properties, run_properties)
    if run_properties.find(W + name) is None:
        place = sum(child.tag == W + "ins" for child in run_properties) if name == "del" else 0
        run_properties.insert(place, stamp.mark(name))


def insert_property(properties: Element, child: Element) -> None:
    """Put a child of `w:pPr` where the schema wants it."""
    place = PPR_PLACE[child.tag]
    at = next((i for i, other in enumerate(properties) if PPR_PLACE.get(other.tag, -1) > place), len(properties))
    properties.insert(at, child)


def mark_runs(parent: Element, name: str, stamp: Stamp) -> None:
    """Wrap every run (and formula) that is not deleted yet, in place; neighbours share one mark."""
    open_mark: Element | None = None
    for child in list(parent):
        tag = child.tag
        if not isinstance(tag, str) or tag == PPR:
            continue
        if tag == RUN or tag.startswith(M) or goes_whole(child):
            if open_mark is None:
                open_mark = stamp.mark(name)
                child.addprevious(open_mark)
            open_mark.extend(whole_parts(child, name, stamp))
            continue
        if tag in (W + "proofErr", W + "lastRenderedPageBreak"):
            parent.remove(child)
            continue
        open_mark = None
        if tag in MARKS and tag not in GONE:
            mark_runs(child, name, stamp)
        elif tag == SDT:
            content = child.find(CONTENT)
            if content is not None:
                mark_runs(content, name, stamp)
            enclose_control(child, name, stamp)
        elif tag == W + "fldSimple":
            _mark_field(child, name, stamp)
        elif tag in WRAPPERS:
            mark_runs(child, name, stamp)


def goes_whole(element: Element) -> bool:
    """Whether it is an element around runs alone that a mark may enclose: emptied it would be left behind."""
    return element.tag in _ENCLOSED and all(c.tag == RUN or c.tag in _ENCLOSED_PROPERTIES or goes_whole(c) for c in elements(element))


def whole_parts(element: Element, name: str, stamp: Stamp) -> list[Element]:
    """A run, a formula or an element that goes whole as what a mark encloses. Tags that no program shows, and that a mark must not enclose, are left out."""
    parent = element.getparent()
    if element.tag in _UNSEEN and parent is not None:
        parent.remove(element)
    if element.tag == RUN:
        inside_of_run(element, name, stamp)
    elif element.tag in _ENCLOSED:
        inside = [part for child in list(element) if child.tag not in _ENCLOSED_PROPERTIES for part in whole_parts(child, name, stamp)]
        if element.tag in _UNSEEN:
            return inside
        element[:] = inside
    return [element]


def _mark_field(simple: Element, name: str, stamp: Stamp) -> None:
    mark = stamp.mark(name)
    simple.addprevious(mark)
    for run in field_runs(simple):
        mark.append(run)
        inside_of_run(run, name, stamp)
    parent = simple.getparent()
    if parent is not None:
        parent.remove(simple)


def field_runs(simple: Element) -> list[Element]:
    """A simple field as the runs of a complex one, because only runs can be marked whole."""
    content = list(simple.iter(RUN))
    properties = content[0].find(RPR) if content else None

    def edge(kind: str) -> Element:
        run = _run(properties)
        etree.SubElement(run, W + "fldChar").set(W + "fldCharType", kind)
        return run

    code = _run(properties)
    text = etree.SubElement(code, W + "instrText")
    text.set(_SPACE, "preserve")
    text.text = simple.get(W + "instr", "")
    return [edge("begin"), code, edge("separate"), *content, edge("end")]


def _run(properties: Element | None) -> Element:
    run = etree.Element(RUN, nsmap={"w": W[1:-1]})
    if properties is not None:
        run.append(copy.deepcopy(properties))
    return run


def inside_of_run(run: Element, name: str, stamp: Stamp) -> None:
    """What a marked run needs inside: deleted text under its own name, and text boxes marked as well."""
    for box in boxes_of(run):
        mark_blocks(box, name, stamp, last_too=False)
    if name == "del":
        spell_deleted(run)


def spell_deleted(element: Element) -> None:
    """Give text below an element (that of ruby stands deeper) the name of deleted text."""
    for child in element:
        if child.tag in _TEXTS:
            if child.tag == TEXT:
                child.text = wording(child)
            child.tag = _TEXTS[child.tag]
            child.set(_SPACE, "preserve")
        elif len(child) and child.tag not in (BOX, RPR):
            spell_deleted(child)


def boxes_of(element: Element) -> list[Element]:
    """The text boxes of a drawing, those inside other boxes left out."""
    out: list[Element] = []
    for child in elements(element):
        if child.tag == BOX:
            out.append(child)
        else:
            out += boxes_of(child)
    return out


def enclose_control(control: Element, name: str, stamp: Stamp) -> None:
    """Mark a content control itself as inserted or deleted; its content is marked apart."""
    kind = "customXmlIns" if name == "ins" else "customXmlDel"
    start, end = stamp.mark(kind + "RangeStart"), etree.Element(W + kind + "RangeEnd")
    end.set(W + "id", start.get(W + "id", ""))
    control.addprevious(start)
    control.addnext(end)
