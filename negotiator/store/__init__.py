"""The workspace: facts appended by one use case at a time, in a SQLite file or a PostgreSQL database.

Importing this package loads no database library; `Store` is fetched when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from negotiator.store.records import (
    Correction,
    Entry,
    Hit,
    Instruction,
    ProvisionEdge,
    Relation,
    Ruling,
    StoredClause,
    StoredLink,
)

if TYPE_CHECKING:
    from negotiator.store.snapshot import Snapshot
    from negotiator.store.store import Store
    from negotiator.store.transaction import Transaction

__all__ = [
    "Correction",
    "Entry",
    "Hit",
    "Instruction",
    "ProvisionEdge",
    "Relation",
    "Ruling",
    "Snapshot",
    "Store",
    "StoredClause",
    "StoredLink",
    "Transaction",
]


def __getattr__(name: str) -> object:
    if name == "Store":
        from negotiator.store.store import Store

        return Store
    if name == "Snapshot":
        from negotiator.store.snapshot import Snapshot

        return Snapshot
    if name == "Transaction":
        from negotiator.store.transaction import Transaction

        return Transaction
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
