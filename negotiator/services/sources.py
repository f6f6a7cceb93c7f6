"""The place of a paragraph in its issued file: the blocks that it was made of, as the file has them, and what stands around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from negotiator.formats.readers import read
from negotiator.model.block import BlockRole

if TYPE_CHECKING:
    from negotiator.model.block import Block
    from negotiator.model.clause import Clause
    from negotiator.model.revision import Revision
    from negotiator.store.store import Snapshot


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One block of a source file."""

    place: str
    """As a person looks for it: `paragraph 12`, `footnotes, paragraph 3`, `line 40`, `page 2, line 7`."""
    text: str
    """Its words, with the number that the file counts for it."""
    own: bool
    """Whether the paragraph was made of it; the others stand around it."""


def source_of(view: Snapshot, revision: Revision, clause: Clause, around: int = 1) -> tuple[SourceLine, ...]:
    """The blocks that a clause was made of, in the issued file's own words, with `around` blocks before and after. Raises NotFoundError, BadInputError."""
    blocks = [block for block in read(revision.source_name, view.source(revision.source_sha256)).blocks if block.text.strip()]
    wanted = set(clause.anchors)
    own = {index for index, block in enumerate(blocks) if block.anchor in wanted}
    near = {index for at in own for index in range(at - around, at + around + 1) if 0 <= index < len(blocks)}
    return tuple(SourceLine(_place(blocks[i]), f"{blocks[i].label} {blocks[i].text}".strip(), i in own) for i in sorted(own | near))


def _place(block: Block) -> str:
    """Where a block stands; one that the file has deleted or hidden says so."""
    gone = block.role in (BlockRole.STRUCK, BlockRole.STRUCK_BY_HAND, BlockRole.HIDDEN)
    return f"{block.anchor}, {block.role.value}" if gone else str(block.anchor)
