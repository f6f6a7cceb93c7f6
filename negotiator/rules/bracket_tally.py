"""How many brackets a comparison opened and closed; what reads them is loaded only where there are some."""

from __future__ import annotations

from collections.abc import Iterable

from negotiator.model.bracket import BracketTally
from negotiator.model.change import Comparison
from negotiator.text.bracketed.marks import MARK


def bracket_tally(comparison: Comparison, parties: Iterable[str] = ()) -> BracketTally | None:
    """How many brackets were opened and closed between the texts of a comparison; None where neither has any. What was counted with rulings stands."""
    if comparison.brackets is not None:
        return comparison.brackets
    sides = [c for change in comparison.changes for c in change.old], [c for change in comparison.changes for c in change.new]
    if not any(MARK.search(c.text) or MARK.search(c.number) for clauses in sides for c in clauses):
        return None
    from negotiator.rules.bracket_fates import tally_of
    from negotiator.rules.brackets_read import read_clauses

    names = tuple(parties)
    old, new = (read_clauses(clauses, parties=names) for clauses in sides)
    return tally_of(old, new, comparison.changes)
