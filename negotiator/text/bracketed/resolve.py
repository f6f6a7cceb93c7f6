"""What a text says once its brackets are decided: the marks go and the words stay, or both go; nothing is changed in the text itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from negotiator.model.bracket import Attribution, Bracket, Bracketed, Span, Stance
from negotiator.model.party import key
from negotiator.text.bracketed.marks import OPENING

KEEP: Final = -1
"""The marks go, the words stay."""
REMOVE: Final = -2
"""Marks and words go."""
OPEN: Final = -3
"""The bracket stays as it is."""

Decision = int
"""KEEP, REMOVE, OPEN, or the index of the alternative that is chosen."""
Choice = Callable[[Bracketed], Mapping[int, Decision]]
"""What becomes of each bracket, by its index; one that is not named stays open."""


def all_kept(read: Bracketed) -> dict[int, Decision]:
    """Every bracket's words stay."""
    return {index: KEEP for index, bracket in enumerate(read.brackets) if bracket.strips}


def all_removed(read: Bracketed) -> dict[int, Decision]:
    """Every bracket's words go. A note goes with either choice; a place to fill in goes, too."""
    return {index: REMOVE for index, bracket in enumerate(read.brackets) if bracket.strips}


@dataclass(frozen=True, slots=True)
class HolderChoice:
    """The text as one party (under any of its names, folded) would have it; brackets that it said nothing of stay open."""

    names: frozenset[str]

    @classmethod
    def of(cls, *names: str) -> HolderChoice:
        return cls(frozenset(key(name) for name in names))

    def __call__(self, read: Bracketed) -> dict[int, Decision]:
        decided: dict[int, Decision] = {}
        for index, bracket in enumerate(read.brackets):
            if not bracket.strips:
                continue
            if bracket.note:
                if bracket.strips == (bracket.span,):  # a note beside the text; a place to fill in is nobody's text
                    decided[index] = KEEP
                continue
            decision = self._of_alternatives(bracket) if bracket.alternatives else None
            if decision is None:
                decision = self._of(bracket.attribution)
            if decision is not None:
                decided[index] = decision
        for group in beside_groups(read):
            if any(decided.get(k, OPEN) == KEEP for k in group):
                decided.update({k: REMOVE for k in group if k not in decided and read.brackets[k].attribution})
        return decided

    def _of_alternatives(self, bracket: Bracket) -> Decision | None:
        stands = [self._of(one.attribution) for one in bracket.alternatives]
        if KEEP in stands:
            return stands.index(KEEP)
        left = [k for k, stand in enumerate(stands) if stand != REMOVE]
        return left[0] if len(left) == 1 and len(stands) > 1 else None

    def _of(self, attribution: Sequence[Attribution]) -> Decision | None:
        stances = [a.stance for a in attribution if key(a.party) in self.names]
        if Stance.OPPOSES in stances:
            return REMOVE
        if Stance.SUPPORTS in stances or Stance.FLEXIBLE in stances:
            return KEEP
        return None


def beside_groups(read: Bracketed) -> list[list[int]]:
    """Brackets side by side: each likely a choice instead of the others."""
    groups: list[list[int]] = []
    at_depth: dict[int, list[int]] = {}
    for index, bracket in enumerate(read.brackets):
        if bracket.beside and bracket.depth in at_depth:
            at_depth[bracket.depth].append(index)
        else:
            at_depth[bracket.depth] = [index]
            groups.append(at_depth[bracket.depth])
    return [group for group in groups if len(group) > 1]


def resolved(read: Bracketed, decisions: Mapping[int, Decision], *, notes: bool = True) -> tuple[str, ...]:
    """The pieces once the brackets are decided; spaces that only stood around what went go with it. A piece may become empty.

    Without `notes` those beside the text go, too.
    """
    merged = cut_spans(read, decisions)
    if not notes:
        merged = _merged([*merged, *note_spans(read)])
    if not merged:
        return tuple(read.piece(k) for k in range(len(read.begins)))
    pieces: list[str] = []
    at = 0
    for k, begin in enumerate(read.begins):
        text = read.piece(k)
        end = begin + len(text)
        while at < len(merged) and merged[at][1] <= begin:
            at += 1
        here, n = [], at
        while n < len(merged) and merged[n][0] < end:
            here.append((max(merged[n][0], begin) - begin, min(merged[n][1], end) - begin))
            n += 1
        pieces.append(_without(text, here) if here else text)
    return tuple(pieces)


def cut_spans(read: Bracketed, decisions: Mapping[int, Decision]) -> list[Span]:
    """What goes under some decisions, in code points of the source, in order and without overlap."""
    return _merged([cut for index, decision in decisions.items() for cut in _cuts(read.brackets[index], decision)])


