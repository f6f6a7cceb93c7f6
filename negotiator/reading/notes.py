"""Footnotes become clauses under the clause that refers to them, never words in the middle of its text."""

from __future__ import annotations

from collections.abc import Sequence

from negotiator.model.block import Block
from negotiator.reading.items import Item, Shape
from negotiator.reading.nodes import Node


def place_notes(nodes: Sequence[Node], notes: Sequence[Block]) -> tuple[list[Node], dict[Node, Node | None]]:
    """All nodes in document order with each note behind the clause that refers to it, and the clause that each note stands under (None: no clause at all)."""
    waiting = _references(nodes)
    under: dict[Node, list[Node]] = {}
    referring: dict[Node, Node | None] = {}
    homeless: list[Node] = []
    merged: dict[tuple[str, str, str], Node] = {}
    for block in notes:
        key = (block.role.value, block.note, block.anchor.part)
        if key in merged and block.note and (block.anchor.part or not waiting.get(block.note)):
            merged[key].more.append(Item([block], None, _wording(block), Shape.NOTE, "a further paragraph of the same note", notes=block.notes))
            continue
        owner = _owner(waiting, nodes, block)
        item = Item(
            [block],
            None,
            _wording(block),
            Shape.NOTE,
            "a note, under the clause that refers to it" if block.note in waiting else "a note",
            notes=block.notes,
        )
        item.printed = block.note
        node = Node(item, owner, why=item.why)
        merged[key] = node
        referring[node] = owner
        if owner is None:
            homeless.append(node)
        else:
            under.setdefault(owner, []).append(node)
    ordered: list[Node] = []
    for node in nodes:
        ordered.append(node)
        ordered.extend(under.get(node, ()))
    return [*ordered, *homeless], referring


def _wording(block: Block) -> str:
    """What a note says, without the sign that it goes by."""
    text = block.text.strip()
    return text if block.note.isalnum() else text.removeprefix(block.note).lstrip()


def _references(nodes: Sequence[Node]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for node in nodes:
        for item in (node.item, *node.more):
            for ref in item.notes if item is not None else ():
                found.setdefault(ref.note, []).append(node)
    return found


def _owner(waiting: dict[str, list[Node]], nodes: Sequence[Node], block: Block) -> Node | None:
    """The first clause that refers to the note and has not been served; else the last one that begins before the note."""
    owners = waiting.get(block.note, [])
    if owners:
        return owners.pop(0) if len(owners) > 1 else owners[0]
    before = [
        node
        for node in nodes
        if node.item is not None and node.item.block.anchor.part == block.anchor.part and node.item.block.anchor.index <= block.anchor.index
    ]
    if block.anchor.part:
        before = list(nodes)
    return before[-1] if before else (nodes[0] if nodes else None)
