"""Whether what a verdict was stamped with still stands: which words changed, and what became of the paragraphs it rests on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from negotiator.model.change import Op
from negotiator.model.clause import STRUCTURAL, Clause
from negotiator.model.point import Assessment, Evidence, Point, Suggestion, Verdict
from negotiator.rules.holders import only_holders, without_names
from negotiator.text.normalise import cosmetic, wording_sha256
from negotiator.text.redline import redline

Edge = tuple[int, int, str]
"""From one provision to another, and how: `split`, `merged` or `regrouped`."""

NO_CONTEXT = ""
"""The key of no chapeau at all."""


@dataclass(frozen=True, slots=True)
class SeenClause:
    """A clause of one revision with its lasting identity and the key of what introduces it."""

    clause: Clause
    provision: int
    context_sha256: str

    @property
    def wording_sha256(self) -> str:
        return wording_sha256(self.clause.text)


@dataclass(frozen=True, slots=True)
class FollowedEvidence:
    """What became of one piece of evidence in the text of today."""

    evidence: Evidence
    now: tuple[SeenClause, ...]
    """The clauses it stands in now: one, several after a split, none where it was dropped."""
    why: tuple[str, ...]
    """What changed in substance; empty where nothing did."""
    unchanged: bool
    """The very wording that was seen, to the letter."""


def context_of(clause: Clause, by_id: Mapping[str, Clause]) -> tuple[str, ...]:
    """The wordings that introduce a clause (chapeaux, and the paragraphs it is a part of), outermost first; headings are none."""
    found: list[str] = []
    seen = {clause.id}
    parent = clause.parent
    while parent is not None and parent in by_id and parent not in seen:
        seen.add(parent)
        above = by_id[parent]
        if above.kind not in STRUCTURAL:
            found.append(above.text)
        parent = above.parent
    return tuple(reversed(found))


def context_sha256(wordings: Sequence[str]) -> str:
    """One key for the wordings that introduce a clause; typography does not change it. Empty where nothing does."""
    return wording_sha256(introduction(wordings)) if wordings else NO_CONTEXT


def introduction(wordings: Sequence[str]) -> str:
    """The wordings that introduce a clause as one text, typography unified."""
    return "\n\n".join(cosmetic(wording) for wording in wordings)


def seen_clauses(clauses: Sequence[Clause], provisions: Mapping[str, int]) -> tuple[SeenClause, ...]:
    """The clauses of a revision as a verdict sees them; `provisions` gives each clause's lasting identity by its id."""
    by_id = {clause.id: clause for clause in clauses}
    return tuple(SeenClause(clause, provisions.get(clause.id, 0), context_sha256(context_of(clause, by_id))) for clause in clauses)


class Revised:
    """The text of today, looked up by provision and followed along splits and merges."""

    def __init__(
        self,
        document: str,
        revision: str,
        clauses: Sequence[SeenClause],
        edges: Sequence[Edge],
        wordings: Mapping[str, str],
        only_follows: Callable[[str, str], bool] | None = None,
    ) -> None:
        """`only_follows` says of an old and a new wording whether they differ only in what is no substance: references that follow a renumbering, holders."""
        self.document, self.revision = document, revision
        self.only_follows = only_follows
        self.wordings = wordings
        self.by_provision = {seen.provision: seen for seen in clauses if seen.provision}
        self.by_id = {seen.clause.id: seen for seen in clauses}
        self._order = {seen.clause.id: place for place, seen in enumerate(clauses)}
        self._onward: dict[int, list[tuple[int, str]]] = {}
        self._backward: dict[int, list[tuple[int, str]]] = {}
        for source, target, relation in edges:
            self._onward.setdefault(source, []).append((target, relation))
            self._backward.setdefault(target, []).append((source, relation))

    def follow(self, evidence: Evidence) -> FollowedEvidence:
        """Where a piece of evidence stands now and what changed in it, in substance, since it was seen."""
        name = f"{self.document} {evidence.clause}"
        now = self.by_provision.get(evidence.provision)
        if now is not None:
            why = tuple(self._changes(evidence, now))
            return FollowedEvidence(evidence, (now,), why, unchanged=now.wording_sha256 == evidence.wording_sha256)
        heirs, relations = self._heirs(evidence.provision, self._onward)
        if not heirs:
            origins, _ = self._heirs(evidence.provision, self._backward)
            if origins:
                places = _listed([origin.clause.name for origin in origins])
                return FollowedEvidence(evidence, origins, (f"{name} stands in this version as {places}",), unchanged=False)
            return FollowedEvidence(evidence, (), (f"{name} is no longer in the text",), unchanged=False)
        places = _listed([heir.clause.name for heir in heirs])
        verb = "was merged into" if relations == {"merged"} else "was split into" if len(heirs) > 1 or relations == {"split"} else "went into"
        return FollowedEvidence(evidence, heirs, (f"{name} {verb} {places}",), unchanged=False)

    def _changes(self, evidence: Evidence, now: SeenClause) -> Iterator[str]:
        name = f"{self.document} {now.clause.name}"
        if now.wording_sha256 != evidence.wording_sha256:
            yield from self.changed_words(name, evidence.wording_sha256, now.clause.text)
        if now.context_sha256 != evidence.context_sha256:
            yield from self._introduced(name, evidence.context_sha256, now)

    def _introduced(self, name: str, before: str, now: SeenClause) -> Iterator[str]:
        old = self.wordings.get(before)
        new = introduction(context_of(now.clause, {id_: seen.clause for id_, seen in self.by_id.items()}))
        if not (before and now.context_sha256):
            yield f"{name} stands under another paragraph"
        elif old is None:
            yield f"what introduces {name} changed"
        elif self._of_substance(old, new):
            yield f"what introduces {name}: {difference(old, new)}"

    def _of_substance(self, old: str, new: str) -> bool:
        return cosmetic(old) != cosmetic(new) and not only_holders(old, new) and not (self.only_follows is not None and self.only_follows(old, new))

    def changed_words(self, name: str, old_sha256: str, new: str) -> Iterator[str]:
        """One sentence with the words that changed in substance, none where only typography did."""
        old = self.wordings.get(old_sha256)
        if old is None:
            yield f"{name} changed"
        elif self._of_substance(old, new):
            yield f"{name}: {difference(old, new)}"

    def _heirs(self, provision: int, ways: Mapping[int, Sequence[tuple[int, str]]]) -> tuple[tuple[SeenClause, ...], set[str]]:
        found: dict[str, SeenClause] = {}
        relations: set[str] = set()
        waiting, visited = [provision], {provision}
        while waiting:
            for target, relation in ways.get(waiting.pop(), ()):
                if target in visited:
                    continue
                visited.add(target)
                relations.add(relation)
                if target in self.by_provision:
                    found[self.by_provision[target].clause.id] = self.by_provision[target]
                else:
                    waiting.append(target)
        return tuple(sorted(found.values(), key=lambda seen: self._order[seen.clause.id])), relations

    def new_among_candidates(self, assessment: Assessment, suggestion: Suggestion | None, earlier: Mapping[int, str] | None) -> Iterator[str]:
        """For `absent`: the point's first five candidates of today that a later revision added or edited in substance.

        `earlier` is the judged revision's text, provision → wording; without it a candidate that was none of the stored five counts as new.
        """
        if assessment.verdict is not Verdict.ABSENT or suggestion is None or assessment.revision == self.revision:
            return
        stored = dict(assessment.candidates)
        for candidate in suggestion.candidates[:5]:
            now = self.by_id.get(candidate.clause)
            if now is None:
                continue
            name = f"{self.document} {now.clause.name}"
            before = stored.get(now.provision) or (earlier or {}).get(now.provision)
            if before is None:
                yield f"{name} is new and may speak to it"
            elif before != now.wording_sha256:
                yield from self.changed_words(name, before, now.clause.text)


