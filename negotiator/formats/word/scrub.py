"""A Word file made fit for the room: nothing in it tells who wrote it, when, on which machine, or what stood in its margins; the text stays as issued."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from negotiator.formats.word.archive import Entry, write_archive
from negotiator.formats.word.bare_page import bare_page
from negotiator.formats.word.carried import MARKED
from negotiator.formats.word.carry import LOCAL_PATH
from negotiator.formats.word.hidden import Hidden
from negotiator.formats.word.inside import PICTURE, UNCLEAN, clean_inside
from negotiator.formats.word.leaving import CALLED, called, leaving
from negotiator.formats.word.objects import ICON, OBJECT
from negotiator.formats.word.package import W14, Package, R, W
from negotiator.formats.word.runs import M
from negotiator.formats.word.unlinked import cut_link, unlink_fields
from negotiator.model.counting import counted

ANYBODY: Final = "Author"
"""The name that everybody's changes get where no other is given; Word itself writes it when it removes personal information."""
_RELATION_TAG: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_COMMENT_MARKS: Final = tuple(W + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_SETTINGS: Final = frozenset(
    {"rsids", "attachedTemplate", "docVars", "mailMerge", "writeProtection", "docId", "chartTrackingRefBased", "saveThroughXslt", "activeWritingStyle"}
)
_TOLD: Final = {"attachedTemplate": "the attached template", "docVars": "document variables", "mailMerge": "mail merge"}
_WORDS: Final = (f"{M}t", *(W + name for name in ("t", "delText", "tab", "br", "cr", "sym", "noBreakHyphen", "softHyphen")))
_EMPTIED: Final = frozenset(W + name for name in ("r", "ins", "del", "moveFrom", "moveTo", "hyperlink"))
_MOVES: Final = (W + "moveFromRangeStart", W + "moveToRangeStart")
_PACKED: Final = ("gfxdata", "timeString")
"""Attributes that no program needs to show a drawing: all of it once more, packed, and when it was drawn."""
_TRACES: Final = re.compile(r"^(rsid\w*|paraId|textId)$")


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """A file for the room and what was taken out of it."""

    content: bytes
    taken: Counter[str]
    """How much of each kind of thing; `taken_out` says it in words."""


def scrub(content: bytes, name: str, *, author: str = ANYBODY) -> Scrubbed:
    """The file without what is nobody's business in the room; its paragraphs keep their order and number, so that anchors stay true.

    Taken out: comments, people, document properties, revision-save ids, custom XML with the bindings to it, document variables, the attached
    template, mail merge, thumbnail, printer settings, building blocks, macros, signatures, hidden text, links and field codes to somebody's machine,
    and paths in alternative texts. Every tracked change stays, in the name `author` and without its date. Files inside the file are treated alike.
    Raises BadInputError where the file is no Word file, RefusedError where it holds a text of another format that cannot be cleaned.
    """
    package = Package.open(content, name)
    taken: Counter[str] = Counter()
    chunks = {r.target for part in package.parts if not part.endswith(".rels") for r in package.relations(part) if r.kind == "aFChunk" and not r.external}
    gone = leaving(package)
    unused: set[tuple[str, str]] = set()
    for part in package.parts:
        if part.endswith(".xml") and part not in gone and part not in chunks and _is_word(package, part):
            unused |= _clean_story(package, part, author, taken)
    _clean_settings(package, taken)
    _clean_relations(package, gone, unused, taken)
    for part in (p for p in package.parts if p in gone):
        taken[called(part)] += 1
        taken["comment"] += _comments(package, part)
        package.drop(part)
    for part in chunks & set(package.parts):
        raw, inner = package.raw(part), f"{name}: {part}"
        package.put(part, scrub(raw, inner, author=author).content if raw.startswith(b"PK") else bare_page(raw, package.content_type(part), inner))
    clean_inside(package, taken, lambda raw, inner: scrub(raw, inner, author=author).content)
    del taken[""]
    return Scrubbed(_undated(package.save()), +taken)


def taken_out(taken: Mapping[str, int]) -> str:
    """What was taken out of one file or several, in one line: `66 names on tracked changes, 2 comments, document properties`."""
    order = [*(what for what in taken if what not in _UNCOUNTED), *(what for what in taken if what in _UNCOUNTED)]
    return ", ".join(what if what in _UNCOUNTED else counted(taken[what], what, _SEVERAL.get(what, "")) for what in order)


def _comments(package: Package, part: str) -> int:
    """How many comments a part holds that goes."""
    if not part.endswith(".xml") or "omments" not in package.content_type(part) + part:
        return 0
    return sum(1 for _ in package.xml(part).iter(W + "comment"))


def _is_word(package: Package, part: str) -> bool:
    kind = package.content_type(part)
    return part == package.main or "wordprocessingml" in kind or part.startswith("word/")


def _clean_story(package: Package, part: str, author: str, taken: Counter[str]) -> set[tuple[str, str]]:
    """Clean one story; the relations that nothing in it uses any more, as (part, id)."""
    root = package.xml(part)
    taken["name on a tracked change"] += _rename(root, author)
    for element in list(root.iter(*_COMMENT_MARKS)):
        _remove_comment_mark(element)
    hidden = Hidden(package)
    gone = _drop_hidden(hidden.drawings(root))
    taken["hidden picture"] += len(gone)
    taken["piece of hidden text"] += _empty_hidden(hidden.runs(root))
    for bound in [e for e in root.iter("{*}dataBinding", W + "rsid", W + "fldData") if e.getparent() is not None]:
        bound.getparent().remove(bound)
    taken["field that names a path"] += unlink_fields(root)
    taken["path in a picture's description"] += _clean_attributes(root)
    package.put(part, root)
    return {(part, name) for name in set().union(*gone) - _relation_ids(root)}


def _rename(root: Any, author: str) -> int:
    """All tracked changes in one name and without their dates; how many had another name."""
    others = 0
    for mark in root.iter(*MARKED, *_MOVES):
        others += mark.get(W + "author") not in (None, author) and mark.tag not in _MOVES
        if W + "author" in mark.attrib or mark.tag in _MOVES:
            mark.set(W + "author", author)
        for key in [k for k in mark.attrib if k.rpartition("}")[2] in ("date", "dateUtc")]:
            del mark.attrib[key]
    return others


def _drop_hidden(drawings: Iterator[Any]) -> list[set[str]]:
    """Hidden pictures go; a hidden text box stays, for its paragraphs are counted, and is described no more. The relations that each picture used."""
    dropped = []
    for drawing in list(drawings):
        if next(drawing.iter(W + "p"), None) is None:
            dropped.append(_relation_ids(drawing))
            drawing.getparent().remove(drawing)
            continue
        for described in drawing.iter():
            for key in ("descr", "title", "alt"):
                if isinstance(described.tag, str) and described.get(key):
                    described.set(key, "")
    return dropped


def _relation_ids(root: Any) -> set[str]:
    return {value for element in root.iter() if isinstance(element.tag, str) for key, value in element.items() if key.startswith(R)}


def _empty_hidden(runs: Iterable[Any]) -> int:
    """Hidden runs without their words; the marks and the code of a field stay whole. How many had words."""
    emptied = 0
    for run in runs:
        words = [e for e in run if e.tag in _WORDS]
        if words and run.find(W + "fldChar") is None and run.find(W + "instrText") is None:
            emptied += 1
            for element in words:
                run.remove(element)
            _drop_empty(run)
    return emptied


def _drop_empty(run: Any) -> None:
    """A run that nothing is left in goes, and with it a tracked change that was about nothing else."""
    element = run
    while element is not None and element.tag in _EMPTIED and all(e.tag == W + "rPr" for e in element):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
        element = parent


def _clean_attributes(root: Any) -> int:
    """Revision-save and paragraph ids go, and descriptions that are a path; the number of these."""
    paths = 0
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for key in element.keys():  # noqa: SIM118 - an lxml element is no mapping
            local = key.rpartition("}")[2]
            if (key.startswith((W, W14)) and _TRACES.match(local)) or local in _PACKED:
                del element.attrib[key]
            elif (local in ("descr", "title", "name", "alt") or not element.tag.startswith(W)) and LOCAL_PATH.search(element.get(key, "")):
                paths += 1
                element.set(key, "" if local != "name" else "Picture")
    return paths


def _remove_comment_mark(element: Any) -> None:
    parent = element.getparent()
    if element.tag == W + "commentReference" and parent.tag == W + "r" and all(e is element or e.tag == W + "rPr" for e in parent):
        parent.getparent().remove(parent)
    else:
        parent.remove(element)


def _clean_settings(package: Package, taken: Counter[str]) -> None:
    part = package.related(package.main, "settings")
    if part is None:
        return
    root = package.xml(part)
    for element in list(root):
        local = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if local in _SETTINGS:
            taken[_TOLD.get(local, "")] += 1
            root.remove(element)
    package.put(part, root)


def _clean_relations(package: Package, gone: Collection[str], unused: Collection[tuple[str, str]], taken: Counter[str]) -> None:
    left: set[str] = set()
    for rels in [p for p in package.parts if p.endswith(".rels")]:
        root = package.xml(rels)
        owner = _owner(rels)
        changed = False
        for element in list(root.iter(_RELATION_TAG)):
            target, kind = element.get("Target", ""), element.get("Type", "").rpartition("/")[2]
            external = element.get("TargetMode") == "External"
            if (not external and _absolute(owner, target) in gone) or kind in ("attachedTemplate", "mailMergeSource", "recipientData", "transform"):
                root.remove(element)
                changed = True
            elif (owner, element.get("Id", "")) in unused:
                left |= set() if external else {_absolute(owner, target)}
                root.remove(element)
                changed = True
            elif external and LOCAL_PATH.search(target):
                taken["link to somebody's machine"] += 1
                changed = True
                cut_link(package, owner, element)
                root.remove(element)
        if changed:
            package.put(rels, root)
    used = {r.target for part in package.parts if not part.endswith(".rels") for r in package.relations(part)} if left else set()
    for part in left - used:
        package.drop(part)


def _owner(rels: str) -> str:
    folder, _, leaf = rels.rpartition("/")
    return f"{folder.removesuffix('_rels')}{leaf.removesuffix('.rels')}".lstrip("/")


def _absolute(owner: str, target: str) -> str:
    return posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(posixpath.dirname(owner), target))


def _undated(content: bytes) -> bytes:
    """The same package with no entry saying when it was saved."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return write_archive((Entry(i.filename, None, None, i) for i in archive.infolist()), content)


_UNCOUNTED: Final = frozenset((*CALLED, *_TOLD.values(), UNCLEAN))
"""What is told without a number: how many parts hold it says nothing."""
_SEVERAL: Final = {
    "name on a tracked change": "names on tracked changes",
    "piece of hidden text": "pieces of hidden text",
    "field that names a path": "fields that name a path",
    "path in a picture's description": "paths in pictures' descriptions",
    "link to somebody's machine": "links to somebody's machine",
    OBJECT: "objects of which their pictures are left",
    ICON: "attached files of which their icons are left",
    PICTURE: "pictures that told of their making",
}
