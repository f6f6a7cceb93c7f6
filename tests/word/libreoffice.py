"""A second reader: what LibreOffice makes of Word files, all changes accepted and all rejected, told as JSON. Runs under a Python that has `uno`."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PATIENCE = 60
"""Seconds that LibreOffice may take to answer."""


def pythons() -> list[str]:
    """Interpreters that may have `uno`: the system's, and the one that LibreOffice brings along."""
    program = shutil.which("soffice") or shutil.which("libreoffice") or ""
    beside = [str(path) for path in Path(program).resolve().parent.glob("python*") if path.is_file()] if program else []
    return [path for path in ("/usr/bin/python3", shutil.which("python3") or "", *beside) if path and Path(path).exists()]


def python_with_uno() -> str | None:
    """The first of them that can import it; None where none can."""
    for path in pythons():
        if subprocess.run([path, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return path
    return None


def read_all(files: list[Path]) -> dict[str, dict[str, Any]]:
    """For each file: `accepted` and `rejected` ([cell, text] of each paragraph) and `comments`; one LibreOffice for all of them."""
    python = python_with_uno()
    assert python is not None
    done = subprocess.run([python, __file__, *map(str, files)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    read: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return read


def main(files: list[str]) -> None:
    with started() as (pipe, home):
        desktop, dispatcher = connect(pipe)
        print(json.dumps({file: read(desktop, dispatcher, file, home) for file in files}))


@contextlib.contextmanager
def started() -> Iterator[tuple[str, str]]:
    """A LibreOffice of its own that listens to a pipe, and the folder that is its home; both are gone in the end."""
    home = tempfile.mkdtemp(prefix="office")
    profile = f"-env:UserInstallation=file://{home}/profile"
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    program = shutil.which("soffice") or shutil.which("libreoffice") or "soffice"
    # a fresh profile makes LibreOffice start over once
    subprocess.run([program, "--headless", "--norestore", "--terminate_after_init", profile], timeout=PATIENCE, check=False, **quiet)
    pipe = Path(home).name
    office = subprocess.Popen([program, "--headless", "--norestore", "--nologo", profile, f"--accept=pipe,name={pipe};urp;"], **quiet)
    try:
        yield pipe, home
    finally:
        with contextlib.suppress(Exception):
            connect(pipe, patience=1)[0].terminate()
        try:
            office.wait(10)
        except subprocess.TimeoutExpired:
            office.kill()
        shutil.rmtree(home, ignore_errors=True)


def connect(pipe: str, patience: float = PATIENCE) -> tuple[Any, Any]:
    context = context_of(pipe, patience)
    make = context.ServiceManager.createInstanceWithContext
    return make("com.sun.star.frame.Desktop", context), make("com.sun.star.frame.DispatchHelper", context)


def context_of(pipe: str, patience: float = PATIENCE) -> Any:
    """What LibreOffice lets others work with, once it answers."""
    import uno

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    end = time.monotonic() + patience
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def read(desktop: Any, dispatcher: Any, file: str, home: str) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for state, command in (("accepted", ".uno:AcceptAllTrackedChanges"), ("rejected", ".uno:RejectAllTrackedChanges")):
        # a copy of its own: a lock file that lies about makes loading fail
        copy = Path(tempfile.mkdtemp(dir=home)) / Path(file).name
        shutil.copy(file, copy)
        document = desktop.loadComponentFromURL(copy.as_uri(), "_blank", 0, (hidden(),))
        out.setdefault("comments", comments(document))
        dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, ())
        out[state] = paragraphs(document.Text, "")
        document.close(True)
    return out


def hidden() -> Any:
    from com.sun.star.beans import PropertyValue

    value = PropertyValue()
    value.Name, value.Value = "Hidden", True
    return value


def comments(document: Any) -> list[dict[str, str]]:
    fields, out = document.TextFields.createEnumeration(), []
    while fields.hasMoreElements():
        one = fields.nextElement()
        if one.supportsService("com.sun.star.text.textfield.Annotation"):
            out.append({"author": one.Author, "text": one.Content, "on": one.Anchor.String})
    return out


def paragraphs(text: Any, cell: str) -> list[list[str]]:
    blocks, out = text.createEnumeration(), []
    while blocks.hasMoreElements():
        block = blocks.nextElement()
        if block.supportsService("com.sun.star.text.TextTable"):
            for name in block.CellNames:
                out += paragraphs(block.getCellByName(name), f"{cell}{name} ")
        elif block.supportsService("com.sun.star.text.Paragraph"):
            out.append([cell.strip(), block.String])
    return out


if __name__ == "__main__":
    main(sys.argv[1:])
