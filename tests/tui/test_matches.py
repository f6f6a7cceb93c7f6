"""Which paragraph became which: what the dialog shows, and what a person's word records."""

from __future__ import annotations

from harness import SMALL, Stage, same_as_kept, stage
from table import TableDesk
from textual.widgets import Input

from negotiator.services.rulings import uncertain
from negotiator.store.store import Store
from negotiator.tui.dialogs.error import ErrorDialog
from negotiator.tui.dialogs.matching import MatchesDialog
from negotiator.tui.dialogs.picking import PickDialog
from negotiator.tui.widgets.lines import LineList
from negotiator.tui.widgets.text_pane import TextPane
from negotiator.tui.workspace_desk import WorkspaceDesk


def listed(on_stage: Stage) -> LineList:
    return on_stage.app.screen.query_one("#matches", LineList)


async def test_what_is_uncertain_comes_first_then_what_just_missed() -> None:
    async with stage() as on_stage:
        await on_stage.press("2", "home", "l")
        assert isinstance(on_stage.app.screen, MatchesDialog)
        await on_stage.press("a")
        assert [" ".join(text.split()[:4]) for text in listed(on_stage).texts()] == ["?~ 5 → 4", "≈ 4 → 5"]
        screen = on_stage.screen()
        assert "72% sure, shares “improvised explosive devices”" in screen
        assert "are covered by" in " ".join(on_stage.app.screen.query_one("#old", TextPane).text.split())
        assert "may be considered to fall under" in " ".join(on_stage.app.screen.query_one("#new", TextPane).text.split())
        await on_stage.press("a")
        assert len(listed(on_stage).texts()) == 9


async def test_it_opens_on_the_paragraph_under_the_cursor() -> None:
    async with stage() as on_stage:
        await on_stage.press("2", "end", "l")
        assert "→ 5" in listed(on_stage).texts()[listed(on_stage).cursor]
        await on_stage.press("escape", "home", "n", "n", "n", "l")
        assert listed(on_stage).texts()[listed(on_stage).cursor].startswith("?~ 5 → 4")


async def test_a_match_is_confirmed() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("2", "n", "n", "l", "c")
        assert desk.log == [("rule", "declaration", "rev2", "confirm", (), ("4",), 0)]
        assert isinstance(on_stage.app.screen, MatchesDialog)
        assert "ruled" not in "".join(listed(on_stage).texts())
        assert any(text.startswith("✓~ 5 → 4") for text in listed(on_stage).texts())


async def test_what_is_not_the_same_is_parted_and_what_just_missed_is_matched() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("2", "n", "n", "l", "n", "home", "c")
        assert [entry[3:6] for entry in desk.log] == [("not-same", ("5",), ("4",)), ("same", ("4",), ("5",))]


async def test_other_paragraphs_are_chosen_so_that_a_match_is_mended_split_or_merged() -> None:
    desk = TableDesk()
    async with stage(desk, size=SMALL) as on_stage:
        await on_stage.press("2", "n", "n", "l", "r")
        assert isinstance(on_stage.app.screen, PickDialog)
        await on_stage.press("down", "space", "enter")
        assert "chosen, not recorded" in on_stage.screen()
        assert "Rev.2: 4 + 5" in on_stage.screen()
        assert desk.log == []
        await on_stage.press("c")
        assert desk.log[0][3:6] == ("same", ("5",), ("4", "5"))


async def test_the_paragraphs_to_choose_from_are_found_by_their_words() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("2", "n", "n", "l", "l", "slash")
        await on_stage.write("norm")
        await on_stage.press("enter", "space", "enter", "c")
        assert desk.log[0][3:6] == ("same", ("4", "5"), ("4",))


async def test_someone_who_was_faster_is_said_and_the_list_is_read_again() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("2", "n", "n", "l")
        desk.stale = True
        await on_stage.press("c")
        assert isinstance(on_stage.app.screen, ErrorDialog)
        assert "ruled on these paragraphs meanwhile" in on_stage.screen()
        await on_stage.press("enter")
        assert isinstance(on_stage.app.screen, MatchesDialog)


async def test_a_first_version_follows_from_nothing() -> None:
    async with stage() as on_stage:
        await on_stage.press("colon")
        on_stage.app.screen.query_one(Input).value = "action-plan"
        await on_stage.press("enter", "l", "c", "n")
        assert "it follows from nothing" in on_stage.screen()


async def test_a_ruling_binds_in_the_store_and_is_taken_back(store: Store) -> None:
    def held() -> dict[str, str]:
        with store.snapshot() as view:
            return {line.title: line.ruled_by for line in uncertain(view, "review@rev2", near=False).lines if line.ruled_by}

    async with stage(WorkspaceDesk(store, "anna")) as on_stage:
        await on_stage.press("2", "l", "c")
        assert list(held().values()) == ["anna"]
        assert any(text.startswith("✓") for text in listed(on_stage).texts())
        await on_stage.press("u")
        assert held() == {}


async def test_both_sides_stand_beside_each_other() -> None:
    for size in (SMALL, (140, 40)):
        async with stage(size=size) as on_stage:
            await on_stage.press("2", "n", "n", "l")
            same_as_kept(f"matches-{size[0]}x{size[1]}", on_stage.screen())
