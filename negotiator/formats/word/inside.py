"""Files inside a Word file made fit for the room: pictures, workbooks, slides, texts, charts, and objects of which nobody can say what they tell."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import unquote

from negotiator.formats.pictures import bare_picture
from negotiator.formats.word.charts import bare_chart, is_chart
from negotiator.formats.word.nested import bare_package, hidden_in, is_word
from negotiator.formats.word.objects import OBJECT, picture_alone
from negotiator.formats.word.package import Package, R

EMBEDDED: Final = ("oleObject", "package", "control")
"""Kinds of relations that lead to a file behind a picture or a chart."""
PHOTOGRAPH: Final = "hdphoto"
"""The photograph as it was before Word changed it."""
_TYPES: Final = "[Content_Types].xml"
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
UNCLEAN: Final = "data behind a chart"
PICTURE: Final = "picture that told of its making"

Scrub = Callable[[bytes, str], bytes]
"""Makes a Word file inside fit; the other is what to call it."""


def clean_inside(package: Package, taken: Counter[str], scrub: Scrub) -> None:
    """Clean every file inside that can be cleaned; of any other the picture is left by which Word shows it.

    Raises BadInputError where one is damaged or protected, RefusedError where a picture cannot be cleaned.
    """
    cut: dict[str, set[str]] = defaultdict(set)
    clean: dict[str, bool] = {}
    for owner in [p for p in package.parts if not p.endswith(".rels")]:
        behind = [r for r in package.relations(owner) if r.kind in (*EMBEDDED, PHOTOGRAPH)]
        chart = package.xml(owner) if re.search(r"(^|/)charts/", owner) and owner.endswith(".xml") else None
        if chart is not None and is_chart(chart):
            taken[UNCLEAN] += bool(bare_chart(chart))
            package.put(owner, chart)
            cut[owner] |= {r.id for r in behind}
            continue
        for relation in behind:
            if relation.external:
                continue
            if relation.target not in clean:
                clean[relation.target] = relation.kind in ("oleObject", "package") and _cleaned(package, relation.target, scrub)
            if not clean[relation.target]:
                cut[owner].add(relation.id)
    for owner, ids in cut.items():
        _cut(package, owner, ids, taken)
    _drop_loose(package)
    for part in pictures_of(package):
        bared = bare_picture(package.raw(part), f"{package.name}: {part}")
        if bared.told:
            taken[PICTURE] += 1
        if bared.content != package.raw(part):
            package.put(part, bared.content)


def _cleaned(package: Package, part: str, scrub: Scrub) -> bool:
    """Whether a file inside could be cleaned, which is done."""
    raw, name = package.raw(part) if package.has(part) else b"", f"{package.name}: {part}"
    if not raw.startswith(b"PK"):
        return False
    if is_word(raw):
        package.put(part, scrub(raw, name))
    elif hidden_in(raw, name):
        return False
    else:
        package.put(part, bare_package(raw, name))
    return True


def _cut(package: Package, owner: str, ids: set[str], taken: Counter[str]) -> None:
    if not ids:
        return
    rels = f"{owner.rpartition('/')[0]}/_rels/{owner.rpartition('/')[2]}.rels".lstrip("/")
    root = package.xml(rels)
    kinds = {e.get("Id", ""): e.get("Type", "").rpartition("/")[2] for e in root.iter(_RELATION)}
    for element in [e for e in root.iter(_RELATION) if e.get("Id") in ids]:
        root.remove(element)
    package.put(rels, root)
    if not owner.endswith(".xml"):
        return
    story = package.xml(owner)
    told = picture_alone(story, ids)
    taken.update(told.values())
    taken[OBJECT] += sum(1 for i in ids - told.keys() if kinds.get(i) in EMBEDDED and not is_chart(story))
    for element in [e for e in story.iter("{*}imgProps") if any(x.get(f"{R}embed") in ids for x in e.iter() if isinstance(x.tag, str))]:
        _with_holder(element)
    package.put(owner, story)


def _with_holder(element: Any) -> None:
    """Take out an element and the extension that holds nothing else."""
    holder = element.getparent()
    (holder if holder.tag.endswith("}ext") else element).getparent().remove(holder if holder.tag.endswith("}ext") else element)


def _drop_loose(package: Package) -> None:
    """Drop parts to which nothing leads: whoever opens the file does not see them."""
    names = {p.casefold(): p for p in package.parts}
    reached: set[str] = set()
    waiting = [""]
    while waiting:
        for relation in package.relations(waiting.pop()):
            for target in (relation.target, unquote(relation.target)):
                part = names.get(target.casefold())
                if part is not None and not relation.external and part not in reached:
                    reached.add(part)
                    waiting.append(part)
    for part in [p for p in package.parts if not p.endswith(".rels") and p != _TYPES and p not in reached]:
        package.drop(part)


def pictures_of(package: Package) -> list[str]:
    """Parts that are pictures, by what leads to them, where they lie or what the file says they are."""
    owners = [p for p in package.parts if not p.endswith(".rels")]
    led = {unquote(r.target).casefold() for p in owners for r in package.relations(p) if r.kind == "image" and not r.external}
    return [p for p in owners if unquote(p).casefold() in led or "/media/" in p or package.content_type(p).startswith("image/")]
