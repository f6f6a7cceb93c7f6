"""The proof of a Word redline, apart from the writer: accepted it is the new file, rejected the old one, and nothing of the issued file is lost."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from negotiator.errors import BadInputError
from negotiator.formats.word.package import Package
from negotiator.formats.word.verify.compare import Difference, differences
from negotiator.formats.word.verify.kept import lost_changes, lost_comments, lost_parts
from negotiator.formats.word.verify.plain import Known
from negotiator.formats.word.verify.reading import Reader
from negotiator.formats.word.verify.rules import broken_rules, changes_in, tracks
from negotiator.model.finding import Finding, Severity

__all__ = ["Fault", "faults", "settled_faults", "verify"]

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
    was_on = gc.isenabled()
    gc.disable()
    try:
        return tuple(islice(_faults(out, old, new), MOST))
    finally:
        if was_on:
            gc.enable()


def settled_faults(settled: bytes, issued: bytes, *, rejected: bool) -> tuple[Fault, ...]:
    """What is wrong with a file in which all tracked changes of `issued` were accepted (or rejected) for good."""
    now, before = Package.open(settled, "the settled file"), Package.open(issued, "the old file")
    found = [*differences(Reader(now, rejected=False).read(), Reader(before, rejected=rejected).read()), *lost_parts(now, before)]
    out = [Fault(_finding("with the earlier changes settled", difference), old=difference.wanted) for difference in found[:MOST]]
    if left := changes_in(now):
        out.append(Fault(Finding(Severity.ERROR, "the settled file", f"it still holds {left} tracked changes")))
    return tuple(out)


def _faults(out: bytes, old: bytes, new: bytes) -> Iterator[Fault]:
    try:
        result = Package.open(out, "the redline")
        result.xml(result.main)
    except BadInputError as error:
        yield Fault(Finding(Severity.ERROR, "the redline", error.message, error.hint))
        return
    before, after = Package.open(old, "the old file"), Package.open(new, "the new file")
    known = Known(result, before, after)
    accepted = Reader(result, rejected=False, known=known).read()
    for difference in differences(accepted, Reader(after, rejected=False, known=known).read()):
        yield Fault(_finding("with all changes accepted", difference), new=difference.wanted)
    rejected, base = Reader(result, rejected=True, known=known).read(), Reader(before, rejected=True, known=known).read()
    for difference in differences(rejected, base):
        yield Fault(_finding("with all changes rejected", difference), old=difference.wanted)
    for difference in [*lost_comments(rejected, base), *lost_changes(result, before), *lost_parts(result, before)]:
        yield Fault(_finding("in the redline", difference))
    broken = +broken_rules(result)
    if broken:
        broken -= broken_rules(before) | broken_rules(after)
    for message, number in broken.items():
        yield Fault(Finding(Severity.ERROR, "the redline", f"{message} ({number} ×)" if number > 1 else message))
    if changes_in(result) > changes_in(before) and not tracks(result):
        yield Fault(Finding(Severity.ERROR, "the redline", "it holds tracked changes, but tracking is not switched on"))


def _finding(state: str, difference: Difference) -> Finding:
    return Finding(Severity.ERROR, f"{state}, {difference.place}", difference.message)
