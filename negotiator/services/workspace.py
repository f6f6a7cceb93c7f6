"""Create a workspace."""

from __future__ import annotations

from pathlib import Path

from negotiator.errors import ConflictError


def create_workspace(location: str) -> None:
    """Create an empty workspace. Raises ConflictError where a file is there already, StoreError where it cannot be made."""
    from negotiator.store.store import Store

    if "://" not in location and Path(location).exists():
        raise ConflictError(f"{location} is there already", hint="use it, or name another with --workspace")
    Store.open(location, create=True).close()
