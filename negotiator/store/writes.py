"""What all writing shares: the one entry of the journal that everything of a transaction belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Table, func, insert, select

from negotiator.errors import ConflictError
from negotiator.store.reads import Reads
from negotiator.store.tables import journal
from negotiator.store.tables.base import Words, check_storable


class Writes(Reads):
    """A view that also appends."""

    def __init__(self, connection: Connection, *, actor: str, at: datetime, verb: str, subject: str) -> None:
        super().__init__(connection)
        self._heading: dict[str, Any] = {"uid": uuid4().hex, "at": at, "actor": actor, "verb": verb, "subject": subject}
        self._undoes: int | None = None
        self._entry: int | None = None

    @property
    def entry(self) -> int:
        """The journal's entry that this transaction writes."""
        if self._entry is None:
            self._entry = self._insert(journal.entry, {**self._heading, "undoes": self._undoes})
        return self._entry

    def finish(self) -> int:
        """Make sure that the entry is there. Returns its id."""
        return self.entry

    def _append(self, table: Table, subject: Mapping[str, Any], expected_seq: int, values: Mapping[str, Any], what: str) -> tuple[int, int]:
        """Append the next state of a subject; its seq and the new row's id. Raises ConflictError where it is not at `expected_seq` any more."""
        seq = self._newest_seq(table, [table.c[name] == value for name, value in subject.items()])
        if seq != expected_seq:
            raise ConflictError(f"{what} was changed by someone else meanwhile", hint="look at it again, then repeat what you did")
        return seq + 1, self._insert(table, {**subject, **values, "seq": seq + 1, "entry_id": self.entry})

    def _insert(self, table: Table, values: Mapping[str, Any]) -> int:
        """Add one row. Returns its id."""
        added = self._connection.execute(insert(table).values(**values)).inserted_primary_key
        assert added is not None  # noqa: S101 - every table here has an id
        return int(added[0])

    def _insert_many(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows that all name the same columns. Goes past SQLAlchemy's work on each row, which took half the time of an import."""
        if not rows:
            return
        for column in table.columns:
            if isinstance(column.type, Words) and column.name in rows[0]:
                check_storable("".join([row[column.name] or "" for row in rows]))
        compiled = insert(table).compile(dialect=self._connection.dialect, column_keys=list(rows[0]))
        order = compiled.positiontup
        self._connection.exec_driver_sql(str(compiled), [tuple([row[name] for name in order]) for row in rows] if order else [dict(row) for row in rows])

    def _newest_seq(self, table: Table, where: Iterable[ColumnElement[bool]]) -> int:
        newest: int = self._connection.execute(select(func.coalesce(func.max(table.c.seq), 0)).where(*where)).scalar_one()
        return newest
