"""Which paragraph is which, as a machine found it and as people rule: what is uncertain, what just missed, and the decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from negotiator.align import near_misses
from negotiator.align.lineage import RULED
from negotiator.errors import NotFoundError, UsageError
from negotiator.model.change import ChangeKind, Match
from negotiator.rules.holders import as_matched, follow
from negotiator.services.addresses import find_revision, find_stored
from negotiator.services.compare import matches_between
from negotiator.services.identity import in_language, scoped, standing_text
from negotiator.services.parties import party_table

if TYPE_CHECKING:
    from negotiator.model.revision import Revision
    from negotiator.store.rulings import Group
    from negotiator.store.store import Snapshot, Store, StoredClause

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class MatchLine:
    """Paragraphs of the earlier text and what they became; one side is empty for what was dropped or added."""

    kind: ChangeKind
    old: tuple[StoredClause, ...]
    new: tuple[StoredClause, ...]
    moved: bool
    renumbered: bool
    similarity: float
    confidence: float
    reason: str
    ruled_by: str = ""
    """Who decided it; empty where a machine did."""

    @property
    def uncertain(self) -> bool:
        """Whether a person should look: a link of low confidence that nobody has ruled on."""
        return bool(self.old and self.new) and not self.ruled_by and self.match.uncertain

    @property
    def match(self) -> Match:
        return Match(self.kind, (), (), self.moved, self.renumbered, self.similarity, self.confidence, self.reason)

    @property
    def title(self) -> str:
        """`7 → 9 + 10`, in paths."""
        sides = [" + ".join(c.clause.path for c in side) for side in (self.old, self.new)]
        return f"{sides[0] or '(nothing)'} → {sides[1] or '(nothing)'}"


@dataclass(frozen=True, slots=True)
class NearPair:
    """An earlier and a later paragraph that were not linked, though not much was wanting."""

    old: StoredClause
    new: StoredClause
    kind: ChangeKind
    similarity: float
    shortfall: float
    """0 (nothing was wanting) to 1."""
    reason: str


@dataclass(frozen=True, slots=True)
class MatchList:
    """How the paragraphs of a version follow from the text it is based on."""

    revision: Revision
    base: Revision | None
    lines: tuple[MatchLine, ...]
    near: tuple[NearPair, ...]
    stamp: int
    """Give it back with a ruling: a ruling that somebody made in between is then a conflict and not lost."""

    @property
    def uncertain(self) -> tuple[MatchLine, ...]:
        return tuple(line for line in self.lines if line.uncertain)

    def line_of(self, clause: StoredClause) -> MatchLine:
        """The line that a paragraph of either side stands in. Raises NotFoundError."""
        for line in self.lines:
            if clause in line.old or clause in line.new:
                return line
        raise NotFoundError(f"{clause.clause.path} is on neither side of {self.revision.address}")


class Verb(StrEnum):
    """What a person says of a match."""

    SAME = "same"
    """These paragraphs became those: one to one, split, merged, or several to several."""
    NOT_SAME = "not-same"
    """These did not become those; a side named alone was dropped, or is new."""
    CONFIRM = "confirm"
    """The match that each of these stands in is right."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One ruling: paragraphs as a user names them (a path, a printed number; of the earlier text also `declaration@zero-draft:7`)."""

    verb: Verb
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a ruling left."""

    revision: Revision
    said: tuple[str, ...]
    """Each decision in numbers: `7 = 9 + 10`."""
    dropped: tuple[StoredClause, ...]
    """Earlier paragraphs that had a partner before and have none now."""
    added: tuple[StoredClause, ...]


def uncertain(view: Snapshot, address: str, *, near: bool = True) -> MatchList:
    """The matches of `DOC@REV` with the text it is based on; `.uncertain` are those to look at, `.near` the pairs that just missed.

    Raises NotFoundError or UsageError.
    """
    revision, _ = find_revision(view, address)
    base = base_of(view, revision)
    if base is None:
        return MatchList(revision, None, (), (), view.match_stamp(revision))
    before, after = sides_of(view, base, revision)
    matches = matches_between(view, base, revision, before, after)
    old_by: dict[int, str] = {}
    new_by: dict[int, str] = {}
    for old_rows, new_rows, by in view.bound(revision):
        old_by.update(dict.fromkeys(old_rows, by))
        new_by.update(dict.fromkeys(new_rows, by))
    lines, found = [], []
    for match in matches:
        olds, news = tuple(before[i] for i in match.old), tuple(after[j] for j in match.new)
        by = next((who for who in (*(old_by.get(c.row, "") for c in olds), *(new_by.get(c.row, "") for c in news)) if who), "")
        reason = f"ruled by {by}" if by else "" if match.reason == RULED else match.reason
        lines.append(MatchLine(match.kind, olds, news, match.moved, match.renumbered, match.similarity, match.confidence, reason, by))
        found.append(replace(match, reason=RULED if by else ""))
    parties = party_table(view).names
    texts = [as_matched([c.clause for c in side], parties) for side in (before, after)] if near else []
    pairs = near_misses(texts[0], texts[1], found) if near else ()
    named = tuple(NearPair(before[p.old], after[p.new], p.kind, p.similarity, p.shortfall, p.reason) for p in pairs)
    return MatchList(revision, base, tuple(lines), named, view.match_stamp(revision))


def base_of(view: Snapshot, revision: Revision) -> Revision | None:
    """The text that a version follows from: the original of a translation, else what it is based on; None for a first text."""
    original = view.revision(revision.document, revision.slug)
    if original.uid != revision.uid:
        return original
    return None if revision.based_on is None else in_language(view, revision.document, revision.based_on, revision.language)


def sides_of(view: Snapshot, base: Revision, revision: Revision) -> tuple[tuple[StoredClause, ...], tuple[StoredClause, ...]]:
    """What is held against what: the base as it stands, in the scope of the version, and the version's own paragraphs."""
    standing = standing_text(view, base)
    return tuple(standing[i] for i in scoped(revision, [c.clause for c in standing])), tuple(view.clauses(revision))


