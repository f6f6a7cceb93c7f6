"""Tables of the talks themselves: delegations, proposals and their fates, stances, deadlines. Laid out; not written yet."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Double, Text, UniqueConstraint

from negotiator.store.tables.base import Utc, Words, fact, key, number, ref, words

delegation = fact(
    "delegation",
    key(),
    Column("name", Words, nullable=False, unique=True),
    Column("status", Text, nullable=False),
)

alias = fact("alias", key(), Column("folded", Words, nullable=False, unique=True), ref("delegation", "delegation.id"))

proposal = fact(
    "proposal",
    key(),
    Column("uid", Text, nullable=False, unique=True),
    Column("ref", Words, nullable=False, unique=True),
    ref("delegation", "delegation.id"),
    ref("document", "document.id"),
)

proposal_version = fact(
    "proposal_version",
    key(),
    ref("proposal", "proposal.id"),
    number("seq"),
    Column("action", Text, nullable=False),
    ref("wording", "wording.id", nullable=True),
    Column("state", Text, nullable=False),
    words("rationale"),
    UniqueConstraint("proposal", "seq"),
)

proposal_base = fact(
    "proposal_base",
    key(),
    ref("version", "proposal_version.id"),
    number("position"),
    ref("clause", "clause.id"),
    UniqueConstraint("version", "position"),
)

proposal_point = fact(
    "proposal_point",
    key(),
    ref("version", "proposal_version.id"),
    ref("point", "provision.id"),
    UniqueConstraint("version", "point"),
)

proposal_private = fact(
    "proposal_private",
    key(),
    ref("proposal", "proposal.id"),
    number("seq"),
    words("note"),
    UniqueConstraint("proposal", "seq"),
)

fate = fact(
    "fate",
    key(),
    ref("proposal", "proposal.id"),
    ref("revision", "revision.id"),
    number("seq"),
    Column("fate", Text, nullable=False),
    Column("share", Double, nullable=True),
    UniqueConstraint("proposal", "revision", "seq"),
)

stance = fact(
    "stance",
    key(),
    ref("delegation", "delegation.id"),
    ref("clause", "clause.id", nullable=True),
    ref("proposal", "proposal.id", nullable=True),
    number("seq"),
    number("span_start", nullable=True),
    number("span_end", nullable=True),
    Column("position", Text, nullable=False),
    words("quote"),
    words("source"),
    Column("taken_at", Utc, nullable=True),
    CheckConstraint("(clause IS NULL) <> (proposal IS NULL)", name="one_subject"),
    UniqueConstraint("delegation", "clause", "seq"),
    UniqueConstraint("delegation", "proposal", "seq"),
)

clause_status = fact(
    "clause_status",
    key(),
    ref("provision", "provision.id"),
    ref("revision", "revision.id"),
    number("seq"),
    Column("status", Text, nullable=False),
    UniqueConstraint("provision", "revision", "seq"),
)

deadline = fact(
    "deadline",
    key(),
    words("subject"),
    number("seq"),
    Column("due_at", Utc, nullable=False),
    words("title"),
    UniqueConstraint("subject", "seq"),
)
