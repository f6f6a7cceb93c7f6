"""A story with its tracked changes turned round: its accepted view is the rejected view of the original, so one reader serves both."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any, Final

from negotiator.formats.word.package import W

_TURNED: Final[Mapping[str, str]] = {
    W + old: W + new
    for a, b in (("ins", "del"), ("moveTo", "moveFrom"), ("cellIns", "cellDel"))
    for old, new in ((a, b), (b, a))
} | {f"{W}delText": f"{W}t", f"{W}delInstrText": f"{W}instrText"}  # fmt: skip
_KEPT: Final = frozenset((f"{W}rPr", f"{W}sectPr"))
"""Parts of a paragraph's properties that its earlier properties do not hold."""


def invert(root: Any) -> None:
    """Turn insertions into deletions and back, and bring back earlier formatting of paragraphs and runs, in place."""
    for numbering in list(root.iter(f"{W}numPr")):
        if numbering.find(f"{W}ins") is not None and numbering.getparent().find(f"{W}pPrChange") is None:
            numbering.getparent().remove(numbering)
    for change in list(root.iter(f"{W}pPrChange")):
        _bring_back(change, f"{W}pPr", _KEPT)
    for change in list(root.iter(f"{W}rPrChange")):
        _bring_back(change, f"{W}rPr", frozenset(_TURNED))
    for element in list(root.iter(*_TURNED)):
        element.tag = _TURNED[element.tag]


def _bring_back(change: Any, tag: str, kept: frozenset[str]) -> None:
    properties, earlier = change.getparent(), change.find(tag)
    if properties is None or properties.tag != tag:
        return
    stays = [child for child in properties if child.tag in kept]
    for child in list(properties):
        properties.remove(child)
    before = [] if earlier is None else [copy.deepcopy(child) for child in earlier]
    properties.extend(before + stays if tag == f"{W}pPr" else stays + before)
