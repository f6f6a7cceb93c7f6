"""The tables: made, recognised, brought up to date, and closed to change."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from negotiator.errors import NotFoundError, StoreError
from negotiator.store import schema
from negotiator.store.engine import Location, connect, reading, writing
from negotiator.store.store import Store
from negotiator.store.tables import FACTS, METADATA
from tests.store.conftest import POSTGRESQL
from tests.store.samples import add, clauses, clauses_of, every_fact_table, revision


def differences(location: str) -> list[object]:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    place = Location.parse(location)
    engine = connect(place, create=False)
    try:
        with reading(engine, place.shown) as connection:
            options = {"version_table": schema.VERSION_TABLE, "compare_type": True}
            return list(compare_metadata(MigrationContext.configure(connection, opts=options), METADATA))
    finally:
        engine.dispose()


def empty_database(location: str) -> str:
    """Strip a workspace of everything, so that it is a database without tables."""
    place = Location.parse(location)
    if place.path is not None:
        place.path.unlink()
        with closing(sqlite3.connect(place.path)) as connection:
            connection.execute("VACUUM")
        return location
    engine = connect(place, create=False)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return location


def migrated(location: str) -> str:
    """A workspace made by the migrations alone."""
    place = Location.parse(empty_database(location))
    engine = connect(place, create=True)
    with writing(engine, place.shown) as connection:
        schema.run_migrations(connection)
    engine.dispose()
    return location


def test_a_fresh_workspace_has_the_tables_of_the_code(location: str) -> None:
    assert differences(location) == []


def test_the_migrations_lead_to_the_tables_of_the_code(location: str) -> None:
    assert differences(migrated(location)) == []


def test_the_migrations_end_at_the_version_of_the_code(location: str) -> None:
    place = Location.parse(migrated(location))
    engine = connect(place, create=False)
    with reading(engine, place.shown) as connection:
        assert schema.found_version(connection) == schema.VERSION
    engine.dispose()


def test_constraints_bear_the_same_names_either_way(location: str) -> None:
    def names() -> set[str]:
        engine = connect(Location.parse(location), create=False)
        with engine.connect() as connection:
            found = set()
            from sqlalchemy import inspect

            look = inspect(connection)
            for table in METADATA.tables:
                found |= {str(c["name"]) for c in look.get_unique_constraints(table)}
                found |= {str(c["name"]) for c in look.get_foreign_keys(table)}
                found |= {str(c["name"]) for c in look.get_check_constraints(table)}
                found |= {str(c["name"]) for c in look.get_indexes(table)}
                found.add(str(look.get_pk_constraint(table)["name"]))
        engine.dispose()
        return found

    fresh = names()
    assert len(fresh) > 80
    migrated(location)
    assert names() == fresh


def test_every_fact_belongs_to_an_entry_of_the_journal() -> None:
    assert {table.name for table in METADATA.sorted_tables} - {table.name for table in FACTS} == {"wording_key"}
    assert all(not table.c.entry_id.nullable for table in FACTS if table.name != "entry")


def test_no_fact_can_be_changed_or_deleted(store: Store) -> None:
    every_fact_table(store)
    for table in FACTS:
        with store._engine.connect() as connection:
            assert connection.execute(select(table)).first() is not None, f"{table.name} holds nothing to refuse on"
        column = list(table.c)[-1]
        for statement in (update(table).values({column.name: column}), delete(table)):
            with pytest.raises(DBAPIError, match="never changed"), store._engine.begin() as connection:
                connection.execute(statement)


def test_a_fact_cannot_be_replaced_on_sqlite(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "w.db"), create=True) as store:
        add(store, revision("Rev.1"), clauses("One."))
        with pytest.raises(DBAPIError, match="never changed"), store._engine.begin() as connection:
            connection.execute(text("INSERT OR REPLACE INTO wording (id, sha256, text, entry_id) VALUES (1, 'x', 'y', 1)"))


@pytest.mark.parametrize("location", [POSTGRESQL], indirect=True)
def test_no_table_of_facts_can_be_emptied_on_postgresql(location: str) -> None:
    with Store.open(location) as store, pytest.raises(DBAPIError, match="never changed"), store._engine.begin() as connection:
        connection.execute(text("TRUNCATE entry CASCADE"))


def test_a_missing_file_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as error:
        Store.open(str(tmp_path / "none.db"))
    assert "init" in error.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_name_with_signs_of_its_own_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "50 % of? all #1 æ.db"
    Store.open(str(path), create=True).close()
    assert path.exists()
    Store.open(str(path)).close()


@pytest.mark.parametrize("create", [False, True])
def test_a_text_file_is_no_workspace_and_stays_as_it_is(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("some notes\n" * 200)
    with pytest.raises(StoreError, match=r"notes\.txt"):
        Store.open(str(path), create=create)
    assert path.read_text() == "some notes\n" * 200
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("create", [False, True])
def test_another_programs_database_is_no_workspace_and_stays_as_it_is(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE entry (id INTEGER)")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="no workspace"):
        Store.open(str(path), create=create)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_workspace_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(StoreError, match="no workspace"):
        Store.open(str(path))
    assert path.read_bytes() == b""
    Store.open(str(path), create=True).close()


def test_an_empty_database_becomes_a_workspace_when_asked(location: str) -> None:
    empty_database(location)
    with pytest.raises(StoreError, match="empty") as error:
        Store.open(location)
    assert error.value.hint == "make one with `negotiator init`"
    Store.open(location, create=True).close()
    assert differences(location) == []


def test_a_folder_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="folder"):
        Store.open(str(tmp_path), create=True)


def test_creating_where_there_is_one_opens_it(location: str) -> None:
    with Store.open(location) as store:
        item = add(store, revision("Rev.1"), clauses("One."))
    with Store.open(location, create=True) as store:
        assert len(clauses_of(store, item)) == 1


def test_other_databases_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="mysql"):
        Store.open("mysql://host/db")


def test_an_unreachable_server_is_said_so(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError, match="cannot be reached"):
        Store.open(f"postgresql://nobody@/none?host={tmp_path}")


def test_without_postgresqls_driver_the_hint_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError) as error:
        Store.open("postgresql://host/db")
    assert "negotiator[postgresql]" in error.value.hint


def test_a_location_is_shown_without_its_password() -> None:
    assert Location.parse("postgresql://ann:geheim@host/db?sslpassword=geheim&host=x").shown == "postgresql://ann@host/db?host=x"


def test_a_newer_workspace_is_refused(location: str) -> None:
    place = Location.parse(location)
    engine = connect(place, create=False)
    with engine.begin() as connection:
        connection.execute(text("UPDATE negotiator_schema SET version_num = '0002'"))
    engine.dispose()
    with pytest.raises(StoreError, match="newer") as error:
        Store.open(location)
    assert "upgrade" in error.value.hint


NEXT_MIGRATION = """
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    with op.batch_alter_table("wording", recreate="auto") as batch:
        batch.add_column(sa.Column("extra", sa.Text, nullable=True))
        batch.alter_column("text", type_=sa.String(100000))
    {more}
