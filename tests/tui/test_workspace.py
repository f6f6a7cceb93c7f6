"""The rooms on a real workspace: what the screen shows is what the store holds, and what a key records is there afterwards."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from threading import Event, Thread

import pytest
from harness import LARGE, SMALL, stage
from table import NOW
from textual.widgets import Input

from negotiator.errors import NegotiatorError
from negotiator.model.audience import Audience
from negotiator.model.point import State, Verdict
from negotiator.services.coverage import coverage_of, summary
from negotiator.services.export import Exported, ExportWishes, Form, export
from negotiator.services.redlines import prove
from negotiator.store.store import Store
from negotiator.tui.dialogs.error import ErrorDialog
from negotiator.tui.orders import ExportOrder, ImportOrder
from negotiator.tui.previewing import said_of_file
from negotiator.tui.widgets.lines import LineList
from negotiator.tui.widgets.option import Option
from negotiator.tui.widgets.text_pane import TextPane
from negotiator.tui.workspace_desk import WorkspaceDesk


def rows_of(store: Store) -> dict[tuple[str, str], object]:
    with store.snapshot() as view:
        return {(row.point.id, row.document): row for row in coverage_of(view)}


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x32"])
async def test_home_counts_what_the_command_counts(store: Store, size: tuple[int, int]) -> None:
    with store.snapshot() as view:
        lines = summary(tuple(row for row in coverage_of(view) if row.point.counted))
    async with stage(WorkspaceDesk(store, "anna"), size=size) as on_stage:
        screen = on_stage.screen()
        for told in lines[:3]:
            for mark in ("●", "◐", "○"):
                found = re.search(rf"{mark} (\d+)", told)
                assert found
                assert found[1] == "0" or f"{mark} {found[1]}" in screen


async def test_a_verdict_by_key_stands_in_the_store_stamped_and_signed(store: Store) -> None:
    async with stage(WorkspaceDesk(store, "anna")) as on_stage:
        await on_stage.press("3", "n")
        key = on_stage.app.query_one("#points", LineList).current.key
        point, document = key.split("|")
        before = rows_of(store)[point, document]
        await on_stage.press("p")
        after = rows_of(store)[point, document]
        assert (after.verdict, after.state) == (Verdict.PARTIAL, State.CONFIRMED)
        assert after.assessment.actor == "anna"
        assert after.assessment.seq == (before.assessment.seq if before.assessment else 0) + 1
        assert after.assessment.revision == before.revision
        await on_stage.press("u")
        assert "taken back" in on_stage.screen()
        assert rows_of(store)[point, document].verdict == before.verdict


async def test_absent_keeps_the_candidates_that_stood_on_the_screen(store: Store) -> None:
    async with stage(WorkspaceDesk(store, "anna")) as on_stage:
        await on_stage.press("3")
        await on_stage.press("x")
        shown = len(on_stage.app.query_one("#candidates", LineList).rows)
        point, document = on_stage.app.query_one("#points", LineList).current.key.split("|")
        assert len(rows_of(store)[point, document].assessment.candidates) >= min(shown, 5) > 0


async def test_two_people_at_once_one_is_told(store: Store, workspace: Path) -> None:
    async with stage(WorkspaceDesk(store, "anna")) as on_stage:
        await on_stage.press("3")
        point, document = on_stage.app.query_one("#points", LineList).current.key.split("|")
        with Store.open(str(workspace)) as elsewhere:
            other = WorkspaceDesk(elsewhere, "bert")
            row = next(row for row in other.coverage() if (row.point.id, row.document) == (point, document))
            other.judge(row, Verdict.ABSENT, (), ())
        await on_stage.press("r")
        assert isinstance(on_stage.app.screen, ErrorDialog)
        assert "Someone was faster" in on_stage.screen()
        await on_stage.press("enter")
        assert "bert" in on_stage.screen()
        assert rows_of(store)[point, document].verdict is Verdict.ABSENT


async def test_another_processes_entry_is_seen_and_ones_own_is_not_news(store: Store, workspace: Path) -> None:
    desk = WorkspaceDesk(store, "anna")
    start = desk.pulse()
    desk.judge(desk.coverage()[0], Verdict.ABSENT, (), ())
    assert desk.pulse() == start
    with Store.open(str(workspace)) as elsewhere:
        other = WorkspaceDesk(elsewhere, "bert")
        other.judge(other.coverage()[0], Verdict.ABSENT, (), ())
    assert desk.pulse() != start


async def test_every_paragraph_of_every_draft_stands_on_the_screen_to_the_letter(store: Store) -> None:
    desk = WorkspaceDesk(store, "anna")
    async with stage(desk, plain=True) as on_stage:
        await on_stage.press("2")
        lines, pane = on_stage.app.query_one("#paragraphs", LineList), on_stage.app.query_one("#text", TextPane)
        bracketed = [clause for clause in desk.clauses("review", "rev2") if "[" in clause.text]
        assert bracketed
        await on_stage.press("v", "end", "enter")
        for clause in bracketed:
            key = next(row.key for row in lines.rows if on_stage.app.query_one("#document")._view.comparison.changes[int(row.key)].new == (clause,))
            lines.go_to(key)
            await on_stage.settle()
            assert " ".join(clause.text.split()) in " ".join(pane.text.split())


async def test_a_draft_is_imported_over_the_rooms(sample_folder: Path, tmp_path: Path) -> None:
    drafts = sorted(sample_folder.glob("declaration*.docx"))
    with Store.open(str(tmp_path / "new.db"), create=True) as store:
        async with stage(WorkspaceDesk(store, "anna")) as on_stage:
            for number, draft in enumerate(drafts[:2]):
                await on_stage.press("i")
                on_stage.app.screen.query_one("#path", Input).value = str(draft)
                on_stage.app.screen.query_one("#label", Input).value = f"Draft {number + 1}"
                await on_stage.press("enter")
                assert on_stage.app.screen.query_one("#document", Input).value == "declaration"
                assert re.search(r"[\d,]+ of [\d,]+ words: ", on_stage.screen())
                await on_stage.press("ctrl+s")
            assert "Declaration" in on_stage.screen()
        with store.snapshot() as view:
            assert {revision.label for revision in view.revisions("declaration")} == {"Draft 1", "Draft 2"}


async def test_an_import_tells_first_what_the_sender_did_not_mark(sample_folder: Path, tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "new.db"), create=True) as store:
        desk = WorkspaceDesk(store, "anna")
        for name in ("zero-draft", "rev1"):
            desk.accept(desk.preview(ImportOrder(sample_folder / f"declaration-{name}.docx", "declaration")))
        async with stage(desk) as on_stage:
            await on_stage.press("i")
            on_stage.app.screen.query_one("#path", Input).value = str(sample_folder / "declaration-rev2.docx")
            await on_stage.press("enter")
            assert re.search(r"3 changes are not marked \(against declaration@rev1\)", on_stage.screen())
            assert sum(text.startswith("≠") for text in on_stage.app.screen.query_one(LineList).texts()) == 3


FINAL = """Final Document

