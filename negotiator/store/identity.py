"""Which identity a clause has today: what was stored when its text came in, with people's rulings on matches applied.

Method: the rows of clauses and edges are facts and stay. A ruling binds some clauses of a text to some of an earlier one; what that changes is carried
down every text that comes from it as a small map of identities, computed from the rulings when it is asked for, and so gone with a ruling that is undone.
A text that was imported while another set of rulings stood has its identities translated from what they were then to what they are now.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, Final

from sqlalchemy import Connection, select

from negotiator.store.readings import issued_slug
from negotiator.store.records import ProvisionEdge, Relation
from negotiator.store.tables.documents import clause, revision
from negotiator.store.tables.journal import ruling

MATCH: Final = "match/"
"""Begins the subject of a ruling on a clause: `match/REVISION UID/CLAUSE ROW`."""
NOW: Final = 1 << 62
"""Later than every entry of the journal."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Clauses of an earlier text that a person bound to clauses of a later one; with one side empty, they have no partner."""

    id: str
    revision: int
    old: tuple[int, ...]
    """Rows of clauses of the earlier text."""
    new: tuple[int, ...]
    similarity: float
    by: str


@dataclass(frozen=True, slots=True)
class _Text:
    """A reading of an issued text."""

    number: int
    uid: str
    version: tuple[int, str, str]
    """Document, slug and language: the same for all readings of one file."""
    entry: int
    whole: bool
    parent: int | None = None
    """The reading from whose clauses it took its identities."""


class Identity:
    """Identities under the rulings of a workspace, at any moment of its journal."""

    def __init__(self, connection: Connection) -> None:
        rows = connection.execute(
            select(ruling.c.subject, ruling.c.kind, ruling.c.payload, ruling.c.entry_id)
            .where(ruling.c.subject >= MATCH, ruling.c.subject < MATCH[:-1] + "0")
            .order_by(ruling.c.id)
        ).all()
        self.empty = not rows
        self._maps: dict[tuple[int, int], dict[int, int]] = {}
        self._inherited: dict[tuple[int, int], dict[int, int]] = {}
        self._texts: dict[int, _Text] = {}
        self._rulings: dict[int, list[tuple[int, int, Mapping[str, Any]]]] = {}
        self._clauses: dict[int, tuple[int, int]] = {}
        if not self.empty:
            self._texts = _texts(connection)
            self._read(rows)
            self._clauses = _clause_rows(connection, self._rulings)

    def _read(self, rows: Iterable[Any]) -> None:
        number_of = {text.uid: text.number for text in self._texts.values()}
        for subject, kind, payload, entry in rows:
            _, uid, row = subject.split("/")
            content = json.loads(payload) if kind != "withdrawn" else {}
            self._rulings.setdefault(number_of[uid], []).append((int(row), entry, content))

    def bound(self, number: int, at: int = NOW) -> tuple[Bound, ...]:
        """What people bound in one reading of a text, as it stood at an entry of the journal."""
        newest: dict[int, Mapping[str, Any]] = {}
        for row, entry, payload in self._rulings.get(number, ()):
            if entry <= at:
                newest[row] = payload
        members: dict[str, tuple[Mapping[str, Any], list[int]]] = {}
        for row, payload in newest.items():
            if payload:
                members.setdefault(payload["id"], (payload, []))[1].append(row)
        return tuple(
            Bound(
                key,
                number,
                tuple(row for row in payload["old"] if row in rows),
                tuple(row for row in payload["new"] if row in rows),
                payload["similarity"],
                payload["by"],
            )
            for key, (payload, rows) in members.items()
        )

    def of(self, number: int, stored: int, at: int = NOW) -> int:
        """The identity of a clause of a reading whose row says `stored`."""
        return stored if self.empty else self.map(number, at).get(stored, stored)

    def of_row(self, row: int, at: int = NOW) -> int:
        """The identity of a clause that some ruling names."""
        number, stored = self._clauses[row]
        return self.of(number, stored, at)

    def came_as_row(self, row: int) -> int:
        """The identity before the rulings on its own text of a clause that some ruling names."""
        return self.came_as(*self._clauses[row])

    def came_as(self, number: int, stored: int) -> int:
        """The identity of a clause before the rulings on its own text."""
        return stored if self.empty else self.inherited(number, NOW).get(stored, stored)

    def latest_ruling(self, number: int, rows: Iterable[int]) -> int:
        """The entry of the newest ruling on any of these clauses, 0 for none."""
        wanted = set(rows)
        return max((entry for row, entry, _ in self._rulings.get(number, ()) if row in wanted), default=0)

    def newest_entry(self, number: int) -> int:
        """The entry of the newest ruling on a reading of a text, 0 for none."""
        return max((entry for _, entry, _ in self._rulings.get(number, ())), default=0)

    def stored_as(self, provision: int) -> set[int]:
        """Everything that a clause's row may say whose identity is this one today."""
        maps = [self.map(number) for number in self._texts]
        return {provision} | {stored for known in maps for stored, now in known.items() if now == provision}

    def readings(self, number: int) -> tuple[int, ...]:
        """All readings of the same issued text, oldest first."""
        if self.empty:
            return (number,)
        version = self._texts[number].version
        return tuple(n for n, text in self._texts.items() if text.version == version)

    def map(self, number: int, at: int = NOW) -> dict[int, int]:
        """What differs between the identities that a reading's rows say and those of its clauses."""
        key = (number, at)
        if key not in self._maps:
            self._maps[key] = {}  # a text never comes from itself, whatever a damaged file says
            self._maps[key] = self._ruled(number, at)
        return self._maps[key]

    def inherited(self, number: int, at: int) -> dict[int, int]:
        """The same before the rulings on the text itself."""
        key = (number, at)
        if key not in self._inherited:
            text = self._texts[number]
            found: dict[int, int] = {}
            if text.parent is not None and at >= text.entry:
                then, now = self.map(text.parent, text.entry), self.map(text.parent, at)
                if not text.whole:
                    found.update(now)
                for stored in then.keys() | now.keys():
                    was, became = then.get(stored, stored), now.get(stored, stored)
                    if was != became:
                        found[was] = became
            self._inherited[key] = found
        return self._inherited[key]

    def _ruled(self, number: int, at: int) -> dict[int, int]:
        came = self.inherited(number, at)
        groups = self.bound(number, at)
        if not groups:
            return came
        found = dict(came)
        fresh = {
            row: (provision, old)
            for _, entry, payload in self._rulings[number]
            if entry <= at and payload
            for row, provision, old in reversed(payload["fresh"])
        }
        held_old = {row for group in groups for row in group.old}
        held_new = {row for group in groups for row in group.new}
        for row, (provision, old) in fresh.items():
            if row in held_new or old in held_old:
                found[self._clauses[row][1]] = provision
        for group in groups:
            if len(group.old) == len(group.new) == 1:
                found[self._clauses[group.new[0]][1]] = self.of_row(group.old[0], at)
        return found


