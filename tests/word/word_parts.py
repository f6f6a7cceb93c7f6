"""Small Word files from fragments of XML, so that a test shows exactly what it is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W_NS}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
BY = 'w:id="{n}" w:author="Delegation of Arlen" w:date="2025-03-01T09:00:00Z"'
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes", "settings": "settings"}


def by(n: int = 1) -> str:
    """Attributes of a tracked change."""
    return BY.format(n=n)


def run(text: str, rpr: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{rpr}</w:rPr>" if rpr else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(content: str = "", ppr: str = "") -> str:
    """A paragraph; plain text becomes one run."""
    return f"<w:p>{f'<w:pPr>{ppr}</w:pPr>' if ppr else ''}{content if content.startswith('<') or not content else run(content)}</w:p>"


def listed(text: str, num: int | str, level: int | None = 0, ppr: str = "") -> str:
    depth = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return para(text, f'<w:numPr>{depth}<w:numId w:val="{num}"/></w:numPr>{ppr}')


def styled(text: str, style: str, ppr: str = "") -> str:
    return para(text, f'<w:pStyle w:val="{style}"/>{ppr}')


def style(style_id: str, name: str, ppr: str = "", *, based_on: str = "", kind: str = "paragraph", rpr: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name}"/>{base}<w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>'


def level(index: int, form: str, text: str, *, start: int = 1, more: str = "", after: str = "") -> str:
    """One list level; `more` goes after numFmt, `after` behind lvlJc (schema order)."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f"{after or f'<w:pPr><w:ind w:left={chr(34)}{567 * (index + 1)}{chr(34)} w:hanging={chr(34)}567{chr(34)}/></w:pPr>'}</w:lvl>"
    )


def abstract(number: int, *levels: str, more: str = "", link: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{more}{link}{"".join(levels)}</w:abstractNum>'


def num(number: int, definition: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'


def start_override(index: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def word_file(
    *body: str,
    styles: Sequence[str] = (),
    numbering: Sequence[str] = (),
    footnotes: str = "",
    endnotes: str = "",
    settings: str = "",
    section: str = "",
    headers: Sequence[str] = (),
    footers: Sequence[str] = (),
) -> bytes:
    """A Word file with this body; headers and footers become the default, first and even ones, in that order."""
    default = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    parts = {"styles": default + "".join(styles)}
    if numbering:
        parts["numbering"] = "".join(numbering)
    if settings:
        parts["settings"] = settings
    for kind, notes in (("footnotes", footnotes), ("endnotes", endnotes)):
        if notes:
            parts[kind] = notes
    entries: dict[str, str] = {}
    relations, overrides, references = [], [], []
    for kind, content in parts.items():
        entries[f"word/{kind}.xml"] = f"<w:{kind} {NAMESPACES}>{content}</w:{kind}>"
        relations.append((kind, kind, f"{kind}.xml"))
        overrides.append((f"word/{kind}.xml", f"{_MAIN}.{kind}+xml"))
    for margin, tag, contents in (("header", "hdr", headers), ("footer", "ftr", footers)):
        for index, content in enumerate(contents):
            name = f"{margin}{index + 1}"
            entries[f"word/{name}.xml"] = f"<w:{tag} {NAMESPACES}>{content}</w:{tag}>"
            relations.append((name, margin, f"{name}.xml"))
            overrides.append((f"word/{name}.xml", f"{_MAIN}.{margin}+xml"))
            references.append(f'<w:{margin}Reference w:type="{("default", "first", "even")[index]}" r:id="{name}"/>')
    sect = f'<w:sectPr>{"".join(references)}{section}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    entries["word/document.xml"] = f"<w:document {NAMESPACES}><w:body>{''.join(body)}{sect}</w:body></w:document>"
    overrides.append(("word/document.xml", f"{_MAIN}.document.main+xml"))
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    entries["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{rels}">' + "".join(f'<Relationship Id="{i}" Type="{kinds}/{k}" Target="{t}"/>' for i, k, t in relations) + "</Relationships>"
    )
    first = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="/{p}" ContentType="{t}"/>' for p, t in overrides)
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{rels}"><Relationship Id="rId1" Type="{kinds}/officeDocument" Target="word/document.xml"/></Relationships>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (first | entries).items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()
