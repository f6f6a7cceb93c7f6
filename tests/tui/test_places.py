"""Every statement opens its place: in the text, in another version, in the issued file; and what a sender did not mark is said where it stands."""

from __future__ import annotations

from harness import SMALL, Stage, same_as_kept, stage
from table import TableDesk

from negotiator.model.report import plain
from negotiator.store.store import Store
from negotiator.tui.dialogs.source import SourceDialog
from negotiator.tui.widgets.lines import LineList
from negotiator.tui.widgets.text_pane import TextPane
from negotiator.tui.workspace_desk import WorkspaceDesk


def paragraphs(on_stage: Stage) -> LineList:
    return on_stage.app.query_one("#paragraphs", LineList)


def said(on_stage: Stage) -> str:
    return " ".join(on_stage.app.query_one("#text", TextPane).text.split())


def shown(on_stage: Stage) -> str:
    return " ".join(on_stage.app.screen.query_one(TextPane).text.split())


async def test_a_paragraph_opens_its_blocks_in_the_issued_file() -> None:
    async with stage() as on_stage:
        await on_stage.press("2", "S")
        assert isinstance(on_stage.app.screen, SourceDialog)
        assert "In the issued file declaration-rev2.docx" in on_stage.screen()
        assert "▸ paragraph 3 2. We welcome the work of the special envoys" in shown(on_stage)
        await on_stage.press("enter")
        await on_stage.press("end", "up", "S")
        assert "In the issued file declaration-rev1.docx" in on_stage.screen(), "a dropped paragraph stands in the version before"
        assert "We recognise the norm" in shown(on_stage)


async def test_a_candidate_opens_its_paragraph_and_its_file_and_a_point_its_place_in_our_paper() -> None:
    async with stage() as on_stage:
        await on_stage.press("3", "down", "down", "S")
        assert "▸ paragraph 6 4. We affirm that improvised" in shown(on_stage)
        await on_stage.press("escape", "o")
        assert on_stage.app.room_shown == "document"
        assert "Position of the European Union" in on_stage.screen()
        assert "paragraph II.2.9" in on_stage.screen()


async def test_another_version_is_read_at_the_same_paragraph() -> None:
    async with stage() as on_stage:
        await on_stage.press("2", "end", "up", "up", "V")
        assert paragraphs(on_stage).current.key == "5"
        on_stage.app.screen.query_one(LineList).go_to("rev1")
        await on_stage.press("enter")
        assert "Rev.1 against Zero draft" in on_stage.screen()
        assert "We affirm that improvised explosive devices" in said(on_stage)


async def test_of_several_points_on_a_paragraph_one_is_chosen() -> None:
    desk = TableDesk()
    from dataclasses import replace

    desk.rows[0] = replace(desk.rows[0], clauses=("2",))
    async with stage(desk) as on_stage:
        await on_stage.press("2", "g")
        offered = on_stage.app.screen.query_one(LineList).texts()
        assert ["II.2.7" in offered[0], "II.2.8" in offered[1]] == [True, True]
        await on_stage.press("down", "enter")
        assert on_stage.app.room_shown == "position"
        assert on_stage.app.query_one("#points", LineList).current.key == "II.2.8|declaration"


async def test_a_match_leads_to_its_paragraph() -> None:
    async with stage() as on_stage:
        await on_stage.press("2", "home", "l", "home", "g")
        assert on_stage.app.room_shown == "document"
        assert paragraphs(on_stage).current.key == "5"


async def test_a_change_that_is_about_to_be_imported_says_where_it_stands_in_its_file(store: Store) -> None:
    from negotiator.tui.dialogs.look import LookDialog

    change = next(c for c in WorkspaceDesk(store, "anna").comparison("declaration", "rev1", "rev2").changes if c.old and c.new and c.redline.changed)
    async with stage() as on_stage:
        on_stage.app.push_screen(LookDialog(change, "rev2.docx"))
        await on_stage.settle()
        assert f"{change.new[0].anchors[0]} of rev2.docx" in " ".join(on_stage.screen().replace("│", " ").split())


async def test_what_the_sender_did_not_mark_is_counted_at_home_and_marked_in_the_list() -> None:
    async with stage() as on_stage:
        assert "5 changed, 1 ≠" in on_stage.screen()
        todo = on_stage.app.query_one("#todo", LineList)
        line = next(row for row, text in zip(todo.rows, todo.texts(), strict=True) if "not marked by the sender" in text)
        todo.go_to(line.key)
        await on_stage.press("enter")
        assert plain(paragraphs(on_stage).current.spans).startswith("~≠")
        assert "Not marked by the sender ≠ nothing of this is marked in the sender's file" in said(on_stage)
        assert "1 not marked" in on_stage.screen()
        await on_stage.press("f")
        assert "not marked by the sender" in on_stage.app.screen.query_one(LineList).texts()
        await on_stage.press("escape", "v")
        on_stage.app.screen.query_one(LineList).go_to("zero-draft")
        await on_stage.press("enter")
        assert "Not marked" not in said(on_stage), "the sender is held against the version that the file was made from"


async def test_the_sample_leaves_three_edits_unmarked_on_the_screen_too(store: Store) -> None:
    async with stage(WorkspaceDesk(store, "anna")) as on_stage:
        await on_stage.press("colon")
        await on_stage.write("declaration")
        await on_stage.press("enter")
        marked = [plain(row.spans) for row in paragraphs(on_stage).rows if plain(row.spans)[1] == "≠"]
        assert len(marked) == 3
        await on_stage.press("f")
        on_stage.app.screen.query_one(LineList).go_to("not marked by the sender")
        await on_stage.press("enter", "end")
        assert "will strive to implement it" in said(on_stage)
        assert "Not marked by the sender" in said(on_stage)
        await on_stage.press("S")
        assert "declaration-rev2.docx" in on_stage.screen()
        assert "▸ paragraph" in on_stage.screen()


async def test_every_finding_at_home_opens_the_paragraph_that_it_is_about(store: Store) -> None:
    async with stage(WorkspaceDesk(store, "anna")) as on_stage:
        todo = on_stage.app.query_one("#todo", LineList)
        home = on_stage.app.query_one("#home")
        places = [home._todo[row.key].place for row in todo.rows]  # type: ignore[attr-defined]
        assert places
        assert all(place.clause or place.point for place in places)


async def test_a_point_and_a_paragraph_show_themselves_in_other_languages() -> None:
    async with stage() as on_stage:
        await on_stage.press("3", "down", "L")
        assert "In other languages da II.2.8 på dansk [bør]" in " ".join(on_stage.app.query_one("#point", TextPane).text.split())
        await on_stage.press("2", "L")
        assert "it is here in one language only" in said(on_stage)
        await on_stage.press("down")
        assert "In other languages" not in said(on_stage)


async def test_a_point_of_the_sample_stands_in_danish(store: Store) -> None:
    async with stage(WorkspaceDesk(store, "anna")) as on_stage:
        await on_stage.press("3", "L")
        assert "da  " in on_stage.app.query_one("#point", TextPane).text


async def test_the_place_in_the_file_looks_as_it_did() -> None:
    for size in (SMALL, (120, 32)):
        async with stage(size=size) as on_stage:
            await on_stage.press("2", "S")
            same_as_kept(f"source-{size[0]}x{size[1]}", on_stage.screen())
