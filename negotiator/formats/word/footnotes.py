"""Footnotes of a file that we build: references in its text, and the part that holds what they say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from lxml import etree

from negotiator.formats.word.package import Package, W

_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SEPARATORS: Final = ("separator", "continuationSeparator")


def refer(run: Any, note: int, mark: str, style: str) -> None:
    """Make a run the reference to a note: under a number that Word counts, or under the mark that was typed for it."""
    _raise(run, style)
    reference = etree.SubElement(run, f"{W}footnoteReference")
    if mark:
        reference.set(f"{W}customMarkFollows", "1")
    reference.set(f"{W}id", str(note))
    if mark:
        etree.SubElement(run, f"{W}t").text = mark


def number(paragraph: Any, mark: str, style: str) -> None:
    """Begin a note with its own number or mark."""
    run = etree.Element(f"{W}r")
    _raise(run, style)
    if mark:
        etree.SubElement(run, f"{W}t").text = mark
    else:
        etree.SubElement(run, f"{W}footnoteRef")
    gap = etree.Element(f"{W}r")
    text = etree.SubElement(gap, f"{W}t")
    text.text = " "
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    first = next((n for n, child in enumerate(paragraph) if child.tag != f"{W}pPr"), len(paragraph))
    paragraph[first:first] = [run, gap]


def put_footnotes(package: Package, notes: Mapping[int, Any]) -> None:
    """Give the file these notes, each one paragraph; separators that the file has stay, its own notes go."""
    if not notes:
        return
    part = package.related(package.main, "footnotes")
    root = package.xml(part) if part else etree.Element(f"{W}footnotes", nsmap={"w": W.strip("{}")})
    kept = [e for e in root if e.get(f"{W}type", "normal") != "normal"]
    for old in list(root):
        root.remove(old)
    root.extend(kept or [_separator(kind, place) for place, kind in enumerate(_SEPARATORS, -1)])
    first = max(int(e.get(f"{W}id", "0")) for e in root) + 1
    ids = {note: first + n for n, note in enumerate(sorted(notes))}
    for note, paragraph in sorted(notes.items()):
        element = etree.SubElement(root, f"{W}footnote")
        element.set(f"{W}id", str(ids[note]))
        element.append(paragraph)
    for reference in package.xml(package.main).iter(f"{W}footnoteReference"):
        reference.set(f"{W}id", str(ids[int(reference.get(f"{W}id", "0"))]))
    if part is None:
        part = "word/footnotes.xml" if not package.has("word/footnotes.xml") else package.fresh("word/footnotes{}.xml")
        package.put(part, root, _TYPE)
        package.relate(package.main, "footnotes", part)
    else:
        package.put(part, root)
    package.put(package.main, package.xml(package.main))


def _separator(kind: str, note_id: int) -> Any:
    element = etree.Element(f"{W}footnote")
    element.set(f"{W}type", kind)
    element.set(f"{W}id", str(note_id))
    paragraph = etree.SubElement(element, f"{W}p")
    spacing = etree.SubElement(etree.SubElement(paragraph, f"{W}pPr"), f"{W}spacing")
    for side in ("before", "after"):
        spacing.set(f"{W}{side}", "0")
    etree.SubElement(etree.SubElement(paragraph, f"{W}r"), W + kind)
    return element


def _raise(run: Any, style: str) -> None:
    look = run.find(f"{W}rPr")
    if look is None:
        look = etree.Element(f"{W}rPr")
        run.insert(0, look)
    if style:
        etree.SubElement(look, f"{W}rStyle").set(f"{W}val", style)
    else:
        etree.SubElement(look, f"{W}vertAlign").set(f"{W}val", "superscript")
