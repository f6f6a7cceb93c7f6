"""Real Word numbering for a paper: one list that counts by itself, begun anew only where the typed numbers say so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from negotiator.formats.word.labels import ListLabel
from negotiator.formats.word.package import W
from negotiator.formats.word.paper import Element

STEP: Final = 567
"""Indent of one level in twips: one centimetre."""
_LEVELS: Final = 9
_USUAL: Final = (
    ListLabel("decimal", 1, "", "."),
    ListLabel("lowerLetter", 1, "(", ")"),
    ListLabel("lowerRoman", 1, "(", ")"),
    ListLabel("upperLetter", 1, "", ")"),
)
_BULLETS: Final = "•–·"


class Listing:
    """Hands out list ids for the items of one paper, in their order."""

    def __init__(self, numbering: Any, elements: Sequence[Element]) -> None:
        self._root = numbering
        self._scheme = _scheme(elements)
        self._abstracts: dict[tuple[int, tuple[str, str, str] | None], int] = {}
        self._bullets: int | None = None
        self._open: list[tuple[int, ListLabel]] = []
        """Per depth: the list id and the last label."""
        self._outermost: tuple[int, ListLabel] | None = None
        self._usual: set[int] = set()
        """Lists whose levels are all as this paper writes them: what stands below an item counts by the same list."""
        self._next_abstract = _highest(numbering, "abstractNum", "abstractNumId") + 1
        self._next_num = _highest(numbering, "num", "numId") + 1

    def item(self, label: ListLabel, depth: int) -> int:
        """The id of the list that prints `label` at `depth` for the next paragraph."""
        depth = min(depth, _LEVELS - 1)
        known = self._open[depth] if len(self._open) > depth else self._outermost if depth == 0 else None
        if known is not None and known[1].same_series(label) and label.number == known[1].number + 1:
            num_id = known[0]
        elif len(self._open) == depth > 0 and label.number == 1 and label.same_series(self._scheme[depth]) and self._open[-1][0] in self._usual:
            num_id = self._open[-1][0]
        else:
            num_id = self._new(label, depth)
        self._open += [(0, ListLabel("bullet", 0, "", ""))] * (depth - len(self._open))
        self._open[depth:] = [(num_id, label)]
        if depth == 0:
            self._outermost = (num_id, label)
        return num_id

    def bullet(self, depth: int) -> int:
        """The id of the bulleted list; its levels need no counting."""
        if self._bullets is None:
            levels = "".join(_level(i, ListLabel("bullet", 0, "", ""), _BULLETS[min(i, 2)]) for i in range(_LEVELS))
            self._bullets = self._add_num(self._add_abstract(levels))
        del self._open[depth:]
        return self._bullets

    def interrupted(self) -> None:
        """A heading or a plain paragraph ends what is open; only the outermost list may go on after it."""
        self._open.clear()

    def _new(self, label: ListLabel, depth: int) -> int:
        own = None if label.same_series(self._scheme[depth]) else (label.form, label.open, label.close)
        key = (depth if own else 0, own)
        if key not in self._abstracts:
            levels = [label if own and i == depth else usual for i, usual in enumerate(self._scheme)]
            self._abstracts[key] = self._add_abstract("".join(_level(i, one) for i, one in enumerate(levels)))
        num_id = self._add_num(self._abstracts[key], depth, label.number)
        if own is None:
            self._usual.add(num_id)
        return num_id

    def _add_abstract(self, levels: str) -> int:
        from docx.oxml import parse_xml

        number, self._next_abstract = self._next_abstract, self._next_abstract + 1
        element = parse_xml(
            f'<w:abstractNum xmlns:w="{W.strip("{}")}" w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )
        first = self._root.find(f"{W}num")
        if first is None:
            self._root.append(element)
        else:
            first.addprevious(element)
        return number

    def _add_num(self, abstract: int, depth: int = 0, start: int | None = None) -> int:
        from docx.oxml import parse_xml

        number, self._next_num = self._next_num, self._next_num + 1
        override = "" if start is None else f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        element = parse_xml(f'<w:num xmlns:w="{W.strip("{}")}" w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>')
        last = next(reversed(list(self._root.iterfind(f"{W}num"))), None)
        if last is not None:
            last.addnext(element)
        else:
            list(self._root.iterfind(f"{W}abstractNum"))[-1].addnext(element)
        return number


def _scheme(elements: Sequence[Element]) -> tuple[ListLabel, ...]:
    """How this paper writes each level: as its first list at that depth does, else as is usual."""
    found: dict[int, ListLabel] = {}
    for element in elements:
        if element.kind == "item" and element.label is not None:
            found.setdefault(element.level, element.label)
    return tuple(found.get(i, _USUAL[min(i, len(_USUAL) - 1)]) for i in range(_LEVELS))


def _level(index: int, label: ListLabel, text: str = "") -> str:
    text = text or f"{label.open}%{index + 1}{label.close}"
    left = STEP * (index + 1)
    indent = f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs><w:ind w:left="{left}" w:hanging="{STEP}"/></w:pPr>'
    shape = f'<w:numFmt w:val="{label.form}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/>{shape}{indent}</w:lvl>'


def _highest(root: Any, tag: str, attribute: str) -> int:
    return max((int(e.get(W + attribute, "0")) for e in root.iterfind(W + tag)), default=0)
