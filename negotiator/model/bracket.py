"""Text that is not agreed: brackets with their holders and alternatives, options over several paragraphs, margin notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

Span = tuple[int, int]
"""Start and end in code points of a `Bracketed.source`."""


class BracketKind(StrEnum):
    """What a pair of square brackets is."""

    BRACKET = "bracket"
    """Text that is not agreed."""
    CITATION = "citation"
    """None of it: `[sic]`, a reference, a symbol, an editor's mark in a quotation."""
    PLACEHOLDER = "placeholder"
    """A place for text, or a note about it: `[X]`, `[Placeholder: …]`, `[Agreed ad ref]`, `[Arlen reserves its position]`."""


class Stance(StrEnum):
    """Where a delegation stands on text."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    RESERVES = "reserves"
    FLEXIBLE = "flexible"
    UNCLEAR = "unclear"
    """It said something that these rules do not know; `said` has the words."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """What one party is said to hold of a bracket or an alternative."""

    party: str
    """As printed."""
    stance: Stance
    said: str = ""
    """The words beside the name (`delete`, `reserves`); empty for a name alone, which holds the text."""
    source: str = "text"
    """Where it stands: `text`, `format` (a run in another format), `footnote`, `comment`."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of several texts inside a bracket."""

    span: Span
    text: str
    attribution: tuple[Attribution, ...] = ()


@dataclass(frozen=True, slots=True)
class Bracket:
    """One opening mark with its closing one; a stray mark is a bracket of its own."""

    source: str = field(repr=False, compare=False)
    piece: int
    """The piece (paragraph, clause) in which it opens."""
    end_piece: int
    span: Span
    """Marks included; an unclosed one runs to the end of its piece, an unopened one from the start of its own."""
    depth: int
    """1 = outermost."""
    opened: bool
    closed: bool
    kind: BracketKind = BracketKind.BRACKET
    strips: tuple[Span, ...] = ()
    """What goes when the words stay: marks, holders, labels, the whole of a note. An attribution behind the closing mark is among them."""
    words: str = ""
    """Its words without marks of its own, holders and label; of the first alternative where each has holders of its own."""
    attribution: tuple[Attribution, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    note: str = ""
    """`agreed ad ref`, `agreed`, `pending`, `placeholder`, `remark`; empty for text."""
    label: str = ""
    """`Alt`, `Option 2` at its beginning."""
    unsure: bool = False
    """A person should say what it is."""
    question: str = ""
    """What to ask where unsure."""
    beside: bool = False
    """It stands side by side with the bracket before it, so it is likely the other choice."""

    @property
    def text(self) -> str:
        """To the letter, marks included."""
        return self.source[self.span[0] : self.span[1]]

    @property
    def open_text(self) -> bool:
        """Whether words here are not agreed: no citation, no note."""
        return self.kind is not BracketKind.CITATION and not self.note

    def parties(self, *stances: Stance) -> tuple[str, ...]:
        """Names of those who take one of the stances, of the alternatives, too."""
        every = (*self.attribution, *(a for one in self.alternatives for a in one.attribution))
        return tuple(dict.fromkeys(a.party for a in every if not stances or a.stance in stances))

    def held(self, called: Callable[[str], str] = str) -> dict[str, str]:
        """The words that each party supports, by the name under which it is listed: the alternatives that are its own, else the whole."""
        found: dict[str, str] = {}
        for words, attribution in ((self.words, self.attribution), *((one.text, one.attribution) for one in self.alternatives)):
            for party in dict.fromkeys(called(a.party) for a in attribution if a.stance is Stance.SUPPORTS):
                if words not in found.get(party, ""):
                    found[party] = f"{found[party]} {words}" if party in found else words
        return found


class Meaning(StrEnum):
    """What a number such as `3 bis` or `PP5 alt` says of its paragraph."""

    ALTERNATIVE = "alternative"
    NEW = "new"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Option:
    """A paragraph that is one of several alternatives."""

    piece: int
    label: str
    group: int
    """Options of one group exclude each other; counted from 0."""
    meaning: Meaning
    question: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A note beside the text: `EU: strengthen; Arlen does not support`."""

    piece: int
    span: Span
    attribution: Attribution


@dataclass(frozen=True, slots=True)
class Bracketed:
    """What was read of a text's brackets."""

    source: str = field(repr=False)
    """All pieces, joined by line breaks."""
    begins: tuple[int, ...]
    """Where each piece begins in the source."""
    brackets: tuple[Bracket, ...]
    options: tuple[Option, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def unbalanced(self) -> tuple[Bracket, ...]:
        """Marks without a partner."""
        return tuple(b for b in self.brackets if not (b.opened and b.closed))

    def piece(self, index: int) -> str:
        """One piece, to the letter."""
        end = self.begins[index + 1] - 1 if index + 1 < len(self.begins) else len(self.source)
        return self.source[self.begins[index] : end]

    def start(self, bracket: Bracket) -> int:
        """Where it begins in its piece."""
        return bracket.span[0] - self.begins[bracket.piece]

    def end(self, bracket: Bracket) -> int:
        """Where it ends in its end piece."""
        return bracket.span[1] - self.begins[bracket.end_piece]


@dataclass(frozen=True, slots=True)
class BracketTally:
    """The brackets of two compared texts, in numbers."""

    was: int
    now: int
    opened: int
    closed: int

    def __str__(self) -> str:
        return f"brackets +{self.opened} −{self.closed}, now {self.now}"
