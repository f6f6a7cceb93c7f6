"""What of a block is to be seen once all changes are accepted: its text, and whether anything."""

from __future__ import annotations

from negotiator.formats.word.package import W
from negotiator.formats.word.redline.marking import rows_of
from negotiator.formats.word.redline.pieces import Kind, rough_pieces
from negotiator.formats.word.redline.schema import GONE, PPR, TBL, TEXT, Element, P, mark_kinds
from negotiator.formats.word.redline.settle import blocks
from negotiator.formats.word.redline.source import Source


def vanished(block: Element, source: Source) -> bool:
    """Whether others have deleted or moved away all of a paragraph or control, its marks included."""
    if block.tag == P:
        return bool(mark_kinds(block) & GONE) and all(p.kind in (Kind.RANGE, Kind.HIDDEN) for p in rough_pieces(block, source))
    inside = blocks(block)
    return bool(inside) and all(is_gone(b) if b.tag == TBL else vanished(b, source) for b in inside)


def row_gone(row: Element) -> bool:
    """Whether others have deleted a row."""
    properties = row.find(W + "trPr")
    return properties is not None and any(c.tag in GONE for c in properties)


def is_gone(table: Element) -> bool:
    """Whether others have deleted every row of it."""
    rows = rows_of(table)
    return bool(rows) and all(row_gone(row) for row in rows)


def visible(element: Element) -> str:
    """The text of a block with all changes accepted, cells and paragraphs parted."""
    out: list[str] = []
    _visible(element, out)
    return "".join(out)


_SHOWN = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}


def _visible(element: Element, out: list[str]) -> None:
    for child in element:
        tag = child.tag
        if tag == TEXT:
            out.append(child.text or "")
        elif tag in GONE or tag == PPR or tag == W + "rPr":
            continue
        elif tag in _SHOWN:
            out.append(_SHOWN[tag])
        elif isinstance(tag, str) and len(child):
            _visible(child, out)
            if tag in (P, W + "tc"):
                out.append("\n")
