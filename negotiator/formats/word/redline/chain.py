"""The paragraphs of the result in a row, and whose mark ends each: one function knows what cannot be marked at the end of a cell or before a table."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lxml import etree

from negotiator.formats.word.package import W
from negotiator.formats.word.redline.pieces import Kind, Piece
from negotiator.formats.word.redline.schema import GONE, PPR, RANGES, Element, P, mark_kinds, section_of
from negotiator.formats.word.redline.script import Op, Step


@dataclass(slots=True, eq=False)
class Out:
    """One paragraph of the result. Its mark stays where both `old` and `new` are given, goes where only `old` is, comes where only `new` is."""

    host: Element | None = None
    """The old paragraph whose element it keeps; None for a new one."""
    old: Element | None = None
    """The old paragraph whose mark and properties it has when all is rejected."""
    new: Element | None = None
    """The new paragraph whose mark and properties it has when all is accepted."""
    steps: list[Step] | None = None
    """Its content; None where it is untouched or comes or goes whole."""
    whole: str = ""
    """`ins` or `del` where all of its content comes or goes."""
    theirs: bool = False
    """Its mark is deleted by someone else's change, which stays."""

    alike: Element | None = None
    """The new paragraph that it was found to be the same as."""
    home: Element | None = None
    """The new paragraph whose text it holds, wherever the marks are moved."""
    bare: bool = False
    """Its mark is the last of all, behind a section that one side ends with: it is there in both states."""

    def __post_init__(self) -> None:
        self.home = self.home if self.home is not None else self.new

    @property
    def stays(self) -> bool:
        return self.old is not None and self.new is not None

    def survives(self, gone: Op) -> bool:
        """Whether anything in it is still there once what carries this operation has gone."""
        if self.steps is None:
            holder = self.host if self.host is not None else self.new
            full = holder is not None and any(child.tag != PPR for child in holder)
            return full and self.whole != ("del" if gone is Op.DELETE else "ins")
        return any(step.op is not gone and not (step.old is None and step.new is None) for step in self.steps)


@dataclass(slots=True, eq=False)
class Fixed:
    """A block that is no paragraph, as it goes into the result."""

    element: Element
    state: str = "kept"
    """`kept`, `ins`, `del`, or `between` for a bookmark's edge, which parts nothing."""


Item = Out | Fixed


def cut(steps: Sequence[Step], last_old: Element, last_new: Element) -> list[Out]:
    """A script over several paragraphs, cut at the marks in it; the last paragraph of both sides ends it."""
    out: list[Out] = []
    mine: list[Step] = []
    for step in steps:
        waiting: list[Piece] = []
        for piece in step.before:
            if piece.kind is Kind.HIDDEN and piece.element is not None and piece.element.tag == P:
                mine.append(Step(Op.KEEP, None, None, tuple(waiting)))
                out.append(Out(piece.element, piece.element, None, mine, theirs=True))
                mine, waiting = [], []
            else:
                waiting.append(piece)
        mark = step.old if step.old is not None and step.old.kind is Kind.MARK else step.new if step.new is not None and step.new.kind is Kind.MARK else None
        if mark is None:
            step.before = tuple(waiting)
            mine.append(step)
            continue
        mine.append(Step(Op.KEEP, None, None, tuple(waiting), step.opened))
        old = None if step.old is None else step.old.element
        out.append(Out(old, old, None if step.new is None else step.new.element, mine))
        mine = []
    if (section_of(last_old) is None) == (section_of(last_new) is None):
        out.append(Out(last_old, last_old, last_new, mine))
        _whole_ones(out)
    elif section_of(last_old) is None:
        # a section comes to an end behind the text: the old mark goes, with nothing before it
        out.append(Out(last_old, None, last_new, mine))
        out.append(Out(None, _parted(last_old), None, []))
    else:
        out.append(Out(last_old, last_old, None, mine, home=last_new))
        out.append(Out(None, None, last_new, []))
        out[-1].home = None
    return out


def _whole_ones(out: list[Out]) -> None:
    """A paragraph of which nothing stays goes (or comes) with its own mark, and the one before it keeps its own, as if struck (or typed) at one go."""
    for before, last in zip(reversed(out[:-1]), reversed(out), strict=False):
        if not last.stays or before.theirs or not _plain(*(p for p in (before.old, before.new, last.old, last.new) if p is not None)):
            return
        ops = {step.op for step in last.steps or () if step.old is not None or step.new is not None}
        if before.new is None and ops == {Op.DELETE}:
            before.new, before.home, last.new, last.home = last.new, last.new, None, None
        elif before.old is None and ops == {Op.INSERT} and before.host is None:
            before.host, before.old, last.host, last.old = last.host, last.old, None, None
        else:
            return


