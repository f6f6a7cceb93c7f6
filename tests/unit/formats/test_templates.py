"""Drafts come from templates that users may replace, in a sandbox, with text of others kept to the letter."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator.errors import BadTemplateError
from negotiator.formats import templates
from negotiator.formats.markdown_out import escape
from negotiator.formats.templates import render, template_source

COUNTS = {"met": 1, "partly": 0, "unmet": 1, "unknown": 0, "recheck": 1, "bracketed": 0, "total": 2}
ROWS = [
    {"point": "II.2.9", "standing": "met", "flags": ["recheck"], "clauses": ["paragraph 7", "Action #12"], "text": "Keep [all] of *it* | as is", "note": "<b>"},
    {"point": "II.2.10", "standing": "unmet", "flags": [], "clauses": [], "text": "7. Call upon States", "note": ""},
]
REPORT = {
    "title": "Where our points stand",
    "generated_on": "26 November 2024",
    "audience": "own",
    "documents": [{"slug": "declaration", "title": "Declaration", "revision": "Rev.1", "counts": COUNTS, "rows": ROWS}],
}


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "config" / "templates"
    folder.mkdir(parents=True)
    monkeypatch.setattr(templates, "user_templates", lambda: folder)
    return folder


def item(kind: str, number: str, level: int, text: str, **more: object) -> dict[str, object]:
    return {"kind": kind, "number": number, "level": level, "text": text, **more}


def position(*items: dict[str, object]) -> list[str]:
    text = render("position", {"title": "Position", "language": "en", "items": list(items)})
    return [line for line in text.splitlines() if line.strip()]


def test_the_report_says_how_each_document_stands() -> None:
    text = render("report", REPORT)
    assert "# Where our points stand" in text
    assert "State of Rev.1: of 2 points, **1 met**, 0 partly, **1 not met**. 1 to be judged again, because the text changed." in text
    assert "| II.2.9 | ●\u00a0Met | recheck | paragraph\u00a07, Action\u00a0#12 | Keep [all] of \\*it\\* \\| as is |" in text
    assert "| II.2.10 | ○\u00a0Not\u00a0met |  | – | 7\\. Call upon States |" in text
    assert r"- **II.2.9** met (recheck), paragraph 7 and Action #12: \<b>" in text
    assert "- **II.2.10** not met" in text


def test_a_report_without_flags_has_no_column_for_them() -> None:
    rows = [row | {"flags": []} for row in ROWS]
    assert "| Point | Standing | Where | Our point |" in render("report", REPORT | {"documents": [REPORT["documents"][0] | {"rows": rows}]})  # type: ignore[index]


def test_what_needs_attention_begins_with_what_is_not_met() -> None:
    calm = {"point": "II.2.1", "standing": "unknown", "flags": ["not counted"], "clauses": [], "text": "x", "note": ""}
    changed = ROWS[0] | {"why": ["paragraph 7 was edited", "“are” became “may be”"]}
    text = render("report", REPORT | {"documents": [REPORT["documents"][0] | {"rows": [calm, changed, ROWS[1]]}]})  # type: ignore[index]
    assert [line for line in text.splitlines() if line.startswith("- ")] == [
        "- **II.2.10** not met",
        r"- **II.2.9** met (recheck), paragraph 7 and Action #12: \<b>. Changed since: paragraph 7 was edited; “are” became “may be”",
    ]


def test_who_may_not_see_how_points_stand_sees_the_points() -> None:
    text = render("report", REPORT | {"audience": "partners", "documents": [REPORT["documents"][0] | {"judged": False}]})  # type: ignore[index]
    assert "For partners." in text
    assert r"| II.2.10 | – | 7\. Call upon States |" in text
    assert "met" not in text.replace("Declaration", "")


def test_a_document_that_no_point_addresses_says_so() -> None:
    empty = {"slug": "review", "title": "Review", "revision": "Zero draft", "counts": dict.fromkeys(COUNTS, 0), "rows": []}
    assert "No point of the paper addresses this document." in render("report", REPORT | {"documents": [empty]})


def test_a_position_keeps_the_numbers_as_printed() -> None:
    lines = position(
        item("heading", "I-", 0, "Introduction"),
        item("operative", "1.", 1, "The Council recalls."),
        item("chapeau", "2.", 1, "It will:"),
        item("subparagraph", "(a)", 2, "seek support"),
        item("subparagraph", "(i)", 3, "in full"),
        item("heading", "", 1, "Universalisation"),
        item("operative", "3 bis", 1, "First.\nSecond."),
        item("operative", "", 0, "- no list"),
    )
    assert lines == [
        "# Position",
        "## I- Introduction",
        "1.  The Council recalls.",
        "2.  It will:",
        "    (a) seek support",
        "    (i) in full",
        "### Universalisation",
        "3 bis First.",
        "Second.",
        r"\- no list",
    ]


def test_notes_stand_at_the_end_with_references_in_their_places() -> None:
    lines = position(
        item("operative", "1.", 0, "The Convention is one.", notes=[(14, "1"), (22, "2")]),
        item("footnote", "1", 1, "So called."),
        item("footnote", "2", 1, "[Ibid.]"),
    )
    assert lines[1:] == ["1.  The Convention[^1] is one.[^2]", "[^1]: So called.", "[^2]: [Ibid.]"]


def test_the_papers_own_title_is_not_printed_twice() -> None:
    assert position(item("title", "", 0, "Position"), item("operative", "", 0, "Text")) == ["# Position", "Text"]


def test_templates_are_looked_up_by_flag_then_configuration_then_bundle(own_folder: Path, tmp_path: Path) -> None:
    (own_folder / "report.md.j2").write_text("from configuration: {{ title | md }}", encoding="utf-8")
    assert render("report", REPORT) == "from configuration: Where our points stand\n"
    flag = tmp_path / "mine.txt"
    flag.write_text("from the flag", encoding="utf-8")
    assert render("report", REPORT, override=flag) == "from the flag\n"
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "report.md.j2").write_text("from the folder", encoding="utf-8")
    assert render("report", REPORT, override=folder) == "from the folder\n"
    assert render("position", {"title": "x", "language": "en", "items": []}, override=folder) == "# x\n"


def test_the_working_folder_is_never_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "report.md.j2").write_text("planted", encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "report.md.j2").write_text("planted", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "planted" not in render("report", REPORT)


@pytest.mark.parametrize(
    ("source", "line", "trouble"),
    [
        ("one\n{% if %}", 2, "Expected an expression"),
        ("one\ntwo\n{{ no_such_value }}", 3, "no_such_value"),
        ("{{ title.no_such }}", 1, "no_such"),
        ("\n{{ 1 / 0 }}", 2, "ZeroDivisionError"),
        ("{{ ''.__class__.__mro__ }}", 1, "unsafe"),
        ("\n\n{% include '../../etc/passwd' %}", 3, "passwd"),
        ("{% for n in range(999999999) %}{% endfor %}", 1, "OverflowError"),
    ],
)
def test_a_template_that_cannot_be_rendered_is_named_with_its_line(tmp_path: Path, source: str, line: int, trouble: str) -> None:
    mine = tmp_path / "mine.md.j2"
    mine.write_text(source, encoding="utf-8")
    with pytest.raises(BadTemplateError) as caught:
        render("report", REPORT, override=mine)
    assert f"mine.md.j2, line {line}" in caught.value.message
    assert trouble in caught.value.message
    assert caught.value.hint


def test_a_template_that_is_not_there_is_named() -> None:
    with pytest.raises(BadTemplateError, match=r"statement\.md\.j2"):
        render("statement", {})
    with pytest.raises(BadTemplateError, match="no such template"):
        template_source("../../pyproject.toml")


def test_bundled_templates_can_be_copied() -> None:
    assert "Values:" in template_source("report")


def shown(markdown: str) -> list[tuple[str, str]]:
    """Blocks of Markdown as a reader sees them."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    return [
        (previous.type, "".join("\n" if c.type == "hardbreak" else c.content for c in token.children or ()))
        for previous, token in itertools.pairwise(tokens)
        if token.type == "inline"
    ]


