"""Names of WordprocessingML as the check reads them; it shares none with the writer, so that one mistake is not made twice."""

from __future__ import annotations

from typing import Final, TypeAlias

from lxml import etree

from negotiator.formats.word.package import W

Node: TypeAlias = etree._Element

MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def w(*names: str) -> frozenset[str]:
    """Qualified tags."""
    return frozenset(W + name for name in names)


INSERTED: Final = w("ins", "moveTo")
DELETED: Final = w("del", "moveFrom")
TRACKED: Final = INSERTED | DELETED
CELL_TRACKED: Final = w("cellIns", "cellDel", "cellMerge")
FORMER: Final = w("rPrChange", "pPrChange", "sectPrChange", "trPrChange", "tcPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "numberingChange")
"""Elements that hold what properties were before."""
ALL_CHANGES: Final = TRACKED | CELL_TRACKED | FORMER
EDGES: Final = w("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd")
IGNORED: Final = w("proofErr", "lastRenderedPageBreak", "lang", "noProof", "cnfStyle", "divId", "rsids", "annotationRef", "rsid")
"""No reader sees a difference in these."""
BLOCK_WRAPS: Final = w("sdt", "sdtContent", "customXml", "smartTag")
STORY_BOXES: Final = w("body", "tc", "txbxContent", "footnote", "endnote", "comment", "hdr", "ftr")
PROPERTY_BAGS: Final = w("rPr", "pPr", "sectPr", "trPr", "tcPr", "tblPr", "tblPrEx", "tblGrid", "numPr")
KEPT_APART: Final = {
    W + "pPr": w("rPr", "sectPr"),
    W + "rPr": TRACKED,
    W + "sectPr": w("headerReference", "footerReference"),
    W + "trPr": w("ins", "del"),
    W + "tcPr": CELL_TRACKED,
}
"""What rejecting a change of properties leaves alone, by the kind of properties (17.13.5.29 and following)."""
_PROPERTIES: Final = W + "pPr"
_FORMAT: Final = W + "rPr"
TRUE: Final = frozenset({"1", "true", "on"})
FALSE: Final = frozenset({"0", "false", "off", "none"})


def name_of(node: Node) -> str:
    return str(node.tag).rpartition("}")[2]


def val(node: Node | None) -> str | None:
    return None if node is None else node.get(W + "val")


def shown_text(node: Node) -> str:
    """What Word shows of a text element: space at its edges only where it is preserved."""
    text = node.text or ""
    if text and text != text.strip(" \t\r\n") and node.get(SPACE) != "preserve":
        said = next((a.get(SPACE) for a in [node, *node.iterancestors()] if a.get(SPACE) is not None), None)
        return text if said == "preserve" else text.strip(" \t\r\n")
    return text


def blocks_in(container: Node) -> list[Node]:
    """Paragraphs and tables in order, through content controls."""
    out: list[Node] = []
    for child in container:
        if child.tag in (W + "p", W + "tbl"):
            out.append(child)
        elif child.tag in BLOCK_WRAPS:
            out += blocks_in(child)
    return out


def leading(parent: Node, tag: str) -> Node | None:
    """Its child with a tag that the schema wants first: found at once where it is first, and wherever else it stands."""
    if not len(parent):
        return None
    first = parent[0]
    return first if first.tag == tag else next(parent.iterchildren(tag), None)


def mark_changes(paragraph: Node) -> frozenset[str]:
    """Tracked changes of a paragraph's mark."""
    properties = leading(paragraph, _PROPERTIES)
    mark = None if properties is None else next(properties.iterchildren(_FORMAT), None)
    return frozenset() if mark is None else frozenset(str(c.tag) for c in mark if c.tag in TRACKED)