"""


def next_version(monkeypatch: pytest.MonkeyPatch, folder: Path, more: str = "") -> None:
    """Make this code one that knows version 2 of the tables."""
    scripts = folder / "migrations"
    shutil.copytree(schema.MIGRATIONS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "0002_more.py").write_text(NEXT_MIGRATION.format(more=more))
    monkeypatch.setattr(schema, "MIGRATIONS", scripts)
    monkeypatch.setattr(schema, "VERSION", 2)


def test_an_older_workspace_is_brought_up_to_date_after_a_copy(location: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(location) as store:
        every_fact_table(store)
    next_version(monkeypatch, tmp_path)
    with Store.open(location) as store:
        copy = store.copy_before_upgrade
        for table in FACTS:
            column = list(table.c)[-1]
            for statement in (update(table).values({column.name: column}), delete(table)):
                with pytest.raises(DBAPIError, match="never changed"), store._engine.begin() as connection:
                    connection.execute(statement)
        with store.snapshot() as view:
            assert [c.clause.text for c in view.clauses(view.revision("declaration"))] == ["One", "and more.", "Two."]
        with store._engine.connect() as connection:
            assert connection.execute(text("SELECT extra FROM wording")).first() == (None,)
    with Store.open(location) as store:
        assert store.copy_before_upgrade is None
    monkeypatch.undo()
    if copy is not None:
        assert copy.name == "negotiation.db.before-2.db"
        with Store.open(str(copy)) as before, before.snapshot() as view:
            assert [c.clause.text for c in view.clauses(view.revision("declaration"))] == ["One", "and more.", "Two."]


def test_an_upgrade_that_fails_changes_nothing(location: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(location) as store:
        every_fact_table(store)
    next_version(monkeypatch, tmp_path, more="raise RuntimeError('half-way')")
    with pytest.raises(RuntimeError, match="half-way"):
        Store.open(location)
    monkeypatch.undo()
    assert differences(location) == []
    with Store.open(location) as store, store.snapshot() as view:
        assert len(view.entries()) == 3


def test_a_copy_never_overwrites_an_earlier_one(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    Store.open(str(path), create=True).close()
    assert schema._copy_before_upgrade(path).name == f"w.db.before-{schema.VERSION}.db"
    assert schema._copy_before_upgrade(path).name == f"w.db.before-{schema.VERSION}-1.db"


@pytest.mark.parametrize("content", [b"no database at all, but a file of that name " * 40, b""], ids=["another file", "an empty file"])
def test_a_workspace_that_cannot_be_opened_leaves_no_connection_open(content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Watched] = []

    class Watched(sqlite3.Connection):
        closed = False

        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            opened.append(self)

        def close(self) -> None:
            self.closed = True
            super().close()

    monkeypatch.setattr("negotiator.store.engine.sqlite3.connect", partial(sqlite3.connect, factory=Watched))
    file = tmp_path / "other.db"
    file.write_bytes(content)
    with pytest.raises(StoreError):
        Store.open(str(file))
    assert opened
    assert all(connection.closed for connection in opened)
