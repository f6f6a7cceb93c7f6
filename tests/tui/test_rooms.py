"""What the rooms do when keys are pressed: where they lead, what they record, and what they drop."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness import SMALL, stage
from table import TableDesk
from textual.widgets import Input

from negotiator.errors import RefusedError
from negotiator.model.audience import Audience
from negotiator.model.point import PointProperties, Priority, Verdict
from negotiator.model.revision import RevisionKind
from negotiator.tui.desk import Desk
from negotiator.tui.dialogs.error import ErrorDialog
from negotiator.tui.dialogs.exporting import ASKED
from negotiator.tui.dialogs.help import HelpDialog
from negotiator.tui.dialogs.look import LookDialog
from negotiator.tui.dialogs.paths import completed
from negotiator.tui.orders import ExportOrder, ExportOutcome
from negotiator.tui.screens.position import PositionRoom
from negotiator.tui.widgets.lines import LineList
from negotiator.tui.widgets.option import Option
from negotiator.tui.widgets.text_pane import TextPane


def points(on_stage: object) -> LineList:
    return on_stage.app.query_one("#points", LineList)  # type: ignore[attr-defined]


def test_the_table_answers_everything_a_desk_is_asked() -> None:
    desk: Desk = TableDesk()
    assert desk.title()


async def test_home_leads_to_the_place_of_each_line() -> None:
    async with stage() as on_stage:
        await on_stage.press("enter")
        assert on_stage.app.room_shown == "position"
        assert points(on_stage).current.key == "II.2.9|declaration"
        await on_stage.press("1", "down", "enter")
        assert "paragraph 2" in on_stage.screen()
        await on_stage.press("1", "down", "enter")
        assert on_stage.app.room_shown == "document"
        assert "paragraph 4 · was 5" in on_stage.screen()


async def test_a_card_opens_its_document() -> None:
    async with stage() as on_stage:
        await on_stage.press("tab", "tab", "enter")
        assert on_stage.app.room_shown == "document"
        assert "Action plan" in on_stage.screen()
        assert "Zero draft as it is" in on_stage.screen()


async def test_an_empty_workspace_says_what_to_do() -> None:
    async with stage(TableDesk(empty=True)) as on_stage:
        assert "i imports the first one" in on_stage.screen()
        await on_stage.press("3")
        assert "no points yet" in on_stage.screen()


async def test_brackets_stand_on_the_screen_to_the_letter() -> None:
    async with stage() as on_stage:
        await on_stage.press("2", "end")
        assert "[We encourage the use of new technology in survey and clearance, where appropriate.]" in " ".join(
            on_stage.app.query_one("#text", TextPane).text.split()
        )
        await on_stage.press("3", "end", "up")
        assert "national circumstances [should]." in " ".join(on_stage.app.query_one("#point", TextPane).text.split())


async def test_the_text_is_compared_with_any_earlier_version() -> None:
    async with stage() as on_stage:
        await on_stage.press("2")
        assert "with appreciation" in on_stage.app.query_one("#text", TextPane).text
        await on_stage.press("v")
        assert on_stage.app.screen.query_one(LineList).texts() == ["Rev.1", "Zero draft", "nothing: the text as it is"]
        await on_stage.press("down", "enter")
        assert "Rev.2 against Zero draft" in on_stage.screen()
        assert "with appreciation" not in on_stage.app.query_one("#text", TextPane).text


async def test_plain_marks_write_what_colour_shows() -> None:
    async with stage() as on_stage:
        await on_stage.press("2", "m")
        text = " ".join(on_stage.app.query_one("#text", TextPane).text.split())
        assert "We welcome [-with appreciation -]the work" in text


async def test_next_change_skips_what_did_not_change() -> None:
    async with stage() as on_stage:
        await on_stage.press("2", "home")
        seen = []
        for _ in range(6):
            await on_stage.press("n")
            seen.append(on_stage.app.query_one("#paragraphs", LineList).current.key)
        assert seen == ["2", "4", "5", "6", "7", "7"]
        await on_stage.press("N")
        assert on_stage.app.query_one("#paragraphs", LineList).current.key == "6"


async def test_a_document_opens_on_its_first_change_and_a_first_version_on_its_first_paragraph() -> None:
    async with stage() as on_stage:
        await on_stage.press("2")
        lines = on_stage.app.query_one("#paragraphs", LineList)
        assert lines.current.key == "2"
        await on_stage.press("end", "f5")
        assert lines.current.key == "7"
        await on_stage.press("v", "end", "enter", "home", "f5")
        assert lines.current.key == "0"
        await on_stage.press("colon")
        await on_stage.write("declaration@zero-draft")
        await on_stage.press("enter")
        assert lines.current.key == "1"


async def test_only_changes_leaves_the_rest_out_and_keeps_the_cursor() -> None:
    async with stage() as on_stage:
        await on_stage.press("2", "n", "o")
        lines = on_stage.app.query_one("#paragraphs", LineList)
        assert len(lines.texts()) == 5
        assert lines.current.key == "4"


async def test_a_verdict_records_what_was_on_the_screen() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("3", "down", "down", "r")
        told = ("judge", "II.2.9", "declaration", "rev2", Verdict.REFLECTED, ("4",), ("4", "1", "2"), "", "", 2)
        assert desk.log == [told]
        assert "II.2.9 reflected in Declaration, paragraph 4" in on_stage.screen()
        assert "5 of 6" not in on_stage.screen()
        assert points(on_stage).current.key == "II.2.9|declaration"


async def test_the_chosen_paragraphs_are_the_evidence_in_their_order() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("3", "tab", "down", "down", "space", "p")
        assert desk.log[0][5] == ("1", "2")


async def test_absent_rests_on_no_paragraph_but_keeps_the_candidates_that_were_seen() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("3", "x")
        assert desk.log[0][4:7] == (Verdict.ABSENT, (), ("4", "1", "2"))


async def test_without_a_paragraph_there_is_no_verdict_but_absent() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("3", "end", "up", "r")
        assert desk.log == []
        assert "x records that none speaks to it" in on_stage.screen()


async def test_a_conflict_is_said_and_loses_nothing() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("3", "down", "down")
        desk.stale = True
        await on_stage.press("r")
        assert isinstance(on_stage.app.screen, ErrorDialog)
        assert "was judged by someone else meanwhile" in on_stage.screen()
        await on_stage.press("enter")
        assert points(on_stage).current.key == "II.2.9|declaration"


async def test_a_note_goes_with_the_next_verdict_and_no_other() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("3", "w")
        await on_stage.write("ask Arlen")
        await on_stage.press("enter", "r", "p")
        assert [entry[8] for entry in desk.log] == ["ask Arlen", ""]


async def test_an_answer_that_comes_too_late_is_dropped() -> None:
    async with stage() as on_stage:
        await on_stage.press("3", "down", "down")
        room = on_stage.app.query_one(PositionRoom)
        before = on_stage.screen()
        from negotiator.tui import gather
        from negotiator.tui.messages import Answered

        room.post_message(Answered(gather.candidates(on_stage.app.desk, on_stage.app.desk.coverage()[4])))
        await on_stage.settle()
        assert on_stage.screen() == before


async def test_the_next_open_point_comes_round() -> None:
    async with stage() as on_stage:
        await on_stage.press("3")
        seen = []
        for _ in range(4):
            await on_stage.press("n")
            seen.append(points(on_stage).current.key.partition("|")[0])
        assert seen == ["II.2.9", "II.2.11", "II.3.1", "II.2.9"]


async def test_points_of_one_document_alone() -> None:
    async with stage() as on_stage:
        await on_stage.press("3", "f", "f")
        assert [text.split()[1] for text in points(on_stage).texts()] == ["II.3.1"]


async def test_g_crosses_between_a_point_and_its_paragraph() -> None:
    async with stage() as on_stage:
        await on_stage.press("3", "down", "down", "g")
        assert on_stage.app.room_shown == "document"
        assert on_stage.app.query_one("#paragraphs", LineList).current.key == "5"
        await on_stage.press("g")
        assert on_stage.app.room_shown == "position"
        assert points(on_stage).current.key == "II.2.9|declaration"


async def test_undo_says_what_it_took_back() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("3", "u")
        assert desk.log == [("undo",)]
        assert "taken back: II.2.9 partial in the declaration" in on_stage.screen()


async def test_one_pane_on_a_small_screen_and_tab_turns_it() -> None:
    async with stage(size=SMALL) as on_stage:
        await on_stage.press("2")
        assert "appreciation" not in on_stage.screen()
        await on_stage.press("tab")
        assert "appreciation" in on_stage.screen()
        assert "Universalisation" not in on_stage.screen()
        await on_stage.pilot.resize_terminal(130, 40)
        await on_stage.settle()
        assert "appreciation" in on_stage.screen()
        assert "Universalisation" in on_stage.screen()


async def test_an_address_leads_to_its_paragraph() -> None:
    async with stage() as on_stage:
        await on_stage.press("colon")
        await on_stage.write("declaration@Rev.1:5")
        await on_stage.press("enter")
        assert "Rev.1 against Zero draft" in on_stage.screen()
        assert on_stage.app.query_one("#paragraphs", LineList).current.key == "6"


async def test_an_address_that_leads_nowhere_is_said() -> None:
    async with stage() as on_stage:
        for wrong in ("nowhere", "declaration@rev9", "!!"):
            await on_stage.press("colon")
            await on_stage.write(wrong)
            await on_stage.press("enter")
            assert isinstance(on_stage.app.screen, ErrorDialog)
            await on_stage.press("escape")


async def test_search_opens_what_it_found() -> None:
    async with stage() as on_stage:
        await on_stage.press("slash")
        await on_stage.write("special envoys")
        assert "declaration 2" in on_stage.screen()
        await on_stage.press("enter")
        assert on_stage.app.room_shown == "document"
        assert on_stage.app.query_one("#paragraphs", LineList).current.key == "2"


async def test_importing_shows_the_balance_and_stores_what_was_shown() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("i")
        await on_stage.write("rev3.docx")
        await on_stage.press("enter")
        screen = on_stage.screen()
        assert "112 of 120 words: 112 in 7 paragraphs" in screen
        assert "the sender marked 4 changes; 3 changes are not marked (against declaration@rev2)" in " ".join(screen.replace("│", " ").split())
        assert on_stage.app.screen.query_one("#document", Input).value == "declaration"
        assert [text[:2] for text in on_stage.app.screen.query_one(LineList).texts()[:4]] == ["≠~", "≠~", "≠−", "?~"]
        on_stage.app.screen.query_one(LineList).focus()
        await on_stage.press("down", "down", "enter")
        assert isinstance(on_stage.app.screen, LookDialog)
        assert "We recognise the norm" in on_stage.screen()
        await on_stage.press("enter")
        assert desk.log == []
        await on_stage.press("ctrl+s")
        assert desk.log[0][0] == "accept"
        assert "Rev.3 of declaration is imported" in on_stage.screen()


async def test_what_a_partial_text_is_about_and_in_which_form_it_came_is_ordered() -> None:
    desk = TableDesk()
    async with stage(desk, size=SMALL) as on_stage:
        await on_stage.press("i")
        await on_stage.write("rev3.docx")
        on_stage.app.screen.query_one("#scope", Input).value = "3-4"
        on_stage.app.screen.query_one("#kind", Input).value = "facilitator"
        await on_stage.press("enter", "ctrl+s")
        order = desk.log[0][1]
        assert (str(order.scope), order.kind) == ("3-4", RevisionKind.FACILITATOR)
        await on_stage.press("i")
        await on_stage.write("rev3.docx")
        on_stage.app.screen.query_one("#kind", Input).value = "rumour"
        await on_stage.press("enter")
        assert "non-paper" in on_stage.screen()


async def test_several_texts_in_one_file_are_imported_together() -> None:
    desk = TableDesk()
    async with stage(desk, size=SMALL) as on_stage:
        await on_stage.press("i")
        await on_stage.write("final.docx")
        await on_stage.press("enter")
        assert "2 texts in one file" in on_stage.screen()
        assert "declaration  Final" in on_stage.screen()
        assert "left out: cover, 5 words" in on_stage.screen()
        await on_stage.press("ctrl+s")
        assert "Rev.3 of declaration, Rev.3 of action-plan are imported" in on_stage.screen()


async def test_what_markup_by_hand_means_is_ordered() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("i")
        await on_stage.write("rev3.docx")
        on_stage.app.screen.query_one("#markup", Input).value = "confirm"
        await on_stage.press("enter", "ctrl+s")
        assert desk.log[0][1].markup == "confirm"


async def test_points_whose_text_is_not_here_wait_at_home() -> None:
    desk = TableDesk()
    desk.elsewhere = [desk.points()[5]]
    async with stage(desk) as on_stage:
        assert "1 point addresses a text not in the workspace: action-plan (1)" in on_stage.screen()
        await on_stage.press("end", "enter")
        assert on_stage.app.room_shown == "document"
        assert "paragraph II.3.1" in on_stage.screen()


async def test_a_field_that_changed_after_reading_is_read_again_first() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("i")
        await on_stage.write("rev3.docx")
        await on_stage.press("enter")
        on_stage.app.screen.query_one("#label", Input).value = "Rev.3 bis"
        await on_stage.press("ctrl+s")
        assert desk.log == []
        await on_stage.press("ctrl+s")
        assert desk.log[0][1].label == "Rev.3 bis"


async def test_a_file_that_cannot_be_read_is_said_and_nothing_stored() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("i")
        await on_stage.write("lost.docx")
        await on_stage.press("enter")
        assert "lost.docx: there is no such file" in on_stage.screen()
        assert desk.log == []


async def test_exporting_says_what_was_checked() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("2", "e", "ctrl+s")
        assert desk.log[0][0] == "export"
        assert "● rejecting all changes gives Rev.1" in on_stage.screen()


async def test_a_redline_may_begin_with_an_older_version_and_go_without_comments() -> None:
    desk = TableDesk()
    async with stage(desk, size=SMALL) as on_stage:
        await on_stage.press("2", "e")
        screen = on_stage.app.screen
        assert [choice.key for choice in screen.query_one("#since", Option).choices] == ["rev1", "zero-draft"]
        assert screen.query_one("#file", Input).value == "declaration-rev1-to-rev2-own.docx"
        await on_stage.press("tab", "tab", "tab", "right", "tab", "tab", "space")
        assert screen.query_one("#file", Input).value == "declaration-zero-draft-to-rev2-own.docx"
        await on_stage.press("ctrl+s")
        order = desk.log[0][1]
        assert (order.since, order.comments) == ("zero-draft", False)


async def test_only_a_redline_asks_for_an_older_version() -> None:
    async with stage() as on_stage:
        await on_stage.press("2", "e", "right")
        assert not on_stage.app.screen.query_one("#since-question").display
        assert on_stage.app.screen.query_one("#file", Input).value == "declaration-rev2-annotated-own.docx"
        on_stage.app.screen.query_one("#what", Option).choose("report")
        await on_stage.settle()
        assert on_stage.app.screen.query_one("#file", Input).value == "declaration-report-own.docx"


async def test_what_only_one_kind_of_file_takes_is_asked_for_that_one_only() -> None:
    async with stage() as on_stage:
        await on_stage.press("2", "e")
        asked = {}
        for what in ASKED:
            on_stage.app.screen.query_one("#what", Option).choose(what)
            await on_stage.settle()
            every = {name for names in ASKED.values() for name in names}
            asked[what] = {name for name in every if on_stage.app.screen.query_one(f"#{name}-question").display}
        assert asked == ASKED


async def test_an_annotated_text_lights_brackets_is_signed_and_marked() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("2", "e", "right")
        on_stage.app.screen.query_one("#brackets", Option).choose("colour")
        on_stage.app.screen.query_one("#marking", Input).value = "LIMITE"
        on_stage.app.screen.query_one("#author", Input).value = "EU delegation"
        await on_stage.press("ctrl+s")
        order = desk.log[0][1]
        assert (order.what, order.brackets, order.marking, order.author) == ("annotated", "colour", "LIMITE", "EU delegation")


async def test_a_word_that_is_not_asked_for_goes_into_no_order() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("2", "e")
        on_stage.app.screen.query_one("#marking", Input).value = "LIMITE"
        on_stage.app.screen.query_one("#what", Option).choose("table")
        on_stage.app.screen.query_one("#written", Option).choose("md")
        await on_stage.settle()
        await on_stage.press("ctrl+s")
        assert desk.log[0][1].marking == ""


async def test_several_audiences_get_a_file_each_in_one_folder() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("2", "e", "tab", "tab", "tab", "tab", "enter", "down", "space", "enter")
        assert "own, group" in on_stage.screen()
        assert "declaration-rev1-to-rev2-group.docx" in on_stage.screen()
        on_stage.app.screen.query_one("#file", Input).value = "out"
        await on_stage.press("ctrl+s")
        assert [(str(order.path), order.audience.value) for _, order in desk.log] == [
            (str(Path("out") / f"declaration-rev1-to-rev2-{who}.docx"), who) for who in ("own", "group")
        ]


async def test_the_arrows_go_from_question_to_question_and_into_fields_and_out_again() -> None:
    async with stage(size=SMALL) as on_stage:
        await on_stage.press("2", "e")
        seen = []
        for _ in range(9):
            seen.append(on_stage.app.focused.id)
            await on_stage.press("down")
        assert seen == ["what", "which", "version", "since", "who", "comments", "marking", "author", "file"]
        await on_stage.press("up", "up")
        assert on_stage.app.focused.id == "author"
    async with stage(size=SMALL) as on_stage:
        await on_stage.press("i", "down", "down", "up")
        assert on_stage.app.focused.id == "document"


async def test_what_is_refused_for_one_audience_is_written_for_the_others() -> None:
    class Strict(TableDesk):
        def export(self, order: ExportOrder) -> ExportOutcome:
            if order.audience is Audience.ROOM:
                raise RefusedError("nothing of the coverage is open to the room")
            return super().export(order)

    desk = Strict()
    async with stage(desk) as on_stage:
        await on_stage.press("2", "e")
        on_stage.app.screen.query_one("#who", Option).choose("group", "room")
        await on_stage.press("ctrl+s")
        assert [order.audience.value for _, order in desk.log] == ["group"]
        assert "! nothing for room: nothing of the coverage is open to the room" in on_stage.screen()


async def test_a_refused_file_is_said() -> None:
    async with stage() as on_stage:
        await on_stage.press("2", "e", "left", "left", "ctrl+s")
        assert "nothing was written" in on_stage.screen()


async def test_the_palette_runs_what_the_keys_run() -> None:
    async with stage() as on_stage:
        await on_stage.press("2", "ctrl+p")
        await on_stage.write("changed paragraphs only")
        await on_stage.press("enter")
        await on_stage.press("enter")
        assert len(on_stage.app.query_one("#paragraphs", LineList).texts()) == 5


async def test_both_themes_are_there_and_change_on_a_key() -> None:
    async with stage() as on_stage:
        dark = on_stage.app.theme
        await on_stage.press("ctrl+t")
        assert on_stage.app.theme != dark


async def test_a_list_is_thinned_out_while_one_writes_and_whole_again_after_escape() -> None:
    async with stage() as on_stage:
        await on_stage.press("2", "ctrl+f")
        await on_stage.write("CONVENTION affirm")
        lines = on_stage.app.query_one("#paragraphs", LineList)
        assert [row.key for row in lines._shown] == ["5"]
        await on_stage.press("enter")
        assert on_stage.app.screen.focused is lines
        await on_stage.press("ctrl+f", "escape")
        assert len(lines.texts()) == 8
        assert lines.current.key == "5"


async def test_changes_are_written_with_marks_from_the_start_where_that_was_asked_for() -> None:
    async with stage(plain=True) as on_stage:
        await on_stage.press("2")
        assert "[-with appreciation -]" in " ".join(on_stage.app.query_one("#text", TextPane).text.split())


def test_a_path_is_completed_to_folders_and_files_that_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "draft.exe").touch()
    (tmp_path / "drafts" / "rev3.docx").touch()
    assert completed(f"{tmp_path}/dra") == f"{tmp_path}/drafts/"
    assert completed(f"{tmp_path}/drafts/r") == f"{tmp_path}/drafts/rev3.docx"
    assert completed(f"{tmp_path}/nothing") is None
    assert completed("") is None


async def test_a_key_that_is_struck_twice_judges_once() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("3")
        room = on_stage.app.query_one(PositionRoom)
        room.action_judge("partial")
        room.action_judge("partial")
        await on_stage.settle()
        assert len(desk.log) == 1
        await on_stage.press("r")
        assert len(desk.log) == 2


@pytest.mark.parametrize(("key", "verdict"), [("r", Verdict.REFLECTED), ("p", Verdict.PARTIAL), ("c", Verdict.CONTRADICTED), ("x", Verdict.ABSENT)])
async def test_on_a_small_screen_no_verdict_rests_on_paragraphs_that_are_not_shown(key: str, verdict: Verdict) -> None:
    desk = TableDesk()
    async with stage(desk, size=SMALL) as on_stage:
        await on_stage.press("3", "down", "down", key)
        assert desk.log == []
        assert f"look at the paragraph, then press {key} again" in on_stage.screen()
        assert "What may speak to it" in on_stage.screen()
        await on_stage.press(key)
        assert [entry[4] for entry in desk.log] == [verdict]


async def test_a_point_that_nobody_judged_is_said_to_be_so_once() -> None:
    async with stage() as on_stage:
        await on_stage.press("3", "end")
        said = on_stage.app.query_one("#point", TextPane).text
        assert said.count("judged") == 1


async def test_no_line_of_the_help_is_cut() -> None:
    for size in ((80, 24), (90, 18), (120, 32)):
        async with stage(size=size) as on_stage:
            for number in ("1", "2", "3"):
                await on_stage.press(number, "question_mark")
                assert isinstance(on_stage.app.screen, HelpDialog)
                pane = on_stage.app.screen.query_one(TextPane)
                assert max(map(len, pane.text.splitlines())) <= pane.scrollable_content_region.width
                await on_stage.press("escape")


async def test_the_paper_itself_says_where_each_point_stands() -> None:
    async with stage() as on_stage:
        await on_stage.press("colon")
        await on_stage.write("eu-position:II.2.9")
        await on_stage.press("enter")
        assert "partial, rev2 4" in on_stage.screen()
        await on_stage.press("g")
        assert points(on_stage).current.key == "II.2.9|declaration"


async def test_what_a_point_is_is_said_by_key_and_only_what_changed_is_recorded() -> None:
    desk = TableDesk()
    async with stage(desk, size=SMALL) as on_stage:
        await on_stage.press("3", "t")
        assert on_stage.app.screen.query_one("#priority", Option).value == "want"
        on_stage.app.screen.query_one("#priority", Option).choose("red-line")
        on_stage.app.screen.query_one("#targets", Option).choose("declaration", "action-plan")
        await on_stage.press("ctrl+s")
        assert desk.log == [("point", "II.2.7", PointProperties(priority=Priority.RED_LINE, targets=("declaration", "action-plan")))]
        assert "II.2.7 is set" in on_stage.screen()
        await on_stage.press("t", "ctrl+s")
        assert len(desk.log) == 1, "nothing was changed, nothing is recorded"
        await on_stage.press("t")
        on_stage.app.screen.query_one("#counted", Option).choose("retired")
        await on_stage.press("ctrl+s")
        assert desk.log[1] == ("point", "II.2.7", PointProperties(is_point=False))
        assert "II.2.7 is off the list" in on_stage.screen()


async def test_the_journal_takes_back_the_entry_under_the_cursor() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        await on_stage.press("J")
        rows = on_stage.app.screen.query_one(LineList).texts()
        assert rows[1].endswith("judge II.2.7 in declaration@rev2")
        assert "taken back" in on_stage.screen()
        await on_stage.press("down", "down", "u")
        assert desk.log == [("undo", 2)]
