"""The kind of each clause, once its place is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from negotiator.model.clause import ClauseKind
from negotiator.reading.forms import introduces, is_preambular, opens_preamble
from negotiator.reading.items import Shape
from negotiator.reading.nodes import Node


def kinds(nodes: Sequence[Node], notes: Mapping[Node, object]) -> dict[Node, str]:
    """A kind for every node; one that a file gave is kept as given."""
    out: dict[Node, str] = {}
    operative = {node: index for index, node in enumerate(nodes) if node.label is not None and not node.heading and node.label.word != "PP"}
    first_operative = min(operative.values(), default=len(nodes))
    for index, node in enumerate(nodes):
        out[node] = ClauseKind.FOOTNOTE.value if node in notes else _kind(node, index < first_operative)
    _complete_preambles(nodes, out)
    return out


def _kind(node: Node, before_operative: bool) -> str:
    item, label = node.item, node.label
    assert item is not None  # noqa: S101
    if item.block.kind:
        return item.block.kind
    if item.shape is Shape.CELL:
        return item.kept[1] if len(item.kept) > 1 else ClauseKind.TABLE_CELL.value
    if item.shape is Shape.TITLE:
        return ClauseKind.TITLE.value
    if item.shape is Shape.HEADING:
        return ClauseKind.HEADING.value
    if label is not None and label.word == "action":
        return ClauseKind.ACTION.value
    if label is not None and label.word == "indicator":
        return ClauseKind.INDICATOR.value
    if label is not None and label.word == "PP":
        return ClauseKind.PREAMBULAR.value
    if introduces(item.text) and any(not child.heading or child.children for child in node.children):
        return ClauseKind.CHAPEAU.value
    if label is None:
        if is_preambular(item.text, item.block, before_operative):
            return ClauseKind.PREAMBULAR.value
        return ClauseKind.OPERATIVE.value
    inside = any(outer.label is not None and not outer.heading for outer in node.chain()[1:])
    lettered = label.bullet or label.readings[0][0] in ("alpha", "roman", "cyrillic") or (label.printed.startswith("(") and inside)
    return ClauseKind.SUBPARAGRAPH.value if inside or lettered else ClauseKind.OPERATIVE.value


def _complete_preambles(nodes: Sequence[Node], out: dict[Node, str]) -> None:
    """`The General Assembly,` before the first preambular paragraph belongs to the preamble."""
    for before, node, following in zip(nodes, nodes[1:], nodes[2:], strict=False):
        alike = node.parent is before.parent is following.parent and node.label is None and out[node] == ClauseKind.OPERATIVE
        if alike and out[before] == out[following] == ClauseKind.PREAMBULAR and node.text.endswith((",", ";", ",]", ";]", ",]]")):
            out[node] = ClauseKind.PREAMBULAR.value
    for node, following in pairwise(nodes):
        if (
            out[following] == ClauseKind.PREAMBULAR
            and node.label is None
            and out[node] == ClauseKind.OPERATIVE
            and node.item is not None
            and opens_preamble(node.item.text)
        ):
            out[node] = ClauseKind.PREAMBULAR.value
