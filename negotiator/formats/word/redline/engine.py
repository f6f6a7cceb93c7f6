"""The redline as a whole: both files opened, every story turned, what hangs on them brought over, tracking switched on."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from datetime import datetime

from lxml import etree

from negotiator.formats.word.comments import WordComment, add_comments, paragraphs_of
from negotiator.formats.word.package import MC, Package, W
from negotiator.formats.word.redline.flow import Flow
from negotiator.formats.word.redline.imports import Imports
from negotiator.formats.word.redline.margins import Margins
from negotiator.formats.word.redline.marking import mark_blocks
from negotiator.formats.word.redline.moves import mark_moves
from negotiator.formats.word.redline.neighbours import part_neighbours
from negotiator.formats.word.redline.schema import BEFORE_TRACKING, GONE, ID, PPR, RANGES, SECT, TBL, Element, P, mark_kinds, remove
from negotiator.formats.word.redline.sections import edit_section
from negotiator.formats.word.redline.settle import accept, stamp_identity
from negotiator.formats.word.redline.source import Source
from negotiator.formats.word.redline.stamp import Stamp, ids_of, stories_of
from negotiator.formats.word.redline.twins import twin_paragraphs

Pairs = Sequence[tuple[tuple[int, ...], tuple[int, ...]]]

_SETTINGS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"


class Redliner:
    """One redline, from two packages to one; the old package is changed and saved."""

    def __init__(self, old: Package, new: Package, author: str, at: datetime) -> None:
        self.package = old
        self.new_package = new
        merged: dict[Element, Element] = {}
        self.ordinals = stamp_identity(old.xml(old.main))
        new_ordinals = stamp_identity(new.xml(new.main))
        tracked: set[Element | None] = set()
        for part in stories_of(new):
            tracked |= {mark.getparent() for mark in new.xml(part).iter(W + "cellMerge")}
            merged |= accept(new.xml(part))
        self.new_ordinals = {n: _survivor(p, merged) for n, p in new_ordinals.items()}
        for package in (old, new):
            _forget_last_edit(package.xml(package.main))
        self.stamp = Stamp(author, at, ids_of(old))
        self.old, self.new = Source(old), Source(new)
        self.new.merges = frozenset(tracked)
        self.imports = Imports(self.old, self.new, self.stamp)
        self._flow = Flow(self.old, self.new, self.stamp, self.imports)
        self._bodies = [package.xml(package.main).find(W + "body") for package in (old, new)]
        if self._bodies[0] is not None and self._bodies[1] is not None:
            self._flow.foresee(self._bodies[0], self._bodies[1])

    @property
    def changed(self) -> bool:
        """Whether anything was marked."""
        return self.stamp.used

    @property
    def brought(self) -> bool:
        """Whether a bookmark of the new file was taken over, which no mark shows."""
        return self.imports.ranges.brought

    def run(self, pairs: Pairs, whole: frozenset[int] = frozenset(), whole_new: frozenset[int] = frozenset(), *, certain: bool = False) -> None:
        """Write it. With `certain` the pairs are no guess: a table, a row or a control that holds one of a pair is that which holds the other."""
        bound: dict[Element, int] = {}
        bound_new: dict[Element, int] = {}
        for group, (olds, news) in enumerate(pairs):
            for table, ordinals, numbers in ((bound, self.ordinals, olds), (bound_new, self.new_ordinals, news)):
                for number in numbers:
                    if number in ordinals:
                        table.setdefault(ordinals[number], group)
        anew = {self.ordinals[n] for n in whole if n in self.ordinals} | {self.new_ordinals[n] for n in whole_new if n in self.new_ordinals}
        root, other = self.package.xml(self.package.main), self.new_package.xml(self.new_package.main)
        for groups, story in ((bound, root), (bound_new, other)):
            for paragraph, twin in twin_paragraphs(story):
                if paragraph in groups:
                    groups[twin] = groups[paragraph]
                if paragraph in anew:
                    anew.add(twin)
        flow = self._flow
        flow.bound, flow.bound_new, flow.whole = bound, bound_new, frozenset(anew)
        flow.tables.bound = (bound, bound_new) if certain else None
        margins = Margins(self.old, self.new, self.imports)
        body, new_body = self._bodies
        if body is None or new_body is None:
            return
        flow.container(body, new_body)
        self._last_section(flow, body, new_body)
        margins.edit(flow)
        self._notes(flow)
        self.imports.ranges.gather(other, self.imports.copies)
        self.imports.ranges.close(root)
        come = {copied: bound_new[new] for new, copied in self.imports.copies.items() if new in bound_new}
        mark_moves(body, self.stamp, lambda gone, came: gone in bound and bound[gone] == come.get(came))
        part_neighbours(root, self.stamp)
        _save_bookmarks(root, {e.get(W + "name", "") for e in other.iter(W + "bookmarkStart")})
        self.package.put(self.package.main, _with_prefixes(root, other))
        flow.release()

    def _last_section(self, flow: Flow, body: Element, new_body: Element) -> None:
        mine, theirs = body.find(SECT), new_body.find(SECT)
        if mine is None and theirs is None:
            return
        if mine is None:
            mine = etree.SubElement(body, SECT)
        edit_section(mine, etree.Element(SECT) if theirs is None else theirs, self.old, self.new, self.imports)
        flow.sections.append((mine, theirs))

    def _notes(self, flow: Flow) -> None:
        done: set[tuple[str, str]] = set()
        while flow.notes or flow.dropped or self.imports.on_note:
            if flow.notes:
                kind, mine, theirs = flow.notes.pop()
                if (kind, mine) not in done:
                    done.add((kind, mine))
                    self._edit_note(flow, kind, mine, theirs)
            elif flow.dropped:
                kind, mine = flow.dropped.pop()
                note = self.old.notes(kind).get(mine)
                if note is not None and (kind, mine) not in done:
                    done.add((kind, mine))
                    self._touch(kind)
                    mark_blocks(note, "del", self.stamp, last_too=False)
            else:
                kind, theirs, mine = self.imports.on_note.pop()
                self._write_note(kind, theirs, mine)

    def _parts(self, kind: str) -> tuple[str, str]:
        mine = self.package.related(self.package.main, kind + "s") or self.package.main
        theirs = self.new_package.related(self.new_package.main, kind + "s") or self.new_package.main
        return mine, theirs

    def _touch(self, kind: str) -> None:
        part = self._parts(kind)[0]
        self.package.put(part, self.package.xml(part))

    def _edit_note(self, flow: Flow, kind: str, mine: str, theirs: str) -> None:
        note, other = self.old.notes(kind).get(mine), self.new.notes(kind).get(theirs)
        if note is None or other is None:
            return
        here, there = self._parts(kind)
        with self.old.at(here), self.new.at(there):
            flow.container(note, other)
        self._touch(kind)

    def _write_note(self, kind: str, theirs: str, mine: str) -> None:
        note, other = self.old.notes(kind)[mine], self.new.notes(kind).get(theirs)
        here, there = self._parts(kind)
        with self.old.at(here), self.new.at(there):
            if other is not None:
                note.extend(self.imports.element(child) for child in other if isinstance(child.tag, str))
        mark_blocks(note, "ins", self.stamp, last_too=False)
        self._touch(kind)

    def comment(self, comments: Sequence[WordComment]) -> None:
        """Add comments to the redline, on paragraphs counted in the new file or in the old one. Raises NotFoundError."""

        notes = {part: paragraphs_of(self.new_package) for part in ("footnotes", "endnotes")}

        def in_new(part: str, ordinal: int) -> Element | None:
            paragraph = notes[part](part, ordinal) if part else self.new_ordinals.get(ordinal)
            if paragraph is None:
                return None
            return self.imports.copies.get(paragraph, self._same_note(part, paragraph) if part else None)

        add_comments(self.package, comments, {"new": in_new, "old": lambda part, ordinal: None if part else self.ordinals.get(ordinal)})

    def _same_note(self, part: str, paragraph: Element) -> Element | None:
        """The first paragraph of the old note that says what a note of the new file says, to the letter; of several the one in the same turn."""
        kind = part.removesuffix("s")
        note = next((a for a in paragraph.iterancestors() if a.tag == W + kind), None)
        if note is None:
            return None
        wanted = self.new.note(kind, note.get(ID, ""))
        twins = [identity for identity in self.new.notes(kind) if self.new.note(kind, identity) == wanted]
        there = [n for identity, n in self.old.notes(kind).items() if self.old.note(kind, identity) == wanted]
        turn = twins.index(note.get(ID, ""))
        return there[min(turn, len(there) - 1)].find(P) if there else None

    def track(self) -> None:
        """Switch tracking on, at the place where the schema wants it."""
        package = self.package
        part = package.related(package.main, "settings")
        if part is None:
            part = posixpath.join(posixpath.dirname(package.main), "settings.xml")
            package.put(part, etree.Element(W + "settings", nsmap={"w": W[1:-1]}), _SETTINGS_TYPE)
            package.relate(package.main, "settings", part)
        root = package.xml(part)
        switch = root.find(W + "trackRevisions")
        if switch is None:
            place = max((at + 1 for at, child in enumerate(root) if child.tag in BEFORE_TRACKING), default=0)
            root.insert(place, etree.Element(W + "trackRevisions"))
        else:
            switch.attrib.clear()
        package.put(part, root)


def _survivor(paragraph: Element, merged: Mapping[Element, Element]) -> Element:
    while paragraph in merged:
        paragraph = merged[paragraph]
    return paragraph


def _forget_last_edit(root: Element) -> None:
    """Take out `_GoBack`, the place of somebody's cursor."""
    for start in [e for e in root.iter(W + "bookmarkStart") if e.get(W + "name") == "_GoBack"]:
        for end in [e for e in root.iter(W + "bookmarkEnd") if e.get(W + "id") == start.get(W + "id")]:
            remove(end)
        remove(start)


