"""Tables of proposals as delegations mail them: who proposes or says what on which paragraph, whatever the columns are called and however they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from negotiator.model.clause import ClauseKind
from negotiator.model.edit import Deed, Edit
from negotiator.reading.column_heads import Column
from negotiator.services.comment_lists import HEADS, listed
from negotiator.services.comment_tables import STRUCK_OUT, Table, TableRow, forms_of, rows_of, tables_of
from negotiator.services.families import family
from negotiator.services.table_heads import heads_by_content, heads_of, named_columns
from negotiator.services.table_places import Place, Places
from negotiator.text.amendments import (
    amended,
    bare_wording,
    fitted,
    is_excerpt,
    is_instruction,
    is_remark,
    likeness,
    new_paragraph,
    says_nothing,
    spliced,
    whole_deletion,
)
from negotiator.text.normalise import cosmetic
from negotiator.text.redline import redline

if TYPE_CHECKING:
    from negotiator.model.block import Block
    from negotiator.model.clause import Clause
    from negotiator.services.sent import Sent

_OWN_WORDING: Final = 0.35
"""Likeness to the paragraph from which a text of either kind is a wording and no remark."""
_SAME_PARAGRAPH: Final = 0.6
"""Likeness from which a text in the column of the present text is the paragraph, changed."""
_BY: Final = re.compile(
    r"(?:.*\b)?(?:comments?|remarks?|proposals?|amendments?|kommentarer|bemærkninger|forslag|kommentare|bemerkungen|anmerkungen|vorschläge|commentaires|"
    r"observations|propositions|comentarios|observaciones|propuestas)\b"
    r"(?:\s+\w+){0,2}?\s+(?:by|of|from|fra|von|aus|der|des|de la|de l['’]|de|del|du)\s+(?P<name>.+)"
    r"|(?:delegation|member state|medlemsstat|mitgliedstaat|état membre|estado miembro|delegación|délégation|country)\s*:\s*(?P<named>.+)",
    re.IGNORECASE,
)
"""A line that says whose comments these are."""
_ON: Final = re.compile(r"\s+(?:on|to|concerning|regarding|about|om|til|zu|zum|zur|sur|sobre|relative)\b.*", re.IGNORECASE)
_FILE_WORDS: Final = re.compile(
    r"\W*(?<![^\W_])(?:comments?|kommentarer?|commentaires?|comentarios|bemærkninger|bemerkungen|remarks?|observations|observaciones|proposals?|amendments?|table|"
    r"tabel|tabelle|tableau|tabla|input|contribution|bidrag|final|v\d+|rev\d*|and others)(?![^\W_])\W*",
    re.IGNORECASE,
)

_MOVE: Final = re.compile(
    r"(?:please )?move (?:it |this |(?:this |the )?paragraph )?(?:(?:to )?(?:after|behind) (?P<to>.+?)|to the (?:beginning|start|top))\.?", re.IGNORECASE
)


Key = tuple[int, int, int]
"""Table, row and, where each delegation has a column, column, as the file counts them in whatever state of its tracked changes."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is to be read."""

    heads: Mapping[int, Column]
    """What each column holds; empty for a table that stands upright."""
    after: int = 0
    """The row of heads."""
    named: Mapping[int, str] = field(default_factory=dict)
    """Columns that hold what one delegation says, and who."""

    @property
    def proposing(self) -> bool:
        """A column holds proposals; where none does, they stand among the comments."""
        return not self.heads or bool(self.named) or bool({Column.PROPOSAL, Column.EITHER} & set(self.heads.values()))


