"""Which clauses of a position paper ask for something, and of which outcome documents: detected, and overruled by what a person set."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

from negotiator.match.outline import Outline
from negotiator.model.clause import STRUCTURAL, Clause, ClauseKind
from negotiator.model.point import Delivery, Point, PointKind, PointProperties, Priority
from negotiator.rules.targets import is_introduction, named_targets
from negotiator.text.normalise import fold

T = TypeVar("T")

_NEVER: Final = frozenset({*STRUCTURAL, ClauseKind.FOOTNOTE})
_MOSTLY: Final = 0.5
"""A heading below one that names a document overrules it only if more than this share of its words name another: a chapter of the review may well be called
"implementation of the Oslo Action Plan"."""


def can_be_point(clause: Clause) -> bool:
    """Whether a person may make a point of a clause: headings, titles and footnotes ask for nothing."""
    return clause.kind not in _NEVER


def detect_points(
    clauses: Sequence[Clause],
    *,
    document: str,
    language: str,
    outcomes: Mapping[str, str],
    provisions: Mapping[str, int],
    overrides: Mapping[int, tuple[int, PointProperties]],
) -> tuple[Point, ...]:
    """The points of a position paper, in its order, those that a person retired among them.

    `outcomes` are the workspace's outcome documents (slug → title), `provisions` the lasting identity of each clause by its id, `overrides` what
    a person set, by provision, with how often it was set. A clause is a point if its file, or the nearest heading that does, names an outcome
    document. Where nothing in the paper names any, all its paragraphs outside an introduction are points: of the one outcome document, or of none yet.
    """
    outline = Outline(clauses)
    named = {clause.id: _named(clause, outline, outcomes) for clause in clauses if clause.kind not in _NEVER}
    silent = not any(named.values())
    sole = tuple(outcomes) if len(outcomes) == 1 else ()
    points: list[Point] = []
    for clause in clauses:
        if clause.kind in _NEVER:
            continue
        provision = provisions.get(clause.id, 0)
        seq, chosen = overrides.get(provision, (0, PointProperties())) if provision else (0, PointProperties())
        targets = named[clause.id]
        detected = bool(targets)
        if silent and not any(is_introduction(above.text) for above in outline.above(clause)) and clause.kind != ClauseKind.PREAMBULAR:
            detected, targets = True, sole
        if not (detected or chosen.is_point):
            continue
        points.append(_point(clause, outline, chosen, document=document, language=language, provision=provision, seq=seq, targets=targets or sole))
    return tuple(points)


def _point(
    clause: Clause, outline: Outline, chosen: PointProperties, *, document: str, language: str, provision: int, seq: int, targets: tuple[str, ...]
) -> Point:
    return Point(
        id=clause.id,
        path=clause.path,
        document=document,
        provision=provision,
        text=clause.text,
        language=language,
        context=tuple(above.text for above in outline.above(clause) if above.kind != ClauseKind.TITLE),
        targets=_or(chosen.targets, targets),
        kind=_or(chosen.kind, detected_kind(clause.text)),
        delivery=_or(chosen.delivery, Delivery.TEXT),
        priority=_or(chosen.priority, Priority.WANT),
        themes=_or(chosen.themes, ()),
        counted=_or(chosen.counted, not outline.introduces(clause)),
        seq=seq,
        retired=chosen.is_point is False,
    )


def _or(chosen: T | None, detected: T) -> T:
    return detected if chosen is None else chosen


def _named(clause: Clause, outline: Outline, outcomes: Mapping[str, str]) -> tuple[str, ...]:
    """The outcome documents that the clause's file names for it, else those that the most specific heading above it names."""
    if clause.target:
        return (clause.target,) if clause.target in outcomes else named_targets(clause.target, outcomes)[0] or (clause.target,)
    targets: tuple[str, ...] = ()
    opening = False
    for above in outline.above(clause):
        opening = opening or is_introduction(above.text)
        if above.target:
            targets = (above.target,)
        elif above.kind in (ClauseKind.HEADING, ClauseKind.CHAPEAU):
            found, share = named_targets(above.text, outcomes)
            if found and (not (targets or opening) or (share > _MOSTLY and above.kind == ClauseKind.HEADING) or set(found) < set(targets)):
                targets = found
    return targets


_AGAINST: Final = re.compile(
    r"^(?:the eu |we |the union )?(?:should |must |will |shall |to )?(?:"
    r"(?:firmly |strongly )?(?:oppos(?:e|es|ing)|resist(?:s|ing)?|object(?:s|ing)? to|push(?:es|ing)? back (?:on|against))\b"
    r"|avoid(?:s|ing)?\b(?! (?:duplicat|overlap|harm|casualt|victim|discriminat|delay|suffering))"
    r"|(?:prevent|reject|exclude|block|refuse|keep out|rule out|delete|strike|remove)(?:s|ing)? (?:any|all|every|each|attempts?|references?"
    r"|language|mentions?|the (?:reference|mention|inclusion))\b"
    r"|no (?:reference|mention|language|wording|weakening|reopening|dilution)\b"
    # Danish, Norwegian, Swedish
    r"|(?:at )?(?:imodega|imotega|afvise?|avvise?|avvisa|forhindre|forhindra|forebygge|hindre|hindra|udelukke|utesluta|utelukke|slette) (?:enhver"
    r"|ethvert|alle|alla|varje|ethvert forsog|all)\b"
    r"|(?:at )?(?:modsaette sig|motsette seg|motsatta sig)\b|(?:at )?(?:undga|unnga|undvika) (?:enhver|ethvert|alle|alla|varje|at|att|en|et"
    r"|henvisning\w*|formulering\w*)\b"
    r"|ingen (?:henvisning|omtale|formulering|svaekkelse|hanvisning|forsvagning)\w*"
    # German, Dutch
    r"|(?:jed\w+|jeglich\w+|kein\w*) (?:\w+ ){0,2}?(?:bezugnahme|verweis|abschwachung|erwahnung|formulierung)\w*|sich \w+ (?:\w+ )*widersetzen"
    r"|zich verzetten tegen\b|(?:elke|iedere) (?:verwijzing|afzwakking)\b"
    # French, Spanish, Italian, Portuguese, Polish
    r"|s'opposer a\b|(?:rejeter|refuser|eviter|empecher|exclure) (?:tout|toute|toutes|tous)\b|oponerse a\b|(?:rechazar|evitar|impedir"
    r"|excluir) (?:cualquier|toda|todo)\b"
    r"|opporsi a\b|(?:respingere|evitare|impedire|escludere) (?:ogni|qualsiasi)\b|opor-se a\b|(?:rejeitar|evitar|impedir|excluir) (?:qualquer|toda|todo)\b"
    r"|sprzeciwi\w+ sie\b|(?:odrzuc\w+|unika\w+|zapobie\w+) (?:wszelk|kazd)\w+"
    r")"
)


def detected_kind(text: str) -> PointKind:
    """`prevent` on plain evidence at the start of a wording ("Oppose …", "Avoid any reference to …"); everything else seeks."""
    return PointKind.PREVENT if _AGAINST.match(fold(text)) else PointKind.SEEK
