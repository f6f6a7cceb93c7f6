"""Every structure of `structures.py` and `rarer_structures.py` redlined: proven, valid, accepted and rejected alike by LibreOffice but for what is known."""

from __future__ import annotations

import collections
import json
import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from libreoffice import python_with_uno, read_all
from needs import absent
from rarer_structures import RARER
from structures import PAIRS as COMMON

from negotiator.formats.word.redline import redline
from negotiator.formats.word.verify import verify

PAIRS = COMMON | RARER
AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

UNLIKE = {
    "marks in a control around a cell, or around all that a cell holds, are not acted upon": (
        "a control around a cell",
        "a control around a cell that becomes another",
        "a control around a cell that goes",
        "a control that is all of a cell",
    ),
    "marks in block controls are not always acted upon": ("custom XML in a control", "a control with a table at the end that goes"),
    "a cell that was deleted stays": ("a cell that others deleted", "a row with three cells where others left two"),
    "fields are computed anew": ("a field in a field",),
    "a drop cap and its paragraph are read as one, both states at once": ("a drop cap",),
    "a space beside a drawing that was rejected goes along": ("another chart",),
}
"""Where LibreOffice 7.4 reads correct files otherwise, by what it does. Empty paragraphs, which it leaves here and there, are not compared."""


def written(name: str) -> bytes:
    old, new = PAIRS[name]
    return redline(old, new, author="Arlen", at=AT)


@pytest.mark.parametrize("name", PAIRS)
def test_a_redline_is_proven_both_ways(name: str) -> None:
    old, new = PAIRS[name]
    assert verify(written(name), old, new) == ()
    assert verify(redline(new, old, author="Arlen", at=AT), new, old) == ()


@pytest.mark.parametrize("name", PAIRS)
def test_a_file_against_itself_is_the_same_to_the_byte(name: str) -> None:
    for content in PAIRS[name]:
        assert redline(content, content, author="Arlen", at=AT) == content


def test_libreoffice_agrees(soffice: str, tmp_path: Path) -> None:
    if python_with_uno() is None:
        absent("libreoffice", "no Python with LibreOffice's uno module")
    unlike = {name for names in UNLIKE.values() for name in names}
    names = [name for name in PAIRS if name not in unlike]
    for n, name in enumerate(names):
        for what, content in zip(("old", "new", "out"), (*PAIRS[name], written(name)), strict=True):
            (tmp_path / f"{n}-{what}.docx").write_bytes(content)
    read = {Path(path).stem: found for path, found in read_all(sorted(tmp_path.glob("*.docx"))).items()}
    for n, name in enumerate(names):
        assert words(read[f"{n}-out"]["accepted"]) == words(read[f"{n}-new"]["accepted"]), name
        assert words(read[f"{n}-out"]["rejected"]) == words(read[f"{n}-old"]["rejected"]), name


def words(paragraphs: list[list[str]]) -> list[tuple[str, str]]:
    """Without the signs that LibreOffice puts into emptied rows and behind controls."""
    plain = [(cell, text.replace("\u200d", "").removesuffix("\r")) for cell, text in paragraphs]
    return [(cell, text) for cell, text in plain if text.strip()]


def test_the_sdk_finds_no_fault_that_neither_file_had(tmp_path: Path) -> None:
    program = os.environ.get("NEGOTIATOR_VALIDATOR", "")
    if not program or not Path(program).is_file():
        absent("validator", "the Open XML validator is not here: .ci/validator fetches it, NEGOTIATOR_VALIDATOR names it")
    for name in PAIRS:
        found = faults(program, written(name), tmp_path)
        if found:
            found -= faults(program, PAIRS[name][0], tmp_path) | faults(program, PAIRS[name][1], tmp_path)
        assert not found, name


def faults(program: str, content: bytes, folder: Path) -> collections.Counter[tuple[str, str]]:
    path = folder / "judged.docx"
    path.write_bytes(content)
    done = subprocess.run([program, str(path)], capture_output=True, text=True, check=False, timeout=120)
    return collections.Counter((str(e["id"]), str(e["description"])) for e in json.loads(done.stdout)["errors"])
