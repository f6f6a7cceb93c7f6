"""How a file was read, block by block, under what a person says of it. Stores nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from negotiator.tui.orders import FileReading, ImportOrder, ReadBlock
from negotiator.tui.previewing import blocks_toml, said_of_file

if TYPE_CHECKING:
    from negotiator.services.files import ReadFile
    from negotiator.services.stretches import Stretch
    from negotiator.store.store import Snapshot

SAYER = "what you say"
"""What a person's words are called where they do not fit the file."""


def explain(view: Snapshot, order: ImportOrder) -> FileReading:
    """A file that is about to be imported. Raises what reading raises, and BadInputError where something said does not fit."""
    from negotiator.reading.corrections import read_corrections
    from negotiator.services.files import read_file
    from negotiator.services.splitting import known_documents, propose
    from negotiator.services.stretches import stretches_of

    file = read_file(str(order.path), corrections=read_corrections(said_of_file(order), SAYER))
    return explained(file, order, stretches_of(file, order.split or propose(file, known_documents(view))))


def explain_held(view: Snapshot, document: str, revision: str, order: ImportOrder) -> FileReading:
    """The issued file of a version, under all that was said of it and the order's words on its blocks. Raises as `explain` does."""
    from negotiator.reading.corrections import read_corrections
    from negotiator.services.files import read_content
    from negotiator.services.rereading import kept_corrections

    at = view.revision(document, revision)
    said = kept_corrections(view, document, at.source_sha256).then(read_corrections(blocks_toml(order.blocks), SAYER))
    return explained(read_content(at.source_name, view.source(at.source_sha256), corrections=said), order)


def explained(file: ReadFile, order: ImportOrder, stretches: Sequence[Stretch] = ()) -> FileReading:
    """What each block of a file was taken for, in the order of the file."""
    from negotiator.services.split_plans import place_of

    blocks = file.reading.blocks
    at = {block.anchor: number for number, block in reversed(list(enumerate(blocks)))}
    found = [
        ReadBlock(
            at.get(taken.block.anchor, -1),
            str(taken.block.anchor),
            place_of(blocks[at[taken.block.anchor]]).quote if taken.block.anchor in at else "",
            taken.what,
            taken.why,
            f"{taken.block.label} {taken.block.text}".strip(),
            taken.block.words,
            taken.block.ruled,
        )
        for taken in file.segmented.taken
        if taken.block.text.strip()
    ]
    return FileReading(order, str(file.segmented.balance), tuple(found), tuple(stretches), file)
