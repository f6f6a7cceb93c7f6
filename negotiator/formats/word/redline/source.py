"""One side of a comparison: its styles, lists and notes, and what an element amounts to once every reference in it is resolved."""

from __future__ import annotations

import hashlib
from typing import Final

from lxml import etree

from negotiator.formats.word.package import MC, Package, R, W
from negotiator.formats.word.redline.schema import (
    ALTERNATE,
    BOX,
    CELL_MARKS,
    CHANGES,
    GONE,
    ID,
    JUNK,
    MARKS,
    NOTE_REFERENCES,
    PROPERTIES,
    RANGES,
    VAL,
    Element,
    local,
    tags,
    value,
    wording,
)
from negotiator.formats.word.redline.stamp import stories_of

_STYLED: Final = {W + "pStyle": "paragraph", W + "rStyle": "character", W + "tblStyle": "table"}
_SESSION: Final = frozenset({"paraId", "textId", "anchorId", "editId", "space"})
_KNOWN: Final = ("http://schemas.openxmlformats.org/", "http://schemas.microsoft.com/", "urn:schemas-microsoft-com:", "http://www.w3.org/")
"""Beginnings of namespaces whose attributes count; other programs leave notes to themselves in theirs."""
_NAMED: Final = frozenset({"docPr", "cNvPr"})
_EMPTY_MEANS_NONE: Final = PROPERTIES | tags("numPr")
_SKIPPED: Final = JUNK | CHANGES | MARKS | CELL_MARKS


