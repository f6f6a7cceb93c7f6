"""The schema's version: checked on opening, upgraded after a backup copy, refused where it is too new."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, inspect, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, OperationalError

from negotiator.errors import StoreError
from negotiator.store.tables import FACTS, SCHEMA_VERSION, metadata, workspace
from negotiator.store.triggers import trigger_statements

BASELINE = "0001"
"""The Alembic revision that stands for SCHEMA_VERSION 1."""


def prepare(engine: Engine, location: str, *, create: bool) -> None:
    """Make sure that the database is a workspace of this version. Raises StoreError."""
    try:
        with engine.execution_options(writing=create).begin() as connection:
            version = _version(connection, location, create=create)
            if version is None:
                create_schema(connection)
                return
    except (OperationalError, DBAPIError) as error:
        raise StoreError(f"the workspace {_shown(location)} cannot be reached: {_cause(error)}", hint="is the address right? is the server running?") from None
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"{_shown(location)} was written by a newer negotiator (schema {version}, this one knows {SCHEMA_VERSION})", hint="install the newer version"
        )
    if version < SCHEMA_VERSION:
        backup_file(engine, version)
        from negotiator.store.migrations import upgrade

        upgrade(engine)


def create_schema(connection: Connection) -> None:
    """All tables, triggers and the version, in the transaction of `connection`."""
    metadata.create_all(connection)
    for statement in trigger_statements(connection.dialect.name, FACTS):
        connection.exec_driver_sql(statement)
    connection.execute(workspace.insert().values(id=1, schema_version=SCHEMA_VERSION))
    connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))")
    connection.exec_driver_sql(f"INSERT INTO alembic_version (version_num) VALUES ('{BASELINE}')")


def _version(connection: Connection, location: str, *, create: bool) -> int | None:
    """The schema's version; None for an empty database that may be filled."""
    names = set(inspect(connection).get_table_names())
    if "workspace" in names and "entry" in names:
        return int(connection.execute(select(workspace.c.schema_version)).scalar_one())
    if names:
        raise StoreError(f"{_shown(location)} is a database, but no workspace", hint="name another file")
    if not create:
        raise StoreError(f"{_shown(location)} is empty", hint="negotiator init makes a workspace")
    return None


def backup_file(engine: Engine, version: int) -> Path | None:
    """Copy a SQLite workspace beside itself before it is upgraded; None on PostgreSQL, whose backups are its administrator's."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return None
    source = Path(engine.url.database)
    target = source.with_name(f"{source.stem}.before-{version + 1}{source.suffix}")
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
    return target


def _shown(location: str) -> str:
    """A location without a password."""
    from sqlalchemy.engine import make_url

    return make_url(location).render_as_string(hide_password=True) if "://" in location else location


def _cause(error: DBAPIError) -> str:
    return str(error.orig).strip().partition("\n")[0]
