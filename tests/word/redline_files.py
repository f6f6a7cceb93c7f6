"""Drafts as Word files, written from raw XML so that every structure is just what it says."""

from __future__ import annotations

import io
import itertools
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from redline_documents import STYLES, Block, Control, Draft, Para, Piece, Table

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
OTHERS = 'w:author="Borea" w:date="2025-05-05T05:05:00Z"'


@dataclass
class _Writing:
    dialect: bool
    notes: dict[str, list[str]] = field(default_factory=lambda: {"footnote": [], "endnote": []})
    links: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    names: set[str] = field(default_factory=set)
    comments: list[str] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)

    def style(self, name: str) -> str:
        plain = name.replace(" ", "")
        return f"X{plain}" if self.dialect else plain


def docx(draft: Draft) -> bytes:
    """The draft as a Word file."""
    writing = _Writing(draft.dialect)
    body = "".join(_block(b, writing) for b in draft.blocks)
    notes = {kind: "".join(f'<w:{kind} w:id="{n}">{content}</w:{kind}>' for n, content in enumerate(found, 1)) for kind, found in writing.notes.items()}
    section = _section(draft.header, writing, landscape=draft.landscape)
    parts = {
        "document.xml": ("document.main", f"<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>"),
        "styles.xml": ("styles", _styles(writing)),
        "numbering.xml": ("numbering", _numbering(draft.dialect)),
        "settings.xml": ("settings", f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/></w:settings>'),
    }
    for n, text in enumerate(writing.headers, 1):
        parts[f"header{n}.xml"] = ("header", f"<w:hdr {NAMESPACES}><w:p>{_run(text)}</w:p></w:hdr>")
    if writing.comments:
        parts["comments.xml"] = ("comments", f"<w:comments {NAMESPACES}>{''.join(writing.comments)}</w:comments>")
    for kind, content in notes.items():
        separators = "".join(
            f'<w:{kind} w:type="{name}" w:id="{n}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
            for n, name in ((-1, "separator"), (0, "continuationSeparator"))
        )
        parts[f"{kind}s.xml"] = (f"{kind}s", f"<w:{kind}s {NAMESPACES}>{separators}{content}</w:{kind}s>")
    return packed(parts, writing.links, writing.pictures)


def packed(parts: dict[str, tuple[str, str]], links: list[str] = [], pictures: list[str] = []) -> bytes:  # noqa: B006 - never changed
    """Parts of `word/` as a Word file; links and pictures get relationships of the main part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        types = "".join(f'<Override PartName="/word/{name}" ContentType="{TYPE}{kind}+xml"/>' for name, (kind, _) in parts.items())
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            f'<Default Extension="png" ContentType="image/png"/>{types}</Types>',
        )
        top = f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{top}</Relationships>')
        relations = ""
        for name, (kind, _) in parts.items():
            if kind != "document.main":
                identity = "rIdHeader" if name == "header1.xml" else f"rId{name[:-4]}" if kind in ("header", "footer") else f"rId{kind}"
                relations += f'<Relationship Id="{identity}" Type="{RELATIONS}/{kind}" Target="{name}"/>'
        for n, address in enumerate(links, 1):
            relations += f'<Relationship Id="rLink{n}" Type="{RELATIONS}/hyperlink" Target={quoteattr(address)} TargetMode="External"/>'
        for n, seed in enumerate(pictures, 1):
            relations += f'<Relationship Id="rPicture{n}" Type="{RELATIONS}/image" Target="media/image{n}.png"/>'
            archive.writestr(f"word/media/image{n}.png", _png(seed))
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'
        )
        for name, (_, content) in parts.items():
            archive.writestr(f"word/{name}", f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{content}')
    return out.getvalue()


def _png(seed: str) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    shade = zlib.crc32(seed.encode()) % 256
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(bytes([0, shade, 0, 0])))
        + chunk(b"IEND", b"")
    )


def _styles(writing: _Writing) -> str:
    def style(kind: str, name: str, inside: str = "", default: str = "") -> str:
        return f'<w:style w:type="{kind}" {default} w:styleId="{writing.style(name)}"><w:name w:val="{name.replace("Heading", "heading")}"/>{inside}</w:style>'

    based = f'<w:basedOn w:val="{writing.style("Normal")}"/>'
    paragraph = style("paragraph", "Normal", default='w:default="1"') + "".join(style("paragraph", name, based) for name in STYLES[1:])
    strong = style("character", "Strong", "<w:rPr><w:b/></w:rPr>")
    grid = style("table", "Table Grid")
    return f"<w:styles {NAMESPACES}>{paragraph}{strong}{grid}</w:styles>"


def _numbering(dialect: bool) -> str:
    base = 10 if dialect else 0
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for n, (kind, text) in enumerate((("decimal", "%1."), ("lowerLetter", "(%2)")))
    )
    bullets = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/><w:lvlJc w:val="left"/></w:lvl>'
    abstracts = (
        f'<w:abstractNum w:abstractNumId="{base}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="{base + 1}"><w:multiLevelType w:val="singleLevel"/>{bullets}</w:abstractNum>'
    )
    numbers = f'<w:num w:numId="{base + 1}"><w:abstractNumId w:val="{base}"/></w:num><w:num w:numId="{base + 2}"><w:abstractNumId w:val="{base + 1}"/></w:num>'
    return f"<w:numbering {NAMESPACES}>{abstracts}{numbers}</w:numbering>"


def _section(header: str, writing: _Writing, *, landscape: bool = False) -> str:
    size = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' if landscape else '<w:pgSz w:w="11906" w:h="16838"/>'
    if header:
        writing.headers.append(header)
    number = len(writing.headers)
    reference = f'<w:headerReference w:type="default" r:id="{"rIdHeader" if number == 1 else f"rIdheader{number}"}"/>' if header else ""
    return (
        f'<w:sectPr>{reference}{size}<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
    )


def _block(block: Block, writing: _Writing) -> str:
    if isinstance(block, Control):
        inside = "".join(_para(p, writing) for p in block.blocks)
        return f'<w:sdt><w:sdtPr><w:tag w:val="{block.tag}"/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'
    return _table(block, writing) if isinstance(block, Table) else _para(block, writing)


def _table(table: Table, writing: _Writing) -> str:
    columns = max(len(row.cells) + row.wide for row in table.rows)
    rows = ""
    for row in table.rows:
        cells = ""
        for n, cell in enumerate(row.cells):
            span = '<w:gridSpan w:val="2"/>' if row.wide and not n else ""
            upright = f'<w:vMerge w:val="{row.upright}"/>' if row.upright and not n else ""
            inside = "".join(_block(b, writing) for b in cell)
            cells += f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{span}{upright}</w:tcPr>{inside}</w:tc>'
        rows += f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if row.header else ''}{cells}</w:tr>"
    grid = '<w:gridCol w:w="2000"/>' * columns
    properties = f'<w:tblPr><w:tblStyle w:val="{writing.style("TableGrid")}"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _para(para: Para, writing: _Writing) -> str:
    properties = "" if para.style == "Normal" else f'<w:pStyle w:val="{writing.style(para.style)}"/>'
    if para.level is not None:
        number = para.list + (10 if writing.dialect else 0)
        properties += f'<w:numPr><w:ilvl w:val="{para.level if para.list == 1 else 0}"/><w:numId w:val="{number}"/></w:numPr>'
    if para.centred:
        properties += '<w:jc w:val="center"/>'
    if para.mark:
        properties += f'<w:rPr><w:{para.mark} w:id="{next(writing.ids)}" {OTHERS}/></w:rPr>'
    if para.section is not None:
        properties += _section(para.section, writing)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(_piece(p, writing) for p in para.pieces)}</w:p>"


def _run(text: str, format_: str = "", name: str = "t") -> str:
    return f'<w:r>{f"<w:rPr>{format_}</w:rPr>" if format_ else ""}<w:{name} xml:space="preserve">{escape(text)}</w:{name}></w:r>' if text else ""


def _piece(piece: Piece, writing: _Writing) -> str:  # noqa: PLR0912 - one branch for each kind
    text, look = piece.text, piece.format.replace("{Strong}", writing.style("Strong"))
    match piece.kind:
        case "text":
            return _run(text, look)
        case "tab":
            return "<w:r><w:tab/></w:r>"
        case "break":
            return "<w:r><w:br/></w:r>"
        case "field":
            edge = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
            return (
                edge("begin") + f'<w:r><w:instrText xml:space="preserve"> REF {escape(text)} </w:instrText></w:r>' + edge("separate") + _run(text) + edge("end")
            )
        case "simple":
            return f'<w:fldSimple w:instr=" QUOTE {escape(text)} ">{_run(text)}</w:fldSimple>'
        case "link":
            writing.links.append(f"https://example.org/{len(text) % 3}{'/other' * piece.target}")
            return f'<w:hyperlink r:id="rLink{len(writing.links)}">{_run(text, look)}</w:hyperlink>'
        case "comment":
            number = len(writing.comments) + 900
            said = f'<w:comment w:id="{number}" {OTHERS} w:initials="B"><w:p>{_run("On " + text)}</w:p></w:comment>'
            writing.comments.append(said)
            edges = (f'<w:commentRange{name} w:id="{number}"/>' for name in ("Start", "End"))
            return f'{next(edges)}{_run(text, look)}{next(edges)}<w:r><w:commentReference w:id="{number}"/></w:r>'
        case "note" | "endnote":
            kind = "footnote" if piece.kind == "note" else "endnote"
            writing.notes[kind].append(f"<w:p><w:r><w:{kind}Ref/></w:r>{_run(text, look)}</w:p>")
            return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{len(writing.notes[kind])}"/></w:r>'
        case "picture":
            writing.pictures.append(text)
            return _picture(f"rPicture{len(writing.pictures)}", next(writing.ids))
        case "formula":
            return f"<m:oMath><m:r><m:t>{escape(text)}</m:t></m:r></m:oMath>"
        case "box":
            return _box(text)
        case "control":
            return f'<w:sdt><w:sdtPr><w:tag w:val="owner"/></w:sdtPr><w:sdtContent>{_run(text or "-", look)}</w:sdtContent></w:sdt>'
        case "bookmark":
            name, identity = f"place{text.strip() or 'x'}".replace(" ", "_")[:30], next(writing.ids)
            if name in writing.names:
                return _run(text)
            writing.names.add(name)
            return f'<w:bookmarkStart w:id="{identity}" w:name={quoteattr(name)}/>{_run(text)}<w:bookmarkEnd w:id="{identity}"/>'
        case "ins":
            return f'<w:ins w:id="{next(writing.ids)}" {OTHERS}>{_run(text or "-", look)}</w:ins>'
        case _:
            return f'<w:del w:id="{next(writing.ids)}" {OTHERS}>{_run(text or "-", look, "delText")}</w:del>'


def _picture(relation: str, identity: int) -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/><wp:docPr id="{identity}" name="Picture {identity}"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="0" name="x"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9525" cy="9525"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def _box(text: str) -> str:
    inside = f"<w:p>{_run(text)}</w:p>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="7" name="Box"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>"
        "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f'<v:shape style="width:70pt;height:70pt"><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape>'
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
