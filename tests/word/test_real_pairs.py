"""Pairs of files that Word wrote: every redline proven, few marks, none of them against the accepted form, and all valid to the Open XML SDK."""

from __future__ import annotations

import collections
import io
import json
import os
import re
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from needs import absent

from negotiator.formats.word.proven import proven_redline
from negotiator.formats.word.redline import redline
from negotiator.formats.word.redline.base import Base
from negotiator.formats.word.verify import verify

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MOST_FRAGMENTS = 70
AUTHOR = "Arlen"


@pytest.fixture(scope="module")
def validator() -> str:
    """The Open XML SDK's validator, a program of its own."""
    program = os.environ.get("NEGOTIATOR_VALIDATOR", "")
    if not program or not Path(program).is_file():
        absent("validator", "the Open XML validator is not here: .ci/validator fetches it, NEGOTIATOR_VALIDATOR names it")
    return program


def pairs(folder: Path) -> list[tuple[Path, Path]]:
    return [(folder / old, folder / new) for old, new in (line.split("\t")[:2] for line in (folder / "pairs.tsv").read_text().splitlines())]


def written(old: Path, new: Path) -> bytes:
    return redline(old.read_bytes(), new.read_bytes(), author=AUTHOR, at=AT)


def fragments(content: bytes, to: Path) -> int:
    """Marked stretches with words in them, the copies for older programs aside."""
    to.write_bytes(content)
    found = 0
    with zipfile.ZipFile(to) as opened:
        for name in opened.namelist():
            if re.search(r"word/(document\d*|footnotes|endnotes)\.xml", name):
                text = re.sub(r"<mc:Fallback.*?</mc:Fallback>", "", opened.read(name).decode(), flags=re.DOTALL)
                marks = re.findall(rf'<w:(?:ins|del) [^>]*w:author="{AUTHOR}"[^>]*[^/]>(.*?)</w:(?:ins|del)>', text, re.DOTALL)
                found += sum(bool(re.search(r"<w:(?:t|delText)[ >][^<]*\w", mark)) for mark in marks)
    return found


def test_the_real_pairs_are_marked_in_few_stretches(bench: Path, tmp_path: Path) -> None:
    marked = 0
    for old, new in pairs(bench / "bench/word/pairs"):
        out = written(old, new)
        assert verify(out, old.read_bytes(), new.read_bytes()) == (), f"{old.name} | {new.name}"
        marked += fragments(out, tmp_path / "out.docx")
    assert 31 <= marked <= MOST_FRAGMENTS


def test_files_with_earlier_changes_are_all_proven_and_against_their_accepted_form_no_word_is_marked(bench: Path, tmp_path: Path) -> None:
    for old, new in pairs(bench / "bench/word/revisions"):
        out = proven_redline(old.read_bytes(), new.read_bytes(), author=AUTHOR, at=AT)
        if "Accepted" in new.name:
            assert fragments(out, tmp_path / "out.docx") == 0, new.name


def faults(validator: str, path: Path) -> collections.Counter[tuple[str, str]]:
    done = subprocess.run([validator, str(path)], capture_output=True, text=True, check=False, timeout=120)
    return collections.Counter((str(e["id"]), str(e["description"])) for e in json.loads(done.stdout)["errors"])


@pytest.mark.parametrize("folder", ["pairs", "revisions"])
def test_the_sdk_finds_no_fault_that_neither_file_had(bench: Path, validator: str, tmp_path: Path, folder: str) -> None:
    out = tmp_path / "out.docx"
    for old, new in pairs(bench / "bench/word" / folder):
        out.write_bytes(written(old, new))
        found = faults(validator, out)
        if found:
            found -= faults(validator, old) | faults(validator, new)
        assert not found, f"{old.name} | {new.name}"


@pytest.mark.parametrize("base", ["accepted", "rejected"])
def test_earlier_changes_can_be_settled_before_ours_are_written(bench: Path, base: Base) -> None:
    for old, new in pairs(bench / "bench/word/revisions"):
        out = proven_redline(old.read_bytes(), new.read_bytes(), author=AUTHOR, at=AT, base=base)
        with zipfile.ZipFile(io.BytesIO(out)) as opened:
            text = opened.read("word/document.xml").decode()
        authors = set(re.findall(r'<w:(?:ins|del|moveFrom|moveTo|rPrChange|pPrChange) [^>]*w:author="([^"]*)"', text))
        assert authors <= {AUTHOR}, f"{old.name}: {authors}"


def test_files_with_nothing_in_common_give_a_redline_all_the_same(bench: Path) -> None:
    files = [old for old, _ in pairs(bench / "bench/word/pairs")]
    for old, new in zip(files[::4], files[2::4], strict=False):
        before, after = old.read_bytes(), new.read_bytes()
        assert verify(proven_redline(before, after, author=AUTHOR, at=AT), before, after) == (), f"{old.name} | {new.name}"
