"""What the sender of a Word file did not mark is told with its count, zero included, before anything else."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from console import Typed

from negotiator.formats.contract import schema
from negotiator.formats.word.build import markdown_to_word
from negotiator.formats.word.package import Package, W
from negotiator.formats.word.redline import redline
from negotiator.services.demo import WORKSPACE

SAMPLE = Path(__file__).parents[2] / "drafts/siem-reap-angkor"
ZERO = tuple(
    f"Paragraph {name} asks the parties to report on {what} every year and to share what they learn."
    for name, what in (("one", "stockpiles"), ("two", "clearance"), ("three", "victim assistance"), ("four", "funding"), ("five", "risk education"))
)
AT = datetime(2026, 3, 1, 9, tzinfo=UTC)


def word(*paragraphs: str) -> bytes:
    return markdown_to_word("".join(f"{n}. {text}\n\n" for n, text in enumerate(paragraphs, 1)), None)


def changed(at: int, old: str, new: str, text: tuple[str, ...] = ZERO) -> tuple[str, ...]:
    assert old in text[at]
    return tuple(paragraph.replace(old, new) if n == at else paragraph for n, paragraph in enumerate(text))


def marked(old: tuple[str, ...], new: tuple[str, ...]) -> bytes:
    return redline(word(*old), word(*new), author="Delegation of Arlen", at=AT)


@pytest.fixture
def own(typed: Typed, desk: Path) -> Path:
    """A workspace with one declaration that came as a Word file without changes."""
    (desk / "zero.docx").write_bytes(word(*ZERO))
    typed("init")
    first = typed("import", "zero.docx", "--document", "declaration", "--label", "Zero draft")
    assert first.err.splitlines()[0] == "no tracked changes in this file"
    return desk


def brought(typed: Typed, content: bytes, *options: str, name: str = "new.docx", label: str = "Rev.1") -> dict[str, object]:
    Path(name).write_bytes(content)
    ended = typed("import", name, "--document", "declaration", "--label", label, "--format", "json", *options)
    assert ended.code == 0, ended.err
    jsonschema.validate(ended.json, schema("import"))
    return {**ended.json, "said": ended.err.splitlines()[0]}


def test_the_sample_has_three_edits_that_nobody_marked(typed: Typed, workspace: Path) -> None:
    truth = tomllib.loads((SAMPLE / "truth.toml").read_text(encoding="utf-8"))["change"]
    expected = [c["old"] for c in truth if c.get("unmarked")]
    assert len(expected) == 3
    found = typed("compare", "declaration@rev1", "declaration@rev2", "--format", "json").json
    jsonschema.validate(found, schema("compare"))
    assert [c["old"] for c in found["unmarked"]] == expected
    assert found["unmarked_against"] == "declaration@rev1"
    files = typed("compare", str(SAMPLE / "declaration-rev1.docx"), str(SAMPLE / "declaration-rev2.docx"), "--format", "json").json
    assert [c["old"] for c in files["unmarked"]] == expected
    assert files["marked"] == found["marked"] > 20
    shown = typed("compare", "declaration@rev1", "declaration@rev2").out
    assert shown.splitlines()[3].startswith(f"the sender marked {found['marked']} changes; 3 changes are not marked")


def test_the_sample_is_told_of_it_when_it_comes(typed: Typed, desk: Path) -> None:
    typed("init")
    for label in ("Zero draft", "Rev.1"):
        name = f"declaration-{label.lower().replace(' ', '-').replace('.', '')}.docx"
        assert typed("import", str(SAMPLE / name), "--document", "declaration", "--label", label).code == 0
    ended = typed("import", str(SAMPLE / "declaration-rev2.docx"), "--document", "declaration")
    assert ended.err.splitlines()[0].endswith("3 changes are not marked (against declaration@rev1)")
    assert ended.out.count("  edited\n") == 3
    assert "will {+strive to +}implement" in ended.out
    assert (desk / WORKSPACE).exists()


def test_an_honest_sender_gets_a_zero(typed: Typed, own: Path) -> None:
    found = brought(typed, marked(ZERO, changed(1, "every year", "every second year")))
    assert (found["marked"], found["unmarked"]) == (1, [])
    assert found["said"] == "the sender marked 1 change; 0 changes are not marked (against declaration@zero-draft)"


def test_an_edit_a_new_and_a_lost_paragraph_without_marks_are_found(typed: Typed, own: Path) -> None:
    told = changed(1, "every year", "every second year")
    silent = (*changed(3, "asks", "invites")[:4], "A paragraph on museums was slipped in here by somebody who likes them.")
    found = brought(typed, marked(silent, (silent[0], told[1], *silent[2:])))
    unmarked = found["unmarked"]
    assert isinstance(unmarked, list)
    assert [(c["kind"], c["old_numbers"], c["new_numbers"]) for c in unmarked] == [("edited", ["4."], ["4."]), ("dropped", ["5."], []), ("added", [], ["5."])]
    assert ["delete", "asks"] in unmarked[0]["redline"]
    assert found["marked"] == 1


def test_typography_is_not_counted(typed: Typed, own: Path) -> None:
    typographic = changed(2, "victim assistance", "victim\u00a0assistance")
    found = brought(typed, marked(typographic, changed(0, "every year", "every month", typographic)))
    assert (found["marked"], found["unmarked"]) == (1, [])


def test_a_file_made_from_an_earlier_version_is_held_against_that_one(typed: Typed, own: Path) -> None:
    brought(typed, word(*changed(0, "stockpiles", "stocks and their destruction")), name="rev1.docx")
    found = brought(typed, marked(ZERO, changed(1, "every year", "every second year")), label="Rev.2")
    assert found["unmarked_against"] == "declaration@zero-draft"
    assert found["unmarked"] == []
    named = brought(typed, marked(ZERO, changed(2, "every year", "now")), "--based-on", "rev1", "--dry-run", name="x.docx", label="Rev.3")
    assert named["unmarked_against"] == "declaration@rev1"
    assert len(named["unmarked"]) == 1  # type: ignore[arg-type]


def test_changes_that_stand_on_changes_are_held_against_what_stood_before_both(typed: Typed, own: Path) -> None:
    first = marked(ZERO, changed(1, "every year", "every second year"))
    brought(typed, first, name="rev1.docx")
    second = redline(first, word(*changed(0, "stockpiles", "stocks", changed(1, "every year", "every second year"))), author="Borea", at=AT)
    found = brought(typed, second, label="Rev.2")
    assert (found["marked"], found["unmarked"]) == (2, [])
    (own / "first.docx").write_bytes(first)
    files = typed("compare", "first.docx", "new.docx", "--format", "json").json
    assert (files["unmarked"], files["unmarked_against"]) == ([], "first.docx with its changes rejected")


def test_without_tracked_changes_it_says_so_and_checks_nothing(typed: Typed, own: Path) -> None:
    found = brought(typed, word(*changed(0, "stockpiles", "stocks")))
    assert (found["tracked"], found["marked"], found["unmarked"]) == (False, 0, [])
    assert found["said"] == "no tracked changes in this file"


def test_a_first_text_with_changes_has_nothing_to_be_held_against(typed: Typed, desk: Path) -> None:
    typed("init")
    found = brought(typed, marked(ZERO, changed(0, "stockpiles", "stocks")))
    assert found["said"] == "the sender marked 1 change; no earlier version is here to hold the rest against"


def test_marks_of_form_alone_are_no_changes_of_words(typed: Typed, own: Path) -> None:
    package = Package.open((own / "zero.docx").read_bytes(), "zero.docx")
    root = package.xml(package.main)
    for properties in list(root.iter(f"{W}pPr"))[:1]:
        properties.append(properties.makeelement(f"{W}pPrChange", {f"{W}id": "900", f"{W}author": "Borea"}))
    package.put(package.main, root)
    found = brought(typed, package.save())
    assert (found["marked"], found["unmarked"]) == (0, [])
    assert str(found["said"]).startswith("the sender marked no change of words; 0 changes are not marked")


def test_plain_text_is_not_asked(typed: Typed, own: Path) -> None:
    (own / "rev1.txt").write_text("".join(f"{n}. {text}\n\n" for n, text in enumerate(ZERO, 1)), encoding="utf-8")
    assert "tracked" not in typed("compare", "zero.docx", "rev1.txt", "--format", "json").json


PLAN = ("Measure every road daily.", "Warn travellers in all languages of the region.", "Close a road at once when its ice is too thin for a sledge.")


def both(declaration: tuple[str, ...], plan: tuple[str, ...]) -> bytes:
    """A final document with the declaration and the action plan as its annexes."""
    said = "".join(f"{n}. {text}\n\n" for n, text in enumerate(declaration, 1))
    asked = "".join(f"Action #{n}: {text}\n\n" for n, text in enumerate(plan, 1))
    return markdown_to_word(f"# Final document\n\n# Annex I\n\n# Political declaration\n\n{said}# Annex II\n\n# Action plan\n\n{asked}", None)


def test_of_a_part_of_a_file_only_its_own_changes_are_looked_at(typed: Typed, desk: Path) -> None:
    typed("init")
    silent = changed(1, "every year", "every second year")
    new = changed(3, "share", "publish", silent)
    Path("first.docx").write_bytes(both(ZERO, PLAN))
    Path("final.docx").write_bytes(redline(both(silent, PLAN), both(new, changed(0, "daily", "twice a day", PLAN)), author="Secretariat", at=AT))
    for file, label in (("first.docx", "Rev.1"), ("final.docx", "Final")):
        Path("plan.toml").write_text(typed("import", file, "--split", "propose").out, encoding="utf-8")
        tried = typed("import", file, "--split", "plan.toml", "--label", label, "--dry-run", "--format", "json").json
        jsonschema.validate(tried, schema("split"))
        assert [part["marked"] for part in tried["parts"]] == ([0, 0] if file == "first.docx" else [1, 1])
        ended = typed("import", file, "--split", "plan.toml", "--label", label)
        assert ended.code == 0, ended.err
    assert ended.err.splitlines()[:2] == [
        "declaration: the sender marked 1 change; 1 change is not marked (against declaration@rev1)",
        "action-plan: the sender marked 1 change; 0 changes are not marked (against action-plan@rev1)",
    ]
    assert "second" in ended.out
    told = typed("compare", "declaration@rev1", "declaration@final", "--format", "json").json
    assert (told["marked"], len(told["unmarked"])) == (1, 1)
    told = typed("compare", "action-plan@rev1", "action-plan@final", "--format", "json").json
    assert (told["marked"], told["unmarked"]) == (1, [])


def test_a_corrected_reading_makes_no_change_that_the_sender_did_not_mark(typed: Typed, own: Path) -> None:
    Path("new.docx").write_bytes(marked(ZERO, changed(0, "every year", "twice a year")))
    told = typed("parse", "new.docx", "--explain").out
    at = next(line.split("  ")[0].strip() for line in told.splitlines() if "Paragraph three" in line)
    Path("fix.toml").write_text(f'[[block]]\nat = "{at}"\nquote = "Paragraph three"\nis = "continuation"\n', encoding="utf-8")
    Path("zero.toml").write_text(f'[[block]]\nat = "{at}"\nquote = "Paragraph three"\nis = "continuation"\n', encoding="utf-8")
    assert typed("reread", "declaration@zero-draft", "--corrections", "zero.toml").code == 0
    ended = typed("import", "new.docx", "--document", "declaration", "--label", "Rev.1", "--corrections", "fix.toml")
    assert ended.err.splitlines()[0] == "the sender marked 1 change; 0 changes are not marked (against declaration@zero-draft)"
