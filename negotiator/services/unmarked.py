"""What the sender did not mark: a file with its tracked changes rejected must be the text that we hold, and every difference is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from negotiator.align import align
from negotiator.align.changes import changes
from negotiator.model.change import Change, ChangeKind, Comparison, SenderMarks
from negotiator.reading.byhand import IGNORE, QUESTION, count_passages, read_ruling, settled
from negotiator.reading.corrections import Corrections
from negotiator.text.language import same_language
from negotiator.text.normalise import cosmetic

if TYPE_CHECKING:
    from negotiator.model.clause import Clause
    from negotiator.model.revision import Revision
    from negotiator.services.files import ReadFile
    from negotiator.services.import_revision import ImportPlan
    from negotiator.store.store import Snapshot

Held = tuple[str, "Sequence[Clause]"]
"""A text that we hold: what it is called, and its clauses."""


def marks_against_file(old: ReadFile, new: ReadFile) -> SenderMarks | None:
    """What the sender of `new` marked and did not mark against a file; None where `new` is no Word file."""
    if new.reading.format != "docx":
        return None
    before = None
    if old.reading.format == "docx" and old.reading.tracked:
        before = partial(_before_its_changes, old.name, old.name, old.content)
    return sender_marks(new.name, new.content, [(old.name, old.clauses)], tracked=new.reading.tracked, markup=new.corrections.markup, or_else=before)


def marks_against_clauses(name: str, clauses: Sequence[Clause], new: ReadFile) -> SenderMarks | None:
    """What the sender of `new` marked and did not mark against clauses of any origin; None where `new` is no Word file."""
    if new.reading.format != "docx":
        return None
    return sender_marks(new.name, new.content, [(name, clauses)], tracked=new.reading.tracked, markup=new.corrections.markup)


def questions(file: ReadFile) -> tuple[str, ...]:
    """What a file asks of its reader: whether its markup by hand is what it is taken for."""
    return tuple(f"{file.name}: {warning}" for warning in file.segmented.warnings if warning.startswith(QUESTION))


def with_marks(comparison: Comparison, sender: SenderMarks | None, asked: Iterable[str] = ()) -> Comparison:
    """A comparison that also tells what the sender of its new text did not mark, and what its files ask."""
    return replace(comparison, sender=sender, warnings=(*asked, *comparison.warnings))


def marks_against_held(
    view: Snapshot, name: str, content: bytes, language: str, base: Revision, *, markup: str = "", among: Iterable[Revision] = ()
) -> SenderMarks | None:
    """What the sender marked and did not mark, against the version that the file was made from: `base`, unless an earlier one of `among` fits better.

    None where the file is no Word file.
    """
    if not content.startswith(b"PK"):
        return None
    tracked = is_tracked(name, content)
    if not tracked and not read_ruling(markup).confirmed:
        return SenderMarks(base.address, 0, tracked=False)
    rest = [r for r in among if r.scope.whole and same_language(r.language, language) and r.uid != base.uid]
    held: list[Held] = [(r.address, [c.clause for c in view.clauses(r)]) for r in (base, *reversed(rest))]

    def base_before() -> Held | None:
        source = view.source(base.source_sha256)
        return _before_its_changes(base.address, base.source_name, source) if source.startswith(b"PK") and is_tracked(base.source_name, source) else None

    return sender_marks(name, content, held, tracked=tracked, markup=markup, or_else=base_before)


def marks_of_plan(view: Snapshot, plan: ImportPlan, *, base_given: bool = False) -> SenderMarks | None:
    """What the sender of a file that is about to be imported marked and did not mark; None where it is no Word file.

    `base_given`: the user named the base, so no other version is looked at.
    """
    file, base, revision = plan.file, plan.base, plan.revision
    if file.reading.format != "docx":
        return None
    if base is None:
        return sender_marks(file.name, file.content, (), tracked=file.reading.tracked, markup=file.corrections.markup)
    if not revision.scope.whole:
        held = [(f"{base.address}, {revision.scope}", [c.clause for c in plan.base_clauses])]
        return sender_marks(file.name, file.content, held, tracked=file.reading.tracked, markup=file.corrections.markup)
    among = () if base_given else view.revisions(revision.document)
    return marks_against_held(view, file.name, file.content, revision.language, base, markup=file.corrections.markup, among=among)


def marks_of_revision(view: Snapshot, revision: Revision) -> SenderMarks | None:
    """What the sender of a version that we hold marked and did not mark; None where it is no Word file, or the first text of its document."""
    from negotiator.services.rereading import kept_corrections

    if revision.based_on is None or not revision.scope.whole:
        return None
    content = view.source(revision.source_sha256)
    earlier = [r for r in view.revisions(revision.document) if r.slug != revision.slug]
    base = next((r for r in earlier if r.slug == revision.based_on and same_language(r.language, revision.language)), None)
    if base is None:
        return None
    at = next(n for n, r in enumerate(earlier) if r.uid == base.uid)
    said = kept_corrections(view, revision.document, revision.source_sha256)
    if said.part is not None:  # the file's changes are those of several documents
        return None
    return marks_against_held(view, revision.source_name, content, revision.language, base, markup=said.markup, among=earlier[:at])


def sender_marks(
    name: str, content: bytes, held: Sequence[Held], *, tracked: bool, markup: str = "", or_else: Callable[[], Held | None] | None = None
) -> SenderMarks:
    """The check itself, against the text of `held` that is nearest to the file before its changes; of two alike the first.

    `or_else` gives one more text where none of `held` is the very same (changes that stand on changes: the base before its own).
    `markup`: what a person said of changes made by hand; those that were confirmed are marked as well. Raises BadInputError where the file cannot be read.
    """
    ruling = read_ruling(markup)
    if not tracked and not ruling.confirmed:
        return SenderMarks(held[0][0] if held else "", 0, tracked=False)
    from negotiator.formats.word.blocks import read_marks, read_word
    from negotiator.formats.word.marks import count_changes

    marked = count_changes(read_marks(name, content))
    marked += count_passages(read_word(name, content), ruling) if ruling.confirmed else 0
    if not held:
        return SenderMarks("", marked, tracked=True)
    before = rejected_clauses(name, content, markup)
    against, clauses = _nearest(before, held)
    spare = or_else() if or_else is not None and not _is_same(before, clauses) else None
    against, clauses = _nearest(before, [(against, clauses), spare]) if spare is not None else (against, clauses)
    if _is_same(before, clauses):
        return SenderMarks(against, marked, tracked=True)
    found = [c for c in changes(clauses, before, align(clauses, before)) if _differs(c)]
    return SenderMarks(
        against=against,
        marked=marked,
        tracked=True,
        unmarked=tuple(c for c in found if not _typography_only(c)),
        cosmetic=tuple(c for c in found if _typography_only(c)),
    )


def rejected_clauses(name: str, content: bytes, markup: str = "") -> Sequence[Clause]:
    """The clauses of a Word file with all changes rejected, tracked ones and those made by hand that a person confirmed. Raises BadInputError."""
    from negotiator.formats.word.blocks import View, read_word
    from negotiator.reading.segment import segment

    ruling = read_ruling(markup)
    reading = read_word(name, content, View.REJECTED)
    if ruling.confirmed:
        return segment(settled(reading, ruling, rejected=True), Corrections(markup=IGNORE)).clauses
    return segment(reading, Corrections(markup=markup)).clauses


def _before_its_changes(called: str, name: str, content: bytes) -> Held:
    return f"{called} with its changes rejected", rejected_clauses(name, content)


def is_tracked(name: str, content: bytes) -> bool:
    """Whether a Word file carries tracked changes. Raises BadInputError."""
    from negotiator.formats.word.blocks import has_marks

    return has_marks(name, content)


def _nearest(before: Sequence[Clause], held: Sequence[Held]) -> Held:
    """The held text with the fewest wordings that the other lacks; their order does not matter here."""
    wordings = Counter(cosmetic(c.text) for c in before)

    def distance(one: Held) -> int:
        other = Counter(cosmetic(c.text) for c in one[1])
        return (wordings - other).total() + (other - wordings).total()

    return min(held, key=distance)


def _is_same(before: Sequence[Clause], clauses: Sequence[Clause]) -> bool:
    return [c.text for c in before] == [c.text for c in clauses]


def _differs(change: Change) -> bool:
    return change.kind in (ChangeKind.ADDED, ChangeKind.DROPPED) or change.moved or not change.redline.identical


def _typography_only(change: Change) -> bool:
    return bool(change.old and change.new) and not change.moved and not change.redline.changed
