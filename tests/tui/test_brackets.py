"""Brackets in the Document room: lit, gone through, one holder's alone, and the text as it would read; the text itself stays as it is."""

from __future__ import annotations

from pathlib import Path

from harness import SMALL, Stage, same_as_kept, stage
from table import TableDesk

from negotiator.model.report import Tone, plain
from negotiator.rules.bracket_fates import counted
from negotiator.store.store import Store
from negotiator.tui.orders import ImportOrder
from negotiator.tui.widgets.lines import LineList
from negotiator.tui.widgets.text_pane import TextPane
from negotiator.tui.workspace_desk import WorkspaceDesk


def text(on_stage: Stage) -> TextPane:
    return on_stage.app.query_one("#text", TextPane)


def toned(on_stage: Stage, tone: Tone) -> str:
    return " ".join(" ".join(span.text for row in text(on_stage)._lines for span in row if span.tone is tone).split())


def said(on_stage: Stage) -> str:
    return " ".join(text(on_stage).text.split())


async def test_lit_brackets_say_whose_they_are_and_what_became_of_them() -> None:
    async with stage() as on_stage:
        await on_stage.press("2", "n", "b")
        shown = said(on_stage)
        assert "to complete clearance [as soon as possible - Borea] [by 2025" in shown
        assert "as soon as possible Borea holds opened" in shown
        assert "EU, Arlen hold" in shown
        await on_stage.press("b")
        assert "Brackets" not in said(on_stage)


async def test_one_goes_from_bracket_to_bracket_through_the_paragraphs() -> None:
    async with stage() as on_stage:
        await on_stage.press("2", "home")
        seen = []
        for _ in range(5):
            await on_stage.press("right_square_bracket")
            seen.append((on_stage.app.query_one("#paragraphs", LineList).current.key, toned(on_stage, Tone.LIT)[:24]))
        assert [key for key, _ in seen] == ["4", "4", "5", "7", "7"]
        assert seen[0][1].startswith("[as soon as possible - B")
        assert seen[1][1].startswith("[by 2025 at the latest")
        await on_stage.press("left_square_bracket")
        assert on_stage.app.query_one("#paragraphs", LineList).current.key == "5"
        await on_stage.press("home", "left_square_bracket")
        assert "no further bracket above" in on_stage.screen()


async def test_on_a_small_screen_the_bracket_comes_to_the_front() -> None:
    async with stage(size=SMALL) as on_stage:
        await on_stage.press("2", "right_square_bracket")
        assert "as soon as possible" in on_stage.screen()
        assert "Brackets" in on_stage.screen()


async def test_the_brackets_of_one_holder_alone() -> None:
    async with stage() as on_stage:
        await on_stage.press("2", "B")
        names = on_stage.app.screen.query_one(LineList).texts()
        assert names[0] == "all brackets"
        assert set(names[1:]) == {"Borea", "EU", "Arlen"}
        on_stage.app.screen.query_one(LineList).go_to("Borea")
        await on_stage.press("enter")
        assert [row.key for row in on_stage.app.query_one("#paragraphs", LineList).rows] == ["4", "5"]
        assert "by 2025 at the latest" not in toned(on_stage, Tone.WARNING)
        assert "Borea's brackets" in on_stage.screen()
        await on_stage.press("B", "home", "enter")
        assert len(on_stage.app.query_one("#paragraphs", LineList).rows) == 8


async def test_the_text_is_read_as_if_it_were_resolved_and_stays_as_it_is() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("2", "end", "r", "down", "enter")
        assert "We encourage the use of new technology" in said(on_stage)
        assert plain(on_stage.app.query_one("#paragraphs", LineList).current.spans).endswith("where appropriate.")
        await on_stage.press("r", "down", "enter")
        assert "Would read nothing" in said(on_stage)
        assert "read with all brackets removed" in on_stage.screen()
        assert desk.log == []
        await on_stage.press("r", "home", "enter")
        assert "Would read" not in said(on_stage)
        assert "[We encourage the use of new technology" in said(on_stage)


async def test_a_holders_text_can_be_read() -> None:
    async with stage() as on_stage:
        await on_stage.press("2", "B")
        on_stage.app.screen.query_one(LineList).go_to("Borea")
        await on_stage.press("enter", "r", "end", "enter")
        assert "as soon as possible" in said(on_stage).partition("Would read")[2]
        assert "read as Borea would have it" in on_stage.screen()


