"""Changes of several delegations written into one Word file, each under its own name: what one proposes can be accepted without the others'."""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest
from typing import Final, Literal, TypeAlias

from lxml import etree

from negotiator.errors import NotFoundError, RefusedError
from negotiator.formats.word.comments import WordComment, initials
from negotiator.formats.word.hidden import Hidden
from negotiator.formats.word.package import Package, W
from negotiator.formats.word.redline.engine import Redliner
from negotiator.formats.word.redline.schema import (
    ALTERNATE,
    BOX,
    PPR,
    PPR_PLACE,
    RANGES,
    RPR,
    RUN,
    SECT,
    TEXT,
    XML_SPACE,
    Element,
    P,
    elements,
    remove,
    wording,
)
from negotiator.formats.word.redline.settle import settle, stamp_identity
from negotiator.formats.word.verify import faults
from negotiator.model.change import Op
from negotiator.text.redline import redline as redline_text

Kind: TypeAlias = Literal["replace", "insert", "delete"]
_LIKE_TEXT: Final = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011"}
_CONTAINS: Final = frozenset({W + "drawing", W + "pict", W + "object", BOX, PPR, RPR})


@dataclass(frozen=True, slots=True)
class Edit:
    """What one author does to paragraphs of the main text, counted from 1 in the file as it is."""

    author: str
    at: datetime
    paragraphs: tuple[int, ...]
    """Those that are replaced or deleted; for an insertion the one that it stands behind, 0 for the beginning."""
    text: str = ""
    """The new text, a line a paragraph."""
    kind: Kind = "replace"
    was: str = ""
    """The text that the new one is for, where a paragraph says more (a number that was typed): the rest of the paragraph stays."""
    comment: str = ""
    """Why: a comment of the author on the change."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two edits of one paragraph: the later stands whole behind it (a deletion is left out)."""

    paragraph: int
    earlier: str
    later: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """The file with everybody's changes, and where they met."""

    content: bytes
    clashes: tuple[Clash, ...]
    places: Mapping[int, int]
    """Ordinals of paragraphs of the file as it was, and what they are now."""


def propose(content: bytes, edits: Sequence[Edit]) -> Proposed:
    """The file with the edits as tracked changes of their authors, in the order given; rejecting all gives the file back.

    Where edits do not meet, accepting one author's and rejecting the rest gives that author's text. Each author's step is verified.
    Raises NotFoundError where a paragraph is not there, BadInputError where it is no Word file, RefusedError where the proof fails.
    """
    own, clashes = _apart(edits)
    opened = Package.open(content, "the file")
    there = len(stamp_identity(opened.xml(opened.main)))
    for edit in edits:
        for ordinal in edit.paragraphs:
            if not (1 if edit.kind != "insert" else 0) <= ordinal <= there:
                raise NotFoundError(f"the file has no paragraph {ordinal}", hint=f"its main text has {there} paragraphs, counted in tables and boxes, too")
    places = {n: n for n in range(1, there + 1)}
    ends: dict[int, int] = {}
    for (_, author, at), mine in sorted(own.items(), key=lambda step: step[0][0]):
        before = content
        wanted, pairs, made, behind = _edited(before, mine, places, ends)
        writer = Redliner(Package.open(before, "the file"), Package.open(wanted, "the proposed text"), author, at)
        hosts = dict(writer.ordinals)
        writer.run(pairs)
        if not writer.changed:
            continue
        writer.track()
        writer.comment([_reason(edit, place, places) for edit, place in zip(mine, made, strict=True) if edit.comment])
        content = writer.package.save()
        if found := faults(content, before, wanted):
            first = found[0].finding
            raise RefusedError(f"the changes of {author} were not written, because our own check found them wrong: {first.subject} {first.message}")
        now = {paragraph: n for n, paragraph in enumerate(writer.package.xml(writer.package.main).iter(P), 1)}
        places = {base: now[hosts[n]] for base, n in places.items() if hosts.get(n) in now}
        came = {base: writer.imports.copies.get(writer.new_ordinals[n]) for base, n in behind.items()}
        ends = {base: now[hosts[n]] for base, n in ends.items() if hosts.get(n) in now} | {base: now[p] for base, p in came.items() if p in now}
    return Proposed(content, clashes, places)


def _reason(edit: Edit, place: int | None, places: Mapping[int, int]) -> WordComment:
    """A comment on the change in the paragraph that has a place in the proposed text, or on one that goes."""
    ordinal = places[edit.paragraphs[0]] if place is None else place
    side: Literal["old", "new"] = "old" if place is None else "new"
    return WordComment(ordinal, edit.comment, edit.author, initials(edit.author), edit.at, side=side, on_change=True)


