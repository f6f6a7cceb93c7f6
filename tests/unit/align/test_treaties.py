"""Treaties, their next drafts with brackets, the agreements that replaced them, action plans: written for these tests with what became of each provision.

A line of a case is `id | number | kind | text`, and in a new text `id | number | kind | ids that it comes from | text`; a question mark stands before an id
where it may be argued either way (the heading of the second half of an article).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from negotiator.align import align

CASES = Path(__file__).parent / "cases"
_LEAST = [
    ("lighthouses-draft", 0.985),
    ("seamounts-draft", 0.98),
    ("evidence-draft", 0.97),
    ("lighthouses-later", 0.97),
    ("ferries-later", 0.98),
    ("cork-later", 0.94),
    ("rivers-later", 0.915),
]


@dataclass(frozen=True)
class Provision:
    """A unit of a case."""

    id: str
    number: str
    kind: str
    text: str
    parent: str | None = None


Pairs = set[tuple[str, str]]


def read(name: str) -> tuple[list[Provision], list[Provision], Pairs, Pairs]:
    """Both texts, the links between them, and those that count neither way."""
    base = name.partition("-")[0]
    old_lines, new_lines = ((CASES / file).read_text(encoding="utf-8").splitlines() for file in (f"{base}.old.txt", f"{name}.new.txt"))
    old = [Provision(*(part.strip() for part in line.split("|"))) for line in old_lines]
    rows = [[part.strip() for part in line.split("|")] for line in new_lines]
    new = [Provision(row[0], row[1], row[2], row[4]) for row in rows]
    named = {(source, row[0]) for row in rows for source in row[3].split()}
    return old, new, {pair for pair in named if pair[0][0] != "?"}, {(source[1:], new) for source, new in named if source[0] == "?"}


def f1(old: list[Provision], new: list[Provision], true: Pairs, optional: Pairs) -> tuple[float, int, int]:
    """F1 of the links, and of the wrong ones how many there are and how many are certain."""
    found = {(old[i].id, new[j].id): m.uncertain for m in align(old, new) for i in m.old for j in m.new if (old[i].id, new[j].id) not in optional}
    wrong = [pair for pair in found if pair not in true]
    return 2 * len(found.keys() & true) / (len(found) + len(true)), len(wrong), sum(not found[pair] for pair in wrong)


@pytest.mark.parametrize(("name", "least"), _LEAST)
def test_a_treaty_is_followed_into_its_next_draft_and_into_the_one_that_replaced_it(name: str, least: float) -> None:
    score, wrong, certain = f1(*read(name))
    assert score >= least
    assert 3 * certain <= wrong


@pytest.mark.parametrize(("name", "least"), _LEAST)
@pytest.mark.parametrize("lacking", ["kind", "number"])
def test_a_treaty_is_followed_where_kinds_or_numbers_are_not_known(name: str, least: float, lacking: str) -> None:
    old, new, true, optional = read(name)
    changes = {lacking: ""}
    assert f1([replace(p, **changes) for p in old], [replace(p, **changes) for p in new], true, optional)[0] >= least - 0.025
