"""What the aligner needs to know of a unit, and how units stand in containers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Protocol


class Unit(Protocol):
    """Anything with a wording and a place: clauses, and blocks of a Word file."""

    @property
    def text(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def parent(self) -> str | None: ...
    @property
    def id(self) -> str: ...


HEADINGS: Final = frozenset({"heading", "title"})
TOP: Final = -1
"""The container of what stands under nothing."""

_DIGITS: Final = re.compile(r"\d+")
_WORDS: Final = re.compile(r"[^\W\d_]+")
_ROMAN: Final = re.compile(r"[ivxlc]+", re.IGNORECASE)
_SUFFIX: Final = re.compile(r"\s*(?:bis|ter|quater|quinquies|alt)\b", re.IGNORECASE)
_PREAMBULAR: Final = re.compile(r"pp\b|pp(?=\d)|preamb", re.IGNORECASE)
_TRIM: Final = re.compile(r"[\s().:#§–-]+")


def containers(units: Sequence[Unit]) -> list[int]:
    """For each unit the index of the unit that it stands under, or TOP: its parent where units name theirs, else read off the forms of the numbers."""
    places = {unit.id: index for index, unit in enumerate(units)}
    if any(unit.parent is not None for unit in units):
        return [TOP if unit.parent is None else _above(places.get(unit.parent, TOP), index) for index, unit in enumerate(units)]
    return _by_numbers(units)


def _above(parent: int, index: int) -> int:
    return parent if parent < index else TOP


def _by_numbers(units: Sequence[Unit]) -> list[int]:
    """A form that is new opens a level under the unit before; a form seen on an open level goes back to it. Units without a number open none.

    Operative paragraphs stand beside preambular ones, not under the last of them, and `3 bis` beside `3`.
    """
    standing: list[tuple[str, int]] = []
    found: list[int] = []
    for index, unit in enumerate(units):
        form = _SUFFIX.sub("", number_form(unit.number)) if unit.number.strip() else "heading" if unit.kind in HEADINGS else ""
        if not form:
            found.append(standing[-1][1] if standing else TOP)
            continue
        depth = next((d for d, (known, _) in enumerate(standing) if known == form or (_PREAMBULAR.match(known) and "1" in form)), len(standing))
        del standing[depth:]
        found.append(standing[-1][1] if standing else TOP)
        standing.append((form, index))
    return found


def number_form(number: str) -> str:
    """What kind of number it is: `(a)` and `(b)` have one form, `Section 1` and `Section 12` too; `i.` counts as a letter."""
    plain = _DIGITS.sub("1", number.strip())
    if "1" in plain:
        return plain.casefold()
    return _WORDS.sub(lambda found: "a" if len(found[0]) <= 2 or _ROMAN.fullmatch(found[0]) else found[0].casefold(), plain)


def word_of(number: str) -> str:
    """The word in a number like `Article 3` or `Section IV`; empty where there is none."""
    return next((found[0] for found in _WORDS.finditer(number) if len(found[0]) > 2 and not _ROMAN.fullmatch(found[0])), "")


def plain_number(number: str) -> str:
    """A printed number without its dress, so that `1.` and `(1)` are equal and `3 bis` is not `3`."""
    return _TRIM.sub(" ", number).strip().casefold()
