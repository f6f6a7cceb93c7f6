"""A paper written in Markdown as a sequence of plain elements, before any of it becomes Word: lists keep the numbers that were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from negotiator.formats.word.labels import ListLabel, read_label

_NOTE: Final = re.compile(r"\[\^([^\]\s]{1,20})\]")
_CRITIC: Final = re.compile(r"\{\+\+|\+\+\}|\{--|--\}")
_STRIPPED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ufffe\uffff\ud800-\udfff]")
NOT_OURS: Final = ("link", "image", "html_inline", "autolink", "reference", "html_block", "code")
"""Rules of Markdown that would eat brackets or take indented text for program code."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words of one look."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    inserted: bool = False
    raised: bool = False
    """A reference to a note."""
    note: int = 0
    """Which note it refers to or opens, counted from 1; 0 for other words, and where a note is referred to again."""
    code: bool = False
    literal: bool = False
    """Escaped in the paper: text, whatever it looks like."""


Line = tuple[Text, ...]
ORDERS: Final = {"\\newpage": "page", "\\landscape": "landscape"}
"""Paragraphs of their own that begin a new page, as Pandoc has it, or turn all pages; text of others never looks so, for its backslash is escaped."""


@dataclass(frozen=True, slots=True)
class Element:
    """A paragraph, a heading, a list item, a rule or a table."""

    kind: str
    """`heading`, `paragraph`, `item`, `bullet`, `more` (a further paragraph of an item), `quote`, `code`, `rule`, `page`, `landscape`, `table`, `note`."""
    line: Line = ()
    level: int = 0
    """Of a heading: 1–6. Of a list item or what belongs to it: its depth."""
    label: ListLabel | None = None
    rows: tuple[tuple[Line, ...], ...] = ()
    """Of a table, its heading row first."""
    alignments: tuple[str, ...] = ()


def read_paper(markdown: str) -> tuple[Element, ...]:
    """The elements of a paper, in order; its notes, if it has any, last."""
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable([*NOT_OURS, "text_join"])
    tree = SyntaxTreeNode(parser.parse(_STRIPPED.sub("", markdown.replace("\r\n", "\n"))))
    elements = list(_Reader(_typed(tree)).children(tree, 0))
    notes = {m[1]: e for e in elements if (m := _definition(e))}
    if not notes:
        return tuple(elements)
    references = _References(notes)
    body = [references.resolved(e) for e in elements if not _definition(e)]
    return (*body, *references.notes())


class _Reader:
    """Walks the tree of a paper and keeps the labels of the lists that are open, outermost first."""

    def __init__(self, typed: frozenset[ListLabel]) -> None:
        self._open: list[ListLabel] = []
        self._typed = typed

    def children(self, node: Any, depth: int, *, quoted: bool = False) -> Iterator[Element]:
        """Elements of a node's children; `depth` list items stand around them."""
        for child in node.children:
            kind = child.type
            if kind == "heading":
                self._open.clear()
                yield Element("heading", _line(child.children[0].children), int(child.tag[1]))
            elif kind == "paragraph" and child.children[0].content.strip() in ORDERS:
                self._open.clear()
                yield Element(ORDERS[child.children[0].content.strip()])
            elif kind == "paragraph":
                yield from self._paragraph(_line(child.children[0].children), depth, quoted=quoted)
            elif kind in ("ordered_list", "bullet_list"):
                for item in child.children:
                    yield from self._item(item, depth, ordered=kind == "ordered_list")
            elif kind in ("table", "hr"):
                self._open.clear()
                yield _table(child) if kind == "table" else Element("rule")
            elif kind == "fence":
                yield from (Element("code", (Text(text, code=True),)) for text in child.content.rstrip("\n").split("\n"))
            else:
                yield from self.children(child, depth, quoted=quoted or kind == "blockquote")

    def _item(self, item: Any, depth: int, *, ordered: bool) -> Iterator[Element]:
        del self._open[depth:]
        label = ListLabel("decimal", int(item.info or 1), "", item.markup) if ordered else ListLabel("bullet", 0, "", "")
        self._open += [ListLabel("bullet", 0, "", "")] * (depth - len(self._open)) + [label]
        first = item.children[0] if item.children and item.children[0].type == "paragraph" else None
        line = _line(first.children[0].children) if first is not None else ()
        yield Element("item" if ordered else "bullet", line, depth, label if ordered else None)
        for element in self.children(item, depth + 1):
            if first is not None:  # it was given with the number already
                first = None
                continue
            yield element

    def _paragraph(self, line: Line, depth: int, *, quoted: bool) -> Iterator[Element]:
        text = _typed_text(line)
        found = read_label(text, letters_too=True)
        if found is not None and read_label(text) is None and not any(self._has_neighbour(r) for r in found[0].readings()):
            found = None
        if found is not None:
            label, length = found
            level, label = self._place(label, depth)
            yield Element("item", _cut(line, length), level, label)
        elif quoted and not depth:
            self._open.clear()
            yield Element("quote", line)
        elif depth:
            yield Element("more", line, max(depth, len(self._open)) - 1)
        else:
            self._open.clear()
            yield Element("paragraph", line)

    def _has_neighbour(self, label: ListLabel) -> bool:
        """Whether the number before or after this one was typed too: `a.` and `b.` are a list, `A. Smith` is a name."""
        return any(replace(label, number=label.number + step) in self._typed for step in (-1, 1))

    def _place(self, label: ListLabel, floor: int) -> tuple[int, ListLabel]:
        """The depth of a typed label: it continues an open list, restarts one, or opens one below; and which of its readings it is."""
        bullets = (level for level in range(floor, len(self._open)) if self._open[level].form == "bullet")
        del self._open[next(bullets, len(self._open)) :]
        for readings, continues in ((label.readings(), True), ((label,), False)):
            for level in range(len(self._open) - 1, floor - 1, -1):
                for reading in readings:
                    if self._open[level].same_series(reading) and (not continues or reading.number == self._open[level].number + 1):
                        self._open[level:] = [reading]
                        return level, reading
        self._open.append(label)
        return len(self._open) - 1, label


