"""A file block by block: what each block is, which part is which document, and that what a person says of it is what is stored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from harness import SMALL, Stage, same_as_kept, stage
from table import TableDesk
from textual.widgets import Input

from negotiator.errors import NegotiatorError
from negotiator.model.report import plain
from negotiator.services.files import read_content
from negotiator.services.splitting import propose
from negotiator.services.stretches import Stretch, begin_at, joined_above, named, plan_of, running, stretches_of
from negotiator.store.store import Store
from negotiator.tui.dialogs.blocks import BlocksDialog
from negotiator.tui.orders import ImportOrder
from negotiator.tui.widgets.lines import LineList
from negotiator.tui.widgets.text_pane import TextPane
from negotiator.tui.workspace_desk import WorkspaceDesk

FINAL = """Final Document

The Conference adopted the texts that follow.

Annex I

Political declaration

We, the States, meeting in Borea,

1. We clear all mined areas by the day that was set.

2. We assist victims wherever they live.

Annex II

Action Plan

Action #1: Survey every district with what is known of it.

Action #2: Set money aside for clearance each year.

Letter from Borea to the Conference

Borea thanks the States for their attention to the districts.
"""


def blocks(on_stage: Stage) -> LineList:
    return on_stage.app.screen.query_one("#blocks", LineList)


def captions(on_stage: Stage) -> list[str]:
    return [plain(row.spans).split("  ")[0].strip() for row in blocks(on_stage).rows if not row.selectable]


def go_to(on_stage: Stage, words: str) -> None:
    row = next(row for row in blocks(on_stage).rows if words in plain(row.spans) and row.selectable)
    assert blocks(on_stage).go_to(row.key)


async def opened(on_stage: Stage, file: Path) -> None:
    await on_stage.press("i")
    on_stage.app.screen.query_one("#path", Input).value = str(file)
    await on_stage.press("ctrl+b")
    assert isinstance(on_stage.app.screen, BlocksDialog)


@pytest.fixture
def final(tmp_path: Path) -> Path:
    file = tmp_path / "final.txt"
    file.write_text(FINAL, encoding="utf-8")
    return file


async def test_each_block_says_what_it_was_taken_for_and_why(final: Path) -> None:
    async with stage() as on_stage:
        await opened(on_stage, final)
        assert captions(on_stage)[0].startswith("left out: cover page")
        assert "declaration" in captions(on_stage)
        go_to(on_stage, "We assist victims")
        await on_stage.settle()
        screen = on_stage.screen()
        assert "line 13 · operative AnnexI.2" in screen
        assert "numbered 2.; its numbers restart" in screen
        assert "line 13" in screen


async def test_the_parts_are_put_right_and_stored_as_a_person_says(final: Path, tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "new.db"), create=True) as store:
        async with stage(WorkspaceDesk(store, "anna")) as on_stage:
            await opened(on_stage, final)
            go_to(on_stage, "Letter from Borea")
            await on_stage.press("b")
            await on_stage.press("end", "enter")
            on_stage.app.screen.query_one(Input).value = "a letter"
            await on_stage.press("enter")
            assert captions(on_stage)[-1] == "left out: a letter"
            go_to(on_stage, "Survey every district")
            await on_stage.press("d")
            on_stage.app.screen.query_one(LineList).go_to("+")
            await on_stage.press("enter")
            on_stage.app.screen.query_one(Input).value = "plan-of-action"
            await on_stage.press("enter")
            assert "plan-of-action" in captions(on_stage)
            await on_stage.press("ctrl+s")
            assert "2 texts in one file" in on_stage.screen()
            assert "left out: a letter, 16 words" in on_stage.screen()
            await on_stage.press("ctrl+s")
        with store.snapshot() as view:
            assert [document.slug for document in view.documents()] == ["declaration", "plan-of-action"]
            texts = [stored.clause.text for stored in view.clauses(view.revision("plan-of-action"))]
        assert not any("Borea thanks" in text for text in texts)


async def test_a_part_in_the_list_of_what_would_be_imported_opens_the_file_block_by_block(final: Path, tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "new.db"), create=True) as store:
        async with stage(WorkspaceDesk(store, "anna")) as on_stage:
            await on_stage.press("i")
            on_stage.app.screen.query_one("#path", Input).value = str(final)
            await on_stage.press("enter")
            on_stage.app.screen.query_one(LineList).focus()
            await on_stage.press("enter")
            assert isinstance(on_stage.app.screen, BlocksDialog)


async def test_parts_that_are_one_text_are_joined(final: Path, tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "new.db"), create=True) as store:
        async with stage(WorkspaceDesk(store, "anna")) as on_stage:
            await opened(on_stage, final)
            go_to(on_stage, "Survey every district")
            await on_stage.press("j", "j")
            assert [name for name in captions(on_stage) if not name.startswith("left out")] == ["declaration"]


async def test_a_document_in_two_parts_is_refused(final: Path) -> None:
    async with stage() as on_stage:
        await opened(on_stage, final)
        go_to(on_stage, "Letter from Borea")
        await on_stage.press("b")
        on_stage.app.screen.query_one(LineList).go_to("=declaration")
        await on_stage.press("enter", "ctrl+s")
        assert "declaration stands in two parts" in on_stage.screen()


async def test_what_a_block_is_said_to_be_is_seen_at_once_and_goes_into_the_store(tmp_path: Path) -> None:
    file = tmp_path / "declaration.txt"
    file.write_text(
        "Political declaration\n\n1. We clear all mined areas.\n\nThis is done by 2030.\n\nStamp of the office\n\n2. We assist.\n", encoding="utf-8"
    )
    with Store.open(str(tmp_path / "new.db"), create=True) as store:
        async with stage(WorkspaceDesk(store, "anna")) as on_stage:
            await opened(on_stage, file)
            assert captions(on_stage) == []
            go_to(on_stage, "This is done")
            await on_stage.press("c")
            go_to(on_stage, "Stamp of")
            await on_stage.press("x")
            assert "left out" in next(plain(row.spans) for row in blocks(on_stage).rows if "Stamp of" in plain(row.spans))
            await on_stage.press("h")
            assert "heading" in next(plain(row.spans) for row in blocks(on_stage).rows if "Stamp of" in plain(row.spans))
            await on_stage.press("r", "x", "ctrl+s")
            on_stage.app.screen.query_one("#document", Input).value = "declaration"
            await on_stage.press("ctrl+s", "ctrl+s")
        with store.snapshot() as view:
            clauses = [stored.clause for stored in view.clauses(view.revision("declaration"))]
    assert next(c.text for c in clauses if c.number == "1.").endswith("This is done by 2030.")
    assert not any("Stamp" in c.text for c in clauses)


async def test_what_cannot_be_said_of_a_block_is_taken_back(final: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    clauses = [{"id": name, "number": f"{name}.", "text": f"We clear area {name}."} for name in ("1", "2")]
    file.write_text(json.dumps({"title": "A", "clauses": clauses}), encoding="utf-8")
    async with stage() as on_stage:
        await opened(on_stage, file)
        await on_stage.press("end", "h")
        assert "says by itself what its clauses are" in on_stage.screen()
        await on_stage.press("enter")
        assert len(blocks(on_stage).rows) == 2


async def test_a_file_with_two_texts_of_one_document_says_so(final: Path, tmp_path: Path) -> None:
    file = tmp_path / "twice.txt"
    again = FINAL[FINAL.index("Annex I\n") : FINAL.index("Letter")].replace("Annex II", "Annex IV").replace("Annex I\n", "Annex III\n")
    file.write_text(FINAL.partition("Letter")[0] + again, encoding="utf-8")
    with Store.open(str(tmp_path / "new.db"), create=True) as store:
        preview = WorkspaceDesk(store, "anna").preview(ImportOrder(file))
    assert any("declaration seems to stand in it 2 times" in warning for warning in preview.warnings)


async def test_a_version_that_is_held_is_read_again_and_keeps_its_links(store: Store) -> None:
    def texts() -> list[str]:
        with store.snapshot() as view:
            return [stored.clause.text for stored in view.clauses(view.revision("declaration"))]

    before = texts()
    async with stage(WorkspaceDesk(store, "anna")) as on_stage:
        await on_stage.press("colon")
        await on_stage.write("declaration:1")
        await on_stage.press("enter", "R")
        assert isinstance(on_stage.app.screen, BlocksDialog)
        assert captions(on_stage) == []
        go_to(on_stage, "Mindful that the norm")
        await on_stage.press("b", "d", "x")
        assert captions(on_stage) == [], "a version that is held is one document"
        await on_stage.press("ctrl+s")
        assert "1 paragraph read otherwise now" in on_stage.screen()
        assert not any("Mindful that the norm" in text for text in texts())
        assert len(texts()) == len(before) - 1
        assert on_stage.app.query_one("#text", TextPane).text.startswith("Reaffirm")
        await on_stage.press("R", "ctrl+s")
        assert on_stage.app.room_shown == "document", "nothing said, nothing read again"


def test_stretches_are_cut_joined_and_named_and_no_block_is_lost() -> None:
    file = read_content("final.txt", FINAL.encode())
    stretches = stretches_of(file, propose(file))
    every = [index for one in stretches for index in one.blocks]
    assert every == list(running(file))
    held = next(one for one in stretches if one.document == "declaration")
    at = held.blocks[2]
    cut = begin_at(stretches, at)
    assert len(cut) == len(stretches) + 1
    assert [index for one in cut for index in one.blocks] == every
    assert begin_at(cut, at) == cut
    number = next(n for n, one in enumerate(cut) if one.blocks[0] == at)
    assert [one.blocks for one in joined_above(cut, number)] == [one.blocks for one in stretches]
    assert joined_above(cut, 0) == cut
    same = named(cut, number, "declaration")
    assert [one.blocks for one in same] == [one.blocks for one in stretches]
    plan = plan_of(file, named(cut, number, "", "annotations"))
    assert {left.reason for left in plan.left_out} >= {"annotations"}
    assert stretches_of(file, plan) == tuple(
        Stretch(one.blocks, one.document, one.reason, one.title, one.role, one.label, one.why) for one in named(cut, number, "", "annotations")
    )
    for wrong in ([Stretch(tuple(every), reason="all of it")], named(cut, len(cut) - 1, "declaration")):
        with pytest.raises(NegotiatorError):
            plan_of(file, wrong)


async def test_it_looks_as_it_did(final: Path) -> None:
    for size in (SMALL, (140, 40)):
        async with stage(TableDesk(), size=size) as on_stage:
            await opened(on_stage, final)
            go_to(on_stage, "We assist victims")
            await on_stage.settle()
            same_as_kept(f"blocks-{size[0]}x{size[1]}", on_stage.screen())
