"""Whole paragraphs that went in one place and came in another are one move: shown as such, accepted and rejected at one go.

One that was edited on the way is a move all the same: the words that went with it are moved, those that stayed behind are struck where it was, those that
are new are inserted where it is. Nothing is nested, so that every program that can accept and reject does so rightly.
"""

from __future__ import annotations

import copy
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from negotiator.formats.word.package import W
from negotiator.formats.word.redline.schema import BOX, ID, MARKS, NOISE, PPR, RANGES, RPR, RUN, XML_SPACE, Element, elements, mark_properties, tags
from negotiator.formats.word.redline.stamp import Stamp
from negotiator.model.change import Op, Segment
from negotiator.text.redline import redline
from negotiator.text.tokens import words

FLOOR: Final = 6
"""Words from which on a paragraph found again is taken for a move: shorter ones stand in many places."""
_LIKE: Final = 0.75
"""Shared words, as a share of all, from which a paragraph that stands elsewhere is the same one, edited."""
_KNOWN: Final = 0.5
"""The same for two that are known to be one provision."""
_CLEAR: Final = 0.1
"""By how much a pair must be more alike than any other of its two paragraphs."""
_MOST_PAIRS: Final = 10_000
_PLAIN: Final = tags("rPr t delText tab br cr noBreakHyphen")
_OTHER: Final = tags("footnoteReference endnoteReference drawing pict sym ptab softHyphen")
"""What goes along as it is. A note has its text struck and inserted as ever: it stands in two places. Links and fields do not go along: where a move of
theirs is accepted, LibreOffice leaves an empty paragraph."""
_OBJECT: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
_MARKED: Final = etree.XPath("w:p[w:pPr/w:rPr[w:ins or w:del]]", namespaces={"w": W[1:-1]})
"""Paragraphs whose own mark was inserted or deleted."""
_DELETED_TEXT: Final = W + "delText"


Alike = Callable[[Element, Element], bool]


def mark_moves(body: Element, stamp: Stamp, same: Alike) -> int:
    """Turn our deletions and insertions of the same paragraph into moves, in place; says how many. Paragraphs that stand more than once stay as they are.

    `same` tells of a paragraph that goes and one that comes whether they are known to be one.
    """
    gone: dict[str, list[_Whole]] = defaultdict(list)
    come: dict[str, list[_Whole]] = defaultdict(list)
    for paragraph in _MARKED(body):
        for name, found in (("del", gone), ("ins", come)):
            whole = _whole(paragraph, name, stamp)
            if whole is not None and len(whole.text.split()) >= FLOOR:
                found[whole.text].append(whole)
    moved = 0
    for text, places in list(gone.items()):
        if len(places) == 1 and len(come.get(text, ())) == 1:
            moved += 1
            _move(places[0].paragraph, come[text][0].paragraph, stamp)
            del gone[text], come[text]
    here, there = ([(text, one[0].paragraph) for text, one in found.items() if len(one) == 1 and one[0].plain] for found in (gone, come))
    for old, new, segments in _edited(here, there, same):
        moved += 1
        _move(old, new, stamp, segments)
    return moved


def _edited(here: Sequence[tuple[str, Element]], there: Sequence[tuple[str, Element]], same: Alike) -> Iterator[tuple[Element, Element, Sequence[Segment]]]:
    """Pairs that were edited on the way, the likest first, each paragraph in one of them."""
    if not here or not there or len(here) * len(there) > _MOST_PAIRS:
        return
    bags, others = [Counter(words(text)) for text, _ in here], [Counter(words(text)) for text, _ in there]
    found: list[tuple[bool, float, int, int]] = []
    for i, bag in enumerate(bags):
        for j, other in enumerate(others):
            shared = (bag & other).total()
            likeness = 2 * shared / (bag.total() + other.total()) if shared >= FLOOR else 0.0
            if likeness >= _KNOWN:
                known = same(here[i][1], there[j][1])
                if known or likeness >= _LIKE:
                    found.append((known, likeness, i, j))
    left, right = set(range(len(here))), set(range(len(there)))
    for known, likeness, i, j in sorted(found, key=lambda one: (not one[0], -one[1], one[2], one[3])):
        rival = any(other >= likeness - _CLEAR and (i == a) != (j == b) and a in left and b in right for _, other, a, b in found)
        if i in left and j in right and (known or not rival):
            left.discard(i)
            right.discard(j)
            yield here[i][1], there[j][1], redline(here[i][0], there[j][0]).segments


