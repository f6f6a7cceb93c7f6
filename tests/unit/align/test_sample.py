"""The sample negotiation's revisions, against what its writers say became of each paragraph."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path

from negotiator.align import align
from negotiator.formats.readers import read
from negotiator.model.clause import Clause
from negotiator.model.revision import slugify
from negotiator.reading.segment import segment

SAMPLE = Path(__file__).parents[3] / "drafts" / "siem-reap-angkor"


def clauses(document: str, label: str) -> tuple[Clause, ...]:
    path = SAMPLE / f"{document}-{slugify(label)}.docx"
    return segment(read(path.name, path.read_bytes())).clauses


def test_every_paragraph_of_the_sample_is_followed_through_its_revisions() -> None:
    said: defaultdict[tuple[str, str, str], set[tuple[str, str]]] = defaultdict(set)
    known: defaultdict[tuple[str, str, str], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for change in tomllib.loads((SAMPLE / "truth.toml").read_text(encoding="utf-8"))["change"]:
        key = (change["document"], change["from"], change["to"])
        said[key] |= {(before, after) for before in change["old"] for after in change["new"]}
        known[key][0].update(change["old"])
        known[key][1].update(change["new"])
    assert said
    for key, links in said.items():
        document, before, after = key
        old, new = clauses(document, before), clauses(document, after)
        found = {(old[i].path, new[j].path) for match in align(old, new) for i in match.old for j in match.new}
        assert {pair for pair in found if pair[0] in known[key][0] or pair[1] in known[key][1]} == links, key
