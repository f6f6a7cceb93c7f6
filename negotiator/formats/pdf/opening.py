"""Opens a PDF with suspicion: what is wrong with a file is said in words, and one that would fill the memory is not opened."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from negotiator.errors import BadInputError

if TYPE_CHECKING:
    import pypdfium2

MOST_PAGES = 3_000
MOST_UNPACKED = 250_000_000
"""Bytes that the packed parts of a file, pictures aside, may unpack to; checked before any of them is used."""
_STREAM = re.compile(rb"stream\r?\n")
_AGAIN = "ask for the file again, or for the Word file that it was made from"
_PASSWORD, _SECURITY = 4, 5


def open_pdf(name: str, content: bytes) -> pypdfium2.PdfDocument:
    """Open the bytes of a PDF. Raises BadInputError: protected by a password, damaged, cut short, packed to burst, or with too many pages."""
    import pypdfium2

    _refuse_bomb(name, content)
    try:
        document = pypdfium2.PdfDocument(content)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (_PASSWORD, _SECURITY) or "assword" in str(error) or b"/Encrypt" in content[-4096:]:
            raise BadInputError(f"{name} is protected by a password", hint="open it with its password and print or save it as a PDF without one") from None
        short = b"%%EOF" not in content[-2048:]
        what = "is cut short: its end is missing" if short else "is damaged: no PDF reader could open it"
        raise BadInputError(f"{name} {what}", hint=_AGAIN) from None
    if not pages:
        document.close()
        raise BadInputError(f"{name} has no pages", hint=_AGAIN)
    if pages > MOST_PAGES:
        document.close()
        raise BadInputError(f"{name} has {pages:,} pages, and at most {MOST_PAGES:,} are read", hint="split it, and give the part that is negotiated")
    return document


def _refuse_bomb(name: str, content: bytes) -> None:
    """Unpack what is packed, keeping nothing, until it is known to be small enough."""
    room = MOST_UNPACKED
    for found in _STREAM.finditer(content):
        head = content[max(0, found.start() - 400) : found.start()]
        head = head[head.rfind(b"obj") + 3 :]
        if b"FlateDecode" not in head and b"/Fl" not in head:
            continue
        if b"/Image" in head:
            # Pictures are not unpacked for the sake of the text.
            continue
        twice = head.count(b"FlateDecode") > 1
        unpacked = _unpacked_size(content, found.end(), 1_000_000 if twice else room)
        room -= unpacked * (1 if not twice else 1_000)
        if room <= 0:
            most = f"{MOST_UNPACKED // 1_000_000:,} MB"
            raise BadInputError(f"{name} unpacks to more than {most} and is not opened", hint="ask for the file without its pictures")


def _unpacked_size(content: bytes, start: int, most: int) -> int:
    packer = zlib.decompressobj()
    size, at = 0, start
    view = memoryview(content)
    waiting: bytes | memoryview = b""
    while size < most and not packer.eof:
        if not waiting:
            if at >= len(content):
                break
            waiting = view[at : at + 65_536]
            at += 65_536
        try:
            size += len(packer.decompress(waiting, 1_000_000))
        except zlib.error:
            break
        waiting = packer.unconsumed_tail
    return size


def facts_of(document: pypdfium2.PdfDocument) -> dict[str, str]:
    """What the file says of itself: title (unless it is a file's name), author, day of making."""
    told = document.get_metadata_dict(skip_empty=True)
    facts = {"title": " ".join(told.get("Title", "").split()), "author": told.get("Author", ""), "created": told.get("CreationDate", "")}
    if re.search(r"\.(?:docx?|odt|pdf|indd|rtf|tmp)$|^Microsoft Word|^untitled|^\W*$", facts["title"], re.IGNORECASE):
        facts["title"] = ""
    return {key: value for key, value in facts.items() if value}
