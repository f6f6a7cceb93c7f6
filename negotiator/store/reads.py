"""What all reading shares: the connection, and numbers of rows by their names."""

from __future__ import annotations

from sqlalchemy import Connection, select

from negotiator.errors import NotFoundError
from negotiator.model.revision import Revision
from negotiator.store.identity import Identity
from negotiator.store.records import StoredClause
from negotiator.store.tables.documents import document


class Reads:
    """A view on one connection, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known_revisions: dict[str, tuple[Revision, ...]] = {}
        self._known_clauses: dict[str, tuple[StoredClause, ...]] = {}
        self._known_identity: Identity | None = None

    @property
    def _identity(self) -> Identity:
        """Identities of clauses under the rulings of this moment."""
        if self._known_identity is None:
            self._known_identity = Identity(self._connection)
        return self._known_identity

    def _document_id(self, slug: str) -> int:
        found: int | None = self._connection.execute(select(document.c.id).where(document.c.slug == slug)).scalar()
        if found is None:
            slugs = self._connection.execute(select(document.c.slug).order_by(document.c.id)).scalars().all()
            raise NotFoundError(
                f"there is no document {slug!r}",
                hint=f"there are: {', '.join(slugs)}" if slugs else "import one: negotiator import FILE --document SLUG",
            )
        return found
