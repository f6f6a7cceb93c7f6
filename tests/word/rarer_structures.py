"""More that real files hold, in the same form as `structures.py`: what other programs leave behind, and what stands in several places at once."""

from __future__ import annotations

from collections.abc import Iterator

from redline_files import NAMESPACES, OTHERS
from redline_files import _box as drawn_box
from structures import STYLES, Pair, Part, bookmark, cell, control, file, p, row, run, table


def drawn() -> Iterator[tuple[str, Pair]]:
    box = drawn_box("one two")
    again = box.replace('id="7"', 'id="8"').replace("<v:shape ", '<v:shapetype id="_x0000_t202"/><v:shape id="Box 1" type="#_x0000_t202" ')
    both, one = file(p("a ", again, " b")), file(p("a ", again.replace("one two", "one six", 1), " b"))
    yield "a text box of which a program has edited one version alone", (both, one)
    yield "a text box edited whose versions read differently", (one, file(p("a ", again.replace("one two", "one nine", 1), " b c")))
    yield "a text box that takes another's place", (both, file(p("a ", again.replace("900000", "800000"), " b")))
    parted = again[::-1].replace(p(run("one two"))[::-1], (p("one") + p(run("two")))[::-1], 1)[::-1]
    yield "a text box of which one version has a paragraph more", (file(p("a ", parted, " b")), file(p("a ", again, " b")))
    other = again.replace(run("one two"), run("one two") + run(" three"))
    yield "words in both versions of a text box", (both, file(p("a ", other, " b")))


def inside() -> Iterator[tuple[str, Pair]]:
    """Bookmarks that only one of the two files has, where nothing else differs."""
    start, end = '<w:bookmarkStart w:id="5" w:name="m"/>', '<w:bookmarkEnd w:id="5"/>'
    box = drawn_box("one two")
    marked = box.replace("<w:txbxContent><w:p>", f"<w:txbxContent><w:p>{start}").replace("</w:p></w:txbxContent>", f"{end}</w:p></w:txbxContent>")
    yield "a bookmark in a text box", (file(p("a ", box, " b")), file(p("a ", marked, " b")))
    for name, around in (("a link", '<w:hyperlink w:anchor="x">{}</w:hyperlink>'), ("a field", '<w:fldSimple w:instr=" DATE ">{}</w:fldSimple>')):
        yield f"a bookmark in {name}", tuple(file(p("a ", around.format(text), " b"), p("end")) for text in (run("one"), start + run("one") + end))  # type: ignore[misc]
    gone = [cell(p(*text), f'<w:cellDel w:id="3" {OTHERS}/>') for text in (("x",), (start, "x", end))]
    yield "a bookmark in a cell that others deleted", (file(table(row("a", gone[0])), p("end")), file(table(row("a", gone[1])), p("end")))


def untidy() -> Iterator[tuple[str, Pair]]:
    """What is not as Word would write it, and is read by Word all the same."""
    plain, marked = p("one two three four"), p(*bookmark("m", "one two three four"))
    yield "a bookmark alone that comes", (file(plain, p("end")), file(marked, p("end")))
    lost = '<w:pStyle w:val="Gone"/>'
    yield "a style that is not there", (file(p("one two", how=lost), p("end")), file(p("one six", how=lost), p("more", how=lost), p("end")))
    inside = [p("a ", run(text, '<w:rStyle w:val="Gone"/>'), " c") for text in ("one two three four five", "one six three nine five")]
    yield "words in a style that is not there", (file(inside[0]), file(inside[1]))
    yield "a style that is there in one file only", (file(p("one two", how='<w:pStyle w:val="TG"/>')), file(p("one two", how=lost), p("end", how=lost)))
    space = "<w:p><w:r><w:t> one two </w:t></w:r></w:p>"
    yield "space that is not preserved comes", (file(p("a b"), p("end")), file(p("a b"), space, p("end")))
    yield "space that is not preserved goes", (file(p("a b"), space, p("end")), file(p("a b"), p("end")))
    bare = '<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr></w:tc>'
    yield "a cell without a paragraph", (file(table(row("a", bare), row("b", "c")), p("end")), file(table(row("b", "c"), row("x", bare)), p("end")))
    hollow = f'<w:ins w:id="4" {OTHERS}><w:r><w:t></w:t></w:r><w:bookmarkStart w:id="9" w:name="x"/></w:ins><w:bookmarkEnd w:id="9"/>'
    yield "an insertion of nothing by others", (file(p("one ", hollow, "two")), file(p("one six")))


