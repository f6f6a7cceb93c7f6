"""Points, the instructions on them, and what people judged: the newest state of each, and its history."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Row, Select, Table, func, insert, select

from negotiator.errors import NotFoundError
from negotiator.model.point import Assessment, Delivery, Evidence, PointKind, PointProperties, Priority, Verdict
from negotiator.store.readings import any_reading, issued_slug
from negotiator.store.reads import Reads
from negotiator.store.records import Instruction
from negotiator.store.tables import documents as t
from negotiator.store.tables.journal import entry
from negotiator.store.tables.position import assessment, assessment_candidate, evidence, instruction, point
from negotiator.store.writes import Writes

WHOLE_POINT: Final = 0
"""The element of an assessment that is about the whole point."""

SELECT_ASSESSMENT: Final[Select[Any]] = select(
    assessment.c.id,
    assessment.c.point,
    t.document.c.slug.label("document"),
    t.revision.c.slug.label("revision"),
    assessment.c.seq,
    assessment.c.verdict,
    assessment.c.point_wording,
    assessment.c.note,
    assessment.c.entry_id,
    entry.c.actor,
    entry.c.at,
    entry.c.undoes,
).select_from(
    assessment.join(t.document, assessment.c.document == t.document.c.id)
    .join(t.revision, assessment.c.revision == t.revision.c.id)
    .join(entry, assessment.c.entry_id == entry.c.id)
)


def newest(table: Table, *subject: str) -> Select[Any]:
    """For a where clause: the highest seq of the same subject."""
    other = table.alias("newer")
    return select(func.max(other.c.seq)).where(*(other.c[name] == table.c[name] for name in subject))


def properties_of(row: Row[Any]) -> PointProperties:
    """A row of `point` as the model has it."""
    return PointProperties(
        kind=None if row.kind is None else PointKind(row.kind),
        delivery=None if row.delivery is None else Delivery(row.delivery),
        priority=None if row.priority is None else Priority(row.priority),
        themes=None if row.themes is None else tuple(json.loads(row.themes)),
        targets=None if row.targets is None else tuple(json.loads(row.targets)),
        counted=row.counted,
        is_point=row.is_point,
    )


class PositionReads(Reads):
    """Reading points and judgements."""

    def point_properties(self, slug: str) -> dict[int, tuple[int, PointProperties]]:
        """What people set for the points of a position document, by provision: seq and properties. Raises NotFoundError."""
        rows = self._connection.execute(
            select(point)
            .join(t.provision, point.c.provision == t.provision.c.id)
            .where(t.provision.c.document == self._document_id(slug), point.c.seq == newest(point, "provision").scalar_subquery())
        )
        return {row.provision: (row.seq, properties_of(row)) for row in rows}

    def instructions(self, slug: str) -> dict[int, tuple[int, Instruction]]:
        """The private side of the points of a position document, by provision: seq and instruction. Raises NotFoundError."""
        rows = self._connection.execute(
            select(instruction)
            .join(t.provision, instruction.c.point == t.provision.c.id)
            .where(t.provision.c.document == self._document_id(slug), instruction.c.seq == newest(instruction, "point").scalar_subquery())
        )
        return {row.point: (row.seq, Instruction(row.ideal, row.acceptable, row.red_line, row.note)) for row in rows}

    def private_words(self) -> tuple[str, ...]:
        """Every note and instruction that was ever written down; those that were overruled or taken back stay private, too."""
        notes = self._connection.execute(select(assessment.c.note).where(assessment.c.note != "").order_by(assessment.c.id)).scalars()
        told = self._connection.execute(select(instruction.c.ideal, instruction.c.acceptable, instruction.c.red_line, instruction.c.note))
        return tuple(dict.fromkeys(text for text in (*notes, *(text for row in told for text in row)) if text))

    def assessments(self) -> tuple[Assessment, ...]:
        """The newest verdict on each point in each document, verdicts taken back (None) among them."""
        return self._assessments(assessment.c.seq == newest(assessment, "point", "element", "document").scalar_subquery())

    def assessment_history(self, point_provision: int, document: str) -> tuple[Assessment, ...]:
        """All verdicts on a point in one document, oldest first. Raises NotFoundError for an unknown document."""
        return self._assessments(assessment.c.point == point_provision, assessment.c.document == self._document_id(document))

    def _assessments(self, *where: Any) -> tuple[Assessment, ...]:
        chosen = [assessment.c.element == WHOLE_POINT, *where]
        rows = self._connection.execute(SELECT_ASSESSMENT.where(*chosen).order_by(assessment.c.point, assessment.c.document, assessment.c.seq)).all()
        ids = select(assessment.c.id).where(*chosen)
        seen: dict[int, list[Evidence]] = defaultdict(list)
        for item in self._connection.execute(
            select(evidence, t.clause.c.given_id, t.clause.c.provision, t.clause.c.revision, t.wording.c.sha256)
            .join(t.clause, evidence.c.clause == t.clause.c.id)
            .join(t.wording, t.clause.c.wording == t.wording.c.id)
            .where(evidence.c.assessment.in_(ids))
            .order_by(evidence.c.assessment, evidence.c.position)
        ):
            quoted = None if item.quote_start is None else (item.quote_start, item.quote_end)
            seen[item.assessment].append(
                Evidence(item.given_id, self._identity.of(item.revision, item.provision), item.sha256, item.context_sha256, item.quote, quoted)
            )
        candidates: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for item in self._connection.execute(
            select(assessment_candidate)
            .where(assessment_candidate.c.assessment.in_(ids))
            .order_by(assessment_candidate.c.assessment, assessment_candidate.c.rank)
        ):
            candidates[item.assessment].append((item.provision, item.wording))
        return tuple(
            Assessment(
                point=row.point,
                document=row.document,
                revision=issued_slug(row.revision),
                seq=row.seq,
                verdict=None if row.verdict is None else Verdict(row.verdict),
                evidence=tuple(seen[row.id]),
                point_wording_sha256=row.point_wording,
                candidates=tuple(candidates[row.id]),
                note=row.note,
                actor=judge.actor,
                at=judge.at,
                entry=row.entry_id,
            )
            for row in rows
            for judge in (self._judge(row),)
        )

    def _judge(self, row: Row[Any]) -> Row[Any]:
        """The verdict that a row repeats: an undo puts an earlier one back, and that stays the work and the day of whoever gave it."""
        undone = select(assessment.c.seq).join(t.document, assessment.c.document == t.document.c.id)
        while row.undoes is not None and row.verdict is not None:
            same = [assessment.c.point == row.point, assessment.c.element == WHOLE_POINT, t.document.c.slug == row.document]
            taken_back = self._connection.execute(undone.where(*same, assessment.c.entry_id == row.undoes).order_by(assessment.c.seq)).first()
            before = self._connection.execute(SELECT_ASSESSMENT.where(*same, assessment.c.seq == (taken_back.seq if taken_back else 0) - 1)).first()
            if before is None:
                break
            row = before
        return row


class PositionWrites(PositionReads, Writes):
    """Appending what people set and judged."""

    def append_point(self, provision: int, expected_seq: int, properties: PointProperties) -> int:
        """Set a point's properties, all of them at once. Returns the new seq. Raises ConflictError, NotFoundError."""
        self._check_provision(provision)
        values = {
            "kind": properties.kind,
            "delivery": properties.delivery,
            "priority": properties.priority,
            "themes": None if properties.themes is None else json.dumps(properties.themes, ensure_ascii=False),
            "targets": None if properties.targets is None else json.dumps(properties.targets, ensure_ascii=False),
            "counted": properties.counted,
            "is_point": properties.is_point,
        }
        return self._append(point, {"provision": provision}, expected_seq, values, "the point")[0]

    def append_instruction(self, provision: int, expected_seq: int, instruction_: Instruction) -> int:
        """Set the private side of a point. Returns the new seq. Raises ConflictError, NotFoundError."""
        self._check_provision(provision)
        values = {
            "ideal": instruction_.ideal,
            "acceptable": instruction_.acceptable,
            "red_line": instruction_.red_line,
            "note": instruction_.note,
        }
        return self._append(instruction, {"point": provision}, expected_seq, values, "the instruction")[0]

    def append_assessment(self, judged: Assessment, expected_seq: int) -> Assessment:
        """Append a verdict with what was seen. Returns it as stored: with its seq, entry, actor and time.

        Its evidence must stand in its revision in the wording that it names. Raises ConflictError where someone judged meanwhile, NotFoundError where point,
        document, revision, wording or clause are not stored.
        """
        document = self._document_id(judged.document)
        self._check_provision(judged.point)
        self._check_wordings([judged.point_wording_sha256, *(sha for _, sha in judged.candidates)])
        for provision, _ in judged.candidates:
            self._check_provision(provision)
        revision, rows = self._seen(document, judged)
        subject = {"point": judged.point, "element": WHOLE_POINT, "document": document}
        values = {"revision": revision, "point_wording": judged.point_wording_sha256, "verdict": judged.verdict, "note": judged.note}
        _, number = self._append(assessment, subject, expected_seq, values, "the verdict")
        self._insert_seen(number, judged, rows)
        stored = self._assessments(assessment.c.id == number)
        return stored[0]

    def _insert_seen(self, number: int, judged: Assessment, rows: Sequence[int]) -> None:
        if judged.evidence:
            self._connection.execute(
                insert(evidence),
                [
                    {
                        "assessment": number,
                        "position": position,
                        "clause": row,
                        "verdict": None,
                        "quote": item.quote,
                        "quote_start": None if item.quoted is None else item.quoted[0],
                        "quote_end": None if item.quoted is None else item.quoted[1],
                        "context_sha256": item.context_sha256,
                        "entry_id": self.entry,
                    }
                    for position, (item, row) in enumerate(zip(judged.evidence, rows, strict=True))
                ],
            )
        if judged.candidates:
            self._connection.execute(
                insert(assessment_candidate),
                [
                    {"assessment": number, "rank": rank, "provision": provision, "wording": sha, "entry_id": self.entry}
                    for rank, (provision, sha) in enumerate(judged.candidates, 1)
                ],
            )

    def _seen(self, document: int, judged: Assessment) -> tuple[int, list[int]]:
        """The revision that was judged (in the language of the evidence), and the evidence's rows in it."""
        languages = self._connection.execute(
            select(t.revision.c.id).where(t.revision.c.document == document, any_reading(judged.revision)).order_by(t.revision.c.id)
        ).scalars()
        numbers = list(languages)
        if not numbers:
            raise NotFoundError(f"there is no version {judged.document}@{judged.revision}")
        wanted = [item.clause for item in judged.evidence]
        missing = ""
        for number in numbers:
            found: Mapping[tuple[str, int, str], int] = {
                (given_id, self._identity.of(number, provision), sha): row
                for row, given_id, provision, sha in self._connection.execute(
                    select(t.clause.c.id, t.clause.c.given_id, t.clause.c.provision, t.wording.c.sha256)
                    .join(t.wording, t.clause.c.wording == t.wording.c.id)
                    .where(t.clause.c.revision == number, t.clause.c.given_id.in_(wanted))
                )
            }
            keys = [(item.clause, item.provision, item.wording_sha256) for item in judged.evidence]
            missing = next((key[0] for key in keys if key not in found), "")
            if not missing:
                return number, [found[key] for key in keys]
        raise NotFoundError(
            f"{judged.document}@{judged.revision}:{missing} does not stand there as it was judged", hint="look at the paragraph again, then judge"
        )

    def _check_provision(self, number: int) -> None:
        if not self._connection.execute(select(t.provision.c.id).where(t.provision.c.id == number)).first():
            raise NotFoundError(f"there is no provision {number} in this workspace")

    def _check_wordings(self, shas: Iterable[str]) -> None:
        wanted = set(shas)
        found = set(self._connection.execute(select(t.wording.c.sha256).where(t.wording.c.sha256.in_(wanted))).scalars())
        if wanted - found:
            raise NotFoundError("a wording that was judged is not in this workspace", hint="look at the paragraph again, then judge")
