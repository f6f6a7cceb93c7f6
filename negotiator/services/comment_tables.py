"""Tables in which delegations mail their comments: what each column holds, by what its head says or by what stands in it, and the rows in their order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from negotiator.model.block import BlockRole
from negotiator.reading.places import read_place
from negotiator.text.normalise import cosmetic, fold

if TYPE_CHECKING:
    from negotiator.model.block import Block


class Column(StrEnum):
    """What a column holds."""

    PLACE = "place"
    AUTHOR = "author"
    CURRENT = "current"
    """The text as it stands."""
    PROPOSAL = "proposal"
    EITHER = "either"
    """A proposal or a comment, as it comes."""
    COMMENT = "comment"
    POINT = "point"
    """Our own point beside the text."""


_PROPOSING: Final = r"(?:propos|suggest|amend|forslag|vorschlag|propuesta)"
_REMARKING: Final = r"(?:comment|remark|kommentar|bemaerkning|bemerkung|commentaire|remarque|comentario|observacion)"
_OR: Final = r".*(?:/|&|\b(?:and|or|og|eller|und|oder|et|ou|y|o)\b).*"
_HEADS: Final[Sequence[tuple[Column | None, re.Pattern[str]]]] = tuple(
    (column, re.compile(pattern))
    for column, pattern in (
        (None, r"\btype\b|secretariat|sekretariat|response|\breply|replies|\bsvar\b|antwort|reponse|respuesta|decision|\bstatus\b|priority|page|\bline\b"),
        (Column.EITHER, f"{_PROPOSING}{_OR}{_REMARKING}|{_REMARKING}{_OR}{_PROPOSING}"),
        (
            Column.COMMENT,
            r"comment|remark|rationale|justif|reason|expla|observation|kommentar|bemaerkning|begrund|motiv|erlauter|anmerkung|bemerkung|observacion|remarque|"
            r"\bwhy\b|\bnotes?\b|hvorfor|warum|raison",
        ),
        (
            Column.PROPOSAL,
            r"propos|suggest|amend|\bnew\b|change|redraft|drafting|revis|aendring|forslag|ny tekst|nyt? ordlyd|vorschlag|anderung|neuer text|modif|propuest|"
            r"enmienda|nouveau|nouvelle redac|alternative",
        ),
        (Column.POINT, r"(?:our|eu|vores|unser|notre|nuestro) (?:point|position|punkt|posicion)"),
        (
            Column.CURRENT,
            r"current|original|existing|present|as it stands|draft text|\btexte?\b|\btexto\b|wording|ordlyd|wortlaut|nuvaerende|gaeldende|aktuel|geltend|"
            r"derzeit|actuel|actual|vigente|\btekst",
        ),
        (
            Column.PLACE,
            r"para|point|article|artikel|articulo|\bno\b|\bnr\b|number|\bref|clause|action|afsnit|punkt|nummer|numero|absatz|where|§|item|^#$|place|ziffer|section|"
            r"chapter|stelle|sted|fundstelle|parrafo|apartado|punto|provision|recital",
        ),
        (
            Column.AUTHOR,
            r"delegation|member state|\bms\b|\bmb\b|\bstate\b|author|country|\bname\b|\bfrom\b|\bparty\b|medlems|\bland\b|mitglied|\betat|pays|estado|"
            r"delegacion|\bpais\b|commenter|\bby\b|indsender|absender",
        ),
    )
)
"""Words of column heads, folded; in order, the first that fits decides."""
_ASKED: Final = frozenset((Column.PROPOSAL, Column.EITHER, Column.COMMENT))
_LONGEST_HEAD: Final = 60
_SEARCHED: Final = 4
"""Rows among which the heads are looked for."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row as a person reads it."""

    table: int
    row: int
    """Both counted from 1, as the file has them."""
    cells: Mapping[Column, str]
    section: str = ""
    """What the last row said that runs over all columns."""
    anchors: frozenset[int] = frozenset()
    """Ordinals of its paragraphs."""

    def cell(self, column: Column) -> str:
        return self.cells.get(column, "")

    @property
    def where(self) -> str:
        return f"table {self.table}, row {self.row}"


Grid = dict[int, dict[int, str]]
"""Row → column → text; paragraphs of a cell apart by a line break."""


