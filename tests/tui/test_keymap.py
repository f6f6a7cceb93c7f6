"""The registry of keys: ids that last, no two meanings for one key, and everything explained."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from harness import stage
from table import TableDesk

from negotiator.errors import BadInputError
from negotiator.tui import keymap

LASTING = {
    "room.home", "room.document", "room.position", "search", "goto", "import", "export", "undo", "marks", "theme", "help", "quit",
    "document.next-change", "document.against", "document.history", "position.reflected", "position.partial", "position.contradicted", "position.absent",
}  # fmt: skip


def test_ids_that_users_may_have_written_down_are_still_there() -> None:
    assert {action.id for action in keymap.ACTIONS} >= LASTING
    assert max(Counter(action.id for action in keymap.ACTIONS).values()) == 1


@pytest.mark.parametrize("room", [keymap.HOME, keymap.DOCUMENT, keymap.POSITION])
def test_a_key_means_one_thing_in_a_room(room: str) -> None:
    keys = Counter(key for action in keymap.of_room(room) for key in action.key.split(","))
    assert {key: count for key, count in keys.items() if count > 1} == {}


@pytest.mark.parametrize("room", [keymap.HOME, keymap.DOCUMENT, keymap.POSITION])
def test_six_hints_and_help_is_the_last(room: str) -> None:
    hints = keymap.hints(room)
    assert len(hints) == keymap.HINTS_SHOWN
    assert hints[-1].id == "help"


async def test_a_users_own_key_works_and_is_the_one_that_is_shown() -> None:
    async with stage() as on_stage:
        on_stage.app.set_keymap(keymap.keymap([("document.next-change", "j"), ("no.such", "z")]))
        await on_stage.press("2", "j")
        assert "paragraph 3" in on_stage.screen()
        assert " j next change" in on_stage.screen()


async def test_help_names_every_key_of_the_room() -> None:
    async with stage(size=(110, 90)) as on_stage:
        for number, room in (("1", keymap.HOME), ("2", keymap.DOCUMENT), ("3", keymap.POSITION)):
            await on_stage.press(number, "question_mark")
            screen = on_stage.screen()
            assert [action.description for action in keymap.of_room(room) if action.description not in screen] == []
            await on_stage.press("escape")


def test_own_keys_are_read_from_a_file_and_a_wrong_name_is_said(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    assert keymap.read_keys(file) == {}
    file.write_text('"document.next-change" = "right"\n')
    assert keymap.read_keys(file) == {"document.next-change": "right"}
    for wrong in ('"document.nxt" = "right"', '"search" = 3', "not toml"):
        file.write_text(wrong)
        with pytest.raises(BadInputError, match=r"keys\.toml"):
            keymap.read_keys(file)


@pytest.mark.parametrize("empty", [True, False], ids=["empty", "table"])
async def test_no_key_breaks_anything_with_texts_or_without(empty: bool) -> None:
    async with stage(TableDesk(empty=empty)) as on_stage:
        for room in (keymap.HOME, keymap.DOCUMENT, keymap.POSITION):
            for action in keymap.of_room(room):
                if action.id in ("quit", "home.open"):
                    continue
                on_stage.app.action_room(room)
                await on_stage.settle()
                await on_stage.app.action_do(action.id)
                await on_stage.settle()
                while len(on_stage.app.screen_stack) > 1:
                    assert "the program made a mistake" not in on_stage.screen(), action.id
                    await on_stage.press("escape")
        assert on_stage.app.return_code is None


async def test_an_empty_workspace_says_in_every_room_what_to_do() -> None:
    async with stage(TableDesk(empty=True)) as on_stage:
        for number in ("1", "2", "3"):
            await on_stage.press(number)
            assert len(on_stage.app.screen_stack) == 1
            assert "i imports" in on_stage.screen()
        await on_stage.press("r")
        assert "no point is under the cursor" in on_stage.screen()
