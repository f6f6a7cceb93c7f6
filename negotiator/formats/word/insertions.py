"""What one person inserted inside another's insertion: Word and LibreOffice write the two side by side, and only the place tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from negotiator.formats.word.package import Package, W

_INS: Final = f"{W}ins"
_AUTHOR: Final = f"{W}author"
_BETWEEN: Final = frozenset(
    W + t for t in ("pPr", "proofErr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd", "lastRenderedPageBreak")
)


def with_nested_insertions(name: str, content: bytes) -> bytes:
    """The file with such an insertion put inside the other: where that is rejected, it goes along. Raises BadInputError."""
    package = Package.open(content, name)
    nested = 0
    for part in (package.main, *(p for kind in ("footnotes", "endnotes") if (p := package.related(package.main, kind)) is not None)):
        root = package.xml(part)
        for paragraph in {e.getparent() for e in root.iter(_INS) if e.getparent().tag == f"{W}p"}:
            for inner, outer in list(_inside(paragraph)):
                _nest(inner, outer)
                nested += 1
        if nested:
            package.put(part, root)
    return package.save() if nested else content


def _inside(paragraph: Any) -> Iterator[tuple[Any, Any]]:
    """Insertions of a paragraph, each with the one of somebody else that it stands in."""
    content = [c for c in paragraph if isinstance(c.tag, str) and c.tag not in _BETWEEN and not _is_reference(c)]
    mark = paragraph.find(f"{W}pPr/{W}rPr/{_INS}")
    if mark is not None and all(c.tag == _INS for c in content):
        # a paragraph that is all somebody's is his with what others wrote in it
        owner = next((c for c in content if c.get(_AUTHOR) == mark.get(_AUTHOR)), None)
        if owner is not None:
            yield from ((c, owner) for c in content if c.get(_AUTHOR) != owner.get(_AUTHOR))
            return
    last: dict[str, int] = {}
    at = 0
    while at < len(content):
        author = content[at].get(_AUTHOR, "") if content[at].tag == _INS else None
        if author is None:
            last.clear()
        else:
            if author in last and last[author] < at - 1:
                yield from ((c, content[at]) for c in content[last[author] + 1 : at])
                last = {author: at}
            last[author] = at
        at += 1


def _is_reference(run: Any) -> bool:
    inside = [c for c in run if c.tag != f"{W}rPr"]
    return run.tag == f"{W}r" and bool(inside) and all(c.tag == f"{W}commentReference" for c in inside)


def _nest(inner: Any, outer: Any) -> None:
    made = etree.Element(_INS, dict(outer.attrib), nsmap=outer.nsmap)
    inner.addprevious(made)
    made.append(inner)
