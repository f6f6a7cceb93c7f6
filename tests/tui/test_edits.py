"""Files that came back, and files that are to be sent on: who did what on which paragraph, and what a file carries besides its text."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from harness import SMALL, Stage, same_as_kept, stage
from table import TableDesk
from textual.widgets import Input

from negotiator.errors import NegotiatorError
from negotiator.formats.contract import schema
from negotiator.formats.word.carry import Carry
from negotiator.store.store import Store
from negotiator.tui.dialogs.edits import EditsDialog
from negotiator.tui.dialogs.error import ErrorDialog
from negotiator.tui.dialogs.inspecting import TOLD
from negotiator.tui.dialogs.paths import files_meant
from negotiator.tui.widgets.lines import LineList
from negotiator.tui.widgets.option import Option
from negotiator.tui.widgets.text_pane import TextPane
from negotiator.tui.workspace_desk import WorkspaceDesk


def told(on_stage: Stage, name: str) -> str:
    return " ".join(on_stage.app.screen.query_one(name, TextPane).text.split())


def listing(on_stage: Stage) -> LineList:
    return on_stage.app.screen.query_one(LineList)


async def read(on_stage: Stage, path: str) -> None:
    on_stage.app.screen.query_one("#path", Input).focus()
    on_stage.app.screen.query_one("#path", Input).value = path
    await on_stage.press("enter")


async def test_a_file_that_came_back_tells_who_did_what_and_leads_to_the_paragraph() -> None:
    async with stage() as on_stage:
        await on_stage.press("2", "E")
        assert on_stage.app.screen.query_one("#of", Option).value == "declaration@rev2"
        await read(on_stage, "arlen.docx")
        assert told(on_stage, "#told").startswith("arlen.docx: 3 edits of 2 authors, 1 of them not marked")
        assert "the changes of Presidency lead to this version" in told(on_stage, "#told")
        rows = [text.split() for text in listing(on_stage).texts()]
        assert rows[0][:4] == ["paragraph", "2", "Arlen", "changed"]
        assert rows[1][:4] == ["paragraph", "3", "Borea", "comment"]
        assert rows[2][:5] == ["paragraph", "5", "not", "marked", "deleted"]
        assert "Arlen, 26 Nov 2024 23:14 arlen.docx" in told(on_stage, "#edit")
        await on_stage.press("down")
        assert "“by 2025”: too early [for us]" in told(on_stage, "#edit")
        await on_stage.press("enter")
        assert on_stage.app.room_shown == "document"
        assert on_stage.app.query_one("#paragraphs", LineList).current.key == "4"


async def test_several_files_are_one_table_by_paragraph(tmp_path: Path) -> None:
    for name in ("b.docx", "a.docx", "~$a.docx", "notes.txt"):
        (tmp_path / name).write_bytes(b"")
    assert [file.name for file in files_meant(str(tmp_path))] == ["a.docx", "b.docx"]
    assert [file.name for file in files_meant(f"{tmp_path}/b*.docx")] == ["b.docx"]
    async with stage(size=SMALL) as on_stage:
        await on_stage.press("E")
        await read(on_stage, str(tmp_path))
        assert len(listing(on_stage).rows) == 6
        assert [row.tail[0].text for row in listing(on_stage).rows[:2]] == ["a.docx", "b.docx"]
        await on_stage.press("slash")
        await on_stage.write("borea")
        assert len(listing(on_stage).texts()) == 2


async def test_what_cannot_be_read_back_is_said(tmp_path: Path) -> None:
    for wrong in ("", str(tmp_path), f"{tmp_path}/*.docx"):
        with pytest.raises(NegotiatorError):
            files_meant(wrong)
    async with stage() as on_stage:
        await on_stage.press("E")
        await read(on_stage, "lost.docx")
        assert isinstance(on_stage.app.screen, ErrorDialog)
        await on_stage.press("enter")
        assert isinstance(on_stage.app.screen, EditsDialog)
        await read(on_stage, "")
        assert "no file is named" in on_stage.screen()
    async with stage(TableDesk(empty=True)) as on_stage:
        await on_stage.press("E")
        await read(on_stage, "arlen.docx")
        assert "there is no text that could have been sent out" in on_stage.screen()


async def test_a_copy_of_the_sample_that_a_colleague_changed_is_read_back(store: Store, sample_folder: Path, tmp_path: Path) -> None:
    from docx import Document

    copy = tmp_path / "back.docx"
    shutil.copy(sample_folder / "review-rev2.docx", copy)
    file = Document(str(copy))
    changed = next(p for p in file.paragraphs if "States Parties" in p.text and len(p.runs) == 1)
    changed.runs[0].text += " This was added by hand."
    file.save(str(copy))
    async with stage(WorkspaceDesk(store, "anna")) as on_stage:
        await on_stage.press("2", "E")
        await read(on_stage, str(copy))
        assert "1 of them not marked" in told(on_stage, "#told")
        assert "This was added by hand." in told(on_stage, "#edit")
        await on_stage.press("enter")
        assert on_stage.app.room_shown == "document"
        assert changed.text.removesuffix(" This was added by hand.")[:40] in " ".join(on_stage.app.query_one("#text", TextPane).text.split())


async def test_what_was_read_back_is_written_for_spreadsheets(store: Store, tmp_path: Path) -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("2", "E")
        await read(on_stage, "arlen.docx")
        await on_stage.press("w")
        on_stage.app.screen.query_one(Input).value = "out.xlsx"
        await on_stage.press("enter")
        assert desk.log == [("write", ("Arlen", "Borea", ""), "declaration", "rev2", Path("out.xlsx"))]
        assert "out.xlsx: 3 edits" in on_stage.screen()
    real, edits = WorkspaceDesk(store, "anna"), TableDesk().edits([Path("arlen.docx")], "", "")[0].edits
    real.write_edits(edits, "declaration", "rev2", tmp_path / "out.xlsx")
    assert (tmp_path / "out.xlsx").read_bytes().startswith(b"PK")
    for wrong in (tmp_path / "out.xlsx", tmp_path / "out.docx"):
        with pytest.raises(NegotiatorError):
            real.write_edits(edits, "declaration", "rev2", wrong)


def test_every_kind_of_thing_has_words_of_its_own() -> None:
    assert set(TOLD) == {kind.value for kind in Carry}
    assert set(schema("inspect")["items"]["properties"]["kind"]["enum"]) == set(TOLD)


async def test_what_a_file_carries_is_listed_under_its_kind() -> None:
    async with stage() as on_stage:
        await on_stage.press("2", "I")
        await read(on_stage, "out.docx")
        assert "out.docx carries 5 things of 5 kinds besides its text" in told(on_stage, "#told")
        rows = [text.strip() for text in listing(on_stage).texts()]
        assert rows[:2] == ["names of people", "A. Clerk  12 times"]
        assert "A. Clerk: [ask Arlen]" in rows
        await read(on_stage, "clean.docx")
        assert "clean.docx carries nothing but its text" in told(on_stage, "#told")
        await read(on_stage, "")
        assert "declaration.docx carries" in told(on_stage, "#told")


async def test_the_issued_file_of_the_sample_says_whose_changes_it_carries(store: Store) -> None:
    async with stage(WorkspaceDesk(store, "anna")) as on_stage:
        await on_stage.press("I")
        await read(on_stage, "")
        assert isinstance(on_stage.app.screen, ErrorDialog)
        await on_stage.press("enter", "escape", "colon")
        await on_stage.write("declaration")
        await on_stage.press("enter", "I")
        await read(on_stage, "")
        assert any("insertion by Presidency" in text for text in listing(on_stage).texts())


async def test_they_look_as_they_did() -> None:
    for size in (SMALL, (120, 32)):
        async with stage(size=size) as on_stage:
            await on_stage.press("2", "E")
            await read(on_stage, "arlen.docx")
            same_as_kept(f"edits-{size[0]}x{size[1]}", on_stage.screen())
            await on_stage.press("escape", "I")
            await read(on_stage, "out.docx")
            same_as_kept(f"inspect-{size[0]}x{size[1]}", on_stage.screen())
