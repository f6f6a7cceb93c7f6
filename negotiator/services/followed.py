"""What a comparison says beside its changes: references that only follow a renumbering, references that were forgotten, indicators that were lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from negotiator.model.change import Change, ChangeKind, Comparison
from negotiator.model.finding import Finding
from negotiator.rules.holders import BRACKETS_ONLY, HOLDERS_ONLY, only_brackets, only_holders
from negotiator.rules.indicators import indicator_findings
from negotiator.rules.references import Numbered, follows, identities, same_but_references, stale

if TYPE_CHECKING:
    from negotiator.model.clause import Clause
    from negotiator.model.revision import Revision
    from negotiator.store.records import ProvisionEdge
    from negotiator.store.store import Snapshot, StoredClause


def with_findings(comparison: Comparison, parties: Sequence[str] = ()) -> Comparison:
    """The comparison with what its references and indicators tell, and which changes are of holders or brackets only.

    `parties` are names that are known to hold text.
    """
    changes = comparison.changes
    old_keys, new_keys = identities(changes)
    new = Numbered(_in_order([clause for change in changes for clause in change.new]), new_keys)
    old = Numbered(_in_order([clause for change in changes for clause in change.old]), old_keys)
    told = tuple(
        replace(change, reasons=(*change.reasons, *reasons)) if (reasons := (*follows(change, old, new), *_of_brackets(change, parties))) else change
        for change in changes
    )
    findings: list[Finding] = [finding for _, finding in indicator_findings(old, new)]
    return replace(comparison, changes=told, findings=(*findings, *stale(changes, old, new)))


def _of_brackets(change: Change, parties: Sequence[str]) -> tuple[str, ...]:
    """`holders only` or `brackets only` where a paragraph says the same under other holders, or with other marks."""
    if change.kind is not ChangeKind.EDITED or not change.redline.changed:
        return ()
    texts = change.old[0].text, change.new[0].text
    return (HOLDERS_ONLY,) if only_holders(*texts, parties) else (BRACKETS_ONLY,) if only_brackets(*texts, parties) else ()


def _in_order(clauses: Sequence[Clause]) -> list[Clause]:
    """Document order again: changes stand in the order of the new text, and a table's rows need their neighbours."""
    return sorted(clauses, key=lambda clause: [(anchor.part, anchor.unit, anchor.index) for anchor in clause.anchors[:1]])


def lineages(edges: Sequence[ProvisionEdge]) -> Callable[[int], int]:
    """One number for all provisions that came of each other."""
    root: dict[int, int] = {}

    def find(provision: int) -> int:
        while root.get(provision, provision) != provision:
            provision = root[provision]
        return provision

    for edge in edges:
        first, second = sorted((find(edge.from_provision), find(edge.to_provision)))
        root[second] = first
    return find


def numbered(stored: Sequence[StoredClause], lineage: Callable[[int], int]) -> Numbered:
    """A text of the workspace, looked up by its numbers; what lasts through versions is its identity."""
    return Numbered([one.clause for one in stored], {one.clause.id: lineage(one.provision) for one in stored})


def action_findings(view: Snapshot, old: Revision, new: Revision, provisions: set[int]) -> tuple[Finding, ...]:
    """What the actions among some provisions lost of their indicators from one version to another."""
    lineage = lineages(view.edges(new.document))
    before, after = numbered(view.clauses(old), lineage), numbered(view.clauses(new), lineage)
    wanted = {lineage(provision) for provision in provisions}
    return tuple(finding for action, finding in indicator_findings(before, after) if after.identity[action.id] in wanted)


def of_no_substance(view: Snapshot, revision: Revision) -> Callable[[str, str], bool]:
    """Whether a wording of an earlier version and one of this version differ only in references that follow a renumbering, or in who holds what."""
    from negotiator.services.parties import party_table

    follows_a_renumbering = reference_follower(view, revision)
    parties = party_table(view).names
    return lambda old, new: only_holders(old, new, parties) or follows_a_renumbering(old, new)


def reference_follower(view: Snapshot, revision: Revision) -> Callable[[str, str], bool]:
    """Whether a wording of an earlier version and one of this version differ only in references that follow a renumbering."""
    lineage = lineages(view.edges(revision.document))
    texts: dict[str, tuple[Numbered, dict[str, Clause]]] = {}

    def text_of(one: Revision) -> tuple[Numbered, dict[str, Clause]]:
        if one.uid not in texts:
            stored = view.clauses(one)
            texts[one.uid] = numbered(stored, lineage), {c.clause.text: c.clause for c in stored}
        return texts[one.uid]

    def only_follows(old: str, new: str) -> bool:
        if not any(c.isdigit() for c in old) or not any(c.isdigit() for c in new):
            return False
        today, by_new = text_of(revision)
        for earlier in view.revisions(revision.document):
            if earlier.uid == revision.uid:
                continue
            then, by_old = text_of(earlier)
            if old in by_old and same_but_references(then, old, by_old[old], today, new, by_new.get(new)):
                return True
        return False

    return only_follows
