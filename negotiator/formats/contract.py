"""Our JSON, both ways: the document files that others write for us, and what our commands print. Changes are additive only."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from negotiator.errors import BadInputError
from negotiator.model.block import Anchor, Block, Reading
from negotiator.model.change import Change, Comparison, Op, SenderMarks, Side
from negotiator.model.clause import Clause
from negotiator.model.finding import Finding
from negotiator.model.point import CoverageRow, Point, Suggestion
from negotiator.rules.bracket_tally import bracket_tally

READER = "json/1"
SCHEMAS = (
    *("clauses", "document", "points", "compare", "suggest", "coverage", "align", "history", "rule", "edits", "inspect", "brackets"),
    *("import", "split-plan", "split", "reread", "documents", "revisions", "show", "search", "log", "delegations", "status", "findings", "explain", "marked"),
    *("templates", "bracket-fates", "bracket-holders", "bracket-history", "bracket-versions", "bracket-alternatives", "bracket-remarks", "bracket-resolved"),
)
Json = dict[str, Any]
_HINT = '{"title", "language", "clauses": [{"id", "number", "kind", "level", "text"}]}'


def schema(name: str) -> Json:
    """The published JSON Schema of one of `SCHEMAS`."""
    from importlib import resources

    text = resources.files("negotiator.formats").joinpath("schemas", f"{name}.json").read_text(encoding="utf-8")
    loaded: Json = json.loads(text)
    return loaded


def read_json(name: str, content: bytes) -> Reading:
    """Read a document file in JSON. Raises BadInputError that names the line or the clause at fault."""
    from negotiator.formats.text.decode import decode

    text, warnings = decode(name, content)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInputError(f"{name}, line {error.lineno}, column {error.colno}: no valid JSON ({error.msg})", hint=f"a document is {_HINT}") from error
    except RecursionError as error:
        raise BadInputError(f"{name} is nested too deeply to be a document", hint=f"a document is {_HINT}") from error
    if isinstance(data, list):
        data = {"clauses": data}
    if not isinstance(data, dict) or not isinstance(data.get("clauses"), list):
        raise BadInputError(f'{name} has no list "clauses"', hint=f"a document is {_HINT}")
    if not data["clauses"]:
        raise BadInputError(f'{name} has no clause: its "clauses" are empty', hint=f"a document is {_HINT}")
    blocks = tuple(_blocks(name, data["clauses"]))
    words = sum(len(str(clause.get("number") or "").split()) + len(clause["text"].split()) for clause in data["clauses"])
    title, language = (_text(name, "the document", data, key) for key in ("title", "language"))
    return Reading("json", READER, blocks, words, title=title, language=language, warnings=warnings)


def _blocks(name: str, clauses: Sequence[object]) -> Iterable[Block]:
    seen: dict[str, int] = {}
    for index, clause in enumerate(clauses, 1):
        place = f"clause {index}"
        if not isinstance(clause, dict):
            raise BadInputError(f"{name}, {place}: no object but {_kind(clause)}", hint=f"a document is {_HINT}")
        given = _text(name, place, clause, "id")
        if given:
            place = f"{place} ({given})"
            if given in seen:
                raise BadInputError(
                    f"{name}, {place}: the id {given!r} is that of clause {seen[given]} already", hint="give each clause an id of its own, or none"
                )
            seen[given] = index
        if "text" not in clause:
            raise BadInputError(f'{name}, {place}: it has no "text"', hint=f"a document is {_HINT}")
        number, kind, target = (_text(name, place, clause, key) for key in ("number", "kind", "target"))
        text = _text(name, place, clause, "text")
        level = clause.get("level")
        if level is not None and (isinstance(level, bool) or not isinstance(level, int) or not 0 <= level <= 99):
            raise BadInputError(f'{name}, {place}: its "level" is {level!r} and not a whole number from 0', hint="leave it out where you do not know it")
        anchor = Anchor("clause", index)
        yield Block(text, anchor, len(number.split()) + len(text.split()), label=number, kind=kind, given_id=given, given_level=level, target=target)


def _text(name: str, place: str, holder: Mapping[str, object], key: str) -> str:
    """A string, also where the file has a number for it (`"number": 7`)."""
    value = holder.get(key)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and key in ("id", "number"):
        return str(value)
    raise BadInputError(f'{name}, {place}: its "{key}" is {_kind(value)} and not a text', hint=f"a document is {_HINT}")


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", bool: "true or false", str: "a text", type(None): "null"}
    return names.get(type(value), "a number")


def clauses_json(clauses: Iterable[Clause]) -> list[Json]:
    """What `parse` and `clauses` print."""
    return [
        {
            "id": c.id,
            "number": c.number,
            "path": c.path,
            "kind": c.kind,
            "level": c.level,
            "parent": c.parent,
            "text": c.text,
            **({"target": c.target} if c.target else {}),
        }
        for c in clauses
    ]


def document_json(clauses: Iterable[Clause], *, title: str = "", language: str = "") -> Json:
    """A document file as `read_json` accepts it."""
    rows = [{"id": c.id, "number": c.number, "kind": c.kind, "level": c.level, "text": c.text, **({"target": c.target} if c.target else {})} for c in clauses]
    return {"title": title, "language": language, "clauses": rows}


def comparison_json(comparison: Comparison) -> Json:
    """What `compare` prints."""
    tally = bracket_tally(comparison)
    return {
        "old": _side(comparison.old),
        "new": _side(comparison.new),
        "summary": comparison.summary,
        "changes": [_change(change) for change in comparison.changes],
        **({"brackets": asdict(tally)} if tally is not None else {}),
        **({"warnings": list(comparison.warnings)} if comparison.warnings else {}),
        **({"findings": findings_json(comparison.findings)} if comparison.findings else {}),
        **(sender_json(comparison.sender) if comparison.sender is not None else {}),
    }


def findings_json(findings: Iterable[Finding]) -> list[Json]:
    """What `compare` and `history` say beside the changes: `[{"severity", "subject", "message"}]`."""
    return [{"severity": f.severity.value, "subject": f.subject, "message": f.message} for f in findings]


def sender_json(sender: SenderMarks) -> Json:
    """What `compare` and `import` say of a Word file's tracked changes."""
    return {
        "tracked": sender.tracked,
        "marked": sender.marked,
        "unmarked": [_change(change) for change in sender.unmarked],
        "unmarked_against": sender.against,
    }


