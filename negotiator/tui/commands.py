"""The command palette, fed from the one registry of keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Coroutine, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from negotiator.tui import keymap

if TYPE_CHECKING:
    from negotiator.tui.app import NegotiatorApp


class KeyCommands(Provider):
    """Everything that a key does here, by its description."""

    def _actions(self) -> Iterator[keymap.KeyAction]:
        room = cast("NegotiatorApp", self.app).room_shown
        return (action for action in keymap.of_room(room) if action.palette)

    def _run(self, action: keymap.KeyAction) -> partial[Coroutine[Any, Any, bool]]:
        return partial(self.app.run_action, f"do('{action.id}')")

    @staticmethod
    def _with_key(words: Content, action: keymap.KeyAction) -> Content:
        """The command with its key behind it."""
        return Content.assemble(words, (f"   {keymap.key_of(action)}", "bold"))

    async def discover(self) -> Hits:
        for action in self._actions():
            yield DiscoveryHit(self._with_key(Content(action.description), action), self._run(action), text=action.description)

    async def search(self, query: str) -> AsyncIterator[Hit]:
        matcher = self.matcher(query)
        for action in self._actions():
            score = matcher.match(action.description)
            if score > 0:
                found = self._with_key(Content.assemble(matcher.highlight(action.description)), action)
                yield Hit(score, found, self._run(action), text=action.description)
