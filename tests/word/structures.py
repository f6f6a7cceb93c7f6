"""What real files hold beside plain paragraphs, each in a pair of small files of raw XML: an old and a new state of links, comments, controls, tables …"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from redline_files import NAMESPACES, OTHERS, RELATIONS, packed
from redline_files import _box as drawn_box
from redline_files import _picture as picture

MORE = (
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
)
SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" '
    'w:gutter="0"/></w:sectPr>'
)
CONTINUOUS = '<w:sectPr><w:type w:val="continuous"/><w:pgSz w:w="11906" w:h="16838"/><w:cols w:num="{}"/></w:sectPr>'
STYLES = (
    f'<w:styles {NAMESPACES}><w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="table" w:styleId="TG"><w:name w:val="Table Grid"/></w:style></w:styles>'
)
Pair = tuple[bytes, bytes]
Part = tuple[str, str]
"""Kind and content of a part."""
Loose = tuple[str, str, str, str]
"""Content type, kind of relationship, its id, content."""


def run(text: str, look: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*inner: str, how: str = "") -> str:
    """A paragraph of words and elements."""
    return f"<w:p>{f'<w:pPr>{how}</w:pPr>' if how else ''}{''.join(x if x.startswith('<') else run(x) for x in inner)}</w:p>"


def file(
    *blocks: str, links: Sequence[str] = (), pictures: Sequence[str] = (), parts: dict[str, Part] | None = None, loose: dict[str, Loose] | None = None
) -> bytes:
    body = "".join(blocks)
    held = {
        "document.xml": ("document.main", f"<w:document {NAMESPACES} {MORE}><w:body>{body}{SECTION}</w:body></w:document>"),
        "styles.xml": ("styles", STYLES),
    }
    made = packed(held | (parts or {}), list(links), list(pictures))
    return with_parts(made, loose) if loose else made


def with_parts(content: bytes, loose: dict[str, Loose]) -> bytes:
    """The file with parts of other kinds, each related to the main part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name).decode("utf-8", "surrogateescape")
            if name == "[Content_Types].xml":
                declared = "".join(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, (kind, _, _, _) in loose.items())
                data = data.replace("</Types>", f"{declared}</Types>")
            if name == "word/_rels/document.xml.rels":
                related = "".join(
                    f'<Relationship Id="{identity}" Type="{kind}" Target="{part.removeprefix("word/")}"/>' for part, (_, kind, identity, _) in loose.items()
                )
                data = data.replace("</Relationships>", f"{related}</Relationships>")
            target.writestr(name, data.encode("utf-8", "surrogateescape"))
        for part, (_, _, _, inside) in loose.items():
            target.writestr(part, inside)
    return out.getvalue()


def link(number: int, text: str) -> str:
    return f'<w:hyperlink r:id="rLink{number}">{run(text)}</w:hyperlink>'


def bookmark(name: str, *inside: str) -> tuple[str, ...]:
    return (f'<w:bookmarkStart w:id="1" w:name="{name}"/>', *inside, '<w:bookmarkEnd w:id="1"/>')


def control(inside: str, tag: str = "a") -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'


