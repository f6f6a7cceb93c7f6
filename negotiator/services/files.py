"""Files in and out: read once with a size limit, written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from negotiator.aside import WORTH, Aside
from negotiator.errors import BadInputError, NotFoundError, UsageError
from negotiator.formats.readers import read
from negotiator.model.block import Reading
from negotiator.reading.corrections import Corrections
from negotiator.reading.segment import NOTHING_SAID, Segmented, segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from negotiator.model.clause import Clause

LARGEST = 100 * 1024 * 1024
"""Bytes; a draft of forty pages has 100,000."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file, and how it was read."""

    name: str
    """Without its folder."""
    content: bytes
    reading: Reading
    segmented: Segmented
    corrections: Corrections = NOTHING_SAID
    """What people said of how it is read, and which part of it is meant."""

    @property
    def clauses(self) -> Sequence[Clause]:
        return self.segmented.clauses


def read_file(path: str, *, wordless: bool = False, corrections: Corrections = NOTHING_SAID) -> ReadFile:
    """Read and segment a file, or standard input for `-`; `wordless` lets one pass that holds no paragraph (pictures alone).

    Raises NotFoundError where there is no such file, BadInputError where it cannot be read as a text, is empty, or holds no clause.
    """
    name, content = bytes_of(path)
    return read_content(name, content, wordless=wordless, corrections=corrections)


def read_files(old: str, new: str, *, wordless: bool = False, corrections: Corrections = NOTHING_SAID) -> tuple[ReadFile, ReadFile]:
    """Two files to be compared, read as `read_file` reads one, both at the same time where that saves any; their clauses stand for their blocks, which
    are let go. Raises as it does."""
    first, second = bytes_of(old), bytes_of(new)

    def clauses_of(name: str, content: bytes) -> ReadFile:
        file = read_content(name, content, wordless=wordless, corrections=corrections)
        return replace(file, content=b"", reading=replace(file.reading, blocks=()), segmented=replace(file.segmented, taken=()))

    other: Aside[None, ReadFile]
    with Aside(lambda _: clauses_of(*second), worth=min(len(first[1]), len(second[1])) > WORTH) as other:
        return replace(clauses_of(*first), content=first[1]), replace(other.result(), content=second[1])


def read_content(name: str, content: bytes, *, wordless: bool = False, corrections: Corrections = NOTHING_SAID) -> ReadFile:
    """Read and segment bytes that came under a file name. Raises BadInputError, also where a correction does not fit the file."""
    return _segmented(name, content, read(name, content), corrections, wordless=wordless)


def read_again(file: ReadFile, corrections: Corrections) -> ReadFile:
    """The same file under other corrections. Raises BadInputError."""
    return _segmented(file.name, file.content, file.reading, corrections, wordless=False)


def _segmented(name: str, content: bytes, reading: Reading, corrections: Corrections, *, wordless: bool) -> ReadFile:
    segmented = segment(reading, corrections)
    if not segmented.clauses and not wordless:
        raise BadInputError(
            f"{name} holds no paragraph that could be negotiated", hint="negotiator parse --explain shows what each part of a file is taken for"
        )
    return ReadFile(name, content, reading, segmented, corrections)


def bytes_of(path: str) -> tuple[str, bytes]:
    """A file's name without its folder, and what is in it; standard input for `-`. Raises NotFoundError, UsageError, BadInputError."""
    if path == "-":
        content = sys.stdin.buffer.read(LARGEST + 1)
        name = "standard input"
    else:
        file = Path(path)
        name = file.name
        try:
            if file.is_dir():
                raise UsageError(f"{path} is a folder", hint="name one file in it")
            with file.open("rb") as source:
                content = source.read(LARGEST + 1)
        except FileNotFoundError:
            raise NotFoundError(f"there is no file {path}", hint="check the name; a name with spaces needs quotation marks") from None
        except OSError as error:
            raise BadInputError(f"{path} cannot be read: {error.strerror}", hint="close it in other programs, or check its permissions") from None
    if len(content) > LARGEST:
        raise BadInputError(f"{name} is larger than 100 MB", hint="remove its pictures, or save the text alone")
    return name, content


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one step: temporary file beside it, synced, moved into place. Raises BadInputError where that fails."""
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        _usual_permissions(temporary)
        Path(temporary).replace(path)
    except BaseException as error:  # an interrupt, too, leaves nothing behind
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()
        if not isinstance(error, OSError):
            raise
        hint = "is it open in Word? is the folder writable?" if path.parent.is_dir() else f"there is no folder {path.parent}: make it first"
        raise BadInputError(f"{path} cannot be written: {error.strerror}", hint=hint) from None


def _usual_permissions(temporary: str) -> None:
    """Give a private temporary file the permissions that a new file would have had."""
    mask = os.umask(0)
    os.umask(mask)
    with suppress(OSError):
        Path(temporary).chmod(0o666 & ~mask)