def _save_bookmarks(root: Element, needed: set[str]) -> None:
    """A bookmark that the new file has elsewhere would go with a deleted row, or with a paragraph deleted before a table: it is put before these instead."""
    for start in [e for e in root.iter(W + "bookmarkStart") if e.get(W + "name") in needed]:
        holder = _going(start)
        if holder is not None:
            ends = [e for e in root.iter(W + "bookmarkEnd") if e.get(W + "id") == start.get(W + "id")]
            for edge in (start, *ends):
                remove(edge)
                holder.addprevious(edge)


def _going(edge: Element) -> Element | None:
    """The table that an edge goes with, because its row goes, or the paragraph, because nothing is left of it before a table."""
    row = next((a for a in edge.iterancestors(W + "tr") if a.find(f"{W}trPr/{W}del") is not None), None)
    if row is not None:
        return next(iter(row.iterancestors(TBL)), None)
    paragraph = edge.getparent()
    if paragraph is None or paragraph.tag != P or not mark_kinds(paragraph) & GONE:
        return None
    following = next((e for e in paragraph.itersiblings() if e.tag not in RANGES), None)
    bare = all(child.tag in RANGES or child.tag in GONE or child.tag == PPR for child in paragraph)
    return paragraph if bare and following is not None and following.tag == TBL else None


def _with_prefixes(root: Element, other: Element) -> Element:
    """The old root, with the prefixes that imported elements may use declared and ignorable where the new root had them so."""
    ignorable = MC + "Ignorable"
    mine, theirs = root.get(ignorable, "").split(), other.get(ignorable, "").split()
    missing = {p: other.nsmap[p] for p in theirs if p not in mine and p in other.nsmap and root.nsmap.get(p, other.nsmap[p]) == other.nsmap[p]}
    if not missing:
        return root
    fresh = etree.Element(root.tag, dict(root.attrib), nsmap={**root.nsmap, **{p: u for p, u in missing.items() if p is not None}, "mc": MC[1:-1]})
    fresh.set(ignorable, " ".join([*mine, *missing]))
    fresh[:] = list(root)
    return fresh
