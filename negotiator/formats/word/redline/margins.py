"""Headers and footers: the text of each is turned into that of its partner's section; one that a side has not is empty there.

Which header a section has is a reference without history. A section without one has that of the section before (17.10.1), so a section that gets one of
its own gets what it showed already, with our changes in it; where it showed none, the new one's words are all inserted.
"""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from lxml import etree

from negotiator.formats.word.package import W14, Package, R, W
from negotiator.formats.word.redline.controls import mark_controls
from negotiator.formats.word.redline.imports import MARGIN_TYPE, Imports, whole_kind
from negotiator.formats.word.redline.marking import mark_blocks
from negotiator.formats.word.redline.pieces import pieces_of
from negotiator.formats.word.redline.schema import CHANGES, ID, MARKS, RANGES, SECT, Element, P, local, remove
from negotiator.formats.word.redline.sections import REFERENCES
from negotiator.formats.word.redline.source import Source

if TYPE_CHECKING:
    from negotiator.formats.word.redline.flow import Flow

Key = tuple[str, str]
"""(tag of the reference, kind of page)."""
_ROOTS: Final = {W + "headerReference": "hdr", W + "footerReference": "ftr"}


class Margins:
    """The headers and footers of both files as they were before anything was changed."""

    def __init__(self, old: Source, new: Source, imports: Imports) -> None:
        self._old, self._new, self._imports = old, new, imports
        mine, theirs = _sections_of(old.package), _sections_of(new.package)
        own, others = [_references(s, old.package) for s in mine], [_references(s, new.package) for s in theirs]
        shown = _shown(others)
        self._own, self._shown = dict(zip(mine, own, strict=True)), dict(zip(mine, _shown(own), strict=True))
        self._theirs, self._wanted = dict(zip(theirs, others, strict=True)), dict(zip(theirs, shown, strict=True))
        self._earlier = dict(zip(theirs, [{}, *shown], strict=False))
        self._turned: dict[str, str | None] = {}
        self._before: dict[str, Element] = {}

    def edit(self, flow: Flow) -> None:
        """Turn those of every section that has a partner, in order."""
        for section, other in flow.sections:
            mine, theirs = self._own.get(section, {}), self._theirs.get(other, {})
            for key in sorted(mine.keys() | theirs.keys()):
                self._one(flow, section, key, mine.get(key), self._wanted.get(other, {}).get(key), self._earlier.get(other, {}).get(key))

    def _one(self, flow: Flow, section: Element, key: Key, part: str | None, wanted: str | None, earlier: str | None) -> None:
        """One header of a section: its own `part`, what the partner shows, and what the section before the partner shows."""
        if part is not None and part not in self._turned:
            self._turned[part] = wanted
            self._before[part] = copy.deepcopy(self._old.package.xml(part))
            self._turn(flow, part, wanted)
        elif part is not None and self._turned[part] == wanted:
            return
        elif part is not None or self._says(wanted) != self._says(earlier):
            made = self._made(key, part or self._shown.get(section, {}).get(key))
            self._refer(section, key, made)
            self._turn(flow, made, wanted)

    def _turn(self, flow: Flow, part: str, wanted: str | None) -> None:
        root = self._old.package.xml(part)
        with self._old.at(part):
            if wanted is None:
                mark_blocks(root, "del", self._imports.stamp, last_too=False)
                mark_controls(root, "del", self._imports.stamp)
            elif len(root):
                with self._new.at(wanted):
                    flow.container(root, self._new.package.xml(wanted))
            else:
                with self._new.at(wanted):
                    root.extend(self._imports.element(child) for child in self._new.package.xml(wanted) if isinstance(child.tag, str))
                mark_blocks(root, "ins", self._imports.stamp, last_too=False)
                mark_controls(root, "ins", self._imports.stamp)
        self._old.package.put(part, root)

    def _says(self, part: str | None) -> str:
        """The content of one of the new file; empty where nothing stands in it."""
        if part is None:
            return ""
        root = self._new.package.xml(part)
        with self._new.at(part):
            blank = len(root) == 1 and not pieces_of(root[0], self._new) if root[0].tag == P else False
            return "" if blank else self._new.canon(root)

    def _made(self, key: Key, like: str | None) -> str:
        """A new part: a copy of what one of the old file said before, or empty."""
        package, kind = self._old.package, local(etree.Element(key[0])).removesuffix("Reference")
        part = package.fresh(posixpath.join(posixpath.dirname(package.main), f"{kind}{{}}.xml"))
        if like is None:
            root = etree.Element(W + _ROOTS[key[0]], nsmap={"w": W[1:-1], "r": R[1:-1]})
        else:
            root = copy.deepcopy(self._before.get(like, package.xml(like)))
            for relation in package.relations(like):
                identity = package.relate(part, whole_kind(package, like, relation.id), relation.target, external=relation.external)
                for element in root.iter():
                    for name in [k for k, v in element.attrib.items() if v == relation.id and k.startswith(R)]:
                        element.set(name, identity)
            self._renew(root)
        package.put(part, root, MARGIN_TYPE.format(kind))
        return part

    def _renew(self, root: Element) -> None:
        """Nothing in a copy keeps an id that must be there once."""
        for element in list(root.iter()):
            if element.tag in RANGES:
                remove(element)
            elif element.tag in MARKS or element.tag in CHANGES:
                element.set(ID, self._imports.stamp.fresh())
            for name in (W14 + "paraId", W14 + "textId"):
                element.attrib.pop(name, None)

    def _refer(self, section: Element, key: Key, part: str) -> None:
        tag, page = key
        for known in [c for c in section if c.tag == tag and c.get(W + "type", "default") == page]:
            remove(known)
        reference = etree.Element(tag)
        reference.set(W + "type", page)
        package = self._old.package
        reference.set(R + "id", package.relate(package.main, local(reference).removesuffix("Reference"), part))
        section.insert(0, reference)
        self._imports.stamp.used = True


_SECTIONS: Final = etree.XPath("descendant::w:p/w:pPr/w:sectPr", namespaces={"w": W[1:-1]})


def _sections_of(package: Package) -> list[Element | None]:
    body = package.xml(package.main).find(W + "body")
    if body is None:
        return []
    return [*_SECTIONS(body), body.find(SECT)]


def _shown(own: Sequence[dict[Key, str]]) -> list[dict[Key, str]]:
    """What each section shows: its own, else that of the section before."""
    out: list[dict[Key, str]] = []
    for mine in own:
        out.append({**(out[-1] if out else {}), **mine})
    return out


def _references(section: Element | None, package: Package) -> dict[Key, str]:
    out: dict[Key, str] = {}
    for reference in () if section is None else section:
        if reference.tag in REFERENCES:
            part = package.target(package.main, reference.get(R + "id", ""))
            if part is not None and package.has(part):
                out[str(reference.tag), reference.get(W + "type", "default")] = part
    return out
