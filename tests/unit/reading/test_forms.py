"""Resolutions, treaties, statutes, conclusions, plans and papers of many forms are read as a person wrote down beside them, however they arrive."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from forms import FOLDER, Form, load, told, truth
from set_text import Layout, as_markdown, as_text
from set_word import as_word

from negotiator.formats.readers import read
from negotiator.reading.segment import Segmented, segment

NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.form")))
LAYOUTS = {
    "wrapped at 76": Layout(),
    "hanging numbers": Layout(72, hang=4, tab="   "),
    "first lines indented": Layout(80, first=4),
    "pages of 38 lines": Layout(80, page=38, header="ICE/CONF/2025/X", footer="{}"),
    "pages of 30 lines": Layout(72, page=30, header="Page {}", footer="ICE/CONF/2025/X"),
    "every line numbered": Layout(76, numbered=1),
    "every fifth line numbered": Layout(76, numbered=5, page=40, footer="{}"),
    "a wide margin": Layout(90, margin=9, hang=6, tab="     "),
    "pasted": Layout(wrap=False),
}
SPLIT_BY_A_PAGE = {"t1.r5", "t1.r6"}
"""Paths that the row of a table set with spaces has in vain where a page ends in it."""


@cache
def form(name: str) -> Form:
    return load(name)


def agrees(found: Segmented, name: str, aside: frozenset[str] = frozenset()) -> None:
    assert found.balance.holds
    assert [row for row in told(found) if row[0] not in aside] == [row for row in truth(form(name)) if row[0] not in aside]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_plain_text_is_read_however_it_is_set(name: str, layout: str) -> None:
    aside = frozenset(SPLIT_BY_A_PAGE) if name == "plan.en" and "pages" in layout else frozenset()
    agrees(segment(read("set.txt", as_text(form(name), LAYOUTS[layout]).encode())), name, aside)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("nonpaper.en", "leaders2.en")])
def test_markdown_is_read(name: str) -> None:
    """Papers with dashes are left aside: Markdown knows one kind of bullet."""
    agrees(segment(read("set.md", as_markdown(form(name)).encode())), name)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("counted", [False, True], ids=["typed numbers", "numbers of Word's own"])
def test_word_files_are_read_with_typed_numbers_and_with_word_s_own(name: str, counted: bool) -> None:
    agrees(segment(read("set.docx", as_word(form(name), counted=counted, styled=not counted))), name)


def test_their_prints_are_read_and_what_a_converter_takes_out_of_them(soffice: str, tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / f"{name}.docx").write_bytes(as_word(form(name), counted=True, styled=False))
        (tmp_path / f"{name}.lines.docx").write_bytes(as_word(form(name), counted=True, styled=False, lines=5))
    sources = [str(path) for path in sorted(tmp_path.glob("*.docx"))]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run([soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *sources], check=True, capture_output=True, timeout=300)
    converter = shutil.which("pdftotext")
    shares: dict[str, list[float]] = {"printed": [], "with numbers of lines": [], "with places": [], "without": [], "in the file's order": []}
    for name in NAMES:
        printed = tmp_path / f"{name}.pdf"
        shares["printed"].append(_share(printed.read_bytes(), printed.name, name))
        shares["with numbers of lines"].append(_share((tmp_path / f"{name}.lines.pdf").read_bytes(), printed.name, name))
        for way, flags in (("with places", ["-layout"]), ("without", []), ("in the file's order", ["-raw"])):
            if converter is not None:
                out = subprocess.run([converter, *flags, str(printed), "-"], check=True, capture_output=True, timeout=60).stdout
                shares[way].append(_share(out, "taken.txt", name))
    least = {"printed": 0.99, "with numbers of lines": 0.96, "with places": 0.97, "without": 0.85, "in the file's order": 0.88}
    assert {way: sum(found) / len(found) >= least[way] for way, found in shares.items() if found} == dict.fromkeys((way for way in shares if shares[way]), True)


def _share(content: bytes, file: str, name: str) -> float:
    """F1 of the clauses, by path, kind, number and first words."""
    found = segment(read(file, content))
    assert found.balance.holds
    got, wanted = ([(path, kind, number, _letters(words)[:40]) for path, kind, number, words in rows] for rows in (told(found), truth(form(name))))
    return 2 * len(set(got) & set(wanted)) / (len(got) + len(wanted))


def _letters(words: str) -> str:
    """As a print shows them: without soft hyphens, letters of ligatures one by one."""
    return unicodedata.normalize("NFKC", words.replace("\u00ad", ""))
