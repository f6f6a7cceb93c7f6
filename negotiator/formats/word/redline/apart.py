"""A container (body, cell, note, text box) taken apart into the blocks that are compared one by one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from itertools import islice

from negotiator.formats.word.package import W
from negotiator.formats.word.redline.pairing import Unit
from negotiator.formats.word.redline.schema import GONE, SDT, SECT, TBL, Element, P, elements, mark_kinds, tags
from negotiator.formats.word.redline.sight import is_gone, vanished, visible
from negotiator.formats.word.redline.source import Source

_FIRST = tags("tcPr customXmlPr")
_NESTS = tags("sdt customXml")


@dataclass(slots=True, eq=False)
class Block:
    """A block of a container, and what stands before it between blocks."""

    kind: str
    members: list[Element]
    """Paragraphs that others' deleted marks have joined, or the one block."""
    lead: list[Element] = field(default_factory=list)
    unit: Unit = field(default_factory=lambda: Unit("", ""))

    @property
    def element(self) -> Element:
        return self.members[-1]


@dataclass(slots=True)
class Blocks:
    """All that stands in a container, in order."""

    first: list[Element]
    blocks: list[Block]
    tail: list[Element]
    last: list[Element]


def blocks_of(container: Element, source: Source) -> Blocks:
    """What stands in a container; paragraphs that others' deleted marks join are one block."""
    found = Blocks([], [], [], [])
    lead: list[Element] = []
    joined: list[Element] = []
    children = list(elements(container))
    for at, child in enumerate(children):
        if child.tag in _FIRST:
            found.first.append(child)
        elif child.tag == SECT:
            found.last.append(child)
        elif child.tag == P:
            following = (
                next((c for c in islice(children, at + 1, None) if c.tag in (P, TBL) or c.tag in _NESTS), None)
                if source.tracked and mark_kinds(child) & GONE
                else None
            )
            if following is not None:
                if following.tag == P:
                    joined.append(child)
                    continue
                if not joined and following.tag == TBL and vanished(child, source):
                    found.blocks.append(Block("hidden", [child], lead))
                    lead = []
                    continue
            found.blocks.append(Block("p", [*joined, child], lead))
            lead, joined = [], []
        elif child.tag == TBL:
            found.blocks.append(Block("hidden" if is_gone(child) else "tbl", [child], lead))
            lead = []
        elif child.tag in _NESTS:
            shell = source.canon(child.find(W + "sdtPr")) if child.tag == SDT else str(sorted(child.attrib.items()))
            digest = hashlib.sha1(shell.encode(), usedforsecurity=False).hexdigest()
            found.blocks.append(Block("moved nest" if vanished(child, source) else f"nest {digest}", [child], lead))
            lead = []
        elif child.tag in (W + "altChunk", W + "subDoc"):
            found.blocks.append(Block("atom", [child], lead))
            lead = []
        else:
            lead.append(child)
    found.tail = lead
    for block in found.blocks:
        block.unit = Unit(block.kind, "".join(visible(m) for m in block.members))
    return found
