"""What stands in one paragraph in one state, put together run by run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from negotiator.formats.word.package import MC, W
from negotiator.formats.word.verify.grammar import ALL_CHANGES, EDGES, IGNORED, MATH, PROPERTY_BAGS, Node, name_of, shown_text, w

if TYPE_CHECKING:
    from negotiator.formats.word.verify.reading import Reader

BOX: Final = W + "txbxContent"
_RUN: Final = W + "r"
_FORMAT: Final = W + "rPr"
_DRAWN: Final = w("drawing", "pict", "object") | {MC + "AlternateContent"}
_PASSED: Final = PROPERTY_BAGS | IGNORED
_LIKE_TEXT: Final = {W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "\u2011", W + "softHyphen": "\u00ad"}
_WORDS: Final = w("t", "delText")
_BREAKS: Final = {"page": "\f", "column": "\v"}


class Writing:
    """Collects the content of one paragraph."""

    def __init__(self, reader: Reader, place: str) -> None:
        self._reader, self._place = reader, place
        self._runs: list[tuple[str, str]] = []
        self.objects: list[tuple[int, str, str]] = []
        self._length = 0
        self._code: list[str] = []

    def runs(self) -> list[tuple[str, str]]:
        self._flush()
        joined: list[tuple[str, str]] = []
        for text, look in self._runs:
            if joined and joined[-1][1] == look:
                joined[-1] = (joined[-1][0] + text, look)
            else:
                joined.append((text, look))
        return joined

    def _text(self, text: str, look: str) -> None:
        if text:
            self._runs.append((text, look))
            self._length += len(text)
            if self._reader.open:
                self._reader.anchor(text)

    def _flush(self) -> None:
        if self._code:
            code, self._code = " ".join("".join(self._code).split()), []
            self.objects.append((self._length, "field code", code))

    def _object(self, kind: str, meaning: str = "") -> None:
        self._flush()
        self.objects.append((self._length, kind, meaning))

    def walk(self, nodes: Iterable[Node], look: str, link: str) -> None:
        reader = self._reader
        for node in nodes:
            tag = node.tag
            if tag == _RUN:
                inside = list(node)
                self._run(inside, reader.meaning.format(next((child for child in inside if child.tag == _FORMAT), None)) + link)
            elif tag in EDGES:
                reader.edge(node)
            elif tag == W + "hyperlink":
                target = "".join(reader.meaning.target(v) for k, v in node.attrib.items() if k.endswith("}id"))
                self.walk(reader.inline(node), look, f" link {target}#{node.get(W + 'anchor', '')}")
            elif tag == W + "fldSimple":
                self._object("field", "begin")
                self._code.append(node.get(W + "instr", ""))
                self._object("field", "separate")
                self.walk(reader.inline(node), look, link)
                self._object("field", "end")
            elif tag == W + "sdt":
                counted = reader.control(node)
                content = node.find(W + "sdtContent")
                if counted:
                    self._object("content control", reader.meaning.of(node.find(W + "sdtPr")))
                self.walk(reader.inline(content if content is not None else node), look, link)
                if counted:
                    self._object("end of content control")
            elif tag.startswith(MATH):
                self._text("".join(t.text or "" for t in node.iter(MATH + "t")), look)
                self._object("formula", reader.meaning.of(node))
            elif tag in ALL_CHANGES or tag.endswith(("RangeStart", "RangeEnd")):
                continue
            else:
                self.walk(reader.inline(node), look, link)

    def _run(self, inside: list[Node], look: str) -> None:
        for child in inside:
            tag = child.tag
            if tag in _WORDS:
                self._text(shown_text(child), look)
            elif tag in _PASSED or not isinstance(tag, str):
                continue
            elif tag in _LIKE_TEXT:
                self._text(_LIKE_TEXT[tag], look)
            else:
                self._other(child, name_of(child), look)

    def _other(self, child: Node, name: str, look: str) -> None:
        reader = self._reader
        if name == "br":
            self._text(_BREAKS.get(child.get(W + "type", ""), "\n"), look)
        elif name in ("instrText", "delInstrText"):
            self._code.append(child.text or "")
        elif name == "fldChar":
            self._object("field", child.get(W + "fldCharType", ""))
        elif name in ("footnoteReference", "endnoteReference"):
            kind = name.removesuffix("Reference")
            self._object(f"{kind} {look}", reader.note(kind, child.get(W + "id", "")))
        elif name == "commentReference":
            reader.edge(child)
        elif child.tag in _DRAWN:
            self._drawing(child, look)
        else:
            self._object(name, reader.meaning.of(child) + look)

    def _drawing(self, drawing: Node, look: str) -> None:
        reader = self._reader
        seen = drawing.find(MC + "Choice") if drawing.tag == MC + "AlternateContent" else drawing
        reader.twin(drawing)
        self._object("drawing", reader.meaning.of(drawing, w("txbxContent")) + look)
        for box in () if seen is None else seen.iter(BOX):
            if not any(a.tag == BOX for a in _between(box, seen)):
                for inner in reader.nested(box, f"{self._place}, text box"):
                    self._object("text box", repr((*inner.told(), inner.content.objects)))


def _between(node: Node, top: Node) -> Iterator[Node]:
    for above in node.iterancestors():
        if above is top:
            return
        yield above
