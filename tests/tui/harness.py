"""Drives the terminal UI in tests: opens it at a size, presses keys, and reads the screen as text."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from table import NOW, TableDesk
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from negotiator.tui.app import NegotiatorApp
from negotiator.tui.desk import Desk

SNAPSHOTS = Path(__file__).parent / "snapshots"
UPDATE = bool(os.environ.get("NEGOTIATOR_UPDATE_SNAPSHOTS"))
SMALL = (80, 24)
LARGE = (120, 32)


class Stage:
    """An app that is running, and what a test does to it."""

    def __init__(self, app: NegotiatorApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    async def settle(self) -> None:
        """Until no worker is at work and the screen is drawn."""
        while True:
            await self.pilot.pause()
            at_work = [worker for worker in self.app.workers if not worker.is_finished]
            if not at_work:
                break
            with suppress(WorkerCancelled):  # a newer question took its place
                await self.app.workers.wait_for_complete(at_work)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def write(self, text: str) -> None:
        """Type a text into the field with the focus."""
        for letter in text:
            await self.pilot.press("space" if letter == " " else letter)
        await self.settle()

    def screen(self) -> str:
        """The screen as a person reads it, without the space at the ends of rows."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips) + "\n"


@asynccontextmanager
async def stage(desk: Desk | None = None, *, size: tuple[int, int] = LARGE, dark: bool = True, plain: bool = False) -> AsyncIterator[Stage]:
    """The UI on a desk, loaded and drawn."""
    app = NegotiatorApp(desk or TableDesk(), dark=dark, plain=plain, clock=lambda: NOW, pulse_seconds=None, own_keys=dict)
    async with app.run_test(size=size) as pilot:
        on_stage = Stage(app, pilot)
        await on_stage.settle()
        yield on_stage


def same_as_kept(name: str, found: str) -> None:
    """Compare with the snapshot of that name; NEGOTIATOR_UPDATE_SNAPSHOTS=1 keeps this one instead."""
    kept = SNAPSHOTS / f"{name}.txt"
    if UPDATE:
        SNAPSHOTS.mkdir(exist_ok=True)
        kept.write_text(found, encoding="utf-8")
    assert found == kept.read_text(encoding="utf-8"), f"the screen differs from {kept.name}: NEGOTIATOR_UPDATE_SNAPSHOTS=1 keeps the new one"
