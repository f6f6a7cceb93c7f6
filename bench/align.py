"""How well and how fast provisions are followed.

python bench/align.py CASES_DIR           real revisions with known links ("old", "new", "links", "optional"); --list shows wrong and missed links
python bench/align.py CASES_DIR --invent  revisions invented from the old texts of those cases, light to rewritten
python bench/align.py CASES_DIR --peers   beside them what a line-by-line comparison and an optimal assignment on shared words find
python bench/align.py --written           the treaties and action plans written for the tests
python bench/align.py --size 3000         seconds and memory for a text of so many clauses
"""

from __future__ import annotations

import argparse
import difflib
import json
import random
import sys
import time
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from revise import DRAFT, LIGHT, REWRITE, revise

from negotiator.align import align
from negotiator.text.tokens import words

PROFILES = {"light": LIGHT, "draft": DRAFT, "rewrite": REWRITE}


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
    """Links found against links known; optional ones count neither way."""

    f1: float
    precision: float
    recall: float
    wrong: list[tuple[str, str]]
    missed: list[tuple[str, str]]
    uncertain_wrong: int
    uncertain: int
    found: int
    seconds: float

    def __str__(self) -> str:
        quality = f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.4f} {self.seconds:6.2f} s"
        return f"{quality}  uncertain {self.uncertain} of {self.found}, and {self.uncertain_wrong} of {len(self.wrong)} wrong ones"


def items(clauses: list[dict[str, Any]]) -> list[Item]:
    return [Item(c["id"], c.get("number", ""), c["text"], c.get("kind", ""), c.get("parent")) for c in clauses]


def score(case: dict[str, Any]) -> Score:
    old, new = items(case["old"]), items(case["new"])
    start = time.process_time()
    matches = align(old, new)
    seconds = time.process_time() - start
    found = {(old[i].id, new[j].id): m.uncertain for m in matches for i in m.old for j in m.new}
    true = {(link[0], link[1]) for link in case["links"]}
    optional = {(link[0], link[1]) for link in case.get("optional", [])}
    hit = len(found.keys() & true)
    precision = hit / max(1, len(found.keys() - optional))
    recall = hit / max(1, len(true))
    wrong = sorted(found.keys() - true - optional)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return Score(f1, precision, recall, wrong, sorted(true - found.keys()), sum(found[p] for p in wrong), sum(found.values()), len(found), seconds)


def f1(found: set[tuple[str, str]], case: dict[str, Any]) -> float:
    true = {(link[0], link[1]) for link in case["links"]}
    optional = {(link[0], link[1]) for link in case.get("optional", [])}
    return 2 * len(found & true) / max(1, len(found - optional) + len(true))


def by_difflib(old: list[Item], new: list[Item]) -> set[tuple[str, str]]:
    """Equal lines, and lines that were replaced one by one where they are alike."""
    found = set()
    for op, i1, i2, j1, j2 in difflib.SequenceMatcher(None, [u.text for u in old], [u.text for u in new], autojunk=False).get_opcodes():
        if op == "equal":
            found |= {(old[i].id, new[j].id) for i, j in zip(range(i1, i2), range(j1, j2), strict=True)}
        elif op == "replace":
            alike = {(i, j): difflib.SequenceMatcher(None, words(old[i].text), words(new[j].text)).ratio() for i in range(i1, i2) for j in range(j1, j2)}
            taken: set[int] = set()
            for i in range(i1, i2):
                best = max((j for j in range(j1, j2) if j not in taken), key=lambda j, i=i: alike[i, j], default=-1)
                if best >= 0 and alike[i, best] > 0.5:
                    taken.add(best)
                    found.add((old[i].id, new[best].id))
    return found


def by_assignment(old: list[Item], new: list[Item]) -> set[tuple[str, str]]:
    """The best one-to-one choice by Dice's coefficient of words, from 0.4."""
    import lap
    import numpy as np

    bags = [Counter(words(unit.text)) for unit in old], [Counter(words(unit.text)) for unit in new]
    cost = np.array([[1 - 2 * (a & b).total() / max(1, a.total() + b.total()) for b in bags[1]] for a in bags[0]])
    _, partner, _ = lap.lapjv(cost, extend_cost=True)
    return {(old[i].id, new[j].id) for i, j in enumerate(partner) if j >= 0 and cost[i, j] <= 0.6}


