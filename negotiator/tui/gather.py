"""Gathers a room's view from the desk: runs in a worker, draws nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from negotiator.errors import NotFoundError
from negotiator.model.change import Change, ChangeKind, Comparison, Op, Redline, Segment, Side
from negotiator.model.clause import STRUCTURAL, Clause
from negotiator.model.finding import Severity
from negotiator.model.point import CoverageRow, Delivery, Standing, State
from negotiator.model.report import Span, Tone, line
from negotiator.model.revision import Role
from negotiator.tui import keymap, marks
from negotiator.tui.desk import Desk
from negotiator.tui.views import (
    BracketCounts,
    CandidatesView,
    Card,
    DocumentRecord,
    DocumentView,
    FileFindings,
    HistoryView,
    HomeView,
    Place,
    PositionView,
    Tally,
    ToDo,
    broken_red_line,
)

if TYPE_CHECKING:
    from negotiator.services.brackets import PlacedBracket, RevisionBrackets


def home(desk: Desk) -> HomeView:
    """Cards of the outcome documents, and what waits for a person, gravest first."""
    rows = desk.coverage()
    cards: list[Card] = []
    looks: list[ToDo] = []
    for record in outcome_documents(desk.documents()):
        card, found = _card(desk, record, tuple(row for row in rows if row.document == record.document.slug))
        cards.append(card)
        looks += found
    titles = {card.record.document.slug: card.record.name for card in cards}
    todo = (*_red_lines(rows, titles), *_second_looks(rows, titles), *looks, *_unjudged(rows, titles), *_elsewhere(desk))
    return HomeView(desk.title(), tuple(cards), todo, len({row.point.id for row in rows}))


def outcome_documents(records: Iterable[DocumentRecord]) -> tuple[DocumentRecord, ...]:
    return tuple(record for record in records if record.document.role is Role.OUTCOME)


def _card(desk: Desk, record: DocumentRecord, rows: Sequence[CoverageRow]) -> tuple[Card, list[ToDo]]:
    newest = record.newest
    if newest is None:
        return Card(record, Tally.of(rows), None, 0), []
    slug = record.document.slug
    before = record.revision("previous")
    if before is None:
        return Card(record, Tally.of(rows), None, 0), []
    comparison = desk.comparison(slug, before.slug, newest.slug)
    uncertain = [change for change in comparison.changes if change.uncertain]
    changed = sum(worth_reading(change) for change in comparison.changes)
    card = Card(record, Tally.of(rows), changed, len(uncertain))
    looks = [*(_unsure(change, record, newest.slug) for change in uncertain), *_found(comparison, record, newest.slug)]
    return card, [*_reworded(desk, record, newest.slug), *looks]


def file_findings(desk: Desk, view: HomeView) -> FileFindings:
    """The brackets of the newest versions, and what their senders did not mark."""
    brackets: dict[str, BracketCounts] = {}
    unmarked: dict[str, int] = {}
    todo: list[ToDo] = []
    for card in view.cards:
        newest, before, slug = card.record.newest, card.record.revision("previous"), card.record.document.slug
        if newest is None:
            continue
        found = desk.brackets(slug, newest.slug, before.slug if before else None)
        brackets[slug] = bracket_counts(found)
        todo += _asked(found, card.record, newest.slug)
        sender = desk.sender(slug, newest.slug) if before is not None else None
        if before is not None and sender is not None and sender.unmarked:
            unmarked[slug] = len(sender.unmarked)
            todo.append(_unmarked(desk, card.record, newest.slug, before.slug, sender.unmarked))
    return FileFindings(brackets, unmarked, (*todo, *_unknown(desk)))


def _asked(found: RevisionBrackets, record: DocumentRecord, newest: str) -> Iterator[ToDo]:
    """Brackets of which the program does not know what they are."""
    unsure = [placed for placed in found.brackets.placed if placed.bracket.unsure]
    if unsure:
        what = "1 bracket may be none" if len(unsure) == 1 else f"{len(unsure)} brackets may be none"
        first = f"  first: {unsure[0].clause.label}, {excerpt(unsure[0].bracket.text, 30)}"
        yield ToDo(marks.UNCERTAIN, line(what, Span(first, Tone.MUTED)), record.name, Place(keymap.DOCUMENT, record.document.slug, newest, unsure[0].clause.id))


def _unknown(desk: Desk) -> Iterator[ToDo]:
    """Names in brackets that are no delegation that was entered, once any was."""
    known = desk.delegations()
    if known.unknown and known.parties:
        name, near = known.unknown[0]
        what = "1 name in brackets is" if len(known.unknown) == 1 else f"{len(known.unknown)} names in brackets are"
        first = f"  first: {name}{f', {near}?' if near else ''}"
        named = known.named.get(name)
        place = Place(keymap.DOCUMENT, named.documents[0], holder=name) if named is not None and named.documents else Place(keymap.DOCUMENT)
        yield ToDo(marks.UNCERTAIN, line(f"{what} no delegation that was entered", Span(first, Tone.MUTED)), "D says who", place)


def _unmarked(desk: Desk, record: DocumentRecord, newest: str, before: str, changes: Sequence[Change]) -> ToDo:
    """Opens the first paragraph that the sender changed without a mark."""
    slug, first = record.document.slug, changes[0]
    here = {clause.id for clause in desk.clauses(slug, newest)}
    became = {clause.id: change.new[0].id for change in desk.comparison(slug, before, newest).changes for clause in change.old if change.new}
    at = next((became[c.id] for c in first.old if c.id in became), next((c.id for c in first.new if c.id in here), ""))
    what = "1 change is" if len(changes) == 1 else f"{len(changes)} changes are"
    text = line(Span(f"{what} not marked by the sender", Tone.STRONG), Span(f"  first: {(first.new or first.old)[0].label}", Tone.MUTED))
    return ToDo(marks.UNMARKED, text, record.name, Place(keymap.DOCUMENT, slug, newest, at))


def is_open(placed: PlacedBracket) -> bool:
    """Whether a bracket stands for text that is not agreed."""
    from negotiator.rules.bracket_fates import counted

    return bool(counted((placed,)))


def bracket_counts(found: RevisionBrackets) -> BracketCounts:
    """The brackets of a version, and how many were opened and closed since the version that it is held against."""
    from negotiator.services.brackets import tally

    return BracketCounts(sum(is_open(placed) for placed in found.brackets.placed), *tally(found.fates))


def _unsure(change: Change, record: DocumentRecord, revision: str) -> ToDo:
    sides = [", ".join(name(clause) for clause in side) or "nothing" for side in (change.old, change.new)]
    text = line("uncertain match  ", Span(f"{sides[0]} ↔ {sides[1]}", Tone.STRONG))
    clause = change.new[0].id if change.new else change.old[0].id
    return ToDo(marks.UNCERTAIN, text, record.name, Place(keymap.DOCUMENT, record.document.slug, revision, clause))


def _found(comparison: Comparison, record: DocumentRecord, revision: str) -> Iterator[ToDo]:
    """What a comparison warns of: an action without its indicator, a reference that was forgotten."""
    for finding in comparison.findings:
        if finding.severity is not Severity.INFO:
            clause = next((c.id for change in comparison.changes for c in change.new if c.label == finding.subject), "")
            text = line("finding  ", Span(finding.subject, Tone.STRONG), f"  {finding.message}")
            yield ToDo(marks.RECHECK, text, record.name, Place(keymap.DOCUMENT, record.document.slug, revision, clause))


def _reworded(desk: Desk, record: DocumentRecord, revision: str) -> Iterator[ToDo]:
    """Paragraphs that were agreed and are worded otherwise since."""
    recorded = desk.statuses(record.document.slug, revision)
    if not any(one.overtaken for one in recorded.values()):
        return
    for clause in desk.clauses(record.document.slug, revision):
        one = recorded.get(clause.id)
        if one is not None and one.overtaken:
            told = f"split or merged out of what was {one.said.came}" if one.said.came else f"{one.said.status.value}: {one.said.source}"
            text = line("agreed, and reworded since  ", Span(clause.label, Tone.STRONG), Span(f"  {told}", Tone.MUTED))
            yield ToDo(marks.RECHECK, text, record.name, Place(keymap.DOCUMENT, record.document.slug, revision, clause.id))


def _point_place(row: CoverageRow) -> Place:
    return Place(keymap.POSITION, row.document, row.revision, point=row.point.id)


def _red_lines(rows: Iterable[CoverageRow], titles: dict[str, str]) -> Iterator[ToDo]:
    for row in rows:
        if broken_red_line(row):
            again = f"{marks.RECHECK.text} {row.why[0]}" if row.state is State.RECHECK and row.why else excerpt(row.point.text)
            what = "red line  " if row.standing is Standing.UNMET else "red line, only partly  "
            text = line(what, marks.STANDING[row.standing], " ", Span(row.point.id, Tone.STRONG), "  ", again)
            yield ToDo(marks.RED_LINE, text, titles.get(row.document, row.document), _point_place(row))


def _second_looks(rows: Iterable[CoverageRow], titles: dict[str, str]) -> Iterator[ToDo]:
    for row in rows:
        if row.state is State.RECHECK and not broken_red_line(row):
            why = row.why[0] if row.why else excerpt(row.point.text)
            text = line("re-check  ", marks.STANDING[row.standing], " ", Span(row.point.id, Tone.STRONG), "  ", why)
            yield ToDo(marks.RECHECK, text, titles.get(row.document, row.document), _point_place(row))


def _unjudged(rows: Iterable[CoverageRow], titles: dict[str, str]) -> Iterator[ToDo]:
    waiting: dict[str, list[CoverageRow]] = defaultdict(list)
    for row in rows:
        if row.state is State.UNASSESSED and row.point.delivery is Delivery.TEXT:
            waiting[row.document].append(row)
    for document, found in waiting.items():
        what = "1 point is not judged" if len(found) == 1 else f"{len(found)} points are not judged"
        text = line(what, Span(f"  first: {found[0].point.id}  {excerpt(found[0].point.text, 40)}", Tone.MUTED))
        yield ToDo(marks.STANDING[Standing.UNKNOWN], text, titles.get(document, document), _point_place(found[0]))


def _elsewhere(desk: Desk) -> Iterator[ToDo]:
    """Points that no text here can speak to: the text has yet to be imported, or the point aims at the wrong one."""
    from negotiator.services.coverage import said_not_here

    found = desk.points_elsewhere()
    if found:
        text = line(said_not_here(found), Span(f"  first: {found[0].id}", Tone.MUTED))
        yield ToDo(marks.STANDING[Standing.UNKNOWN], text, "i imports it", Place(keymap.DOCUMENT, found[0].document, clause=found[0].id))


def document(desk: Desk, slug: str, revision: str = "", against: str | None = "") -> DocumentView:
    """A revision against an earlier one; `against` empty takes the one before, None compares with nothing.

    Raises NotFoundError where the document or a revision is not there.
    """
    records = desk.documents()
    record = next((record for record in records if record.document.slug == slug), None)
    if record is None:
        raise NotFoundError(f"there is no document {slug!r}", hint="the documents here: " + ", ".join(r.document.slug for r in records))
    new = record.revision(revision)
    if new is None:
        raise NotFoundError(f"{slug} has no version {revision or 'yet'!r}", hint="its versions: " + (", ".join(r.slug for r in record.revisions) or "none"))
    before = record.earlier(new.slug)
    old = None
    if against is not None:
        old = next((r for r in before if r.slug == against), None) if against else record.followed(new.slug) or next((r for r in before if r.scope.whole), None)
    clauses = desk.clauses(slug, new.slug)
    comparison = desk.comparison(slug, old.slug, new.slug) if old is not None else alone(new.address, clauses)
    standing: dict[str, list[CoverageRow]] = defaultdict(list)
    for row in desk.coverage():
        if row.point.document == slug and new == record.newest:
            standing[row.point.id].append(row)
        elif (row.document, row.revision) == (slug, new.slug):
            for clause in row.clauses:
                standing[clause].append(row)
    return DocumentView(
        records,
        record,
        new,
        old,
        comparison,
        {clause: tuple(found) for clause, found in standing.items()},
        {clause.id: clause for clause in clauses},
        desk.brackets(slug, new.slug, old.slug if old else None),
        desk.stakes(slug, new.slug),
        desk.statuses(slug, new.slug),
    )


def alone(address: str, clauses: Sequence[Clause]) -> Comparison:
    """A text that is compared with nothing: every paragraph as it is."""
    changes = tuple(Change(ChangeKind.SAME, (), (clause,), Redline((Segment(Op.EQUAL, clause.text),))) for clause in clauses)
    return Comparison(Side(""), Side(address, clauses=len(clauses)), changes)


def ahead(desk: Desk) -> None:
    """Ask what the other rooms will ask first, so that the desk has it by then: nothing is shown of it."""
    for record in outcome_documents(desk.documents()):
        if record.newest is not None:
            document(desk, record.document.slug)
    rows = position(desk).rows
    for row in {each.document: each for each in reversed(rows)}.values():
        candidates(desk, row)


def history(desk: Desk, slug: str, revision: str, clause: str) -> HistoryView:
    return HistoryView(slug, revision, clause, desk.history(slug, revision, clause))


def position(desk: Desk) -> PositionView:
    return PositionView(desk.documents(), desk.coverage(), tuple(point for point in desk.points() if not point.counted))


def candidates(desk: Desk, row: CoverageRow) -> CandidatesView:
    """What may speak to the point in the revision that `row` is about."""
    clauses = {clause.id: clause for clause in desk.clauses(row.document, row.revision)}
    suggestion = desk.suggestion(row.point.id, row.document)
    if row.assessment is None:
        return CandidatesView(row, suggestion, clauses)
    stakes = desk.stakes(row.document, row.revision)
    placed = desk.brackets(row.document, row.revision, None).brackets.placed
    held = tuple((placed[index], effect) for index, effects in stakes.each.items() for effect in effects if effect.point == row.point.id)
    together = next((effect for effect in stakes.together if effect.point == row.point.id), None)
    return CandidatesView(row, suggestion, clauses, held, together)


def worth_reading(change: Change) -> bool:
    """Whether words, place or company of a paragraph changed; a new number alone is the work of the paragraphs above it."""
    if change.kind in (ChangeKind.SAME, ChangeKind.EDITED):
        return change.redline.changed or change.moved or change.uncertain
    return True


def printed(clause: Clause) -> str:
    """A clause's number as it stands before its text, without its full stop; empty where it has none."""
    return clause.number.strip().rstrip(".")


def brief(clause: Clause) -> str:
    """A clause's number for a narrow column: `Action #12` as `#12`."""
    return printed(clause).removeprefix("Action ")


def title(clause: Clause) -> str:
    """What a clause is called above its text."""
    if clause.kind in STRUCTURAL:
        return f"heading {printed(clause)}".strip()
    return clause.label if clause.number else "unnumbered paragraph"


def name(clause: Clause) -> str:
    """What a clause is called where its text does not stand beside it: its number, or its path where the number says too little (`(a)`)."""
    number = printed(clause)
    return clause.path if not number or number.startswith("(") or number.endswith(")") else number


def excerpt(text: str, width: int = 60) -> str:
    """The beginning of a text on one line, cut between words."""
    flat = " ".join(text.split())
    if len(flat) <= width:
        return flat
    return flat[: width - 1].rpartition(" ")[0] + "…"
