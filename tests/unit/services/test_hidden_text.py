"""Hidden text of an issued file stands in no file that we build for anybody, and versions are compared without it."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from desk_of_texts import MINES, SURVEY, WATER, DeskOfTexts

from negotiator.model.audience import Audience
from negotiator.model.change import ChangeKind
from negotiator.services.documents import clauses_at
from negotiator.services.export import ExportWishes, Form, export
from negotiator.services.files import read_file
from negotiator.services.import_revision import ImportWishes, plan_import

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
SECRET = "Zephyrine may yield on the wells"


def word(path: Path, texts: list[str], hidden: str) -> Path:
    """A Word file whose first paragraph ends in hidden text, and whose last is hidden whole."""
    import docx

    path.parent.mkdir(exist_ok=True)
    file = docx.Document()
    for number, text in enumerate(texts, 1):
        paragraph = file.add_paragraph(f"{number}. {text}")
        if number == 1:
            paragraph.add_run(f" {hidden}").font.hidden = True
    file.add_paragraph().add_run(f"All of this: {hidden}").font.hidden = True
    file.save(str(path))
    return path


@pytest.fixture
def quiet(desk: DeskOfTexts) -> DeskOfTexts:
    """A declaration in two versions, each with hidden text of its own, and a point that speaks to the paragraph with it."""
    desk.bring_file("declaration", "Rev.1", word(desk.folder / "first.docx", [WATER, MINES], SECRET))
    desk.bring_file("declaration", "Rev.2", word(desk.folder / "second.docx", [WATER, MINES, SURVEY], f"{SECRET} and more"))
    desk.paper("Wells are protected.")
    desk.judge("P1", "reflected", "1")
    return desk


def test_clauses_and_their_comparison_are_free_of_it(quiet: DeskOfTexts) -> None:
    with quiet.store.snapshot() as view:
        for label in ("rev1", "rev2"):
            assert "Zephyrine" not in " ".join(c.clause.text for c in clauses_at(view, f"declaration@{label}")[1])
    changed = [c.kind for c in quiet.compare("declaration@rev1", "declaration@rev2").changes]
    assert changed == [ChangeKind.SAME, ChangeKind.SAME, ChangeKind.ADDED]


def test_an_import_says_how_much_is_hidden_and_where(desk: DeskOfTexts) -> None:
    file = read_file(str(word(desk.folder / "first.docx", [WATER, MINES], SECRET)))
    with desk.store.snapshot() as view:
        plan = plan_import(view, file, ImportWishes("declaration", label="Rev.1"))
    assert plan.warnings == ("15 words of hidden text, which Word does not show, are no part of the text (paragraph 1; paragraph 3)",)
    assert "15 in hidden text" in str(plan.balance)


def test_a_comparison_of_files_says_it_too(desk: DeskOfTexts) -> None:
    from negotiator.services.unmarked import questions

    file = read_file(str(word(desk.folder / "first.docx", [WATER, MINES], SECRET)))
    assert questions(file) == ("first.docx: 15 words of hidden text, which Word does not show, are no part of the text (paragraph 1; paragraph 3)",)


@pytest.mark.parametrize("audience", [Audience.GROUP, Audience.PARTNERS, Audience.ROOM])
@pytest.mark.parametrize(
    ("form", "target", "wishes"),
    [
        (Form.TABLE, "declaration", {}),
        (Form.TABLE, "declaration", {"markdown": True}),
        (Form.TABLE, "declaration@rev1", {}),
        (Form.POSITION, "declaration", {}),
        (Form.REPORT, "", {"bilingual": True}),
        (Form.REPORT, "", {"bilingual": True, "markdown": True}),
    ],
)
def test_no_file_that_is_built_from_paragraphs_shows_it(quiet: DeskOfTexts, form: Form, target: str, wishes: dict[str, object], audience: Audience) -> None:
    if audience is Audience.ROOM and form is Form.REPORT:
        pytest.skip("no report is open to the room")
    with quiet.store.snapshot() as view:
        done = export(view, ExportWishes(form, audience, target, **wishes), AT)  # type: ignore[arg-type]
    if done.name.endswith(".md"):
        parts = [done.content]
    else:
        with zipfile.ZipFile(io.BytesIO(done.content)) as package:
            parts = [package.read(part) for part in package.namelist()]
    assert not [part for part in parts if b"ephyrine" in part or b"yield" in part]
    assert audience is Audience.ROOM or any(b"wells" in part for part in parts)


@pytest.mark.parametrize("form", [Form.REDLINE, Form.ANNOTATED])
def test_the_issued_file_keeps_it_for_ourselves_and_loses_it_for_the_room(quiet: DeskOfTexts, form: Form) -> None:
    for audience in Audience:
        with quiet.store.snapshot() as view:
            done = export(view, ExportWishes(form, audience, "declaration"), AT)
        told = [warning for warning in done.warnings if "hidden text of the issued file go along" in warning]
        assert bool(told) is (audience in (Audience.GROUP, Audience.PARTNERS))
        with zipfile.ZipFile(io.BytesIO(done.content)) as package:
            text = package.read("word/document.xml")
        assert (b"Zephyrine" in text) is (audience is not Audience.ROOM)
