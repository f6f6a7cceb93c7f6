"""Which actions an indicator belongs to, and what an action lost when its indicators changed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from negotiator.model.clause import STRUCTURAL, Clause, ClauseKind
from negotiator.model.finding import Finding, Severity
from negotiator.rules.references import Numbered, plain_number, references
from negotiator.text.normalise import cosmetic

_DECIMAL = re.compile(r"(?:indicator|indicateur|indicador|indikator)\s*#?\s*(\d{1,3})\.\d{1,3}", re.IGNORECASE)
_COLUMN = re.compile(
    r"\W*(?:relevant |related |corresponding )?(?:actions?|mesures?|acci(?:ón|ones)|aktion(?:en|er)?|Maßnahmen?|handling(?:er)?)"
    r"(?:\s(?:no\.?|nos\.?|number|nr\.?|#))?\W*",
    re.IGNORECASE,
)
"""The heading of a column of actions."""
_NUMBERS = re.compile(r"#?\d{1,3}(?:\s?(?:bis|ter))?(?:\s*(?:,|;|&|and|og|et|und|y|[-–])\s*#?\d{1,3}(?:\s?(?:bis|ter))?)*")
_BARE = re.compile(r"#?\d{1,3}(?:\s?(?:bis|ter|quater))?[.)]?")


def owners(clauses: Sequence[Clause], numbered: Numbered | None = None) -> dict[str, tuple[Clause, ...]]:
    """The actions that each indicator belongs to, by its id: named in its row, else in the row above it in its table, else in a heading over it.

    An indicator whose action is not in the text is left out.
    """
    text = numbered or Numbered(clauses, {})
    found: dict[str, tuple[Clause, ...]] = {}
    last: tuple[Clause, ...] = ()
    last_parent: str | None = None
    running = False
    acting: set[str] = set()
    for clause in clauses:
        if clause.kind == ClauseKind.TABLE_CELL and clause.path.endswith(".r1.c1") and _COLUMN.fullmatch(clause.text):
            acting.add(clause.path.partition(".")[0])
        if clause.kind != ClauseKind.INDICATOR:
            if running and clause.kind not in (ClauseKind.FOOTNOTE, ClauseKind.TABLE_CELL):
                last, running = (), False
            continue
        own = _named(clause, text, bare=clause.path.partition(".")[0] in acting)
        if not own and running and clause.parent == last_parent and not clause.number:
            own = last
        own = own or _over(clause, text)
        if own:
            found[clause.id] = own
        last, last_parent, running = own, clause.parent, True
    return found


def _named(clause: Clause, text: Numbered, *, bare: bool) -> tuple[Clause, ...]:
    """`bare`: the table's first column is headed as one of actions, so that a number alone is one."""
    first = clause.text.partition("\n")[0].strip()
    if bare and _NUMBERS.fullmatch(first):
        listed = re.sub(r"\s*[;&]\s*", ", ", first)
        return _actions([number for reference in references(f"actions {listed}") for number in reference.numbers], text)
    decimal = _DECIMAL.match(clause.number)
    if decimal:
        return _actions([decimal[1]], text)
    lines = [clause.number, *(line for line in clause.text.split("\n") if len(line.split()) <= 12)]
    for line in lines:
        numbers = [number for reference in references(line) if reference.word == "action" for number in reference.numbers]
        if numbers and (line is clause.number or _only(line)):
            return _actions(numbers, text)
    if _BARE.fullmatch(clause.number.strip()):
        return _actions([plain_number(clause.number.strip(" .)"))], text)
    return ()


def _only(line: str) -> bool:
    """Whether a line is nothing but references."""
    spans = references(line)
    rest = line
    for reference in reversed(spans):
        rest = rest[: reference.start] + rest[reference.end :]
    return not any(c.isalnum() for c in rest)


def _over(clause: Clause, text: Numbered) -> tuple[Clause, ...]:
    above = text.by_id.get(clause.parent or "")
    while above is not None:
        if above.kind == ClauseKind.ACTION:
            return (above,)
        if above.kind in STRUCTURAL:
            named = [number for reference in references(above.text) if reference.word == "action" for number in reference.numbers]
            if named:
                return _actions(named, text)
        above = text.by_id.get(above.parent or "")
    return ()


def _actions(numbers: Sequence[str], text: Numbered) -> tuple[Clause, ...]:
    return tuple(action for number in dict.fromkeys(numbers) if (action := text.resolve("action", number)) is not None)


def indicator_findings(old: Numbered, new: Numbered) -> Iterator[tuple[Clause, Finding]]:
    """For each action that stands in both texts: indicators that it lost, that went to another action, and that say something else now.

    With the action as it stands in the new text. Both texts share one identity of clauses (`Numbered.identity`).
    """
    owned_old, owned_new = owners(old.clauses, old), owners(new.clauses, new)
    now: dict[int, list[Clause]] = defaultdict(list)
    for id_ in owned_new:
        now[new.identity.get(id_, -1)].append(new.by_id[id_])
    left: Mapping[int, int] = _counts(owned_new, new)
    told: set[tuple[int, int]] = set()
    for id_, actions in owned_old.items():
        indicator, key = old.by_id[id_], old.identity.get(id_, -1)
        heirs = now.get(key, [])
        for action in actions:
            what = old.identity.get(action.id, -1)
            standing = new.of_identity.get(what, [])
            if not standing or (what, key) in told:
                continue
            told.add((what, key))
            belongs = [heir for heir in heirs if any(new.identity.get(owner.id) == what for owner in owned_new[heir.id])]
            for place in standing[:1]:
                finding = _finding(place, indicator, heirs, belongs, owned_new, nothing_left=not left.get(what))
                if finding is not None:
                    yield place, finding


def _counts(owned: Mapping[str, Sequence[Clause]], text: Numbered) -> dict[int, int]:
    count: dict[int, int] = defaultdict(int)
    for actions in owned.values():
        for action in actions:
            count[text.identity.get(action.id, -1)] += 1
    return count


def _finding(
    action: Clause, indicator: Clause, heirs: Sequence[Clause], belongs: Sequence[Clause], owned: Mapping[str, Sequence[Clause]], *, nothing_left: bool
) -> Finding | None:
    quote = f'"{_short(indicator.text)}"'
    if not heirs:
        more = "; it has none left" if nothing_left else ""
        return Finding(Severity.WARNING, action.label, f"it lost an indicator: {quote}{more}")
    if not belongs:
        others = " and ".join(owner.label for heir in heirs for owner in owned[heir.id])
        return Finding(Severity.WARNING, action.label, f"an indicator of it belongs to {others} now: {quote}")
    if all(cosmetic(indicator.text) != cosmetic(heir.text) for heir in belongs):
        return Finding(Severity.INFO, action.label, f'an indicator of it changed: {quote} → "{_short(belongs[0].text)}"')
    return None


def _short(text: str, most: int = 90) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1].rsplit(' ', 1)[0]} …"
