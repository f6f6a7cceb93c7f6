"""Holders that do not stand in the words: in Word comments, and in runs of another format behind the closing mark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from negotiator.rules.brackets_read import Said

if TYPE_CHECKING:
    from negotiator.model.block import Block
    from negotiator.model.clause import Clause
    from negotiator.services.files import ReadFile

_RAISED = ("superscript", "italic", "subscript")
_SIGNS = (b"vertAlign", b"<w:i/>", b"<w:i ", b"<w:iCs")


def comments_beside(name: str, content: bytes, clauses: Sequence[Clause]) -> dict[str, list[Said]]:
    """The comments of a Word file by the clause that they stand on; answers and what is done are left out."""
    from negotiator.formats.word.package import Package
    from negotiator.formats.word.remarks import read_comments

    places = {a.index: clause.id for clause in clauses for a in clause.anchors if a.unit == "paragraph" and not a.part}
    found: dict[str, list[Said]] = {}
    for remark in read_comments(Package.open(content, name)):
        if remark.parent is None and not remark.resolved and remark.paragraph in places:
            found.setdefault(places[remark.paragraph], []).append(Said(remark.quote, remark.text, remark.author))
    return found


def raised_again(name: str, content: bytes, clauses: Sequence[Clause]) -> Mapping[str, Sequence[tuple[int, int]]]:
    """As `raised_in` for clauses that were stored; the file is read again only where it has such letters at all, and once for several looks at it."""
    from negotiator.formats.word.package import Package

    package = Package.open(content, name)
    raw = package.raw(package.main)
    return _raised(_blocks_again(name, content), clauses) if any(sign in raw for sign in _SIGNS) else {}


@lru_cache(maxsize=4)
def _blocks_again(name: str, content: bytes) -> tuple[Block, ...]:
    from negotiator.formats.readers import read

    return _with_raised(read(name, content).blocks)


def raised_in(file: ReadFile) -> dict[str, list[tuple[int, int]]]:
    """Stretches of clauses in superscript, subscript or italics, as they stand in the clause's text."""
    return _raised(_with_raised(file.reading.blocks), file.clauses)


def _with_raised(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if any(m.kind in _RAISED for m in block.marks))


def _raised(raised: Iterable[Block], clauses: Sequence[Clause]) -> dict[str, list[tuple[int, int]]]:
    blocks = {block.anchor: block for block in raised}
    found: dict[str, list[tuple[int, int]]] = {}
    for clause in clauses if blocks else ():
        at = 0
        for anchor, paragraph in zip(clause.anchors, clause.text.split("\n"), strict=False):
            block = blocks.get(anchor)
            if block is not None and block.text.endswith(paragraph):
                shift = at - (len(block.text) - len(paragraph))
                spans = [(m.start + shift, m.end + shift) for m in block.marks if m.kind in _RAISED]
                found.setdefault(clause.id, []).extend((a, b) for a, b in spans if a >= at)
            at += len(paragraph) + 1
    return found
