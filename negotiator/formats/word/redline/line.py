"""One paragraph written anew from an edit script: what stays keeps its run, what goes is wrapped, what comes is imported and wrapped."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

from lxml import etree

from negotiator.formats.word.package import W
from negotiator.formats.word.redline.imports import Imports
from negotiator.formats.word.redline.marking import boxes_of, enclose_control, field_runs, goes_whole, inside_of_run, mark_blocks, spell_deleted, whole_parts
from negotiator.formats.word.redline.pieces import Kind, Piece, Span
from negotiator.formats.word.redline.schema import CONTENT, ID, RPR, RUN, SDT, TEXT, XML_SPACE, Element, leading
from negotiator.formats.word.redline.script import Op, Step, script
from negotiator.formats.word.redline.stamp import Stamp

EditBoxes = Callable[[Element, Element], None]
EditNote = Callable[[Element, Element], None]
DropNote = Callable[[Element], None]

_EARLIER: Final = W + "rPrChange"
_STATUS: Final = {Op.KEEP: "", Op.EDIT: "", Op.DELETE: "del", Op.INSERT: "ins"}


class Hands:
    """What writing a line needs beyond itself."""

    def __init__(self, stamp: Stamp, imports: Imports, edit_boxes: EditBoxes, edit_note: EditNote, drop_note: DropNote) -> None:
        self.stamp, self.imports = stamp, imports
        self.edit_boxes, self.edit_note, self.drop_note = edit_boxes, edit_note, drop_note
        self.seen: set[Element] = set()
        """Others' insertions and changes of format that have been written once; a second half gets an id of its own."""


