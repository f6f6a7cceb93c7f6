"""Writes `reference.docx`, the empty document whose styles every draft takes: run it after a change here (a test compares the two).

A user who wants another look saves any Word file with these style names, or changes reference.docx in Word, and names it with `--reference`.
"""

from __future__ import annotations

from pathlib import Path

from negotiator.formats.word.archive import Entry, write_archive

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACES = f'xmlns:w="{MAIN}" xmlns:r="{KINDS}"'
SERIF = "Times New Roman"
MONO = "Courier New"
INK = "1F2A44"
"""Dark blue of headings and rules; prints as near black."""


TIGHT = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'


def size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def style(name: str, ppr: str = "", rpr: str = "", *, based_on: str = "Normal", following: str = "", priority: int = 10, kind: str = "paragraph") -> str:
    """One style; its id is its name without spaces, as Word makes it."""
    style_id = "".join(word[:1].upper() + word[1:] for word in name.split())
    default = ' w:default="1"' if style_id in ("Normal", "DefaultParagraphFont", "TableNormal") else ""
    return (
        f'<w:style w:type="{kind}"{default} w:styleId="{style_id}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based_on}"/>' if based_on and not default else "")
        + (f'<w:next w:val="{following}"/>' if following else "")
        + f'<w:uiPriority w:val="{priority}"/><w:qFormat/>'
        + (f"<w:pPr>{ppr}</w:pPr>" if ppr else "")
        + (f"<w:rPr>{rpr}</w:rPr>" if rpr else "")
        + "</w:style>"
    )


def heading(level: int, points: int, *, before: int, italic: bool = False) -> str:
    look = f'{"<w:i/>" if italic else "<w:b/>"}<w:color w:val="{INK}"/>{size(points)}'
    ppr = f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="100"/><w:jc w:val="left"/><w:outlineLvl w:val="{level - 1}"/>'
    return style(f"heading {level}", ppr, look, following="Normal", priority=9)


def table_style() -> str:
    def rule(edge: str, size: int) -> str:
        return f'<w:{edge} w:val="single" w:sz="{size}" w:space="0" w:color="{INK}"/>'

    thin = '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="A6ACBA"/>'
    margins = "".join(f'<w:{edge} w:w="{width}" w:type="dxa"/>' for edge, width in (("top", 45), ("left", 85), ("bottom", 45), ("right", 85)))
    first_cell = f'<w:tcBorders>{rule("bottom", 8)}</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="E8EBF2"/>'
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="Report Table"/><w:basedOn w:val="TableNormal"/>'
        f'<w:uiPriority w:val="59"/><w:qFormat/><w:pPr>{TIGHT}<w:jc w:val="left"/></w:pPr><w:rPr>{size(19)}</w:rPr>'
        f"<w:tblPr><w:tblBorders>{rule('top', 8)}{rule('bottom', 8)}{thin}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>{first_cell}</w:tcPr></w:tblStylePr></w:style>'
    )


def styles() -> str:
    fonts = f'<w:rFonts w:ascii="{SERIF}" w:hAnsi="{SERIF}" w:eastAsia="{SERIF}" w:cs="{SERIF}"/>'
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{size(22)}<w:lang w:val="en-GB" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    plain_table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="8" w:color="{INK}"/></w:pBdr>'
    return (
        f"<w:styles {SPACES}>{defaults}"
        + style("Normal", "<w:widowControl/>", priority=0, based_on="")
        + '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        + '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        + plain_table
        + '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        + style(
            "Title",
            f'<w:keepNext/>{rule}<w:spacing w:before="0" w:after="280" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>',
            f'<w:b/><w:color w:val="{INK}"/>{size(32)}',
            following="Normal",
        )
        + style("Subtitle", '<w:keepNext/><w:spacing w:before="0" w:after="240"/><w:jc w:val="center"/>', "<w:i/>", following="Normal", priority=11)
        + heading(1, 26, before=360)
        + heading(2, 23, before=260)
        + heading(3, 22, before=200, italic=True)
        + heading(4, 22, before=160, italic=True)
        + style("List Paragraph", priority=34)
        + style("List Continue", priority=35)
        + style("Quote", '<w:spacing w:before="60" w:after="120"/><w:ind w:left="567" w:right="567"/>', "<w:i/>", priority=29)
        + style("Table Text", f'{TIGHT}<w:jc w:val="left"/>', size(19))
        + style("footnote text", '<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>', size(18), priority=99)
        + style("footnote reference", rpr='<w:vertAlign w:val="superscript"/>', based_on="DefaultParagraphFont", priority=99, kind="character")
        + style("Preformatted", '<w:spacing w:after="0"/><w:jc w:val="left"/>', f'<w:rFonts w:ascii="{MONO}" w:hAnsi="{MONO}" w:cs="{MONO}"/>{size(19)}')
        + style("header", f'{TIGHT}<w:jc w:val="right"/>', size(18), priority=99)
        + style("footer", '<w:spacing w:before="0" w:after="0"/><w:jc w:val="center"/>', f'<w:color w:val="5B6478"/>{size(18)}', priority=99)
        + table_style()
        + "</w:styles>"
    )


def field(code: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return f'{mark("begin")}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{mark("separate")}<w:r><w:t>1</w:t></w:r>{mark("end")}'


def parts() -> dict[str, str]:
    page = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1418" w:right="1418" w:bottom="1304" w:left="1418" w:header="709" w:footer="624" w:gutter="0"/></w:sectPr>'
    )
    footer = f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{field("PAGE")}<w:r><w:t>/</w:t></w:r>{field("NUMPAGES")}</w:p>'
    names = {"rId1": "styles", "rId2": "numbering", "rId3": "settings", "rId4": "footer"}
    targets = {"styles": "styles.xml", "numbering": "numbering.xml", "settings": "settings.xml", "footer": "footer1.xml"}
    links = "".join(f'<Relationship Id="{i}" Type="{KINDS}/{kind}" Target="{targets[kind]}"/>' for i, kind in names.items())
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    overrides = "".join(f'<Override PartName="/word/{targets[kind]}" ContentType="{WORD}.{kind}+xml"/>' for kind in names.values())
    return {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>{overrides}'
        f'<Override PartName="/docProps/core.xml" ContentType="{core}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="rId1" Type="{KINDS}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{RELATIONSHIPS}/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "word/document.xml": f"<w:document {SPACES}><w:body><w:p/>{page}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONSHIPS}">{links}</Relationships>',
        "word/styles.xml": styles(),
        "word/numbering.xml": f"<w:numbering {SPACES}/>",
        "word/settings.xml": f'<w:settings {SPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>',
        "word/footer1.xml": f"<w:ftr {SPACES}>{footer}</w:ftr>",
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    }


def build() -> bytes:
    """The reference document, the same bytes each time."""
    return write_archive([Entry(name, None, (DECLARATION + content).encode(), None) for name, content in parts().items()], b"")


if __name__ == "__main__":
    Path(__file__).with_name("reference.docx").write_bytes(build())
