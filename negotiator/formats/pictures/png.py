"""PNG without its texts, its times and the chunks of programs: pixels, colours and orientation stay."""

from __future__ import annotations

import struct
import zlib
from typing import Final

from negotiator.formats.pictures import exif
from negotiator.formats.pictures.bared import BEHIND, Bared, Told

MAGIC: Final = b"\x89PNG\r\n\x1a\n"
_KEPT: Final = frozenset(b"IHDR PLTE tRNS IDAT IEND cHRM gAMA sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs acTL fcTL fdAT".split())
"""Pixels, colours, resolution and animation; every other chunk tells something."""
_NAMES: Final = {b"tEXt": "text", b"zTXt": "text", b"iTXt": "text", b"eXIf": "EXIF", b"tIME": "time of saving"}
_PROFILE: Final = b"ICC profile\0"
_MOST: Final = 4_000_000


def bare(raw: bytes) -> Bared:
    """The picture and what else its file told. Raises ValueError or struct.error where the bytes are no PNG that can be followed."""
    out, told = bytearray(MAGIC), list[Told]()
    at, turned = len(MAGIC), 1
    while at < len(raw):
        length, kind = struct.unpack_from(">L4s", raw, at)
        following = at + 12 + length
        data = raw[at + 8 : at + 8 + length]
        if kind in _KEPT:
            out += raw[at:following]
        elif kind == b"iCCP":
            out += _chunk(kind, _PROFILE + data.partition(b"\0")[2])
        elif not kind[0] & 0x20:
            raise ValueError("a chunk without which nobody can show the picture")
        elif kind == b"eXIf" and data == exif.upright(exif.orientation(data)):
            out += raw[at:following]
        else:
            if kind == b"eXIf" and turned == 1:
                turned = exif.orientation(data)
                if turned != 1:
                    out += _chunk(kind, exif.upright(turned))
            told.append(Told(_NAMES.get(kind, "data of a program"), _unpacked(kind, data)))
        at = following
        if kind == b"IEND":
            break
    if raw[at:].strip(b"\0"):
        told.append(Told(BEHIND, raw[at:]))
    return Bared(bytes(out), tuple(told))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))


def _unpacked(kind: bytes, data: bytes) -> bytes:
    """A text chunk as `key: text` in UTF-8; any other chunk as it is."""
    key, _, rest = data.partition(b"\0")
    head = key.decode("latin-1").encode() + b": "
    if kind == b"tEXt":
        return head + rest.decode("latin-1").encode()
    if kind == b"zTXt":
        return head + _inflated(rest[1:]).decode("latin-1").encode()
    if kind == b"iTXt":
        packed, after = rest[:1] == b"\1", rest[2:]
        language, _, after = after.partition(b"\0")
        translated, _, text = after.partition(b"\0")
        return head + b" ".join(filter(None, (language, translated, _inflated(text) if packed else text)))
    return data


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _MOST)
    except zlib.error:
        return data
