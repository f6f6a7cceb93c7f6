"""How long the terminal UI takes, measured on a real terminal: until the frame is painted, and until the sample's figures stand in it."""

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
    print(f"budget for the first paint: {BUDGET} s")


if __name__ == "__main__":
    main()
