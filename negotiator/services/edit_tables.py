"""Tables of proposals as delegations mail them: a paragraph, who proposes, a wording or a comment, in columns that are named in the first row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from negotiator.align import align
from negotiator.errors import NotFoundError, UsageError
from negotiator.model.edit import Deed, Edit
from negotiator.services.addresses import find_clause
from negotiator.text.normalise import cosmetic, fold
from negotiator.text.redline import redline

if TYPE_CHECKING:
    from negotiator.model.block import Block
    from negotiator.model.clause import Clause
    from negotiator.services.files import ReadFile

_COLUMNS: Final[Mapping[str, re.Pattern[str]]] = {
    "comment": re.compile(r"comment|remark|rationale|justification|reason|explanation|observation|kommentar|bemaerk|begrund|motiv|erlauter"),
    "proposal": re.compile(r"propos|suggest|amend|new (text|wording)|change|redraft|drafting|aendring|forslag|vorschlag|anderung|modification|texte propose"),
    "current": re.compile(r"current|original|existing|present|draft text|\btext\b|gaeldende|aktuel|derzeit|texte actuel"),
    "place": re.compile(r"para|point|article|\bno\b|number|ref|clause|action|afsnit|punkt|artikel|nummer|absatz|where|§|item|^#$|place"),
    "author": re.compile(r"delegation|member state|\bms\b|state|author|country|name|from|party|medlemsstat|mitgliedstaat|etat|pays"),
}
"""Words of column heads, folded; in order, the first that fits decides."""
_NUMBER: Final = re.compile(r"(?:#?\s*)((?:[IVXLC]+|\d+|[A-Z])(?:[.)]?(?:\d+|[a-z]+|[ivx]+))*(?:\s+(?:bis|ter|alt))?)", re.IGNORECASE)
_LEADS: Final = re.compile(r"^\s*(?:paragraphs?|paras?|points?|articles?|actions?|clauses?|afsnit|punkt|artikel|absatz|nr|no|§|op|pp)\b\.?\s*", re.IGNORECASE)


def proposals_in(file: ReadFile, base: Sequence[Clause]) -> tuple[Edit, ...]:
    """The proposals of a file's tables, in their order; nothing where it has no table that names a place and a wording or a comment in its first row."""
    found = []
    for table in _tables(file):
        heads = _heads(table[0]) if table else {}
        if "place" not in heads.values() or not {"proposal", "comment"} & set(heads.values()):
            continue
        last: tuple[int, ...] = ()
        for row in table[1:]:
            cells = {what: row.get(column, "").strip() for column, what in reversed(heads.items())}
            if not cells.get("proposal") and not cells.get("comment"):
                continue
            places = _places(cells.get("place", ""), cells.get("current", ""), base)
            if places or cells.get("place"):
                last = places
            found.append(_edit(file, cells, last, base))
    return tuple(found)


def _tables(file: ReadFile) -> list[list[dict[int, str]]]:
    """Each table of the file as rows of column → text; paragraphs of a cell apart by a line break."""
    tables: dict[int, dict[int, dict[int, list[str]]]] = {}
    for block in file.reading.blocks:
        if block.cell is not None:
            row = tables.setdefault(block.cell.table, {}).setdefault(block.cell.row, {})
            row.setdefault(block.cell.column, []).append(_shown(block))
    return [[{column: "\n".join(texts) for column, texts in row.items()} for _, row in sorted(rows.items())] for _, rows in sorted(tables.items())]


def _shown(block: Block) -> str:
    return f"{block.label} {block.text}".strip() if block.label else block.text


def _heads(row: Mapping[int, str]) -> dict[int, str]:
    heads: dict[int, str] = {}
    for column, text in sorted(row.items()):
        folded = fold(text)
        if len(folded) > _LONGEST_HEAD:
            return {}
        what = next((what for what, pattern in _COLUMNS.items() if pattern.search(folded) and what not in heads.values()), "")
        if what:
            heads[column] = what
    return heads


_LONGEST_HEAD: Final = 60


def _places(named: str, current: str, base: Sequence[Clause]) -> tuple[int, ...]:
    """Indices of the clauses that a cell names by number, or whose text it quotes; a number that several carry is settled by the text beside it."""
    index = {c.id: n for n, c in enumerate(base)}
    stated = _LEADS.sub("", named.strip()).strip(" :.-–")
    for candidate in dict.fromkeys((stated, *(m[1] for m in [_NUMBER.match(stated)] if m))):
        if not candidate:
            continue
        try:
            return (index[find_clause(list(base), candidate, "the text").id],)
        except (NotFoundError, UsageError):
            continue
    quoted = current.strip() or named.strip()
    if len(quoted.split()) < _QUOTED:
        return ()
    wanted = cosmetic(quoted)
    exact = [n for n, c in enumerate(base) if cosmetic(c.text) == wanted or wanted in cosmetic(c.text)]
    if len(exact) == 1:
        return (exact[0],)
    unit = _Quoted(quoted)
    return next((m.old[:1] for m in align(base, [unit]) if m.new and m.old and not m.uncertain), ())


_QUOTED: Final = 4
"""Words below which a cell is a label and no quotation."""


class _Quoted:
    """A quotation as a unit to be found in the text."""

    def __init__(self, text: str) -> None:
        self.text, self.number, self.kind, self.parent, self.id = text, "", "operative", None, "quoted"


def _edit(file: ReadFile, cells: Mapping[str, str], places: tuple[int, ...], base: Sequence[Clause]) -> Edit:
    old = "\n".join(base[i].text for i in places)
    new = cells.get("proposal", "")
    line = redline(old, new) if places and new else None
    alike = line is not None and sum(len(s.text) for s in line.segments if s.op.value == "equal") * 2 >= len(new)
    return Edit(
        deed=Deed.PROPOSED if new else Deed.COMMENT,
        clauses=tuple(base[i].id for i in places),
        label=" and ".join(base[i].label for i in places) or cells.get("place", "") or "the whole text",
        author=cells.get("author", "") or file.name.rpartition(".")[0],
        at=None,
        old=old if alike else "",
        new=new,
        redline=line if alike else None,
        comment=cells.get("comment", ""),
        file=file.name,
        position=places[0] if places else -1,
    )
