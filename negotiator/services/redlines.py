"""Word files with real tracked changes from one text to another, proven before they are handed over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from negotiator.align import align
from negotiator.errors import UsageError
from negotiator.model.audience import Audience
from negotiator.model.change import Comparison
from negotiator.model.finding import Finding
from negotiator.rules.holders import follow
from negotiator.services.compare import compare_files

if TYPE_CHECKING:
    from negotiator.formats.word.comments import WordComment
    from negotiator.formats.word.redline.base import Base
    from negotiator.model.clause import Clause
    from negotiator.model.revision import Revision
    from negotiator.services.files import ReadFile
    from negotiator.store.store import Snapshot

Told = TypeVar("Told")
Pairs = tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]


def redline_files(old: ReadFile, new: ReadFile, tell: Callable[[Comparison], Told], *, author: str, at: datetime, base: Base = "as-is") -> tuple[bytes, Told]:
    """The old file with tracked changes to the new one, and what `tell` makes of their comparison, which goes on while the redline is written.

    `base` says what becomes of tracked changes that the old file has already.
    Raises UsageError where they are no Word files, RefusedError where the proof fails.
    """
    from negotiator.formats.word.document_type import as_document
    from negotiator.formats.word.proven import Redlining

    for file in (old, new):
        if file.reading.format != "docx":
            raise UsageError(
                f"{file.name} is no Word file, and a redline leads from one Word file to another",
                hint=f"open {file.name} in Word and save it as .docx, or write the changes to another form: -o changes.html, changes.md",
            )
    check_author(author)
    with Redlining(as_document(old.content, old.name), new.content, author=author, at=at, base=base) as begun:
        matches = follow(old.clauses, new.clauses)
        begun.pair(paragraph_pairs(([old.clauses[i] for i in m.old], [new.clauses[j] for j in m.new]) for m in matches))
        told = tell(compare_files(old, new, matches))
        return begun.proven(), told


@dataclass(frozen=True, slots=True)
class ClausePlace:
    """The paragraphs of a clause in a Word file: ordinals in the main text, or in its notes."""

    first: int
    last: int
    part: str = ""
    """`footnotes` or `endnotes`; empty for the main text."""


@dataclass(frozen=True, slots=True)
class WordSource:
    """A revision as a Word file, and where in it its clauses stand."""

    content: bytes
    issued: bool
    """The file as it was issued; False where it was built from the clauses."""
    places: Mapping[str, ClausePlace]
    """Clause id → where its paragraphs stand; what stands in a header is missing."""

    @property
    def paragraphs(self) -> Mapping[str, int]:
        """Clause id → the ordinal of its first paragraph in the main text; clauses outside it (footnotes) are missing."""
        return {clause: place.first for clause, place in self.places.items() if not place.part}


def word_source(view: Snapshot, revision: Revision) -> WordSource:
    """The issued Word file of a revision; where it was issued in another format, or as a part of a file of several documents, one that is built from its
    clauses and the reference document."""
    from negotiator.formats.readers import WORD_SUFFIXES
    from negotiator.formats.word.document_type import as_document
    from negotiator.services.rereading import kept_corrections

    clauses = [c.clause for c in view.clauses(revision)]
    whole = kept_corrections(view, revision.document, revision.source_sha256).part is None
    if whole and revision.source_name.lower().endswith(WORD_SUFFIXES):
        issued = as_document(view.source(revision.source_sha256), revision.source_name)
        return WordSource(issued, True, {c.id: found for c in clauses if (found := _place(c))})
    from negotiator.services.files import read_content
    from negotiator.services.papers import paper_word

    content = paper_word(view, revision)
    built = read_content(f"{revision.slug}.docx", content).clauses
    pairs = ((clauses[m.old[0]], built[m.new[0]]) for m in align(clauses, built) if m.old and m.new)
    return WordSource(content, False, {old.id: found for old, new in pairs if (found := _place(new))})


def _place(clause: Clause) -> ClausePlace | None:
    """Where a clause stands; of one whose paragraphs are no unbroken row the first alone."""
    found = [a for a in clause.anchors if a.unit == "paragraph" and a.part in ("", "footnotes", "endnotes")]
    if not found:
        return None
    numbers = [a.index for a in found if a.part == found[0].part]
    unbroken = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return ClausePlace(numbers[0], numbers[-1] if unbroken else numbers[0], found[0].part)


def redline_revisions(
    view: Snapshot,
    old: Revision,
    new: Revision,
    comparison: Comparison,
    *,
    author: str,
    at: datetime,
    comments: Sequence[WordComment] = (),
    prepare: Callable[[bytes, str], bytes] = lambda content, _: content,
    base: Base = "as-is",
) -> bytes:
    """The earlier revision's Word file with tracked changes to the later one, by the workspace's own pairs where both were issued in Word.

    `prepare(content, name)` makes each of the two fit for its readers first; paragraphs keep their order and number there.
    """
    for one, other in ((old, new), (new, old)):
        if other.scope.whole and not one.scope.whole:
            raise UsageError(
                f"{one.address} is about {one.scope} only, so tracked changes between it and all of {other.address} would strike or add everything else",
                hint=f"negotiator compare {old.address} {new.address} -o changes.md shows what it changes",
            )
    first, second = word_source(view, old), word_source(view, new)
    known = comparison if first.issued and second.issued else None
    before, after = prepare(first.content, old.address), prepare(second.content, new.address)
    return proven(before, after, known, author=author, at=at, comments=comments, base=base)


def untracked(out: bytes, old: bytes, new: bytes) -> tuple[str, ...]:
    """What a redline took over without a tracked change, and what it could not take over, a line a kind."""
    from negotiator.formats.word.taken import taken_over

    return taken_over(out, old, new)


def beside_words(old: bytes, new: bytes) -> tuple[str, ...]:
    """What two files differ in that no word shows; nothing where one of them is no Word file. Raises BadInputError."""
    if not all(content.startswith(b"PK") for content in (old, new)):
        return ()
    from negotiator.formats.word import besides

    return besides.beside_words(old, new)


def check_author(name: str) -> None:
    """A name that a Word file can carry. Raises UsageError."""
    if re.search(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]", name):
        raise UsageError(f"{name!r} cannot stand as a name in a Word file", hint="--author takes letters and spaces, on one line")


def proven(
    old: bytes,
    new: bytes,
    comparison: Comparison | None,
    *,
    author: str,
    at: datetime,
    comments: Sequence[WordComment] = (),
    base: Base = "as-is",
) -> bytes:
    """Redline and prove. Raises RefusedError naming the paragraph where accept or reject would not give what it must."""
    from negotiator.formats.word.proven import proven_redline

    check_author(author)
    pairs = paragraph_pairs((change.old, change.new) for change in comparison.changes) if comparison else ()
    return proven_redline(old, new, author=author, at=at, pairs=pairs, comments=tuple(comments), base=base)


def paragraph_pairs(groups: Iterable[tuple[Sequence[Clause], Sequence[Clause]]]) -> Pairs:
    """Which paragraphs of the main text of two Word files belong together, by the clauses that do."""
    pairs = ((_paragraphs(old), _paragraphs(new)) for old, new in groups)
    return tuple((old, new) for old, new in pairs if old and new)


def _paragraphs(clauses: Sequence[Clause]) -> tuple[int, ...]:
    return tuple(a.index for clause in clauses for a in clause.anchors if a.unit == "paragraph" and not a.part)


def prove(out: bytes, old: bytes, new: bytes, *, base: Base = "as-is", audience: Audience = Audience.OWN, marking: str = "") -> tuple[Finding, ...]:
    """What is wrong with a redline of two Word files; nothing where it is proven.

    `base`, `audience` and `marking` are those that it was written with: the two files are made ready in the same way first. Raises BadInputError,
    UsageError.
    """
    from negotiator.formats.word.document_type import as_document
    from negotiator.formats.word.redline.base import settle_file
    from negotiator.formats.word.verify import settled_faults, verify
    from negotiator.services.locks import prepared

    settled: tuple[Finding, ...] = ()
    files = ((as_document(content, name), name) for content, name in ((old, "the old file"), (new, "the new file")))
    old, new = (prepared(content, name, audience, marking)[0] for content, name in files)
    if base != "as-is":
        issued, old = old, settle_file(old, base)[0]
        settled = tuple(fault.finding for fault in settled_faults(old, issued, rejected=base == "rejected"))
    return (*settled, *verify(out, old, new))