class TableReader:
    """Reads the tables of a file against a text."""

    def __init__(self, name: str, blocks: Sequence[Block], sent: Sent, *, bare: bool = False) -> None:
        self._name, self._base, self._own, self._address = name, sent.base, sent.own, sent.address
        self._places = Places(sent.base)
        self._sender = _sender(name, blocks, sent)
        self.tables = {table.number: table for table in tables_of(blocks) if not self._held(table)}
        self.layouts: dict[int, Layout] = {}
        """How the tables are read that hold proposals or comments; without `bare` a table needs heads."""
        upright = {table.number for table, _ in forms_of(list(self.tables.values()))}
        for number, table in self.tables.items():
            after, heads = heads_of(table) if number not in upright else (0, {})
            if not heads and bare and number not in upright:
                after, heads = heads_by_content(table, self._places.known, self._likest)
            named = named_columns(table, heads, after)
            if (heads or number in upright) and (not named or self._mostly_placed(table, heads, after)):
                self.layouts[number] = Layout(heads, after, named)

        self._bare = bare and not self.layouts
        if self._bare and (written := listed(blocks, self._places.known)) is not None:
            self.tables[written.number] = written
            self.layouts[written.number] = Layout(HEADS)

    @property
    def anchors(self) -> frozenset[int]:
        """Ordinals of all paragraphs in the tables that are read."""
        return frozenset(a for number in self.layouts for row in self.tables[number].anchors.values() for a in row)

    def rows(self, blocks: Sequence[Block]) -> dict[Key, TableRow]:
        """The rows of these tables, as they stand in a state of the file."""
        found: dict[Key, TableRow] = {}
        tables = [table for table in tables_of(blocks) if table.number in self.layouts]
        if self._bare and (written := listed(blocks, self._places.known)) is not None:
            tables.append(written)
        for table in tables:
            layout = self.layouts[table.number]
            rows = rows_of(table, layout.heads, layout.after, layout.named) if layout.heads else (row for one, row in forms_of(tables) if one is table)
            found |= {(table.number, row.row, row.part): row for row in rows}
        return found

    def place(self, row: TableRow) -> Place:
        """The paragraphs that a row is about."""
        proposed = row.cell(Column.PROPOSAL) or row.cell(Column.EITHER)
        return self._places.find(
            row.cell(Column.PLACE), section=row.section, quoted=row.cell(Column.CURRENT).strip(STRUCK_OUT), proposed=proposed.strip(STRUCK_OUT)
        )

    def read(self, row: TableRow, before: TableRow | None = None, author: str = "") -> list[Edit]:
        """What a row asks for; with an author, what he made of the row as it was before."""
        place = self.place(row if row.cell(Column.CURRENT) or before is None else before)
        return list(self._edits(row, before, place, author))

    def _edits(self, row: TableRow, before: TableRow | None, place: Place, author: str) -> Iterator[Edit]:
        old = "\n".join(self._base[i].text for i in place.indices)
        proposed, comment = self._asked(row, old)
        current = row.cell(Column.CURRENT)
        if not proposed and place.indices:
            if author and before is not None and before.cell(Column.CURRENT) != current:
                proposed, current = (current or STRUCK_OUT), before.cell(Column.CURRENT)
            elif current and (row.marked or not self.layouts[row.table].proposing):
                proposed = self._changed(old, current)
        moving = _MOVE.fullmatch(proposed)
        behind = self._places.find(moving["to"]).indices if moving and moving["to"] else ()
        if moving and place.indices and (behind or not moving["to"]):
            yield from self._moved(row, place, author, behind, comment)
            return
        asked = self._meant(old, current.strip(STRUCK_OUT), proposed, place)
        if asked is None:
            said = "\n".join(filter(None, (proposed, comment)))
            if said:
                yield self._edit(row, place, Deed.COMMENT, author, comment=said)
            return
        deed, new, reason = asked
        comment = "\n".join(filter(None, (reason, comment)))
        if deed is Deed.DELETED:
            for index in place.indices:
                yield self._edit(row, Place((index,)), deed, author, comment=comment)
        elif deed is Deed.PROPOSED and cosmetic(new) == cosmetic(old):
            if comment:
                yield self._edit(row, place, Deed.COMMENT, author, comment=comment)
        else:
            yield self._edit(row, place, deed, author, new, comment)

    def _asked(self, row: TableRow, old: str) -> tuple[str, str]:
        """The proposal and the comment of a row; where a cell may hold either, what it is like decides."""
        said = (self._own(row.cell(column)).strip() for column in (Column.COMMENT, Column.POINT))
        comment = "\n".join(one for one in said if one and not says_nothing(one))
        proposed, either = row.cell(Column.PROPOSAL), row.cell(Column.EITHER)
        if not either and not self.layouts[row.table].proposing:
            either, comment = comment, ""
        if not proposed and either:
            wording = either == STRUCK_OUT or whole_deletion(either) is not None or new_paragraph(either) is not None
            wording = wording or amended(old, either) is not None or likeness(old, either) >= _OWN_WORDING
            proposed, comment = (either, comment) if wording else ("", f"{either}\n{comment}".strip())
        return ("" if says_nothing(proposed) and proposed != STRUCK_OUT else proposed), comment

    def _changed(self, old: str, current: str) -> str:
        """The text beside a place, where it is the paragraph in another form: somebody worked in the column that quotes it."""
        if current == STRUCK_OUT:
            return STRUCK_OUT
        if is_excerpt(current) or cosmetic(current).casefold() in cosmetic(old).casefold():
            return ""
        return current if likeness(old, current) >= _SAME_PARAGRAPH else ""

    def _meant(self, old: str, current: str, proposed: str, place: Place) -> tuple[Deed, str, str] | None:
        """What a proposal does to a text, the new wording, and a reason that stands in it; None where it is a remark or nothing."""
        if not proposed:
            return None
        if proposed == STRUCK_OUT:
            return (Deed.DELETED, "", "") if place.indices else None
        added = new_paragraph(proposed)
        if place.relation or added is not None:
            return Deed.ADDED, added if added is not None else bare_wording(proposed), ""
        reason = whole_deletion(proposed)
        if reason is not None:
            return (Deed.DELETED, "", reason) if place.indices else None
        if not place.indices:
            return None if is_remark(proposed) else (Deed.PROPOSED, proposed, "")
        done = amended(old, proposed)
        if done is not None:
            return Deed.PROPOSED, done, ""
        if (bare := bare_wording(proposed)) != proposed and not old.startswith(proposed[:1]):
            proposed = bare
        if is_instruction(proposed):
            return None
        if likeness(old, proposed) < _OWN_WORDING and current and (whole := spliced(old, current, proposed)) is not None:
            return Deed.PROPOSED, whole, ""
        if current and likeness(current, proposed) > likeness(old, proposed) and (whole := spliced(old, current, proposed)) is not None:
            return Deed.PROPOSED, whole, ""
        if is_excerpt(proposed) and (whole := fitted(old, proposed)) is not None:
            return Deed.PROPOSED, whole, ""
        if is_remark(proposed) and likeness(old, proposed) < _OWN_WORDING:
            return None
        return Deed.PROPOSED, _unnumbered(old, proposed), ""

    def _moved(self, row: TableRow, place: Place, author: str, after: Sequence[int], comment: str) -> Iterator[Edit]:
        """Paragraphs that are to stand behind all that stands under another, or at the beginning."""
        behind = family(self._base[after[-1]], self._base)[-1] if after else None
        for n, index in enumerate(place.indices):
            edit = self._edit(row, Place((index,)), Deed.MOVED, author, self._base[index].text, "" if n else comment)
            yield replace(edit, redline=None, behind=behind.id if behind else "", to=f"after {behind.label}" if behind else "at the beginning")

    def _edit(self, row: TableRow, place: Place, deed: Deed, author: str, new: str = "", comment: str = "") -> Edit:
        base = self._base
        indices = place.indices
        if deed is Deed.ADDED and place.relation == "before" and indices:
            indices = (indices[0] - 1,) if indices[0] else ()
        elif deed is Deed.ADDED and indices:
            indices = indices[-1:]
        old = "" if deed in (Deed.COMMENT, Deed.ADDED) else "\n".join(base[i].text for i in indices)
        line = redline(old, new) if old and new else None
        alike = line is not None and sum(len(s.text) for s in line.segments if s.op.value == "equal") * 2 >= len(new)
        label = _labelled([base[i] for i in indices], run=indices[-1] - indices[0] == len(indices) - 1 if indices else False)
        if not label:
            named = row.cell(Column.PLACE) or row.cell(Column.CURRENT).strip(STRUCK_OUT)[:40]
            label = "the whole text" if place.whole or not named else f"{named} ({row.where})"
        elif deed is Deed.ADDED:
            label = f"after {label}"
        return Edit(
            deed=deed,
            clauses=tuple(base[i].id for i in indices),
            label=label,
            author=author or row.cell(Column.AUTHOR) or said_above(self.tables[row.table].above) or self._sender,
            at=None,
            old=old if alike or deed is Deed.DELETED else "",
            new=new,
            redline=line if alike else None,
            comment=comment,
            file=self._name,
            position=indices[0] if indices else -1,
        )

    def unplaced(self, row: TableRow) -> str:
        """Why a row stands with no paragraph, though it is not about the whole text; empty otherwise."""
        place = self.place(row)
        named = row.cell(Column.PLACE) or row.cell(Column.CURRENT).strip(STRUCK_OUT)[:40]
        if place.indices or place.whole or not named:
            return ""
        if not place.among:
            return f"“{named}” is no paragraph of {self._address}"
        shown = [self._base[i].path for i in place.among[:_MOST_NAMED]]
        more = "" if len(place.among) <= _MOST_NAMED else " …"
        return f"“{named}” can be {', '.join(shown[:-1])} or {shown[-1]}{more}, and no text beside it tells which"

    def _mostly_placed(self, table: Table, heads: Mapping[int, Column], after: int) -> bool:
        """Whether most rows of a table name or quote a paragraph, so that columns with other heads can be those of delegations."""
        rows = list(rows_of(table, heads, after, {}))
        return sum(bool(self.place(row).indices) for row in rows) * 2 > len(rows)

    def _held(self, table: Table) -> bool:
        """Whether a table is one of the text itself."""
        cells = {cosmetic(c.text) for c in self._base if c.kind in (ClauseKind.TABLE_CELL, ClauseKind.INDICATOR)}
        texts = [cosmetic(text) for row in table.grid.values() for text in (*row.values(), "\n".join(row.values()))] if cells else []
        return sum(text in cells for text in texts) * 3 > len(texts)

    def _likest(self, text: str) -> float:
        """How like a text is to the paragraph of the base that it is most like."""
        if len(text.split()) < _FEWEST_WORDS:
            return 0.0
        return max((1.0 if cosmetic(c.text) == cosmetic(text) else likeness(c.text, text) for c in self._places.like(text)), default=0.0)


