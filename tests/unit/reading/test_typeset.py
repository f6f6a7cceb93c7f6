"""A text set on pages in many ways is read back as what was set: widths, gaps, page breaks, headers and footers make no difference."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from typesetter import Style, typeset

from negotiator.formats.readers import read
from negotiator.model.clause import Clause
from negotiator.reading.segment import segment

FOLDER = Path(__file__).parents[2] / "data" / "reading"
TEXTS = {name: segment(read(name, (FOLDER / name).read_bytes())).clauses for name in ("paper.da.txt", "treaty.en.txt", "declaration.en.txt", "bylaw.en.txt")}
SPREAD = "9001/25\nab/CD/ef\n{}\nANNEX\nTREE.2\nEN"
FOOTERS = (
    "",
    "Page {} of 9",
    "{}",
    "9001/25 ab/CD/ef {}\nANNEX TREE.2 EN",
    "ICE/CONF/2025/3\n{}",
    "9001/25\nab/CD/ef\n{}\nANNEX\nTREE.2\nEN",
    "Draft of the Bureau {}",
)


@st.composite
def styles(draw: st.DrawFn) -> Style:
    feed = draw(st.sampled_from(("\f", " ")))
    return Style(
        width=draw(st.integers(60, 100)),
        page=draw(st.sampled_from((0, 25, 40, 60))),
        feed=feed,
        header=draw(st.sampled_from(("", "ICE/CONF/2025/3", "Third Meeting of the Parties"))) if feed == "\f" else "",
        footer=draw(st.sampled_from(FOOTERS)),
        hang=draw(st.sampled_from((0, 2, 4))) if feed == "\f" else 0,
    )


def told(clauses: tuple[Clause, ...]) -> list[tuple[str, str, str]]:
    return [(clause.path, clause.number, re.sub(r"\s+", " ", clause.text)) for clause in clauses if clause.kind != "footnote"]


@pytest.mark.parametrize("name", TEXTS)
@given(style=styles())
@example(style=Style(width=92, page=40, feed=" ", footer=SPREAD))
@example(style=Style(width=76, page=0, hang=4))  # a full line of an indented list ends where a full line of the text does
@settings(max_examples=40, deadline=None)
def test_a_text_is_read_back_however_its_pages_look(name: str, style: Style) -> None:
    source = typeset(TEXTS[name], style)
    found = segment(read("set.txt", source.encode()))
    assert told(found.clauses) == told(TEXTS[name])
    assert found.balance.holds


@pytest.mark.parametrize("footer", FOOTERS)
def test_numbered_paragraphs_are_read_back_where_every_line_is_followed_by_an_empty_one(footer: str) -> None:
    style = Style(width=92, double=True, page=80 if footer else 0, feed=" ", footer=footer)
    found = segment(read("set.txt", typeset(TEXTS["paper.da.txt"], style).encode()))
    wanted = [row for row in told(TEXTS["paper.da.txt"]) if row[1]]
    assert [row for row in told(found.clauses) if row[1]] == wanted
