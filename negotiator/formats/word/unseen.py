"""What a workbook or slides inside a Word file hold that nobody sees there: hidden sheets, rows, cells and slides, remarks, names, data from elsewhere."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from negotiator.formats.word.carry import Carry, short
from negotiator.formats.word.package import R, parse

_XLSX: Final = re.compile(
    r"^xl/(workbook|styles|sharedStrings|calcChain|metadata|theme/\w+|worksheets/\w+|drawings/\w+|charts/\w+|tables/\w+|media/[\w.]+)(\.xml)?$"
)
_PPTX: Final = re.compile(
    r"^ppt/(presentation|presProps|viewProps|tableStyles|theme/\w+|slides/\w+|slideLayouts/\w+|slideMasters/\w+|drawings/\w+|diagrams/\w+|charts/\w+|media/[\w.]+)(\.xml)?$",
)
"""Parts that can be looked through; what else there is (pivot caches, links to other files, objects) hides anything."""
LOOSE: Final = re.compile(
    r"^(docProps/|docMetadata/|customXml/|_xmlsignatures/|xl/(comments|persons/|threadedComments/|printerSettings/|vbaProject|drawings/vmlDrawing)"
    r"|ppt/(comments|commentAuthors|authors|revisionInfo|changesInfos/|tags/|notesSlides/|notesMasters/|handoutMasters/|printerSettings|vbaProject|embeddings/Microsoft_Excel[^/]*\.xls[xm]$))"
    r"|/thumbnail",
    re.IGNORECASE,
)
"""Parts that go without changing what is shown. A workbook in slides stands behind a chart: Word's name for an object is another."""
_WHAT: Final = (
    (re.compile(r"pivot", re.IGNORECASE), Carry.DATA, "a pivot table with its data"),
    (re.compile(r"externalLink", re.IGNORECASE), Carry.LINK, "values of another workbook"),
    (re.compile(r"connections|queryTable|/model/", re.IGNORECASE), Carry.LINK, "a link to a database"),
    (re.compile(r"revisions|userNames", re.IGNORECASE), Carry.CHANGE, "a list of changes and of those who made them"),
)
_BUILT_IN: Final = "_xlnm."
_RANGE: Final = re.compile(r"^('[^'\[\]]+'|[\w.]+)!\$?[A-Z]{1,3}\$?\d+(:\$?[A-Z]{1,3}\$?\d+)?$")
_ON: Final = ("1", "true", "on")
_CELL: Final = re.compile(r"([A-Z]+)\d+")


class Unseen(NamedTuple):
    """One thing that nobody sees."""

    kind: Carry
    what: str
    part: str


def family(names: Mapping[str, Any] | frozenset[str]) -> str:
    """`word`, `xl` or `ppt` by the parts of a package; empty for any other."""
    return next((kind for kind in ("word", "xl", "ppt") if any(name.startswith(f"{kind}/") for name in names)), "")


def hides(archive: zipfile.ZipFile) -> Iterator[Unseen]:
    """What cannot be taken out of a workbook or slides without breaking them: where there is any, the Word file for the room keeps the picture alone.

    Raises BadInputError where a part is damaged.
    """
    names = frozenset(n for n in archive.namelist() if not n.endswith("/"))
    kind = family(names)
    known = {"xl": _XLSX, "ppt": _PPTX}.get(kind)
    for name in sorted(names):
        if not (name.endswith(".rels") or name == "[Content_Types].xml" or LOOSE.search(name) or (known and known.match(name))):
            told = next(((k, what) for pattern, k, what in _WHAT if pattern.search(name)), (Carry.DATA, "a part of a kind that is not known"))
            yield Unseen(*told, name)
    if kind == "xl":
        yield from _sheets(archive, names)
    elif kind == "ppt":
        yield from _slides(archive, names)
    for name in sorted(n for n in names if re.match(r"(xl|ppt)/(drawings|slides)/\w+\.xml$", n)):
        hidden = sum(1 for e in _root(archive, name).iter("{*}cNvPr") if e.get("hidden", "").lower() in _ON)
        if hidden:
            yield Unseen(Carry.HIDDEN, "a hidden picture or shape", name)


def loose(archive: zipfile.ZipFile) -> Iterator[Unseen]:
    """Remarks, speaker's notes and properties: what is taken out of a workbook or slides and nothing else changes."""
    for name in sorted(archive.namelist()):
        if name.endswith(".xml") and LOOSE.search(name):
            root = _root(archive, name)
            named = (e.get(key, "") for e in root.iter() if isinstance(e.tag, str) for key in ("name", "displayName", "author"))
            text = " ".join(filter(None, (*named, *(t.strip() for t in root.itertext()))))
            kind = Carry.NOTES if "notesSlide" in name else Carry.COMMENT if re.search(r"omments\w*", name) else Carry.PROPERTY
            if text and not re.search(r"Masters?/|tags/", name):
                yield Unseen(kind, short(text), name)
        elif "printerSettings" in name and LOOSE.search(name):
            yield Unseen(Carry.PRINTER, "a printer and its settings", name)
        elif "vbaProject" in name:
            yield Unseen(Carry.MACROS, "macros", name)


def _root(archive: zipfile.ZipFile, name: str) -> Any:
    return parse(archive.read(name), name)


