"""Our JSON: read with care, written to its published schemas."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from negotiator.errors import BadInputError
from negotiator.formats.contract import SCHEMAS, clauses_json, comparison_json, coverage_json, document_json, points_json, read_json, schema, suggestions_json
from negotiator.formats.readers import read
from negotiator.model.change import Change, ChangeKind, Comparison, Op, Redline, Side
from negotiator.model.change import Segment as Piece
from negotiator.model.clause import Clause
from negotiator.model.point import Candidate, CoverageRow, Point, Standing, State, Suggestion, Verdict
from negotiator.reading.segment import Segmented, segment


def document(*clauses: object) -> bytes:
    return json.dumps({"title": "A text", "language": "en", "clauses": list(clauses)}).encode()


def load(*clauses: object) -> Segmented:
    return segment(read_json("a.json", document(*clauses)))


def test_ids_numbers_kinds_and_words_are_kept_as_given() -> None:
    (clause,) = load({"id": "a2p1", "number": "1", "kind": "recital", "level": 0, "text": "4. The [text] \n as it is", "target": "review"}).clauses
    assert (clause.id, clause.number, clause.kind, clause.text, clause.target) == ("a2p1", "1", "recital", "4. The [text] \n as it is", "review")


def test_parents_come_from_levels_where_they_are_given() -> None:
    found = load({"id": "x", "level": 0, "text": "Part"}, {"id": "y", "level": 1, "text": "One."}, {"id": "z", "level": 1, "text": "Two."})
    assert [clause.parent for clause in found.clauses] == [None, "x", "x"]


def test_parents_come_from_ids_where_no_level_is_given() -> None:
    names = ("1", "1.2", "1.2.1", "1.2.1.a", "10", "§2", "§2(1)", "§2(1)x1", "a2", "a2p1", "a2p1i3", "a21", "r1", "r10")
    found = load(*({"id": name, "text": "words"} for name in names))
    assert {clause.id: clause.parent for clause in found.clauses} == dict(
        zip(names, (None, "1", "1.2", "1.2.1", None, None, "§2", "§2(1)", None, "a2", "a2p1", None, None, None), strict=True)
    )
    assert [clause.level for clause in found.clauses][:4] == [0, 1, 2, 3]


def test_missing_kinds_are_worked_out() -> None:
    found = load(
        {"id": "1", "number": "Chapter 1", "text": "General"},
        {"id": "1.1", "number": "1.", "text": "The Society will:"},
        {"id": "1.1.a", "number": "(a)", "text": "measure;"},
        {"id": "2", "number": "Action #2", "text": "Publish."},
    )
    assert [clause.kind for clause in found.clauses] == ["heading", "chapeau", "subparagraph", "action"]


def test_without_ids_the_paths_serve_as_ids() -> None:
    found = load({"number": "1.", "text": "We will:"}, {"number": "(a)", "text": "measure;"}, {"number": "2.", "kind": "pledge", "text": "We publish."})
    assert [(clause.id, clause.kind) for clause in found.clauses] == [("1", "chapeau"), ("1.a", "subparagraph"), ("2", "pledge")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{nonsense", "line 1, column 2"),
        (b'{"title": "x"}', 'no list "clauses"'),
        (b'{"clauses": []}', "no clause"),
        (b"7", 'no list "clauses"'),
        (document("words"), "clause 1: no object but a text"),
        (document({"id": "a"}), r'clause 1 \(a\): it has no "text"'),
        (document({"id": "a", "text": 7}), r'clause 1 \(a\): its "text" is a number'),
        (document({"id": "a", "text": "x"}, {"id": "a", "text": "y"}), "the id 'a' is that of clause 1 already"),
        (document({"id": "a", "text": "x", "level": "deep"}), "\"level\" is 'deep'"),
        (document({"id": ["a"], "text": "x"}), 'its "id" is a list'),
        (b"[" * 100_000, "nested too deeply|no valid JSON"),
    ],
)
def test_every_fault_is_named_with_its_place(content: bytes, message: str) -> None:
    with pytest.raises(BadInputError, match=message) as caught:
        read_json("a.json", content)
    assert caught.value.message.startswith("a.json")
    assert caught.value.hint


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_one(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))


def valid(value: object, name: str) -> None:
    jsonschema.Draft202012Validator(schema(name)).validate(json.loads(json.dumps(value)))


A, B = Clause("1", "1", "1.", "operative", "We shall pay."), Clause("2", "2", "2.", "operative", "We pay – twice.", parent="1", level=1)


def test_clauses_follow_their_schema_and_can_be_read_again() -> None:
    valid(clauses_json([A, B]), "clauses")
    written = document_json([A, B], title="T", language="en")
    valid(written, "document")
    again = segment(read_json("b.json", json.dumps(written).encode())).clauses
    assert [(c.id, c.number, c.kind, c.level, c.parent, c.text) for c in again] == [(c.id, c.number, c.kind, c.level, c.parent, c.text) for c in (A, B)]


def test_a_comparison_follows_its_schema_and_its_redline_is_exact() -> None:
    redline = Redline((Piece(Op.EQUAL, "We "), Piece(Op.DELETE, "shall "), Piece(Op.EQUAL, "pay"), Piece(Op.INSERT, " –", cosmetic=True), Piece(Op.EQUAL, ".")))
    change = Change(ChangeKind.EDITED, (A,), (B,), redline, renumbered=True, similarity=0.87654321, confidence=0.5)
    written = comparison_json(Comparison(Side("a"), Side("b"), (change,)))
    valid(written, "compare")
    (row,) = written["changes"]
    assert row["cosmetic"] == [3]
    assert "".join(text for op, text in row["redline"] if op != "insert") == "We shall pay."
    assert (row["old"], row["new_numbers"], row["uncertain"], written["summary"]) == (["1"], ["2."], True, {"edited": 1})


def test_points_suggestions_and_coverage_follow_their_schemas() -> None:
    point = Point("II.1", "II.1", "eu-position", 0, "Pay.", "en", targets=("review", "declaration"))
    valid(points_json([point]), "points")
    assert points_json([point])[0]["target"] == "review"
    valid(suggestions_json([Suggestion("II.1", "review", (Candidate("1", 0.5, ("pay",)),), none=False)]), "suggest")
    rows = [
        CoverageRow(point, "review", "rev1", Verdict.PARTIAL, State.RECHECK, Standing.PARTLY, bracketed=True, clauses=("1",), why=("paragraph 1 changed",)),
        CoverageRow(point, "review", "rev1", None, State.UNASSESSED, Standing.UNKNOWN, bracketed=False, clauses=(), why=()),
    ]
    valid(coverage_json(rows), "coverage")
    assert [row["verdict"] for row in coverage_json(rows)] == ["partial", None]


def test_files_of_the_bench_are_read_with_their_own_ids(bench: Path) -> None:
    for path in sorted((bench / "bench" / "align" / "cases").glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        for side in ("old", "new"):
            found = segment(read("a.json", document(*case[side])))
            assert [(c.id, c.number, c.text) for c in found.clauses] == [(c["id"], c["number"], c["text"]) for c in case[side]]
            assert found.balance.holds
    for name in ("draft.en.json", "demands.json"):
        content = (bench / "bench" / "mandate" / name).read_bytes()
        found = segment(read(name, content))
        assert [c.id for c in found.clauses] == [c["id"] for c in json.loads(content)["clauses"]]
