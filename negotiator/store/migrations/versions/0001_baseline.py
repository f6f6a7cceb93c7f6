"""The tables of version 1, as they were then; never edited, whatever becomes of `negotiator.store.tables`."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def key() -> sa.Column[Any]:
    return sa.Column("id", sa.Integer, primary_key=True)


def column(name: str, kind: Any, *items: Any, nullable: bool = False, index: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, *items, nullable=nullable, index=index)


def ref(name: str, target: str, *, nullable: bool = False, index: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(target), nullable=nullable, index=index)


def upgrade() -> None:
    _documents()
    _clauses()
    _position()
    _talks()


def _documents() -> None:
    op.create_table(
        "entry",
        key(),
        column("uid", sa.Text),
        column("at", sa.DateTime(timezone=True)),
        column("actor", sa.Text),
        column("verb", sa.Text),
        column("subject", sa.Text),
        ref("undoes", "entry.id", nullable=True),
        sa.UniqueConstraint("uid"),
        sa.UniqueConstraint("undoes"),
    )
    op.create_table(
        "document", key(), column("slug", sa.Text), column("role", sa.Text), column("title", sa.Text), ref("entry_id", "entry.id"), sa.UniqueConstraint("slug")
    )
    op.create_table(
        "ruling",
        key(),
        column("subject", sa.Text),
        column("seq", sa.Integer),
        column("kind", sa.Text),
        column("payload", sa.Text),
        ref("entry_id", "entry.id"),
        sa.UniqueConstraint("subject", "seq"),
    )
    op.create_table(
        "correction",
        key(),
        ref("document", "document.id"),
        column("seq", sa.Integer),
        column("toml", sa.Text),
        ref("entry_id", "entry.id"),
        sa.UniqueConstraint("document", "seq"),
    )
    op.create_table(
        "source_file",
        key(),
        column("sha256", sa.Text),
        column("name", sa.Text),
        column("content", sa.LargeBinary),
        ref("entry_id", "entry.id"),
        sa.UniqueConstraint("sha256"),
    )
    op.create_table(
        "revision",
        key(),
        column("uid", sa.Text),
        ref("document", "document.id"),
        column("slug", sa.Text),
        column("label", sa.Text),
        column("kind", sa.Text),
        column("language", sa.Text),
        column("issued_on", sa.Date, nullable=True),
        column("symbol", sa.Text),
        ref("based_on", "revision.id", nullable=True),
        column("scope", sa.Text),
        ref("translates", "revision.id", nullable=True),
        column("source_sha256", sa.Text, sa.ForeignKey("source_file.sha256")),
        column("source_name", sa.Text),
        column("source_view", sa.Text),
        column("reader", sa.Text),
        column("aligner", sa.Text),
        ref("entry_id", "entry.id"),
        sa.UniqueConstraint("document", "slug", "language"),
        sa.UniqueConstraint("uid"),
    )


def _clauses() -> None:
    op.create_table("wording", key(), column("sha256", sa.Text), column("text", sa.Text), ref("entry_id", "entry.id"), sa.UniqueConstraint("sha256"))
    op.create_table(
        "wording_key",
        sa.Column("wording", sa.Integer, sa.ForeignKey("wording.id"), primary_key=True, autoincrement=False),
        sa.Column("normaliser", sa.Text, primary_key=True),
        column("folded_sha256", sa.Text, index=True),
        column("search_text", sa.Text),
    )
    op.create_table("provision", key(), ref("document", "document.id", index=True), ref("entry_id", "entry.id"))
    op.create_table(
        "provision_edge",
        key(),
        ref("from_provision", "provision.id", index=True),
        ref("to_provision", "provision.id"),
        column("relation", sa.Text),
        ref("revision", "revision.id", index=True),
        column("seq", sa.Integer),
        ref("entry_id", "entry.id"),
        sa.UniqueConstraint("to_provision", "from_provision", "seq"),
    )
    op.create_table(
        "clause",
        key(),
        ref("revision", "revision.id"),
        column("position", sa.Integer),
        column("parent", sa.Integer, nullable=True),
        column("kind", sa.Text),
        column("level", sa.Integer),
        column("number", sa.Text),
        column("path", sa.Text),
        column("given_id", sa.Text),
        ref("wording", "wording.id", index=True),
        ref("provision", "provision.id", index=True),
        column("anchors", sa.Text),
        column("target", sa.Text),
        column("notes", sa.Text),
        column("words", sa.Integer),
        ref("entry_id", "entry.id"),
        sa.UniqueConstraint("revision", "given_id"),
        sa.UniqueConstraint("revision", "path"),
        sa.UniqueConstraint("revision", "position"),
        sa.UniqueConstraint("revision", "provision"),
        sa.ForeignKeyConstraint(["revision", "parent"], ["clause.revision", "clause.position"], deferrable=True, initially="DEFERRED"),
    )
    op.create_table(
        "clause_link",
        key(),
        ref("old", "clause.id", index=True),
        ref("new", "clause.id"),
        column("kind", sa.Text),
        column("moved", sa.Boolean),
        column("renumbered", sa.Boolean),
        column("similarity", sa.Double),
        column("confidence", sa.Double),
        column("reason", sa.Text),
        ref("entry_id", "entry.id"),
        sa.UniqueConstraint("new", "old"),
    )


def _position() -> None:
    op.create_table(
        "point",
        key(),
        ref("provision", "provision.id"),
        column("seq", sa.Integer),
        column("kind", sa.Text, nullable=True),
        column("delivery", sa.Text, nullable=True),
        column("priority", sa.Text, nullable=True),
        column("themes", sa.Text, nullable=True),
        column("targets", sa.Text, nullable=True),
        column("counted", sa.Boolean, nullable=True),
        column("is_point", sa.Boolean, nullable=True),
        ref("entry_id", "entry.id"),
        sa.UniqueConstraint("provision", "seq"),
    )
    op.create_table(
        "element",
        key(),
        ref("point", "provision.id"),
        column("number", sa.Integer),
        column("seq", sa.Integer),
        column("start", sa.Integer, nullable=True),
        column("end", sa.Integer, nullable=True),
        column("text", sa.Text),
        column("retired", sa.Boolean),
        ref("entry_id", "entry.id"),
        sa.UniqueConstraint("point", "number", "seq"),
    )
    op.create_table(
        "instruction",
        key(),
        ref("point", "provision.id"),
        column("seq", sa.Integer),
        column("ideal", sa.Text),
        column("acceptable", sa.Text),
        column("red_line", sa.Text),
        column("note", sa.Text),
        ref("entry_id", "entry.id"),
        sa.UniqueConstraint("point", "seq"),
    )
    op.create_table(
        "assessment",
        key(),
        ref("point", "provision.id"),
        column("element", sa.Integer),
        ref("document", "document.id"),
        column("seq", sa.Integer),
        ref("revision", "revision.id"),
        column("point_wording", sa.Text, sa.ForeignKey("wording.sha256")),
        column("verdict", sa.Text, nullable=True),
        column("note", sa.Text),
        ref("entry_id", "entry.id"),
        sa.UniqueConstraint("point", "element", "document", "seq"),
    )
    op.create_table(
        "evidence",
        key(),
        ref("assessment", "assessment.id"),
        column("position", sa.Integer),
        ref("clause", "clause.id", index=True),
        column("verdict", sa.Text, nullable=True),
        column("quote", sa.Text),
        column("quote_start", sa.Integer, nullable=True),
        column("quote_end", sa.Integer, nullable=True),
        column("context_sha256", sa.Text),
        ref("entry_id", "entry.id"),
        sa.UniqueConstraint("assessment", "position"),
    )
    op.create_table(
        "assessment_candidate",
        key(),
        ref("assessment", "assessment.id"),
        column("rank", sa.Integer),
        ref("provision", "provision.id"),
        column("wording", sa.Text, sa.ForeignKey("wording.sha256")),
        ref("entry_id", "entry.id"),
        sa.UniqueConstraint("assessment", "rank"),
    )


def _talks() -> None:
    op.create_table("delegation", key(), column("name", sa.Text), column("status", sa.Text), ref("entry_id", "entry.id"), sa.UniqueConstraint("name"))
    op.create_table("alias", key(), column("folded", sa.Text), ref("delegation", "delegation.id"), ref("entry_id", "entry.id"), sa.UniqueConstraint("folded"))
    op.create_table(
        "proposal",
        key(),
        column("uid", sa.Text),
        column("ref", sa.Text),
        ref("delegation", "delegation.id"),
        ref("document", "document.id"),
        ref("entry_id", "entry.id"),
        sa.UniqueConstraint("ref"),
        sa.UniqueConstraint("uid"),
    )
    op.create_table(
        "proposal_version",
        key(),
        ref("proposal", "proposal.id"),
        column("seq", sa.Integer),
        column("action", sa.Text),
        ref("wording", "wording.id", nullable=True),
        column("state", sa.Text),
        column("rationale", sa.Text),
        ref("entry_id", "entry.id"),
        sa.UniqueConstraint("proposal", "seq"),
    )
    op.create_table(
        "proposal_base",
        key(),
        ref("version", "proposal_version.id"),
        column("position", sa.Integer),
        ref("clause", "clause.id"),
        ref("entry_id", "entry.id"),
        sa.UniqueConstraint("version", "position"),
    )
    op.create_table(
        "proposal_point",
        key(),
        ref("version", "proposal_version.id"),
        ref("point", "provision.id"),
        ref("entry_id", "entry.id"),
        sa.UniqueConstraint("version", "point"),
    )
    op.create_table(
        "proposal_private",
        key(),
        ref("proposal", "proposal.id"),
        column("seq", sa.Integer),
        column("note", sa.Text),
        ref("entry_id", "entry.id"),
        sa.UniqueConstraint("proposal", "seq"),
    )
    op.create_table(
        "fate",
        key(),
        ref("proposal", "proposal.id"),
        ref("revision", "revision.id"),
        column("seq", sa.Integer),
        column("fate", sa.Text),
        column("share", sa.Double, nullable=True),
        ref("entry_id", "entry.id"),
        sa.UniqueConstraint("proposal", "revision", "seq"),
    )
    op.create_table(
        "stance",
        key(),
        ref("delegation", "delegation.id"),
        ref("clause", "clause.id", nullable=True),
        ref("proposal", "proposal.id", nullable=True),
        column("seq", sa.Integer),
        column("span_start", sa.Integer, nullable=True),
        column("span_end", sa.Integer, nullable=True),
        column("position", sa.Text),
        column("quote", sa.Text),
        column("source", sa.Text),
        column("taken_at", sa.DateTime(timezone=True), nullable=True),
        ref("entry_id", "entry.id"),
        sa.UniqueConstraint("delegation", "clause", "seq"),
        sa.UniqueConstraint("delegation", "proposal", "seq"),
        sa.CheckConstraint("(clause IS NULL) <> (proposal IS NULL)", name="one_subject"),
    )
    op.create_table(
        "clause_status",
        key(),
        ref("provision", "provision.id"),
        ref("revision", "revision.id"),
        column("seq", sa.Integer),
        column("status", sa.Text),
        ref("entry_id", "entry.id"),
        sa.UniqueConstraint("provision", "revision", "seq"),
    )
    op.create_table(
        "deadline",
        key(),
        column("subject", sa.Text),
        column("seq", sa.Integer),
        column("due_at", sa.DateTime(timezone=True)),
        column("title", sa.Text),
        ref("entry_id", "entry.id"),
        sa.UniqueConstraint("subject", "seq"),
    )
