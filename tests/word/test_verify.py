"""The check refuses what is wrong in one way only, and lets pass what is right."""

from __future__ import annotations

import io
import re
import runpy
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from redline_documents import Draft, Para, Piece, Row, Table
from redline_files import docx

from negotiator.errors import RefusedError
from negotiator.formats.word import proven
from negotiator.formats.word.proven import proven_redline
from negotiator.formats.word.redline import redline
from negotiator.formats.word.verify import verify

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MAIN = "word/document.xml"


def text(*pieces: str | Piece, **how: object) -> Para:
    return Para(tuple(Piece(p) if isinstance(p, str) else p for p in pieces), **how)  # type: ignore[arg-type]


CELLS = Row(((text("Action 1"),), (text("Secretariat"),)))
OLD = Draft(
    (
        text("Universalisation", style="Heading 1"),
        text("Each Party should report ", Piece("every year", "<w:b/>"), " to the meeting.", level=0),
        text("Funds are ", Piece("firmly ", kind="ins"), "needed", Piece("See the report.", kind="note"), level=0),
        text("See ", Piece("7", kind="field"), Piece("place", kind="bookmark"), Piece("the site", kind="link"), Piece("x", kind="picture"), centred=True),
        Table((CELLS, Row(((text("Action 2"),), (text("Parties"),))))),
        text("The last words are here."),
    ),
    header="UN/DOC/1",
)
NEW = Draft(
    (
        text("Universalisation", style="Heading 1"),
        text("Each Party shall report ", Piece("every year", "<w:b/>"), " to the meeting.", level=0),
        text("An added paragraph.", level=0),
        text("Funds are firmly needed", Piece("See the new report.", kind="note"), level=0),
        text("See ", Piece("7", kind="field"), Piece("place", kind="bookmark"), Piece("the site", kind="link"), Piece("x", kind="picture"), centred=True),
        Table((CELLS,)),
        text("The last words stand here."),
    ),
    header="UN/DOC/1",
)


@pytest.fixture(scope="module")
def files() -> tuple[bytes, bytes, bytes]:
    old, new = docx(OLD), docx(NEW)
    return redline(old, new, author="Arlen", at=AT), old, new


