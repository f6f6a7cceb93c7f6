"""What is not agreed in a text, and whose it is: the brackets of a file or a version, what became of them, and the text under a choice."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from negotiator.errors import UsageError
from negotiator.formats.readers import WORD_SUFFIXES
from negotiator.model.bracket import Bracket, BracketKind
from negotiator.model.party import PartyTable, key
from negotiator.rules.bracket_fates import BracketFate, Fate, counted, fates, tally_of
from negotiator.rules.bracket_words import flat_text
from negotiator.rules.brackets_read import ClauseBrackets, PlacedBracket, read_clauses
from negotiator.services.bracket_rulings import find_bracket, ruled_in
from negotiator.services.bracket_surroundings import comments_beside, raised_again, raised_in
from negotiator.services.parties import listed_as, names_of, party_table
from negotiator.text.bracketed.marks import MARK
from negotiator.text.bracketed.resolve import KEEP, OPEN, REMOVE, Choice, Decision, HolderChoice, all_kept, all_removed, cut_spans

if TYPE_CHECKING:
    from datetime import date

    from negotiator.model.change import Comparison
    from negotiator.model.clause import Clause
    from negotiator.model.revision import Revision
    from negotiator.services.files import ReadFile
    from negotiator.store.store import Snapshot

__all__ = ["KEEP", "OPEN", "REMOVE", "BracketFate", "ClauseBrackets", "Fate", "HolderChoice", "PlacedBracket", "all_kept", "all_removed"]

OURS = ("EU", "European Union", "EU and its Member States", "European Union and its Member States")
"""Whose choice `ours` is, where the workspace names no delegation of its own."""


@dataclass(frozen=True, slots=True)
class RevisionBrackets:
    """The brackets of one version, and what became of those of the version before."""

    revision: Revision
    brackets: ClauseBrackets
    since: Revision | None
    """The version that it is based on; None for a first one."""
    fates: tuple[BracketFate, ...]
    """Empty for a first version."""

    def fate_of(self, placed: PlacedBracket) -> BracketFate | None:
        """What happened to a bracket of this version since the one before."""
        return next((f for f in self.fates if f.new is not None and f.new.index == placed.index), None)

    @property
    def closed(self) -> tuple[BracketFate, ...]:
        """Brackets of the version before that are gone."""
        return tuple(f for f in self.fates if f.new is None)


def brackets_in_file(file: ReadFile, *, parties: Iterable[str] = ()) -> ClauseBrackets:
    """The brackets of a file as it was read, with holders that stand in runs of another format."""
    comments = comments_beside(file.name, file.content, file.clauses) if file.reading.format == "docx" else {}
    return read_clauses(file.clauses, parties=parties, raised=raised_in(file), comments=comments)


def brackets_in(view: Snapshot, revision: Revision, *, commented: bool = True) -> ClauseBrackets:
    """The brackets of a version in the workspace, read with the names that its delegations go by, and with what its Word comments say of them."""
    stored = view.clauses(revision)
    clauses = [c.clause for c in stored]
    ruled = ruled_in(view, revision.document, {c.clause.id: c.provision for c in stored})
    if not revision.source_name.lower().endswith(WORD_SUFFIXES) or not any(MARK.search(c.text) for c in clauses):
        return read_clauses(clauses, parties=party_names(view), ruled=ruled)
    content = view.source(revision.source_sha256)
    comments = comments_beside(revision.source_name, content, clauses) if commented else {}
    raised = raised_again(revision.source_name, content, clauses)
    return read_clauses(clauses, parties=party_names(view), comments=comments, raised=raised, ruled=ruled)


def brackets_of(view: Snapshot, revision: Revision) -> RevisionBrackets:
    """The brackets of a version with their fates since the version that it is based on."""
    from negotiator.services.compare import compare_revisions

    here = brackets_in(view, revision)
    before = base_of(view, revision)
    if before is None:
        return RevisionBrackets(revision, here, None, ())
    comparison = compare_revisions(view, before, revision)
    return RevisionBrackets(revision, here, before, fates(brackets_in(view, before), here, comparison.changes, party_table(view).called))


def with_tally(view: Snapshot, comparison: Comparison, old: Revision, new: Revision) -> Comparison:
    """A comparison of two versions with its brackets counted as people ruled on them."""
    return replace(comparison, brackets=tally_of(brackets_in(view, old), brackets_in(view, new), comparison.changes))


def base_of(view: Snapshot, revision: Revision) -> Revision | None:
    """The version that a version is based on, in its language where there is one."""
    from negotiator.services.identity import in_language

    return in_language(view, revision.document, revision.based_on, revision.language) if revision.based_on else None


def resolved(text: ClauseBrackets, choice: Choice | Mapping[int, Decision]) -> tuple[Clause, ...]:
    """The clauses under a choice (`all_kept`, `all_removed`, `HolderChoice.of("EU")`, or decisions by bracket index); the text itself stays as it is.

    Notes beside the text are taken out.
    """
    return text.resolved(choice, notes=False)


def choice_named(name: str, table: PartyTable | None = None, *, groups_on: date | None = None) -> Choice:
    """`kept`, `removed`, `ours` or `holder=NAME` as a choice.

    A party's words count under each of its names; its groups' words only where `groups_on` gives the day of which membership is asked. Raises UsageError.
    """
    table = table or PartyTable()
    what, _, who = (part.strip() for part in name.partition("="))
    if what == "kept" and not who:
        return all_kept
    if what == "removed" and not who:
        return all_removed
    if what == "ours" and not who:
        return HolderChoice.of(*(table.ours or OURS))
    if what == "holder" and who:
        groups = table.groups(who, groups_on) if groups_on else ()
        return HolderChoice.of(*names_of(table, who), *(n for group in groups for n in names_of(table, group)))
    raise UsageError(f"{name!r} is no way to resolve brackets", hint="kept, removed, ours, or holder=EU")


def asked_of(name: str, text: ClauseBrackets, table: PartyTable, day: date, *, with_groups: bool) -> str:
    """What to say of a choice `holder=NAME`: that no bracket names it, or that a group of which it was a member holds some; empty where nothing."""
    what, _, who = (part.strip() for part in name.partition("="))
    if what != "holder" or not who:
        return ""
    named = {key(table.called(one)): table.called(one) for placed in text.placed for one in placed.holders}
    groups = [group for group in table.groups(who, day) if key(group) in named]
    if groups and not with_groups:
        return f"{table.called(who)} belongs to {', '.join(groups)} on {day}; what the group holds is its own: --with-groups counts it, too"
    if key(table.called(who)) in named or (groups and with_groups):
        return ""
    near = table.nearest(who, named.values())
    return f"no bracket names {who}" + (f"; did you mean {near}?" if near and key(near) != key(who) else "")


def alternative_named(text: ClauseBrackets, said: str) -> tuple[int, Decision]:
    """`7[1]=2` as a decision: of a bracket's alternatives the second stays. Raises UsageError, NotFoundError."""
    name, _, number = (part.strip() for part in said.rpartition("="))
    placed = find_bracket(text, name)
    count = len(placed.bracket.alternatives)
    if not number.isdigit() or not 1 <= int(number) <= count:
        there = f"alternatives 1 to {count}" if count else "no alternatives"
        raise UsageError(f"{name} has {there}, not {number!r}", hint=f"--choose '{name}=1'" if count else "--keep or --remove decide it")
    return placed.index, int(number) - 1