Content = Callable[[Out], list[Step]]


def settle_tails(items: list[Item], content: Content) -> None:
    """Where a container or a stretch before a table ends, its last paragraph keeps its mark: changes of marks move one paragraph up."""
    # `content` tells the steps of a paragraph that comes or goes whole, needed where two of them become one
    _part_from_theirs(items)
    _join_insertions(items)
    at = start = 0
    while at <= len(items):
        here = items[at] if at < len(items) else None
        if here is None or (isinstance(here, Fixed) and here.state != "between"):
            at = _settle(items, start, at, content, at_end=here is None)
            start = at + 1
        at += 1


def keep_last(items: Sequence[Item]) -> None:
    """The very last mark of a text is there in both states."""
    last = next((item for item in reversed(items) if isinstance(item, Out) or item.state != "between"), None)
    if isinstance(last, Out) and not last.stays and not last.theirs:
        last.bare = True


def _join_insertions(items: list[Item]) -> None:
    """What is inserted at the end of a paragraph and in whole paragraphs behind it is one insertion, as if typed at one go.

    The mark that comes is the first paragraph's, the last keeps the old one. LibreOffice 7.4 takes the two insertions for one in any case, and
    rejecting it would take the mark between them along.
    """
    for at, item in enumerate(items):
        if not (isinstance(item, Out) and item.stays and item.steps and _ends_with_insertion(item.steps)):
            continue
        last: Out | None = None
        for following in items[at + 1 :]:
            if not (isinstance(following, Out) and following.whole == "ins" and following.old is None):
                break
            last = following
        if last is not None and item.old is not None and _plain(item.old, last.new) and not mark_kinds(item.old):
            last.old, item.old = _stub(item.old), None


def _part_from_theirs(items: list[Item]) -> None:
    """What comes behind a paragraph that ends with another's inserted mark comes before that mark: with his change rejected, ours still begins a new one."""
    for at, item in enumerate(items):
        if not (isinstance(item, Out) and item.stays and item.old is not None and _ended_by_others(item.old)):
            continue
        last: Out | None = None
        for following in items[at + 1 :]:
            if not (isinstance(following, Out) and following.old is None):
                break
            last = following
        if last is not None and _plain(item.old, last.new):
            last.old, item.old = _stub(item.old), None


def _ended_by_others(paragraph: Element) -> bool:
    """Whether its mark was inserted behind text that was there before."""
    inserted = W + "ins"
    return inserted in mark_kinds(paragraph) and any(child.tag not in RANGES and child.tag not in (PPR, inserted, *GONE) for child in paragraph)


def _ends_with_insertion(steps: Sequence[Step]) -> bool:
    told = [step for step in steps if step.old is not None or step.new is not None]
    return bool(told) and told[-1].op is Op.INSERT


def _settle(items: list[Item], start: int, end: int, content: Content, *, at_end: bool) -> int:
    """One stretch; says where it ends now."""
    tail: list[Out] = []
    for item in reversed(items[start:end]):
        if isinstance(item, Out):
            if item.stays:
                break
            tail.insert(0, item)
    goes = [o for o in tail if o.new is None and not o.theirs]
    comes = [o for o in tail if o.old is None]
    if goes and comes and not _commute(items, goes[-1], comes[-1], content) and (_turned(items, goes[-1]) or _turned(items, comes[-1])):
        goes, comes = [o for o in tail if o.new is None and not o.theirs], [o for o in tail if o.old is None]
    if goes and comes and _alike(goes[-1].old, comes[-1].new) and _commute(items, goes[-1], comes[-1], content):
        _join(items, goes[-1], comes[-1], content)
        return end - 1
    if bool(goes) is bool(comes):
        return end
    crossed, one = ("del", goes[-1]) if goes else ("ins", comes[-1])
    first = items.index((goes or comes)[0])
    before = _previous(items, first, start, crossed, far=at_end)
    if before is not None:
        _hand_down(before, one)
        return end
    mate = _mate(items, first, crossed) if at_end else None
    pair = None if mate is None else (one, mate) if goes else (mate, one)
    if pair is not None and _alike(pair[0].old, pair[1].new) and _commute(items, *pair, content):
        _join(items, *pair, content)
        return end - 1
    return end