def rule(store: Store, actor: str, at: datetime, address: str, decisions: Sequence[Decision], *, stamp: int | None = None) -> Ruled:
    """Keep what a person decided of the matches of `DOC@REV`, as one entry of the journal that `undo` takes back.

    Binds until somebody rules anew: no machine overrules it, neither in a new reading of the file nor at a later import. `stamp` is that of the list that was
    looked at (default: now). Raises ConflictError where someone ruled on these paragraphs meanwhile, NotFoundError or UsageError.
    """
    with store.snapshot() as view:
        before = uncertain(view, address, near=False)
        groups, said = _groups(view, before, decisions)
        touched = {row for old, new, _ in groups for row in (*old, *new)}
    subject = f"{before.revision.address}: {'; '.join(said)}"
    with store.transaction(actor, at, "rule", subject) as tx:
        tx.append_match_rulings(before.revision, groups, before.stamp if stamp is None else stamp, actor)
        after = uncertain(tx, address, near=False)
    had = {c.row for line in before.lines if line.old and line.new for c in (*line.old, *line.new)}
    lost = [line for line in after.lines if not (line.old and line.new)]
    dropped = tuple(c for line in lost for c in line.old if c.row in had and c.row not in touched)
    added = tuple(c for line in lost for c in line.new if c.row in had and c.row not in touched)
    return Ruled(before.revision, tuple(said), dropped, added)


def _groups(view: Snapshot, held: MatchList, decisions: Sequence[Decision]) -> tuple[list[Group], list[str]]:
    if held.base is None:
        raise UsageError(
            f"{held.revision.address} is the first text of its document: it follows from nothing", hint=f"negotiator revisions {held.revision.document}"
        )
    if not decisions:
        raise UsageError("nothing was decided", hint="name paragraphs with --old and --new")
    groups: list[Group] = []
    said: list[str] = []
    for decision in decisions:
        old = _unique(_old_clause(view, held, name) for name in decision.old)
        new = _unique(find_stored(view.clauses(held.revision), name, held.revision.address) for name in decision.new)
        if decision.verb is Verb.CONFIRM:
            for line in _unique(held.line_of(clause) for clause in (*old, *new)):
                groups += _bound(line.old, line.new)
                said.append(_said(line.old, "=", line.new))
        elif decision.verb is Verb.SAME:
            if not old or not new:
                raise UsageError("what is the same as what?", hint="name both sides: --old 7 --new 9; or say --not-same")
            groups += _bound(old, new)
            said.append(_said(old, "=", new))
        else:
            groups += _parted(held, old, new)
            said.append(_said(old, "≠", new))
    if not groups:
        raise UsageError("nothing was decided", hint="name paragraphs with --old and --new")
    return groups, said


def _bound(old: Sequence[StoredClause], new: Sequence[StoredClause]) -> list[Group]:
    if not old or not new:
        return [(tuple(c.row for c in old), tuple(c.row for c in new), 0.0)]
    whole = (tuple(range(len(old))), tuple(range(len(new))))
    found = follow([c.clause for c in old], [c.clause for c in new], fixed=[whole])[0]
    return [(tuple(c.row for c in old), tuple(c.row for c in new), found.similarity)]


def _parted(held: MatchList, old: Sequence[StoredClause], new: Sequence[StoredClause]) -> list[Group]:
    """A piece of a split or merge is parted from it and the rest stays together; else both sides lose their partner."""
    line = held.line_of((*old, *new)[0]) if old or new else None
    if line is not None and old and new and {*old, *new} <= {*line.old, *line.new}:
        stays_old, stays_new = [c for c in line.old if c not in old], [c for c in line.new if c not in new]
        if stays_new and not stays_old:
            return [*_bound(line.old, stays_new), *_bound((), new)]
        if stays_old and not stays_new:
            return [*_bound(stays_old, line.new), *_bound(old, ())]
    return [group for side in (_bound(old, ()) if old else (), _bound((), new) if new else ()) for group in side]


def _old_clause(view: Snapshot, held: MatchList, name: str) -> StoredClause:
    assert held.base is not None  # noqa: S101 - checked before
    if "@" not in name:
        return find_stored(standing_text(view, held.base), name, held.base.address)
    earlier, parsed = find_revision(view, name)
    if earlier.document != held.revision.document or not parsed.clause:
        raise UsageError(f"{name} is no paragraph of an earlier {held.revision.document}", hint=f"write {held.base.address}:7")
    issued = [r.uid for r in view.revisions(earlier.document)]
    if issued.index(earlier.uid) >= issued.index(held.revision.uid):
        raise UsageError(f"{name} is not earlier than {held.revision.address}", hint=f"write {held.base.address}:7")
    return find_stored(view.clauses(earlier), parsed.clause, earlier.address)


def _unique(found: Iterable[T]) -> list[T]:
    kept: list[T] = []
    for one in found:
        if one not in kept:
            kept.append(one)
    return kept


def _said(old: Sequence[StoredClause], sign: str, new: Sequence[StoredClause]) -> str:
    sides = [" + ".join(c.clause.path for c in side) or "nothing" for side in (old, new)]
    return f"{sides[0]} {sign} {sides[1]}"
