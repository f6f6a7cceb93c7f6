"""Who may see a field or a file."""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """`own` ⊂ `group` ⊂ `partners` ⊂ `room`: what the wider circle may see, the narrower one may see too."""

    OWN = "own"
    GROUP = "group"
    PARTNERS = "partners"
    ROOM = "room"

    @property
    def width(self) -> int:
        return list(Audience).index(self)

    @property
    def readers(self) -> str:
        """Who that is, in the middle of a sentence."""
        return {"own": "our own delegation", "group": "the group", "partners": "partners", "room": "the room"}[self.value]

    @property
    def them(self) -> str:
        """The pronoun that goes with `readers`."""
        return "them" if self is Audience.PARTNERS else "it"

    def may_see(self, widest: Audience) -> bool:
        """Whether a file for this audience may hold a field that is open up to `widest`."""
        return self.width <= widest.width
