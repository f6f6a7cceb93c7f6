"""Whether two paragraphs hold the same words in the same formats, found out without taking them apart: most paragraphs of two versions do."""

from __future__ import annotations

from typing import Final

from negotiator.formats.word.redline.schema import NOISE, PPR, RPR, RUN, TEXT, Element, elements, tags, wording
from negotiator.formats.word.redline.source import Source

_SIGNS: Final = tags("tab br cr noBreakHyphen softHyphen")


def surely_alike(old: Element, new: Element, here: Source, there: Source) -> bool:
    """True where all that stands in both is runs of the same words and signs, each in the same format; False where that takes a closer look."""
    ours = [child for child in old if child.tag != PPR and child.tag not in NOISE]
    theirs = [child for child in new if child.tag != PPR and child.tag not in NOISE]
    return len(ours) == len(theirs) and all(a.tag == RUN == b.tag and _same_runs(a, b, here, there) for a, b in zip(ours, theirs, strict=True))


def _same_runs(old: Element, new: Element, here: Source, there: Source) -> bool:
    ours, theirs = [c for c in elements(old) if c.tag not in NOISE], [c for c in elements(new) if c.tag not in NOISE]
    formats = [c[0] if c and c[0].tag == RPR else None for c in (ours, theirs)]
    if here.properties(formats[0]) != there.properties(formats[1]):
        return False
    ours, theirs = ours[formats[0] is not None :], theirs[formats[1] is not None :]
    return len(ours) == len(theirs) and all(
        a.tag == b.tag and (wording(a) == wording(b) if a.tag == TEXT else a.tag in _SIGNS and a.attrib == b.attrib) for a, b in zip(ours, theirs, strict=True)
    )
