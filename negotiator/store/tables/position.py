"""Tables of points, the private instructions on them, and what people judged."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Text, UniqueConstraint

from negotiator.store.tables.base import fact, key, number, ref, sha_ref, words

point = fact(
    "point",
    key(),
    ref("provision", "provision.id"),
    number("seq"),
    Column("kind", Text, nullable=True),
    Column("delivery", Text, nullable=True),
    Column("priority", Text, nullable=True),
    words("themes", nullable=True),
    words("targets", nullable=True),
    Column("counted", Boolean, nullable=True),
    Column("is_point", Boolean, nullable=True),
    UniqueConstraint("provision", "seq"),
)
"""What a person set; NULL leaves what was detected."""

element = fact(
    "element",
    key(),
    ref("point", "provision.id"),
    number("number"),
    number("seq"),
    number("start", nullable=True),
    number("end", nullable=True),
    words("text"),
    Column("retired", Boolean, nullable=False),
    UniqueConstraint("point", "number", "seq"),
)
"""The parts of a point that are judged one by one; `start` and `end` in code points of its wording."""

instruction = fact(
    "instruction",
    key(),
    ref("point", "provision.id"),
    number("seq"),
    words("ideal"),
    words("acceptable"),
    words("red_line"),
    words("note"),
    UniqueConstraint("point", "seq"),
)
"""A table of its own, so that it can be denied by GRANT."""

assessment = fact(
    "assessment",
    key(),
    ref("point", "provision.id"),
    number("element"),
    ref("document", "document.id"),
    number("seq"),
    ref("revision", "revision.id"),
    sha_ref("point_wording", "wording.sha256"),
    Column("verdict", Text, nullable=True),
    words("note"),
    UniqueConstraint("point", "element", "document", "seq"),
)
"""`element` 0 is the whole point; `verdict` NULL is one taken back."""

evidence = fact(
    "evidence",
    key(),
    ref("assessment", "assessment.id"),
    number("position"),
    ref("clause", "clause.id", index=True),
    Column("verdict", Text, nullable=True),
    words("quote"),
    number("quote_start", nullable=True),
    number("quote_end", nullable=True),
    Column("context_sha256", Text, nullable=False),
    UniqueConstraint("assessment", "position"),
)

assessment_candidate = fact(
    "assessment_candidate",
    key(),
    ref("assessment", "assessment.id"),
    number("rank"),
    ref("provision", "provision.id"),
    sha_ref("wording", "wording.sha256"),
    UniqueConstraint("assessment", "rank"),
)
"""What stood before a person who said `absent`: the point's first candidates, best first."""
