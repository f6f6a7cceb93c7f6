"""Whole commands, from the shell to the last character, against the times that people were promised. Prints figures, keeps nothing.

python bench/commands.py [RUNS]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from docx import Document

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 7
WORDS = """commit parties to report annually on stockpiles clearance victims assistance cooperation transparency funding donors plans national
authorities communities education risk gender age disability environment technology partnership civil society implementation obligations""".split()  # noqa: SIM905


def paragraph(number: int, turn: int) -> str:
    """One of many paragraphs that share words as those of a draft do."""
    start = number * 7 % len(WORDS)
    chosen = [WORDS[(start + step * (1 + number % 5)) % len(WORDS)] for step in range(24)]
    chosen[3] = f"year{number}"
    if turn and number % 4 == 0:
        chosen[10:12] = ["as", "appropriate", "and"]
    return " ".join(chosen).capitalize() + "."


def write(path: Path, paragraphs: int, turn: int = 0) -> None:
    """A Word file; in the second turn every fourth paragraph is edited, one is added and one moved."""
    texts = [paragraph(number, turn) for number in range(1, paragraphs + 1)]
    if turn:
        texts.insert(paragraphs // 3, paragraph(paragraphs + 1, 0))
        texts.append(texts.pop(5))
    document = Document()
    document.add_heading("Draft political declaration", 1)
    for number, text in enumerate(texts, 1):
        document.add_paragraph(f"{number}. {text}")
    document.save(str(path))


def processor_seconds() -> float:
    """What all finished child processes have used; on a busy machine the truer figure."""
    if sys.platform == "win32":
        return 0.0
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def coverage_alone(workspace: Path, budget: float) -> None:
    """The coverage without Python's start and the libraries' import."""
    from negotiator.services.coverage import coverage_of
    from negotiator.store.store import Store

    seconds, worked = [], []
    with Store.open(str(workspace)) as store:
        for _ in range(RUNS):
            started, busy = time.perf_counter(), time.process_time()
            with store.snapshot() as view:
                rows = coverage_of(view)
            seconds.append(time.perf_counter() - started)
            worked.append(time.process_time() - busy)
    report(f"  the same, {len(rows)} rows, inside a running program", seconds, worked, budget)


def measure(name: str, budget: float | None, folder: Path, command: list[str], before: Callable[[], object] = lambda: None) -> None:
    """Time a command as a process of its own, after one run that warms the machine's caches."""
    seconds, worked = [], []
    for turn in range(RUNS + 1):
        before()
        busy, started = processor_seconds(), time.perf_counter()
        done = subprocess.run([sys.executable, "-m", "negotiator", *command], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
        if turn:
            seconds.append(time.perf_counter() - started)
            worked.append(processor_seconds() - busy)
        if done.returncode:
            sys.exit(f"{name}: exit {done.returncode}\n{done.stderr}")
    report(name, seconds, worked, budget)


def report(name: str, seconds: list[float], worked: list[float], budget: float | None) -> None:
    """One line of the table; what is over the budget in processor time says so."""
    promised, over = (f"{budget:8.2f}", "over" if min(worked) > budget else "") if budget else ("", "")
    print(f"{name:<58} {min(seconds):6.2f} {statistics.median(seconds):8.2f} {min(worked):10.2f} {promised}  {over}".rstrip())


def main() -> None:
    """Measure the four commands of the budget, each in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, size, turn in (("old.docx", 60, 0), ("new.docx", 60, 1), ("large.docx", 600, 0)):
            write(folder / file, size, turn)
        say = [sys.executable, "-m", "negotiator"]
        subprocess.run([*say, "demo", "sample", "--no-tui"], cwd=folder, capture_output=True, check=True)
        subprocess.run([*say, "--workspace", "empty.db", "init"], cwd=folder, capture_output=True, check=True)
        empty = (folder / "empty.db").read_bytes()

        print(f"{'seconds, whole process, of ' + str(RUNS) + ' runs':<58} {'least':>6} {'median':>8} {'processor':>10} {'budget':>8}")
        measure("negotiator --version", 0.15, folder, ["--version"])
        measure("compare, two .docx of 60 paragraphs", 0.4, folder, ["compare", "old.docx", "new.docx"])
        command = ["--workspace", "one.db", "import", "large.docx", "--document", "declaration"]
        measure("import, a .docx of 600 paragraphs", 1.5, folder, command, lambda: (folder / "one.db").write_bytes(empty))
        measure("coverage, 46 points against three documents", None, folder, ["--workspace", "sample/negotiation.db", "coverage"])
        coverage_alone(folder / "sample" / "negotiation.db", 0.3)


if __name__ == "__main__":
    main()
