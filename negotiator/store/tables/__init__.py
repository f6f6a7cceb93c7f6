"""All tables, so that importing this package makes the metadata whole."""

from __future__ import annotations

from sqlalchemy import Table

from negotiator.store.tables import documents, journal, position, talks
from negotiator.store.tables.base import METADATA

__all__ = ["FACTS", "METADATA", "documents", "journal", "position", "talks"]

FACTS: tuple[Table, ...] = tuple(table for table in METADATA.sorted_tables if table.info.get("fact"))
"""Tables whose rows are appended and never changed, in the order in which they depend on one another."""
