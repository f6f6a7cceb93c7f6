"""The frame: clicks, faults that leak nothing, and other people's entries."""

from __future__ import annotations

import pytest
from harness import SMALL, stage
from table import NOW, TableDesk

from negotiator.errors import ConflictError, NotFoundError
from negotiator.model.point import CoverageRow
from negotiator.tui import theme
from negotiator.tui.app import NegotiatorApp
from negotiator.tui.dialogs.error import ErrorDialog
from negotiator.tui.messages import Answered, Failed
from negotiator.tui.watch import Watch
from negotiator.tui.widgets.lines import LineList

SECRET = "our fall-back on improvised devices"


class BrokenDesk(TableDesk):
    """A desk whose fault names a text."""

    def coverage(self) -> tuple[CoverageRow, ...]:
        raise KeyError(SECRET)


async def test_a_fault_in_a_worker_is_said_without_any_text() -> None:
    async with stage(BrokenDesk()) as on_stage:
        assert isinstance(on_stage.app.screen, ErrorDialog)
        assert "the program made a mistake: KeyError in test_frame.py" in on_stage.screen()
        assert SECRET not in on_stage.screen()


async def test_a_crash_prints_places_and_no_variables(capsys: pytest.CaptureFixture[str]) -> None:
    app = NegotiatorApp(TableDesk(), dark=True, clock=lambda: NOW, pulse_seconds=None, own_keys=dict)
    with pytest.raises(RuntimeError):
        async with app.run_test() as pilot:

            def fail() -> None:
                confidential = SECRET
                raise RuntimeError(confidential)

            app.call_later(fail)
            await pilot.pause()
            await pilot.pause()
    app._print_error_renderables()
    said = capsys.readouterr()
    assert "negotiator made a mistake and had to close: RuntimeError" in said.err
    assert SECRET not in said.err + said.out
    assert app.return_code == 70


async def test_rooms_and_hints_can_be_clicked() -> None:
    async with stage() as on_stage:
        await on_stage.pilot.click("#rooms", offset=(14, 0))
        await on_stage.settle()
        assert on_stage.app.room_shown == "document"
        await on_stage.pilot.click("#hints", offset=(3, 0))
        await on_stage.settle()
        assert on_stage.app.query_one("#paragraphs", LineList).current.key == "4"


async def test_what_others_record_is_read() -> None:
    desk = TableDesk()
    async with stage(desk) as on_stage:
        watch = Watch(desk, 3600)
        await on_stage.app.mount(watch)
        await on_stage.settle()
        desk.rows = desk.rows[:1]
        watch.post_message(Answered(desk.beats + 1))
        await on_stage.settle()
        assert "1 points" in on_stage.screen() or "1 point" in on_stage.screen()
        assert "the workspace changed" in on_stage.screen()


def test_a_terminal_says_whether_it_is_dark() -> None:
    assert theme.terminal_is_dark({})
    assert theme.terminal_is_dark({"COLORFGBG": "15;0"})
    assert not theme.terminal_is_dark({"COLORFGBG": "0;15"})


@pytest.mark.parametrize("each", theme.THEMES, ids=lambda each: each.name)
def test_every_colour_that_means_something_can_be_read_on_its_ground(each: object) -> None:
    from textual.theme import Theme

    assert isinstance(each, Theme)
    for ground in (each.background, each.variables["cursor"], each.panel):
        for name in ("good", "bad", "amber", "ours", "muted"):
            ratio = contrast(str(ground), each.variables[name])
            assert ratio >= 4.5 if ground == each.background else ratio >= 3.0, (each.name, name, ground, ratio)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2."""
    from textual.color import Color

    def luminance(colour: str) -> float:
        parts = [c / 255 for c in Color.parse(colour).rgb]
        red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


class AbsentDesk(TableDesk):
    """A desk whose workspace is not there."""

    def open(self) -> None:
        raise NotFoundError("there is no workspace lost.db", hint="make one with `negotiator init`")


async def test_a_workspace_that_cannot_be_opened_is_said_on_leaving() -> None:
    app = NegotiatorApp(AbsentDesk(), dark=True, clock=lambda: NOW, pulse_seconds=None, own_keys=dict)
    async with app.run_test() as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
    assert app.return_code == 2


async def test_only_who_was_overtaken_is_told_so_and_a_hint_for_a_terminal_says_that_it_is_one() -> None:
    async with stage() as on_stage:
        on_stage.app.on_failed(Failed(ConflictError("a.docx is in the workspace already", hint="negotiator clauses declaration@rev2 shows it")))
        await on_stage.settle()
        assert "That cannot be done" in on_stage.screen()
        assert "in a terminal: negotiator clauses declaration@rev2 shows it" in on_stage.screen()
        await on_stage.press("enter")
        on_stage.app.on_failed(Failed(ConflictError("it was judged meanwhile", hint="look at it again")))
        await on_stage.settle()
        assert "Someone was faster" in on_stage.screen()
        assert "in a terminal" not in on_stage.screen()


async def test_what_could_not_be_done_is_read_once_and_gone_with_its_dialog() -> None:
    async with stage() as on_stage:
        on_stage.app.on_failed(Failed(NotFoundError("there is no file lost.docx", hint="check the name; a name with spaces needs quotation marks")))
        await on_stage.settle()
        assert "check the name" in on_stage.screen()
        assert "quotation" not in on_stage.screen()  # nobody types them into a field
        await on_stage.press("enter")
        assert "lost.docx" not in on_stage.screen()


async def test_the_palette_names_the_key_beside_each_command() -> None:
    async with stage() as on_stage:
        await on_stage.press("ctrl+p")
        assert "Home: where do we stand?   1" in on_stage.screen()


async def test_who_has_not_moved_stays_at_the_gravest_when_more_is_known() -> None:
    async with stage(size=SMALL) as on_stage:
        todo = on_stage.app.query_one("#todo", LineList)
        assert todo.cursor == 0
        await on_stage.press("down", "f5")
        assert todo.cursor == 1


async def test_a_history_that_would_stand_below_the_screen_is_scrolled_to() -> None:
    async with stage(size=(80, 14)) as on_stage:
        await on_stage.press("2", "n", "n", "h")
        assert "History" in on_stage.screen()
        assert "Rev.1" in on_stage.screen()
