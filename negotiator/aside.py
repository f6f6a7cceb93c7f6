"""A piece of work that goes on aside, in a copy of this process, while we do another: where the system makes such copies and has a processor to spare."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Generic, NoReturn, Self, TypeVar

Q = TypeVar("Q")
T = TypeVar("T")
WORTH: Final = 10_000
"""Bytes of a Word file from which on a copy of the process is worth its ten milliseconds: a draft of two pages has as many."""
_ending: list[int] = []
"""Copies that have answered and may not have ended yet."""


class Aside(Generic[Q, T]):
    """Work begun when this is made, whose result is asked for later; a context manager, at whose end work that nobody asked for is stopped.

    The work is given a function to hear by: it waits for what `tell` says, so that all that goes before can be done by then. It answers with a value
    that can be pickled, and changes nothing outside itself. Where there can be no copy, where `worth` is False, or where the copy fails in any way,
    the work is done when its result is asked for, here: errors are raised as ever, and nothing depends on a copy.

    A copy is made by fork(2), after which POSIX lets only a process of one thread go on freely: a terminal UI, which has several, does its work itself.
    """

    def __init__(self, work: Callable[[Callable[[], Q]], T], *, worth: bool = True) -> None:
        self._work = work
        self._said: list[Q] = []
        self._copy = 0
        self._there = self._back = -1
        if worth and possible():
            self._begin()

    @property
    def going(self) -> bool:
        """Whether a copy is at it: it is not, where the work is still to be done here."""
        return bool(self._copy)

    def tell(self, word: Q) -> None:
        """Say what the work waits for; once."""
        self._said.append(word)
        if self._copy:
            try:
                with os.fdopen(self._there, "wb") as out:
                    self._there = -1
                    pickle.dump(word, out, pickle.HIGHEST_PROTOCOL)
            except Exception:  # noqa: BLE001 - whatever became of the copy, the work is done here then
                self.close()

    def result(self) -> T:
        """What the work gave; it is waited for. Raises what the work raises."""
        if self._copy:
            with suppress(Exception), os.fdopen(self._back, "rb") as answer:
                self._back = -1
                found: T = pickle.load(answer)
                _ending.append(self._copy)  # by itself; to wait until the system has cleared it away takes longer than the answer
                self._copy = 0
                return found
            self.close()
        return self._work(lambda: self._said[0])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _begin(self) -> None:
        ends: list[int] = []
        try:
            ends += os.pipe()
            ends += os.pipe()
            heard, there, back, answer = ends
            self._copy = _fork(self._work, heard, answer, (there, back))
        except OSError:
            for end in ends:
                os.close(end)
            return
        os.close(heard)
        os.close(answer)
        self._there, self._back = there, back

    def close(self) -> None:
        """Stop what is still going on."""
        for end in {self._there, self._back} - {-1}:
            os.close(end)
        self._there = self._back = -1
        if self._copy:
            with suppress(OSError):
                os.kill(self._copy, signal.SIGKILL)
                os.waitpid(self._copy, 0)
            self._copy = 0
        reap()


def possible() -> bool:
    """Whether this process can go on in two: Linux, a second processor, and no other thread, of Python or of a library."""
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2 or threading.active_count() > 1:
        return False
    try:
        return sum(1 for _ in Path("/proc/self/task").iterdir()) == 1
    except OSError:
        return True


def reap() -> None:
    """Let the system forget the copies that have ended, and count their processor time as ours."""
    for copy in tuple(_ending):
        try:
            ended, _ = os.waitpid(copy, os.WNOHANG)
        except OSError:
            ended = copy
        if ended:
            _ending.remove(copy)


def _fork(work: Callable[[Callable[[], Q]], T], heard: int, answer: int, ours: tuple[int, int]) -> int:
    """A copy of this process that does the work; its number. No interrupt comes between, so that the copy never goes back into what we were at."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        copy = os.fork()
        if not copy:
            _do(work, heard, answer, ours)
        return copy
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _do(work: Callable[[Callable[[], Q]], T], heard: int, answer: int, ours: tuple[int, int]) -> NoReturn:
    """In the copy: do the work, tell its result, and go without a trace. Nothing of the first process is flushed, closed or cleaned up here.

    The ends of the pipes that are the first process's are closed: where it is no more, nobody reads the answer, and the copy ends.
    """

    def hear() -> Q:
        with os.fdopen(heard, "rb") as words:
            said: Q = pickle.load(words)
            return said

    try:
        for end in ours:
            os.close(end)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        with os.fdopen(answer, "wb") as out:
            pickle.dump(work(hear), out, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)
