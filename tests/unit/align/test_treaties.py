"""Treaties, their next drafts with brackets, the agreements that replaced them, action plans: written for these tests with what became of each provision.

A line of a case is `id | number | kind | text`, and in a new text `id | number | kind | ids that it comes from | text`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from negotiator.align import align

CASES = Path(__file__).parent / "cases"
_LEAST = [("lighthouses-draft", 0.985), ("lighthouses-later", 0.97), ("ferries-later", 0.98), ("seamounts-draft", 0.97), ("cork-later", 0.89)]


@dataclass(frozen=True)
class Provision:
    """A unit of a case."""

    id: str
    number: str
    kind: str
    text: str
    parent: str | None = None


def read(name: str) -> tuple[list[Provision], list[Provision], set[tuple[str, str]]]:
    base = name.partition("-")[0]
    old_lines, new_lines = ((CASES / file).read_text(encoding="utf-8").splitlines() for file in (f"{base}.old.txt", f"{name}.new.txt"))
    old = [Provision(*(part.strip() for part in line.split("|"))) for line in old_lines]
    rows = [[part.strip() for part in line.split("|")] for line in new_lines]
    new = [Provision(row[0], row[1], row[2], row[4]) for row in rows]
    return old, new, {(source, row[0]) for row in rows for source in row[3].split()}


def f1(old: list[Provision], new: list[Provision], true: set[tuple[str, str]]) -> tuple[float, int, int]:
    """F1 of the links, and of the wrong ones how many there are and how many are certain."""
    found = {(old[i].id, new[j].id): m.uncertain for m in align(old, new) for i in m.old for j in m.new}
    wrong = [pair for pair in found if pair not in true]
    return 2 * len(found.keys() & true) / (len(found) + len(true)), len(wrong), sum(not found[pair] for pair in wrong)


@pytest.mark.parametrize(("name", "least"), _LEAST)
def test_a_treaty_is_followed_into_its_next_draft_and_into_the_one_that_replaced_it(name: str, least: float) -> None:
    score, wrong, certain = f1(*read(name))
    assert score >= least
    assert 3 * certain <= wrong


@pytest.mark.parametrize(("name", "least"), [("lighthouses-draft", 0.97), ("lighthouses-later", 0.95)])
@pytest.mark.parametrize("lacking", ["kind", "number"])
def test_a_treaty_is_followed_where_kinds_or_numbers_are_not_known(name: str, least: float, lacking: str) -> None:
    old, new, true = read(name)
    changes = {lacking: ""}
    assert f1([replace(p, **changes) for p in old], [replace(p, **changes) for p in new], true)[0] >= least
