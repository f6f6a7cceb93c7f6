"""Alembic's environment: the connection and its transaction come from the caller, so that no alembic.ini is needed."""

from __future__ import annotations

from alembic import context

from negotiator.store.schema import VERSION_TABLE
from negotiator.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
context.run_migrations()
