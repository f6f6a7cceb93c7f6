"""Comments are read with their author, their time, the words they stand on and the comment they answer."""

from __future__ import annotations

from datetime import UTC, datetime

from word_parts import NAMESPACES, by, para, run, word_file

from negotiator.formats.word.comments import WordComment, annotate
from negotiator.formats.word.package import Package
from negotiator.formats.word.remarks import WordRemark, read_comments

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'


def start(n: int) -> str:
    return f'<w:commentRangeStart w:id="{n}"/>'


def end(n: int) -> str:
    return f'<w:commentRangeEnd w:id="{n}"/><w:r><w:commentReference w:id="{n}"/></w:r>'


def comment(n: int, text: str, author: str = "Arlen", last: str = "") -> str:
    paragraphs = "".join(f'<w:p w14:paraId="{last}{k}"><w:r><w:t>{line}</w:t></w:r></w:p>' for k, line in enumerate(text.split("|")))
    return f'<w:comment w:id="{n}" w:author="{author}" w:initials="A" w:date="2026-03-01T09:30:00Z">{paragraphs}</w:comment>'


def remarks(*body: str, comments: str, extended: str = "") -> tuple[WordRemark, ...]:
    package = Package.open(word_file(*body), "draft.docx")
    package.put("word/comments.xml", f"<w:comments {NAMESPACES} {_W14}>{comments}</w:comments>".encode())
    package.relate(package.main, "comments", "word/comments.xml")
    if extended:
        package.put("word/commentsExtended.xml", f"<w15:commentsEx {_W15}>{extended}</w15:commentsEx>".encode())
        package.relate(package.main, "commentsExtended", "word/commentsExtended.xml")
    return read_comments(Package.open(package.save(), "draft.docx"))


def test_what_we_write_is_read_again() -> None:
    content = word_file(para("First"), para("States shall report annually"))
    wrote = WordComment(2, "Why annually?\nTwice a year", "Delegation of Arlen", "AR", AT, quote="report annually")
    (found,) = read_comments(Package.open(annotate(content, [wrote]), "draft.docx"))
    assert (found.author, found.initials, found.at) == (wrote.author, wrote.initials, AT)
    assert (found.paragraph, found.quote, found.text) == (2, wrote.quote, wrote.text)
    assert (found.parent, found.resolved) == (None, False)


def test_a_comment_may_stand_on_several_paragraphs_and_on_deleted_words() -> None:
    gone = f'<w:del {by()}><w:r><w:delText xml:space="preserve">gone </w:delText></w:r></w:del>'
    (found,) = remarks(para(run("One ") + start(4) + gone + run("two")), para(run("three") + end(4) + run(" four")), comments=comment(4, "Both"))
    assert (found.paragraph, found.last_paragraph, found.quote) == (1, 2, "gone two\nthree")


def test_words_that_replace_others_do_not_run_into_them() -> None:
    def replaced(old: str, new: str) -> str:
        struck = f'<w:del {by()}><w:r><w:delText xml:space="preserve">{old}</w:delText></w:r></w:del>'
        return run("within ") + start(1) + struck + f"<w:ins {by(2)}>{run(new)}</w:ins>" + end(1) + run(" hours")

    assert remarks(para(replaced("24", "48")), comments=comment(1, "Why?"))[0].quote == "24 → 48"
    assert remarks(para(replaced("each ", "every ")), comments=comment(1, "Why?"))[0].quote == "each every"


def test_a_range_may_begin_between_paragraphs() -> None:
    (found,) = remarks(para("One"), start(4), para(run("Two") + end(4)), comments=comment(4, "All of it"))
    assert (found.paragraph, found.quote) == (2, "Two")


def test_answers_follow_what_they_answer_and_a_done_thread_is_known() -> None:
    body = para(start(1) + start(2) + run("One") + end(1) + end(2)) + para(start(3) + run("Two") + end(3))
    extended = (
        '<w15:commentEx w15:paraId="B0" w15:done="0"/><w15:commentEx w15:paraId="A1" w15:done="1"/><w15:commentEx w15:paraId="C0" w15:paraIdParent="A1"/>'
    )
    found = remarks(body, comments=comment(3, "on two", last="B") + comment(1, "first|line", last="A") + comment(2, "answer", "Borea", "C"), extended=extended)
    assert [(r.id, r.parent, r.resolved) for r in found] == [("1", None, True), ("2", "1", False), ("3", None, False)]
    assert found[0].text == "first\nline"


def test_a_comment_without_a_place_is_not_lost() -> None:
    here, nowhere = remarks(para(run("One") + '<w:r><w:commentReference w:id="2"/></w:r>'), comments=comment(1, "nowhere") + comment(2, "a place"))
    assert (here.text, here.paragraph, here.quote) == ("a place", 1, "")
    assert (nowhere.text, nowhere.paragraph) == ("nowhere", 0)


def test_a_file_without_comments_has_none() -> None:
    assert read_comments(Package.open(word_file(para("One")), "draft.docx")) == ()
