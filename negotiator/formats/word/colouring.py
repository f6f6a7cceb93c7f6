"""Words of a Word file shaded in colours, and nothing else about it changed: not the text, not the formatting that it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from negotiator.formats.word.anchoring import split_run
from negotiator.formats.word.hidden import hides
from negotiator.formats.word.package import Package, W

PALETTE: Final = ("CFE2F9", "FBE0C4", "D5EFCF", "F9D3DE", "E6DAF6", "FAF3B8", "CDEFEA", "F0DCC9", "DDE3B4", "F6CBC6", "D2D8F0", "E9E4D3")
"""Fills that dark letters can be read on, one a party."""
NOBODY: Final = "E3E3E3"
"""The fill of words that nobody is named for."""

_RUN: Final = W + "r"
_SHADING: Final = W + "shd"
_FILL: Final = W + "fill"
_TEXTS: Final = frozenset({W + "t", W + "delText"})
_SIGNS: Final = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011", W + "softHyphen": "\u00ad"}
_GONE: Final = frozenset(W + name for name in ("del", "moveFrom", "pPr", "rPr", "txbxContent"))
_BEHIND: Final = frozenset(W + name for name in ("fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange"))
"""What the schema puts behind shading in a run's properties."""
_NUMBER: Final = r"[^\[\]\n]{1,16}?"
"""A printed number behind an opening mark, `[13. Decides`, which is read as the paragraph's number and not as its words."""
_OURS: Final = frozenset((*PALETTE, NOBODY))


@dataclass(frozen=True, slots=True)
class Shade:
    """Words of a paragraph and their colour."""

    paragraph: int
    """Ordinal among all paragraphs (`w:p`) of the main part, counted from 1."""
    text: str
    near: int
    """About where the words begin in the paragraph, in code points: it decides between equal words."""
    fill: str


def shaded(content: bytes, shades: Iterable[Shade]) -> tuple[bytes, int]:
    """The file with words shaded, a later shade over an earlier one, and how many were not found. Shading that the file has of its own stays."""
    package = Package.open(content, "the Word file")
    root = package.xml(package.main)
    paragraphs = dict(enumerate(root.iter(W + "p"), 1))
    own = set(root.iter(_SHADING))
    missed = 0
    for shade in shades:
        paragraph = paragraphs.get(shade.paragraph)
        if paragraph is None or not _shade(paragraph, shade, own):
            missed += 1
    package.put(package.main, root)
    return package.save(), missed


def unshaded(content: bytes) -> bytes:
    """The file without the shading that this module gives; for the proof that nothing else changed."""
    package = Package.open(content, "the Word file")
    root = package.xml(package.main)
    for shading in list(root.iter(_SHADING)):
        properties = shading.getparent()
        if properties is not None and properties.tag == W + "rPr" and shading.get(_FILL) in _OURS:
            properties.remove(shading)
            run = properties.getparent()
            if run is not None and not len(properties):
                run.remove(properties)
    package.put(package.main, root)
    return package.save()


def has_our_fills(content: bytes) -> bool:
    """Whether a file uses one of these very fills already."""
    package = Package.open(content, "the Word file")
    return any(e.get(_FILL) in _OURS for e in package.xml(package.main).iter(_SHADING))


def _shade(paragraph: etree._Element, shade: Shade, own: set[etree._Element]) -> bool:
    leaves: list[tuple[etree._Element, str]] = []
    _leaves(paragraph, leaves)
    whole = "".join(shown for _, shown in leaves)
    places = [m.span() for m in re.finditer(re.escape(shade.text), whole)]
    places = places or [m.span() for m in re.finditer(f"{re.escape(shade.text[:1])}{_NUMBER}{re.escape(shade.text[1:])}", whole)]
    if not places:
        return False
    start, end = min(places, key=lambda place: abs(place[0] - shade.near))
    at = 0
    for leaf, shown in leaves:
        first, last = max(start, at), min(end, at + len(shown))
        if first < last:
            _fill(leaf, first - at, last - at, len(shown), shade.fill, own)
        at += len(shown)
    return True


def _fill(leaf: etree._Element, first: int, last: int, length: int, fill: str, own: set[etree._Element]) -> None:
    run = leaf.getparent()
    if run is None or run.tag != _RUN:
        return
    if last < length:
        split_run(run, leaf, last)
    if first:
        here = split_run(run, leaf, first)
    elif run.index(leaf) > (1 if run.find(W + "rPr") is not None else 0):
        here = split_run(run, leaf, 0)
    else:
        here = run
    if here is None or here.tag != _RUN:
        return
    _alone(here)
    properties = here.find(W + "rPr")
    if properties is None:
        properties = etree.Element(W + "rPr")
        here.insert(0, properties)
    shading = properties.find(_SHADING)
    if shading is not None and shading in own:
        return
    if shading is None:
        shading = etree.Element(_SHADING)
        place = next((k for k, child in enumerate(properties) if child.tag in _BEHIND), len(properties))
        properties.insert(place, shading)
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shading.set(W + name, value)


def _alone(run: etree._Element) -> None:
    """Cut off what follows the first text of a run, so that shading reaches no further."""
    content: Sequence[etree._Element] = [child for child in run if child.tag != W + "rPr"]
    if len(content) > 1:
        split_run(run, content[1], 0)


def _leaves(parent: etree._Element, out: list[tuple[etree._Element, str]]) -> None:
    for child in parent:
        if child.tag in _TEXTS:
            if child.text:
                out.append((child, child.text))
        elif child.tag in _SIGNS:
            out.append((child, _SIGNS[child.tag]))
        elif child.tag not in _GONE and isinstance(child.tag, str) and len(child) and not hides(child):
            _leaves(child, out)
