"""The small manners of the command line: what is asked for and not there is said, every message speaks alike, and what we suggest can be typed."""

from __future__ import annotations

import errno
import io
import os
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import click
import pytest
from console import Prepared, Typed

from negotiator.cli.app import run
from negotiator.services.files import write_whole

ZERO = "Declaration\n\n1. States shall act.\n2. States may report each year on all that they did.\n"
FIRST = "Declaration\n\n1. States should act.\n2. States may report each year on all that they did.\n3. Facts are told by all of them.\n"


@pytest.fixture
def two(prepared: Prepared) -> Path:
    """A declaration in two versions."""
    return prepared(
        ("zero.txt", ZERO, "--document", "declaration", "--label", "Zero draft"),
        ("first.txt", FIRST, "--document", "declaration", "--label", "Rev.1"),
    )


@pytest.mark.parametrize(
    "words",
    [
        ("compare", "one.txt"),
        ("frobnicate",),
        ("export", "x", "--as", "redlin", "--for", "own"),
        ("export", "x", "--as", "redline"),
        ("suggest", "--limit", "99"),
        ("compare", "--contxt", "a", "b"),
    ],
)
def test_wrong_use_is_told_like_every_other_error(typed: Typed, words: tuple[str, ...]) -> None:
    ended = typed(*words)
    assert ended.code == 2
    first, hint = ended.err.splitlines()
    assert first.startswith("negotiator: ") and not first.endswith(".")
    assert "--help  shows how it is used" in hint and hint.startswith("  negotiator ")


def test_kinds_that_are_not_there_are_said_to_be_none(typed: Typed, two: Path) -> None:
    texts = ("declaration@zero-draft", "declaration")
    assert typed("compare", *texts, "--only", "dropped").out.endswith("\nnone dropped\n")
    assert "none dropped or moved" in typed("compare", *texts, "--only", "moved,dropped", "--format", "html").out
    assert "none split" in typed("compare", *texts, "--only", "split", "--spoken").out
    assert "none" not in typed("compare", *texts, "--only", "added").out


def test_what_a_change_is_has_no_doubled_spaces_and_a_heading_no_backslash(typed: Typed, two: Path) -> None:
    texts = ("declaration@zero-draft", "declaration")
    assert ",1 edited," in typed("compare", *texts, "--format", "csv").out
    assert "\n#### ~ 1 edited\n" in (told := typed("compare", *texts, "--format", "md").out) and "\n#### + 3 added\n" in told


def test_a_spreadsheet_of_the_coverage_has_words_and_no_signs(typed: Typed, workspace: Path) -> None:
    lines = typed("coverage", "declaration", "--format", "csv").out.splitlines()
    assert all(line.split(",")[0] in ("standing", "met", "partly", "unmet", "unknown") for line in lines)
    assert any("re-check" in line for line in lines)
    assert "●" in typed("coverage", "declaration").out


def test_an_import_for_scripts_says_what_people_are_told(typed: Typed) -> None:
    import docx

    file = docx.Document()
    file.add_paragraph("1. States shall act.").add_run(" Fallback Omega").font.hidden = True
    file.save("hidden.docx")
    typed("init")
    told = typed("import", "hidden.docx", "--document", "declaration", "--format", "json")
    (warning,) = told.json["warnings"]
    assert warning.startswith("2 words of hidden text") and warning in told.err
    assert "Omega" not in typed("clauses", "declaration", "--format", "json").out
    explained = typed("parse", "hidden.docx", "--explain", "--format", "json").json
    assert [(left["reason"], left["text"].strip()) for left in explained["left_out"]] == [("hidden", "Fallback Omega")]


