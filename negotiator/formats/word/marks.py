"""What tracked changes say: who inserted, deleted or moved which words, and when, paragraph by paragraph in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from negotiator.formats.word.package import MC, Package, W
from negotiator.formats.word.runs import M, element_text
from negotiator.formats.word.symbols import symbol
from negotiator.model.block import Anchor

_P: Final = f"{W}p"
_TR: Final = f"{W}tr"
_SIGNS: Final = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}
_TEXTS: Final = (f"{W}t", f"{W}delText", f"{M}t")
_SEEN: Final = (*_TEXTS, *_SIGNS, f"{W}sym", f"{W}fldChar")
_CHANGES: Final = tuple(W + t for t in ("ins", "del", "moveFrom", "moveTo"))
_CELLS: Final = (f"{W}cellIns", f"{W}cellDel")


class How(StrEnum):
    """What a sender marked."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_FROM = "moved from"
    MOVED_TO = "moved to"


_HOW: Final = {
    f"{W}ins": How.INSERTED,
    f"{W}del": How.DELETED,
    f"{W}moveFrom": How.MOVED_FROM,
    f"{W}moveTo": How.MOVED_TO,
    f"{W}cellIns": How.INSERTED,
    f"{W}cellDel": How.DELETED,
}
_GONE: Final = frozenset((How.DELETED, How.MOVED_FROM))


@dataclass(frozen=True, slots=True)
class Told:
    """One change that stands on some words: what, by whom and when."""

    how: How
    author: str
    at: datetime | None = None
    """As the file states it; None where it states nothing that is a time."""


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """Words of one fate."""

    text: str
    told: tuple[Told, ...] = ()
    """The changes on it, outermost first: a deletion inside an insertion has two; empty for words that nobody changed."""

    @property
    def gone(self) -> bool:
        """Whether the words are away once all changes are accepted."""
        return any(one.how in _GONE for one in self.told)

    @property
    def how(self) -> How | None:
        """What counts of several changes: that the words go."""
        return next((one.how for one in reversed(self.told) if one.how in _GONE), self.told[-1].how if self.told else None)


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph with everything that was changed in it."""

    anchor: Anchor
    pieces: tuple[MarkedPiece, ...]
    mark: tuple[Told, ...] = ()
    """Changes of the paragraph's own mark: where it was deleted, this paragraph and the next become one."""

    @property
    def changed(self) -> bool:
        return bool(self.mark) or any(piece.told for piece in self.pieces)


def marked_paragraphs(package: Package, parts: Sequence[str]) -> Iterator[MarkedParagraph]:
    """Every paragraph with a word in it or a change on its mark, in the order of the file; `parts` are the stories that are read."""
    for part in parts:
        root = package.xml(part)
        name = "" if part == package.main else part.rpartition("/")[2].removesuffix(".xml")
        if next(root.iter(*_CHANGES, *_CELLS), None) is None:
            continue
        twice = {p for f in root.iter(f"{MC}Fallback") if f.getparent().find(f"{MC}Choice") is not None for p in f.iter(_P)}
        fields: list[bool] = []
        for ordinal, paragraph in enumerate(root.iter(_P), 1):
            if paragraph in twice:
                continue
            pieces = tuple(_pieces(paragraph, fields))
            mark = paragraph.find(f"{W}pPr/{W}rPr")
            told = () if mark is None else tuple(_told(e) for e in mark if e.tag in _HOW)
            if pieces or told:
                yield MarkedParagraph(Anchor("paragraph", ordinal, name), pieces, told)


def count_changes(paragraphs: Sequence[MarkedParagraph]) -> int:
    """How many changes a reader would count: neighbouring changed words are one, also over the end of a paragraph that came or went; a move is one."""
    count = 0
    running = False
    last_part, last_index = "", 0
    for paragraph in paragraphs:
        anchor = paragraph.anchor
        running = running and anchor.part == last_part and anchor.index == last_index + 1
        last_part, last_index = anchor.part, anchor.index
        for piece in paragraph.pieces:
            if not piece.told:
                running = False
            elif piece.how is How.MOVED_FROM:
                running = False  # counted where it went
            elif not running:
                count, running = count + 1, True
        if paragraph.mark and paragraph.mark[-1].how is not How.MOVED_FROM:
            count, running = count + (0 if running else 1), True
        else:
            running = False
    return count


def _pieces(paragraph: Any, fields: list[bool]) -> Iterator[MarkedPiece]:
    """The words of one paragraph without those of its text boxes, neighbours of one fate joined."""
    around = _around(paragraph)
    held: MarkedPiece | None = None
    for element in paragraph.iter(*_SEEN):
        tag = element.tag
        told = _fate(element, paragraph)
        if told is None or (tag in _SIGNS and element.getparent().tag != f"{W}r"):
            continue
        if tag == f"{W}fldChar":
            _follow(element.get(f"{W}fldCharType"), fields)
            continue
        if not all(fields):
            continue
        text = element_text(element) if tag in _TEXTS else _SIGNS.get(tag) or symbol(element.get(f"{W}char", ""), element.get(f"{W}font", ""))
        if not text:
            continue
        told = (*around, *told)
        if held is not None and held.told == told:
            held = replace(held, text=held.text + text)
            continue
        if held is not None:
            yield held
        held = MarkedPiece(text, told)
    if held is not None:
        yield held


def _fate(element: Any, paragraph: Any) -> tuple[Told, ...] | None:
    """The changes between a word and its paragraph; None where the word belongs to another paragraph (of a text box) or is there twice."""
    found: list[Told] = []
    for ancestor in element.iterancestors():
        if ancestor is paragraph:
            return tuple(reversed(found))
        if ancestor.tag == _P or (ancestor.tag == f"{MC}Fallback" and ancestor.getparent().find(f"{MC}Choice") is not None):
            return None
        if ancestor.tag in _CHANGES:
            found.append(_told(ancestor))
    return None


def _around(paragraph: Any) -> tuple[Told, ...]:
    """Changes of the row, the cell or the wrapper that a paragraph stands in."""
    found: list[Told] = []
    for ancestor in paragraph.iterancestors():
        if ancestor.tag in _CHANGES:
            found.append(_told(ancestor))
        elif ancestor.tag == _TR:
            found += [_told(e) for e in ancestor.iterfind(f"{W}trPr/*") if e.tag in _CHANGES]
        elif ancestor.tag == f"{W}tc":
            found += [_told(e) for e in ancestor.iterfind(f"{W}tcPr/*") if e.tag in _CELLS]
    return tuple(reversed(found))


def _told(element: Any) -> Told:
    at = None
    with suppress(ValueError):
        at = datetime.fromisoformat(element.get(f"{W}date", ""))
    return Told(_HOW[element.tag], element.get(f"{W}author", ""), at)


def _follow(kind: str | None, fields: list[bool]) -> None:
    if kind == "begin":
        fields.append(False)
    elif fields and kind == "separate":
        fields[-1] = True
    elif fields and kind == "end":
        fields.pop()
