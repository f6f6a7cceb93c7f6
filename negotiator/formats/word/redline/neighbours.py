"""Two insertions that a paragraph's end keeps apart: LibreOffice takes them for one where one author made them within a minute, and rejects the end along."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from negotiator.formats.word.package import W
from negotiator.formats.word.redline.schema import MARKS, NOISE, PPR, RANGES, Element, P, elements, mark_properties
from negotiator.formats.word.redline.stamp import Stamp

_INS: Final = W + "ins"
_DATE: Final = W + "date"
_BESIDE: Final = RANGES | NOISE | {PPR}
_MINUTE: Final = timedelta(minutes=1)


def part_neighbours(root: Element, stamp: Stamp) -> None:
    """Date what an author inserts at the beginning of a paragraph two minutes after what he inserts at the end of the one before, which stays."""
    for mark in list(root.iter(_INS)):
        paragraph = mark.getparent()
        if paragraph is None or paragraph.tag != P or mark.get(W + "author") != stamp.author:
            continue
        if any(child.tag not in _BESIDE for child in mark.itersiblings() if isinstance(child.tag, str)) or _has_changed(paragraph):
            continue
        following = next((e for e in paragraph.itersiblings() if isinstance(e.tag, str) and e.tag not in RANGES), None)
        first = None if following is None or following.tag != P else next((e for e in elements(following) if e.tag not in _BESIDE), None)
        if first is not None and first.tag == _INS and first.get(W + "author") == stamp.author:
            before, at = _moment(mark), _moment(first)
            ours = next((e for e in (first, mark) if e.get(_DATE) == stamp.date), None)
            if before is not None and at is not None and ours is not None and abs(at - before) <= _MINUTE:
                ours.set(_DATE, (max(before, at) + 2 * _MINUTE).strftime("%Y-%m-%dT%H:%M:%SZ"))


def _moment(mark: Element) -> datetime | None:
    try:
        at = datetime.fromisoformat(mark.get(_DATE, ""))
    except ValueError:
        return None
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)


def _has_changed(paragraph: Element) -> bool:
    """Whether its own mark comes or goes."""
    properties = mark_properties(paragraph)
    return properties is not None and any(child.tag in MARKS for child in properties)