@dataclass(slots=True)
class Table:
    """A table's cells, and the paragraph above it."""

    number: int
    grid: Grid = field(default_factory=dict)
    anchors: dict[int, set[int]] = field(default_factory=dict)
    """Row → ordinals of its paragraphs."""
    above: str = ""

    @property
    def columns(self) -> list[int]:
        return sorted({column for row in self.grid.values() for column in row})


def tables_of(blocks: Sequence[Block]) -> list[Table]:
    """All tables of a file, with the words that are not struck through."""
    found: dict[int, Table] = {}
    cells: dict[tuple[int, int, int], list[str]] = {}
    above = ""
    for block in blocks:
        if block.cell is None:
            above = block.text.strip() if block.role is BlockRole.BODY and block.text.strip() else above
            continue
        place = block.cell
        if place.table not in found:
            found[place.table] = Table(place.table, above=above)
            above = ""
        table = found[place.table]
        table.anchors.setdefault(place.row, set()).add(block.anchor.index)
        if block.role in (BlockRole.BODY, BlockRole.STRUCK_BY_HAND):
            cells.setdefault((place.table, place.row, place.column), []).append(_standing(block))
    for (table_number, row, column), texts in cells.items():
        kept = [text for text in texts if text != STRUCK_OUT]
        found[table_number].grid.setdefault(row, {})[column] = "\n".join(filter(None, kept)).strip() if kept else STRUCK_OUT
    return [found[number] for number in sorted(found)]


STRUCK_OUT: Final = "\x00"
"""Stands in a cell all of whose words are struck through."""


def _standing(block: Block) -> str:
    """A paragraph's words with its automatic number, without those that are struck through."""
    text, at, kept = block.text, 0, []
    for mark in sorted((m for m in block.marks if m.kind == "strike"), key=lambda m: m.start):
        kept.append(text[at : mark.start])
        at = max(at, mark.end)
    left = "".join((*kept, text[at:]))
    if block.role is BlockRole.STRUCK_BY_HAND or (text.strip() and not left.strip(" .;:,")):
        return STRUCK_OUT
    if left != text:
        left = re.sub(r"[ \t]+([;,.:)!?]|$)", r"\1", re.sub(r"[ \t]{2,}", " ", left))
    return f"{block.label} {left}".strip() if block.label else left


def head_of(text: str) -> Column | None:
    """What a column's head says that the column holds; None where it says nothing of use."""
    folded = fold(text)
    if not folded or len(folded) > _LONGEST_HEAD:
        return None
    return next((column for column, pattern in _HEADS if pattern.search(folded)), None)


def heads_of(table: Table) -> tuple[int, dict[int, Column]]:
    """The row of heads and what they say of each column; row 0 where there is none."""
    best: tuple[int, dict[int, Column]] = (0, {})
    for row in sorted(table.grid)[:_SEARCHED]:
        cells = table.grid[row]
        heads = {column: found for column, text in cells.items() if (found := head_of(text))}
        kinds = set(heads.values())
        whole = sum(bool(text.strip()) for text in cells.values())
        named = any(name.readings for text in cells.values() if len(text.split()) <= _NAME_WORDS and (name := read_place(text)))
        if len(kinds) > len(set(best[1].values())) and kinds & {*_ASKED, Column.CURRENT} and len(kinds) > 1 and len(heads) * 2 > whole and not named:
            best = row, heads
    return best


def _counting(table: Table, heads: Mapping[int, Column], after: int) -> set[int]:
    """Columns that count the rows of the table, beside one that names places."""
    rows = [row for row in sorted(table.grid) if row > after]
    found = set()
    for column in (c for c, what in heads.items() if what is Column.PLACE):
        numbers = [re.sub(r"\D+$", "", table.grid[row].get(column, "")) for row in rows]
        counted = [int(number) for number in numbers if number.isdigit()]
        if len(counted) * 4 >= len(rows) * 3 and counted == list(range(counted[0], counted[0] + len(counted))):
            found.add(column)
    naming = [c for c, what in heads.items() if what is Column.PLACE and c not in found]
    # a number within a section counts, too, and says where
    different = any(len({table.grid[row].get(c, "") for row in rows}) * 2 > len(rows) for c in naming)
    return found if different else set()


