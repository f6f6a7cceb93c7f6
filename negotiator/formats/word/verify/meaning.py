"""What elements of one file amount to: references followed to what they lead to, so that two files can be compared whatever ids they use."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from lxml import etree

from negotiator.formats.word.package import MC, Package, R, W
from negotiator.formats.word.verify.grammar import (
    ALL_CHANGES,
    DELETED,
    EDGES,
    FALSE,
    FORMER,
    IGNORED,
    INSERTED,
    KEPT_APART,
    PROPERTY_BAGS,
    TRACKED,
    TRUE,
    Node,
    leading,
    name_of,
    shown_text,
    val,
)
from negotiator.formats.word.verify.rules import stories

_SESSION: Final = frozenset({"paraId", "textId", "anchorId", "editId", "space"})
_NAMESPACES: Final = ("http://schemas.openxmlformats.org/", "http://schemas.microsoft.com/", "urn:schemas-microsoft-com:", "http://www.w3.org/")
_STYLE_LINKS: Final = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
_MERGES: Final = {"rest": "restart", "cont": "continue"}
_SHAPES: Final = "{urn:schemas-microsoft-com:"
_SHAPE_IDS: Final = frozenset({"id", "spid", "ShapeID", "shapeid"})
_RENAMED: Final = re.compile(r"_\d+$")
_OWN_IDS: Final = frozenset({"footnote", "endnote", "comment", "commentReference", "id"})


def _marks_a_run(change: Node) -> bool:
    properties = change.getparent()
    run = None if properties is None else properties.getparent()
    return run is not None and run.tag == W + "r" and properties is not None and properties.tag == W + "rPr"


class Meaning:
    """One file in one state: `accepted` or `rejected`."""

    def __init__(self, package: Package, *, rejected: bool) -> None:
        self.package = package
        self.rejected = rejected
        self.dropped = INSERTED if rejected else DELETED
        self.story = package.main
        self.styles: dict[str, Node] = {}
        self._names: dict[str, str] = {}
        self._default: dict[str, str] = {"paragraph": "normal"}
        self.numbers: dict[str, Node] = {}
        self.abstracts: dict[str, Node] = {}
        self._formats: dict[tuple[object, ...], str] = {}
        self._named: dict[tuple[tuple[str, str | None], ...], tuple[str, ...]] = {}
        self._targets: dict[tuple[str, str], str] = {}
        self.marked_runs = any(_marks_a_run(change) for _, root in stories(package) for change in root.iter(*TRACKED))
        """Whether any run says itself that it was inserted or deleted."""
        self._read_styles()
        self._read_lists()

    def _read_styles(self) -> None:
        part = self.package.related(self.package.main, "styles")
        for style in () if part is None else self.package.xml(part):
            if style.tag != W + "style":
                continue
            identity = style.get(W + "styleId", "")
            self.styles[identity] = style
            self._names[identity] = (val(leading(style, W + "name")) or identity).lower()
            if style.get(W + "default") in TRUE:
                self._default[style.get(W + "type", "")] = self._names[identity]

    def _read_lists(self) -> None:
        part = self.package.related(self.package.main, "numbering")
        for entry in () if part is None else self.package.xml(part):
            if entry.tag == W + "num":
                self.numbers[entry.get(W + "numId", "")] = entry
            elif entry.tag == W + "abstractNum":
                self.abstracts[entry.get(W + "abstractNumId", "")] = entry

    def style(self, identity: str | None, kind: str = "paragraph") -> str:
        """A style by its name; the default one's where none is named, or one that is not there."""
        return self._names.get(identity or "", self._default.get(kind, ""))

    def names(self, styles: tuple[tuple[str, str | None], ...]) -> tuple[str, ...]:
        """The names of styles given by kind and id."""
        known = self._named.get(styles)
        if known is None:
            known = self._named[styles] = tuple(self.style(identity, kind) for kind, identity in styles)
        return known

    def bag(self, properties: Node | None) -> list[Node]:
        """The properties in force in this state: rejecting brings back the former ones."""
        if properties is None:
            return []
        former = next((c for c in properties if c.tag in FORMER and c.tag != W + "numberingChange"), None) if self.rejected else None
        found = list(properties)
        if former is not None:
            kept = KEPT_APART.get(properties.tag, frozenset())
            found = [*(c for c in properties if c.tag in kept), *(former[0] if len(former) else ())]
        held = [c for c in found if isinstance(c.tag, str) and c.tag not in ALL_CHANGES]
        return held if properties.tag != W + "tcPr" else self._merged(properties, held)

    def _merged(self, properties: Node, held: list[Node]) -> list[Node]:
        """The properties of a cell with the upright merge that a tracked one gives it in this state (17.13.5.3)."""
        mark = properties.find(W + "cellMerge")
        if mark is None:
            return held
        held = [c for c in held if c.tag != W + "vMerge"]
        how = _MERGES.get(mark.get(W + ("vMergeOrig" if self.rejected else "vMerge"), ""))
        if how:
            made = etree.Element(W + "vMerge")
            made.set(W + "val", how)
            held.append(made)
        return held

    def properties(self, properties: Node | None, leave: frozenset[str] = frozenset()) -> str:
        """Properties in force, in no particular order."""
        return "".join(sorted(self.of(c) for c in self.bag(properties) if c.tag not in leave))

    def format(self, properties: Node | None) -> str:
        """Run properties in force; the few different ones of a file are remembered."""
        if properties is None or not len(properties):
            return ""
        key = tuple((c.tag, *c.items()) if not len(c) else etree.tostring(c, with_tail=False) for c in properties)
        known = self._formats.get(key)
        if known is None:
            known = self._formats[key] = self.properties(properties)
        return known

    def of(self, node: Node | None, leave: frozenset[str] = frozenset()) -> str:
        """An element's meaning as a string: no ids, no traces of editing; empty for what means nothing."""
        if node is None or not isinstance(node.tag, str) or node.tag in IGNORED or node.tag in EDGES or node.tag in FORMER or node.tag in leave:
            return ""
        if node.tag in self.dropped:
            return ""
        if node.tag in ALL_CHANGES:
            return "".join(self.of(c, leave) for c in node)
        if node.tag == MC + "AlternateContent":
            choice = node.find(MC + "Choice")
            return "" if choice is None else "".join(self.of(c, leave) for c in choice)
        name = name_of(node)
        said = "".join(f" {a}" for key, value in sorted(node.attrib.items()) if (a := self._said(node, name, key, value)))
        if node.tag in PROPERTY_BAGS:
            inside = "".join(sorted(self.of(c, leave) for c in self.bag(node)))
            if not inside and not said:
                return ""
        else:
            inside = "".join(self.of(c, leave) for c in node)
        text = shown_text(node) if name in ("t", "delText", "instrText", "delInstrText") else "" if len(node) else (node.text or "").strip()
        return f"({name.replace('delText', 't').replace('delInstrText', 'instrText')}{said} {text}{inside})"

    def _said(self, node: Node, name: str, key: str, value: str) -> str:
        space, _, plain = key.rpartition("}")
        if plain.startswith("rsid") or plain in _SESSION or (space and not space[1:].startswith(_NAMESPACES)):
            return ""
        if name in ("docPr", "cNvPr") and plain in ("id", "name"):
            return ""
        if plain in _SHAPE_IDS and space != R[:-1] and (node.tag.startswith(_SHAPES) or plain == "shapeid"):
            return ""  # a shape whose name is taken in the file it comes into gets another
        if plain == "type" and node.tag.startswith(_SHAPES):
            value = _RENAMED.sub("", value)
        if space == R[:-1]:
            return f"{plain}={self.target(value)}"
        if plain == "val" and node.tag.startswith(W):
            if name in _STYLE_LINKS:
                value = self.style(value, _STYLE_LINKS[name])
            elif name == "numId":
                value = self.definition(value)
            if value in TRUE or (name == "vMerge" and value == "continue"):
                return ""
            if value in FALSE and name != "numId":
                value = "off"
        elif plain == "id" and node.tag.startswith(W) and name in _OWN_IDS:
            return ""
        return f"{plain}={value}"

    def definition(self, number: str) -> str:
        """A list by the look of its levels."""
        entry = self.numbers.get(number)
        if entry is None:
            return "no list" if number == "0" else f"undefined list {number}"
        abstract = self.abstracts.get(val(entry.find(W + "abstractNumId")) or "")
        parts = [] if abstract is None else [self.of(c) for c in abstract if c.tag not in (W + "nsid", W + "tmpl")]
        parts += [self.of(c) for c in entry.findall(W + "lvlOverride")]
        return hashlib.sha256("".join(parts).encode()).hexdigest()[:16]

    def target(self, relation: str) -> str:
        """What a relationship of the story leads to: an address, or the content of a part."""
        key = (self.story, relation)
        if key not in self._targets:
            found = next((r for r in self.package.relations(self.story) if r.id == relation), None)
            if found is None:
                self._targets[key] = f"no relationship {relation}"
            elif found.external or not self.package.has(found.target):
                self._targets[key] = found.target
            else:
                self._targets[key] = self._content(found.target, 0)
        return self._targets[key]

    def _content(self, part: str, depth: int) -> str:
        digest = hashlib.sha256(self.package.raw(part))
        for relation in self.package.relations(part):
            inner = relation.target if relation.external or depth > 3 or not self.package.has(relation.target) else self._content(relation.target, depth + 1)
            digest.update(inner.encode())
        return digest.hexdigest()[:16]
