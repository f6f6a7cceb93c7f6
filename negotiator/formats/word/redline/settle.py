"""Tracked changes accepted or rejected for good: the new file as its reader sees it, and the old one where it is to be settled first."""

from __future__ import annotations

from lxml import etree

from negotiator.formats.word.package import Package, W
from negotiator.formats.word.redline.schema import (
    CELL_MARKS,
    CHANGES,
    CONTAINERS,
    CONTENT,
    GONE,
    ID,
    MARKS,
    MERGES,
    MOVE_RANGES,
    PPR,
    PPR_PLACE,
    RANGES,
    RPR,
    SDT,
    SECT,
    TBL,
    TC,
    VAL,
    Element,
    P,
    elements,
    mark_kinds,
    mark_properties,
    remove,
    tags,
)
from negotiator.formats.word.redline.stamp import stories_of

_RESPELLED = {W + "delText": W + "t", W + "delInstrText": W + "instrText"}
_APART = {PPR: frozenset({RPR, SECT}), RPR: MARKS, SECT: tags("headerReference footerReference"), W + "trPr": tags("ins del"), W + "tcPr": CELL_MARKS}
"""What rejecting a change of properties leaves alone."""
_NESTS = tags("sdt sdtContent customXml smartTag")
_BEFORE_MERGE = tags("cnfStyle tcW gridSpan hMerge")


def accept(root: Element) -> dict[Element, Element]:
    """Accept every tracked change below `root`, in place; says which paragraph took in which that merged into it."""
    return settle(root, rejected=False)


def settle(root: Element, *, rejected: bool) -> dict[Element, Element]:
    """Accept or reject every tracked change below `root`, in place; says which paragraph took in which that merged into it."""
    if next(root.iter(*MARKS, *CHANGES, *CELL_MARKS, *MOVE_RANGES), None) is None:
        return {}
    gone = MARKS - GONE if rejected else GONE
    for change in list(root.iter(*CHANGES)):
        if rejected:
            _bring_back(change)
        else:
            remove(change)
    for inserted in list(root.iter(W + "numPr")):
        for mark in inserted.findall(W + "ins"):
            remove(inserted if rejected else mark)
    _settle_rows(root, gone, rejected=rejected)
    _settle_runs(root, gone)
    for text in list(root.iter(*_RESPELLED)):
        text.tag = _RESPELLED[text.tag]
    _settle_controls(root, W + ("customXmlInsRangeStart" if rejected else "customXmlDelRangeStart"))
    for range_mark in list(root.iter(*MOVE_RANGES)):
        remove(range_mark)
    merged: dict[Element, Element] = {}
    for container in [root, *root.iter(*CONTAINERS)]:
        if container.tag in CONTAINERS:
            _settle_marks(container, gone, merged)
    return merged


def _bring_back(change: Element) -> None:
    """Give properties the values that they had before a tracked change of them."""
    parent = change.getparent()
    if parent is None or change.tag == W + "numberingChange":
        remove(change)
        return
    former = list(change[0]) if len(change) else []
    parent[:] = sorted([*(c for c in parent if c.tag in _APART.get(parent.tag, ())), *former], key=lambda c: PPR_PLACE.get(c.tag, 0))


def _settle_rows(root: Element, gone: frozenset[str], *, rejected: bool) -> None:
    cell_gone, merged = (W + "cellIns", W + "vMergeOrig") if rejected else (W + "cellDel", W + "vMerge")
    for properties in list(root.iter(W + "trPr", W + "tcPr")):
        for mark in [m for m in properties if m.tag in MARKS or m.tag in CELL_MARKS]:
            if mark.tag in gone or mark.tag == cell_gone:
                owner = properties.getparent()
                if owner is not None:
                    remove(owner)
            else:
                if mark.tag == W + "cellMerge":
                    _merge(properties, mark.get(merged, ""))
                remove(mark)
    for table in list(root.iter(TBL)):
        if next(table.iter(TC), None) is None:
            remove(table)


def _merge(properties: Element, how: str) -> None:
    """Give a cell the upright merge that a tracked one leads to, or back to."""
    for present in properties.findall(W + "vMerge"):
        remove(present)
    if how in MERGES:
        place = max((n for n, child in enumerate(properties, 1) if child.tag in _BEFORE_MERGE), default=0)
        made = etree.Element(W + "vMerge")
        made.set(VAL, MERGES[how])
        properties.insert(place, made)


def _settle_runs(root: Element, gone: frozenset[str]) -> None:
    for mark in list(root.iter(*MARKS)):
        parent = mark.getparent()
        if parent is None:
            continue
        if parent.tag == W + "rPr":
            owner = parent.getparent()
            if owner is None or owner.tag == PPR:
                continue
            remove(owner if mark.tag in gone and owner.tag.endswith("}r") else mark)
            continue
        kept = [e for e in mark.iter(*RANGES) if e.tag not in MOVE_RANGES] if mark.tag in gone else list(mark)
        place = parent.index(mark)
        parent.remove(mark)
        parent[place:place] = kept


def _settle_controls(root: Element, going: str) -> None:
    for start in list(root.iter(going)):
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


def _settle_marks(container: Element, gone: frozenset[str], merged: dict[Element, Element]) -> None:
    found = blocks(container)
    for block, following in zip(found, [*found[1:], None], strict=True):
        if block.tag != P:
            continue
        kinds = mark_kinds(block)
        properties = mark_properties(block)
        if properties is not None:
            for mark in [m for m in properties if m.tag in MARKS]:
                properties.remove(mark)
        if not kinds & gone:
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


def settled(package: Package, *, rejected: bool) -> dict[int, int]:
    """Settle all stories of a package, in place; says which ordinal a paragraph of the main part has now (one that is no longer there is left out)."""
    before = stamp_identity(package.xml(package.main))
    merged: dict[Element, Element] = {}
    for part in stories_of(package):
        merged |= settle(package.xml(part), rejected=rejected)
        _close_bookmarks(package.xml(part))
        package.put(part, package.xml(part))
    after = {paragraph: ordinal for ordinal, paragraph in stamp_identity(package.xml(package.main)).items()}
    places: dict[int, int] = {}
    for ordinal, paragraph in before.items():
        holder = paragraph
        while holder in merged:
            holder = merged[holder]
        if holder in after:
            places[ordinal] = after[holder]
    return places


def _close_bookmarks(root: Element) -> None:
    """A bookmark of which one edge went with a row ends where it begins, or is gone with its beginning."""
    starts, ends = ({e.get(ID): e for e in root.iter(W + name)} for name in ("bookmarkStart", "bookmarkEnd"))
    for identity in ends.keys() - starts.keys():
        remove(ends[identity])
    for identity in starts.keys() - ends.keys():
        end = etree.Element(W + "bookmarkEnd")
        end.set(ID, identity or "")
        starts[identity].addnext(end)
