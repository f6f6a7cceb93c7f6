"""A workspace: open it, read a snapshot, append in a transaction."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError, OperationalError

from negotiator.errors import ConflictError, StoreError
from negotiator.store import schema
from negotiator.store import tables as t
from negotiator.store.engine import open_engine, url_of
from negotiator.store.models import Entry, ProvisionEdge, Ruling, StoredClause, StoredLink
from negotiator.store.snapshot import Snapshot
from negotiator.store.transaction import Transaction

__all__ = ["Entry", "ProvisionEdge", "Ruling", "Snapshot", "Store", "StoredClause", "StoredLink", "Transaction"]


class Store:
    """An open workspace; use it as a context manager, or close it."""

    def __init__(self, engine: Engine, location: str) -> None:
        self._engine = engine
        self.location = location
        self._seen: object = None
        self._watch = engine.connect() if engine.dialect.name == "sqlite" else None
        self.changed()

    @classmethod
    def open(cls, location: str, *, create: bool = False) -> Self:
        """Open the workspace at a path or address; `create` makes an empty one where there is none.

        Raises NotFoundError where there is none, StoreError where it cannot be reached, is no workspace, or was written by a newer version.
        """
        engine = open_engine(url_of(location), create=create)
        try:
            schema.prepare(engine, location, create=create)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, location)

    def close(self) -> None:
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """One consistent view. Raises StoreError where the database cannot be reached."""
        try:
            with self._engine.connect() as connection, connection.begin():
                yield Snapshot(connection)
        except OperationalError as error:
            raise _unreachable(error) from None

    @contextmanager
    def transaction(self, actor: str, at: datetime, verb: str, subject: str) -> Iterator[Transaction]:
        """Append facts under one journal entry; all of it or, on any error, nothing.

        Raises ConflictError where someone appended the same meanwhile, StoreError where the database cannot be reached.
        """
        try:
            with self._engine.execution_options(writing=True).connect() as connection, connection.begin():
                row = {"uid": str(uuid.uuid4()), "at": at.astimezone(UTC), "actor": actor, "verb": verb, "subject": subject, "undoes": None}
                yield Transaction(connection, row)
        except IntegrityError as error:
            raise ConflictError(f"{subject} was changed by someone else meanwhile", hint="look at it again, then repeat") from error
        except OperationalError as error:
            raise _unreachable(error) from None

    def changed(self) -> bool:
        """Whether another process wrote since this was asked last."""
        if self._watch is not None:
            now: object = self._watch.connection.cursor().execute("PRAGMA data_version").fetchone()[0]
        else:
            with self._engine.connect() as connection:
                now = connection.execute(select(func.max(t.entry.c.id))).scalar()
        before, self._seen = self._seen, now
        return before is not None and now != before


def _unreachable(error: OperationalError) -> StoreError:
    return StoreError(
        f"the workspace cannot be used: {str(error.orig).strip().partition(chr(10))[0]}",
        hint="is another program holding it? is the disk full? is the server running?",
    )
