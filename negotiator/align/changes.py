"""From matches of two clause lists to changes that can be shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from negotiator.model.change import Change, Match
from negotiator.model.clause import Clause
from negotiator.text.redline import redline
from negotiator.text.sameness import sameness

NOTE_RENUMBERED: Final = "note renumbered"


def changes(old: Sequence[Clause], new: Sequence[Clause], matches: Sequence[Match]) -> tuple[Change, ...]:
    """One change for each match, in their order; several clauses on a side are joined with a newline before the redline is made."""
    found: list[Change] = []
    for match in matches:
        before = tuple(old[i] for i in match.old)
        after = tuple(new[j] for j in match.new)
        difference = redline("\n".join(clause.text for clause in before), "\n".join(clause.text for clause in after))
        found.append(
            Change(
                match.kind,
                before,
                after,
                difference,
                moved=match.moved,
                renumbered=match.renumbered,
                similarity=match.similarity,
                confidence=match.confidence,
                reason=match.reason,
                reasons=(*_notes(match, before, after), *sameness(difference)) if before and after else (),
            )
        )
    return tuple(found)


def _notes(match: Match, before: Sequence[Clause], after: Sequence[Clause]) -> tuple[str, ...]:
    """`note renumbered` for a footnote under another number: no change, for it follows whatever note was put in before it."""
    return (NOTE_RENUMBERED,) if match.renumbered and all(clause.kind == "footnote" for clause in (*before, *after)) else ()
