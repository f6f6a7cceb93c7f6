"""Asks what a point of our paper is: how grave, sought or to be prevented, delivered how, addressed to which texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from negotiator.model.point import Delivery, Point, PointKind, PointProperties, Priority
from negotiator.model.report import Span, Tone, line
from negotiator.tui import gather
from negotiator.tui.dialogs.dialog import Dialog
from negotiator.tui.widgets.option import Choice, Option

PRIORITIES = {"red-line": "we do not agree to a text without it", "must": "we need good reasons to give it up", "want": "we would like to have it"}
KINDS = {"seek": "the text should say it", "prevent": "the text should not say it"}
DELIVERIES = {"text": "by the words of a text", "statement": "by a statement", "process": "by how the conference is run"}
COUNTS = {"yes": "a point of its own", "no": "only an introduction to others", "retired": "no point: off the list; its verdicts stay in the journal"}


class PointDialog(Dialog[PointProperties]):
    """What is known of the point; ctrl+s gives what was changed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "set", show=False)]
    DEFAULT_CSS = """
PointDialog > .box { max-width: 84; }
PointDialog .field { height: 1; width: 100%; }
PointDialog .field Static { width: 12; color: $muted; }
PointDialog #words { height: auto; max-height: 4; margin-bottom: 1; color: $foreground; }
"""

    def __init__(self, point: Point, documents: Sequence[str]) -> None:
        """`documents` are the slugs of the texts that it may address."""
        super().__init__()
        self._point = point
        self._documents = list(dict.fromkeys((*documents, *point.targets)))

    @property
    def HEADING(self) -> str:  # type: ignore[override]  # noqa: N802 (a dialog's heading)
        return f"What is {self._point.id}?"

    def compose(self) -> ComposeResult:
        point = self._point
        questions = (
            ("priority", "Priority", told(PRIORITIES), point.priority.value),
            ("kind", "Kind", told(KINDS), point.kind.value),
            ("delivery", "Delivered", told(DELIVERIES), point.delivery.value),
            ("counted", "Counted", told(COUNTS), "yes" if point.counted else "no"),
        )
        with self.box(subtitle="← → change · enter list · ctrl+s record · esc close"):
            yield Static(gather.excerpt(point.text, 240), id="words", markup=False)
            for name, title, choices, chosen in questions:
                with Horizontal(classes="field"):
                    yield Static(title, markup=False)
                    yield Option(title, choices, chosen=chosen, id=name)
            with Horizontal(classes="field"):
                yield Static("Addressed to", markup=False)
                yield Option("Addressed to", [Choice(slug, line(slug)) for slug in self._documents], several=True, id="targets")

    def on_mount(self) -> None:
        if self._point.targets:
            self.query_one("#targets", Option).choose(*self._point.targets)
        self.query_one("#priority", Option).focus()

    def action_set(self) -> None:
        """Give what differs from what is known."""
        point = self._point
        said = {name: self.query_one(f"#{name}", Option).value for name in ("priority", "kind", "delivery", "counted")}
        targets = self.query_one("#targets", Option).chosen
        retired, counted = said["counted"] == "retired", said["counted"] == "yes"
        self.dismiss(
            PointProperties(
                kind=PointKind(said["kind"]) if said["kind"] != point.kind.value else None,
                delivery=Delivery(said["delivery"]) if said["delivery"] != point.delivery.value else None,
                priority=Priority(said["priority"]) if said["priority"] != point.priority.value else None,
                targets=targets if set(targets) != set(point.targets) else None,
                counted=counted if not retired and counted != point.counted else None,
                is_point=False if retired else None,
            )
        )


def told(meanings: dict[str, str]) -> list[Choice]:
    """Words of the command line with what they mean."""
    return [Choice(key, line(f"{key:<10} ", Span(meaning, Tone.MUTED))) for key, meaning in meanings.items()]
