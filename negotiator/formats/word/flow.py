"""What stands in a story, a cell, a note or a text box: paragraphs and tables in their order, through everything that may wrap them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from negotiator.formats.word.package import MC, W
from negotiator.formats.word.runs import choice, leading

P: Final = f"{W}p"
TBL: Final = f"{W}tbl"
TR: Final = f"{W}tr"
TC: Final = f"{W}tc"
ALT_CHUNK: Final = f"{W}altChunk"
BOX: Final = f"{W}txbxContent"

_PROPERTIES: Final = f"{W}pPr"
_MARK: Final = f"{W}rPr"
_LEAVES: Final = frozenset((P, TBL, TR, TC, ALT_CHUNK))
_STRIKING: Final = frozenset((f"{W}del", f"{W}moveFrom"))


class Item(NamedTuple):
    """A paragraph, table, row or cell, and what its wrappers say."""

    element: Any
    struck: bool
    in_contents: bool


def flow(container: Any, *, struck: bool = False, in_contents: bool = False) -> Iterator[Item]:
    """The nearest paragraphs, tables, rows and cells in `container`, in document order."""
    for child in container:
        tag = child.tag
        if tag in _LEAVES:
            yield Item(child, struck, in_contents)
        elif tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            if content is not None:
                yield from flow(content, struck=struck, in_contents=in_contents or _is_contents(child))
        elif tag == f"{MC}AlternateContent":
            chosen = choice(child)
            if chosen is not None:
                yield from flow(chosen, struck=struck, in_contents=in_contents)
        elif len(child) and isinstance(tag, str) and not tag.endswith("Pr"):
            # custom XML, smart tags, insertions, and wrappers that newer programs may invent
            yield from flow(child, struck=struck or tag in _STRIKING, in_contents=in_contents)


def mark_is_gone(paragraph: Any) -> bool:
    """Whether a paragraph's mark was deleted or moved away, so that it joins the next paragraph."""
    properties = leading(paragraph, _PROPERTIES)
    mark = None if properties is None else next(properties.iterchildren(_MARK), None)
    return mark is not None and any(e.tag in _STRIKING for e in mark)


def row_is_gone(row: Any) -> bool:
    """Whether a tracked change deleted a table row."""
    return row.find(f"{W}trPr/{W}del") is not None


def cell_is_gone(cell: Any) -> bool:
    """Whether a tracked change deleted a table cell."""
    return cell.find(f"{W}tcPr/{W}cellDel") is not None


def is_heading_row(row: Any) -> bool:
    """Whether the file marks a row to be repeated on every page."""
    mark = row.find(f"{W}trPr/{W}tblHeader")
    return mark is not None and mark.get(f"{W}val", "1") not in ("0", "false", "off")


def _is_contents(control: Any) -> bool:
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"
