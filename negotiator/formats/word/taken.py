"""What a redline took over without a tracked change, because Word can track none of it: said to the one who hands the file out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml import etree

from negotiator.formats.word.package import Package, W

_UNSEEN: Final = frozenset({W + "lang", W + "noProof", W + "numPr"})
_NAMED: Final = 5
"""Names that a line shows at most."""


def taken_over(out: bytes, old: bytes, new: bytes | None = None) -> tuple[str, ...]:
    """Definitions, pictures, links and other parts that a redline has and the old file has not, a line a kind; empty where there are none.

    With the new file also what was *not* taken over: headers of even pages, where the old file has none, and how the styles of its text look.
    """
    result, before = Package.open(out, "the redline", seen=True), Package.open(old, "the old file", seen=True)
    lines: list[str] = []
    styles = _styles(result)
    known = _styles(before)
    fresh = [name for identity, name in styles.items() if identity not in known]
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
    for kind in ("header", "footer"):
        number = len(mine.get(kind, set()) - theirs.get(kind, set()))
        if number:
            lines.append(f"{_many(number, kind)} of a section that had none of its own; without our changes it says what it said before, or nothing")
    bookmarks = _bookmarks(result)
    if bookmarks:
        bookmarks -= _bookmarks(before)
    if bookmarks:
        lines.append(_many(len(bookmarks), "bookmark"))
    after = None if new is None else Package.open(new, "the new file", seen=True)
    restyled = [] if after is None else _restyled(before, after)
    if restyled:
        lines.append(f"not taken over: how {_many(len(restyled), 'style')} look{'s' * (len(restyled) == 1)} in the new file ({_listed(restyled)})")
    if after is not None and _turns(result) != _turns(after):
        lines.append("not taken over: that even and odd pages have headers of their own is a setting of the whole file, and that of the old file stays")
    return tuple(lines)


def _turns(package: Package) -> bool:
    """Whether even pages have headers of their own."""
    part = package.related(package.main, "settings")
    switch = None if part is None else package.xml(part).find(W + "evenAndOddHeaders")
    return switch is not None and switch.get(W + "val") not in ("0", "false", "off")


def _bookmarks(package: Package) -> set[str]:
    if package.raw(package.main).count(b"bookmarkStart") == 0:
        return set()
    return {e.get(W + "name", "") for e in package.xml(package.main).iter(W + "bookmarkStart")} - {"_GoBack"}


def _restyled(before: Package, after: Package) -> list[str]:
    """Names of styles that paragraphs, words and tables of the new file stand in and that are defined otherwise in the old one."""
    mine = _looks(before)
    unlike = [(name, there) for (kind, name), there in _looks(after).items() if mine.get((kind, name), there)[0] != there[0]]
    if not unlike:
        return []
    used = {e.get(W + "val", "") for e in after.xml(after.main).iter(W + "pStyle", W + "rStyle", W + "tblStyle")}
    return [name for name, (_, identity, default) in unlike if identity in used or default]


Look = tuple[frozenset[bytes], str, bool]
"""What a style says of paragraphs and words, its id, and whether it is the one for all that name none."""


def _looks(package: Package) -> dict[tuple[str, str], Look]:
    part = package.related(package.main, "styles")
    found: dict[tuple[str, str], Look] = {}
    for style in () if part is None else package.xml(part).iterchildren(W + "style"):
        name = style.find(W + "name")
        said = [e for of in ("pPr", "rPr") for e in style.iterfind(W + of + "/*") if e.tag not in _UNSEEN]
        look = frozenset(etree.tostring(e, method="c14n", exclusive=True, with_tail=False) for e in said)
        identity, kind = style.get(W + "styleId", ""), style.get(W + "type", "paragraph")
        default = style.get(W + "default") in ("1", "true", "on") and kind == "paragraph"
        found[kind, identity if name is None else name.get(W + "val", identity)] = look, identity, default
    return found


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
