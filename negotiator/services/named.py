"""Who is named in brackets of the newest texts, under which delegation, and which names nobody entered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from negotiator.model.party import Party, PartyTable
from negotiator.services.brackets import by_holder
from negotiator.services.parties import unknown_names

if TYPE_CHECKING:
    from negotiator.services.brackets import ClauseBrackets


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


def delegations(table: PartyTable, texts: Mapping[str, ClauseBrackets]) -> Delegations:
    """All delegations that were entered, and who is named in brackets of texts, by the slugs of their documents."""
    found: dict[str, Named] = {}
    printed: dict[str, None] = {}
    for slug, text in texts.items():
        printed |= dict.fromkeys(name for placed in text.placed for name in placed.holders)
        for line in by_holder(text, table):
            one = found.get(line.party, Named(line.party))
            found[line.party] = Named(
                line.party,
                one.holds + line.holds,
                one.words + line.words,
                one.opposes + line.opposes,
                one.reserves + line.reserves,
                (*one.documents, slug),
            )
    return Delegations(table, found, unknown_names(table, printed) or tuple((name, "") for name in printed if not table.parties))
