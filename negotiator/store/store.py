"""The workspace as one thing to open, look at and write to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, PoolProxiedConnection, func, select

from negotiator.errors import NotFoundError, StoreError
from negotiator.store import schema
from negotiator.store.engine import Location, connect, reading, told, writing
from negotiator.store.records import StoredClause
from negotiator.store.snapshot import Snapshot
from negotiator.store.tables.journal import entry
from negotiator.store.transaction import Transaction

__all__ = ["Snapshot", "Store", "StoredClause", "Transaction"]


class Store:
    """One open workspace. Threads may share it; each snapshot and transaction has a connection of its own."""

    def __init__(self, engine: Engine, location: Location, *, upgraded_from: Path | None = None) -> None:
        self._engine = engine
        self._location = location
        self._lock = Lock()
        self._watch: PoolProxiedConnection | None = None
        self._data_version = self._peek() if location.path is not None else 0
        with engine.connect() as connection:
            self._last_entry: int = connection.execute(select(func.coalesce(func.max(entry.c.id), 0))).scalar_one()
        self._own: set[int] = set()
        self.copy_before_upgrade = upgraded_from
        """The copy that was made because the file was of an older version; None where it was current."""

    @classmethod
    def open(cls, location: str, *, create: bool = False) -> Store:
        """Open the workspace at a path or `postgresql://` URL.

        With `create`, one is made where there is none; one that is there is opened. Raises NotFoundError where a file is missing, StoreError where the
        database cannot be reached, is something else, or was written by a newer version. An older one is brought up to date after a copy was made.
        """
        place = Location.parse(location)
        if place.path is not None:
            _check_file(place.path, create=create)
        engine = connect(place, create=create)
        copy: Path | None = None
        try:
            with told(place.shown):
                if create:
                    schema.create(engine, place)
                with reading(engine, place.shown) as connection:
                    current = schema.check(connection, place)
                if not current:
                    copy = schema.upgrade(engine, place)
                return cls(engine, place, upgraded_from=copy)
        except BaseException:
            engine.dispose()
            raise

    @property
    def location(self) -> str:
        """Where it is, as it may be shown: without a password."""
        return self._location.shown

    def close(self) -> None:
        """Let go of all connections."""
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
        """One consistent view: what others write meanwhile is not seen."""
        with reading(self._engine, self.location) as connection:
            yield Snapshot(connection)

    @contextmanager
    def transaction(self, actor: str, at: datetime, verb: str, subject: str) -> Iterator[Transaction]:
        """Append facts as one entry of the journal: all of them, or none where anything is raised.

        `subject` names what it is about (an address) and holds no text of a document. Raises ConflictError, StoreError.
        """
        written = 0
        try:
            with writing(self._engine, self.location) as connection:
                transaction = Transaction(connection, actor=actor, at=at, verb=verb, subject=subject)
                yield transaction
                written = transaction.finish()
                with self._lock:
                    self._own.add(written)
        except BaseException:
            with self._lock:
                self._own.discard(written)
            raise

    def changed(self) -> bool:
        """Whether anyone but this object wrote since last asked. Cheap enough to ask four times a second."""
        with self._lock, told(self.location):
            if self._location.path is not None:
                version = self._peek()
                if version == self._data_version:
                    return False
                self._data_version = version
            with self._engine.connect() as connection:
                fresh = set(connection.execute(select(entry.c.id).where(entry.c.id > self._last_entry)).scalars())
            others = fresh - self._own
            self._last_entry = max(fresh, default=self._last_entry)
            self._own -= fresh
            return bool(others)

    def _peek(self) -> int:
        """SQLite's own count of writes by other connections, asked on a connection that is kept for it."""
        if self._watch is None:
            self._watch = self._engine.raw_connection()
        driver = self._watch.driver_connection
        assert driver is not None  # noqa: S101
        return int(driver.execute("PRAGMA data_version").fetchone()[0])


def _check_file(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise StoreError(f"{path} is a folder, not a workspace", hint="name a file in it, for example negotiation.db")
    if path.exists():
        return
    if not create:
        raise NotFoundError(f"there is no workspace {path}", hint="make one with `negotiator init`, or name one with --workspace")
    if not path.parent.is_dir():
        raise StoreError(f"there is no folder {path.parent}", hint="make the folder first")
