"""A workspace in the name of one person: opened when it is first asked for, and what cost time to find out, kept until anyone writes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from negotiator.store.store import Store

Found = TypeVar("Found")


def utc_now() -> datetime:
    return datetime.now(UTC)


class KeptWorkspace:
    """The store, the person, the clock, and what was found since anyone last wrote."""

    def __init__(self, store: Store | Callable[[], Store], actor: str, *, now: Callable[[], datetime] = utc_now) -> None:
        """`store` is an open workspace, which stays open, or what opens it when it is first asked for."""
        self._given = store
        self._opened: Store | None = None
        self._actor = actor
        self._now = now
        self._lock = Lock()
        self._beats = 0
        self._age = 0
        self._held: dict[Hashable, object] = {}
        self._gates: dict[Hashable, Lock] = {}

    @property
    def _store(self) -> Store:
        if not callable(self._given):
            return self._given
        with self._lock:
            if self._opened is None:
                self._opened = self._given()
            return self._opened

    def open(self) -> None:
        _ = self._store

    def close(self) -> None:
        """Let go of a workspace that was opened here."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def title(self) -> str:
        location = self._store.location
        if "://" in location:
            return location.rpartition("/")[2]
        path = Path(location).absolute()
        return path.parent.name if path.stem == "negotiation" else path.stem

    def pulse(self) -> object:
        if self._store.changed():
            self.renew()
            self._beats += 1
        return self._beats

    def renew(self) -> None:
        with self._lock:
            self._held.clear()
            self._age += 1

    def _kept(self, key: Hashable, find: Callable[[], Found]) -> Found:
        """What `find` finds, from memory where it was asked before; what was begun before someone wrote is not kept.

        Who asks while another is finding the same waits for it.
        """
        with self._lock:
            if key in self._held:
                return cast("Found", self._held[key])
            gate = self._gates.setdefault(key, Lock())
        with gate:
            with self._lock:
                if key in self._held:
                    return cast("Found", self._held[key])
                age = self._age
            found = find()
            with self._lock:
                if age == self._age:
                    self._held[key] = found
                self._gates.pop(key, None)
        return found
