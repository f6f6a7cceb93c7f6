"""The same tests on a SQLite file and on a PostgreSQL database, each with a fresh workspace."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from needs import absent

from negotiator.store.store import Store
from tests.store.postgresql_server import NoServerError, Server

POSTGRESQL = pytest.param("postgresql", marks=pytest.mark.xdist_group("postgresql"))
"""All tests that need the server run in one process, so that one server is started."""


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server with a workspace named `template`."""
    if sys.platform == "win32":
        pytest.skip("PostgreSQL is not tested on Windows")
    if importlib.util.find_spec("psycopg") is None:
        absent("postgresql", "PostgreSQL's driver is not installed")
    try:
        running = Server.start()
    except NoServerError as reason:
        absent("postgresql", str(reason))
        return
    try:
        running.execute("CREATE DATABASE template")
        Store.open(running.url("template"), create=True).close()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    Store.open(str(path), create=True).close()
    return path


@pytest.fixture(params=["sqlite", POSTGRESQL])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A fresh, empty workspace."""
    if request.param == "sqlite":
        path = tmp_path / "negotiation.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield str(path)
        return
    server: Server = request.getfixturevalue("server")
    name = f"test_{uuid4().hex}"
    server.execute(f"CREATE DATABASE {name} TEMPLATE template")
    yield server.url(name)
    server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def store(location: str) -> Iterator[Store]:
    with Store.open(location) as opened:
        yield opened


@pytest.fixture
def other(location: str, store: Store) -> Iterator[Store]:
    """The same workspace, as another program has it open."""
    with Store.open(location) as opened:
        yield opened
