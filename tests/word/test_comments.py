"""Comments stand on the words that they are about, in a file as issued and across tracked changes."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
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
from negotiator.formats.word.remarks import read_comments
from negotiator.formats.word.verify import verify

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def draft(*paragraphs: str | Para | Table) -> bytes:
    return docx(Draft(tuple(Para((Piece(p),)) if isinstance(p, str) else p for p in paragraphs)))


def comment(paragraph: int, text: str = "II.1: reflected", **how: object) -> WordComment:
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


def test_a_quote_may_be_split_over_runs_links_and_fields_and_loses_no_word() -> None:
    old = draft(Para((Piece("As the "), Piece("report", kind="link"), Piece(" in "), Piece("7", kind="field"), Piece(" says"))))
    for quote, stands_on in (("the report", "the report"), ("report", "report"), ("port in", "port in"), ("in 7", "in 7"), ("7 says", "7 says"), ("7", "7")):
        out = annotate(old, [comment(1, quote=quote)])
        assert list(anchored(out).values()) == [stands_on]
        assert verify(out, old, old) == ()


def test_a_mark_stands_before_a_field_and_not_in_it() -> None:
    out = part(annotate(draft(Para((Piece("see "), Piece("7", kind="field"), Piece(" there")))), [comment(1, quote="7 there")]))
    assert out.index("commentRangeStart") < out.index('fldCharType="begin"')
    out = part(annotate(draft(Para((Piece("see "), Piece("7", kind="simple"), Piece(" there")))), [comment(1, quote="see 7")]))
    assert out.index("</w:fldSimple>") < out.index("commentRangeEnd")


def test_a_quote_may_go_on_into_the_next_paragraph() -> None:
    old = draft("The Parties", "shall report every year.", "They publish it.")
    out = annotate(old, [comment(1, quote="Parties\nshall report", last=2), comment(1, "on both", last=2)])
    assert sorted(anchored(out).values()) == ["Partiesshall report", "The Partiesshall report every year."]
    assert verify(out, old, old) == ()


def test_of_equal_words_those_next_to_where_they_were_quoted_are_meant() -> None:
    out = part(annotate(draft("Parties meet, and Parties report."), [comment(1, quote="Parties", near=18)]))
    assert out.index("meet, and") < out.index("commentRangeStart") < out.index("report.")


@pytest.mark.parametrize("quote", ["the “fund” – all of it", 'the "fund" - ALL of it', "the  «fund» — all\u00a0of it"])
def test_a_quote_is_found_whatever_its_typography(quote: str) -> None:
    out = annotate(draft("We urge that the “fund” – all of it – be spent."), [comment(1, quote=quote)])
    assert list(anchored(out).values()) == ["the “fund” – all of it"]


def test_a_comment_on_a_change_stands_on_what_is_changed() -> None:
    old, new = draft("Each Party should report every year to all."), draft("Each Party shall report every second year to all.")
    out = redline(old, new, author="Arlen", at=AT, comments=[comment(1, on_change=True)])
    assert list(anchored(out).values()) == ["shall report every second"]
    assert verify(out, old, new) == ()


def test_a_comment_on_a_note_stands_on_its_mark_in_the_text() -> None:
    text = Para((Piece("As agreed"), Piece("See the report of 2024.", kind="note"), Piece(" before")))
    old, new = draft(text), draft(replace(text, pieces=(*text.pieces, Piece(" and after"), Piece("A second note.", kind="note"))))
    ours = [comment(3, "on the first", part="footnotes"), comment(4, "on the second", part="footnotes")]
    for out in (redline(old, new, author="Arlen", at=AT, comments=ours), annotate(new, ours)):
        marks = re.findall(r"commentRangeStart[^>]*/>(.*?)<w:commentRangeEnd", part(out))
        assert [re.findall(r'footnoteReference w:id="(\d)"', mark) for mark in marks] == [["1"], ["2"]]
    assert verify(out, new, new) == ()


THREAD = (
    '<w:comments {0}><w:comment w:id="5" w:author="Borea" w:initials="B" w:date="2026-02-01T10:00:00Z"><w:p w14:paraId="11111111"><w:r><w:t>Why?</w:t></w:r>'
    '</w:p></w:comment><w:comment w:id="6" w:author="Cadia" w:initials="C" w:date="2026-02-02T10:00:00Z"><w:p w14:paraId="22222222"><w:r><w:t>Because.</w:t>'
    "</w:r></w:p></w:comment></w:comments>"
)
EXTENDED = (
    '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:commentEx w15:paraId="11111111" w15:done="0"/>'
    '<w15:commentEx w15:paraId="22222222" w15:paraIdParent="11111111" w15:done="1"/></w15:commentsEx>'
)


def threaded(content: bytes) -> bytes:
    """The file with a comment and its answer on the first paragraph's words."""
    package = Package.open(content, "test")
    names = f'xmlns:w="{W[1:-1]}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    package.put("word/comments.xml", THREAD.format(names).encode(), "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml")
    package.put("word/commentsExtended.xml", EXTENDED.encode(), "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml")
    package.relate(package.main, "comments", "word/comments.xml")
    package.relate(package.main, "http://schemas.microsoft.com/office/2011/relationships/commentsExtended", "word/commentsExtended.xml")
    root = package.xml(package.main)
    paragraph = next(root.iter(W + "p"))
    run = next(paragraph.iter(W + "r"))
    for identity in ("5", "6"):
        for name, put in (("commentRangeStart", run.addprevious), ("commentRangeEnd", run.addnext)):
            edge = etree.Element(W + name)
            edge.set(W + "id", identity)
            put(edge)
        mark = etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "commentReference")
        mark.set(W + "id", identity)
    package.put(package.main, root)
    return package.save()


@pytest.mark.parametrize("new", ["Each Party shall report every year.", "Bread needs flour, water, salt and patience."])
def test_a_thread_that_is_there_stays_a_thread_under_tracked_changes_and_new_comments(new: str) -> None:
    old = threaded(draft("Each Party should report every year.", "end"))
    later = draft(new, "end")
    for out in (annotate(old, [comment(1, "ours", quote="should report")]), proven_redline(old, later, author="Arlen", at=AT, comments=[comment(1, "ours")])):
        found = {r.id: r for r in read_comments(Package.open(out, "test"))}
        theirs = [(r.author, r.parent, r.resolved, r.initials) for r in found.values() if r.id in "56"]
        assert theirs == [("Borea", None, False, "B"), ("Cadia", "5", True, "C")]
        assert [r.initials for r in found.values() if r.text == "ours"] == ["AR"]


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
