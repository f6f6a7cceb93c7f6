"""Who marks, when, and the next free id: one allocator for every kind of id in all stories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from lxml import etree

from negotiator.formats.word.package import Package, W
from negotiator.formats.word.redline.schema import ID, Element

STORIES = ("footnotes", "endnotes", "comments", "header", "footer")


class Stamp:
    """Makes tracked-change elements of one author and one moment."""

    def __init__(self, author: str, at: datetime, taken: Iterable[int]) -> None:
        self.author = author
        moment = at if at.tzinfo is None else at.astimezone(UTC)
        self.date = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        self._next = max(taken, default=0) + 1
        self.used = False
        """Whether anything was changed in this name; set by hand where someone else's earlier mark serves for the change."""

    def fresh(self) -> str:
        identity = self._next
        self._next += 1
        return str(identity)

    def mark(self, name: str) -> Element:
        """A new `w:ins`, `w:del`, `w:rPrChange` …"""
        self.used = True
        element = etree.Element(W + name, nsmap={"w": W[1:-1]})
        element.set(ID, self.fresh())
        element.set(W + "author", self.author)
        element.set(W + "date", self.date)
        return element

    def another(self, mark: Element) -> Element:
        """A second element of someone else's change, for the other half of what was split; author and date stay."""
        element = etree.Element(mark.tag, dict(mark.attrib), nsmap=mark.nsmap)
        element.set(ID, self.fresh())
        return element


def stories_of(package: Package) -> Iterator[str]:
    """The main part and every story that hangs on it."""
    yield package.main
    for relation in package.relations(package.main):
        if relation.kind in STORIES and not relation.external and package.has(relation.target):
            yield relation.target


_IDS = etree.XPath("descendant-or-self::*/@w:id", namespaces={"w": W[1:-1]})
_NUMBERED = {"footnote", "endnote", "num", "abstractNum", "docPartObj", "id"}


def ids_of(package: Package) -> Iterator[int]:
    """Ids of changes, bookmarks, comments and permissions in use."""
    for part in stories_of(package):
        for identity in _IDS(package.xml(part)):
            holder = str(identity.getparent().tag)
            if holder.startswith(W) and holder[len(W) :] not in _NUMBERED and identity.lstrip("-").isdigit():
                yield min(int(identity), 2**30)
