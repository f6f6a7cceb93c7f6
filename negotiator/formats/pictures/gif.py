"""GIF without comments, XMP and the data of programs: frames, palette, times and loops stay."""

from __future__ import annotations

from typing import Final

from negotiator.formats.pictures.bared import BEHIND, Bared, Told

MAGIC: Final = (b"GIF87a", b"GIF89a")
_FRAME, _EXTENSION, _TRAILER = 0x2C, 0x21, 0x3B
_CONTROL, _COMMENT, _PROGRAM = 0xF9, 0xFE, 0xFF
_LOOPS: Final = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
"""Programs' blocks that say how the picture is shown."""


def bare(raw: bytes) -> Bared:
    """The picture and what else its file told. Raises ValueError or IndexError where the bytes are no GIF that can be followed."""
    at = 13 + _palette(raw[10])
    out, told = bytearray(raw[:at]), list[Told]()
    while at < len(raw) and raw[at] != _TRAILER:
        if raw[at] == _FRAME:
            end = _blocks(raw, at + 10 + _palette(raw[at + 9]) + 1)
            out += raw[at:end]
        elif raw[at] == _EXTENSION:
            end = _blocks(raw, at + 2)
            label = raw[at + 1]
            if label == _CONTROL or (label == _PROGRAM and raw[at + 3 : at + 14] in _LOOPS):
                out += raw[at:end]
            else:
                told.append(_told(label, raw[at + 2 : end]))
        else:
            raise ValueError("neither frame nor extension")
        at = end
    out.append(_TRAILER)
    if raw[at + 1 :].strip(b"\0"):
        told.append(Told(BEHIND, raw[at + 1 :]))
    return Bared(bytes(out), tuple(told))


def _palette(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _blocks(raw: bytes, at: int) -> int:
    """Where a row of data blocks that begins here ends."""
    while raw[at]:
        at += raw[at] + 1
    return at + 1


def _told(label: int, blocks: bytes) -> Told:
    if label == _PROGRAM and blocks[1:9] == b"XMP Data":
        return Told("XMP", blocks[12:])  # it stands there as it is, with no block's length between its letters
    joined, at = bytearray(), 0
    while blocks[at]:
        joined += blocks[at + 1 : at + 1 + blocks[at]]
        at += blocks[at] + 1
    return Told("comment" if label == _COMMENT else "data of a program", bytes(joined))
