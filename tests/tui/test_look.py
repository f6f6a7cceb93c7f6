"""How every room and dialog looks, at both sizes, against a text that was looked at before."""

from __future__ import annotations

import pytest
from harness import LARGE, SMALL, same_as_kept, stage

ROOMS = {
    "home": (),
    "document": ("2",),
    "document-history": ("2", "down", "down", "down", "h"),
    "position": ("3", "down", "down"),
    "help": ("3", "question_mark"),
    "search": ("slash", "c", "l", "e", "a", "r"),
    "export": ("2", "e"),
    "import": ("i", "r", "e", "v", "3", "full_stop", "d", "o", "c", "x", "enter"),
}


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x32"])
@pytest.mark.parametrize("name", ROOMS)
async def test_rooms_and_dialogs_look_as_they_did(name: str, size: tuple[int, int]) -> None:
    async with stage(size=size) as on_stage:
        await on_stage.press(*ROOMS[name])
        same_as_kept(f"{name}-{size[0]}x{size[1]}", on_stage.screen())
