"""Matching on real material does not fall below what was measured."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from negotiator.formats.readers import read
from negotiator.match import suggest
from negotiator.model.clause import Clause
from negotiator.model.point import Point, Suggestion
from negotiator.reading.segment import segment
from negotiator.rules.points import detect_points


def first(found: Iterable[Suggestion], truth: dict[str, list[str]]) -> float:
    hits = [bool(s.candidates) and s.candidates[0].clause in truth[s.point] for s in found if truth.get(s.point)]
    return sum(hits) / len(hits)


def test_demands_of_real_position_papers_find_their_clause(bench: Path) -> None:
    folder = bench / "bench" / "mandate"
    demands, draft = (json.loads((folder / name).read_text(encoding="utf-8"))["clauses"] for name in ("demands.json", "draft.en.json"))
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    points = [Point(d["id"], d["id"], "p", 0, d["text"], "en") for d in demands]
    clauses = [Clause(c["id"], c["id"], c["number"], c["kind"], c["text"]) for c in draft]
    assert first(suggest(points, clauses, document="draft", language="en"), truth) >= 0.9


def test_each_danish_point_finds_its_english_rendering_and_the_other_way_round(bench: Path) -> None:
    folder = bench / "position-paper"
    name = "council-conclusions-2024-05-27.da.txt"
    danish = detect_points(segment(read(name, (folder / name).read_bytes())).clauses, document="eu", language="da", outcomes={}, provisions={}, overrides={})
    english: dict[str, str] = {}
    part = ""
    for line in (folder / "points.en.md").read_text(encoding="utf-8").splitlines():
        if found := re.match(r"## (\d)\)", line):
            part = found[1]
        if found := re.match(r"\s*- \*\*([\d.a-k]+)\*\* (.*)", line):
            english[f"II.{part}.{found[1]}"] = found[2]
    assert english.keys() == {p.path for p in danish}
    truth = {path: [path] for path in english}
    there = [Clause(path, path, "", "operative", text) for path, text in english.items()]
    here = [Clause(p.path, p.path, "", "operative", p.text) for p in danish]
    back = [Point(path, path, "eu", 0, text, "en") for path, text in english.items()]
    assert first(suggest(danish, there, document="d", language="en"), truth) >= 0.95
    assert first(suggest(back, here, document="d", language="da"), truth) >= 0.95
