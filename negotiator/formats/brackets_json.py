"""Our JSON of brackets: one entry for each opening mark of the source, and for each closing one that nobody opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from negotiator.model.bracket import Alternative, Attribution, Meaning
from negotiator.model.clause import Clause
from negotiator.rules.bracket_fates import BracketFate
from negotiator.rules.bracket_standing import PointEffect
from negotiator.rules.brackets_read import ClauseBrackets, PlacedBracket

Json = dict[str, Any]


def brackets_json(placed: Iterable[PlacedBracket], fates: Mapping[int, BracketFate] | None = None) -> list[Json]:
    """What `brackets` prints; `fates` by bracket index adds what happened since the version before."""
    return [_bracket(one, (fates or {}).get(one.index)) for one in placed]


def _bracket(placed: PlacedBracket, fate: BracketFate | None) -> Json:
    bracket = placed.bracket
    return {
        "id": placed.id,
        "kind": bracket.kind.value,
        "clause": placed.clause.id,
        "start": placed.start,
        "end_clause": placed.end_clause.id,
        "end": placed.end,
        "depth": bracket.depth,
        "text": bracket.text,
        "words": bracket.words,
        "attribution": _attribution(bracket.attribution),
        "alternatives": [_alternative(one) for one in bracket.alternatives],
        "opened": bracket.opened,
        "closed": bracket.closed,
        **({"in_number": True} if placed.in_number else {}),
        **({"end_in_number": True} if placed.end_in_number else {}),
        **({"note": bracket.note} if bracket.note else {}),
        **({"label": bracket.label} if bracket.label else {}),
        **({"beside": True} if bracket.beside else {}),
        **({"unsure": True, "question": bracket.question} if bracket.unsure else {}),
        **({"fate": fate.fate.value, "came": list(fate.came), "went": list(fate.went)} if fate is not None else {}),
    }


def _attribution(found: Iterable[Attribution]) -> list[Json]:
    return [{"party": a.party, "stance": a.stance.value, "said": a.said, "source": a.source} for a in found]


def _alternative(one: Alternative) -> Json:
    return {"text": one.text, "attribution": _attribution(one.attribution)}


def options_json(text: ClauseBrackets, said: Mapping[str, Meaning] | None = None) -> list[Json]:
    """What `brackets --alternatives` prints: paragraphs that exclude each other, and numbers that ask for a ruling; `said` are the rulings by number."""
    rulings = said or {}
    return [
        {
            "clause": clause.id,
            "label": option.label,
            "group": option.group,
            "meaning": rulings.get(option.label, option.meaning).value,
            "question": "" if option.label in rulings else option.question,
        }
        for option, clause in text.options()
    ]


def remarks_json(text: ClauseBrackets) -> list[Json]:
    """What `brackets --remarks` prints: notes beside the text."""
    return [{"clause": clause.id, **_attribution([remark.attribution])[0]} for remark, clause in text.remarks()]


def fates_json(found: Iterable[BracketFate]) -> list[Json]:
    """What `brackets --fates` prints: every bracket of both versions once."""
    return [
        {
            "fate": one.fate.value,
            "old": one.old.id if one.old else None,
            "new": one.new.id if one.new else None,
            "text": (one.new or one.old).bracket.text if (one.new or one.old) else "",  # type: ignore[union-attr]
            "came": list(one.came),
            "went": list(one.went),
            "whose": list(one.whose),
            "put_in_brackets": one.known,
            "parted_from_another": one.parted,
        }
        for one in found
    ]


def resolved_json(choice: str, clauses: Sequence[Clause], left_open: int, effects: Iterable[PointEffect]) -> Json:
    """What `brackets --resolve` prints."""
    return {
        "choice": choice,
        "open": left_open,
        "clauses": [{"id": c.id, "number": c.number, "kind": str(c.kind), "text": c.text} for c in clauses],
        "points": [{"point": e.point, "document": e.document, "effect": e.effect.value, "bracketed": e.bracketed, "clauses": list(e.clauses)} for e in effects],
    }
