"""Append-only by trigger, on both databases: an update or delete of a fact is refused by the database itself."""

from __future__ import annotations

from collections.abc import Iterator

_REFUSAL = "facts are appended, never changed"


def trigger_statements(dialect: str, tables: tuple[str, ...]) -> Iterator[str]:
    """The DDL that guards `tables` on `sqlite` or `postgresql`; running it twice does no harm."""
    if dialect == "postgresql":
        yield (
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '%: {_REFUSAL}', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
    for table in tables:
        for event in ("UPDATE", "DELETE"):
            name = f"{table}_no_{event.lower()}"
            if dialect == "postgresql":
                yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
                yield f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            else:
                yield f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, '{table}: {_REFUSAL}'); END"
