"""WebP without EXIF, XMP and unknown chunks: pixels, colours, animation and orientation stay."""

from __future__ import annotations

import struct
from typing import Final

from negotiator.formats.pictures import exif
from negotiator.formats.pictures.bared import BEHIND, Bared, Told

_KEPT: Final = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ANIM", b"ANMF", b"ALPH", b"ICCP"))
_HAS_EXIF, _HAS_XMP = 0x08, 0x04


def is_webp(raw: bytes) -> bool:
    """Whether bytes begin as a WebP does."""
    return raw[:4] == b"RIFF" and raw[8:12] == b"WEBP"


def bare(raw: bytes) -> Bared:
    """The picture and what else its file told. Raises ValueError or struct.error where the bytes are no WebP that can be followed."""
    (declared,) = struct.unpack_from("<L", raw, 4)
    end = min(len(raw), declared + 8)
    chunks, told, turned = list[tuple[bytes, bytes]](), list[Told](), 1
    at = 12
    while at < end:
        kind, length = struct.unpack_from("<4sL", raw, at)
        data = raw[at + 8 : at + 8 + length]
        if kind in _KEPT:
            chunks.append((kind, data))
        else:
            tiff = data.removeprefix(exif.HEAD)
            if kind == b"EXIF":
                turned = exif.orientation(tiff)
            if kind != b"EXIF" or tiff != exif.upright(turned):
                told.append(Told({b"EXIF": "EXIF", b"XMP ": "XMP"}.get(kind, "data of a program"), data))
        at += 8 + length + (length & 1)
    if raw[end:].strip(b"\0"):
        told.append(Told(BEHIND, raw[end:]))
    if turned != 1:
        chunks.append((b"EXIF", exif.upright(turned)))
    body = b"".join(kind + struct.pack("<L", len(data)) + data + b"\0" * (len(data) & 1) for kind, data in (_flagged(*c, turned) for c in chunks))
    return Bared(b"RIFF" + struct.pack("<L", len(body) + 4) + b"WEBP" + body, tuple(told))


def _flagged(kind: bytes, data: bytes, turned: int) -> tuple[bytes, bytes]:
    if kind != b"VP8X":
        return kind, data
    flags = data[0] & ~(_HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if turned != 1 else 0)
    return kind, bytes((flags,)) + data[1:]