_Step: TypeAlias = tuple[bool, str, datetime]
"""Whether it strikes paragraphs, whose it is, and when."""


def _apart(edits: Sequence[Edit]) -> tuple[dict[_Step, list[Edit]], tuple[Clash, ...]]:
    """The edits by author and moment; one that meets an earlier one becomes an insertion behind it.

    Whole paragraphs are struck in steps of their own: what others write behind a paragraph needs it to be there still.
    """
    own: dict[_Step, list[Edit]] = {}
    holders: dict[int, str] = {}
    clashes: list[Clash] = []
    for edit in edits:
        met = [n for n in edit.paragraphs if edit.kind != "insert" and n in holders]
        clashes += [Clash(n, holders[n], edit.author) for n in met]
        if not met:
            if edit.kind != "insert":
                holders.update(dict.fromkeys(edit.paragraphs, edit.author))
            own.setdefault((edit.kind == "delete", edit.author, edit.at), []).append(edit)
        elif edit.kind != "delete":
            own.setdefault((False, edit.author, edit.at), []).append(replace(edit, paragraphs=(max(edit.paragraphs),), kind="insert"))
    return own, tuple(clashes)


_Pair: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]


def _edited(
    content: bytes, edits: Sequence[Edit], places: Mapping[int, int], ends: Mapping[int, int]
) -> tuple[bytes, list[_Pair], list[int | None], dict[int, int]]:
    """The file with all its changes accepted and one author's edits made, which paragraphs are which, where each edit stands (None for what goes), and
    which paragraph is the last that was written behind one. `ends` tells that of earlier authors: what is new stands behind theirs.
    """
    package = Package.open(content, "the file")
    root = package.xml(package.main)
    paragraphs = stamp_identity(root)
    merged = settle(root, rejected=False)
    unseen = Hidden(package).runs(root)

    def survivor(found: Element) -> Element:
        while found in merged:
            found = merged[found]
        return found

    def element(base: int) -> Element:
        return survivor(paragraphs[places[base]])

    written = {base: survivor(paragraphs[n]) for base, n in ends.items()}
    last = dict(written)

    made: list[Element | None] = []
    for edit in edits:
        lines = edit.text.split("\n") if edit.kind != "delete" else []
        if edit.kind == "insert":
            anchor = edit.paragraphs[-1]
            model = element(anchor or 1)
            before = last.get(anchor, model)
            begun: Element | None = None
            for line in lines:
                made_here = _insert(before if anchor or anchor in last else None, model, line, unseen)
                if not anchor and anchor not in last:
                    _outermost(model).addprevious(made_here)
                before = last[anchor] = made_here
                begun = made_here if begun is None else begun
            made.append(begun)
            continue
        here = None
        first: Element | None = None
        for ordinal, line, was in zip_longest(edit.paragraphs, lines, edit.was.split("\n") if edit.was else ()):
            if ordinal is None:
                here = _insert(here, here, line, unseen) if here is not None and line is not None else here
            elif line is None:
                _delete(element(ordinal), unseen)
            else:
                here = element(ordinal)
                rewrite(here, line, was or "", unseen)
            first = here if first is None else first
        if here is not None and len(lines) > len(edit.paragraphs):
            last.setdefault(edit.paragraphs[-1], here)
        made.append(first)
    for edit in edits:
        for ordinal in edit.paragraphs:
            _mirror(element(ordinal or 1))
    package.put(package.main, root)
    now = {paragraph: n for n, paragraph in enumerate(root.iter(P), 1)}
    pairs: list[_Pair] = [((old,), (now[paragraph],)) for old, paragraph in paragraphs.items() if paragraph in now]
    behind = {base: now[p] for base, p in last.items() if p is not written.get(base) and p in now}
    return package.save(), pairs, [None if p is None else now.get(p) for p in made], behind


def _mirror(paragraph: Element) -> None:
    """A text box that was changed is changed in the drawing's version for older programs, too, and the other way round."""
    box = next(paragraph.iterancestors(BOX), None)
    twins = None if box is None else next(box.iterancestors(ALTERNATE), None)
    if box is None or twins is None:
        return
    versions = [list(branch.iter(BOX)) for branch in elements(twins)]
    turn = next((found.index(box) for found in versions if box in found), 0)
    for found in versions:
        if box not in found and turn < len(found):
            found[turn][:] = [copy.deepcopy(child) for child in box]


def _outermost(paragraph: Element) -> Element:
    """The block of the body that a paragraph is, or stands in."""
    here = paragraph
    while (parent := here.getparent()) is not None and parent.tag != W + "body":
        here = parent
    return here


