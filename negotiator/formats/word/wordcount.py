"""Counts the words of a Word file from its XML alone, so that the balance is an account and not the reader's own sum."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from negotiator.formats.word.package import MC, W
from negotiator.formats.word.runs import XML_SPACE, M, element_text

_P: Final = f"{W}p"
_TBL: Final = f"{W}tbl"
_TEXTS: Final = (f"{W}t", f"{W}delText", f"{M}t")
_SPACES: Final = (f"{W}tab", f"{W}ptab", f"{W}cr", f"{W}br")
_SIGNS: Final = (f"{W}sym", f"{W}noBreakHyphen", f"{W}softHyphen")
_FIELD: Final = f"{W}fldChar"
_CUSTOM: Final = (f"{W}footnoteReference", f"{W}endnoteReference")
_SEEN: Final = (*_TEXTS, *_SPACES, *_SIGNS, *_CUSTOM, _FIELD)
_GONE: Final = frozenset((f"{W}del", f"{W}moveFrom"))
_INNER: Final = (_P, f"{MC}Fallback", f"{W}txbxContent")
"""What shows that another paragraph stands inside one."""
_BOXES: Final = frozenset(W + t for t in ("body", "tc", "txbxContent", "footnote", "endnote", "hdr", "ftr", "comment"))
_NOTES: Final = frozenset((f"{W}footnote", f"{W}endnote"))


def count_words(root: Any, hidden: Collection[Any] = frozenset()) -> int:
    """Words (runs of non-space characters) of one story: its text as accepted, and apart from it what is struck and what stands in `hidden` runs."""
    twice = {p for f in root.iter(f"{MC}Fallback") if f.getparent().find(f"{MC}Choice") is not None for p in (*f.iter(_P), f)}
    frame = {p for note in root.iterfind("*") if note.tag in _NOTES and note.get(f"{W}type", "normal") != "normal" for p in note.iter(_P)}
    preserve = root.get(XML_SPACE) == "preserve"
    changed = any(True for _ in root.iter(*_GONE, f"{W}cellDel"))
    nests = next(root.iter(*_INNER[1:]), None) is not None
    followed = _followed(root) if changed else set()
    total = 0
    open_fields: list[bool] = []
    run_on: dict[Any, str] = {}
    for paragraph in root.iter(_P):
        if paragraph in twice or paragraph in frame:
            continue
        simple = not nests or next(paragraph.iterdescendants(*_INNER), None) is None
        live, apart = _strings(paragraph, open_fields, preserve=preserve, changed=changed, simple=simple, twice=twice, hidden=hidden)
        total += sum(len(s.split()) for s in apart) if apart else 0
        box = _box(paragraph) if changed else None
        live = run_on.pop(box, "") + live
        if changed and paragraph in followed and _mark_gone(paragraph):
            run_on[box] = live
        else:
            total += len(live.split())
    return total


def _strings(
    paragraph: Any, open_fields: list[bool], *, preserve: bool, changed: bool, simple: bool, twice: set[Any], hidden: Collection[Any]
) -> tuple[str, list[str]]:
    """The text of one paragraph without its text boxes: what stands, and the stretches that are struck or hidden. `simple`: no other is inside it."""
    live: list[str] = []
    apart: list[str] = []
    was = ""
    row_gone = changed and _row_gone(paragraph)
    custom_run = None
    for element in paragraph.iter(*_SEEN):
        tag = element.tag
        if not simple and not _own(element, paragraph, twice):
            continue
        if tag == _FIELD:
            _follow(element.get(f"{W}fldCharType"), open_fields)
            continue
        if tag in _SPACES and element.getparent().tag == f"{W}tabs":
            continue
        run = element.getparent()
        if tag in _CUSTOM:
            custom_run = run if element.get(f"{W}customMarkFollows") in ("1", "true", "on") else None
            continue
        if not all(open_fields) or (run is custom_run and tag in (f"{W}t", f"{W}sym")):
            continue
        text = element_text(element, preserve=preserve) if tag in _TEXTS else " " if tag in _SPACES else "x"
        if not text:
            continue
        gone = row_gone or tag == f"{W}delText" or (changed and _inside_gone(element, paragraph))
        fate = "struck" if gone else "hidden" if hidden and any(a in hidden for a in element.iterancestors()) else ""
        if not fate:
            live.append(text)
        elif was == fate:
            apart[-1] += text
        else:
            apart.append(text)
        was = fate
    return "".join(live), apart


def _follow(kind: str | None, open_fields: list[bool]) -> None:
    """True stands for a field that shows its result, False for one that is still in its code."""
    if kind == "begin":
        open_fields.append(False)
    elif open_fields and kind == "separate":
        open_fields[-1] = True
    elif open_fields and kind == "end":
        open_fields.pop()


def _own(element: Any, paragraph: Any, twice: set[Any]) -> bool:
    for ancestor in element.iterancestors():
        if ancestor is paragraph:
            return True
        if ancestor.tag == _P or ancestor in twice:
            return False
    return False


def _inside_gone(element: Any, paragraph: Any) -> bool:
    for ancestor in element.iterancestors():
        if ancestor is paragraph:
            return any(a.tag in _GONE for a in paragraph.iterancestors())
        if ancestor.tag in _GONE:
            return True
    return False


def _row_gone(paragraph: Any) -> bool:
    for ancestor in paragraph.iterancestors():
        if ancestor.tag == f"{W}tr" and ancestor.find(f"{W}trPr/{W}del") is not None:
            return True
        if ancestor.tag == f"{W}tc" and ancestor.find(f"{W}tcPr/{W}cellDel") is not None:
            return True
    return False


def _mark_gone(paragraph: Any) -> bool:
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and any(e.tag in _GONE for e in mark)


def _box(element: Any) -> Any:
    return next((a for a in element.iterancestors() if a.tag in _BOXES), None)


def _followed(root: Any) -> set[Any]:
    """The paragraphs that a paragraph follows in the same box, so that one without its mark runs on into it."""
    found = set()
    last: dict[Any, Any] = {}
    for element in root.iter(_P, _TBL):
        box = _box(element)
        before = last.get(box)
        if element.tag == _P and before is not None and before.tag == _P:
            found.add(before)
        last[box] = element
    return found
