"""Content controls around paragraphs that one file has and the other has not, or not with these properties: what stands in them is compared as if they were
not there, and the control alone comes or goes around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from negotiator.formats.word.package import W
from negotiator.formats.word.redline.apart import Block, Blocks, blocks_of
from negotiator.formats.word.redline.imports import Imports
from negotiator.formats.word.redline.marking import enclose_control
from negotiator.formats.word.redline.schema import CONTENT, SDT, Element, elements, tags
from negotiator.formats.word.redline.source import Source
from negotiator.formats.word.redline.stamp import Stamp

_NESTS: Final = tags("sdt sdtContent customXml")
_TAG: Final = W + "customXml"
_TAG_PROPERTIES: Final = W + "customXmlPr"


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """A control whose content is compared without it."""

    element: Element
    held: frozenset[Element]
    """The blocks in it."""


def open_controls(mine: Blocks, theirs: Blocks, old: Source, new: Source) -> tuple[list[Opened], list[Opened]]:
    """Controls of either side that the other has not, taken out of both rows of blocks in place; controls inside them likewise."""
    found: tuple[list[Element], list[Element]] = ([], [])
    while True:
        kinds = [{b.kind for b in side.blocks} for side in (mine, theirs)]
        opened = [
            _opened(side, source, others, elements) for side, source, others, elements in zip((mine, theirs), (old, new), kinds[::-1], found, strict=True)
        ]
        if not any(opened):
            break
    return _all_held(mine, found[0]), _all_held(theirs, found[1])


def _opened(side: Blocks, source: Source, others: set[str], found: list[Element]) -> bool:
    blocks: list[Block] = []
    lead: list[Element] = []
    changed = False
    for block in side.blocks:
        content = _content(block.element) if block.kind.startswith("nest ") and block.kind not in others else None
        inside = None if content is None else blocks_of(content, source)
        lead += block.lead
        if inside is None or not inside.blocks:
            block.lead, lead = lead, []
            blocks.append(block)
        else:
            changed = True
            found.append(block.element)
            inside.blocks[0].lead = [*lead, *inside.blocks[0].lead]
            blocks += inside.blocks
            lead = inside.tail
    side.blocks, side.tail = blocks, [*lead, *side.tail]
    return changed


def _content(nest: Element) -> Element | None:
    return nest.find(CONTENT) if nest.tag == SDT else nest


def mark_controls(container: Element, name: str, stamp: Stamp) -> None:
    """Mark the controls around paragraphs of a container that comes or goes with its words but stays itself."""
    for child in list(elements(container)):
        if child.tag in _NESTS:
            mark_controls(child, name, stamp)
        if child.tag == SDT:
            enclose_control(child, name, stamp)


def _all_held(side: Blocks, controls: Iterable[Element]) -> list[Opened]:
    above = {member: set(member.iterancestors(SDT, _TAG)) for block in side.blocks for member in block.members} if controls else {}
    return [Opened(control, frozenset(m for m, over in above.items() if control in over)) for control in controls]


Span = tuple[int, int, Opened, str]
"""First and last of the nodes that a control stands around, the control, and whether it comes (`ins`) or goes (`del`)."""


def closed(nodes: Sequence[Element], spans: Iterable[Span], imports: Imports) -> list[Element]:
    """Nodes of a container with the controls put around them, the narrowest first."""
    slots = [[node] for node in nodes]
    for first, last, opened, name in sorted(spans, key=lambda span: (span[1] - span[0], span[3] == "del")):
        inside = [node for slot in slots[first : last + 1] for node in slot]
        if opened.element.tag == _TAG:
            # no program shows these tags, and no mark can be set on them: those of the old file stay
            if name == "del":
                opened.element[:] = [*opened.element.iterchildren(_TAG_PROPERTIES), *inside]
                slots[first : last + 1] = [[opened.element], *([] for _ in range(first, last))]
            continue
        control = opened.element if name == "del" else _shell(opened.element, imports)
        content = control.find(CONTENT)
        if content is not None:
            content[:] = inside
            holder = etree.Element("holder")
            holder.append(control)
            enclose_control(control, name, imports.stamp)
            slots[first : last + 1] = [list(holder), *([] for _ in range(first, last))]
    return [node for slot in slots for node in slot]


def _shell(control: Element, imports: Imports) -> Element:
    made = etree.Element(SDT, nsmap=control.nsmap)
    for child in control:
        if child.tag == CONTENT:
            etree.SubElement(made, CONTENT)
        elif isinstance(child.tag, str):
            made.append(imports.element(child))
    return made
