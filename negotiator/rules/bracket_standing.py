"""What a choice on the brackets does to our points: whether the words that a verdict rests on would still stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from negotiator.model.bracket import Bracketed
from negotiator.model.clause import Clause
from negotiator.model.point import CoverageRow, Evidence, PointKind, Verdict
from negotiator.rules.bracketed import quoted_places
from negotiator.rules.brackets_read import ClauseBrackets
from negotiator.text.bracketed.resolve import Decision, cut_spans


class Effect(StrEnum):
    """What becomes of a point."""

    STAYS = "stays"
    LOST = "lost"
    """All words that it rests on would go."""
    TOUCHED = "touched"
    """Some of them would go: to be judged again."""
    WON = "won"
    """What was to be prevented would go."""


@dataclass(frozen=True, slots=True)
class PointEffect:
    """One judged point under a choice."""

    point: str
    document: str
    effect: Effect
    bracketed: bool
    """Its words stand only in brackets today."""
    clauses: tuple[str, ...]
    """Ids of the clauses it rests on."""

    def __str__(self) -> str:
        where = ", ".join(self.clauses)
        if self.effect is Effect.LOST:
            return f"if these words go, {self.point} is lost ({where})"
        if self.effect is Effect.WON:
            return f"if these words go, what {self.point} is to prevent is gone ({where})"
        if self.effect is Effect.TOUCHED:
            return f"{self.point} has to be judged again ({where})"
        return f"{self.point} stands ({where})" + (", in brackets only" if self.bracketed else "")


def effects(
    text: ClauseBrackets, decisions: Mapping[int, Decision], rows: Iterable[CoverageRow], provisions: Mapping[int, Sequence[str]]
) -> tuple[PointEffect, ...]:
    """What a choice does to each point that was judged reflected or partly so; `provisions` gives the ids of the clauses that a provision is now."""
    cuts = cut_spans(text.read, decisions)
    at = {text.clauses[c].id: k for k, (c, number) in enumerate(text.places) if not number}
    by_id = {c.id: c for c in text.clauses}
    found: list[PointEffect] = []
    for row in rows:
        judged = row.assessment
        if judged is None or row.verdict not in (Verdict.REFLECTED, Verdict.PARTIAL):
            continue
        shares = [
            _share_cut(text.read, at[one], by_id[one], evidence, cuts)
            for evidence in judged.evidence
            for one in (provisions.get(evidence.provision) or [c for c in row.clauses if c == evidence.clause])
            if one in at
        ]
        if not shares:
            continue
        effect = Effect.STAYS
        if all(share >= 1 for share in shares):
            effect = Effect.WON if row.point.kind is PointKind.PREVENT else Effect.LOST
        elif any(share > 0 for share in shares):
            effect = Effect.TOUCHED
        found.append(PointEffect(row.point.id, row.document, effect, row.bracketed, row.clauses))
    return tuple(found)


def _share_cut(read: Bracketed, piece: int, clause: Clause, evidence: Evidence, cuts: Sequence[tuple[int, int]]) -> float:
    """How much of what a verdict rests on would go, by letters; the best of several places where the quote stands."""
    begin = read.begins[piece]
    places = quoted_places(evidence.quote, clause.text) if evidence.quote.strip() else []
    shares = []
    for start, end in places or [(0, len(clause.text))]:
        letters = [begin + k for k in range(start, end) if clause.text[k].isalnum()]
        gone = sum(any(a <= k < b for a, b in cuts) for k in letters)
        shares.append(gone / len(letters) if letters else 0.0)
    return min(shares)
