"""The new file as its reader sees it: all of its own tracked changes accepted, before it is compared with the old one."""

from __future__ import annotations

from negotiator.formats.word.package import W
from negotiator.formats.word.redline.schema import (
    CELL_MARKS,
    CHANGES,
    CONTAINERS,
    CONTENT,
    GONE,
    MARKS,
    MOVE_RANGES,
    PPR,
    RANGES,
    SDT,
    TBL,
    TC,
    Element,
    P,
    elements,
    mark_kinds,
    mark_properties,
    remove,
    tags,
)

_NESTS = tags("sdt sdtContent customXml smartTag")


def accept(root: Element) -> dict[Element, Element]:
    """Accept every tracked change below `root`, in place; says which paragraph took in which that merged into it."""
    if next(root.iter(*MARKS, *CHANGES, *CELL_MARKS, *MOVE_RANGES), None) is None:
        return {}
    for change in list(root.iter(*CHANGES)):
        remove(change)
    for inserted in list(root.iter(W + "numPr")):
        for mark in inserted.findall(W + "ins"):
            remove(mark)
    _accept_rows(root)
    _accept_runs(root)
    _accept_controls(root)
    for range_mark in list(root.iter(*MOVE_RANGES)):
        remove(range_mark)
    merged: dict[Element, Element] = {}
    for container in [root, *root.iter(*CONTAINERS)]:
        if container.tag in CONTAINERS:
            _accept_marks(container, merged)
    return merged


def _accept_rows(root: Element) -> None:
    for properties in list(root.iter(W + "trPr", W + "tcPr")):
        for mark in [m for m in properties if m.tag in MARKS or m.tag in CELL_MARKS]:
            if mark.tag in GONE or mark.tag == W + "cellDel":
                owner = properties.getparent()
                if owner is not None:
                    remove(owner)
            else:
                remove(mark)
    for table in list(root.iter(TBL)):
        if next(table.iter(TC), None) is None:
            remove(table)


def _accept_runs(root: Element) -> None:
    for mark in list(root.iter(*MARKS)):
        parent = mark.getparent()
        if parent is None:
            continue
        if parent.tag == W + "rPr":
            owner = parent.getparent()
            if owner is None or owner.tag == PPR:
                continue
            remove(owner if mark.tag in GONE and owner.tag.endswith("}r") else mark)
            continue
        kept = [e for e in mark.iter(*RANGES) if e.tag not in MOVE_RANGES] if mark.tag in GONE else list(mark)
        place = parent.index(mark)
        parent.remove(mark)
        parent[place:place] = kept


def _accept_controls(root: Element) -> None:
    for start in list(root.iter(W + "customXmlDelRangeStart")):
        control = start.getnext()
        parent = start.getparent()
        if control is None or parent is None or control.tag != SDT:
            continue
        content = control.find(CONTENT)
        place = parent.index(control)
        parent.remove(control)
        parent[place:place] = [] if content is None else list(content)


def blocks(container: Element) -> list[Element]:
    """Paragraphs and tables of a container in order, those in content controls included."""
    found: list[Element] = []
    for child in elements(container):
        if child.tag in (P, TBL):
            found.append(child)
        elif child.tag in _NESTS:
            found += blocks(child)
    return found


def _accept_marks(container: Element, merged: dict[Element, Element]) -> None:
    found = blocks(container)
    for block, following in zip(found, [*found[1:], None], strict=True):
        if block.tag != P:
            continue
        kinds = mark_kinds(block)
        properties = mark_properties(block)
        if properties is not None:
            for mark in [m for m in properties if m.tag in MARKS]:
                properties.remove(mark)
        if not kinds & GONE:
            continue
        content = [child for child in block if child.tag != PPR]
        if following is not None and following.tag == P:
            place = 1 if following.find(PPR) is not None else 0
            following[place:place] = content
            remove(block)
            merged[block] = following
        elif following is not None and not any(child.tag not in RANGES for child in content):
            remove(block)


def stamp_identity(root: Element) -> dict[int, Element]:
    """Every paragraph under its ordinal in document order, counted from 1."""
    return dict(enumerate(root.iter(P), 1))
