"""What stands above each clause of a text: the clauses it is a part of, and the headings it follows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from negotiator.model.clause import STRUCTURAL, Clause, ClauseKind

GIVEN_HEADINGS: Final = frozenset({*STRUCTURAL, "article", "chapter", "section", "part", "title", "annex"})
"""Kinds that files of others give to their headings, beside our own."""
INTRODUCING: Final = frozenset({ClauseKind.CHAPEAU, "introduction"})


class Outline:
    """The clauses above each clause, outermost first: its parents, and headings that the file lists before it without making them its parents."""

    def __init__(self, clauses: Sequence[Clause], headings: Collection[str] = STRUCTURAL) -> None:
        by_id = {clause.id: clause for clause in clauses}
        self._parents = {clause.parent for clause in clauses if clause.parent is not None}
        self._above: dict[str, tuple[Clause, ...]] = {}
        followed: dict[str | None, list[Clause]] = {}
        for clause in clauses:
            parent = by_id.get(clause.parent) if clause.parent is not None else None
            chain = (*self._above.get(parent.id, ()), parent) if parent else ()
            open_headings = followed.setdefault(clause.parent, [])
            if clause.kind in headings:
                while open_headings and open_headings[-1].level >= clause.level:
                    open_headings.pop()
                self._above[clause.id] = (*chain, *open_headings)
                if clause.id in self._parents:
                    open_headings.clear()
                else:
                    open_headings.append(clause)
            else:
                self._above[clause.id] = (*chain, *open_headings)

    def above(self, clause: Clause) -> tuple[Clause, ...]:
        """What stands above a clause, outermost first."""
        return self._above[clause.id]

    def introduces(self, clause: Clause) -> bool:
        """Whether a clause only opens those below it."""
        return clause.kind in INTRODUCING or (clause.id in self._parents and clause.text.rstrip().endswith(":"))
