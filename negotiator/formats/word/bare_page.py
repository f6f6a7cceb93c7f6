"""A text of another format that stands inside a Word file: what a web page does not show, and the page made fit for the room."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from typing import Any, Final

from negotiator.errors import RefusedError
from negotiator.formats.word.carry import LOCAL_PATH

_UNSHOWN: Final = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE)
_MAYBE: Final = re.compile(rf"{_UNSHOWN.pattern}|<[^>]*\shidden\b", re.IGNORECASE)
_PRIVATE: Final = ("script", "title", "link", "base", "xml", "meta")
_PICTURE: Final = re.compile(r"data:image/[\w.+-]+;base64,", re.IGNORECASE)
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


def bare_page(content: bytes, content_type: str, name: str) -> bytes:
    """A web page or plain text with nothing but what it shows. Raises RefusedError for what is neither: nobody can tell what else it says."""
    head = content[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if "html" in content_type or head.startswith((b"<html", b"<!doctype html")):
        return _cleaned(content, name)
    if content_type.startswith("text/plain"):
        return content
    raise RefusedError(f"{name} is of a kind that cannot be cleaned for the room", hint="open the issued file in Word, save it anew as .docx, and import that")


def without_unshown(page: str) -> tuple[str, tuple[str, ...]]:
    """A page without the elements that it does not show, and their words."""
    if not _MAYBE.search(page):
        return page, ()
    from lxml import etree

    root = _parsed(page)
    texts = []
    for element in [e for e in root.iter() if isinstance(e.tag, str) and _is_unshown(e)]:
        if element.getparent() is not None and not any(_is_unshown(a) for a in element.iterancestors()):
            texts.append(" ".join(element.text_content().split()))
            element.drop_tree()
    return etree.tostring(root, method="html", encoding="unicode"), tuple(text for text in texts if text)


def _is_unshown(element: Any) -> bool:
    return "hidden" in element.attrib or bool(_UNSHOWN.search(element.get("style", "")))


def _parsed(page: str) -> Any:
    from lxml import html

    return html.document_fromstring(re.sub(r"^\ufeff|<\?xml[^>]*\?>", "", page).strip() or "<p></p>")


def _cleaned(content: bytes, name: str) -> bytes:
    from lxml import etree

    stated = _CHARSET.search(content[:2000])
    encoding = stated[1].decode("ascii") if stated else "utf-8"
    try:
        text = content.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        text = content.decode("windows-1252", "replace")
    page = _parsed(text)
    for element in list(page.iter()):
        if element.getparent() is not None and (not isinstance(element.tag, str) or element.tag in _PRIVATE or _is_unshown(element)):
            element.drop_tree()
    for element in page.iter():
        for key in ("src", "href", "background"):
            value = element.get(key, "")
            packed = _PICTURE.match(value)
            if packed:
                element.set(key, packed[0] + _bare_picture(value[packed.end() :], f"{name}: a picture"))
            elif value.lower().startswith("data:") or LOCAL_PATH.search(value):
                del element.attrib[key]
    return bytes(etree.tostring(page, method="html", encoding="ascii"))


def _bare_picture(packed: str, name: str) -> str:
    from negotiator.formats.pictures import bare_picture

    try:
        picture = b64decode(packed)
    except ValueError:
        picture = b""
    return b64encode(bare_picture(picture, name).content).decode()
