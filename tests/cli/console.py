"""How a command ended, and what the journal says of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Typed = Callable[..., Ended]
"""`typed("show", "declaration:7")`; `stdin=` gives bytes on standard input."""

Prepared = Callable[..., Path]
"""`prepared(("zero.txt", TEXT, "--document", "declaration"), …)`: the path of a workspace that holds these texts."""


def journal(workspace: Path) -> list[tuple[object, ...]]:
    """All entries, oldest first."""
    connection = sqlite3.connect(workspace)
    try:
        return connection.execute("SELECT id, verb, subject, undoes FROM entry ORDER BY id").fetchall()
    finally:
        connection.close()