def point_changes(point: Point, assessment: Assessment, wordings: Mapping[str, str], translated: str | None = None) -> Iterator[str]:
    """What changed, in substance, in the point's own wording since it was judged; `translated` is what was judged, in the language of today."""
    if wording_sha256(point.text) == assessment.point_wording_sha256:
        return
    old = wordings.get(assessment.point_wording_sha256) if translated is None else translated
    if old is None:
        yield f"point {point.id} changed"
    elif cosmetic(old) != cosmetic(point.text):
        yield f"point {point.id}: {difference(old, point.text)}"


def difference(old: str, new: str, *, most: int = 2) -> str:
    """The words that changed in substance, as `"are covered" → "may be considered"`; at most so many places, then how many more."""
    if "[" in old + new or "]" in old + new:
        if only_holders(old, new):
            return "holders changed"
        old, new = without_names(old), without_names(new)
        if brackets := _only_brackets(old, new):
            return brackets
    pairs: list[tuple[str, str]] = []
    fresh = True
    for segment in redline(old, new).segments:
        if segment.op is Op.EQUAL or segment.cosmetic:
            fresh = True
            continue
        if fresh:
            pairs.append(("", ""))
        deleted, inserted = pairs[-1]
        pairs[-1] = (deleted + segment.text, inserted) if segment.op is Op.DELETE else (deleted, inserted + segment.text)
        fresh = False
    worded = [(old.strip(" \n[]"), new.strip(" \n[]")) for old, new in pairs if any(c.isalnum() for c in old + new)]
    rest = [(old.strip(), new.strip()) for old, new in pairs if old.strip() or new.strip()]
    told = [_told(deleted, inserted) for deleted, inserted in worded or rest]
    more = len(told) - most
    return ", ".join(told[:most]) + (f" and {more} more" if more > 0 else "") if told else "spacing or line breaks"


def _only_brackets(old: str, new: str) -> str:
    """What happened to the brackets where nothing else changed; empty where something else did."""
    bare = [" ".join(text.translate(_NO_BRACKETS).split()) for text in (old, new)]
    if cosmetic(bare[0]) != cosmetic(bare[1]):
        return ""
    before, after = (sum(c in "[]" for c in text) for text in (old, new))
    return "put in brackets" if after > before else "taken out of brackets" if after < before else "brackets moved"


_NO_BRACKETS = str.maketrans("[]", "  ")


def _told(deleted: str, inserted: str) -> str:
    if not deleted:
        return f'"{_short(inserted)}" added'
    if not inserted:
        return f'"{_short(deleted)}" deleted'
    return f'"{_short(deleted)}" → "{_short(inserted)}"'


def _short(text: str, most: int = 60) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1].rsplit(' ', 1)[0]} …"


def _listed(names: Collection[str]) -> str:
    listed = list(names)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}"
