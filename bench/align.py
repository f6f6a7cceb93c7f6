"""How well and how fast provisions are followed: `python bench/align.py CASES_DIR` (a folder of cases: "old", "new", "links", "optional")."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from negotiator.align import align


@dataclass(frozen=True)
class Item:
    """A unit of a case."""

    id: str
    number: str
    text: str
    kind: str = ""
    parent: str | None = None


@dataclass(frozen=True)
class Score:
    f1: float
    precision: float
    recall: float
    wrong: list[tuple[str, str]]
    missed: list[tuple[str, str]]
    uncertain_wrong: int
    uncertain: int
    found: int
    seconds: float


def score(case: dict) -> Score:  # type: ignore[type-arg]
    """Links found against links known; optional ones count neither way."""
    old = [Item(c["id"], c.get("number", ""), c["text"], c.get("kind", ""), c.get("parent")) for c in case["old"]]
    new = [Item(c["id"], c.get("number", ""), c["text"], c.get("kind", ""), c.get("parent")) for c in case["new"]]
    start = time.perf_counter()
    matches = align(old, new)
    seconds = time.perf_counter() - start
    found = {(old[i].id, new[j].id): m.uncertain for m in matches for i in m.old for j in m.new}
    true = {(link[0], link[1]) for link in case["links"]}
    optional = {(link[0], link[1]) for link in case.get("optional", [])}
    hit = len(found.keys() & true)
    precision = hit / max(1, len(found.keys() - optional))
    recall = hit / max(1, len(true))
    wrong = sorted(found.keys() - true - optional)
    missed = sorted(true - found.keys())
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return Score(f1, precision, recall, wrong, missed, sum(found[p] for p in wrong), sum(found.values()), len(found), seconds)


def main() -> None:
    scores = []
    for path in sorted(Path(sys.argv[1]).glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        result = score(case)
        scores.append(result)
        print(
            f"{path.stem:32} P {result.precision:.3f} R {result.recall:.3f} F1 {result.f1:.4f} {result.seconds:5.2f} s, "
            f"uncertain {result.uncertain} of {result.found}, of the wrong ones {result.uncertain_wrong} of {len(result.wrong)}"
        )
        if "--list" in sys.argv:
            print("   wrong ", result.wrong, "\n   missed", result.missed)
    print(f"macro F1 {sum(s.f1 for s in scores) / len(scores):.4f}, worst {min(s.f1 for s in scores):.4f}")


if __name__ == "__main__":
    main()