The Conference adopted the texts that follow.

Annex I

Political declaration

We, the States, meeting in Borea,

1. We clear all mined areas by the day that was set.

2. We assist victims wherever they live.

Annex II

Action Plan

Action #1: Survey every district with what is known of it.

Action #2: Set money aside for clearance each year.
"""


async def test_the_texts_of_one_file_are_imported_together(tmp_path: Path) -> None:
    file = tmp_path / "final.txt"
    file.write_text(FINAL, encoding="utf-8")
    with Store.open(str(tmp_path / "new.db"), create=True) as store:
        async with stage(WorkspaceDesk(store, "anna")) as on_stage:
            await on_stage.press("i")
            on_stage.app.screen.query_one("#path", Input).value = str(file)
            await on_stage.press("enter")
            assert "texts in one file" in on_stage.screen()
            await on_stage.press("ctrl+s")
        with store.snapshot() as view:
            assert {"declaration", "action-plan"} <= {document.slug for document in view.documents()}


def test_a_ruling_on_markup_by_hand_goes_with_the_order(tmp_path: Path) -> None:
    corrections = tmp_path / "said.toml"
    corrections.write_text("# nothing yet\n")
    assert said_of_file(ImportOrder(Path("a.docx"), markup="confirm", corrections=str(corrections))) == '# nothing yet\n\n[markup]\nis = "confirm"\n'
    for wrong in (ImportOrder(Path("a.docx"), markup="perhaps"), ImportOrder(Path("a.docx"), corrections=str(tmp_path / "lost.toml"))):
        with pytest.raises(NegotiatorError):
            said_of_file(wrong)


async def test_an_action_that_lost_its_indicator_waits_at_home_and_is_told_beside_its_text(store: Store) -> None:
    async with stage(WorkspaceDesk(store, "anna")) as on_stage:
        todo = on_stage.app.query_one("#todo", LineList)
        line = next(row for row, text in zip(todo.rows, todo.texts(), strict=True) if "finding" in text and "Action #4" in text)
        todo.go_to(line.key)
        await on_stage.press("enter")
        assert on_stage.app.room_shown == "document"
        assert "it lost an indicator" in " ".join(on_stage.app.query_one("#text", TextPane).text.split())


async def test_a_redline_leaves_the_dialog_proven(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    async with stage(WorkspaceDesk(store, "anna")) as on_stage:
        await on_stage.press("2", "e")
        on_stage.app.screen.query_one("#file", Input).value = str(out)
        await on_stage.press("ctrl+s")
        assert "proven" in on_stage.screen()
    with store.snapshot() as view:
        sides = [view.source(view.revision("review", name).source_sha256) for name in ("rev1", "rev2")]
    assert prove(out.read_bytes(), *sides) == ()


async def test_a_file_is_called_the_same_on_the_screen_and_on_the_command_line(store: Store) -> None:
    async with stage(WorkspaceDesk(store, "anna")) as on_stage:
        await on_stage.press("2", "e")
        options = {name: on_stage.app.screen.query_one(f"#{name}", Option) for name in ("what", "which", "who")}
        for form, target in (
            ("redline", "review"),
            ("annotated", "declaration"),
            ("table", "action-plan"),
            ("report", ""),
            ("report", "review"),
            ("position", "eu-position"),
        ):
            for name, key in (("what", form), ("which", target), ("who", "own")):
                assert options[name].choose(key)
                await on_stage.settle()
            with store.snapshot() as view:
                made = export(view, ExportWishes(Form(form), Audience.OWN, target), NOW)
            assert on_stage.app.screen.query_one("#file", Input).value == made.name


def test_the_place_of_the_workspace_is_closed_to_others_on_the_screen_as_on_the_command_line(
    store: Store, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[ExportWishes] = []

    def watched(view: object, wishes: ExportWishes, at: object) -> Exported:
        seen.append(wishes)
        return Exported(b"", "out.docx", "")

    monkeypatch.setattr("negotiator.services.export.export", watched)
    WorkspaceDesk(store, "anna").export(ExportOrder("report", "", "", Audience.GROUP, comments=False, path=tmp_path / "out.docx"))
    assert str(workspace.resolve()) in seen[0].private
    assert str(Path.home()) in seen[0].private or len(Path.home().parts) <= 2


async def test_each_form_that_the_command_line_writes_is_written_from_the_screen(store: Store, tmp_path: Path) -> None:
    desk = WorkspaceDesk(store, "anna")
    proposed = tmp_path / "arlen.md"
    proposed.write_text("# Arlen\n\n## after 1\n\nUndertake to report every year;\n", encoding="utf-8")
    for number, order in enumerate(
        (
            {"what": "annotated", "document": "declaration", "revision": "rev2", "brackets": "colour", "marking": "LIMITE"},
            {"what": "annotated", "document": "declaration", "revision": "rev1", "brackets": "comments", "author": "EU delegation"},
            {"what": "table", "document": "declaration", "revision": "rev2", "since": "zero-draft", "language": "da"},
            {"what": "report", "document": "", "revision": "", "bilingual": True, "language": "da", "marking": "LIMITE"},
            {"what": "position", "document": "eu-position", "revision": "adopted", "marking": "LIMITE"},
            {"what": "proposals", "document": "declaration", "revision": "rev2", "changes": (str(proposed),), "marking": "LIMITE"},
        )
    ):
        out = tmp_path / f"{number}.docx"
        done = desk.export(ExportOrder(audience=Audience.GROUP, comments=order["what"] == "annotated", path=out, **order))
        assert out.stat().st_size == done.size
        with zipfile.ZipFile(out) as archive:
            headers = b"".join(archive.read(part) for part in archive.namelist() if "header" in part)
        assert (b"LIMITE" in headers) == ("marking" in order)
    done = desk.export(ExportOrder("table", "declaration", "rev2", Audience.GROUP, comments=False, path=tmp_path / "table.md"))
    assert (tmp_path / "table.md").read_text(encoding="utf-8").startswith("#")
    with pytest.raises(NegotiatorError, match="Markdown has none"):
        desk.export(ExportOrder("report", "", "", Audience.OWN, comments=False, path=tmp_path / "report.md", marking="LIMITE"))
    with pytest.raises(NegotiatorError, match="no such form"):
        desk.export(ExportOrder("redline", "declaration", "rev2", Audience.GROUP, comments=False, path=tmp_path / "redline.md"))


async def test_nothing_is_overwritten_by_an_export(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    out.write_bytes(b"mine")
    async with stage(WorkspaceDesk(store, "anna")) as on_stage:
        await on_stage.press("2", "e")
        on_stage.app.screen.query_one("#file", Input).value = str(out)
        await on_stage.press("ctrl+s")
        assert "is there already" in on_stage.screen()
    assert out.read_bytes() == b"mine"


async def test_a_red_line_that_is_set_on_the_screen_is_one_everywhere_and_can_be_taken_back_in_the_journal(store: Store) -> None:
    async with stage(WorkspaceDesk(store, "anna")) as on_stage:
        await on_stage.press("3", "t")
        point, document = on_stage.app.query_one("#points", LineList).current.key.split("|")
        on_stage.app.screen.query_one("#priority", Option).choose("red-line")
        await on_stage.press("ctrl+s")
        assert rows_of(store)[point, document].point.priority.value == "red-line"
        await on_stage.press("J", "u")
        assert "taken back" in on_stage.screen()
        assert rows_of(store)[point, document].point.priority.value != "red-line"


def test_what_is_asked_twice_at_once_is_found_once_and_what_is_old_is_not_kept(store: Store) -> None:
    desk = WorkspaceDesk(store, "anna")
    begun, go_on = Event(), Event()
    found: list[int] = []

    def find() -> int:
        begun.set()
        go_on.wait(5)
        found.append(len(found))
        return found[-1]

    answers: list[int] = []
    threads = [Thread(target=lambda: answers.append(desk._kept("question", find))) for _ in range(3)]
    for thread in threads:
        thread.start()
    begun.wait(5)
    go_on.set()
    for thread in threads:
        thread.join(5)
    assert answers == [0, 0, 0]
    assert desk._kept("question", find) == 0
    desk.renew()

    def overtaken() -> int:
        desk.renew()
        return 7

    assert desk._kept("question", overtaken) == 7
    assert desk._kept("question", find) == 1, "what was begun before someone wrote is asked again"
