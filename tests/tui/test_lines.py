"""The line list and the text pane: fast, exact to the letter, and at home with keys and mouse."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter
from typing import overload

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown

from negotiator.model.report import Heading, Line, Paragraph, Span, Table, Tone, plain
from negotiator.tui.theme import THEMES
from negotiator.tui.widgets.ink import cut, safe, width_of, wrap
from negotiator.tui.widgets.lines import LineList, Row
from negotiator.tui.widgets.text_pane import TextPane, laid_out

ALPHABET = st.text(st.sampled_from("ab [](){}\\/…é漢字·\n\t-"), max_size=40)
LINES = st.lists(st.builds(Span, ALPHABET, st.sampled_from(list(Tone))), max_size=6).map(tuple)


class ListApp(App[None]):
    """A list alone."""

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self.rows = rows
        self.opened: list[str] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(THEMES[0].variables)

    def compose(self) -> ComposeResult:
        yield LineList()

    def on_mount(self) -> None:
        self.query_one(LineList).show(self.rows)

    def on_line_list_opened(self, message: LineList.Opened) -> None:
        self.opened.append(message.row.key)


def numbered(count: int) -> list[Row]:
    return [Row(str(n), (Span(f"{n}. [should] be line {n}"),)) for n in range(count)]


class Watched(Sequence[Row]):
    """Rows that remember which of them were looked at."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.looked_at: set[int] = set()

    def __len__(self) -> int:
        return self.count

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        assert isinstance(index, int)
        if not 0 <= index < self.count:
            raise IndexError(index)
        self.looked_at.add(index)
        return Row(str(index), (Span(f"line {index}"),))


async def test_of_fifty_thousand_lines_only_the_visible_ones_are_looked_at() -> None:
    rows = Watched(50_000)
    app = ListApp(rows)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        lines = app.query_one(LineList)
        assert lines.current is not None
        assert lines.current.key == "49999"
        assert len(rows.looked_at) < 120


async def test_fifty_thousand_lines_are_shown_at_once() -> None:
    app = ListApp(())
    async with app.run_test(size=(80, 24)) as pilot:
        rows = numbered(50_000)
        start = perf_counter()
        app.query_one(LineList).show(rows)
        assert perf_counter() - start < 1.0
        await pilot.press("pagedown", "pagedown")
        assert app.query_one(LineList).cursor == 46


async def test_keys_lead_through_the_list() -> None:
    app = ListApp(numbered(100))
    async with app.run_test(size=(40, 10)) as pilot:
        lines = app.query_one(LineList)
        for key, cursor in (("down", 1), ("down", 2), ("up", 1), ("end", 99), ("down", 99), ("pageup", 90), ("home", 0), ("up", 0), ("pagedown", 9)):
            await pilot.press(key)
            assert lines.cursor == cursor, key
        await pilot.press("enter")
        assert app.opened == ["9"]


async def test_a_click_puts_the_cursor_there_and_a_second_one_opens() -> None:
    app = ListApp(numbered(100))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.click(LineList, offset=(5, 3))
        assert app.query_one(LineList).cursor == 3
        assert app.opened == []
        await pilot.click(LineList, offset=(5, 3), times=2)
        await pilot.pause()
        assert app.opened == ["3"]


async def test_the_wheel_scrolls_and_a_bar_shows_that_there_is_more() -> None:
    app = ListApp(numbered(100))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        lines = app.query_one(LineList)
        assert lines.show_vertical_scrollbar
        lines.post_message(MouseScrollDown(lines, 5, 5, 0, 1, 0, shift=False, meta=False, ctrl=False))
        await pilot.pause()
        await pilot.pause()
        assert lines.scroll_offset.y > 0
        lines.show(numbered(5))
        await pilot.pause()
        assert not lines.show_vertical_scrollbar
        assert lines.scroll_offset.y == 0


