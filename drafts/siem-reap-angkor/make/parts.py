"""The fixed parts of the sample's Word files: styles, numbering definitions, relationships."""

from __future__ import annotations

from xml.sax.saxutils import escape

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{_OFFICE}"'

_PARTS = {
    "styles.xml": "styles",
    "numbering.xml": "numbering",
    "settings.xml": "settings",
    "footnotes.xml": "footnotes",
    "header1.xml": "header",
    "header2.xml": "header",
    "header3.xml": "header",
    "footer1.xml": "footer",
    "footer2.xml": "footer",
    "footer3.xml": "footer",
}
_IDS = dict(zip(_PARTS, ("rId1", "rId2", "rId3", "rId4", "rId11", "rId12", "rId13", "rId14", "rId15", "rId16"), strict=True))

CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}.document.main+xml"/>'
    + "".join(f'<Override PartName="/word/{name}" ContentType="{_WORD_TYPE}.{kind}+xml"/>' for name, kind in _PARTS.items())
    + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_RELATIONS = f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
PACKAGE_RELATIONSHIPS = (
    f'{_RELATIONS}<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_CORE}" Target="docProps/core.xml"/></Relationships>'
)
RELATIONSHIPS = (
    _RELATIONS + "".join(f'<Relationship Id="{_IDS[name]}" Type="{_OFFICE}/{kind}" Target="{name}"/>' for name, kind in _PARTS.items()) + "</Relationships>"
)


def core_properties(title: str, author: str, date: str, language: str) -> str:
    """Title, author and date of issue."""
    stamp = f"{date}T08:00:00Z"
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator><cp:lastModifiedBy>{escape(author)}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
        f"<dc:language>{language}</dc:language></cp:coreProperties>"
    )


def settings(*, tracked: bool) -> str:
    """Different headers on odd and even pages; further changes recorded where the file carries some."""
    record = "<w:trackRevisions/>" if tracked else ""
    return (
        f'{_HEAD}<w:settings {NAMESPACES}>{record}<w:defaultTabStop w:val="567"/><w:evenAndOddHeaders/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
    )


