"""Who negotiates: delegations and groups, the names that they go by, and who belonged to which group when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class PartyStatus(StrEnum):
    """What a delegation is to the treaty or the meeting."""

    STATE_PARTY = "state party"
    STATE_NOT_PARTY = "state not party"
    OBSERVER = "observer"
    CIVIL_SOCIETY = "civil society"
    GROUP = "group"
    """Speaks for its members, if and when somebody says so."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Membership:
    """Belonging to a group for a time; both days included, None where open."""

    group: str
    since: date | None = None
    until: date | None = None

    def on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Party:
    """A delegation or group as a person entered it."""

    name: str
    status: PartyStatus = PartyStatus.UNKNOWN
    aliases: tuple[str, ...] = ()
    member_of: tuple[Membership, ...] = ()
    ours: bool = False
    """Our own delegation."""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class PartyTable:
    """All parties that somebody entered, found by any of their names."""

    parties: tuple[Party, ...] = ()
    _by_name: Mapping[str, Party] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {key(name): party for party in reversed(self.parties) for name in party.names})

    def find(self, name: str) -> Party | None:
        """The party that goes by a name, whatever its case and spaces."""
        return self._by_name.get(key(name))

    def called(self, name: str) -> str:
        """The name under which a party is listed; the name itself where nobody entered it."""
        found = self.find(name)
        return found.name if found else name

    @property
    def names(self) -> tuple[str, ...]:
        """Every name and alias."""
        return tuple(dict.fromkeys(name for party in self.parties for name in party.names))

    @property
    def ours(self) -> tuple[str, ...]:
        """All names of our own delegation; empty where none is marked so."""
        return tuple(dict.fromkeys(name for party in self.parties if party.ours for name in party.names))

    def members(self, group: str, day: date) -> tuple[Party, ...]:
        """Who belongs to a group on a day."""
        found = self.called(group)
        return tuple(p for p in self.parties if any(self.called(m.group) == found and m.on(day) for m in p.member_of))

    def groups(self, name: str, day: date) -> tuple[str, ...]:
        """The groups that a party belongs to on a day."""
        party = self.find(name)
        return tuple(dict.fromkeys(self.called(m.group) for m in party.member_of if m.on(day))) if party else ()

    def nearest(self, name: str, others: Iterable[str] = ()) -> str:
        """The known name that is most like an unknown one, or begins like it; empty where none is."""
        from difflib import get_close_matches

        wanted = key(name)
        folded = {key(one): one for one in (*others, *self.names)}
        near = get_close_matches(wanted, folded, n=1, cutoff=0.7)
        if not near and len(wanted) > 3:
            begun = {one[: len(wanted)]: one for one in reversed(folded)}
            near = [begun[one] for one in get_close_matches(wanted, begun, n=1, cutoff=0.8)]
        return folded[near[0]] if near else ""


def key(name: str) -> str:
    """A name as it is looked up: without case, accents, hyphens, full stops and spaces (`G-77 and China` = `g77 & China`)."""
    import unicodedata

    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return "".join(c for c in plain.replace("&", "and") if c.isalnum())
