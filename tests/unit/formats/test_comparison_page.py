"""The HTML page of a comparison: well formed, self-contained, readable without colour, and text of others stays text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from negotiator.formats.html import Entry, comparison_html
from negotiator.model.report import Span, Tone

_VOID = {"meta", "input", "br"}


class Page(HTMLParser):
    """What a browser would make of a page; a tag left open or closed twice is an error."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: dict[str, list[str]] = {}
        self.feed(source)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.setdefault(self.open[-1] if self.open else "", []).append(data)


def page(*entries: Entry | str, warning: str = "") -> tuple[str, Page]:
    lead = [("3 paragraphs", False), *([(warning, True)] if warning else [])]
    source = comparison_html(("a.docx", "The talks", "en"), ("b.docx", "The talks, Rev.1", "fr"), lead, entries)
    return source, Page(source)


REDLINE = (Span("Parties "), Span("should", Tone.DELETED), Span("shall", Tone.INSERTED), Span(" act."))


def test_both_views_hold_the_words_and_each_side_its_own() -> None:
    source, found = page(Entry("edited", "7 → 9", ("edited",), "7", "9", REDLINE), "… 4 paragraphs not shown")
    assert "… 4 paragraphs not shown" in source
    assert found.words["ins"] == ["underlined", "shall", "shall"]
    assert found.words["del"] == ["struck through", "should", "should"]
    assert re.search(r"<h3 lang=\"en\">Old 7</h3><p>Parties <del>should</del> act\.</p>", source)
    assert re.search(r"<h3 lang=\"en\">New 9</h3><p>Parties <ins>shall</ins> act\.</p>", source)
    assert [attrs["lang"] for tag, attrs in found.tags if tag == "section"] == ["en", "fr"]


def test_a_change_without_colour_is_still_said_and_a_heading_names_each() -> None:
    source, found = page(Entry("added", "9", ("added",), "", "9", (Span("New.", Tone.INSERTED),)))
    assert 'content: " [inserted: "' in source
    assert 'content: " [deleted: "' in source
    assert "not there" in source
    [article] = [attrs for tag, attrs in found.tags if tag == "article"]
    assert article["aria-labelledby"] in [attrs.get("id") for tag, attrs in found.tags if tag == "h2"]
    assert "prefers-color-scheme: dark" in source
    assert "@media print" in source


def test_nothing_is_loaded_and_nothing_runs() -> None:
    source, found = page(Entry("edited", "7", (), "7", "7", REDLINE), warning="look")
    assert not [tag for tag, _ in found.tags if tag in ("script", "link", "img", "iframe", "object")]
    assert not [name for _, attrs in found.tags for name in attrs if name in ("src", "href", "style") or name.startswith("on")]
    assert "url(" not in source
    assert "@import" not in source


@given(st.text(), st.text(), st.text())
def test_whatever_a_text_says_it_stays_text(words: str, number: str, kind: str) -> None:
    hostile = f"<script>alert(1)</script>{words}</p></article>&amp;{{{{ 7*7 }}}}"
    _, found = page(
        Entry(kind, hostile, (hostile, number), number + '"><b>', number, (Span(hostile, Tone.DELETED),), (hostile, kind)), hostile, warning=hostile
    )
    assert not [tag for tag, _ in found.tags if tag in ("script", "b")]
    assert "alert(1)" in "".join(found.words["del"])
    assert "49" not in "".join(found.words["del"]).replace(words, "")


def test_control_and_direction_characters_do_not_reorder_the_page() -> None:
    source, _ = page(Entry("edited", "7", (), "7", "7", (Span("a\u202eb\x00c\x1b[31m"),)))
    assert not re.search("[\x00\x1b\u202e]", source)


def test_kinds_that_there_are_can_be_shown_alone_without_a_script() -> None:
    source, found = page(
        Entry("edited", "7 → 9", ("edited", "to check: 24 % of the words, same neighbours"), "7", "9", REDLINE, ("edited", "uncertain")),
        Entry("split", "8 → 10 + 11", ("split",), "8", "10 + 11", REDLINE, ("split",)),
    )
    assert [attrs["id"] for tag, attrs in found.tags if tag == "input" and attrs["type"] == "checkbox"] == ["kind-edited", "kind-split", "kind-uncertain"]
    assert 'body:has(#kind-split:checked) article[data-kinds~="split"]' in source
    assert [attrs["data-kinds"] for tag, attrs in found.tags if tag == "article"] == ["edited uncertain", "split"]
    assert "to check: 24 % of the words, same neighbours" in found.words["span"]
    _, alone = page(Entry("split", "8", ("split",), "8", "8", REDLINE, ("split",)))
    assert not [tag for tag, attrs in alone.tags if attrs.get("type") == "checkbox"]


def test_a_paragraph_with_the_same_words_is_printed_once() -> None:
    source, _ = page(Entry("same", "3 → 4", ("renumbered",), "3", "4", (Span("Taking pride."),), ("renumbered",)))
    assert source.count("Taking pride.") == 1
