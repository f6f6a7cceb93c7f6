"""A file of another kind inside a Word file (a workbook, slides) made fit for the room: who made it, where, and what was remarked in it goes."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from typing import Any, Final

from lxml import etree

from negotiator.errors import BadInputError
from negotiator.formats.word.archive import Entry, write_archive
from negotiator.formats.word.package import R

_GONE: Final = re.compile(
    r"^(docProps/|customXml/|xl/(comments|persons/|threadedComments/|printerSettings/)|ppt/(comments|commentAuthors|authors)|_xmlsignatures/)|/thumbnail|^xl/vbaProject",
    re.IGNORECASE,
)
_TELLING: Final = {"pageSetup": f"{R}id", "fileSharing": "userName"}
"""Elements of a workbook and the attribute that names a printer or a user."""
_TYPES: Final = "[Content_Types].xml"


def is_word(content: bytes) -> bool:
    """Whether bytes are a package with the parts of a Word file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(name.startswith("word/") for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def bare_package(content: bytes, name: str) -> bytes:
    """The package without its properties, remarks and their authors, printers and the folder that it lay in.

    Raises BadInputError that calls it `name` where it is a package that cannot be read, so that nobody knows what it tells.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            kept = [i for i in archive.infolist() if not _GONE.search(i.filename)]
            changed = {i.filename: told for i in kept if (told := _told(i.filename, archive)) is not None}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, etree.XMLSyntaxError) as error:
        raise BadInputError(
            f"{name} is damaged or protected, so it cannot be made fit for others", hint="take that embedded file out in Word, or ask for the file without it"
        ) from error
    return write_archive((Entry(i.filename, None, changed.get(i.filename), i) for i in kept), content)


def _told(name: str, archive: zipfile.ZipFile) -> bytes | None:
    """A part without what it says of the parts that went and of those who made it; None where it stays as it is."""
    is_sheet = bool(re.match(r"xl/(workbook|worksheets/[^/]+)\.xml$", name))
    if name != _TYPES and not name.endswith(".rels") and not is_sheet:
        return None
    root = etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
    if is_sheet:
        return _serialised(root) if _anonymous(root) else None
    folder = posixpath.dirname(posixpath.dirname(name))
    for element in list(root):
        if isinstance(element.tag, str) and element.get("TargetMode") != "External":
            target = element.get("PartName") or element.get("Target") or ""
            where = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if target and _GONE.search(where):
                root.remove(element)
    return _serialised(root)


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
        elif local in _TELLING:
            found |= element.attrib.pop(_TELLING[local], None) is not None
    return found


def _serialised(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
