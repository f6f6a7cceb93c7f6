"""A Word file read in one state, accepted or rejected, without changing it: what a person would see once everything is settled that way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Final

from negotiator.formats.word.package import MC, Package, W
from negotiator.formats.word.verify.content import BOX, Writing
from negotiator.formats.word.verify.grammar import BLOCK_WRAPS, EDGES, IGNORED, PROPERTY_BAGS, TRACKED, Node, blocks_in, leading, name_of, val, w
from negotiator.formats.word.verify.lists import Counters, Own
from negotiator.formats.word.verify.meaning import Meaning
from negotiator.formats.word.verify.plain import Known, Plain
from negotiator.formats.word.verify.seen import Content, Document, Paragraph

_RUN: Final = W + "r"
_PROPERTIES: Final = W + "pPr"
_APART: Final = w("pStyle", "numPr", "sectPr", "rPr")
_PASSED: Final = PROPERTY_BAGS | IGNORED


@dataclass(frozen=True, slots=True)
class Standing:
    """What the properties of a paragraph amount to in this state."""

    own: Own
    style: str | None
    """The id of the style that it names."""
    named: str
    """Its style by name."""
    properties: str
    mark: str
    """The format of its mark."""
    marks: frozenset[str]
    """Tracked changes of its mark."""
    ends_section: bool


class Reader:
    """Reads one file in one state."""

    def __init__(self, package: Package, *, rejected: bool, known: Known | None = None) -> None:
        self.meaning = Meaning(package, rejected=rejected)
        self._package = package
        self._dropped = self.meaning.dropped
        self._counters = Counters(self.meaning)
        self._document = Document()
        self._ordinals: dict[Node, int] = {}
        self._plain: Mapping[Node, Plain] = {} if known is None else known.plain(package)
        self.open: dict[str, list[str]] = {}
        self._anchored: dict[str, str] = {}
        self._sections_here: list[Node] = []
        self._standings: dict[object, Standing] = {}
        self._notes: dict[str, dict[str, Node]] = {}

    def read(self) -> Document:
        root = self._package.xml(self._package.main)
        body = root.find(W + "body")
        self._ordinals = {p: n for n, p in enumerate(root.iter(W + "p"), 1)}
        if body is None:
            return self._document
        out = self._document
        out.paragraphs = self._container(body, "text", keep=True)
        out.open_end = any(last.tag == W + "tbl" or last.find(f"{W}pPr/{W}sectPr") is not None for last in blocks_in(body)[-1:])
        last = body.find(W + "sectPr")
        told: dict[str, str] = {}
        for section in [*self._sections_here, last]:
            properties, own = self._section(section)
            told = {**told, **own}
            out.sections.append((properties, {kind: said for kind, said in told.items() if said}))
        for edge in body.iter(W + "bookmarkStart", W + "permStart"):
            name = edge.get(W + "name") or edge.get(W + "edGrp") or edge.get(W + "ed") or ""
            if name != "_GoBack" and not any(self._gone(a) for a in edge.iterancestors()):
                out.ranges[f"{name_of(edge)} {name}"] = 1
        out.chunks = [self.meaning.of(c) for c in body.iter(W + "altChunk", W + "subDoc")]
        self._read_comments()
        self._document = Document()  # what is read later asks this reader, which need not hold it
        return out

    def _read_comments(self) -> None:
        part = self._package.related(self._package.main, "comments")
        for comment in () if part is None else self._package.xml(part):
            if comment.tag == W + "comment":
                text = "\n".join("".join(t.text or "" for t in p.iter(W + "t")) for p in comment.iter(W + "p"))
                identity = comment.get(W + "id", "")
                anchor = " ".join(self._anchored.get(identity, "no place in the text").split())
                self._document.comments[comment.get(W + "author", ""), comment.get(W + "date", ""), text, anchor] += 1

    # sections and the stories that hang on them

    def _section(self, section: Node | None) -> tuple[str, dict[str, str]]:
        """A section's properties and what its headers and footers say; none at all is one without properties."""
        references = [c for c in (() if section is None else section) if c.tag in w("headerReference", "footerReference")]
        told: dict[str, str] = {}
        for reference in references:
            identity = next((v for k, v in reference.attrib.items() if k.endswith("}id")), "")
            part = self._package.target(self._package.main, identity)
            content = "missing" if part is None or not self._package.has(part) else self._story(part)
            told[f"{name_of(reference).removesuffix('Reference')} {reference.get(W + 'type', 'default')}"] = content
        return self.meaning.properties(section, w("headerReference", "footerReference")), told

    def _story(self, part: str) -> str:
        before, self.meaning.story = self.meaning.story, part
        tables = len(self._document.tables)
        read = self._container(self._package.xml(part), "a header or footer")
        inside = self._document.tables[tables:]
        del self._document.tables[tables:]
        self.meaning.story = before
        if len(read) == 1 and not inside and not read[0].text and not read[0].content.objects:
            return ""
        return repr([(p.place, p.text, p.content.style, p.content.properties, p.content.runs, [o[1:] for o in p.content.objects]) for p in read] + inside)

    # blocks

    def _container(self, container: Node, place: str, *, keep: bool = False) -> list[Paragraph]:
        out: list[Paragraph] = []
        blocks = list(self._blocks(container))
        waiting: list[Node] = []
        tables = 0
        for at, block in enumerate(blocks):
            if block.tag == W + "tbl":
                tables += 1
                out += self._table(block, f"{place}, table {tables}")
                continue
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            plain = self._plain.get(block)
            standing = self._standing(block, plain)
            if standing.marks & self._dropped and following is not None:
                if following.tag == W + "p":
                    waiting.append(block)
                    continue
                if not any(self._has_content(p) for p in [*waiting, block]):
                    waiting = []
                    continue
            out.append(self._paragraph([*waiting, block], place, standing, None if waiting else plain, keep=keep or place.startswith("text")))
            waiting = []
        return out

    def _blocks(self, container: Node) -> Iterator[Node]:
        """Paragraphs, and tables that still have a row, through content controls."""
        for child in container:
            if child.tag == W + "p":
                yield child
            elif child.tag == W + "tbl":
                if any(True for _ in self._rows(child)):
                    yield child
            elif child.tag in BLOCK_WRAPS:
                if child.tag == W + "sdt":
                    self._control(child)
                yield from self._blocks(child)

    def _control(self, control: Node) -> bool:
        """Note a content control, unless it goes (its content then stands without it)."""
        if self._control_goes(control):
            return False
        self._document.controls[self.meaning.of(control.find(W + "sdtPr"))] += 1
        return True

    def _control_goes(self, control: Node) -> bool:
        before = control.getprevious()
        return before is not None and before.tag == W + ("customXmlInsRangeStart" if self.meaning.rejected else "customXmlDelRangeStart")

    def _rows(self, table: Node) -> Iterator[Node]:
        for child in table:
            if child.tag == W + "tr":
                if not self._row_gone(child):
                    yield child
            elif child.tag in BLOCK_WRAPS:
                yield from self._rows(child)

    def _row_gone(self, row: Node) -> bool:
        properties = row.find(W + "trPr")
        return properties is not None and any(c.tag in self._dropped for c in properties)

    def _gone(self, node: Node) -> bool:
        return self._row_gone(node) if node.tag == W + "tr" else node.tag == W + "tc" and self._cell_gone(node)

    def _cell_gone(self, cell: Node) -> bool:
        return cell.find(f"{W}tcPr/{W}{'cellIns' if self.meaning.rejected else 'cellDel'}") is not None

    def _cells(self, row: Node) -> Iterator[Node]:
        for child in row:
            if child.tag == W + "tc":
                if not self._cell_gone(child):
                    yield child
            elif child.tag in BLOCK_WRAPS:
                yield from self._cells(child)

    def _table(self, table: Node, place: str) -> list[Paragraph]:
        meaning, out = self.meaning, []
        self._controls_in(table)
        self._document.tables.append((place, meaning.properties(table.find(W + "tblPr"))))
        for number, row in enumerate(self._rows(table), 1):
            cells = list(self._cells(row))
            told = [meaning.properties(row.find(W + "tblPrEx")), meaning.properties(row.find(W + "trPr"))]
            told += [meaning.properties(cell.find(W + "tcPr")) for cell in cells]
            self._document.tables.append((f"{place}, row {number}", " | ".join(told)))
            for column, cell in enumerate(cells, 1):
                out += self._container(cell, f"{place}, row {number}, cell {column}")
        return out

    def _controls_in(self, holder: Node) -> None:
        """Note the controls around rows and cells."""
        for child in holder:
            if child.tag == W + "sdt":
                self._control(child)
            if child.tag in BLOCK_WRAPS or (child.tag == W + "tr" and not self._row_gone(child)):
                self._controls_in(child)

    # paragraphs

    def _has_content(self, parent: Node) -> bool:
        """Whether anything stands in a paragraph; links and content controls that are left without content do not count."""
        for child in self.inline(parent):
            if child.tag == W + "hyperlink":
                if self._has_content(child):
                    return True
            elif child.tag == W + "sdt" and self._control_goes(child):
                if any(self._has_content(content) for content in child.iterchildren(W + "sdtContent")):
                    return True
            elif child.tag not in EDGES and not name_of(child).endswith(("RangeStart", "RangeEnd")):
                return True
        return False

    def inline(self, parent: Node) -> Iterator[Node]:
        """What stands in a paragraph in this state; edges of ranges also out of what has gone."""
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                if not (self.meaning.marked_runs and self._run_gone(child)):
                    yield child
            elif tag in _PASSED or not isinstance(tag, str):
                continue
            elif tag in self._dropped:
                yield from (e for e in child.iter() if e.tag in EDGES)
            elif tag in TRACKED:
                yield from self.inline(child)
            else:
                yield child

    def _run_gone(self, run: Node) -> bool:
        properties = leading(run, W + "rPr")
        return properties is not None and any(c.tag in self._dropped for c in properties)

    def _paragraph(self, sources: list[Node], place: str, standing: Standing, plain: Plain | None, *, keep: bool) -> Paragraph:
        last = sources[-1]
        label = self._counters.label(standing.own, standing.style)
        out = Paragraph(place, self._ordinals.get(last, 0) if keep else 0, label, partial(self._content, sources, place, standing))
        if plain is not None:
            out.key = (plain, self.meaning.rejected, self.meaning.names(plain.styles))
        if plain is None or self.open:
            out.content  # noqa: B018 - it says what comments stand on, and which notes and boxes hang on it
        if standing.ends_section and keep:
            self._sections_here += islice(last.iterfind(f"{W}pPr/{W}sectPr"), 1)
        return out

    def _standing(self, paragraph: Node, plain: Plain | None) -> Standing:
        """What a paragraph's properties amount to, found out once for all that have the same ones."""
        told = None if plain is None else plain.properties
        known = None if told is None else self._standings.get(told)
        if known is None:
            properties = leading(paragraph, _PROPERTIES)
            key = told if told is not None else None if properties is None else _said(properties)
            known = self._standings.get(key)
            if known is None:
                known = self._standings[key] = self._amounts_to(properties)
        return known

    def _amounts_to(self, properties: Node | None) -> Standing:
        bag = self.meaning.bag(properties)
        style = next((val(c) for c in bag if c.tag == W + "pStyle"), None)
        told = "".join(sorted(self.meaning.of(c) for c in bag if c.tag not in _APART))
        inside = {} if properties is None else {c.tag: c for c in reversed(properties)}
        mark = inside.get(W + "rPr")
        marks = frozenset(str(c.tag) for c in (() if mark is None else mark) if c.tag in TRACKED)
        return Standing(self._counters.own(bag), style, self.meaning.style(style), told, self.meaning.format(mark), marks, W + "sectPr" in inside)

    def _content(self, sources: list[Node], place: str, standing: Standing) -> Content:
        written = Writing(self, place)
        for source in sources:
            written.walk(self.inline(source), "", "")
        return Content(standing.named, standing.properties, standing.mark, written.runs(), written.objects)

    def nested(self, container: Node, place: str) -> list[Paragraph]:
        """The paragraphs of a note or text box."""
        return self._container(container, place)

    def note(self, kind: str, identity: str) -> str:
        """A note's content, or that there is none."""
        part = self._package.related(self._package.main, kind + "s")
        if kind not in self._notes:
            root = () if part is None else self._package.xml(part)
            self._notes[kind] = {n.get(W + "id", ""): n for n in root if n.tag == W + kind and n.get(W + "type") in (None, "normal")}
        found = self._notes[kind].get(identity)
        if found is None or part is None:
            return "no such note"
        before, self.meaning.story = self.meaning.story, part
        tables = len(self._document.tables)
        read = self._container(found, f"{kind}")
        inside = self._document.tables[tables:]
        del self._document.tables[tables:]
        self.meaning.story = before
        return repr([(*p.told(), p.content.objects) for p in read] + inside)

    def anchor(self, text: str) -> None:
        for identity in self.open:
            self._anchored[identity] = self._anchored.get(identity, "") + text

    def edge(self, node: Node) -> None:
        """The beginning or end of a comment's range."""
        identity = node.get(W + "id", "")
        if node.tag == W + "commentRangeStart":
            self._anchored.setdefault(identity, "")
            self.open[identity] = []
        elif node.tag == W + "commentRangeEnd":
            self.open.pop(identity, None)
        elif node.tag == W + "commentReference":
            self._anchored.setdefault(identity, "")

    def control(self, control: Node) -> bool:
        return self._control(control)

    def twin(self, drawing: Node) -> None:
        choice, fallback = drawing.find(MC + "Choice"), drawing.find(MC + "Fallback")
        if choice is not None and fallback is not None and fallback.find(f".//{BOX}") is not None:
            told = [["".join(t.text or "" for t in p.iter(W + "t", W + "delText")).split() for p in side.iter(W + "p")] for side in (choice, fallback)]
            marks = [[name_of(e) for e in side.iter() if e.tag in TRACKED] for side in (choice, fallback)]
            self._document.twins += told[0] != told[1] or marks[0] != marks[1]


def _said(properties: Node) -> tuple[object, ...]:
    """All that stands in properties, to look them up by."""
    return tuple((c.tag, *c.items()) if not len(c) else (c.tag, *c.items(), _said(c)) for c in properties)
