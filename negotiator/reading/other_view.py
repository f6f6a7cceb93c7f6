"""What was said of a file holds in its other views too: places are found by where they stand, for the words there may have changed."""

from __future__ import annotations

from dataclasses import replace

from negotiator.errors import BadInputError
from negotiator.model.block import Anchor, Block, BlockRole, Reading
from negotiator.reading.corrections import Corrections, Part, Place, corrected, find_block, is_note

Stretch = tuple[Anchor, Anchor]
"""The first and the last place of a part, both ends included."""


def stretch_of(reading: Reading, part: Part) -> Stretch:
    """Where a part begins and ends in the view that it was named in. Raises BadInputError where its places are not there."""
    first, last = (reading.blocks[find_block(reading, place)] for place in (part.first, part.last))
    return first.anchor, max((last.anchor, *last.joined), key=lambda anchor: anchor.index)


def inside(anchor: Anchor, stretch: Stretch) -> bool:
    """Whether a place of the running text lies in a stretch of it."""
    first, last = stretch
    return anchor.part == first.part and anchor.unit == first.unit and first.index <= anchor.index <= last.index


def seen_otherwise(view: Reading, corrections: Corrections, stretch: Stretch | None) -> Reading:
    """Another view of a file with what was said of it laid over it, as far as the same words stand there, cut to a part if there is one."""
    known = tuple(correction for correction in corrections.blocks if _stands(view, correction.place))
    view = corrected(view, Corrections(known)) if known else view
    if stretch is None:
        return view
    called = {ref.note for block in view.blocks if not is_note(block) and inside(block.anchor, stretch) for ref in block.notes}
    kept = [block for block in view.blocks if (block.note in called if is_note(block) else _margin(block) or inside(block.anchor, stretch))]
    blocks = tuple(replace(block, words=0) if _margin(block) else block for block in kept)
    return replace(view, blocks=blocks, words=sum(block.words for block in blocks), title="")


def _stands(view: Reading, place: Place) -> bool:
    try:
        find_block(view, place)
    except BadInputError:
        return False
    return True


def _margin(block: Block) -> bool:
    return block.role in (BlockRole.HEADER, BlockRole.FOOTER)
