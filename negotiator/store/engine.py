"""Engines for SQLite files and PostgreSQL addresses, with the settings that keep writers apart."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from negotiator.errors import NotFoundError, StoreError

_SQLITE_HEADER = b"SQLite format 3\x00"
WRITER_LOCK = 0x6E65676F
"""Key of the advisory lock that PostgreSQL writers take before they number an entry."""


def url_of(location: str) -> URL:
    """The database that a location means: a `postgresql://` or `sqlite://` address, else the path of a SQLite file. Raises StoreError."""
    if "://" not in location:
        return URL.create("sqlite", database=location)
    try:
        url = make_url(location)
    except ArgumentError:
        raise StoreError(f"{location} is no address of a database", hint="for example postgresql://host/name, or the path of a file") from None
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError(f"{url.get_backend_name()} databases are not supported", hint="use a file or PostgreSQL")
    return url


def open_engine(url: URL, *, create: bool) -> Engine:
    """An engine on a workspace; the database itself is checked by schema.prepare. Raises NotFoundError or StoreError."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, create=create)
    try:
        engine = create_engine(url, pool_pre_ping=True)
    except (ModuleNotFoundError, NoSuchModuleError):
        raise StoreError("PostgreSQL needs one more package", hint="pip install 'negotiator[postgresql]'") from None
    event.listen(engine, "begin", _lock_if_writing)
    return engine


def _sqlite(url: URL, *, create: bool) -> Engine:
    if not url.database or url.database == ":memory:":
        raise StoreError("a workspace in memory would be gone at once", hint="name a file")
    path = Path(url.database)
    if not path.exists():
        if not create:
            raise NotFoundError(f"there is no workspace {path}", hint="negotiator demo shows a sample; negotiator init begins your own")
        if not path.parent.is_dir():
            raise StoreError(f"there is no folder {path.parent}", hint="make it first")
    elif path.is_dir():
        raise StoreError(f"{path} is a folder, not a workspace", hint=f"perhaps {path / 'negotiation.db'}")
    elif path.stat().st_size and path.open("rb").read(16) != _SQLITE_HEADER:
        raise StoreError(f"{path} is no workspace", hint="a workspace is a file that negotiator init or demo made")
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": 30, "check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    try:
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
    except sqlite3.DatabaseError as error:
        raise StoreError(f"the workspace cannot be used: {error}", hint="is its folder writable? is the file damaged?") from None
    finally:
        cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Writers take the lock at once: a deferred transaction that upgrades is not helped by the busy timeout."""
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _lock_if_writing(connection: Connection) -> None:
    """Entries get their numbers in the order in which they are committed, so that a reader polling by number misses none."""
    if connection.get_execution_options().get("writing", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
