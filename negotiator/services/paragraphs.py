"""One paragraph of a version held against one of another (or the same), with what stands below each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from negotiator.align.changes import changes
from negotiator.errors import UsageError
from negotiator.model.change import Comparison, Side
from negotiator.model.revision import Address
from negotiator.rules.holders import follow
from negotiator.services.documents import clause_at
from negotiator.services.parties import party_table

if TYPE_CHECKING:
    from negotiator.model.clause import Clause
    from negotiator.store.store import Snapshot


def names_paragraph(address: str) -> bool:
    """Whether an address is one of a paragraph."""
    return bool(Address.parse(address).clause)


def compare_paragraphs(view: Snapshot, old: str, new: str) -> Comparison:
    """What two paragraphs say differently; the user says that they belong together. Raises NotFoundError, and UsageError where only one is a paragraph."""
    for one, other in ((old, new), (new, old)):
        if not names_paragraph(one):
            raise UsageError(f"{other} is a paragraph and {one} is a whole text", hint="name a paragraph on both sides, or on neither")
    sides, texts = [], []
    for address in (old, new):
        revision, stored, everything = clause_at(view, address)
        here = _with_what_is_below(stored.clause, [c.clause for c in everything])
        title = f"{view.document(revision.document).title}, {revision.label}, {stored.clause.label}"
        sides.append(Side(f"{revision.address}:{stored.clause.path}", title, revision.language, len(here)))
        texts.append(here)
    matches = follow(texts[0], texts[1], fixed=[((0,), (0,))], parties=party_table(view).names)
    return Comparison(sides[0], sides[1], changes(texts[0], texts[1], matches))


def _with_what_is_below(clause: Clause, everything: Sequence[Clause]) -> list[Clause]:
    found, inside = [clause], {clause.id}
    for one in everything:
        if one.parent in inside and one.id not in inside:
            inside.add(one.id)
            found.append(one)
    return found
