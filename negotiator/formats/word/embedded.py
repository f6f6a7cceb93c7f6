"""Files that stand inside a Word file as they came (`altChunk`) and that Word shows as its text: Word, web pages, plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import Final

from negotiator.errors import BadInputError
from negotiator.formats.word.bare_page import without_unshown
from negotiator.formats.word.numerals import numeral
from negotiator.formats.word.package import MOST_BYTES
from negotiator.model.block import Anchor, Block, BlockRole, Mark

DEEPEST: Final = 3
"""Files inside files inside files that are followed."""
_SHOWN: Final = frozenset((BlockRole.BODY, BlockRole.TEXT_BOX, BlockRole.FOOTNOTE, BlockRole.ENDNOTE, BlockRole.STRUCK, BlockRole.HIDDEN, BlockRole.CONTENTS))
_PARAGRAPHS: Final = frozenset(
    (
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "tr",
        "td",
        "th",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "hr",
        "section",
        "article",
        "dt",
        "dd",
        "body",
    )
)
_UNSEEN: Final = frozenset(("head", "style", "script", "title"))
_MARKS: Final = {
    "s": "strike",
    "strike": "strike",
    "del": "strike",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
}
_LISTS: Final = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


def embedded_blocks(content: bytes, content_type: str, name: str, *, depth: int) -> Sequence[Block] | None:
    """The blocks of an embedded file, anchored in its part; None where it is of a kind that is not read (RTF, pictures) or too deep."""
    part = name.rpartition("/")[2]
    if depth > DEEPEST or not content or len(content) > MOST_BYTES:
        return None
    if content.startswith(b"PK"):
        return _word(content, part, depth)
    head = content[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith(b"mime-version") or "message/rfc822" in content_type:
        page = _page_of(content)
        return None if page is None else _placed(_html(page), part)
    if "html" in content_type or head.startswith((b"<html", b"<!doctype html", b"<?xml")):
        return _placed(_html(_decoded(content)), part)
    if content_type.startswith("text/plain") or part.endswith(".txt"):
        return _placed((Line(" ".join(line.split())) for line in re.split(r"\r\n|\n|\r", _decoded(content))), part)
    return None


def _word(content: bytes, part: str, depth: int) -> Sequence[Block] | None:
    from negotiator.formats.word.blocks import read_nested

    try:
        reading = read_nested(part, content, depth)
    except BadInputError:
        return None
    return [replace(b, anchor=replace(b.anchor, part=f"{part}/{b.anchor.part}" if b.anchor.part else part)) for b in reading.blocks if b.role in _SHOWN]


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of an embedded page or text."""

    text: str
    heading: int = 0
    label: str = ""
    level: int | None = None
    marks: tuple[Mark, ...] = ()
    hidden: bool = False
    """The page does not show it."""


def _placed(lines: Iterator[Line], part: str) -> list[Block]:
    return [
        Block(
            line.text,
            Anchor("paragraph", number, part),
            len(line.text.split()),
            BlockRole.HIDDEN if line.hidden else BlockRole.BODY,
            label=line.label,
            heading=line.heading,
            list_level=line.level,
            marks=line.marks,
        )
        for number, line in enumerate((line for line in lines if line.text), 1)
    ]


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    stated = _CHARSET.search(content[:2000])
    for encoding in (stated[1].decode("ascii", "replace") if stated else "utf-8", "utf-8"):
        try:
            return content.decode(encoding).removeprefix("\ufeff")
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("windows-1252", "replace")


def _page_of(content: bytes) -> str | None:
    """The page of a web archive (MHT)."""
    from email import message_from_bytes, policy

    for piece in message_from_bytes(content, policy=policy.default).walk():
        if piece.get_content_type() == "text/html":
            payload = piece.get_payload(decode=True)
            return _decoded(payload) if isinstance(payload, bytes) else None
    return None


def _html(page: str) -> Iterator[Line]:
    page, unshown = without_unshown(page)
    reader = _Page()
    reader.feed(page)
    reader.close()
    reader.end_paragraph()
    yield from reader.lines
    yield from (Line(text, hidden=True) for text in unshown)


class _Page(HTMLParser):
    """Takes the paragraphs out of a web page, with the numbers of its lists."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._text = ""
        self._unseen = 0
        self._heading = 0
        self._label = ""
        self._lists: list[list[object]] = []
        self._open: list[tuple[str, int]] = []
        self._marks: list[Mark] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "br":
            self._text = f"{self._text.rstrip(' ')}\n"
        elif tag in _PARAGRAPHS:
            self.end_paragraph()
            if re.fullmatch(r"h[1-6]", tag):
                self._heading = int(tag[1])
            elif tag in ("ol", "ul"):
                stated = dict(attrs)
                start = stated.get("start") or "1"
                form = _LISTS.get(stated.get("type") or "1", "decimal") if tag == "ol" else "bullet"
                self._lists.append([form, int(start) if start.lstrip("-").isdigit() else 1])
            elif tag == "li" and self._lists:
                self._label = self._next_label()
        elif tag in _MARKS:
            self._open.append((tag, len(self._text)))

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _PARAGRAPHS:
            self.end_paragraph()
            if tag in ("ol", "ul") and self._lists:
                self._lists.pop()
        elif tag in _MARKS:
            for index in range(len(self._open) - 1, -1, -1):
                if self._open[index][0] == tag:
                    _, start = self._open.pop(index)
                    self._marks.append(Mark(start, len(self._text), _MARKS[tag]))
                    break

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        text = re.sub(r"[ \t\r\n\f]+", " ", data)
        self._text += text.lstrip(" ") if not self._text or self._text[-1] in " \n" else text

    def end_paragraph(self) -> None:
        """What came since the last end is a paragraph."""
        text = self._text.strip()
        if text:
            lead = len(self._text) - len(self._text.lstrip())
            self._marks += [Mark(start, len(self._text), _MARKS[tag]) for tag, start in self._open]
            fitted = (replace(m, start=max(0, m.start - lead), end=min(len(text), m.end - lead)) for m in self._marks)
            marks = tuple(m for m in fitted if m.start < m.end and text[m.start : m.end].strip())
            self.lines.append(Line(text, self._heading, self._label, len(self._lists) - 1 if self._label else None, marks))
            self._label = ""
        self._text, self._marks, self._heading = "", [], 0
        self._open = [(tag, 0) for tag, _ in self._open]

    def _next_label(self) -> str:
        form, number = self._lists[-1]
        if form == "bullet" or not isinstance(number, int):
            return "•"
        self._lists[-1][1] = number + 1
        return f"{numeral(number, str(form))}."