async def test_only_paragraphs_of_one_kind() -> None:
    async with stage() as on_stage:
        await on_stage.press("2", "f")
        assert on_stage.app.screen.query_one(LineList).texts() == [
            "all paragraphs",
            "edited",
            "added",
            "dropped",
            "renumbered",
            "uncertain",
            "not marked by the sender",
        ]
        on_stage.app.screen.query_one(LineList).go_to("dropped")
        await on_stage.press("enter")
        assert [row.key for row in on_stage.app.query_one("#paragraphs", LineList).rows] == ["6"]
        assert "only dropped" in on_stage.screen()
        await on_stage.press("f", "home", "enter")
        assert len(on_stage.app.query_one("#paragraphs", LineList).rows) == 8


async def test_every_bracket_of_the_sample_can_be_reached_and_is_lit_to_the_letter(store: Store) -> None:
    desk = WorkspaceDesk(store, "anna")
    found = desk.brackets("declaration", "rev2", "rev1")
    wanted = counted(found.brackets.placed)
    assert wanted
    async with stage(desk) as on_stage:
        await on_stage.press("colon")
        await on_stage.write("declaration")
        await on_stage.press("enter", "home")
        lit = []
        for _ in range(200):
            await on_stage.press("right_square_bracket")
            if "no further bracket" in on_stage.screen():
                break
            lit.append(toned(on_stage, Tone.LIT))
        assert len(lit) == len(wanted)
        for placed, shown in zip(wanted, lit, strict=True):
            assert "".join(placed.bracket.text.split()) in "".join(shown.split())


async def test_brackets_that_may_be_none_wait_at_home(tmp_path: Path) -> None:
    file = tmp_path / "declaration.txt"
    file.write_text(TWO.replace("[mined]", "[...]"), encoding="utf-8")
    with Store.open(str(tmp_path / "new.db"), create=True) as store:
        desk = WorkspaceDesk(store, "anna")
        desk.accept(desk.preview(ImportOrder(file, "declaration")))
        unsure = [placed for placed in desk.brackets("declaration", "version-1", None).brackets.placed if placed.bracket.unsure]
        assert unsure
        async with stage(desk) as on_stage:
            assert "may be none" in on_stage.screen()
            assert unsure[0].clause.label in on_stage.screen()


async def test_a_person_says_what_a_bracket_is() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("2", "right_square_bracket", "k")
        assert on_stage.app.screen.query_one(LineList).texts()[0].startswith("bracket")
        await on_stage.press("down", "enter")
        assert desk.log == [("bracket", "declaration", "rev2", "3[1]", "citation")]
        assert "is a citation" in on_stage.screen()
        await on_stage.press("right_square_bracket", "down", "up", "k")
        assert on_stage.app.screen.query_one(LineList).texts()[0].startswith("[as soon as possible"), "which of the two"
        await on_stage.press("down", "enter", "escape", "home", "k")
        assert "no bracket in this paragraph" in on_stage.screen()
        assert len(desk.log) == 1


TWO = """Declaration

1. We recall the report [A/CONF/1] and clear all [mined] areas.

2 bis. We assist victims.

3. We thank the host[s].
"""


async def test_what_a_person_says_of_a_bracket_and_of_bis_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "declaration.txt"
    file.write_text(TWO, encoding="utf-8")
    with Store.open(str(tmp_path / "new.db"), create=True) as store:
        desk = WorkspaceDesk(store, "anna")
        desk.accept(desk.preview(ImportOrder(file, "declaration")))
        async with stage(desk) as on_stage:
            await on_stage.press("2")
            lines = on_stage.app.query_one("#paragraphs", LineList)
            lines.go_to(next(row.key for row in lines.rows if "We recall" in plain(row.spans)))
            await on_stage.press("k", "down", "enter")
            on_stage.app.screen.query_one(LineList).go_to("citation")
            await on_stage.press("enter")
            assert "[mined] is a citation" in on_stage.screen()
            assert {p.bracket.text: p.bracket.kind.value for p in desk.brackets("declaration", "version-1", None).brackets.placed}["[mined]"] == "citation"
            await on_stage.press("u")
            assert {p.bracket.text: p.bracket.kind.value for p in desk.brackets("declaration", "version-1", None).brackets.placed}["[mined]"] == "bracket"
            lines.go_to(next(row.key for row in lines.rows if "We assist" in plain(row.spans)))
            await on_stage.settle()
            assert "Asked of you (k answers) ? 2 bis" in said(on_stage)
            await on_stage.press("k", "home", "enter")
            assert "2 bis is a new paragraph" in on_stage.screen()


async def test_brackets_look_as_they_did() -> None:
    for size in (SMALL, (140, 40)):
        async with stage(size=size) as on_stage:
            await on_stage.press("2", "right_square_bracket", "right_square_bracket")
            same_as_kept(f"brackets-{size[0]}x{size[1]}", on_stage.screen())
