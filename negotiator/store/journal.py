"""Who did what, what people ruled, and taking things back: by appending what stood before, never by deleting."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Row, Select, Table, and_, exists, func, or_, select

from negotiator.errors import ConflictError, NotFoundError, UsageError
from negotiator.store.position import newest
from negotiator.store.reads import Reads
from negotiator.store.records import Correction, Entry, Ruling
from negotiator.store.tables import documents as t
from negotiator.store.tables.journal import correction, entry, ruling
from negotiator.store.tables.position import assessment, assessment_candidate, evidence, instruction, point
from negotiator.store.writes import Writes

WITHDRAWN: Final = "withdrawn"
"""Kind of a ruling that was taken back."""

_SUBJECT: Final[Mapping[Table, tuple[str, ...]]] = {
    assessment: ("point", "element", "document"),
    point: ("provision",),
    instruction: ("point",),
    ruling: ("subject",),
}
"""Tables that undo knows, and what a row of each is about."""

_NOTHING: Final[Mapping[Table, Mapping[str, Any]]] = {
    assessment: {"verdict": None, "note": ""},
    point: dict.fromkeys(("kind", "delivery", "priority", "themes", "targets", "counted", "is_point")),
    instruction: dict.fromkeys(("ideal", "acceptable", "red_line", "note"), ""),
    ruling: {"kind": WITHDRAWN, "payload": "{}"},
}
"""What a row says where nothing stood before it."""

_LASTING: Final = (t.source_file, t.document, t.revision, correction)
"""What an import writes; it cannot be taken back."""

_UNDO = entry.alias("undo")

_SELECT_ENTRY: Final[Select[Any]] = select(entry, _UNDO.c.id.label("undone_by")).select_from(entry.outerjoin(_UNDO, _UNDO.c.undoes == entry.c.id))


def _entry_of(row: Row[Any]) -> Entry:
    return Entry(row.id, row.uid, row.at, row.actor, row.verb, row.subject, row.undoes, row.undone_by)


class JournalReads(Reads):
    """Reading the journal, rulings and corrections."""

    def entries(self, limit: int | None = None) -> tuple[Entry, ...]:
        """The journal, newest first."""
        return tuple(_entry_of(row) for row in self._connection.execute(_SELECT_ENTRY.order_by(entry.c.id.desc()).limit(limit)))

    def entry_by_id(self, entry_id: int) -> Entry:
        """One line of the journal. Raises NotFoundError."""
        row = self._connection.execute(_SELECT_ENTRY.where(entry.c.id == entry_id)).first()
        if row is None:
            raise NotFoundError(f"there is no entry {entry_id} in the journal", hint="negotiator log lists them")
        return _entry_of(row)

    def undoable(self) -> Entry | None:
        """The newest entry that `undo` would take back: no undo itself, not taken back yet, no import."""
        row = self._connection.execute(
            _SELECT_ENTRY.where(
                entry.c.undoes.is_(None),
                _UNDO.c.id.is_(None),
                or_(*(exists().where(table.c.entry_id == entry.c.id) for table in _SUBJECT)),
                and_(*(~exists().where(table.c.entry_id == entry.c.id) for table in _LASTING)),
            )
            .order_by(entry.c.id.desc())
            .limit(1)
        ).first()
        return None if row is None else _entry_of(row)

    def rulings(self, subject_prefix: str = "") -> tuple[Ruling, ...]:
        """The newest ruling on each subject that begins so, in the order of subjects; those taken back (`withdrawn`) among them."""
        rows = self._connection.execute(
            select(ruling, entry.c.actor, entry.c.at)
            .join(entry, ruling.c.entry_id == entry.c.id)
            .where(
                func.substr(ruling.c.subject, 1, len(subject_prefix)) == subject_prefix,
                ruling.c.seq == newest(ruling, "subject").scalar_subquery(),
            )
            .order_by(ruling.c.id)
        )
        found = [Ruling(row.subject, row.seq, row.kind, json.loads(row.payload), row.actor, row.at, row.entry_id) for row in rows]
        return tuple(sorted(found, key=lambda item: item.subject))

    def corrections(self, slug: str) -> tuple[Correction, ...]:
        """All corrections of how a document is read, oldest first. Raises NotFoundError."""
        rows = self._connection.execute(select(correction).where(correction.c.document == self._document_id(slug)).order_by(correction.c.seq))
        return tuple(Correction(slug, row.seq, row.toml, row.entry_id) for row in rows)


class JournalWrites(JournalReads, Writes):
    """Appending rulings and corrections, and taking entries back."""

    def append_ruling(self, subject: str, expected_seq: int, kind: str, payload: Mapping[str, object]) -> int:
        """Keep a person's decision; `payload` is anything that JSON holds. Returns the new seq. Raises ConflictError."""
        values = {"kind": kind, "payload": json.dumps(payload, ensure_ascii=False, sort_keys=True)}
        return self._append(ruling, {"subject": subject}, expected_seq, values, "the ruling")[0]

    def append_correction(self, slug: str, toml: str) -> int:
        """Keep corrections of how a document is read. Returns their seq. Raises NotFoundError."""
        document = self._document_id(slug)
        seq = self._newest_seq(correction, [correction.c.document == document])
        return self._append(correction, {"document": document}, seq, {"toml": toml}, "the corrections")[0]

    def undo(self, entry_id: int) -> str:
        """Take an entry back by appending what stood before it. Returns what was taken back, as the journal names it.

        Must come first in its transaction. Raises NotFoundError; UsageError where it is an import, an undo, or wrote nothing that can be taken back;
        ConflictError where it was taken back already, or someone has since changed the same thing.
        """
        if self._entry is not None:
            raise UsageError("an undo is an entry of its own")
        undone = self.entry_by_id(entry_id)
        what = f"{undone.verb} {undone.subject}".strip()
        if undone.undone_by is not None:
            raise ConflictError(f"{what!r} was undone already", hint="negotiator log lists them")
        if undone.undoes is not None:
            raise UsageError(f"{what!r} is an undo itself", hint="judge again instead")
        if any(self._connection.execute(select(table.c.id).where(table.c.entry_id == entry_id).limit(1)).first() for table in _LASTING):
            raise UsageError(f"{what!r} cannot be undone: an issued text stays once it is imported", hint="import the right file under another label")
        written = [(table, row) for table in _SUBJECT for row in self._first_rows(table, entry_id)]
        if not written:
            raise UsageError(f"{what!r} left nothing that could be undone")
        for table, row in written:
            self._check_untouched(table, row, what)
        self._undoes = entry_id
        for table, row in written:
            self._restore(table, row)
        return what

    def _first_rows(self, table: Table, entry_id: int) -> list[Row[Any]]:
        """An entry's rows of a table, of each subject the first."""
        rows = self._connection.execute(select(table).where(table.c.entry_id == entry_id).order_by(table.c.seq.desc())).all()
        return list({tuple(row._mapping[name] for name in _SUBJECT[table]): row for row in rows}.values())

    def _same_subject(self, table: Table, row: Row[Any]) -> list[Any]:
        return [table.c[name] == row._mapping[name] for name in _SUBJECT[table]]

    def _check_untouched(self, table: Table, row: Row[Any], what: str) -> None:
        """Later rows of the subject must be undone, or undoing, or of the same entry."""
        later = (
            select(table.c.id)
            .join(entry, table.c.entry_id == entry.c.id)
            .outerjoin(_UNDO, _UNDO.c.undoes == entry.c.id)
            .where(
                *self._same_subject(table, row),
                table.c.seq > row.seq,
                table.c.entry_id != row.entry_id,
                entry.c.undoes.is_(None),
                _UNDO.c.id.is_(None),
            )
        )
        if self._connection.execute(later.limit(1)).first():
            raise ConflictError(f"{what!r} was followed by a later change of the same thing", hint="undo that one first: negotiator log")

    def _restore(self, table: Table, row: Row[Any]) -> None:
        same = self._same_subject(table, row)
        before = self._connection.execute(select(table).where(*same, table.c.seq == row.seq - 1)).first()
        values = dict((before or row)._mapping)
        values.update({} if before else _NOTHING[table])
        values.update(seq=self._newest_seq(table, same) + 1, entry_id=self.entry)
        del values["id"]
        number = self._insert(table, values)
        if before is not None and table is assessment:
            for seen in (evidence, assessment_candidate):
                for item in self._connection.execute(select(seen).where(seen.c.assessment == before.id)).all():
                    copied = dict(item._mapping) | {"assessment": number, "entry_id": self.entry}
                    del copied["id"]
                    self._insert(seen, copied)