def _move(old: Element, new: Element, stamp: Stamp, segments: Sequence[Segment] = ()) -> None:
    name = f"move{stamp.fresh()}"
    if segments:
        _part(old, "del", "moveFrom", [s for s in segments if s.op is not Op.INSERT], stamp)
        _part(new, "ins", "moveTo", [s for s in segments if s.op is not Op.DELETE], stamp)
    _turn(old, "del", "moveFrom", name, stamp, whole=not segments)
    _turn(new, "ins", "moveTo", name, stamp, whole=not segments)


def _part(paragraph: Element, was: str, kind: str, segments: Sequence[Segment], stamp: Stamp) -> None:
    """Write the content of a paragraph anew: what both texts share under the move, the rest under the deletion or insertion that it was."""
    leaves = [(run.find(RPR), leaf) for run in paragraph.iter(RUN) for leaf in elements(run) if leaf.tag != RPR and leaf.tag not in NOISE]
    content: list[Element] = []
    left = [(len(s.text), s.op is Op.EQUAL) for s in segments]
    mark: Element | None = None
    run: Element | None = None
    for properties, leaf in leaves:
        text = leaf.text or "" if leaf.tag in (W + "t", _DELETED_TEXT) else " "
        run = None
        while text:
            length, moves = left[0]
            piece, text = text[:length], text[length:]
            left[0] = (length - len(piece), moves)
            tag = W + (kind if moves else was)
            if mark is None or mark.tag != tag:
                mark = stamp.mark(kind if moves else was)
                content.append(mark)
                run = None
            if run is None:
                run = etree.SubElement(mark, RUN)
                if properties is not None:
                    run.append(copy.deepcopy(properties))
            run.append(_leaf(leaf, piece, "t" if moves or was == "ins" else "delText"))
            if not left[0][0]:
                left.pop(0)
    own = paragraph.find(PPR)
    paragraph[:] = [*([] if own is None else [own]), *content]


def _leaf(leaf: Element, text: str, name: str) -> Element:
    if leaf.tag not in (W + "t", _DELETED_TEXT):
        return copy.copy(leaf)
    made = etree.Element(W + name)
    made.text = text
    made.set(XML_SPACE, "preserve")
    return made


@dataclass(slots=True)
class _Whole:
    """A paragraph that is ours to delete, or to insert, with its mark and all that stands in it."""

    paragraph: Element
    text: str = ""
    """What is no text (a note's mark, a picture) stands as one sign."""
    plain: bool = True
    """Nothing but words: it can be parted into words that went along and others."""


def _whole(paragraph: Element, name: str, stamp: Stamp) -> _Whole | None:
    """The paragraph if it is all ours; None where anything else is in it."""
    mark = mark_properties(paragraph)
    marks = [] if mark is None else [c for c in mark if c.tag in MARKS]
    if len(marks) != 1 or not _ours(marks[0], name, stamp) or paragraph.find(f"{PPR}/{W}pPrChange") is not None:
        return None
    found = _Whole(paragraph)
    for child in elements(paragraph):
        if child.tag in RANGES or child.tag in NOISE:
            found.plain = False
        elif child.tag != PPR and not (_ours(child, name, stamp) and all(_leaves(run, found) for run in elements(child))):
            return None
    return found


def _leaves(run: Element, found: _Whole) -> bool:
    if run.tag != RUN or next(run.iter(BOX), None) is not None:
        return False
    for leaf in elements(run):
        if leaf.tag == RPR or leaf.tag in NOISE:
            continue
        if leaf.tag in (W + "t", _DELETED_TEXT):
            found.text += leaf.text or ""
        elif leaf.tag in _PLAIN:
            found.text += " "
        elif leaf.tag in _OTHER:
            found.text += _OBJECT
            found.plain = False
        else:
            return False
    return True


def _ours(mark: Element, name: str, stamp: Stamp) -> bool:
    return bool(mark.tag == W + name and mark.get(W + "author") == stamp.author and mark.get(W + "date") == stamp.date)


def _turn(paragraph: Element, was: str, kind: str, name: str, stamp: Stamp, *, whole: bool) -> None:
    own = mark_properties(paragraph)
    for mark in list((paragraph if whole or own is None else own).iter(W + was)):
        mark.tag = W + kind
    for text in list(paragraph.iter(_DELETED_TEXT)) if whole else ():
        text.tag = W + "t"
    start = stamp.mark(f"{kind}RangeStart")
    start.set(W + "name", name)
    end = etree.Element(W + f"{kind}RangeEnd", nsmap={"w": W[1:-1]})
    end.set(ID, start.get(ID, ""))
    paragraph.addprevious(start)
    paragraph.addnext(end)
