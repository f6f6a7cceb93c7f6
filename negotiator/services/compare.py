"""Compare two texts: files as they come, or revisions of the workspace by their lasting identity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from negotiator.align.changes import changes
from negotiator.model.change import Change, ChangeKind, Comparison, Match, Side
from negotiator.rules.holders import follow
from negotiator.services.followed import with_findings
from negotiator.services.identity import in_language, scoped, standing_text
from negotiator.services.parties import party_table

if TYPE_CHECKING:
    from negotiator.model.clause import Clause
    from negotiator.model.revision import Revision
    from negotiator.services.files import ReadFile
    from negotiator.store.records import StoredLink
    from negotiator.store.store import Snapshot, StoredClause

Group = tuple[tuple[int, ...], tuple[int, ...]]
"""Indices of old and of new clauses that belong together; one side empty for added and dropped."""


def compare_files(old: ReadFile, new: ReadFile, matches: Sequence[Match] | None = None) -> Comparison:
    """Compare two files that need no workspace; `matches` are what `follow` says of their clauses, where that was asked before."""
    if matches is None:
        matches = follow(old.clauses, new.clauses)
    warnings = _sanity(matches, len(old.clauses), len(new.clauses))
    sides = [Side(f.name, f.segmented.masthead.title, f.reading.language, len(f.clauses)) for f in (old, new)]
    return with_findings(Comparison(sides[0], sides[1], changes(old.clauses, new.clauses, matches), warnings))


def compare_clauses(old: Sequence[Clause], new: Sequence[Clause], sides: tuple[Side, Side]) -> Comparison:
    """Compare two lists of clauses of different origin (a revision and a file)."""
    matches = follow(old, new)
    return with_findings(Comparison(*sides, changes(old, new, matches), _sanity(matches, len(old), len(new))))


def compare_revisions(view: Snapshot, old: Revision, new: Revision) -> Comparison:
    """Compare two revisions of the workspace. Where one comes from the other, the stored identity of their provisions decides
    which clause is which; otherwise shared provisions bind and the rest is aligned by wording. What a partial text does not speak of is left out."""
    before, after = view.clauses(old), view.clauses(new)
    if old.document == new.document:
        silent_old, silent_new = _silent(view, new, before), _silent(view, old, after)
        before = tuple(c for c in before if c.provision not in silent_old)
        after = tuple(c for c in after if c.provision not in silent_new)
    matches = matches_between(view, old, new, before, after)
    old_clauses, new_clauses = [c.clause for c in before], [c.clause for c in after]
    sides = (side_of(view, old, len(before)), side_of(view, new, len(after)))
    found = changes(old_clauses, new_clauses, matches)
    comparison = Comparison(*sides, _with_returned(view, old, new, found, after), _sanity(matches, len(before), len(after)))
    return with_findings(comparison, party_table(view).names)


def side_of(view: Snapshot, revision: Revision, clauses: int) -> Side:
    """A revision as a report names it."""
    return Side(f"{revision.document}@{revision.slug}", f"{view.document(revision.document).title}, {revision.label}", revision.language, clauses)


def matches_between(view: Snapshot, old: Revision, new: Revision, before: Sequence[StoredClause], after: Sequence[StoredClause]) -> tuple[Match, ...]:
    """Which clause of `old` is which of `new`, by stored identity, with the confidence that the import recorded."""
    groups, paired_old, paired_new = _groups(view, old.document, before, after)
    translated = old.document == new.document and old.slug == new.slug
    if translated or (old.document == new.document and (_descends(view, new, old) or _descends(view, old, new))):
        groups += [((i,), ()) for i in range(len(before)) if i not in paired_old]
        groups += [((), (j,)) for j in range(len(after)) if j not in paired_new]
    matches = follow([c.clause for c in before], [c.clause for c in after], fixed=groups, parties=party_table(view).names)
    recorded: dict[tuple[int, int], StoredLink] = {}
    if translated:
        recorded = {(link.old_row, link.new_row): link for link in view.links(new)} | {(link.new_row, link.old_row): link for link in view.links(old)}
    elif old.document == new.document and new.based_on == old.slug:
        recorded = {(link.old_row, link.new_row): link for link in view.links(new)}
    elif old.document == new.document and old.based_on == new.slug:
        recorded = {(link.new_row, link.old_row): link for link in view.links(old)}
    return tuple(_as_recorded(match, before, after, recorded) for match in matches)


def _silent(view: Snapshot, partial: Revision, other: Sequence[StoredClause]) -> set[int]:
    """Provisions of another text of which a partial one does not speak; none for a whole text.

    A clause belongs to the scope if it is, became or came from one inside it; one that the base does not know goes with the clause before it.
    """
    if partial.scope.whole or partial.based_on is None:
        return set()
    base = standing_text(view, in_language(view, partial.document, partial.based_on, partial.language))
    inside = {base[i].provision for i in scoped(partial, [c.clause for c in base])}
    own = {c.provision for c in view.clauses(partial)}
    groups, _, _ = _groups(view, partial.document, base, other)
    spoken = {j: any(base[i].provision in inside for i in olds) for olds, news in groups for j in news}
    silent: set[int] = set()
    speaking = bool(other) and next((spoken[j] for j in range(len(other)) if j in spoken), True)
    for j, clause in enumerate(other):
        speaking = clause.provision in own or spoken.get(j, speaking)
        if not speaking:
            silent.add(clause.provision)
    return silent


def _with_returned(view: Snapshot, old: Revision, new: Revision, found: Sequence[Change], after: Sequence[StoredClause]) -> tuple[Change, ...]:
    """Added paragraphs that had stood in a version issued before the old one are named so."""
    if old.document != new.document or not any(change.kind is ChangeKind.ADDED for change in found):
        return tuple(found)
    issued = [r.slug for r in view.revisions(old.document)]
    earlier = {r.uid for r in view.revisions(old.document) if issued.index(r.slug) < issued.index(old.slug) and r.slug != new.slug}
    fresh = {change.new[0].id for change in found if change.kind is ChangeKind.ADDED}
    lineage = view.clauses_with(c.provision for c in after if c.clause.id in fresh)
    known = {c.provision for uid, clauses in lineage.items() if uid in earlier for c in clauses}
    back = {c.clause.id for c in after if c.provision in known}
    return tuple(replace(c, returned=True) if c.kind is ChangeKind.ADDED and c.new[0].id in back else c for c in found)


def _descends(view: Snapshot, new: Revision, old: Revision) -> bool:
    by_slug: dict[str, Revision] = {}
    for revision in view.revisions(new.document):
        if revision.slug not in by_slug or by_slug[revision.slug].based_on is None:
            by_slug[revision.slug] = revision
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


def _as_recorded(match: Match, before: Sequence[StoredClause], after: Sequence[StoredClause], recorded: Mapping[tuple[int, int], StoredLink]) -> Match:
    links = [recorded[key] for i in match.old for j in match.new if (key := (before[i].row, after[j].row)) in recorded]
    if not links:
        return match
    weakest = min(links, key=lambda link: link.confidence)
    return replace(match, similarity=weakest.similarity, confidence=weakest.confidence, reason=weakest.reason)


def _sanity(matches: Sequence[Match], old: int, new: int) -> tuple[str, ...]:
    linked = sum(1 for m in matches if m.old and m.new)
    if min(old, new) >= 3 and linked < 0.1 * min(old, new):
        return ("These two texts have almost nothing in common: are they versions of the same document?",)
    return ()
