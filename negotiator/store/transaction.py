"""Everything that can be appended to a workspace, as one entry of its journal."""

from __future__ import annotations

from negotiator.store.journal import JournalWrites
from negotiator.store.position import PositionWrites
from negotiator.store.rereading import RereadingWrites
from negotiator.store.rulings import MatchRulingWrites
from negotiator.store.search import SearchWrites
from negotiator.store.snapshot import Snapshot


class Transaction(RereadingWrites, MatchRulingWrites, PositionWrites, JournalWrites, SearchWrites, Snapshot):
    """A snapshot that also appends; nothing of it is seen by others before its end."""
