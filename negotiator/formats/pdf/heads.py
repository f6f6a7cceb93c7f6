"""The head of a first page set in two halves: symbol, date and language on one side, the body's name on the other, as the cells of one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from negotiator.formats.pdf.layout import Leaf
from negotiator.formats.text.hyphens import Hyphens
from negotiator.formats.text.lines import Line
from negotiator.model.block import Anchor, Block, BlockRole, Cell
from negotiator.reading.masthead import masthead_form


def head_blocks(lines: Sequence[Line], leaves: Sequence[Leaf]) -> tuple[list[tuple[int, Block]], list[Line]]:
    """The head's blocks, each with its number of line, and the lines that remain. A head that is not at the very top stays among the lines."""
    if not leaves or not leaves[0].rows or not leaves[0].rows[0].head:
        return [], list(lines)
    here = [line for line in lines if line.page == leaves[0].page.number]
    placed = dict(zip((line.number for line in here), leaves[0].rows, strict=True))
    head = [line for line in here if placed[line.number].head and line.role is BlockRole.BODY]
    taken = {line.number for line in head}
    hyphens = Hyphens(lines)
    blocks: list[tuple[int, Block]] = []
    for side in (1, 2):
        for part in _paragraphs([line for line in head if placed[line.number].head == side]):
            text = part[0].text
            for line in part[1:]:
                text = hyphens.join(text, line.text)
            bold = all(line.spot is not None and line.spot.bold for line in part)
            block = Block(text, part[0].anchor, sum(line.words for line in part), bold=bold, cell=Cell(1, 1, side, header=True))
            blocks.append((part[0].number, block))
    return blocks, [line for line in lines if line.number not in taken]


def _paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    parts: list[list[Line]] = []
    for line in lines:
        last = parts[-1][-1] if parts else None
        one, other = last.spot if last is not None else None, line.spot
        alike = one is not None and other is not None and not other.begins and abs(one.size - other.size) < 0.6 and one.bold == other.bold
        if last is not None and alike and not line.gap and not masthead_form(line.text) and not masthead_form(last.text):
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def stray_blocks(strays: Sequence[tuple[int, Leaf]]) -> list[tuple[int, Block]]:
    """Letters that do not stand level, page by page, as one piece of furniture."""
    out = []
    for number, leaf in strays:
        text = "".join(row.text for row in leaf.stray)
        out.append((number, Block(text, Anchor("line", 1, f"page {leaf.page.number}", "turned text"), 1, BlockRole.HEADER)))
    return out


def titled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The largest letters of the first page are the title, unless the whole text is full of such."""
    first = [block for block in blocks if block.heading and block.cell is None and block.anchor.part == "page 1"]
    if not first:
        return blocks
    rank = min(block.heading for block in first)
    title = next(block for block in first if block.heading == rank)
    if sum(block.heading == rank for block in blocks) > 2:
        return blocks
    return tuple(replace(block, style="title", heading=0) if block is title else block for block in blocks)


def title_of(blocks: Sequence[Block]) -> str:
    """The title's words; empty where none is set as one."""
    return next((" ".join(block.text.split()) for block in blocks if block.style == "title"), "")
