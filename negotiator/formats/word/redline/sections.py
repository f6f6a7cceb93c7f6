"""Sections: page size, margins and columns are tracked by `sectPrChange`; which header a section has is not (see `margins`)."""

from __future__ import annotations

import copy

from lxml import etree

from negotiator.formats.word.package import W
from negotiator.formats.word.redline.imports import Imports
from negotiator.formats.word.redline.schema import SECT, Element, tags
from negotiator.formats.word.redline.source import Source

REFERENCES = tags("headerReference footerReference")
_CHANGE = W + "sectPrChange"


def edit_section(old: Element, new: Element, source: Source, other: Source, imports: Imports) -> None:
    """Give a section of the old file the properties of its partner, tracked."""
    if source.canon(old, REFERENCES) == other.canon(new, REFERENCES):
        return
    imports.stamp.used = True
    change = old.find(_CHANGE)
    if change is None:
        change = imports.stamp.mark("sectPrChange")
        before = etree.SubElement(change, SECT)
        before.extend(copy.deepcopy(c) for c in old if c.tag not in REFERENCES)
    references = [c for c in old if c.tag in REFERENCES]
    taken = [imports.element(c) for c in new if isinstance(c.tag, str) and c.tag not in REFERENCES and c.tag != _CHANGE]
    old[:] = [*references, *taken, change]