async def test_captions_are_passed_over() -> None:
    rows = [Row("a", (Span("Caption"),), selectable=False), *numbered(2), Row("b", (Span("Caption"),), selectable=False), Row("z", (Span("last"),))]
    app = ListApp(rows)
    async with app.run_test(size=(40, 10)) as pilot:
        lines = app.query_one(LineList)
        assert lines.cursor == 1
        await pilot.press("down", "down")
        assert lines.current is not None
        assert lines.current.key == "z"
        await pilot.press("home")
        assert lines.cursor == 1


async def test_the_cursor_stays_on_its_line_when_the_list_is_drawn_anew() -> None:
    app = ListApp(numbered(10))
    async with app.run_test(size=(40, 10)) as pilot:
        lines = app.query_one(LineList)
        await pilot.press("down", "down", "down")
        lines.keep_only(lambda row: int(row.key) % 3 == 0)
        assert lines.current is not None
        assert (lines.cursor, lines.current.key) == (1, "3")
        lines.show(lines.rows)
        assert lines.cursor == 3


@given(LINES, st.integers(1, 30))
def test_wrapping_keeps_every_letter_in_order_and_every_row_in_its_width(spans: Line, width: int) -> None:
    rows = list(wrap(spans, width))
    letters = "".join(plain(row) for row in rows).replace(" ", "")
    assert letters == safe(plain(spans)).replace(" ", "").replace("\n", "")
    assert all(width_of(row) <= max(width, 2) for row in rows)


@given(LINES, st.integers(1, 30))
def test_wrapping_keeps_the_tone_of_every_letter(spans: Line, width: int) -> None:
    before = [(letter, span.tone) for span in spans for letter in safe(span.text) if not letter.isspace()]
    after = [(letter, span.tone) for row in wrap(spans, width) for span in row for letter in span.text if not letter.isspace()]
    assert before == after


@given(LINES, st.integers(0, 30))
def test_a_cut_line_fits_and_begins_as_the_line_does(spans: Line, width: int) -> None:
    shown = cut(spans, width)
    assert width_of(shown) <= width
    whole = safe(plain(spans), breaks=" ")
    if cell_len(whole) <= width:
        assert plain(shown) == whole
    elif width:
        assert plain(shown).endswith("…")


def test_a_word_too_long_for_a_row_is_broken_inside_and_no_other() -> None:
    rows = [plain(row) for row in wrap((Span("of anti-personnelmines and"),), 10)]
    assert rows == ["of ", "anti-perso", "nnelmines ", "and"]


def test_control_characters_and_overrides_never_reach_the_terminal() -> None:
    assert safe("a\x1b[31mb\u202ec\x9bd\te\r\nf") == "a[31mbcd e\nf"


def test_a_redline_can_be_read_without_colour() -> None:
    part = Paragraph((Span("we "), Span("shall", Tone.DELETED), Span("may", Tone.INSERTED), Span(" [act]")))
    assert [plain(row) for row in laid_out([part], 60, with_plain_marks=True)] == ["we [-shall-]{+may+} [act]"]


def test_tables_keep_their_columns_on_a_narrow_screen() -> None:
    table = Table(("no", "text"), (((Span("1"),), (Span("a long text that does not fit at all"),)),))
    assert [plain(row).rstrip() for row in laid_out([Heading("T"), table], 24)] == ["T", "no  text", "1   a long text that do…"]


class PaneApp(App[None]):
    """A text pane alone."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(THEMES[0].variables)

    def compose(self) -> ComposeResult:
        yield TextPane()

    def on_mount(self) -> None:
        self.query_one(TextPane).show([Paragraph((Span("The States Parties [should] act without delay."),))])


async def test_text_that_is_marked_with_the_mouse_comes_out_as_it_stands() -> None:
    app = PaneApp()
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.mouse_down(TextPane, offset=(5, 0))
        await pilot.hover(TextPane, offset=(27, 0))
        await pilot.mouse_up(TextPane, offset=(27, 0))
        await pilot.pause()
        assert app.screen.get_selected_text() == "States Parties [should]"
