"""What the sender did not mark: a file with its tracked changes rejected must be the text that we hold, and every difference is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from negotiator.align import align
from negotiator.align.changes import changes
from negotiator.model.block import HIDDEN_TEXT
from negotiator.model.change import Change, ChangeKind, Comparison, Match, SenderMarks
from negotiator.reading.byhand import IGNORE, QUESTION, count_passages, read_ruling, settled
from negotiator.reading.corrections import Corrections
from negotiator.reading.other_view import Stretch, inside, seen_otherwise, stretch_of
from negotiator.reading.segment import NOTHING_SAID, segment
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
        before = partial(_before_its_changes, old.name, old.name, old.content, old.corrections)
    return sender_marks(new.name, new.content, [(old.name, old.clauses)], tracked=new.reading.tracked, said=new.corrections, or_else=before)


def marks_against_clauses(name: str, clauses: Sequence[Clause], new: ReadFile) -> SenderMarks | None:
    """What the sender of `new` marked and did not mark against clauses of any origin; None where `new` is no Word file."""
    if new.reading.format != "docx":
        return None
    return sender_marks(new.name, new.content, [(name, clauses)], tracked=new.reading.tracked, said=new.corrections)


def questions(file: ReadFile) -> tuple[str, ...]:
    """What a file asks of its reader: whether its markup by hand is what it is taken for; and what of it Word does not show."""
    return tuple(f"{file.name}: {warning}" for warning in file.segmented.warnings if warning.startswith(QUESTION) or HIDDEN_TEXT in warning)


def with_marks(comparison: Comparison, sender: SenderMarks | None, asked: Iterable[str] = ()) -> Comparison:
    """A comparison that also tells what the sender of its new text did not mark, and what its files ask."""
    return replace(comparison, sender=sender, warnings=(*asked, *comparison.warnings))


def marks_against_held(
    view: Snapshot, name: str, content: bytes, language: str, base: Revision, *, said: Corrections = NOTHING_SAID, among: Iterable[Revision] = ()
) -> SenderMarks | None:
    """What the sender marked and did not mark, against the version that the file was made from: `base`, unless an earlier one of `among` fits better.

    None where the file is no Word file.
    """
    if not content.startswith(b"PK"):
        return None
    from negotiator.services.rereading import kept_corrections

    tracked = is_tracked(name, content)
    if not tracked and not read_ruling(said.markup).confirmed:
        return SenderMarks(base.address, 0, tracked=False)
    rest = [r for r in among if r.scope.whole and same_language(r.language, language) and r.uid != base.uid]
    held: list[Held] = [(r.address, [c.clause for c in view.clauses(r)]) for r in (base, *reversed(rest))]

    def base_before() -> Held | None:
        source = view.source(base.source_sha256)
        if not source.startswith(b"PK") or not is_tracked(base.source_name, source):
            return None
        return _before_its_changes(base.address, base.source_name, source, kept_corrections(view, base.document, base.source_sha256))

    return sender_marks(name, content, held, tracked=tracked, said=said, or_else=base_before)


def marks_of_plan(view: Snapshot, plan: ImportPlan, *, base_given: bool = False) -> SenderMarks | None:
    """What the sender of a file that is about to be imported marked and did not mark; None where it is no Word file.

    `base_given`: the user named the base, so no other version is looked at.
    """
    file, base, revision = plan.file, plan.base, plan.revision
    if file.reading.format != "docx":
        return None
    if base is None:
        return sender_marks(file.name, file.content, (), tracked=file.reading.tracked, said=file.corrections)
    if not revision.scope.whole:
        held = [(f"{base.address}, {revision.scope}", [c.clause for c in plan.base_clauses])]
        return sender_marks(file.name, file.content, held, tracked=file.reading.tracked, said=file.corrections)
    among = () if base_given else view.revisions(revision.document)
    return marks_against_held(view, file.name, file.content, revision.language, base, said=file.corrections, among=among)


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
    return marks_against_held(view, revision.source_name, content, revision.language, base, said=said, among=earlier[:at])


def sender_marks(
    name: str, content: bytes, held: Sequence[Held], *, tracked: bool, said: Corrections = NOTHING_SAID, or_else: Callable[[], Held | None] | None = None
) -> SenderMarks:
    """The check itself, against the text of `held` that is nearest to the file before its changes; of two alike the first.

    `or_else` gives one more text where none of `held` is the very same (changes that stand on changes: the base before its own).
    `said`: how a person says that the file is to be read; of a part only that part is looked at, and changes made by hand that were confirmed are marked
    as well. Raises BadInputError where the file cannot be read.
    """
    ruling = read_ruling(said.markup)
    if not tracked and not ruling.confirmed:
        return SenderMarks(held[0][0] if held else "", 0, tracked=False)
    from negotiator.formats.word.blocks import read_marks, read_word
    from negotiator.formats.word.marks import count_changes

    reading = read_word(name, content) if ruling.confirmed or said.part is not None else None
    stretch = stretch_of(reading, said.part) if reading is not None and said.part is not None else None
    marked = count_changes([p for p in read_marks(name, content) if stretch is None or inside(p.anchor, stretch)])
    if reading is not None and ruling.confirmed:
        marked += count_passages(seen_otherwise(reading, NOTHING_SAID, stretch), ruling)
    if not held:
        return SenderMarks("", marked, tracked=True)
    before = rejected_clauses(name, content, said, stretch)
    against, clauses = _nearest(before, held)
    spare = or_else() if or_else is not None and not _is_same(before, clauses) else None
    against, clauses = _nearest(before, [(against, clauses), spare]) if spare is not None else (against, clauses)
    if _is_same(before, clauses):
        return SenderMarks(against, marked, tracked=True)
    found = [c for c in changes(clauses, before, _matches(clauses, before)) if _differs(c)]
    return SenderMarks(
        against=against,
        marked=marked,
        tracked=True,
        unmarked=tuple(c for c in found if not _typography_only(c)),
        cosmetic=tuple(c for c in found if _typography_only(c)),
    )


def rejected_clauses(name: str, content: bytes, said: Corrections = NOTHING_SAID, stretch: Stretch | None = None) -> Sequence[Clause]:
    """The clauses of a Word file with all changes rejected, tracked ones and those made by hand that a person confirmed. Raises BadInputError.

    `stretch`: the part of the file that is looked at.
    """
    from negotiator.formats.word.blocks import View, read_word

    ruling = read_ruling(said.markup)
    reading = read_word(name, content, View.REJECTED)
    reading = settled(reading, ruling, rejected=True) if ruling.confirmed else reading
    markup = IGNORE if ruling.confirmed else said.markup
    return segment(seen_otherwise(reading, said, stretch), Corrections(markup=markup)).clauses


def _before_its_changes(called: str, name: str, content: bytes, said: Corrections) -> Held:
    from negotiator.formats.word.blocks import read_word

    stretch = stretch_of(read_word(name, content), said.part) if said.part is not None else None
    return f"{called} with its changes rejected", rejected_clauses(name, content, said, stretch)


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


def _matches(old: Sequence[Clause], new: Sequence[Clause]) -> Sequence[Match]:
    """What became of what; paragraphs that are word for word the same, once and in one order on both sides, need no looking for."""
    olds, news = [cosmetic(c.text) for c in old], [cosmetic(c.text) for c in new]
    once_old, once_new = Counter(olds), Counter(news)
    at = {text: j for j, text in enumerate(news) if once_new[text] == 1}
    twins = [(i, at[text]) for i, text in enumerate(olds) if once_old[text] == 1 and text in at]
    if len(twins) < 0.5 * len(old) or any(b <= a for (_, a), (_, b) in pairwise(twins)):
        return align(old, new)
    rest_old, rest_new = ([n for n in range(len(side)) if n not in taken] for side, taken in ((old, dict(twins)), (new, {j for _, j in twins})))
    found = [Match(ChangeKind.SAME if old[i].text == new[j].text else ChangeKind.EDITED, (i,), (j,)) for i, j in twins]
    for match in align([old[i] for i in rest_old], [new[j] for j in rest_new]) if rest_old or rest_new else ():
        found.append(replace(match, old=tuple(rest_old[i] for i in match.old), new=tuple(rest_new[j] for j in match.new)))
    # In the order of the new text; what was dropped stands behind what was before it.
    linked = [(match.old[0], match.new[0]) for match in found if match.old and match.new]
    return sorted(found, key=lambda match: match.new[0] if match.new else max((j for i, j in linked if i < match.old[0]), default=-1) + 0.5)


def _is_same(before: Sequence[Clause], clauses: Sequence[Clause]) -> bool:
    return [c.text for c in before] == [c.text for c in clauses]


def _differs(change: Change) -> bool:
    return change.kind in (ChangeKind.ADDED, ChangeKind.DROPPED) or change.moved or not change.redline.identical


def _typography_only(change: Change) -> bool:
    return bool(change.old and change.new) and not change.moved and not change.redline.changed