def _change(change: Change) -> Json:
    return {
        "kind": change.kind.value,
        "moved": change.moved,
        "renumbered": change.renumbered,
        "old": [c.id for c in change.old],
        "new": [c.id for c in change.new],
        "old_numbers": [c.number for c in change.old],
        "new_numbers": [c.number for c in change.new],
        "similarity": round(change.similarity, 4),
        "confidence": round(change.confidence, 4),
        "uncertain": change.uncertain,
        "redline": [[segment.op.value, segment.text] for segment in change.redline.segments],
        "cosmetic": [index for index, segment in enumerate(change.redline.segments) if segment.cosmetic and segment.op is not Op.EQUAL],
        **({"returned": True} if change.returned else {}),
        **({"reasons": list(change.reasons)} if change.reasons else {}),
    }


def _side(side: Side) -> Json:
    return {"name": side.name, "title": side.title, "language": side.language, "clauses": side.clauses}


def points_json(points: Iterable[Point]) -> list[Json]:
    """What `points` prints."""
    return [
        {
            "point": p.id,
            "path": p.path,
            "document": p.document,
            "target": p.target,
            "targets": list(p.targets),
            "kind": p.kind.value,
            "delivery": p.delivery.value,
            "priority": p.priority.value,
            "themes": list(p.themes),
            "counted": p.counted,
            "retired": p.retired,
            "language": p.language,
            "text": p.text,
        }
        for p in points
    ]


def suggestions_json(suggestions: Iterable[Suggestion]) -> list[Json]:
    """What `suggest` prints: candidates best first."""
    return [
        {
            "point": s.point,
            "document": s.document,
            "candidates": [{"clause": c.clause, "score": round(c.score, 4), "why": list(c.why), "lacks": list(c.lacks)} for c in s.candidates],
            "none": s.none,
        }
        for s in suggestions
    ]


def coverage_json(rows: Iterable[CoverageRow]) -> list[Json]:
    """What `coverage` prints."""
    return [
        {
            "point": row.point.id,
            "document": row.document,
            "revision": row.revision,
            "verdict": row.verdict.value if row.verdict is not None else None,
            "state": row.state.value,
            "standing": row.standing.value,
            "bracketed": row.bracketed,
            "clauses": list(row.clauses),
            "why": list(row.why),
        }
        for row in rows
    ]
