"""Which changes of a comparison a view shows: those that are changes, those of the kinds asked for, and what stands around them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from negotiator.model.change import Change, ChangeKind, Comparison

KINDS: Final = (
    *(kind.value for kind in ChangeKind if kind is not ChangeKind.SAME),
    "moved",
    "renumbered",
    "returned",
    "uncertain",
)
"""What a view can be asked for alone."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asked to see."""

    everything: bool = False
    """Unchanged paragraphs, too."""
    context: int = 0
    """Paragraphs before and after each change."""
    only: frozenset[str] = frozenset()
    """Of `KINDS`; nothing means all of them."""

    def holds(self, change: Change) -> bool:
        """Whether a change is one of those asked for."""
        return not self.only or not self.only.isdisjoint(kinds_of(change))


def kinds_of(change: Change) -> Collection[str]:
    """What a change is, in the words of `KINDS`; nothing for a paragraph that stayed as it was."""
    edited = change.kind is not ChangeKind.EDITED or change.redline.changed
    flags = {
        change.kind.value: edited and change.kind is not ChangeKind.SAME,
        "moved": change.moved,
        "renumbered": change.shows_number,
        "returned": change.returned,
        "uncertain": change.uncertain and bool(change.old and change.new),
    }
    return [name for name, is_so in flags.items() if is_so]


def shown(comparison: Comparison, wanted: Wanted) -> tuple[Change | int, ...]:
    """The changes to show, in order; a number stands for that many paragraphs that are left out there."""
    changes = comparison.changes
    hits = [wanted.holds(c) and bool(kinds_of(c)) for c in changes]
    visible = [hit or (wanted.everything and not wanted.only) for hit in hits]
    if wanted.context:
        for place, hit in enumerate(hits):
            if hit:
                span = range(max(0, place - wanted.context), min(len(changes), place + wanted.context + 1))
                for near in span:
                    visible[near] = True
    found: list[Change | int] = []
    for change, is_visible in zip(changes, visible, strict=True):
        if is_visible:
            found.append(change)
        elif found and isinstance(found[-1], int):
            found[-1] += 1
        else:
            found.append(1)
    return tuple(found)
