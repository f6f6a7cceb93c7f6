"""One container after another (body, cell, note, text box) turned from old to new: blocks are paired, paragraphs and tables written, marks settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree

from negotiator.formats.word.package import W
from negotiator.formats.word.redline.alike import surely_alike
from negotiator.formats.word.redline.apart import Block, Blocks, blocks_of
from negotiator.formats.word.redline.chain import Fixed, Item, Out, cut, keep_last, settle_tails, target
from negotiator.formats.word.redline.controls import Opened, Span, closed, mark_controls, open_controls
from negotiator.formats.word.redline.ends import common_start, trimmed
from negotiator.formats.word.redline.imports import Imports
from negotiator.formats.word.redline.known import known
from negotiator.formats.word.redline.line import Hands, Line
from negotiator.formats.word.redline.marking import boxes_of, enclose_control, mark_blocks, mark_runs, mark_table
from negotiator.formats.word.redline.open_fields import held_together, open_edges
from negotiator.formats.word.redline.pairing import Group, pair
from negotiator.formats.word.redline.pieces import Kind, Piece, look, mark_of, pieces_of, rough_pieces, worded
from negotiator.formats.word.redline.properties import Properties
from negotiator.formats.word.redline.schema import (
    CONTENT,
    NOTE_REFERENCES,
    PPR,
    RANGES,
    SDT,
    Element,
    P,
    section_of,
)
from negotiator.formats.word.redline.script import Op, Step, script
from negotiator.formats.word.redline.sections import edit_section
from negotiator.formats.word.redline.source import Source
from negotiator.formats.word.redline.stamp import Stamp
from negotiator.formats.word.redline.tables import Tables
from negotiator.text.common import hunks as differing

_STAY = frozenset({Kind.NOTE, Kind.BOX})
"""What a paragraph that is replaced whole may hold on to: what is written in it may be changed, too, by another even."""
STRANGE = 0.25
"""Shared words below which a paragraph that keeps its place is replaced whole."""


class Flow:
    """Carries out a redline in the old tree."""

    def __init__(self, old: Source, new: Source, stamp: Stamp, imports: Imports) -> None:
        self.old, self.new, self.stamp, self.imports = old, new, stamp, imports
        self.properties = Properties(old, new, imports)
        self.hands = Hands(stamp, imports, self.boxes, self._note, self._drop_note)
        self.tables = Tables(old, new, imports, self.container)
        self.bound: Mapping[Element, int] = {}
        self.bound_new: Mapping[Element, int] = {}
        """Paragraphs of the old and of the new file → the group of those that belong together."""
        self._foreseen: dict[Element, Blocks] = {}
        self._alike: dict[tuple[Element, Element], bool] = {}
        self.notes: list[tuple[str, str, str]] = []
        """(kind, old id, new id) of notes whose text is still to be compared."""
        self.dropped: list[tuple[str, str]] = []
        self.sections: list[tuple[Element, Element | None]] = []
        """Sections of both sides that are one."""
        self.whole: frozenset[Element] = frozenset()
        """Paragraphs of either side that are to be replaced whole, because a finer redline of them was found wrong."""
        self._homes: dict[Element, Element] = {}
        """Tables and controls of the result → what they are in the new file."""
        self._open: set[Element] = set()
        """Paragraphs that hold a part of a field: an edge of it that stays must not be written anew."""

    def release(self) -> None:
        """Let go of those who call it back: a ring of references would hold both files in memory until it is looked for."""
        del self.hands, self.tables

    def foresee(self, old: Element, new: Element) -> None:
        """Take two containers apart and compare what reads the same in both, as far as that can be done before it is known what belongs together."""
        mine, theirs = self._apart(old, self.old), self._apart(new, self.new)
        same = {b.unit.text: b for b in theirs.blocks if b.kind == "p"}
        for block in mine.blocks:
            twin = same.get(block.unit.text)
            if twin is not None and block.kind == "p" and len(block.members) == 1:
                self._alike[block.element, twin.element] = self._surely(block.element, twin.element)

    def _apart(self, container: Element, source: Source) -> Blocks:
        if container not in self._foreseen:
            self._foreseen[container] = blocks_of(container, source)
        return self._foreseen[container]

    def container(self, old: Element, new: Element) -> None:
        """Turn the old container into a redline that gives the new one."""
        mine, theirs = self._apart(old, self.old), self._apart(new, self.new)
        del self._foreseen[old], self._foreseen[new]
        going, coming = open_controls(mine, theirs, self.old, self.new)
        groups = pair([b.unit for b in mine.blocks], [b.unit for b in theirs.blocks], self._fixed(mine.blocks, theirs.blocks))
        groups = held_together(groups, self._edges(old, mine.blocks), self._edges(new, theirs.blocks))
        items: list[Item] = []
        for olds, news in groups:
            for block in (mine.blocks[i] for i in olds):
                items += [Fixed(e, "between") for e in block.lead]
            for block in (theirs.blocks[j] for j in news):
                items += [Fixed(made, "between") for e in block.lead if (made := self._taken(e)) is not None]
            items += self._group([mine.blocks[i] for i in olds], [theirs.blocks[j] for j in news])
        items += [Fixed(e, "between") for e in mine.tail]
        items += [Fixed(made, "between") for e in theirs.tail if (made := self._taken(e)) is not None]
        settle_tails(items, self._steps)
        if old.tag == W + "body":
            keep_last(items)
        written = [self._written(items, at) for at in range(len(items))]
        if going or coming:
            spans = [*_spans(items, going, "del", self._homes), *_spans(items, coming, "ins", self._homes)]
            written = closed(written, spans, self.imports)
        old[:] = [*mine.first, *written, *mine.last]

    def _edges(self, container: Element, blocks: Sequence[Block]) -> list[Sequence[str] | None]:
        """What each block holds of fields that begin or end elsewhere."""
        found = open_edges(container)
        self._open |= found.keys()
        return [[edge for m in b.members for edge in found.get(m, ())] if b.kind == "p" else None for b in blocks]

    def _taken(self, edge: Element) -> Element | None:
        return self.imports.range(edge) if edge.tag in RANGES else None

    def _fixed(self, mine: Sequence[Block], theirs: Sequence[Block]) -> list[Group]:
        if not self.bound:
            return []
        olds: dict[int, list[int]] = {}
        news: dict[int, list[int]] = {}
        for blocks, table, places in ((mine, self.bound, olds), (theirs, self.bound_new, news)):
            for at, block in enumerate(blocks):
                group = next((table[m] for m in block.members if m in table), None)
                if group is not None:
                    places.setdefault(group, []).append(at)
        found: list[Group] = [(tuple(at), tuple(news[group])) for group, at in olds.items() if group in news]
        if self.tables.bound is not None:
            here, there = ([None if b.kind == "p" else b.element for b in blocks] for blocks in (mine, theirs))
            found += known(here, there, self.bound, self.bound_new)
        return found

    # groups of blocks

    def _group(self, olds: list[Block], news: list[Block]) -> list[Item]:
        block = (olds or news)[0]
        if block.kind == "p":
            return self._paragraphs(olds, news)
        if block.kind in ("hidden", "atom"):
            return [Fixed(b.element) for b in olds]
        if olds and news:
            self._homes[olds[0].element] = news[0].element
            if block.kind == "tbl":
                self.tables.edit(olds[0].element, news[0].element)
            else:
                self.container(_content(olds[0].element), _content(news[0].element))
            return [Fixed(olds[0].element)]
        if olds:
            return self._gone(olds[0])
        return self._come(news[0])

    def _gone(self, block: Block) -> list[Item]:
        element = block.element
        if block.kind == "moved nest":
            return _enclosed(element, "del", self.stamp)
        self.drop_notes(element)
        if block.kind == "tbl":
            mark_table(element, "del", self.stamp)
            return [Fixed(element, "del")]
        mark_blocks(_content(element), "del", self.stamp, last_too=True)
        mark_controls(_content(element), "del", self.stamp)
        return _enclosed(element, "del", self.stamp)

    def _come(self, block: Block) -> list[Item]:
        made = self.imports.element(block.element)
        self._homes[made] = block.element
        if block.kind == "tbl":
            mark_table(made, "ins", self.stamp)
            return [Fixed(made, "ins")]
        mark_blocks(_content(made), "ins", self.stamp, last_too=True)
        mark_controls(_content(made), "ins", self.stamp)
        return _enclosed(made, "ins", self.stamp)

    def _paragraphs(self, olds: list[Block], news: list[Block]) -> list[Item]:
        if not news:
            return self._paragraphs_gone(olds)
        if not olds:
            return [Out(None, None, b.element, whole="ins") for b in news]
        old, new = olds[-1].element, news[-1].element
        single = len(olds) == len(news) == len(olds[0].members) == 1
        if single and olds[0].unit.text == news[0].unit.text and self._surely(old, new):
            return [Out(old, old, new, alike=new)]
        same = single and self.properties.same(old, new)
        rough, other = (rough_pieces(old, self.old), rough_pieces(new, self.new)) if single else ([], [])
        if same and self._same(rough, other):
            return [Out(old, old, new, alike=new)]
        members = [m for b in (*olds, *news) for m in b.members]
        if not any(m in self._open for m in members):
            if any(m in self.whole for m in members):
                return self._replaced(olds, news)
            if _strangers(olds, news):
                return self._replaced(olds, news, stay=_STAY)
        if not single:
            rough, other = self._rough(olds, self.old), self._rough(news, self.new)
        return [*cut(script(*trimmed(rough, other)), old, new)]

    def _paragraphs_gone(self, olds: list[Block]) -> list[Item]:
        out: list[Item] = []
        for block in olds:
            for member in block.members:
                self.drop_notes(member)
                steps = None if len(block.members) == 1 else script(pieces_of(member, self.old), ())
                out.append(Out(member, member, None, steps, whole="del", theirs=member is not block.element))
        return out

    def _replaced(self, olds: list[Block], news: list[Block], stay: frozenset[Kind] = frozenset()) -> list[Item]:
        """All old text out, all new text in, the last paragraph of both sides one; pieces of the kinds that stay are the same still."""
        mine, there = worded(self._rough(olds, self.old)), worded(self._rough(news, self.new))
        steps: list[Step] = []
        i = j = 0
        for i2, j2 in _common(mine, there, stay):
            steps += [*script(mine[i:i2], ()), *script((), there[j:j2]), *script(mine[i2 : i2 + 1], there[j2 : j2 + 1])]
            i, j = i2 + 1, j2 + 1
        steps += [*script(mine[i:], ()), *script((), there[j:])]
        return [*cut(steps, olds[-1].element, news[-1].element)]

    def _steps(self, out: Out) -> list[Step]:
        """The content of a paragraph as steps, also where it comes or goes whole."""
        if out.steps is not None:
            return out.steps
        mine = pieces_of(out.host, self.old) if out.host is not None else []
        there = pieces_of(out.new, self.new) if out.new is not None and out.whole != "del" else []
        return script(mine, there) if mine and there else script(mine, ()) or script((), there)

    def _rough(self, blocks: Sequence[Block], source: Source) -> list[Piece]:
        """The pieces of neighbouring paragraphs in a row, their marks between them."""
        paragraphs = [(member, member is block.element) for block in blocks for member in block.members]
        out: list[Piece] = []
        for at, (paragraph, real) in enumerate(paragraphs, 1):
            out += rough_pieces(paragraph, source)
            if at < len(paragraphs):
                out.append(mark_of(paragraph) if real else Piece(Kind.HIDDEN, "", element=paragraph))
        return out

    def _surely(self, old: Element, new: Element) -> bool:
        """Whether two paragraphs are the same in words and formats, where that is plain to see."""
        known = self._alike.get((old, new))
        return self.properties.same(old, new) and surely_alike(old, new, self.old, self.new) if known is None else known

    def _same(self, here: Sequence[Piece], there: Sequence[Piece]) -> bool:
        return look(here) == look(there) and not any(p.kind is Kind.RANGE and p.element is not None and self.imports.wants(p.element) for p in there)

    # writing

    def _written(self, items: list[Item], at: int) -> Element:
        item = items[at]
        if isinstance(item, Fixed):
            return item.element
        element = self._paragraph(items, at, item)
        if item.home is not None:
            self.imports.copies[item.home] = element
        return element

    def _paragraph(self, items: list[Item], at: int, item: Out) -> Element:
        if item.theirs:
            return self._theirs(item)
        if item.host is not None and self._untouched(item):
            return item.host
        element = self._content(item)
        have, want, mark = item.old, item.new, ""
        if item.bare:
            mark = ""
        elif item.new is None:
            mark = "del"
            want = target(items, at, "new") if item.survives(Op.DELETE) else None
        elif item.old is None:
            mark = "ins"
            have = target(items, at, "old") if item.survives(Op.INSERT) else None
        section = self._section(item)
        self.properties.write(element, have, want, section=section, mark=mark)
        return element

    def _untouched(self, item: Out) -> bool:
        """Whether it was found to be the same on both sides, and its mark has stayed."""
        return item.alike is not None and item.alike is item.new and item.host is item.old

    def _theirs(self, item: Out) -> Element:
        element = item.host if item.host is not None else etree.Element(P)
        if item.steps is not None:
            properties = element.find(PPR)
            element[:] = [*([] if properties is None else [properties]), *Line(self.hands).write(item.steps)]
        return element

    def _content(self, item: Out) -> Element:
        if item.whole == "del" and item.host is not None and item.steps is None:
            mark_runs(item.host, "del", self.stamp)
            return item.host
        if item.whole == "ins" and item.new is not None and item.steps is None:
            made = self.imports.element(item.new)
            properties = made.find(PPR)
            if properties is not None:
                made.remove(properties)
            mark_runs(made, "ins", self.stamp)
            return made
        element = item.host if item.host is not None else etree.Element(P, nsmap={"w": W[1:-1]})
        if item.steps is not None:
            properties = element.find(PPR)
            element[:] = [*([] if properties is None else [properties]), *Line(self.hands).write(item.steps)]
        return element

    def _section(self, item: Out) -> Element | None:
        mine = None if item.old is None else section_of(item.old)
        theirs = None if item.new is None else section_of(item.new)
        if mine is not None and theirs is not None:
            edit_section(mine, theirs, self.old, self.new, self.imports)
            self.sections.append((mine, theirs))
        if mine is not None:
            return mine
        return None if theirs is None else self.imports.element(theirs)

    # what is inside other elements

    def boxes(self, old: Element, new: Element) -> None:
        """The text boxes of a drawing, one by one; its twin for older programs has the same boxes again."""
        mine, theirs = boxes_of(old), boxes_of(new)
        for box, other in zip(mine, theirs, strict=False):
            self.container(box, other)

    def _note(self, old: Element, new: Element) -> None:
        kind = str(old.tag).rpartition("}")[2].removesuffix("Reference")
        self.notes.append((kind, old.get(W + "id", ""), new.get(W + "id", "")))

    def _drop_note(self, reference: Element) -> None:
        self.dropped.append((str(reference.tag).rpartition("}")[2].removesuffix("Reference"), reference.get(W + "id", "")))

    def drop_notes(self, element: Element) -> None:
        for reference in element.iter(*NOTE_REFERENCES):
            self._drop_note(reference)


def _common(mine: Sequence[Piece], there: Sequence[Piece], kinds: frozenset[Kind]) -> list[tuple[int, int]]:
    """Places of the pieces of some kinds that both sides have, in one order."""
    here, other = ([n for n, p in enumerate(pieces) if p.kind in kinds] for pieces in (mine, there))
    alike = len(here) == len(other)
    keys = [[pieces[n].shell if alike else pieces[n].key for n in places] for pieces, places in ((mine, here), (there, other))]
    out: list[tuple[int, int]] = []
    i = j = 0
    for start, end, first, last in [*differing(*keys), (len(here), 0, len(other), 0)] if here and other else ():
        out += zip(here[i:start], other[j:first], strict=True)
        i, j = end, last
    return out


def _strangers(olds: list[Block], news: list[Block]) -> bool:
    """Whether two paragraphs share so few words that a redline word by word would be confetti."""
    texts = ["".join(b.unit.text for b in blocks) for blocks in (olds, news)]
    if 2 * len(common_start(*texts)) > max(map(len, texts)):
        return False
    mine = [w for b in olds for w in b.unit.words]
    theirs = [w for b in news for w in b.unit.words]
    if len(mine) < 4 or len(theirs) < 4:
        return False
    return 2 * sum((Counter(mine) & Counter(theirs)).values()) / (len(mine) + len(theirs)) < STRANGE


def _content(element: Element) -> Element:
    found = element.find(CONTENT) if element.tag == SDT else element
    return element if found is None else found


def _spans(items: Sequence[Item], controls: Iterable[Opened], name: str, homes: Mapping[Element, Element]) -> Iterator[Span]:
    """Where what stood in controls is now."""
    for opened in controls:
        places = [at for at, item in enumerate(items) if _stood(item, name, homes) in opened.held]
        if places:
            yield places[0], places[-1], opened, name


def _stood(item: Item, name: str, homes: Mapping[Element, Element]) -> Element | None:
    """The block that an item is in the old file (`del`) or in the new one (`ins`)."""
    if name == "del":
        return item.element if isinstance(item, Fixed) else item.host
    return homes.get(item.element) if isinstance(item, Fixed) else item.home


def _enclosed(element: Element, name: str, stamp: Stamp) -> list[Item]:
    holder = etree.Element("holder")
    holder.append(element)
    enclose_control(element, name, stamp)
    return [Fixed(e, name if e is element else "between") for e in list(holder)]
