"""Shapes in the older drawing language (VML) that come along: each gets a name that no other shape of the file has, and what speaks of it says the new one."""

from __future__ import annotations

import re
from typing import Final

from negotiator.formats.word.package import Package, W
from negotiator.formats.word.redline.schema import Element
from negotiator.formats.word.redline.stamp import stories_of

_SHAPES: Final = "{urn:schemas-microsoft-com:vml}*"
_NUMBER: Final = "{urn:schemas-microsoft-com:office:office}spid"
_SPEAKING: Final = ("type", "ShapeID", W + "shapeid")
_COUNTED: Final = re.compile(r"(_x0000_[is])(\d+)")
"""Names that Word counts out; that of a type (`_x0000_t202`) says which type it is."""


class ShapeNames:
    """Knows the names that were taken before anything was changed, and those that were given since."""

    def __init__(self, package: Package) -> None:
        shapes = (e for story in stories_of(package) for e in package.xml(story).iter(_SHAPES))
        self._taken = {name for e in shapes for name in (e.get("id"), e.get(_NUMBER)) if name}

    def renew(self, made: Element) -> None:
        """Give the shapes of a copy names of their own, where theirs are taken."""
        shapes = [e for e in made.iter(_SHAPES) if e.get("id") or e.get(_NUMBER)]
        if not shapes:
            return
        given: dict[str, str] = {}
        for shape in shapes:
            for key in ("id", _NUMBER):
                name = shape.get(key)
                if name:
                    given.setdefault(name, self._free(name, self._taken))
                    shape.set(key, given[name])
        self._taken.update(given.values())
        for element in made.iter("*"):
            for key in _SPEAKING:
                said = element.get(key, "")
                if said.lstrip("#") in given:
                    element.set(key, said.replace(said.lstrip("#"), given[said.lstrip("#")]))

    @staticmethod
    def _free(name: str, taken: set[str]) -> str:
        if name not in taken:
            return name
        counted = _COUNTED.fullmatch(name)
        stem, first = (counted[1], int(counted[2]) + 1) if counted else (f"{name}_", 2)
        return next(f"{stem}{n}" for n in range(first, first + len(taken) + 1) if f"{stem}{n}" not in taken)