def rows_of(table: Table, heads: Mapping[int, Column], after: int) -> Iterator[TableRow]:
    """The rows below the heads; what is merged or left empty in the place and the author is taken from above."""
    uncounted = _counting(table, heads, after)
    heads = {column: what for column, what in heads.items() if column not in uncounted}
    section, carried = "", dict[Column, str]()
    for row in sorted(table.grid):
        cells = table.grid[row]
        if row <= after:
            continue
        said = {column: text for column, text in cells.items() if text.strip(f"{STRUCK_OUT} \n")}
        if len(said) == 1 and len(heads) > 1 and min(said) == min(table.columns) and heads.get(min(said)) is Column.PLACE:
            section = next(iter(said.values()))
            carried.clear()
            continue
        found: dict[Column, str] = {}
        for column, what in heads.items():
            text = cells.get(column, "").strip()
            if not text:
                continue
            joint = ", " if what is Column.PLACE else "\n"
            found[what] = f"{found[what]}{joint}{text}" if what in found else text
        for what in (Column.PLACE, Column.AUTHOR):
            if found.get(what):
                carried[what] = found[what]
            elif carried.get(what) and (what is Column.AUTHOR or not found.get(Column.CURRENT)):
                found[what] = carried[what]
        if found:
            yield TableRow(table.number, row, found, section, frozenset(table.anchors.get(row, ())))


def forms_of(tables: Sequence[Table]) -> Iterator[tuple[Table, TableRow]]:
    """Records of tables that stand upright: each row names what it says (`Paragraph`, `Proposed text`), one table or a run of rows to a comment."""
    for table in tables:
        columns = table.columns
        if len(columns) != 2:
            continue
        left, right = columns
        heads = [(row, head_of(cells.get(left, "")), cells.get(right, "").strip()) for row, cells in sorted(table.grid.items())]
        kinds = {head for _, head, _ in heads if head}
        if Column.PLACE not in kinds or not kinds & _ASKED or sum(head is None for _, head, _ in heads) > len(heads) // 2:
            continue
        if any(head_of(text) for _, _, text in heads[:1]):
            continue
        record: dict[Column, str] = {}
        first, anchors = 0, set[int]()
        for row, head, text in [*heads, (0, Column.PLACE, "")]:
            if head is Column.PLACE and record:
                yield table, TableRow(table.number, first, record, "", frozenset(anchors))
                record, anchors = {}, set()
            if head is not None and text:
                first = row if head is Column.PLACE or not record else first
                record[head] = f"{record[head]}\n{text}" if head in record else text
            anchors |= table.anchors.get(row, set())


def heads_by_content(table: Table, place: Callable[[str], bool], wording: Callable[[str], float]) -> dict[int, Column]:
    """What the columns of a table without heads hold: places that are in the text, wordings that are like it, names that come again, comments."""
    columns = {c: [cells[c] for _, cells in sorted(table.grid.items()) if cells.get(c, "").strip()] for c in table.columns}
    heads: dict[int, Column] = {}
    placed = {c: sum(place(text) for text in texts) / len(texts) for c, texts in columns.items() if texts}
    first = max(placed, key=lambda c: placed[c], default=0)
    if not first or placed[first] < _MOSTLY or len(table.grid) < _FEWEST_ROWS:
        return {}
    heads[first] = Column.PLACE
    for column, texts in columns.items():
        if column == first or not texts:
            continue
        alike = [wording(text) for text in texts]
        if sum(likeness >= _ALIKE for likeness in alike) * 2 >= len(alike):
            same = sum(likeness == 1 for likeness in alike) * 2 > len(alike)
            heads[column] = Column.CURRENT if same else Column.PROPOSAL
        elif (
            all(len(text.split()) <= _NAME_WORDS and not re.search(r"[\d;:?!]", text) for text in texts)
            and len({cosmetic(t) for t in texts}) * 2 <= len(texts) + 1
        ):
            heads[column] = Column.AUTHOR
        else:
            heads[column] = Column.COMMENT
    return heads if set(heads.values()) & _ASKED else {}


_MOSTLY: Final = 0.6
_FEWEST_ROWS: Final = 2
_ALIKE: Final = 0.4
_NAME_WORDS: Final = 4