def _typed(tree: Any) -> frozenset[ListLabel]:
    """All labels that paragraphs of the paper begin with, in every reading."""
    lines = (_typed_text(_line(node.children[0].children)) for node in tree.walk() if node.type == "paragraph")
    return frozenset(reading for line in lines if (found := read_label(line, letters_too=True)) for reading in found[0].readings())


def _table(node: Any) -> Element:
    rows = tuple(tuple(_line(cell.children[0].children) if cell.children else () for cell in row.children) for part in node.children for row in part.children)
    heads = node.children[0].children[0].children
    return Element("table", rows=rows, alignments=tuple(str(h.attrs.get("style", "")).rpartition(":")[2] for h in heads))


def _line(nodes: Sequence[Any], look: Text | None = None) -> Line:
    """The words below inline nodes, each with its look."""
    pieces: list[Text] = []
    look = look or Text("")
    for node in nodes:
        match node.type:
            case "inline":
                pieces += _line(node.children, look)
            case "strong":
                pieces += _line(node.children, replace(look, bold=True))
            case "em":
                pieces += _line(node.children, replace(look, italic=True))
            case "s":
                pieces += _line(node.children, replace(look, struck=True))
            case "softbreak":
                pieces.append(replace(look, text=" "))
            case "hardbreak":
                pieces.append(replace(look, text="\n"))
            case "text_special":
                pieces.append(replace(look, text=node.content, literal=True))
            case "code_inline":
                pieces.append(replace(look, text=node.content, code=True))
            case _:
                look = _marked(node.content, look, pieces)
    return _merged(pieces)


def _marked(content: str, look: Text, pieces: list[Text]) -> Text:
    """Text with CriticMarkup (`{++inserted++}`, `{--deleted--}`), which our own reports use for redlines."""
    at = 0
    for mark in _CRITIC.finditer(content):
        pieces.append(replace(look, text=content[at : mark.start()]))
        at = mark.end()
        opens = mark[0].startswith("{")
        look = replace(look, inserted=opens) if "+" in mark[0] else replace(look, struck=opens)
    pieces.append(replace(look, text=content[at:]))
    return look


def _merged(pieces: Sequence[Text]) -> Line:
    out: list[Text] = []
    for piece in pieces:
        if piece.text and out and replace(out[-1], text="") == replace(piece, text=""):
            out[-1] = replace(piece, text=out[-1].text + piece.text)
        elif piece.text:
            out.append(piece)
    return tuple(out)


def _plain(line: Line) -> str:
    return "".join(t.text for t in line)


def _typed_text(line: Line) -> str:
    """The words of a line with a mark for each escaped character, so that no label is found where one was escaped."""
    return "".join("\0" if t.literal else t.text for t in line)


def _cut(line: Line, length: int) -> Line:
    """The line without its first characters."""
    out: list[Text] = []
    for piece in line:
        taken = min(length, len(piece.text))
        length -= taken
        if piece.text[taken:]:
            out.append(replace(piece, text=piece.text[taken:]))
    return tuple(out)


def _definition(element: Element) -> re.Match[str] | None:
    """`[^1]: the note` at the start of a paragraph."""
    return re.match(_NOTE.pattern + ":\\s*", _typed_text(element.line)) if element.kind in ("paragraph", "more") else None


def _undefined(element: Element) -> Line:
    found = _definition(element)
    return _cut(element.line, found.end()) if found else element.line


class _References:
    """References to notes, numbered in the order in which the text makes them; a sign such as `*` stays, and is not counted."""

    def __init__(self, notes: dict[str, Element]) -> None:
        self._notes = notes
        self._marks: dict[str, str] = {}
        """Label in the paper → what is printed, in the order of the references."""

    def resolved(self, element: Element) -> Element:
        """An element with its references in their places; a reference to nothing stays as it was typed."""
        return replace(element, line=self._line(element.line), rows=tuple(tuple(self._line(cell) for cell in row) for row in element.rows))

    def notes(self) -> Iterator[Element]:
        """The notes, those that nothing refers to last."""
        referred = list(self._marks)
        for name in (*referred, *(n for n in self._notes if n not in self._marks)):
            mark = Text(self._mark(name), raised=True, note=referred.index(name) + 1 if name in referred else 0)
            yield Element("note", (mark, Text(" "), *_undefined(self._notes[name])))

    def _line(self, pieces: Line) -> Line:
        out: list[Text] = []
        for piece in pieces:
            at = 0
            for found in _NOTE.finditer(piece.text):
                if found[1] in self._notes:
                    first = found[1] not in self._marks
                    mark = self._mark(found[1])
                    out.append(replace(piece, text=piece.text[at : found.start()]))
                    out.append(replace(piece, text=mark, raised=True, note=len(self._marks) if first else 0))
                    at = found.end()
            out.append(replace(piece, text=piece.text[at:]))
        return _merged(out)

    def _mark(self, name: str) -> str:
        counted = sum(mark.isdigit() for mark in self._marks.values())
        return self._marks.setdefault(name, str(counted + 1) if name.isalnum() else name)
