"""Position: our points, judged. Left where each stands, right the point, what may speak to it, and the keys of the verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget

from negotiator.model.point import Assessment, CoverageRow, Point, PointProperties, State, Verdict
from negotiator.model.report import Line, Paragraph, Span, Tone, line
from negotiator.tui import gather, keymap, marks
from negotiator.tui.desk import Desk
from negotiator.tui.messages import Answered, Recorded, Refused, Visited
from negotiator.tui.screens.paragraphs import language_parts
from negotiator.tui.screens.points import candidate_rows, point_parts, point_properties, quoted, row_key
from negotiator.tui.screens.room import Pane, Room
from negotiator.tui.views import CandidatesView, LanguagesView, Place, PositionView
from negotiator.tui.widgets.caption import Caption
from negotiator.tui.widgets.lines import LineList, Row
from negotiator.tui.widgets.text_pane import TextPane


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict that was recorded, and what it was about."""

    row: CoverageRow
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class PointSet:
    """A point as a person says it is."""

    point: Point


class PositionRoom(Room):
    """Points, candidates, verdicts."""

    ROOM = keymap.POSITION
    EXPLANATION = (
        "Left are our points, for each outcome document that they address: ● met, ◐ partly, ○ unmet, · not judged yet; ! a verdict wants a second look, "
        "‼ red line, [ ] only bracketed text supports it.",
        "Right are the point and the paragraphs that may speak to it, the likeliest first, with the words that they share and the words that they lack. "
        "A candidate is never a verdict: only you judge.",
        "t says what a point is: a red line, sought or to be prevented, which texts it addresses. g goes to the paragraph under the cursor, "
        "o to the point in our paper, S shows where the paragraph stands in its issued file.",
        "Choose the paragraphs that your verdict rests on with space (the one under the cursor counts where none is chosen), then r reflected, p partial, "
        "c contradicted, or x absent. Words that you mark with the mouse in the paragraph below go with it as the quote. u takes the newest entry back.",
    )
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings(keymap.POSITION)
    DEFAULT_CSS = """
PositionRoom #points-pane { width: 5fr; }
PositionRoom #judge-pane { width: 7fr; }
PositionRoom #point { height: auto; max-height: 40%; }
PositionRoom #candidates { height: auto; max-height: 8; min-height: 1; }
PositionRoom #evidence { height: 1fr; min-height: 3; }
"""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: PositionView | None = None
        self._rows: dict[str, CoverageRow] = {}
        self._filter = ""
        self._candidates: CandidatesView | None = None
        self._note = ""
        self._recording = False

    def compose(self) -> ComposeResult:
        with Pane(id="points-pane", classes="-front"):
            yield LineList(id="points", empty="reading …")
        with Pane(id="judge-pane"):
            yield TextPane(id="point")
            yield Caption("What may speak to it", id="candidates-caption")
            yield LineList(id="candidates", empty="looking …")
            yield Caption("", id="evidence-caption")
            yield TextPane(id="evidence")

    def focus_order(self) -> Sequence[Widget]:
        return (self.query_one("#points"), self.query_one("#candidates"), self.query_one("#evidence"), self.query_one("#point"))

    def filtered(self) -> LineList:
        return self.query_one("#points", LineList)

    # -- loading

    def load(self) -> None:
        self.loaded = True
        self.ask(lambda: gather.position(self.desk))

    def on_answered(self, message: Answered) -> None:
        match message.payload:
            case PositionView() as view:
                self._show(view)
            case CandidatesView() as found if found.row == self._row():
                self._show_candidates(found)
            case LanguagesView() as languages if (row := self._row()) is not None and (row.point.document, row.point.id) == (
                languages.document,
                languages.clause,
            ):
                pane = self.query_one("#point", TextPane)
                if self._view is not None:
                    pane.show((*point_parts(row, self._view, self._candidates), *language_parts(languages)))
                    self.front(pane)
                    self.call_after_refresh(pane.bring, "In other languages")
            case PointSet(point):
                what = "is off the list" if point.retired else "is set"
                self.post_message(Recorded(line(Span(f"{point.id} {what}", Tone.STRONG), Span("   u takes it back", Tone.MUTED))))
            case Judged() as judged:
                self._note, self._recording = "", False
                self.post_message(Recorded(self._told(judged)))

    def on_refused(self, _: Refused) -> None:
        self._recording = False

    def _show(self, view: PositionView) -> None:
        self._view = view
        wanted = self.place
        if wanted.document and self._filter and self._filter != wanted.document:
            self._filter = ""
        self.place = Place(keymap.POSITION)
        found = next((row_key(row) for row in view.rows if row.point.id == wanted.point and wanted.document in ("", row.document)), None)
        if wanted.point and found is None:
            self.say(f"{wanted.point} is not among the points that are judged", Tone.WARNING)
        self._list(found)
        if wanted.point:
            self.front(self.query_one("#points"))

    def _list(self, key: str | None = None) -> None:
        view = self._view
        if view is None:
            return
        shown = [row for row in view.rows if not self._filter or row.document == self._filter]
        self._rows = {row_key(row): row for row in shown}
        listing = self.query_one("#points", LineList)
        listing.empty = "no points yet: i imports the position paper (as: position)"
        listing.show(list(self._lines(shown)), key=key)
        self.query_one("#points-pane", Pane).caption(view.name_of(self._filter) if self._filter else "Our points")
        judged = sum(row.state is not State.UNASSESSED for row in shown)
        recheck = sum(row.state is State.RECHECK for row in shown)
        bracketed = sum(row.bracketed for row in shown)
        flag = (Span("   "), marks.RECHECK, Span(f" {recheck} to re-check", Tone.MUTED)) if recheck else ()
        apart = (Span("   "), marks.BRACKETED, Span(f" {bracketed} in brackets only", Tone.MUTED)) if bracketed else ()
        told = Span(f"{judged} of {len(shown)} judged", Tone.STRONG)
        self.say_where((told, *flag, *apart), (told, *flag))
        if not shown:
            self._show_candidates(None)

    def _lines(self, rows: Sequence[CoverageRow]) -> Iterator[Row]:
        """The points under the names of their documents."""
        assert self._view is not None  # noqa: S101 (its caller has one)
        documents = dict.fromkeys(row.document for row in rows)
        width = max((len(row.point.id) for row in rows), default=0)
        for document in documents:
            if len(documents) > 1:
                yield Row(f"|{document}", (Span(f" {self._view.name_of(document)}", Tone.MUTED),), selectable=False)
            for row in rows:
                if row.document == document:
                    label = Span(f"{row.point.id:<{width}}  ", Tone.MUTED)
                    tail = (marks.BRACKETED,) if row.bracketed else ()
                    yield Row(row_key(row), (*marks.standing_marks(row), Span(" "), label, Span(" ".join(row.point.text.split()))), tail)

    def _row(self) -> CoverageRow | None:
        current = self.query_one("#points", LineList).current
        return self._rows.get(current.key) if current is not None else None

    # -- the point and its candidates

    def on_line_list_reached(self, message: LineList.Reached) -> None:
        if message.lines.id == "points":
            self._show_point()
        else:
            self._show_evidence()

    def on_line_list_opened(self, message: LineList.Opened) -> None:
        self.front(self.query_one("#candidates" if message.lines.id == "points" else "#evidence"))

    def _show_point(self) -> None:
        row = self._row()
        if row is None or self._view is None:
            return
        self._note = ""
        self.query_one("#judge-pane", Pane).caption(f"{row.point.id} · {self._view.name_of(row.document)}", point_properties(row))
        known = self._candidates if self._candidates is not None and self._candidates.row == row else None
        self.query_one("#point", TextPane).show(point_parts(row, self._view, known))
        if self._candidates is None or self._candidates.row != row:
            self._candidates = None
            listing = self.query_one("#candidates", LineList)
            listing.empty = "looking …"
            listing.show(())
            self.query_one("#evidence", TextPane).show(())
            self.ask(lambda: gather.candidates(self.desk, row), group="candidates")

    def _show_candidates(self, found: CandidatesView | None) -> None:
        self._candidates = found
        if found is not None and self._view is not None and (found.held or found.together is not None or found.row.bracketed):
            self.query_one("#point", TextPane).show(point_parts(found.row, self._view, found))
        listing = self.query_one("#candidates", LineList)
        listing.empty = "no paragraph shares a telling word with it"
        if found is None:
            listing.show(())
            self.query_one("#point", TextPane).show(())
            self.query_one("#judge-pane", Pane).caption("")
            return
        none = "What may speak to it" if not found.suggestion.none else "What may speak to it: probably nothing"
        self.query_one("#candidates-caption", Caption).say(none)
        listing.show(candidate_rows(found))
        listing.tick(clause for clause in found.row.clauses if clause in found.clauses)
        if listing.current is None:
            self.query_one("#evidence", TextPane).show(())

    def _show_evidence(self) -> None:
        found, current = self._candidates, self.query_one("#candidates", LineList).current
        clause = found.clauses.get(current.key) if found is not None and current is not None else None
        if clause is None:
            return
        lacks = next((candidate.lacks for candidate in found.suggestion.candidates if candidate.clause == clause.id), ()) if found else ()
        self.query_one("#evidence-caption", Caption).say(f"{gather.title(clause)} · lacks {', '.join(lacks)}" if lacks else gather.title(clause))
        quotes = [e.quoted for e in (found.row.assessment.evidence if found and found.row.assessment else ()) if e.clause == clause.id]
        self.query_one("#evidence", TextPane).show([Paragraph(quoted(clause.text, quotes[0] if quotes else None))])

    # -- keys

    def action_choose(self) -> None:
        """Choose the candidate under the cursor, or drop it."""
        listing = self.query_one("#candidates", LineList)
        if listing.current is not None:
            listing.tick(listing.ticked ^ {listing.current.key})

    def action_judge(self, verdict_name: str) -> None:
        """Record a verdict on what is on the screen."""
        if self._recording:
            return
        row, found = self._row(), self._candidates
        if row is None:
            self.say("no point is under the cursor", Tone.WARNING)
            return
        if found is None or found.row != row:
            self.say("wait until the candidates are here: a verdict rests on what you see", Tone.WARNING)
            return
        verdict = Verdict(verdict_name)
        listing = self.query_one("#candidates", LineList)
        if not self.shows(listing):
            self.front(listing)
            self.say(f"look at the paragraph, then press {self.key_of(f'position.{verdict.value}')} again", Tone.WARNING)
            return
        seen = tuple(candidate.clause for candidate in found.suggestion.candidates)
        clauses: tuple[str, ...] = ()
        if verdict is not Verdict.ABSENT:
            order = [each.key for each in listing.rows]
            clauses = tuple(key for key in order if key in listing.ticked) or ((listing.current.key,) if listing.current else ())
            if not clauses:
                self.say("no paragraph to rest this verdict on: x records that none speaks to it", Tone.WARNING)
                return
        quote, note = self._quote(found, clauses), self._note
        self._recording = True
        self.ask(lambda: Judged(row, self.desk.judge(row, verdict, clauses, seen, quote=quote, note=note)), group="record")

    def _quote(self, found: CandidatesView, clauses: Sequence[str]) -> str:
        """Words marked with the mouse, where they stand in a paragraph that the verdict rests on; as that paragraph spells them."""
        words = (self.screen.get_selected_text() or "").split()
        pattern = r"\s+".join(map(re.escape, words))
        for clause in clauses:
            if words and (place := re.search(pattern, found.clauses[clause].text)):
                return place[0]
        return ""

    def _told(self, judged: Judged) -> Line:
        row, verdict = judged.row, judged.assessment.verdict
        found = self._candidates
        names = ", ".join(gather.name(found.clauses[e.clause]) for e in judged.assessment.evidence if e.clause in found.clauses) if found else ""
        title = self._view.name_of(row.document) if self._view else row.document
        what = f"{row.point.id} {verdict.value if verdict else 'taken back'}"
        return line(
            Span(what, Tone.STRONG), f" in {title}" + (f", paragraph {names}" if names else ""), Span("   u takes it back, n goes to the next", Tone.MUTED)
        )

    def action_note(self) -> None:
        from negotiator.tui.dialogs.line import LineDialog

        self.app.push_screen(LineDialog("Note for the next verdict", "why, for whom, what to do", self._note), self._noted)

    def _noted(self, note: str | None) -> None:
        if note is not None:
            self._note = note
            self.say(f"note: {note}" if note else "no note")

    def action_open_point(self, step: int) -> None:
        """Go to the next point that is not judged or wants a second look."""
        listing = self.query_one("#points", LineList)
        keys = list(self._rows)
        at = keys.index(listing.current.key) if listing.current is not None else -1
        ahead = keys[at + 1 :] + keys[:at] if step > 0 else keys[:at][::-1] + keys[at + 1 :][::-1]
        waiting = next((key for key in ahead if self._rows[key].state is not State.CONFIRMED), None)
        if waiting is None:
            self.say("every point here is judged")
        else:
            listing.go_to(waiting)

    def action_filter(self) -> None:
        """All points, or those for one outcome document after the other."""
        if self._view is None:
            return
        slugs = ["", *dict.fromkeys(row.document for row in self._view.rows)]
        self._filter = slugs[(slugs.index(self._filter) + 1) % len(slugs)] if self._filter in slugs else ""
        self._list()

    def action_across(self) -> None:
        row, current = self._row(), self.query_one("#candidates", LineList).current
        if row is not None and current is not None:
            self.post_message(Visited(Place(keymap.DOCUMENT, row.document, row.revision, current.key)))

    def action_point(self) -> None:
        """Ask what the point under the cursor is."""
        from negotiator.tui.dialogs.point import PointDialog

        row, view = self._row(), self._view
        if row is None or view is None:
            self.say("no point is under the cursor", Tone.WARNING)
            return
        point = row.point

        def set_as(properties: PointProperties | None) -> None:
            if properties is not None and properties != PointProperties():
                self.ask(lambda: PointSet(self.desk.set_point(point, properties)), group="record")

        self.app.push_screen(PointDialog(point, [record.document.slug for record in view.outcome]), set_as)

    def action_languages(self) -> None:
        """Show the point in the other languages of our paper."""
        row = self._row()
        if row is not None:
            slug, point = row.point.document, row.point.id
            self.ask(lambda: LanguagesView(slug, point, self.desk.in_languages(slug, "", point)), group="languages")

    def action_paper(self) -> None:
        """Open the point where it stands in the position paper."""
        row = self._row()
        if row is not None:
            self.post_message(Visited(Place(keymap.DOCUMENT, row.point.document, clause=row.point.id)))

    def action_source(self) -> None:
        """Show the place of the paragraph under the cursor in its issued file."""
        from negotiator.tui.dialogs.source import SourceDialog

        row, current = self._row(), self.query_one("#candidates", LineList).current
        if row is None or current is None:
            self.say("no paragraph is under the cursor")
        else:
            self.app.push_screen(SourceDialog(self.desk, row.document, row.revision, [current.key]))

    def action_copy(self) -> None:
        row = self._row()
        if row is not None:
            self.app.copy_to_clipboard(row.point.text)
            self.say("copied")
