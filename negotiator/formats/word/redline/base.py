"""The old file settled before a redline is built on it: all of others' tracked changes accepted, or all rejected."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias, get_args

from negotiator.formats.word.package import Package
from negotiator.formats.word.redline.settle import settled

Base: TypeAlias = Literal["as-is", "accepted", "rejected"]
BASES: Final[tuple[str, ...]] = get_args(Base)
Pairs = tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]
Places: TypeAlias = dict[int, int]
"""Ordinal of a paragraph of the main part → its ordinal once all changes are settled; one that is gone is missing."""


def settle_file(content: bytes, base: Base) -> tuple[bytes, Places]:
    """The file with its tracked changes accepted or rejected for good, and the new ordinal of each paragraph of its main part that is still there.

    Raises BadInputError where it is no Word file.
    """
    package = Package.open(content, "the old file")
    places = settled(package, rejected=base == "rejected")
    return package.save(), places


def moved_pairs(pairs: Pairs, places: Places) -> Pairs:
    """Pairs of paragraphs by the ordinals of the settled file."""
    found = ((tuple(sorted({places[o] for o in olds if o in places})), news) for olds, news in pairs)
    return tuple((olds, news) for olds, news in found if olds)
