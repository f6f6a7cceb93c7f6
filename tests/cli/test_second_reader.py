"""What we hand over, read by LibreOffice: accepting and rejecting everything gives the issued texts, and the comments stand in place."""

from __future__ import annotations

from pathlib import Path

from console import Typed
from libreoffice import python_with_uno, read_all
from needs import absent

DOCUMENTS = ("review", "declaration", "action-plan")


def test_libreoffice_finds_the_issued_texts_and_the_comments_in_the_sample_s_redlines(
    soffice: str, typed: Typed, workspace: Path, sample: Path, tmp_path: Path
) -> None:
    if python_with_uno() is None:
        absent("libreoffice", "no Python with LibreOffice's uno module")
    files = []
    for document in DOCUMENTS:
        out = tmp_path / f"{document}.docx"
        assert typed("export", document, "--as", "redline", "--comments", "--for", "own", "-o", str(out)).code == 0
        files += [out, sample / f"{document}-rev1.docx", sample / f"{document}-rev2.docx"]
    read = read_all(files)
    for place, document in enumerate(DOCUMENTS):
        out, old, new = (read[str(file)] for file in files[3 * place : 3 * place + 3])
        assert words(out["accepted"]) == words(new["accepted"]), document
        assert words(out["rejected"]) == words(old["rejected"]), document
        assert len(out["comments"]) >= 10, document
        assert any("reflected" in str(comment) for comment in out["comments"])


def words(paragraphs: list[list[str]]) -> list[str]:
    return [text for _, raw in paragraphs if (text := raw.replace("\u200d", "").strip())]