def cell(content: str, how: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{how}</w:tcPr>{content if content.startswith("<") else p(content)}</w:tc>'


def row(*cells: str, how: str = "") -> str:
    return f"<w:tr>{how}{''.join(x if x.startswith('<') else cell(x) for x in cells)}</w:tr>"


def table(*rows: str, columns: int = 2) -> str:
    grid = '<w:gridCol w:w="2000"/>' * columns
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="TG"/><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'


def merged(how: str = "") -> str:
    return f'<w:vMerge w:val="{how}"/>' if how else "<w:vMerge/>"


def links() -> Iterator[tuple[str, Pair]]:
    before, behind = "See the ", " of the Parties for more."
    plain = file(p(before, "report", behind))
    one, two = (file(p(before, link(1, "report"), behind), links=[f"https://example.org/{n}"]) for n in (1, 2))
    yield "a link that leads elsewhere", (one, two)
    yield "a link that comes", (plain, one)
    yield "a link that goes", (one, plain)
    longer = file(p(before, link(1, "long report"), behind), links=["https://example.org/2"])
    yield "a link with other words to another page", (one, longer)
    inner = [
        file(p(before, f'<w:hyperlink w:anchor="{name}">{run("report")}</w:hyperlink>', behind), p(*bookmark(name, "target")), p("end")) for name in ("x", "y")
    ]
    yield "a link to another bookmark", (inner[0], inner[1])


def comments() -> Iterator[tuple[str, Pair]]:
    def edge(name: str, number: int) -> str:
        return f'<w:commentRange{name} w:id="{number}"/>' if name != "Reference" else f'<w:r><w:commentReference w:id="{number}"/></w:r>'

    said = "".join(f'<w:comment w:id="{n}" {OTHERS} w:initials="B"><w:p>{run(text)}</w:p></w:comment>' for n, text in ((1, "why?"), (2, "so")))
    parts = {"comments.xml": ("comments", f"<w:comments {NAMESPACES}>{said}</w:comments>")}
    across = p(edge("Start", 2), "one here is text"), p("two here is other", edge("End", 2), edge("Reference", 2))
    commented = file(p("The ", edge("Start", 1), "Parties shall", edge("End", 1), edge("Reference", 1), " report every year"), *across, p("end"), parts=parts)
    yield "comments on words that change", (commented, file(p("The Parties may report each year"), p("one more"), p("end")))
    yield "comments on paragraphs that go", (commented, file(p("end")))
    yield "comments that only the new file has", (file(p("The Parties report"), p("end")), commented)


def controls() -> Iterator[tuple[str, Pair]]:
    one, two, three = (p(f"The {n} paragraph of the control stands.") for n in ("first", "second", "third"))
    held, bare = file(p("a"), control(one + two), p("end")), file(p("a"), one, two, p("end"))
    yield "a block control with other paragraphs", (held, file(p("a"), control(one + three + two), p("end")))
    yield "a block control that comes", (bare, held)
    yield "a block control that goes", (held, bare)
    yield "a block control that becomes another", (held, file(p("a"), control(one + two, "b"), p("end")))
    inline = file(p("a ", control(run("one two")), " b"))
    yield "an inline control with other words", (inline, file(p("a ", control(run("one six")), " b c")))
    yield "an inline control that comes", (file(p("a one two b")), inline)
    yield "an inline control that goes", (inline, file(p("a one two b")))
    yield "a control around a cell", tuple(file(table(row("one", control(cell(t)))), p("end")) for t in ("two three", "two four"))  # type: ignore[misc]
    rows = file(table(row("a", "b"), control(row("one", "two three")), row("c", "d")), p("end"))
    yield "a control around a row", (rows, file(table(row("a", "b"), control(row("one", "two four")), row("c", "e")), p("end")))
    yield "a row behind one in a control", (rows, file(table(row("a", "b"), control(row("one", "two three")), row("x", "y"), row("c", "d")), p("end")))
    yield "a control around a row that goes", (rows, file(table(row("a", "b"), row("c", "d")), p("end")))
    other = file(table(row("a", "b"), control(row("one", "two three"), "b"), row("c", "d")), p("end"))
    yield "a control around a row that becomes another", (rows, other)
    longer = file(table(row("a", "b"), control(row("one", "two three") + row("four", "five")), row("c", "d")), p("end"))
    yield "a row in a control", (rows, longer)
    cells = [file(table(row("one", control(cell("two three"), tag)), row("x", "y")), p("end")) for tag in ("a", "b")]
    yield "a control around a cell that becomes another", (cells[0], cells[1])
    yield "a control around a cell that goes", (cells[0], file(table(row("one", "two three"), row("x", "y")), p("end")))
    wrapped = '<w:customXml w:uri="u" w:element="e">{}</w:customXml>'
    yield "custom XML around paragraphs", (file(wrapped.format(one + two), p("end")), file(wrapped.format(one + three), p("end")))
    yield "custom XML that comes", (file(one, p("end")), file(wrapped.format(one), p("end")))
    tags = [file(p("a ", f'<w:smartTag w:uri="u" w:element="e">{run(t)}</w:smartTag>', " c")) for t in ("one two", "one six")]
    yield "a smart tag", (tags[0], tags[1])


def tables() -> Iterator[tuple[str, Pair]]:
    wide = '<w:gridSpan w:val="2"/>'
    spanned = file(table(row(cell("both columns", wide)), row("a", "b"), row("c", "d")), p("end"))
    yield "words in a wide cell", (spanned, file(table(row(cell("both of the columns", wide)), row("a", "b"), row("c", "e")), p("end")))
    yield "a wide cell that becomes two", (spanned, file(table(row("both", "columns"), row("a", "b"), row("c", "d")), p("end")))
    tall = file(table(row(cell("tall", merged("restart")), "b"), row(cell(p(), merged()), "c"), row("x", "y")), p("end"))
    longer = file(table(row(cell("tall one", merged("restart")), "b"), row(cell(p(), merged()), "bb"), row(cell(p(), merged()), "c"), row("x", "y")), p("end"))
    yield "a row in a tall cell", (tall, longer)
    yield "a tall cell that becomes one", (tall, file(table(row("tall", "b"), row("x", "y")), p("end")))
    two, three = file(table(row("a", "b"), row("c", "d")), p("end")), file(table(row("a", "b", "x"), row("c", "d", "y"), columns=3), p("end"))
    yield "a column more", (two, three)
    yield "a column less", (three, two)
    inner = table(row("one two", "i")) + p()
    outer, bare = (file(table(row(cell(p("outer") + more), "b")), p("end")) for more in (inner, ""))
    yield "a table in a cell", (outer, file(table(row(cell(p("outer") + inner.replace("two", "six")), "b c")), p("end")))
    yield "a table in a cell that comes", (bare, outer)
    yield "a table in a cell that goes", (outer, bare)
    moving = table(row("alpha beta", "b"), row("gamma delta", "d"))
    texts = p("one two three four") + p("five six seven")
    yield "a table that moves", (file(moving, texts, p("end")), file(texts, moving, p("end")))
    yield "a table at the beginning that goes", (file(moving, p("one two three")), file(p("one two three")))
    parted = file(table(row("alpha", "b")), p("one two three four"), table(row("gamma", "d")), p("end"))
    yield "two tables that become one", (parted, file(table(row("alpha", "b"), row("gamma", "d")), p("end")))


def theirs() -> Iterator[tuple[str, Pair]]:
    def own(number: int, name: str, inside: str = "") -> str:
        return f'<w:{name} w:id="{number}" {OTHERS}>{inside}</w:{name}>'

    marked = own(1, "ins")
    added = row(
        cell(p(own(2, "ins", run("one two")), how=f"<w:rPr>{own(3, 'ins')}</w:rPr>")),
        cell(p(own(4, "ins", run("x")), how=f"<w:rPr>{own(5, 'ins')}</w:rPr>")),
        how=f"<w:trPr>{marked}</w:trPr>",
    )
    yield "a row that others inserted", (file(table(row("a", "b"), added), p("end")), file(table(row("a", "b"), row("one six", "x")), p("end")))
    text = "one two three four"
    move = (
        f'<w:moveFromRangeStart w:id="1" {OTHERS} w:name="mv"/>',
        p(own(2, "moveFrom", run(text)), how=f"<w:rPr>{own(3, 'moveFrom')}</w:rPr>"),
        '<w:moveFromRangeEnd w:id="1"/>',
        p("five six seven"),
        f'<w:moveToRangeStart w:id="4" {OTHERS} w:name="mv"/>',
        p(own(5, "moveTo", run(text)), how=f"<w:rPr>{own(6, 'moveTo')}</w:rPr>"),
        '<w:moveToRangeEnd w:id="4"/>',
    )
    yield "what others moved", (file(*move, p("end")), file(p("five six eight"), p("one two nine four"), p("end")))
    upright = [[own(n, "cellMerge").replace("></w:cellMerge>", f' w:vMerge="{how}"/>') for n, how in ((1, "rest"), (2, "cont"))], [merged("restart"), merged()]]
    rows = [row(cell("tall", up[0]), "b") + row(cell(p(), up[1]), "c") + row("x", "y") for up in upright]
    yield "cells that others merged", (file(table(rows[0]), p("end")), file(table(rows[1].replace("b<", "b six<")), p("end")))
    yield "a cell that others inserted", (file(table(row("a", cell("b", own(1, "cellIns")))), p("end")), file(table(row("a", "b c")), p("end")))


def notes() -> Iterator[tuple[str, Pair]]:
    def held(*texts: str) -> dict[str, Part]:
        separators = "".join(
            f'<w:footnote w:type="{name}" w:id="{n}"><w:p><w:r><w:{name}/></w:r></w:p></w:footnote>'
            for n, name in ((-1, "separator"), (0, "continuationSeparator"))
        )
        found = "".join(f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r>{run(" " + t)}</w:p></w:footnote>' for n, t in enumerate(texts, 1))
        return {"footnotes.xml": ("footnotes", f"<w:footnotes {NAMESPACES}>{separators}{found}</w:footnotes>")}

    def mark(number: int, how: str = "") -> str:
        return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference {how} w:id="{number}"/></w:r>'

    here, there = (p("one two", mark(1), " three"), p("four five")), (p("one two three"), p("four five", mark(1)))
    yield "a note that moves", (file(*here, p("end"), parts=held("See A.")), file(*there, p("end"), parts=held("See A.")))
    both = (p("one two", mark(1), " three", mark(2)), p("end"))
    yield "two notes that change places", (file(*both, parts=held("See A.", "See B.")), file(*both, parts=held("See B.", "See A.")))
    star = p("one", mark(1, 'w:customMarkFollows="1"') + run("*"), " three")
    yield "a note with a mark of its own", (file(star, parts=held("See A.")), file(p("one", mark(1), " three"), parts=held("See A.")))
    long, other = p("one two three four five six seven", mark(1)), p("eight nine ten eleven")
    yield "a paragraph with a note that moves", (file(long, other, p("end"), parts=held("See A.")), file(other, long, p("end"), parts=held("See A.")))


def numbering() -> Iterator[tuple[str, Pair]]:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl>'
    again = '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    lists = (
        f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>{level}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    held = [{"numbering.xml": ("numbering", f"<w:numbering {NAMESPACES}>{lists}{more}</w:numbering>")} for more in ("", again)]

    def items(*numbers: int) -> str:
        names = ("First", "Second", "Third", "Fourth")
        return "".join(
            p(f"{name} item of the list.", how=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{n}"/></w:numPr>') for name, n in zip(names, numbers, strict=True)
        )

    straight, restarted = file(items(1, 1, 1, 1), p("end"), parts=held[0]), file(items(1, 1, 2, 2), p("end"), parts=held[1])
    yield "a list that begins again", (straight, restarted)
    yield "a list that goes on", (restarted, straight)


def fields() -> Iterator[tuple[str, Pair]]:
    def edge(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def code(text: str) -> str:
        return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'

    def nested(name: str) -> str:
        inner = edge("begin") + code(f" REF {name} ") + edge("separate") + run("1") + edge("end")
        return edge("begin") + code(" IF ") + inner + code(' = 1 "yes" "no" ') + edge("separate") + run("yes") + edge("end")

    yield "a field in a field", (file(p("x ", nested("a"), " y")), file(p("x ", nested("b"), " y z")))

    def contents(*lines: str) -> str:
        first = p(edge("begin"), code(" TOC "), edge("separate"), lines[0])
        return first + "".join(p(line) for line in lines[1:]) + p(edge("end"))

    chapters = ("Chapter one 1", "Chapter two 2", "Chapter three 3")
    held = file(p("start"), contents(*chapters), p("end"))
    yield "a field over paragraphs", (held, file(p("start"), contents(chapters[0], "Chapter new 2", *chapters[1:]), p("end")))
    yield "a field over paragraphs that goes", (held, file(p("start"), p("end")))
    yield "a field over paragraphs that comes", (file(p("start"), p("end")), held)


def marks_and_sections() -> Iterator[tuple[str, Pair]]:
    start, end = '<w:bookmarkStart w:id="1" w:name="m"/>', '<w:bookmarkEnd w:id="1"/>'
    long = (p("a ", start, "one"), p("two words here"), p("three", end, " b"))
    yield "a bookmark over paragraphs", (file(*long, p("end")), file(p("a ", start, "one more"), p("three", end, " b"), p("end")))
    yield "a bookmark around a paragraph that goes", (file(start, p("two words here now"), end, p("end")), file(p("fresh text is written"), p("end")))
    texts = p(*bookmark("m", "one two three four five six")), p("seven eight nine ten")
    yield "a bookmark that moves", (file(*texts, p("end")), file(*texts[::-1], p("end")))
    permitted = ('<w:permStart w:id="5" w:edGrp="everyone"/>', "one two", '<w:permEnd w:id="5"/>')
    yield "a permission", (file(p("a ", *permitted, " c")), file(p("a ", permitted[0], "one six", permitted[2], " c d")))
    yield "a permission that goes", (file(p("a ", *permitted, " c")), file(p("a one six c d")))
    one, two, three = p("one two three"), p("four five six"), p("seven eight nine")
    columns = [p("four five six", how=CONTINUOUS.format(n)) for n in (2, 3)]
    plain, parted = file(one, two, three, p("end")), file(one, columns[0], three, p("end"))
    yield "a section with more columns", (parted, file(one, columns[1], three, p("end")))
    yield "a section that comes", (plain, parted)
    yield "a section that goes", (parted, plain)
    yield "a section that ends in an empty paragraph", (file(one, p("end")), file(one, p(how=CONTINUOUS.format(2)), three, p("end")))


def drawn() -> Iterator[tuple[str, Pair]]:
    one, other = (file(p("a ", picture("rPicture1", 101), " b"), pictures=[seed]) for seed in ("one", "two"))
    yield "another picture", (one, other)
    larger = file(p("a ", picture("rPicture1", 101).replace("9525", "19050"), " b"), pictures=["one"])
    yield "a larger picture", (one, larger)
    boxes = [file(p("a ", drawn_box("X").replace(p(run("X")), "".join(map(p, texts))), " b")) for texts in (("one two", "three"), ("one six", "new", "three"))]
    yield "paragraphs in a text box", (boxes[0], boxes[1])

    def chart(value: int) -> dict[str, Loose]:
        axes = "".join(
            f'<c:{name}Ax><c:axId val="{n}"/><c:scaling/><c:axPos val="{side}"/><c:crossAx val="{3 - n}"/></c:{name}Ax>'
            for name, n, side in (("cat", 1, "b"), ("val", 2, "l"))
        )
        said = (
            f'<?xml version="1.0" encoding="UTF-8"?><c:chartSpace {MORE}><c:chart><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/>'
            '<c:grouping val="clustered"/><c:ser><c:idx val="0"/><c:order val="0"/><c:val><c:numLit><c:ptCount val="1"/>'
            f'<c:pt idx="0"><c:v>{value}</c:v></c:pt></c:numLit></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart>{axes}</c:plotArea></c:chart>'
            "</c:chartSpace>"
        )
        return {"word/charts/chart1.xml": ("application/vnd.openxmlformats-officedocument.drawingml.chart+xml", f"{RELATIONS}/chart", "rIdC", said)}

    graphic = '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="rIdC"/></a:graphicData>'
    shown = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="1905000" cy="952500"/><wp:docPr id="9" name="Chart"/>'
        f"<a:graphic>{graphic}</a:graphic></wp:inline></w:drawing></w:r>"
    )
    charts = [file(p("a ", shown, " b"), loose=chart(value)) for value in (1, 2)]
    yield "another chart", (charts[0], charts[1])
    yield "a chart that comes", (file(p("a b")), charts[0])
    yield "a chart that goes", (charts[0], file(p("a b")))


def small_things() -> Iterator[tuple[str, Pair]]:
    def formula(text: str) -> str:
        return f"<m:oMath><m:r><m:t>{text}</m:t></m:r></m:oMath>"

    def formulas(n: int) -> bytes:
        return file(p("let ", formula(f"x={n}"), " be"), p(f"<m:oMathPara>{formula(f'y={n}')}</m:oMathPara>"), p("end"))

    yield "formulas", (formulas(1), formulas(2))
    yield "formulas that come", (file(p("let be"), p("end")), formulas(2))

    def ruby(text: str) -> str:
        sizes = '<w:rubyAlign w:val="center"/><w:hps w:val="10"/><w:hpsRaise w:val="10"/><w:hpsBaseText w:val="20"/><w:lid w:val="ja-JP"/>'
        return f"<w:r><w:ruby><w:rubyPr>{sizes}</w:rubyPr><w:rt>{run('x')}</w:rt><w:rubyBase>{run(text)}</w:rubyBase></w:ruby></w:r>"

    yield "ruby", (file(p("a ", ruby("b"), " c")), file(p("a ", ruby("d"), " c")))
    right = [file(p(run(t, "<w:rtl/>"), how="<w:bidi/>"), p("end", how=how)) for t, how in (("مرحبا بالعالم", ""), ("مرحبا يا عالم", "<w:bidi/>"))]
    yield "text from right to left", (right[0], right[1])
    yield "brackets around neighbours", (file(p("one two"), p("three"), p("four"), p("end")), file(p("[one two]"), p("[three]"), p("[four]"), p("end")))
    signs = [
        file(p("a ", f'<w:r><w:sym w:font="Symbol" w:char="{c}"/></w:r>', " b", f"<w:r><w:{h}/></w:r>", "c"))
        for c, h in (("F0B7", "noBreakHyphen"), ("F0A7", "softHyphen"))
    ]
    yield "symbols and hyphens", (signs[0], signs[1])
    frame = '<w:framePr w:dropCap="drop" w:lines="2" w:wrap="around" w:vAnchor="text" w:hAnchor="text"/>'
    yield "a drop cap", (file(p("T", how=frame), p("he Parties")), file(p("A", how=frame), p("ll Parties")))
    page, tab, line = '<w:r><w:br w:type="page"/></w:r>', "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>"
    yield "a page break", (file(p("one two"), p(page), p("three")), file(p("one two"), p("more", page), p("three four")))
    yield "tabs and lines", (file(p("a", tab, "b", line, "c")), file(p("a", tab, tab, "b", "c", line, "d")))
    hidden = [file(p("one ", run("secret", "<w:vanish/>"), text)) for text in (" two", " three")]
    yield "hidden text", (hidden[0], hidden[1])


PAIRS: dict[str, Pair] = {
    name: pair
    for kind in (links, comments, controls, tables, theirs, notes, numbering, fields, marks_and_sections, drawn, small_things)
    for name, pair in kind()
}
