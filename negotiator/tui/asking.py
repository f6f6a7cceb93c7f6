"""Thin workers: a thread asks the desk, a message brings the answer back, and nothing of a text can end up in a traceback."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path

from textual.widget import Widget
from textual.worker import get_current_worker

from negotiator.errors import NegotiatorError
from negotiator.tui.messages import Answered, Refused


class Asking(Widget):
    """A widget that asks the desk in a thread and is told by `Answered` or `Refused`."""

    def ask(self, question: Callable[[], object], *, group: str = "view") -> None:
        """Ask; an earlier question of the same group that is still on its way is forgotten."""

        def work() -> None:
            worker = get_current_worker()
            message: Answered | Refused
            try:
                message = Answered(question())
            except NegotiatorError as error:
                message = Refused(error)
            except Exception as error:  # noqa: BLE001 (whatever it is, its locals hold texts: only its place is said)
                message = Refused(mistake(error))
            if not worker.is_cancelled:
                self.post_message(message)

        self.run_worker(work, thread=True, group=group, exclusive=True, exit_on_error=False)


def mistake(error: BaseException) -> NegotiatorError:
    """A fault of the program as an error that may be shown: its kind and its place, no words of any document."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return NegotiatorError(f"the program made a mistake: {type(error).__name__}{place}", hint="nothing was changed; please report it with this line")