class Line:
    """Collects the nodes of a paragraph (or of a link in it) in order."""

    def __init__(self, hands: Hands) -> None:
        self.nodes: list[Element] = []
        self._hands = hands
        self._state: tuple[str, Element | None] | None = None
        self._slot: Element | None = None
        self._run: Element | None = None
        self._run_key: object = None
        self._last_text: Element | None = None
        """The text at the end of the present run, to which more of it is added."""

    def write(self, steps: Iterable[Step]) -> list[Element]:
        for step in steps:
            for piece in step.before:
                self._node(self._emptied(piece), "", piece.theirs)
            for piece in step.opened:
                self._opened(piece)
            if step.old is None and step.new is None:
                continue
            if step.op in (Op.KEEP, Op.EDIT):
                self._keep(step)
            elif step.op is Op.DELETE and step.old is not None:
                self._delete(step.old)
            elif step.new is not None:
                self._insert(step.new)
        return self.nodes

    # where things go

    def _parent(self, status: str, theirs: Element | None) -> Element | None:
        """The element to append to in this state; None for the line itself. Neighbours in one state share it."""
        if self._state == (status, theirs):
            return self._slot
        self._state, self._run, self._slot = (status, theirs), None, None
        outer: Element | None = None
        if theirs is not None:
            outer = self._half(theirs)
            self.nodes.append(outer)
        if status:
            mark = self._hands.stamp.mark(status)
            if outer is None:
                self.nodes.append(mark)
            else:
                outer.append(mark)
            outer = mark
        self._slot = outer
        return outer

    def _half(self, theirs: Element) -> Element:
        if theirs in self._hands.seen:
            return self._hands.stamp.another(theirs)
        self._hands.seen.add(theirs)
        return etree.Element(theirs.tag, dict(theirs.attrib), nsmap=theirs.nsmap)

    def _append(self, node: Element, status: str, theirs: Element | None) -> None:
        parent = self._parent(status, theirs)
        node.tail = None
        if parent is None:
            self.nodes.append(node)
        else:
            parent.append(node)
        self._run = None

    def _node(self, node: Element, status: str, theirs: Element | None) -> None:
        """An element beside runs, written as it is."""
        if theirs is None and not status:
            self._state = None
        self._append(node, status, theirs)
        if theirs is None and not status:
            self._state = None

    def _in_run(
        self, child: Element | str, status: str, theirs: Element | None, source: Element | None, properties: Callable[[], Element | None], key: object
    ) -> None:
        parent = self._parent(status, theirs)
        full = (source, key)
        if self._run is None or self._run_key != full:
            if parent is None:
                run = etree.Element(RUN, nsmap={"w": W[1:-1]})
                self.nodes.append(run)
            else:
                run = etree.SubElement(parent, RUN)
            made = properties()
            if made is not None:
                run.append(made)
            self._run, self._run_key = run, full
            self._last_text = None
        if not isinstance(child, str):
            child.tail = None
            self._run.append(child)
            self._last_text = None
        elif self._last_text is not None:
            self._last_text.text = (self._last_text.text or "") + child
        else:
            self._last_text = etree.SubElement(self._run, W + "delText" if status == "del" else TEXT)
            self._last_text.text = child
            self._last_text.set(XML_SPACE, "preserve")

    # run properties

    def _own(self, run: Element | None) -> Element | None:
        found = None if run is None else leading(run, RPR)
        if found is None:
            return None
        made = copy.deepcopy(found)
        for earlier, copied in zip(found.iterchildren(_EARLIER), made.iterchildren(_EARLIER), strict=True):
            if earlier in self._hands.seen:
                copied.set(ID, self._hands.stamp.fresh())
            self._hands.seen.add(earlier)
        return made

    def _foreign(self, run: Element | None) -> Element | None:
        made = self._own(run)
        if made is not None:
            for change in made.findall(W + "rPrChange"):
                made.remove(change)
            self._hands.imports.adopt(made)
            if not len(made):
                return None
        return made

    def _changed(self, old: Element | None, new: Element | None) -> Element:
        """The new run properties, with the old ones in an `rPrChange`; someone else's earlier change of format stays and still leads back to the base."""
        self._hands.stamp.used = True
        made = self._foreign(new)
        if made is None:
            made = etree.Element(RPR)
        before = self._own(old)
        earlier = None if before is None else before.find(W + "rPrChange")
        if earlier is None:
            earlier = self._hands.stamp.mark("rPrChange")
            inner = etree.SubElement(earlier, RPR)
            inner.extend([] if before is None else list(before))
        made.append(earlier)
        return made

    # pieces

    def _keep(self, step: Step) -> None:
        old, new = step.old, step.new
        if old is None or new is None:
            return
        if old.kind is Kind.TEXT:
            self._keep_text(old.spans, new.spans)
        elif old.kind in (Kind.ATOM, Kind.BOX, Kind.NOTE) and old.element is not None and new.element is not None:
            if step.op is Op.EDIT and old.kind is Kind.BOX:
                self._hands.edit_boxes(old.element, new.element)
            elif step.op is Op.EDIT and old.kind is Kind.NOTE:
                self._hands.edit_note(old.element, new.element)
            self._kept_child(old.element, old.run, new.run, old.format == new.format, old.theirs)
        elif old.kind is Kind.FIELD:
            self._kept_field(old)
        elif old.element is not None:
            if step.op is Op.EDIT:
                content = old.element.find(CONTENT) if old.element.tag == SDT else old.element
                if content is not None:
                    inside = Line(self._hands).write(script(old.inside, new.inside))
                    content[:] = inside
            self._node(old.element, "", old.theirs)

    def _keep_text(self, old: Sequence[Span], new: Sequence[Span]) -> None:
        for text, mine, theirs in _overlaid(old, new):
            if mine.held is not None:
                self._node(self._emptied(mine.held), "", mine.held.theirs)
            elif theirs.held is not None:
                self._opened(theirs.held)
            else:
                self._kept_child(text, mine.run, theirs.run, mine.format == theirs.format, mine.theirs)

    def _delete_text(self, spans: Sequence[Span]) -> None:
        for span in spans:
            if span.held is not None:
                self._node(self._emptied(span.held), "", span.held.theirs)
            else:
                self._in_run(span.text, "del", span.theirs, span.run, partial(self._own, span.run), "gone")

    def _kept_field(self, field: Piece) -> None:
        if field.element is not None:
            self._node(field.element, "", field.theirs)
            return
        for piece in field.inside:
            self._as_it_is(piece)

    def _as_it_is(self, piece: Piece) -> None:
        if piece.kind is Kind.TEXT:
            for span in piece.spans:
                self._kept_child(span.text, span.run, span.run, True, span.theirs)
        elif piece.run is not None and piece.element is not None:
            self._kept_child(piece.element, piece.run, piece.run, True, piece.theirs)
        elif piece.element is not None:
            self._node(piece.element, "", piece.theirs)

    def _kept_child(self, child: Element | str, old: Element | None, new: Element | None, same: bool, theirs: Element | None) -> None:
        if same:
            self._in_run(child, "", theirs, old, lambda: self._own(old), "kept")
        else:
            self._in_run(child, "", theirs, old, lambda: self._changed(old, new), ("changed", new))

    def _delete(self, piece: Piece) -> None:
        if piece.kind is Kind.TEXT:
            self._delete_text(piece.spans)
        elif piece.kind is Kind.FIELD:
            self._field(piece, "del")
        elif piece.element is not None and goes_whole(piece.element):
            self._whole(piece.element, "del", piece.theirs)
        elif piece.kind is Kind.WRAP and piece.element is not None:
            content = piece.element.find(CONTENT) if piece.element.tag == SDT else piece.element
            if content is not None:
                content[:] = Line(self._hands).write(script(piece.inside, ()))
            self._control(piece.element, "del", piece.theirs)
        elif piece.kind in (Kind.RANGE, Kind.HIDDEN) and piece.element is not None:
            self._node(self._emptied(piece), "", piece.theirs)
        elif piece.run is not None and piece.element is not None:
            if piece.kind is Kind.NOTE:
                self._hands.drop_note(piece.element)
            child = piece.element
            self._in_run(child, "del", piece.theirs, piece.run, lambda: self._own(piece.run), "gone")
            if self._run is not None:
                _prepare(child, "del", self._hands.stamp)
        elif piece.element is not None:
            self._append(piece.element, "del", piece.theirs)

    def _insert(self, piece: Piece) -> None:
        imports = self._hands.imports
        if piece.kind is Kind.TEXT:
            for span in piece.spans:
                if span.held is not None:
                    self._opened(span.held)
                else:
                    self._in_run(span.text, "ins", None, span.run, partial(self._foreign, span.run), "come")
        elif piece.kind is Kind.FIELD:
            self._field(piece, "ins")
        elif piece.element is not None and goes_whole(piece.element):
            self._whole(imports.element(piece.element), "ins", None)
        elif piece.kind is Kind.WRAP and piece.element is not None:
            self._insert_wrap(piece, piece.element)
        elif piece.kind in (Kind.RANGE, Kind.HIDDEN):
            self._opened(piece)
        elif piece.run is not None and piece.element is not None:
            child = imports.element(piece.element)
            _prepare(child, "ins", self._hands.stamp)
            self._in_run(child, "ins", None, piece.run, lambda: self._foreign(piece.run), "come")
        elif piece.element is not None:
            self._append(imports.element(piece.element), "ins", None)

    def _whole(self, element: Element, status: str, theirs: Element | None) -> None:
        for part in whole_parts(element, status, self._hands.stamp):
            self._append(part, status, theirs)

    def _insert_wrap(self, piece: Piece, element: Element) -> None:
        shell = copy.copy(element)
        if element.tag != SDT:
            shell[:] = []
            self._hands.imports.adopt(shell)
            shell[:] = Line(self._hands).write(script((), piece.inside))
            self._node(shell, "", None)
            return
        shell = etree.Element(SDT, nsmap=element.nsmap)
        for child in element:
            if child.tag != CONTENT:
                shell.append(self._hands.imports.element(child))
        content = etree.SubElement(shell, CONTENT)
        content[:] = Line(self._hands).write(script((), piece.inside))
        self._control(shell, "ins", None)

    def _control(self, element: Element, status: str, theirs: Element | None) -> None:
        if element.tag != SDT:
            self._node(element, "", theirs)
            return
        holder = etree.Element("holder")
        holder.append(element)
        enclose_control(element, status, self._hands.stamp)
        for node in list(holder):
            self._node(node, "", theirs)

    def _field(self, field: Piece, status: str) -> None:
        if field.element is None:
            for piece in field.inside:
                if status == "del":
                    self._delete(piece)
                else:
                    self._insert(piece)
            return
        simple = field.element if status == "del" else self._hands.imports.element(field.element)
        for run in field_runs(simple):
            inside_of_run(run, status, self._hands.stamp)
            self._append(run, status, field.theirs if status == "del" else None)

    def _opened(self, piece: Piece) -> None:
        if piece.element is not None and piece.kind is Kind.RANGE and piece.run is None:
            made = self._hands.imports.range(piece.element)
            if made is not None:
                self._node(made, "", None)

    def _emptied(self, piece: Piece) -> Element:
        """The node of a range's edge; a comment's reference gets its run back."""
        if piece.run is None or piece.element is None:
            return piece.element if piece.element is not None else etree.Element(W + "r")
        run = etree.Element(RUN, nsmap={"w": W[1:-1]})
        properties = self._own(piece.run)
        if properties is not None:
            run.append(properties)
        run.append(piece.element)
        return run


def _prepare(child: Element, status: str, stamp: Stamp) -> None:
    """What a marked child of a run needs inside."""
    if status == "del" and child.tag == W + "instrText":
        child.tag = W + "delInstrText"
    for box in boxes_of(child):
        mark_blocks(box, status, stamp, last_too=False)
    if status == "del":
        spell_deleted(child)


def _overlaid(old: Sequence[Span], new: Sequence[Span]) -> Iterable[tuple[str, Span, Span]]:
    """The same text cut wherever either side changes its run; what stands between letters of either side in its place."""
    i = j = a = b = 0
    while i < len(old) and j < len(new):
        if old[i].held is not None or new[j].held is not None:
            yield "", old[i], new[j] if old[i].held is None else old[i]
            i, j = (i, j + 1) if old[i].held is None else (i + 1, j)
            continue
        taken = min(len(old[i].text) - a, len(new[j].text) - b)
        if taken:
            yield old[i].text[a : a + taken], old[i], new[j]
        a, b = a + taken, b + taken
        if a == len(old[i].text):
            i, a = i + 1, 0
        if b == len(new[j].text):
            j, b = j + 1, 0