def peers(listed: list[tuple[str, dict[str, Any]]]) -> None:
    for name, method in (("difflib", by_difflib), ("optimal assignment on word likeness", by_assignment)):
        start = time.process_time()
        scores = [f1(method(items(case["old"]), items(case["new"])), case) for _, case in listed]
        print(f"{name}: macro F1 {sum(scores) / len(scores):.4f}, worst {min(scores):.4f}, {time.process_time() - start:.1f} s in all")


def written() -> Iterator[tuple[str, dict[str, Any]]]:
    """The cases of the tests: `id | number | kind | text`, in new texts with the ids that a line comes from before its text."""
    folder = Path(__file__).parents[1] / "tests" / "unit" / "align" / "cases"
    for path in sorted(folder.glob("*.new.txt")):
        name = path.name.removesuffix(".new.txt")
        old, new = (
            [[part.strip() for part in line.split("|")] for line in file.read_text(encoding="utf-8").splitlines()]
            for file in (folder / f"{name.partition('-')[0]}.old.txt", path)
        )
        sides = [[{"id": row[0], "number": row[1], "kind": row[2], "text": row[-1]} for row in side] for side in (old, new)]
        yield name, {"old": sides[0], "new": sides[1], **sources(new)}


def sources(rows: list[list[str]]) -> dict[str, list[tuple[str, str]]]:
    """The links of a new text; those with a question mark are optional."""
    named = [(source, row[0]) for row in rows for source in row[3].split()]
    return {"links": [pair for pair in named if pair[0][0] != "?"], "optional": [(source[1:], new) for source, new in named if source[0] == "?"]}


def cases(folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
    found = sorted(Path(folder).glob("*.json")) or sorted(Path(folder, "cases").glob("*.json"))
    if not found:
        raise SystemExit(f"{folder}: no cases (*.json) here")
    for path in found:
        yield path.stem, json.loads(path.read_text(encoding="utf-8"))


def real(listed: list[tuple[str, dict[str, Any]]], *, list_links: bool) -> None:
    scores = []
    for name, case in listed:
        scores.append(score(case))
        print(f"{name:28} {scores[-1]}")
        if list_links:
            print("   wrong ", scores[-1].wrong, "\n   missed", scores[-1].missed)
    print(f"macro F1 {sum(s.f1 for s in scores) / len(scores):.4f}, worst {min(s.f1 for s in scores):.4f}")


def invented(folder: str) -> None:
    for profile_name, profile in PROFILES.items():
        scores = []
        recall: Counter[str] = Counter()
        total: Counter[str] = Counter()
        for seed, (_, case) in enumerate(cases(folder)):
            revision = revise(case["old"], profile, seed)
            scores.append(score(revision))
            missed = set(scores[-1].missed)
            for old, new, kind in revision["links"]:
                total[kind] += 1
                recall[kind] += (old, new) not in missed
        by_kind = ", ".join(f"{kind} {recall[kind] / total[kind]:.3f}" for kind in sorted(total))
        print(f"{profile_name:8} F1 {sum(s.f1 for s in scores) / len(scores):.4f}   recall by kind: {by_kind}")


def spliced(size: int) -> list[dict[str, Any]]:
    """A text of that many clauses out of invented words with a skew like that of real ones."""
    chance = random.Random(size)
    vocabulary = ["".join(chance.choice("abcdefghijklmnoprstuvw") for _ in range(chance.randrange(2, 11))) for _ in range(6000)]
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]
    return [
        {"id": str(k), "number": f"{k + 1}.", "text": " ".join(chance.choices(vocabulary, weights, k=max(4, int(chance.lognormvariate(3.4, 0.6)))))}
        for k in range(size)
    ]


def large(size: int) -> None:
    clauses = spliced(size)
    for name, profile in PROFILES.items():
        case = revise(clauses, profile, 1)
        result = score(case)
        tracemalloc.start()
        align(items(case["old"]), items(case["new"]))
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        print(f"{size} x {len(case['new'])} {name:8} {result}  {peak:.0f} MB at most")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="?", default="")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--invent", action="store_true")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--written", action="store_true")
    parser.add_argument("--size", type=int, default=0)
    options = parser.parse_args()
    if options.written:
        real(list(written()), list_links=options.list)
        peers(list(written()))
    elif options.size:
        large(options.size)
    elif options.cases and options.invent:
        invented(options.cases)
    elif options.cases:
        listed = list(cases(options.cases))
        real(listed, list_links=options.list)
        if options.peers:
            peers(listed)
    else:
        parser.print_usage(sys.stderr)


if __name__ == "__main__":
    main()
