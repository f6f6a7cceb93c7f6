"""What a redline took over without a mark, and what it did not take over, is said in a line a kind."""

from __future__ import annotations

from datetime import UTC, datetime

from structures import STYLES, bookmark, file, p

from negotiator.formats.word.redline import redline
from negotiator.formats.word.taken import taken_over

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def said(old: bytes, new: bytes) -> tuple[str, ...]:
    return taken_over(redline(old, new, author="Arlen", at=AT), old, new)


def styled(*heads: str, size: int = 0, unused: int = 0) -> bytes:
    def style(identity: str, name: str, big: int) -> str:
        look = f'<w:rPr><w:sz w:val="{big}"/><w:lang w:val="{"en-GB" if big else "da-DK"}"/></w:rPr>'
        return f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>{look}</w:style>'

    more = style("H", "heading 1", size) + style("X", "Unused", unused)
    parts = {"styles.xml": ("styles", STYLES.replace("</w:styles>", f"{more}</w:styles>"))}
    return file(*(p(head, how='<w:pStyle w:val="H"/>') for head in heads), p("end"), parts=parts)


def test_a_style_of_the_text_that_looks_otherwise_in_the_new_file_is_said() -> None:
    assert said(styled("one", size=30), styled("two", size=30, unused=8)) == ()
    assert said(styled("one", size=30), styled("two", size=40)) == ("not taken over: how 1 style looks in the new file (heading 1)",)


def test_a_bookmark_that_comes_is_said() -> None:
    assert said(file(p("one two")), file(p(*bookmark("m", "one six")))) == ("1 bookmark",)
    assert said(file(p(*bookmark("m", "one two"))), file(p(*bookmark("m", "one six")))) == ()
