"""Two people who rule at once: on overlapping groups one is told, on others both are kept, and each paragraph has one identity after it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from negotiator.model.change import ChangeKind, Match
from negotiator.services.rulings import uncertain
from negotiator.store.store import Store
from tests.store.samples import NOW, add, clauses, clauses_of, revision

ROOT = Path(__file__).resolve().parents[2]
RULES = """
import sys
from datetime import UTC, datetime
from negotiator.errors import ConflictError
from negotiator.services.rulings import Decision, Verb, rule, uncertain
from negotiator.store.store import Store

location, who, old, new, verb = sys.argv[1:]
with Store.open(location) as store:
    with store.snapshot() as view:
        stamp = uncertain(view, "declaration@rev1").stamp
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        rule(store, who, datetime.now(UTC), "declaration@rev1", [Decision(Verb(verb), tuple(old.split()), tuple(new.split()))], stamp=stamp)
    except ConflictError as error:
        print("conflict", error)
    else:
        print("ruled")
"""
WORDS = ("Clear the mines.", "Help the victims.", "Teach the children.", "Pay the dues.")


@pytest.fixture
def talks(store: Store) -> None:
    first = add(store, revision("Zero draft"), clauses(*WORDS))
    matches = [Match(ChangeKind.EDITED, (k,), (k,), confidence=0.5, reason="not sure") for k in range(4)]
    add(store, revision("Rev.1", based_on="zero-draft"), clauses(*(f"{text} Now." for text in WORDS)), matches, first)


def at_once(location: str, *rulings: tuple[str, str, str]) -> list[str]:
    """Programs that have all looked before any of them rules."""
    running = [
        subprocess.Popen([sys.executable, "-c", RULES, location, f"person {n}", *ruling], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        for n, ruling in enumerate(rulings)
    ]
    for one in running:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in running:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    return sorted(one.communicate(timeout=60)[0].split()[0] for one in running)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("2", "2 3", "same"), ("2", "3", "same")),
        (("2", "3", "same"), ("2", "3", "same")),
        (("1 2", "2", "same"), ("3", "2", "same")),
        (("2", "2", "not-same"), ("2", "2", "confirm")),
    ],
)
def test_of_two_rulings_on_overlapping_groups_one_is_told(
    location: str, store: Store, talks: None, first: tuple[str, str, str], second: tuple[str, str, str]
) -> None:
    assert at_once(location, first, second) == ["conflict", "ruled"]
    with store.snapshot() as view:
        found = uncertain(view, "declaration@rev1")
        assert len({line.ruled_by for line in found.lines if line.ruled_by}) == 1
        assert len([entry for entry in view.entries() if entry.verb == "rule"]) == 1
        held = [c.provision for c in view.clauses(found.revision)]
    assert len(set(held)) == len(held)


def test_two_rulings_on_other_paragraphs_are_both_kept_and_undone_one_by_one(location: str, store: Store, talks: None) -> None:
    with store.snapshot() as view:
        before = [c.provision for c in view.clauses(view.revision("declaration", "rev1"))]
    assert at_once(location, ("1", "2", "same"), ("3", "3 4", "same")) == ["ruled", "ruled"]
    with store.snapshot() as view:
        assert {line.title: line.ruled_by != "" for line in uncertain(view, "declaration@rev1").lines} == {
            "1 → 2": True,
            "3 → 3 + 4": True,
            "(nothing) → 1": False,
            "2 → (nothing)": False,
            "4 → (nothing)": False,
        }
        entries = [entry.id for entry in view.entries() if entry.verb == "rule"]
    for entry in entries:
        with store.transaction("ann", NOW, "undo", "rule") as tx:
            tx.undo(entry)
    with store.snapshot() as view:
        assert [c.provision for c in view.clauses(view.revision("declaration", "rev1"))] == before


def test_a_split_that_was_ruled_survives_a_reading_that_parts_a_paragraph_more(store: Store, talks: None) -> None:
    from negotiator.services.rulings import Decision, Verb, rule

    rule(store, "ann", NOW, "declaration@rev1", [Decision(Verb.SAME, ("2",), ("2", "3"))])
    with store.snapshot() as view:
        second = view.revision("declaration", "rev1")
    texts = clauses("Clear the mines. Now.", "Help the victims.", "Now.", "Teach the children. Now.", "Pay the dues. Now.")
    parted = [Match(ChangeKind.SAME, (0,), (0,)), Match(ChangeKind.SPLIT, (1,), (1, 2)), Match(ChangeKind.SAME, (2,), (3,)), Match(ChangeKind.SAME, (3,), (4,))]
    with store.transaction("bo", NOW, "reread", second.address) as tx:
        again = tx.add_reading(second, "text/2", texts, parted, {0: 0, 1: 1, 3: 2, 4: 3})
    with store.snapshot() as view:
        found = uncertain(view, "declaration@rev1")
        ruled = next(line for line in found.lines if line.old and line.old[0].clause.path == "2")
        assert {c.clause.path for c in ruled.new} >= {"2", "4"}
        assert ruled.ruled_by == "ann"
        held = [c.provision for c in clauses_of(store, again)]
    assert len(set(held)) == len(held)
