"""The real position paper, where it is at hand: every paragraph of it, whole, under its own number."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from negotiator.formats.readers import read
from negotiator.reading.segment import Segmented, segment

FILE = "position-paper/council-conclusions-2024-05-27.da.txt"


@pytest.fixture
def paper(bench: Path) -> Segmented:
    return segment(read(FILE, (bench / FILE).read_bytes()))


def test_every_listed_paragraph_is_found_whole_and_in_order(bench: Path, paper: Segmented) -> None:
    with (bench / "position-paper" / "points.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    text = {clause.path: clause.text for clause in paper.clauses}
    for row in rows:
        path, _, second = row["path"].partition(" ¶")
        paragraphs = text[path].split("\n")
        words = paragraphs[int(second) - 1 if second else 0]
        assert words.startswith(row["first_words"]), row["path"]
        assert words.endswith(row["last_words"]), row["path"]
        assert len(words.split()) == int(row["words"]), row["path"]
        assert len(paragraphs) == (2 if path == "II.3.11" else 1), row["path"]
    listed = [row["path"] for row in rows if "¶" not in row["path"]]
    numbered = [c.path for c in paper.clauses if c.number and c.kind not in ("heading", "footnote")]
    assert numbered == listed


def test_its_headings_are_the_ancestors_of_its_points(paper: Segmented) -> None:
    by_id = {clause.id: clause for clause in paper.clauses}
    for path in ("I", "II", "II.1", "II.2", "II.3"):
        assert by_id[path].kind == "heading"
    for clause in paper.clauses:
        if clause.path.startswith("II.2."):
            assert clause.parent == "II.2"
    assert by_id["II.1.3"].kind == "chapeau"
    chain, node = [], by_id["II.1.3.k"]
    while node.parent is not None:
        node = by_id[node.parent]
        chain.append(node.path)
    assert [path for path in chain if "h" not in path] == ["II.1.3", "II.1", "II"]


def test_nothing_of_it_is_lost_and_no_footer_or_note_stands_in_a_paragraph(paper: Segmented) -> None:
    assert paper.balance.holds
    assert {item.reason for item in paper.balance.left_out} == {"footer"}
    assert not any("RELEX" in clause.text or "Herefter" in clause.text for clause in paper.clauses if clause.kind != "footnote")
    assert [c.path for c in paper.clauses if c.kind == "footnote"] == ["I.1.fn1"]
    assert paper.masthead.language == "da"
