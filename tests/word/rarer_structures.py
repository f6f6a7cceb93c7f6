"""More that real files hold, in the same form as `structures.py`: what other programs leave behind, and what stands in several places at once."""

from __future__ import annotations

from collections.abc import Iterator

from redline_files import OTHERS
from redline_files import _box as drawn_box
from structures import Pair, bookmark, file, p, row, run, table


def drawn() -> Iterator[tuple[str, Pair]]:
    box = drawn_box("one two")
    again = box.replace('id="7"', 'id="8"').replace("<v:shape ", '<v:shapetype id="_x0000_t202"/><v:shape id="Box 1" type="#_x0000_t202" ')
    both, one = file(p("a ", again, " b")), file(p("a ", again.replace("one two", "one six", 1), " b"))
    yield "a text box of which a program has edited one version alone", (both, one)
    yield "a text box edited whose versions read differently", (one, file(p("a ", again.replace("one two", "one nine", 1), " b c")))
    yield "a text box that takes another's place", (both, file(p("a ", again.replace("900000", "800000"), " b")))
    other = again.replace(run("one two"), run("one two") + run(" three"))
    yield "words in both versions of a text box", (both, file(p("a ", other, " b")))


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


RARER: dict[str, Pair] = {name: pair for kind in (drawn, untidy) for name, pair in kind()}
