"""Comments on the words they are about: a range in the text, a reference, and the comment itself; comments that are there already stay."""

from __future__ import annotations

import copy
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal

from lxml import etree

from negotiator.errors import NotFoundError
from negotiator.formats.word.package import Package, W

_P: Final = W + "p"
_R: Final = W + "r"
_ID: Final = W + "id"
_VAL: Final = W + "val"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TRACKED: Final = frozenset(W + name for name in ("ins", "del", "moveFrom", "moveTo"))
_GONE: Final = {"new": frozenset({W + "del", W + "moveFrom"}), "old": frozenset({W + "ins", W + "moveTo"})}
_TEXTS: Final = frozenset({W + "t", W + "delText"})
_LIKE_TEXT: Final = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011"}
_SKIPPED: Final = frozenset({W + "pPr", W + "rPr", W + "txbxContent"})
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_NUMBERED: Final = frozenset(W + name for name in ("footnote", "endnote", "num", "abstractNum"))


@dataclass(frozen=True, slots=True)
class WordComment:
    """A comment on a paragraph, or on the words of it that `quote` gives."""

    paragraph: int
    """Ordinal among all paragraphs (`w:p`) of the main part, counted from 1, in the file of its side."""
    text: str
    """A line break begins a new paragraph of the comment."""
    author: str
    initials: str
    at: datetime
    side: Literal["new", "old"] = "new"
    """In a redline: whether the paragraph is counted in the new file or in the old one."""
    quote: str = ""
    """The words it is about; where they are not found the whole paragraph is meant."""


def annotate(content: bytes, comments: Sequence[WordComment]) -> bytes:
    """The Word file with these comments added. Raises NotFoundError where a paragraph is not there, BadInputError where the file is none."""
    if not comments:
        return content
    package = Package.open(content, "the Word file")
    paragraphs = dict(enumerate(package.xml(package.main).iter(_P), 1))
    add_comments(package, comments, {"new": paragraphs.get, "old": paragraphs.get})
    return package.save()


def add_comments(package: Package, comments: Iterable[WordComment], places: Mapping[str, Callable[[int], etree._Element | None]]) -> None:
    """Write comments into an opened package; `places` tells for each side the paragraph of an ordinal. Raises NotFoundError."""
    writer = _Comments(package)
    for comment in comments:
        paragraph = places[comment.side](comment.paragraph)
        if paragraph is None:
            raise NotFoundError(
                f"paragraph {comment.paragraph} of the {comment.side} text is not there to be commented on",
                hint="read the file again: its paragraphs have changed",
            )
        writer.add(paragraph, comment)