_FEWEST_WORDS: Final = 5
_MOST_NAMED: Final = 5


def _labelled(clauses: Sequence[Clause], *, run: bool) -> str:
    """`paragraph 7`, `paragraph 7 and Action #2`, `paragraphs 7–9` for a run of them."""
    labels = [c.label for c in clauses]
    if len(labels) > 2 and run and all(label == f"paragraph {c.path}" for label, c in zip(labels, clauses, strict=True)):
        return f"paragraphs {clauses[0].path}–{clauses[-1].path}"
    return " and ".join(filter(None, [", ".join(labels[:-1]), *labels[-1:]]))


def _unnumbered(old: str, proposed: str) -> str:
    """A wording without the number that was typed before it, where the paragraph's own text has none."""
    lead = re.match(r"\s*[(]?(?:\d+|[a-z]|[ivxlc]+)(?:\.\d+)*[.)]+\s+(?=\S{2})", proposed, re.IGNORECASE)
    return proposed[lead.end() :] if lead and not old.startswith(lead[0].strip()) else proposed


def _sender(name: str, blocks: Sequence[Block], sent: Sent) -> str:
    """Who sent a file: said in a line of it, else a delegation in its name, else its name without the words that say what it is.

    Nobody is known where the file still has the name of the document that it is about.
    """
    for block in blocks:
        said = said_above(block.text)
        if said:
            return said
    stem = name.rpartition(".")[0] or name
    words = " ".join(["", *re.findall(r"[^\W_]+", stem), ""]).casefold()
    known = next((party.name for party in sent.parties.parties for one in party.names if f" {one.casefold()} " in words), "")
    if known or stem.casefold().startswith(sent.address.partition("@")[0]):
        return known
    left = _FILE_WORDS.sub(" ", stem.replace("_", " ")).strip()
    return left if sum(c.isalpha() for c in left) > 1 else stem


def said_above(text: str) -> str:
    found = _BY.fullmatch(text.strip()) if len(text.split()) <= _LONGEST_LINE else None
    if found is None:
        return ""
    return _ON.sub("", found["name"] or found["named"]).strip(" .:")


_LONGEST_LINE: Final = 16
