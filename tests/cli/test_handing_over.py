"""Files to hand over: proven Word files with real tracked changes, comments for an audience, papers from templates."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from console import Typed

from negotiator.model.audience import Audience

NOTE = "Sell this one dearly."
OUTCOMES = ("review", "declaration", "action-plan")


def words_of(path: str | Path) -> str:
    """The words of all parts of a Word file, runs joined, a paragraph a line."""
    with zipfile.ZipFile(path) as package:
        parts = [package.read(name).decode("utf-8") for name in package.namelist() if name.endswith(".xml")]
    return "\n".join(re.sub(r"<[^>]+>", "", re.sub(r"</w:p>", "\n", part)) for part in parts)


def part(path: str | Path, name: str) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode("utf-8") if name in package.namelist() else ""


@pytest.fixture
def noted(typed: Typed, workspace: Path) -> Path:
    """The sample, with a note of Ane's on a point that paragraph 6 of the declaration speaks to, and that point a red line."""
    assert typed("--as", "Ane Holm", "link", "II.2.9", "6", "--as", "reflected", "--note", NOTE).code == 0
    assert typed("point", "set", "II.2.9", "--priority", "red-line").code == 0
    return workspace


@pytest.mark.parametrize("document", OUTCOMES)
def test_a_redline_is_the_earlier_issued_file_with_changes_to_the_newest_and_is_proven_again(
    typed: Typed, workspace: Path, sample: Path, document: str
) -> None:
    ended = typed("export", document, "--as", "redline", "--comments", "--for", "own", "-o", "out.docx")
    assert ended.code == 0, ended.err
    assert "accepting all gives Rev.2, rejecting all gives Rev.1: proven" in ended.err
    old, new = (str(sample / f"{document}-{label}.docx") for label in ("rev1", "rev2"))
    proof = typed("verify", "out.docx", old, new)
    assert proof.code == 0, proof.out
    text = part("out.docx", "word/document.xml")
    assert "<w:ins " in text
    assert "<w:del " in text
    assert part("out.docx", "word/comments.xml").count("<w:comment ") >= 5


@pytest.mark.parametrize("document", OUTCOMES)
def test_an_annotated_file_is_the_issued_text_with_comments_alone(typed: Typed, workspace: Path, sample: Path, document: str) -> None:
    assert typed("export", document, "--as", "annotated", "--for", "group", "-o", "out.docx").code == 0
    issued = str(sample / f"{document}-rev2.docx")
    assert typed("verify", "out.docx", issued, issued).code == 0
    assert part("out.docx", "word/comments.xml").count("<w:comment ") >= 5


def test_a_wrong_redline_is_found_out(typed: Typed, workspace: Path, sample: Path) -> None:
    assert typed("export", "declaration", "--as", "redline", "--for", "own", "-o", "out.docx").code == 0
    wrong = str(sample / "declaration-zero-draft.docx")
    old, new = (str(sample / f"declaration-{label}.docx") for label in ("rev1", "rev2"))
    for pair in ((wrong, new), (old, wrong), (new, old)):
        ended = typed("verify", "out.docx", *pair)
        assert ended.code == 1
        assert ended.out
        told = typed("verify", "out.docx", *pair, "--format", "json")
        assert told.code == 1
        assert {"severity", "subject", "message"} == set(told.json[0])
        assert ("it is proven the other way round: from declaration-rev1.docx to declaration-rev2.docx" in ended.err) == (pair == (new, old))
    assert typed("verify", "nowhere.docx", old, new).code == 2
    assert typed("verify", "out.docx", old, new, "--format", "json").json == []


@pytest.mark.parametrize("how", [("--for", "room"), ("--for", "own", "--marking", "LIMITE")])
def test_the_proof_of_an_export_is_repeated_with_its_own_options_and_by_address(typed: Typed, workspace: Path, how: tuple[str, ...]) -> None:
    versions = ("declaration@rev1", "declaration@rev2")
    assert typed("export", "declaration", "--as", "redline", *how, "-o", "out.docx").code == 0
    assert typed("verify", "out.docx", *versions, *how).code == 0
    plain = typed("verify", "out.docx", *versions)
    assert (plain.code, "is proven with the same option" in plain.err) == (1, True)
    assert typed("verify", "out.docx", "declaration@rev7", "declaration@rev2").code == 2


