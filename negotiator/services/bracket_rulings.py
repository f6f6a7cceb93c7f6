"""What a person says a pair of square brackets is, and what `3 bis` means; kept with the document, and never overruled by a machine."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from negotiator.errors import NotFoundError
from negotiator.model.bracket import BracketKind, Meaning
from negotiator.text.normalise import wording_sha256

if TYPE_CHECKING:
    from negotiator.rules.brackets_read import ClauseBrackets, PlacedBracket
    from negotiator.store.store import Snapshot, Store
    from negotiator.text.bracketed.read import Decided

_KIND: Final = "bracket:"
_MEANING: Final = "option:"


def _subject(document: str, text: str) -> str:
    return f"{_KIND}{document}:{wording_sha256(text)[:16]}"


def decided_by(view: Snapshot, document: str) -> Decided | None:
    """The rulings on a document's brackets, by what stands in them; None where there are none. A ruling holds for every bracket with these very words."""
    prefix = f"{_KIND}{document}:"
    kinds = {r.subject: BracketKind(r.kind) for r in view.rulings(prefix) if r.kind in set(BracketKind)}
    if not kinds:
        return None
    return lambda text, _: kinds.get(_subject(document, text))


def rule_bracket(store: Store, actor: str, at: datetime, document: str, placed: PlacedBracket, kind: BracketKind) -> None:
    """Keep what a person says of a bracket. Raises ConflictError."""
    subject = _subject(document, placed.bracket.text)
    with store.transaction(actor, at, "rule", f"{document}:{placed.id} {kind.value}") as tx:
        before = next((r.seq for r in tx.rulings(subject) if r.subject == subject), 0)
        tx.append_ruling(subject, before, kind.value, {"bracket": placed.id})


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
