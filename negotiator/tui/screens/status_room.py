"""The part of the Document room that shows and records how far a paragraph is: open, agreed ad ref, agreed, reopened, and who said so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from negotiator.model.clause import Clause
from negotiator.model.report import Span, Tone, line
from negotiator.tui import gather
from negotiator.tui.messages import Answered, Recorded
from negotiator.tui.screens.ruling_room import RulingRoom

if TYPE_CHECKING:
    from negotiator.services.clause_status import ClauseStatus


@dataclass(frozen=True, slots=True)
class StatusRecorded:
    """What was recorded of a paragraph."""

    clause: Clause
    said: ClauseStatus


class StatusRoom(RulingRoom):
    """A room in which a person says how far a paragraph is; nothing is read from its brackets, or from their absence."""

    def on_answered(self, message: Answered) -> None:
        if isinstance(message.payload, StatusRecorded):
            done = message.payload
            told = line(Span(f"{done.clause.label} is {done.said.status.value}", Tone.STRONG), Span(f"   {done.said.source}   u takes it back", Tone.MUTED))
            self.post_message(Recorded(told))

    def action_status(self) -> None:
        """Ask how far the paragraph under the cursor is; of several in one line, which one."""
        from negotiator.tui.dialogs.choice import Choice, ChoiceDialog

        change, view = self._change(), self._view
        if change is None or view is None or not change.new:
            self.say("a paragraph that was dropped has no status here: V reads a version that has it")
        elif len(change.new) == 1:
            self._ask_status(change.new[0].id)
        else:
            choices = [Choice(clause.id, line(gather.excerpt(f"{gather.name(clause)}  {clause.text}", 56))) for clause in change.new]
            self.app.push_screen(ChoiceDialog("Status of which paragraph?", choices, ""), self._ask_status)

    def _ask_status(self, name: str | None) -> None:
        from negotiator.services.clause_status import ClauseStatus, Status
        from negotiator.tui.dialogs.status import StatusDialog

        view = self._view
        clause = view.clauses.get(name) if view is not None and name is not None else None
        if view is None or clause is None:
            return
        recorded = view.statuses.get(clause.id)
        before = recorded.said if recorded is not None else ClauseStatus(Status.OPEN)
        document, revision = self._shown()

        def chosen(answer: tuple[str, str] | None) -> None:
            if answer is not None:
                status, source = Status(answer[0]), answer[1]
                self.ask(
                    lambda: StatusRecorded(clause, self.desk.record_status(document, revision, clause.id, status, source, before.seq)),
                    group="record",
                )

        self.app.push_screen(StatusDialog(clause.label, before), chosen)
