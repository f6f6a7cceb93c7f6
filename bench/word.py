"""A redline in Word with its proof, from the shell to the file on disk, beside the best open comparer. Prints figures, keeps nothing.

python bench/word.py DIR [--runs N] [--peer PYTHON]

DIR is the folder that holds bench/word/make_corpus.py. PYTHON is an interpreter that has `python-redlines[docxodus]`, best in an environment of its own.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SIZES = (60, 600, 3000)
BUDGETS = {60: 0.5, 3000: 2.5}
"""Seconds of a whole process, by paragraphs."""
PUBLISHED = (8.5, 11.5, 275)
"""Docxodus on 3,000 paragraphs where it cannot be run here: least and most seconds, and megabytes, as others measured them on another machine."""
_ENGINE = "from python_redlines.engines import DocxodusEngine; print(DocxodusEngine().extracted_binaries_path)"
_SAY = [sys.executable, "-m", "negotiator"]


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took."""

    seconds: float
    worked: float
    """Processor seconds, all cores together."""
    peak: float
    """Megabytes."""


def run(command: Sequence[str], folder: Path) -> Run:
    """Run a program to its end; a failure ends the benchmark."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.stderr:
        process.stderr.close()
    if process.returncode:
        sys.exit(f"{' '.join(command)}: exit {process.returncode}\n{said.decode(errors='replace')}")
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024))


def measure(name: str, command: Sequence[str], folder: Path, runs: int, budget: float | None = None) -> Run:
    """One line of the table, after a run that warms the machine's caches; the least of each figure is returned."""
    found = [run(command, folder) for _ in range(runs + 1)][1:]
    least = Run(*(min(getattr(one, field) for one in found) for field in ("seconds", "worked", "peak")))
    middle = statistics.median(one.seconds for one in found)
    promised = "" if budget is None else f"{budget:8.1f}{'  over' if least.seconds > budget else ''}"
    print(f"{name:<62} {least.seconds:6.2f} {middle:8.2f} {least.worked:10.2f} {least.peak:7.0f} {promised}".rstrip(), flush=True)
    return least


def engine(python: str) -> str:
    """The path of the peer's program; empty where this interpreter has none."""
    done = subprocess.run([python, "-c", _ENGINE], capture_output=True, text=True, encoding="utf-8", check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def workspace(folder: Path) -> None:
    """Two versions of 600 paragraphs in a workspace."""
    say = [*_SAY, "--workspace", "draft.db"]
    commands = [["init"], *(["import", f"600_{turn}.docx", "--document", "draft", "--label", f"Rev.{n}"] for n, turn in enumerate(("old", "new"), 1))]
    for command in commands:
        run([*say, *command], folder)


def main() -> None:
    """Make the files, measure ours, measure or quote the peer, print the ratio."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("material", type=Path, help="the folder that holds bench/word/make_corpus.py")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peer", default=sys.executable, metavar="PYTHON", help="an interpreter that has python-redlines[docxodus]")
    asked = parser.parse_args()
    maker = asked.material.resolve() / "bench" / "word" / "make_corpus.py"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in SIZES:
            run([sys.executable, str(maker), str(size), str(size)], folder)
        print(f"{'whole process, of ' + str(asked.runs) + ' runs':<62} {'least':>6} {'median':>8} {'processor':>10} {'MB':>7} {'budget':>8}")
        ours = {}
        for size in SIZES:
            command = [*_SAY, "compare", f"{size}_old.docx", f"{size}_new.docx", "-o", f"{size}.docx", "--force"]
            ours[size] = measure(f"compare, {size:,} paragraphs, to a redline and its proof", command, folder, asked.runs, BUDGETS.get(size))
        measure("compare, 60 paragraphs, to the terminal", [*_SAY, "compare", "60_old.docx", "60_new.docx"], folder, asked.runs, 0.4)
        workspace(folder)
        say = [*_SAY, "--workspace", "draft.db"]
        measure("compare, two versions of 600 in a workspace, to the terminal", [*say, "compare", "draft@rev1", "draft@rev2"], folder, asked.runs)
        command = [*say, "export", "draft@rev2", "--as", "redline", "--for", "own", "-o", "own.docx", "--force"]
        measure("export --as redline of the same, with its proof", command, folder, asked.runs)
        run([*say, "import", "3000_old.docx", "--document", "long", "--label", "Rev.1"], folder)
        command = [*say, "edits", "3000.docx", "--of", "long", "--format", "json"]
        measure("edits, 3,000 paragraphs of which a third was changed, tracked", command, folder, asked.runs)
        program = engine(asked.peer)
        if not program:
            least, most, peak = PUBLISHED
            mine = ours[3000].seconds
            print(f"\nDocxodus is not here (--peer); published for 3,000 paragraphs, on another machine: {least}–{most} s, {peak} MB.")
            print(f"That is {least / mine:.1f} to {most / mine:.1f} times our time, and {peak / ours[3000].peak:.1f} times our memory.")
            return
        for size in SIZES:
            command = [program, "Delegation", f"{size}_old.docx", f"{size}_new.docx", f"{size}.peer.docx"]
            theirs = measure(f"Docxodus, {size:,} paragraphs, to a redline", command, folder, max(1, asked.runs // 2))
            worked, waited, peak = (getattr(theirs, what) / getattr(ours[size], what) for what in ("worked", "seconds", "peak"))
            print(f"  {worked:.1f} times our processor time, {waited:.1f} times the time waited, {peak:.1f} times our memory")


if __name__ == "__main__":
    main()
