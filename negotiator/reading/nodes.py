"""Clauses in the making, and the series of numbers that they count in."""

from __future__ import annotations

from dataclasses import dataclass, field

from negotiator.reading.items import Item, Shape, counts_with
from negotiator.reading.labels import Label


@dataclass(slots=True, eq=False)
class Node:
    """A clause in the making."""

    item: Item | None
    parent: Node | None
    more: list[Item] = field(default_factory=list)
    """Further paragraphs of its own."""
    children: list[Node] = field(default_factory=list)
    series: Series | None = None
    why: str = ""

    @property
    def label(self) -> Label | None:
        return self.item.label if self.item else None

    @property
    def heading(self) -> bool:
        return self.item is not None and self.item.shape in (Shape.HEADING, Shape.TITLE)

    @property
    def outline(self) -> int:
        return self.item.outline if self.item else 0

    @property
    def text(self) -> str:
        return "" if self.item is None else "\n".join(i.text for i in (self.item, *self.more) if i.text)

    def chain(self) -> list[Node]:
        """Itself and its ancestors, outermost last."""
        out, node = [self], self.parent
        while node is not None:
            out.append(node)
            node = node.parent
        return out


@dataclass(slots=True, eq=False)
class Series:
    """Numbers of one form that count on."""

    key: str
    system: str
    last: int
    base: Node
    rank: int
    members: list[Node] = field(default_factory=list)

    def restarted_by(self, item: Item) -> bool:
        """Whether the item's number is of this series' form and system; `(i)` is none of `(a)`, `(b)`'s."""
        return item.label is not None and item.key == self.key and any(system == self.system for system, _ in starting(item.label))

    def continued_by(self, item: Item) -> tuple[str, int] | None:
        """The reading of the item's number with which it counts on, if any."""
        label = item.label
        if label is None or not counts_with(item, self.key):
            return None
        if label.bullet:
            return label.readings[0]
        for system, value in label.readings:
            if system == self.system and (value == self.last + 1 or (label.suffix and value == self.last)):
                return system, value
        return None


def starting(label: Label) -> tuple[tuple[str, int], ...]:
    """The readings of a number that a series can start with, or all where none can."""
    return tuple(reading for reading in label.readings if reading[1] == 1) or label.readings
