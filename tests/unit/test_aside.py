"""Work that goes on aside gives what it would give here, whatever becomes of the copy that does it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import docx
import pytest

from negotiator.aside import Aside

PREAMBLE = """
import os
from negotiator import aside
from negotiator.aside import Aside
aside.possible = lambda: True
def left():
    try:
        while os.waitpid(-1, 0): pass
    except ChildProcessError:
        return "none"
"""
FORKS = pytest.mark.skipif(sys.platform != "linux", reason="copies of a process are made on Linux alone")


def said(script: str) -> list[str]:
    done = subprocess.run([sys.executable, "-W", "error", "-c", PREAMBLE + script], capture_output=True, text=True, check=False, timeout=60)
    assert not done.stderr, done.stderr
    return done.stdout.split()


def test_in_turn_where_it_is_not_worth_a_copy() -> None:
    done: list[str] = []
    work: Aside[str, int] = Aside(lambda hear: len(hear()) + len(done), worth=False)
    with work:
        work.tell("four")
        assert not work.going
        done.append("before")
        assert work.result() == 5


@FORKS
def test_a_copy_does_it_and_is_gone_after() -> None:
    going, pid, other, number, gone, rest = said(
        "with Aside(lambda hear: (os.getpid(), sum(hear()))) as w:\n w.tell(range(9))\n print(w.going, os.getpid(), *w.result(), w.going)\nprint(left())"
    )
    assert pid != other and number == "36" and rest == "none"
    assert (going, gone) == ("True", "False")


@FORKS
def test_it_goes_on_meanwhile(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    script = f"""
import time, pathlib
mark = pathlib.Path({str(mark)!r})
with Aside(lambda hear: (mark.touch(), hear())[1]) as w:
    begun = time.monotonic()
    while not mark.exists() and time.monotonic() < begun + 30: time.sleep(0.01)
    print(mark.exists())
    w.tell("on")
    print(w.result())
"""
    assert said(script) == ["True", "on"]


@FORKS
@pytest.mark.parametrize(
    "work", ["1 / 0 if os.getpid() != here else 'done'", "(lambda: 0) if os.getpid() != here else 'done'", "os._exit(3) if os.getpid() != here else 'done'"]
)
def test_where_the_copy_fails_it_is_done_here(work: str) -> None:
    assert said(f"here = os.getpid()\nwith Aside(lambda hear: {work}) as w:\n w.tell('x' * 10**6)\n print(w.result())\nprint(left())") == ["done", "none"]


@FORKS
def test_errors_are_raised_as_ever() -> None:
    assert said("with Aside(lambda _: int('x')) as w:\n try: w.result()\n except ValueError as e: print('raised')\nprint(left())") == ["raised", "none"]


@FORKS
def test_what_nobody_asks_for_is_stopped() -> None:
    assert said("import time\ntry:\n with Aside(lambda _: time.sleep(600)): raise KeyError\nexcept KeyError: print('stopped')\nprint(left())") == [
        "stopped",
        "none",
    ]


@FORKS
def test_where_we_are_killed_the_copy_ends_too() -> None:
    script = PREAMBLE + "import time\nw = Aside(lambda hear: 'x' * (10**7 + len(hear())))\nw.tell('')\nprint(w._copy, flush=True)\ntime.sleep(600)"
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        copy = int(first.stdout.readline())
        first.kill()
    begun = time.monotonic()
    while (Path("/proc") / str(copy)).exists() and time.monotonic() < begun + 30:
        time.sleep(0.05)
    status = Path(f"/proc/{copy}/stat")
    assert not status.exists() or status.read_text().split()[2] == "Z", "nobody is left who would read its answer"


@FORKS
def test_where_no_pipe_can_be_made_it_is_done_here() -> None:
    script = """
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, (len(os.listdir('/proc/self/fd')) + 1,) * 2)
with Aside(lambda _: 'done') as w: print(w.result())
"""
    assert said(script) == ["done"]


@FORKS
def test_a_redline_is_the_same_with_copies_and_without(tmp_path: Path) -> None:
    for name, turn in (("old", 0), ("new", 1)):
        document = docx.Document()
        for n in range(1200):
            document.add_paragraph(f"{n}. States Parties will report on area {n * 7919 % 1000 + (turn if n % 9 == 0 else 0)} by {n * 104729 % 997} June.")
        document.save(str(tmp_path / f"{name}.docx"))
    script = """
import hashlib
from datetime import UTC, datetime
from negotiator import aside
from negotiator.services import files, redlines
made = []
def possible(): made.append(1); return {possible}
aside.possible = possible
import negotiator.formats.word.proven, negotiator.formats.word.verify
for module in (files, negotiator.formats.word.proven, negotiator.formats.word.verify): module.WORTH = 1000
both, at = files.read_files("old.docx", "new.docx"), datetime(2024, 11, 1, tzinfo=UTC)
content, told = redlines.redline_files(*both, lambda found: len(found.changes), author="Arlen", at=at)
print(hashlib.sha256(content).hexdigest(), told, len(made))
"""
    answers = [
        subprocess.run([sys.executable, "-c", script.replace("{possible}", p)], capture_output=True, text=True, check=True, cwd=tmp_path).stdout
        for p in ("True", "False")
    ]
    assert answers[0] == answers[1]
    assert answers[0].split()[2] == "3", "the second file, the redline, and what accepting it gives"