def fields() -> Iterator[tuple[str, Pair]]:
    def edge(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def contents(*lines: str, apart: bool) -> str:
        """A table of contents; its field ends in a paragraph of its own, or with the last line."""
        begun = (edge("begin"), '<w:r><w:instrText xml:space="preserve"> TOC </w:instrText></w:r>', edge("separate"))
        ended = () if apart else (edge("end"),)
        told = [(line,) for line in lines]
        told[0], told[-1] = (*begun, *told[0]), (*(begun if len(lines) == 1 else ()), lines[-1], *ended)
        return "".join(p(*line) for line in told) + (p(edge("end")) if apart else "")

    chapters = ("Chapter one 1", "Chapter two 2", "Chapter three 3")
    for apart, how in ((True, "apart"), (False, "with the last line")):
        held = file(p("start"), contents(*chapters, apart=apart), p("end"))
        yield f"a first chapter in a field that ends {how}", (held, file(p("start"), contents("Preamble 1", *chapters, apart=apart), p("end")))
        yield f"a last chapter in a field that ends {how}", (held, file(p("start"), contents(*chapters, "Annex 9", apart=apart), p("end")))
        other = ("Scope of it all 1", "Money and means 2", "Final clauses 9")
        yield f"other chapters in a field that ends {how}", (held, file(p("start"), contents(*other, apart=apart), p("end")))
    ends = [file(p("start"), contents(*chapters, apart=apart), p("end of it all here")) for apart in (True, False)]
    yield "a field that ends elsewhere", (ends[0], ends[1])
    joined = contents(*chapters, apart=True).removesuffix("</w:p>") + run("end of it all here") + "</w:p>"
    yield "a field that ends in the paragraph behind it", (ends[0], file(p("start"), joined))
    format_ = f'<w:b/><w:rPrChange w:id="5" {OTHERS}><w:rPr><w:i/></w:rPr></w:rPrChange>'
    yield "words in a format that others changed", (file(p(run("one two three four", format_))), file(p(run("one six three nine", "<w:b/>"))))


def cells() -> Iterator[tuple[str, Pair]]:
    gone = cell("gone", f'<w:cellDel w:id="3" {OTHERS}/>')
    held = file(table(row("a", "b", gone), row("c", "d", "e"), columns=3), p("end"))
    yield "a cell that others deleted", (held, file(table(row("a", "b six"), row("c", "d", "e"), row("x", "y", "z"), columns=3), p("end")))
    wide, narrow = table(row("a", "b", "c"), columns=3), table(row("a", "b"))
    changed = narrow.replace("</w:tblGrid>", '<w:tblGridChange w:id="9"><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid></w:tblGridChange></w:tblGrid>')
    yield "a column more where others changed the grid", (file(changed, p("end")), file(wide, p("end")))
    yield "a row with three cells where others left two", (held, file(table(row("a", "b", "gone"), row("x", "y", "z"), columns=3), p("end")))


def within() -> Iterator[tuple[str, Pair]]:
    """What stands between the letters of a word."""
    gone = f'<w:del w:id="3" {OTHERS}><w:r><w:delText>s</w:delText></w:r></w:del>'
    come = f'<w:ins w:id="4" {OTHERS}>{run("z")}</w:ins>'
    spelled = p("the organi", gone, come, "ation works here")
    yield "a letter that others changed", (file(spelled), file(p("the organization works there")))
    yield "a word with a letter that others changed", (file(spelled), file(p("the agency works here")))
    yield "a format on a word with a letter that others changed", (file(spelled), file(p("the ", run("organization", "<w:b/>"), " works here")))
    edges = bookmark("m", "ganiza")
    yield "a bookmark in a word", (file(p("the or", *edges, "tion works here")), file(p("the organization worked here")))
    yield "a bookmark in a word that goes", (file(p("the or", *edges, "tion works here")), file(p("the agency works here")))


def defaults() -> Iterator[tuple[str, Pair]]:
    """Paragraphs that name no style, in files that give these different ones."""
    bare = {"styles.xml": ("styles", f"<w:styles {NAMESPACES}/>")}
    other = {"styles.xml": ("styles", STYLES.replace('"Normal"', '"Standard"'))}
    kept, held = p("one two three"), table(row("a", "b"))
    for name, parts in (("no default style", bare), ("another default style", other)):
        yield f"{name} and new words", (file(kept, p("end"), parts=parts), file(kept, p("four five"), held, p("end")))


def ends() -> Iterator[tuple[str, Pair]]:
    """Texts that end with a table, and tags around paragraphs that no program shows."""
    held, words, tag = table(row("a", "b")), p("one two three"), '<w:customXml w:uri="u" w:element="e">{}</w:customXml>'
    yield "words behind a table at the end", (file(words, held), file(words, held, p("more")))
    yield "a table at the end that goes", (file(words, held), file(words))
    yield "a control with a table at the end that goes", (file(control(words + held)), file(held, words))
    yield "custom XML at the end that comes", (file(p("a"), words), file(p("a"), tag.format(words)))
    yield "custom XML at the end around other words", (file(p("a"), tag.format("<w:customXmlPr/>" + words)), file(p("a"), p("one two six")))
    yield "custom XML in a control", (file(control(tag.format(words))), file(tag.format(control(p("one two six")))))


def rows() -> Iterator[tuple[str, Pair]]:
    mark = f'<w:rPr><w:del w:id="4" {OTHERS}/></w:rPr>'
    inside = cell(p(f'<w:del w:id="5" {OTHERS}><w:r><w:delText>x</w:delText></w:r></w:del>', how=mark))
    held = table(row("a", "b"), row(inside, inside.replace('"4"', '"6"').replace('"5"', '"7"'), how=f'<w:trPr><w:del w:id="3" {OTHERS}/></w:trPr>'))
    yield "a table that goes with a row that others deleted", (file(p("one"), held, p("end")), file(p("one"), p("end")))


def controls() -> Iterator[tuple[str, Pair]]:
    one, two, end = p("The first paragraph of the control stands."), p("The second paragraph of it ends here."), p("end")
    other = p("The second paragraph of them ends there.")
    yield "a control at the end that becomes another", (file(end, control(one + two)), file(end, control(one + other, "b")))
    yield "a control at the end that goes", (file(end, control(one + two)), file(end, one, other))
    yield "a control around more paragraphs", (file(control(one) + two + end), file(control(one + two, "b") + end))
    yield "a control in a control that goes", (file(control(one + control(two, "b")), end), file(control(one + two), end))
    yield "controls in each other that come", (file(one, two, end), file(control(control(one) + two, "b"), end))
    yield "a control around a table that goes", (file(control(table(row("a", "b")) + two), end), file(table(row("a", "c")), two, end))
    cells = [cell(inner) for inner in (control(one), control(p("The first of it stands."), "b"), one)]
    yield "a control that is all of a cell", (file(table(row("a", cells[0])), end), file(table(row("a", cells[1])), end))
    yield "a control in a cell that goes", (file(table(row("a", cells[0])), end), file(table(row("a", cells[2])), end))
    start, stop = '<w:bookmarkStart w:id="5" w:name="m"/>', '<w:bookmarkEnd w:id="5"/>'
    yield "a bookmark at the edges of a control that goes", (file(start + control(one + stop) + two, end), file(start + one + stop, two, end))
    moved = p("A long paragraph that stands elsewhere in the new file.")
    yield "a paragraph that moves out of a control that goes", (file(control(one + moved + two), p("x y z"), end), file(one, two, p("x y z"), moved, end))
    yield "controls that cross", (file(control(one + two) + other + end), file(one, control(two + other, "b"), end))


def footers() -> Iterator[tuple[str, Pair]]:
    def held(*inside: str) -> dict[str, Part]:
        return {f"footer{n}.xml": ("footer", f"<w:ftr {NAMESPACES}>{text}</w:ftr>") for n, text in enumerate(inside, 1)}

    def foot(tag: str, text: str) -> bytes:
        return with_footer(held(control(p(text), tag)))

    yield "a control in a footer that becomes another", (foot("a", "Page 1"), foot("b", "Page 2"))
    yield "a footer that is a control comes", (file(p("end")), foot("a", "Page 1"))
    yield "a footer that was a control", (foot("a", "Page 1"), with_footer(held(p("Page 1"))))


def with_footer(parts: dict[str, Part]) -> bytes:
    section = '<w:sectPr><w:footerReference w:type="default" r:id="rIdfooter1"/></w:sectPr>'
    return file(p("one", how=section), p("end"), parts=parts)


def sections() -> Iterator[tuple[str, Pair]]:
    """A section that ends in the very last paragraph, as some programs leave it."""
    parted = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:cols w:num="2"/></w:sectPr>'
    last, plain = p("three four", how=parted), p("three four")
    yield "a section that ends with the text", (file(p("one two"), plain), file(p("one two"), last))
    yield "a section more that ends with the text", (file(p("one two"), last), file(p("one six"), last, p("more", how=parted)))
    yield "words in a section that ends with the text", (file(p("one two"), last), file(p("one six"), p("three nine", how=parted)))
    yield "a section that ends with the text and an empty paragraph", (file(p("one two"), p(how=parted)), file(p("one two"), p()))


def enclosed() -> Iterator[tuple[str, Pair]]:
    kinds = {
        "a smart tag": '<w:smartTag w:uri="u" w:element="e"><w:smartTagPr/>{}</w:smartTag>',
        "text in a direction of its own": '<w:bdo w:val="rtl">{}</w:bdo>',
        "embedded text": '<w:dir w:val="rtl">{}</w:dir>',
    }
    for name, around in kinds.items():
        held = p("one ", around.format(run("two") + around.format(run("six"))), " three")
        yield f"{name} that goes", (file(held, p("end")), file(p("one three"), p("end")))
        yield f"{name} that comes", (file(p("one three"), p("end")), file(held, p("end")))
        yield f"a paragraph with {name}", (file(p("four five"), held, p("end")), file(p("four five"), p("end")))


RARER: dict[str, Pair] = {
    name: pair for kind in (drawn, inside, untidy, fields, cells, within, defaults, ends, rows, controls, footers, sections, enclosed) for name, pair in kind()
}
