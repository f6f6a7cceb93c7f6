"""What a command is given: the workspace, who is working, and the clock."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from negotiator.config import workspace_location
from negotiator.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from negotiator.store.store import Store


class Desk:
    """The context of one run of the command line; opens nothing before a command asks."""

    def __init__(self, workspace: str | None, actor: str | None) -> None:
        if workspace and "://" in workspace:
            _refuse_password(workspace)
        self.location = workspace_location(workspace)
        self.actor = actor or os.environ.get("NEGOTIATOR_USER") or _login()

    @property
    def now(self) -> datetime:
        return datetime.now(UTC)

    @contextmanager
    def store(self, *, create: bool = False) -> Iterator[Store]:
        """The workspace's store, closed at the end."""
        from negotiator.store.store import Store

        with Store.open(self.location, create=create) as store:
            yield store

    def open_ui(self) -> int:
        """Run the terminal UI on the workspace; its exit code. Raises NotFoundError, which says how to get one, where there is none; creates nothing."""
        if "://" not in self.location and not Path(self.location).exists():
            hint = "negotiator demo  shows a sample negotiation;  negotiator init  begins one of your own"
            raise NotFoundError(f"there is no workspace {self.location}", hint=hint)
        from negotiator.tui import run_ui

        return run_ui(self._opened, self.actor)

    def _opened(self) -> Store:
        from negotiator.store.store import Store

        return Store.open(self.location)


pass_desk = click.make_pass_decorator(Desk)


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "user"


def _refuse_password(url: str) -> None:
    from urllib.parse import urlsplit

    if urlsplit(url).password is not None:
        raise UsageError(
            "a password on the command line can be read by everyone on this machine",
            hint="leave it out of the address: PostgreSQL reads PGPASSWORD and ~/.pgpass; or set NEGOTIATOR_WORKSPACE",
        )
