"""What a Word file says of itself, for show only, and whether it carries tracked changes."""

from __future__ import annotations

from typing import Any, Final

from negotiator.formats.word.package import Package, W

_SHOWN: Final = {
    "creator": "author",
    "lastModifiedBy": "last saved by",
    "created": "created",
    "modified": "modified",
    "subject": "subject",
    "keywords": "keywords",
}
_CHANGES: Final = tuple(
    W + t for t in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "tblGridChange")
) + tuple(W + t for t in ("cellIns", "cellDel", "cellMerge", "numberingChange", "tblPrExChange"))


def core_properties(package: Package) -> tuple[str, dict[str, str]]:
    """The title, and the other properties that people look at; empty where the file has none."""
    part = package.related("", "core-properties")
    if part is None:
        return "", {}
    found = {e.tag.rpartition("}")[2]: (e.text or "").strip() for e in package.xml(part) if isinstance(e.tag, str)}
    return found.get("title", ""), {shown: found[name] for name, shown in _SHOWN.items() if found.get(name)}


def has_tracked_changes(root: Any) -> bool:
    """Whether anything in a story is marked as changed."""
    return next(root.iter(*_CHANGES), None) is not None
