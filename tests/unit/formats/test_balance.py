"""The account of a source's words holds for every reader, whatever the source."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.formats.contract import read_json
from negotiator.formats.markdown import read_markdown
from negotiator.formats.text import read_text
from negotiator.model.block import Reading
from negotiator.reading.segment import segment

LINES = st.sampled_from(
    (
        *(
            "",
            "",
            "",
            " ",
            " " * 40,
            "\f",
            "1. The Parties will measure the ice on every road that they open,",
            "2. They publish.",
            "(a) to open a road;",
            "(i) now;",
        ),
        *(
            "and to close it before the ice becomes too thin to bear the load",
            "destruction1 of the old roads.",
            "1 Hereafter the roads.",
            "* a note",
            "________",
        ),
        *(
            "II- Objectives of the Union",
            " 3. On a new page",
            "ICE/CONF/2025/WP.1",
            "9001/25   ab/CD/ef 4",
            "ANNEX TREE.1  EN",
            "12",
            "13",
            "multi-",
            "imple-",
            "mentation of it",
        ),
        *(
            "[We [shall] not]",
            "Recalling the past,",
            "Article 3",
            "Reporting",
            "Universalisation",
            "# Heading",
            "## Sub",
            "- bullet",
            "  * deeper",
            "> quote",
            "```",
            "| a | b |",
        ),
        *(
            "|---|---|",
            "| c *d* | e |",
            "[^1]: note text",
            "See[^1] it and [^2] that.",
            "[link](http://x.y)",
            "[ref]: http://x.y",
            "<!-- c -->",
            "<b>x</b> y",
            "a&nbsp;b &amp; c",
            "---",
        ),
        *(
            "title: x",
            "**1. Bold**",
            "\\[ \\] \\*",
            "a\u00a0b",
            "Title\n====",
            "x\ty",
            "    code here",
            "~~gone~~",
            "![img](a.png)",
            "word  ",
            "***",
            "<div>",
            "1) one",
            "&#32;x",
            "` a `",
        ),
    )
)
SOURCES = st.one_of(st.lists(LINES, max_size=30).map("\n".join), st.text(max_size=60), st.lists(LINES, max_size=12).map("\n\n".join))


def holds(reading: Reading, source: str) -> None:
    assert reading.words == len(source.split())
    assert sum(block.words for block in reading.blocks) == reading.words
    assert all(block.words >= 0 for block in reading.blocks)
    found = segment(reading)
    assert found.balance.holds
    assert found.balance.clauses == len(found.clauses)


@given(SOURCES)
def test_the_balance_of_a_text_holds(source: str) -> None:
    holds(read_text("a.txt", source.encode("utf-8-sig", errors="surrogatepass") if "\0" not in source else b"x"), source if "\0" not in source else "x")


@given(SOURCES)
def test_the_balance_of_markdown_holds(source: str) -> None:
    holds(read_markdown("a.md", source.encode("utf-8-sig")), source)


@given(SOURCES)
def test_no_letter_of_a_text_is_lost(source: str) -> None:
    found = segment(read_text("a.txt", source.encode("utf-8-sig")))
    kept = [clause.text + clause.number + "".join(ref.note for ref in clause.notes) for clause in found.clauses] + [
        item.text for item in found.balance.left_out
    ]
    assert letters(kept) == letters([source])


def letters(texts: list[str]) -> Counter[str]:
    return Counter(c for text in texts for c in text if c.isalpha())


@given(st.lists(st.tuples(st.text(max_size=6), st.text(max_size=30)), min_size=1, max_size=8), st.booleans())
def test_the_balance_of_json_holds(rows: list[tuple[str, str]], named: bool) -> None:
    clauses = [{"number": number, "text": text} | ({"id": f"c{n}"} if named else {}) for n, (number, text) in enumerate(rows)]
    reading = read_json("a.json", json.dumps({"clauses": clauses}).encode())
    assert reading.words == sum(len(number.split()) + len(text.split()) for number, text in rows)
    assert segment(reading).balance.holds


@pytest.mark.parametrize("source", ["", "\f", " ", "\ufeff", "1", "-", "[^1]:", "|", "#", "---\n---", "1.\n2.\n"])
def test_odd_little_sources_are_read(source: str) -> None:
    holds(read_text("a.txt", source.encode("utf-8-sig")), source)
    holds(read_markdown("a.md", source.encode("utf-8-sig")), source)