@pytest.mark.parametrize("base", ["accepted", "rejected"])
def test_the_proof_of_a_redline_on_a_settled_base_says_how_it_was_settled(typed: Typed, desk: Path, sample: Path, base: str) -> None:
    old, new = str(sample / "declaration-rev2.docx"), str(sample / "declaration-rev1.docx")
    assert typed("compare", old, new, "--base", base, "-o", "out.docx").code == 0
    proof = typed("verify", "out.docx", old, new, "--base", base)
    assert (proof.code, proof.err.strip()) == (
        0,
        f"out.docx: accepting all gives declaration-rev1.docx, rejecting all gives declaration-rev2.docx with its own changes {base}",
    )
    assert typed("verify", "out.docx", old, new).code == 1


def test_a_comment_says_to_each_audience_what_is_open_to_it(typed: Typed, noted: Path) -> None:
    said = {}
    for audience in Audience:
        ended = typed("export", "declaration", "--as", "redline", "--comments", "--for", audience.value, "-o", f"{audience}.docx")
        assert ended.code == 0, ended.err
        said[audience] = words_of(f"{audience}.docx")
        assert "Ane Holm" not in said[audience]
    point = typed("show", "eu-position:II.2.9", "--format", "json").json["text"]
    assert [NOTE in said[a] for a in Audience] == [True, False, False, False]
    assert ["II.2.9: reflected" in said[a] for a in Audience] == [True, True, False, False]
    assert [point in said[a] for a in Audience] == [True, True, True, False]
    assert part("room.docx", "word/comments.xml").count("<w:comment ") == 0


def test_what_was_to_be_prevented_and_stands_there_is_not_told_like_a_success(typed: Typed, workspace: Path) -> None:
    assert typed("point", "set", "II.2.9", "--kind", "prevent").code == 0
    ended = typed("link", "II.2.9", "6", "--as", "reflected")
    assert "II.2.9 is reflected in declaration@rev2, paragraph 6; it is to be prevented, so it is unmet" in ended.err
    for audience, said in (("group", True), ("partners", False)):
        assert typed("export", "declaration", "--as", "annotated", "--for", audience, "-o", f"{audience}.docx").code == 0
        assert ("II.2.9: reflected, but to be prevented: unmet" in words_of(f"{audience}.docx")) is said
        assert ("prevented" in words_of(f"{audience}.docx")) is said
    ended = typed("link", "II.2.9", "--as", "absent")
    assert "II.2.9 is absent in declaration@rev2; it is to be prevented, so it is met" in ended.err


@pytest.mark.parametrize("audience", list(Audience))
def test_a_report_holds_for_each_audience_what_is_open_to_it(typed: Typed, noted: Path, audience: Audience) -> None:
    for name in ("report.md", "report.docx"):
        ended = typed("export", "--as", "report", "--for", audience.value, "-o", name)
        if audience is Audience.ROOM and ended.code != 0:
            assert not Path(name).exists()
            continue
        assert ended.code == 0, ended.err
        text = Path(name).read_text(encoding="utf-8") if name.endswith(".md") else words_of(name)
        assert (NOTE in text) is (audience is Audience.OWN)
        assert ("red line" in text) is (audience is Audience.OWN)
        assert ("II.2.9" in text) is (audience is not Audience.ROOM)
        assert ("reflected" in text.casefold()) is (audience in (Audience.OWN, Audience.GROUP))
        assert "Ane Holm" not in text


def test_a_report_may_be_on_one_document(typed: Typed, workspace: Path) -> None:
    assert typed("export", "declaration", "--as", "report", "--for", "own", "-o", "one.md").code == 0
    text = Path("one.md").read_text(encoding="utf-8")
    assert "II.2.9" in text
    assert "II.3.1" not in text


@pytest.mark.parametrize("name", ["out.md", "out.docx"])
def test_the_second_lock_refuses_a_file_that_would_show_what_is_closed(typed: Typed, noted: Path, desk: Path, name: str) -> None:
    """Exit 5: a note that reaches the file by another way (here, copied into a template) is found before the file is written."""
    (desk / "careless.md.j2").write_text("# Report\n\nOur points: sell THIS one\u00a0dearly.\n", encoding="utf-8")
    command = ("export", "--as", "report", "--template", "careless.md.j2", "-o", name)
    ended = typed(*command, "--for", "group")
    assert ended.code == 5, ended.err
    assert "closed to it" in ended.err
    assert not Path(name).exists()
    assert typed(*command, "--for", "own").code == 0


def test_a_paper_is_built_with_its_numbers_as_printed(typed: Typed, workspace: Path) -> None:
    assert typed("export", "eu-position", "--as", "position", "--for", "own", "-o", "paper.docx").code == 0
    issued = typed("clauses", "eu-position", "--format", "json").json
    rebuilt = {c["path"]: c for c in typed("parse", "paper.docx", "--format", "json").json}
    assert any(c["kind"] == "footnote" for c in issued)
    for clause in issued:
        again = rebuilt[clause["path"]]
        assert (again["number"], again["text"]) == (clause["number"], clause["text"])


