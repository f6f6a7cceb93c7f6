"""Labels of footnotes and endnotes as Word prints them: counted in the order in which the text refers to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from negotiator.formats.word.numerals import numeral
from negotiator.formats.word.package import Package, W
from negotiator.formats.word.styles import whole

KINDS: Final = ("footnote", "endnote")
_FORMS: Final = {"footnote": "decimal", "endnote": "lowerRoman"}


class NoteLabels:
    """Gives each note that the text refers to its printed label, once."""

    def __init__(self, package: Package) -> None:
        part = package.related(package.main, "settings")
        settings = package.xml(part) if part else None
        self._sections = [e for e in package.xml(package.main).iter(f"{W}sectPr") if e.getparent().tag != f"{W}sectPrChange"]
        self._settings = settings
        self._counts = {kind: self._start(kind) for kind in KINDS}
        self._labels: dict[tuple[str, str], str] = {}
        self._struck: set[tuple[str, str]] = set()

    def label(self, kind: str, note_id: str, custom: str = "") -> str:
        """The label of a note at its (first) reference; `custom` is a mark that the author typed, which counts nothing."""
        known = self._labels.get((kind, note_id))
        if known is not None:
            return known
        if custom:
            label = custom
        else:
            label = numeral(self._counts[kind], self._setting(kind, "numFmt") or _FORMS[kind])
            self._counts[kind] += 1
        if kind == "endnote" and label in {text for (other, _), text in self._labels.items() if other == "footnote"}:
            label = f"e{label}"
        self._labels[(kind, note_id)] = label
        return label

    def strike(self, kind: str, note_id: str) -> None:
        """Remember that a reference to this note was deleted."""
        self._struck.add((kind, note_id))

    def end_section(self) -> None:
        """Count anew where the file says so."""
        for kind in KINDS:
            if self._setting(kind, "numRestart") == "eachSect":
                self._counts[kind] = self._start(kind)

    def of(self, kind: str) -> Iterator[tuple[str, str]]:
        """Ids and labels of the notes of one kind, in the order of their references; a note that refers to a further one adds it meanwhile."""
        given: set[str] = set()
        while fresh := [(n, label) for (other, n), label in self._labels.items() if other == kind and n not in given]:
            given.update(n for n, _ in fresh)
            yield from fresh

    def _start(self, kind: str) -> int:
        start = whole(self._setting(kind, "numStart"))
        return 1 if start is None else start

    def _setting(self, kind: str, name: str) -> str | None:
        path = f"{W}{kind}Pr/{W}{name}"
        places: list[Any] = [*self._sections[-1:], *([] if self._settings is None else [self._settings])]
        for place in places:
            found = place.find(path)
            if found is not None:
                return str(found.get(f"{W}val"))
        return None
