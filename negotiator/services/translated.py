"""Where two language versions of one text do not agree: a paragraph without its counterpart, other figures, other brackets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from negotiator.align.parallel import figures
from negotiator.model.bracket import BracketKind
from negotiator.rules.brackets_read import read_clauses

if TYPE_CHECKING:
    from negotiator.services.rulings import MatchLine, MatchList
    from negotiator.store.store import StoredClause


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Something that one language version says and the other does not."""

    what: str
    """`paragraph`, `figures` or `brackets`."""
    old: tuple[StoredClause, ...]
    """Paragraphs of the language that came first."""
    new: tuple[StoredClause, ...]
    message: str

    @property
    def where(self) -> str:
        """`7`, or `7 / 8` where the numbers differ."""
        sides = [" + ".join(c.clause.path for c in side) for side in (self.old, self.new)]
        return sides[0] if sides[0] == sides[1] else " / ".join(side for side in sides if side)


def disagreements(matches: MatchList) -> tuple[Disagreement, ...]:
    """What a version in another language does not agree on with the one it translates; nothing for any other version."""
    base = matches.base
    if base is None or base.slug != matches.revision.slug or base.uid == matches.revision.uid:
        return ()
    names = base.language, matches.revision.language
    return tuple(found for line in matches.lines for found in _of_line(line, names))


def _of_line(line: MatchLine, names: tuple[str, str]) -> Sequence[Disagreement]:
    if not line.old or not line.new:
        here, gone = names if line.old else names[::-1]
        return [Disagreement("paragraph", line.old, line.new, f"stands in {here} and has no counterpart in {gone}")]
    texts = ["\n".join(c.clause.text for c in side) for side in (line.old, line.new)]
    found = []
    first, second = map(figures, texts)
    if first != second:
        only = [f"{', '.join(sorted(rest.elements()))} in {name} only" for rest, name in ((first - second, names[0]), (second - first, names[1])) if rest]
        found.append(Disagreement("figures", line.old, line.new, f"figures differ: {'; '.join(only)}"))
    counts = [_brackets(side) for side in (line.old, line.new)]
    if counts[0] != counts[1]:
        found.append(Disagreement("brackets", line.old, line.new, f"brackets differ: {counts[0]} in {names[0]}, {counts[1]} in {names[1]}"))
    return found


def _brackets(side: Sequence[StoredClause]) -> int:
    """How many brackets a side holds; citations such as `[A/RES/78/45]` are none."""
    return sum(placed.bracket.kind is not BracketKind.CITATION for placed in read_clauses([c.clause for c in side]).placed)
