"""The conventions of brackets, case by case, as they were written down before the rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from negotiator.model.bracket import Bracket, Bracketed
from negotiator.text.bracketed.read import read_brackets
from negotiator.text.bracketed.resolve import all_kept, all_removed, resolve

FOLDER = Path(__file__).parents[2] / "data" / "brackets"
SETS = {name: json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")) for name in ("cases", "talks")}
CASES = [case for cases in SETS.values() for case in cases]


def as_expected(read: Bracketed, bracket: Bracket) -> dict[str, Any]:
    told: dict[str, Any] = {
        "kind": bracket.kind.value,
        "clause": bracket.piece,
        "start": read.start(bracket),
        "end_clause": bracket.end_piece,
        "end": read.end(bracket),
        "depth": bracket.depth,
        "text": bracket.text,
        "words": bracket.words,
        "attribution": [[a.party, a.stance.value] for a in bracket.attribution],
        "alternatives": [[one.text, [[a.party, a.stance.value] for a in one.attribution]] for one in bracket.alternatives],
        "opened": bracket.opened,
        "closed": bracket.closed,
    }
    told |= {name: value for name in ("note", "label", "unsure") if (value := getattr(bracket, name))}
    return told


@pytest.mark.parametrize("case", [c for c in CASES if not c["set_aside"]], ids=lambda c: c["name"])
def test_a_convention_is_read_as_it_was_written_down(case: dict[str, Any]) -> None:
    check(case)


def check(case: dict[str, Any]) -> None:
    read = read_brackets(case["clauses"], numbers=case.get("numbers", ()), parties=case.get("parties", ()))
    order = sorted((as_expected(read, b) for b in read.brackets), key=lambda b: (b["clause"], b["start"], b["end"]))
    wanted = sorted(case["brackets"], key=lambda b: (b["clause"], b["start"], b["end"]))
    for got, expected in zip(order, wanted, strict=False):
        if expected.get("unsure", "") is None:  # not judged
            got["unsure"] = None
    assert order == wanted
    if "options" in case:
        assert [[o.piece, o.label, o.group, o.meaning.value] for o in read.options] == case["options"]
    if "remarks" in case:
        assert [[r.piece, r.attribution.party, r.attribution.stance.value, r.attribution.said] for r in read.remarks] == case["remarks"]


@pytest.mark.parametrize("case", [c for c in CASES if not c["set_aside"] and ("kept" in c or "removed" in c)], ids=lambda c: c["name"])
def test_a_convention_resolves_as_it_was_written_down(case: dict[str, Any]) -> None:
    resolves(case)


def resolves(case: dict[str, Any]) -> None:
    for name, choice in (("kept", all_kept), ("removed", all_removed)):
        if name in case:
            assert list(resolve(case["clauses"], choice, read_brackets)) == case[name], name


def test_the_cases_that_were_set_aside_are_read_as_often_as_is_published() -> None:
    """Of the first one is disputed (a stray closing mark takes in the bracket before it, so that this one stands at depth 2); of the second one is missed."""
    wrong = []
    for case in CASES:
        if case["set_aside"]:
            try:
                check(case)
                resolves(case)
            except AssertionError:
                wrong.append(case["name"])
    assert wrong == ["one closing mark too many", "one name and alt"]
