"""Reads the paragraphs of one part of a Word file in their order: text, printed number, place and looks, as accepted."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from negotiator.formats.word.flow import ALT_CHUNK, TBL, TC, TR, Item, P, cell_is_gone, flow, is_heading_row, row_is_gone
from negotiator.formats.word.hidden import Hidden
from negotiator.formats.word.notes import NoteLabels
from negotiator.formats.word.numbering import Numbering
from negotiator.formats.word.package import Package, R, W
from negotiator.formats.word.runs import AS_IS, Content, Fate, Piece, RunReader
from negotiator.formats.word.standing import Standing, Standings
from negotiator.formats.word.styles import Style, Styles, whole
from negotiator.model.block import Anchor, Block, BlockRole, Cell, Mark, NoteRef
from negotiator.reading.labels import read_label

_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True)
class Shared:
    """What all stories of one file share."""

    package: Package
    styles: Styles
    numbering: Numbering
    standings: Standings
    labels: NoteLabels
    languages: Tally[str]
    warnings: list[str]
    hidden: Hidden
    depth: int = 0
    """How many files this one is inside of."""
    embedded_words: int = 0
    """Words of files that stand inside this one."""

    @classmethod
    def of(cls, package: Package, depth: int = 0) -> Shared:
        styles = Styles(package)
        numbering = Numbering(package, styles)
        return cls(package, styles, numbering, Standings(styles, numbering), NoteLabels(package), Tally(), [], Hidden(package), depth)


@dataclass(frozen=True, slots=True)
class _Where:
    """What surrounds a paragraph."""

    role: BlockRole
    cell: Cell | None = None
    place: str = ""
    note: str = ""
    struck: bool = False
    in_contents: bool = False


class Story:
    """Reads the paragraphs of one part in their order."""

    def __init__(self, shared: Shared, root: Any, part: str, role: BlockRole) -> None:
        self._shared = shared
        self._part = part
        self._role = role
        self._ordinals = {p: n for n, p in enumerate(root.iter(P), 1)}
        self._hidden = shared.hidden.runs(root)
        self._runs = RunReader(shared.styles, preserve=root.get(_XML_SPACE) == "preserve", hidden=self._hidden)
        self._counter = shared.numbering.counter()
        self._box_counter = shared.numbering.counter()
        self._tables = 0
        self._break = False

    def blocks(self, container: Any, *, note: str = "", place: str = "") -> Iterator[Block]:
        """The blocks of a body, a header, a footer or a note."""
        yield from self._container(container, _Where(self._role, note=note, place=place))

    def _container(self, container: Any, where: _Where) -> Iterator[Block]:
        items = list(flow(container, struck=where.struck, in_contents=where.in_contents))
        pending: Content | None = None
        joined: list[Anchor] = []
        for index, item in enumerate(items):
            here = where if item[1:] == (where.struck, where.in_contents) else replace(where, struck=item.struck, in_contents=item.in_contents)
            if item.element.tag == TBL:
                yield from self._table(item.element, here)
            elif item.element.tag == ALT_CHUNK:
                yield from self._embedded(item.element, here, self._last(items[:index]))
            elif item.element.tag == P:
                standing = self._shared.standings.of(item.element)
                content, apart = self._paragraph(item.element, standing.style, here)
                yield from apart
                gone = standing.gone
                if gone and index + 1 < len(items) and items[index + 1].element.tag == P:
                    if any(p.text.strip() for p in content.pieces):
                        joined.append(self._anchor(item.element, here))
                    pending = content if pending is None else pending.join(content)
                    continue
                if pending is not None:
                    content, pending = pending.join(content), None
                unseen = bool(self._hidden) and not any(p.text.strip() for p in content.pieces) and self._shared.hidden.mark(item.element)
                yield from self._block(item.element, standing, content, here, tuple(joined), counted=not (gone or here.struck or unseen))
                joined = []

    def _embedded(self, chunk: Any, where: _Where, after: int) -> Iterator[Block]:
        """The text of a file that stands here as it came."""
        from negotiator.formats.word.embedded import embedded_blocks

        shared = self._shared
        part = shared.package.target(f"word/{self._part}.xml" if self._part else shared.package.main, chunk.get(f"{R}id", ""))
        blocks = None
        if part is not None and shared.package.has(part):
            blocks = embedded_blocks(shared.package.raw(part), shared.package.content_type(part), part, depth=shared.depth + 1)
        if blocks is None:
            shared.warnings.append(f"a file that is embedded after paragraph {after} (altChunk) was not read")
            return
        for block in blocks:
            shared.embedded_words += block.words
            struck = where.struck and block.role is not BlockRole.STRUCK
            yield replace(block, role=BlockRole.STRUCK if struck else block.role, cell=where.cell or block.cell)

    def _paragraph(self, paragraph: Any, style: Style, where: _Where) -> tuple[Content, list[Block]]:
        """What a paragraph holds as accepted, and what was struck or is hidden in it as blocks of their own."""
        content = self._runs.read(paragraph, style, Fate(struck=True) if where.struck else AS_IS)
        if all(p.fate is AS_IS for p in content.pieces) and not any(r.struck for r in content.references):
            return content, []
        for reference in content.references:
            if reference.struck:
                self._shared.labels.strike(reference.kind, reference.id)
        apart: dict[BlockRole, list[str]] = {}
        live: list[Piece] = []
        shift: list[int] = [0]
        was: BlockRole | None = None
        for piece in content.pieces:
            role = BlockRole.STRUCK if piece.fate.struck else BlockRole.HIDDEN if piece.fate.hidden else None
            if role is None:
                live.append(piece)
            elif role is was:
                apart[role][-1] += piece.text
            else:
                apart.setdefault(role, []).append(piece.text)
            was = role
            shift.append(len(live))
        content.pieces = live
        content.references = [replace(r, after=shift[r.after]) for r in content.references if not r.struck]
        return content, [block for role, segments in apart.items() if (block := self._apart(role, segments, paragraph, where)).words]

    def _apart(self, role: BlockRole, segments: list[str], paragraph: Any, where: _Where) -> Block:
        text = " ".join(s for s in segments if s.strip())
        words = sum(len(s.split()) for s in segments)
        return Block(text, self._anchor(paragraph, where), words, role, cell=where.cell, note=where.note)

    def _block(self, paragraph: Any, standing: Standing, content: Content, where: _Where, joined: tuple[Anchor, ...], *, counted: bool) -> Iterator[Block]:
        listed, style = standing.listed, standing.style
        counter = self._box_counter if where.role is BlockRole.TEXT_BOX else self._counter
        label = counter.label(*listed, standing.language) if listed and counted else ""
        self._break |= content.breaks_before or standing.breaks_page
        text = "".join(p.text for p in content.pieces)
        notes = [NoteRef(at, self._shared.labels.label(r.kind, r.id, r.custom)) for r, at in zip(content.references, _offsets(content), strict=True)]
        if text.strip() or notes or _orders(label):
            for piece in content.pieces:
                self._shared.languages[piece.face.language or self._shared.styles.language] += len(piece.text)
            yield Block(
                text=text,
                anchor=self._anchor(paragraph, where),
                words=len(text.split()),
                role=self._role_of(content, style, where),
                label=label,
                style=style.name,
                heading=standing.heading,
                list_level=listed[1] if listed else None,
                indent=standing.indent,
                centred=standing.centred,
                bold=bool(text.strip()) and all(p.face.bold for p in content.pieces if p.text.strip()),
                cell=where.cell,
                notes=tuple(notes),
                marks=_marks(content.pieces),
                note=where.note,
                joined=joined,
                breaks_before=self._break,
            )
            self._break = False
        self._break |= content.breaks_after
        for box, struck in content.boxes:
            role = BlockRole.TEXT_BOX if where.role is BlockRole.BODY else where.role
            yield from self._container(box, replace(where, role=role, cell=None, place="text box", struck=struck or where.struck))
        if standing.section is not None:
            self._break |= standing.section != "continuous"
            self._shared.labels.end_section()

    def _table(self, table: Any, where: _Where) -> Iterator[Block]:
        self._tables += 1
        number = self._tables
        rows = [item for item in flow(table, struck=where.struck, in_contents=where.in_contents) if item.element.tag == TR]
        heading = True
        for index, row in enumerate(rows, 1):
            gone = row.struck or row_is_gone(row.element)
            heading = (heading and is_heading_row(row.element)) or index == 1
            before = row.element.find(f"{W}trPr/{W}gridBefore")
            column = 1 + (whole(before.get(f"{W}val")) or 0 if before is not None else 0)
            cells = [item for item in flow(row.element, struck=gone, in_contents=row.in_contents) if item.element.tag == TC]
            for nth, cell in enumerate(cells, 1):
                place = f"table {number}, row {index}, cell {nth}"
                here = replace(where, cell=Cell(number, index, column, heading), place=place, struck=cell.struck or cell_is_gone(cell.element))
                yield from self._container(cell.element, here)
                span = cell.element.find(f"{W}tcPr/{W}gridSpan")
                column += max(1, whole(span.get(f"{W}val")) or 1) if span is not None else 1

    def _anchor(self, paragraph: Any, where: _Where) -> Anchor:
        return Anchor("paragraph", self._ordinals[paragraph], self._part, where.place)

    def _last(self, items: list[Item]) -> int:
        return next((self._ordinals[p] for item in reversed(items) for p in reversed(list(item.element.iter(P)))), 0)

    def _role_of(self, content: Content, style: Style, where: _Where) -> BlockRole:
        if content.in_contents or where.in_contents or style.name.startswith(("toc ", "table of figures", "table of authorities")):
            return BlockRole.CONTENTS if where.role in (BlockRole.BODY, BlockRole.TEXT_BOX) else where.role
        return where.role


def _orders(label: str) -> bool:
    """`Article 5` printed by numbering over a title that is a paragraph of its own."""
    known = read_label(label) if label else None
    return known is not None and known.structural


def _offsets(content: Content) -> list[int]:
    if not content.references:
        return []
    starts = [0]
    for piece in content.pieces:
        starts.append(starts[-1] + len(piece.text))
    return [starts[r.after] for r in content.references]


def _marks(pieces: list[Piece]) -> tuple[Mark, ...]:
    """Runs of one mark, neighbours joined, marks on nothing but space left out."""
    if not any(p.face.marks or p.fate.inserted is not None or p.fate.moved is not None for p in pieces):
        return ()
    marks: list[Mark] = []
    open_marks: dict[tuple[str, str], int] = {}
    text = "".join(p.text for p in pieces)
    at = 0
    for piece in (*pieces, None):
        kinds: dict[tuple[str, str], None] = {}
        if piece is not None:
            kinds = dict.fromkeys((kind, "") for kind in piece.face.marks)
            if piece.fate.inserted is not None:
                kinds["inserted", piece.fate.inserted] = None
            if piece.fate.moved is not None:
                kinds["moved", piece.fate.moved] = None
        for kind, author in [k for k in open_marks if k not in kinds]:
            start = open_marks.pop((kind, author))
            if text[start:at].strip():
                marks.append(Mark(start, at, kind, author))
        for key in kinds:
            open_marks.setdefault(key, at)
        at += 0 if piece is None else len(piece.text)
    return tuple(sorted(marks, key=lambda m: (m.start, m.end, m.kind)))
