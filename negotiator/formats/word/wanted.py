"""The text that one author wants: the paragraphs of a Word file rewritten, struck and added, so that a redline to it holds his changes and nothing else."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, zip_longest
from typing import Final, Literal, TypeAlias

from lxml import etree

from negotiator.formats.word.hidden import Hidden
from negotiator.formats.word.package import Package, W
from negotiator.formats.word.redline.schema import (
    ALTERNATE,
    BOX,
    ID,
    PPR,
    PPR_PLACE,
    RANGES,
    RPR,
    RUN,
    SECT,
    TEXT,
    Element,
    P,
    elements,
    remove,
)
from negotiator.formats.word.redline.settle import settle, stamp_identity
from negotiator.formats.word.rewriting import rewrite, run_of, text_of

Kind: TypeAlias = Literal["replace", "insert", "delete"]
Place: TypeAlias = tuple[str, int]
"""A part (`""` is the main text, else `footnotes` or `endnotes`) and the ordinal of a paragraph in it, counted from 1."""
Pair: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]
NOTES: Final = (W + "footnote", W + "endnote")


@dataclass(frozen=True, slots=True)
class Edit:
    """What one author does to paragraphs of a part, counted from 1 in the file as it is."""

    author: str
    at: datetime
    paragraphs: tuple[int, ...]
    """Those that are replaced or deleted; for an insertion the one that it stands behind, 0 for the beginning."""
    text: str = ""
    """The new text, a line a paragraph."""
    kind: Kind = "replace"
    was: str = ""
    """The text that the new one is for, where a paragraph says more (a number that was typed): the rest of the paragraph stays."""
    comment: str = ""
    """Why: a comment of the author on the change."""
    to: int | None = None
    """Of paragraphs that are moved: the one that they stand behind then, 0 for the beginning; their text is the new one still."""
    like: int = 0
    """Of an insertion: the paragraph whose look it takes; 0 where that is the one it stands behind."""
    begins: int = 1
    """The paragraph that the text begins with: what comes at the beginning comes before it."""
    part: str = ""
    """`footnotes` or `endnotes`, where the paragraphs are counted in these; a note that is deleted whole goes with its mark in the text."""

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple((self.part, n) for n in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The file with all its changes accepted and one author's edits made."""

    content: bytes
    pairs: tuple[Pair, ...]
    """Which paragraphs of the main text are which, before and after; those that are moved have no partner, for they are not to hold up others."""
    made: tuple[Place | None, ...]
    """Where each edit stands; None for what goes."""
    behind: Mapping[Place, Place]
    """Which paragraph is the last that was written behind one."""


def wanted(content: bytes, edits: Sequence[Edit], places: Mapping[Place, int], ends: Mapping[Place, int]) -> Wanted:
    """Make an author's edits. `places` tells where the paragraphs that the edits name stand in the file, `ends` what earlier authors wrote last behind
    one: what is new stands behind theirs."""
    text = _Text(content, {"", *(edit.part for edit in edits)}, places, ends)
    made = [text.make(edit) for edit in edits]
    return text.done(made)


