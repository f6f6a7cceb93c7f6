"""How well and how fast points find their clauses: `python bench/suggest.py BENCH_DIR` (the folder that holds `bench/` and `position-paper/`)."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from negotiator.formats.readers import read
from negotiator.match import suggest
from negotiator.model.clause import Clause
from negotiator.model.point import Point
from negotiator.reading.segment import segment
from negotiator.rules.points import detect_points


def measure(name: str, points: Sequence[Point], clauses: Sequence[Clause], truth: dict[str, list[str]], language: str) -> None:
    """Print hit@1, hit@5 and mean reciprocal rank over the points that have a true clause, and how long all of it took."""
    start = time.perf_counter()
    found = suggest(points, clauses, document="draft", language=language)
    seconds = time.perf_counter() - start
    ranks = [next((k for k, c in enumerate(s.candidates, 1) if c.clause in truth[s.point]), None) for s in found if truth.get(s.point)]
    hit = [sum(r is not None and r <= k for r in ranks) / len(ranks) for k in (1, 5)]
    mrr = sum(1 / r for r in ranks if r) / len(ranks)
    flagged = sum(s.none for s in found)
    size = f"{len(ranks):4} points {len(clauses):4} clauses"
    print(f"{name:34} {size}  hit@1 {hit[0]:.3f}  hit@5 {hit[1]:.3f}  MRR {mrr:.3f}  {flagged:3} flagged none  {seconds:.2f} s")


def removed(name: str, points: Sequence[Point], clauses: Sequence[Clause], truth: dict[str, list[str]], language: str) -> None:
    """How many points are flagged when the clauses that answer them are taken out of the draft."""
    gone = {clause for clauses_of in truth.values() for clause in clauses_of}
    found = suggest(points, [c for c in clauses if c.id not in gone], document="draft", language=language)
    print(f"{name:34} without their clauses: {sum(s.none for s in found)} of {len(found)} flagged none")


def english_points(path: Path) -> dict[str, str]:
    """The points of the English rendering by their path."""
    part, found = "", {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if head := re.match(r"## (\d)\)", line):
            part = head[1]
        if item := re.match(r"\s*- \*\*([\d.a-k]+)\*\* (.*)", line):
            found[f"II.{part}.{item[1]}"] = item[2]
    return found


def main() -> None:
    root = Path(sys.argv[1])
    mandate, paper = root / "bench" / "mandate", root / "position-paper"
    demands, draft = [json.loads((mandate / name).read_text(encoding="utf-8"))["clauses"] for name in ("demands.json", "draft.en.json")]
    truth = json.loads((mandate / "truth.json").read_text(encoding="utf-8"))
    points = [Point(d["id"], d["id"], "position", 0, d["text"], "en") for d in demands]
    clauses = [Clause(c["id"], c["id"], c["number"], c["kind"], c["text"]) for c in draft]
    measure("demands → draft (English)", points, clauses, truth, "en")
    sample = points[::5]
    removed("60 of the demands", sample, clauses, {p.id: truth[p.id] for p in sample}, "en")

    name = "council-conclusions-2024-05-27.da.txt"
    danish = detect_points(segment(read(name, (paper / name).read_bytes())).clauses, document="eu", language="da", outcomes={}, provisions={}, overrides={})
    english = english_points(paper / "points.en.md")
    same = {path: [path] for path in english}
    there = [Clause(path, path, "", "operative", text) for path, text in english.items()]
    measure("Danish paper → English renderings", danish, there, same, "en")
    back = [Point(path, path, "eu", 0, text, "en") for path, text in english.items()]
    measure("English renderings → Danish paper", back, [Clause(p.path, p.path, "", "operative", p.text) for p in danish], same, "da")

    start = time.perf_counter()
    for _ in range(3):
        suggest(danish, [*there, *there[:14]], document="draft", language="en")
    print(f"46 points × 3 documents × 60 clauses: {time.perf_counter() - start:.3f} s")
    against_the_sample(Path(__file__).parent.parent / "drafts" / "siem-reap-angkor")


def against_the_sample(folder: Path) -> None:
    """The sample negotiation's points, in two languages, against its drafts; truth is what its assessments name as evidence."""
    import tomllib

    judged = tomllib.loads((folder / "assessments.toml").read_text(encoding="utf-8"))["assessment"]
    drafts = {
        (slug, label): segment(read(file.name, file.read_bytes())).clauses
        for slug in ("review", "declaration", "action-plan")
        for label, file in (("Rev.1", folder / f"{slug}-rev1.docx"), ("Rev.2", folder / f"{slug}-rev2.docx"))
    }
    for file, language in (("eu-position.docx", "en"), ("eu-position-da.docx", "da")):
        clauses = segment(read(file, (folder / file).read_bytes())).clauses
        points = {p.path: p for p in detect_points(clauses, document="eu", language=language, outcomes={}, provisions={}, overrides={})}
        ranks: list[int | None] = []
        absent: list[bool] = []
        missed = 0
        for one in judged:
            there = drafts[one["document"], one["revision"]]
            (found,) = suggest([points[one["point"]]], there, document=one["document"], language="en")
            if one["verdict"] == "absent":
                absent.append(found.none)
                continue
            paths = {c.id: c.path for c in there}
            ranks.append(next((k for k, c in enumerate(found.candidates, 1) if paths[c.clause] == one["clause"]), None))
            missed += found.none
        hit = [sum(r is not None and r <= k for r in ranks) / len(ranks) for k in (1, 5)]
        print(
            f"sample, points in {language}:  {len(ranks)} judged  hit@1 {hit[0]:.3f}  hit@5 {hit[1]:.3f};"
            f" flagged none: {sum(absent)} of {len(absent)} absent, {missed} of {len(ranks)} present"
        )


if __name__ == "__main__":
    main()