def test_an_empty_workspace_is_said_to_be_empty(typed: Typed) -> None:
    typed("init")
    for words, said in (
        (("documents",), "holds no text yet"),
        (("points",), "there is no point yet"),
        (("coverage",), "no point addresses a text"),
        (("delegations",), "no delegation is entered yet"),
        (("log",), "nothing was done yet"),
    ):
        ended = typed(*words)
        assert ended.code == 0 and ended.out == "" and said in ended.err
        assert typed(*words, "--format", "json").json == []
        assert typed(*words, "--format", "csv").out.count("\n") == 1


def test_numbers_of_one_are_singular(typed: Typed) -> None:
    Path("one.txt").write_text("1. States shall act.\n", encoding="utf-8")
    Path("two.txt").write_text("1. States should act.\n", encoding="utf-8")
    assert "4 of 4 words: 4 in 1 paragraph\n" in typed("parse", "one.txt").err
    assert "\n1 paragraph: 1 edited, 0 unchanged" in typed("compare", "one.txt", "two.txt").out
    typed("init")
    assert typed("delegations", "add", "Arlen").code == 0
    assert "1 delegation" in typed("delegations", "export", "-o", "d.toml").err


def test_two_paragraphs_are_compared_and_nothing_else(typed: Typed, two: Path) -> None:
    shown = typed("compare", "declaration@zero-draft:1", "declaration:1")
    assert shown.code == 0
    assert "1 paragraph: 1 edited, 0 unchanged" in shown.out and "[-shall-]{+should+}" in shown.out and "report" not in shown.out
    others = typed("compare", "declaration@zero-draft:1", "declaration:3", "--format", "json").json
    assert [c["kind"] for c in others["changes"]] == ["edited"]
    assert (others["old"]["name"], others["new"]["name"]) == ("declaration@zero-draft:1", "declaration@rev1:3")
    for words in (("declaration@zero-draft", "declaration:1"), ("declaration:1", "zero.txt"), ("declaration:1", "declaration:2", "-o", "x.docx")):
        refused = typed("compare", *words)
        assert refused.code == 2 and "paragraph" in refused.err
        assert not Path("x.docx").exists()
    assert typed("compare", "declaration:1", "declaration:9").code == 2


def test_a_paragraph_is_compared_with_what_stands_below_it(typed: Typed, workspace: Path) -> None:
    paths = [c["path"] for c in typed("clauses", "eu-position", "--format", "json").json if c["path"].startswith("II.1.3")]
    told = typed("compare", "eu-position:II.1.3", "eu-position@adopted/da:II.1.3", "--format", "json").json
    assert told["old"]["clauses"] == len(paths) > 1


def test_a_partial_text_is_not_the_newest(typed: Typed, two: Path) -> None:
    Path("part.txt").write_text("2. States shall report each year on all that they did.\n", encoding="utf-8")
    assert typed("import", "part.txt", "--document", "declaration", "--label", "Facilitator", "--scope", "2").code == 0
    (listed,) = typed("documents", "--format", "json").json
    assert (listed["newest"], listed["revisions"]) == ("rev1", ["zero-draft", "rev1", "facilitator"])
    assert "Rev.1" in typed("documents").out and "Facilitator" not in typed("documents").out


