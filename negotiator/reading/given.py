"""Clauses that a file gives as such (our JSON): ids, numbers, kinds and words are kept; only what is missing is worked out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from negotiator.model.block import Block
from negotiator.model.clause import Clause, ClauseKind
from negotiator.reading.forms import introduces, is_heading_text
from negotiator.reading.labels import Label, read_label


def segment_given(blocks: Sequence[Block]) -> tuple[tuple[Clause, ...], tuple[str, ...]]:
    """Clauses in the file's order, and for each why it stands where it stands.

    Parents come from levels where given, else from ids (`1.2.1.a` under `1.2.1`).
    """
    ids = {block.given_id for block in blocks}
    level_of: dict[str, int] = {}
    open_at: list[tuple[int, str]] = []
    parents: list[str | None] = []
    reasons: list[str] = []
    seen: set[str] = set()
    for block in blocks:
        if block.given_level is not None:
            while open_at and open_at[-1][0] >= block.given_level:
                open_at.pop()
            parent, why = (open_at[-1][1] if open_at else None), "its level is given"
            level = block.given_level
        else:
            parent, why = _enclosing(block.given_id, ids, seen), "its id says where it stands"
            level = level_of[parent] + 1 if parent is not None else 0
            while open_at and open_at[-1][0] >= level:
                open_at.pop()
        open_at.append((level, block.given_id))
        level_of[block.given_id] = level
        seen.add(block.given_id)
        parents.append(parent)
        reasons.append(why)
    has_children = {parent for parent in parents if parent is not None}
    labels = {block.given_id: None if block.kind else read_label(block.label) for block in blocks}
    kind_of: dict[str, str] = {}
    clauses = []
    for block, parent in zip(blocks, parents, strict=True):
        kind = block.kind or _kind(block, labels[block.given_id], parent, kind_of, has_children)
        kind_of[block.given_id] = kind
        clauses.append(
            Clause(
                block.given_id,
                block.given_id,
                block.label,
                kind,
                block.text,
                level_of[block.given_id],
                parent,
                (block.anchor,),
                block.target,
                block.notes,
                block.words,
            )
        )
    return tuple(clauses), tuple(reasons)


_INSERTED = re.compile(r"[\s.-]*(?:bis|ter|quater|quinquies|sexies|septies|octies|alt)(?![^\W\d_])", re.IGNORECASE)
"""What follows the number of a paragraph that was put in after it: `4 bis` stands beside 4, not under it."""


def _enclosing(name: str, ids: set[str], seen: set[str]) -> str | None:
    """The longest earlier id that this one goes on from, not in the middle of a number or a word."""
    for end in range(len(name) - 1, 0, -1):
        head, before, after = name[:end], name[end - 1], name[end]
        if _INSERTED.match(name, end):
            continue
        if head in ids and head in seen and not (before.isdigit() and after.isdigit()) and not (before.isalpha() and after.isalpha()):
            return head
    return None


def _kind(block: Block, label: Label | None, parent: str | None, kind_of: dict[str, str], has_children: set[str]) -> str:
    children = block.given_id in has_children
    if label is not None and label.word == "action":
        return ClauseKind.ACTION.value
    if label is not None and label.word == "PP":
        return ClauseKind.PREAMBULAR.value
    if introduces(block.text) and children:
        return ClauseKind.CHAPEAU.value
    if (label is None or label.structural or children) and is_heading_text(block.text, 30):
        return ClauseKind.HEADING.value
    if parent is not None and kind_of.get(parent) not in (ClauseKind.HEADING, ClauseKind.TITLE, None):
        return ClauseKind.SUBPARAGRAPH.value
    if label is not None and (label.bullet or label.readings[0][0] in ("alpha", "roman")):
        return ClauseKind.SUBPARAGRAPH.value
    return ClauseKind.OPERATIVE.value
