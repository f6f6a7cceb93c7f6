"""Upgrades of older workspaces, through Alembic; loaded only when a version differs."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.engine import Connection

from negotiator.errors import StoreError


def upgrade(engine: Engine, target: str = "head") -> None:
    """Run all scripts up to `target` in one transaction. Raises StoreError where rows would be left without what they refer to."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    with engine.execution_options(writing=True).connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            connection.connection.execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, target)
            if sqlite:
                _check_references(connection)


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise StoreError(
            f"the upgrade would leave {len(broken)} rows without what they refer to; nothing was changed", hint="keep the backup beside the workspace"
        )
