"""Tables by row and cell: an inserted row is one inserted row; rows of another shape are replaced, inside the same table."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Final

from lxml import etree

from negotiator.formats.word.package import W
from negotiator.formats.word.redline.imports import Imports
from negotiator.formats.word.redline.known import Bound, known
from negotiator.formats.word.redline.marking import cells_of, enclose_control, mark_row, rows_of
from negotiator.formats.word.redline.pairing import Unit, pair
from negotiator.formats.word.redline.schema import CELL_MARKS, CONTENT, MARKS, MERGES, SDT, TR, Element, elements, tags, value
from negotiator.formats.word.redline.sight import row_gone, visible
from negotiator.formats.word.redline.source import Source

EditContainer = Callable[[Element, Element], None]

_CHANGE_OF: Final = {W + name: W + name + "Change" for name in ("tblPr", "tblPrEx", "trPr", "tcPr")}
_NESTS: Final = tags("sdt customXml smartTag")
_STAYS: Final = MARKS | CELL_MARKS
_MERGE: Final = tags("vMerge")


class Tables:
    """Edits one table after another in the old tree."""

    def __init__(self, old: Source, new: Source, imports: Imports, edit: EditContainer) -> None:
        self._old, self._new, self._imports, self._edit = old, new, imports, edit
        self.bound: tuple[Bound, Bound] | None = None
        """Paragraphs that are known to be the same, where rows are the same that hold them."""

    def edit(self, old: Element, new: Element) -> None:
        """Turn the rows of the old table into a redline that gives the new one."""
        self._table_properties(old, new)
        self._rows(old, new)

    def _rows(self, old: Element, new: Element) -> None:
        """The rows of a table, or of a control around some of them."""
        mine, theirs = [c for c in _children(old) if not _gone(c)], _children(new)
        after: Element | None = None
        fixed = [] if self.bound is None else known(mine, theirs, *self.bound)
        for olds, news in pair([_unit(c, self._old) for c in mine], [_unit(c, self._new) for c in theirs], fixed):
            if olds and news:
                after = mine[olds[0]]
                if after.tag == TR:
                    self._row(after, theirs[news[0]])
                else:
                    self._rows(_inside(after), _inside(theirs[news[0]]))
            elif olds:
                after = self._mark(mine[olds[0]], "del")
            else:
                made = self._imports.element(theirs[news[0]])
                self._place(old, after, made)
                after = self._mark(made, "ins")

    def _mark(self, child: Element, name: str) -> Element:
        """Mark a row, or a control and the rows in it; says behind which element the next one stands."""
        for row in [child] if child.tag == TR else rows_of(_inside(child)):
            if not row_gone(row):
                mark_row(row, name, self._imports.stamp)
        if child.tag != SDT:
            return child
        enclose_control(child, name, self._imports.stamp)
        end = child.getnext()
        return child if end is None else end

    @staticmethod
    def _place(holder: Element, after: Element | None, made: Element) -> None:
        first = next(iter(_children(holder)), None)
        if after is not None:
            after.addnext(made)
        elif first is not None:
            first.addprevious(made)
        else:
            holder.append(made)

    def _table_properties(self, old: Element, new: Element) -> None:
        self._change(old, new, W + "tblPr")
        grid, other = old.find(W + "tblGrid"), new.find(W + "tblGrid")
        if grid is not None and other is not None and len(_columns(other)) > len(_columns(grid)):
            # the grid is advice on widths, and its change carries no author: the wider one serves both states
            grid[:] = [*(copy.deepcopy(c) for c in other if c.tag == W + "gridCol"), *grid.iterchildren(W + "tblGridChange")]

    def _row(self, old: Element, new: Element) -> None:
        self._change(old, new, W + "tblPrEx")
        self._change(old, new, W + "trPr")
        for cell, other in zip(_shown(old), cells_of(new), strict=True):
            self._change(cell, other, W + "tcPr")
            self._edit(cell, other)

    def _change(self, old: Element, new: Element, tag: str) -> None:
        """Give one kind of properties of the old element the new values, with the change that leads back."""
        mine, theirs = old.find(tag), new.find(tag)
        # rows of one shape: a cell that someone merged is merged on both sides; that is said only where it is so for good and a change of theirs leads back
        merged = mine is not None and mine.find(W + "cellMerge") is not None and (theirs in self._new.merges or mine.find(_CHANGE_OF[tag]) is None)
        skip = _MERGE if merged else frozenset()
        if self._old.canon(mine, skip) == self._new.canon(theirs, skip):
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


def _children(holder: Element) -> list[Element]:
    """Rows, and controls around rows."""
    return [c for c in elements(holder) if c.tag == TR or c.tag in _NESTS]


def _inside(nest: Element) -> Element:
    found = nest.find(CONTENT) if nest.tag == SDT else nest
    return nest if found is None else found


def _gone(child: Element) -> bool:
    """Whether others have deleted it, or every row in it."""
    rows = [child] if child.tag == TR else rows_of(_inside(child))
    return bool(rows) and all(row_gone(row) for row in rows)


def _columns(grid: Element) -> list[str | None]:
    return [c.get(W + "w") for c in grid if c.tag == W + "gridCol"]


def _shown(row: Element) -> list[Element]:
    """Its cells without those that others have deleted."""
    return [cell for cell in cells_of(row) if cell.find(f"{W}tcPr/{W}cellDel") is None]


def _shape(row: Element, source: Source) -> str:
    """Columns spanned and merged, and controls around cells: rows of different shapes are not edited into one another."""
    cells: list[str] = []
    for cell in _shown(row):
        properties = cell.find(W + "tcPr")
        merged = None if properties is None else properties.find(W + "vMerge")
        theirs = None if properties is None else properties.find(W + "cellMerge")
        upright = "" if merged is None else str(merged.get(W + "val", "continue"))
        if theirs is not None:
            # someone's tracked merge, seen as accepted
            upright = MERGES.get(theirs.get(W + "vMerge", ""), "")
        nest = cell.getparent()
        held = "" if nest is None or nest is row else source.canon(next((a.find(W + "sdtPr") for a in cell.iterancestors(SDT)), None))
        cells.append(f"{value(properties, 'gridSpan') or 1}{upright}{held}")
    properties = row.find(W + "trPr")
    return f"row {value(properties, 'gridBefore')} {value(properties, 'gridAfter')} {','.join(cells)}"


def _unit(child: Element, source: Source) -> Unit:
    rows = [child] if child.tag == TR else rows_of(_inside(child))
    text = _texts([cell for row in rows for cell in _shown(row)])
    if child.tag == TR:
        return Unit(_shape(child, source), text)
    shell = source.canon(child.find(W + "sdtPr")) if child.tag == SDT else str(sorted(child.attrib.items()))
    return Unit(f"nest {shell}", text)


def _texts(cells: Sequence[Element]) -> str:
    return "\n".join(visible(cell) for cell in cells)
