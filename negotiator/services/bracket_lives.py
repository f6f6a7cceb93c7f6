"""Brackets over all versions of a document: each with one lasting identity, and who held how much in which version, on which of our points."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from negotiator.model.bracket import Stance
from negotiator.rules.bracket_fates import CLOSED, BracketFate, Fate, counted, fates
from negotiator.services.brackets import WordCounts, base_of, brackets_in
from negotiator.services.compare import compare_revisions
from negotiator.services.parties import listed_as, party_table

if TYPE_CHECKING:
    from negotiator.model.revision import Revision
    from negotiator.rules.brackets_read import ClauseBrackets, PlacedBracket
    from negotiator.store.store import Snapshot


@dataclass(frozen=True, slots=True)
class Step:
    """One bracket in one version."""

    revision: Revision
    placed: PlacedBracket | None
    """None in the version in which it is gone."""
    fate: BracketFate | None
    """None in a first version."""


@dataclass(frozen=True, slots=True)
class BracketLife:
    """One bracket, from the version in which it was opened to the one in which it was closed."""

    id: str
    """The address of its first appearance, which lasts: `declaration@rev1:7[1]`."""
    provision: int
    """The lasting identity of the paragraph in which it first stood."""
    steps: tuple[Step, ...]
    """In order of issue; a bracket that two versions took over has a step in each."""

    @property
    def open(self) -> bool:
        """Whether it still stands at the end of every line of versions."""
        return all(step.fate is None or step.fate.fate not in CLOSED for step in self.steps)

    @property
    def words(self) -> str:
        """Its words as they last stood."""
        return next((s.placed.bracket.words for s in reversed(self.steps) if s.placed is not None), "")


@dataclass(frozen=True, slots=True)
class HolderInVersion:
    """One party in one version."""

    revision: Revision
    party: str
    """Empty for the brackets that nobody is named to hold."""
    holds: int
    words: int
    """Words that it holds in brackets."""
    opposes: int
    points: tuple[str, ...]
    """Our points that rest on paragraphs with its brackets."""


@dataclass(frozen=True, slots=True)
class _Text:
    revision: Revision
    brackets: ClauseBrackets
    provisions: Mapping[str, int]


def _texts(view: Snapshot, document: str) -> list[_Text]:
    return [_Text(r, brackets_in(view, r), {c.clause.id: c.provision for c in view.clauses(r)}) for r in view.revisions(document)]


def lives(view: Snapshot, document: str) -> tuple[BracketLife, ...]:
    """Every bracket that a document has had, by first appearance. Raises NotFoundError."""
    texts = _texts(view, document)
    called = party_table(view).called
    by_uid = {text.revision.uid: text for text in texts}
    known: dict[tuple[str, int], str] = {}
    provisions: dict[str, int] = {}
    steps: dict[str, list[Step]] = {}
    for text in texts:
        revision = text.revision
        before = base_of(view, revision)
        old = by_uid.get(before.uid) if before is not None else None
        if old is None:
            found = [BracketFate(Fate.OPENED, None, placed) for placed in counted(text.brackets.placed)]
        else:
            found = list(fates(old.brackets, text.brackets, compare_revisions(view, old.revision, revision).changes, called))
        for fate in found:
            id_ = known.get((old.revision.uid, fate.old.index)) if old is not None and fate.old is not None else None
            if id_ is None:
                first = fate.new or fate.old
                if first is None:
                    continue
                id_ = f"{revision.address}:{first.id}"
                provisions[id_] = text.provisions.get(first.clause.id, 0)
            if fate.new is not None:
                known[revision.uid, fate.new.index] = id_
            steps.setdefault(id_, []).append(Step(revision, fate.new, fate if old is not None else None))
    return tuple(BracketLife(id_, provisions.get(id_, 0), tuple(items)) for id_, items in steps.items())


def per_version(view: Snapshot, document: str, provisions: Collection[int] | None = None) -> tuple[HolderInVersion, ...]:
    """Who held how many brackets and words in each version of a document (of some provisions), and on which of our points, most first. Raises NotFoundError."""
    texts = _texts(view, document)
    called = listed_as(party_table(view), (name for text in texts for placed in text.brackets.placed for name in placed.holders))
    points = _points_by_provision(view, document)
    found: list[HolderInVersion] = []
    for text in texts:
        rows: dict[str, tuple[list[int], dict[str, None]]] = {}
        counts = WordCounts(text.brackets)
        for placed in counted(text.brackets.placed):
            bracket = placed.bracket
            if provisions is not None and text.provisions.get(placed.clause.id, 0) not in provisions:
                continue
            on = points.get(text.provisions.get(placed.clause.id, 0), ())
            for party, words in (counts.held(bracket, called) or {"": counts.of(bracket)}).items():
                numbers, names = rows.setdefault(party, ([0, 0, 0], {}))
                names.update(dict.fromkeys(on))
                numbers[0] += 1
                numbers[1] += words
            for party in dict.fromkeys(called(name) for name in bracket.parties(Stance.OPPOSES)):
                numbers, names = rows.setdefault(party, ([0, 0, 0], {}))
                names.update(dict.fromkeys(on))
                numbers[2] += 1
        lines = [HolderInVersion(text.revision, party, holds, words, against, tuple(names)) for party, ((holds, words, against), names) in rows.items()]
        found += sorted(lines, key=lambda one: (not one.party, -one.holds, -one.opposes, one.party))
    return tuple(found)


def _points_by_provision(view: Snapshot, document: str) -> dict[int, tuple[str, ...]]:
    """Our points by the paragraphs that their newest verdicts rest on."""
    from negotiator.rules.coverage import newest
    from negotiator.services.points import points_of

    last = newest(view.assessments(), document)
    found: dict[int, tuple[str, ...]] = {}
    for point in points_of(view):
        judged = last.get(point.provision) if point.provision else None
        for evidence in judged.evidence if judged is not None else ():
            if point.id not in found.get(evidence.provision, ()):
                found[evidence.provision] = (*found.get(evidence.provision, ()), point.id)
    return found
