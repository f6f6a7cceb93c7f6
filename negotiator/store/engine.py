"""How a workspace is reached: which database a location names, and what its connections are told.

SQLite: `isolation_level=None` keeps Python's driver out of transactions, and a `begin` event opens them, IMMEDIATE for a writer, so that two writers wait for
each other instead of failing half-way. PostgreSQL: a writer takes an advisory lock for its transaction, so that journal ids commit in order.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError, StatementError

from negotiator.errors import ConflictError, NegotiatorError, StoreError

WRITERS_LOCK = 0x4E45474F
"""Key of PostgreSQL's advisory lock for writers: "NEGO"."""

BUSY_SECONDS = 10
"""How long a writer waits for another one."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a workspace is: a file, or a PostgreSQL database."""

    shown: str
    """As people see it, without a password."""
    path: Path | None = None
    url: URL | None = None

    @classmethod
    def parse(cls, location: str) -> Location:
        """Read a path or a `postgresql://` URL. Raises StoreError for any other database."""
        if "://" not in location:
            return cls(location, path=Path(location))
        try:
            url = make_url(location)
        except (ArgumentError, ValueError) as error:
            raise StoreError("the workspace's address cannot be read", hint="write it as postgresql://user@host/database, or name a file") from error
        if url.drivername == "sqlite" and url.database:
            return cls(url.database, path=Path(url.database))
        if url.drivername == "postgres":
            url = url.set(drivername="postgresql")
        if url.drivername not in ("postgresql", "postgresql+psycopg"):
            raise StoreError(f"a workspace cannot be kept in {url.drivername!r}", hint="name a file, or a postgresql:// address")
        shown = url.set(query={name: value for name, value in url.query.items() if "pass" not in name})._replace(password=None)
        return cls(shown.render_as_string(), url=url)


def connect(location: Location, *, create: bool) -> Engine:
    """An engine for a location; no connection is opened yet. Raises StoreError without PostgreSQL's driver."""
    if location.path is not None:
        return _sqlite(location.path, "rwc" if create else "rw")
    assert location.url is not None  # noqa: S101
    try:
        return create_engine(location.url, pool_pre_ping=True, connect_args={"connect_timeout": BUSY_SECONDS})
    except (ImportError, NoSuchModuleError) as error:
        raise StoreError("PostgreSQL's driver is not installed", hint="pip install 'negotiator[postgresql]'") from error


def sqlite_address(path: Path, mode: str) -> str:
    """A file as an SQLite URI, so that its name may hold `%`, `?` and `#`, and opening never creates it unasked."""
    name = quote(os.fsencode(path.resolve().as_posix()))
    return f"file://{'' if name.startswith('/') else '/'}{name}?mode={mode}"


def _sqlite(path: Path, mode: str) -> Engine:
    address = sqlite_address(path, mode)

    def opened() -> sqlite3.Connection:
        connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA recursive_triggers = ON")  # or INSERT OR REPLACE deletes facts behind the triggers' back
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA schema_version")  # reads the file: one that is no database fails here, where it is closed, not in SQLAlchemy's pool
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", creator=opened, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if options.get('reader') else 'OFF'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writer") else "BEGIN")

    return engine


@contextmanager
def reading(engine: Engine, shown: str) -> Iterator[Connection]:
    """One consistent view of the database; nothing can be written through it."""
    with told(shown), engine.connect().execution_options(reader=True) as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine, shown: str) -> Iterator[Connection]:
    """The one writer; commits at the end, rolls back on any exception."""
    with told(shown), engine.connect().execution_options(writer=True) as connection, connection.begin():
        lock_writers(connection)
        yield connection


def lock_writers(connection: Connection) -> None:
    """Wait until no other writer is under way (on SQLite, BEGIN IMMEDIATE did)."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITERS_LOCK})


@contextmanager
def told(shown: str) -> Iterator[None]:
    """Turn the database's errors into ours: unreachable, locked or damaged is a StoreError, a place taken a ConflictError."""
    try:
        yield
    except IntegrityError as error:
        if not _taken(error):
            raise
        raise ConflictError("someone else wrote there meanwhile", hint="look at it again, then repeat what you did") from error
    except DBAPIError as error:
        raise _unreachable(str(error.orig), shown) from error
    except sqlite3.Error as error:  # from the few calls that go past SQLAlchemy
        raise _unreachable(str(error), shown) from error
    except StatementError as error:
        if isinstance(error.orig, NegotiatorError):
            raise error.orig from None
        raise


def _taken(error: IntegrityError) -> bool:
    original = error.orig
    if isinstance(original, sqlite3.IntegrityError):
        return original.sqlite_errorname in ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY")
    return getattr(original, "sqlstate", "") == "23505"


def _unreachable(reason: str, shown: str) -> StoreError:
    reason = reason.strip().partition("\n")[0]
    if "not a database" in reason or "malformed" in reason:
        return StoreError(f"{shown} is no workspace, or is damaged", hint="name the file that `negotiator init` made, or restore a backup")
    if "locked" in reason:
        return StoreError(f"{shown} is in use by another program that does not let go", hint="close the other program, then try again")
    if "readonly" in reason or "read-only" in reason:
        return StoreError(f"{shown} cannot be written", hint="check the file's and its folder's permissions")
    return StoreError(f"the workspace {shown} cannot be reached: {reason}", hint="check its name, its permissions, and that its server runs")
