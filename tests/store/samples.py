"""Small texts to store, and a workspace that holds them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from uuid import uuid4

from negotiator.model.block import Anchor
from negotiator.model.change import ChangeKind, Match
from negotiator.model.clause import Clause
from negotiator.model.point import Assessment, Evidence, Verdict
from negotiator.model.revision import Document, Revision, RevisionKind, Role, Scope, slugify
from negotiator.store.records import StoredClause
from negotiator.store.store import Store
from negotiator.text.normalise import wording_sha256

NOW = datetime(2026, 6, 1, 12, 30, 15, 250000, tzinfo=UTC)
FILE = b"the issued file"


def clause(path: str, text: str, kind: str = "operative") -> Clause:
    return Clause(path, path, f"{path}.", kind, text, anchors=(Anchor("line", 1),), words=len(text.split()) + 1)


def clauses(*texts: str) -> list[Clause]:
    return [clause(str(number), text) for number, text in enumerate(texts, 1)]


def revision(
    label: str,
    *,
    document: str = "declaration",
    issued_on: date | None = None,
    based_on: str | None = None,
    language: str = "en",
    scope: str = "",
    symbol: str = "",
) -> Revision:
    return Revision(
        uid=uuid4().hex,
        document=document,
        slug=slugify(label),
        label=label,
        kind=RevisionKind.DRAFT,
        language=language,
        issued_on=issued_on,
        symbol=symbol,
        based_on=based_on,
        scope=Scope.parse(scope),
        source_sha256="",
        source_name=f"{slugify(label)}.txt",
        reader="text/1",
        aligner="1",
    )


def add(store: Store, item: Revision, texts: Sequence[Clause], matches: Sequence[Match] = (), base: Revision | None = None) -> Revision:
    """Import a revision (its document too where it is new) as a service does."""
    from dataclasses import replace

    with store.transaction("ann", NOW, "import", item.address) as tx:
        if item.document not in {d.slug for d in tx.documents()}:
            tx.add_document(Document(item.document, Role.OUTCOME, item.document.title()))
        stored = replace(item, source_sha256=tx.add_source(item.source_name, FILE))
        tx.add_revision(stored, texts, matches, base, tx.clauses(base) if base else ())
    return stored


def kept(count: int) -> list[Match]:
    return [Match(ChangeKind.SAME, (n,), (n,)) for n in range(count)]


def clauses_of(store: Store, item: Revision) -> tuple[StoredClause, ...]:
    with store.snapshot() as view:
        return view.clauses(item)


def judgement(point: StoredClause, item: Revision, verdict: Verdict | None, *seen: StoredClause, quote: str = "") -> Assessment:
    return Assessment(
        point=point.provision,
        document=item.document,
        revision=item.slug,
        seq=0,
        verdict=verdict,
        evidence=tuple(Evidence(s.clause.id, s.provision, s.wording_sha256, wording_sha256(""), quote, (0, len(quote)) if quote else None) for s in seen),
        point_wording_sha256=point.wording_sha256,
    )


def judge(store: Store, item: Assessment, expected_seq: int, actor: str = "ann") -> Assessment:
    with store.transaction(actor, NOW, "assess", f"{item.document}@{item.revision}") as tx:
        return tx.append_assessment(item, expected_seq)


def every_fact_table(store: Store) -> None:
    """Put a row in each table of facts, straight, so that triggers have something to refuse."""
    from sqlalchemy import insert

    from negotiator.store.engine import writing
    from negotiator.store.tables import position, talks

    first = add(store, revision("Zero draft"), clauses("One.", "Two."))
    split = [Match(ChangeKind.SPLIT, (0,), (0, 1), similarity=0.5, confidence=0.7), Match(ChangeKind.SAME, (1,), (2,), renumbered=True)]
    second = add(store, revision("Rev.1", based_on="zero-draft"), clauses("One", "and more.", "Two."), split, first)
    one, two = clauses_of(store, first)
    absent = judgement(one, second, Verdict.ABSENT)
    with store.transaction("ann", NOW, "link", "declaration") as tx:
        from dataclasses import replace

        from negotiator.model.point import PointProperties
        from negotiator.store.records import Instruction

        tx.append_assessment(replace(absent, candidates=((two.provision, two.wording_sha256),)), 0)
        tx.append_assessment(judgement(one, first, Verdict.PARTIAL, two, quote="Two"), 1)
        tx.append_point(one.provision, 0, PointProperties(themes=("gender",)))
        tx.append_instruction(one.provision, 0, Instruction("a", "b", "c", "d"))
        tx.append_ruling("align:declaration", 0, "pair", {"old": ["1"], "new": ["1"]})
        tx.append_correction("declaration", "skip = [3]")
    with writing(store._engine, store.location) as connection:

        def row(table, **values):
            return connection.execute(insert(table).values(entry_id=1, **values)).inserted_primary_key[0]

        delegation = row(talks.delegation, name="Arlen", status="state party")
        row(talks.alias, folded="arlen", delegation=delegation)
        proposal = row(talks.proposal, uid="p", ref="P1", delegation=delegation, document=1)
        version = row(talks.proposal_version, proposal=proposal, seq=1, action="replace", wording=1, state="draft", rationale="")
        row(talks.proposal_base, version=version, position=0, clause=one.row)
        row(talks.proposal_point, version=version, point=one.provision)
        row(talks.proposal_private, proposal=proposal, seq=1, note="")
        row(talks.fate, proposal=proposal, revision=1, seq=1, fate="taken", share=1.0)
        row(talks.stance, delegation=delegation, proposal=proposal, seq=1, position="supports", quote="", source="")
        row(talks.clause_status, provision=one.provision, revision=1, seq=1, status="open")
        row(talks.deadline, subject="declaration", seq=1, due_at=NOW, title="Comments")
        row(position.element, point=one.provision, number=1, seq=1, start=0, end=3, text="One", retired=False)
