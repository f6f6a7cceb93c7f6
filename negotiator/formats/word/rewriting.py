"""The text of a paragraph written anew: what stays keeps its format, new words take that of what stood there, pictures and notes stay."""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from lxml import etree

from negotiator.formats.word.package import W
from negotiator.formats.word.redline.schema import BOX, PPR, RPR, RUN, TEXT, XML_SPACE, Element, remove, wording
from negotiator.model.change import Op
from negotiator.text.redline import redline as redline_text

_LIKE_TEXT: Final = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011"}
_ELEMENTS: Final = {"\n": W + "br", "\t": W + "tab"}
_CONTAINS: Final = frozenset({W + "drawing", W + "pict", W + "object", BOX, PPR, RPR})


def run_of(text: str, look: Element | None) -> Element:
    """A run that says a text."""
    run = etree.Element(RUN, nsmap={"w": W[1:-1]})
    if look is not None:
        run.append(copy.deepcopy(look))
    run.extend(_said(text))
    return run


def _said(text: str) -> Iterator[Element]:
    """A text as the children of a run: lines and tabs are elements of their own."""
    for part in re.split("([\n\t])", text):
        if part in _ELEMENTS:
            yield etree.Element(_ELEMENTS[part], nsmap={"w": W[1:-1]})
        elif part:
            element = etree.Element(TEXT, nsmap={"w": W[1:-1]})
            element.text = part
            element.set(XML_SPACE, "preserve")
            yield element


def text_of(paragraph: Element, unseen: Collection[Element] = ()) -> str:
    """What a paragraph without tracked changes says, a line break and a tab as such."""
    leaves: list[tuple[Element, str]] = []
    _leaves(paragraph, leaves, unseen)
    return "".join(text for _, text in leaves)


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
            paragraph.append(run_of(wanted, None))
        return
    for (leaf, before), now in zip(leaves, _shared_out([text for _, text in leaves], wanted), strict=True):
        if now == before:
            continue
        ahead, found, behind = now.partition(before) if leaf.tag != TEXT else (now, "", "")
        for element in _said(ahead):
            leaf.addprevious(element)
        for element in reversed([*_said(behind)]):
            leaf.addnext(element)
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