SPECIAL = st.text(st.sampled_from("[]()*_`#>-+=|~\\<&;!:.{}^1789 aé"), min_size=1, max_size=30)


@settings(deadline=None)
@given(SPECIAL | st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1))
def test_escaped_text_is_read_back_to_the_letter(text: str) -> None:
    plain = " ".join("".join(c for c in text if c not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069").split())
    if plain:
        assert shown(escape(text)) == [("paragraph_open", plain)]
        assert shown(f"| a |\n|---|\n| {escape(text)} |")[-1] == ("td_open", plain)
        assert shown(f"7.  {escape(text)}") == [("paragraph_open", plain)]
        assert shown(f"## {escape('x ' + text)} x") == [("heading_open", f"x {plain} x")]


def test_the_page_on_templates_names_every_value_that_they_are_given() -> None:
    page = (Path(__file__).parents[3] / "docs" / "templates.md").read_text(encoding="utf-8")
    values = {
        "report": {"title", "generated_on", "audience", "bilingual", "documents", "slug", "revision", "judged", "counts", "rows", "point", "standing", "flags"}
        | {"clauses", "text", "wording", "note", "why"},
        "table": {"title", "revision", "since", "generated_on", "audience", "judged", "pointed", "rows", "label", "what", "pieces", "points", "mattering"},
        "position": {"title", "language", "items", "kind", "number", "level", "text", "notes"},
    }
    for name, known in values.items():
        source = template_source(name)
        head = source[: source.index("#}")]
        assert not [value for value in known if value not in page], name
        assert not [value for value in known - {"mattering"} if value not in head], name
