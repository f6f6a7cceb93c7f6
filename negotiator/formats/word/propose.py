"""Changes of several delegations written into one Word file, each under its own name: what one proposes can be accepted without the others'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal, TypeAlias

from negotiator.errors import NotFoundError, RefusedError
from negotiator.formats.word.comments import WordComment, initials
from negotiator.formats.word.package import Package
from negotiator.formats.word.proven import proven_annotation
from negotiator.formats.word.redline.engine import Redliner
from negotiator.formats.word.redline.schema import ID, NOTE_REFERENCES, Element, P
from negotiator.formats.word.redline.settle import stamp_identity
from negotiator.formats.word.verify import Fault, faults
from negotiator.formats.word.wanted import NOTES, Edit, Place, name_of, wanted

__all__ = ["Clash", "Edit", "Place", "Proposed", "propose"]

_ATTEMPTS: Final = 3
"""How often an author's changes are written: where the proof fails, once more with the paragraphs at fault replaced whole, and again."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two edits of one paragraph: the later stands whole behind it (a deletion is left out)."""

    place: Place
    earlier: str
    later: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """The file with everybody's changes, and where they met."""

    content: bytes
    clashes: tuple[Clash, ...]
    places: Mapping[Place, int]
    """Paragraphs of the file as it was, and their ordinals now."""


def propose(content: bytes, edits: Sequence[Edit]) -> Proposed:
    """The file with the edits as tracked changes of their authors, in the order given; rejecting all gives the file back.

    Where edits do not meet, accepting one author's and rejecting the rest gives that author's text. Each author's step is verified.
    Raises NotFoundError where a paragraph is not there, BadInputError where it is no Word file, RefusedError where the proof fails.
    """
    places = _there(content, edits)
    own, clashes = _apart(edits, _inside(content, edits))
    ends: dict[Place, int] = {}
    on_notes: list[Edit] = []
    for (_, author, at), mine in sorted(own.items(), key=lambda turn: turn[0][0]):
        step = _Step(content, mine, places, ends)
        if step.written(author, at):
            content, places, ends = step.content, step.places, step.ends
            on_notes += [edit for edit in mine if edit.comment and edit.part]
    reasons = [_reason(edit, places[edit.places[0]], "old") for edit in on_notes]
    return Proposed(proven_annotation(content, reasons) if reasons else content, clashes, places)


def _there(content: bytes, edits: Sequence[Edit]) -> dict[Place, int]:
    """All paragraphs of the parts that are edited. Raises NotFoundError where an edit names another."""
    package = Package.open(content, "the file")
    found = {part: _paragraphs(package, part) for part in {"", *(edit.part for edit in edits)}}
    for edit in edits:
        there = found[edit.part]
        for ordinal in (*edit.paragraphs, *(n for n in (edit.to, edit.like or None) if n is not None)):
            if ordinal not in there and not (ordinal == 0 and (edit.kind == "insert" or edit.to == 0)):
                where = f"the {edit.part} of the file have" if edit.part else "the file has"
                counted = "its main text has {} paragraphs, counted in tables and boxes, too" if not edit.part else "they have {} paragraphs"
                raise NotFoundError(f"{where} no paragraph {ordinal}", hint=counted.format(len(there)))
    return {(part, n): n for part, there in found.items() for n in there}


def _paragraphs(package: Package, part: str) -> dict[int, Element]:
    name = name_of(package, part)
    return {} if name is None else stamp_identity(package.xml(name))


class _Step:
    """One author's changes, written on top of those that are in the file already."""

    def __init__(self, content: bytes, edits: Sequence[Edit], places: Mapping[Place, int], ends: Mapping[Place, int]) -> None:
        self.content = self._before = content
        self.places, self.ends = dict(places), dict(ends)
        self._there, self._ended = places, ends
        self._edits = edits
        self._wanted = wanted(content, edits, places, ends)

    def written(self, author: str, at: datetime) -> bool:
        """Write and prove them; says whether there was anything to write. Raises RefusedError."""
        whole: set[int] = set()
        whole_new: set[int] = set()
        found: tuple[Fault, ...] = ()
        for _ in range(_ATTEMPTS):
            if not self._write(author, at, whole, whole_new):
                return False
            found = faults(self.content, self._before, self._wanted.content)
            more, more_new = {f.old for f in found if f.old} - whole, {f.new for f in found if f.new} - whole_new
            if not (more or more_new):
                break
            whole |= more
            whole_new |= more_new
        if found:
            first = found[0].finding
            raise RefusedError(f"the changes of {author} were not written, because our own check found them wrong: {first.subject} {first.message}")
        return True

    def _write(self, author: str, at: datetime, whole: set[int], whole_new: set[int]) -> bool:
        writer = Redliner(Package.open(self._before, "the file"), Package.open(self._wanted.content, "the proposed text"), author, at)
        parts = {part for part, _ in self._there}
        hosts = {(part, n): p for part in parts for n, p in _paragraphs(writer.package, part).items()}
        fresh = {(part, n): p for part in parts for n, p in _paragraphs(writer.new_package, part).items()}
        writer.run(self._wanted.pairs, frozenset(whole), frozenset(whole_new), certain=True)
        if not writer.changed:
            return False
        writer.track()
        writer.comment(list(self._comments()))
        self.content = writer.package.save()
        now = {p: n for part in parts for n, p in _paragraphs(writer.package, part).items()}
        self.places = {place: now[hosts[place[0], n]] for place, n in self._there.items() if hosts.get((place[0], n)) in now}
        self.ends = {place: now[hosts[place[0], n]] for place, n in self._ended.items() if hosts.get((place[0], n)) in now}
        for place, there in self._wanted.behind.items():
            written = writer.imports.copies.get(fresh[there])
            if written in now:
                self.ends[place] = now[written]
        return True

    def _comments(self) -> list[WordComment]:
        """Reasons, each on the change in the paragraph that has a place in the proposed text, or on one that goes; those on notes come when all is written."""
        return [
            _reason(edit, self._there[edit.places[0]] if made is None else made[1], "old" if made is None else "new")
            for edit, made in zip(self._edits, self._wanted.made, strict=True)
            if edit.comment and not edit.part
        ]


