"""A view as plain text and as Markdown: the words of the report and no others, whatever the width."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator.formats.markdown_out import report_markdown
from negotiator.formats.plain import columns, report_text, wrap
from negotiator.model.report import Heading, Paragraph, Report, Span, Table, Tone, line, plain

REDLINE = line("are ", Span("covered by", Tone.DELETED), Span("subject to", Tone.INSERTED), " it")
TABLE = Table(
    ("point", "standing", "our point"),
    ((line("II.2.9"), line(Span("◐ partly", Tone.PARTLY)), line("Affirm that improvised devices fall under the obligations of the Convention")),),
    wide=2,
)
REPORT = Report("Declaration", (Heading("Against Rev.1"), Paragraph(REDLINE, label="7."), Paragraph(line("below"), indent=1), TABLE))


def test_a_report_reads_as_text() -> None:
    assert report_text(REPORT, 60).splitlines() == [
        "Declaration",
        "===========",
        "",
        "Against Rev.1",
        "-------------",
        "",
        "7. are [-covered by-]{+subject to+} it",
        "",
        "  below",
        "",
        "point   standing  our point",
        "------  --------  ------------------------------------------",
        "II.2.9  ◐ partly  Affirm that improvised devices fall under",
        "                  the obligations of the Convention",
    ]


def test_a_table_that_does_not_fit_is_read_out_row_by_row() -> None:
    text = report_text(Report("", (TABLE,)), 24)
    assert text.splitlines()[:2] == ["point: II.2.9", "standing: ◐ partly"]
    assert max(map(len, text.splitlines())) <= 24


def test_colour_comes_from_outside_and_takes_no_room() -> None:
    text = report_text(Report("", (TABLE,)), 60, paint=lambda span: f"<{span.tone}>{span.text}")
    assert "<partly>◐ partly" in text


def test_control_characters_of_others_do_not_reach_a_terminal() -> None:
    text = report_text(Report("a\x1b[31mb", (Paragraph(line("c\x9bd\u202ee"), label="\x07"),)), 40)
    assert "\x1b" not in text and "\x9b" not in text and "\x07" not in text and "\u202e" not in text


def test_wide_characters_take_two_columns() -> None:
    assert (columns("地雷"), columns("e\u0301"), columns("mine")) == (4, 1, 4)
    assert report_text(Report("", (Table(("a", "b"), ((line("地雷"), line("x")),)),)), 40).splitlines() == ["a     b", "----  -", "地雷  x"]


SPANS = st.lists(st.builds(Span, st.text(st.sampled_from("ab[] \n地é"), max_size=20), st.sampled_from(Tone)), max_size=6)


@settings(deadline=None)
@given(SPANS, st.integers(4, 30))
def test_wrapping_loses_no_word_and_keeps_to_the_width(spans: list[Span], width: int) -> None:
    lines = wrap(tuple(spans), width)
    assert all(columns(plain(one)) <= width for one in lines)
    assert "".join("".join(plain(one) for one in lines).split()) == "".join(plain(tuple(spans)).split())
    tones = [(c, span.tone) for span in spans for c in span.text if not c.isspace()]
    assert [(c, span.tone) for one in lines for span in one for c in span.text if not c.isspace()] == tones


def test_a_report_reads_as_markdown() -> None:
    report = Report("Declaration [Rev.1]", (Heading("A_b"), Paragraph(line(Span("met ", Tone.STRONG), "*all*")), Paragraph(REDLINE, label="7."), TABLE))
    assert report_markdown(report).splitlines() == [
        "# Declaration [Rev.1]",
        "",
        r"## A\_b",
        "",
        r"**met** \*all\*",
        "",
        r"- 7\. are {--covered by--}{++subject to++} it",
        "",
        "| point | standing | our point |",
        "| --- | --- | --- |",
        "| II.2.9 | ◐ partly | Affirm that improvised devices fall under the obligations of the Convention |",
    ]
