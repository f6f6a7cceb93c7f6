"""Everything that can be read of a workspace at one moment."""

from __future__ import annotations

from negotiator.store.journal import JournalReads
from negotiator.store.position import PositionReads
from negotiator.store.rulings import MatchRulingReads
from negotiator.store.search import SearchReads


class Snapshot(SearchReads, PositionReads, MatchRulingReads, JournalReads):
    """One consistent view: documents, revisions, clauses, points, judgements, the journal."""
