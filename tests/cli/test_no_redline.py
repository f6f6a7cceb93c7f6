"""What `compare -o redline.docx` is given that is no Word file: a clear word each time, and nothing written."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from console import Typed

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512


def opendocument() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<office/>")
    return out.getvalue()


GIVEN = {
    "an old Word file named .docx": ("odd.docx", OLE, "old Word file", "save it as .docx"),
    "a Word file with a password": ("odd.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password", "ask for the password"),
    "an OpenDocument file named .docx": ("odd.docx", opendocument(), "OpenDocument", "save it as .docx"),
    "Rich Text named .docx": ("odd.docx", b"{\\rtf1 text}", "Rich Text", "save it as .docx"),
    "plain text": ("odd.txt", b"1. The Parties shall report.\n", "odd.txt is no Word file", "open odd.txt in Word and save it as .docx"),
}


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("what", GIVEN)
def test_the_message_says_what_it_is_and_what_to_do(typed: Typed, sample: Path, what: str, turned: bool) -> None:
    name, content, message, hint = GIVEN[what]
    Path(name).write_bytes(content)
    pair = [str(sample / "declaration-rev1.docx"), name]
    ended = typed("compare", *(reversed(pair) if turned else pair), "-o", "out.docx")
    assert ended.code == 2
    assert message in ended.err and hint in ended.err
    assert not Path("out.docx").exists()


def test_two_texts_with_nothing_in_common_are_a_redline_and_a_warning(typed: Typed, sample: Path) -> None:
    shutil.copy(sample / "review-rev1.docx", "a.docx")
    shutil.copy(sample / "eu-position-da.docx", "b.docx")
    ended = typed("compare", "a.docx", "b.docx", "-o", "out.docx")
    assert ended.code == 0
    assert "almost nothing in common" in ended.err
    assert typed("verify", "out.docx", "a.docx", "b.docx").code == 0
