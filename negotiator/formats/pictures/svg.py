"""SVG with nothing but its drawing: descriptions, remarks, names of layers, the data of programs, what is not shown and links to somebody's machine go."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from typing import Any, Final

from lxml import etree

from negotiator.formats.pictures.bared import Bared, Told

_SVG: Final = "{http://www.w3.org/2000/svg}"
_DRAWN: Final = (_SVG, "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/1998/Math/MathML}")
_LINKS: Final = ("href", "{http://www.w3.org/1999/xlink}href", "src", "srcset")
_GONE: Final = frozenset(_SVG + name for name in ("metadata", "title", "desc", "script", "a11y"))
_SAID: Final = re.compile(r"^(aria-|data-|on|role$|label$|inkscape|sodipodi)")
_USUAL: Final = re.compile(rb"<!DOCTYPE\s+svg\s+PUBLIC\s+[\"']-//W3C//DTD SVG [\w. ]+//EN[\"']\s+[\"']https?://www\.w3\.org/[\w./-]+[\"']\s*>")
_BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"
_UNSHOWN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|(?<![\w-])opacity\s*:\s*0*(?:\.0*)?(?![\d.])")
_REMARK: Final = re.compile(r"/\*.*?\*/|<!--.*?-->", re.DOTALL)
_IMPORT: Final = re.compile(r"@import[^;]*;?")
_OUTSIDE: Final = re.compile(r"url\(\s*(?:['\"]\s*)?(?!['\"\s]*(?:#|data:(?:font|application)))[^)]*\)")
"""What a style draws on outside the drawing, or on a picture packed into it."""
_UNSHOWING: Final = re.compile(r"([^{}]*)\{[^{}]*(?:display\s*:\s*none|visibility\s*:\s*hidden)")
_DATA: Final = re.compile(r"data:image/([\w.+-]+);base64,", re.IGNORECASE)


def is_svg(raw: bytes) -> bool:
    """Whether bytes begin as an SVG does."""
    return raw.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and b"<svg" in raw[:100_000]


def bare(raw: bytes, inner: Callable[[bytes], Bared]) -> Bared:
    """The drawing and what else its file told; `inner` cleans the pictures in it. Raises ValueError or XMLSyntaxError where it cannot be read."""
    if b"<!ENTITY" in raw:
        raise ValueError("words of its own kind (ENTITY) may hide anything")
    root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True))
    if root.tag != f"{_SVG}svg":
        raise ValueError("no SVG")
    told: list[Told] = []
    unshown = _unshown_classes(root, told)
    text = "".join(v for e in root.iter() for k, v in e.items() if k != "id") + "".join(root.itertext())
    for element in list(root.iter()):
        if element is root or element.getparent() is None:
            continue
        if not isinstance(element.tag, str):
            _drop(element, "remark", told)
        elif not element.tag.startswith(_DRAWN) or element.tag in _GONE:
            _drop(element, element.tag.rpartition("}")[2], told)
        elif (_is_unshown(element) or _is_store(element) or not unshown.isdisjoint(element.get("class", "").split())) and not _is_used(element, text):
            _drop(element, "what is not shown", told)
    before = raw[: raw.find(b"<svg")]
    if b"<!DOCTYPE" in before and not _USUAL.search(before):
        told.append(Told("document type", before[before.find(b"<!DOCTYPE") :]))
    for outside in (*root.itersiblings(preceding=True), *root.itersiblings()):
        told.append(Told("remark", (outside.text or "").encode()))
    for element in root.iter():
        _clean_values(element, text, told, inner)
    if not told:
        return Bared(raw, ())
    etree.cleanup_namespaces(root)
    return Bared(bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)), tuple(told))


def _unshown_classes(root: Any, told: list[Told]) -> frozenset[str]:
    """Classes that a style sheet of the drawing does not show; its remarks are taken out."""
    names: set[str] = set()
    for sheet in root.iter(f"{_SVG}style"):
        text = "".join(sheet.itertext())
        plain = _OUTSIDE.sub("none", _IMPORT.sub("", _REMARK.sub("", text)))
        if plain != text:
            told.append(Told("remark", text.encode()))
            sheet[:] = []
            sheet.text = plain
        names |= {name for rule in _UNSHOWING.finditer(plain) for name in re.findall(r"\.([\w-]+)", rule[1])}
    return frozenset(names)


def _is_unshown(element: Any) -> bool:
    told = ("display", "none"), ("visibility", "hidden"), ("opacity", "0")
    return any(element.get(key) == value for key, value in told) or element.get("hidden") is not None or bool(_UNSHOWN.search(element.get("style", "")))


def _is_store(element: Any) -> bool:
    """Whether it is kept only to be drawn elsewhere."""
    parent = element.getparent()
    return element.tag == f"{_SVG}symbol" or (parent is not None and parent.tag == f"{_SVG}defs" and element.tag != f"{_SVG}style")


def _is_used(element: Any, text: str) -> bool:
    """Whether something that is shown draws on an element or on a part of it."""
    return any(f"#{e.get('id')}" in text for e in element.iter() if e.get("id"))


def _drop(element: Any, what: str, told: list[Told]) -> None:
    told.append(Told(what, etree.tostring(element, with_tail=False, encoding="utf-8") if isinstance(element.tag, str) else (element.text or "").encode()))
    parent, tail = element.getparent(), element.tail
    before = element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _clean_values(element: Any, text: str, told: list[Told], inner: Callable[[bytes], Bared]) -> None:
    for key, value in list(element.items()):
        if key in _LINKS:
            cleaned = _link(value, told, inner)
            if cleaned is None:
                del element.attrib[key]
            else:
                element.set(key, cleaned)
        elif (
            key == _BASE or (key == "id" and f"#{value}" not in text) or _SAID.match(key) or (key.startswith("{") and not key.startswith("{http://www.w3.org/"))
        ):
            told.append(Told("name" if key == "id" else key.rpartition("}")[2], value.encode()))
            del element.attrib[key]
        elif _OUTSIDE.search(value):
            told.append(Told("link", value.encode()))
            element.set(key, _OUTSIDE.sub("none", value))


def _link(value: str, told: list[Told], inner: Callable[[bytes], Bared]) -> str | None:
    """Where an element leads: within the drawing it stays, a picture in it is cleaned, anything else goes."""
    if value.startswith("#"):
        return value
    data = _DATA.match(value)
    if data is None:
        told.append(Told("link", value.encode()))
        return None
    bared = inner(base64.b64decode(value[data.end() :]))
    if not bared.told:
        return value
    told += bared.told
    return data[0] + base64.b64encode(bared.content).decode()
