"""EXIF: what a camera or a program wrote of a picture, and the one line of it by which the picture is shown upright."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

HEAD: Final = b"Exif\0\0"
ORIENTATION: Final = 0x0112
_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
"""Bytes of a value of each type (TIFF 6.0, section 2)."""
_NAMES: Final = {
    0x010D: "document", 0x010E: "description", 0x010F: "camera", 0x0110: "model", 0x0131: "program", 0x0132: "saved", 0x013B: "artist", 0x013C: "computer",
    0x8298: "copyright", 0x9003: "taken", 0x9286: "remark", 0x9C9B: "title", 0x9C9C: "remark", 0x9C9D: "author", 0x9C9E: "keywords", 0x9C9F: "subject",
    0xA430: "owner", 0xA431: "serial number", 0xA433: "lens maker", 0xA434: "lens", 0xA435: "lens number", 0x001D: "day of the place",
}  # fmt: skip
_WIDE: Final = range(0x9C9B, 0x9CA0)
"""Windows writes these in UTF-16."""
_FURTHER: Final = (0x8769, 0xA005, 0x014A)
_PLACE: Final = 0x8825
_DEEPEST: Final = 4


class Entry(NamedTuple):
    """One entry of a directory."""

    tag: int
    kind: int
    number: int
    place: int
    """Where its value begins."""
    size: int
    """Bytes of its value."""


def byte_order(tiff: bytes) -> str:
    """`<` or `>` for `struct`. Raises ValueError where the bytes are no TIFF structure."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        raise ValueError("no TIFF structure")
    return order


def directory(tiff: bytes, at: int) -> tuple[list[Entry], int]:
    """The entries of the directory at an offset and where the next one begins (0 for none). Raises ValueError or struct.error where it is cut short."""
    order = byte_order(tiff)
    (number,) = struct.unpack_from(f"{order}H", tiff, at)
    entries = []
    for n in range(number):
        begins = at + 2 + 12 * n
        tag, kind, count = struct.unpack_from(f"{order}HHL", tiff, begins)
        size = _SIZES.get(kind, 1) * count
        place = begins + 8 if size <= 4 else struct.unpack_from(f"{order}L", tiff, begins + 8)[0]
        if place + size > len(tiff):
            raise ValueError("a value lies behind the end")
        entries.append(Entry(tag, kind, count, place, size))
    (following,) = struct.unpack_from(f"{order}L", tiff, at + 2 + 12 * number)
    return entries, following


def first_directory(tiff: bytes) -> int:
    """Where the first directory lies."""
    return int(struct.unpack_from(f"{byte_order(tiff)}L", tiff, 4)[0])


def numbers(tiff: bytes, entry: Entry) -> list[int]:
    """The values of an entry that holds whole numbers."""
    letter = {1: "B", 3: "H", 4: "L", 6: "b", 8: "h", 9: "l", 13: "L"}.get(entry.kind)
    if letter is None:
        raise ValueError("no whole numbers")
    return list(struct.unpack_from(f"{byte_order(tiff)}{entry.number}{letter}", tiff, entry.place))


def orientation(tiff: bytes) -> int:
    """How the picture is to be turned, 1 (not at all) to 8; 1 where nothing readable says so."""
    try:
        found = [numbers(tiff, e) for e in directory(tiff, first_directory(tiff))[0] if e.tag == ORIENTATION]
    except (ValueError, struct.error):
        return 1
    return found[0][0] if found and found[0] and 1 <= found[0][0] <= 8 else 1


def upright(turned: int) -> bytes:
    """EXIF that says nothing but how the picture is to be turned, without the head that only JPEG puts before it; empty for not at all."""
    if turned == 1:
        return b""
    return struct.pack(">4sL", b"MM\0*", 8) + struct.pack(">HHHLHHL", 1, ORIENTATION, 3, 1, turned, 0, 0)


def lines(tiff: bytes) -> Iterator[str]:
    """What people would read in it: `camera: …`, `artist: …`, `a place on the map`."""
    try:
        yield from dict.fromkeys(_lines(tiff, first_directory(tiff), 0))
    except (ValueError, struct.error):
        return


def _lines(tiff: bytes, at: int, depth: int) -> Iterator[str]:
    entries, _ = directory(tiff, at)
    for entry in entries:
        value = tiff[entry.place : entry.place + entry.size]
        if entry.tag == _PLACE:
            yield "a place on the map"
        elif entry.tag in _FURTHER and depth < _DEEPEST:
            for further in numbers(tiff, entry):
                yield from _lines(tiff, further, depth + 1)
        elif entry.tag in _NAMES and (text := _text(entry.tag, value, byte_order(tiff))):
            yield f"{_NAMES[entry.tag]}: {text}"


def _text(tag: int, value: bytes, order: str) -> str:
    if tag in _WIDE:
        text = value.decode("utf-16-le", "ignore")
    elif value.startswith(b"UNICODE\0"):
        text = value[8:].decode("utf-16-le" if order == "<" else "utf-16-be", "ignore")
    else:
        text = value.removeprefix(b"ASCII\0\0\0").decode("utf-8", "replace")
    return " ".join(text.replace("\0", " ").split())
