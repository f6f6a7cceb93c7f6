"""Whole paragraphs that went in one place and came in another, word for word, are one move: shown as such, accepted and rejected at one go."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from lxml import etree

from negotiator.formats.word.package import W
from negotiator.formats.word.redline.schema import BOX, ID, MARKS, PPR, RPR, RUN, Element, elements, mark_properties, tags
from negotiator.formats.word.redline.stamp import Stamp

FLOOR: Final = 6
"""Words from which on a paragraph found again is taken for a move: shorter ones stand in many places."""
_PLAIN: Final = tags("rPr t delText tab br cr noBreakHyphen")
_MARKED: Final = etree.XPath("w:p[w:pPr/w:rPr[w:ins or w:del]]", namespaces={"w": W[1:-1]})
"""Paragraphs whose own mark was inserted or deleted."""
_DELETED_TEXT: Final = W + "delText"


def mark_moves(body: Element, stamp: Stamp) -> int:
    """Turn our deletions and insertions of the same paragraph into moves, in place; says how many. Paragraphs that stand more than once stay as they are."""
    gone: dict[str, list[Element]] = defaultdict(list)
    come: dict[str, list[Element]] = defaultdict(list)
    for paragraph in _MARKED(body):
        for name, found in (("del", gone), ("ins", come)):
            text = _whole(paragraph, name, stamp)
            if text is not None and len(text.split()) >= FLOOR:
                found[text].append(paragraph)
    moved = 0
    for text, places in gone.items():
        if len(places) == 1 and len(come.get(text, ())) == 1:
            moved += 1
            name = f"move{stamp.fresh()}"
            _turn(places[0], "del", "moveFrom", name, stamp)
            _turn(come[text][0], "ins", "moveTo", name, stamp)
    return moved


def _whole(paragraph: Element, name: str, stamp: Stamp) -> str | None:
    """The text of a paragraph that is ours to delete (or insert) with its mark and all that stands in it; None where anything else is in it."""
    mark = mark_properties(paragraph)
    marks = [] if mark is None else [c for c in mark if c.tag in MARKS]
    if len(marks) != 1 or not _ours(marks[0], name, stamp) or paragraph.find(f"{PPR}/{W}pPrChange") is not None:
        return None
    out: list[str] = []
    for child in elements(paragraph):
        if child.tag == PPR:
            continue
        if not _ours(child, name, stamp):
            return None
        for run in elements(child):
            if run.tag != RUN or any(inner.tag not in _PLAIN for inner in elements(run)) or next(run.iter(BOX), None) is not None:
                return None
            out += [inner.text or "" if inner.tag in (W + "t", _DELETED_TEXT) else " " for inner in elements(run) if inner.tag != RPR]
    return "".join(out)


def _ours(mark: Element, name: str, stamp: Stamp) -> bool:
    return bool(mark.tag == W + name and mark.get(W + "author") == stamp.author and mark.get(W + "date") == stamp.date)


def _turn(paragraph: Element, was: str, kind: str, name: str, stamp: Stamp) -> None:
    for mark in list(paragraph.iter(W + was)):
        mark.tag = W + kind
    for text in paragraph.iter(_DELETED_TEXT):
        text.tag = W + "t"
    start = stamp.mark(f"{kind}RangeStart")
    start.set(W + "name", name)
    end = etree.Element(W + f"{kind}RangeEnd", nsmap={"w": W[1:-1]})
    end.set(ID, start.get(ID, ""))
    paragraph.addprevious(start)
    paragraph.addnext(end)
