"""Where words stand in paragraphs of a Word file, and how a mark gets before or behind them without a word being touched."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from lxml import etree

from negotiator.formats.word.hidden import hides
from negotiator.formats.word.package import W

Element: TypeAlias = etree._Element
Place: TypeAlias = tuple[Element, int]
"""A leaf (a text, a tab …) and an offset in it."""

_R: Final = W + "r"
_P: Final = W + "p"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
TRACKED: Final = frozenset(W + name for name in ("ins", "del", "moveFrom", "moveTo"))
_GONE: Final = {"new": frozenset({W + "del", W + "moveFrom"}), "old": frozenset({W + "ins", W + "moveTo"})}
_TEXTS: Final = frozenset({W + "t", W + "delText"})
_LIKE_TEXT: Final = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011"}
_SKIPPED: Final = frozenset({W + "pPr", W + "rPr", W + "txbxContent"})
_WHOLE: Final = frozenset({W + "fldSimple"})
_ALIKE: Final = str.maketrans({**dict.fromkeys("‘’‚‛′`´", "'"), **dict.fromkeys("“”„‟″«»", '"'), **dict.fromkeys("‐‑‒–—―−", "-")})
_UNSEEN: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


def find(paragraphs: Sequence[Element], quote: str, side: str, near: int = 0) -> tuple[Place, Place] | None:
    """Where a quote begins and ends in paragraphs as they read on one side (a line break between them): exactly, else spaces, typography and case disregarded.

    Of several places it is the one that begins next to `near`.
    """
    leaves: list[tuple[Element | None, str]] = []
    for paragraph in paragraphs:
        if leaves:
            leaves.append((None, "\n"))
        _leaves(paragraph, _GONE[side], leaves)
    text = "".join(shown for _, shown in leaves)
    span = _nearest(text, quote, near) or _loosely(text, quote, near)
    return None if span is None else _places(leaves, *span)


def _nearest(text: str, quote: str, near: int) -> tuple[int, int] | None:
    if not quote:
        return None
    found, at = [], text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    best = min(found, key=lambda start: abs(start - near), default=None)
    return None if best is None else (best, best + len(quote))


def _loosely(text: str, quote: str, near: int) -> tuple[int, int] | None:
    folded, origin = _folded(text)
    found = _nearest(folded, _folded(quote)[0].strip(), sum(at < near for at in origin))
    return None if found is None else (origin[found[0]], origin[found[1] - 1] + 1)


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without what a quote may differ in, and where each of its characters comes from."""
    out: list[str] = []
    origin: list[int] = []
    for at, letter in enumerate(text):
        plain = " " if letter.isspace() else "" if letter in _UNSEEN else letter.translate(_ALIKE).casefold()
        if plain == " " and out and out[-1] == " ":
            continue
        out += plain
        origin += [at] * len(plain)
    return "".join(out), origin


def _places(leaves: Sequence[tuple[Element | None, str]], start: int, end: int) -> tuple[Place, Place] | None:
    first = last = None
    at = 0
    for leaf, shown in leaves:
        if leaf is not None and first is None and start < at + len(shown):
            first = (leaf, max(0, start - at))
        if leaf is not None and first is not None and at < end:
            last = (leaf, min(end - at, len(shown)))
        at += len(shown)
    return None if first is None or last is None or start == end else (first, last)


def _leaves(parent: Element, gone: frozenset[str], out: list[tuple[Element | None, str]]) -> None:
    for child in parent:
        if child.tag in _TEXTS:
            if child.text:
                out.append((child, child.text))
        elif child.tag in _LIKE_TEXT:
            out.append((child, _LIKE_TEXT[child.tag]))
        elif child.tag not in gone and child.tag not in _SKIPPED and isinstance(child.tag, str) and len(child) and not hides(child):
            _leaves(child, gone, out)


def changed(paragraph: Element) -> tuple[Element, Element] | None:
    """The first and the last tracked change among a paragraph's words."""
    found = [child for child in paragraph if child.tag in TRACKED and next(child.iter(*_TEXTS), None) is not None]
    return (found[0], found[-1]) if found else None


