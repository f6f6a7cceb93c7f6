"""Redlines of any two documents lead to the new one and back to the old one, whatever stands in them."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from libreoffice import python_with_uno, read_all
from needs import absent
from redline_documents import Draft, Para, Piece, drafts, kinds_with_others, revised
from redline_files import docx

from negotiator.formats.word.propose import Edit, propose
from negotiator.formats.word.redline import redline
from negotiator.formats.word.verify import verify

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
slow = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example])


def marked(old: bytes, new: bytes) -> bytes:
    return redline(old, new, author="Arlen", at=AT)


@st.composite
def revisions(draw: st.DrawFn, *, theirs: bool = False) -> tuple[Draft, Draft]:
    """A draft and a later state of it."""
    old = draw(drafts(kinds_with_others, marks=True) if theirs else drafts())
    return old, draw(revised(old))


@settings(slow, max_examples=40)
@given(revisions())
def test_a_redline_of_two_revisions_is_proven(pair: tuple[Draft, Draft]) -> None:
    old, new = docx(pair[0]), docx(pair[1])
    assert verify(marked(old, new), old, new) == ()


@settings(slow, max_examples=20)
@given(drafts(), drafts())
def test_a_redline_of_two_texts_that_have_little_in_common_is_proven(old: Draft, new: Draft) -> None:
    before, after = docx(old), docx(new)
    assert verify(marked(before, after), before, after) == ()


@settings(slow, max_examples=25)
@given(revisions(theirs=True))
def test_what_others_have_tracked_stays_under_ours(pair: tuple[Draft, Draft]) -> None:
    old, new = docx(pair[0]), docx(pair[1])
    assert verify(marked(old, new), old, new) == ()


@settings(slow, max_examples=15)
@given(drafts())
def test_a_file_against_itself_comes_back_to_the_byte(draft: Draft) -> None:
    content = docx(draft)
    assert marked(content, content) == content
    assert verify(content, content, content) == ()


COMPARABLE = ("link", "control", "tab", "break", "note", "bookmark")
"""Objects that LibreOffice keeps as they are: it computes fields anew, and the reader here does not look into boxes. An empty paragraph may stay
before a table, so paragraphs without text are not compared."""
TOUCHING = re.compile(r"</w:ins>(?:</w:hyperlink>)?</w:p><w:p>(?:<w:pPr>(?:(?!</w:pPr>).)*</w:pPr>)?(?:<w:hyperlink [^>]*>)?<w:ins ")
"""An insertion at the end of a paragraph and one at the start of the next: LibreOffice 7.4 takes them for one, and rejecting it takes the mark between
them along (a correct file on which it errs)."""


@settings(slow, max_examples=1, derandomize=True)
@given(st.data())
def test_libreoffice_agrees(soffice: str, tmp_path_factory, data: st.DataObject) -> None:
    if python_with_uno() is None:
        absent("libreoffice", "no Python with LibreOffice's uno module")
    folder: Path = tmp_path_factory.mktemp("second-reader")
    kinds = st.sampled_from(COMPARABLE)
    files: list[Path] = []
    for n in range(12):
        old = data.draw(drafts(kinds))
        new = data.draw(revised(old, kinds))
        contents = {"old": docx(old), "new": docx(new)}
        contents["out"] = marked(contents["old"], contents["new"])
        for name, content in contents.items():
            files.append(folder / f"{n}-{name}.docx")
            files[-1].write_bytes(content)
    read = read_all(files)
    for n in range(12):
        old_text, new_text, out = (read[str(folder / f"{n}-{name}.docx")] for name in ("old", "new", "out"))
        assert _words(out["accepted"]) == _words(new_text["accepted"])
        if not TOUCHING.search(zipfile.ZipFile(folder / f"{n}-out.docx").read("word/document.xml").decode()):
            assert _words(out["rejected"]) == _words(old_text["rejected"])


def _words(paragraphs: list[list[str]]) -> list[tuple[str, str]]:
    """Paragraphs with text; LibreOffice writes U+200D into cells that a redline left empty."""
    return [(cell, text.replace("\u200d", "")) for cell, text in paragraphs if text.replace("\u200d", "").strip()]


def test_libreoffice_agrees_on_moves_and_on_several_authors(soffice: str, tmp_path: Path) -> None:
    if python_with_uno() is None:
        absent("libreoffice", "no Python with LibreOffice's uno module")
    lines = [f"Paragraph {name} of the text stands where it stands." for name in ("one", "two", "three", "four")]
    drafts_of = {"old": lines, "new": [lines[0], lines[2], lines[3], lines[1]]}
    contents = {name: docx(Draft((*(Para((Piece(t),)) for t in texts), Para((Piece("The end."),))))) for name, texts in drafts_of.items()}
    contents["moved"] = marked(contents["old"], contents["new"])
    rewritten = lines[1].replace("where it stands", "at the very end")
    contents["edited"] = docx(Draft((*(Para((Piece(t),)) for t in (lines[0], lines[2], lines[3], rewritten)), Para((Piece("The end."),)))))
    contents["edited move"] = redline(contents["old"], contents["edited"], author="Arlen", at=AT, pairs=[((2,), (4,)), ((3,), (2,)), ((4,), (3,))])

    edits = [Edit("Arlen", AT, (1,), "Paragraph one reads otherwise."), Edit("Borea", AT, (3,), "A new one.", "insert")]
    contents["proposed"] = propose(contents["old"], edits).content
    for name, content in contents.items():
        (tmp_path / f"{name}.docx").write_bytes(content)
    read = {Path(name).stem: texts for name, texts in read_all([tmp_path / f"{name}.docx" for name in contents]).items()}
    assert b"w:moveFromRangeStart" in zipfile.ZipFile(tmp_path / "moved.docx").read("word/document.xml")
    assert _words(read["moved"]["accepted"]) == _words(read["new"]["accepted"])
    assert _words(read["moved"]["rejected"]) == _words(read["old"]["rejected"])
    text = zipfile.ZipFile(tmp_path / "edited move.docx").read("word/document.xml")
    assert b"w:moveFromRangeStart" in text and b"w:delText" in text
    assert _words(read["edited move"]["accepted"]) == _words(read["edited"]["accepted"])
    assert _words(read["edited move"]["rejected"]) == _words(read["old"]["rejected"])
    assert [text for _, text in _words(read["proposed"]["accepted"])] == ["Paragraph one reads otherwise.", *lines[1:3], "A new one.", lines[3], "The end."]
    assert _words(read["proposed"]["rejected"]) == _words(read["old"]["rejected"])
