"""Which characters the bytes of a text file stand for."""

from __future__ import annotations

import codecs

from negotiator.errors import BadInputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(name: str, content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text and what to tell the user about it. Raises BadInputError for bytes that are no text."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(encoding), ()
            except UnicodeDecodeError as error:
                raise BadInputError(
                    f"{name} says it is {encoding.upper()} and is not: byte {error.start + len(mark):,}", hint="save it again as UTF-8"
                ) from error
    encoding = _unmarked_utf16(content)
    if encoding:
        return content.decode(encoding, errors="replace"), (f"{name} carries no mark of its encoding and was read as UTF-16",)
    if b"\0" in content:
        raise BadInputError(f"{name} is not a text: it holds NUL bytes", hint="save it as .docx, .txt or .md from the program that made it")
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    warning = (f"{name} is not UTF-8 and was read as Windows-1252",)
    try:
        return content.decode("cp1252"), warning
    except UnicodeDecodeError:
        return content.decode("latin-1"), warning


def _unmarked_utf16(content: bytes) -> str:
    sample = content[:4096]
    if len(sample) < 4 or len(content) % 2:
        return ""
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.6 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.05:
        return "utf-16-be"
    return ""
