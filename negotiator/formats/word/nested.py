"""A file of another kind inside a Word file (a workbook, slides) made fit for the room: who made it, where, and what was remarked in it goes."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable
from typing import Any, Final, TypeVar

from lxml import etree

from negotiator.errors import BadInputError
from negotiator.formats.pictures import bare_picture
from negotiator.formats.word.archive import Entry, write_archive
from negotiator.formats.word.carry import LOCAL_PATH
from negotiator.formats.word.charts import bare_chart, is_chart
from negotiator.formats.word.package import MOST_DECLARED, R, parse
from negotiator.formats.word.unseen import LOOSE, Unseen, family, hides, loose

DAMAGED: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
"""What reading a package may raise that is cut, broken, protected or too large."""
_TELLING: Final = {"pageSetup": f"{R}id", "fileSharing": "userName"}
"""Elements of a workbook and the attribute that names a printer or a user."""
_PERSONAL: Final = ("customWorkbookViews", "customSheetViews", "protectedRanges", "revisionPtr")
"""Elements of a workbook that name its users, or its copy at a server."""
_TYPES: Final = "[Content_Types].xml"
_Found = TypeVar("_Found")
_DESCRIBED: Final = ("descr", "title", "name")


def is_word(content: bytes) -> bool:
    """Whether bytes are a package with the parts of a Word file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return family(frozenset(archive.namelist())) == "word"
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def hidden_in(content: bytes, name: str) -> tuple[Unseen, ...]:
    """What a workbook or slides hold that nobody sees and that cannot be taken out of them. Raises BadInputError that calls them `name`."""
    return tuple(_opened(content, name, lambda archive: list(hides(archive))))


def told_in(content: bytes, name: str) -> tuple[Unseen, ...]:
    """All that nobody sees in a workbook or slides. Raises BadInputError that calls them `name`."""
    return tuple(_opened(content, name, lambda archive: [*hides(archive), *loose(archive)]))


def bare_package(content: bytes, name: str) -> bytes:
    """The package without its properties, remarks and notes with their authors, printers, macros, the folder that it lay in, and what its pictures tell.

    Raises BadInputError that calls it `name` where it is a package that cannot be read, so that nobody knows what it tells; RefusedError where it holds a
    picture that cannot be cleaned.
    """
    return _opened(content, name, lambda archive: _bared(archive, content, name))


def _opened(content: bytes, name: str, look: Callable[[zipfile.ZipFile], _Found]) -> _Found:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(i.file_size for i in archive.infolist()) > MOST_DECLARED:
                raise ValueError("too large")
            return look(archive)
    except (*DAMAGED, BadInputError) as error:
        raise BadInputError(
            f"{name} is damaged or protected, so it cannot be made fit for others", hint="take that embedded file out in Word, or ask for the file without it"
        ) from error


def _bared(archive: zipfile.ZipFile, content: bytes, name: str) -> bytes:
    kept = [i for i in archive.infolist() if not LOOSE.search(i.filename)]
    cut: dict[str, set[str]] = defaultdict(set)
    changed: dict[str, bytes] = {}
    for info in kept:
        if info.filename == _TYPES or info.filename.endswith(".rels"):
            told = _without_gone(info.filename, archive.read(info), cut)
            if told is not None:
                changed[info.filename] = told
    for info in kept:
        part = info.filename
        if "/media/" in part:
            changed[part] = bare_picture(archive.read(info), f"{name}!{part}").content
        elif part.endswith(".xml") and part != _TYPES and (told := _part(part, archive.read(info), cut.get(part, set()))) is not None:
            changed[part] = told
    return write_archive((Entry(i.filename, None, changed.get(i.filename), i) for i in kept), content)


def _without_gone(name: str, raw: bytes, cut: dict[str, set[str]]) -> bytes | None:
    """Relations or content types without those of parts that went, and without links to somebody's machine; None where nothing goes."""
    root = parse(raw, name)
    folder = posixpath.dirname(posixpath.dirname(name))
    owner = posixpath.join(folder, posixpath.basename(name).removesuffix(".rels"))
    found = False
    for element in list(root):
        if not isinstance(element.tag, str):
            continue
        target = element.get("PartName") or element.get("Target") or ""
        if element.get("TargetMode") == "External":
            gone = bool(LOCAL_PATH.search(target))
        else:
            where = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            gone = bool(target and LOOSE.search(where))
        if gone:
            cut[owner].add(element.get("Id", ""))
            root.remove(element)
            found = True
    return _serialised(root) if found else None


def _part(name: str, raw: bytes, cut: set[str]) -> bytes | None:
    """A part without what it says of the parts that went and of those who made it; None where it stays as it is."""
    root = parse(raw, name)
    found = _anonymous(root) if re.match(r"xl/(workbook|worksheets/[^/]+)\.xml$", name) else False
    if is_chart(root):
        found |= bool(bare_chart(root, keep_addresses=name.startswith("xl/")))
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        for key in _DESCRIBED:
            if LOCAL_PATH.search(element.get(key, "")):
                element.set(key, "" if key != "name" else "Picture")
                found = True
        if element is not root and any(key.startswith(R) and value in cut for key, value in element.items()):
            _take_out(element)
            found = True
        elif element.tag.endswith("}sectionLst"):
            _take_out(element.getparent())
            found = True
    return _serialised(root) if found else None


def _take_out(element: Any) -> None:
    """Remove an element, and with it a list that is empty without it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
        if not len(parent) and parent.tag.endswith(("Lst", "}hyperlinks")):
            _take_out(parent)


def _anonymous(root: Any) -> bool:
    """Take the folder, the user and the printer out of a workbook's own parts; whether anything was there."""
    found = False
    for element in list(root.iter()):
        local = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if local == "absPath":
            holder = next((a for a in element.iterancestors() if a.tag.endswith("}AlternateContent")), element)
            if holder.getparent() is not None:
                holder.getparent().remove(holder)
                found = True
        elif local in _PERSONAL and element.getparent() is not None:
            element.getparent().remove(element)
            found = True
        elif local in _TELLING:
            found |= element.attrib.pop(_TELLING[local], None) is not None
    return found


def _serialised(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
