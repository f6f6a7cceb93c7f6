"""Fields that begin in one paragraph and end in another (a table of contents, an index): their paragraphs are edited together where an edge of the field
would else go in one paragraph and come in another, and so stand twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from negotiator.formats.word.package import W
from negotiator.formats.word.redline.pairing import Group
from negotiator.formats.word.redline.schema import GONE, Element, P

_EDGE: Final = W + "fldChar"

Edges = Mapping[Element, Sequence[str]]
"""Paragraph → what it holds of fields that are not all in it: `begin`, `separate`, `end`."""


def open_edges(container: Element) -> Edges:
    """Of the paragraphs of a container, tables in it included, those that hold a part of a field."""
    found: dict[Element, list[str]] = {}
    for edge in container.iter(_EDGE):
        above = list(edge.iterancestors())
        owner = next((a for a in above if a.tag == P), None)
        if owner is not None and not any(a.tag in GONE for a in above[: above.index(owner)]):
            found.setdefault(owner, []).append(edge.get(W + "fldCharType", ""))
    return {paragraph: left for paragraph, edges in found.items() if (left := _left(edges))}


def _left(edges: Iterable[str]) -> list[str]:
    """Edges without the fields that are whole."""
    left: list[str] = []
    for edge in edges:
        if edge == "end" and "begin" in left:
            del left[len(left) - 1 - left[::-1].index("begin") :]
        else:
            left.append(edge)
    return left


def held_together(groups: list[Group], old: Sequence[Sequence[str] | None], new: Sequence[Sequence[str] | None]) -> list[Group]:
    """The groups, neighbours joined where a field asks for it. `old` and `new` are the edges of each block; None where it is no paragraph."""
    if not any(old) and not any(new):
        return groups
    told = [(_told(old, olds), _told(new, news)) for olds, news in groups]
    raw = [edge for mine, theirs in told for edge in ((mine or ()) if mine == theirs else [*(mine or ()), *(theirs or ())])]
    if not _breaks(raw) or _breaks([edge for edges in old for edge in edges or ()]):
        return groups
    out: list[Group] = []
    at = 0
    while at < len(groups):
        mine, theirs = told[at]
        end = at + 1
        while mine is not None and theirs is not None and mine != theirs and end < len(groups):
            more, others = told[end]
            mine = None if more is None else _left([*mine, *more])
            theirs = None if others is None else _left([*theirs, *others])
            end += 1
        if mine is None or mine != theirs:
            end = at + 1
        out.append((sum((g[0] for g in groups[at:end]), ()), sum((g[1] for g in groups[at:end]), ())))
        at = end
    return out


def _told(edges: Sequence[Sequence[str] | None], blocks: Iterable[int]) -> list[str] | None:
    held = [edges[at] for at in blocks]
    return None if any(e is None for e in held) else _left(edge for e in held for edge in e or ())


def _breaks(edges: Iterable[str]) -> bool:
    """Whether a field ends before it begins, or does not end."""
    depth = 0
    for edge in edges:
        depth += {"begin": 1, "end": -1}.get(edge, 0)
        if depth < 0:
            return True
    return depth != 0
