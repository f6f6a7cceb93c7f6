"""Who may see which field, and the views that are built for them before any template or writer sees a thing.

A file for an audience holds only what is open to it; every field is closed until it stands in this table. The widest audience of each:

| field | widest | why |
|---|---|---|
| wording of an outcome document's clause, its number, its redline | `room` | the President issued it to everybody |
| a point's wording, number and target document | `partners` | the position paper is shown with partners; in the room it shows where we come from |
| that a point speaks to a paragraph | `partners` | follows from the two texts, and says nothing of how well |
| a change that is handed over by name (`export --as proposals --from`) | `room` | whoever writes it into a file means it to be read |
| why it is proposed, and remarks | `partners` | a reason is told to those who may support it |
| verdict, standing, quote, `in brackets`, state and its reasons | `group` | the judgement is what the 27 coordinate on |
| kind (`prevent` tells what we fear) and delivery | `group` | tactics shared in coordination |
| themes | `group` | how the group shares out the work |
| candidates and their reasons | `own` | a machine's guess, nobody's opinion |
| priority (red line, must, want), notes, instructions | `own` | instructions never leave the delegation |
| who judged and when | `own` | names and dates are personal |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from html import unescape
from typing import Final

from negotiator.model.audience import Audience
from negotiator.model.point import CoverageRow, Delivery, Point, PointKind, Priority, Standing, State, Verdict
from negotiator.text.normalise import fold


class Field(StrEnum):
    """A kind of thing that a file may hold."""

    CLAUSE = "clause"
    REDLINE = "redline"
    POINT = "point"
    TARGET = "target"
    LINK = "link"
    VERDICT = "verdict"
    STANDING = "standing"
    QUOTE = "quote"
    STATE = "state"
    KIND = "kind"
    DELIVERY = "delivery"
    THEMES = "themes"
    CANDIDATES = "candidates"
    PRIORITY = "priority"
    NOTE = "note"
    INSTRUCTIONS = "instructions"
    ACTOR = "actor"
    DATE = "date"
    PROPOSAL = "proposal"
    RATIONALE = "rationale"


WIDEST: Final[dict[Field, Audience]] = {
    Field.CLAUSE: Audience.ROOM,
    Field.REDLINE: Audience.ROOM,
    Field.POINT: Audience.PARTNERS,
    Field.TARGET: Audience.PARTNERS,
    Field.LINK: Audience.PARTNERS,
    Field.PROPOSAL: Audience.ROOM,
    Field.RATIONALE: Audience.PARTNERS,
    Field.VERDICT: Audience.GROUP,
    Field.STANDING: Audience.GROUP,
    Field.QUOTE: Audience.GROUP,
    Field.STATE: Audience.GROUP,
    Field.KIND: Audience.GROUP,
    Field.DELIVERY: Audience.GROUP,
    Field.THEMES: Audience.GROUP,
}
"""The widest audience of each field; one that is missing here is closed to all but `own`."""


def is_open(field: Field, audience: Audience) -> bool:
    """Whether a file for an audience may hold a field."""
    return audience.may_see(WIDEST.get(field, Audience.OWN))


@dataclass(frozen=True, slots=True)
class PointView:
    """A point as an audience may see it; None or empty where a field is closed to it."""

    id: str
    path: str
    text: str
    language: str
    targets: tuple[str, ...]
    counted: bool
    kind: PointKind | None
    delivery: Delivery | None
    priority: Priority | None
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoverageView:
    """A row of the coverage as an audience may see it; None or empty where a field is closed to it."""

    point: PointView
    document: str
    revision: str
    clauses: tuple[str, ...]
    quotes: tuple[str, ...]
    verdict: Verdict | None
    state: State | None
    standing: Standing | None
    bracketed: bool | None
    why: tuple[str, ...]
    note: str
    actor: str
    at: datetime | None

    @property
    def judged(self) -> bool:
        """Whether the audience may see the judgement at all."""
        return self.standing is not None


@dataclass(frozen=True, slots=True)
class CommentView:
    """What a comment on a paragraph may say to an audience; one for each clause that a point speaks to."""

    clause: str
    """The clause's id."""
    point: PointView
    quote: str
    """The words of the clause that it is about; empty for all of it, or where the quote is closed."""
    near: int
    """Where they begin in the clause's text, in code points; 0 for all of it."""
    verdict: Verdict | None
    state: State | None
    standing: Standing | None
    bracketed: bool | None
    why: tuple[str, ...]
    note: str


def point_view(point: Point, audience: Audience) -> PointView | None:
    """A point for an audience; None where even its wording is closed."""
    if not is_open(Field.POINT, audience):
        return None
    return PointView(
        id=point.id,
        path=point.path,
        text=point.text,
        language=point.language,
        targets=point.targets if is_open(Field.TARGET, audience) else (),
        counted=point.counted,
        kind=point.kind if is_open(Field.KIND, audience) else None,
        delivery=point.delivery if is_open(Field.DELIVERY, audience) else None,
        priority=point.priority if is_open(Field.PRIORITY, audience) else None,
        themes=point.themes if is_open(Field.THEMES, audience) else (),
    )


def coverage_view(rows: Iterable[CoverageRow], audience: Audience) -> tuple[CoverageView, ...]:
    """The rows for an audience; none at all where points are closed to it."""
    return tuple(view for row in rows if (view := _row_view(row, audience)) is not None)