class _Comments:
    """The comments part of one package, and the next free id."""

    def __init__(self, package: Package) -> None:
        self._package = package
        main = package.main
        part = package.related(main, "comments")
        if part is None:
            part = posixpath.join(posixpath.dirname(main), "comments.xml")
            if package.has(part):
                part = package.fresh(posixpath.join(posixpath.dirname(main), "comments{}.xml"))
            package.put(part, etree.Element(W + "comments", nsmap={"w": W[1:-1]}), _TYPE)
            package.relate(main, "comments", part)
        self._root = package.xml(part)
        package.put(part, self._root)
        package.put(main, package.xml(main))
        self._next = max(_ids(package), default=0) + 1
        self._text_style, self._mark_style = _styles(package)

    def _fresh(self) -> str:
        self._next += 1
        return str(self._next - 1)

    def add(self, paragraph: etree._Element, comment: WordComment) -> None:
        identity = self._fresh()
        start, end = etree.Element(W + "commentRangeStart"), etree.Element(W + "commentRangeEnd")
        start.set(_ID, identity)
        end.set(_ID, identity)
        found = _find(paragraph, comment.quote, comment.side) if comment.quote else None
        if found is None:
            properties = paragraph.find(W + "pPr")
            paragraph.insert(0 if properties is None else 1, start)
            paragraph.append(end)
        else:
            first, last = found
            after = self._parted(paragraph, *last)
            before = self._parted(paragraph, *first)
            _insert_before(paragraph, before, start)
            _insert_before(paragraph, after, end)
        end.addnext(self._reference(identity))
        self._root.append(self._comment(identity, comment))

    def _reference(self, identity: str) -> etree._Element:
        run = etree.Element(_R)
        if self._mark_style:
            etree.SubElement(etree.SubElement(run, W + "rPr"), W + "rStyle").set(_VAL, self._mark_style)
        etree.SubElement(run, W + "commentReference").set(_ID, identity)
        return run

    def _comment(self, identity: str, comment: WordComment) -> etree._Element:
        element = etree.Element(W + "comment")
        element.set(_ID, identity)
        element.set(W + "author", _printable(comment.author))
        moment = comment.at if comment.at.tzinfo is None else comment.at.astimezone(UTC)
        element.set(W + "date", moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
        element.set(W + "initials", _printable(comment.initials))
        for at, line in enumerate(_printable(comment.text).split("\n")):
            paragraph = etree.SubElement(element, _P)
            if self._text_style:
                etree.SubElement(etree.SubElement(paragraph, W + "pPr"), W + "pStyle").set(_VAL, self._text_style)
            if at == 0:
                mark = etree.SubElement(paragraph, _R)
                if self._mark_style:
                    etree.SubElement(etree.SubElement(mark, W + "rPr"), W + "rStyle").set(_VAL, self._mark_style)
                etree.SubElement(mark, W + "annotationRef")
            if line:
                text = etree.SubElement(etree.SubElement(paragraph, _R), W + "t")
                text.text = line
                text.set(_SPACE, "preserve")
        return element

    def _parted(self, paragraph: etree._Element, leaf: etree._Element, offset: int) -> etree._Element | None:
        """The child of the paragraph before which a place stands (None: its end), runs and tracked changes cut in two where the place is inside one.

        What cannot be cut (a link, a content control, a field) is left whole: the place moves to its beginning.
        """
        run = leaf.getparent()
        if run is None or run.tag != _R:
            return None
        at = split_run(run, leaf, offset)
        here: etree._Element = run
        while here.getparent() is not None and here.getparent() is not paragraph:
            parent = here.getparent()
            if parent is None:
                break
            if parent.tag in _TRACKED and at is not None and parent[0] is not at:
                at = self._split_change(parent, at)
            elif parent.tag in _TRACKED and at is None:
                at = parent.getnext()
            else:
                at = parent
            here = parent
        return at if at is None or at.getparent() is paragraph else None

    def _split_change(self, change: etree._Element, at: etree._Element) -> etree._Element:
        half = etree.Element(change.tag, dict(change.attrib), nsmap=change.nsmap)
        half.set(_ID, self._fresh())
        half.extend(list(change)[change.index(at) :])
        change.addnext(half)
        return half


def split_run(run: etree._Element, leaf: etree._Element, offset: int) -> etree._Element | None:
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
        following: etree._Element | None = run.getnext()
        return following
    second = etree.Element(_R, dict(run.attrib), nsmap=run.nsmap)
    properties = run.find(W + "rPr")
    if properties is not None:
        second.append(copy.deepcopy(properties))
    second.extend(list(run)[index:])
    run.addnext(second)
    return second


def _insert_before(paragraph: etree._Element, place: etree._Element | None, mark: etree._Element) -> None:
    if place is None:
        paragraph.append(mark)
    else:
        place.addprevious(mark)


Place = tuple[etree._Element, int]


def _find(paragraph: etree._Element, quote: str, side: str) -> tuple[Place, Place] | None:
    """Where a quote begins and ends in a paragraph as it reads on one side: exactly, else with space and case disregarded."""
    leaves: list[tuple[etree._Element, str]] = []
    _leaves(paragraph, _GONE[side], leaves)
    text = "".join(shown for _, shown in leaves)
    start = text.find(quote)
    end = start + len(quote)
    if start < 0:
        loose = re.search(r"\s+".join(re.escape(word) for word in quote.split()), text, re.IGNORECASE) if quote.split() else None
        if loose is None:
            return None
        start, end = loose.span()
    if start == end:
        return None
    first = last = None
    at = 0
    for leaf, shown in leaves:
        if first is None and start < at + len(shown):
            first = (leaf, start - at)
        if end <= at + len(shown):
            last = (leaf, end - at)
            break
        at += len(shown)
    return None if first is None or last is None else (first, last)


def _leaves(parent: etree._Element, gone: frozenset[str], out: list[tuple[etree._Element, str]]) -> None:
    for child in parent:
        if child.tag in _TEXTS:
            if child.text:
                out.append((child, child.text))
        elif child.tag in _LIKE_TEXT:
            out.append((child, _LIKE_TEXT[child.tag]))
        elif child.tag not in gone and child.tag not in _SKIPPED and isinstance(child.tag, str) and len(child):
            _leaves(child, gone, out)


def _printable(text: str) -> str:
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _styles(package: Package) -> tuple[str, str]:
    """Ids of the styles that Word gives comments, empty where the file has none."""
    part = package.related(package.main, "styles")
    found = {"annotation text": "", "annotation reference": ""}
    for style in () if part is None else package.xml(part).iterchildren(W + "style"):
        name = style.find(W + "name")
        if name is not None and str(name.get(_VAL, "")).casefold() in found:
            found[str(name.get(_VAL, "")).casefold()] = style.get(W + "styleId", "")
    return found["annotation text"], found["annotation reference"]


def _ids(package: Package) -> Iterable[int]:
    stories = {"footnotes", "endnotes", "comments", "header", "footer"}
    parts = [package.main, *(r.target for r in package.relations(package.main) if r.kind in stories and not r.external and package.has(r.target))]
    for part in parts:
        for element in package.xml(part).iter():
            identity = element.get(_ID) if isinstance(element.tag, str) and element.tag not in _NUMBERED else None
            if identity is not None and identity.lstrip("-").isdigit():
                yield min(int(identity), 2**30)
