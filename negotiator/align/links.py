"""One-to-one links, and what the parts of a score weigh by which they are chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from negotiator.align.assignment import Pair

THRESHOLD: Final = 0.29
"""Score that a link must reach; nothing is linked because nothing else was left."""
NEIGHBOURS: Final = 0.25
CONTAINERS: Final = 0.07
CHILDREN: Final = 0.3
"""A heading or chapeau is known by what stands under it, even where its own words are new."""
POSITION: Final = 0.02
"""What the whole distance from one end of the text to the other costs: enough to keep equals in order."""


@dataclass(slots=True)
class Links:
    """One-to-one links, and what spoke for each that was chosen by its score."""

    forth: dict[int, int]
    like: dict[Pair, float] = field(default_factory=dict)
    around: dict[Pair, float] = field(default_factory=dict)
    """What the surroundings add to the likeness of a pair."""
    rival: dict[Pair, float] = field(default_factory=dict)
    """The likeness of its strongest rival, as far as that one is not well placed elsewhere."""
    placed: dict[Pair, float] = field(default_factory=dict)
    """Cells linked by their place in a table alone, and the title, with the confidence of each."""

    def turned(self) -> Links:
        """The same seen from the other text."""
        like, around, rival, placed = ({(j, i): value for (i, j), value in parts.items()} for parts in (self.like, self.around, self.rival, self.placed))
        return Links({j: i for i, j in self.forth.items()}, like, around, rival, placed)