class Marker:
    """Puts marks at places; `fresh` gives an id to the second half of a tracked change that is cut in two."""

    def __init__(self, fresh: Callable[[], str]) -> None:
        self._fresh = fresh

    def before(self, place: Place, mark: Element) -> None:
        """Put a mark where a stretch of words begins: beside runs and tracked changes, before a field that the words are the result of."""
        leaf, offset = place
        run = leaf.getparent()
        edge = None if run is None else _field_edge(run, first=True)
        if edge is not None:
            _outside(edge, behind=False).addprevious(mark)
        elif run is not None:
            self._put(run, leaf, offset, mark)

    def behind(self, place: Place, mark: Element) -> None:
        """Put a mark where a stretch of words ends."""
        leaf, offset = place
        run = leaf.getparent()
        edge = None if run is None else _field_edge(run, first=False)
        if edge is not None:
            _outside(edge, behind=True).addnext(mark)
        elif run is not None:
            self._put(run, leaf, offset, mark)

    def _put(self, run: Element, leaf: Element, offset: int, mark: Element) -> None:
        parent = run.getparent()
        at = split_run(run, leaf, offset)
        while parent is not None and parent.tag in TRACKED:
            inside = at is not None and parent.index(at) > 0
            at = self._split_change(parent, at) if inside else parent.getnext() if at is None else parent
            parent = parent.getparent()
        if at is not None:
            at.addprevious(mark)
        elif parent is not None:
            parent.append(mark)

    def _split_change(self, change: Element, at: Element) -> Element:
        half = etree.Element(change.tag, dict(change.attrib), nsmap=change.nsmap)
        half.set(W + "id", self._fresh())
        half.extend(list(change)[change.index(at) :])
        change.addnext(half)
        return half


def beside(mark: Element) -> Element:
    """The child of a paragraph that a mark is, or stands in: behind it is a place in no link or control."""
    here = mark
    while (parent := here.getparent()) is not None and parent.tag != _P:
        here = parent
    return here


def _field_edge(run: Element, *, first: bool) -> Element | None:
    """The run (or simple field) at which the outermost field around a run begins, or ends; None where it stands in none that does so in its paragraph."""
    simple = [a for a in run.iterancestors() if a.tag in _WHOLE]
    if simple:
        return simple[-1]
    paragraph = next(run.iterancestors(_P), None)
    if paragraph is None:
        return None
    depth, begun, inside = 0, None, False
    for one in paragraph.iter(_R):
        if one is run:
            inside = True
            if not depth:
                return None
            if first:
                return begun
        for char in one.iterchildren(W + "fldChar"):
            kind = char.get(W + "fldCharType")
            if kind == "begin":
                begun = begun if depth else one
                depth += 1
            elif kind == "end":
                depth = max(0, depth - 1)
                if inside and not depth:
                    return one
    return None


def _outside(edge: Element, *, behind: bool) -> Element:
    """What an edge of a field stands in, if that is a tracked change: a mark stands beside it."""
    here = edge
    while (parent := here.getparent()) is not None and parent.tag in TRACKED and here is parent[-1 if behind else 0]:
        here = parent
    return here


def split_run(run: Element, leaf: Element, offset: int) -> Element | None:
    """The run that begins at a place in a run; None where the place is the end of the run's parent."""
    text = leaf.text or ""
    index = run.index(leaf)
    if leaf.tag in _TEXTS and 0 < offset < len(text):
        rest = copy.deepcopy(leaf)
        leaf.text, rest.text = text[:offset], text[offset:]
        leaf.set(_SPACE, "preserve")
        rest.set(_SPACE, "preserve")
        leaf.addnext(rest)
        index += 1
    elif offset:
        index += 1
    if all(child.tag == W + "rPr" for child in run[:index]):
        return run
    if index >= len(run):
        following: Element | None = run.getnext()
        return following
    second = etree.Element(_R, dict(run.attrib), nsmap=run.nsmap)
    properties = run.find(W + "rPr")
    if properties is not None:
        second.append(copy.deepcopy(properties))
    second.extend(list(run)[index:])
    run.addnext(second)
    return second
