"""Windows metafiles (EMF, WMF) without what they say of themselves: the description, comments of programs, what embedded photographs tell. Drawing stays."""

from __future__ import annotations

import re
import struct
import zlib
from typing import Final

from negotiator.formats.pictures.bared import BEHIND, Bared, Told
from negotiator.formats.pictures.jpeg import telling_stretches

_HEADER, _EOF, _COMMENT = 1, 14, 70
_ESCAPE, _MF_COMMENT = 0x0626, 0x000F
PLACEABLE: Final = b"\xd7\xcd\xc6\x9a"
_PLUS: Final = b"EMF+"
_PLUS_COMMENT: Final = 0x4003
_PHOTOGRAPH: Final = re.compile(rb"\xff\xd8(?=\xff[\xe0\xe1\xed\xee]..(?:JFIF\0|Exif\0|http:|Photoshop|Adobe))", re.DOTALL)
_CHUNK: Final = re.compile(rb"....(?:tEXt|zTXt|iTXt|eXIf|tIME)", re.DOTALL)


def is_emf(raw: bytes) -> bool:
    """Whether bytes begin as an enhanced metafile does."""
    return raw[:4] == b"\1\0\0\0" and raw[40:44] == b" EMF"


def is_wmf(raw: bytes) -> bool:
    """Whether bytes begin as a metafile of the older kind does."""
    return raw[:4] == PLACEABLE or raw[:6] in (b"\1\0\x09\0\0\3", b"\1\0\x09\0\0\1", b"\2\0\x09\0\0\3")


def bare_emf(raw: bytes) -> Bared:
    """The picture and what else its file told (MS-EMF). Raises ValueError or struct.error where records cannot be followed."""
    out, told, at, ended = bytearray(raw), list[Told](), 0, False
    while at + 8 <= len(raw) and not ended:
        kind, size = struct.unpack_from("<LL", raw, at)
        if size < 8 or at + size > len(raw):
            raise ValueError("a record is cut short")
        if kind == _HEADER:
            letters, place = struct.unpack_from("<LL", raw, at + 60)
            if letters and place:
                _blank(out, place, min(2 * letters, len(raw) - place), "description", told)
                struct.pack_into("<LL", out, at + 60, 0, 0)
        elif kind == _COMMENT and size >= 16:
            if raw[at + 12 : at + 16] == _PLUS:
                _blank_plus(out, at + 16, at + size, told)
            else:
                _blank(out, at + 12, size - 12, "comment", told)
        ended = kind == _EOF
        at += size
    return _ended(out, raw, at, told)


def bare_wmf(raw: bytes) -> Bared:
    """The picture and what else its file told (MS-WMF). Raises ValueError or struct.error where records cannot be followed."""
    out, told, ended = bytearray(raw), list[Told](), False
    at = 22 + 18 if raw[:4] == PLACEABLE else 18
    while at + 6 <= len(raw) and not ended:
        words, kind = struct.unpack_from("<LH", raw, at)
        if words < 3 or at + 2 * words > len(raw):
            raise ValueError("a record is cut short")
        if kind == _ESCAPE and words >= 5 and struct.unpack_from("<H", raw, at + 6)[0] == _MF_COMMENT:
            _blank(out, at + 10, 2 * words - 10, "comment", told)
        ended = not kind
        at += 2 * words
    return _ended(out, raw, at, told)


def _blank(out: bytearray, at: int, size: int, what: str, told: list[Told]) -> None:
    """Overwrite a stretch with nothing, so that everything else stays where it is."""
    there = bytes(out[at : at + size])
    if there.strip(b"\0"):
        told.append(Told(what, there))
        out[at : at + size] = bytes(len(there))


def _blank_plus(out: bytearray, at: int, end: int, told: list[Told]) -> None:
    """The comments among records that draw (MS-EMFPLUS)."""
    while at + 12 <= end:
        kind, _, size, length = struct.unpack_from("<HHLL", out, at)
        if kind == _PLUS_COMMENT:
            _blank(out, at + 12, min(length, end - at - 12), "comment", told)
        at += max(size, 12)


def _ended(out: bytearray, raw: bytes, end: int, told: list[Told]) -> Bared:
    for found in _PHOTOGRAPH.finditer(raw, 0, end):
        for name, begins, stops in telling_stretches(raw[found.start() : end]):
            _blank(out, found.start() + begins, stops - begins, name, told)
    for found in _CHUNK.finditer(raw, 0, end):
        (length,) = struct.unpack_from(">L", raw, found.start())
        begins = found.end()
        if length <= end - begins - 4 and raw[begins + length : begins + length + 4] == struct.pack(">L", zlib.crc32(raw[begins - 4 : begins + length])):
            _blank(out, begins, length, "text", told)
            struct.pack_into(">L", out, begins + length, zlib.crc32(out[begins - 4 : begins + length]))
    if raw[end:].strip(b"\0"):
        told.append(Told(BEHIND, raw[end:]))
    return Bared(bytes(out[:end]), tuple(told))
