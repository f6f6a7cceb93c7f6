"""A Word package written part by part, so that the same texts give the same file on every machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from parts import CONTENT_TYPES, NAMESPACES, NUMBERING, PACKAGE_RELATIONSHIPS, RELATIONSHIPS, STYLES, core_properties, settings
from runs import Piece, marked, pieces

AUTHOR = "Presidency"

STYLE_OF = {
    "note": "Note",
    "plain": "SingleText",
    "preambular": "Preambular",
    "heading": "Heading1",
    "heading-unnumbered": "Heading1",
    "head": "Heading3",
    "paragraph": "NumberedParagraph",
    "subparagraph": "Subparagraph",
    "action": "Action",
    "part": "Heading2",
    "point": "Point",
    "letter": "PointLetter",
    "second": "PointContinued",
}


@dataclass(slots=True)
class Body:
    """The main text as it grows; keeps count of footnotes and of tracked changes."""

    date: str
    xml: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    changes: int = 0

    def paragraph(self, kind: str, text: str, *, was: str | None = None, state: str = "") -> None:
        """A paragraph; `was` is its text before, if that is to be shown; `state` `ins` or `del` marks all of it."""
        self.xml.append(self._paragraph(kind, text, was, state))

    def styled(self, style: str, text: str, *, was: str | None = None) -> None:
        """A paragraph of a style that no kind of source paragraph has."""
        self.xml.append(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{self._runs(text, was, "")}</w:p>')

    def page_break(self) -> None:
        self.xml.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')

    def masthead(self, left: Iterable[str], symbol: str, right: Iterable[str]) -> None:
        """The table at the top of page one: the symbol above a rule, below it the conference's name and the date."""
        head, _, rest = symbol.partition("/")
        number = f"{_run(head, size=40)}{_run('/' + rest)}"
        cell = '<w:tc><w:tcPr><w:tcW w:w="{w}" w:type="dxa"/>{b}</w:tcPr>{x}</w:tc>'
        rule = '<w:tcBorders><w:bottom w:val="single" w:sz="{size}" w:space="0" w:color="auto"/></w:tcBorders><w:vAlign w:val="bottom"/>'
        upper, lower = rule.format(size=4), rule.format(size=12).replace('"bottom"/>', '"top"/>')
        rows = [
            cell.format(w=5200, b=upper, x=_plain("MastheadLeft", "")) + cell.format(w=4438, b=upper, x=_plain("MastheadSymbol", number, raw=True)),
            cell.format(w=5200, b=lower, x="".join(_plain("MastheadLeft", line) for line in left))
            + cell.format(w=4438, b=lower, x="".join(_plain("MastheadRight", line) for line in right)),
        ]
        self.xml.append(
            '<w:tbl><w:tblPr><w:tblW w:w="9638" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            '<w:tblGrid><w:gridCol w:w="5200"/><w:gridCol w:w="4438"/></w:tblGrid>'
            + "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr>" for row in rows)
            + "</w:tbl>"
        )

    def table(self, heads: tuple[str, str], rows: Iterable[tuple[str, str]]) -> None:
        """Two columns under a header row that is repeated; a first cell equal to the one above is joined to it."""
        widths = (1900, 6600)
        border = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
        out = [
            f'<w:tbl><w:tblPr><w:tblW w:w="8500" w:type="dxa"/><w:tblInd w:w="1134" w:type="dxa"/><w:tblBorders>{border}</w:tblBorders>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{"".join(f"<w:gridCol w:w={quoteattr(str(w))}/>" for w in widths)}</w:tblGrid>'
        ]

        def row(cells: tuple[str, str], style: str, extra: str, merge: str) -> str:
            made = "".join(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge if at == 0 else ""}</w:tcPr>{_plain(style, text)}</w:tc>'
                for at, (width, text) in enumerate(zip(widths, cells, strict=True))
            )
            return f"<w:tr><w:trPr><w:cantSplit/>{extra}</w:trPr>{made}</w:tr>"

        out.append(row(heads, "TableHead", "<w:tblHeader/>", ""))
        listed = list(rows)
        for at, (first, second) in enumerate(listed):
            above = at > 0 and listed[at - 1][0] == first
            below = at + 1 < len(listed) and listed[at + 1][0] == first
            merge = "<w:vMerge/>" if above else '<w:vMerge w:val="restart"/>' if below else ""
            out.append(row(("" if above else first, second), "TableText", "", merge))
        self.xml.append("".join(out) + "</w:tbl>" + _plain("SingleText", ""))

    def _paragraph(self, kind: str, text: str, was: str | None, state: str) -> str:
        properties = f'<w:pStyle w:val="{STYLE_OF[kind]}"/>'
        if kind == "heading-unnumbered":
            properties += '<w:pageBreakBefore/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
        if state:
            properties += f"<w:rPr><w:{state} {self._change()}/></w:rPr>"
        return f"<w:p><w:pPr>{properties}</w:pPr>{self._runs(text, was, state)}</w:p>"

    def _runs(self, text: str, was: str | None, state: str) -> str:
        if state:
            steps: Iterator[tuple[str, Piece]] = (("insert" if state == "ins" else "delete", piece) for piece in pieces(text))
        elif was is None or was == text:
            steps = (("equal", piece) for piece in pieces(text))
        else:
            steps = marked(was, text)
        out = []
        for step, piece in steps:
            run = self._note(piece.text) if piece.footnote else _run(piece.text, italic=piece.italic, deleted=step == "delete")
            if step == "insert":
                run = f"<w:ins {self._change()}>{run}</w:ins>"
            elif step == "delete":
                run = f"<w:del {self._change()}>{run}</w:del>"
            out.append(run)
        return "".join(out)

    def _change(self) -> str:
        self.changes += 1
        return f'w:id="{self.changes}" w:author="{AUTHOR}" w:date="{self.date}T08:00:00Z"'

    def _note(self, text: str) -> str:
        self.footnotes.append(text)
        return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{len(self.footnotes)}"/></w:r>'


