"""Turns a paper written in Markdown into a Word file that takes its look from a reference document, with numbering that Word counts itself."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from negotiator.errors import BadInputError
from negotiator.formats.word.archive import Entry, write_archive
from negotiator.formats.word.footnotes import number, put_footnotes, refer
from negotiator.formats.word.listing import STEP, Listing
from negotiator.formats.word.package import Package, W
from negotiator.formats.word.paper import Element, Line, Text, read_paper
from negotiator.formats.word.widths import column_widths

REFERENCE: Final = "reference.docx"
_DOCUMENT: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_NUMBERING: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_A4_WIDTH, _A4_HEIGHT = 7_560_310, 10_692_130
"""In English Metric Units, of which a twip has 635."""
_MARGIN: Final = 900_430
_STYLES: Final = {
    "paragraph": ("Normal",),
    "item": ("List Paragraph", "Normal"),
    "bullet": ("List Paragraph", "Normal"),
    "more": ("List Continue", "List Paragraph", "Normal"),
    "quote": ("Quote", "Normal"),
    "code": ("Preformatted", "HTML Preformatted", "Normal"),
    "rule": ("Normal",),
    "note": ("footnote text", "Normal"),
    "cell": ("Table Text", "Normal"),
    "table": ("Report Table", "Table Grid"),
}
_PROPERTIES: Final = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title/></cp:coreProperties>"
)


def markdown_to_word(text: str, reference: bytes | None, *, title: str = "", language: str = "") -> bytes:
    """The Word file of a Markdown paper: headings, lists with the numbers that were typed, tables, quotations, footnotes.

    `reference` is a Word file whose styles, page and footer are taken (None: the bundled one); `title` heads a paper that has no title of its own and
    becomes the file's title; `language` (BCP 47) is that of its words. Square brackets are text, whatever Markdown makes of them.
    Names nobody as its author. Raises BadInputError where the reference document cannot be used.
    """
    elements = read_paper(text)
    document = _open(reference)
    if any(e.kind == "landscape" for e in elements):
        elements = tuple(e for e in elements if e.kind != "landscape")
        _turn(document.sections[-1])
    titled = _own_title(elements, title)
    if title and not titled:
        elements = (Element("heading", (Text(title),), 1), *elements)
        titled = True
    writer = _Writer(document, elements, shift=1 if titled else 0)
    for element in elements:
        writer.write(element)
    if language:
        _set_language(document, language)
    out = io.BytesIO()
    document.save(out)
    return _settled(out.getvalue(), title or (_words(elements[0].line) if titled else ""), writer.notes)


def _own_title(elements: Sequence[Element], title: str) -> bool:
    """Whether one heading heads the whole paper: the only one of its level, and the first line or the title that was given."""
    found = [e for e in elements if e.kind == "heading" and e.level == 1]
    return len(found) == 1 and (found[0] is elements[0] or " ".join(_words(found[0].line).split()) == title)


class _Writer:
    """Appends elements to a document that has been emptied."""

    def __init__(self, document: Any, elements: Sequence[Element], *, shift: int) -> None:
        self._document = document
        self._shift = shift
        self._styles = {s.name.casefold(): s for s in document.styles}
        self._listing = Listing(document.part.numbering_part.element, elements)
        self._noted = False
        self.notes: dict[int, Any] = {}
        """Footnotes as paragraphs that stand in no text yet, by the order of their references."""
        self._mark_style = self._styles["footnote reference"].style_id if "footnote reference" in self._styles else ""
        self._width = _text_width(document.sections[-1])

    def write(self, element: Element) -> None:
        """Append one element."""
        if element.kind in ("heading", "paragraph", "quote", "rule", "page", "table", "code"):
            self._listing.interrupted()
        if element.kind == "table":
            self._table(element)
            return
        if element.kind == "page":
            self._document.add_page_break()
            return
        if element.kind == "heading":
            level = element.level - self._shift
            names: tuple[str, ...] = ("Title", "heading 1", "Normal") if level == 0 else (f"heading {min(level, 4)}", "heading 1", "Normal")
            self._fill(self._paragraph(names), element.line)
            return
        if element.kind == "note" and element.line[0].note:
            self._footnote(element.line)
            return
        if element.kind == "note" and not self._noted:
            self._noted = True
            self._rule()
        paragraph = self._paragraph(_STYLES[element.kind])
        if element.kind == "rule":
            _border(paragraph)
            return
        self._fill(paragraph, element.line)
        if element.kind == "item" and element.label is not None:
            _number(paragraph, self._listing.item(element.label, element.level), element.level)
        elif element.kind == "bullet":
            _number(paragraph, self._listing.bullet(element.level), element.level)
        elif element.kind == "more":
            paragraph.paragraph_format.left_indent = STEP * (element.level + 1) * 635

    def _paragraph(self, names: Sequence[str]) -> Any:
        paragraph = self._document.add_paragraph()
        self._style(paragraph, names)
        return paragraph

    def _style(self, target: Any, names: Sequence[str]) -> bool:
        style = next((self._styles[n.casefold()] for n in names if n.casefold() in self._styles), None)
        if style is not None:
            target.style = style
        return style is not None

    def _rule(self) -> None:
        _border(self._paragraph(_STYLES["note"]))

    def _footnote(self, line: Line) -> None:
        paragraph = self._paragraph(_STYLES["note"])
        self._fill(paragraph, (replace(line[1], text=line[1].text.lstrip()), *line[2:]))
        number(paragraph._p, _typed_mark(line[0]), self._mark_style)
        paragraph._p.getparent().remove(paragraph._p)
        self.notes[line[0].note] = paragraph._p

    def _fill(self, paragraph: Any, line: Line) -> None:
        for piece in line:
            if piece.note:
                refer(paragraph.add_run()._r, piece.note, _typed_mark(piece), self._mark_style)
                continue
            run = paragraph.add_run(piece.text)
            run.bold, run.italic = piece.bold or None, piece.italic or None
            run.font.strike, run.font.underline, run.font.superscript = piece.struck or None, piece.inserted or None, piece.raised or None
            if piece.code:
                run.font.name = "Courier New"

    def _table(self, element: Element) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Twips

        columns = max((len(row) for row in element.rows), default=0)
        if not columns:
            return
        table = self._document.add_table(rows=0, cols=columns)
        if not self._style(table, _STYLES["table"]):
            _plain_borders(table)
        table.autofit = False
        widths = column_widths([[_words(cell) for cell in row] for row in element.rows], self._width)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Twips(width)
        for index, row in enumerate(element.rows):
            cells = table.add_row()
            props = cells._tr.get_or_add_trPr()
            props.append(props.makeelement(qn("w:cantSplit"), {}))
            if index == 0:
                props.append(props.makeelement(qn("w:tblHeader"), {}))
            for nth, width in enumerate(widths):
                cell = cells.cells[nth]
                cell.width = Twips(width)
                paragraph = cell.paragraphs[0]
                self._style(paragraph, _STYLES["cell"])
                line = row[nth] if nth < len(row) else ()
                self._fill(paragraph, tuple(replace(t, bold=True) for t in line) if index == 0 else line)
                align = element.alignments[nth] if nth < len(element.alignments) else ""
                if align in ("right", "center"):
                    paragraph.alignment = {"center": 1, "right": 2}[align]
        spacer = self._document.add_paragraph()
        spacer.paragraph_format.space_after = Twips(60)
        spacer.paragraph_format.line_spacing = 0.5


def _turn(section: Any) -> None:
    """Lay a page that stands upright on its side."""
    from docx.enum.section import WD_ORIENT

    width, height = (_A4_WIDTH if section.page_width is None else section.page_width), (_A4_HEIGHT if section.page_height is None else section.page_height)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = max(width, height), min(width, height)


def _text_width(section: Any) -> int:
    """Of a page, in twips; A4 with margins of 2.5 cm where the reference document says nothing."""
    page, left, right = section.page_width, section.left_margin, section.right_margin
    return round(((_A4_WIDTH if page is None else page) - (_MARGIN if left is None else left) - (_MARGIN if right is None else right)) / 635)


def _typed_mark(reference: Text) -> str:
    """The sign that a note goes by, empty for a number: those Word counts."""
    return "" if reference.text.isdigit() else reference.text


def _words(line: Line) -> str:
    return "".join(t.text for t in line)


def _number(paragraph: Any, num_id: int, level: int) -> None:
    props = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    props.get_or_add_ilvl().val = level
    props.get_or_add_numId().val = num_id


def _border(paragraph: Any) -> None:
    from docx.oxml import parse_xml

    border = '<w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/>'
    paragraph._p.get_or_add_pPr().insert_element_before(
        parse_xml(f'<w:pBdr xmlns:w="{W.strip("{}")}">{border}</w:pBdr>'), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"
    )


def _plain_borders(table: Any) -> None:
    from docx.oxml import parse_xml

    edges = "".join(f'<w:{e} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for e in ("top", "left", "bottom", "right", "insideH", "insideV"))
    table._tbl.tblPr.append(parse_xml(f'<w:tblBorders xmlns:w="{W.strip("{}")}">{edges}</w:tblBorders>'))


def _open(reference: bytes | None) -> Any:
    """The reference document, emptied: its styles, page and margins stay."""
    from docx import Document

    from negotiator.resources import folder

    content = reference if reference is not None else (folder("templates") / REFERENCE).read_bytes()
    name = "the reference document"
    package = Package.open(content, name)
    if "document.main" not in package.content_type(package.main):
        package.put(package.main, package.xml(package.main), _DOCUMENT)
    if package.related(package.main, "numbering") is None:
        package.put("word/numbering.xml", f'<w:numbering xmlns:w="{W.strip("{}")}"/>'.encode(), _NUMBERING)
        package.relate(package.main, "numbering", "word/numbering.xml")
    if package.related(package.main, "styles") is None:
        raise BadInputError(f"{name} has no styles", hint="save an empty document in Word and use that")
    try:
        document = Document(io.BytesIO(package.save()))
    except (KeyError, ValueError) as error:
        raise BadInputError(f"{name} cannot be used: {error}", hint="save an empty document in Word and use that") from error
    body = document.element.body
    for child in list(body):
        if child.tag != f"{W}sectPr":
            body.remove(child)
    return document


def _set_language(document: Any, language: str) -> None:
    for element in document.styles.element.iter(f"{W}lang"):
        element.set(f"{W}val", language)


def _settled(content: bytes, title: str, notes: Mapping[int, Any]) -> bytes:
    """The file with its notes and without anything that names a person, a program or a time, its entries dated alike everywhere."""
    package = Package.open(content, "the new file")
    put_footnotes(package, notes)
    core = package.related("", "core-properties")
    if core is not None:
        from lxml import etree

        root = etree.fromstring(_PROPERTIES)
        root[0].text = title
        package.put(core, root)
    for kind in ("extended-properties", "custom-properties", "thumbnail"):
        part = package.related("", kind)
        if part is not None:
            _forget(package, part)
    return write_archive(list(_entries(package)), b"")


def _forget(package: Package, part: str) -> None:
    rels = "_rels/.rels"
    root = package.xml(rels)
    for relation in list(root):
        if relation.get("Target", "").lstrip("/") == part:
            root.remove(relation)
    package.put(rels, root)
    package.drop(part)


def _entries(package: Package) -> Iterator[Entry]:
    for part in package.parts:
        yield Entry(part, None, package.raw(part), None)
