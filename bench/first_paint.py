"""How long the terminal UI takes, on a real terminal: until the frame is painted, until the sample's figures stand in it, and from room to room."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from negotiator.services.demo import WORKSPACE, build_demo

SIZE = (32, 120)
"""Rows and columns."""
FRAME = b"Position"
"""The last of the rooms' names: once it is there, the frame is."""
FIGURES = b"of 16"
"""Part of the first card."""
BUDGET = 0.8
"""Seconds to the first paint."""


def painted(command: Sequence[str], wanted: bytes, *, longest: float = 20.0) -> tuple[float, float]:
    """Seconds from the start of a command until the wanted word was written to its terminal: on the clock, and of the processor."""
    start = monotonic()
    child, terminal = pty.fork()
    if child == 0:
        os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONDONTWRITEBYTECODE": ""}
        os.execv(command[0], list(command))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
    written = b""
    try:
        while wanted not in written and monotonic() - start < longest:
            if select.select([terminal], [], [], 0.1)[0]:
                written += os.read(terminal, 65536)
        clock = monotonic() - start
    finally:
        os.kill(child, signal.SIGKILL)
        _, _, used = os.wait4(child, 0)
        os.close(terminal)
    if wanted not in written:
        raise SystemExit(f"{wanted.decode()!r} did not appear within {longest:.0f} s")
    return clock, used.ru_utime + used.ru_stime


ROOMS = ((b"2", b"against"), (b"3", b"judged"), (b"1", b"3 documents"), (b"2", b"against"), (b"3", b"judged"))
"""Keys, and the words that stand in the frame once the room shows what it holds."""
SWITCH = 0.1
"""Seconds from a key to the room with its text."""


def switched(command: Sequence[str], *, rest: float = 6.0) -> list[tuple[float, float]]:
    """From each key to the room that it leads to, after the user has read the first one for a while: seconds on the clock, and of the processor."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONDONTWRITEBYTECODE": ""}
        os.execv(command[0], list(command))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
    times = []
    try:
        awaited(terminal, FIGURES, 20.0)
        drained(terminal, rest)
        for key, wanted in ROOMS:
            start, before = monotonic(), spent(child)
            os.write(terminal, key)
            awaited(terminal, wanted, 5.0)
            times.append((monotonic() - start, spent(child) - before))
            drained(terminal, 0.5)
    finally:
        os.kill(child, signal.SIGKILL)
        os.wait4(child, 0)
        os.close(terminal)
    return times


def awaited(terminal: int, wanted: bytes, longest: float) -> None:
    """Read what is written to a terminal until a word stands there."""
    start, written = monotonic(), b""
    while wanted not in written:
        if monotonic() - start > longest:
            raise SystemExit(f"{wanted.decode()!r} did not appear within {longest:.0f} s")
        if select.select([terminal], [], [], 0.01)[0]:
            written += os.read(terminal, 65536)


def spent(process: int) -> float:
    """Seconds of the processor that a process used so far; 0 where the system does not say."""
    try:
        used = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]
    except OSError:
        return 0.0
    return sum(map(int, used)) / os.sysconf("SC_CLK_TCK")


def drained(terminal: int, seconds: float) -> None:
    """Read and forget what is written for some time."""
    start = monotonic()
    while monotonic() - start < seconds:
        if select.select([terminal], [], [], 0.05)[0]:
            os.read(terminal, 65536)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        for _ in build_demo(Path(folder)):
            pass
        command = [sys.executable, "-m", "negotiator", "--workspace", str(Path(folder) / WORKSPACE)]
        for name, wanted in (("frame painted", FRAME), ("figures of the sample", FIGURES)):
            times, processor = zip(*(painted(command, wanted) for _ in range(runs)), strict=True)
            said = f"median {statistics.median(times):.2f} s   best {min(times):.2f} s   worst {max(times):.2f} s"
            print(f"{name:<22} {said}   processor {min(processor):.2f} s   of {runs} runs")
        times, processor = zip(*(each for _ in range(runs) for each in switched(command)), strict=True)
        said = f"median {statistics.median(times):.2f} s   best {min(times):.2f} s   worst {max(times):.2f} s"
        print(f"{'from room to room':<22} {said}   processor {statistics.median(processor):.2f} s   of {len(times)} keys")
    print(f"budget for the first paint: {BUDGET} s, for a room: {SWITCH} s")


if __name__ == "__main__":
    main()
