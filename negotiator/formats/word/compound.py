"""Compound files, in which Word keeps objects of old kinds (OLE): their streams, and what those tell of makers and machines."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Any, Final

from negotiator.formats.word.carry import LOCAL_PATH, short

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KINDS: Final = (
    ("EncryptedPackage", "a file with a password"),
    ("WordDocument", "a text of the old Word (.doc)"),
    ("Workbook", "a workbook of the old Excel (.xls)"),
    ("Book", "a workbook of the old Excel (.xls)"),
    ("PowerPoint Document", "slides of the old PowerPoint (.ppt)"),
    ("VisioDocument", "a drawing of Visio"),
    ("Equation Native", "an equation"),
    ("\x01Ole10Native", "a file packed whole"),
    ("Package", "a file packed whole"),
)
_SUMMARY: Final = {2: "title", 3: "subject", 4: "author", 5: "keywords", 6: "remark", 7: "template", 8: "last saved by"}
_FURTHER: Final = {14: "manager", 15: "company"}
_SHEET, _END_OF_LIST = 0x85, 0x0A
_UNREADABLE: Final = (OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, struct.error)
_HEAD: Final = 200_000
"""Bytes of a stream in which paths are looked for."""


def streams(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """The streams of a compound file by their paths, each put together from its sectors; what cannot be read is left out."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(raw)) as file:
            for path in file.listdir():
                yield "/".join(path), file.openstream(path).read()
    except _UNREADABLE:
        return


def kind_of(raw: bytes) -> str:
    """What an object is, for people."""
    names = {name for name, _ in streams(raw)} if raw.startswith(MAGIC) else set()
    return next((told for stream, told in _KINDS if stream in names), "an object")


def told(raw: bytes) -> Iterator[str]:
    """What the streams tell of whoever made the object, and where: `author: …`, `C:\\…`."""
    yield from dict.fromkeys((*_properties(raw), *_paths(raw)))


def hidden_sheets(raw: bytes) -> Iterator[str]:
    """The names of sheets that a workbook of the old Excel hides (MS-XLS, 2.4.28)."""
    for name, content in streams(raw):
        at = 0
        while name in ("Workbook", "Book") and at + 12 <= len(content):
            kind, size = struct.unpack_from("<HH", content, at)
            if kind == _END_OF_LIST:
                break
            if kind == _SHEET and content[at + 8] & 3:
                letters, wide = content[at + 10], name == "Workbook" and content[at + 11] & 1
                begins = at + (12 if name == "Workbook" else 11)  # before Excel 97 nothing says how wide letters are
                yield short(content[begins : at + 4 + size].decode("utf-16-le" if wide else "latin-1", "replace")[:letters])
            at += 4 + size


def _properties(raw: bytes) -> Iterator[str]:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(raw)) as file:
            for path in file.listdir():
                if path[-1].endswith("SummaryInformation"):
                    names = _FURTHER if "Document" in path[-1] else _SUMMARY
                    found = file.getproperties(path)
                    yield from (f"{name}: {text}" for key, name in names.items() if (text := _text(found.get(key))))
    except _UNREADABLE:
        return


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        try:
            value = value.decode("utf-8")
        except UnicodeDecodeError:
            value = value.decode("cp1252", "replace")
    return short(value.replace("\0", "")) if isinstance(value, str) else ""


def _paths(raw: bytes) -> Iterator[str]:
    for _, content in streams(raw):
        head = content[:_HEAD]
        for text in (head.decode("cp1252", "replace"), *((head[n:].decode("utf-16-le", "ignore") for n in (0, 1)) if b"\0" in head else ())):
            for found in LOCAL_PATH.finditer(text):
                path = found[0].partition("\0")[0].strip()
                if len(path) > 4 and path.isprintable():
                    yield short(path)
