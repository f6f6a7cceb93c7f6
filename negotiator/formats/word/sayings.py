"""All that the bytes of a Word file say, in every part and every state: what the second lock searches before a file is handed over."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final, NamedTuple

from lxml import etree

from negotiator.formats.word.package import W

_P: Final = W + "p"
_INSERTED: Final = frozenset({W + "ins", W + "moveTo"})
_DELETED: Final = frozenset({W + "del", W + "moveFrom"})
_BREAKS: Final = {W + name: " " for name in ("tab", "br", "cr", "footnoteReference", "endnoteReference")} | {W + "noBreakHyphen": "-", W + "softHyphen": ""}
_CODES: Final = frozenset({W + "instrText", W + "delInstrText"})
_NAMESPACE: Final = re.compile(r"^https?://(schemas|purl|www\.w3)\.")
_DEEPEST: Final = 4
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"RIFF")
_BASE64: Final = re.compile(rb"(?:base64,|gfxdata=[\"']|<w:fldData[^>]*>)\s*([A-Za-z0-9+/\s]{20,})")
"""Pictures in web pages and drawings, drawings beside their shapes, data behind fields."""
_TELLING: Final = 4
_MOST: Final = 200_000_000


class Saying(NamedTuple):
    """A text that a file holds."""

    part: str
    text: str
    binary: bool = False
    """Whether it was picked out of bytes that are no text: its first and last word may have other letters stuck to them."""


def sayings(content: bytes, name: str = "") -> Iterator[Saying]:
    """The texts of all that stands in a file: every paragraph with all changes accepted and with all rejected, every piece inserted or deleted
    alone, field codes, values of attributes, texts of other parts, what can be read in binary parts. Parts of files inside are named `outer!inner`.

    A text may come more than once. Nothing is raised for what cannot be read: its bytes are searched as they are.
    """
    yield from _package(content, name, 0)


def _package(content: bytes, prefix: str, depth: int) -> Iterator[Saying]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.comment:
                yield from _binary(prefix or "the file", archive.comment)
            for info in archive.infolist():
                part = f"{prefix}!{info.filename}" if prefix else info.filename
                yield Saying(part, info.filename)
                if info.comment:
                    yield from _binary(part, info.comment)
                yield from _part(part, archive.read(info) if info.file_size < _MOST else b"", depth)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, ValueError):
        yield from _binary(prefix or "the file", content)


def _part(part: str, raw: bytes, depth: int) -> Iterator[Saying]:
    if raw.startswith(b"PK\x03\x04") and depth < _DEEPEST:
        yield from _package(raw, part, depth + 1)
        return
    if raw.startswith(_COMPOUND) and depth < _DEEPEST:
        yield from _compound(part, raw, depth)
        return
    if depth < _DEEPEST and any(head in raw for head in (b"base64,", b"gfxdata=", b"<w:fldData")):
        for packed in _BASE64.findall(raw):
            with suppress(ValueError):
                yield from _part(part, b64decode(packed + b"=="), depth + 1)
    root = _root(raw)
    if root is None:
        yield from _picture(part, raw)
        return
    for text in _of_paragraphs(root):
        yield Saying(part, text)
    rest = [" ".join(filter(None, (e.text, e.tail))) for e in root.iter() if not _in_paragraph(e)]
    apart = " ".join(filter(None, (text.strip() for text in rest)))
    if apart:
        yield Saying(part, apart)
        yield Saying(part, "".join(text for text in rest if text.strip()))
    values = dict.fromkeys(v for e in root.iter() if isinstance(e.tag, str) for v in e.values() if len(v) >= _TELLING and not _NAMESPACE.match(v))
    for value in values:
        yield Saying(part, value)
    for other in root.iter(etree.Comment, etree.PI):
        yield Saying(part, other.text or "")


def _root(raw: bytes) -> Any:
    if not raw.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith((b"<", b"\x00<")):
        return None
    try:
        return etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, load_dtd=False))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _in_paragraph(element: Any) -> bool:
    if not isinstance(element.tag, str):
        return True
    return element.tag == _P or next(element.iterancestors(_P), None) is not None


def _of_paragraphs(root: Any) -> Iterator[str]:
    """Of each paragraph: accepted, rejected, all together, and each change alone; then across marks of paragraphs that a change takes away."""
    accepted_run: list[str] = []
    rejected_run: list[str] = []
    for paragraph in root.iter(_P):
        accepted, rejected, whole, alone, codes = _states(paragraph)
        yield accepted
        for text in (rejected, whole, *alone, *codes):
            if text and text != accepted:
                yield text
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        accepted_run.append(accepted)
        rejected_run.append(rejected)
        if not _marked(mark, _DELETED):
            if len(accepted_run) > 1:
                yield "".join(accepted_run)
            accepted_run = []
        if not _marked(mark, _INSERTED):
            if len(rejected_run) > 1:
                yield "".join(rejected_run)
            rejected_run = []


def _marked(properties: Any, kinds: frozenset[str]) -> bool:
    return properties is not None and any(properties.find(kind) is not None for kind in kinds)


def _states(paragraph: Any) -> tuple[str, str, str, list[str], list[str]]:
    accepted: list[str] = []
    rejected: list[str] = []
    whole: list[str] = []
    alone: dict[Any, list[str]] = {}
    codes: list[str] = []
    for element in paragraph.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in _CODES:
            codes.append(element.text or "")
            continue
        text = _BREAKS.get(element.tag, element.text if element.tag.endswith(("}t", "}delText")) else None)
        if text is None or (element.tag in _BREAKS and element.getparent().tag != W + "r"):
            continue
        change = None
        inserted = deleted = False
        for ancestor in element.iterancestors():
            if ancestor is paragraph:
                break
            if ancestor.tag in _INSERTED:
                inserted, change = True, ancestor if change is None else change
            elif ancestor.tag in _DELETED:
                deleted, change = True, ancestor if change is None else change
        whole.append(text)
        if not deleted:
            accepted.append(text)
        if not inserted:
            rejected.append(text)
        if change is not None:
            alone.setdefault(change, []).append(text)
    pieces = ["".join(texts) for texts in alone.values()]
    return "".join(accepted), "".join(rejected), "".join(whole), [*pieces, "".join(pieces)], ["".join(codes)] if codes else []


def _compound(part: str, raw: bytes, depth: int) -> Iterator[Saying]:
    """An object of an old kind: each stream put together, a file packed in it unpacked, and the bytes as they lie, for what no stream holds any more."""
    from negotiator.formats.word.compound import streams

    for name, content in streams(raw):
        inner = f"{part}!{name.replace(chr(1), '').replace(chr(5), '')}"
        yield Saying(part, name)
        yield from _binary(inner, content)
        if content.startswith(_COMPOUND):
            yield from _compound(inner, content, depth + 1) if depth < _DEEPEST else ()
        elif b"PK\x03\x04" in content:  # what comes before a zip does not keep it from being read
            yield from _package(content, inner, depth + 1)
    yield from _binary(part, raw)


def _picture(part: str, raw: bytes) -> Iterator[Saying]:
    """Bytes that are no text: what a picture's file tells besides the picture, unpacked; of what is no picture everything."""
    if raw.startswith(b"\x1f\x8b"):
        raw = _inflated(raw)
    if not raw.startswith(_PICTURES):
        yield from _binary(part, raw)
        return
    from negotiator.formats.pictures import told_by

    yield Saying(part, _printable(raw.decode("utf-8", "ignore")), True)
    for told in told_by(raw):
        yield from _binary(part, told.raw)


def _inflated(raw: bytes) -> bytes:
    """What gzip packed, such as a metafile, with the head that may name it."""
    try:
        return raw[:200] + b"\0" + zlib.decompressobj(31).decompress(raw, _MOST)
    except zlib.error:
        return raw


def _binary(part: str, raw: bytes) -> Iterator[Saying]:
    """What a program could read in bytes: as UTF-8, in the letters of Windows, and as UTF-16 of both kinds at either offset."""
    text = raw.decode("utf-8", "ignore")
    yield Saying(part, _printable(text), True)
    if len(text) < len(raw) and not raw.isascii():
        yield Saying(part, _printable(raw.decode("cp1252", "ignore")), True)
    if b"\x00" in raw:
        for offset in (0, 1):
            for coding in ("utf-16-le", "utf-16-be"):
                yield Saying(part, _printable(raw[offset:].decode(coding, "ignore")), True)


def _printable(text: str) -> str:
    return " ".join(re.findall(r"[\w .,;:'’()/\\@-]{4,}", text))
