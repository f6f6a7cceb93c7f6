"""Compare two texts: files as they come, or revisions of the workspace by their lasting identity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from negotiator.align import align
from negotiator.align.changes import changes
from negotiator.model.change import Comparison, Match, Side

if TYPE_CHECKING:
    from negotiator.model.clause import Clause
    from negotiator.model.revision import Revision
    from negotiator.services.files import ReadFile
    from negotiator.store.store import Snapshot, StoredClause

Group = tuple[tuple[int, ...], tuple[int, ...]]
"""Indices of old and of new clauses that belong together; one side empty for added and dropped."""


def compare_files(old: ReadFile, new: ReadFile) -> Comparison:
    """Compare two files that need no workspace."""
    matches = align(old.clauses, new.clauses)
    warnings = _sanity(matches, len(old.clauses), len(new.clauses))
    sides = [Side(f.name, f.segmented.masthead.title or f.reading.title, f.reading.language, len(f.clauses)) for f in (old, new)]
    return Comparison(sides[0], sides[1], changes(old.clauses, new.clauses, matches), warnings)


def compare_clauses(old: Sequence[Clause], new: Sequence[Clause], sides: tuple[Side, Side]) -> Comparison:
    """Compare two lists of clauses of different origin (a revision and a file)."""
    matches = align(old, new)
    return Comparison(*sides, changes(old, new, matches), _sanity(matches, len(old), len(new)))


def compare_revisions(view: Snapshot, old: Revision, new: Revision) -> Comparison:
    """Compare two revisions of the workspace. Where one comes from the other, the stored identity of their provisions decides
    which clause is which; otherwise shared provisions bind and the rest is aligned by wording. What a partial text does not speak of is left out."""
    silent_old, silent_new = _out_of_scope(view, old), _out_of_scope(view, new)
    before = [c for c in view.clauses(old) if c.provision not in silent_new]
    after = [c for c in view.clauses(new) if c.provision not in silent_old]
    matches = matches_between(view, old, new, before, after)
    old_clauses, new_clauses = [c.clause for c in before], [c.clause for c in after]
    sides = (side_of(view, old, len(before)), side_of(view, new, len(after)))
    return Comparison(*sides, changes(old_clauses, new_clauses, matches), _sanity(matches, len(before), len(after)))


def side_of(view: Snapshot, revision: Revision, clauses: int) -> Side:
    """A revision as a report names it."""
    return Side(f"{revision.document}@{revision.slug}", f"{view.document(revision.document).title}, {revision.label}", revision.language, clauses)


def matches_between(view: Snapshot, old: Revision, new: Revision, before: Sequence[StoredClause], after: Sequence[StoredClause]) -> tuple[Match, ...]:
    """Which clause of `old` is which of `new`, by stored identity, with the confidence that the import recorded."""
    groups, paired_old, paired_new = _groups(view, old.document, before, after)
    if old.document == new.document and _descends(view, new, old):
        groups += [((i,), ()) for i in range(len(before)) if i not in paired_old]
        groups += [((), (j,)) for j in range(len(after)) if j not in paired_new]
    matches = align([c.clause for c in before], [c.clause for c in after], fixed=groups)
    recorded = {(link.old_row, link.new_row): link for link in view.links(new)} if new.based_on == old.slug else {}
    return tuple(_as_recorded(match, before, after, recorded) for match in matches)


def scoped(revision: Revision, clauses: Sequence[Clause]) -> list[int]:
    """Indices of the clauses of a whole text that a partial text speaks of; all of them for a whole text."""
    chosen = _scope_of(revision, clauses)
    return list(range(len(clauses))) if chosen is None else sorted(chosen)


def _out_of_scope(view: Snapshot, partial: Revision) -> set[int]:
    """Provisions of the text that a partial one changes, and of which it does not speak; none for a whole text."""
    if partial.scope.whole or partial.based_on is None:
        return set()
    base = view.clauses(view.revision(partial.document, partial.based_on))
    inside = set(scoped(partial, [c.clause for c in base]))
    return {c.provision for i, c in enumerate(base) if i not in inside} - {c.provision for c in view.clauses(partial)}


def _scope_of(revision: Revision, clauses: Sequence[Clause]) -> set[int] | None:
    if revision.scope.whole:
        return None
    from negotiator.services.addresses import find_clause

    chosen: set[int] = set()
    for first, last in revision.scope.spans:
        start, end = (clauses.index(find_clause(clauses, name, revision.document)) for name in (first, last))
        start, end = min(start, end), max(start, end)
        under = {clauses[end].id}
        chosen.update(range(start, end + 1))
        for i in range(end + 1, len(clauses)):
            if clauses[i].parent not in under:
                break
            under.add(clauses[i].id)
            chosen.add(i)
    return chosen


def _descends(view: Snapshot, new: Revision, old: Revision) -> bool:
    by_slug = {r.slug: r for r in view.revisions(new.document)}
    seen: set[str] = set()
    at: str | None = new.based_on
    while at and at not in seen:
        if at == old.slug:
            return True
        seen.add(at)
        at = by_slug[at].based_on if at in by_slug else None
    return False


def _groups(view: Snapshot, document: str, before: Sequence[StoredClause], after: Sequence[StoredClause]) -> tuple[list[Group], set[int], set[int]]:
    """Groups of clauses joined by a shared provision, or by splits and merges between the two texts (union-find over provisions)."""
    here: dict[int, int] = {c.provision: j for j, c in enumerate(after)}
    there: dict[int, int] = {c.provision: i for i, c in enumerate(before)}
    root: dict[int, int] = {}

    def find(provision: int) -> int:
        while root.setdefault(provision, provision) != provision:
            provision = root[provision]
        return provision

    onward: dict[int, list[int]] = {}
    for edge in view.edges(document):
        onward.setdefault(edge.from_provision, []).append(edge.to_provision)
        onward.setdefault(edge.to_provision, [])
    linked: set[int] = set()
    for start in there:
        if start in here:
            linked.add(start)
            find(start)
        else:
            for reached in _reachable(start, onward, here):
                root[find(start)] = find(reached)
                linked.update((start, reached))
    for start in here:
        if start not in there:
            for reached in _reachable(start, onward, there):
                root[find(start)] = find(reached)
                linked.update((start, reached))
    members: dict[int, tuple[list[int], list[int]]] = {}
    for provision in linked:
        olds, news = members.setdefault(find(provision), ([], []))
        if provision in there:
            olds.append(there[provision])
        if provision in here:
            news.append(here[provision])
    groups = [(tuple(sorted(o)), tuple(sorted(n))) for o, n in members.values() if o and n]
    return groups, {i for o, _ in groups for i in o}, {j for _, n in groups for j in n}


def _reachable(start: int, onward: Mapping[int, Sequence[int]], goal: Mapping[int, int]) -> list[int]:
    """Provisions of `goal` that `start` became through splits and merges, not looking behind the first hit on each way."""
    found, todo, seen = [], [start], {start}
    while todo:
        for following in onward.get(todo.pop(), ()):
            if following in seen:
                continue
            seen.add(following)
            if following in goal:
                found.append(following)
            else:
                todo.append(following)
    return found


def _as_recorded(match: Match, before: Sequence[StoredClause], after: Sequence[StoredClause], recorded: Mapping[tuple[int, int], object]) -> Match:
    links = [recorded[key] for i in match.old for j in match.new if (key := (before[i].row, after[j].row)) in recorded]
    if not links:
        return match
    weakest = min(links, key=lambda link: link.confidence)  # type: ignore[attr-defined]
    return replace(match, similarity=weakest.similarity, confidence=weakest.confidence, reason=weakest.reason)  # type: ignore[attr-defined]


def _sanity(matches: Sequence[Match], old: int, new: int) -> tuple[str, ...]:
    linked = sum(1 for m in matches if m.old and m.new)
    if min(old, new) >= 3 and linked < 0.1 * min(old, new):
        return ("These two texts have almost nothing in common: are they versions of the same document?",)
    return ()
