"""A PDF serves wherever a document file does, and so does text that is pasted in."""

from __future__ import annotations

import json
from pathlib import Path

from console import Typed
from drawn_pdf import Sheet, pdf

OLD = "1. The Parties measure the ice on every road.\n\n2. They publish the results once a week.\n\n3. They meet in spring.\n"
NEW = ("1. The Parties measure the ice on every road.", "2. They publish the results every day.", "3. They meet in spring.")


def drawn() -> bytes:
    sheet = Sheet().say(380, 800, "ICE/CONF/2027/L.3/Rev.1", 8).say(290, 40, "1", 8)
    sheet.column(90, 700, 66, NEW)
    return pdf([sheet])


def test_a_pdf_is_parsed_imported_and_compared_with_a_text(typed: Typed, desk: Path) -> None:
    (desk / "ice.txt").write_text(OLD)
    (desk / "ice-rev1.pdf").write_bytes(drawn())
    parsed = typed("parse", "ice-rev1.pdf", "--format", "json")
    assert [clause["number"] for clause in json.loads(parsed.out)] == ["1.", "2.", "3."]
    assert parsed.err.count("tracked changes") == 1
    compared = json.loads(typed("compare", "ice.txt", "ice-rev1.pdf", "--format", "json").out)
    assert [change["kind"] for change in compared["changes"]] == ["same", "edited", "same"]
    assert typed("init").code == 0
    assert typed("import", "ice.txt", "--document", "ice", "--label", "Zero draft").code == 0
    imported = typed("import", "ice-rev1.pdf", "--document", "ice")
    assert imported.code == 0
    assert "ice@rev1" in imported.out
    shown = typed("show", "ice@rev1:2")
    assert "page 1, line 3" in shown.out
    assert "every day" in shown.out


def test_pasted_text_is_read_from_standard_input(typed: Typed, desk: Path) -> None:
    (desk / "ice.txt").write_text(OLD)
    assert [c["number"] for c in json.loads(typed("parse", "-", "--format", "json", stdin=OLD.encode()).out)] == ["1.", "2.", "3."]
    compared = json.loads(typed("compare", "-", "ice.txt", "--format", "json", stdin="\n\n".join(NEW).encode()).out)
    assert [change["kind"] for change in compared["changes"]] == ["same", "edited", "same"]
    assert typed("init").code == 0
    assert typed("import", "-", "--document", "ice", stdin=drawn()).code == 0
    assert len(json.loads(typed("clauses", "ice", "--format", "json").out)) == 3


def test_a_word_redline_of_a_pdf_says_what_can_be_written(typed: Typed, desk: Path, sample: Path) -> None:
    (desk / "ice-rev1.pdf").write_bytes(drawn())
    ended = typed("compare", str(sample / "declaration-rev1.docx"), "ice-rev1.pdf", "-o", "out.docx")
    assert ended.code == 2
    assert "ice-rev1.pdf is no Word file" in ended.err
    assert not (desk / "out.docx").exists()