def note_spans(read: Bracketed) -> list[Span]:
    """Where notes stand beside the text (`EU: strengthen`), with the parentheses around them, or the line break that set them apart.

    Only such as say where somebody stands; behind a name and a colon anything else may be text.
    """
    found: list[Span] = []
    unclear = {remark.span for remark in read.remarks if remark.attribution.stance is Stance.UNCLEAR}
    for start, end in dict.fromkeys(remark.span for remark in read.remarks if remark.span not in unclear):
        k = bisect_right(read.begins, start) - 1
        begin, stop = read.begins[k], read.begins[k] + len(read.piece(k))
        if start > begin and read.source[start - 1] == "(":
            found.append((start - 1, end + 1))
        elif start > begin:
            found.append((start - 1, end))
        else:
            found.append((start, min(end + 1, stop)))
    return found


def resolve(pieces: Sequence[str], choice: Choice, read: Callable[[Sequence[str]], Bracketed]) -> tuple[str, ...]:
    """The pieces once a choice is made, read and decided again until nothing is left that it decides (what goes may have kept two marks apart)."""
    for _ in range(8):
        got = read(pieces)
        decisions = {k: d for k, d in choice(got).items() if d != OPEN}
        if not decisions:
            break
        pieces = resolved(got, decisions)
    return tuple(pieces)


def _cuts(bracket: Bracket, decision: Decision) -> Collection[Span]:
    if decision == OPEN or not bracket.strips:
        return ()
    if decision == KEEP:
        return bracket.strips
    end = max(bracket.span[1], *(stop for _, stop in bracket.strips))
    if decision == REMOVE or decision >= len(bracket.alternatives):
        return ((bracket.span[0], end),)
    start, stop = bracket.alternatives[decision].span
    return ((bracket.span[0], start), (stop, end))


def _merged(cuts: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(cuts):
        if merged and start <= merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


_CLOSES: Final = frozenset("]］⟧〛")
_CLOSING: Final = frozenset(".,;:!?)”’»。，；：")
_SPACES: Final = " \t\u00a0"


_REACH: Final = 400
"""Code points before a closing mark in which its opening one is looked for."""


def _without(text: str, cuts: Sequence[Span]) -> str:
    """The text without some stretches; where a cut leaves two spaces, or a space before a full stop or at the edge, it goes, too; no two words become one."""
    kept: list[str] = []
    at = 0
    apart = False
    for start, end in cuts:
        _join(kept, text[at:start], cut=at > 0, apart=apart)
        at = max(at, end)
        apart = _words_apart(text, start, end)
    _join(kept, text[at:], cut=True, apart=apart)
    done = "".join(kept)
    if cuts and cuts[0][0] == 0:
        done = done.lstrip(_SPACES)
    return done.rstrip(_SPACES) if cuts and cuts[-1][1] >= len(text) else done


def _words_apart(text: str, start: int, end: int) -> bool:
    """Whether a cut between two letters parts two words: `[shall][should]`, `women[ and girls ]in`, and not `modalit[y][ies]`, `[Re]affirms`."""
    if not (start > 0 and start < end < len(text)):
        return False
    if text[start] in OPENING and (text[start + 1 : start + 2].isspace() or text[end - 2 : end - 1].isspace()):
        return True
    for place in range(start, end):
        if text[place] not in _CLOSES:
            continue
        opening = _opening_of(text, place)
        if opening is None or (opening and text[opening - 1].isalnum()):
            continue
        if any(c in OPENING for c in text[place + 1 : end]) or (opening < start and " " in text[opening + 1 : start].strip() and " " in text[start:place]):
            return True
    return False


def _opening_of(text: str, closing: int) -> int | None:
    depth = 0
    for place in range(closing, max(-1, closing - _REACH), -1):
        if text[place] in _CLOSES:
            depth += 1
        elif text[place] in OPENING:
            depth -= 1
            if not depth:
                return place
    return None


def _join(kept: list[str], piece: str, *, cut: bool, apart: bool) -> None:
    if not piece:
        return
    last = next((k for k in reversed(kept) if k), "")
    if cut and last:
        if last[-1] in _SPACES + "\n" and piece[0] in _SPACES:
            piece = piece.lstrip(_SPACES)
        elif last[-1] in _SPACES and piece[0] in _CLOSING:
            while kept and not kept[-1].rstrip(_SPACES):
                kept.pop()
            if kept:
                kept[-1] = kept[-1].rstrip(_SPACES)
        elif apart and _spaced(last[-1]) and _spaced(piece[0]):
            kept.append(" ")
    kept.append(piece)


def _spaced(letter: str) -> bool:
    """Whether a letter is of a script that puts spaces between words."""
    return letter.isalnum() and not "\u2e80" <= letter <= "\U0003ffff"
