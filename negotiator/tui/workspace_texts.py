"""What a workspace says of its texts: versions, paragraphs, comparisons, brackets, histories, matches, and where a paragraph stands in its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from negotiator.model.change import Comparison, SenderMarks
from negotiator.model.clause import Clause
from negotiator.model.revision import Revision, Role
from negotiator.tui.views import DocumentRecord, Hit, Holder, Recorded, ResolvedText
from negotiator.tui.workspace_kept import KeptWorkspace

if TYPE_CHECKING:
    from negotiator.services.bracket_stakes import Stakes
    from negotiator.services.brackets import ClauseBrackets, RevisionBrackets
    from negotiator.services.clause_status import ClauseStatus, Status
    from negotiator.services.documents import HistoryStep
    from negotiator.services.rulings import Decision, MatchList, Ruled
    from negotiator.services.sources import SourceLine

AROUND = 2
"""Blocks before and after a paragraph that are shown with its own."""
ROLE_ORDER = (Role.OUTCOME, Role.POSITION, Role.PRECEDENT)


class WorkspaceTexts(KeptWorkspace):
    """Each question is one snapshot."""

    def documents(self) -> tuple[DocumentRecord, ...]:
        with self._store.snapshot() as view:
            texts = [(document, view.revisions(document.slug)) for document in view.documents()]
        found = [DocumentRecord(document, originals(every), tuple(dict.fromkeys(r.language for r in every))) for document, every in texts]
        return tuple(sorted(found, key=lambda record: ROLE_ORDER.index(record.document.role)))

    def clauses(self, document: str, revision: str) -> tuple[Clause, ...]:
        with self._store.snapshot() as view:
            return tuple(stored.clause for stored in view.clauses(view.revision(document, revision)))

    def comparison(self, document: str, old: str, new: str) -> Comparison:
        from negotiator.services.compare import compare_revisions

        def find() -> Comparison:
            with self._store.snapshot() as view:
                return compare_revisions(view, view.revision(document, old), view.revision(document, new))

        return self._kept(("comparison", document, old, new), find)

    def brackets(self, document: str, revision: str, against: str | None) -> RevisionBrackets:
        from negotiator.rules.bracket_fates import fates
        from negotiator.services.brackets import RevisionBrackets

        def find() -> RevisionBrackets:
            here = self._bracketed(document, revision)
            comparison = self.comparison(document, against, revision) if against else None
            found = fates(self._bracketed(document, against), here, comparison.changes) if against and comparison is not None else ()
            with self._store.snapshot() as view:
                new, old = view.revision(document, revision), view.revision(document, against) if against else None
            return RevisionBrackets(new, here, old, found)

        return self._kept(("brackets", document, revision, against), find)

    def _bracketed(self, document: str, revision: str) -> ClauseBrackets:
        """The brackets of a version alone; its file is read for them once."""
        from negotiator.services.brackets import brackets_in

        def find() -> ClauseBrackets:
            with self._store.snapshot() as view:
                return brackets_in(view, view.revision(document, revision))

        return self._kept(("bracketed", document, revision), find)

    def holders(self, document: str, revision: str) -> tuple[Holder, ...]:
        from negotiator.services.brackets import by_holder
        from negotiator.services.parties import names_of, party_table
        from negotiator.text.normalise import fold

        here = self._bracketed(document, revision)
        with self._store.snapshot() as view:
            table, day = party_table(view), self._day(view.revision(document, revision))
        return tuple(
            Holder(x.party, frozenset(map(fold, names_of(table, x.party))), x.holds, x.words, x.opposes, x.reserves, table.groups(x.party, day))
            for x in by_holder(here, table)
        )

    def resolved(self, document: str, revision: str, choice: str) -> ResolvedText:
        from negotiator.services.bracket_stakes import stakes_of_choice
        from negotiator.services.brackets import choice_named, resolved
        from negotiator.services.parties import party_table

        here = self._bracketed(document, revision)
        name, _, groups = choice.partition("+")
        with self._store.snapshot() as view:
            at = view.revision(document, revision)
            made = choice_named(name, party_table(view), groups_on=self._day(at) if groups else None)
            return ResolvedText(resolved(here, made), stakes_of_choice(view, at, here, made))

    def _day(self, revision: Revision) -> date:
        """The day of which membership in groups is asked: that of the version, today where it has none."""
        return revision.issued_on or self._now().date()

    def stakes(self, document: str, revision: str) -> Stakes:
        from negotiator.services.bracket_stakes import stakes

        def find() -> Stakes:
            here = self._bracketed(document, revision)
            with self._store.snapshot() as view:
                return stakes(view, view.revision(document, revision), here)

        return self._kept(("stakes", document, revision), find)

    def statuses(self, document: str, revision: str) -> Mapping[str, Recorded]:
        from negotiator.services.clause_status import listed

        def find() -> Mapping[str, Recorded]:
            with self._store.snapshot() as view:
                found = listed(view, f"{document}@{revision}")
            return {clause.id: Recorded(said, stale) for clause, said, stale in found if said.seq or said.came}

        return self._kept(("statuses", document, revision), find)

    def record_status(self, document: str, revision: str, clause: str, status: Status, source: str, seen: int) -> ClauseStatus:
        from negotiator.services.clause_status import record

        made = record(self._store, self._actor, self._now(), f"{document}@{revision}:{clause}", status, source, expected_seq=seen)
        self.renew()
        return made

    def rule_bracket(self, document: str, revision: str, bracket: str, kind: str) -> None:
        from negotiator.model.bracket import BracketKind
        from negotiator.services.bracket_rulings import rule_bracket

        here = self._bracketed(document, revision)
        with self._store.snapshot() as view:
            at = view.revision(document, revision)
        rule_bracket(self._store, self._actor, self._now(), at, here, bracket, BracketKind(kind))
        self.renew()

    def rule_meaning(self, document: str, revision: str, label: str, meaning: str) -> None:
        from negotiator.model.bracket import Meaning
        from negotiator.services.bracket_rulings import rule_meaning

        here = self._bracketed(document, revision)
        rule_meaning(self._store, self._actor, self._now(), document, here, label, Meaning(meaning))
        self.renew()

    def sender(self, document: str, revision: str) -> SenderMarks | None:
        from negotiator.services.unmarked import marks_of_revision

        def find() -> SenderMarks | None:
            with self._store.snapshot() as view:
                return marks_of_revision(view, view.revision(document, revision))

        return self._kept(("sender", document, revision), find)

    def sources(self, document: str, revision: str, clauses: Sequence[str]) -> tuple[str, tuple[tuple[SourceLine, ...], ...]]:
        from negotiator.services.sources import source_of

        with self._store.snapshot() as view:
            at = view.revision(document, revision)
            by_id = {stored.clause.id: stored.clause for stored in view.clauses(at)}
            return at.source_name, tuple(source_of(view, at, by_id[name], AROUND) for name in clauses if name in by_id)

    def history(self, document: str, revision: str, clause: str) -> tuple[HistoryStep, ...]:
        from negotiator.services.documents import history

        with self._store.snapshot() as view:
            return history(view, f"{document}@{revision}:{clause}")

    def in_languages(self, document: str, revision: str, clause: str) -> tuple[tuple[str, str], ...]:
        from negotiator.services.documents import clause_at, counterparts

        with self._store.snapshot() as view:
            at, stored, _ = clause_at(view, f"{document}@{revision or 'latest'}:{clause}")
            return tuple((other.language, twin.clause.text) for other, twin in counterparts(view, at, stored))

    def search(self, words: str) -> tuple[Hit, ...]:
        from negotiator.services.points import points_of
        from negotiator.services.search import search

        with self._store.snapshot() as view:
            points = {(point.document, point.id) for point in points_of(view) if point.counted}
            found = [Hit(hit.revision.document, hit.revision.slug, hit.clause, (hit.revision.document, hit.clause.id) in points) for hit in search(view, words)]
        return tuple(sorted(found, key=lambda hit: hit.point))

    def matches(self, document: str, revision: str) -> MatchList:
        from negotiator.services.rulings import uncertain

        with self._store.snapshot() as view:
            return uncertain(view, f"{document}@{revision}")

    def rule(self, document: str, revision: str, decision: Decision, stamp: int) -> Ruled:
        from negotiator.services.rulings import rule

        ruled = rule(self._store, self._actor, self._now(), f"{document}@{revision}", [decision], stamp=stamp)
        self.renew()
        return ruled


def originals(revisions: Sequence[Revision]) -> tuple[Revision, ...]:
    """The revisions without their translations: of each, the language that was imported first."""
    first: dict[str, Revision] = {}
    for revision in revisions:
        first.setdefault(revision.slug, revision)
    return tuple(first.values())