def altered(content: bytes, change: Callable[[str], str], name: str = MAIN) -> bytes:
    """The file with one part changed; a change that changes nothing is an error of the test."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == name:
                before = data.decode()
                after = change(before)
                assert after != before
                data = after.encode()
            target.writestr(info, data)
    return out.getvalue()


def swapped(old: str, new: str, count: int = 1) -> Callable[[str], str]:
    return lambda xml: re.sub(old, new, xml, count=count, flags=re.DOTALL)


def _unmarked(row: re.Match[str]) -> str:
    """A deleted row whose own mark is all that is left."""
    head, _, cells = row[0].partition("</w:trPr>")
    return f"{head}</w:trPr>" + re.sub(r"<w:del [^>]*[^/]>|</w:del>", "", cells).replace("delText", "t")


WRONG: dict[str, tuple[Callable[[str], str], str]] = {
    "a word lost": (swapped(r"meeting\.", "meet."), MAIN),
    "an insertion accepted": (swapped(r"<w:ins [^>]*>(<w:r>.{0,80}shall.*?)</w:ins>", r"\1"), MAIN),
    "a deletion carried out": (swapped(r"<w:del [^>]*>(?:(?!</w:del>).)*should.*?</w:del>", ""), MAIN),
    "others' insertion accepted": (swapped(r'<w:ins [^>]*w:author="Borea"[^>]*>(.*?)</w:ins>', r"\1"), MAIN),
    "others' insertion under our name": (swapped("Borea", "Arlen"), MAIN),
    "bold lost": (swapped(r"<w:b/>", ""), MAIN),
    "style lost": (swapped(r'<w:pStyle w:val="Heading1"/>', ""), MAIN),
    "an undefined style": (swapped(r'w:val="Heading1"', 'w:val="Heading9"'), MAIN),
    "out of the list": (swapped(r"<w:numPr>.*?</w:numPr>", ""), MAIN),
    "one level down": (swapped(r'<w:ilvl w:val="0"/>', '<w:ilvl w:val="1"/>'), MAIN),
    "a list that is not defined": (swapped(r'<w:numId w:val="1"/>', '<w:numId w:val="77"/>'), MAIN),
    "no longer centred": (swapped(r'<w:jc w:val="center"/>', ""), MAIN),
    "a row's mark lost": (swapped(r"<w:trPr><w:del [^>]*/></w:trPr>", ""), MAIN),
    "a row's content unmarked": (lambda xml: re.sub(r"<w:tr><w:trPr><w:del .*?</w:tr>", _unmarked, xml, flags=re.DOTALL), MAIN),
    "a table flattened": (swapped(r"<w:tbl>.*?</w:tbl>", "<w:p><w:r><w:t>Action 1</w:t></w:r></w:p>"), MAIN),
    "a paragraph mark left": (swapped(r"<w:rPr><w:ins [^>]*/></w:rPr>", ""), MAIN),
    "the last mark inserted": (
        swapped(r"<w:p>((?:(?!<w:p>).)*)</w:p>(<w:sectPr)", r'<w:p><w:pPr><w:rPr><w:ins w:id="900" w:author="Arlen"/></w:rPr></w:pPr>\1</w:p>\2'),
        MAIN,
    ),
    "the reference to a note lost": (swapped(r'<w:footnoteReference w:id="1"/>', ""), MAIN),
    "a note's words changed unmarked": (swapped("See the", "Read the"), "word/footnotes.xml"),
    "a field's end lost": (swapped(r'<w:r><w:fldChar w:fldCharType="end"/></w:r>', ""), MAIN),
    "a field's code changed": (swapped("REF 7", "REF 8"), MAIN),
    "a bookmark lost": (swapped(r"<w:bookmark(Start|End)[^>]*/>", "", 2), MAIN),
    "half a bookmark": (swapped(r"<w:bookmarkEnd[^>]*/>", ""), MAIN),
    "a link unwrapped": (swapped(r"<w:hyperlink [^>]*>(.*?)</w:hyperlink>", r"\1"), MAIN),
    "a picture lost": (swapped(r"<w:drawing>.*?</w:drawing>", ""), MAIN),
    "a relationship that is not there": (swapped(r'r:embed="[^"]*"', 'r:embed="rNone"'), MAIN),
    "the section lost": (swapped(r"<w:sectPr>.*?</w:sectPr>", ""), MAIN),
    "the header's reference lost": (swapped(r"<w:headerReference [^>]*/>", ""), MAIN),
    "the header's text changed": (swapped("UN/DOC/1", "UN/DOC/2"), "word/header1.xml"),
    "ids twice": (swapped(r'(<w:del w:id=")\d+', r"\g<1>900", 2), MAIN),
    "no author": (swapped(r'(<w:del w:id="\d+") w:author="Arlen"', r"\1"), MAIN),
    "deleted text spelled as text": (swapped(r"<w:delText([^>]*>[^<]*)</w:delText>", r"<w:t\1</w:t>"), MAIN),
    "space at an edge lost": (swapped(r' xml:space="preserve">See </w:t>', ">See </w:t>"), MAIN),
    "text spelled as deleted": (swapped(r"<w:t ([^>]*)>Universalisation</w:t>", r"<w:delText \1>Universalisation</w:delText>"), MAIN),
    "text outside a run": (swapped(r"(Universalisation</w:t></w:r>)", r"\1<w:t>lost</w:t>"), MAIN),
    "tracking off": (swapped(r"<w:trackRevisions/>", ""), "word/settings.xml"),
    "a setting lost": (swapped(r"<w:defaultTabStop [^>]*/>", ""), "word/settings.xml"),
    "a style's definition changed": (swapped(r'<w:name w:val="Quote"/>', '<w:name w:val="Quote"/><w:rPr><w:vanish/></w:rPr>'), "word/styles.xml"),
    "two tables side by side": (swapped(r"</w:tbl>", "</w:tbl><w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"), MAIN),
    "cut short": (lambda xml: xml[:-200], MAIN),
}


def test_the_redline_itself_passes(files: tuple[bytes, bytes, bytes]) -> None:
    assert verify(*files) == ()


@pytest.mark.parametrize("name", WRONG)
def test_a_redline_wrong_in_one_way_is_refused(name: str, files: tuple[bytes, bytes, bytes]) -> None:
    out, old, new = files
    change, part = WRONG[name]
    assert verify(altered(out, change, part), old, new)


def test_a_run_that_says_itself_that_it_was_inserted_goes_when_that_is_rejected(files: tuple[bytes, bytes, bytes]) -> None:
    out, old, new = files
    marked = altered(out, swapped(r"(<w:ins [^>]*)><w:r>(<w:t[^>]*>shall.*?)</w:ins>", r"<w:r><w:rPr>\1/></w:rPr>\2"))
    assert verify(marked, old, new) == ()


def test_a_lost_part_is_refused(files: tuple[bytes, bytes, bytes]) -> None:
    out, old, new = files
    smaller = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(out)) as source, zipfile.ZipFile(smaller, "w") as target:
        for info in source.infolist():
            if "endnotes" not in info.filename:
                target.writestr(info, source.read(info))
    assert any("word/endnotes.xml" in f.subject + f.message for f in verify(smaller.getvalue(), old, new))


def test_a_finding_names_the_paragraph_and_shows_the_words(files: tuple[bytes, bytes, bytes]) -> None:
    out, old, new = files
    found = verify(altered(out, swapped(r"meeting\.", "meet.")), old, new)
    assert found[0].subject == "with all changes accepted, paragraph 2 “Each Party shall report every year to the meeting.”"
    assert "meeting" in found[0].message


def test_a_redline_that_cannot_be_put_right_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, files: tuple[bytes, bytes, bytes]) -> None:
    out, old, new = files
    broken = altered(out, swapped(r"meeting\.", "meet."))
    monkeypatch.setattr(proven, "redline", lambda *args, **how: broken)
    with pytest.raises(RefusedError, match="paragraph 2") as caught:
        proven_redline(old, new, author="Arlen", at=AT)
    assert caught.value.exit_code == 5


def test_a_paragraph_that_fails_is_replaced_whole_and_proven_again(monkeypatch: pytest.MonkeyPatch, files: tuple[bytes, bytes, bytes]) -> None:
    out, old, new = files
    real, calls = proven.redline, []

    def first_wrong(*args: bytes, **how: object) -> bytes:
        calls.append(how)
        return altered(out, swapped(r"meeting\.", "meet.")) if len(calls) == 1 else real(*args, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(proven, "redline", first_wrong)
    again = proven_redline(old, new, author="Arlen", at=AT)
    assert calls[1]["whole_new"] == [2] and verify(again, old, new) == ()
    assert "Each Party should report" in re.sub(r"<[^>]+>", "", zipfile.ZipFile(io.BytesIO(again)).read(MAIN).decode())


def test_a_note_that_reads_otherwise_is_named_as_that() -> None:
    old, new = docx(OLD), docx(NEW)
    change, part = WRONG["a note's words changed unmarked"]
    found = verify(altered(redline(old, new, author="Arlen", at=AT), change, part), old, new)
    assert {f.message for f in found} == {"has another footnote"}


def test_the_check_shares_no_code_with_the_writer() -> None:
    folder = Path(sys.modules["negotiator.formats.word.verify"].__file__ or "").parent
    for module in folder.glob("*.py"):
        imported = re.findall(r"^\s*(?:from|import) (negotiator\.\S+)", module.read_text(encoding="utf-8"), re.MULTILINE)
        allowed = ("negotiator.formats.word.package", "negotiator.formats.word.verify", "negotiator.aside", "negotiator.errors", "negotiator.model")
        assert all(name.startswith(allowed) for name in imported), module.name


def test_every_wrong_case_of_the_bench_is_refused_and_every_right_one_passes(bench: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["verify_cases.py", str(tmp_path)])
    runpy.run_path(str(bench / "bench" / "word" / "verify_cases.py"), run_name="__main__")
    misjudged = []
    for line in (tmp_path / "cases.tsv").read_text(encoding="utf-8").splitlines():
        name, file, verdict = line.split("\t")
        out, old, new = ((tmp_path / f"{file}.{kind}.docx").read_bytes() for kind in ("out", "old", "new"))
        found = [f for f in verify(out, old, new) if "tracking" not in f.message]
        if bool(found) is not (verdict == "wrong"):
            misjudged.append(name)
    assert misjudged == []
