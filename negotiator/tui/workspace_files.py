"""Files that come into a workspace and files that leave it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from negotiator.errors import UsageError
from negotiator.model.revision import Revision
from negotiator.tui.orders import ExportOrder, ExportOutcome, FileReading, ImportOrder, ImportPreview
from negotiator.tui.workspace_kept import KeptWorkspace

if TYPE_CHECKING:
    from negotiator.formats.word.carry import Carried
    from negotiator.model.edit import Edit, Edits


class WorkspaceFiles(KeptWorkspace):
    """Reading stores nothing; accepting and writing are one use case each."""

    def preview(self, order: ImportOrder) -> ImportPreview:
        from negotiator.tui.previewing import preview

        with self._store.snapshot() as view:
            return preview(view, order)

    def explain(self, order: ImportOrder) -> FileReading:
        from negotiator.tui.explaining import explain

        with self._store.snapshot() as view:
            return explain(view, order)

    def explain_held(self, document: str, revision: str, order: ImportOrder) -> FileReading:
        from negotiator.tui.explaining import explain_held

        with self._store.snapshot() as view:
            return explain_held(view, document, revision, order)

    def reread(self, document: str, revision: str, order: ImportOrder) -> int:
        from negotiator.services.rereading import plan_reread, reread
        from negotiator.tui.previewing import blocks_toml

        with self._store.snapshot() as view:
            plan = plan_reread(view, f"{document}@{revision}", blocks_toml(order.blocks), "what you say")
        reread(self._store, self._actor, self._now(), plan)
        self.renew()
        return len(plan.changed)

    def accept(self, preview: ImportPreview) -> tuple[Revision, ...]:
        from negotiator.services.import_revision import ImportPlan, import_revision
        from negotiator.services.splitting import SplitImport, import_split

        plan = preview.payload
        if isinstance(plan, SplitImport):
            made = import_split(self._store, self._actor, self._now(), plan)
        else:
            assert isinstance(plan, ImportPlan)  # noqa: S101 (what previewing keeps)
            made = (import_revision(self._store, self._actor, self._now(), plan),)
        self.renew()
        return made

    def export(self, order: ExportOrder) -> ExportOutcome:
        from negotiator.services.bracket_marks import BracketMarks
        from negotiator.services.export import ExportWishes, Form, export
        from negotiator.services.files import write_whole
        from negotiator.services.locks import places

        suffix = order.path.suffix.lower()
        if suffix not in (".docx", ".md") or (suffix == ".md" and order.what not in ("report", "table")):
            raise UsageError(f"{order.path.name}: no such form of output", hint="use .docx (a report and a table may be .md, too)")
        if order.path.exists():
            raise UsageError(f"{order.path.name} is there already", hint="choose another name: nothing is overwritten from here")
        target = f"{order.document}@{order.revision}" if order.revision else order.document
        wishes = ExportWishes(
            Form(order.what),
            order.audience,
            target,
            since=order.since,
            comments=order.comments,
            brackets=BracketMarks(order.brackets),
            author=order.author,
            changes=order.changes,
            markdown=order.path.suffix.lower() == ".md",
            bilingual=order.bilingual,
            language=order.language,
            marking=order.marking,
            private=places(self._store.location),
        )
        with self._store.snapshot() as view:
            made = export(view, wishes, self._now())
        write_whole(order.path, made.content)
        return ExportOutcome(order.path, len(made.content), (made.said,), made.warnings)

    def edits(self, files: Sequence[Path], document: str, revision: str) -> tuple[Edits, ...]:
        from negotiator.services.edits import edits_in
        from negotiator.services.files import read_file
        from negotiator.services.sent import sent_text

        with self._store.snapshot() as view:
            sent = sent_text(view, view.revision(document, revision))
        return tuple(edits_in(read_file(str(file)), sent) for file in files)

    def write_edits(self, edits: Sequence[Edit], document: str, revision: str, path: Path) -> None:
        from negotiator.services.edit_list import workbook_of
        from negotiator.services.files import write_whole

        if path.suffix.lower() != ".xlsx":
            raise UsageError(f"{path.name}: no such form of output", hint="use .xlsx")
        if path.exists():
            raise UsageError(f"{path.name} is there already", hint="choose another name: nothing is overwritten from here")
        with self._store.snapshot() as view:
            base = [stored.clause for stored in view.clauses(view.revision(document, revision))]
        write_whole(path, workbook_of(edits, base))

    def inspect(self, path: Path) -> tuple[str, tuple[Carried, ...]]:
        from negotiator.services.inspect import inspect

        return path.name, inspect(path)

    def inspect_issued(self, document: str, revision: str) -> tuple[str, tuple[Carried, ...]]:
        from negotiator.formats.word.carried import carried

        with self._store.snapshot() as view:
            issued = view.revision(document, revision or "latest")
            return issued.source_name, carried(view.source(issued.source_sha256), issued.source_name)
