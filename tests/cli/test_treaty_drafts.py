"""Two drafts of a treaty the whole way: read as text or as a Word file, then compared, as a delegation would on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from console import Typed
from docx import Document

CASES = Path(__file__).parents[1] / "unit" / "align" / "cases"
Row = list[str]


def rows(name: str) -> list[Row]:
    return [[part.strip() for part in line.split("|")] for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


def as_text(lines: list[Row], path: Path) -> None:
    """The title in capitals, numbers of headings on lines of their own, lettered paragraphs set in."""
    found = []
    for _, number, kind, *rest in lines:
        text = rest[-1].upper() if kind == "title" else rest[-1]
        found.append(f"{number}\n{text}" if kind == "heading" and number else f"    {number} {text}" if number.startswith("(") else f"{number} {text}".strip())
    path.write_text("\n\n".join(found) + "\n", encoding="utf-8")


def as_word(lines: list[Row], path: Path) -> None:
    """Typed by hand: numbers and tabs, no styles but the title's, headings over two paragraphs."""
    file = Document()
    for _, number, kind, *rest in lines:
        if kind == "title":
            file.add_paragraph(rest[-1], style="Title")
        elif kind == "heading" and number:
            file.add_paragraph().add_run(number).bold = True
            file.add_paragraph().add_run(rest[-1]).italic = True
        else:
            file.add_paragraph(f"{number}\t{rest[-1]}" if number else rest[-1])
    file.save(str(path))


@pytest.mark.parametrize(("form", "write"), [("txt", as_text), ("docx", as_word)])
@pytest.mark.parametrize(("name", "least"), [("seamounts-draft", 0.975), ("evidence-draft", 0.965), ("cork-later", 0.93), ("rivers-later", 0.9)])
def test_a_draft_with_restarting_numbers_is_read_and_followed(
    typed: Typed, desk: Path, form: str, write: Callable[[list[Row], Path], None], name: str, least: float
) -> None:
    sides = [rows(f"{name.partition('-')[0]}.old.txt"), rows(f"{name}.new.txt")]
    found = []
    for lines, file in zip(sides, (f"old.{form}", f"new.{form}"), strict=True):
        write(lines, desk / file)
        read = typed("parse", file, "--format", "json").json
        assert [clause["text"].lstrip("[").casefold() for clause in read] == [line[-1].lstrip("[").casefold() for line in lines]
        assert len({clause["path"] for clause in read}) == len(read)
        articles = [clause["path"] for clause in read if clause["number"].startswith("Article")]
        assert articles == [str(k) for k in range(1, len(articles) + 1)]
        found.append({clause["id"]: line[0] for clause, line in zip(read, lines, strict=True)})
    changes = typed("compare", f"old.{form}", f"new.{form}", "--format", "json").json["changes"]
    linked = {(found[0][i], found[1][j]) for change in changes for i in change["old"] for j in change["new"]}
    named = {(source, line[0]) for line in sides[1] for source in line[3].split()}
    true, optional = {pair for pair in named if pair[0][0] != "?"}, {(source[1:], new) for source, new in named if source[0] == "?"}
    assert 2 * len(linked & true) / (len(linked - optional) + len(true)) >= least
