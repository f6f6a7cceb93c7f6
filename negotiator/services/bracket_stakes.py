"""What the brackets of a version hold of our points: what would be lost if the words of one went, or of all of them, or under a choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from negotiator.rules.bracket_fates import counted
from negotiator.rules.bracket_standing import Effect, PointEffect, effects
from negotiator.services.brackets import REMOVE, all_removed
from negotiator.services.coverage import coverage_in
from negotiator.services.points import points_of
from negotiator.text.bracketed.resolve import Choice

if TYPE_CHECKING:
    from negotiator.model.point import CoverageRow
    from negotiator.model.revision import Revision
    from negotiator.rules.brackets_read import ClauseBrackets
    from negotiator.store.store import Snapshot


@dataclass(frozen=True, slots=True)
class Stakes:
    """What becomes of points where bracketed words go; points that stand whatever becomes of them are left out."""

    each: Mapping[int, tuple[PointEffect, ...]]
    """Where one bracket's words go, by its index in the text."""
    together: tuple[PointEffect, ...]
    """Where the words of all brackets go."""


def stakes(view: Snapshot, revision: Revision, text: ClauseBrackets) -> Stakes:
    """What each open bracket of a version would take with it, and all of them together."""
    rows, provisions = _judged(view, revision)
    if not rows:
        return Stakes({}, ())
    order = {clause.id: number for number, clause in enumerate(text.clauses)}
    resting = {order[clause] for row in rows for clause in _clauses(row, provisions) if clause in order}
    each: dict[int, tuple[PointEffect, ...]] = {}
    for placed in counted(text.placed):
        if any(order[placed.clause.id] <= at <= order[placed.end_clause.id] for at in resting):
            found = _moved(effects(text, {placed.index: REMOVE}, rows, provisions))
            if found:
                each[placed.index] = found
    return Stakes(each, _moved(effects(text, dict(all_removed(text.read)), rows, provisions)))


def stakes_of_choice(view: Snapshot, revision: Revision, text: ClauseBrackets, choice: Choice) -> tuple[PointEffect, ...]:
    """What a choice on all brackets does to our points; those that stay as they are left out."""
    rows, provisions = _judged(view, revision)
    return _moved(effects(text, dict(choice(text.read)), rows, provisions))


def _judged(view: Snapshot, revision: Revision) -> tuple[tuple[CoverageRow, ...], dict[int, list[str]]]:
    rows = tuple(row for row in coverage_in(view, revision, points_of(view), view.assessments()) if row.assessment is not None)
    provisions: dict[int, list[str]] = {}
    for stored in view.clauses(revision):
        provisions.setdefault(stored.provision, []).append(stored.clause.id)
    return rows, provisions


def _clauses(row: CoverageRow, provisions: Mapping[int, Sequence[str]]) -> Sequence[str]:
    evidence = row.assessment.evidence if row.assessment is not None else ()
    return [*row.clauses, *(clause for one in evidence for clause in provisions.get(one.provision, ()))]


def _moved(found: Sequence[PointEffect]) -> tuple[PointEffect, ...]:
    return tuple(effect for effect in found if effect.effect is not Effect.STAYS)
