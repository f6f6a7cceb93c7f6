"""Who is named in brackets of the newest texts, under which delegation, and which names nobody entered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from negotiator.model.party import Party, PartyTable
from negotiator.model.revision import Role
from negotiator.services.brackets import brackets_in, by_holder
from negotiator.services.parties import party_table, unknown_names

if TYPE_CHECKING:
    from negotiator.store.store import Snapshot


@dataclass(frozen=True, slots=True)
class Named:
    """One delegation, group or unknown name over the newest texts; a group's brackets are its own and not its members'."""

    name: str
    """As it is listed; as it is printed where nobody entered it."""
    holds: int = 0
    """Brackets with text that it supports."""
    words: int = 0
    """Words in these."""
    opposes: int = 0
    reserves: int = 0
    documents: tuple[str, ...] = ()
    """Slugs of the texts in which it is named."""


@dataclass(frozen=True, slots=True)
class Delegations:
    """Everybody who negotiates, and what the texts say of them."""

    table: PartyTable
    named: dict[str, Named] = field(default_factory=dict)
    """By the name under which they are listed."""
    unknown: tuple[tuple[str, str], ...] = ()
    """Names that nobody entered, each with the known name that is most like it; empty where none is."""

    @property
    def parties(self) -> tuple[Party, ...]:
        return self.table.parties


def delegations(view: Snapshot) -> Delegations:
    """All delegations that were entered, and who is named in the newest version of each outcome document."""
    table = party_table(view)
    found: dict[str, Named] = {}
    printed: dict[str, None] = {}
    for document in view.documents():
        if document.role is Role.OUTCOME and view.revisions(document.slug):
            text = brackets_in(view, view.revision(document.slug))
            printed |= dict.fromkeys(name for placed in text.placed for name in placed.holders)
            for line in by_holder(text, table):
                one = found.get(line.party, Named(line.party))
                found[line.party] = Named(
                    line.party,
                    one.holds + line.holds,
                    one.words + line.words,
                    one.opposes + line.opposes,
                    one.reserves + line.reserves,
                    (*one.documents, document.slug),
                )
    return Delegations(table, found, unknown_names(table, printed) or tuple((name, "") for name in printed if not table.parties))
