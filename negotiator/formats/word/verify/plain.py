"""Paragraphs of words and formats alone, known by their bytes: what stands in two files to the letter need not be read in either."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from negotiator.formats.word.package import Package, W
from negotiator.formats.word.verify.grammar import SPACE, Node, val, w

_BARE: Final = w("p", "r", "t", "delText")
"""Elements of which no attribute but `xml:space` means anything."""
_WORDS: Final = w("t", "delText", "instrText", "delInstrText")
_STYLES: Final = {W + "pStyle": "paragraph", W + "rStyle": "character"}
_RUNS: Final = "tab br cr ptab sym noBreakHyphen softHyphen fldChar instrText delInstrText proofErr lastRenderedPageBreak"
_EDGES: Final = "ins del moveFrom moveTo bookmarkStart bookmarkEnd moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd"
_FORMATS: Final = (
    "rPr rPrChange rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden "
    "color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish"
)
_PROPERTIES: Final = (
    "pPr pPrChange pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr ilvl numId suppressLineNumbers pBdr top left bottom right between bar "
    "tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd ind contextualSpacing mirrorIndents "
    "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle"
)
_ALLOWED: Final = _BARE.union(*(w(*names.split()) for names in (_RUNS, _EDGES, _FORMATS, _PROPERTIES)))
"""What a plain paragraph may hold: nothing that leads out of it, but for the names of its styles."""


@dataclass(frozen=True, slots=True, eq=False)
class Plain:
    """One wording of a plain paragraph; there is one object for all paragraphs that hold the same bytes."""

    properties: tuple[str, bytes] | None
    """Its own properties, to the letter; None where they have a history."""
    styles: tuple[tuple[str, str | None], ...]
    """(kind, id) of every style that it names; None for the default one."""


Stretch: TypeAlias = tuple[str, bytes]
"""The prefix of WordprocessingML, and what stands inside a paragraph."""


class Known:
    """The plain paragraphs that two files have in common, and those of a third that are among them."""

    def __init__(self, *packages: Package) -> None:
        files = {package: _inside(package) for package in packages}
        seen = Counter(stretch for stretches in files.values() for stretch in set(stretches.values()))
        self._wordings: dict[Stretch, Plain] = {}
        for paragraphs in files.values():
            for paragraph, stretch in paragraphs.items():
                if seen[stretch] > 1 and stretch not in self._wordings:
                    plain = _plain(paragraph, stretch)
                    if plain is not None:
                        self._wordings[stretch] = plain
        self._files = {package: self._among(paragraphs) for package, paragraphs in files.items()}

    def plain(self, package: Package) -> Mapping[Node, Plain]:
        """Those of one file's main part."""
        if package not in self._files:
            self._files[package] = self._among(_inside(package))
        return self._files[package]

    def _among(self, paragraphs: Mapping[Node, Stretch]) -> dict[Node, Plain]:
        return {paragraph: self._wordings[stretch] for paragraph, stretch in paragraphs.items() if stretch in self._wordings}


def _inside(package: Package) -> dict[Node, Stretch]:
    root = package.xml(package.main)
    prefix = next((p for p, uri in root.nsmap.items() if uri == W[1:-1] and p), None)
    if prefix is None:
        return {}
    paragraphs = list(root.iter(W + "p"))
    told = stretches(package.raw(package.main), prefix, len(paragraphs)) or ()
    return {paragraph: (prefix, content) for paragraph, content in zip(paragraphs, told, strict=False) if content is not None}


def stretches(raw: bytes, prefix: str, number: int) -> list[bytes | None] | None:
    """The bytes inside each of the `number` paragraphs of an XML part, in their order; None for one that cannot stand for itself.

    None for all where bytes alone do not tell where paragraphs begin and end, or what the prefix of their elements means.
    """
    name = prefix.encode()
    start = raw.find(b"?>") + 2 if raw.startswith((b"<?xml", b"\xef\xbb\xbf<?xml")) else 0
    encoding = re.search(rb"encoding\s*=\s*[\"']([^\"']+)", raw[:start])
    alone = raw.count(W[1:-1].encode()) == 1 and raw.count(b"xmlns:" + name + b"=") == 1
    if (encoding and encoding[1].lower() != b"utf-8") or not alone or b"<!" in raw or raw.find(b"<?", start) >= 0:
        return None
    out: list[bytes | None] = []
    opened: list[int] = []
    begins: list[int] = []
    for edge in re.finditer(rb"<(/?)" + re.escape(name) + rb":p(?=[\s/>])[^>]*>", raw):
        if edge[1]:
            if not opened:
                return None
            at = opened.pop()
            if out[at] is not None:
                content = raw[begins.pop() : edge.start()]
                out[at] = None if b"xmlns" in content else content
            else:
                begins.pop()
            continue
        if opened:
            out[opened[-1]] = None
        out.append(b"")
        if not edge[0].endswith(b"/>"):
            opened.append(len(out) - 1)
            begins.append(edge.end())
    return None if opened or len(out) != number else out


def _plain(paragraph: Node, stretch: Stretch) -> Plain | None:
    styles: list[tuple[str, str | None]] = []
    for node in paragraph.iter():
        tag = node.tag
        if tag not in _ALLOWED:
            return None
        if tag in _WORDS:
            text = node.text
            if text and text != text.strip(" \t\r\n") and node.get(SPACE) is None:
                return None  # what stands around the paragraph says whether the space counts
        elif tag in _STYLES:
            styles.append((_STYLES[tag], val(node)))
        for key in () if tag in _BARE else node.keys():
            if not key.startswith(W) and key != SPACE:
                return None
    if paragraph.find(f"{W}pPr/{W}pStyle") is None:
        styles.append(("paragraph", None))
    prefix, content = stretch
    end = content.find(f"</{prefix}:pPr>".encode()) if content.startswith(f"<{prefix}:pPr>".encode()) else 0
    told = None if b"pPrChange" in content or (not end and b"pPr" in content) else (prefix, content[:end])
    return Plain(told, tuple(styles))
