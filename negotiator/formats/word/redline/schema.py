"""What the writer has to know of WordprocessingML: which elements are which, and the order in which a schema wants them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from lxml import etree

from negotiator.formats.word.package import MC, W

Element: TypeAlias = etree._Element

XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def tags(names: str, namespace: str = W) -> frozenset[str]:
    """`"p tbl"` as qualified tags."""
    return frozenset(namespace + name for name in names.split())


P: Final = W + "p"
TBL: Final = W + "tbl"
TR: Final = W + "tr"
TC: Final = W + "tc"
RUN: Final = W + "r"
PPR: Final = W + "pPr"
RPR: Final = W + "rPr"
SECT: Final = W + "sectPr"
TEXT: Final = W + "t"
SDT: Final = W + "sdt"
CONTENT: Final = W + "sdtContent"
BOX: Final = W + "txbxContent"
ALTERNATE: Final = MC + "AlternateContent"
VAL: Final = W + "val"
ID: Final = W + "id"

MARKS: Final = tags("ins del moveFrom moveTo")
GONE: Final = tags("del moveFrom")
"""Marks whose content is not there once all changes are accepted."""
CHANGES: Final = tags("rPrChange pPrChange sectPrChange trPrChange tcPrChange tblPrChange tblPrExChange tblGridChange numberingChange")
CELL_MARKS: Final = tags("cellIns cellDel cellMerge")
MERGES: Final = {"rest": "restart", "cont": "continue"}
"""What a tracked merge of cells leads to, as a merge that nobody tracks says it."""
MOVE_RANGES: Final = tags("moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd") | tags(
    "customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd customXmlMoveFromRangeStart customXmlMoveFromRangeEnd "
    "customXmlMoveToRangeStart customXmlMoveToRangeEnd"
)
RANGES: Final = tags("bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd permStart permEnd") | MOVE_RANGES
NOISE: Final = tags("proofErr lastRenderedPageBreak")
"""Traces of an editing session: dropped from paragraphs that are written anew."""
JUNK: Final = NOISE | tags("lang noProof rsids cnfStyle divId annotationRef")
"""Not a difference that anyone would call one."""
WRAPPERS: Final = tags("hyperlink smartTag customXml sdt dir bdo")
NOTE_REFERENCES: Final = tags("footnoteReference endnoteReference")
CONTAINERS: Final = tags("body tc txbxContent footnote endnote comment hdr ftr")
PROPERTIES: Final = tags("rPr pPr sectPr trPr tcPr tblPr tblPrEx")

_PPR_ORDER: Final = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap "
    "overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc "
    "textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
_SETTINGS_BEFORE_TRACKING: Final = (
    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText "
    "printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges "
    "bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState formsDesign "
    "attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView"
)
PPR_PLACE: Final = {W + name: place for place, name in enumerate(_PPR_ORDER.split())}
BEFORE_TRACKING: Final = tags(_SETTINGS_BEFORE_TRACKING)
HOLDS_LATER: Final = {TR: tags("tblPrEx"), TC: frozenset[str](), TBL: tags("bookmarkStart bookmarkEnd")}


def local(element: Element) -> str:
    """Its tag without the namespace."""
    return str(element.tag).rpartition("}")[2]


def elements(parent: Iterable[Element]) -> Iterator[Element]:
    """Child elements, comments and processing instructions left out."""
    return (child for child in parent if isinstance(child.tag, str))


def value(parent: Element | None, name: str) -> str | None:
    """`w:val` of a child; None where there is no such child or no value."""
    child = None if parent is None else next(parent.iterchildren(W + name), None)
    return None if child is None else child.get(VAL)


def remove(element: Element) -> None:
    """Take an element out of its parent; text behind it (there is none in Word) goes with it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def is_on(element: Element | None) -> bool:
    return element is not None and element.get(VAL) not in ("0", "false", "off", "none")


def wording(element: Element) -> str:
    """The text of a `w:t` as Word shows it: space at its edges counts only where it is preserved."""
    text = element.text or ""
    if text and (text[0].isspace() or text[-1].isspace()) and not _preserved(element):
        return text.strip(" \t\r\n")
    return text


def _preserved(element: Element) -> bool:
    at: Element | None = element
    while at is not None:
        said = at.get(XML_SPACE)
        if said is not None:
            return bool(said == "preserve")
        at = at.getparent()
    return False


def leading(parent: Element, tag: str) -> Element | None:
    """Its child with a tag that the schema wants first: found at once where it is first, and wherever else it stands."""
    if not len(parent):
        return None
    first = parent[0]
    return first if first.tag == tag else next(parent.iterchildren(tag), None)


def properties_of(paragraph: Element) -> Element | None:
    """Its `w:pPr`."""
    return leading(paragraph, PPR)


def mark_properties(paragraph: Element) -> Element | None:
    """The run properties of its paragraph mark."""
    properties = properties_of(paragraph)
    return None if properties is None else next(properties.iterchildren(RPR), None)


def mark_kinds(paragraph: Element) -> frozenset[str]:
    """Which tracked changes its paragraph mark carries (qualified tags)."""
    properties = mark_properties(paragraph)
    return frozenset() if properties is None else frozenset(child.tag for child in properties if child.tag in MARKS)


def section_of(paragraph: Element) -> Element | None:
    """The section that ends with this paragraph."""
    properties = properties_of(paragraph)
    return None if properties is None else next(properties.iterchildren(SECT), None)