class _Text:
    """A file whose paragraphs are edited; they are known by the ordinals that they had at the very beginning."""

    def __init__(self, content: bytes, parts: Iterable[str], places: Mapping[Place, int], ends: Mapping[Place, int]) -> None:
        self._package = Package.open(content, "the file")
        self._names = {part: name for part in parts if (name := name_of(self._package, part)) is not None}
        self._roots = {part: self._package.xml(name) for part, name in self._names.items()}
        self._paragraphs = {part: stamp_identity(root) for part, root in self._roots.items()}
        self._merged: dict[Element, Element] = {}
        for root in self._roots.values():
            self._merged |= settle(root, rejected=False)
        hidden = Hidden(self._package)
        self._unseen: frozenset[Element] = frozenset().union(*(hidden.runs(root) for root in self._roots.values()))
        self._places = places
        self._earlier = {place: self._survivor(self._paragraphs[place[0]][n]) for place, n in ends.items() if place[0] in self._roots}
        self._last = dict(self._earlier)
        self._twins = _Twins(self._roots[""])
        self._moved: set[Element] = set()

    def _survivor(self, paragraph: Element) -> Element:
        while paragraph in self._merged:
            paragraph = self._merged[paragraph]
        return paragraph

    def _element(self, place: Place) -> Element:
        return self._survivor(self._paragraphs[place[0]][self._places[place]])

    def make(self, edit: Edit) -> Element | None:
        """Carry out an edit; says with which paragraph its text begins."""
        self._twins.touch(self._element((edit.part, n or 1)) for n in edit.paragraphs)
        lines = edit.text.split("\n") if edit.kind != "delete" else []
        if edit.kind == "insert":
            return self._insert(edit, lines)
        if edit.kind == "delete" and edit.part and self._strike_note([self._element(place) for place in edit.places]):
            return None
        standing: list[Element] = []
        for place, line, was in self._by_paragraph(edit, lines):
            if place is None:
                if standing and line is not None:
                    standing.append(_added(standing[-1], standing[-1], line, self._unseen))
            elif line is None:
                _delete(self._element(place))
            else:
                standing.append(self._element(place))
                rewrite(standing[-1], line, was or "", self._unseen)
        if edit.to is not None:
            return self._move((edit.part, edit.to), edit.begins, standing)
        if standing and len(lines) > len(edit.paragraphs):
            self._last.setdefault(edit.places[-1], standing[-1])
        return standing[0] if standing else None

    def _move(self, anchor: Place, begins: int, paragraphs: Sequence[Element]) -> Element | None:
        first: Element | None = None
        for paragraph in paragraphs:
            behind = self._last.get(anchor, self._element(anchor) if anchor[1] else None)
            begin = None if anchor[1] else self._element((anchor[0], begins))
            if paragraph in (behind, begin) or (behind is not None and paragraph in behind.iterancestors()):
                continue
            moved = _taken_out(paragraph)
            if behind is None and begin is not None:
                _outermost(begin).addprevious(moved)
            elif behind is not None:
                behind.addnext(moved)
            self._last[anchor] = moved
            self._moved.add(moved)
            first = moved if first is None else first
        return first

    def _by_paragraph(self, edit: Edit, lines: list[str]) -> Iterator[tuple[Place | None, str | None, str | None]]:
        """Each paragraph with what it is to say and what it said of the edit's text; lines that a break parts inside a paragraph stay together."""
        was = edit.was.split("\n") if edit.was else []
        if len(was) > len(edit.places):
            counts = [text_of(self._element(place), self._unseen).strip().count("\n") + 1 for place in edit.places]
            if sum(counts) == len(was):
                lines = _together(lines, counts) if len(lines) == len(was) or len(counts) > 1 else ["\n".join(lines)]
                was = _together(was, counts)
        yield from zip_longest(edit.places, lines, was)

    def _insert(self, edit: Edit, lines: Sequence[str]) -> Element | None:
        part, ordinal = anchor = edit.places[-1]
        model = self._element((part, edit.like or ordinal or edit.begins))
        first: Element | None = None
        for line in lines:
            behind = self._last.get(anchor, self._element(anchor) if ordinal else None)
            made = _added(behind, model, line, self._unseen)
            if behind is None:
                _outermost(self._element((part, edit.begins))).addprevious(made)
            self._last[anchor] = made
            first = made if first is None else first
        return first

    def _strike_note(self, paragraphs: Collection[Element]) -> bool:
        """Take out the mark of a note in the text where all its paragraphs go; says whether that was done."""
        note = next((a for p in paragraphs for a in p.iterancestors(*NOTES)), None)
        if note is None or any(p not in paragraphs for p in note.iter(P)):
            return False
        mark = next((e for e in self._roots[""].iter(f"{note.tag}Reference") if e.get(ID) == note.get(ID)), None)
        run = None if mark is None else mark.getparent()
        if run is None:
            return False
        remove(run)
        return True

    def done(self, made: Sequence[Element | None]) -> Wanted:
        home = self._twins.follow()
        for part, root in self._roots.items():
            self._package.put(self._names[part], root)
        now = {paragraph: (part, n) for part, root in self._roots.items() for n, paragraph in enumerate(root.iter(P), 1)}
        standing = ((old, home.get(paragraph, paragraph)) for old, paragraph in self._paragraphs[""].items())
        pairs = tuple(((old,), (now[paragraph][1],)) for old, paragraph in standing if paragraph in now and paragraph not in self._moved)
        behind = {place: now[p] for place, p in self._last.items() if p is not self._earlier.get(place) and p in now}
        return Wanted(self._package.save(), pairs, tuple(None if p is None else now.get(p) for p in made), behind)


