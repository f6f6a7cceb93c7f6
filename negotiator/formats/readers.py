"""One door for every file that arrives: what it is, told by its content before its name, and a clear word where it is none of ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from negotiator.errors import BadInputError
from negotiator.model.block import Reading

LARGEST = 100 * 1024 * 1024
"""Bytes of the largest file that is read."""
WORD_SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")
"""Of Word files: documents, documents with macros, templates of both kinds."""
_ACCEPTED = "a .docx, .pdf, .md, .txt or .json file"
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Word file (.doc) or an encrypted one",
        "open it in Word or LibreOffice and save it as .docx, without a password",
    ),
    (b"{\\rtf", "Rich Text (RTF)", "open it in Word or LibreOffice and save it as .docx"),
    (b"\x89PNG", "an image", "ask for the text itself: a picture of a text cannot be read"),
    (b"\xff\xd8\xff", "an image", "ask for the text itself: a picture of a text cannot be read"),
    (b"GIF8", "an image", "ask for the text itself: a picture of a text cannot be read"),
    (b"II*\x00", "an image", "ask for the text itself: a picture of a text cannot be read"),
    (b"MM\x00*", "an image", "ask for the text itself: a picture of a text cannot be read"),
    (b"RIFF", "an image or a sound", "ask for the text itself"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"7z\xbc\xaf'\x1c", "a compressed file", "unpack it first"),
    (b"Rar!", "a compressed file", "unpack it first"),
    (b"SQLite format 3\x00", "a database", "name it with --workspace if it is a workspace"),
)
_ZIPPED: tuple[tuple[bytes, str, str], ...] = (
    (b"application/vnd.oasis.opendocument", "an OpenDocument file", "open it in LibreOffice and save it as .docx"),
    (b"xl/workbook", "an Excel file", "copy the text into a .docx or .txt file"),
    (b"ppt/presentation", "a PowerPoint file", "copy the text into a .docx or .txt file"),
    (b"META-INF/container.xml", "an e-book", "take its text out and give the .txt"),
)
_TEXT_SUFFIXES = frozenset({"", ".txt", ".text", ".asc", ".log"})


def read(name: str, content: bytes) -> Reading:
    """Read a file of any format that we know; `name` serves for its suffix and for messages. Raises BadInputError, which says what to do."""
    if not content:
        raise BadInputError(f"{name} is empty", hint="check that it was saved or sent completely")
    if len(content) > LARGEST:
        raise BadInputError(
            f"{name} is too large: {len(content) / 1e6:,.0f} MB, and at most {LARGEST // (1024 * 1024)} MB are read", hint="remove its pictures, or split it"
        )
    suffix = PurePath(name.replace("\\", "/")).suffix.casefold()
    _refuse_foreign(name, suffix, content)
    if b"%PDF-" in content[:1024] or (suffix == ".pdf" and b"%PDF" in content[:1024]):
        return _portable(name, suffix, content)
    if content.startswith(b"PK"):
        return _zipped(name, suffix, content)
    if suffix == ".pdf":
        raise BadInputError(f"{name} is not what it claims: no PDF", hint="check that it was sent completely, or rename it to what it is")
    if suffix in WORD_SUFFIXES:
        raise BadInputError(
            f"{name} is not what it claims: no Word file, and no zip archive at all", hint="check that it was sent completely, or rename it to what it is"
        )
    reader = _text_reader(name, suffix, content)
    reading = reader(name, content)
    if not any(block.text.strip() for block in reading.blocks):
        raise BadInputError(f"{name} holds no text", hint="check that it was saved or sent completely")
    return reading


def _text_reader(name: str, suffix: str, content: bytes) -> Callable[[str, bytes], Reading]:
    from negotiator.formats.contract import read_json
    from negotiator.formats.text import read_text

    start = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if (
        suffix == ".json"
        or (start[:1] == b"{" and suffix not in (".md", ".markdown"))
        or (suffix not in (".md", ".markdown", *_TEXT_SUFFIXES) and start[:1] == b"[")
    ):
        return read_json
    if start[:1] == b"[" and _is_json_list(content):
        return read_json
    if start[:5].lower() in (b"<html", b"<!doc") or start[:5] == b"<?xml" or suffix in (".htm", ".html", ".xml"):
        raise BadInputError(f"{name} is a web page or XML", hint="save its text as .txt, or open it in Word and save it as .docx")
    if suffix in (".md", ".markdown"):
        from negotiator.formats.markdown import read_markdown

        return read_markdown
    return read_text


def _is_json_list(content: bytes) -> bool:
    """`[` begins a negotiating text as often as a list: only a list that parses is one."""
    import json

    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, list) and bool(found) and isinstance(found[0], dict)


def _refuse_foreign(name: str, suffix: str, content: bytes) -> None:
    if content.startswith(_FOREIGN[0][0]) and "EncryptedPackage".encode("utf-16-le") in content:
        raise BadInputError(f"{name} is protected with a password", hint="ask for the password, remove it in Word and save the file")
    for mark, what, hint in _FOREIGN:
        if content.startswith(mark):
            claims = f" and not what its name claims ({suffix})" if suffix == ".docx" else ""
            raise BadInputError(f"{name} is {what}{claims}", hint=hint)


def _portable(name: str, suffix: str, content: bytes) -> Reading:
    if suffix in WORD_SUFFIXES:
        raise BadInputError(f"{name} is a PDF and not what its name claims ({suffix})", hint="rename it to .pdf, or ask for the Word file")
    from negotiator.formats.pdf import read_pdf

    reading = read_pdf(name, content)
    if not any(block.text.strip() for block in reading.blocks):
        raise BadInputError(f"{name} holds no text", hint="ask for the Word file")
    return reading


def _zipped(name: str, suffix: str, content: bytes) -> Reading:
    if b"word/" not in content:  # a sheet or a presentation may be embedded in a Word file
        for mark, what, hint in _ZIPPED:
            if mark in content[:4096] or mark in content[-65536:]:
                raise BadInputError(f"{name} is {what}", hint=hint)
    if b"word/" not in content and suffix not in WORD_SUFFIXES:
        raise BadInputError(f"{name} is a zip archive and no Word file", hint=f"unpack it and give {_ACCEPTED}")
    from negotiator.formats.word.blocks import read_word

    # A Word file without a word may still be compared (pictures, empty tables); who needs clauses asks for them.
    return read_word(name, content)
