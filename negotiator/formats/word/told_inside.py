"""What the files inside a Word file carry: pictures, workbooks, slides, objects and what stands behind charts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

from negotiator.errors import BadInputError
from negotiator.formats.pictures import in_words, told_by
from negotiator.formats.word import compound
from negotiator.formats.word.carry import LOCAL_PATH, Carried, Carry
from negotiator.formats.word.charts import behind_chart, is_chart
from negotiator.formats.word.inside import EMBEDDED, PHOTOGRAPH, pictures_of
from negotiator.formats.word.nested import DAMAGED, is_word, told_in
from negotiator.formats.word.package import Package, W

_DEEPEST: Final = 3
"""Files inside files that are looked into."""
_VML: Final = "{urn:schemas-microsoft-com:vml}"
_PACKED: Final = "{urn:schemas-microsoft-com:office:office}gfxdata"
CUT_OFF: Final = "a part of a picture is cut off on the page and still in its file"
_CUTS: Final = ("l", "t", "r", "b", "cropleft", "croptop", "cropright", "cropbottom")

_EXTERNAL: Final = re.compile(r'<Relationship (?=[^>]*TargetMode="External")[^>]*Target="([^"]*)"')

Look = Callable[[bytes, str, int], Iterable[Carried]]
"""Looks into a Word file inside, at a depth."""


def told_inside(package: Package, depth: int, look: Look) -> Iterator[Carried]:
    """All that the files inside carry, each named `part!part`."""
    chunks = {r.target for p in package.parts if not p.endswith(".rels") for r in package.relations(p) if r.kind == "aFChunk" and not r.external}
    embedded: dict[str, None] = {p: None for p in package.parts if p.startswith("word/embeddings/")}
    for owner in [p for p in package.parts if not p.endswith(".rels")]:
        for relation in package.relations(owner):
            if relation.external or not package.has(relation.target):
                continue
            if relation.kind in EMBEDDED:
                embedded[relation.target] = None
            elif relation.kind == PHOTOGRAPH:
                yield Carried(Carry.PICTURE, "a photograph as it was before Word changed it", relation.target)
        if owner.endswith(".xml") and owner not in chunks:
            yield from _shown(package, owner)
    for part in package.parts:
        if part in chunks:
            yield Carried(Carry.EMBEDDED, "a text of another file, shown in place", part)
    for part in [*embedded, *chunks]:
        if package.has(part) and not part.endswith(".rels"):
            yield from _file(package.raw(part), part, depth, look, is_object=part in embedded)
    for part in pictures_of(package):
        yield from _picture(package.raw(part), part)


def unseen_inside(content: bytes, name: str) -> tuple[int, int]:
    """How many things the files inside tell that nobody sees, and how many pictures have a part that is cut off on the page. Raises BadInputError."""
    found = [one for one in told_inside(Package.open(content, name), 0, lambda *_: ()) if one.kind is not Carry.EMBEDDED]
    cut = sum(one.count for one in found if one.what == CUT_OFF)
    return sum(one.count for one in found) - cut, cut


def _shown(package: Package, owner: str) -> Iterator[Carried]:
    """What stands behind a chart, and pictures of which a part is cut off."""
    if not re.search(r"(^|/)(charts/|document|header|footer|footnotes|endnotes)", owner):
        return
    root = package.xml(owner)
    if is_chart(root):
        for what in behind_chart(root):
            yield Carried(Carry.DATA, what, owner)
        for _ in (r for r in package.relations(owner) if r.kind in EMBEDDED):
            yield Carried(Carry.DATA, "a workbook behind a chart", owner)
    for what, count in (
        ("a drawing once more, packed beside its shape", sum(1 for e in root.iter(f"{_VML}*") if e.get(_PACKED))),
        ("data of a program behind a field", sum(1 for _ in root.iter(W + "fldData"))),
    ):
        if count:
            yield Carried(Carry.DATA, what, owner, count)
    cropped = sum(1 for e in root.iter("{*}srcRect", "{*}imagedata") if any(_cuts(e, side) for side in _CUTS))
    if cropped:
        yield Carried(Carry.PICTURE, CUT_OFF, owner, cropped)


def _cuts(element: Any, side: str) -> bool:
    return element.get(side, "0").strip("0f.%") not in ("", "-")


def _file(raw: bytes, part: str, depth: int, look: Look, *, is_object: bool) -> Iterator[Carried]:
    if raw.startswith(b"PK"):
        if depth < _DEEPEST:
            with suppress(BadInputError, *DAMAGED):
                found = look(raw, part, depth + 1) if is_word(raw) else _package(raw, part)
                yield from (replace(one, part=f"{part}!{one.part}") for one in found)
    elif is_object:
        yield Carried(Carry.OBJECT, compound.kind_of(raw), part)
        for line in compound.told(raw):
            yield Carried(Carry.PATH if LOCAL_PATH.match(line) else Carry.PROPERTY, line, part)
        for sheet in compound.hidden_sheets(raw):
            yield Carried(Carry.HIDDEN, f"a hidden sheet: {sheet}", part)
        for name, content in compound.streams(raw):
            if content.startswith(b"PK"):
                yield from _file(content, f"{part}!{name}", depth + 1, look, is_object=False)


def _package(raw: bytes, part: str) -> Iterator[Carried]:
    for one in told_in(raw, part):
        yield Carried(one.kind, one.what, one.part)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            if "/media/" in name:
                yield from _picture(archive.read(name), name)
            elif name.endswith(".rels"):
                for target in _EXTERNAL.findall(_text(archive, name)):
                    if LOCAL_PATH.search(target):
                        yield Carried(Carry.PATH, target, name)
            elif name == "xl/workbook.xml":
                for path in re.findall(r'absPath [^>]*url="([^"]+)"', _text(archive, name)):
                    yield Carried(Carry.PATH, path, name)


def _text(archive: zipfile.ZipFile, name: str) -> str:
    return archive.read(name).decode("utf-8", "replace")


def _picture(raw: bytes, part: str) -> Iterator[Carried]:
    for one in told_by(raw):
        yield Carried(Carry.PICTURE, in_words(one), part)