def _reason(edit: Edit, ordinal: int, side: Literal["old", "new"]) -> WordComment:
    return WordComment(ordinal, edit.comment, edit.author, initials(edit.author), edit.at, side=side, part=edit.part, on_change=not edit.part)


_Turn: TypeAlias = tuple[int, str, datetime]
"""In which round an author's changes are written, whose they are, and when."""


_Inside: TypeAlias = Mapping[Place, set[tuple[str, bool]]]
"""Paragraphs of the text → who changes something in their notes and text boxes, and whether it goes."""


def _inside(content: bytes, edits: Sequence[Edit]) -> _Inside:
    """Looked for where paragraphs move or go: what stands in them goes along as a copy, and nobody can strike a mark twice."""
    if all(edit.to is None and edit.kind != "delete" for edit in edits):
        return {}
    package = Package.open(content, "the file")
    paragraphs = {part: _paragraphs(package, part) for part in {"", *(edit.part for edit in edits)}}
    by_holder: dict[object, set[tuple[str, bool]]] = {}
    for edit in edits:
        there = paragraphs[edit.part]
        for paragraph in (there[n] for n in edit.paragraphs if n in there):
            holders = [(str(note.tag), note.get(ID, "")) for note in paragraph.iterancestors(*NOTES)] if edit.part else paragraph.iterancestors(P)
            for holder in holders:
                by_holder.setdefault(holder, set()).add((edit.author, edit.kind == "delete"))
    found: dict[Place, set[tuple[str, bool]]] = {}
    for n, paragraph in paragraphs[""].items() if by_holder else ():
        marks = ((str(mark.tag).removesuffix("Reference"), mark.get(ID, "")) for mark in paragraph.iter(*NOTE_REFERENCES))
        found["", n] = set().union(*(by_holder.get(holder, ()) for holder in (paragraph, *marks)))
    return found


def _apart(edits: Sequence[Edit], inside: _Inside) -> tuple[dict[_Turn, list[Edit]], tuple[Clash, ...]]:
    """The edits by author and moment; one that meets an earlier one becomes an insertion behind it.

    Whole paragraphs are moved, and then struck, in rounds of their own: what others write behind a paragraph needs it to be there still.
    """
    own: dict[_Turn, list[Edit]] = {}
    holders: dict[Place, str] = {}
    movers = {place: edit.author for edit in edits if edit.to is not None for place in edit.places}
    clashes: list[Clash] = []
    for edit in edits:
        met = {place: holders[place] for place in edit.places if edit.kind != "insert" and place in holders}
        for place in edit.places if edit.to is not None or edit.kind == "delete" else ():
            others = {author for author, goes in inside.get(place, ()) if author != edit.author and (goes or edit.to is not None)}
            if others:
                met.setdefault(place, min(others))
        if edit.to is not None and movers.get((edit.part, edit.to), edit.author) != edit.author:
            met[edit.part, edit.to] = movers[edit.part, edit.to]
        clashes += [Clash(place, earlier, edit.author) for place, earlier in met.items()]
        if not met:
            if edit.kind != "insert":
                holders.update(dict.fromkeys(edit.places, edit.author))
            turn = 2 if edit.kind == "delete" else 0 if edit.to is None else 1
            own.setdefault((turn, edit.author, edit.at), []).append(edit)
        elif edit.kind != "delete":
            behind = max(edit.paragraphs) if edit.to is None else edit.to
            own.setdefault((0, edit.author, edit.at), []).append(replace(edit, paragraphs=(behind,), to=None, kind="insert"))
    _at_one_go(own)
    return own, tuple(clashes)


def _at_one_go(own: dict[_Turn, list[Edit]]) -> None:
    """Who strikes a paragraph and writes another behind it does so at one go: LibreOffice keeps what one author has both inserted and deleted."""
    for (turn, author, at), struck in own.items():
        written = own.get((0, author, at), [])
        gone = {place for edit in struck if turn == 2 for place in edit.places}
        together = [edit for edit in written if edit.kind == "insert" and gone & set(edit.places)]
        written[:] = [edit for edit in written if edit not in together]
        struck[:0] = together
