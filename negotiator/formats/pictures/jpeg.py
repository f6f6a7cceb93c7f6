"""JPEG without what its segments tell (EXIF, XMP, IPTC, comments, previews, what hangs on behind): picture, colours and orientation stay bit for bit."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from negotiator.formats.pictures import exif
from negotiator.formats.pictures.bared import BEHIND, Bared, Told

MAGIC: Final = b"\xff\xd8\xff"
_END, _SCAN, _COMMENT, _APP0, _APP1, _APP2, _APP14 = 0xD9, 0xDA, 0xFE, 0xE0, 0xE1, 0xE2, 0xEE
_BARE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers without a length."""
_PICTURE: Final = frozenset({*range(0xC0, 0xD0), 0xDB, 0xDC, 0xDD, 0xDE, 0xDF}) - {0xC8}
"""Frames, tables and intervals (ITU T.81, annex B)."""
_NEXT: Final = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_JFIF: Final = b"JFIF\0"


def bare(raw: bytes) -> Bared:
    """The picture and what else its file told. Raises ValueError or struct.error where the bytes are no JPEG that can be followed."""
    out, told, turned, end, after_head = bytearray(raw[:2]), list[Told](), 1, 2, 2
    for marker, at, end in _pieces(raw):
        if marker in _BARE or marker in (_SCAN, _END):
            out += raw[at:end]
            continue
        payload = raw[at + 4 : end]
        kept = _kept(marker, payload)
        if kept is not None:
            out += struct.pack(">BBH", 0xFF, marker, len(kept) + 2) + kept
            after_head = len(out) if marker == _APP0 and after_head == 2 else after_head
        if marker == _APP1 and payload.startswith(exif.HEAD) and turned == 1:
            turned = exif.orientation(payload[len(exif.HEAD) :])
        if kept != payload and not _says_upright(payload):
            told.append(Told(_name(marker, payload), payload))
    if raw[end:].strip(b"\0"):
        told.append(Told(BEHIND, raw[end:]))
    if turned != 1:
        segment = exif.HEAD + exif.upright(turned)
        out[after_head:after_head] = struct.pack(">BBH", 0xFF, _APP1, len(segment) + 2) + segment
    return Bared(bytes(out), tuple(told))


def telling_stretches(raw: bytes) -> Iterator[tuple[str, int, int]]:
    """What else than the picture a JPEG tells that stands among other bytes, and where, as far as it can be followed."""
    with suppress(ValueError, struct.error):
        for marker, at, end in _pieces(raw):
            if marker not in _BARE and marker not in (_SCAN, _END) and _kept(marker, raw[at + 4 : end]) is None:
                yield _name(marker, raw[at + 4 : end]), at + 4, end


def _pieces(raw: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, beginning and end of each segment, a scan with its data; the last is the end of the picture, if it has one."""
    at = 2
    while at + 1 < len(raw):
        marker = raw[at + 1]
        if raw[at] != 0xFF:  # bytes between segments, over which every program goes
            found = _NEXT.search(raw, at)
            if found is None:
                raise ValueError("no marker where one should be")
            at = found.start()
            continue
        if marker == 0xFF:
            at += 1
            continue
        following = at + 2
        if marker not in _BARE and marker != _END:
            (length,) = struct.unpack_from(">H", raw, at + 2)
            following += length
            if length < 2 or following > len(raw):
                raise ValueError("a segment is cut short")
        if marker == _SCAN:
            found = _NEXT.search(raw, following)
            following = found.start() if found else len(raw)
        yield marker, at, following
        if marker == _END:
            return
        at = following


def _kept(marker: int, payload: bytes) -> bytes | None:
    if marker in _PICTURE:
        return payload
    if marker == _APP0 and payload.startswith(_JFIF):
        return payload[:12] + b"\0\0"
    if marker == _APP2 and payload.startswith(b"ICC_PROFILE\0"):
        return payload
    if marker == _APP14 and payload.startswith(b"Adobe"):
        return payload[:12]
    return None


def _says_upright(payload: bytes) -> bool:
    rest = payload.removeprefix(exif.HEAD)
    return rest != payload and rest == exif.upright(exif.orientation(rest))


def _name(marker: int, payload: bytes) -> str:
    if marker == _COMMENT:
        return "comment"
    for head, name in ((exif.HEAD, "EXIF"), (b"http://ns.adobe.com/", "XMP"), (b"Photoshop", "IPTC"), (b"JF", "a preview"), (b"MPF", "further pictures")):
        if payload.startswith(head):
            return name
    return f"APP{marker - _APP0}"
