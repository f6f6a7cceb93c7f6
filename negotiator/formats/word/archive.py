"""Writing a zip whose untouched entries stay exactly as they lay in the old file: `zipfile` can only unpack and pack them again."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_NEW_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip can hold: new parts say nothing about when they were made."""
_HAS_DESCRIPTOR: Final = 0x8
_UTF8_NAME: Final = 0x800


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry to write."""

    filename: str
    date: tuple[int, int, int, int, int, int] | None
    """None for a new entry."""
    content: bytes | None
    """None: copy the packed bytes of `info` from the old file."""
    info: zipfile.ZipInfo | None


def write_archive(entries: Iterable[Entry], old: bytes) -> bytes:
    """The bytes of a zip with these entries in this order (APPNOTE 6.3, without zip64: a package is far below 4 GB)."""
    out = bytearray()
    directory = bytearray()
    count = 0
    for entry in entries:
        offset = len(out)
        name, named_utf8 = _encoded(entry)
        if entry.content is None and entry.info is not None:
            packed, size, crc, method = _packed(entry.info, old), entry.info.file_size, entry.info.CRC, entry.info.compress_type
            flags = (entry.info.flag_bits & ~(_HAS_DESCRIPTOR | _UTF8_NAME)) | named_utf8
        else:
            content = entry.content or b""
            packer = zlib.compressobj(6, zlib.DEFLATED, -15)
            packed, size, crc, method = packer.compress(content) + packer.flush(), len(content), zlib.crc32(content), zipfile.ZIP_DEFLATED
            flags = named_utf8
        time, day = _dos(entry.date or _NEW_DATE)
        system, external = (entry.info.create_system, entry.info.external_attr) if entry.info else (0, 0)
        out += _LOCAL.pack(b"PK\3\4", 20, flags, method, time, day, crc, len(packed), size, len(name), 0) + name + packed
        directory += _CENTRAL.pack(
            b"PK\1\2", 20 | system << 8, 20, flags, method, time, day, crc, len(packed), size, len(name), 0, 0, 0, 0, external & 0xFFFFFFFF, offset
        )
        directory += name
        count += 1
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(out), 0)
    return bytes(out + directory + end)


def _packed(info: zipfile.ZipInfo, old: bytes) -> bytes:
    header = _LOCAL.unpack_from(old, info.header_offset)
    start = info.header_offset + _LOCAL.size + header[9] + header[10]
    return old[start : start + info.compress_size]


def _encoded(entry: Entry) -> tuple[bytes, int]:
    # orig_filename is what stands in the file; `filename` has its separators changed on Windows
    filename = entry.info.orig_filename if entry.info else entry.filename
    if entry.info and not entry.info.flag_bits & _UTF8_NAME:
        return filename.encode("cp437"), 0
    try:
        return filename.encode("ascii"), entry.info.flag_bits & _UTF8_NAME if entry.info else 0
    except UnicodeEncodeError:
        return filename.encode("utf-8"), _UTF8_NAME


def _dos(date: tuple[int, int, int, int, int, int]) -> tuple[int, int]:
    year, month, day, hour, minute, second = date
    return hour << 11 | minute << 5 | second // 2, max(0, year - 1980) << 9 | month << 5 | day
