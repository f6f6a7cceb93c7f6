"""Take back what was done, by a new entry."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from negotiator.store.store import Store


def undo_entry(store: Store, actor: str, at: datetime, entry: int | None = None) -> str | None:
    """Undo one entry of the journal, the newest that can be undone where none is named.

    Returns what was taken back, or None where there was nothing. Raises ConflictError where it was undone already,
    UsageError for what cannot be undone.
    """
    with store.snapshot() as view:
        if entry is None:
            newest = view.undoable()
            if newest is None:
                return None
            entry = newest.id
        subject = next((e.subject for e in view.entries(1_000_000) if e.id == entry), str(entry))
    with store.transaction(actor, at, "undo", subject) as tx:
        return f"taken back: {tx.undo(entry)}"
