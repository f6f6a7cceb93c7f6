"""What inserted text needs from the new file, brought into the old one: styles by name, lists by definition, pictures, links and notes by closure."""

from __future__ import annotations

import copy
import posixpath
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from lxml import etree

from negotiator.formats.word.package import Package, R, W
from negotiator.formats.word.redline.ranges import Ranges
from negotiator.formats.word.redline.schema import (
    ID,
    NOTE_REFERENCES,
    PPR,
    RANGES,
    TEXT,
    VAL,
    XML_SPACE,
    Element,
    P,
    elements,
    local,
    properties_of,
    remove,
    value,
    wording,
)
from negotiator.formats.word.redline.shapes import ShapeNames
from negotiator.formats.word.redline.source import Source
from negotiator.formats.word.redline.stamp import Stamp, stories_of

_STYLED: Final = {W + "pStyle": "paragraph", W + "rStyle": "character", W + "tblStyle": "table"}
_FOREIGN_IDS: Final = frozenset({"paraId", "textId"})
_NUMBERING_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_NOTES_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}s+xml"
_STYLES_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
MARGIN_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
"""Of a header or footer."""
_DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_AFTER_ABSTRACTS: Final = frozenset({W + "num", W + "numIdMacAtCleanup"})


class Imports:
    """Maps references of the new file to references of the old one, importing what is missing; each thing once."""

    def __init__(self, old: Source, new: Source, stamp: Stamp) -> None:
        self.old, self.new, self.stamp = old, new, stamp
        self._styles: dict[str, str] = {}
        self._numbers: dict[str, str] = {}
        self._abstracts: dict[str, str] = {}
        self._relations: dict[tuple[str, str, str], str] = {}
        self._parts: dict[str, str] = {}
        self._drawing = max(
            (int(n) for part in stories_of(old.package) for e in old.package.xml(part).iter(_DRAWN) if (n := e.get("id", "")).isdigit()), default=0
        )
        self.ranges = Ranges(old.package, new.package, stamp)
        new.wanted = self.ranges.fresh
        self.on_note: list[tuple[str, str, str]] = []
        """(kind, new id, id here) of notes that were imported, their content still to be written."""
        self.copies: dict[Element, Element] = {}
        """Paragraphs of the new file and their copies in the old one."""
        self._shapes = ShapeNames(old.package)
        self._vote()

    # numbering

    def _vote(self) -> None:
        """Lists that paragraphs of the same words stand in are the same list, where both look alike."""
        places: dict[str, list[str]] = defaultdict(list)
        for text, number in _numbered(self.old.package):
            places[text].append(number)
        votes: Counter[tuple[str, str]] = Counter()
        for text, number in _numbered(self.new.package):
            for there in places.get(text, ())[:3]:
                votes[number, there] += 1
        taken: set[str] = set()
        for (number, there), _ in sorted(votes.items(), key=lambda v: (-v[1], v[0])):
            known = number in self.new.numbers and there in self.old.numbers
            if known and number not in self._numbers and there not in taken and self.old.definition(there) == self.new.definition(number):
                self._claim(number, there, taken)
        for number in self.new.numbers:
            same = number in self.old.numbers and number not in taken and number not in self._numbers
            if same and self.old.definition(number) == self.new.definition(number):
                self._claim(number, number, taken)

    def _claim(self, number: str, there: str, taken: set[str]) -> None:
        self._numbers[number] = there
        taken.add(there)
        self._abstracts.setdefault(Source.abstract_of(self.new.numbers[number]), Source.abstract_of(self.old.numbers[there]))

    def number(self, identity: str) -> str:
        """The id in the old file of a list of the new one."""
        if identity == "0" or identity not in self.new.numbers:
            return identity
        known = self._numbers.get(identity)
        if known is None:
            known = self._numbers[identity] = self._import_number(self.new.numbers[identity])
        return known

    def _import_number(self, number: Element) -> str:
        root = self._root("numbering", _NUMBERING_TYPE)
        abstract = self._abstract(root, Source.abstract_of(number))
        made = self._copied(number)
        identity = str(max((int(e.get(W + "numId", "0")) for e in root.iterchildren(W + "num")), default=0) + 1)
        made.set(W + "numId", identity)
        link = made.find(W + "abstractNumId")
        if link is not None:
            link.set(VAL, abstract)
        last = root.findall(W + "num")
        if last:
            last[-1].addnext(made)
        else:
            root.append(made)
        self.old.numbers[identity] = made
        return identity

    def _abstract(self, root: Element, identity: str) -> str:
        known = self._abstracts.get(identity)
        if known is not None or identity not in self.new.abstracts:
            return known or identity
        fresh = str(max((int(e.get(W + "abstractNumId", "0")) for e in root.iterchildren(W + "abstractNum")), default=-1) + 1)
        self._abstracts[identity] = fresh
        made = self._copied(self.new.abstracts[identity])
        made.set(W + "abstractNumId", fresh)
        for mark in made.findall(W + "nsid") + made.findall(W + "tmpl"):
            remove(mark)
        for style in made.iter(W + "numStyleLink", W + "styleLink"):
            style.set(VAL, self.style(style.get(VAL, ""), "numbering"))
        abstracts = root.findall(W + "abstractNum")
        if abstracts:
            abstracts[-1].addnext(made)
        else:
            first = next((e for e in root if e.tag in _AFTER_ABSTRACTS), None)
            if first is None:
                root.append(made)
            else:
                first.addprevious(made)
        self.old.abstracts[fresh] = made
        for child in made.iter(W + "pStyle"):
            child.set(VAL, self.style(child.get(VAL, ""), "paragraph"))
        return fresh

    # styles

    def style(self, identity: str, kind: str) -> str:
        """The id in the old file of a style of the new one, found by its name, imported with what it rests on where there is none."""
        known = self._styles.get(identity)
        if known is not None:
            return known
        style = self.new.styles.get(identity)
        if style is None:
            # one that is not there looks like the default one, and must not find itself defined here
            return identity if identity not in self.old.styles else f"{identity} of the new file"
        there = self.old.by_name.get((style.get(W + "type", kind), self.new.style_names[identity]))
        if there is not None:
            self._styles[identity] = there
            return there
        root = self._root("styles", _STYLES_TYPE)
        fresh = identity if identity not in self.old.styles else next(f"{identity}{n}" for n in range(2, 10_000) if f"{identity}{n}" not in self.old.styles)
        self._styles[identity] = fresh
        made = copy.deepcopy(style)
        made.set(W + "styleId", fresh)
        made.attrib.pop(W + "default", None)
        for child in made:
            if child.tag in (W + "basedOn", W + "link", W + "next"):
                if child.get(VAL) in self.new.styles:
                    child.set(VAL, self.style(child.get(VAL, ""), kind))
                else:
                    remove(child)
            elif child.tag == W + "rsid":
                remove(child)
        for link in made.iter(W + "numId"):
            link.set(VAL, self.number(link.get(VAL, "0")))
        root.append(made)
        self.old.styles[fresh] = made
        self.old.style_names[fresh] = self.new.style_names[identity]
        self.old.by_name[(style.get(W + "type", kind), self.new.style_names[identity])] = fresh
        return fresh

    def _root(self, kind: str, content_type: str) -> Element:
        package = self.old.package
        part = package.related(package.main, kind)
        if part is None:
            part = package.fresh(posixpath.join(posixpath.dirname(package.main), f"{kind}{{}}.xml")).replace(f"{kind}1.xml", f"{kind}.xml")
            root = etree.Element(W + kind, nsmap={"w": W[1:-1]})
            package.put(part, root, content_type)
            package.relate(package.main, kind, part)
            return root
        root = package.xml(part)
        package.put(part, root)
        return root

    def default_style(self) -> str | None:
        """The id here of the style that paragraphs of the new file have which name none, where paragraphs of the old file have another one then."""
        name = self.new.defaults.get("paragraph")
        identity = None if name in (None, self.old.defaults.get("paragraph")) else self.new.by_name.get(("paragraph", name or ""))
        return None if identity is None else self.style(identity, "paragraph")

    def name_style(self, paragraph: Element) -> None:
        """Let a paragraph of the new file that names no style name the one that it has there, where it would have another one here."""
        default = self.default_style()
        if default is not None and paragraph.find(f"{PPR}/{W}pStyle") is None:
            properties = properties_of(paragraph)
            if properties is None:
                properties = etree.Element(PPR)
                paragraph.insert(0, properties)
            style = etree.Element(W + "pStyle")
            style.set(VAL, default)
            properties.insert(0, style)

    # elements

    def element(self, element: Element) -> Element:
        """A copy of an element of the new file, its references leading to where they lead there; comments and known bookmarks left out."""
        made = copy.deepcopy(element)
        self.copies.update(zip(element.iter(P), made.iter(P), strict=True))
        for text, copied in zip(element.iter(TEXT), made.iter(TEXT), strict=True):
            shown = wording(text)
            if shown != shown.strip():
                copied.set(XML_SPACE, "preserve")
            elif shown != text.text:
                copied.text = shown
        self.adopt(made)
        self._shapes.renew(made)
        for paragraph in made.iter(P):
            self.name_style(paragraph)
        return made

    def _copied(self, element: Element) -> Element:
        made = copy.deepcopy(element)
        for inner in made.iter():
            if isinstance(inner.tag, str):
                self._attributes(inner)
        return made

    def adopt(self, made: Element) -> None:
        """Make a copy's references those of the old file, in place."""
        for inner in list(made.iter()):
            if not isinstance(inner.tag, str):
                continue
            name = local(inner)
            if name in ("proofErr", "lastRenderedPageBreak") and inner is not made:
                remove(inner)
                continue
            if (name.startswith("comment") or (inner.tag in RANGES and not self.ranges.take(inner))) and inner is not made and inner.tag.startswith(W):
                remove(inner)
                continue
            if inner.tag in _STYLED:
                inner.set(VAL, self.style(inner.get(VAL, ""), _STYLED[inner.tag]))
            elif name == "numId" and inner.tag.startswith(W):
                inner.set(VAL, self.number(inner.get(VAL, "0")))
            elif inner.tag in NOTE_REFERENCES:
                inner.set(ID, self.note(name.removesuffix("Reference"), inner.get(ID, "")))
            elif name == "docPr":
                self._drawing += 1
                inner.set("id", str(self._drawing))
            self._attributes(inner)

    def _attributes(self, element: Element) -> None:
        for key, said in list(element.attrib.items()):
            space, _, plain = key.rpartition("}")
            if plain.startswith("rsid") or (plain in _FOREIGN_IDS and space):
                del element.attrib[key]
            elif space[1:] == R[1:-1] and said:
                element.set(key, self.relation(said))

    def range(self, element: Element) -> Element | None:
        """A copy of a bookmark's edge of the new file, where the old file has no such bookmark."""
        return self.ranges.copied(element)

    def wants(self, element: Element) -> bool:
        """Whether an edge belongs to a bookmark that only the new file has."""
        return self.ranges.wants(element)

    def relation(self, identity: str) -> str:
        """The id of a relationship of the present story of the old file that leads where one of the new file leads."""
        key = (self.old.part, self.new.part, identity)
        known = self._relations.get(key)
        if known is None:
            known = self._relations[key] = self._import_relation(identity)
        return known

    def _import_relation(self, identity: str) -> str:
        found = next((r for r in self.new.package.relations(self.new.part) if r.id == identity), None)
        if found is None:
            return identity
        kind = whole_kind(self.new.package, self.new.part, identity)
        margin = found.kind in ("header", "footer") and not found.external
        target = found.target if found.external else self._margin(found.target, found.kind) if margin else self._part(found.target)
        return self.old.package.relate(self.old.part, kind, target, external=found.external)

    def _part(self, part: str) -> str:
        """A part of the new file in the old one: the same one where its bytes are there, a copy with its own relationships otherwise."""
        known = self._parts.get(part)
        if known is not None:
            return known
        content = self.new.package.raw(part)
        if self.old.package.has(part) and self.old.package.raw(part) == content and not self.new.package.relations(part):
            self._parts[part] = part
            return part
        stem, dot, suffix = part.rpartition(".")
        fresh = part if not self.old.package.has(part) else self.old.package.fresh(stem.rstrip("0123456789") + "{}" + dot + suffix)
        self._parts[part] = fresh
        self.old.package.put(fresh, content, self.new.package.content_type(part) or None)
        relations = self.new.package.relations(part)
        if relations:
            root = copy.deepcopy(self.new.package.xml(_rels(part)))
            for entry, relation in zip(elements(root), relations, strict=True):
                if not relation.external and self.new.package.has(relation.target):
                    entry.set("Target", posixpath.relpath(self._part(relation.target), posixpath.dirname(fresh) or "."))
            self.old.package.put(_rels(fresh), root)
        return fresh

    def _margin(self, part: str, kind: str) -> str:
        """A header or footer of the new file as a part of its own: text, whose references are those of the old file."""
        known = self._parts.get(part)
        if known is not None:
            return known
        package = self.old.package
        fresh = self._parts[part] = package.fresh(posixpath.join(posixpath.dirname(package.main), f"{kind}{{}}.xml"))
        root = copy.deepcopy(self.new.package.xml(part))
        for edge in list(root.iter(*RANGES)):
            remove(edge)
        package.put(fresh, root, MARGIN_TYPE.format(kind))
        with self.old.at(fresh), self.new.at(part):
            self.adopt(root)
        return fresh

    # notes

    def note(self, kind: str, identity: str) -> str:
        """The fresh id of a note that is imported; its content is written later, when `on_note` is worked off."""
        root = self._notes_root(kind)
        taken = [int(e.get(ID, "0")) for e in root if e.tag == W + kind]
        fresh = str(max([*taken, 0]) + 1)
        made = etree.SubElement(root, W + kind)
        made.set(ID, fresh)
        self.old.notes(kind)[fresh] = made
        self.on_note.append((kind, identity, fresh))
        return fresh

    def _notes_root(self, kind: str) -> Element:
        package = self.old.package
        part = package.related(package.main, kind + "s")
        if part is not None:
            root = package.xml(part)
            package.put(part, root)
            return root
        root = self._root(kind + "s", _NOTES_TYPE.format(kind))
        there = self.new.package.related(self.new.package.main, kind + "s")
        for note in () if there is None else self.new.package.xml(there):
            if note.tag == W + kind and note.get(W + "type") not in (None, "normal"):
                root.append(self._copied(note))
        return root


def _numbered(package: Package) -> Iterable[tuple[str, str]]:
    for paragraph in package.xml(package.main).iter(P):
        properties = properties_of(paragraph)
        number = None if properties is None else value(next(properties.iterchildren(W + "numPr"), None), "numId")
        if number is not None:
            text = "".join([t.text or "" for t in paragraph.iter(TEXT)])
            if text:
                yield text, number


def whole_kind(package: Package, part: str, identity: str) -> str:
    """The whole type of a relationship."""
    for entry in package.xml(_rels(part)):
        if isinstance(entry.tag, str) and entry.get("Id") == identity:
            return str(entry.get("Type", ""))
    return ""


def _rels(part: str) -> str:
    folder, _, leaf = part.rpartition("/")
    return f"{folder}/_rels/{leaf}.rels" if folder else f"_rels/{leaf}.rels"
