"""What a redline took over without a tracked change, because Word can track none of it: said to the one who hands the file out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from negotiator.formats.word.package import Package, W

_NAMED: Final = 5
"""Names that a line shows at most."""


def taken_over(out: bytes, old: bytes, new: bytes | None = None) -> tuple[str, ...]:
    """Definitions, pictures, links and other parts that a redline has and the old file has not, a line a kind; empty where there are none.

    With the new file also what was *not* taken over: headers and footers that only one of the two files has.
    """
    result, before = Package.open(out, "the redline"), Package.open(old, "the old file")
    lines: list[str] = []
    styles = _styles(result)
    fresh = [name for identity, name in styles.items() if identity not in _styles(before)]
    if fresh:
        lines.append(f"{_many(len(fresh), 'style')} that new text needs: {_listed(fresh)}")
    lists = _lists(result) - _lists(before)
    if lists:
        lines.append(f"{_many(len(lists), 'list definition')} that new text needs")
    mine, theirs = _relations(result), _relations(before)
    for kind, what in (("image", "picture"), ("hyperlink", "link target"), ("chart", "chart"), ("oleObject", "embedded object"), ("package", "embedded file")):
        number = len(mine.get(kind, set()) - theirs.get(kind, set()))
        if number:
            lines.append(f"{_many(number, what)}")
    if new is not None and _margins(result) != _margins(Package.open(new, "the new file")):
        lines.append("not taken over: the new file has other headers or footers; those of the old file stay")
    return tuple(lines)


def _margins(package: Package) -> list[tuple[str, ...]]:
    """Which kinds of headers and footers each section has."""
    sections = package.xml(package.main).iter(W + "sectPr")
    return [
        tuple(sorted(f"{e.tag} {e.get(W + 'type')}" for e in section if e.tag in (W + "headerReference", W + "footerReference")))
        for section in sections
        if section.getparent() is None or section.getparent().tag != W + "sectPrChange"
    ]


def _styles(package: Package) -> dict[str, str]:
    part = package.related(package.main, "styles")
    found: dict[str, str] = {}
    for style in () if part is None else package.xml(part).iterchildren(W + "style"):
        name = style.find(W + "name")
        identity = style.get(W + "styleId", "")
        found[identity] = identity if name is None else name.get(W + "val", identity)
    return found


def _lists(package: Package) -> frozenset[str]:
    part = package.related(package.main, "numbering")
    return frozenset() if part is None else frozenset(e.get(W + "numId", "") for e in package.xml(part).iterchildren(W + "num"))


def _relations(package: Package) -> dict[str, set[tuple[str, str, str]]]:
    found: dict[str, set[tuple[str, str, str]]] = {}
    for part in package.parts:
        if not part.endswith(".rels") and not part.startswith("["):
            for relation in package.relations(part):
                found.setdefault(relation.kind, set()).add((part, relation.id, relation.target))
    return found


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'s' if number != 1 else ''}"


def _listed(names: Iterable[str]) -> str:
    found = sorted(names)
    more = len(found) - _NAMED
    return ", ".join(found[:_NAMED]) + (f" and {more} more" if more > 0 else "")
