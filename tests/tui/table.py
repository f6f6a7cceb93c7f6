"""A small invented negotiation on model objects alone: what the rooms are tried on before a workspace is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from negotiator.errors import BadInputError, ConflictError, NotFoundError, RefusedError
from negotiator.formats.word.carry import Carried, Carry
from negotiator.model.block import Balance
from negotiator.model.change import Change, ChangeKind, Comparison, SenderMarks, Side
from negotiator.model.clause import Clause
from negotiator.model.edit import Deed, Edit, Edits
from negotiator.model.party import Membership, Party, PartyStatus, PartyTable
from negotiator.model.point import (
    Assessment,
    Candidate,
    CoverageRow,
    Evidence,
    Point,
    PointKind,
    PointProperties,
    Priority,
    Standing,
    State,
    Suggestion,
    Verdict,
)
from negotiator.model.revision import Document, Revision, RevisionKind, Role, Scope, slugify
from negotiator.rules.bracket_fates import fates
from negotiator.rules.bracket_standing import Effect, PointEffect, effects
from negotiator.rules.brackets_read import read_clauses
from negotiator.services.bracket_stakes import Stakes
from negotiator.services.brackets import REMOVE, ClauseBrackets, RevisionBrackets, all_removed, by_holder, choice_named, resolved
from negotiator.services.clause_status import ClauseStatus, Status
from negotiator.services.documents import HistoryStep
from negotiator.services.named import Delegations, Named
from negotiator.services.rulings import Decision, MatchLine, MatchList, NearPair, Ruled
from negotiator.services.sources import SourceLine
from negotiator.store.records import Entry, StoredClause
from negotiator.text.redline import redline
from negotiator.tui.explaining import explain
from negotiator.tui.orders import ExportOrder, ExportOutcome, FileReading, ImportOrder, ImportPart, ImportPreview
from negotiator.tui.views import DocumentRecord, Hit, Holder, Recorded, ResolvedText

if TYPE_CHECKING:
    from negotiator.store.store import Snapshot

NOW = datetime(2024, 11, 26, 23, 14, tzinfo=UTC)


def revision(document: str, label: str, day: int, based_on: str | None = None) -> Revision:
    return Revision(
        uid=f"{document}-{label}",
        document=document,
        slug=slugify(label),
        label=label,
        kind=RevisionKind.DRAFT,
        language="en",
        issued_on=date(2024, 11, day),
        symbol="",
        based_on=based_on,
        scope=Scope(),
        source_sha256="",
        source_name=f"{document}.docx",
        reader="docx/1",
    )


def clause(number: str, text: str, kind: str = "operative") -> Clause:
    path = number.strip(".()") or text[:12].casefold().replace(" ", "-")
    return Clause(path, path, number, kind, text, words=len(text.split()))


ZERO = (
    clause("", "Universalisation", "heading"),
    clause("1.", "We remain committed to a world free of anti-personnel mines and urge all States not party to join the Convention without delay."),
    clause("2.", "We welcome the work of the special envoys."),
    clause("", "Clearance", "heading"),
    clause("3.", "We call on all affected States Parties to complete clearance by 2025."),
    clause("4.", "We recognise the norm that the Convention has set."),
)
REV1 = (
    clause("", "Universalisation", "heading"),
    clause("1.", "We remain committed to a world free of anti-personnel mines and urge all States not party to join the Convention without delay."),
    clause("2.", "We welcome with appreciation the work of the special envoys and of the presidency."),
    clause("", "Clearance", "heading"),
    clause("3.", "We call on all affected States Parties to complete clearance by 2025 [at the latest - Arlen; Borea delete]."),
    clause("4.", "We recognise the norm that the Convention has set."),
    clause(
        "5.",
        "We affirm that improvised explosive devices which meet the definition of an anti-personnel mine are covered by the obligations of the Convention.",
    ),
)
REV2 = (
    clause("", "Universalisation", "heading"),
    clause("1.", "We remain committed to a world free of anti-personnel mines and urge all States not party to join the Convention without delay."),
    clause("2.", "We welcome the work of the special envoys and of the presidency."),
    clause("", "Clearance", "heading"),
    clause("3.", "We call on all affected States Parties to complete clearance [as soon as possible - Borea] [by 2025 at the latest - EU, Arlen]."),
    clause(
        "4.",
        "We affirm that improvised explosive devices which meet the definition of an anti-personnel mine may be considered to fall under the "
        "obligations of the Convention[, as appropriate - Arlen, Borea; EU delete].",
    ),
    clause("5.", "[We encourage the use of new technology in survey and clearance, where appropriate.]"),
)
PLAN = (
    clause("Action #1", "Promote universal adherence to the Convention.", "action"),
    clause("Action #2", "Establish a monitoring mechanism [with indicators].", "action"),
)
PAPER = (
    clause("II.2.7", "Call on the 33 States not party to accede without delay."),
    clause("II.2.8", "Welcome the work of the special envoys and of the presidency."),
    clause("II.2.9", "Affirm that improvised explosive devices that meet the Convention's definition of an anti-personnel mine fall under its obligations."),
    clause("II.2.10", "Set 2025 as the date by which clearance is complete."),
    clause("II.2.11", "Accept no wording that makes obligations subject to national circumstances [should]."),
    clause("II.3.1", "Seek indicators for every action."),
)


def stored(clauses: Sequence[Clause], first: int) -> tuple[StoredClause, ...]:
    return tuple(StoredClause(each, first + (int(each.id) if each.id.isdigit() else 0), 0, "") for each in clauses)


def point(number: int, **more: object) -> Point:
    found = PAPER[number]
    target = ("action-plan",) if found.path.startswith("II.3") else ("declaration",)
    base = Point(found.id, found.path, "eu-position", number + 1, found.text, "en", context=("The declaration",), targets=target)
    return replace(base, **more)  # type: ignore[arg-type]


POINTS = (
    point(0),
    point(1),
    point(2, priority=Priority.RED_LINE),
    point(3),
    point(4, kind=PointKind.PREVENT),
    point(5),
)


PARTIES = (
    Party("Arlen", PartyStatus.STATE_PARTY, ("Republic of Arlen",), (Membership("Lantern Group", date(2020, 1, 1)),)),
    Party("Borean", PartyStatus.OBSERVER),
    Party("European Union", PartyStatus.GROUP, ("EU",), ours=True),
    Party("Lantern Group", PartyStatus.GROUP),
)
QUOTES = {"II.2.10": "by 2025 at the latest"}


def evidence(each: CoverageRow) -> tuple[Evidence, ...]:
    """What the verdict of a row rests on, with the words that were quoted."""
    return tuple(Evidence(clause, -1, "", "", QUOTES.get(each.point.id, "")) for clause in each.clauses)


def judged(number: int, verdict: Verdict, seq: int = 1, *clauses: str, note: str = "") -> Assessment:
    evidence = tuple(Evidence(path, 0, "", "") for path in clauses)
    return Assessment(number + 1, POINTS[number].target, "rev1", seq, verdict, evidence, "", note=note, actor="anna", at=NOW)


def row(
    number: int, standing: Standing, state: State, assessment: Assessment | None = None, why: tuple[str, ...] = (), *, bracketed: bool = False
) -> CoverageRow:
    each = POINTS[number]
    clauses = tuple(e.clause for e in assessment.evidence) if assessment else ()
    at = "rev2" if each.target == "declaration" else "zero-draft"
    return CoverageRow(each, each.target, at, assessment.verdict if assessment else None, state, standing, bracketed, clauses, why, assessment)


ROWS = (
    row(0, Standing.MET, State.CONFIRMED, judged(0, Verdict.REFLECTED, 1, "1")),
    row(1, Standing.PARTLY, State.CONFIRMED, judged(1, Verdict.PARTIAL, 1, "2")),
    row(
        2,
        Standing.PARTLY,
        State.RECHECK,
        judged(2, Verdict.PARTIAL, 2, "4", note="Arlen may live with “fall under”."),
        ('paragraph 4: "are covered by" became "may be considered to fall under"',),
    ),
    row(3, Standing.MET, State.CONFIRMED, judged(3, Verdict.REFLECTED, 1, "3"), bracketed=True),
    row(4, Standing.UNKNOWN, State.UNASSESSED, why=("nobody has judged it yet",)),
    row(5, Standing.UNKNOWN, State.UNASSESSED, why=("nobody has judged it yet",)),
)


def match(old: Sequence[Clause], new: Sequence[Clause], kind: ChangeKind = ChangeKind.EDITED, **more: object) -> Change:
    drawn = redline("\n".join(c.text for c in old), "\n".join(c.text for c in new))
    if kind is ChangeKind.EDITED and drawn.identical:
        kind = ChangeKind.SAME
    return Change(kind, tuple(old), tuple(new), drawn, **more)  # type: ignore[arg-type]


def compared(old: Sequence[Clause], new: Sequence[Clause], name: tuple[str, str]) -> Comparison:
    """By hand: the first five belong together, the paragraph on devices moved up, the norm was dropped, technology is new."""
    pairs = [match([a], [b]) for a, b in zip(old[:5], new[:5], strict=False)]
    if new is REV2:
        pairs += [
            match([old[-1]], [new[5]], renumbered=True, similarity=0.8, confidence=0.72, reason="shares “improvised explosive devices”"),
            match([old[5]], [], ChangeKind.DROPPED, similarity=0),
            match([], [new[6]], ChangeKind.ADDED, similarity=0),
        ]
    else:
        pairs += [match([old[5]], [new[5]]), match([], [new[6]], ChangeKind.ADDED, similarity=0)]
    return Comparison(Side(name[0]), Side(name[1]), tuple(pairs))


class NoDocuments:
    """A view of a workspace that holds none."""

    def documents(self) -> tuple[Document, ...]:
        return ()


class TableDesk:
    """A desk in memory, with the rules of the real one as far as a screen can see them."""

    def __init__(self, *, empty: bool = False) -> None:
        self.rows = list(ROWS) if not empty else []
        self.empty = empty
        self.elsewhere: list[Point] = []
        self.ruled: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
        self.log: list[tuple[object, ...]] = []
        self.parties = [] if empty else [*PARTIES]
        self.recorded: dict[str, dict[str, Recorded]] = {}
        self.stale = False
        self.beats = 0
        self.texts = {
            ("declaration", "zero-draft"): ZERO,
            ("declaration", "rev1"): REV1,
            ("declaration", "rev2"): REV2,
            ("action-plan", "zero-draft"): PLAN,
            ("eu-position", "final"): PAPER,
        }

    def open(self) -> None:
        """It is there already."""

    def title(self) -> str:
        return "Fifth Review Conference"

    def documents(self) -> tuple[DocumentRecord, ...]:
        if self.empty:
            return ()
        return (
            DocumentRecord(
                Document("declaration", Role.OUTCOME, "Declaration"),
                (revision("declaration", "Zero draft", 11), revision("declaration", "Rev.1", 25, "zero-draft"), revision("declaration", "Rev.2", 26, "rev1")),
            ),
            DocumentRecord(Document("action-plan", Role.OUTCOME, "Action plan"), (revision("action-plan", "Zero draft", 12),)),
            DocumentRecord(Document("eu-position", Role.POSITION, "Position of the European Union"), (revision("eu-position", "Final", 5),), ("en", "da")),
        )

    def points(self) -> tuple[Point, ...]:
        return () if self.empty else POINTS

    def points_elsewhere(self) -> tuple[Point, ...]:
        return tuple(self.elsewhere)

    def coverage(self) -> tuple[CoverageRow, ...]:
        return tuple(self.rows)

    def clauses(self, document: str, revision: str) -> tuple[Clause, ...]:
        return self.texts[document, revision]

    def comparison(self, document: str, old: str, new: str) -> Comparison:
        return compared(self.texts[document, old], self.texts[document, new], (f"{document}@{old}", f"{document}@{new}"))

    def brackets(self, document: str, revision: str, against: str | None) -> RevisionBrackets:
        made = {each.slug: each for each in next(r for r in self.documents() if r.document.slug == document).revisions}
        here = read_clauses(self.texts[document, revision])
        if against is None:
            return RevisionBrackets(made[revision], here, None, ())
        found = fates(read_clauses(self.texts[document, against]), here, self.comparison(document, against, revision).changes)
        return RevisionBrackets(made[revision], here, made[against], found)

    def holders(self, document: str, revision: str) -> tuple[Holder, ...]:
        lines = by_holder(read_clauses(self.texts[document, revision]))
        return tuple(Holder(x.party, frozenset({x.party.casefold()}), x.holds, x.words, x.opposes, x.reserves) for x in lines)

    def resolved(self, document: str, revision: str, choice: str) -> ResolvedText:
        made = choice_named(choice)
        text = read_clauses(self.texts[document, revision])
        return ResolvedText(resolved(text, made), self._effects(text, dict(made(text.read))))

    def _effects(self, text: ClauseBrackets, made: dict[int, int]) -> tuple[PointEffect, ...]:
        provisions = {0: [clause.id for clause in text.clauses]}
        rows = [replace(each, assessment=each.assessment and replace(each.assessment, evidence=evidence(each))) for each in self.rows]
        return tuple(one for one in effects(text, made, rows, provisions) if one.effect is not Effect.STAYS)

    def stakes(self, document: str, revision: str) -> Stakes:
        text = read_clauses(self.texts[document, revision])
        if (document, revision) != ("declaration", "rev2"):
            return Stakes({}, ())
        each = {placed.index: self._effects(text, {placed.index: REMOVE}) for placed in text.placed}
        return Stakes({index: found for index, found in each.items() if found}, self._effects(text, dict(all_removed(text.read))))

    def statuses(self, document: str, revision: str) -> dict[str, Recorded]:
        return self.recorded.get(document, {})

    def record_status(self, document: str, revision: str, clause: str, status: Status, source: str, seen: int) -> ClauseStatus:
        if self.stale:
            raise ConflictError("someone else recorded a status meanwhile", hint="look again")
        self.log.append(("status", document, revision, clause, status.value, source, seen))
        made = ClauseStatus(status, revision, source, "anna", NOW, seen + 1, "")
        self.recorded.setdefault(document, {})[clause] = Recorded(made)
        return made

    def rule_bracket(self, document: str, revision: str, bracket: str, kind: str) -> None:
        self.log.append(("bracket", document, revision, bracket, kind))

    def rule_meaning(self, document: str, revision: str, label: str, meaning: str) -> None:
        self.log.append(("meaning", document, revision, label, meaning))

    def sender(self, document: str, revision: str) -> SenderMarks | None:
        if (document, revision) != ("declaration", "rev2"):
            return None
        quiet = compared(REV1, REV2, ("", "")).changes[2:3]
        return SenderMarks("declaration@rev1", 4, tracked=True, unmarked=quiet)

    def sources(self, document: str, revision: str, clauses: Sequence[str]) -> tuple[str, tuple[tuple[SourceLine, ...], ...]]:
        text = self.texts[document, revision]
        found = []
        for name in clauses:
            at = next(number for number, each in enumerate(text) if each.id == name)
            near = [number for number in (at - 1, at, at + 1) if 0 <= number < len(text)]
            found.append(tuple(SourceLine(f"paragraph {number + 1}", f"{text[number].number} {text[number].text}".strip(), number == at) for number in near))
        return f"{document}-{revision}.docx", tuple(found)

    def history(self, document: str, revision: str, clause: str) -> tuple[HistoryStep, ...]:
        record = next(r for r in self.documents() if r.document.slug == document)
        paths = {"rev1": "5", "rev2": "4"} if clause == "4" else dict.fromkeys(("zero-draft", "rev1", "rev2"), clause)
        steps: list[HistoryStep] = []
        before = ""
        for at in record.revisions:
            here = tuple(c for c in self.texts[document, at.slug] if c.id == paths.get(at.slug))
            if here:
                drawn = redline(before, here[0].text) if before else None
                note = "first seen" if drawn is None else "unchanged" if drawn.identical else "edited"
                steps.append(HistoryStep(at, here, drawn, note))
                before = here[0].text
        return tuple(steps)

    def suggestion(self, point: str, document: str) -> Suggestion:
        if point == "II.2.11":
            return Suggestion(point, document, (), True)
        if document == "action-plan":
            return Suggestion(point, document, (Candidate("Action #2", 0.7, ("indicators", "action"), ("every",)),), False)
        return Suggestion(
            point,
            document,
            (
                Candidate("4", 0.92, ("improvised", "definition", "anti-personnel mine", "obligations"), ("affirm",)),
                Candidate("1", 0.35, ("anti-personnel mine", "Convention")),
                Candidate("2", 0.1, ("work",)),
            ),
            False,
        )

    def in_languages(self, document: str, revision: str, clause: str) -> tuple[tuple[str, str], ...]:
        return (("da", f"{clause} på dansk [bør]"),) if document == "eu-position" else ()

    def search(self, words: str) -> tuple[Hit, ...]:
        wanted = words.casefold().split()
        found = [
            Hit(document, at, each, document == "eu-position")
            for (document, at), text in self.texts.items()
            if at in ("rev2", "final") or document == "action-plan"
            for each in text
            if all(word in each.text.casefold() for word in wanted)
        ]
        return tuple(found)

    def judge(self, row: CoverageRow, verdict: Verdict, clauses: Sequence[str], seen: Sequence[str], *, quote: str = "", note: str = "") -> Assessment:
        if self.stale:
            raise ConflictError(f"{row.point.id} was judged by someone else meanwhile", hint="look at it again and judge what you see then")
        seq = row.assessment.seq if row.assessment else 0
        self.log.append(("judge", row.point.id, row.document, row.revision, verdict, tuple(clauses), tuple(seen), quote, note, seq))
        made = Assessment(
            row.point.provision, row.document, row.revision, seq + 1, verdict, tuple(Evidence(c, 0, "", "") for c in clauses), "", note=note, actor="us"
        )
        standing = {Verdict.REFLECTED: Standing.MET, Verdict.PARTIAL: Standing.PARTLY}.get(verdict, Standing.UNMET)
        self.rows = [
            replace(r, verdict=verdict, state=State.CONFIRMED, standing=standing, clauses=tuple(clauses), why=(), assessment=made)
            if r.point.id == row.point.id
            else r
            for r in self.rows
        ]
        return made

    def matches(self, document: str, revision: str) -> MatchList:
        order = [each.slug for each in next(r for r in self.documents() if r.document.slug == document).revisions]
        at = order.index(revision)
        made = next(r for r in self.documents() if r.document.slug == document).revisions
        if not at:
            return MatchList(made[0], None, (), (), 0)
        found = self.comparison(document, order[at - 1], revision)
        lines = [MatchLine(c.kind, stored(c.old, 0), stored(c.new, 100), c.moved, c.renumbered, c.similarity, c.confidence, c.reason) for c in found.changes]
        for _, new in self.ruled:
            lines = [replace(each, ruled_by="anna") if {c.clause.id for c in each.new} == set(new) else each for each in lines]
        near = NearPair(stored((REV1[5],), 0)[0], stored((REV2[6],), 100)[0], ChangeKind.EDITED, 0.4, 0.2, "shares “recognise”")
        return MatchList(made[at], made[at - 1], tuple(lines), (near,) if revision == "rev2" else (), len(self.ruled))

    def rule(self, document: str, revision: str, decision: Decision, stamp: int) -> Ruled:
        if self.stale:
            raise ConflictError("someone else ruled on these paragraphs meanwhile", hint="look again")
        self.log.append(("rule", document, revision, decision.verb.value, decision.old, decision.new, stamp))
        self.ruled.append((decision.old, decision.new))
        return Ruled(self.matches(document, revision).revision, (f"{' + '.join(decision.old)} = {' + '.join(decision.new)}",), (), ())

    def delegations(self) -> Delegations:
        table = PartyTable(tuple(self.parties))
        found: dict[str, Named] = {}
        for document, revision in (("declaration", "rev2"), ("action-plan", "zero-draft")):
            for each in by_holder(read_clauses(self.texts[document, revision]), table):
                found[each.party] = Named(each.party, each.holds, each.words, each.opposes, each.reserves, (document,))
        unknown = tuple((name, table.nearest(name)) for name in found if table.find(name) is None)
        return Delegations(table, found, unknown)

    def enter_party(self, party: Party, before: Party | None) -> Party:
        self.log.append(("enter", party, before))
        self.parties = [*(each for each in self.parties if each != before), party]
        return party

    def call_party(self, name: str, other: str) -> Party:
        self.log.append(("call", name, other))
        found = next(each for each in self.parties if each.name == name)
        return self.enter_party(replace(found, aliases=(*found.aliases, other)), found)

    def join_group(self, name: str, group: str, since: date | None, until: date | None) -> Party:
        self.log.append(("join", name, group, since, until))
        found = next(each for each in self.parties if each.name == name)
        return self.enter_party(replace(found, member_of=(*found.member_of, Membership(group, since, until))), found)

    def read_parties(self, path: Path) -> tuple[Party, ...]:
        raise BadInputError(f"{path} cannot be read", hint="name a TOML file of delegations")

    def write_parties(self, path: Path) -> int:
        self.log.append(("write", path))
        return len(self.parties)

    def set_point(self, point: Point, properties: PointProperties) -> Point:
        self.log.append(("point", point.id, properties))
        return replace(point, retired=properties.is_point is False)

    def entries(self, most: int) -> tuple[Entry, ...]:
        return tuple(
            Entry(number, f"u{number}", NOW, "anna", verb, subject, undoes, undone)
            for number, verb, subject, undoes, undone in (
                (4, "undo", "judge II.2.7", 3, None),
                (3, "judge", "II.2.7 in declaration@rev2", None, 4),
                (2, "judge", "II.2.9 in declaration@rev2", None, None),
                (1, "import", "declaration@rev2", None, None),
            )
        )

    def undo(self, entry: int | None = None) -> str:
        self.log.append(("undo",) if entry is None else ("undo", entry))
        return "taken back: II.2.9 partial in the declaration"

    def preview(self, order: ImportOrder) -> ImportPreview:
        if order.path.name == "final.docx" and not order.document:
            parts = (
                ImportPart("declaration", "Final", 7, 80, 1, "Rev.2", "its title"),
                ImportPart("action-plan", "Final", 2, 20, 0, "Zero draft", "annex II"),
            )
            return ImportPreview(order, "final.docx", "105 of 105 words: 100 in 2 documents, 5 left out", None, parts=parts, left_out=(("cover", 5),))
        if order.path.name != "rev3.docx":
            raise BadInputError(f"{order.path.name}: there is no such file", hint="check the path")
        filled = replace(order, document="declaration", role=Role.OUTCOME, label=order.label or "Rev.3", language="en", issued_on=date(2024, 11, 27))
        return ImportPreview(
            filled,
            "Declaration",
            str(Balance(120, 112, 7, ())),
            compared(REV1, REV2, ("declaration@rev2", "rev3.docx")),
            against="Rev.2",
            sender=SenderMarks("declaration@rev2", 4, tracked=True, unmarked=compared(REV1, REV2, ("", "")).changes[4:7]),
            warnings=("tracked changes are read as accepted",),
        )

    def explain(self, order: ImportOrder) -> FileReading:
        return explain(cast("Snapshot", NoDocuments()), order)

    def explain_held(self, document: str, revision: str, order: ImportOrder) -> FileReading:
        raise BadInputError("this table has no files")

    def reread(self, document: str, revision: str, order: ImportOrder) -> int:
        raise BadInputError("this table has no files")

    def accept(self, preview: ImportPreview) -> tuple[Revision, ...]:
        self.log.append(("accept", preview.order))
        names = [part.document for part in preview.parts] or [preview.order.document]
        return tuple(revision(name, preview.order.label or "Rev.3", 27) for name in names)

    def export(self, order: ExportOrder) -> ExportOutcome:
        self.log.append(("export", order))
        if order.what == "report":
            raise RefusedError("the report failed its own check: nothing was written")
        return ExportOutcome(order.path, 48_100, ("accepting all changes gives Rev.2", "rejecting all changes gives Rev.1"))

    def edits(self, files: Sequence[Path], document: str, revision: str) -> tuple[Edits, ...]:
        found = []
        for file in files:
            if file.name == "lost.docx":
                raise NotFoundError(f"there is no file {file}", hint="check the name")
            drawn = redline(REV2[2].text, REV2[2].text.replace("special", "three special"))
            edits = (
                Edit(Deed.CHANGED, ("2",), "paragraph 2", "Arlen", NOW, REV2[2].text, drawn.new, drawn, file=file.name, position=2),
                Edit(Deed.COMMENT, ("3",), "paragraph 3", "Borea", NOW, "", "", None, "too early [for us]", "by 2025", file=file.name, position=4),
                Edit(Deed.DELETED, ("5",), "paragraph 5", "", None, REV2[6].text, "", None, file=file.name, position=6),
            )
            found.append(Edits(file.name, edits, ("Presidency",), 1))
        return tuple(found)

    def write_edits(self, edits: Sequence[Edit], document: str, revision: str, path: Path) -> None:
        self.log.append(("write", tuple(each.author for each in edits), document, revision, path))

    def inspect(self, path: Path) -> tuple[str, tuple[Carried, ...]]:
        found = (
            Carried(Carry.AUTHOR, "A. Clerk", "word/document.xml", 12),
            Carried(Carry.COMMENT, "A. Clerk: [ask Arlen]", "word/comments.xml"),
            Carried(Carry.HIDDEN, "a hidden sheet: Red lines", "word/embeddings/Microsoft_Excel_Sheet1.xlsx!xl/worksheets/sheet2.xml"),
            Carried(Carry.PATH, "C:\\Users\\clerk\\draft.docx", "word/settings.xml"),
            Carried(Carry.PICTURE, "EXIF: artist: A. Clerk, a place on the map", "word/media/image1.jpeg"),
        )
        return path.name, found if path.name != "clean.docx" else ()

    def inspect_issued(self, document: str, revision: str) -> tuple[str, tuple[Carried, ...]]:
        return self.inspect(Path(f"{document}.docx"))

    def pulse(self) -> object:
        return self.beats

    def renew(self) -> None:
        """It keeps nothing."""