def party_names(view: Snapshot) -> tuple[str, ...]:
    """Every name and alias of the delegations that the workspace knows."""
    return party_table(view).names


@dataclass(frozen=True, slots=True)
class HolderLine:
    """One party over all brackets of a text."""

    party: str
    holds: int
    """Brackets with text that it supports."""
    words: int
    """Words in these."""
    opposes: int
    reserves: int
    other: int


def by_holder(text: ClauseBrackets, table: PartyTable | None = None) -> tuple[HolderLine, ...]:
    """How many brackets, and words, each party holds or wants to go; a group's position is its own and not its members'."""
    called = listed_as(table or PartyTable(), (name for placed in text.placed for name in placed.holders))
    counts = WordCounts(text)
    found: dict[str, list[int]] = {}
    for placed in counted(text.placed):
        bracket = placed.bracket
        every = (*bracket.attribution, *(a for one in bracket.alternatives for a in one.attribution))
        for party, stance in dict.fromkeys((called(a.party), a.stance.value) for a in every):
            row = found.setdefault(party, [0, 0, 0, 0, 0])
            row[{"supports": 0, "opposes": 2, "reserves": 3}.get(stance, 4)] += 1
        for party, words in counts.held(bracket, called).items():
            found[party][1] += words
    lines = [HolderLine(party, *row) for party, row in found.items()]
    return tuple(sorted(lines, key=lambda one: (-one.holds, -one.opposes, one.party)))


def unbalanced(text: ClauseBrackets) -> tuple[str, ...]:
    """A line for each mark without a partner, with the words beside it."""
    lines = []
    for placed in text.placed:
        bracket = placed.bracket
        if bracket.opened and bracket.closed:
            continue
        words = " ".join(bracket.text.split())
        shown = words if len(words) <= 60 else f"{words[:60]}…" if bracket.opened else f"…{words[-60:]}"
        lines.append(f"{placed.clause.label}: a bracket is {'opened and never closed' if bracket.opened else 'closed and was never opened'} ({shown})")
    return tuple(lines)


class WordCounts:
    """How many words stand in the brackets of a text, without marks, holders and signs that stand alone."""

    def __init__(self, text: ClauseBrackets) -> None:
        self._source = text.read.source
        self._gone = cut_spans(text.read, all_kept(text.read))
        self._ends = [end for _, end in self._gone]

    def of(self, bracket: Bracket) -> int:
        """Words of a bracket and of those inside it."""
        start, end = bracket.span
        first = bisect_right(self._ends, start)
        last = bisect_left(self._gone, (end, 0))
        return _words(flat_text(self._source[start:end], start, self._gone[first:last])[0])

    def held(self, bracket: Bracket, called: Callable[[str], str]) -> dict[str, int]:
        """Words that each party supports; of several alternatives, its own."""
        return {party: _words(words) if bracket.alternatives else self.of(bracket) for party, words in bracket.held(called).items()}


def _words(text: str) -> int:
    return sum(any(c.isalnum() for c in word) for word in text.split())


def tally(found: Sequence[BracketFate]) -> tuple[int, int]:
    """Brackets opened and brackets closed between two texts."""
    return sum(f.old is None for f in found), sum(f.new is None for f in found)


def is_bracket(placed: PlacedBracket) -> bool:
    """Whether text there is not agreed."""
    return placed.bracket.kind is BracketKind.BRACKET
