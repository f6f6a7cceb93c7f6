"""Tables of documents, their revisions, and what lasts through revisions."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Double, ForeignKey, ForeignKeyConstraint, LargeBinary, Table, Text, UniqueConstraint

from negotiator.store.tables.base import METADATA, Words, fact, key, number, ref, sha_ref, words

source_file = fact(
    "source_file",
    key(),
    Column("sha256", Text, nullable=False, unique=True),
    words("name"),
    Column("content", LargeBinary, nullable=False),
)

document = fact(
    "document",
    key(),
    Column("slug", Words, nullable=False, unique=True),
    Column("role", Text, nullable=False),
    words("title"),
)

revision = fact(
    "revision",
    key(),
    Column("uid", Text, nullable=False, unique=True),
    ref("document", "document.id"),
    words("slug"),
    words("label"),
    Column("kind", Text, nullable=False),
    words("language"),
    Column("issued_on", Date, nullable=True),
    words("symbol"),
    ref("based_on", "revision.id", nullable=True),
    words("scope"),
    ref("translates", "revision.id", nullable=True),
    sha_ref("source_sha256", "source_file.sha256"),
    words("source_name"),
    Column("source_view", Text, nullable=False),
    words("reader"),
    words("aligner"),
    UniqueConstraint("document", "slug", "language"),
)

wording = fact(
    "wording",
    key(),
    Column("sha256", Text, nullable=False, unique=True),
    words("text"),
)

wording_key = Table(
    "wording_key",
    METADATA,
    Column("wording", ForeignKey("wording.id"), primary_key=True, autoincrement=False),
    Column("normaliser", Text, primary_key=True),
    Column("folded_sha256", Text, nullable=False, index=True),
    words("search_text"),
)
"""Derived from `wording` and rebuilt at will, so no fact."""

provision = fact("provision", key(), ref("document", "document.id", index=True))

provision_edge = fact(
    "provision_edge",
    key(),
    ref("from_provision", "provision.id", index=True),
    ref("to_provision", "provision.id"),
    Column("relation", Text, nullable=False),
    ref("revision", "revision.id", index=True),
    number("seq"),
    UniqueConstraint("to_provision", "from_provision", "seq"),
)

clause = fact(
    "clause",
    key(),
    ref("revision", "revision.id"),
    number("position"),
    number("parent", nullable=True),
    words("kind"),
    number("level"),
    words("number"),
    words("path"),
    words("given_id"),
    ref("wording", "wording.id", index=True),
    ref("provision", "provision.id", index=True),
    words("anchors"),
    words("target"),
    words("notes"),
    number("words"),
    UniqueConstraint("revision", "position"),
    UniqueConstraint("revision", "given_id"),
    UniqueConstraint("revision", "path"),
    UniqueConstraint("revision", "provision"),
    ForeignKeyConstraint(["revision", "parent"], ["clause.revision", "clause.position"], deferrable=True, initially="DEFERRED"),
)
"""`parent` is the position of a clause in the same revision."""

clause_link = fact(
    "clause_link",
    key(),
    ref("old", "clause.id", index=True),
    ref("new", "clause.id"),
    Column("kind", Text, nullable=False),
    Column("moved", Boolean, nullable=False),
    Column("renumbered", Boolean, nullable=False),
    Column("similarity", Double, nullable=False),
    Column("confidence", Double, nullable=False),
    words("reason"),
    UniqueConstraint("new", "old"),
)
