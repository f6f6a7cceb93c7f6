"""What a picture's own file tells besides the picture, and the same picture without it."""

from __future__ import annotations

from typing import Final, NamedTuple

BEHIND: Final = "what hangs on behind the picture"


class Told(NamedTuple):
    """One thing that a picture's file tells and no eye sees in the picture."""

    what: str
    """`EXIF`, `XMP`, `comment` …"""
    raw: bytes
    """Its bytes, unpacked where the file has them packed."""


class Bared(NamedTuple):
    """A picture whose pixels, colours and orientation are those of the file, and what else its file told."""

    content: bytes
    told: tuple[Told, ...]
