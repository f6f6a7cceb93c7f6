"""Texts that are built with their brackets: who holds what and which words stand outside is known beforehand, and is what is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from negotiator.model.bracket import BracketKind
from negotiator.text.bracketed.read import read_brackets
from negotiator.text.bracketed.resolve import HolderChoice, all_kept, all_removed, resolve

NAMES = ("EU", "Arlen", "Borea", "Fenwick Islands", "G-77 and China", "Kestrel-Marov")
STANCES = {"": "supports", "delete": "opposes", "reserves": "reserves", "flexible": "flexible", "does not oppose": "flexible", "cannot accept": "opposes"}
MARKS = ("[]", "［］", "⟦⟧")


@dataclass
class Built:
    """A bracket with what is in it, and who says what of it."""

    parts: list[str | Built]
    hands: list[tuple[str, str]]
    form: str
    marks: str = "[]"
    numbers: Iterator[int] = field(default=iter(()), repr=False)

    def text(self) -> str:
        inner = " ".join(p if isinstance(p, str) else p.text() for p in self.parts)
        said = "; ".join(f"{name} {verb}".strip() for name, verb in self.hands)
        if self.hands and self.form == "before":
            inner = f"{', '.join(name for name, _ in self.hands)}: {inner}"
        elif self.hands and self.form == "behind":
            inner = f"{inner} – {said}"
        text = f"{self.marks[0]}{inner}{self.marks[1]}"
        return f"{text} ({said})" if self.hands and self.form == "outside" else text

    def expected(self) -> list[tuple[str, str]]:
        return [(name, "supports" if self.form == "before" else STANCES[verb]) for name, verb in self.hands]

    def words(self) -> list[str]:
        return [w for p in self.parts for w in ([p] if isinstance(p, str) else p.words())]

    def all(self) -> list[Built]:
        return [self, *(b for p in self.parts if isinstance(p, Built) for b in p.all())]


hand = st.tuples(st.sampled_from(NAMES), st.sampled_from(sorted(STANCES)))
hands = st.lists(hand, max_size=3, unique_by=lambda one: one[0])
leaf = st.builds(Built, st.lists(st.just("w"), min_size=1, max_size=3), hands, st.sampled_from(["before", "behind", "outside"]), st.sampled_from(MARKS))
trees = st.recursive(
    leaf,
    lambda inner: st.builds(
        Built,
        st.tuples(st.just("w"), inner, st.lists(st.one_of(st.just("w"), inner), max_size=2)).map(lambda t: [t[0], t[1], *t[2], "w"]),
        hands,
        st.sampled_from(["before", "behind", "outside"]),
        st.sampled_from(MARKS),
    ),
    max_leaves=4,
)
texts = st.lists(st.one_of(st.just("w"), trees), min_size=1, max_size=5)


def numbered(parts: list[str | Built], at: list[int]) -> list[str | Built]:
    """The parts with a word of its own in each place."""
    made: list[str | Built] = []
    for part in parts:
        if isinstance(part, str):
            at[0] += 1
            made.append(f"word{at[0]}")
        else:
            made.append(Built(numbered(part.parts, at), part.hands, part.form, part.marks))
    return made


def words(text: str) -> list[str]:
    return re.findall(r"word\d+", text)


@given(texts)
def test_what_was_put_into_brackets_is_what_is_read_of_them(built: list[str | Built]) -> None:
    parts = numbered(built, [0])
    text = " ".join(p if isinstance(p, str) else p.text() for p in parts)
    read = read_brackets([text], parties=NAMES)
    every = [b for p in parts if isinstance(p, Built) for b in p.all()]
    assert [b.kind for b in read.brackets] == [BracketKind.BRACKET] * len(every)
    assert [[(a.party, a.stance.value) for a in b.attribution] for b in read.brackets] == [b.expected() for b in every]
    assert [words(b.words) for b in read.brackets] == [b.words() for b in every]


@given(texts)
def test_keeping_loses_no_word_and_removing_leaves_those_outside(built: list[str | Built]) -> None:
    parts = numbered(built, [0])
    text = " ".join(p if isinstance(p, str) else p.text() for p in parts)
    (kept,) = resolve([text], all_kept, lambda pieces: read_brackets(pieces, parties=NAMES))
    assert kept.split() == [w for p in parts for w in ([p] if isinstance(p, str) else p.words())]
    (removed,) = resolve([text], all_removed, lambda pieces: read_brackets(pieces, parties=NAMES))
    assert removed.split() == [p for p in parts if isinstance(p, str)]


@given(texts, st.sampled_from(NAMES))
def test_a_holders_choice_keeps_what_it_supports_and_drops_what_it_opposes(built: list[str | Built], name: str) -> None:
    parts = numbered(built, [0])
    text = " ".join(p if isinstance(p, str) else p.text() for p in parts)
    (chosen,) = resolve([text], HolderChoice.of(name), lambda pieces: read_brackets(pieces, parties=NAMES))
    gone = {w for p in parts if isinstance(p, Built) for b in p.all() if (name, "opposes") in b.expected() for w in b.words()}
    assert not gone & set(words(chosen))
    spoken = [p for p in parts if isinstance(p, Built) and any(name == who for b in p.all() for who, _ in b.expected())]
    if not spoken:
        assert words(chosen) == words(text)
