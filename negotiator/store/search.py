"""Finding clauses by words, through a folded text beside each wording that can be rebuilt at any time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, select

from negotiator.store.clauses import SELECT_CLAUSE, ClauseReads
from negotiator.store.records import Hit
from negotiator.store.tables.documents import clause, document, revision, wording, wording_key
from negotiator.store.writes import Writes
from negotiator.text.normalise import NORMALISER, cosmetic, fold, wording_sha256


def key_rows(wordings: Iterable[tuple[int, str]]) -> list[dict[str, Any]]:
    """The normalised keys of wordings, given by row number and text."""
    rows = []
    for id_, text in wordings:
        folded, plain = fold(text), cosmetic(text)
        rows.append({"wording": id_, "normaliser": NORMALISER, "folded_sha256": wording_sha256(plain), "search_text": folded})
    return rows


class SearchReads(ClauseReads):
    """Searching."""

    def search(self, words: str | Sequence[str], document_slug: str | None = None, *, limit: int = 500) -> tuple[Hit, ...]:
        """Clauses that hold all the words (parts of words count; case and accents do not), each wording once, in the newest revision that has it.

        A string is split at its spaces; a sequence is taken piece by piece, so a piece may be a phrase. Nothing to look for finds nothing.
        Raises NotFoundError for an unknown document.
        """
        wanted = [folded for folded in map(fold, words.split() if isinstance(words, str) else words) if folded]
        if not wanted:
            return ()
        query = (
            SELECT_CLAUSE.join(wording_key, wording_key.c.wording == wording.c.id)
            .join(revision, revision.c.id == clause.c.revision)
            .where(wording_key.c.normaliser == NORMALISER)
        )
        for piece in wanted:
            query = query.where(wording_key.c.search_text.contains(piece, autoescape=True))
        if document_slug is not None:
            query = query.where(revision.c.document == self._document_id(document_slug))
        rows = list(self._connection.execute(query.order_by(clause.c.revision, clause.c.position)))
        revisions = self._revisions_by_id({row.revision for row in rows})
        newest_first: dict[str, int] = {}
        for slug in self._connection.execute(select(document.c.slug).order_by(document.c.id)).scalars():
            for item in reversed(self.revisions(slug)):
                newest_first[item.uid] = len(newest_first)
        rows = [row for row in rows if revisions[row.revision].uid in newest_first]
        rows.sort(key=lambda row: newest_first[revisions[row.revision].uid])
        first: dict[tuple[int, str], Any] = {}
        for row in rows:
            first.setdefault((self._identity.of(row.revision, row.provision), row.sha256), row)
            if len(first) >= limit:
                break
        chosen = list(first.values())
        return tuple(Hit(revisions[row.revision], stored) for row, stored in zip(chosen, self._stored(chosen), strict=True))


class SearchWrites(Writes):
    """Making the derived keys anew."""

    def rebuild_keys(self) -> int:
        """Drop the normalised keys of all wordings and make them again. Returns how many there are."""
        self._connection.execute(delete(wording_key))
        rows = key_rows((id_, text) for id_, text in self._connection.execute(select(wording.c.id, wording.c.text).order_by(wording.c.id)))
        self._insert_many(wording_key, rows)
        return len(rows)
