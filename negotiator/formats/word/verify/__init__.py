"""The proof of a Word redline, apart from the writer: accepted it is the new file, rejected the old one, and nothing of the issued file is lost."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from negotiator.aside import WORTH, Aside
from negotiator.errors import BadInputError
from negotiator.formats.word.package import Package
from negotiator.formats.word.verify.compare import Difference, differences
from negotiator.formats.word.verify.kept import lost_changes, lost_comments, lost_parts
from negotiator.formats.word.verify.plain import Known
from negotiator.formats.word.verify.reading import Reader
from negotiator.formats.word.verify.rules import broken_rules, changes_in, tracks
from negotiator.model.finding import Finding, Severity

__all__ = ["Fault", "Proof", "faults", "settled_faults", "verify"]

MOST = 40
"""Findings that are reported; more say nothing more."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding, and the paragraph that a writer might do again."""

    finding: Finding
    old: int = 0
    """Ordinal of the paragraph in the old file; 0 where it is none."""
    new: int = 0


def verify(out: bytes, old: bytes, new: bytes) -> tuple[Finding, ...]:
    """What is wrong with `out` as a redline from `old` to `new`; empty where it is proven right.

    Accepting all changes must give the new file with its own changes accepted, rejecting all the old file with its own rejected: paragraphs, styles,
    numbers, formatting, tables, notes, text boxes, fields, pictures, sections and headers. Others' changes and comments and all other parts of the
    old file must be there, and the file must break no rule that neither of its sources breaks. Raises BadInputError where a file is no Word file.
    """
    return tuple(fault.finding for fault in faults(out, old, new))


def faults(out: bytes, old: bytes, new: bytes) -> tuple[Fault, ...]:
    """The same, with the paragraphs that are at fault."""
    return Proof(old, new).faults(out)


class Proof:
    """What a redline of two files is proven against: both files, read before there is any redline.

    Raises BadInputError where one is no Word file.
    """

    def __init__(self, old: bytes, new: bytes) -> None:
        self._before, self._after = Package.open(old, "the old file"), Package.open(new, "the new file")
        self._known = Known(self._before, self._after)
        self._base = Reader(self._before, rejected=True, known=self._known).read()
        self._wanted = Reader(self._after, rejected=False, known=self._known).read()

    def faults(self, out: bytes) -> tuple[Fault, ...]:
        """What is wrong with a redline, with the paragraphs that are at fault."""
        was_on = gc.isenabled()
        gc.disable()
        try:
            return tuple(islice(self._faults(out), MOST))
        finally:
            if was_on:
                gc.enable()

    def _faults(self, out: bytes) -> Iterator[Fault]:
        try:
            result = Package.open(out, "the redline")
            result.xml(result.main)
        except BadInputError as error:
            yield Fault(Finding(Severity.ERROR, "the redline", error.message, error.hint))
            return
        self._known.plain(result)
        accepted: Aside[None, tuple[Fault, ...]]
        with Aside(lambda _: self._unlike_new(result), worth=len(out) > WORTH) as accepted:
            others = list(self._against_the_old(result))
            yield from accepted.result()
        yield from others

    def _unlike_new(self, result: Package) -> tuple[Fault, ...]:
        """What accepting does not give, and which rules are broken that neither file broke."""
        accepted = Reader(result, rejected=False, known=self._known).read()
        found = [Fault(_finding("with all changes accepted", d), new=d.wanted) for d in islice(differences(accepted, self._wanted), MOST)]
        broken = +broken_rules(result)
        if broken:
            broken -= broken_rules(self._before) + broken_rules(self._after)
        for message, number in broken.items():
            found.append(Fault(Finding(Severity.ERROR, "the redline", f"{message} ({number} ×)" if number > 1 else message)))
        return tuple(found)

    def _against_the_old(self, result: Package) -> Iterator[Fault]:
        """What rejecting does not bring back, and what of the old file is lost."""
        rejected = Reader(result, rejected=True, known=self._known).read()
        for difference in differences(rejected, self._base):
            yield Fault(_finding("with all changes rejected", difference), old=difference.wanted)
        for difference in [*lost_comments(rejected, self._base), *lost_changes(result, self._before), *lost_parts(result, self._before)]:
            yield Fault(_finding("in the redline", difference))
        if changes_in(result) > changes_in(self._before) and not tracks(result):
            yield Fault(Finding(Severity.ERROR, "the redline", "it holds tracked changes, but tracking is not switched on"))


def settled_faults(settled: bytes, issued: bytes, *, rejected: bool) -> tuple[Fault, ...]:
    """What is wrong with a file in which all tracked changes of `issued` were accepted (or rejected) for good."""
    now, before = Package.open(settled, "the settled file"), Package.open(issued, "the old file")
    found = [*differences(Reader(now, rejected=False).read(), Reader(before, rejected=rejected).read()), *lost_parts(now, before)]
    out = [Fault(_finding("with the earlier changes settled", difference), old=difference.wanted) for difference in found[:MOST]]
    if left := changes_in(now):
        out.append(Fault(Finding(Severity.ERROR, "the settled file", f"it still holds {left} tracked changes")))
    return tuple(out)


def _finding(state: str, difference: Difference) -> Finding:
    return Finding(Severity.ERROR, f"{state}, {difference.place}", difference.message)
