"""What a Word file carries besides the words that people read: authors, changes, comments, properties, hidden text, and what else tells where it was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from negotiator.formats.word.carry import LOCAL_PATH, Carried, Carry, short
from negotiator.formats.word.faint import faint_runs
from negotiator.formats.word.hidden import Hidden
from negotiator.formats.word.package import Package, W
from negotiator.formats.word.runs import M
from negotiator.formats.word.told_inside import told_inside

W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
INSERTED: Final = (W + "ins", W + "moveTo")
DELETED: Final = (W + "del", W + "moveFrom")
FORMATTED: Final = tuple(W + name for name in ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange"))
CELLS: Final = tuple(W + name for name in ("tblGridChange", "cellIns", "cellDel", "cellMerge", "numberingChange"))
MARKED: Final = (*INSERTED, *DELETED, *FORMATTED, *CELLS)
_SIGNS: Final = {W + "tab": " ", W + "br": " ", W + "cr": " ", W + "noBreakHyphen": "\u2011"}


def carried(content: bytes, name: str, depth: int = 0) -> tuple[Carried, ...]:
    """All that a Word file carries, by kind, and what Word files inside it carry (`part!part`). Raises BadInputError where it is no Word file."""
    package = Package.open(content, name)
    found = [*_properties(package), *_other_parts(package), *told_inside(package, depth, carried)]
    for part in _stories(package):
        found += _story(package, part)
    found += [*_comments(package), *_people(package), *_settings(package), *_links(package)]
    order = list(Carry)
    return tuple(sorted(dict.fromkeys(found), key=lambda one: order.index(one.kind)))


def _stories(package: Package) -> list[str]:
    return [p for p in package.parts if re.fullmatch(r"word/(document\d*|footnotes|endnotes|header\d*|footer\d*)\.xml", p) or p == package.main]


def _story(package: Package, part: str) -> Iterator[Carried]:
    root = package.xml(part)
    authors: Counter[str] = Counter()
    changes: Counter[tuple[str, str]] = Counter()
    for mark in root.iter(*MARKED):
        author = mark.get(W + "author", "")
        if author:
            authors[author] += 1
        changes[_change(mark), author or "nobody named"] += 1
    for author, count in authors.items():
        yield Carried(Carry.AUTHOR, author, part, count)
    for (what, author), count in changes.items():
        yield Carried(Carry.CHANGE, f"{what} by {author}", part, count)
    yield from _unseen(package, root, part)
    for path, count in Counter(_paths(root)).items():
        yield Carried(Carry.PATH, path, part, count)
    saves = sum(1 for e in root.iter() if isinstance(e.tag, str) and any(k.startswith(W + "rsid") for k in e.keys()))  # noqa: SIM118 - lxml
    if saves:
        yield Carried(Carry.SAVES, "revision-save ids on paragraphs and runs", part, saves)


def _unseen(package: Package, root: Any, part: str) -> Iterator[Carried]:
    """What stands in a story and is not shown, or shown so that nobody finds it."""
    hidden: dict[Any, list[str]] = {}
    look = Hidden(package)
    unseen = look.runs(root)
    pictures = sum(1 for drawing in look.drawings(root) if next(drawing.iter(W + "p"), None) is None)
    if pictures:
        yield Carried(Carry.HIDDEN, "a hidden picture", part, pictures)
    for run in (run for run in root.iter(W + "r", f"{M}r") if run in unseen):
        hidden.setdefault(run.getparent(), []).append(_text(run))
    for texts in hidden.values():
        if any(text.strip() for text in texts):
            yield Carried(Carry.HIDDEN, short("".join(texts)), part)
    faint: dict[tuple[Any, str], list[str]] = {}
    for run, how in faint_runs(root):
        if run not in unseen:
            faint.setdefault((run.getparent(), how), []).append(_text(run))
    for (_, how), texts in faint.items():
        if any(text.strip() for text in texts):
            yield Carried(Carry.HIDDEN, f"{how} text: {short(''.join(texts))}", part)


def _change(mark: Any) -> str:
    if mark.tag in FORMATTED:
        return "formatting"
    if mark.tag in CELLS:
        return "change of a table"
    name = mark.tag[len(W) :]
    words = {"ins": "insertion", "del": "deletion", "moveFrom": "moved away", "moveTo": "moved here"}
    return words[name]


def _text(run: Any) -> str:
    return "".join(_SIGNS.get(e.tag) or e.text or "" for e in run.iter(W + "t", W + "delText", W + "instrText", f"{M}t", *_SIGNS))


def _paragraphs(element: Any) -> str:
    """The words of a comment, its paragraphs apart."""
    return "\n".join(_text(paragraph) for paragraph in element.iter(W + "p"))


def _paths(root: Any) -> Iterator[str]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        values = list(element.values())
        if element.tag == W + "p":  # a field's code may be cut into runs
            values.append("".join(code.text or "" for code in element.iter(W + "instrText", W + "delInstrText")))
        for value in values:
            for found in LOCAL_PATH.finditer(value):
                yield found[0].strip()


def _comments(package: Package) -> Iterator[Carried]:
    named = package.related(package.main, "comments")
    for part in package.parts:
        if not re.fullmatch(r"word/comments\d*\.xml", part) and part != named:
            continue
        authors: Counter[str] = Counter()
        for comment in package.xml(part).iter(W + "comment"):
            author = comment.get(W + "author", "")
            authors[author or "nobody named"] += 1
            yield Carried(Carry.COMMENT, f"{author or 'nobody named'}: {short(_paragraphs(comment))}", part)
        for author, count in authors.items():
            yield Carried(Carry.AUTHOR, author, part, count)


def _people(package: Package) -> Iterator[Carried]:
    for part in package.parts:
        if re.fullmatch(r"word/people\d*\.xml", part):
            for person in package.xml(part).iter(W15 + "person"):
                account = next((p.get(W15 + "userId", "") for p in person.iter(W15 + "presenceInfo")), "")
                yield Carried(Carry.AUTHOR, person.get(W15 + "author", "") + (f" ({account})" if account else ""), part)


def _properties(package: Package) -> Iterator[Carried]:
    for part in package.parts:
        if part.startswith("docProps/") and part.endswith(".xml"):
            for element in package.xml(part).iter():
                if isinstance(element.tag, str) and not len(element) and (element.text or "").strip():
                    named = element.getparent().get("name") if element.getparent() is not None else None
                    yield Carried(Carry.PROPERTY, f"{named or element.tag.rpartition('}')[2]}: {short(element.text.strip())}", part)
        elif "thumbnail" in part:
            yield Carried(Carry.THUMBNAIL, "a picture of the first page", part)


def _settings(package: Package) -> Iterator[Carried]:
    part = package.related(package.main, "settings")
    if part is None:
        return
    root = package.xml(part)
    saves = sum(1 for _ in root.iter(W + "rsid", W + "rsidRoot"))
    if saves:
        yield Carried(Carry.SAVES, "the list of revision-save ids", part, saves)
    for variable in root.iter(W + "docVar"):
        yield Carried(Carry.VARIABLE, short(f"{variable.get(W + 'name', '')}: {variable.get(W + 'val', '')}"), part)
    for relation in package.relations(part):
        if relation.kind == "attachedTemplate":
            yield Carried(Carry.TEMPLATE, short(relation.target), part)
    for element in root.iter(W + "mailMerge"):
        yield Carried(Carry.LINK, short("mail merge: " + "; ".join(e.get(W + "val", "") for e in element if e.get(W + "val"))), part)


def _links(package: Package) -> Iterator[Carried]:
    for rels in package.parts:
        if not rels.endswith(".rels"):
            continue
        folder, _, leaf = rels.rpartition("/")
        part = f"{folder.removesuffix('/_rels').removesuffix('_rels')}/{leaf.removesuffix('.rels')}".lstrip("/")
        for relation in package.relations(part):
            if not relation.external or relation.kind == "attachedTemplate":
                continue
            if LOCAL_PATH.match(relation.target):
                yield Carried(Carry.PATH, relation.target, part)
            elif relation.kind != "hyperlink":
                yield Carried(Carry.LINK, f"{relation.kind}: {short(relation.target)}", part)


_PARTS: Final = (
    (re.compile(r"^customXml/item\d*\.xml$"), Carry.CUSTOM_XML, "data of a program or a document server"),
    (re.compile(r"^word/embeddings/"), Carry.EMBEDDED, "a file inside the file"),
    (re.compile(r"(vbaProject|vbaData)"), Carry.MACROS, "macros"),
    (re.compile(r"^docMetadata/[^_]"), Carry.PROPERTY, "a label of sensitivity, with the house that gave it"),
    (re.compile(r"(customUI|userCustomization|webextensions)/[^_]"), Carry.CUSTOM_XML, "an extension of a program"),
    (re.compile(r"documenttasks/|^word/tasks\w*\.xml$"), Carry.COMMENT, "tasks and those who have them"),
    (re.compile(r"printerSettings"), Carry.PRINTER, "a printer and its settings"),
    (re.compile(r"^word/glossary/document\.xml$"), Carry.GLOSSARY, "building blocks of text"),
)


def _other_parts(package: Package) -> Iterator[Carried]:
    for part in package.parts:
        for pattern, kind, what in _PARTS:
            if pattern.search(part):
                yield Carried(kind, what, part)