class Source:
    """A package and one of its stories at a time; canonical strings of two sources are equal where a reader sees the same."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.part = package.main
        main = package.main
        self.styles: dict[str, Element] = {}
        self.style_names: dict[str, str] = {}
        self.by_name: dict[tuple[str, str], str] = {}
        self.defaults: dict[str, str] = {}
        self._read_styles(package.related(main, "styles"))
        self.numbers: dict[str, Element] = {}
        self.abstracts: dict[str, Element] = {}
        self._read_numbering(package.related(main, "numbering"))
        self._notes: dict[str, dict[str, Element]] = {}
        self._properties: dict[tuple[object, ...], str] = {}
        self._targets: dict[tuple[str, str], str] = {}
        self._definitions: dict[str, str] = {}
        self.merges: frozenset[Element | None] = frozenset()
        """Properties of cells that someone merged under tracking, before that was accepted."""
        self.wanted: frozenset[str] = frozenset()
        """Ids of bookmarks that are to be taken over from here."""
        self.tracked = any(next(package.xml(story).iter(*GONE), None) is not None for story in stories_of(package))
        """Whether anything in it is deleted by a tracked change already."""

    def _read_styles(self, part: str | None) -> None:
        for style in () if part is None else self.package.xml(part).iterchildren(W + "style"):
            identity, kind = style.get(W + "styleId", ""), style.get(W + "type", "paragraph")
            name = style.find(W + "name")
            called = (identity if name is None else name.get(VAL, identity)).casefold()
            self.styles[identity] = style
            self.style_names[identity] = called
            self.by_name.setdefault((kind, called), identity)
            if style.get(W + "default") in ("1", "true", "on"):
                self.defaults[kind] = called

    def _read_numbering(self, part: str | None) -> None:
        if part is None:
            return
        root = self.package.xml(part)
        self.numbers = {e.get(W + "numId", ""): e for e in root.iterchildren(W + "num")}
        self.abstracts = {e.get(W + "abstractNumId", ""): e for e in root.iterchildren(W + "abstractNum")}

    def style(self, identity: str | None, kind: str = "paragraph") -> str:
        """The name of a style, lower case; the default one's where none is given."""
        if identity is None:
            return self.defaults.get(kind, "")
        return self.style_names.get(identity, f"? {identity}")

    def notes(self, kind: str) -> dict[str, Element]:
        """The notes of the file by id; `kind` is `footnote` or `endnote`. Separators are no notes."""
        known = self._notes.get(kind)
        if known is None:
            part = self.package.related(self.package.main, kind + "s")
            root = () if part is None else self.package.xml(part)
            known = self._notes[kind] = {e.get(ID, ""): e for e in root if e.tag == W + kind and e.get(W + "type") in (None, "normal")}
        return known

    def definition(self, number: str | None) -> str:
        """What a list looks like: its abstract definition and the overrides of this instance."""
        if number not in self._definitions:
            entry = self.numbers.get(number or "")
            text = "none"
            if entry is not None:
                text = self.abstract(self.abstract_of(entry)) + "".join(self.canon(o) for o in entry.iterchildren(W + "lvlOverride"))
            self._definitions[number or ""] = text
        return self._definitions[number or ""]

    def style_list(self, identity: str | None, kind: str = "paragraph") -> tuple[str, str]:
        """List and level that a style gives its paragraphs, by itself or through what it is based on (17.7.4); `0` and empty where it gives none."""
        level = ""
        seen: set[str] = set()
        if identity is None:
            identity = self.by_name.get((kind, self.defaults.get(kind, "")))
        while identity in self.styles and identity not in seen:
            seen.add(identity)
            style = self.styles[identity]
            numbering = style.find(f"{W}pPr/{W}numPr")
            if numbering is not None:
                level = level or value(numbering, "ilvl") or ""
                number = value(numbering, "numId")
                if number is not None:
                    return number, level
            identity = value(style, "basedOn")
        return "0", ""

    def abstract(self, identity: str) -> str:
        found = self.abstracts.get(identity)
        return "" if found is None else "".join(self.canon(child) for child in found if child.tag not in (W + "nsid", W + "tmpl"))

    @staticmethod
    def abstract_of(number: Element) -> str:
        link = number.find(W + "abstractNumId")
        return "" if link is None else str(link.get(VAL, ""))

    def properties(self, element: Element | None) -> str:
        """Canonical run properties, remembered by what stands in them: a document has few different ones."""
        if element is None or not len(element):
            return ""
        key = tuple((child.tag, *child.items()) if not len(child) else etree.tostring(child, with_tail=False) for child in element)
        known = self._properties.get(key)
        if known is None:
            known = self._properties[key] = "".join(sorted(self.canon(child) for child in element))
        return known

    def canon(self, element: Element | None, skip: frozenset[str] = frozenset()) -> str:
        """An element as a string in which ids, session marks and the like are gone and references stand for what they lead to."""
        if element is None or not isinstance(element.tag, str) or element.tag in _SKIPPED or element.tag in skip or element.tag in RANGES:
            return ""
        if element.tag == ALTERNATE:
            choice = element.find(MC + "Choice")
            return "".join(self.canon(child, skip) for child in (element if choice is None else choice))
        name = local(element)
        attributes = [a for key, said in sorted(element.attrib.items()) if (a := self._attribute(element, name, key, said))]
        inside = "".join(self.canon(child, skip) for child in element)
        if not inside and not attributes and element.tag in _EMPTY_MEANS_NONE:
            return ""
        text = wording(element) if name in ("t", "delText", "instrText", "delInstrText") else (element.text or "").strip() if not len(element) else ""
        return f"<{name} {' '.join(attributes)}>{text}{inside}</>"

    def _attribute(self, element: Element, name: str, key: str, said: str) -> str:
        space, _, plain = key.rpartition("}")
        if space and not space[1:].startswith(_KNOWN):
            return ""
        if plain.startswith("rsid") or plain in _SESSION or (name in _NAMED and plain in ("id", "name")):
            return ""
        if space[1:] == R[1:-1]:
            return f"{plain}={self.target(said)}"
        if element.tag in _STYLED and plain == "val":
            said = self.style(said, _STYLED[element.tag])
        elif element.tag in NOTE_REFERENCES and plain == "id":
            said = self.note(name.removesuffix("Reference"), said)
        elif name == "numId" and plain == "val":
            said = hashlib.sha1(self.definition(said).encode(), usedforsecurity=False).hexdigest()
        elif plain == "id" and element.tag.startswith(W) and name in ("footnote", "endnote", "comment", "commentReference", "id"):
            return ""
        meant = said in ("1", "true", "on") or (name == "vMerge" and said == "continue")
        return "" if plain == "val" and meant else f"{plain}={said}"

    def note(self, kind: str, identity: str) -> str:
        """The content of a note, canonical; a reference to none says so."""
        found = self.notes(kind).get(identity)
        if found is None:
            return "?"
        with self.at(self.package.related(self.package.main, kind + "s") or self.part):
            return "".join(self.canon(child) for child in found)

    def target(self, relation: str) -> str:
        """What a relationship of the present story leads to: an address, or a hash of the part's content."""
        key = (self.part, relation)
        known = self._targets.get(key)
        if known is None:
            found = next((r for r in self.package.relations(self.part) if r.id == relation), None)
            known = "?" if found is None else found.target if found.external or not self.package.has(found.target) else self._content(found.target)
            self._targets[key] = known
        return known

    def _content(self, part: str) -> str:
        digest = hashlib.sha1(self.package.raw(part), usedforsecurity=False)
        for relation in self.package.relations(part):
            digest.update(relation.target.encode() if relation.external else self.package.raw(relation.target) if self.package.has(relation.target) else b"")
        return digest.hexdigest()

    def at(self, part: str) -> _Visit:
        """Resolve relationships of another story for a while (`with source.at("word/footnotes.xml")`)."""
        return _Visit(self, part)

    def wanted_in(self, element: Element) -> str:
        """Which bookmarks that are to be taken over begin in an element."""
        return "".join(f" {i}" for e in element.iter(W + "bookmarkStart") if (i := e.get(ID, "")) in self.wanted) if self.wanted else ""

    def shell(self, element: Element) -> str:
        """A drawing without what is written in its text boxes, but with the columns of tables there: they are part of what is drawn."""
        return self.canon(element, frozenset({BOX})) + "".join(self.canon(grid) for grid in element.iter(W + "tblGrid"))


class _Visit:
    """Restores the story that a source was at."""

    def __init__(self, source: Source, part: str) -> None:
        self._source, self._before = source, source.part
        source.part = part

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        self._source.part = self._before
