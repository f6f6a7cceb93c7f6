"""All tables of a workspace. Facts carry the entry that made them and are never changed; see triggers."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA_VERSION = 1
"""Raised with every migration; kept in the one row of `workspace`."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _key() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _to(name: str, target: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, ForeignKey(f"{target}.id"), nullable=null, index=True)


def _by_entry() -> Column[int]:
    return Column("entry_id", Integer, ForeignKey("entry.id"), nullable=False, index=True)


workspace = Table(
    "workspace", metadata, Column("id", Integer, CheckConstraint("id = 1", name="one_row"), primary_key=True), Column("schema_version", Integer, nullable=False)
)

entry = Table(
    "entry",
    metadata,
    _key(),
    Column("uid", String(36), nullable=False, unique=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("actor", Text, nullable=False),
    Column("verb", String(40), nullable=False),
    Column("subject", Text, nullable=False),
    Column("undoes", Integer, ForeignKey("entry.id"), unique=True),
)

source_file = Table(
    "source_file",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    _by_entry(),
)

document = Table(
    "document",
    metadata,
    _key(),
    Column("slug", String(80), nullable=False, unique=True),
    Column("role", String(20), nullable=False),
    Column("title", Text, nullable=False),
    _by_entry(),
)

revision = Table(
    "revision",
    metadata,
    _key(),
    Column("uid", String(36), nullable=False, unique=True),
    _to("document_id", "document"),
    Column("slug", String(80), nullable=False),
    Column("label", Text, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("language", String(35), nullable=False),
    Column("issued_on", Date),
    Column("symbol", Text, nullable=False),
    _to("based_on_id", "revision", null=True),
    Column("scope", Text, nullable=False),
    _to("translates_id", "revision", null=True),
    Column("source_sha256", String(64), ForeignKey("source_file.sha256"), nullable=False),
    Column("source_name", Text, nullable=False),
    Column("source_view", String(20), nullable=False),
    Column("reader", String(40), nullable=False),
    Column("aligner", String(40), nullable=False),
    _by_entry(),
    UniqueConstraint("document_id", "slug", "language"),
)

wording = Table("wording", metadata, _key(), Column("sha256", String(64), nullable=False, unique=True), Column("text", Text, nullable=False), _by_entry())

wording_key = Table(
    "wording_key",
    metadata,
    Column("wording_id", Integer, ForeignKey("wording.id"), primary_key=True),
    Column("normaliser", String(20), primary_key=True),
    Column("folded_sha256", String(64), nullable=False),
    Column("search_text", Text, nullable=False),
)
"""Derived from wording: dropped and rebuilt, it is equal."""

provision = Table("provision", metadata, _key(), _to("document_id", "document"), _by_entry())

provision_edge = Table(
    "provision_edge",
    metadata,
    _key(),
    _to("from_id", "provision"),
    _to("to_id", "provision"),
    Column("relation", String(20), nullable=False),
    _to("revision_id", "revision"),
    Column("seq", Integer, nullable=False),
    _by_entry(),
    UniqueConstraint("from_id", "to_id", "revision_id", "seq"),
)

clause = Table(
    "clause",
    metadata,
    _key(),
    _to("revision_id", "revision"),
    Column("position", Integer, nullable=False),
    Column("parent_position", Integer),
    Column("kind", String(40), nullable=False),
    Column("level", Integer, nullable=False),
    Column("number", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("given_id", Text, nullable=False),
    _to("wording_id", "wording"),
    _to("provision_id", "provision"),
    Column("anchors", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("words", Integer, nullable=False),
    _by_entry(),
    UniqueConstraint("revision_id", "position"),
    UniqueConstraint("revision_id", "path"),
    UniqueConstraint("revision_id", "given_id"),
)

clause_link = Table(
    "clause_link",
    metadata,
    _key(),
    _to("old_id", "clause"),
    _to("new_id", "clause"),
    Column("similarity", Float, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("reason", Text, nullable=False),
    _by_entry(),
    UniqueConstraint("old_id", "new_id"),
)

ruling = Table(
    "ruling",
    metadata,
    _key(),
    Column("subject", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("payload", Text, nullable=False),
    _by_entry(),
    UniqueConstraint("subject", "seq"),
)

correction = Table(
    "correction",
    metadata,
    _key(),
    _to("document_id", "document"),
    Column("seq", Integer, nullable=False),
    Column("toml", Text, nullable=False),
    _by_entry(),
    UniqueConstraint("document_id", "seq"),
)

point = Table(
    "point",
    metadata,
    _key(),
    _to("provision_id", "provision"),
    Column("seq", Integer, nullable=False),
    Column("kind", String(20)),
    Column("delivery", String(20)),
    Column("priority", String(20)),
    Column("themes", Text),
    Column("targets", Text),
    Column("counted", Integer),
    Column("is_point", Integer),
    _by_entry(),
    UniqueConstraint("provision_id", "seq"),
)

element = Table(
    "element",
    metadata,
    _key(),
    _to("provision_id", "provision"),
    Column("number", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("text", Text, nullable=False),
    _by_entry(),
    UniqueConstraint("provision_id", "number", "seq"),
)

instruction = Table(
    "instruction",
    metadata,
    _key(),
    _to("provision_id", "provision"),
    Column("seq", Integer, nullable=False),
    Column("ideal", Text, nullable=False),
    Column("acceptable", Text, nullable=False),
    Column("red_line", Text, nullable=False),
    Column("note", Text, nullable=False),
    _by_entry(),
    UniqueConstraint("provision_id", "seq"),
)

assessment = Table(
    "assessment",
    metadata,
    _key(),
    _to("point_id", "provision"),
    Column("element", Integer, nullable=False),
    _to("document_id", "document"),
    Column("seq", Integer, nullable=False),
    _to("revision_id", "revision"),
    Column("point_wording_sha256", String(64), nullable=False),
    Column("verdict", String(20)),
    Column("candidates", Text, nullable=False),
    Column("note", Text, nullable=False),
    _by_entry(),
    UniqueConstraint("point_id", "element", "document_id", "seq"),
)

evidence = Table(
    "evidence",
    metadata,
    _key(),
    _to("assessment_id", "assessment"),
    _to("clause_id", "clause"),
    Column("wording_sha256", String(64), nullable=False),
    Column("context_sha256", String(64), nullable=False),
    Column("quote", Text, nullable=False),
    Column("quote_start", Integer),
    Column("quote_end", Integer),
    _by_entry(),
    UniqueConstraint("assessment_id", "clause_id"),
)

delegation = Table("delegation", metadata, _key(), Column("name", Text, nullable=False, unique=True), Column("status", String(40), nullable=False), _by_entry())

alias = Table("alias", metadata, Column("folded", String(200), primary_key=True), _to("delegation_id", "delegation"), _by_entry())

proposal = Table(
    "proposal",
    metadata,
    _key(),
    Column("uid", String(36), nullable=False, unique=True),
    Column("ref", String(40), nullable=False, unique=True),
    _to("delegation_id", "delegation"),
    _to("document_id", "document"),
    _by_entry(),
)

proposal_version = Table(
    "proposal_version",
    metadata,
    _key(),
    _to("proposal_id", "proposal"),
    Column("seq", Integer, nullable=False),
    Column("action", String(20), nullable=False),
    _to("wording_id", "wording", null=True),
    Column("state", String(30), nullable=False),
    Column("rationale", Text, nullable=False),
    _by_entry(),
    UniqueConstraint("proposal_id", "seq"),
)

proposal_base = Table(
    "proposal_base",
    metadata,
    _key(),
    _to("proposal_version_id", "proposal_version"),
    _to("clause_id", "clause"),
    _by_entry(),
    UniqueConstraint("proposal_version_id", "clause_id"),
)

proposal_point = Table(
    "proposal_point",
    metadata,
    _key(),
    _to("proposal_version_id", "proposal_version"),
    _to("provision_id", "provision"),
    _by_entry(),
    UniqueConstraint("proposal_version_id", "provision_id"),
)

proposal_private = Table(
    "proposal_private",
    metadata,
    _key(),
    _to("proposal_id", "proposal"),
    Column("seq", Integer, nullable=False),
    Column("note", Text, nullable=False),
    _by_entry(),
    UniqueConstraint("proposal_id", "seq"),
)

fate = Table(
    "fate",
    metadata,
    _key(),
    _to("proposal_id", "proposal"),
    _to("revision_id", "revision"),
    Column("seq", Integer, nullable=False),
    Column("fate", String(20), nullable=False),
    Column("share", Float, nullable=False),
    _by_entry(),
    UniqueConstraint("proposal_id", "revision_id", "seq"),
)

stance = Table(
    "stance",
    metadata,
    _key(),
    _to("delegation_id", "delegation"),
    _to("clause_id", "clause", null=True),
    _to("proposal_id", "proposal", null=True),
    Column("span_start", Integer),
    Column("span_end", Integer),
    Column("position", String(20), nullable=False),
    Column("quote", Text, nullable=False),
    Column("source", Text, nullable=False),
    _by_entry(),
)

clause_status = Table(
    "clause_status",
    metadata,
    _key(),
    _to("provision_id", "provision"),
    _to("revision_id", "revision"),
    Column("seq", Integer, nullable=False),
    Column("status", String(30), nullable=False),
    Column("source", Text, nullable=False),
    _by_entry(),
    UniqueConstraint("provision_id", "revision_id", "seq"),
)

deadline = Table(
    "deadline",
    metadata,
    _key(),
    Column("subject", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("due", DateTime(timezone=True), nullable=False),
    Column("what", Text, nullable=False),
    _by_entry(),
    UniqueConstraint("subject", "seq"),
)

Index("ix_entry_subject", entry.c.subject)

FACTS = tuple(table.name for table in metadata.sorted_tables if table.name not in ("workspace", "wording_key"))
"""Tables whose rows are never changed or deleted."""
