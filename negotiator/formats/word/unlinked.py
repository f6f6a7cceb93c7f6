"""Fields and links that name somebody's machine become the words that they show."""

from __future__ import annotations

import re
from typing import Any

from negotiator.formats.word.carry import LOCAL_PATH
from negotiator.formats.word.objects import picture_alone
from negotiator.formats.word.package import Package, R, W


def unlink_fields(root: Any) -> int:
    """Fields of a story that name a path become their result: the words stay, the code goes. The number of them."""
    unlinked = 0
    for simple in list(root.iter(W + "fldSimple")):
        if LOCAL_PATH.search(simple.get(W + "instr", "")) or _tells_path(simple.get(W + "instr", "")):
            _unwrap(simple)
            unlinked += 1
    for paragraph in root.iter(W + "p"):
        stack: list[list[Any]] = []
        for run in list(paragraph.iter(W + "r")):
            for mark in run.iterfind(W + "fldChar"):
                kind = mark.get(W + "fldCharType")
                if kind == "begin":
                    stack.append([run])
                elif kind == "separate" and stack:
                    stack[-1].append(run)
                elif kind == "end" and stack:
                    opened = [*stack.pop(), run]
                    unlinked += _unlink(paragraph, opened)
    return unlinked


def _tells_path(code: str) -> bool:
    return bool(re.match(r"\s*FILENAME\b.*\\p", code, re.IGNORECASE))


def _unlink(paragraph: Any, marks: list[Any]) -> bool:
    runs = list(paragraph.iter(W + "r"))
    first, last = runs.index(marks[0]), runs.index(marks[-1])
    upto = runs.index(marks[1]) if len(marks) > 2 else last
    code = "".join(t.text or "" for run in runs[first : upto + 1] for t in run.iter(W + "instrText", W + "delInstrText"))
    if not (LOCAL_PATH.search(code) or _tells_path(code)):
        return False
    for run in [*runs[first : upto + 1], runs[last]]:
        for element in list(run):
            if element.tag in (W + "fldChar", W + "instrText", W + "delInstrText"):
                run.remove(element)
    return True


def _unwrap(element: Any) -> None:
    parent, at = element.getparent(), element.getparent().index(element)
    for child in reversed(list(element)):
        if child.tag != W + "fldData":
            parent.insert(at, child)
    parent.remove(element)


def cut_link(package: Package, owner: str, relation: Any) -> None:
    """Words of a link stay, the link goes; a picture that is only linked loses its place to look."""
    if not package.has(owner):
        return
    root, identity = package.xml(owner), relation.get("Id")
    picture_alone(root, [identity])
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        for key in [k for k, v in element.items() if k.startswith(R) and v == identity]:
            if element.tag == W + "hyperlink":
                _unwrap(element)
                break
            del element.attrib[key]
    package.put(owner, root)
