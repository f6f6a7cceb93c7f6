"""Comments in a Word file as they were written: by whom, when, on which words, and in answer to what; they are never clauses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from negotiator.formats.word.package import W14, Package, W
from negotiator.formats.word.runs import element_text

_W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_P: Final = f"{W}p"
_ID: Final = f"{W}id"
_START: Final = f"{W}commentRangeStart"
_END: Final = f"{W}commentRangeEnd"
_REFERENCE: Final = f"{W}commentReference"
_TEXTS: Final = (f"{W}t", f"{W}delText")
_SIGNS: Final = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}


@dataclass(frozen=True, slots=True)
class WordRemark:
    """One comment of a Word file."""

    id: str
    """Its id in the file."""
    author: str
    initials: str
    at: datetime | None
    """When it was written as the file states it; naive where no zone is stated, None where no date is."""
    paragraph: int
    """Ordinal of the paragraph where the words begin among all `w:p` of the main part, counted from 1; 0 where the text does not refer to it."""
    quote: str
    """The words it stands on, deleted ones included, with an arrow to those in their place; paragraphs apart by a line break; empty for a place alone."""
    text: str
    """What it says; paragraphs apart by a line break."""
    parent: str | None = None
    """Id of the comment that it answers."""
    resolved: bool = False
    """Its thread is marked as done."""
    last_paragraph: int = 0
    """Ordinal of the paragraph where the words end."""


def read_comments(package: Package) -> tuple[WordRemark, ...]:
    """All comments in the order of their places in the text, answers behind what they answer; those without a place last. Raises BadInputError."""
    part = package.related(package.main, "comments")
    if part is None:
        return ()
    elements = {e.get(_ID, ""): e for e in package.xml(part).iterfind(f"{W}comment")}
    if not elements:
        return ()
    places = _Places(package.xml(package.main))
    threads = _threads(package)
    by_last = {_last_paragraph_id(e): comment for comment, e in elements.items()}
    remarks = {}
    for comment, element in elements.items():
        answered, done = threads.get(_last_paragraph_id(element), ("", False))
        first, last, quote = places.of(comment)
        remarks[comment] = WordRemark(
            id=comment,
            author=element.get(f"{W}author", ""),
            initials=element.get(f"{W}initials", ""),
            at=_moment(element.get(f"{W}date")),
            paragraph=first,
            quote=quote,
            text="\n".join(_text(p) for p in element.iter(_P)).strip(),
            parent=by_last.get(answered) if answered else None,
            resolved=done,
            last_paragraph=last,
        )
    order = {comment: n for n, comment in enumerate(remarks)}

    def place(remark: WordRemark) -> tuple[float, int, int, int]:
        head, seen = remark, {remark.id}
        while head.parent is not None and head.parent in remarks and head.parent not in seen:
            head = remarks[head.parent]
            seen.add(head.id)
        return head.paragraph or float("inf"), places.rank(head.id), order[head.id], order[remark.id] if remark is not head else -1

    return tuple(sorted(remarks.values(), key=place))


class _Places:
    """Where comments stand in a text: found in one walk."""

    def __init__(self, root: Any) -> None:
        self._first: dict[str, int] = {}
        self._last: dict[str, int] = {}
        self._words: dict[str, list[str]] = {}
        self._ranks: dict[str, int] = {}
        open_ranges: dict[str, None] = {}
        ordinal, struck_before = 0, False
        for element in root.iter(_P, _START, _END, _REFERENCE, *_TEXTS, *_SIGNS):
            tag = element.tag
            if tag == _P:
                ordinal += 1
                for comment in open_ranges:
                    self._words[comment].append("\n")
                    self._last[comment] = ordinal
            elif tag == _START:
                comment = element.get(_ID, "")
                open_ranges[comment] = None
                self._begin(comment, ordinal if _inside_paragraph(element) else ordinal + 1)
            elif tag == _END:
                open_ranges.pop(element.get(_ID, ""), None)
            elif tag == _REFERENCE:
                comment = element.get(_ID, "")
                open_ranges.pop(comment, None)
                if comment not in self._first:
                    self._begin(comment, ordinal)
            elif open_ranges and element.getparent().tag == f"{W}r":
                text = element_text(element) if tag in _TEXTS else _SIGNS[tag]
                struck = tag == f"{W}delText"
                for comment in open_ranges:
                    words = self._words[comment]
                    if words and struck_before and not struck and not (words[-1][-1:].isspace() or text[:1].isspace()) and _is_new(element):
                        words.append(" → ")
                    words.append(text)
                    self._last[comment] = ordinal
                struck_before = struck

    def of(self, comment: str) -> tuple[int, int, str]:
        """First paragraph, last paragraph and the words of a comment."""
        first = self._first.get(comment, 0)
        return first, self._last.get(comment, first), "".join(self._words.get(comment, ())).strip()

    def rank(self, comment: str) -> int:
        """How many comments begin before this one."""
        return self._ranks.get(comment, len(self._ranks))

    def _begin(self, comment: str, ordinal: int) -> None:
        self._first[comment] = self._last[comment] = ordinal
        self._words[comment] = []
        self._ranks.setdefault(comment, len(self._ranks))


def _is_new(element: Any) -> bool:
    """Whether words are inserted: behind struck ones they stand in their place."""
    return any(a.tag == f"{W}ins" for a in element.iterancestors())


def _inside_paragraph(element: Any) -> bool:
    return any(a.tag == _P for a in element.iterancestors())


def _threads(package: Package) -> dict[str, tuple[str, bool]]:
    """For the last paragraph of a comment (`w14:paraId`): that of the comment it answers, and whether it is done."""
    part = package.related(package.main, "commentsExtended")
    if part is None:
        return {}
    found = {}
    for element in package.xml(part).iterfind(f"{_W15}commentEx"):
        done = element.get(f"{_W15}done") in ("1", "true", "on")
        found[element.get(f"{_W15}paraId", "")] = (element.get(f"{_W15}paraIdParent", ""), done)
    return found


def _last_paragraph_id(comment: Any) -> str:
    ids = [p.get(f"{W14}paraId", "") for p in comment.iter(_P)]
    return ids[-1] if ids else ""


def _text(paragraph: Any) -> str:
    return "".join(_pieces(paragraph))


def _pieces(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter(f"{W}t", *_SIGNS):
        if element.getparent().tag == f"{W}r":
            yield element_text(element) if element.tag == f"{W}t" else _SIGNS[element.tag]


def _moment(stated: str | None) -> datetime | None:
    if stated:
        with suppress(ValueError):
            return datetime.fromisoformat(stated)
    return None