def _hand_down(before: Out, last: Out) -> None:
    """The last paragraph keeps the mark that stays, the one before it takes the change."""
    if last.new is None and before.new is not None and _alike(last.old, before.new):
        last.new, before.new = before.new, None
    elif last.old is None and before.old is not None and _alike(before.old, last.new):
        last.old, before.old = _stub(before.old) if _plain(before.old) else _parted(before.old), None


def _join(items: list[Item], goes: Out, comes: Out, content: Content) -> None:
    """Make a paragraph that goes and one that comes one paragraph, at the place of the later: its mark stays."""
    first, second = (goes, comes) if _pure(goes, content) or items.index(goes) < items.index(comes) else (comes, goes)
    goes.steps = [*content(first), *content(second)]
    goes.new = goes.home = comes.new
    goes.whole = ""
    at = max(items.index(comes), items.index(goes)) - 1
    items.remove(comes)
    items.remove(goes)
    items.insert(at, goes)


def _commute(items: list[Item], goes: Out, comes: Out, content: Content) -> bool:
    """Whether the earlier of the two may stand at the place of the later: nothing that stays would change its turn."""
    here, there = sorted((items.index(goes), items.index(comes)))
    passed = [item for item in items[here + 1 : there] if isinstance(item, Out)]
    return not passed or all(_pure(out, content) for out in (*passed, items[here]) if isinstance(out, Out))


def _pure(out: Out, content: Content) -> bool:
    """Whether all that stands in a paragraph that goes goes, or comes in one that comes."""
    wanted = Op.DELETE if out.new is None else Op.INSERT
    return all(step.op is wanted for step in content(out) if step.old is not None or step.new is not None)


def _turned(items: list[Item], text: Out) -> bool:
    """A text and its mark, then nothing and the mark that takes its place: the two marks change places; says whether there is such a pair."""
    at = items.index(text)
    other = items[at + 1] if at + 1 < len(items) else None
    if not (isinstance(other, Out) and other.host is None and other.steps == [] and (text.new is None) is (other.old is None)):
        return False
    if text.new is None and text.old is not None:
        text.new, other.new = other.new, None
        other.old, text.old = _parted(text.old) if text.old is text.host else text.old, None
    else:
        text.old, other.old = other.old, None
        other.new, text.new = text.new, None
    return True


def _mate(items: list[Item], at: int, crossed: str) -> Out | None:
    """The paragraph before a place that goes where what stands between comes (`ins`), or comes where that goes (`del`)."""
    for item in reversed(items[:at]):
        if isinstance(item, Out):
            if item.stays or item.theirs:
                return None
            if (item.new is None) is (crossed == "ins"):
                return item
            continue
        if item.state not in ("between", crossed):
            return None
    return None


def _previous(items: list[Item], at: int, start: int, crossed: str, *, far: bool) -> Out | None:
    """The paragraph before a place that stays; tables that come or go with the changes do not stand between."""
    for k in range(at - 1, -1 if far else start - 1, -1):
        item = items[k]
        if isinstance(item, Fixed):
            if item.state in ("between", crossed):
                continue
            return None
        if item.stays:
            return item
        if (item.old is None) != (crossed == "ins"):
            return None
    return None


def _alike(old: Element | None, new: Element | None) -> bool:
    return old is not None and new is not None and (section_of(old) is None) == (section_of(new) is None)


def _plain(*paragraphs: Element | None) -> bool:
    return all(p is not None and section_of(p) is None for p in paragraphs)


def _stub(paragraph: Element) -> Element:
    """A paragraph's properties apart from it, because its own are about to be written anew."""
    stub = etree.Element(P)
    properties = paragraph.find(PPR)
    if properties is not None:
        stub.append(copy.deepcopy(properties))
    return stub


def _parted(paragraph: Element) -> Element:
    """A paragraph's properties taken from it: its own are about to be written anew, and a section has to stay the very element it is."""
    stub = etree.Element(P)
    properties = paragraph.find(PPR)
    if properties is not None:
        stub.append(properties)
    return stub


def target(items: Sequence[Item], at: int, side: str) -> Element | None:
    """The paragraph that a paragraph without a mark on one side (`old` or `new`) runs on into there."""
    crossed = "del" if side == "new" else "ins"
    for item in items[at + 1 :]:
        if isinstance(item, Fixed):
            if item.state in ("between", crossed):
                continue
            return None
        found: Element | None = getattr(item, side)
        if found is not None:
            return found
    return None
