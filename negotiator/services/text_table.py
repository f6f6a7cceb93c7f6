"""A text as a table of paragraphs, changes, points and comments, for an audience."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from negotiator.model.change import ChangeKind
from negotiator.model.clause import STRUCTURAL, ClauseKind, path_shown
from negotiator.rules.audience import CoverageView, coverage_view

if TYPE_CHECKING:
    from negotiator.model.audience import Audience
    from negotiator.model.change import Change, Comparison
    from negotiator.model.clause import Clause
    from negotiator.model.point import CoverageRow

_WHAT = {ChangeKind.ADDED: "new", ChangeKind.DROPPED: "left out", ChangeKind.SPLIT: "split", ChangeKind.MERGED: "merged", ChangeKind.REGROUPED: "regrouped"}


def table_context(
    title: str,
    label: str,
    clauses: Sequence[Clause],
    comparison: Comparison | None,
    since: str,
    rows: Sequence[CoverageRow],
    audience: Audience,
    on: date,
    proposed: Mapping[str, Sequence[dict[str, Any]]] = {},
) -> dict[str, Any]:
    """What the template `table` is given: plain data, and only what is open to the audience. `proposed` tells for a clause what others propose on it."""
    seen = coverage_view(rows, audience)
    speaking: dict[str, list[CoverageView]] = {}
    for view in seen:
        for clause in view.clauses:
            speaking.setdefault(clause, []).append(view)
    found = [_row(change, speaking, since) for change in comparison.changes] if comparison else [_plain(clause, speaking) for clause in clauses]
    if proposed.get(""):
        found.insert(0, {"label": "the whole text", "what": "", "pieces": [], "points": [], "mattering": True, "ids": [""]})
    for row in found:
        row["proposals"] = [one for clause in row.pop("ids") for one in proposed.get(clause, ())]
        row["mattering"] = bool(row["proposals"]) if proposed else row["mattering"]
    return {
        "title": title,
        "revision": label,
        "since": since,
        "generated_on": f"{on.day} {on:%B %Y}",
        "audience": audience.value,
        "judged": any(v.judged for v in seen),
        "pointed": any(row["points"] for row in found if row["mattering"] or not proposed),
        "proposed": bool(proposed),
        "rows": found,
    }


def _row(change: Change, speaking: dict[str, list[CoverageView]], since: str) -> dict[str, Any]:
    label = " and ".join(_label(c) for c in change.new or change.old)
    if not change.new and since and any(c.number for c in change.old):
        label += f" of {since}"  # the newer text has another paragraph of that number
    points = [_point(v) for clause in change.new for v in speaking.get(clause.id, ())]
    what = _WHAT.get(change.kind, "moved" if change.moved else "changed" if change.redline.changed else "")
    pieces = [
        ("equal" if s.cosmetic and s.op.value == "insert" else s.op.value, s.text)
        for s in change.redline.segments
        if not (s.cosmetic and s.op.value == "delete")
    ]
    ids = [c.id for c in change.new]
    return {"label": label, "what": what, "pieces": pieces, "points": points, "mattering": bool(what or points), "ids": ids}


def _plain(clause: Clause, speaking: dict[str, list[CoverageView]]) -> dict[str, Any]:
    points = [_point(v) for v in speaking.get(clause.id, ())]
    return {"label": _label(clause), "what": "", "pieces": [("equal", clause.text)], "points": points, "mattering": bool(points), "ids": [clause.id]}


def _label(clause: Clause) -> str:
    """A place as a narrow column has room for it: a heading's words stand beside it anyway."""
    if clause.kind in STRUCTURAL:
        return str(clause.kind)
    number = clause.number.strip().strip("[]().:").strip()
    if clause.kind == ClauseKind.FOOTNOTE:
        return f"footnote {number}".rstrip()
    if not number and clause.kind == ClauseKind.PREAMBULAR:
        return "preamble"
    return clause.label if number else "no number"


def _point(view: CoverageView) -> dict[str, Any]:
    flags = ["re-check"] if view.state is not None and view.state.value == "recheck" else []
    flags += ["in brackets"] if view.bracketed else []
    standing = view.standing.value if view.standing else ""
    return {"point": path_shown(view.point.path), "text": view.point.text, "standing": standing, "flags": flags, "note": view.note}