def test_a_file_is_named_for_its_reader_and_never_replaces_another(typed: Typed, workspace: Path) -> None:
    command = ("export", "declaration", "--as", "annotated", "--for", "partners")
    assert typed(*command).code == 0
    (name,) = (p.name for p in workspace.parent.glob("*.docx"))
    assert name == "declaration-rev2-annotated-partners.docx"
    Path(name).write_bytes(b"mine")
    assert typed(*command).code == 3
    assert Path(name).read_bytes() == b"mine"
    assert typed(*command, "--force").code == 0
    assert zipfile.is_zipfile(name)
    assert [p.name for p in workspace.parent.iterdir() if p.name.startswith(".") and p.is_file()] == []


def test_a_version_before_the_last_may_be_the_base(typed: Typed, workspace: Path, sample: Path) -> None:
    assert typed("export", "declaration", "--as", "redline", "--for", "own", "--since", "zero-draft", "-o", "out.docx").code == 0
    assert typed("verify", "out.docx", str(sample / "declaration-zero-draft.docx"), str(sample / "declaration-rev2.docx")).code == 0
    assert typed("export", "declaration@rev1", "--as", "redline", "--for", "own", "-o", "earlier.docx").code == 0
    assert typed("verify", "earlier.docx", str(sample / "declaration-zero-draft.docx"), str(sample / "declaration-rev1.docx")).code == 0


def test_files_and_versions_compared_become_the_same_proven_word_file(typed: Typed, workspace: Path, sample: Path) -> None:
    old, new = (str(sample / f"review-{label}.docx") for label in ("rev1", "rev2"))
    for output, pair in (("files.docx", (old, new)), ("versions.docx", ("review@rev1", "review@rev2"))):
        ended = typed("compare", *pair, "-o", output, "--author", "Secretariat")
        assert ended.code == 0, ended.err
        assert typed("verify", output, old, new).code == 0
        assert 'w:author="Secretariat"' in part(output, "word/document.xml")


def test_texts_that_are_no_word_files_make_no_redline_of_files(typed: Typed, desk: Path, sample: Path) -> None:
    (desk / "a.txt").write_text("1. One thing is agreed.\n", encoding="utf-8")
    ended = typed("compare", "a.txt", str(sample / "review-rev1.docx"), "-o", "out.docx")
    assert ended.code == 2
    assert "a.txt is no Word file" in ended.err
    assert not Path("out.docx").exists()


def test_versions_that_were_issued_as_text_become_a_proven_redline_all_the_same(typed: Typed, desk: Path) -> None:
    texts = (
        "1. All parties report each year.\n\n2. Donors plan ahead.\n",
        "1. All parties report every second year.\n\n2. Donors plan ahead.\n\n3. Nobody is left behind.\n",
    )
    assert typed("init").code == 0
    for label, text in zip(("Rev.1", "Rev.2"), texts, strict=True):
        (desk / f"{label}.txt").write_text(text, encoding="utf-8")
        assert typed("import", f"{label}.txt", "--document", "declaration", "--label", label).code == 0
    ended = typed("export", "declaration", "--as", "redline", "--comments", "--for", "own", "-o", "out.docx")
    assert ended.code == 0, ended.err
    assert "<w:ins " in part("out.docx", "word/document.xml")
    assert "every second year" in words_of("out.docx")


# Templates


def test_a_template_of_ones_own_is_used(typed: Typed, workspace: Path, desk: Path) -> None:
    (desk / "mine.md.j2").write_text(
        "# Short\n{% for d in documents %}\n{{ d.slug }}: {{ d.counts.met }} of {{ d.counts.total }}\n{% endfor %}", encoding="utf-8"
    )
    assert typed("export", "--as", "report", "--for", "own", "--template", "mine.md.j2", "-o", "short.md").code == 0
    assert "declaration: 9 of 13" in Path("short.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("{{ ''.__class__.__mro__ }}", "bad.md.j2"),
        ("{% for d in documents %}", "bad.md.j2"),
        ("{{ nothing.at.all }}", "bad.md.j2"),
        ("{% include '/etc/hostname' %}", "hostname"),
    ],
)
def test_a_template_that_is_wrong_or_wants_out_of_its_box_is_refused(typed: Typed, workspace: Path, desk: Path, template: str, says: str) -> None:
    (desk / "bad.md.j2").write_text(template, encoding="utf-8")
    ended = typed("export", "--as", "report", "--for", "own", "--template", "bad.md.j2", "-o", "out.md")
    assert ended.code == 2, ended.err
    assert says in ended.err
    assert not Path("out.md").exists()


