"""Look at what the workspace holds: documents, revisions, clauses, the history of a provision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from negotiator.errors import UsageError
from negotiator.model.clause import Clause, ClauseKind
from negotiator.model.finding import Finding
from negotiator.model.revision import Document, Revision
from negotiator.services.addresses import find_revision, find_stored
from negotiator.text.language import same_language

if TYPE_CHECKING:
    from negotiator.model.change import Redline
    from negotiator.store.records import ProvisionEdge
    from negotiator.store.store import Snapshot, StoredClause


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document with its revisions, oldest first."""

    document: Document
    revisions: tuple[Revision, ...]
    newest: Revision | None
    """The one that `latest` means: the newest whole text; None where there is none yet."""


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """A provision as it stood in one revision, and how it differs from the step before."""

    revision: Revision
    clauses: tuple[Clause, ...]
    """Several where it was split; empty where it is gone."""
    redline: Redline | None
    """None for the first step."""
    note: str
    """`first seen`, `unchanged`, `edited`, `renumbered 7 → 9`, `split`, `merged`, `dropped`."""
    findings: tuple[Finding, ...] = ()
    """For an action: indicators that it lost, or that changed, since the step before."""


def documents(view: Snapshot) -> tuple[DocumentLine, ...]:
    """Every document with its revisions, in order of import."""
    found = ((d, tuple(view.revisions(d.slug))) for d in view.documents())
    return tuple(DocumentLine(d, revisions, view.revision(d.slug) if revisions else None) for d, revisions in found)


def clauses_at(view: Snapshot, address: str) -> tuple[Revision, tuple[StoredClause, ...]]:
    """The clauses of `DOC[@REV]`. Raises NotFoundError."""
    revision, _ = find_revision(view, address)
    return revision, tuple(view.clauses(revision))


def clause_at(view: Snapshot, address: str) -> tuple[Revision, StoredClause, tuple[StoredClause, ...]]:
    """The clause that `DOC[@REV]:CLAUSE` means, with all clauses of its revision. Raises NotFoundError or UsageError."""
    revision, parsed = find_revision(view, address)
    if not parsed.clause:
        raise UsageError(f"{address} names no paragraph", hint=f"add one: {revision.address}:7")
    stored = tuple(view.clauses(revision))
    return revision, find_stored(stored, parsed.clause, revision.address), stored


def chapeaux(clause: Clause, by_id: dict[str, Clause]) -> tuple[Clause, ...]:
    """The clauses that a clause stands under, outermost first."""
    above: list[Clause] = []
    at = by_id.get(clause.parent) if clause.parent else None
    while at is not None and at not in above:
        above.append(at)
        at = by_id.get(at.parent) if at.parent else None
    return tuple(reversed(above))


def history(view: Snapshot, address: str) -> tuple[HistoryStep, ...]:
    """How a provision came to what it is, over the whole revisions of its document, through splits and merges."""
    from negotiator.services.followed import action_findings

    revision, clause, _ = clause_at(view, address)
    edges = view.edges(revision.document)
    family = _family(edges, clause.provision)
    steps: list[HistoryStep] = []
    stood: dict[str, tuple[Clause, ...]] = {}
    bases: dict[str, str | None] = {}
    issued: dict[str, Revision] = {}
    last = held = ""
    lineage = view.clauses_with(family)
    for one in _each_once(view.revisions(revision.document), revision.language):
        bases[one.slug] = one.based_on
        here = tuple(c.clause for c in lineage.get(one.uid, ()))
        if not here and not one.scope.whole:
            continue
        earlier = _stood_before(one, stood, bases, last)
        before = stood.get(earlier, ())
        stood[one.slug], last, issued[one.slug] = here, one.slug, one
        if not steps and not here:
            continue
        told = [e for e in edges if e.revision == one.uid and e.relation.value != "reread"]
        descent = sorted({e.relation.value for e in told if e.from_provision in family and e.to_provision in family})
        step = _step(one, before, here, descent, first=not steps)
        if steps and before and here and not same_language(one.language, issued[earlier].language):
            step = replace(step, redline=None, note=", ".join([*descent, f"in {one.language}"]))
        if not before and here and steps and not _ever_stood(one, stood, bases):
            step = replace(step, note=f"as in {held}")
        if before and any(c.kind == ClauseKind.ACTION for c in here) and one.scope.whole and issued[earlier].scope.whole:
            step = replace(step, findings=action_findings(view, issued[earlier], one, family))
        held = one.label if here else held
        steps.append(step)
    return tuple(steps)


def _each_once(revisions: Sequence[Revision], language: str) -> tuple[Revision, ...]:
    """Every version once, in the language that is asked for where there is one, else as it was first imported."""
    chosen: dict[str, Revision] = {}
    for one in revisions:
        held = chosen.setdefault(one.slug, one)
        if not same_language(held.language, language) and same_language(one.language, language):
            chosen[one.slug] = one
    return tuple(chosen.values())


def counterparts(view: Snapshot, revision: Revision, clause: StoredClause) -> tuple[tuple[Revision, StoredClause], ...]:
    """The same provision in the other languages of its version."""
    others = {r.uid: r for r in view.revisions(revision.document) if r.slug == revision.slug and r.uid != revision.uid}
    found = view.clauses_with([clause.provision])
    return tuple((others[uid], clauses[0]) for uid, clauses in found.items() if uid in others)


def _ever_stood(one: Revision, stood: Mapping[str, tuple[Clause, ...]], bases: Mapping[str, str | None]) -> bool:
    """Whether any version that this one comes from had the provision; else it was taken over from a branch."""
    at, seen = one.based_on, {one.slug}
    while at is not None and at not in seen:
        if stood.get(at):
            return True
        seen.add(at)
        at = bases.get(at)
    return one.based_on is None


def _stood_before(one: Revision, stood: Mapping[str, tuple[Clause, ...]], bases: Mapping[str, str | None], last: str) -> str:
    """The version that this one is based on (or that one's base where it is silent); else the one issued last, empty where there is none."""
    at, seen = one.based_on, {one.slug}
    while at is not None and at not in seen:
        if at in stood:
            return at
        seen.add(at)
        at = bases.get(at)
    return last


def _family(edges: Sequence[ProvisionEdge], provision: int) -> set[int]:
    """The provision with all that it came from and all that came of it."""
    family = {provision}
    for forward in (True, False):
        todo, reached = [provision], {provision}
        while todo:
            at = todo.pop()
            for edge in edges:
                start, end = (edge.from_provision, edge.to_provision) if forward else (edge.to_provision, edge.from_provision)
                if start == at and end not in reached:
                    reached.add(end)
                    todo.append(end)
        family |= reached
    return family


def _step(revision: Revision, before: Sequence[Clause], here: Sequence[Clause], descent: Sequence[str], *, first: bool) -> HistoryStep:
    from negotiator.text.redline import redline

    if first:
        return HistoryStep(revision, tuple(here), None, "first seen")
    difference = redline("\n".join(c.text for c in before), "\n".join(c.text for c in here))
    if not here:
        return HistoryStep(revision, (), difference, "dropped" if before else "not in this version")
    notes = list(descent)
    if not before:
        notes.append("returned")
    elif difference.changed and not descent:
        notes.append("edited")
    if before and [c.number for c in before] != [c.number for c in here]:
        notes.append(f"renumbered {' + '.join(c.path for c in before)} → {' + '.join(c.path for c in here)}")
    return HistoryStep(revision, tuple(here), difference, ", ".join(notes) or "unchanged")
