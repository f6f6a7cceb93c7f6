"""Bookmarks and permissions that only the new file has: their edges are taken over under ids of their own, and none stays open."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Final

from negotiator.formats.word.package import Package, W
from negotiator.formats.word.redline.schema import ID, PPR, Element, local
from negotiator.formats.word.redline.stamp import Stamp, stories_of

_EDGES: Final = frozenset({W + "bookmarkStart", W + "bookmarkEnd", W + "permStart", W + "permEnd"})
_STARTS: Final = (W + "bookmarkStart", W + "permStart")


class Ranges:
    """Knows which names there are in the old file, and which ranges of the new one are open."""

    def __init__(self, old: Package, new: Package, stamp: Stamp) -> None:
        self._stamp = stamp
        self._known = {_called(e) for story in stories_of(old) for e in old.xml(story).iter(*_STARTS)} | {"_GoBack"}
        """Names of bookmarks, and whom permissions are given to."""
        self.fresh = frozenset(e.get(ID, "") for e in new.xml(new.main).iter(*_STARTS) if _called(e) not in self._known)
        """Ids of those that only the new file has."""
        self._taken: set[str] = set()
        self._open: dict[str, str] = {}
        self.brought = False
        """Whether any was taken over."""

    def take(self, edge: Element) -> bool:
        """Whether an edge of the new file is to be taken over; it gets a fresh id."""
        if edge.tag not in _EDGES:
            return False
        name = local(edge)
        key = f"{name.removesuffix('Start').removesuffix('End')}:{edge.get(ID, '')}"
        if name.endswith("End"):
            fresh = self._open.pop(key, None)
            if fresh is None:
                return False
            edge.set(ID, fresh)
            return True
        called = _called(edge)
        if called in self._known:
            return False
        self.brought = True
        self._taken.add(called)
        self._open[key] = self._stamp.fresh()
        edge.set(ID, self._open[key])
        return True

    def copied(self, edge: Element) -> Element | None:
        """A copy of an edge of the new file, where it is to be taken over."""
        made = copy.deepcopy(edge)
        return made if self.take(made) else None

    def wants(self, edge: Element) -> bool:
        """Whether an edge belongs to a range that only the new file has."""
        return edge.tag in _EDGES and edge.get(ID, "") in self.fresh

    def gather(self, root: Element, copies: Mapping[Element, Element]) -> None:
        """Put bookmarks that stand in what was kept as it is (the result of a field) at the beginning of the paragraph; `copies` says which one that is."""
        for start in root.iter(W + "bookmarkStart"):
            home = next((copies[a] for a in start.iterancestors() if a in copies), None) if self.wants(start) and _called(start) not in self._taken else None
            made = None if home is None else self.copied(start)
            if home is not None and made is not None:
                home.insert(1 if len(home) and home[0].tag == PPR else 0, made)

    def close(self, root: Element) -> None:
        """End every range that was opened and whose end stands in text that was not taken over."""
        for identity in self._open.values():
            start = next((e for e in root.iter(*_STARTS) if e.get(ID) == identity), None)
            if start is not None:
                end = start.makeelement(start.tag.replace("Start", "End"))
                end.set(ID, identity)
                start.addnext(end)
        self._open.clear()


def _called(start: Element) -> str:
    """A bookmark's name, or whom a permission is given to."""
    return start.get(W + "name") or f"permission of {start.get(W + 'edGrp', '')} {start.get(W + 'ed', '')}"
