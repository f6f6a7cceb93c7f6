"""TIFF with nothing but the first picture: what no tag of its pixels and colours leads to is overwritten, further pages and previews too."""

from __future__ import annotations

import struct
from typing import Final

from negotiator.formats.pictures import exif
from negotiator.formats.pictures.bared import Bared, Told

MAGIC: Final = (b"II*\0", b"MM\0*")
_KEPT: Final = frozenset(
    (254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 290, 291, 292, 293, 296, 301, 317, 318, 319, 320,
     322, 323, 324, 325, 332, 334, 336, 338, 339, 340, 341, 347, 529, 530, 531, 532, 34675)
)  # fmt: skip
"""Size, pixels, colours, orientation and resolution (TIFF 6.0), and the colour profile."""
_PIXELS: Final = ((273, 279), (324, 325))
"""Where strips or tiles lie, and how long they are."""
_COMPRESSION, _OLD_JPEG = 259, 6


def bare(raw: bytes) -> Bared:
    """The picture and what else its file told. Raises ValueError or struct.error where the bytes are no TIFF that can be followed."""
    order, at = exif.byte_order(raw), exif.first_directory(raw)
    entries, following = exif.directory(raw, at)
    kept = [e for e in entries if e.tag in _KEPT]
    by_tag = {e.tag: e for e in kept}
    if _COMPRESSION in by_tag and exif.numbers(raw, by_tag[_COMPRESSION]) == [_OLD_JPEG]:
        raise ValueError("a way to pack pixels that was given up")
    used = [(0, 8), *((e.place, e.size) for e in kept if e.size > 4)]
    for places, lengths in _PIXELS:
        if places in by_tag and lengths in by_tag:
            used += zip(exif.numbers(raw, by_tag[places]), exif.numbers(raw, by_tag[lengths]), strict=True)
    if any(begins + size > len(raw) for begins, size in used):
        raise ValueError("pixels lie behind the end")
    length = max(at + 2 + 12 * len(kept) + 4, *(begins + size for begins, size in used))
    out = bytearray(length)
    for begins, size in used:
        out[begins : begins + size] = raw[begins : begins + size]
    list_of_tags = b"".join(raw[at + 2 + 12 * n : at + 14 + 12 * n] for n, e in enumerate(entries) if e.tag in _KEPT)
    out[at : at + 6 + len(list_of_tags)] = struct.pack(f"{order}H", len(kept)) + list_of_tags + b"\0\0\0\0"
    rest = bytearray(raw)
    for begins, size in used:
        rest[begins : begins + size] = bytes(size)
    rest[:8] = raw[:8]
    directory = slice(at, at + 6 + 12 * len(entries))
    gone = following or len(kept) < len(entries) or (bytes(rest[8 : directory.start]) + bytes(rest[directory.stop :])).strip(b"\0")
    return Bared(bytes(out), (Told("EXIF", bytes(rest)),) if gone else ())
