"""Footnotes that are typed and no notes of Word's, as conversions leave them: a raised sign in the text, and a paragraph below that begins with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from negotiator.model.block import Block, BlockRole

_SIGN: Final = re.compile(r"\d{1,3}|[*†‡]{1,3}|[a-z]")


def with_typed_notes(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with typed notes told as notes and their signs in the text as references."""
    raised: set[str] = set()
    notes: dict[int, str] = {}
    for index, block in enumerate(blocks):
        if block.role is not BlockRole.BODY:
            continue
        sign = "" if block.cell is not None or block.label else _leading(block)
        if sign in raised and sign not in notes.values():
            notes[index] = sign
            continue
        raised.update(sign for mark in block.marks if mark.kind == "superscript" and _SIGN.fullmatch(sign := _sign(block, mark.start, mark.end)))
    if not notes:
        return list(blocks)
    return [_note(block, notes[index]) if index in notes else _referring(block, frozenset(notes.values())) for index, block in enumerate(blocks)]


def _sign(block: Block, start: int, end: int) -> str:
    return block.text[start:end].strip(" [](),.")


def _leading(block: Block) -> str:
    """The raised sign that a paragraph begins with; empty where it begins with none, or has no words besides."""
    first = next((mark for mark in block.marks if mark.kind == "superscript" and mark.start == 0), None)
    if first is None or not block.text[first.end :].strip():
        return ""
    sign = _sign(block, 0, first.end)
    return sign if _SIGN.fullmatch(sign) else ""


def _note(block: Block, sign: str) -> Block:
    cut = next(mark.end for mark in block.marks if mark.kind == "superscript" and mark.start == 0)
    text = block.text[cut:].lstrip()
    cut = len(block.text) - len(text)
    marks = tuple(replace(m, start=max(0, m.start - cut), end=m.end - cut) for m in block.marks if m.end > cut)
    return replace(block, text=text, role=BlockRole.FOOTNOTE, label=sign, note=sign, marks=marks)


def _referring(block: Block, known: frozenset[str]) -> Block:
    if block.role is not BlockRole.BODY or block.notes or not any(mark.kind == "superscript" for mark in block.marks):
        return block
    from negotiator.formats.text.paragraphs import raised_notes

    text, notes, marks = raised_notes(block.text, block.marks, known)
    return replace(block, text=text, notes=notes, marks=tuple(marks)) if notes else block
