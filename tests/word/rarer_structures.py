"""More that real files hold, in the same form as `structures.py`: what other programs leave behind, and what stands in several places at once."""

from __future__ import annotations

from collections.abc import Iterator

from redline_files import _box as drawn_box
from structures import Pair, file, p, run


def drawn() -> Iterator[tuple[str, Pair]]:
    box = drawn_box("one two")
    again = box.replace('id="7"', 'id="8"').replace("<v:shape ", '<v:shapetype id="_x0000_t202"/><v:shape id="Box 1" type="#_x0000_t202" ')
    both, one = file(p("a ", again, " b")), file(p("a ", again.replace("one two", "one six", 1), " b"))
    yield "a text box of which a program has edited one version alone", (both, one)
    yield "a text box edited whose versions read differently", (one, file(p("a ", again.replace("one two", "one nine", 1), " b c")))
    yield "a text box that takes another's place", (both, file(p("a ", again.replace("900000", "800000"), " b")))
    other = again.replace(run("one two"), run("one two") + run(" three"))
    yield "words in both versions of a text box", (both, file(p("a ", other, " b")))


RARER: dict[str, Pair] = {name: pair for kind in (drawn,) for name, pair in kind()}
