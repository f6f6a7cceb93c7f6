"""Files made to hurt: refused in one message, in little memory, with nothing stored."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from drawn_pdf import Sheet, pdf
from test_refused_files import DOCTYPE, OLE, in_document, rezipped

MOST_MEGABYTES = 300
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zip_bomb(good: bytes) -> bytes:
    """A Word file whose text unpacks to 600 MB of spaces, and says so."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != "word/document.xml":
                new.writestr(info.filename, old.read(info.filename))
        bomb = zipfile.ZipInfo("word/document.xml")
        bomb.compress_type = zipfile.ZIP_DEFLATED
        with new.open(bomb, "w", force_zip64=True) as part:
            for _ in range(60):
                part.write(b" " * 10_000_000)
    return out.getvalue()


def lying_bomb(good: bytes) -> bytes:
    """A Word file whose text unpacks to 200 MB and says that it is 1,000 bytes."""
    bomb = bytearray(rezipped(good, lambda name, part: part + b" " * 200_000_000 if name == "word/document.xml" else part))
    directory = bomb.index(b"PK\x01\x02")
    while bomb[directory : directory + 4] == b"PK\x01\x02":
        name_length, extra, comment = struct.unpack_from("<3H", bomb, directory + 28)
        if bomb[directory + 46 : directory + 46 + name_length] == b"word/document.xml":
            struct.pack_into("<L", bomb, directory + 24, 1000)
        directory += 46 + name_length + extra + comment
    return bytes(bomb)


def pdf_bomb(good: bytes) -> bytes:
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(b" " * 10_000_000) for _ in range(60)) + packer.flush()
    return pdf([Sheet().say(90, 700, "x")], packed=body)


def odt(good: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr("content.xml", "<x/>")
    return out.getvalue()


HOSTILE: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "DOCTYPE": ("draft.docx", lambda good: rezipped(good, in_document(b"<w:document", DOCTYPE + b"<w:document")), "DOCTYPE"),
    "Strict": ("draft.docx", lambda good: rezipped(good, in_document(TRANSITIONAL, STRICT)), "Strict"),
    "zip bomb": ("draft.docx", zip_bomb, "unpack"),
    "zip bomb that lies": ("draft.docx", lying_bomb, "draft.docx"),
    "part missing": ("draft.docx", lambda good: rezipped(good, lambda name, part: None if name == "word/document.xml" else part), "draft.docx"),
    "XML cut short": (
        "draft.docx",
        lambda good: rezipped(good, lambda name, part: part[: len(part) // 2] if name == "word/document.xml" else part),
        "draft.docx",
    ),
    "nested a hundred thousand deep": (
        "draft.docx",
        lambda good: rezipped(good, in_document(b"<w:body>", b"<w:body>" + b"<w:sdt><w:sdtContent>" * 50_000)),
        "draft.docx",
    ),
    "old Word file named .docx": ("draft.docx", lambda good: OLE, ".doc"),
    "RTF named .docx": ("draft.docx", lambda good: b"{\\rtf1\\ansi 1. One.}", "RTF"),
    "OpenDocument named .docx": ("draft.docx", odt, "OpenDocument"),
    "PDF named .docx": ("draft.docx", lambda good: pdf([Sheet().say(90, 700, "1. One.")]), "a PDF"),
    "scan": ("draft.pdf", lambda good: pdf([Sheet(image=True)]), "looks like a scan"),
    "PDF with a password": ("draft.pdf", lambda good: pdf([Sheet().say(90, 700, "1. One.")], encrypt=True), "password"),
    "PDF cut short": ("draft.pdf", lambda good: pdf([Sheet().say(90, 700, "1. One.")])[:400], "cut short"),
    "PDF bomb": ("draft.pdf", pdf_bomb, "unpacks to more than"),
    "PDF of nothing": ("draft.pdf", lambda good: b"%PDF-1.7\n" + bytes(90_000_000), "draft.pdf"),
    "more than 100 MB of text": ("draft.txt", lambda good: b"1. We measure the ice.\n" * 4_600_000, "larger than 100 MB"),
    "more than 100 MB of zip": ("draft.docx", lambda good: good + bytes(105_000_000), "larger than 100 MB"),
    "more than 100 MB of PDF": ("draft.pdf", lambda good: b"%PDF-1.7\n" + bytes(105_000_000), "larger than 100 MB"),
    "JSON a hundred thousand deep": ("draft.json", lambda good: b"[" * 100_000, "draft.json"),
    "NUL bytes": ("draft.txt", lambda good: b"1. One.\n\x00\x01\x02" + bytes(99), "NUL"),
}
MEASURED = """
import pathlib, resource, sys, time
from negotiator.cli.app import run
code = run()
status = pathlib.Path("/proc/self/status")
if status.exists():
    peak = next(int(line.split()[1]) // 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM"))
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 * 1024)
print("measured", code, peak, round(time.process_time(), 1), file=sys.stderr)
"""
"""On Linux the kernel's own figure: `ru_maxrss` of a new process starts from what its parent used."""


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured where there is getrusage")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_little_memory_and_nothing_is_stored(name: str, workspace: Path, sample: Path, tmp_path: Path) -> None:
    file, spoil, says = HOSTILE[name]
    path = tmp_path / file
    path.write_bytes(spoil((sample / "declaration-rev1.docx").read_bytes()))
    before = workspace.read_bytes()
    for command in (["parse", str(path)], ["--workspace", str(workspace), "import", str(path), "--document", "declaration", "--label", "Rev.9"]):
        done = subprocess.run([sys.executable, "-c", MEASURED, *command], capture_output=True, text=True, encoding="utf-8", check=False)
        *told, measured = done.stderr.splitlines()
        assert done.stdout == ""
        assert told[0].startswith(f"negotiator: {file}"), done.stderr[-600:]
        assert says in done.stderr
        assert len(told) <= 2
        _, code, megabytes, seconds = measured.split()
        print(f"{name}: {command[0]} {megabytes} MB, {seconds} s")
        assert int(code) == 2
        assert int(megabytes) < MOST_MEGABYTES
    path.unlink()
    assert workspace.read_bytes() == before
