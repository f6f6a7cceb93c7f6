"""Facts are appended, never changed: the database itself refuses the rest."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Table, text

_REFUSAL = "facts are appended, never changed"

_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION negotiator_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '{_REFUSAL} (%)', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$
"""


def append_only(connection: Connection, tables: Iterable[Table]) -> None:
    """Make the database refuse UPDATE and DELETE (on PostgreSQL also TRUNCATE) on these tables. Harmless where it does already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(_POSTGRESQL_FUNCTION))
        for table in tables:
            connection.execute(
                text(
                    f"CREATE OR REPLACE TRIGGER append_only_{table.name} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table.name} "
                    "FOR EACH STATEMENT EXECUTE FUNCTION negotiator_append_only()"
                )
            )
        return
    for table in tables:
        for action in ("UPDATE", "DELETE"):
            connection.execute(
                text(
                    f"CREATE TRIGGER IF NOT EXISTS append_only_{action.lower()}_{table.name} BEFORE {action} ON {table.name} "
                    f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL} ({table.name})'); END"
                )
            )