def _targets(archive: zipfile.ZipFile, names: frozenset[str], main: str) -> dict[str, str]:
    """Parts that the main part leads to, by the ids of the relations."""
    folder, _, leaf = main.rpartition("/")
    rels = f"{folder}/_rels/{leaf}.rels"
    if rels not in names:
        return {}
    found = {e.get("Id", ""): e.get("Target", "") for e in _root(archive, rels) if isinstance(e.tag, str)}
    return {key: target.lstrip("/") if target.startswith("/") else f"{folder}/{target}" for key, target in found.items()}


def _sheets(archive: zipfile.ZipFile, names: frozenset[str]) -> Iterator[Unseen]:
    main = "xl/workbook.xml"
    if main not in names:
        yield Unseen(Carry.DATA, "a workbook without its list of sheets", main)
        return
    root = _root(archive, main)
    targets = _targets(archive, names, main)
    called = {targets.get(sheet.get(f"{R}id", "")): sheet.get("name", "") for sheet in root.iter("{*}sheet")}
    for sheet in root.iter("{*}sheet"):
        if sheet.get("state", "visible") != "visible":
            yield Unseen(Carry.HIDDEN, short(f"a hidden sheet: {sheet.get('name', '')}"), targets.get(sheet.get(f"{R}id", ""), main))
    for named in root.iter("{*}definedName"):
        name, formula = named.get("name", ""), (named.text or "").strip()
        if not name.startswith(_BUILT_IN) and (named.get("hidden", "").lower() in _ON or named.get("comment") or not _RANGE.match(formula)):
            yield Unseen(Carry.DATA, short(f"a name: {name} = {formula}"), main)
    masked = _masked(archive, names)
    used: set[str] = set()
    for part in sorted(n for n in names if re.match(r"xl/worksheets/\w+\.xml$", n)):
        sheet = _root(archive, part)
        yield from _cells(sheet, part, called.get(part, part), masked)
        for scenario in sheet.iter("{*}scenario"):
            yield Unseen(Carry.DATA, short(f"a scenario: {scenario.get('name', '')} {scenario.get('comment', '')}"), part)
        used |= {v.text or "" for c in sheet.iter("{*}c") if c.get("t") == "s" for v in c.iter("{*}v")}
    if "xl/sharedStrings.xml" in names:
        texts = ["".join(t.text or "" for t in item.iter("{*}t")) for item in _root(archive, "xl/sharedStrings.xml").iter("{*}si")]
        left = [text for n, text in enumerate(texts) if text.strip() and str(n) not in used]
        if left:
            yield Unseen(Carry.HIDDEN, short(f"text that no cell shows: {' '.join(left)}"), "xl/sharedStrings.xml")


def _cells(sheet: Any, part: str, name: str, masked: frozenset[str]) -> Iterator[Unseen]:
    columns: set[int] = set()
    for column in sheet.iter("{*}col"):
        if column.get("hidden", "").lower() in _ON or column.get("width", "9").strip("0") in ("", "."):
            columns |= set(range(int(column.get("min", "1")), min(int(column.get("max", "1")), 16384) + 1))
    rows = hidden_cells = 0
    in_columns: set[int] = set()
    for row in sheet.iter("{*}row"):
        full = [c for c in row.iter("{*}c") if len(c)]
        if full and (row.get("hidden", "").lower() in _ON or row.get("ht", "9").strip("0") in ("", ".")):
            rows += 1
        for number, cell in enumerate(full, 1):
            at = _CELL.match(cell.get("r", ""))
            in_columns |= {_column(at[1]) if at else number} & columns
            hidden_cells += cell.get("s", "0") in masked
    for count, what in ((rows, "hidden rows"), (len(in_columns), "hidden columns"), (hidden_cells, "cells that show nothing")):
        if count:
            yield Unseen(Carry.HIDDEN, short(f"{what} with contents ({count}) in the sheet {name}"), part)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _masked(archive: zipfile.ZipFile, names: frozenset[str]) -> frozenset[str]:
    """Styles of cells whose format shows no value (`;;;`)."""
    if "xl/styles.xml" not in names:
        return frozenset()
    root = _root(archive, "xl/styles.xml")
    formats = {e.get("numFmtId", "") for e in root.iter("{*}numFmt") if re.fullmatch(r'[;\s"]*;[;\s"]*', e.get("formatCode", ""))}
    return frozenset(str(n) for cells in root.iter("{*}cellXfs") for n, style in enumerate(cells) if style.get("numFmtId") in formats)


def _slides(archive: zipfile.ZipFile, names: frozenset[str]) -> Iterator[Unseen]:
    main = "ppt/presentation.xml"
    if main not in names:
        yield Unseen(Carry.DATA, "slides without their list", main)
        return
    targets = _targets(archive, names, main)
    shown = {targets.get(slide.get(f"{R}id", "")) for slide in _root(archive, main).iter("{*}sldId")}
    for part in sorted(n for n in names if re.match(r"ppt/slides/\w+\.xml$", n)):
        root = _root(archive, part)
        if root.get("show", "1").lower() not in _ON or part not in shown:
            text = " ".join(t.text or "" for t in root.iter("{*}t"))
            yield Unseen(Carry.HIDDEN, short(f"a hidden slide: {text}"), part)
