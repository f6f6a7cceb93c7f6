"""Pictures without what their files tell of camera, author, place and program: not a pixel changes, nothing is packed anew."""

from __future__ import annotations

import gzip
import re
import struct
import zlib
from typing import Final

from negotiator.errors import RefusedError
from negotiator.formats.pictures import exif
from negotiator.formats.pictures.bared import BEHIND, Bared, Told

_MOST: Final = 200_000_000
_LONGEST: Final = 100


def bare_picture(raw: bytes, name: str) -> Bared:
    """The picture without what its file tells besides it, and what that was.

    Raises RefusedError that calls it `name` where it is of a kind that nobody here can take apart: what it tells would be passed on unseen.
    """
    try:
        return _bared(raw)
    except (ValueError, IndexError, struct.error, zlib.error, EOFError, OSError, SyntaxError, RecursionError) as error:
        raise RefusedError(
            f"{name} is a picture whose file cannot be cleaned for the room",
            hint="nothing was written; take that picture out in Word, or save it as PNG or JPEG there, and import the file anew",
        ) from error


def told_by(raw: bytes) -> tuple[Told, ...]:
    """What a picture's file tells besides the picture; all its bytes where it cannot be read."""
    try:
        return _bared(raw).told
    except (ValueError, IndexError, struct.error, zlib.error, EOFError, OSError, SyntaxError, RecursionError):
        return (Told("a picture that cannot be read", raw),)


def in_words(told: Told) -> str:
    """What people can read in it, in one line: `EXIF: camera: …, artist: …`."""
    raw = told.raw.removeprefix(exif.HEAD)
    lines = list(exif.lines(raw)) if told.what == "EXIF" else []
    text = ", ".join(lines) or " ".join(re.findall(r"[\w .,;:'’()/\\@+-]{4,}", re.sub(r"<[^<>]*>", " ", _decoded(raw))))
    text = " ".join(text.split())
    text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return f"{told.what}: {text}" if text else told.what


def _decoded(raw: bytes) -> str:
    """Bytes as letters; those of Windows have two bytes, and one of the two is nothing in most of them, which numbers are not."""
    high, low = raw[0::2].count(0), raw[1::2].count(0)
    for coding, nothing, something in (("utf-16-le", low, high), ("utf-16-be", high, low)):
        if nothing * 4 > len(raw) and something * 4 < nothing:
            return raw.decode(coding, "ignore")
    return raw.decode("utf-8", "ignore")


def _bared(raw: bytes) -> Bared:
    from negotiator.formats.pictures import gif, jpeg, metafile, png, svg, tiff, webp

    if raw.startswith(jpeg.MAGIC):
        return jpeg.bare(raw)
    if raw.startswith(png.MAGIC):
        return png.bare(raw)
    if raw.startswith(gif.MAGIC):
        return gif.bare(raw)
    if raw.startswith(tiff.MAGIC):
        return tiff.bare(raw)
    if webp.is_webp(raw):
        return webp.bare(raw)
    if metafile.is_emf(raw):
        return metafile.bare_emf(raw)
    if metafile.is_wmf(raw):
        return metafile.bare_wmf(raw)
    if raw.startswith(b"BM"):
        return _bare_bitmap(raw)
    if raw.startswith(b"\x1f\x8b"):
        return _bare_packed(raw)
    if svg.is_svg(raw):
        return svg.bare(raw, _bared)
    if not raw:
        return Bared(raw, ())
    raise ValueError("a picture of an unknown kind")


def _bare_bitmap(raw: bytes) -> Bared:
    """BMP tells nothing; something may hang on behind it."""
    (length,) = struct.unpack_from("<L", raw, 2)
    if not 26 <= length < len(raw) or not raw[length:].strip(b"\0"):
        return Bared(raw, ())
    return Bared(raw[:length], (Told(BEHIND, raw[length:]),))


def _bare_packed(raw: bytes) -> Bared:
    """A metafile packed by gzip (.emz, .wmz), which may carry its own name and the time of packing."""
    unpacker = zlib.decompressobj(31)
    inner = _bared(unpacker.decompress(raw, _MOST))
    if not unpacker.eof:
        raise ValueError("too large, or cut short")
    named = raw[3] & 0x1C or raw[4:8] != b"\0\0\0\0"
    if not (inner.told or named or unpacker.unused_data):
        return Bared(raw, ())
    return Bared(gzip.compress(inner.content, mtime=0), (*inner.told, *((Told("name and time", raw[:200]),) if named else ())))
