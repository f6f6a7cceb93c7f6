"""Comments stand on the words that they are about, in a file as issued and across tracked changes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

import pytest
from lxml import etree
from redline_documents import Draft, Para, Piece, Row, Table
from redline_files import docx

from negotiator.errors import NotFoundError
from negotiator.formats.word.comments import WordComment, annotate
from negotiator.formats.word.package import Package, W
from negotiator.formats.word.proven import proven_annotation, proven_redline
from negotiator.formats.word.redline import redline
from negotiator.formats.word.verify import verify

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def draft(*paragraphs: str | Para | Table) -> bytes:
    return docx(Draft(tuple(Para((Piece(p),)) if isinstance(p, str) else p for p in paragraphs)))


def comment(paragraph: int, text: str = "II.1: reflected", **how: str) -> WordComment:
    return WordComment(paragraph, text, "Arlen", "AR", AT, **how)  # type: ignore[arg-type]


def part(content: bytes, name: str = "word/document.xml") -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def anchored(content: bytes) -> dict[str, str]:
    """For each comment, the words in its range with all changes accepted."""
    root = Package.open(content, "test").xml("word/document.xml")
    found: dict[str, str] = {}
    open_: set[str] = set()
    for element in root.iter():
        if element.tag == W + "commentRangeStart":
            open_.add(element.get(W + "id"))
            found[element.get(W + "id")] = ""
        elif element.tag == W + "commentRangeEnd":
            open_.discard(element.get(W + "id"))
        elif element.tag == W + "t":
            for identity in open_:
                found[identity] += element.text or ""
    return found


def test_a_comment_without_a_quote_stands_on_the_paragraph() -> None:
    out = annotate(draft("First.", "Second."), [comment(2)])
    assert list(anchored(out).values()) == ["Second."]
    assert "II.1: reflected" in part(out, "word/comments.xml")


def test_a_comment_with_a_quote_stands_on_the_words_alone() -> None:
    out = annotate(draft("Each Party shall report every year."), [comment(1, quote="shall report")])
    assert list(anchored(out).values()) == ["shall report"]


def test_a_quote_is_found_whatever_its_spaces_and_capitals() -> None:
    out = annotate(draft("Each Party shall  report every year."), [comment(1, quote="SHALL report")])
    assert list(anchored(out).values()) == ["shall  report"]


def test_a_quote_that_is_not_there_leaves_the_comment_on_the_paragraph() -> None:
    out = annotate(draft("Each Party shall report."), [comment(1, quote="no such words")])
    assert list(anchored(out).values()) == ["Each Party shall report."]


def test_the_words_keep_their_format_when_a_run_is_cut() -> None:
    old = draft(Para((Piece("Each Party "), Piece("shall report", "<w:b/>"), Piece(" now"))))
    out = annotate(old, [comment(1, quote="Party shall")])
    assert list(anchored(out).values()) == ["Party shall"]
    assert verify(out, old, old) == ()


def test_initials_author_date_and_lines_are_written() -> None:
    written = part(annotate(draft("a"), [comment(1, "first\nsecond & \x01third")]), "word/comments.xml")
    assert 'w:author="Arlen"' in written and 'w:initials="AR"' in written and 'w:date="2026-03-01T12:00:00Z"' in written
    assert written.count("<w:p>") == 2
    assert "second &amp; third" in written


def test_comments_that_are_there_stay() -> None:
    once = annotate(draft("one", "two"), [comment(1, "the first")])
    twice = annotate(once, [comment(2, "the second"), comment(1, "the third")])
    assert verify(twice, once, once) == ()
    ids = re.findall(r'<w:comment w:id="(\d+)"', part(twice, "word/comments.xml"))
    assert len(ids) == len(set(ids)) == 3


def test_two_comments_may_stand_on_the_same_words() -> None:
    out = annotate(draft("Each Party shall report."), [comment(1, "a", quote="shall"), comment(1, "b", quote="Party shall"), comment(1, "c")])
    assert sorted(anchored(out).values()) == ["Each Party shall report.", "Party shall", "shall"]


def test_ranges_are_beside_tracked_changes_and_never_in_them() -> None:
    old, new = draft("Each Party should report every year."), draft("Each Party shall certainly report every year.")
    out = redline(old, new, author="Arlen", at=AT, comments=[comment(1, quote="certainly report"), comment(1, "old", side="old", quote="should report")])
    root = Package.open(out, "test").xml("word/document.xml")
    edges = list(root.iter(W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference"))
    assert len(edges) == 6
    assert all(edge.getparent().tag == W + "p" for edge in edges if edge.tag != W + "commentReference")
    assert sorted(anchored(out).values()) == ["certainly report", "shall certainly report"]
    assert verify(out, old, new) == ()


def test_a_comment_on_the_new_side_finds_its_paragraph_in_the_redline() -> None:
    old = draft("Goes away entirely.", "Each Party shall report every year.", Table((Row(((Para((Piece("cell"),)),),)),)), "end")
    new = draft(
        "Each Party shall report every other year.",
        "An inserted paragraph.",
        Table((Row(((Para((Piece("cell"),)),),)), Row(((Para((Piece("more"),)),),)))),
        "end",
    )
    wanted = ["Each Party shall report every other year.", "An inserted paragraph.", "cell", "more", "end"]
    out = redline(old, new, author="Arlen", at=AT, comments=[comment(n, f"on {n}") for n in range(1, 6)])
    assert sorted(anchored(out).values()) == sorted(wanted)
    assert verify(out, old, new) == ()


def test_a_comment_on_a_deleted_paragraph_is_possible() -> None:
    old, new = draft("Goes away entirely.", "stays"), draft("stays")
    out = redline(old, new, author="Arlen", at=AT, comments=[comment(1, "why?", side="old")])
    assert anchored(out) != {}
    assert verify(out, old, new) == ()


def test_a_paragraph_that_is_not_there_is_named() -> None:
    with pytest.raises(NotFoundError, match="paragraph 7"):
        annotate(draft("a"), [comment(7)])


def test_the_proven_calls_give_the_same_files() -> None:
    old, new = draft("Each Party should report."), draft("Each Party shall report.")
    assert proven_redline(old, new, author="Arlen", at=AT, comments=[comment(1)]) == redline(old, new, author="Arlen", at=AT, comments=[comment(1)])
    assert proven_annotation(new, [comment(1)]) == annotate(new, [comment(1)])


def test_the_part_is_declared_and_related() -> None:
    package = Package.open(annotate(draft("a"), [comment(1)]), "test")
    assert package.related(package.main, "comments") == "word/comments.xml"
    assert package.content_type("word/comments.xml").endswith("comments+xml")
    assert etree.QName(package.xml("word/comments.xml")).localname == "comments"