def _insert(behind: Element | None, model: Element | None, line: str, unseen: Collection[Element]) -> Element:
    made = etree.Element(P, nsmap={"w": W[1:-1]})
    properties = None if model is None else model.find(PPR)
    if properties is not None:
        copied = copy.deepcopy(properties)
        for unwanted in (*copied.findall(SECT), *copied.findall(f"{RPR}/{W}vanish")):
            remove(unwanted)
        copied[:] = sorted(copied, key=lambda c: PPR_PLACE.get(c.tag, 0))
        made.append(copied)
    look = None if model is None else next((run.find(RPR) for run in model.iterchildren(RUN) if run.find(TEXT) is not None and run not in unseen), None)
    made.append(_run(line, look))
    if behind is not None:
        behind.addnext(made)
    return made


def _delete(paragraph: Element, unseen: Collection[Element]) -> None:
    """Take a paragraph out. Where no paragraph follows (its mark would have to be taken from the one before, where another may write) only its text goes."""
    following = next((c for c in paragraph.itersiblings() if isinstance(c.tag, str) and c.tag not in RANGES), None)
    if following is None or following.tag != P or paragraph.find(f"{PPR}/{SECT}") is not None:
        rewrite(paragraph, "", "", unseen)
    else:
        remove(paragraph)


def _run(text: str, look: Element | None) -> Element:
    run = etree.Element(RUN, nsmap={"w": W[1:-1]})
    if look is not None:
        run.append(copy.deepcopy(look))
    run.append(_text(text))
    return run


def _text(text: str) -> Element:
    element = etree.Element(TEXT, nsmap={"w": W[1:-1]})
    element.text = text
    element.set(XML_SPACE, "preserve")
    return element


def _leaves(parent: Element, out: list[tuple[Element, str]], unseen: Collection[Element]) -> None:
    for child in parent:
        if child in unseen:
            continue
        if child.tag == TEXT:
            out.append((child, wording(child)))
        elif child.tag in _LIKE_TEXT:
            out.append((child, _LIKE_TEXT[child.tag]))
        elif isinstance(child.tag, str) and child.tag not in _CONTAINS and len(child):
            _leaves(child, out, unseen)


def rewrite(paragraph: Element, wanted: str, was: str = "", unseen: Collection[Element] = ()) -> None:
    """Give a paragraph without tracked changes another text: what stays keeps its format, new words take that of what stood there, pictures stay.

    With `was` only this text of the paragraph becomes the wanted one: a number typed before it stays. The runs in `unseen` are hidden text: they stay as
    they are, and no new word takes their look.
    """
    leaves: list[tuple[Element, str]] = []
    _leaves(paragraph, leaves, unseen)
    whole = "".join(text for _, text in leaves)
    if was and was != whole:
        wanted = _within(whole, was, wanted)
    if not leaves:
        if wanted:
            paragraph.append(_run(wanted, None))
        return
    for (leaf, before), now in zip(leaves, _shared_out([text for _, text in leaves], wanted), strict=True):
        if leaf.tag == TEXT:
            leaf.text = now
            leaf.set(XML_SPACE, "preserve")
        elif now != before:
            ahead, found, behind = now.partition(before)
            if ahead:
                leaf.addprevious(_text(ahead))
            if behind:
                leaf.addnext(_text(behind))
            if not found:
                remove(leaf)


def _within(whole: str, was: str, wanted: str) -> str:
    """The whole with a part of it replaced; the part is known by its words, whatever is between them."""
    words = was.split()
    found = re.search(r"\s+".join(re.escape(word) for word in words), whole.replace("\u00ad", "")) if words else None
    if found is None:
        return wanted
    whole = whole.replace("\u00ad", "")
    return whole[: found.start()] + wanted + whole[found.end() :]


def _shared_out(texts: Sequence[str], wanted: str) -> list[str]:
    """What each stretch of a paragraph says once the paragraph reads as wanted."""
    said = ["" for _ in texts]
    here = at = stood = 0
    for segment in redline_text("".join(texts), wanted).segments:
        if segment.op is Op.INSERT:
            # in a replacement the deletion comes first: what comes stands where it stood
            said[stood] += segment.text
            continue
        stood, left = here, segment.text
        while left:
            room = len(texts[here]) - at
            if segment.op is Op.EQUAL:
                said[here] += left[:room]
                stood = here
            at += min(room, len(left))
            left = left[room:]
            if at == len(texts[here]) and here < len(texts) - 1:
                here, at = here + 1, 0
                while not texts[here] and here < len(texts) - 1:
                    here += 1
    return said
