"""A version is held against the text that it is based on, not against the one that happened to be issued before it."""

from __future__ import annotations

from pathlib import Path

from harness import stage
from table import revision

from negotiator.model.revision import Document, Role, Scope
from negotiator.store.store import Store
from negotiator.tui.orders import ImportOrder
from negotiator.tui.views import DocumentRecord
from negotiator.tui.workspace_desk import WorkspaceDesk


def record(*revisions: object) -> DocumentRecord:
    return DocumentRecord(Document("declaration", Role.OUTCOME, "Declaration"), revisions)  # type: ignore[arg-type]


def test_the_previous_version_is_the_base_of_the_newest_and_no_branch_beside_it() -> None:
    from dataclasses import replace

    zero, rev1 = revision("declaration", "Zero draft", 1), revision("declaration", "Rev.1", 5, "zero-draft")
    branch, rev2 = revision("declaration", "Facilitator", 6, "rev1"), revision("declaration", "Rev.2", 9, "rev1")
    assert record(zero, rev1, branch, rev2).revision("previous") is rev1
    part = replace(branch, scope=Scope.parse("2-3"))
    assert record(zero, rev1, part, replace(rev2, based_on="facilitator")).revision("previous") is rev1
    assert record(zero, replace(rev1, based_on=None)).revision("previous") is zero
    assert record(zero).revision("previous") is None
    assert record(replace(zero, scope=Scope.parse("1"))).revision("previous") is None


TEXTS = {
    "Zero draft": ("2024-10-01", "", "1. We clear all mined areas by 2025.\n\n2. We assist victims wherever they live.\n"),
    "Rev.1": ("2024-11-01", "zero-draft", "1. We clear all mined areas by 2025.\n\n2. We assist all victims wherever they live.\n"),
    "Facilitator": ("2024-11-05", "zero-draft", "1. We may clear some areas one day.\n\n2. We assist victims wherever they live, means permitting.\n"),
    "Rev.2": ("2024-11-09", "rev1", "1. We clear all mined areas by 2025.\n\n2. We assist all victims wherever they may live.\n"),
}


async def test_rooms_hold_the_newest_version_against_its_base(tmp_path: Path) -> None:
    from datetime import date

    with Store.open(str(tmp_path / "new.db"), create=True) as store:
        desk = WorkspaceDesk(store, "anna")
        for label, (day, base, text) in TEXTS.items():
            file = tmp_path / f"{label}.txt"
            file.write_text(f"Political declaration\n\n{text}", encoding="utf-8")
            desk.accept(desk.preview(ImportOrder(file, "declaration", label=label, issued_on=date.fromisoformat(day), based_on=base)))
        async with stage(desk) as on_stage:
            assert "Rev.1 → Rev.2" in on_stage.screen()
            assert "1 changed" in on_stage.screen()
            await on_stage.press("2")
            assert "Rev.2 against Rev.1" in on_stage.screen()
            await on_stage.press("colon")
            await on_stage.write("declaration@facilitator")
            await on_stage.press("enter")
            assert "Facilitator against Zero draft" in on_stage.screen()