def _together(lines: Sequence[str], counts: Sequence[int]) -> list[str]:
    """So many lines at a time joined; what is left over stays apart."""
    left = iter(lines)
    joined = ["\n".join(islice(left, n)) for n in counts]
    return [*joined, *left]


def name_of(package: Package, part: str) -> str | None:
    """The name of the part that holds the main text, or notes of a kind; None where there is none."""
    return package.related(package.main, part) if part else package.main


class _Twins:
    """Text boxes that stand twice in a file, in a drawing and in its version for older programs: what is done to one is done to the other."""

    def __init__(self, root: Element) -> None:
        self._columns = [column for twins in root.iter(ALTERNATE) for column in zip(*(list(branch.iter(BOX)) for branch in elements(twins)), strict=False)]
        self._before = {box: list(box.iter(P)) for column in self._columns for box in column}
        self._touched: set[Element] = set()

    def touch(self, paragraphs: Iterable[Element]) -> None:
        """Say that paragraphs are about to be changed, or what stands behind them."""
        if self._columns:
            self._touched.update(box for p in paragraphs for box in p.iterancestors(BOX))

    def follow(self) -> dict[Element, Element]:
        """Make the twins alike; says which paragraph of a twin became which."""
        home: dict[Element, Element] = {}
        for column in self._columns:
            changed = next((box for box in column if box in self._touched), None)
            for other in column if changed is not None else ():
                if changed is None or other is changed:
                    continue
                copied = copy.deepcopy(changed)
                became = dict(zip(changed.iter(P), copied.iter(P), strict=True))
                home |= {q: became[p] for p, q in zip(self._before[changed], self._before[other], strict=False) if p in became}
                other[:] = list(copied)
        return home


def _outermost(paragraph: Element) -> Element:
    """The block of the body (or the note) that a paragraph is, or stands in."""
    here = paragraph
    while (parent := here.getparent()) is not None and parent.tag not in (W + "body", *NOTES):
        here = parent
    return here


def _added(behind: Element | None, model: Element | None, line: str, unseen: Collection[Element]) -> Element:
    made = etree.Element(P, nsmap={"w": W[1:-1]})
    properties = None if model is None else model.find(PPR)
    if properties is not None:
        copied = copy.deepcopy(properties)
        for unwanted in (*copied.findall(SECT), *copied.findall(f"{RPR}/{W}vanish")):
            remove(unwanted)
        copied[:] = sorted(copied, key=lambda c: PPR_PLACE.get(c.tag, 0))
        made.append(copied)
    look = None if model is None else next((run.find(RPR) for run in model.iterchildren(RUN) if run.find(TEXT) is not None and run not in unseen), None)
    made.append(run_of(line, look))
    if behind is not None:
        behind.addnext(made)
    return made


def _delete(paragraph: Element) -> None:
    """Take a paragraph out. Where no paragraph follows (its mark would have to be taken from the one before, where another may write) only its content goes."""
    if _may_go(paragraph):
        remove(paragraph)
    else:
        paragraph[:] = [*_kept(paragraph)]


def _taken_out(paragraph: Element) -> Element:
    """A paragraph that is to stand elsewhere: itself, or its content where its mark has to stay."""
    if _may_go(paragraph):
        return paragraph
    moved = copy.deepcopy(paragraph)
    for section in moved.findall(f"{PPR}/{SECT}"):
        remove(section)
    for edge in list(moved.iter(*RANGES)):
        remove(edge)
    _delete(paragraph)
    return moved


def _may_go(paragraph: Element) -> bool:
    following = next((c for c in paragraph.itersiblings() if isinstance(c.tag, str) and c.tag not in RANGES), None)
    return following is not None and following.tag == P and paragraph.find(f"{PPR}/{SECT}") is None


def _kept(paragraph: Element) -> Iterator[Element]:
    """What is no content of a paragraph: its properties, and edges of bookmarks and comments wherever in it they stand."""
    for child in elements(paragraph):
        if child.tag == PPR:
            yield child
        else:
            yield from (e for e in child.iter(*RANGES))
