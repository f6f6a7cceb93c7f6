"""Tables of who did what, and of what people decided against a machine."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table, Text, UniqueConstraint

from negotiator.store.tables.base import METADATA, Utc, fact, key, number, ref, words

entry = Table(
    "entry",
    METADATA,
    key(),
    Column("uid", Text, nullable=False, unique=True),
    Column("at", Utc, nullable=False),
    words("actor"),
    Column("verb", Text, nullable=False),
    words("subject"),
    Column("undoes", Integer, ForeignKey("entry.id"), nullable=True, unique=True),
    info={"fact": True},
)

ruling = fact(
    "ruling",
    key(),
    words("subject"),
    number("seq"),
    Column("kind", Text, nullable=False),
    words("payload"),
    UniqueConstraint("subject", "seq"),
)

correction = fact(
    "correction",
    key(),
    ref("document", "document.id"),
    number("seq"),
    words("toml"),
    UniqueConstraint("document", "seq"),
)
