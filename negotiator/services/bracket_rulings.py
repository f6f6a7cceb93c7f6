"""What a person says a pair of square brackets is, and what `3 bis` means; kept with the document, and never overruled by a machine."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from negotiator.errors import NotFoundError
from negotiator.model.bracket import BracketKind, Meaning
from negotiator.text.normalise import wording_sha256

if TYPE_CHECKING:
    from collections.abc import Mapping

    from negotiator.model.revision import Revision
    from negotiator.rules.brackets_read import ClauseBrackets, PlacedBracket, Ruled
    from negotiator.store.store import Snapshot, Store

_KIND: Final = "bracket:"
_MEANING: Final = "option:"


def _subject(document: str, text: str) -> str:
    return f"{_KIND}{document}:{wording_sha256(text)[:16]}"


def _here(subject: str, provision: int, count: int) -> str:
    return f"{subject}:{provision}:{count}"


def ruled_in(view: Snapshot, document: str, provisions: Mapping[str, int]) -> Ruled | None:
    """The rulings on brackets: on one in its provision, else on all with these very words; None where there are none. `provisions` by clause id."""
    prefix = f"{_KIND}{document}:"
    kinds = {r.subject: BracketKind(r.kind) for r in view.rulings(prefix) if r.kind in set(BracketKind)}
    if not kinds:
        return None

    def ruled(text: str, clause: str, count: int) -> BracketKind | None:
        subject = _subject(document, text)
        return kinds.get(_here(subject, provisions.get(clause, 0), count)) or kinds.get(subject)

    return ruled


def rule_bracket(store: Store, actor: str, at: datetime, revision: Revision, text: ClauseBrackets, name: str, kind: BracketKind) -> None:
    """Keep what a person says of a bracket: of one by its id (`7[1]`), in its paragraph through all versions; of all with the same words by these (`[…]`).

    Raises NotFoundError, ConflictError.
    """
    document = revision.document
    every = [p for p in text.placed if p.bracket.text == name]
    placed = every[0] if every else find_bracket(text, name)
    subject = _subject(document, placed.bracket.text)
    with store.transaction(actor, at, "rule", f"{document}:{name if every else placed.id} {kind.value}") as tx:
        if not every:
            provision = next(c.provision for c in tx.clauses(revision) if c.clause.id == placed.clause.id)
            here = [p for p in text.placed if p.clause.id == placed.clause.id and p.index < placed.index and p.bracket.text == placed.bracket.text]
            subject = _here(subject, provision, len(here))
        before = next((r.seq for r in tx.rulings(subject) if r.subject == subject), 0)
        tx.append_ruling(subject, before, kind.value, {"bracket": placed.id})


def find_bracket(text: ClauseBrackets, name: str) -> PlacedBracket:
    """The bracket that an id means (`7[1]`). Raises NotFoundError."""
    for placed in text.placed:
        if placed.id == name:
            return placed
    raise NotFoundError(f"there is no bracket {name}", hint="negotiator brackets lists them")


def meanings(view: Snapshot, document: str) -> dict[str, Meaning]:
    """What people said of numbers such as `3 bis`, by the number."""
    prefix = f"{_MEANING}{document}:"
    return {r.subject.removeprefix(prefix): Meaning(r.kind) for r in view.rulings(prefix) if r.kind in set(Meaning)}


def rule_meaning(store: Store, actor: str, at: datetime, document: str, text: ClauseBrackets, label: str, meaning: Meaning) -> None:
    """Keep whether a number such as `3 bis` is a new paragraph or an alternative. Raises NotFoundError, ConflictError."""
    known = {option.label.casefold(): option.label for option, _ in text.options()}
    found = known.get(label.casefold())
    if found is None:
        raise NotFoundError(f"{document} has no number {label!r} that asks for a meaning", hint=f"negotiator brackets {document} --alternatives")
    subject = f"{_MEANING}{document}:{found}"
    with store.transaction(actor, at, "rule", f"{document}:{found} {meaning.value}") as tx:
        before = next((r.seq for r in tx.rulings(subject) if r.subject == subject), 0)
        tx.append_ruling(subject, before, meaning.value, {})
