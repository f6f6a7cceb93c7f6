"""How far a paragraph is: shown with its source, recorded by a key, taken back by another; nothing is read from brackets that are gone."""

from __future__ import annotations

from harness import SMALL, Stage, same_as_kept, stage
from table import TableDesk
from textual.widgets import Input

from negotiator.model.report import plain
from negotiator.services.clause_status import ClauseStatus, Status, listed
from negotiator.store.store import Store
from negotiator.tui.dialogs.error import ErrorDialog
from negotiator.tui.dialogs.status import StatusDialog
from negotiator.tui.views import Recorded
from negotiator.tui.widgets.lines import LineList
from negotiator.tui.widgets.text_pane import TextPane
from negotiator.tui.workspace_desk import WorkspaceDesk


def said(on_stage: Stage) -> str:
    return " ".join(on_stage.app.query_one("#text", TextPane).text.split())


def paragraphs(on_stage: Stage) -> LineList:
    return on_stage.app.query_one("#paragraphs", LineList)


async def test_a_status_is_recorded_with_its_source_and_stands_beside_the_paragraph() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("2", "s")
        assert isinstance(on_stage.app.screen, StatusDialog)
        assert on_stage.app.screen.query_one(LineList).texts()[0].startswith("  open")
        assert "reopened" not in on_stage.screen()
        await on_stage.press("down", "enter")
        await on_stage.write("plenary, the Chair")
        await on_stage.press("enter")
        assert desk.log == [("status", "declaration", "rev2", "2", "agreed ad ref", "plenary, the Chair", 0)]
        assert "Status ◇ agreed ad ref plenary, the Chair" in said(on_stage)
        assert plain(paragraphs(on_stage).current.tail).startswith("◇")
        await on_stage.press("s")
        assert "reopened" in on_stage.screen()


async def test_nothing_is_recorded_without_a_source() -> None:
    desk = TableDesk()
    async with stage(desk, size=SMALL) as on_stage:
        await on_stage.press("2", "s", "down", "enter", "enter")
        assert "a status needs its source" in on_stage.screen()
        await on_stage.press("escape")
        assert desk.log == []


async def test_what_was_agreed_and_is_worded_otherwise_wants_a_second_look_here_and_at_home() -> None:
    desk = TableDesk()
    desk.recorded["declaration"] = {"2": Recorded(ClauseStatus(Status.AGREED, "rev1", "the Chair", "anna", None, 1, "x"), stale=True)}
    async with stage(desk) as on_stage:
        todo = on_stage.app.query_one("#todo", LineList)
        line = next(row for row, text in zip(todo.rows, todo.texts(), strict=True) if "agreed, and reworded since" in text)
        todo.go_to(line.key)
        await on_stage.press("enter")
        assert on_stage.app.room_shown == "document"
        assert "◆ agreed the Chair anna, on rev1 ! worded otherwise since" in said(on_stage)
        await on_stage.press("f")
        assert {"agreed", "reworded since agreed"} <= set(on_stage.app.screen.query_one(LineList).texts())


async def test_what_was_split_out_of_an_agreed_paragraph_is_open_and_says_so() -> None:
    desk = TableDesk()
    desk.recorded["declaration"] = {"2": Recorded(ClauseStatus(Status.OPEN, came="agreed in rev1 (the Chair)"))}
    async with stage(desk) as on_stage:
        assert "split or merged out of what was agreed in rev1" in on_stage.screen()
        await on_stage.press("2")
        assert "Status open ! split or merged out of what was agreed in rev1 (the Chair)" in said(on_stage)
        assert plain(paragraphs(on_stage).current.tail).startswith("◇")


async def test_a_dropped_paragraph_has_no_status() -> None:
    async with stage() as on_stage:
        await on_stage.press("2", "end", "up", "s")
        assert "has no status here" in on_stage.screen()


async def test_someone_who_was_faster_is_not_overruled() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("2", "s", "down", "enter", "x")
        desk.stale = True
        await on_stage.press("enter")
        assert isinstance(on_stage.app.screen, ErrorDialog)


async def test_a_status_is_kept_in_the_store_and_taken_back_and_recorded_again(store: Store) -> None:
    def kept(clause: str) -> ClauseStatus:
        with store.snapshot() as view:
            return next(one for found, one, _ in listed(view, "declaration@rev2") if found.id == clause)

    async with stage(WorkspaceDesk(store, "anna")) as on_stage:
        await on_stage.press("colon")
        await on_stage.write("declaration:3")
        await on_stage.press("enter")
        for _ in range(2):
            await on_stage.press("s", "down", "enter")
            on_stage.app.screen.query_one(Input).value = "contact group"
            await on_stage.press("enter")
            assert (kept("3").status, kept("3").source, kept("3").by) == (Status.AGREED_AD_REF, "contact group", "anna")
            await on_stage.press("u")
            assert "taken back" in on_stage.screen()
            assert (kept("3").status, kept("3").source) == (Status.OPEN, "")
        assert "Status" not in said(on_stage)


async def test_lit_brackets_say_what_would_be_lost_with_their_words() -> None:
    async with stage() as on_stage:
        await on_stage.press("2", "n", "right_square_bracket", "right_square_bracket")
        assert "‼ if these words go, II.2.10 is lost (3)" in said(on_stage)
        assert said(on_stage).count("is lost") == 1


async def test_a_reading_with_brackets_removed_counts_what_is_lost() -> None:
    async with stage() as on_stage:
        await on_stage.press("2", "n", "r", "down", "down", "enter")
        assert "1 of our points lost" in on_stage.screen()
        assert "‼ if these words go, II.2.10 is lost (3)" in said(on_stage)


async def test_a_point_that_stands_in_brackets_only_says_in_which_and_is_counted_apart() -> None:
    async with stage() as on_stage:
        await on_stage.press("3", "down", "down", "down")
        shown = " ".join(on_stage.app.query_one("#point", TextPane).text.split())
        assert "● reflected [ ] in brackets only" in shown
        assert "by 2025 at the latest EU, Arlen hold" in shown
        assert "‼ if these words go, II.2.10 is lost (3)" in shown
        assert "[ ] 1 in brackets only" in on_stage.screen()


async def test_what_brackets_hold_on_the_screen_is_what_the_command_says(store: Store) -> None:
    from negotiator.model.point import CoverageRow
    from negotiator.services.bracket_stakes import stakes, stakes_of_choice
    from negotiator.services.brackets import all_removed, brackets_in

    desk = WorkspaceDesk(store, "anna")
    with store.snapshot() as view:
        revision = view.revision("declaration", "rev1")
        text = brackets_in(view, revision)
        found = stakes(view, revision, text)
        assert found.together == stakes_of_choice(view, revision, text, all_removed)
    assert found.each
    assert desk.stakes("declaration", "rev1") == found
    lost = {effect.point for effects in found.each.values() for effect in effects if effect.effect.value == "lost"}
    assert lost <= {effect.point for effect in found.together}
    bracketed: list[CoverageRow] = [row for row in desk.coverage() if row.bracketed]
    for row in bracketed:
        assert row.point.id in {effect.point for effect in desk.stakes(row.document, row.revision).together}


async def test_the_status_dialog_looks_as_it_did() -> None:
    for size in (SMALL, (120, 32)):
        async with stage(size=size) as on_stage:
            await on_stage.press("2", "s", "down")
            same_as_kept(f"status-{size[0]}x{size[1]}", on_stage.screen())
