"""Tables by row and cell: an inserted row is one inserted row; rows of another shape are replaced, inside the same table."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Final

from lxml import etree

from negotiator.formats.word.package import W
from negotiator.formats.word.redline.imports import Imports
from negotiator.formats.word.redline.marking import cells_of, mark_row, rows_of
from negotiator.formats.word.redline.pairing import Unit, pair
from negotiator.formats.word.redline.schema import GONE, MARKS, TR, Element, tags, value
from negotiator.formats.word.redline.source import Source

EditContainer = Callable[[Element, Element], None]

_CHANGE_OF: Final = {W + name: W + name + "Change" for name in ("tblPr", "tblPrEx", "trPr", "tcPr")}
_STAYS: Final = MARKS | tags("cellIns cellDel cellMerge")


class Tables:
    """Edits one table after another in the old tree."""

    def __init__(self, old: Source, new: Source, imports: Imports, edit: EditContainer) -> None:
        self._old, self._new, self._imports, self._edit = old, new, imports, edit

    def edit(self, old: Element, new: Element) -> None:
        """Turn the rows of the old table into a redline that gives the new one."""
        self._table_properties(old, new)
        mine = [row for row in rows_of(old) if not _row_gone(row)]
        theirs = rows_of(new)
        groups = pair([_unit(row) for row in mine], [_unit(row) for row in theirs])
        nested = any(row.getparent() is not old for row in mine)
        if nested and not all(len(a) == len(b) == 1 for a, b in groups):
            groups = [*(((i,), ()) for i in range(len(mine))), *(((), (j,)) for j in range(len(theirs)))]
        after: Element | None = None
        for olds, news in groups:
            if olds and news:
                self._row(mine[olds[0]], theirs[news[0]])
            elif olds:
                mark_row(mine[olds[0]], "del", self._imports.stamp)
            else:
                made = self._imports.element(theirs[news[0]])
                mark_row(made, "ins", self._imports.stamp)
                self._place(old, after, made)
                after = made
            if olds:
                after = mine[olds[0]]

    @staticmethod
    def _place(table: Element, after: Element | None, row: Element) -> None:
        if after is None:
            first = next((c for c in table if c.tag == TR or c.tag == W + "sdt"), None)
            if first is None:
                table.append(row)
            else:
                first.addprevious(row)
            return
        top = after
        while top.getparent() is not table and top.getparent() is not None:
            top = top.getparent()
        top.addnext(row)

    def _table_properties(self, old: Element, new: Element) -> None:
        self._change(old, new, W + "tblPr")
        grid, other = old.find(W + "tblGrid"), new.find(W + "tblGrid")
        if grid is not None and other is not None and len(_columns(other)) > len(_columns(grid)):
            # the grid is advice on widths, and its change carries no author: the wider one serves both states
            grid[:] = [copy.deepcopy(c) for c in other if c.tag == W + "gridCol"]

    def _row(self, old: Element, new: Element) -> None:
        self._change(old, new, W + "tblPrEx")
        self._change(old, new, W + "trPr")
        for cell, other in zip(cells_of(old), cells_of(new), strict=True):
            self._change(cell, other, W + "tcPr")
            self._edit(cell, other)

    def _change(self, old: Element, new: Element, tag: str) -> None:
        """Give one kind of properties of the old element the new values, with the change that leads back."""
        mine, theirs = old.find(tag), new.find(tag)
        if self._old.canon(mine) == self._new.canon(theirs):
            return
        self._imports.stamp.used = True
        change_tag = _CHANGE_OF[tag]
        if mine is None:
            mine = etree.Element(tag)
            place = 1 if tag == W + "trPr" and old.find(W + "tblPrEx") is not None else 0
            old.insert(place, mine)
        change = mine.find(change_tag)
        if change is None:
            change = self._imports.stamp.mark(change_tag.rpartition("}")[2])
            etree.SubElement(change, tag).extend(copy.deepcopy(c) for c in mine if c.tag not in _STAYS)
        stays = [c for c in mine if c.tag in _STAYS]
        taken = [self._imports.element(c) for c in (() if theirs is None else theirs) if c.tag not in _STAYS and c.tag != change_tag]
        mine[:] = [*taken, *stays, change]


def _columns(grid: Element) -> list[str | None]:
    return [c.get(W + "w") for c in grid if c.tag == W + "gridCol"]


def _row_gone(row: Element) -> bool:
    properties = row.find(W + "trPr")
    return properties is not None and any(c.tag in GONE for c in properties)


def is_gone(table: Element) -> bool:
    """Whether others have deleted every row of it."""
    rows = rows_of(table)
    return bool(rows) and all(_row_gone(row) for row in rows)


def _shape(row: Element) -> str:
    """Columns spanned and merged: rows of different shapes are not edited into one another."""
    cells: list[str] = []
    for cell in cells_of(row):
        properties = cell.find(W + "tcPr")
        merged = None if properties is None else properties.find(W + "vMerge")
        theirs = None if properties is None else properties.find(W + "cellMerge")
        upright = "" if merged is None else str(merged.get(W + "val", "continue"))
        if theirs is not None:
            # someone's tracked merge, seen as accepted
            upright = {"rest": "restart", "cont": "continue"}.get(theirs.get(W + "vMerge", ""), "")
        cells.append(f"{value(properties, 'gridSpan') or 1}{upright}")
    properties = row.find(W + "trPr")
    return f"row {value(properties, 'gridBefore')} {value(properties, 'gridAfter')} {','.join(cells)}"


def _unit(row: Element) -> Unit:
    text = _texts(cells_of(row))
    return Unit(_shape(row), text)


def _texts(cells: Sequence[Element]) -> str:
    from negotiator.formats.word.redline.sight import visible

    return "\n".join(visible(cell) for cell in cells)