def _style(name: str, title: str, paragraph: str = "", run: str = "", based: str = "Normal", following: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{title}"/><w:basedOn w:val="{based}"/>'
        + (f'<w:next w:val="{following}"/>' if following else "")
        + f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _numbered(number: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _indent(position: str) -> str:
    return f'<w:ind {position}/><w:jc w:val="both"/>'


_SINGLE = '<w:spacing w:after="120" w:line="240" w:lineRule="atLeast"/>'
_LEFT = '<w:ind w:left="1134" w:right="1134"/><w:jc w:val="both"/>'
_RULE = '<w:pBdr><w:{side} w:val="single" w:sz="4" w:space="4" w:color="auto"/></w:pBdr>'

STYLES = (
    f"{_HEAD}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>'
    '<w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="LANGUAGE"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    + _style("FootnoteText", "footnote text", '<w:ind w:left="1134" w:right="1134"/>', '<w:sz w:val="18"/>')
    + _style("Title", "Title", '<w:keepNext/><w:spacing w:before="360" w:after="240"/><w:ind w:left="1134" w:right="1134"/>', '<w:b/><w:sz w:val="34"/>')
    + _style("Subtitle", "Subtitle", '<w:keepNext/><w:spacing w:before="120" w:after="240"/><w:ind w:left="1134" w:right="1134"/>', '<w:b/><w:sz w:val="24"/>')
    + _style(
        "Heading1",
        "heading 1",
        f'<w:keepNext/><w:keepLines/>{_numbered(1, 0)}<w:spacing w:before="360" w:after="240"/><w:outlineLvl w:val="0"/>',
        '<w:b/><w:sz w:val="28"/>',
        following="SingleText",
    )
    + _style(
        "Heading2",
        "heading 2",
        f'<w:keepNext/><w:keepLines/>{_numbered(4, 0)}<w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="1"/>',
        '<w:b/><w:sz w:val="24"/>',
        following="Point",
    )
    + _style(
        "Heading3",
        "heading 3",
        '<w:keepNext/><w:keepLines/><w:spacing w:before="120" w:after="120"/><w:ind w:left="2268" w:right="1134"/><w:outlineLvl w:val="2"/>',
        "<w:b/><w:i/>",
        following="PointLetter",
    )
    + _style("SingleText", "Single Text", _SINGLE + _LEFT)
    + _style(
        "Note",
        "Note",
        '<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="auto"/><w:bottom w:val="single" w:sz="4" w:space="4" w:color="auto"/></w:pBdr>'
        + _SINGLE
        + _LEFT,
        '<w:sz w:val="19"/>',
    )
    + _style("Preambular", "Preambular Paragraph", _numbered(5, 0) + _SINGLE + _indent('w:left="1134" w:right="1134" w:firstLine="0"'))
    + _style("NumberedParagraph", "Numbered Paragraph", _numbered(2, 0) + _SINGLE + _indent('w:left="1134" w:right="1134" w:firstLine="0"'))
    + _style("Subparagraph", "Subparagraph", _numbered(2, 1) + _SINGLE + _indent('w:left="1134" w:right="1134" w:firstLine="567"'))
    + _style("Action", "Action", _numbered(3, 0) + _SINGLE + _indent('w:left="2552" w:right="1134" w:hanging="1418"'))
    + _style("Point", "Point", _numbered(4, 1) + _SINGLE + _indent('w:left="1701" w:right="1134" w:hanging="567"'))
    + _style("PointLetter", "Point Letter", _numbered(4, 2) + _SINGLE + _indent('w:left="2268" w:right="1134" w:hanging="567"'))
    + _style("PointContinued", "Point Continued", _SINGLE + '<w:ind w:left="1701" w:right="1134"/><w:jc w:val="both"/>')
    + _style("TableHead", "Table Head", '<w:keepNext/><w:spacing w:before="60" w:after="60"/>', '<w:i/><w:sz w:val="18"/>')
    + _style("TableText", "Table Text", '<w:spacing w:before="40" w:after="40"/>', '<w:sz w:val="18"/>')
    + _style("MastheadLeft", "Masthead Left", '<w:spacing w:before="60"/>', '<w:b/><w:sz w:val="22"/>')
    + _style("MastheadSymbol", "Masthead Symbol", '<w:jc w:val="right"/>')
    + _style("MastheadRight", "Masthead Right", '<w:spacing w:before="60"/><w:ind w:left="567"/>')
    + _style("MastheadLine", "Masthead Line", "<w:spacing/>")
    + _style("MastheadSubject", "Masthead Subject", "<w:spacing/>", "<w:b/>")
    + _style("CoverTitle", "Cover Title", '<w:spacing w:before="2400" w:after="360"/><w:jc w:val="center"/>', '<w:b/><w:sz w:val="40"/>')
    + _style("CoverLine", "Cover Line", '<w:spacing w:after="240"/><w:jc w:val="center"/>', '<w:sz w:val="24"/>')
    + _style("Header", "header", "", '<w:sz w:val="18"/>')
    + _style("HeaderEven", "Header Even", _RULE.format(side="bottom"), '<w:b/><w:sz w:val="18"/>', based="Header")
    + _style("HeaderOdd", "Header Odd", _RULE.format(side="bottom") + '<w:jc w:val="right"/>', '<w:b/><w:sz w:val="18"/>', based="Header")
    + _style("Footer", "footer", '<w:jc w:val="center"/>', '<w:i/><w:sz w:val="16"/>')
    + _style("FooterEven", "Footer Even", "", '<w:b/><w:sz w:val="18"/>')
    + _style("FooterOdd", "Footer Odd", '<w:jc w:val="right"/>', '<w:b/><w:sz w:val="18"/>')
    + "</w:styles>"
)


def _level(level: int, form: str, text: str, position: str, *, run: str = "", style: str = "", tab: int = 0) -> str:
    tabs = f'<w:tabs><w:tab w:val="num" w:pos="{tab}"/></w:tabs>' if tab else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        + (f'<w:pStyle w:val="{style}"/>' if style else "")
        + f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>{tabs}<w:ind {position}/></w:pPr><w:rPr>{run}</w:rPr></w:lvl>'
    )


def _list(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'


_FLOW = 'w:left="1134" w:right="1134" w:firstLine="0"'
NUMBERING = (
    f"{_HEAD}<w:numbering {NAMESPACES}>"
    + _list(1, _level(0, "upperRoman", "%1.", 'w:left="1134" w:right="1134" w:hanging="567"', style="Heading1", tab=1134))
    + _list(
        2,
        _level(0, "decimal", "%1.", _FLOW, style="NumberedParagraph", tab=1701),
        _level(1, "lowerLetter", "(%2)", 'w:left="1134" w:right="1134" w:firstLine="567"', style="Subparagraph", tab=2268),
        _level(2, "lowerRoman", "(%3)", 'w:left="1701" w:right="1134" w:firstLine="567"', tab=2835),
    )
    + _list(3, _level(0, "decimal", "Action #%1", 'w:left="2552" w:right="1134" w:hanging="1418"', run="<w:b/>", style="Action", tab=2552))
    + _list(
        4,
        _level(0, "decimal", "%1)", 'w:left="1134" w:right="1134" w:hanging="567"', style="Heading2", tab=1134),
        _level(1, "decimal", "%2.", 'w:left="1701" w:right="1134" w:hanging="567"', style="Point", tab=1701),
        _level(2, "lowerLetter", "%3.", 'w:left="2268" w:right="1134" w:hanging="567"', style="PointLetter", tab=2268),
    )
    + _list(5, _level(0, "decimal", "PP%1", 'w:left="1134" w:right="1134" w:firstLine="0"', style="Preambular", tab=1701))
    + "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in (1, 2, 3, 4, 5))
    + "</w:numbering>"
)
