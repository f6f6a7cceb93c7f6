"""The two versions of a drawing, for newer and for older programs: whether they say the same, so that one edit serves both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from negotiator.formats.word.redline.schema import ALTERNATE, BOX, TEXT, VAL, Element, P, local, tags

_TOLD: Final = tags("p tbl tr tc gridSpan vMerge sdt t")


def twin_words(drawing: Element) -> str:
    """What both versions of a drawing say, where that is not the same: a program has written one of them alone."""
    unlike: list[str] = []
    for both in drawing.iter(ALTERNATE):
        told = ["".join(_told_in(twin)) for twin in both if next(twin.iter(BOX), None) is not None]
        unlike += told if len(set(told)) > 1 else []
    return "|".join(unlike)


def _told_in(twin: Element) -> Iterator[str]:
    """Its words, and what they stand in."""
    for element in twin.iter(*_TOLD):
        yield (element.text or "") if element.tag == TEXT else f"<{local(element)} {element.get(VAL, '')}>"


def twin_paragraphs(root: Element) -> Iterator[tuple[Element, Element]]:
    """Each paragraph of a drawing's first version with the one that it is in the other, where both say the same."""
    for both in root.iter(ALTERNATE):
        first, *others = [list(twin.iter(P)) for twin in both if next(twin.iter(BOX), None) is not None] or [[]]
        for other in others if not twin_words(both) else ():
            yield from zip(first, other, strict=True)
