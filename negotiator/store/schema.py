"""Which version of the tables a database has, making them, and bringing an older one up to date.

Alembic costs a third of a second to load, so it is loaded only when the version in the database is not ours.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect, text

from negotiator.errors import StoreError
from negotiator.store.engine import Location, lock_writers, sqlite_address, writing
from negotiator.store.tables import FACTS, METADATA
from negotiator.store.triggers import append_only

VERSION: Final = 1
"""The version of the tables that this code reads and writes; the newest migration's number."""

VERSION_TABLE: Final = "negotiator_schema"
"""Where Alembic keeps the version; one row."""

MIGRATIONS = Path(__file__).parent / "migrations"


def found_version(connection: Connection) -> int | None:
    """The tables' version; None where this is no workspace."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    row = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608
    return int(row) if row and str(row).isdecimal() else None


def create(engine: Engine, location: Location) -> None:
    """Make all tables in an empty database; a database that has tables already is left as it is."""
    if location.path is not None:
        _keep_wal(engine)
    with writing(engine, location.shown) as connection:
        if inspect(connection).get_table_names():
            return
        METADATA.create_all(connection)
        append_only(connection, FACTS)
        connection.execute(text(f"CREATE TABLE {VERSION_TABLE} (version_num VARCHAR(32) NOT NULL CONSTRAINT {VERSION_TABLE}_pkc PRIMARY KEY)"))
        connection.execute(text(f"INSERT INTO {VERSION_TABLE} VALUES (:version)"), {"version": f"{VERSION:04}"})  # noqa: S608


def _keep_wal(engine: Engine) -> None:
    """Readers and a writer side by side; the file remembers it."""
    raw = engine.raw_connection()
    try:
        driver = raw.driver_connection
        if driver is not None and not driver.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            driver.execute("PRAGMA journal_mode = WAL")
    finally:
        raw.close()


def check(connection: Connection, location: Location) -> bool:
    """Whether the tables are ours and current; False where they are older. Raises StoreError for a newer version, or where this is no workspace."""
    version = found_version(connection)
    if version is None:
        other = bool(inspect(connection).get_table_names())
        raise StoreError(
            f"{location.shown} {'is no workspace' if other else 'is empty, so it is no workspace yet'}",
            hint="make one with `negotiator init`" + (", under another name" if other else ""),
        )
    if version > VERSION:
        raise StoreError(
            f"{location.shown} was written by a newer negotiator (tables {version}, this one knows {VERSION})",
            hint="install the newer version: pip install --upgrade negotiator",
        )
    return version == VERSION


def upgrade(engine: Engine, location: Location) -> Path | None:
    """Bring an older workspace up to date, in one transaction. Returns the copy that was made before (SQLite), next to the file."""
    copy = _copy_before_upgrade(location.path) if location.path is not None else None
    with engine.connect().execution_options(writer=True) as connection:
        sqlite = engine.dialect.name == "sqlite"
        if sqlite:
            _pragma(connection, "foreign_keys = OFF")  # batch migrations replace tables; without effect inside a transaction
        try:
            with connection.begin():
                lock_writers(connection)
                if not check(connection, location):
                    run_migrations(connection)
                append_only(connection, FACTS)
                if sqlite and connection.execute(text("PRAGMA foreign_key_check")).first():
                    raise StoreError(f"{location.shown} could not be brought up to date: references would break", hint=f"nothing was changed; a copy is {copy}")
        finally:
            if sqlite:
                _pragma(connection, "foreign_keys = ON")
    return copy


def run_migrations(connection: Connection) -> None:
    """Run Alembic's scripts on an open transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _pragma(connection: Connection, setting: str) -> None:
    driver = connection.connection.driver_connection
    if driver is not None:
        driver.execute(f"PRAGMA {setting}")


def _copy_before_upgrade(path: Path) -> Path:
    """A copy through SQLite's own backup, never over an earlier copy."""
    number = 0
    while True:
        copy = path.with_name(f"{path.name}.before-{VERSION}{f'-{number}' if number else ''}.db")
        try:
            copy.touch(exist_ok=False)
            break
        except FileExistsError:
            number += 1
    with closing(sqlite3.connect(sqlite_address(path, "rw"), uri=True)) as source, closing(sqlite3.connect(sqlite_address(copy, "rw"), uri=True)) as target:
        source.backup(target)
    return copy
