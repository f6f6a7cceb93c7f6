"""What a Word file carries, said before it is sent on."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from console import Typed
from jsonschema import Draft202012Validator

from negotiator.formats.contract import schema
from negotiator.formats.word.comments import WordComment, annotate
from negotiator.formats.word.scrub import scrub


def zipped(parts: dict[str, str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


TELLING = {
    "picture": ("gif", b"GIF89a\1\0\1\0\x80\0\0\xff\xff\xff\0\0\0\x21\xfe\x08Ane Holm\0\x2c\0\0\0\0\1\0\1\0\0\2\2D\1\0;"),
    "object": ("bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and nothing more"),
    "data": ("xlsx", zipped({"xl/workbook.xml": "<workbook/>", "xl/pivotCache/pivotCacheRecords1.xml": "<x/>"})),
    "notes": ("pptx", zipped({"ppt/presentation.xml": "<p/>", "ppt/notesSlides/notesSlide1.xml": "<x>Ane Holm</x>"})),
    "hidden": ("xlsx", zipped({"xl/workbook.xml": '<workbook><sheets><sheet name="Red lines" state="hidden"/></sheets></workbook>'})),
}


def commented(sample: Path, target: Path) -> None:
    from datetime import UTC, datetime

    comment = WordComment(3, "Hold on to this", "Ane Holm", "AH", datetime(2024, 11, 22, tzinfo=UTC))
    target.write_bytes(annotate((sample / "declaration-rev2.docx").read_bytes(), [comment]))


def test_names_comments_and_changes_are_listed(typed: Typed, sample: Path) -> None:
    commented(sample, Path("ours.docx"))
    shown = typed("inspect", "ours.docx")
    assert shown.code == 0
    assert "Ane Holm: Hold on to this" in shown.out
    found = typed("inspect", "ours.docx", "--format", "json").json
    Draft202012Validator(schema("inspect")).validate(found)
    assert {"kind": "author", "what": "Ane Holm", "count": 1, "part": "word/comments.xml"} in found


def test_a_script_fails_on_what_it_names(typed: Typed, sample: Path) -> None:
    commented(sample, Path("ours.docx"))
    assert typed("inspect", "ours.docx", "--fail-on", "macros,hidden").code == 0
    ended = typed("inspect", "ours.docx", "--fail-on", "hidden,comment")
    assert ended.code == 1
    assert "found: comment" in ended.err
    assert typed("inspect", "ours.docx", "--fail-on", "any").code == 1


def test_a_kind_that_is_none_and_a_file_that_is_none_are_refused(typed: Typed, tmp_path: Path) -> None:
    Path("letter.docx").write_text("no zip")
    for words in (("letter.docx",), ("nowhere.docx",), ("letter.docx", "--fail-on", "ghosts")):
        ended = typed("inspect", *words)
        assert ended.code == 2
        assert "Traceback" not in ended.err


def test_a_file_that_carries_nothing_says_so(typed: Typed, sample: Path) -> None:
    Path("clean.docx").write_bytes(scrub((sample / "declaration-zero-draft.docx").read_bytes(), "x").content)
    ended = typed("inspect", "clean.docx", "--fail-on", "any")
    assert (ended.code, ended.out) == (0, "")
    assert "nothing but its text" in ended.err


def test_a_file_for_the_room_is_scrubbed_and_marked(typed: Typed, workspace: Path) -> None:
    ended = typed("export", "declaration", "--as", "redline", "--for", "room", "--marking", "LIMITE", "-o", "room.docx")
    assert ended.code == 0, ended.err
    assert "taken out for the room" in ended.err
    found = typed("inspect", "room.docx", "--format", "json").json
    assert {one["kind"] for one in found} <= {"author", "change"}
    assert {one["what"] for one in found if one["kind"] == "author"} <= {"Rev.2", "Author"}


@pytest.mark.parametrize("kind", ["picture", "object", "data", "notes", "hidden"])
def test_what_files_inside_tell_is_failed_on_by_name(typed: Typed, kind: str) -> None:
    from negotiator.formats.word.build import markdown_to_word
    from negotiator.formats.word.package import Package

    package = Package.open(markdown_to_word("1. Each Party reports.\n", None), "x")
    suffix, content = TELLING[kind]
    part = f"word/{'media' if kind == 'picture' else 'embeddings'}/inner.{suffix}"
    package.put(part, content, "application/octet-stream")
    package.relate(package.main, "image" if kind == "picture" else "package", part)
    Path("inner.docx").write_bytes(package.save())
    ended = typed("inspect", "inner.docx", "--fail-on", kind)
    assert ended.code == 1, ended.out
    assert f"found: {kind}" in ended.err
    assert part in ended.out
    others = {"picture", "object", "data", "notes", "hidden"} - {kind}
    assert typed("inspect", "inner.docx", "--fail-on", ",".join(others)).code == 0
