"""Tables that came back: what stands in them, what each author's tracked changes made of a row, and Word comments on it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from negotiator.model.change import Op
from negotiator.model.edit import Deed, Edit
from negotiator.reading.column_heads import Column
from negotiator.services.comment_tables import TableRow
from negotiator.services.copies import latest
from negotiator.services.edit_tables import Key, TableReader
from negotiator.text.redline import redline

if TYPE_CHECKING:
    from negotiator.model.clause import Clause
    from negotiator.services.copies import Copy
    from negotiator.services.sent import Sent

_TOLD = (Column.CURRENT, Column.PROPOSAL, Column.EITHER, Column.COMMENT, Column.POINT)


class ReturnedTables:
    """The tables of proposals and comments in a file."""

    def __init__(self, copy: Copy, sent: Sent, *, bare: bool = False) -> None:
        self._copy, self._sent = copy, sent
        self._reader = TableReader(copy.file.name, copy.file.reading.blocks, sent, bare=bare)
        self._states: dict[frozenset[str], Mapping[Key, TableRow]] = {}

    def __bool__(self) -> bool:
        return bool(self._reader.layouts)

    @property
    def anchors(self) -> frozenset[int]:
        """Ordinals of their paragraphs."""
        return self._reader.anchors

    def edits(self) -> tuple[list[Edit], list[str]]:
        """What the tables ask for, and a line for each row whose place is not in the text."""
        found: list[Edit] = []
        warnings: dict[str, None] = {}
        shown = self._rows(self._copy.authors)
        for key in sorted({*shown, *self._rows(())}):
            row = shown.get(key) or self._rows(())[key]
            edits = [*self._row(key), *self._remarks(row)]
            if edits and (missing := self._reader.unplaced(row)):
                warnings[f"{self._copy.file.name}, {row.where}: {missing}"] = None
            found += edits
        return found, list(warnings)

    def _rows(self, accepted: Collection[str]) -> Mapping[Key, TableRow]:
        state = frozenset(accepted)
        if state not in self._states:
            self._states[state] = self._reader.rows(self._copy.blocks(state))
        return self._states[state]

    def _row(self, key: Key) -> Iterator[Edit]:
        """What a row asked for before anybody's tracked changes, and what each author made of it."""
        before = self._rows(()).get(key)
        first = self._reader.read(before) if before is not None else []
        yield from first
        for author in self._copy.authors:
            own = self._rows((author,)).get(key)
            edits = list(self._made(before, own, author, first))
            others = [a for a in self._copy.authors if a != author]
            if not edits and others:
                on = tuple(a for a in others if self._copy.shares(author, a))
                earlier = self._rows(others).get(key)
                edits = [replace(e, on=on) for e in self._made(earlier, self._rows(self._copy.authors).get(key), author, first)] if on else []
            yield from edits

    def _made(self, before: TableRow | None, after: TableRow | None, author: str, first: Sequence[Edit]) -> Iterator[Edit]:
        if after is None or (before is not None and all(before.cell(c) == after.cell(c) for c in _TOLD)):
            return
        delegated = before is None or not any(before.cell(c) for c in _TOLD if c is not Column.CURRENT)
        name = after.cell(Column.AUTHOR) if delegated else ""
        times = self._copy.changed_at(author)
        at = latest(times[place] for a in after.anchors if (place := ("", a)) in times)
        known = {(e.deed, e.new) for e in first if e.deed is not Deed.COMMENT}
        for edit in self._reader.read(after, before, name or author):
            said = _added(before, edit.comment) if before is not None else edit.comment
            if edit.deed is Deed.COMMENT or (edit.deed, edit.new) in known:
                if said:
                    yield replace(edit, deed=Deed.COMMENT, old="", new="", redline=None, comment=said, at=at)
            else:
                of = tuple(dict.fromkeys(e.author for e in first if e.deed is not Deed.COMMENT))
                yield replace(edit, comment=said, at=at, on=of)

    def _remarks(self, row: TableRow) -> Iterator[Edit]:
        """Word comments on a row."""
        indices = self._reader.place(row).indices
        base: Sequence[Clause] = self._copy.base
        for remark in self._copy.remarks:
            if remark.paragraph in row.anchors and remark.author not in self._sent.ours:
                yield Edit(
                    deed=Deed.COMMENT,
                    clauses=tuple(base[i].id for i in indices),
                    label=" and ".join(base[i].label for i in indices) or row.cell(Column.PLACE) or "the whole text",
                    author=remark.author,
                    at=remark.at,
                    old="",
                    new="",
                    redline=None,
                    comment=remark.text,
                    quote=remark.quote,
                    answers=self._copy.answered(remark),
                    position=indices[0] if indices else -1,
                )


def _added(before: TableRow, said: str) -> str:
    """What of a comment was put in; all of it where what stood there was changed as well."""
    stood = "\n".join(filter(None, (before.cell(c) for c in (Column.COMMENT, Column.EITHER, Column.POINT))))
    line = redline(stood, said)
    if said in stood or any(s.op is Op.DELETE and not s.cosmetic for s in line.segments):
        return "" if said in stood else said
    return " ".join(s.text.strip() for s in line.segments if s.op is Op.INSERT).strip()
