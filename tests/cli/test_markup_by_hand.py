"""A ruling on markup by hand is made at the import, kept with the document, and holds when the file is read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from console import Typed

from negotiator.formats.word.build import markdown_to_word
from negotiator.formats.word.package import Package, W


@pytest.fixture
def struck(desk: Path) -> Path:
    """A Word file in which a paragraph has a struck word and a new one in red."""
    package = Package.open(markdown_to_word("1. States shall should report on what they did.\n\n2. They share what they learn.\n", None), "x")
    root = package.xml(package.main)
    first = next(t for t in root.iter(f"{W}t") if "shall" in (t.text or ""))
    run, parent = first.getparent(), first.getparent().getparent()
    before, after = first.text.split("shall should")
    at = parent.index(run)
    for n, (text, look) in enumerate(((before, ""), ("shall ", "strike"), ("should", "u"), (after, ""))):
        new = run.makeelement(f"{W}r")
        if look:
            rpr = run.makeelement(f"{W}rPr")
            rpr.append(run.makeelement(W + look, {f"{W}val": "single"} if look == "u" else {}))
            new.append(rpr)
        t = run.makeelement(f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
        t.text = text
        new.append(t)
        parent.insert(at + n, new)
    parent.remove(run)
    package.put(package.main, root)
    path = desk / "rev1.docx"
    path.write_bytes(package.save())
    return path


def first(typed: Typed, address: str = "declaration") -> str:
    return str(typed("clauses", address, "--format", "json").json[0]["text"])


def test_struck_text_is_asked_about_and_left_out(typed: Typed, struck: Path) -> None:
    typed("init")
    ended = typed("import", struck.name, "--document", "declaration")
    assert "markup by hand? underlined: 1 passage, taken as new text; struck through: 1 passage, left out as deleted" in ended.err
    assert "in text struck by hand" in ended.err
    assert first(typed) == "States should report on what they did."


@pytest.mark.parametrize(
    ("said", "text"), [("confirm", "States should report"), ("ignore", "States shall should report"), ("deleted=underline", "States shall  report")]
)
def test_a_ruling_decides_what_is_text(typed: Typed, struck: Path, said: str, text: str) -> None:
    typed("init")
    ended = typed("import", struck.name, "--document", "declaration", "--markup", said)
    assert "markup by hand?" not in ended.err
    assert first(typed).startswith(text)
    assert str(typed("parse", struck.name, "--markup", said, "--format", "json").json[0]["text"]).startswith(text)


def test_a_ruling_can_be_made_later_and_survives_a_new_reading(typed: Typed, struck: Path) -> None:
    typed("init")
    typed("import", struck.name, "--document", "declaration")
    assert typed("reread", "declaration@latest", "--markup", "ignore").code == 0
    assert first(typed).startswith("States shall should report")
    Path("more.toml").write_text('[[block]]\nat = "2"\nquote = "They share"\nnumber = "7."\n', encoding="utf-8")
    assert typed("reread", "declaration@latest", "--corrections", "more.toml").code == 0
    assert first(typed).startswith("States shall should report")


def test_a_ruling_that_says_nothing_is_refused(typed: Typed, struck: Path) -> None:
    typed("init")
    ended = typed("import", struck.name, "--document", "declaration", "--markup", "yes")
    assert (ended.code, ended.out) == (2, "")
    assert "says nothing of markup by hand" in ended.err


def test_confirmed_changes_by_hand_count_as_marked_and_what_is_neither_is_told(typed: Typed, struck: Path, desk: Path) -> None:
    (desk / "zero.docx").write_bytes(markdown_to_word("1. States shall report on what they did.\n\n2. They share what they know.\n", None))
    typed("init")
    typed("import", "zero.docx", "--document", "declaration", "--label", "Zero draft")
    asked = typed("import", struck.name, "--document", "declaration", "--label", "Rev.1", "--dry-run")
    assert asked.err.splitlines()[0] == "no tracked changes in this file"
    told = typed("import", struck.name, "--document", "declaration", "--label", "Rev.1", "--markup", "confirm", "--format", "json")
    assert told.err.splitlines()[0] == "the sender marked 1 change; 1 change is not marked (against declaration@zero-draft)"
    assert [c["old_numbers"] for c in told.json["unmarked"]] == [["2."]]
    assert [c["old_numbers"] for c in typed("compare", "declaration@zero-draft", "declaration@rev1", "--format", "json").json["unmarked"]] == [["2."]]


def test_a_comparison_of_files_asks_too_and_takes_the_answer(typed: Typed, struck: Path, desk: Path) -> None:
    (desk / "zero.docx").write_bytes(markdown_to_word("1. States shall report on what they did.\n\n2. They share what they learn.\n", None))
    asked = typed("compare", "zero.docx", struck.name, "--format", "json").json
    assert [w.partition("?")[0] for w in asked["warnings"]] == ["rev1.docx: markup by hand"]
    told = typed("compare", "zero.docx", struck.name, "--format", "json", "--markup", "confirm").json
    assert "warnings" not in told
    assert (told["marked"], told["unmarked"]) == (1, [])
    kept = typed("compare", "zero.docx", struck.name, "--format", "json", "--markup", "ignore").json
    assert ["insert", "should "] in kept["changes"][0]["redline"]


def test_an_answer_given_later_counts_though_the_text_reads_as_before(typed: Typed, struck: Path, desk: Path) -> None:
    (desk / "zero.docx").write_bytes(markdown_to_word("1. States shall report on what they did.\n\n2. They share what they know.\n", None))
    typed("init")
    typed("import", "zero.docx", "--document", "declaration", "--label", "Zero draft")
    typed("import", struck.name, "--document", "declaration", "--label", "Rev.1")
    told = typed("reread", "declaration@rev1", "--markup", "confirm")
    assert (told.code, "the sender marked 1 change; 1 change is not marked (against declaration@zero-draft)" in told.err) == (0, True)
    assert [c["old_numbers"] for c in typed("compare", "declaration@zero-draft", "declaration@rev1", "--format", "json").json["unmarked"]] == [["2."]]
    assert typed("reread", "declaration@rev1", "--markup", "confirm").code == 2, "nothing new was said"


def test_the_views_of_a_file_take_the_answer(typed: Typed, struck: Path) -> None:
    marked = typed("parse", struck.name, "--view", "marked", "--markup", "confirm", "--format", "json")
    assert [(m["pieces"][0]["text"], m["pieces"][0]["changes"][0]["how"]) for m in marked.json] == [("shall", "deleted"), ("should", "inserted")]
    assert "1 change, those made by hand among them" in marked.err
    before = typed("parse", struck.name, "--view", "rejected", "--markup", "confirm", "--format", "json").json
    assert str(before[0]["text"]).startswith("States shall")
    assert "report" in str(before[0]["text"]) and "should" not in str(before[0]["text"])
    assert typed("parse", struck.name, "--view", "marked", "--format", "json").json == []


def test_a_look_that_nothing_has_is_told(typed: Typed, struck: Path) -> None:
    ended = typed("parse", struck.name, "--markup", "inserted=purple,deleted=strike")
    assert "nothing is purple; there is text that is struck through, underlined" in ended.err
    assert "nothing is struck" not in ended.err
