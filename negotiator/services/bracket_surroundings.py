"""Holders that do not stand in the words: in Word comments, and in runs of another format behind the closing mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from negotiator.rules.brackets_read import Said

if TYPE_CHECKING:
    from negotiator.model.clause import Clause
    from negotiator.services.files import ReadFile

_RAISED = ("superscript", "italic", "subscript")


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
    """As `raised_in` for clauses that were stored; the file is read again only where it has raised letters at all."""
    from negotiator.formats.word.package import Package

    package = Package.open(content, name)
    if b"vertAlign" not in package.raw(package.main):
        return {}
    from negotiator.services.files import read_content

    return _raised(read_content(name, content, wordless=True), clauses)


def raised_in(file: ReadFile) -> dict[str, list[tuple[int, int]]]:
    """Stretches of clauses in superscript, subscript or italics, as they stand in the clause's text."""
    return _raised(file, file.clauses)


def _raised(file: ReadFile, clauses: Sequence[Clause]) -> dict[str, list[tuple[int, int]]]:
    blocks = {block.anchor: block for block in file.reading.blocks if any(m.kind in _RAISED for m in block.marks)}
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
