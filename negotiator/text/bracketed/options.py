"""Alternatives that stand as paragraphs: `Option 1`, `OR` lines, `PP5 alt`; `bis` and `ter` are asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from negotiator.model.bracket import Meaning, Option

_OPTION: Final = re.compile(
    r"\s*[\[⟦［]*\s*(?:\(?\w{1,4}[.)]\s+)?(?P<label>(?:option|alternative)\s(?P<value>\d{1,2}|[IVX]{1,4}|[A-Z]))(?=\s*[:.\[]|\s*$|\s+[A-Z\[]|\s*\n)",
    re.IGNORECASE,
)
_OR: Final = re.compile(r"\s*[\[(]?\s*(?:OR|Or|or)\s*[\])]?\s*:?\s*")
_SUFFIX: Final = re.compile(
    r"(?P<base>.*?)[\s.]*\b(?P<mark>alt(?:ernative)?|bis|ter|quater|quinquies|sexies)\b\.?\s*(?P<count>\d{0,2})\s*[.:)\]]*\s*$", re.IGNORECASE
)
_GLUED: Final = re.compile(r"(?P<base>.*\d)(?P<mark>alt|bis|ter|quater|quinquies|sexies)\s*(?P<count>\d{0,2})[.:)\]]*\s*$", re.IGNORECASE)
_ROMAN: Final = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
_APART: Final = 80
"""Pieces between two options of one group, at most."""


def read_options(pieces: Sequence[str], numbers: Sequence[str] = ()) -> tuple[Option, ...]:
    """Which pieces are alternatives to which others, by their first words and by their printed numbers."""
    found: list[Option] = []
    group = -1
    running: list[_Running] = []
    for index, text in enumerate(pieces):
        option = _OPTION.match(text)
        if option:
            kind, value = _value(option["value"])
            while running and not (value > 1 and running[-1].follows(kind, value, index)):
                if value == 1 and index - running[-1].place <= _APART:
                    break
                running.pop()
            if value == 1 or not running:
                group += 1
                running.append(_Running(kind, value, index, group))
            else:
                running[-1] = _Running(kind, value, index, running[-1].group)
            found.append(Option(index, option["label"], running[-1].group, Meaning.ALTERNATIVE))
        elif len(text) < 12 and _OR.fullmatch(text) and 0 < index < len(pieces) - 1:
            joined = [o for o in found if o.piece == index - 1 and o.label in ("", "OR")]
            if not joined:
                group += 1
                found.append(Option(index - 1, "", group, Meaning.ALTERNATIVE))
            found.append(Option(index + 1, "OR", joined[0].group if joined else group, Meaning.ALTERNATIVE))
    parted = [{o.piece for o in found if o.group == k} for k in range(group + 1)]
    counted = _numbered(numbers, group + 1)
    # `2 alt.` below an OR is the alternative that the OR says it is.
    known = {k for k in {o.group for o in counted} if any({o.piece for o in counted if o.group == k} <= one for one in parted)}
    return tuple(sorted([*found, *(o for o in counted if o.group not in known)], key=lambda o: o.piece))


class _Running(NamedTuple):
    """A row of options that may go on; others may stand inside one of its options."""

    kind: str
    value: int
    place: int
    group: int

    def follows(self, kind: str, value: int, index: int) -> bool:
        return self.kind == kind and self.value + 1 == value and index - self.place <= _APART


def _value(text: str) -> tuple[str, int]:
    """How an option is counted, and as which."""
    if text.isdigit():
        return "number", int(text)
    roman = _ROMAN.get(text.upper())
    return ("roman", roman) if roman else ("letter", ord(text.upper()[0]) - 64)


def _numbered(numbers: Sequence[str], group: int) -> list[Option]:
    found: list[Option] = []
    places = {_bare(number): index for index, number in reversed(list(enumerate(numbers))) if number}
    groups: dict[str, int] = {}
    for index, number in enumerate(numbers):
        suffix = _SUFFIX.match(number) or _GLUED.match(number) if number else None
        if not suffix:
            continue
        label, base = number.strip().rstrip(".:)").strip(), _bare(suffix["base"])
        if suffix["mark"].casefold().startswith("alt"):
            if base not in groups:
                groups[base] = group
                if base in places:
                    found.append(Option(places[base], numbers[places[base]].strip().rstrip(".:)").strip(), group, Meaning.ALTERNATIVE))
                group += 1
            found.append(Option(index, label, groups[base], Meaning.ALTERNATIVE))
        else:
            found.append(Option(index, label, group, Meaning.UNCLEAR, f"is {label} a new paragraph, or another version of {suffix['base'].strip()}?"))
    return found


def _bare(number: str) -> str:
    return re.sub(r"[\s.:()\[\]]+", "", number).casefold()