def ruled_edges(identity: Identity, stored: Iterable[tuple[int, ProvisionEdge]], uids: Mapping[int, str]) -> tuple[ProvisionEdge, ...]:
    """Splits and merges of a document as people see them: what a ruling cut is gone, what it joined is there.

    `stored` are the edges that machines found, each with the reading in which it did; `uids` name all readings of the document.
    """
    cut_from: dict[int, set[int]] = {}
    cut_to: dict[int, set[int]] = {}
    for number in uids:
        for group in identity.bound(number):
            cut_from.setdefault(number, set()).update(identity.of_row(row) for row in group.old)
            cut_to.setdefault(number, set()).update(identity.came_as_row(row) for row in group.new)
    found: dict[tuple[int, int, str], ProvisionEdge] = {}
    for number, edge in stored:
        old, new = identity.came_as(number, edge.from_provision), identity.came_as(number, edge.to_provision)
        kept = True
        if edge.relation is not Relation.REREAD:
            later = [reading for reading in identity.readings(number) if reading >= number]
            kept = not any(old in cut_from.get(reading, ()) or new in cut_to.get(reading, ()) for reading in later)
        new = identity.of(number, edge.to_provision)
        if kept and old != new:
            found[old, new, edge.revision] = replace(edge, from_provision=old, to_provision=new)
    for number, uid in uids.items():
        for group in identity.bound(number):
            if len(group.old) > 1 or len(group.new) > 1:
                relation = Relation.SPLIT if len(group.old) == 1 else Relation.MERGED if len(group.new) == 1 else Relation.REGROUPED
                for old, new in product(map(identity.of_row, group.old), map(identity.of_row, group.new)):
                    found[old, new, uid] = ProvisionEdge(old, new, relation, uid, 1)
    return tuple(found.values())


def _texts(connection: Connection) -> dict[int, _Text]:
    rows = connection.execute(
        select(
            revision.c.id, revision.c.uid, revision.c.document, revision.c.slug, revision.c.language, revision.c.based_on, revision.c.scope, revision.c.entry_id
        ).order_by(revision.c.id)
    ).all()
    texts: dict[int, _Text] = {}
    newest: dict[tuple[int, str, str], int] = {}
    first: dict[tuple[int, str], int] = {}
    for row in rows:
        slug = issued_slug(row.slug)
        version = (row.document, slug, row.language)
        original = first.setdefault((row.document, slug), row.id)
        parent = newest.get(version)
        if parent is None and original != row.id:
            parent = newest[texts[original].version]
        elif parent is None and row.based_on is not None:
            parent = newest[texts[row.based_on].version]
        texts[row.id] = _Text(row.id, row.uid, version, row.entry_id, row.scope in ("", "[]"), parent)
        newest[version] = row.id
    return texts


def _clause_rows(connection: Connection, rulings: Mapping[int, list[tuple[int, int, Mapping[str, Any]]]]) -> dict[int, tuple[int, int]]:
    """Reading and stored identity of every clause that a ruling names."""
    wanted = {row for listed in rulings.values() for row, _, _ in listed}
    wanted |= {row for listed in rulings.values() for _, _, payload in listed for row, _, _ in payload.get("fresh", ())}
    ordered = sorted(wanted)
    found: dict[int, tuple[int, int]] = {}
    for start in range(0, len(ordered), 500):
        picked = select(clause.c.id, clause.c.revision, clause.c.provision).where(clause.c.id.in_(ordered[start : start + 500]))
        found.update((row, (number, stored)) for row, number, stored in connection.execute(picked))
    return found
