"""Comments on the words they are about: a range in the text, a reference, and the comment itself; comments that are there already stay."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal

from lxml import etree

from negotiator.errors import NotFoundError
from negotiator.formats.word.anchoring import Marker, beside, changed, find
from negotiator.formats.word.package import Package, W

_P: Final = W + "p"
_R: Final = W + "r"
_ID: Final = W + "id"
_VAL: Final = W + "val"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_NOTES: Final = (W + "footnote", W + "endnote")
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
    near: int = 0
    """About where the words begin in the text of its paragraphs, in code points: it decides between equal words."""
    last: int = 0
    """The last of the paragraphs it is about; 0 where it is about one."""
    part: str = ""
    """`footnotes` or `endnotes`, where the paragraph is counted in these: the comment then stands on the note's mark in the text."""
    on_change: bool = False
    """Without words it is about what is changed in the paragraph, if anything is, and not about all of it."""


Places = Mapping[str, Callable[[str, int], "etree._Element | None"]]
"""For each side: the paragraph of a part (`""`: the main text) that has an ordinal."""


def annotate(content: bytes, comments: Sequence[WordComment]) -> bytes:
    """The Word file with these comments added. Raises NotFoundError where a paragraph is not there, BadInputError where the file is none."""
    if not comments:
        return content
    package = Package.open(content, "the Word file")
    found = paragraphs_of(package)
    add_comments(package, comments, {"new": found, "old": found})
    return package.save()


def paragraphs_of(package: Package) -> Callable[[str, int], etree._Element | None]:
    """Finds the paragraphs of a package as it is now, by part and ordinal."""
    parts: dict[str, dict[int, etree._Element]] = {}

    def paragraph(part: str, ordinal: int) -> etree._Element | None:
        if part not in parts:
            name = package.related(package.main, part) if part else package.main
            parts[part] = {} if name is None else dict(enumerate(package.xml(name).iter(_P), 1))
        return parts[part].get(ordinal)

    return paragraph


def add_comments(package: Package, comments: Iterable[WordComment], places: Places) -> None:
    """Write comments into an opened package; `places` tells for each side which paragraph an ordinal means. Raises NotFoundError."""
    writer = _Comments(package)
    for comment in comments:
        found = [places[comment.side](comment.part, n) for n in range(comment.paragraph, max(comment.paragraph, comment.last) + 1)]
        first = found[0]
        if first is None:
            raise NotFoundError(
                f"paragraph {comment.paragraph} of the {comment.side} text is not there to be commented on",
                hint="read the file again: its paragraphs have changed",
            )
        if comment.part:
            writer.on_note(first, comment)
        else:
            writer.add([p for p in found if p is not None and p.getparent() is first.getparent()], comment)


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

    def add(self, paragraphs: Sequence[etree._Element], comment: WordComment) -> None:
        """Write a comment on words of paragraphs that follow one another, or on all of them."""
        identity = self._fresh()
        start, end = _edges(identity)
        found = find(paragraphs, comment.quote, comment.side, comment.near)
        about = changed(paragraphs[0]) if found is None and comment.on_change else None
        if found is not None:
            marker = Marker(self._fresh)
            marker.behind(found[1], end)
            marker.before(found[0], start)
        elif about is not None:
            about[0].addprevious(start)
            about[1].addnext(end)
        else:
            properties = paragraphs[0].find(W + "pPr")
            paragraphs[0].insert(0 if properties is None else 1, start)
            paragraphs[-1].append(end)
        beside(end).addnext(self._reference(identity))
        self._root.append(self._comment(identity, comment))

    def on_note(self, paragraph: etree._Element, comment: WordComment) -> None:
        """Write a comment on the mark in the text that leads to a note. Raises NotFoundError."""
        note = next((a for a in paragraph.iterancestors() if a.tag in _NOTES), None)
        wanted = None if note is None else (str(note.tag) + "Reference", note.get(_ID))
        main = self._package.xml(self._package.main)
        mark = next((e for e in main.iter(*(tag + "Reference" for tag in _NOTES)) if (e.tag, e.get(_ID)) == wanted), None)
        if mark is None:
            raise NotFoundError("no mark in the text leads to a note that is commented on", hint="read the file again: its notes have changed")
        identity = self._fresh()
        start, end = _edges(identity)
        marker = Marker(self._fresh)
        marker.behind((mark, 1), end)
        marker.before((mark, 0), start)
        beside(end).addnext(self._reference(identity))
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


def initials(name: str) -> str:
    """The letters that a program shows beside a comment of this author."""
    return "".join(word[0] for word in name.split()[:3]).upper()


def _edges(identity: str) -> tuple[etree._Element, etree._Element]:
    start, end = etree.Element(W + "commentRangeStart"), etree.Element(W + "commentRangeEnd")
    start.set(_ID, identity)
    end.set(_ID, identity)
    return start, end


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
