"""Model objects to columns and back: places, marks and scopes as compact JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from negotiator.model.block import Anchor, NoteRef
from negotiator.model.clause import Clause
from negotiator.model.point import Delivery, PointKind, PointProperties, Priority
from negotiator.model.revision import Revision, RevisionKind, Scope


def anchors_text(anchors: Iterable[Anchor]) -> str:
    return _dump([[a.unit, a.index, a.part, a.note] for a in anchors])


def notes_text(notes: Iterable[NoteRef]) -> str:
    return _dump([[n.offset, n.note] for n in notes])


def clause_of(row: Any, parent: str | None) -> Clause:
    """A clause from a row of `clause` joined with `wording`."""
    return Clause(
        id=row.given_id,
        path=row.path,
        number=row.number,
        kind=row.kind,
        text=row.text,
        level=row.level,
        parent=parent,
        anchors=tuple(Anchor(u, i, p, n) for u, i, p, n in json.loads(row.anchors)) if row.anchors != "[]" else (),
        target=row.target,
        notes=tuple(NoteRef(o, n) for o, n in json.loads(row.notes)) if row.notes != "[]" else (),
        words=row.words,
    )


def revision_of(row: Any) -> Revision:
    """A revision from a row joined with its document's slug and its base's slug."""
    return Revision(
        uid=row.uid,
        document=row.document_slug,
        slug=row.slug,
        label=row.label,
        kind=RevisionKind(row.kind),
        language=row.language,
        issued_on=row.issued_on,
        symbol=row.symbol,
        based_on=row.base_slug,
        scope=Scope(tuple((a, b) for a, b in json.loads(row.scope))),
        source_sha256=row.source_sha256,
        source_name=row.source_name,
        reader=row.reader,
        aligner=row.aligner,
    )


def scope_text(scope: Scope) -> str:
    return _dump([list(span) for span in scope.spans])


def properties_of(row: Any) -> PointProperties:
    return PointProperties(
        kind=PointKind(row.kind) if row.kind is not None else None,
        delivery=Delivery(row.delivery) if row.delivery is not None else None,
        priority=Priority(row.priority) if row.priority is not None else None,
        themes=tuple(json.loads(row.themes)) if row.themes is not None else None,
        targets=tuple(json.loads(row.targets)) if row.targets is not None else None,
        counted=None if row.counted is None else bool(row.counted),
        is_point=None if row.is_point is None else bool(row.is_point),
    )


def properties_columns(properties: PointProperties) -> dict[str, object]:
    return {
        "kind": properties.kind.value if properties.kind else None,
        "delivery": properties.delivery.value if properties.delivery else None,
        "priority": properties.priority.value if properties.priority else None,
        "themes": None if properties.themes is None else _dump(list(properties.themes)),
        "targets": None if properties.targets is None else _dump(list(properties.targets)),
        "counted": None if properties.counted is None else int(properties.counted),
        "is_point": None if properties.is_point is None else int(properties.is_point),
    }


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
