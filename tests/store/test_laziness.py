"""Commands that need no database do not pay for one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def loaded(code: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", f"{code}\nimport sys\nprint(*sorted(sys.modules))"], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.split()}


def test_importing_the_store_loads_no_database_library() -> None:
    assert not {"sqlalchemy", "alembic", "psycopg"} & loaded("import negotiator.store, negotiator.store.records")


def test_opening_a_current_workspace_loads_neither_alembic_nor_postgresqls_driver(tmp_path: Path) -> None:
    path = str(tmp_path / "w.db")
    code = f"from negotiator.store.store import Store\nStore.open({path!r}, create=True).close()\nStore.open({path!r}).close()"
    assert not {"alembic", "psycopg"} & loaded(code)
