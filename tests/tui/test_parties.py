"""Who negotiates: the list, unknown names with the nearest known one, entering, naming, groups with their days; and from there to the brackets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from harness import SMALL, Stage, same_as_kept, stage
from table import TableDesk
from textual.widgets import Input

from negotiator.model.party import PartyStatus
from negotiator.services.parties import party_table
from negotiator.store.store import Store
from negotiator.tui.dialogs.error import ErrorDialog
from negotiator.tui.dialogs.parties import PartiesDialog
from negotiator.tui.widgets.lines import LineList
from negotiator.tui.widgets.option import Option
from negotiator.tui.widgets.text_pane import TextPane
from negotiator.tui.workspace_desk import WorkspaceDesk


def listing(on_stage: Stage) -> LineList:
    return on_stage.app.screen.query_one("#parties", LineList)


def told(on_stage: Stage) -> str:
    return " ".join(on_stage.app.screen.query_one("#party", TextPane).text.split())


async def test_names_that_nobody_entered_lead_the_list() -> None:
    async with stage() as on_stage:
        await on_stage.press("D")
        rows = listing(on_stage).texts()
        assert rows[0].split() == ["?", "Borea", "nobody", "entered", "it;", "Borean?"]
        assert "Arlen" in rows[1]
        assert "also Republic of Arlen; Lantern Group" in rows[1]


async def test_the_palette_opens_the_delegations() -> None:
    async with stage() as on_stage:
        await on_stage.press("ctrl+p")
        await on_stage.write("delegations: the names")
        await on_stage.press("enter")
        assert isinstance(on_stage.app.screen, PartiesDialog)


async def test_what_is_known_of_one_stands_below() -> None:
    async with stage() as on_stage:
        await on_stage.press("D", "down")
        assert "state party also called Republic of Arlen belongs to Lantern Group, since 2020-01-01" in told(on_stage)
        assert "holds 2" in told(on_stage)
        listing(on_stage).go_to("p:Lantern Group")
        await on_stage.settle()
        assert "members today Arlen" in told(on_stage)
        assert "no bracket of the newest texts names it" in told(on_stage)


async def test_an_unknown_name_is_given_to_the_nearest_one_to_another_or_to_itself() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("D", "enter")
        offered = on_stage.app.screen.query_one(LineList).texts()
        assert offered[:2] == ["another name of Borean", "a delegation of its own: Borea"]
        assert "another name of Arlen" in offered
        await on_stage.press("enter")
        assert desk.log[0] == ("call", "Borean", "Borea")
        assert not any(text.startswith("?") for text in listing(on_stage).texts())
        assert listing(on_stage).current.key == "p:Borean"


async def test_a_delegation_is_entered_with_status_and_names() -> None:
    desk = TableDesk()
    async with stage(desk, size=SMALL) as on_stage:
        await on_stage.press("D", "enter", "down", "enter")
        assert on_stage.app.screen.query_one("#name", Input).value == "Borea"
        on_stage.app.screen.query_one("#aliases", Input).value = "Kingdom of Borea; BOR"
        on_stage.app.screen.query_one("#status", Option).choose("state not party")
        await on_stage.press("ctrl+s")
        party = desk.log[0][1]
        assert (party.name, party.status, party.aliases, party.ours) == ("Borea", PartyStatus.STATE_NOT_PARTY, ("Kingdom of Borea", "BOR"), False)


async def test_a_delegation_without_a_name_is_refused() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("D", "a", "ctrl+s")
        assert isinstance(on_stage.app.screen, ErrorDialog)
        assert desk.log == []


async def test_a_membership_has_its_days_and_can_be_ended() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("D", "down", "m")
        assert on_stage.app.screen.query_one(LineList).texts() == ["another group", "Lantern Group, since 2020-01-01"]
        await on_stage.press("down", "enter")
        assert on_stage.app.screen.query_one("#since", Input).value == "2020-01-01"
        on_stage.app.screen.query_one("#until", Input).value = "soon"
        await on_stage.press("enter")
        assert "'soon' is no date" in on_stage.screen()
        await on_stage.press("enter")
        on_stage.app.screen.query_one("#until", Input).value = "2024-06-30"
        await on_stage.press("enter")
        assert desk.log[0] == ("join", "Arlen", "Lantern Group", date(2020, 1, 1), date(2024, 6, 30))


async def test_its_brackets_are_opened_alone() -> None:
    async with stage() as on_stage:
        await on_stage.press("D", "down", "g")
        assert on_stage.app.room_shown == "document"
        assert "Arlen's brackets" in on_stage.screen()
        assert [row.key for row in on_stage.app.query_one("#paragraphs", LineList).rows] == ["4", "5"]
        await on_stage.press("D")
        listing(on_stage).go_to("p:Lantern Group")
        await on_stage.press("g")
        assert "no bracket of the newest texts names it" in on_stage.screen()


async def test_an_empty_table_says_what_to_do() -> None:
    async with stage(TableDesk(empty=True)) as on_stage:
        on_stage.app.desk.texts["declaration", "rev2"] = ()
        on_stage.app.desk.texts["action-plan", "zero-draft"] = ()
        await on_stage.press("D")
        assert "a enters a delegation" in on_stage.screen()


async def test_what_is_entered_on_the_screen_stands_in_the_store_and_can_be_undone(store: Store, tmp_path: Path) -> None:
    async with stage(WorkspaceDesk(store, "anna")) as on_stage:
        await on_stage.press("D", "a")
        on_stage.app.screen.query_one("#name", Input).value = "Ostrava Isles"
        on_stage.app.screen.query_one("#aliases", Input).value = "OI"
        await on_stage.press("ctrl+s")
        with store.snapshot() as view:
            assert party_table(view).find("oi").name == "Ostrava Isles"
        await on_stage.press("a")
        on_stage.app.screen.query_one("#name", Input).value = "OI"
        await on_stage.press("ctrl+s")
        assert "'OI' is a name of Ostrava Isles already" in on_stage.screen() or "OI is a name of Ostrava Isles already" in on_stage.screen()
        await on_stage.press("enter", "u")
        with store.snapshot() as view:
            assert party_table(view).find("oi") is None
        out = tmp_path / "delegations.toml"
        await on_stage.press("a")
        on_stage.app.screen.query_one("#name", Input).value = "Ostrava Isles"
        await on_stage.press("ctrl+s", "w")
        on_stage.app.screen.query_one(Input).value = str(out)
        await on_stage.press("enter")
        assert "Ostrava Isles" in out.read_text(encoding="utf-8")
        await on_stage.press("u", "i")
        on_stage.app.screen.query_one(Input).value = str(out)
        await on_stage.press("enter")
        with store.snapshot() as view:
            assert party_table(view).find("Ostrava Isles") is not None


async def test_the_delegations_look_as_they_did() -> None:
    for size in (SMALL, (140, 40)):
        async with stage(size=size) as on_stage:
            await on_stage.press("D", "down")
            same_as_kept(f"delegations-{size[0]}x{size[1]}", on_stage.screen())


async def test_a_name_that_nobody_entered_waits_at_home_and_opens_its_brackets() -> None:
    async with stage() as on_stage:
        todo = on_stage.app.query_one("#todo", LineList)
        line = next(row for row, text in zip(todo.rows, todo.texts(), strict=True) if "no delegation that was entered" in text)
        assert "first: Borea, Borean?" in "".join(span.text for span in line.spans)
        todo.go_to(line.key)
        await on_stage.press("enter")
        assert on_stage.app.room_shown == "document"
        assert "Borea's brackets" in on_stage.screen()
    empty = TableDesk()
    empty.parties = []
    async with stage(empty) as on_stage:
        assert "no delegation that was entered" not in on_stage.screen(), "who enters none is not asked for any"
