"""How the rows of a version's later readings are told from its first: by the end of their slug."""

from __future__ import annotations

from typing import Final

from sqlalchemy import ColumnElement, or_

from negotiator.store.tables.documents import revision

_READING: Final = "~reading-"
"""Parts a version's slug from the number of a later reading of its file; no label spells it."""


def issued_slug(stored: str) -> str:
    """The slug of a version, whichever reading of its file a row holds."""
    return stored.partition(_READING)[0]


def reading_slug(slug: str, reading: int) -> str:
    """The slug under which a reading of a version is stored; the first has the version's own."""
    return slug if reading == 1 else f"{slug}{_READING}{reading}"


def any_reading(slug: str) -> ColumnElement[bool]:
    """For a where clause: the rows of all readings of a version."""
    return or_(revision.c.slug == slug, revision.c.slug.startswith(reading_slug(slug, 0)[:-1], autoescape=True))
