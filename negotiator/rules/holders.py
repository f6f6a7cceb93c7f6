"""Which text is looked at where brackets name their holders: the words alone to find a paragraph again, the marks without names to tell what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from negotiator.align import align
from negotiator.model.change import ChangeKind, Match
from negotiator.model.clause import Clause
from negotiator.text.bracketed.marks import MARK
from negotiator.text.normalise import cosmetic

HOLDERS_ONLY: Final = "holders only"
"""What is said of a change that names other delegations in a bracket and leaves its words as they were."""
BRACKETS_ONLY: Final = "brackets only"
"""What is said of a change that puts words in brackets or takes them out, and leaves them as they were."""
SILENT: Final = "remark"
"""The note of a bracket that says what a delegation thinks and holds no text."""

Group = tuple[tuple[int, ...], tuple[int, ...]]


def follow(old: Sequence[Clause], new: Sequence[Clause], *, fixed: Sequence[Group] = (), parties: Iterable[str] = ()) -> tuple[Match, ...]:
    """`align` on the words of the text: neither bracket marks nor the names of those who hold one tell paragraphs apart."""
    known = tuple(parties)
    matches = align(as_matched(old, known), as_matched(new, known), fixed=fixed)
    return tuple(replace(m, kind=ChangeKind.EDITED) if m.kind is ChangeKind.SAME and old[m.old[0]].text != new[m.new[0]].text else m for m in matches)


def as_matched(clauses: Sequence[Clause], parties: Iterable[str] = ()) -> tuple[Clause, ...]:
    """The clauses as they read when every bracket's words stay; one of which nothing would be left stays whole."""
    if not any(MARK.search(clause.text) for clause in clauses):
        return tuple(clauses)
    from negotiator.rules.brackets_read import without_holders

    bare = without_holders(clauses, parties)
    return tuple(plain if plain.text.strip() else clause for clause, plain in zip(clauses, bare, strict=True))


def without_names(text: str, parties: Iterable[str] = ()) -> str:
    """A wording with its brackets but without those who hold them; what only says who thinks what goes whole."""
    return _without_names(text, tuple(parties)) if MARK.search(text) else text


def only_holders(old: str, new: str, parties: Iterable[str] = ()) -> bool:
    """Whether two wordings differ, and in nothing but who holds what is in brackets."""
    if not (MARK.search(old) or MARK.search(new)):
        return False
    known = tuple(parties)
    return cosmetic(old) != cosmetic(new) and _folded(without_names(old, known)) == _folded(without_names(new, known))


def only_brackets(old: str, new: str, parties: Iterable[str] = ()) -> bool:
    """Whether two wordings differ in their bracket marks, perhaps in who holds what, and in no word."""
    if not (MARK.search(old) or MARK.search(new)) or cosmetic(old) == cosmetic(new):
        return False
    known = tuple(parties)
    bare = ["".join(cosmetic(MARK.sub(" ", without_names(text, known))).split()) for text in (old, new)]
    return bare[0] == bare[1] and not only_holders(old, new, known)


def _folded(text: str) -> str:
    """Without spaces beside marks, which come and go with a name."""
    return cosmetic(MARK.sub(lambda found: f" {found[0]} ", text))


@lru_cache(maxsize=4096)
def _without_names(text: str, parties: tuple[str, ...]) -> str:
    from negotiator.text.bracketed.read import read_brackets

    gone: set[int] = set()
    for bracket in read_brackets([text], parties=parties).brackets:
        if bracket.attribution or any(one.attribution for one in bracket.alternatives):
            whole = bracket.note == SILENT
            gone.update(place for start, end in bracket.strips for place in range(start, end) if whole or not MARK.match(text[place]))
    return "".join(letter for place, letter in enumerate(text) if place not in gone)
