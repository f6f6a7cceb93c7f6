"""The sample's Word files, printed to PDF by LibreOffice, read as the Word files do: numbers, kinds, words, notes and mastheads."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from needs import absent

from negotiator.formats.readers import read
from negotiator.reading.segment import Segmented, segment

SAMPLE = Path(__file__).parents[3] / "drafts" / "siem-reap-angkor"
NAMES = sorted(path.stem for path in SAMPLE.glob("*.docx"))
MARKED = "declaration-rev2"
"""Carries tracked changes, which LibreOffice prints as struck and underlined words."""


@pytest.fixture(scope="session")
def printed(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("printed")
    files = [str(SAMPLE / f"{name}.docx") for name in NAMES]
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder


def told(path: Path) -> Segmented:
    found = segment(read(path.name, path.read_bytes()))
    assert found.balance.holds
    return found


def clauses(found: Segmented) -> list[tuple[object, ...]]:
    return [(c.kind, c.path, c.number, " ".join(c.text.split()), tuple((ref.offset, ref.note) for ref in c.notes)) for c in found.clauses]


@pytest.mark.xdist_group("printed")
@pytest.mark.parametrize("name", [name for name in NAMES if name != MARKED])
def test_a_printed_file_reads_as_the_word_file_does(printed: Path, name: str) -> None:
    word, paper = told(SAMPLE / f"{name}.docx"), told(printed / f"{name}.pdf")
    assert clauses(paper) == clauses(word)
    assert (paper.masthead.symbol, paper.masthead.issued_on, paper.masthead.title) == (word.masthead.symbol, word.masthead.issued_on, word.masthead.title)


@pytest.mark.xdist_group("printed")
def test_changes_that_are_printed_as_struck_words_are_left_out(printed: Path) -> None:
    word, paper = told(SAMPLE / f"{MARKED}.docx"), told(printed / f"{MARKED}.pdf")
    ours, theirs = (Counter(" ".join(c.text for c in found.clauses).split()) for found in (paper, word))
    # What LibreOffice prints of the numbers, old and new at once, is left aside.
    assert sum((theirs - ours).values()) <= 0.02 * theirs.total()
    assert sum((ours - theirs).values()) <= 0.03 * theirs.total()
    assert sum(item.reason == "struck by hand" for item in paper.balance.left_out) > 10


@pytest.mark.xdist_group("printed")
@pytest.mark.parametrize("name", NAMES)
def test_a_second_program_finds_the_same_words(printed: Path, name: str) -> None:
    program = shutil.which("pdftotext")
    if program is None:
        absent("poppler", "pdftotext is not installed, so PDF files are not checked by a second reader")
    done = subprocess.run([program, str(printed / f"{name}.pdf"), "-"], capture_output=True, check=True)
    theirs = Counter("".join(done.stdout.decode().split()))
    reading = read(f"{name}.pdf", (printed / f"{name}.pdf").read_bytes())
    ours = Counter("".join("".join(f"{block.text}{''.join(ref.note for ref in block.notes)}{block.label}" for block in reading.blocks).split()))
    for sign in "-\u00ad…":
        # Hyphens at the ends of lines are taken out; pieces of struck text are parted by an ellipsis.
        ours[sign] = theirs[sign] = 0
    assert +(theirs - ours) == Counter()
    assert +(ours - theirs) == Counter()
