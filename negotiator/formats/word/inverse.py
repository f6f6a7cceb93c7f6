"""Tracked changes turned round, all or some authors': the accepted view of what results is the rejected view of the original, so one reader serves both."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any, Final

from negotiator.formats.word.package import W

_TURNED: Final[Mapping[str, str]] = {
    W + old: W + new
    for a, b in (("ins", "del"), ("moveTo", "moveFrom"), ("cellIns", "cellDel"))
    for old, new in ((a, b), (b, a))
}  # fmt: skip
_STRUCK: Final[Mapping[str, str]] = {f"{W}delText": f"{W}t", f"{W}delInstrText": f"{W}instrText"}
_AUTHOR: Final = f"{W}author"
_KEPT: Final = frozenset((f"{W}rPr", f"{W}sectPr"))
"""Parts of a paragraph's properties that its earlier properties do not hold."""


def invert(root: Any, whose: Callable[[str], bool] = lambda _: True) -> None:
    """Turn insertions into deletions and back, and bring back earlier formatting of paragraphs and runs, in place; only changes of the authors asked for."""
    for numbering in list(root.iter(f"{W}numPr")):
        mark = numbering.find(f"{W}ins")
        if mark is not None and whose(mark.get(_AUTHOR, "")) and numbering.getparent().find(f"{W}pPrChange") is None:
            numbering.getparent().remove(numbering)
    for change in list(root.iter(f"{W}pPrChange")):
        if whose(change.get(_AUTHOR, "")):
            _bring_back(change, f"{W}pPr", _KEPT)
    for change in list(root.iter(f"{W}rPrChange")):
        if whose(change.get(_AUTHOR, "")):
            _bring_back(change, f"{W}rPr", frozenset(_TURNED))
    for element in list(root.iter(*_TURNED)):
        if whose(element.get(_AUTHOR, "")):
            element.tag = _TURNED[element.tag]
    for element in list(root.iter(*_STRUCK)):
        if next(element.iterancestors(f"{W}del"), None) is None:
            element.tag = _STRUCK[element.tag]


def _bring_back(change: Any, tag: str, kept: frozenset[str]) -> None:
    properties, earlier = change.getparent(), change.find(tag)
    if properties is None or properties.tag != tag:
        return
    stays = [child for child in properties if child.tag in kept]
    for child in list(properties):
        properties.remove(child)
    before = [] if earlier is None else [copy.deepcopy(child) for child in earlier]
    properties.extend(before + stays if tag == f"{W}pPr" else stays + before)