def test_templates_lying_in_the_working_folder_are_not_picked_up(typed: Typed, workspace: Path, desk: Path) -> None:
    (desk / "templates").mkdir()
    for place in (desk, desk / "templates"):
        (place / "report.md.j2").write_text("planted", encoding="utf-8")
    assert typed("export", "--as", "report", "--for", "own", "-o", "out.md").code == 0
    assert "planted" not in Path("out.md").read_text(encoding="utf-8")


def test_a_reference_document_that_is_none_is_refused(typed: Typed, workspace: Path, desk: Path) -> None:
    for name, content in (("nowhere.docx", None), ("text.docx", b"no Word file")):
        if content:
            (desk / name).write_bytes(content)
        ended = typed("export", "eu-position", "--as", "position", "--for", "own", "--reference", name, "-o", "out.docx")
        assert ended.code == 2, ended.err
        assert "reference document" in ended.err
        assert not Path("out.docx").exists()


def test_word_files_without_a_paragraph_are_redlined_all_the_same(typed: Typed, desk: Path) -> None:
    from docx import Document

    for name, words in (("empty.docx", ""), ("one.docx", "A first paragraph.")):
        document = Document()
        document.add_paragraph(words)
        document.save(desk / name)
    assert typed("compare", "empty.docx", "one.docx", "-o", "redline.docx").code == 0
    assert typed("verify", "redline.docx", "empty.docx", "one.docx").code == 0
    assert typed("compare", "empty.docx", "one.docx").code == 2


@pytest.mark.parametrize("audience", list(Audience))
def test_a_table_holds_paragraphs_changes_and_what_is_open_of_points(typed: Typed, noted: Path, audience: Audience) -> None:
    assert typed("export", "declaration", "--as", "table", "--for", audience.value, "-o", "table.docx").code == 0
    assert typed("export", "declaration", "--as", "table", "--for", audience.value, "-o", "table.md").code == 0
    word, text = words_of("table.docx"), Path("table.md").read_text(encoding="utf-8")
    assert "{--Deeply--}{++Gravely++} concerned" in text
    assert "<w:strike/>" in part("table.docx", "word/document.xml")
    for shown in (word, text):
        assert (NOTE in shown) == (audience is Audience.OWN)
        assert ("II.2.9" in shown) == audience.may_see(Audience.PARTNERS)
        assert ("partly met" in shown) == audience.may_see(Audience.GROUP)


def test_a_report_in_two_languages_has_our_point_beside_the_text(typed: Typed, workspace: Path) -> None:
    ended = typed("export", "declaration", "--as", "report", "--for", "own", "--bilingual", "--language", "da", "-o", "two.md")
    assert ended.code == 0, ended.err
    row = next(line for line in Path("two.md").read_text(encoding="utf-8").splitlines() if line.startswith("| II.2.4 |"))
    assert "Reaffirm our unwavering commitment" in row
    assert "støtte universaliseringen" in row or "norm" in row
    assert "reaffirm the strong commitment to uphold the norm" not in row
    assert typed("export", "declaration", "--as", "report", "--for", "own", "--language", "fi", "-o", "fi.md").code == 2


def test_markdown_holds_no_orders_for_pages(typed: Typed, workspace: Path) -> None:
    for words in (("--as", "report", "--bilingual"), ("declaration", "--as", "table")):
        shown = typed("export", *words, "--for", "own", "-o", "-").out
        assert "| Where |" in shown
        assert "\\" not in shown.replace("\\[", "").replace("\\]", "")
        assert "\n\n\n" not in shown


def test_a_template_decides_on_a_cover_page(typed: Typed, workspace: Path) -> None:
    from negotiator.formats.templates import template_source

    for name in ("report", "table"):
        target = () if name == "report" else ("declaration",)
        assert typed("export", *target, "--as", name, "--for", "own", "-o", f"{name}.docx").code == 0
        assert 'w:br w:type="page"' not in part(f"{name}.docx", "word/document.xml")
        Path("own.md.j2").write_text(template_source(name).replace("{% set cover = false %}", "{% set cover = true %}"), encoding="utf-8")
        assert typed("export", *target, "--as", name, "--for", "own", "--template", "own.md.j2", "-o", f"{name}.docx", "--force").code == 0
        assert 'w:br w:type="page"' in part(f"{name}.docx", "word/document.xml")