def comment_view(row: CoverageRow, audience: Audience, quotes: Mapping[str, tuple[str, int]]) -> tuple[CommentView, ...]:
    """The comments that a row makes, one for each clause of its evidence; none where the audience may not know of the point or its link.

    `quotes` tells for a clause the words that the verdict rests on and where in its text they begin.
    """
    view = _row_view(row, audience)
    if view is None or not is_open(Field.LINK, audience):
        return ()
    told = quotes if is_open(Field.QUOTE, audience) else {}
    return tuple(
        CommentView(clause, view.point, *told.get(clause, ("", 0)), view.verdict, view.state, view.standing, view.bracketed, view.why, view.note)
        for clause in view.clauses
    )


def _row_view(row: CoverageRow, audience: Audience) -> CoverageView | None:
    point = point_view(row.point, audience)
    if point is None:
        return None
    verdict, state, judged = is_open(Field.VERDICT, audience), is_open(Field.STATE, audience), row.assessment
    return CoverageView(
        point=point,
        document=row.document,
        revision=row.revision,
        clauses=row.clauses if is_open(Field.LINK, audience) else (),
        quotes=tuple(e.quote for e in judged.evidence if e.quote) if judged and is_open(Field.QUOTE, audience) else (),
        verdict=row.verdict if verdict else None,
        state=row.state if state else None,
        standing=row.standing if is_open(Field.STANDING, audience) else None,
        bracketed=row.bracketed if verdict else None,
        why=row.why if state else (),
        note=judged.note if judged and is_open(Field.NOTE, audience) else "",
        actor=judged.actor if judged and is_open(Field.ACTOR, audience) else "",
        at=judged.at if judged and is_open(Field.DATE, audience) else None,
    )


def closed_strings(rows: Iterable[CoverageRow], audience: Audience) -> tuple[str, ...]:
    """Words of these rows that a file for the audience must not hold: the second lock looks for them in what was written."""
    closed: list[str] = []
    for row in rows:
        if not is_open(Field.POINT, audience):
            closed += [*row.point.text.split("\n"), *row.point.context]
        if row.assessment is not None:
            if not is_open(Field.NOTE, audience):
                closed += row.assessment.note.split("\n")
            if not is_open(Field.ACTOR, audience):
                closed.append(row.assessment.actor)
        if not is_open(Field.STATE, audience):
            closed += row.why
    return tuple(dict.fromkeys(text.strip() for text in closed if text.strip()))


_MARKUP: Final = re.compile(r"<[^<>]*>")
_VALUE: Final = re.compile(r"""=\s*["']([^"'<]*)["']""")
_LONG: Final = 12
_TELLING: Final = 3
"""Letters below which a string is too short to prove anything (initials, numbers)."""
_SAME: Final = 2
"""Words side by side from which on a text is taken for a part of a note."""


def still_closed(closed: Iterable[str], already_open: Sequence[str] = ()) -> tuple[str, ...]:
    """The closed strings that tell something and do not stand in a text that is open anyway."""
    harmless = f" {_plain(chr(10).join(already_open))} " if already_open else ""
    return tuple(string for string in dict.fromkeys(closed) if _tells(_wanted(string)) and not (harmless and _wanted(string) in harmless))


def perhaps_said(closed: Iterable[str], texts: Iterable[str]) -> tuple[str, ...]:
    """The closed strings that these texts may hold, in one look at all of them: of what is not named here none is in any."""
    everything = "\n".join(_plain(piece) for text in texts for piece in dict.fromkeys(written(text)))
    return tuple(string for string in closed if _wanted(string).strip() in everything)


def leaks(closed: Iterable[str], text: str, *, already_open: Sequence[str] = (), whole_words: bool = True) -> tuple[str, ...]:
    """Closed strings that a written text holds, whole words only, case, accents and typography aside.

    `text` may be XML or HTML: its attributes' values are searched (they hold names), and what is left without its markup, because runs cut words apart.
    What stands in a text that is open anyway (`already_open`, the outcome document's own wording) is no leak. With `whole_words` false a string is also found
    with other letters at its ends, as it may stand among bytes; then it must be longer than a word, or as long as a long one.
    """
    searched = [f" {_plain(piece)} " for piece in dict.fromkeys(written(text))]
    found: list[str] = []
    for string in still_closed(closed, already_open):
        wanted = _wanted(string)
        if not whole_words and len(wanted) > _LONG:
            wanted = wanted.strip()
        if any(wanted in there for there in searched):
            found.append(string)
    return tuple(found)


def part_of(notes: Iterable[str], text: str, *, already_open: Sequence[str] = ()) -> str:
    """The note that a short text (a name, a marking) was taken out of: two words of it or more, side by side. Empty where there is none.

    Words that stand in a text that is open anyway are taken out of nothing.
    """
    wanted = _wanted(text)
    if len(wanted.split()) < _SAME or not still_closed([text], already_open):
        return ""
    return next((note for note in notes if wanted in _wanted(note)), "")


def written(text: str) -> tuple[str, str, str]:
    """What a text says without its markup: runs joined, runs apart, and the values of its attributes."""
    values = unescape("\n".join(_VALUE.findall(text))) if "<" in text else ""
    return unescape(_MARKUP.sub("", text)), unescape(_MARKUP.sub(" ", text)), values


@lru_cache(maxsize=8192)
def _wanted(string: str) -> str:
    return f" {_plain(string)} "


def _tells(wanted: str) -> bool:
    return sum(c.isalnum() for c in wanted) >= _TELLING


def _plain(text: str) -> str:
    """Folded words with one space between them, so that punctuation and line breaks hide nothing."""
    return " ".join(re.findall(r"\w+", fold(text)))