def package(body: Body, *, title: str, author: str, symbol: str, small_print: str, language: str = "en-GB") -> bytes:
    """The .docx: headers and footers as conference papers have them, and no trace of when or where it was made."""
    section = (
        '<w:sectPr><w:headerReference w:type="even" r:id="rId11"/>'
        '<w:headerReference w:type="default" r:id="rId12"/><w:headerReference w:type="first" r:id="rId13"/>'
        '<w:footerReference w:type="even" r:id="rId14"/><w:footerReference w:type="default" r:id="rId15"/><w:footerReference w:type="first" r:id="rId16"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1417" w:right="1134" w:bottom="1134" w:left="1134" w:header="850" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": PACKAGE_RELATIONSHIPS,
        "word/document.xml": _part("document", f"<w:body>{''.join(body.xml)}{section}</w:body>"),
        "word/_rels/document.xml.rels": RELATIONSHIPS,
        "word/styles.xml": STYLES.replace("LANGUAGE", language),
        "word/numbering.xml": NUMBERING,
        "word/settings.xml": settings(tracked=body.changes > 0),
        "word/footnotes.xml": _part("footnotes", _notes(body.footnotes)),
        "word/header1.xml": _part("hdr", _plain("HeaderEven", symbol)),
        "word/header2.xml": _part("hdr", _plain("HeaderOdd", symbol)),
        "word/header3.xml": _part("hdr", _plain("Header", "")),
        "word/footer1.xml": _part("ftr", _plain("FooterEven", _PAGE, raw=True)),
        "word/footer2.xml": _part("ftr", _plain("FooterOdd", _PAGE, raw=True)),
        "word/footer3.xml": _part("ftr", _plain("Footer", small_print)),
        "docProps/core.xml": core_properties(title, author, body.date, language),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, content.encode("utf-8"))
    return out.getvalue()


_PAGE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def _run(text: str, *, italic: bool = False, deleted: bool = False, size: int = 0) -> str:
    properties = ("<w:i/>" if italic else "") + (f'<w:b/><w:sz w:val="{size}"/>' if size else "")
    tag = "w:delText" if deleted else "w:t"
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<{tag} xml:space="preserve">{escape(text)}</{tag}></w:r>'


def _plain(style: str, text: str, *, raw: bool = False) -> str:
    runs = text if raw else "".join(_run(piece.text, italic=piece.italic) for piece in pieces(text))
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _part(root: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{root} {NAMESPACES}>{content}</w:{root}>'


def _notes(texts: list[str]) -> str:
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for kind, number, mark in (("separator", -1, "separator"), ("continuationSeparator", 0, "continuationSeparator"))
    )
    return lines + "".join(
        f'<w:footnote w:id="{at}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        f"{_run(' ' + text)}</w:p></w:footnote>"
        for at, text in enumerate(texts, 1)
    )