def test_standard_output_is_a_file_like_any_other(typed: Typed, two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ("declaration@zero-draft", "declaration")
    for form in ("table", "md", "csv", "json", "html"):
        assert typed("compare", *texts, "-o", "-", "--format", form).out == typed("compare", *texts, "--format", form).out
    shown = typed("export", "declaration", "--as", "table", "--for", "own", "-o", "-")
    assert shown.code == 0 and shown.out.startswith("# ") and "should" in shown.out
    assert typed("issued", "declaration", "-o", "-").out == FIRST
    assert typed("delegations", "add", "Arlen").code == 0
    assert 'name = "Arlen"' in typed("delegations", "export", "-o", "-").out
    assert typed("brackets", "declaration", "-o", "-").code == 0
    assert not Path("-").exists()

    class Pipe(io.StringIO):
        buffer = io.BytesIO()

    monkeypatch.setattr("sys.stdout", Pipe())
    assert run(["export", "declaration", "--as", "annotated", "--for", "own", "-o", "-"]) == 0
    assert zipfile.is_zipfile(Pipe.buffer)


def test_a_template_for_an_issued_file_is_refused_and_says_where_it_belongs(typed: Typed, two: Path) -> None:
    for form in ("redline", "annotated"):
        for option in ("--template", "--reference"):
            refused = typed("export", "declaration", "--as", form, "--for", "own", option, "mine")
            assert refused.code == 2
            assert f"{option} shapes a file that is built" in refused.err and f"{option} goes with --as report, table or position" in refused.err
    for form, option in (("report", "--comments"), ("annotated", "--since=rev1"), ("table", "--bilingual")):
        refused = typed("export", "declaration", "--as", form, "--for", "own", option)
        assert refused.code == 2 and f"{option.partition('=')[0]} does nothing with --as {form}" in refused.err


def test_templates_are_handed_out_and_come_back_changed(typed: Typed, two: Path) -> None:
    listed = typed("templates", "--format", "json").json
    assert [one["template"] for one in listed] == ["report", "table", "position", "reference"]
    assert {one["used"] for one in listed} == {"bundled"}
    source = typed("templates", "table").out
    assert source.startswith("{#") and "Values:" in source
    assert typed("templates", "table", "-o", "mine.md.j2").code == 0
    assert Path("mine.md.j2").read_text(encoding="utf-8") == source
    Path("mine.md.j2").write_text(source.replace("# {{ title | md }}", "# Ours: {{ title | md }}"), encoding="utf-8")
    assert typed("export", "declaration", "--as", "table", "--for", "own", "--template", "mine.md.j2", "-o", "-").out.startswith("# Ours: ")
    assert typed("templates", "reference", "-o", "look.docx").code == 0
    assert typed("export", "declaration", "--as", "table", "--for", "own", "--reference", "look.docx", "-o", "t.docx").code == 0
    assert typed("templates", "nothing").code == 2
    assert typed("templates", "report", "-o", "report.docx").code == 2
    Path("broken.md.j2").write_text("{{ nowhere }}", encoding="utf-8")
    broken = typed("export", "declaration", "--as", "table", "--for", "own", "--template", "broken.md.j2")
    assert broken.code == 2 and "negotiator templates report  prints" in broken.err


def test_a_template_that_lies_where_the_list_says_is_used(typed: Typed, two: Path) -> None:
    own = Path(typed("templates", "--format", "json").json[1]["own"])
    own.parent.mkdir(parents=True)
    own.write_text("# Always ours\n", encoding="utf-8")
    assert typed("templates", "--format", "json").json[1]["used"] == "yours"
    assert typed("export", "declaration", "--as", "table", "--for", "own", "-o", "-").out == "# Always ours\n"


def test_what_the_demo_suggests_can_be_typed(typed: Typed, desk: Path) -> None:
    ended = typed("demo", "my demo æ", "--no-tui")
    assert ended.code == 0
    suggested = next(line for line in ended.err.splitlines() if line.startswith("Next:")).removeprefix("Next:  ").partition("  opens")[0]
    command, option, path = shlex.split(suggested)
    assert (command, option) == ("negotiator", "--workspace") and Path(path).is_file()


def test_what_is_read_is_never_written_over(typed: Typed, two: Path) -> None:
    """Not even with --force: the text as it came would be lost."""
    for name, text in (("a.md", ZERO), ("b.md", FIRST), ("ours.md", "# Arlen\n## 1\nStates must act.\n")):
        Path(name).write_text(text, encoding="utf-8")
    for words in (
        ("compare", "a.md", "b.md", "-o", "./a.md"),
        ("export", "declaration", "--as", "table", "--for", "own", "--from", "ours.md", "-o", "ours.md"),
    ):
        ended = typed(*words, "--force")
        assert (ended.code, ended.err) == (2, f"negotiator: {words[-1].removeprefix('./')} is read for this, and would be lost\n  give another name\n")
    assert Path("a.md").read_text(encoding="utf-8") == ZERO


def test_a_file_that_somebody_has_open_is_not_written_over(typed: Typed, two: Path) -> None:
    out = Path("changes to read.md")
    words = ("compare", "declaration@zero-draft", "declaration@rev1", "-o", str(out))
    assert typed(*words).code == 0
    for lock in (".~lock.changes to read.md#", "~$anges to read.md"):
        Path(lock).touch()
        ended = typed(*words, "--force")
        assert ended.code == 3
        assert "changes to read.md is open in another program" in ended.err and lock in ended.err
        Path(lock).unlink()
    assert typed(*words, "--force").code == 0


def test_a_name_that_no_system_takes_is_said_to_be_too_long(typed: Typed, two: Path) -> None:
    ended = typed("compare", "declaration@zero-draft", "declaration@rev1", "-o", "x" * 300 + ".md")
    assert (ended.code, "File name too long" in ended.err, "shorter" in ended.err) == (2, True, True)
    assert typed("compare", "declaration@zero-draft", "declaration@rev1", "-o", "y" * 250 + ".md").code == 0
    for command in (("parse", "x" * 300 + ".docx"), ("compare", "x" * 300 + ".docx", "a.docx")):
        assert typed(*command).code == 2


def test_a_full_disk_is_said(typed: Typed, two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = click.echo

    def full(*words: Any, err: bool = False, **how: Any) -> None:
        if not err:
            raise OSError(errno.ENOSPC, "No space left on device")
        said(*words, err=err, **how)

    monkeypatch.setattr("negotiator.cli.output.click.echo", full)
    monkeypatch.setattr("negotiator.cli.app._forget_stdout", lambda: None)
    ended = typed("documents")
    assert (ended.code, ended.err) == (2, "negotiator: what was to be shown cannot be written: No space left on device\n")


def test_the_paragraphs_of_a_comparison_add_up(typed: Typed, desk: Path) -> None:
    """A paragraph that only moved or has another number is one of the unchanged, so that a reader can count."""
    Path("old.txt").write_text("Draft\n\n1. One says this here.\n2. Two says that there.\n3. Three says much more.\n4. Four ends the text.\n", encoding="utf-8")
    Path("new.txt").write_text(
        "Draft\n\n1. Nought is quite new to all.\n2. One says this here.\n3. Three says much more.\n4. Two says that there.\n5. Four begins the text.\n",
        encoding="utf-8",
    )
    assert "5 paragraphs: 1 edited, 1 added, 3 unchanged; 1 moved, 3 renumbered" in typed("compare", "old.txt", "new.txt").out


def test_nothing_is_counted_where_there_is_nothing(typed: Typed, workspace: Path) -> None:
    assert typed("export", "declaration", "--as", "annotated", "--for", "group", "-o", "a.docx").code == 0
    assert "a.docx: no edit on declaration@rev2\n" in typed("edits", "a.docx", "--of", "declaration").err
    assert typed("delegations", "add", "Quillon").err == "Quillon: entered; --status tells what it is\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX closes what it hands over")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_file_is_written_also_where_nobody_listens(sample: Path, desk: Path, closed: str) -> None:
    old, new = (sample / f"declaration-{label}.docx" for label in ("rev1", "rev2"))
    done = subprocess.run(
        f"'{sys.executable}' -m negotiator compare '{old}' '{new}' -o out.docx {closed}", shell=True, capture_output=True, text=True, check=False
    )
    assert (done.returncode, (desk / "out.docx").exists()) == (0, True), done.stderr
    assert "Traceback" not in done.stderr


def test_an_interrupt_while_writing_leaves_no_file_behind(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(desk / "out.docx", b"words")
    assert not [p for p in desk.iterdir() if "out.docx" in p.name]
